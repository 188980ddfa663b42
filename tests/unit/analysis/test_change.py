"""Change between two years: the test of statistics.md S1, its refusals and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from wardmote.analysis.breaks import Break
from wardmote.analysis.change import Change, compare_counts, compare_years
from wardmote.analysis.months import Period, months_from
from wardmote.analysis.verbs import Verdict
from wardmote.analysis.verdicts import judge_family
from wardmote.errors import AnalysisError


@pytest.fixture(scope="module")
def march() -> Callable[[int], tuple[date, ...]]:
    """Years of months from March, as recording years of the Met's files run."""
    return lambda years: months_from(date(2021, 3, 1), 12 * years)


@pytest.fixture(scope="module")
def planted() -> Callable[..., np.ndarray]:
    """Seasonal negative-binomial counts with a step in the last year and slow swings."""

    def plant(rng, *, mean=30.0, years=3, phi=3.0, season=0.2, step=1.0, swings=0.0, carry=0.3):
        length = 12 * years
        expected = mean * (1 + season * np.sin(2 * np.pi * np.arange(length) / 12))
        expected[-12:] *= step
        expected = expected * np.exp(_swings(rng, length, swings, carry))
        if phi <= 1:
            return rng.poisson(expected)
        return rng.negative_binomial(expected / (phi - 1), 1 / phi)

    return plant


def _swings(rng: np.random.Generator, length: int, size: float, carry: float) -> np.ndarray:
    drawn = rng.normal(0, 1, length)
    swings = np.empty(length)
    swings[0] = drawn[0]
    for month in range(1, length):
        swings[month] = carry * swings[month - 1] + np.sqrt(1 - carry**2) * drawn[month]
    return size * swings


def oracle(counts, months, years):
    """The same model by statsmodels and pandas, written without a look at ours."""
    import pandas as pd
    import statsmodels.api as sm
    from scipy import stats

    table = pd.DataFrame({"count": counts, "month": pd.to_datetime(list(months))}).iloc[
        -12 * years :
    ]
    block = np.repeat(np.arange(years), 12)
    dummies = pd.concat(
        [
            pd.get_dummies(table["month"].dt.month.to_numpy(), prefix="m"),
            pd.get_dummies(block, prefix="b", drop_first=True),
        ],
        axis=1,
    ).astype(float)
    dummies.index = table.index
    fit = sm.GLM(
        table["count"],
        dummies,
        family=sm.families.Poisson(),
        offset=np.log(table["month"].dt.days_in_month),
    ).fit(tol=1e-12)
    residuals = fit.resid_pearson.to_numpy()
    lag1 = np.corrcoef(residuals[1:], residuals[:-1])[0, 1]
    phi = max(1, fit.pearson_chi2 / fit.df_resid)
    scale = phi * ((1 + lag1) / (1 - lag1) if lag1 > 0 else 1)
    weights = np.zeros(dummies.shape[1])
    weights[-1] = 1
    if years > 2:
        weights[-2] = -1
    estimate = weights @ fit.params
    error = np.sqrt(scale * (weights @ fit.cov_params() @ weights))
    reach = stats.t(fit.df_resid).ppf(0.975) * error
    return {
        "ratio": np.exp(estimate),
        "lower": np.exp(estimate - reach),
        "upper": np.exp(estimate + reach),
        "p": 2 * stats.t(fit.df_resid).sf(abs(estimate) / error),
        "phi": phi,
        "lag1": lag1,
        "df": fit.df_resid,
    }


@pytest.mark.parametrize("years", [2, 3, 5])
@pytest.mark.parametrize("seed", range(4))
def test_equals_statsmodels_glm(planted, march, years, seed):
    counts = planted(np.random.default_rng(seed), years=years, phi=4, swings=0.2, step=1.2)

    change = compare_years(counts, march(years))

    for name, expected in oracle(counts, march(years), years).items():
        assert getattr(change, name) == pytest.approx(expected, rel=1e-6), name


