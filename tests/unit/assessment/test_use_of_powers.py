"""Searches: what must hold before a ratio is set beside a force, and what stands in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from wardmote.analysis.disparity import Question, Searched
from wardmote.analysis.district_disparity import district_disparities
from wardmote.analysis.find_rates import linked_find_rates, other_outcome_rates
from wardmote.analysis.searches import SearchCell, tally_searches
from wardmote.assessment.force_searches import districts_of_force
from wardmote.assessment.powers import PowersFound, _Around
from wardmote.evidence.held_areas import HeldAreas
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.publish.blocks import Callout, Paragraph, Section
from wardmote.publish.pieces import plain
from wardmote.publish.strategic.powers import use_of_powers
from wardmote.publish.tables import Table

AREA = PartnershipArea("A", "Aldham", ("A",))
MONTHS = [date(2024, one, 1) for one in range(1, 13)]
PEOPLE = {
    "A": {"White": 80_000, "Black": 5_000, "Mixed": 3_000, "Asian": 9_000},
    "B": {"White": 90_000, "Black": 2_000, "Mixed": 2_000},
}


def areas(*drawn: str, force: dict[str, str] | None = None) -> HeldAreas:
    lsoas = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "c1": "C"}
    outlines: Any = SimpleNamespace(codes=drawn)
    return HeldAreas(
        outlines, None, {}, {}, lsoas, {}, {}, force or {"A": "F", "B": "F", "C": "G"},
        {"A": "Aldham", "B": "Bourne", "C": "Cole"},
    )  # fmt: skip


ALL = areas("a1", "a2", "b1", "b2")


@pytest.mark.parametrize(
    ("held", "people", "why"),
    [
        (areas("a1", "a2", "b1"), PEOPLE, "the outlines of 1 of the force's 2 districts"),
        (areas("a1", "a2", "c1"), PEOPLE, "the outlines of 1 of the force's 2 districts"),
        (ALL, {"A": PEOPLE["A"]}, "the census of 1 of the force's 2 districts"),
        (areas("a1", "a2", force={"A": "F", "B": "G"}), PEOPLE, "the whole of its force"),
        (areas("a1", force={"B": "F"}), PEOPLE, "no look-up held tells"),
    ],
    ids=["half drawn", "not drawn", "no census", "one district", "no look-up"],
)
def test_a_force_that_is_not_whole_is_not_set_beside_an_area_and_the_reason_is_its_own(
    held: HeldAreas, people: dict[str, dict[str, int]], why: str
) -> None:
    districts, said = districts_of_force(held, AREA, people)

    assert districts == ()
    assert why in said


def test_a_district_of_another_force_is_no_part_of_this_one() -> None:
    assert districts_of_force(ALL, AREA, PEOPLE) == (("A", "B"), "")


def cells(district: str, **of: int) -> list[SearchCell]:
    words = {"Black": "Black/African - Any", "White": "White - British", "Mixed": "Mixed - Any"}
    return [
        SearchCell(month, district, "Person search", words.get(group), "White", None, None, n)
        for month in MONTHS
        for group, n in of.items()
    ]


def around(
    *held: SearchCell, area: PartnershipArea = AREA, people: Any = PEOPLE, force: Any = ("A", "B")
) -> _Around:
    whole = tally_searches(held, "self-defined")
    mine = [one for one in held if one.district in area.districts]
    tally = replace(tally_searches(mine, "self-defined"), months=whole.months)
    return _Around(tally, whole, area, force, people)


BOTH = (*cells("A", Black=10, White=50, Mixed=4, Unsaid=6), *cells("B", Black=8, White=40, Mixed=3))


def test_searches_of_two_districts_are_never_set_against_the_residents_of_one() -> None:
    both = PartnershipArea("AB", "Aldham and Bourne", ("A", "B"))

    with_census = around(*BOTH, area=both, force=()).groups()[0]
    without = around(*BOTH, area=both, force=(), people={"A": PEOPLE["A"]}).groups()[0]

    assert {one.group for one in with_census} >= {"Black", "Mixed"}
    assert without == ()


def test_officers_words_are_no_estimate_for_a_group_that_they_have_no_word_for() -> None:
    found = {one.group: one for one in around(*BOTH).groups()[0]}

    assert found["Mixed"].officers_word is None
    assert found["Black"].officers_word == pytest.approx(found["Black"].bounds.filled)


def test_a_group_with_few_searches_is_named_and_not_dropped() -> None:
    found, too_few = around(*cells("A", Black=10, White=50), *cells("B", White=9)).groups()

    assert [one.group for one in found] == ["Black"]
    assert set(too_few) == {"Mixed", "Asian"}


def test_a_district_without_residents_of_a_group_does_not_take_the_ratio_from_the_others() -> None:
    people = {**PEOPLE, "C": {"White": 2_000}}
    three = around(*BOTH, *cells("C", White=3), people=people, force=("A", "B", "C"))

    black = next(one for one in three.groups()[0] if one.group == "Black")

    assert black.force is not None
    assert [one.area for one in black.force.districts] == ["A", "B"]


def unlike(*ratios: int) -> Any:
    made = [
        Searched(f"D{n}", (30 * one,) * 12, (300,) * 12, 1_000, 10_000)
        for n, one in enumerate(ratios)
    ]
    return district_disparities(made, Question("Black", "self-defined", 2021))


def test_one_ratio_is_given_a_range_only_where_it_may_stand_for_all_districts() -> None:
    assert unlike(3, 3, 3).fits_all
    assert not unlike(1, 3, 9).fits_all
    assert unlike(1, 3, 9).extremes == pytest.approx((1.0, 9.0))


def found(**more: Any) -> PowersFound:
    held = around(*BOTH)
    groups, too_few = held.groups()
    base = PowersFound(
        date(2024, 12, 1), (), 840, 12, 0, 7, 0.06, held.reference(), groups, too_few,
        {"A": "Aldham", "B": "Bourne"}, {"A": 0.06, "B": 0.0}, 0.04, "",
        linked_find_rates(held.tally), other_outcome_rates(held.tally),
        cast(Any, ("a file",)), (),
    )  # fmt: skip
    return replace(base, **more)


def section(powers: PowersFound | None, lsoas: frozenset[str] | None = None) -> Section:
    area = replace(AREA, lsoas=lsoas)
    return use_of_powers(cast(Any, SimpleNamespace(area=area, powers=powers)))


def said(made: Section) -> str:
    parts = [plain(one.words) for one in made.blocks if isinstance(one, Paragraph)]
    parts += [plain(one) for table in tables(made).values() for one in table.notes]
    parts += [plain(p) for one in made.blocks if isinstance(one, Callout) for p in one.paragraphs]
    return " ".join(parts)


def tables(made: Section) -> dict[str, Table]:
    return {one.id: one for one in made.blocks if isinstance(one, Table)}


def test_months_that_are_not_held_are_named_and_no_ratio_is_given() -> None:
    made = section(found(missing=(date(2024, 3, 1),), groups=()))

    assert "Nothing is held of March 2024." in said(made)
    assert "is not told: it takes twelve months" in said(made)
    assert "search-ratios" not in tables(made)


def test_what_other_forces_did_is_said_to_be_left_out() -> None:
    assert "Searches of other forces here, 31, are left out." in said(section(found(by_others=31)))


def test_part_of_a_district_is_told_why_and_not_that_nothing_is_held() -> None:
    made = said(section(None, frozenset({"a1"})))

    assert "not told for part of a district" in made
    assert "No stop and search is held" not in made


def test_the_reason_why_the_force_is_missing_is_printed() -> None:
    groups = tuple(replace(one, force=None, force_bounds=None) for one in found().groups)
    made = section(
        found(groups=groups, names={}, why_no_force="this area is the whole of its force")
    )

    assert "is not given: this area is the whole of its force." in said(made)
    assert "search-ratios-of-the-force" not in tables(made)


def test_the_reference_group_stands_in_the_table_so_that_the_ratio_can_be_redone() -> None:
    rows = {row.header: row.cells for row in tables(section(found()))["search-ratios"].rows}

    ratio = (rows["Black"][0] / 5_000) / (rows["White"][0] / 80_000)  # type: ignore[operator]
    assert str(rows["Black"][2]).startswith(f"{ratio:.1f} (")
    assert rows["Mixed"][3] == "officers have no such word"


def test_every_district_says_how_much_is_not_stated() -> None:
    table = tables(section(found()))["search-ratios-of-the-force"]
    rows = {row.header: row.cells for row in table.rows}

    assert next(iter(rows)) == "Aldham"
    assert (rows["Aldham"][-1], rows["Bourne"][-1]) == ("6%", "0%")
    assert list(rows)[2] == "Together, at the two extremes"
