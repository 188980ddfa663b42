"""The attacks that everyone tries: each works on a careless table, and none on ours."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property.disclosure.attacker import Attacker, places, small_groups
from property.disclosure.drawn_tables import COUNTS, categories, two_way_tables, wards
from wardmote.disclosure import (
    CountTable,
    Dimension,
    PublishedTable,
    Sensitivity,
    fields,
    percentage,
    rate,
    release,
    release_linked,
    stated_percentage,
)
from wardmote.errors import DisclosureError

ORDER = {"user": "analyst", "as_of": date(2026, 4, 1), "sensitivity": Sensitivity.STANDARD}
COUNTED = "reports to the council"


def careless(table, suppressed):
    """The table with just these positions left out."""
    values = [
        None if place in suppressed else count
        for place, count in zip(places(table), table.grid.ravel().tolist(), strict=True)
    ]
    return PublishedTable(table.title, COUNTED, table.dimensions, tuple(values), table.scope)


def assert_closed_to_the_attacker(tables, *published):
    attacker = Attacker([getattr(p, "published", p) for p in published])
    for table in tables:
        for place, group, _ in small_groups(table, 5):
            low, high = attacker.bounds(group)
            assert low <= 1 + 1e-6, (table.title, place)
            assert high >= 5 - 1e-6, (table.title, place)


def share_printed(*released):
    values = [value for r in released for value in r.published.values]
    return sum(value is not None for value in values) / len(values)


def test_circuit_that_gives_one_cell_away_though_every_line_has_two_suppressed():
    small = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 2)}
    counts = [[3 if (r, c) in small else 40 + 10 * r + c for c in range(4)] for r in range(4)]
    table = CountTable("Table 4", COUNTED, (wards(4, nested=False), categories(4)), counts)
    given_away = Attacker.cells(table, ("ward 1", "kind 2"))

    naive = careless(table, {(f"ward {r}", f"kind {c}") for r, c in small})
    released = release(table, **ORDER)

    assert Attacker([naive]).bounds(given_away) == pytest.approx((3, 3))
    assert_closed_to_the_attacker([table], released)
    assert share_printed(released) > 0.5


def test_two_cells_of_one_in_a_line():
    table = CountTable("Table 4", COUNTED, (wards(4, nested=False),), [1, 1, 30, 40])

    naive = careless(table, {("ward 0",), ("ward 1",)})
    released = release(table, **ORDER)

    assert Attacker([naive]).bounds(Attacker.cells(table, ("ward 0",))) == pytest.approx((1, 1))
    assert_closed_to_the_attacker([table], released)
    assert [released.text(f"ward {i}") for i in range(4)] == ["suppressed"] * 3 + ["40"]


MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
COUNTS_BY_MONTH = [14, 9, 11, 0, 8, 12, 7, 10, 9, 13, 8, 6, 3, 10, 12, 2, 7, 11, 9, 8, 12, 6, 9, 10]


def rolling_years():
    ends = range(12, 25)
    labels = tuple(f"year to {MONTHS[end - 1]}" for end in ends)
    parts = {
        label: frozenset(MONTHS[end - 12 : end]) for label, end in zip(labels, ends, strict=True)
    }
    counts = [sum(COUNTS_BY_MONTH[end - 12 : end]) for end in ends]
    return CountTable("Rolling years", COUNTED, (Dimension("period", labels, parts),), counts)


def single_months(first, last):
    month = Dimension("period", tuple(MONTHS[first:last]))
    return CountTable("Months", COUNTED, (month,), COUNTS_BY_MONTH[first:last])


def test_month_between_two_rolling_years_when_last_years_months_are_out():
    earlier = release(single_months(0, 12), **ORDER)
    table, month = rolling_years(), single_months(12, 24)

    naive = careless(table, set())
    released = release(table, earlier=(earlier,), **ORDER)

    # the first month that falls out was printed, so the month that comes in is found
    given_away = Attacker.cells(month, ("2025-01",))
    assert Attacker([earlier.published, naive]).bounds(given_away) == pytest.approx((3, 3))
    assert_closed_to_the_attacker([month], earlier, released)


def test_month_between_two_rolling_years_is_kept_open_when_months_are_guarded():
    table, months = rolling_years(), single_months(0, 24)

    naive = careless(table, set())
    released = release(table, guarded=(months,), **ORDER)

    # April fell from 0 to 2: the difference alone says "two or more"
    assert Attacker([naive]).bounds(Attacker.cells(months, ("2025-04",)))[0] == pytest.approx(2)
    assert_closed_to_the_attacker([months], released)
    assert share_printed(released) > 0.5


def slivers():
    areas = {"L1": {"L1"}, "L2": {"L2"}, "L3": {"L3", "sliver"}}
    lsoa = Dimension("area", tuple(areas), {k: frozenset(v) for k, v in areas.items()})
    ward = Dimension(
        "area",
        ("Eastfield", "Westfield"),
        {"Eastfield": frozenset({"L1", "L2", "sliver"}), "Westfield": frozenset({"L3"})},
    )
    return (
        CountTable("Wards", COUNTED, (ward,), [102, 57]),
        CountTable("Small areas", COUNTED, (lsoa,), [60, 40, 59]),
    )


def test_sliver_between_a_ward_and_its_small_areas():
    by_ward, by_lsoa = slivers()
    sliver = frozenset({("sliver",)})

    naive = [careless(by_ward, set()), careless(by_lsoa, set())]
    released = release_linked((by_ward, by_lsoa), **ORDER)

    assert Attacker(naive).bounds(sliver) == pytest.approx((2, 2))
    low, high = Attacker([r.published for r in released]).bounds(sliver)
    assert low <= 1
    assert high >= 5
    assert share_printed(*released) >= 0.6


def test_sliver_is_found_when_the_small_areas_come_out_a_year_later():
    by_ward, by_lsoa = slivers()
    first = release(by_ward, **ORDER)

    second = release(by_lsoa, earlier=(first,), **ORDER)

    low, high = Attacker([first.published, second.published]).bounds(frozenset({("sliver",)}))
    assert low <= 1
    assert high >= 5


def test_rounded_total_from_another_publisher():
    ward = Dimension("area", ("Bow", "Mile End", "Poplar"))
    whole = Dimension("area", ("borough",), {"borough": frozenset(ward.labels)})
    table = CountTable("Table 4", COUNTED, (ward,), [3, 41, 57])
    rounded = PublishedTable("Yearbook", COUNTED, (whole,), (100,), within=5)

    naive = careless(table, {("Bow",)})
    released = release(table, earlier=(rounded,), **ORDER)

    bow = Attacker.cells(table, ("Bow",))
    assert Attacker([rounded, naive]).bounds(bow) == pytest.approx((1, 7))
    assert_closed_to_the_attacker([table], rounded, released)


def test_rounded_total_that_closes_in_costs_another_cell():
    ward = Dimension("area", ("Bow", "Mile End", "Poplar"))
    whole = Dimension("area", ("borough",), {"borough": frozenset(ward.labels)})
    table = CountTable("Table 4", COUNTED, (ward,), [3, 46, 56])
    rounded = PublishedTable("Yearbook", COUNTED, (whole,), (101,), within=5)

    naive = careless(table, {("Bow",)})
    released = release(table, earlier=(rounded,), **ORDER)

    assert Attacker([rounded, naive]).bounds(Attacker.cells(table, ("Bow",))) == pytest.approx(
        (1, 4)
    )
    assert_closed_to_the_attacker([table], rounded, released)
    assert released.text("Mile End") == "suppressed"
    assert released.text("Poplar") == "56"


def test_percentage_times_base():
    table = CountTable("Table 4", COUNTED, (wards(4, nested=False),), [3, 37, 60, 20])
    released = release(table, **ORDER)

    shown = [percentage(released, (f"ward {i}",), ("borough",), decimals=1) for i in range(4)]

    assert [s.text for s in shown] == ["suppressed", "30.8%", "50.0%", "suppressed"]
    assert rate(released, ("ward 0",), 2_000).text == "suppressed"
    for count in range(1, 5):
        text = stated_percentage(
            100 * count / 40, count, 40, sensitivity=Sensitivity.STANDARD, decimals=1
        ).text
        assert text == "suppressed"


@given(st.integers(30, 2_000), st.integers(0, 4), st.integers(0, 2), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_printed_percentage_of_a_printed_base_closes_in_on_a_small_count(
    base, small, decimals, rest
):
    count = base - small if rest else small
    figure = stated_percentage(
        100 * count / base, count, base, sensitivity=Sensitivity.STANDARD, decimals=decimals
    )

    # the attacker's own way: every count that prints so, half a unit either way
    half = 0.5 * 10**-decimals
    printed = figure.value
    if printed is not None and small:
        possible = [
            base - n if rest else n
            for n in range(base + 1)
            if abs(100 * n / base - printed) <= half + 1e-9
        ]
        assert min(possible) <= 1
        assert max(possible) >= 5


@given(two_way_tables(largest=(3, 2), counts=st.integers(0, 7)))
@settings(max_examples=20, deadline=None)
def test_attacker_who_goes_through_every_table_cannot_tell_small_from_not(table):
    released = release(table, **ORDER)

    possible = Attacker([released.published]).every_table(int(table.counts.max()) + 5)

    for place, group, _ in small_groups(table, 5):
        counts = {sum(found[cell] for cell in group) for found in possible}
        assert min(counts) <= 1, place
        assert max(counts) >= 5, place


@given(st.lists(COUNTS, min_size=18, max_size=18), st.booleans(), st.sampled_from([5, 1_500]))
@settings(max_examples=10, deadline=None)
def test_margins_of_one_cube_keep_each_others_small_cells_open(counts, one_at_a_time, at_once):
    month = Dimension("month", ("April", "May"), total="both months")
    cube = CountTable(
        "Cube",
        COUNTED,
        (wards(3, nested=False), categories(3), month),
        np.reshape(counts, (3, 3, 2)),
    )
    margins = [
        cube.margin("month", "category"),
        cube.margin("area", "category"),
        cube.margin("area", "month"),
    ]

    released = []
    with patch.object(fields, "AT_ONCE_CELLS", at_once), suppress(DisclosureError):
        if one_at_a_time:
            for margin in margins:
                released.append(release(margin, earlier=released, **ORDER))
        else:
            released = release_linked(margins, finest=cube, **ORDER)

    if released:
        assert_closed_to_the_attacker(margins[: len(released)], *released)