def test_history_beyond_five_years_does_not_count(planted):
    counts = planted(np.random.default_rng(1), years=8)
    months = months_from(date(2018, 3, 1), 96)

    change = compare_years(counts, months)

    assert change.p == compare_years(counts[-60:], months[-60:]).p
    assert change.basis.parameters["years_used"] == 5


def test_a_thirtieth_month_does_not_become_a_year(planted):
    counts = planted(np.random.default_rng(1), years=3)[:30]
    months = months_from(date(2023, 10, 1), 30)

    change = compare_years(counts, months)

    assert change.basis.parameters["years_used"] == 2
    assert (change.before, change.after) == (counts[6:18].sum(), counts[18:].sum())
    assert (str(change.earlier), str(change.later)) == (
        "April 2024 to March 2025",
        "April 2025 to March 2026",
    )


def test_a_longer_february_is_not_a_rise():
    months = months_from(date(2022, 3, 1), 24)  # the later year ends in February 2024
    days = [(later - earlier).days for earlier, later in pairwise(months)]
    counts = [10 * number for number in [*days, 29]]

    change = compare_years(counts, months)

    assert change.after - change.before == 10
    assert change.ratio == pytest.approx(1, abs=1e-9)


def test_dispersion_never_helps():
    change = compare_years([100, 101] * 6 + [120, 121] * 6, months_from(date(2024, 3, 1), 24))

    assert change.phi == 1
    assert change.lag1 <= 0


def test_more_swings_make_it_less_sure(planted, march):
    steady = compare_years(planted(np.random.default_rng(3), phi=1, mean=300), march(3))
    wild = compare_years(planted(np.random.default_rng(3), phi=12, mean=300), march(3))

    assert np.log(wild.upper / wild.lower) > 2 * np.log(steady.upper / steady.lower)


def test_runs_of_high_months_make_it_less_sure():
    wave = [150] * 6 + [50] * 6 + [50] * 6 + [150] * 6
    teeth = [150, 50] * 6 + [50, 150] * 6
    months = months_from(date(2024, 3, 1), 24)

    waved, toothed = compare_years(wave, months), compare_years(teeth, months)

    assert waved.lag1 > 0.5 > 0 > toothed.lag1
    assert waved.upper > 2 * toothed.upper


def test_the_years_are_named_and_every_choice_is_carried(planted, march):
    change = compare_years(planted(np.random.default_rng(0)), march(3), name="vehicle crime")

    assert change.name == "vehicle crime"
    assert change.basis.sidedness == "two-sided"
    assert "same rate" in change.basis.null
    assert change.basis.reference
    assert change.basis.caveat
    assert set(change.basis.parameters) >= {"years_used", "variance_inflation", "confidence"}


