"""What is suppressed at once, and what a reader may take from it."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.disclosure import Dimension, PublishedTable, Sensitivity
from wardmote.disclosure.lines import first_suppressed, least_by_reading, least_by_truth
from wardmote.errors import DisclosureError

WARD = Dimension("ward", ("Bow", "Mile End", "Poplar"), total="All")


def first(counts, threshold=5, *, zeros_published=True):
    grid = np.array([*counts, sum(counts)])
    return first_suppressed(grid, (WARD,), threshold, zeros_published=zeros_published).tolist()


@pytest.mark.parametrize(
    ("counts", "threshold", "expected"),
    [
        ([0, 5, 9], 5, [False, False, False, False]),
        ([1, 20, 30], 5, [True, False, False, False]),
        ([4, 20, 30], 5, [True, False, False, False]),
        ([9, 20, 30], 10, [True, False, False, False]),
        ([0, 0, 9], 5, [True, True, True, False]),  # total below 10: the zeros go too
        ([0, 0, 10], 5, [False, False, False, False]),
        ([0, 0, 19], 10, [True, True, True, False]),
        ([0, 0, 4], 5, [True, True, True, True]),
        ([0, 0, 0], 5, [False, False, False, False]),
    ],
)
def test_small_counts_and_lines_below_twice_the_threshold_are_suppressed(
    counts, threshold, expected
):
    assert first(counts, threshold) == expected


def test_zeros_are_suppressed_where_zeros_are_not_published():
    assert first([0, 30, 40], zeros_published=False) == [True, False, False, False]


def test_line_of_one_is_its_own_total_and_not_a_low_line():
    kind = Dimension("category", ("Noise",), total="All kinds")
    grid = np.array([[7, 7]])

    shown = first_suppressed(grid, (Dimension("ward", ("Bow",)), kind), 5, zeros_published=True)

    assert not shown.any()


def test_zeros_under_a_hidden_total_are_hidden_with_it():
    halves = {"North": ("Bow", "Mile End"), "South": ("Poplar", "Wapping")}
    ward = Dimension("ward", (*halves["North"], *halves["South"]), groups=halves, total="All")

    # 6 in all, none in the south: a zero printed for Poplar would say so
    hidden = first_suppressed(
        np.array([6, 0, 0, 0, 6, 0, 6]), (ward,), 5, zeros_published=True
    ).tolist()

    assert hidden == [True, True, True, True, True, True, False]


def test_strongest_attacker_knows_that_zeros_hide_in_low_lines_only():
    grid = np.array([0, 9, 0, 9]), np.array([3, 9, 0, 12])

    floors = [least_by_truth(g, (WARD,), 5, zeros_published=True).tolist() for g in grid]

    assert floors == [[0, 0, 0, 1], [1, 1, 1, 10]]


@pytest.mark.parametrize(
    ("printed", "least"),
    [
        ([None, None, 40, 55], [1, 1, 0, 0]),  # a high total: no zero is hidden
        ([None, None, None, 9], [0, 0, 0, 0]),  # a low one: any of them may be zero
        ([None, None, None, None], [0, 0, 0, 1]),
        ([None, 20, 0, None], [1, 0, 0, 10]),  # a member is shown, so the line is not low
        ([None, 0, 0, None], [1, 0, 0, 10]),  # nor is it a zero that a low line hides
    ],
)
def test_reader_learns_from_what_a_line_shows(printed, least):
    values = np.array([-1 if value is None else value for value in printed])

    read = least_by_reading(values, values >= 0, (WARD,), 5, zeros_published=True)

    assert read.tolist() == least


def test_published_table_survives_its_own_bytes():
    parts = {"Bow": frozenset({"b", "a"})}
    ward = Dimension("ward", ("Bow", "Poplar"), parts, {"North": ("Bow",)}, "All")
    table = PublishedTable(
        "Table 4 – Lärm",
        "reports",
        (ward,),
        (None, 7, None, 40),
        {"period": frozenset({"2025-04", "2025-05"})},
        Sensitivity.SENSITIVE,
        zeros_published=False,
        within=4,
    )

    again = PublishedTable.from_canonical(table.canonical())

    assert again.canonical() == table.canonical()
    assert again.dimensions == table.dimensions
    assert (again.values, again.sensitivity, again.within) == (
        table.values,
        Sensitivity.SENSITIVE,
        4,
    )


def test_canonical_bytes_are_the_same_every_time():
    # a change of these bytes breaks the hashes in every log that was ever written
    table = PublishedTable("Table 4", "reports", (WARD,), (None, None, 40, 55))

    assert table.canonical() == (
        b'{"counted":"reports","dimensions":[{"groups":[],"labels":["Bow","Mile End","Poplar"],'
        b'"name":"ward","parts":{},"total":"All"}],"scope":{},"sensitivity":"standard",'
        b'"title":"Table 4","values":[null,null,40,55],"within":0,"zeros_published":true}'
    )


def test_position_that_does_not_exist_names_those_that_do():
    table = PublishedTable("Table 4", "reports", (WARD,), (None, None, 40, 55))

    with pytest.raises(DisclosureError, match="Bow, Mile End, Poplar, All"):
        table.value("Hackney")
    with pytest.raises(DisclosureError, match="no position Bow × Noise"):
        table.value("Bow", "Noise")


def test_published_values_must_fit_the_labels():
    with pytest.raises(DisclosureError, match="4 values, subtotals and totals included"):
        PublishedTable("Table 4", "reports", (WARD,), (1, 2, 3))


def test_rows_are_flat_and_say_nothing_of_suppressed_counts():
    table = PublishedTable("Table 4", "reports", (WARD,), (None, None, 40, 55))

    assert list(table.rows())[1:3] == [
        {"ward": "Mile End", "count": None},
        {"ward": "Poplar", "count": 40},
    ]
