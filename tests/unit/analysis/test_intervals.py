"""Intervals of counts, shares and ratios: published numbers and independent oracles."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.analysis.intervals import count_interval, share_interval
from wardmote.analysis.ratios import ratio_of_rates
from wardmote.errors import AnalysisError


def test_count_intervals_equal_the_published_ones():
    """KN-15."""
    assert count_interval(10) == pytest.approx((4.7953887, 18.3903560), abs=5e-8)
    assert count_interval(0) == pytest.approx((0, 3.6888795), abs=5e-8)


@pytest.mark.parametrize("count", [0, 1, 7, 84, 10_330])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_count_interval_equals_scipys_chi_square(count, confidence):
    from scipy.stats import chi2

    tail = (1 - confidence) / 2
    lower = chi2.ppf(tail, 2 * count) / 2 if count else 0
    expected = (lower, chi2.ppf(1 - tail, 2 * count + 2) / 2)

    assert count_interval(count, confidence=confidence) == pytest.approx(expected)


def test_byar_is_close_to_exact_and_published():
    """Breslow and Day's approximation: within a fiftieth for ten events or more."""
    for count in (10, 50, 500):
        assert count_interval(count, method="byar") == pytest.approx(
            count_interval(count), rel=0.02
        )
    assert count_interval(0, method="byar")[0] == 0


@pytest.mark.parametrize("count", [-1, 2.5, float("nan")])
def test_a_count_that_is_not_one_has_no_interval(count):
    with pytest.raises(AnalysisError, match="whole number, 0 or more"):
        count_interval(count)


def test_share_intervals_equal_the_published_ones():
    """KN-37."""
    wilson, exact = (share_interval(12, 40, method=m) for m in ("wilson", "clopper_pearson"))

    assert wilson == pytest.approx((0.1807485, 0.4543002), abs=5e-8)
    assert exact == pytest.approx((0.1656272, 0.4653163), abs=5e-8)


@pytest.mark.parametrize(("part", "whole"), [(0, 20), (20, 20), (1, 3), (300, 1000)])
@pytest.mark.parametrize(("ours", "theirs"), [("wilson", "wilson"), ("clopper_pearson", "beta")])
def test_share_intervals_equal_statsmodels(part, whole, ours, theirs):
    from statsmodels.stats.proportion import proportion_confint

    expected = proportion_confint(part, whole, method=theirs)

    assert share_interval(part, whole, method=ours) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("part", "whole"), [(5, 4), (-1, 4), (0, 0)])
def test_a_share_of_nothing_has_no_interval(part, whole):
    with pytest.raises(AnalysisError, match="a whole above 0"):
        share_interval(part, whole)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("katz", (2.98173283, 11.28203025)),
        ("miettinen_nurminen", (3.02115784, 11.16390263)),
        ("koopman", (3.02163243, 11.16213546)),
        ("exact", (2.93912609, 12.72871078)),
    ],
)
def test_rate_ratios_equal_the_published_ones(method, expected):
    """KN-35."""
    found = ratio_of_rates(58, 1000, 10, 1000, method=method)

    assert found.ratio == pytest.approx(5.8)
    assert (found.lower, found.upper) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("counts", [(3, 9), (40, 2), (17, 17)])
@pytest.mark.parametrize(
    ("ours", "theirs", "correction"),
    [("miettinen_nurminen", "score", True), ("koopman", "score", False)],
)
def test_ratios_of_persons_equal_statsmodels(counts, ours, theirs, correction):
    from statsmodels.stats.proportion import confint_proportions_2indep

    expected = confint_proportions_2indep(
        counts[0], 40, counts[1], 25, compare="ratio", method=theirs, correction=correction
    )

    found = ratio_of_rates(counts[0], 40, counts[1], 25, method=ours)
    assert (found.lower, found.upper) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("method", ["exact", "katz", "koopman", "miettinen_nurminen"])
def test_nothing_in_the_second_group_sets_no_upper_end(method):
    found = ratio_of_rates(9, 100, 0, 100, method=method)

    assert (found.ratio, found.upper) == (None, None)
    assert found.lower > 1


@pytest.mark.parametrize("method", ["exact", "katz", "koopman", "miettinen_nurminen"])
def test_nothing_in_the_first_group_has_a_lower_end_of_nothing(method):
    found = ratio_of_rates(0, 100, 9, 100, method=method)

    assert (found.ratio, found.lower) == (0, 0)
    assert 0 < found.upper < 1


@pytest.mark.parametrize("numbers", [(0, 10, 0, 10), (1, 0, 1, 10), (11, 10, 1, 10)])
def test_rates_without_a_ratio_are_refused(numbers):
    with pytest.raises(AnalysisError, match="have no ratio"):
        ratio_of_rates(*numbers, method="koopman")


def test_score_interval_covers_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(3)
    covered = []
    for first, second in zip(rng.binomial(80, 0.3, 300), rng.binomial(60, 0.2, 300), strict=True):
        found = ratio_of_rates(int(first), 80, int(second), 60, method="miettinen_nurminen")
        covered.append(found.lower <= 1.5 <= (found.upper or np.inf))

    assert 0.92 <= np.mean(covered) <= 0.98