class TestFewEvents:
    def test_below_fifty_together_the_e_test_speaks_and_says_what_it_assumes(self):
        change = compare_years([0] * 23 + [3], months_from(date(2024, 3, 1), 24))

        assert change.p == pytest.approx(0.0883790095, abs=1e-9)  # KN-12
        assert change.assumes_independence
        assert "independent" in change.basis.method + change.basis.caveat

    def test_at_fifty_together_the_swings_speak(self):
        months = months_from(date(2024, 3, 1), 24)

        assert compare_years([2] * 23 + [3], months).assumes_independence
        assert not compare_years([2] * 22 + [3, 3], months).assumes_independence

    def test_nothing_before_has_no_ratio_and_no_upper_end(self):
        change = compare_years([0] * 12 + [2] * 12, months_from(date(2024, 3, 1), 24))

        assert (change.ratio, change.upper, change.percent) == (None, None, None)
        assert change.lower > 1
        assert judge_family([change])[0].verdict is Verdict.ROSE

    def test_no_percentage_below_thirty(self):
        months = months_from(date(2024, 3, 1), 24)
        twenty_nine = compare_years([0, *[0] * 10, 29, *[5] * 12], months)
        thirty = compare_years([0, *[0] * 10, 30, *[5] * 12], months)

        assert twenty_nine.percent is None
        assert twenty_nine.percent_interval is None
        assert thirty.percent == pytest.approx(100)

    def test_two_counts_without_months_are_tested_only_if_small(self):
        first = Period(date(2025, 1, 1), date(2025, 6, 1))
        second = Period(date(2026, 1, 1), date(2026, 6, 1))

        small = compare_counts(6, 2, earlier=first, later=second)
        large = compare_counts(60, 20, earlier=first, later=second)

        assert small.p == pytest.approx(0.1748748, abs=1e-6)
        assert judge_family([large])[0].verdict is Verdict.TOO_SHORT

    @pytest.mark.parametrize(
        "later",
        [
            pytest.param(Period(date(2025, 7, 1), date(2025, 12, 1)), id="another season"),
            pytest.param(Period(date(2026, 1, 1), date(2026, 7, 1)), id="another length"),
        ],
    )
    def test_periods_that_are_not_the_same_months_of_the_year_are_refused(self, later):
        earlier = Period(date(2025, 1, 1), date(2025, 6, 1))

        with pytest.raises(AnalysisError, match="same months of the year") as refusal:
            compare_counts(2, 6, earlier=earlier, later=later, name="arson")

        assert "January 2025 to June 2025" in str(refusal.value)

    def test_negative_counts_are_refused(self):
        year = Period(date(2025, 1, 1), date(2025, 12, 1))

        with pytest.raises(AnalysisError, match="negative") as refusal:
            compare_counts(-1, 2, earlier=year, later=year, name="arson")

        assert "-1 before, 2 after" in str(refusal.value)


class TestRefusals:
    def test_less_than_two_years_is_too_short(self):
        change = compare_years([9] * 23, months_from(date(2024, 3, 1), 23))

        assert (change.before, change.after, change.p) == (None, 108, None)
        assert change.refusal == "23 months are held and two years are 24"
        assert judge_family([change])[0].verdict is Verdict.TOO_SHORT

    def test_no_months_at_all_is_an_error(self):
        with pytest.raises(AnalysisError, match="no months to compare for arson"):
            compare_years([], [], name="arson")

    def test_no_events_at_all_cannot_be_judged(self):
        judged = judge_family([compare_years([0] * 24, months_from(date(2024, 3, 1), 24))])[0]

        assert judged.verdict is Verdict.CANNOT_SAY
        assert judged.because == "none were recorded in either year"

    @pytest.mark.parametrize("counts", [[9] * 12 + [0] * 12, [0] * 12 + [9] * 12])
    def test_a_category_that_ends_or_begins_is_not_a_fall_or_a_rise(self, counts):
        judged = judge_family([compare_years(counts, months_from(date(2024, 3, 1), 24))])[0]

        assert judged.verdict is Verdict.CANNOT_SAY
        assert "a change of category or recording?" in judged.because

    def test_everything_in_one_month_of_the_year_cannot_be_judged(self):
        counts = [0] * 11 + [30] + [0] * 11 + [60]

        judged = judge_family([compare_years(counts, months_from(date(2024, 3, 1), 24))])[0]

        assert judged.verdict is Verdict.CANNOT_SAY
        assert judged.change.after == 60

    def test_a_few_bursts_give_no_range_that_means_anything(self):
        counts = [0] * 30
        counts[2], counts[13], counts[25], counts[26] = 332, 285, 151, 57

        change = compare_years(counts, months_from(date(2020, 8, 1), 30))

        assert change.refusal == "too few months have any to show how much they swing"

    def test_a_missing_month_is_an_error_that_names_it(self):
        months = months_from(date(2024, 3, 1), 25)

        with pytest.raises(AnalysisError) as refusal:
            compare_years([5] * 24, months[:7] + months[8:], name="arson")

        assert "2024-09 to 2024-11    1 months missing" in str(refusal.value)
        assert "arson" in str(refusal.value)

    def test_shared_out_counts_are_never_tested(self):
        with pytest.raises(AnalysisError, match=r"not whole: 4\.5"):
            compare_years([4.5] * 24, months_from(date(2024, 3, 1), 24))


