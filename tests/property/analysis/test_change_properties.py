"""What must hold of any change, whatever the counts."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wardmote.analysis.change import compare_years
from wardmote.analysis.families import benjamini_hochberg
from wardmote.analysis.months import months_from
from wardmote.analysis.two_counts import e_test, exact_ratio_interval
from wardmote.analysis.verbs import Verdict
from wardmote.analysis.verdicts import judge_family

EXAMPLES = settings(max_examples=60, deadline=None)
SERIES = st.integers(2, 4).flatmap(
    lambda years: st.lists(st.integers(0, 60), min_size=12 * years, max_size=12 * years)
)
SPARSE = st.lists(
    st.one_of(st.just(0), st.just(0), st.just(0), st.integers(0, 90)), min_size=24, max_size=24
)
MARCH = date(2024, 3, 1)  # no leap day in the two years that follow


@EXAMPLES
@given(st.one_of(SERIES, SPARSE))
@example([0, 0, 0, 31, *[0] * 6, 69, 0, 0, 0, 1, *[0] * 9])  # a slope without a solution
def test_any_series_is_judged_without_a_number_that_is_not_one(counts):
    change = compare_years(counts, months_from(MARCH, len(counts)))

    numbers = [change.ratio, change.lower, change.upper, change.p, change.phi, change.lag1]
    assert all(np.isfinite(number) for number in numbers if number is not None)
    assert change.before == sum(counts[-24:-12])
    assert change.after == sum(counts[-12:])
    judged = judge_family([change])[0]
    assert judged.because
    assert (change.p is None) == (judged.verdict in {Verdict.CANNOT_SAY, Verdict.TOO_SHORT})


@EXAMPLES
@given(SERIES)
def test_clear_by_interval_is_clear_by_test(counts):
    change = compare_years(counts, months_from(MARCH, len(counts)))

    if change.phi is not None:
        assert (change.lower > 1 or change.upper < 1) == (change.p < 0.05)


@EXAMPLES
@given(st.lists(st.integers(3, 80), min_size=24, max_size=24))
def test_the_two_years_swapped_turn_the_ratio_over(counts):
    months = months_from(MARCH, 24)
    change = compare_years(counts, months)
    swapped = compare_years(counts[12:] + counts[:12], months)

    np.testing.assert_allclose(change.ratio * swapped.ratio, 1, rtol=1e-6)
    np.testing.assert_allclose(change.phi, swapped.phi, rtol=1e-6)


@EXAMPLES
@given(st.integers(0, 24), st.integers(0, 24))
def test_small_counts_swapped_give_the_same_p(before, after):
    assert np.isclose(e_test(before, after), e_test(after, before))
    assert 0 <= e_test(before, after) <= 1


@EXAMPLES
@given(st.integers(1, 24), st.integers(0, 24))
def test_the_exact_interval_holds_the_ratio_seen(before, after):
    lower, upper = exact_ratio_interval(before, after)

    assert lower <= after / before <= upper


@EXAMPLES
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_adjusted_p_values_do_not_depend_on_the_order_of_the_family(p_values, shuffler):
    order = list(range(len(p_values)))
    shuffler.shuffle(order)

    adjusted = benjamini_hochberg(p_values)
    shuffled = benjamini_hochberg([p_values[place] for place in order])

    np.testing.assert_allclose(shuffled, [adjusted[place] for place in order])
    assert all(was - 1e-12 <= now <= 1 for was, now in zip(p_values, adjusted, strict=True))
