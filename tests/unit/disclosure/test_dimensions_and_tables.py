"""Labels that fit together, counts that fit the labels, and totals that are added up here."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.disclosure import CountTable, Dimension
from wardmote.errors import DisclosureError

WARD = Dimension(
    "ward", ("Bow", "Mile End", "Poplar"), groups={"North": ("Bow", "Mile End")}, total="All"
)
KIND = Dimension("category", ("Noise", "Litter"), total="All kinds")


def cube():
    month = Dimension("month", ("April", "May"))
    counts = np.arange(12).reshape(3, 2, 2)
    return CountTable("Cube", "reports", (WARD, KIND, month), counts)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"labels": ()}, "it has no labels"),
        ({"labels": ("Bow", "Bow")}, "must all be named differently"),
        ({"labels": ("Bow",), "total": "Bow"}, "must all be named differently"),
        ({"labels": ("Bow",), "parts": {"Poplar": {"x"}}}, "labels that do not exist"),
        ({"labels": ("Bow",), "parts": {"Bow": set()}}, "stands for no parts"),
        ({"labels": ("Bow",), "groups": {"North": ("Poplar",)}}, "labels that do not exist"),
        ({"labels": ("Bow",), "groups": {"North": ()}}, "a group has no labels"),
        (
            {"labels": ("Bow", "Poplar"), "groups": {"North": ("Bow",), "East": ("Bow",)}},
            "a label is in two groups",
        ),
        (
            {
                "labels": ("to March", "to April"),
                "parts": {"to March": {"m", "f"}, "to April": {"m", "a"}},
                "total": "both",
            },
            "a total would count twice",
        ),
    ],
)
def test_dimension_whose_labels_do_not_fit_is_refused_with_the_reason(given, problem):
    with pytest.raises(DisclosureError, match=problem) as refused:
        Dimension("ward", **given)

    assert "Next" in str(refused.value)


def test_all_faults_of_a_dimension_come_in_one_error():
    with pytest.raises(DisclosureError) as refused:
        Dimension("ward", ("Bow", "Bow"), parts={"Poplar": frozenset()})

    assert len(refused.value.faults) == 3


def test_rolling_years_overlap_and_have_no_lines():
    parts = {"to March": frozenset({"f", "m"}), "to April": frozenset({"m", "a"})}
    rolling = Dimension("period", tuple(parts), parts)

    assert rolling.overlaps
    assert rolling.lines == ()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"title": " "}, "it has no title"),
        ({"counted": ""}, "does not say what is counted"),
        ({"counts": [[1, 2]]}, "the labels ask for (3, 2) counts and (1, 2) were given"),
        ({"counts": [[1.0, 2], [3, 4], [5, 6]]}, "must be whole numbers"),
        ({"counts": [[1, -2], [3, 4], [5, 6]]}, "a count is below zero"),
        ({"dimensions": (WARD, WARD), "counts": np.ones((3, 3), int)}, "have one name"),
        ({"scope": {"ward": {"Bow"}}}, "both crossed and in the scope"),
        ({"scope": {"period": set()}}, "scope of a dimension is empty"),
    ],
)
def test_table_that_does_not_fit_is_refused_with_the_reason(changed, problem):
    arguments = {
        "title": "Table 4",
        "counted": "reports",
        "dimensions": (WARD, KIND),
        "counts": [[1, 2], [3, 4], [5, 6]],
    }
    with pytest.raises(DisclosureError) as refused:
        CountTable(**{**arguments, **changed})

    assert problem in str(refused.value)


def test_subtotals_and_totals_are_the_sums_of_their_labels():
    table = CountTable("Table 4", "reports", (WARD, KIND), [[1, 2], [3, 4], [5, 6]])

    # rows: Bow, Mile End, Poplar, North, All
    assert table.grid.tolist() == [[1, 2, 3], [3, 4, 7], [5, 6, 11], [4, 6, 10], [9, 12, 21]]


def test_counts_given_cannot_be_changed_afterwards():
    counts = np.array([[1, 2], [3, 4], [5, 6]])
    table = CountTable("Table 4", "reports", (WARD, KIND), counts)
    counts[0, 0] = 99

    assert table.grid[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        table.counts[0, 0] = 99


def test_margin_adds_up_the_rest_and_keeps_it_as_scope():
    margin = cube().margin("month", "ward")

    assert margin.grid[:, :3].tolist() == [[2, 10, 18], [4, 12, 20]]
    assert margin.scope == {"category": frozenset({"Noise", "Litter"})}


def test_margin_over_an_unknown_dimension_names_the_known_ones():
    with pytest.raises(DisclosureError, match="ward, category, month"):
        cube().margin("ethnicity")


def test_merged_lines_keep_their_total_their_parts_and_their_place():
    table = CountTable("Table 4", "reports", (WARD, KIND), [[1, 2], [3, 4], [5, 6]])

    merged = table.merged("ward", ("Bow", "Mile End"), "Bow + Mile End")

    assert merged.dimensions[0].labels == ("Bow + Mile End", "Poplar")
    assert merged.dimensions[0].parts_of("Bow + Mile End") == {"Bow", "Mile End"}
    assert merged.dimensions[0].groups == {"North": ("Bow + Mile End",)}
    assert merged.grid.tolist() == [[4, 6, 10], [5, 6, 11], [4, 6, 10], [9, 12, 21]]


def test_merging_what_is_not_there_names_what_is():
    table = CountTable("Table 4", "reports", (WARD, KIND), [[1, 2], [3, 4], [5, 6]])

    with pytest.raises(DisclosureError, match="Bow, Mile End, Poplar"):
        table.merged("ward", ("Bow", "Hackney"), "both")
    with pytest.raises(DisclosureError, match="ward, category"):
        table.merged("period", ("April",), "spring")