class TestBreaks:
    months = months_from(date(2021, 3, 1), 60)
    steady = [100, 120] * 30

    @pytest.mark.parametrize(
        ("first", "where"),
        [
            (date(2024, 6, 1), "inside the earlier year"),
            (date(2025, 2, 27), "between the two years"),
            (date(2025, 9, 1), "inside the later year"),
        ],
    )
    def test_a_recording_break_in_the_years_is_never_a_change(self, first, where):
        doubled = [200 if month >= first else 100 for month in self.months]

        change = compare_years(doubled, self.months, breaks=[Break("the system changed", first)])

        judged = judge_family([change])[0]
        assert judged.verdict is Verdict.CANNOT_SAY
        assert judged.because == f"the system changed ({first:%B %Y}, {where})"
        assert change.before is not None

    def test_a_break_before_both_years_is_said_and_does_not_forbid(self):
        event = Break("the system changed", date(2024, 2, 28))

        change = compare_years(self.steady, self.months, breaks=[event])

        assert [placed.where for placed in change.breaks] == ["before both years"]
        assert change.p is not None

    def test_an_event_that_is_real_is_said_and_does_not_forbid(self):
        event = Break("a general election", date(2025, 6, 1), date(2025, 6, 30), comparable=True)

        change = compare_years(self.steady, self.months, breaks=[event])

        assert [placed.where for placed in change.breaks] == ["inside the later year"]
        assert change.p is not None

    def test_an_event_over_before_both_years_is_not_said(self):
        covid = Break("Covid", date(2021, 4, 1), date(2021, 6, 30), comparable=True)

        assert compare_years(self.steady, self.months, breaks=[covid]).breaks == ()

    def test_an_older_year_that_a_break_cuts_does_not_blur_the_test(self):
        counts = [100 if month < date(2022, 9, 1) else 300 for month in self.months]
        event = Break("the system changed", date(2022, 9, 1))

        blurred = compare_years(counts, self.months)
        clean = compare_years(counts, self.months, breaks=[event])

        assert clean.basis.parameters["years_used"] == 4
        assert clean.phi == 1 < blurred.phi


class TestDrifts:
    def test_a_year_that_climbs_inside_itself_is_said(self):
        flat = [200, 210] * 24
        climbing = [int(100 * 3 ** (month / 11)) for month in range(12)]

        change = compare_years(flat + climbing, months_from(date(2021, 3, 1), 60))

        drifts = {drift.year: drift for drift in change.drifts}
        assert drifts["later"].is_clear
        assert drifts["later"].ratio == pytest.approx(3, rel=0.1)
        assert not drifts["earlier"].is_clear

    def test_with_two_years_it_is_the_later_against_the_earlier(self, planted, march):
        change = compare_years(planted(np.random.default_rng(2), years=2), march(2))

        assert [(drift.year, drift.against) for drift in change.drifts] == [
            ("later", "the earlier year")
        ]

    def test_quiet_years_are_seldom_called_drifting(self, planted, march):
        rng = np.random.default_rng(5)

        said = [
            drift.is_clear
            for _ in range(100)
            for drift in compare_years(planted(rng), march(3)).drifts
        ]

        assert len(said) == 200
        assert sum(said) <= 7  # 1% of 200, and chance


class TestCalibration:
    """Planted truth: alarms near the stated rate in quiet series, power where there is a step."""

    def alarms(self, planted, march, number, *, seed=11, years=3, **truth):
        rng = np.random.default_rng(seed)
        changes = [compare_years(planted(rng, years=years, **truth), march(years))
                   for _ in range(number)]  # fmt: skip
        return np.mean([change.p < 0.05 for change in changes])

    @pytest.mark.parametrize("years", [2, 5])
    def test_quiet_overdispersed_seasonal_series_alarm_near_the_nominal_rate(
        self, planted, march, years
    ):
        assert 0.02 <= self.alarms(planted, march, 250, years=years) <= 0.08

    def test_quiet_series_with_slow_swings_alarm_near_the_nominal_rate(self, planted, march):
        assert self.alarms(planted, march, 250, phi=1, swings=0.1, years=5) <= 0.09

    def test_a_poisson_test_would_cry_wolf_on_the_same_series(self, planted, march):
        rng = np.random.default_rng(11)
        z = []
        for _ in range(400):
            counts = planted(rng, years=2)
            before, after = counts[:12].sum(), counts[12:].sum()
            z.append(abs(after - before) / np.sqrt(after + before))

        assert np.mean(np.array(z) > 1.96) > 0.2

    def test_a_step_of_half_as_much_again_is_found(self, planted, march):
        assert self.alarms(planted, march, 100, step=1.5, years=5) >= 0.9


