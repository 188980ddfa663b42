"""Regulations 10 and 11: the plan itself, looked for."""

from __future__ import annotations

from datetime import date, timedelta

from wardmote.assessment.duties.looked import Looked
from wardmote.plan.duties.record import PlanRecord, looked
from wardmote.plan.records import (
    Action,
    AssessmentUsed,
    Consultation,
    Indicator,
    Meeting,
    Priority,
    Revision,
)
from wardmote.plan.records.partnership import MeetingKind
from wardmote.plan.records.priorities import Entered
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed
from wardmote.vocabulary.years import ReportingYear

STRATEGY_LIMBS = {"a": "crime and disorder", "b": "substance misuse"}
"""Rule REG-11a, as far as it was read; whether it asks for the later limbs is not known."""

STRATEGY_CHAPTERS = {"a": "crime_and_disorder", "b": "substances"}

HEARING_KINDS = (MeetingKind.PUBLIC_MEETING, MeetingKind.WARD_PANEL, MeetingKind.FOCUS_GROUP)


def prepared_and_revised(record: PlanRecord, on: date) -> Looked:
    """Regulation 10: adopted before its term, revised before each year, followed by another."""
    faults = [
        one for one in (_adoption(record, on), *_revisions(record, on), _gap(record, on)) if one
    ]
    said = " ".join(fault for fault, _ in faults) or _in_order(record)
    return looked(
        record,
        is_there=not faults,
        said=f"{said} {_before(record)}".strip(),
        action="Record the adoption, each yearly revision and the plan that follows",
        due_on=min((due for _, due in faults), default=None),
    )


def _in_order(record: PlanRecord) -> str:
    adopted = record.plan.adopted_on
    return f"Adopted on {day(adopted)}, before its term." if adopted else ""


def _adoption(record: PlanRecord, on: date) -> tuple[str, date] | None:
    adopted, starts = record.plan.adopted_on, record.plan.starts
    if adopted is None or adopted > on:
        return "Looked for the day of its adoption; none is recorded.", record.prepared_by
    if adopted >= starts:
        return f"Adopted on {day(adopted)}, after its first day, {day(starts)}.", record.prepared_by
    return None


def _revisions(record: PlanRecord, on: date) -> list[tuple[str, date]]:
    lacking = [year for year in record.plan.years[1:] if year.period_start <= on]
    lacking = [year for year in lacking if not _was_revised(record, year)]
    if not lacking:
        return []
    years = listed([str(one) for one in lacking])
    due = lacking[0].period_start - timedelta(days=1)
    return [(f"Looked for a revision before the start of {years}; none is recorded.", due)]


def _was_revised(record: PlanRecord, year: ReportingYear) -> bool:
    return any(
        one.for_year == year.starting_in and one.adopted_on and one.adopted_on < year.period_start
        for one in record.all(Revision)
    )


def _gap(record: PlanRecord, on: date) -> tuple[str, date] | None:
    """The gap after a term that ended without a plan to follow it."""
    plan = record.plan
    if on <= plan.ends or plan.successor:
        return None
    following = plan.ends + timedelta(days=1)
    said = (
        f"Its term ended on {day(plan.ends)}. Looked for a plan from {day(following)}; none is "
        "recorded: a gap."
    )
    why = f" Reason on record: {plan.why_no_successor}" if plan.why_no_successor else ""
    return f"{said}{why or ' No reason is recorded.'}", plan.ends


def _before(record: PlanRecord) -> str:
    ended, starts = record.plan.predecessor_ended, record.plan.starts
    if ended is None:
        return ""
    gap = (starts - ended).days - 1
    named = record.plan.predecessor or "The plan before"
    if gap == 0:
        return f"{named} ended on {day(ended)}: no gap before this one."
    return f"{named} ended on {day(ended)}: {count(gap, 'day')} without a plan before this one."


def _content(record: PlanRecord, on: date, *, is_there: bool, said: str, action: str) -> Looked:
    draft = "" if record.is_adopted(on) else "In the draft. "
    return looked(
        record,
        is_there=is_there,
        said=f"{draft}{said}",
        action=action,
        due_on=record.prepared_by,
    )


def strategy(record: PlanRecord, on: date) -> Looked:
    """Regulation 11: a strategy in words for each of its two subjects."""
    held = {limb for one in record.all(Priority) for limb in one.limbs}
    words = record.book.words
    lacking = [
        name
        for limb, name in STRATEGY_LIMBS.items()
        if limb not in held and not words.get(STRATEGY_CHAPTERS[limb])
    ]
    return _content(
        record,
        on,
        is_there=not lacking,
        said=f"Looked for a strategy on {listed(lacking)}; none is recorded."
        if lacking
        else f"A strategy is set out on {listed(list(STRATEGY_LIMBS.values()))}.",
        action="Set out the strategy, in a chapter or in priorities",
    )


