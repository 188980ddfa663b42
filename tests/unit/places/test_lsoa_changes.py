"""What became of each LSOA of 2011: merges are exact, splits are shared by rule and said so."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from wardmote.errors import EvidenceError, SourceError
from wardmote.places.changes import LsoaChange, LsoaChanges

STAYS, SPLIT, NORTH, SOUTH = "E01000001", "E01000002", "E01000003", "E01000004"
HALF_A, HALF_B, MERGED, NEW_A, NEW_B = (f"E0103000{number}" for number in range(1, 6))
TORN, BESIDE = "E01000005", "E01000006"

ROWS = [
    (STAYS, STAYS, "U"),
    (SPLIT, HALF_B, "S"),
    (SPLIT, HALF_A, "S"),
    (NORTH, MERGED, "M"),
    (SOUTH, MERGED, "M"),
    # Redrawn: one new area takes part of TORN, the other the rest and all of BESIDE.
    (TORN, NEW_A, "X"),
    (TORN, NEW_B, "X"),
    (BESIDE, NEW_B, "X"),
]


def changes(rows: list[tuple[str, str, str]] = ROWS) -> LsoaChanges:
    return LsoaChanges(LsoaChange(*row) for row in rows)


@pytest.mark.parametrize(
    ("code", "codes21", "how"),
    [
        (STAYS, (STAYS,), "unchanged"),
        (SPLIT, (HALF_A, HALF_B), "split"),
        (NORTH, (MERGED,), "merged"),
        (TORN, (NEW_A, NEW_B), "irregular"),
        (BESIDE, (NEW_B,), "irregular"),
    ],
)
def test_a_code_is_carried_to_what_it_became(code: str, codes21: tuple[str, ...], how: str) -> None:
    carried = changes().carry(code)

    assert (carried.codes21, carried.how) == (codes21, how)


def test_merged_counts_add_up_exactly_and_are_not_flagged_as_shared() -> None:
    carried = changes().carry_counts({NORTH: 4, SOUTH: 5, STAYS: 6})

    assert carried.counts == {STAYS: 6, MERGED: 9}
    assert carried.how == {STAYS: "unchanged", MERGED: "merged"}
    assert carried.is_exact


def test_a_split_is_shared_by_residents_where_they_are_known() -> None:
    carried = changes().carry_counts({SPLIT: 10}, residents={HALF_A: 1_000, HALF_B: 2_000})

    assert carried.counts == {HALF_A: Fraction(10, 3), HALF_B: Fraction(20, 3)}
    assert sum(carried.counts.values()) == 10
    assert carried.shared_by == {SPLIT: "residents"}
    assert carried.how[HALF_A] == "split"
    assert not carried.is_exact


@pytest.mark.parametrize(
    "residents",
    [None, {HALF_A: 1_000}, {HALF_A: 0, HALF_B: 0}],
    ids=["none given", "one missing", "nobody lives there"],
)
def test_a_split_is_shared_equally_where_residents_are_not_known(
    residents: dict[str, int] | None,
) -> None:
    carried = changes().carry_counts({SPLIT: 3}, residents=residents)

    assert carried.counts == {HALF_A: Fraction(3, 2), HALF_B: Fraction(3, 2)}
    assert carried.shared_by == {SPLIT: "equally"}


def test_an_area_of_several_origins_keeps_the_least_certain() -> None:
    whole = [*ROWS[:-1], (BESIDE, NEW_B, "M")]

    carried = changes(whole).carry_counts({TORN: 2, BESIDE: 5})

    assert carried.counts == {NEW_A: 1, NEW_B: 6}
    assert carried.how == {NEW_A: "irregular", NEW_B: "irregular"}
    assert carried.shared_by == {TORN: "equally"}


def test_shares_add_up_to_one() -> None:
    people = {NEW_A: 1_234, NEW_B: 4_321}

    assert sum(changes().shares(TORN, people).values()) == 1
    assert changes().shares(STAYS) == {STAYS: 1}


def test_consistent_units_are_whole_in_both_vintages() -> None:
    units = changes().consistent_units()

    assert {(unit.codes11, unit.codes21) for unit in units} == {
        ((STAYS,), (STAYS,)),
        ((SPLIT,), (HALF_A, HALF_B)),
        ((NORTH, SOUTH), (MERGED,)),
        ((TORN, BESIDE), (NEW_A, NEW_B)),
    }
    assert changes().unit_of_2011[BESIDE].code == NEW_A
    assert changes().unit_of_2021[NEW_B] == changes().unit_of_2011[TORN]


def test_the_vintages_of_a_code_are_told() -> None:
    found = [changes().vintages_of(code) for code in (STAYS, SPLIT, MERGED, "E01999999")]

    assert found == [(2011, 2021), (2011,), (2021,), ()]


def test_codes_that_are_not_of_2011_are_refused_with_their_vintage() -> None:
    with pytest.raises(EvidenceError) as refusal:
        changes().carry_counts({HALF_A: 1, "E01999999": 1, STAYS: 1})

    text = str(refusal.value)
    assert "2 codes are not LSOAs of 2011; 1 of them are of 2021." in text
    assert "vintages_of" in text


@pytest.mark.parametrize("count", [-1, 0.1, float("nan")])
def test_counts_whose_total_cannot_be_kept_are_refused(count: float) -> None:
    with pytest.raises(EvidenceError, match="1 of 2 counts are negative or not whole") as refusal:
        changes().carry_counts({STAYS: 1, SPLIT: count})  # type: ignore[dict-item]
    assert SPLIT in str(refusal.value)


def test_counts_from_numpy_are_kept_exactly() -> None:
    carried = changes().carry_counts({STAYS: np.int64(2), SPLIT: np.int64(3)})  # type: ignore[dict-item]

    assert carried.counts == {STAYS: 2, HALF_A: Fraction(3, 2), HALF_B: Fraction(3, 2)}
    assert sum(carried.counts.values()) == 5


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ((STAYS, "E01039999", "U"), f"{STAYS}    change is U, but it became 1 of 2021"),
        ((NORTH, "E01039999", "M"), "change is M, but it became 1 of 2021 that came from 1"),
        ((SPLIT, HALF_A, "S"), "change is S, but it became 1 of 2021 that came from 1"),
        ((STAYS, STAYS, "Z"), "change is Z; expected one of U, M, S, X."),
    ],
)
def test_an_indicator_that_its_rows_belie_is_a_fault(
    row: tuple[str, str, str], problem: str
) -> None:
    with pytest.raises(SourceError, match="contradicts itself") as refusal:
        changes([row])
    assert problem in str(refusal.value)


def test_an_unchanged_code_may_not_take_in_another() -> None:
    with pytest.raises(SourceError, match="became 1 of 2021 that came from 2 of 2011"):
        changes([(STAYS, STAYS, "U"), (NORTH, STAYS, "M")])


def test_a_split_may_not_share_a_part_with_another() -> None:
    with pytest.raises(SourceError, match="change is S, but it became 2 of 2021 that came from 2"):
        changes([(SPLIT, HALF_A, "S"), (SPLIT, HALF_B, "S"), (NORTH, HALF_B, "X")])


def test_two_indicators_for_one_code_are_a_fault() -> None:
    with pytest.raises(SourceError, match="change is S and X"):
        changes([(SPLIT, HALF_A, "S"), (SPLIT, HALF_B, "X")])


def test_repeated_rows_are_a_fault() -> None:
    with pytest.raises(SourceError, match="rows    1 are repeated"):
        changes([*ROWS, ROWS[0]])
