"""Northborough's plan: its first year and a half, with all that goes wrong in a real one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from wardmote.plan.book import PlanBook
from wardmote.plan.folder import read_plan
from wardmote.plan.records import (
    Action,
    AdoptionException,
    Funding,
    Priority,
    Promise,
    Reading,
    Referral,
    Update,
)
from wardmote.plan.records.history import Said
from wardmote.plan.records.priorities import Entered
from wardmote.plan.status import Standing, Status, standings

REPORT_DAY = date(2026, 10, 12)


@pytest.fixture(scope="module")
def book() -> PlanBook:
    return read_plan(Path(str(files("wardmote") / "examples" / "northborough" / "plan")))


@pytest.fixture(scope="module")
def standing(book: PlanBook) -> dict[str, Standing]:
    return standings(book, on=REPORT_DAY)


def test_its_fourteen_promises_stand_in_every_way(
    book: PlanBook, standing: dict[str, Standing]
) -> None:
    found = Counter(standing[one.id].status for one in book.all(Promise))

    assert found == {
        Status.DONE: 6,
        Status.ON_TRACK: 4,
        Status.LATE: 2,
        Status.NO_UPDATE: 1,
        Status.STOPPED: 1,
    }


def test_its_actions_have_the_two_that_promises_lack(
    book: PlanBook, standing: dict[str, Standing]
) -> None:
    found = {standing[one.id].status for one in book.all(Action)}

    assert {Status.AT_RISK, Status.NOT_STARTED} <= found


def test_updates_come_in_four_quarters_and_more(book: PlanBook) -> None:
    quarters = {(one.on.year, (one.on.month - 1) // 3) for one in book.all(Update)}

    assert len(quarters) >= 4


def test_something_done_did_not_work(book: PlanBook, standing: dict[str, Standing]) -> None:
    order = book.one(Promise, "P03")
    readings = [one for one in book.all(Reading) if one.indicator == order.measure]
    before = [one.value for one in readings if one.ends < date(2025, 4, 1)]
    after = [one.value for one in readings if one.starts >= date(2025, 10, 1)]

    assert standing["P03"].status is Status.DONE
    assert (sum(before), sum(after)) == (412, 428)


def test_a_deadline_was_moved_and_the_first_stays(standing: dict[str, Standing]) -> None:
    gates = standing["P04"]

    assert (gates.due_first, gates.due) == (date(2026, 6, 30), date(2026, 9, 30))


def test_what_stopped_rested_on_the_grant_that_ended(
    book: PlanBook, standing: dict[str, Standing]
) -> None:
    ended = {one.id for one in book.all(Funding) if one.ends and one.ends < REPORT_DAY}
    stopped = {one.about for one in book.all(Update) if one.says is Said.STOPPED}
    paid = {
        action.id
        for action in book.all(Action)
        if {resource.funding for resource in action.resources} & ended
    }

    assert "V4" in stopped & paid
    assert standing["V4"].status is Status.STOPPED


def test_it_has_a_direction_a_referral_and_recorded_exceptions(book: PlanBook) -> None:
    by_direction = [one for one in book.all(Priority) if one.entered is Entered.BY_DIRECTION]

    assert [one.direction is not None for one in by_direction] == [True]
    assert any(one.answer for one in book.all(Referral))
    assert any(not one.answer for one in book.all(Referral))
    assert {one.rule for one in book.all(AdoptionException)} == {"REG-04", "REG-12-2"}
