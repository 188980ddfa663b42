"""Status of what is promised: the first rule that fits, in one order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from wardmote.plan.records import Action, Update
from wardmote.plan.records.delivery import Milestone
from wardmote.plan.records.history import Said
from wardmote.plan.status import Standing, Status, standing_of

STARTS, DUE = date(2026, 4, 1), date(2026, 12, 31)
ACTION = Action(
    id="A1", title="A", priority="p", lead="council", starts=STARTS, due=DUE,
    milestones=(Milestone(id="A1.1", title="Team in post", due=date(2026, 6, 30)),),
)  # fmt: skip
MILESTONE_DONE = Update(about="A1.1", on=date(2026, 6, 20), says=Said.DONE, by="council")


def said(on: date, says: Said = Said.ON_TRACK, **more: object) -> Update:
    return Update(about="A1", on=on, says=says, by="council", **more)  # type: ignore[arg-type]


def standing(on: date, *updates: Update) -> Standing:
    return standing_of(ACTION, [MILESTONE_DONE, *updates], on=on, cadence_days=92)


STOPPED = said(date(2026, 5, 1), Said.STOPPED, stopped_at="Board", stopped_why="Money ended")
DONE = said(date(2026, 5, 2), Said.DONE, evidence="Minutes", signed_off_by="Head of safety")
MOVED_TWICE = (
    said(date(2026, 5, 3), moved_to=date(2027, 1, 31), moved_why="Hiring"),
    said(date(2026, 5, 4), moved_to=date(2027, 2, 28), moved_why="Hiring"),
)
AT_RISK = said(date(2026, 5, 5), Said.AT_RISK, why="No building")
NEW = said(date(2026, 5, 6))
ORDER = [
    (Status.STOPPED, (STOPPED, DONE, *MOVED_TWICE, AT_RISK, NEW)),
    (Status.DONE, (DONE, *MOVED_TWICE, AT_RISK, NEW)),
    (Status.LATE, (*MOVED_TWICE, AT_RISK, NEW)),
    (Status.AT_RISK, (AT_RISK,)),
    (Status.ON_TRACK, (NEW,)),
]


@pytest.mark.parametrize(("status", "updates"), ORDER, ids=lambda one: str(one)[:9])
def test_the_first_rule_that_fits_decides(status: Status, updates: tuple[Update, ...]) -> None:
    assert standing(date(2026, 6, 1), *updates).status is status


def test_each_rule_gives_way_to_the_one_before_it() -> None:
    for (earlier, more), (later, fewer) in pairwise(ORDER):
        assert set(fewer) <= set(more) or later is Status.ON_TRACK
        assert list(Status).index(earlier) < list(Status).index(later)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2026, 3, 31), Status.NOT_STARTED),
        (date(2026, 4, 1), Status.ON_TRACK),
        (date(2026, 7, 16), Status.ON_TRACK),  # 92 + 14 days after 1 April
        (date(2026, 7, 17), Status.NO_UPDATE),
        (date(2026, 12, 31), Status.NO_UPDATE),
        (date(2027, 1, 1), Status.LATE),
    ],
)
def test_silence_and_the_due_day_decide_where_nobody_says_anything(
    on: date, status: Status
) -> None:
    assert standing(on).status is status


def test_an_action_that_starts_later_is_never_without_update() -> None:
    later = standing_of(ACTION, [], on=date(2025, 1, 1), cadence_days=1)

    assert (later.status, later.is_stale) == (Status.NOT_STARTED, False)


def test_done_without_evidence_or_sign_off_is_not_done() -> None:
    claimed = said(date(2026, 5, 2), Said.DONE, evidence="Minutes")
    found = standing(date(2026, 6, 1), claimed)

    assert found.status is Status.ON_TRACK
    assert found.wanting == ("a second person's sign-off",)


def test_a_forecast_after_the_due_day_is_late_and_says_both_days() -> None:
    found = standing(date(2026, 6, 1), said(date(2026, 5, 1), forecast=date(2027, 3, 1)))

    assert found.status is Status.LATE
    assert found.because == "It is forecast for 1 March 2027, after 31 December 2026."


def test_a_moved_day_keeps_the_first_on_record() -> None:
    found = standing(date(2027, 1, 15), MOVED_TWICE[0], said(date(2026, 12, 20)))

    assert (found.due_first, found.due) == (DUE, date(2027, 1, 31))
    assert [(one.first, one.to) for one in found.moves] == [(DUE, date(2027, 1, 31))]
    assert found.status is Status.ON_TRACK


def test_a_late_needed_milestone_puts_an_action_at_risk() -> None:
    late = standing_of(ACTION, [], on=date(2026, 7, 1), cadence_days=92)

    assert late.status is Status.AT_RISK
    assert late.because == "A needed milestone is late: Team in post (due 30 June 2026)."


def test_what_is_said_later_is_not_known_on_the_day() -> None:
    assert standing(date(2026, 4, 30), STOPPED).status is Status.ON_TRACK


def test_a_note_does_not_take_back_that_it_is_at_risk() -> None:
    found = standing(date(2026, 6, 1), AT_RISK, said(date(2026, 5, 20), Said.NOTE))

    assert (found.status, found.last_heard) == (Status.AT_RISK, date(2026, 5, 20))


def test_an_old_word_that_it_is_at_risk_is_no_update() -> None:
    at_risk = said(date(2026, 7, 1), Said.AT_RISK, why="No building")

    assert standing(date(2026, 10, 15), at_risk).status is Status.AT_RISK
    silent = standing(date(2026, 10, 16), at_risk)  # 92 + 14 days, and one more
    assert (silent.status, silent.is_stale) == (Status.NO_UPDATE, True)


def test_what_starts_later_is_never_without_an_update_however_old_its_last_note() -> None:
    note = said(date(2025, 6, 1), Said.NOTE, what_changed="Still planned")

    early = standing(date(2026, 3, 31), note)

    assert (early.status, early.is_stale) == (Status.NOT_STARTED, False)


def test_a_late_milestone_puts_at_risk_only_where_it_is_needed() -> None:
    step = Milestone(id="A1.1", title="Team in post", due=date(2026, 6, 30))
    found = {
        needed: standing_of(
            replace(ACTION, milestones=(replace(step, needed=needed),)),
            [said(date(2026, 7, 1))],
            on=date(2026, 7, 1),
            cadence_days=92,
        ).status
        for needed in (True, False)
    }

    assert found == {True: Status.AT_RISK, False: Status.ON_TRACK}
