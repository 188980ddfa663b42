"""What must hold of any places, parts, shares, months and searches."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wardmote.analysis.comparison import Group, compare_with_group
from wardmote.analysis.contribution import contributions_to_change
from wardmote.analysis.disparity import Searched, unknown_bounds
from wardmote.analysis.find_rates import newcombe_interval
from wardmote.analysis.intervals import count_interval, share_interval
from wardmote.analysis.limits import judge_month
from wardmote.analysis.lorenz import generalised_gini, gini, lorenz_curve, share_of_top
from wardmote.analysis.months import months_from
from wardmote.analysis.quantiles import count_quantile
from wardmote.analysis.ratios import ratio_of_rates
from wardmote.analysis.seasons import seasonal_pattern

EXAMPLES = settings(max_examples=50, deadline=None)
PLACES = st.lists(st.integers(0, 200), min_size=2, max_size=60).filter(any)
PARTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 500))
COUNTS = st.integers(0, 300)


@EXAMPLES
@given(PLACES, st.randoms(use_true_random=False))
def test_concentration_does_not_depend_on_the_order_of_places(counts, shuffler):
    shuffled = list(counts)
    shuffler.shuffle(shuffled)

    assert gini(shuffled) == pytest.approx(gini(counts))
    assert lorenz_curve(shuffled) == lorenz_curve(counts)


@EXAMPLES
@given(PLACES)
def test_coefficients_stay_in_their_range(counts):
    size = len(counts)

    assert -1e-12 <= generalised_gini(counts) <= gini(counts) + 1e-12
    assert gini(counts) <= 1 - 1 / size + 1e-12


@EXAMPLES
@given(PLACES, st.floats(0.01, 1), st.floats(0.01, 1))
def test_more_places_never_have_a_smaller_share(counts, first, second):
    small, large = sorted((first, second))

    assert share_of_top(counts, small) <= share_of_top(counts, large) + 1e-12
    assert share_of_top(counts, small) >= small - 1e-9  # the top is never under its own share


@EXAMPLES
@given(PARTS, PARTS, st.integers(1, 8))
def test_contributions_sum_exactly_to_the_change(before, after, number):
    found = contributions_to_change(before, after)

    assert found.net == sum(after.values()) - sum(before.values())
    assert sum(part.change for part in found.largest(number)) == found.net
    if found.has_shares:
        assert sum(found.share(part) for part in found.parts) == pytest.approx(1)


@EXAMPLES
@given(COUNTS)
def test_count_intervals_hold_the_count_and_exact_ones_are_wider_apart_when_surer(count):
    lower, upper = count_interval(count)
    wider = count_interval(count, confidence=0.998)

    assert wider[0] <= lower <= count <= upper <= wider[1]


@EXAMPLES
@given(COUNTS, COUNTS)
def test_share_intervals_mirror_each_other(part, rest):
    assume(part + rest)
    for method in ("wilson", "clopper_pearson"):
        lower, upper = share_interval(part, part + rest, method=method)
        mirrored = share_interval(rest, part + rest, method=method)

        assert 0 <= lower <= part / (part + rest) + 1e-12
        assert part / (part + rest) <= upper + 1e-12 <= 1 + 1e-11
        assert mirrored == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


@EXAMPLES
@given(st.integers(1, 40), st.integers(1, 40))
def test_ratios_turned_over_have_their_interval_turned_over(first, second):
    for method in ("exact", "katz", "koopman", "miettinen_nurminen"):
        one = ratio_of_rates(first, 90, second, 70, method=method)
        other = ratio_of_rates(second, 70, first, 90, method=method)

        assert one.lower <= one.ratio <= one.upper
        assert (1 / other.upper, 1 / other.lower) == pytest.approx((one.lower, one.upper), rel=1e-6)


@EXAMPLES
@given(st.floats(0.01, 400), st.floats(0.2, 8), st.floats(0.001, 0.999))
def test_a_quantile_is_the_smallest_count_that_reaches_the_chance(mean, phi, chance):
    from scipy.stats import nbinom, poisson

    found = count_quantile(mean, phi, chance)
    held = poisson(mean) if phi <= 1 else nbinom(mean / (phi - 1), 1 / phi)

    assert held.cdf(found) >= chance - 1e-9
    assert found == 0 or held.cdf(found - 1) < chance + 1e-9


@EXAMPLES
@given(st.lists(st.integers(0, 60), min_size=25, max_size=40))
def test_any_month_is_judged_within_limits_that_hold_the_centre(counts):
    judged = judge_month(counts, months_from(date(2022, 1, 1), len(counts)))

    assert 0 <= judged.lower <= judged.upper
    assert judged.lower <= judged.centre + 1e-9
    assert np.isfinite([judged.value, judged.centre, judged.upper]).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 80), min_size=36, max_size=84))
def test_any_series_of_three_years_has_indices_that_add_up_to_twelve(counts):
    found = seasonal_pattern(counts, months_from(date(2012, 1, 1), len(counts)))

    assert sum(index.index for index in found.indices) == pytest.approx(12)
    assert all(index.lower <= index.index <= index.upper for index in found.indices)
    assert 0 <= found.p <= 1
    assert bool(found.named_months) <= (found.standing == "season")


@EXAMPLES
@given(st.lists(st.integers(1, 400), min_size=3, max_size=20))
def test_a_funnel_never_calls_an_area_both_and_its_limits_are_nested(counts):
    codes = tuple(f"E{place:02}" for place in range(len(counts)))
    bases = {code: 1_000.0 + 100 * place for place, code in enumerate(codes)}
    group = Group("g", codes, date(2026, 1, 1), "invented")

    found = compare_with_group("E00", dict(zip(codes, counts, strict=True)), bases, group)

    assert 1 <= found.rank <= found.of == len(codes)
    assert bool(found.limits) == (len(codes) >= 10) == (found.position != "not judged")
    if found.limits:
        usual, rare = found.limits
        assert rare.lower <= usual.lower <= usual.upper <= rare.upper


@EXAMPLES
@given(COUNTS, st.integers(1, 300), st.integers(0, 200), st.data())
def test_no_truth_about_the_unknown_leaves_its_bounds(group, reference, unknown, data):
    searched = Searched("x", (group,), (reference,), 700, 1_300)
    of_group = data.draw(st.integers(0, unknown))

    bounds = unknown_bounds(searched, unknown=unknown, filled=(group, reference))

    truth = (group + of_group) / (reference + unknown - of_group) * 1_300 / 700
    assert bounds.least - 1e-9 <= truth <= bounds.most + 1e-9


@EXAMPLES
@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_differences_turned_round_have_their_interval_turned_round(a, more, b, rest):
    one = newcombe_interval(a, a + more, b, b + rest)
    other = newcombe_interval(b, b + rest, a, a + more)

    assert one == pytest.approx((-other[1], -other[0]))
    assert -1 <= one[0] <= one[1] <= 1
