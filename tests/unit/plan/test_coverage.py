"""Coverage matrices: every cell says something, and no more than the plan does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unit.plan.small_plan import ACTIONS, PRIORITIES, write_small_plan
from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.coverage import (
    facet_coverage,
    group_coverage,
    limb_coverage,
    principle_coverage,
    theme_coverage,
)
from wardmote.plan.coverage_matrix import Cover
from wardmote.plan.folder import read_plan
from wardmote.vocabulary.marking import Marking

TODAY = date(2026, 6, 1)
SECOND = """
[[priority]]
id = "drugs"
number = 2
title = "Drugs"
statement = "Fewer people are harmed by drugs."
why = "Residents put it second."
entered = "from_concerns"
concerns = ["noise"]
limbs = ["b"]
lead = "board"

[[principle]]
id = "early-help"
title = "Early help"
words = "Help early."
facets = ["housing", "skills"]

[[theme]]
id = "drugs-market"
title = "Drugs market"
words = "In every priority."
"""
TAGGED = """
[[action.principles]]
principle = "early-help"
how = "A home visit before any notice"
facets = ["housing"]

[[action.themes]]
theme = "drugs-market"
"""


def book_of(folder: Path, *more: str, actions: str = ACTIONS, tagged: str = TAGGED) -> PlanBook:
    steps = "\n[[action.milestones]]"
    files = {
        "priorities": PRIORITIES + SECOND + "".join(more),
        "actions": actions.replace(steps, tagged + steps, 1),
    }
    return read_plan(write_small_plan(folder, **files))


def reason(row: str, priority: str = "drugs") -> str:
    return f'\n[[coverage_reason]]\nrow = "{row}"\npriority = "{priority}"\nreason = "Not ours"\n'


def test_no_cell_of_any_matrix_is_blank(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    for matrix in (
        principle_coverage(book),
        theme_coverage(book),
        limb_coverage(book, on=TODAY),
        group_coverage(book),
    ):
        assert [one.number for one in matrix.priorities] == [1, 2]
        for row in matrix.rows:
            assert len(row.cells) == 2
            assert all(cell.words for cell in row.cells)


def test_a_principle_is_shown_by_an_action_that_says_how(tmp_path: Path) -> None:
    matrix = principle_coverage(book_of(tmp_path))

    assert matrix.cell("early-help", "asb").words == (
        "Answer noise complaints within two hours: A home visit before any notice."
    )
    assert [one.priority for one in matrix.gaps] == ["drugs"]


def test_a_tag_without_content_is_claimed_only(tmp_path: Path) -> None:
    cell = theme_coverage(book_of(tmp_path)).cell("drugs-market", "asb")

    assert cell.cover is Cover.CLAIMED_ONLY
    assert cell.words == (
        "Claimed only by Answer noise complaints within two hours: nothing says how."
    )


def test_a_recorded_reason_fills_an_empty_cell_and_no_other(tmp_path: Path) -> None:
    book = book_of(tmp_path, reason("early-help"), reason("early-help", "asb"))
    matrix = principle_coverage(book)

    assert matrix.cell("early-help", "drugs").words == "Nothing here, because: Not ours"
    assert matrix.cell("early-help", "asb").cover is Cover.SHOWN
    assert not matrix.gaps


def test_a_reason_does_not_hide_that_something_is_only_claimed(tmp_path: Path) -> None:
    book = book_of(tmp_path, reason("drugs-market", "asb"))

    assert theme_coverage(book).cell("drugs-market", "asb").cover is Cover.CLAIMED_ONLY


def test_what_readers_may_not_have_is_never_a_gap_and_never_counted(tmp_path: Path) -> None:
    closed = ACTIONS.replace('lead = "council"', 'lead = "council"\nmarking = "partners"', 1)
    cell = principle_coverage(
        book_of(tmp_path, actions=closed), readers=Marking.PUBLIC
    ).cell("early-help", "asb")  # fmt: skip

    assert (cell.cover, cell.shown) == (Cover.SHOWN, ())
    assert cell.words == "Shown by what is not public."


def test_the_law_of_the_day_decides_the_limbs(tmp_path: Path) -> None:
    book = book_of(tmp_path)

    assert [row.id for row in limb_coverage(book, on=date(2023, 1, 30)).rows] == ["a", "b", "c"]
    assert [row.id for row in limb_coverage(book, on=TODAY).rows] == ["a", "b", "c", "d"]


def test_a_limb_is_shown_claimed_elsewhere_or_a_gap(tmp_path: Path) -> None:
    matrix = limb_coverage(book_of(tmp_path), on=TODAY)

    assert matrix.cell("a", "asb").cover is Cover.SHOWN
    assert matrix.cell("a", "drugs").words == "Under priority 1."
    assert matrix.cell("b", "drugs").words == "Claimed only by the priority: nothing says how."
    assert {one.row for one in matrix.gaps} == {"c", "d"}
    assert [row.id for row in matrix.rows if row.is_shown] == ["a"]


def test_an_action_may_serve_other_limbs_than_its_priority(tmp_path: Path) -> None:
    other = ACTIONS.replace('lead = "council"', 'lead = "council"\nlimbs = ["c"]', 1)
    matrix = limb_coverage(book_of(tmp_path, actions=other), on=TODAY)

    assert matrix.cell("c", "asb").cover is Cover.SHOWN
    assert matrix.cell("a", "asb").cover is Cover.CLAIMED_ONLY


def test_a_group_is_covered_by_its_note_alone(tmp_path: Path) -> None:
    note = '\n[[equality]]\ngroup = "age"\npriority = "asb"\neffect = "Young people gain."\n'
    unsure = note.replace("asb", "drugs") + 'to_be_confirmed = ["effect"]\n'
    matrix = group_coverage(book_of(tmp_path, note, unsure))

    assert len(matrix.rows) == 9
    assert matrix.cell("age", "asb").words == "Young people gain."
    assert matrix.cell("age", "drugs").cover is Cover.CLAIMED_ONLY
    assert matrix.cell("race", "asb").cover is Cover.GAP


def test_a_part_of_a_principle_that_nothing_shows_stands_empty(tmp_path: Path) -> None:
    covered = {one.facet: len(one.shown) for one in facet_coverage(book_of(tmp_path))}

    assert covered == {"housing": 1, "skills": 0}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (reason("early-hepl"), "row: 'early-hepl' is not known: perhaps early-help"),
    ],
)  # fmt: skip
def test_a_reason_for_no_row_is_refused(tmp_path: Path, more: str, problem: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        book_of(tmp_path, more)

    assert [fault.problem for fault in refused.value.faults] == [problem]


def test_a_part_that_its_principle_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        book_of(tmp_path, actions=ACTIONS, tagged=TAGGED.replace("housing", "houses"))

    assert [fault.problem for fault in refused.value.faults] == [
        "principles.facets: 'houses' is not known: perhaps housing"
    ]
