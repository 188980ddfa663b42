"""What holds of every status, whatever was counted and in whatever order it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from unit.plan.measured import (
    ON,
    book,
    counted_indicator,
    indicator,
    monthly,
    named,
    reading,
    survey,
)
from wardmote.analysis.months import months_from
from wardmote.analysis.verbs import Polarity
from wardmote.plan.rating import Difference, Rag, Rated, rate_indicators
from wardmote.plan.records import Indicator, Reading
from wardmote.plan.records.measures import Target, Unit

OCTOBER = date(2026, 10, 1)
SERIES = st.lists(st.integers(0, 90), min_size=36, max_size=36)
SHARES = st.floats(0.05, 0.95)
QUARTERS = st.lists(st.integers(0, 40), min_size=1, max_size=9)
MIRRORED = {
    Difference.BETTER: Difference.WORSE,
    Difference.WORSE: Difference.BETTER,
}


def rated(one: Indicator, *readings: Reading, **counts: list[int]) -> Rated:
    counted = {name: monthly(line) for name, line in counts.items()}
    return rate_indicators(book(one, *readings), on=ON, counted=counted)[one.id]  # type: ignore[arg-type]


@given(SERIES)
@settings(max_examples=60, deadline=None)
def test_what_is_better_one_way_is_worse_the_other_way_round(line: list[int]) -> None:
    lower = rated(counted_indicator(), i=line)
    higher = rated(counted_indicator(polarity=Polarity.HIGHER_BETTER), i=line)

    assert higher.difference is MIRRORED.get(lower.difference, lower.difference)
    assert (lower.rag is Rag.RED) == (higher.rag is Rag.GREEN)


@given(SERIES, st.integers(0, 900))
@settings(max_examples=60, deadline=None)
def test_green_and_red_rest_on_a_range_that_leaves_out_no_change(line: list[int], aim: int) -> None:
    one = counted_indicator(targets=(Target(value=aim, by=date(2027, 12, 31)),))
    found = rated(one, i=line)

    if found.rag is Rag.NOT_RATED:
        assert found.test is None and found.because
    elif found.rag in (Rag.RED, Rag.GREEN, Rag.AMBER_BEHIND):
        assert found.test is not None
        assert found.test.is_above or found.test.is_below
        assert found.test.is_below == (found.rag is not Rag.RED)


@given(SHARES, st.integers(0, 6))
@settings(deadline=None)
def test_more_measures_never_make_one_clearer(now: float, number: int) -> None:
    after = reading(now, OCTOBER, 1, base=1000)
    more = [named(survey(), f"o{one}") for one in range(number)]
    steady = [reading(0.5, OCTOBER, 1, base=1000, indicator=one.id) for one in more]
    alone = rated(survey(), after)
    among = rate_indicators(book(survey(), after, *more, *steady), on=ON)[survey().id]

    assert alone.test is not None and among.test is not None
    assert among.test.adjusted_p >= alone.test.adjusted_p
    if alone.difference is Difference.NO_CLEAR_CHANGE:
        assert among.difference is Difference.NO_CLEAR_CHANGE


@given(QUARTERS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_in_which_readings_stand_does_not_matter(
    values: list[int], chance: object
) -> None:
    one = indicator(unit=Unit.COUNT)
    readings = quarters(values)
    mixed = list(readings)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert rated(one, *readings) == rated(one, *mixed)


@given(QUARTERS, st.sampled_from([("standard", 5), ("sensitive", 10)]))
@settings(deadline=None)
def test_no_printed_figure_contains_a_small_number(
    values: list[int], kind: tuple[str, int]
) -> None:
    name, threshold = kind
    readings = quarters(values)
    found = rated(replace(indicator(unit=Unit.COUNT), small_numbers=name), *readings)
    points = (
        found.this_quarter, found.same_quarter_last_year, found.last_12_months, found.previous_12
    )  # fmt: skip

    for point, quarter_count in zip(points, (1, 1, 4, 4), strict=True):
        if point is None:
            continue
        first = next(n for n, one in enumerate(readings) if one.ends == point.ends)
        inside = readings[max(0, first - quarter_count + 1) : first + 1]
        has_small = any(0 < one.value < threshold for one in inside)
        assert point.is_suppressed == has_small
        assert (point.value is None) == has_small


def quarters(values: list[int]) -> list[Reading]:
    starts = months_from(date(2024, 10, 1), 3 * len(values))[::3]
    return [reading(value, start) for value, start in zip(values, starts, strict=True)]