def priorities(record: PlanRecord, on: date) -> Looked:
    """Regulation 11: priorities, each traced to the assessment or to a reason."""
    every = record.all(Priority)
    has_assessment = bool(record.all(AssessmentUsed))
    traced = [one for one in every if one.findings]
    others = [one for one in every if not one.findings]
    unsure = [one.title for one in every if not one.is_confirmed("entered")]
    directed = sum(one.entered is Entered.BY_DIRECTION for one in others)
    said = f"{count(len(every), 'priority', 'priorities')}, {len(traced)} from findings"
    said += f", {directed} by direction" if directed else ""
    if not has_assessment:
        said += ". Looked for the assessment that identified them; none is named."
    elif unsure:
        said += f". How {listed(unsure)} came in is still to be confirmed."
    elif not traced:
        said += ". Looked for findings of the assessment behind them; none is named."
    else:
        said += "; the others give their reason." if others else "."
    return _content(
        record,
        on,
        is_there=bool(traced) and has_assessment and not unsure,
        said=said,
        action="Name the findings behind each priority",
    )


def steps(record: PlanRecord, on: date) -> Looked:
    """Regulation 11: an action under every priority."""
    served = {one.priority for one in record.all(Action)}
    lacking = [one.title for one in record.all(Priority) if one.id not in served]
    number = count(len(record.all(Action)), "action") if served else "No action is recorded"
    led_by_nobody = [str(one.id) for one in record.all(Action) if not one.lead]
    return _content(
        record,
        on,
        is_there=bool(served) and not lacking and not led_by_nobody,
        said=_steps_said(number, lacking, led_by_nobody),
        action="Add actions to the priorities that have none, and a lead body to each action",
    )


def _steps_said(number: str, lacking: list[str], led_by_nobody: list[str]) -> str:
    if lacking:
        return f"{number}. Without an action: {listed(lacking)}."
    if led_by_nobody:
        bare = f"{len(led_by_nobody)} of {number}: {listed(led_by_nobody)}"
        return f"Each priority has an action. The lead body is to be confirmed for {bare}."
    return f"{number}; each priority has one or more, each with one accountable body."


def resources(record: PlanRecord, on: date) -> Looked:
    """Regulation 11: what each action is done with."""
    actions = record.all(Action)
    lacking = [str(one.id) for one in actions if not one.resources]
    if not actions:
        said = "Looked for actions and what they are done with; none is recorded."
    elif lacking:
        said = f"Without a resource, {len(lacking)} of {len(actions)} actions: {listed(lacking)}."
    else:
        said = f"Each of {count(len(actions), 'action')} says what it is done with."
    return _content(
        record,
        on,
        is_there=bool(actions) and not lacking,
        said=said,
        action="Say what each action is done with: money, staff, in kind or existing resources",
    )


def measures(record: PlanRecord, on: date) -> Looked:
    """Regulation 11: a measure for each priority, and one owned by each authority."""
    held = record.all(Indicator)
    owners = {one.owner for one in held}
    measured = {one.priority for one in held}
    bare = [one.title for one in record.all(Priority) if one.id not in measured]
    idle = [one.name for one in record.responsible(on) if one.id not in owners]
    said = f"{count(len(held), 'measure')}." if held else "No measure is recorded."
    said += f" Priorities without one: {listed(bare)}." if bare else ""
    said += f" Authorities that own none: {listed(idle)}." if idle else ""
    return _content(
        record,
        on,
        is_there=bool(held) and not bare and not idle,
        said=said,
        action="Add a measure to each priority, and let each authority own one",
    )


def engagement(record: PlanRecord, on: date) -> Looked:
    """Regulation 11: what will be done to hear the community."""
    plan = record.plan
    meetings = [
        one.title
        for one in record.all(Meeting)
        if one.kind in HEARING_KINDS and one.on and plan.starts <= one.on <= plan.ends
    ]
    asked = [
        one.title
        for one in record.all(Consultation)
        if any(plan.starts <= phase.ends and phase.starts <= plan.ends for phase in one.phases)
    ]
    chapter = ["a chapter on engagement"] if record.book.words.get("engagement") else []
    held = [*chapter, *meetings, *asked]
    return _content(
        record,
        on,
        is_there=bool(held),
        said=f"In the plan: {listed(held)}."
        if held
        else "Looked for meetings, consultations or a chapter on engagement in the term; none is "
        "recorded.",
        action="Say how the community will be heard during the year",
    )