class TestVerdicts:
    def comparison(self, ratio, lower, upper, p) -> Change:
        year = Period(date(2024, 3, 1), date(2025, 2, 1))
        return Change(
            "x", 100, 110, year, year, ratio=ratio, lower=lower, upper=upper, p=p, phi=1.0
        )

    @pytest.mark.parametrize(
        ("ratio", "lower", "upper", "p", "verdict"),
        [
            pytest.param(1.1, 1.06, 1.14, 0.001, Verdict.ROSE, id="clear rise"),
            pytest.param(0.9, 0.86, 0.94, 0.001, Verdict.FELL, id="clear fall"),
            pytest.param(1.029, 1.01, 1.06, 0.001, Verdict.NO_CLEAR_CHANGE, id="clear, too small"),
            pytest.param(1.02, 1.01, 1.04, 0.001, Verdict.LITTLE_CHANGED, id="clear and little"),
            pytest.param(1.04, 1.031, 1.049, 0.001, Verdict.ROSE, id="rise before little"),
            pytest.param(1.0, 0.951, 1.049, 0.9, Verdict.LITTLE_CHANGED, id="within 5%"),
            pytest.param(1.0, 0.949, 1.049, 0.9, Verdict.NO_CLEAR_CHANGE, id="reaches below"),
            pytest.param(1.0, 0.951, 1.051, 0.9, Verdict.NO_CLEAR_CHANGE, id="reaches above"),
            pytest.param(1.5, 0.99, 2.2, 0.06, Verdict.NO_CLEAR_CHANGE, id="large, unclear"),
        ],
    )
    def test_words_follow_the_rule(self, ratio, lower, upper, p, verdict):
        assert judge_family([self.comparison(ratio, lower, upper, p)])[0].verdict is verdict

    def test_a_result_that_is_clear_alone_is_not_clear_among_many(self):
        lone = self.comparison(1.2, 1.01, 1.4, 0.04)
        others = [self.comparison(1.0, 0.8, 1.3, 0.9)] * 19

        judged = judge_family([lone, *others], family="all crime types, year to February 2026")

        assert judge_family([lone])[0].verdict is Verdict.ROSE
        assert judged[0].verdict is Verdict.NO_CLEAR_CHANGE
        assert judged[0].because == "clear by itself, but not as one of 20 tests"
        assert (judged[0].family_size, judged[0].family) == (
            20,
            "all crime types, year to February 2026",
        )

    def test_refused_changes_do_not_make_the_others_look_better(self):
        months = months_from(date(2024, 3, 1), 24)
        refused = [compare_years([0] * 24, months)] * 50

        judged = judge_family([self.comparison(1.2, 1.01, 1.4, 0.04), *refused])

        assert judged[0].adjusted_p == 0.04
        assert {one.family_size for one in judged} == {1}

    def test_an_empty_family_has_no_verdicts(self):
        assert judge_family([]) == ()

    def test_a_change_that_contradicts_itself_cannot_be_built(self):
        tested = self.comparison(1.1, 1.0, 1.2, 0.05)

        with pytest.raises(ValueError, match="outside its own interval"):
            replace(tested, ratio=2.0)
        with pytest.raises(ValueError, match="says why it is not"):
            replace(tested, p=None)
        with pytest.raises(ValueError, match="come together"):
            replace(tested, lower=None, ratio=None)
