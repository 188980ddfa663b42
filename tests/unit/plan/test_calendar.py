"""The calendar: the numbers of the note on law (A2.1), the chain, and the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from unit.plan.deck_like_plan import ASSESSMENT, ORDER, book_of
from unit.plan.small_plan import write_small_plan
from wardmote.errors import ConfigurationError
from wardmote.plan import records
from wardmote.plan.calendar import (
    approval_days,
    icalendar_bytes,
    partner_sight,
    plan_calendar,
)
from wardmote.plan.folder import read_plan
from wardmote.plan.records.history import Said
from wardmote.plan.records.ids import BoardId, BodyId, MeetingId
from wardmote.plan.records.partnership import MeetingKind
from wardmote.plan.records.plan import PlanState
from wardmote.vocabulary.marking import Marking

FIRST, LAST = date(2026, 4, 1), date(2027, 6, 30)
PLAN = records.Plan(
    title="Plan 2026 to 2029",
    area="Smallborough",
    starts=date(2026, 4, 1),
    ends=date(2029, 3, 31),
    state=PlanState.ADOPTED,
    adopted_on=date(2026, 3, 12),
    summary="Safer.",
)


def days(*more, plan=PLAN, first=FIRST, last=LAST, readers=Marking.PARTNERS):
    found = plan_calendar(book_of(plan, *more), first=first, last=last, readers=readers)
    return {one.id: one for one in found}


@pytest.mark.parametrize(
    ("entry", "on", "rests_on"),
    [
        ("assessment-data-2026", date(2026, 10, 31), "REG-05, practice"),
        ("assessment-draft-2026", date(2026, 12, 31), "REG-05, practice"),
        ("assessment-group-2026", date(2027, 1, 31), "REG-05, practice"),
        ("assessment-2026", date(2027, 3, 31), "REG-05, law, as we understand it"),
        ("plan-revision-2027", date(2027, 3, 31), "REG-10, law to be confirmed"),
        ("summary-revision-2027", date(2027, 4, 28), "REG-14, practice"),
        ("copy-revision-2027", date(2027, 4, 28), "REG-13A, practice"),
        ("public-meeting-2026", date(2027, 3, 31), "REG-12-4, law to be confirmed"),
        ("information-2026-07", date(2026, 12, 31), "CDA-10, law, as we understand it"),
    ],
)
def test_the_calendar_of_2026_27_is_that_of_the_note(entry, on, rests_on):
    assert (days()[entry].on, days()[entry].rests_on) == (on, rests_on)


def test_four_quarters_of_information_are_due_in_a_year():
    due = {
        name: str(one.on)
        for name, one in days(last=date(2027, 3, 31)).items()
        if name.startswith("information")
    }

    assert due == {
        "information-2026-01": "2026-06-30",
        "information-2026-04": "2026-09-30",
        "information-2026-07": "2026-12-31",
        "information-2026-10": "2027-03-31",
    }


def test_an_order_ends_three_years_less_a_day_after_it_takes_effect():
    order = replace(ORDER, ends=None)
    found = days(order, first=date(2021, 4, 1), last=date(2024, 12, 31))

    assert found["order-nox-ends"].on == date(2024, 4, 27)
    assert found["order-nox-in-12"].on == date(2023, 4, 27)
    assert found["order-nox-in-6"].on == date(2023, 10, 27)
    assert found["order-nox-in-3"].on == date(2024, 1, 27)
    assert found["order-nox-challenge"].on == date(2021, 6, 9)


@pytest.mark.parametrize(
    ("done", "entry", "on"),
    [
        (
            records.Dispatch(what="case_review_figures", to="public", on=date(2026, 2, 10)),
            "case-review-figures",
            date(2027, 2, 10),
        ),
        (
            records.Dispatch(what="violence_strategy", to="public", on=date(2026, 1, 31)),
            "violence-review",
            date(2027, 1, 31),
        ),
        (
            records.Meeting(
                id=MeetingId("s"), title="Scrutiny", kind=MeetingKind.SCRUTINY, on=date(2026, 3, 4)
            ),
            "scrutiny",
            date(2027, 3, 4),
        ),
    ],
)
def test_what_comes_round_is_due_a_year_after_it_was_last_done(done, entry, on):
    assert entry not in days()
    assert days(done)[entry].on == on


def test_what_is_done_is_not_due():
    sent = records.Dispatch(what="summary", to="public", on=date(2026, 3, 20))
    meeting = records.Meeting(
        id=MeetingId("m"), title="Public", kind=MeetingKind.PUBLIC_MEETING, on=date(2026, 9, 9)
    )
    revised = records.Revision(for_year=2027, note="None.", adopted_on=date(2027, 3, 2))

    assessment = replace(ASSESSMENT, adopted_on=date(2027, 1, 20))

    assert not {"assessment-2026", "assessment-draft-2026"} & set(days(assessment))
    assert days()["summary-plan"].on == date(2026, 4, 9)
    assert "summary-plan" not in days(sent)
    assert "public-meeting-2026" not in days(meeting)
    assert "plan-revision-2027" not in days(revised)
    assert days(revised)["summary-revision-2027"].on == date(2027, 3, 30)


def test_a_plan_not_adopted_and_a_plan_that_ends_have_their_last_days():
    draft = replace(PLAN, state=PlanState.DRAFTING, adopted_on=None)
    found = days(plan=draft, first=date(2026, 1, 1), last=date(2029, 4, 1))

    assert found["plan-adoption"].on == date(2026, 3, 31)
    assert found["plan-next"].on == date(2029, 3, 31)
    followed = replace(PLAN, successor="Plan 2029")
    assert "plan-next" not in days(plan=followed, last=date(2029, 4, 1))


def step(order, before, **more):
    return records.ApprovalStep(
        order=order,
        title=f"Step {order}",
        working_days_before=before,
        board=BoardId("board"),
        **more,
    )


def test_the_chain_is_counted_back_in_working_days_over_easter():
    chain = book_of(PLAN, step(1, 15), step(2, 2), step(3, 0, on=date(2026, 4, 8)))

    assert [str(one.on) for one in approval_days(chain)] == [
        "2026-03-16",
        "2026-04-02",
        "2026-04-08",
    ]
    assert [one.is_computed for one in approval_days(chain)] == [True, True, False]
    assert not any(one.notes for one in approval_days(chain))


def test_a_chain_without_a_last_day_ends_on_the_last_working_day_before_the_term():
    plan = replace(PLAN, starts=date(2027, 3, 29), ends=date(2030, 3, 28))

    # 26 March 2027 is Good Friday.
    assert approval_days(book_of(plan, step(1, 0)))[0].on == date(2027, 3, 25)


def test_the_last_step_lies_before_nothing_whatever_its_own_days():
    days_of = {str(one.on) for one in approval_days(book_of(PLAN, step(1, 0)))}

    assert {str(one.on) for one in approval_days(book_of(PLAN, step(1, 9)))} == days_of


def test_a_day_in_a_hold_at_a_weekend_or_out_of_order_is_said_and_not_moved():
    hold = records.Hold(starts=date(2026, 3, 23), ends=date(2026, 5, 7), why="local elections")
    chain = book_of(PLAN, hold, step(1, 3, on=date(2026, 4, 25)), step(2, 0, on=date(2026, 4, 8)))
    first, last = approval_days(chain)

    assert first.on == date(2026, 4, 25)
    assert first.notes == (
        "It lies after the step that follows it, 8 April 2026.",
        "It is no working day.",
        "It falls in a hold until 7 May 2026: local elections.",
    )
    assert last.notes == ("It falls in a hold until 7 May 2026: local elections.",)


def test_partners_see_the_text_five_working_days_before():
    found = days(step(1, 0, on=date(2026, 11, 20)))

    assert partner_sight(date(2026, 11, 20)) == date(2026, 11, 13)
    assert found["partner-sight"].on == date(2026, 11, 13)
    done = days(step(1, 0, on=date(2026, 11, 20), done_on=date(2026, 11, 20)))
    assert not {"partner-sight", "approval-1"} & set(done)


def test_moved_days_stand_and_what_is_done_or_stopped_has_no_entry(tmp_path):
    book = read_plan(write_small_plan(tmp_path))
    said = {"on": date(2026, 5, 1), "by": BodyId("council")}
    moved = records.Update(
        about="A1.1", says=Said.NOTE, moved_to=date(2026, 7, 31), moved_why="Late post", **said
    )
    stopped = records.Update(
        about="P1", says=Said.STOPPED, stopped_at="Board", stopped_why="No money", **said
    )
    on = date(2026, 5, 2)
    found = {
        one.id: one
        for one in plan_calendar(book.with_records([moved, stopped]), first=on, last=LAST)
    }

    assert found["milestone-A1.1"].on == date(2026, 7, 31)
    assert found["milestone-A1.1"].note == "It was first due by 30 June 2026."
    assert found["action-A1"].on == date(2026, 12, 31)
    assert "promise-P1" not in found


def test_what_is_for_partners_is_not_in_the_publics_calendar():
    grant = records.Funding(
        id="grant", stream="Night team grant", funder="Home Office", ends=date(2027, 3, 31)
    )

    assert "money-grant" in days(grant)
    assert "money-grant" not in days(grant, readers=Marking.PUBLIC)


def test_a_calendar_does_not_end_before_it_begins():
    with pytest.raises(ConfigurationError, match="cannot end before"):
        days(last=FIRST - timedelta(days=1))


def test_the_file_is_the_same_bytes_and_reads_back():
    hold = records.Hold(starts=date(2027, 3, 23), ends=date(2027, 5, 6), why="local elections")
    entries = tuple(days(hold).values())
    first = icalendar_bytes(entries, title=PLAN.title, as_of=FIRST)
    events = {str(one["uid"]): one for one in Calendar.from_ical(first).walk("VEVENT")}

    assert first == icalendar_bytes(entries, title=PLAN.title, as_of=FIRST)
    assert len(events) == len(entries)
    assert b"DTSTAMP:20260401T000000Z" in first
    held = next(one for one in events.values() if "local elections" in one["summary"])
    assert (held["dtstart"].dt, held["dtend"].dt) == (date(2027, 3, 23), date(2027, 5, 7))


def test_an_entry_whose_day_moves_keeps_its_identifier():
    early, late = (
        icalendar_bytes(days(step(1, 0, on=on)).values(), title=PLAN.title, as_of=FIRST)
        for on in (date(2026, 11, 20), date(2026, 11, 27))
    )

    def approvals(content):
        return {
            str(one["uid"]): one["dtstart"].dt
            for one in Calendar.from_ical(content).walk("VEVENT")
            if one["summary"] == "Step 1"
        }

    assert list(approvals(early)) == list(approvals(late))
    assert approvals(early) != approvals(late)
