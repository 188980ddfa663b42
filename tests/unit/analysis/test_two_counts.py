"""Two counts: published values, an independent oracle, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.analysis.two_counts import e_test, exact_ratio_interval, standardised_change
from wardmote.errors import AnalysisError

PAIRS = [(0, 3), (6, 2), (20, 10), (3, 2), (0, 1), (25, 24), (49, 0)]


@pytest.mark.parametrize(("before", "after"), PAIRS)
@pytest.mark.parametrize("days", [(365, 365), (366, 365)])
def test_e_test_equals_the_authors_version_in_statsmodels(before, after, days):
    from statsmodels.stats.rates import etest_poisson_2indep

    _, oracle = etest_poisson_2indep(after, days[1], before, days[0], method="wald")

    ours = e_test(before, after, days_before=days[0], days_after=days[1])
    assert ours == pytest.approx(oracle, abs=1e-7)


def test_two_counts_of_nothing_show_no_difference():
    assert e_test(0, 0) == 1


@pytest.mark.parametrize(("before", "after"), [pair for pair in PAIRS if pair[0]])
def test_exact_interval_equals_clopper_pearson_of_the_share(before, after):
    from statsmodels.stats.proportion import proportion_confint

    lower, upper = proportion_confint(after, before + after, method="beta")

    expected = (lower / (1 - lower) * 366 / 365, upper / (1 - upper) * 366 / 365)
    ours = exact_ratio_interval(before, after, days_before=366, days_after=365)
    assert ours == pytest.approx(expected)


def test_nothing_before_sets_no_upper_end():
    lower, upper = exact_ratio_interval(0, 20)

    assert lower > 1
    assert upper is None


def test_exact_interval_covers_the_truth_at_least_95_times_in_100():
    rng = np.random.default_rng(4)
    drawn = zip(rng.poisson(8, 1000), rng.poisson(12, 1000), strict=True)

    covered = []
    for before, after in drawn:
        lower, upper = exact_ratio_interval(int(before), int(after))
        covered.append(lower <= 1.5 and (upper is None or upper >= 1.5))

    assert np.mean(covered) >= 0.94


@pytest.mark.parametrize(("before", "after", "phi"), [(0, 0, 1.0), (5, 5, 0.9)])
def test_standard_errors_need_events_and_dispersion(before, after, phi):
    with pytest.raises(AnalysisError, match="dispersion of 1 or more") as refusal:
        standardised_change(before, after, phi=phi)

    assert "compare_years" in str(refusal.value)
