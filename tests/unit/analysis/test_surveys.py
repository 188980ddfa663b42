"""Survey shares and gaps: published margins, what a sample allows, and no base, no range."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from wardmote.analysis.share_gaps import (
    change_without_base,
    gap_between_groups,
    gap_in_one_sample,
    ranks_side_by_side,
)
from wardmote.analysis.surveys import Sample, design_effect_of_weights, share_of_answers
from wardmote.errors import AnalysisError

SURVEY = Sample("residents' survey", "probability", 1_104)


@pytest.mark.parametrize(("base", "margin"), [(1_104, 2.95), (640, 3.87), (400, 4.90)])
def test_margins_equal_the_methods_register(base, margin):
    """M-09."""
    found = share_of_answers(0.5, Sample("x", "probability", base))

    assert 100 * found.margin == pytest.approx(margin, abs=0.005)


def test_a_population_of_310_300_needs_1_064_answers_for_three_points():
    """M-09."""
    found = share_of_answers(0.5, Sample("x", "probability", 1_064, population=310_300))

    assert 100 * found.margin == pytest.approx(3.0, abs=0.006)


class TestWhatASampleAllows:
    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("probability", "margin of error"),
            ("quota", "indicative range if the quotas worked as random selection"),
        ],
    )
    def test_the_range_is_called_what_it_is(self, kind, name):
        assert share_of_answers(0.4, Sample("x", kind, 500)).range_name == name

    @pytest.mark.parametrize(
        ("sample", "why"),
        [
            (Sample("web survey", "open", 5_000), "whoever wished answered"),
            (Sample("PAS", "probability", None), "is not published"),
        ],
    )
    def test_open_surveys_and_unknown_bases_have_no_range_of_any_kind(self, sample, why):
        share = share_of_answers(0.4, sample)
        gaps = [
            gap_in_one_sample(0.4, 0.2, sample),
            gap_between_groups(0.4, sample, 0.2, SURVEY),
            gap_between_groups(0.4, SURVEY, 0.2, sample),
        ]

        assert (share.lower, share.upper, share.margin, share.range_name) == (None, None, None, "")
        for found in (share, *gaps):
            assert why in found.refusal
            assert found.lower is None
        assert not any(gap.is_clear for gap in gaps)
        with pytest.raises(AnalysisError, match="No range may be given"):
            _ = sample.effective_base

    def test_a_design_effect_widens_the_range_by_its_root(self):
        plain, weighted = SURVEY, replace(SURVEY, design_effect=1.44)

        ratio = share_of_answers(0.3, weighted).margin / share_of_answers(0.3, plain).margin

        assert ratio == pytest.approx(1.2)

    def test_a_sample_of_much_of_the_population_is_surer(self):
        few, many = (replace(SURVEY, population=size) for size in (1_000_000, 2_000))

        assert share_of_answers(0.5, few).margin == share_of_answers(0.5, SURVEY).margin
        assert share_of_answers(0.5, many).margin == pytest.approx(
            share_of_answers(0.5, SURVEY).margin * np.sqrt((2_000 - 1_104) / 1_999)
        )

    def test_when_everybody_answered_nothing_is_left_to_chance(self):
        found = share_of_answers(0.25, Sample("board", "probability", 12, population=12))

        assert (found.lower, found.upper, found.margin) == (0.25, 0.25, 0)

    @pytest.mark.parametrize(
        "wrong", [{"base": 0}, {"design_effect": 0.9}, {"base": 11, "population": 10}]
    )
    def test_samples_that_cannot_be_are_refused(self, wrong):
        with pytest.raises(AnalysisError, match="unweighted number who answered"):
            replace(SURVEY, **wrong)


class TestGaps:
    @pytest.mark.parametrize(("first", "second", "margin"), [(320, 320, 7.7), (540, 100, 10.7)])
    def test_gaps_of_groups_equal_the_published_ones(self, first, second, margin):
        """TRUST-01 in statistics.md S7."""
        gap = gap_between_groups(
            0.5, Sample("a", "probability", first), 0.5, Sample("b", "probability", second)
        )

        assert 100 * gap.upper == pytest.approx(margin, abs=0.05)

    def test_gaps_of_groups_equal_statsmodels(self):
        from statsmodels.stats.proportion import confint_proportions_2indep

        gap = gap_between_groups(
            90 / 300, Sample("a", "quota", 300), 50 / 250, Sample("b", "quota", 250)
        )

        oracle = confint_proportions_2indep(90, 300, 50, 250, method="wald", compare="diff")
        assert (gap.lower, gap.upper) == pytest.approx(oracle)

    def test_asb_against_housing_equals_the_methods_register(self):
        """M-09: 48% and 29% of 1,104: ±5.1 on the gap."""
        gap = gap_in_one_sample(0.48, 0.29, SURVEY)

        assert 100 * (gap.upper - gap.difference) == pytest.approx(5.1, abs=0.05)
        assert gap.is_clear

    def test_gap_in_one_sample_equals_mcnemars_interval(self):
        """Paired shares: b named the first only, c the second only."""
        n, both, b, c = 400, 60, 90, 50
        gap = gap_in_one_sample(
            (both + b) / n, (both + c) / n, Sample("x", "probability", n), both=both / n
        )

        error = np.sqrt(b + c - (b - c) ** 2 / n) / n
        assert gap.upper - gap.difference == pytest.approx(1.959964 * error, rel=1e-6)

    def test_not_knowing_who_named_both_makes_it_wider(self):
        blind = gap_in_one_sample(0.4, 0.3, SURVEY)
        knowing = gap_in_one_sample(0.4, 0.3, SURVEY, both=0.2)

        assert blind.upper > knowing.upper

    def test_range_and_test_agree(self):
        for other in np.linspace(0.2, 0.4, 21):
            gap = gap_in_one_sample(0.3, float(other), SURVEY)
            assert gap.is_clear == (gap.p < 0.05)

    def test_shares_that_all_named_have_no_spread(self):
        gap = gap_in_one_sample(1.0, 1.0, SURVEY, both=1.0)

        assert (gap.difference, gap.p, gap.is_clear) == (0, 1, False)

    @pytest.mark.parametrize("both", [0.35, 0.05])
    def test_shares_that_cannot_all_be_right_are_refused(self, both):
        with pytest.raises(AnalysisError, match="cannot all be right"):
            gap_in_one_sample(0.8, 0.3, SURVEY, both=both)

    def test_ranges_hold_a_planted_gap_about_95_times_in_100(self):
        rng = np.random.default_rng(2)
        held = []
        for _ in range(400):
            first = Sample("a", "probability", 300)
            gap = gap_between_groups(
                rng.binomial(300, 0.45) / 300, first, rng.binomial(300, 0.35) / 300, first
            )
            held.append(gap.lower <= 0.1 <= gap.upper)

        assert 0.92 <= np.mean(held) <= 0.98


@pytest.mark.parametrize(
    ("after", "years", "called"), [(0.61, 1, True), (0.62, 1, False), (0.55, 2.5, False)]
)
def test_without_a_base_six_points_a_year_are_called_a_change(after, years, called):
    found = change_without_base(0.67, after, years=years)

    assert found.is_called_a_change is called
    assert found.points == pytest.approx(100 * (after - 0.67))


def test_without_time_between_there_is_no_change():
    with pytest.raises(AnalysisError, match="more than 0 years"):
        change_without_base(0.5, 0.6, years=0)


def test_weights_cost_what_kish_says():
    """M-10: n_eff 76.9, deff 1.30."""
    weights = [0.5] * 40 + [1.0] * 40 + [2.0] * 20

    assert design_effect_of_weights(weights) == pytest.approx(1.3)
    assert 100 / design_effect_of_weights(weights) == pytest.approx(76.9, abs=0.05)
    assert design_effect_of_weights([3.0] * 50) == pytest.approx(1)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(AnalysisError, match="no design effect"):
        design_effect_of_weights(weights)


@pytest.mark.parametrize("share", [-0.1, 48])
def test_per_cents_are_not_shares(share):
    with pytest.raises(AnalysisError, match="Divide per cents by 100"):
        share_of_answers(share, SURVEY)


def test_concern_and_incidents_are_ranked_and_never_subtracted():
    ranks = ranks_side_by_side(
        {"ASB": 0.48, "drugs": 0.3, "burglary": 0.3, "noise": 0.1},
        {"ASB": 900, "drugs": 2_500, "burglary": 900},
    )

    assert ranks == (("ASB", 1, 2), ("burglary", 2, 2), ("drugs", 2, 1))
