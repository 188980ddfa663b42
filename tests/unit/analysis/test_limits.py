"""Months out of the ordinary: limits, baselines, seasons and false alarms."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.breaks import Break
from wardmote.analysis.limits import individuals_limits, judge_month, list_signals
from wardmote.analysis.months import days_in_months, months_from
from wardmote.analysis.quantiles import count_quantile
from wardmote.analysis.seasons import seasonal_pattern
from wardmote.errors import TooShort

MONTHS = months_from(date(2024, 1, 1), 25)
TEETH = [41, 47, 39, 45] * 6


def test_limits_equal_the_published_ones():
    """M-05."""
    limits = individuals_limits([41, 38, 45, 50, 47, 39, 44, 52, 49, 43, 40, 46])

    assert [round(limit, 1) for limit in limits] == [44.5, 30.7, 58.3]


def test_the_lower_limit_is_never_below_nothing():
    assert individuals_limits([1, 30, 2, 40])[1] == 0


def test_ranges_over_a_gap_do_not_count():
    limits = individuals_limits([10, 12, 50, 52], adjoining=[True, False, True])

    assert limits[2] - limits[0] == pytest.approx(2.66 * 2)


def test_the_month_judged_does_not_set_its_own_limits():
    calm, wild = judge_month([*TEETH, 44], MONTHS), judge_month([*TEETH, 300], MONTHS)

    assert (calm.upper, calm.centre) == (wild.upper, wild.centre)
    assert (calm.side, wild.side) == ("within", "above")


def test_months_older_than_24_do_not_count():
    older = [500] * 12

    judged = judge_month([*older, *TEETH, 44], months_from(date(2023, 1, 1), 37))

    assert judged.centre == judge_month([*TEETH, 44], MONTHS).centre


def test_a_short_month_is_counted_for_30_point_4_days():
    judged = judge_month([*TEETH, 31], MONTHS)  # January

    assert judged.value == pytest.approx(30.4)


def test_the_baseline_starts_after_a_break():
    counts = [90] * 10 + TEETH[:14] + [44]
    event = Break("a new system", MONTHS[10])

    judged = judge_month(counts, MONTHS, breaks=[event])

    assert judged.basis.parameters["baseline_months"] == 14
    assert judged.centre == pytest.approx(np.mean(TEETH[:14]), rel=0.05)


def test_months_of_an_event_that_ended_are_left_out():
    event = Break("a lockdown", MONTHS[4], date(2024, 6, 30), comparable=True)

    judged = judge_month([*TEETH, 44], MONTHS, breaks=[event])

    assert judged.basis.parameters["baseline_months"] == 22


@pytest.mark.parametrize("length", [0, 1, 12])
def test_too_few_months_set_no_limits(length):
    with pytest.raises(TooShort, match="at least 12 comparable months"):
        judge_month([40] * length, MONTHS[:length])


class TestSeason:
    months = months_from(date(2018, 1, 1), 97)
    july = np.where([month.month == 7 for month in months], 2, 1)

    def counts(self):
        noise = np.random.default_rng(3).poisson(60, 97)
        return noise * self.july

    def test_a_usual_july_is_no_signal_once_the_season_is_taken_out(self):
        season = seasonal_pattern(self.counts()[:-6], self.months[:-6], left_out=())
        upto = next(p for p in range(90, 97) if self.months[p].month == 7) + 1
        counts, months = self.counts()[:upto], self.months[:upto]

        plain, adjusted = judge_month(counts, months), judge_month(counts, months, season=season)

        assert plain.side == "above"
        assert adjusted.side == "within"
        assert adjusted.basis.parameters["season_taken_out"] is True

    def test_a_pattern_that_is_not_a_season_is_not_taken_out(self):
        shown = seasonal_pattern(self.counts()[:36], self.months[:36], left_out=())

        judged = judge_month(self.counts(), self.months, season=shown)

        assert judged.value == judge_month(self.counts(), self.months).value
        assert judged.basis.parameters["season_taken_out"] is False


class TestRuns:
    def test_eight_in_a_row_on_one_side_are_a_signal(self):
        high = judge_month([40, 44] * 8 + [40] + [50] * 8, MONTHS)

        assert (high.run, high.side) == ("above", "within")
        assert high.is_signal

    def test_seven_are_not(self):
        assert judge_month([44, 40] * 9 + [50] * 7, MONTHS).run == "within"

    def test_below_counts_too(self):
        assert judge_month([50, 54] * 8 + [54] + [44] * 8, MONTHS).run == "below"


class TestFewCounts:
    def test_below_ten_a_month_limits_are_exact_counts(self):
        counts = [4, 6, 5, 3, 7, 5] * 4

        judged = judge_month([*counts, 5], MONTHS)

        assert judged.exact
        assert judged.upper == int(judged.upper)
        assert judged.value == 5
        assert "exact" in judged.basis.method

    def test_quantiles_equal_scipy(self):
        from scipy.stats import nbinom, poisson

        for chance in (0.00135, 0.025, 0.5, 0.99865):
            for mean in (0.3, 5, 80):
                assert count_quantile(mean, 0.8, chance) == poisson.ppf(chance, mean)
                assert count_quantile(mean, 3, chance) == nbinom.ppf(chance, mean / 2, 1 / 3)

    def test_a_series_of_nothing_has_limits_of_nothing(self):
        judged = judge_month([0] * 24 + [1], MONTHS)

        assert (judged.centre, judged.upper, judged.side) == (0, 0, "above")

    def test_swings_widen_the_limits(self):
        steady, bursts = [5] * 24, [0, 0, 0, 20] * 6

        assert judge_month([*bursts, 5], MONTHS).upper > 2 * judge_month([*steady, 5], MONTHS).upper


def test_signals_are_listed_with_the_number_looked_at():
    calm, wild = judge_month([*TEETH, 44], MONTHS), judge_month([*TEETH, 300], MONTHS)

    signals = list_signals([calm, wild, calm])

    assert signals.found == (wild,)
    assert signals.looked_at == 3
    assert signals.expected_by_chance == pytest.approx(3 * 0.0027)


@pytest.mark.parametrize(("mean", "phi"), [(4, 1.0), (4, 3.0), (60, 1.0), (60, 3.0)])
def test_quiet_series_signal_about_once_in_a_hundred_or_less(mean, phi):
    rng = np.random.default_rng(9)
    expected = mean * days_in_months(MONTHS) / 30.4

    alarms = 0
    for _ in range(300):
        drawn = rng.poisson(expected) if phi == 1 else rng.negative_binomial(expected / 2, 1 / phi)
        alarms += judge_month(drawn, MONTHS).side != "within"

    assert alarms <= 300 * 0.03


def test_a_planted_doubling_of_a_month_is_found():
    rng = np.random.default_rng(9)
    expected = 60 * days_in_months(MONTHS) / 30.4
    expected[-1] *= 2

    found = [judge_month(rng.poisson(expected), MONTHS).side == "above" for _ in range(100)]

    assert np.mean(found) > 0.95
