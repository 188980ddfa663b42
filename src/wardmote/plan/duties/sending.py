"""What is published and sent, and scrutiny: what is looked for."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Looked
from wardmote.plan.duties.record import PlanRecord, for_people, looked
from wardmote.plan.records import Board, Body, Meeting
from wardmote.plan.records.partnership import BoardKind, MeetingKind
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.months import shift_day
from wardmote.vocabulary.sentences import listed


def copy_sent(record: PlanRecord, on: date) -> Looked:
    """Regulation 13A: a copy of the plan with the local policing body."""
    bodies = [one for one in record.all(Body) if one.type == "local_policing_body"]
    found = record.sent("plan", on, to=[one.id for one in bodies])
    name = bodies[0].name if bodies else "the local policing body"
    excepted = record.area_code in rule("REG-13A").parameter("excepted_areas")
    return looked(
        record,
        is_there=found is not None,
        said=f"Sent to {name} on {day(found.on)}."
        if found
        else f"Looked for the sending of the plan to {name}; none is recorded.",
        action=f"Send {name} a copy, and record the day; in practice within {_usual_days()} days",
        kind="sendings",
        excepted="It does not bind in the City of London." if excepted else "",
    )


def summary_published(record: PlanRecord, on: date) -> Looked:
    """Regulation 14: a summary of the plan, published."""
    found = record.sent("summary", on)
    return looked(
        record,
        is_there=found is not None,
        said=f"Published on {day(found.on)}{f': {found.address}' if found.address else ''}."
        if found
        else "Looked for a published summary; none is recorded.",
        action="Publish a summary, and record the day; in practice within "
        f"{_usual_days()} days of adoption",
        kind="sendings",
    )


def _usual_days() -> int:
    return int(rule("REG-14").parameter("practice_days_after_adoption"))


def called_meeting(record: PlanRecord, _on: date) -> Looked:
    """Regulation 14A: a meeting that the local policing body calls."""
    return for_people(
        record,
        said="It binds only when such a meeting is called. Whether one was is not recorded here.",
        action="Record whether the local policing body called a meeting, and who went",
    )


def committee(record: PlanRecord, _on: date) -> Looked:
    """The crime and disorder committee."""
    held = [one.name for one in record.all(Board) if one.kind is BoardKind.SCRUTINY]
    return looked(
        record,
        is_there=bool(held),
        said=f"The committee: {listed(held)}."
        if held
        else "Looked for the crime and disorder committee; none is recorded.",
        action="Record the council's crime and disorder committee",
        kind="bodies",
    )


def committee_met(record: PlanRecord, on: date) -> Looked:
    """The committee's yearly meeting."""
    months = int(rule("SCR-02").parameter("meets_within_months"))
    since = shift_day(on, -months)
    held = [
        one
        for one in record.all(Meeting)
        if one.kind is MeetingKind.SCRUTINY and one.on and since < one.on <= on
    ]
    return looked(
        record,
        is_there=bool(held),
        said=f"It met: {listed([f'{one.title}, {day(one.on)}' for one in held if one.on])}."
        if held
        else f"Looked for a meeting of the committee since {day(since)}; none is recorded.",
        action="Record the committee's meeting",
        kind="meetings",
    )
