"""An area beside a group: published funnel limits, overdispersion, and few words."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.comparison import (
    Group,
    compare_with_group,
    funnel_limits,
    overdispersion,
)
from wardmote.errors import AnalysisError

CODES = tuple(f"E{place:02}" for place in range(15))
GROUP = Group("most similar", CODES, date(2026, 4, 1), "invented")
EVEN = dict.fromkeys(CODES, 10_000.0)


def compared(counts, *, area="E00", bases=EVEN, group=GROUP):
    return compare_with_group(area, dict(zip(CODES, counts, strict=True)), bases, group)


def test_exact_limits_equal_the_published_ones():
    """KN-16: Poisson quantiles of 10 at .001, .025, .975, .999 are 2, 4, 17, 21."""
    usual, rare = funnel_limits(10 / 500, 500, 1.0, per=500)

    assert (usual.lower, usual.upper) == (4, 17)
    assert (rare.lower, rare.upper) == (2, 21)


@pytest.mark.parametrize(("count", "position"), [(21, "not clearly different"), (22, "higher")])
def test_outside_means_strictly_beyond_the_limit(count, position):
    found = compared([count, *[9, 11] * 7])

    assert found.phi <= 1
    assert found.position == position


def test_the_area_is_not_compared_with_itself():
    found = compared([300, *[100] * 14])

    assert found.group_rate == pytest.approx(10)
    assert found.ratio == pytest.approx(3)
    assert found.group_median == pytest.approx(10)


def test_overdispersion_widens_the_limits_by_its_root():
    chance, wide = funnel_limits(0.01, 10_000, 1.0), funnel_limits(0.01, 10_000, 9.0)

    assert wide[1].upper - 10 == pytest.approx(3.0902 * 3 * 10 / 10, rel=1e-4)
    assert wide[1].upper - 10 > 2.7 * (chance[1].upper - 10)


def test_overdispersion_equals_scipys_winsorised_scores():
    from scipy.stats.mstats import winsorize

    rng = np.random.default_rng(2)
    expected = rng.uniform(50, 500, 23)
    counts = rng.negative_binomial(expected / 3, 1 / 4)
    z = (counts - expected) / np.sqrt(expected)

    oracle = np.mean(np.asarray(winsorize(z, (0.1, 0.1))) ** 2)

    assert overdispersion(counts, expected) == pytest.approx(oracle)


def test_one_outlier_does_not_hide_itself_among_the_others():
    calm = overdispersion([*[90, 110] * 7, 100], [100] * 15)
    with_outlier = overdispersion([*[90, 110] * 7, 900], [100] * 15)

    assert with_outlier == pytest.approx(calm, rel=0.1)


def test_fewer_than_ten_members_have_ranks_and_ratios_and_no_limits():
    small = Group("nine", CODES[:9], date(2026, 4, 1), "invented")

    found = compared([500, *[100] * 14], group=small)

    assert (found.rank, found.of, found.ratio) == (1, 9, pytest.approx(5))
    assert (found.limits, found.phi, found.position) == ((), None, "not judged")
    assert "too few areas" in found.basis.method


def test_an_area_outside_the_group_is_compared_with_all_of_it():
    outside = Group("others", CODES[1:], date(2026, 4, 1), "invented")

    found = compared([100] * 15, group=outside)

    assert (found.of, found.group_rate) == (15, pytest.approx(10))


def test_level_areas_share_the_better_rank():
    assert compared([100, 100, 100, *[50] * 12]).rank == 1


def test_the_membership_and_its_date_are_carried():
    parameters = compared([100] * 15).basis.parameters

    assert parameters["membership_as_of"] == "2026-04-01"
    assert parameters["members"] == 15


def test_like_areas_are_called_different_about_twice_in_a_thousand():
    rng = np.random.default_rng(5)

    different = [
        compared(rng.poisson(200, 15)).position != "not clearly different" for _ in range(500)
    ]

    assert sum(different) <= 10


def test_overdispersed_areas_would_be_called_different_without_the_widening():
    rng = np.random.default_rng(5)
    widened, plain = 0, 0
    for _ in range(200):
        counts = rng.negative_binomial(200 / 9, 1 / 10, 15)
        found = compared(counts)
        widened += found.position != "not clearly different"
        exact = funnel_limits(found.group_rate / 1000, 10_000, 1.0)[1]
        plain += not exact.lower <= found.rate <= exact.upper

    assert plain > 40
    assert widened < 12


def test_a_planted_difference_is_found():
    rng = np.random.default_rng(6)

    found = [compared([rng.poisson(320), *rng.poisson(200, 14)]).position for _ in range(50)]

    assert found.count("higher") >= 48


def test_everything_missing_is_named_at_once():
    counts, bases = dict.fromkeys(CODES[2:], 10), {**EVEN, "E05": 0.0}

    with pytest.raises(AnalysisError, match="E00 cannot be compared") as refusal:
        compare_with_group("E00", counts, bases, GROUP)

    words = str(refusal.value)
    assert "E00    no count" in words
    assert "E01    no count" in words
    assert "E05    no base above 0" in words


def test_a_group_without_events_is_no_reference():
    with pytest.raises(AnalysisError, match="no events in any"):
        compared([5, *[0] * 14])


@pytest.mark.parametrize("members", [("a",), ("a", "b", "a"), ()])
def test_a_group_needs_two_members_and_none_twice(members):
    with pytest.raises(AnalysisError, match="none of them twice"):
        Group("odd", members, date(2026, 4, 1), "invented")
