"""What no source gives is printed so, on a plan that others than the partnership wrote down."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wardmote.examples import example_folder
from wardmote.plan.exchange import clear_book
from wardmote.plan.folder import read_plan
from wardmote.publish.deck.compose import compose_deck
from wardmote.publish.plans.as_at import PlanAsAt, plan_as_at
from wardmote.publish.plans.partnership import compose_plan
from wardmote.publish.plans.tracker import compose_tracker
from wardmote.vocabulary.marking import Marking
from wardmote.workspace import Workspace

EXAMPLE = example_folder("tower_hamlets_2021_24")


@pytest.fixture(scope="module")
def as_at() -> PlanAsAt:
    book = read_plan(EXAMPLE / "plan")
    assert book.plan.known_to
    return plan_as_at(book, book.plan.known_to, Marking.PUBLIC, software="0")


def row_at(as_at: PlanAsAt, anchor: str) -> str:
    tables = (*compose_plan(as_at).tables(), *compose_tracker(as_at).tables())
    return repr(next(row for table in tables for row in table.rows if row.id == anchor))


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("action-a1", "31 March 2024 (to be confirmed)"),
        ("action-a2", "to be confirmed"),
        ("promise-p1", "31 March 2024 (to be confirmed)"),
        ("indicator-environmental-asb", "Tower Hamlets Council (to be confirmed)"),
        ("board-subgroup-2", "Strategic subgroup 2 (to be confirmed)"),
    ],
)
def test_a_value_that_is_open_never_looks_like_a_fact(
    as_at: PlanAsAt, anchor: str, said: str
) -> None:
    assert said in row_at(as_at, anchor)


def test_nobody_is_said_not_to_have_been_heard_where_that_is_open(as_at: PlanAsAt) -> None:
    [groups] = [table for table in compose_plan(as_at).tables() if table.id == "groups"]
    said = repr(groups)

    assert "not heard" not in said
    assert "not particularly" not in said


def test_how_a_priority_came_in_is_said_to_be_open(as_at: PlanAsAt) -> None:
    assert "From what residents said (to be confirmed)" in repr(compose_plan(as_at))


def test_every_page_says_what_it_was_made_from(as_at: PlanAsAt) -> None:
    for document in (compose_plan(as_at), compose_tracker(as_at)):
        assert ("Made from", as_at.plan.made_from) in document.strip.facts(document.marking)


def test_silence_after_its_last_day_makes_nothing_late(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "example")
    edition = Workspace.open(tmp_path / "example").build_plan(formats=["html"])
    page = edition.documents["public: promises"].read_text(encoding="utf-8")

    assert edition.id.startswith("2021-03-31")
    assert "11 promises: not started 11." in page


def test_the_slides_quote_what_is_not_ours_and_say_what_is_open(as_at: PlanAsAt) -> None:
    cleared = clear_book(as_at.whole, Marking.PUBLIC, on=as_at.on)
    said = repr(compose_deck(cleared, partnership=as_at.plan.area, rated=as_at.rated))

    assert "Residents’ first concern: “ASB is the number one concern" in said
    assert "Neighbourhood Crime and ASB Board (to be confirmed)" in said
    assert "What residents said (to be confirmed)" in said
    assert "31 March 2024 (to be confirmed)" in said
    assert "11 promises: none was to have begun yet." in said
    assert "Not public" not in said
