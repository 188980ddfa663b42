"""Regulations 12 and 13, and the common law of consultation: what is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardmote.assessment.duties.looked import Looked
from wardmote.plan.duties.record import PlanRecord, closed_on, for_people, looked, quoted
from wardmote.plan.records import Concern, Consultation, Decision, Meeting, StakeholderGroup
from wardmote.plan.records.partnership import MeetingKind
from wardmote.plan.records.voice import Phase
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed

LIVE, WORK = {"residents"}, {"workers", "businesses"}
ON_THE_PLAN = {"levels_and_patterns", "priorities", "draft_plan"}


def views(record: PlanRecord, on: date) -> Looked:
    """Regulation 12(1): both topics, of those who live and of those who work here."""
    held = _on_the_plan(record, on)
    topics = {topic for one in held for topic in one.topics}
    audience = {each for one in held for each in audience_of(one)}
    wanted = [str(one) for one in rule("REG-12-1").parameter("topics")]
    lacking = [f"the question on {one.replace('_', ' ')}" for one in wanted if one not in topics]
    lacking += [] if audience & LIVE else ["those who live here"]
    lacking += [] if audience & WORK else ["those who work here"]
    if not held:
        since = day(record.views_from)
        said = f"Looked for consultations on the plan, over since {since}; none is recorded."
        said += _undated(record)
    else:
        said = f"{_titles(held)}."
        said += f" Not found: {listed(lacking)}." if lacking else ""
    return looked(
        record,
        is_there=bool(held) and not lacking,
        said=f"{said}{two_dates(held)}",
        action="Ask people who live and work here about levels, patterns and priorities",
        kind="consultations",
        due_on=record.prepared_by,
    )


def _on_the_plan(record: PlanRecord, on: date) -> list[Consultation]:
    """Consultations about the plan and what it is for; not those on an order, say."""
    return [one for one in record.consultations(on) if set(one.topics) & ON_THE_PLAN]


def audience_of(one: Consultation) -> set[str]:
    """Who was asked in a consultation, in any of its phases."""
    return {*one.audience, *(each for phase in one.phases for each in phase.audience)}


def _titles(held: Sequence[Consultation]) -> str:
    return listed([f"{one.title} (over on {_last(one)})" for one in held])


def _last(one: Consultation) -> str:
    last = closed_on(one)
    return day(last) if last else "no day given"


def _undated(record: PlanRecord) -> str:
    undated = [one.title for one in record.all(Consultation) if not one.phases]
    return f" Without days: {listed(undated)}." if undated else ""


def two_dates(held: Sequence[Consultation]) -> str:
    """What two sources say of one consultation's days, where they differ."""
    differing = [one for one in held if one.dates_differ]
    return "".join(
        f" {one.title}: two dates on record: {listed([_stretch(each) for each in one.phases])}."
        for one in differing
    )


def _stretch(phase: Phase) -> str:
    source = f" ({phase.source})" if phase.source else ""
    return f"{day(phase.starts)} to {day(phase.ends)}{source}"


def groups(record: PlanRecord, on: date) -> Looked:
    """Regulation 12(2): groups heard, and those likely to be particularly affected."""
    every = record.all(StakeholderGroup)
    heard = [one.name for one in every if one.reached_on and one.reached_on <= on]
    missed = [
        one.name
        for one in every
        if one.why_affected and one.name not in heard and not one.why_not_reached
    ]
    if not every:
        said = "Looked for groups that were approached; none is recorded."
    else:
        said = f"Heard: {listed(heard) or 'no group on record'}."
        said += f" Affected, not heard, no reason: {listed(missed)}." if missed else ""
        said += " Whether these are as many groups as is reasonable is for people to judge."
    return for_people(
        record,
        said=said,
        action="Record which groups were heard, and who judged that they are enough",
    )


def other_consultation(record: PlanRecord, _on: date) -> Looked:
    """Regulation 12(3): other consultation of the authorities."""
    return for_people(
        record,
        said="A plan's records do not tell which consultations were run by others.",
        action="Record which other consultations were taken into account",
    )


def public_meetings(record: PlanRecord, on: date) -> Looked:
    """Regulation 12(4) as made: a public meeting a year, with senior people of each authority."""
    held = [
        one
        for one in record.all(Meeting)
        if one.kind is MeetingKind.PUBLIC_MEETING and one.on and one.on <= on
    ]
    begun = [year for year in record.plan.years if year.period_start <= on]
    without = [str(year) for year in begun if not any(one.on and one.on in year for one in held)]
    poor = [fault for one in held for fault in _meeting_faults(record, one)]
    said = f"{count(len(held), 'public meeting')} on record."
    said += f" None in {listed(without)}." if without else ""
    said += f" {' '.join(poor)}" if poor else ""
    return looked(
        record,
        is_there=bool(held) and not without and not poor,
        said=said,
        action="Record a public meeting a year, who was there, its notice and its minutes",
        kind="meetings",
    )


def _meeting_faults(record: PlanRecord, one: Meeting) -> list[str]:
    if one.on is None:
        return []
    absent = [body.name for body in record.responsible(one.on) if body.id not in one.senior_from]
    lacking = [f"senior people of {listed(absent)}"] if absent else []
    lacking += [] if one.noticed_on else ["its notice"]
    lacking += [] if one.minutes_published_on else ["what was discussed, published"]
    return [f"{one.title}: not recorded: {listed(lacking)}."] if lacking else []


def how_people_can_help(record: PlanRecord, _on: date) -> Looked:
    """Regulation 13: people made aware, and involved."""
    return for_people(
        record,
        said="Whether people were made aware of how they can help is for people to judge.",
        action="Record what was done to involve people who live or work here",
    )


def in_time(record: PlanRecord, on: date) -> Looked:
    """Gunning 1: consultations over before the decision that they were for."""
    held = _on_the_plan(record, on)
    late = [one.title for one in held if _is_late(record, one)]
    if not held:
        said = "Looked for consultations on priorities or the draft plan; none is recorded."
    elif late:
        said = f"Over only after the decision: {listed(late)}."
    else:
        ends = [f"{one.title}, over before {day(_decided(record, one))}" for one in held]
        said = f"{listed(ends)}."
    return looked(
        record,
        is_there=bool(held) and not late,
        said=f"{said}{two_dates(held)}",
        action="Consult while the plan can still change, and record the days",
        kind="consultations",
    )


def _is_late(record: PlanRecord, one: Consultation) -> bool:
    last = closed_on(one)
    return last is not None and last > _decided(record, one)


def _decided(record: PlanRecord, one: Consultation) -> date:
    return one.decided_on or record.own_date


def reasons(record: PlanRecord, on: date) -> Looked:
    """Gunning 2: reasons, information and alternatives."""
    weighed = [
        one.words
        for one in record.all(Decision)
        if one.alternatives and (one.on is None or one.on <= on)
    ]
    said = (
        f"Alternatives are on record for {count(len(weighed), 'decision')}."
        if weighed
        else "Looked for decisions with the alternatives considered; none is recorded."
    )
    return for_people(
        record,
        said=f"{said} Whether people had enough to answer on is for people to judge.",
        action="Record what people were given, and the alternatives",
    )


def time_given(record: PlanRecord, on: date) -> Looked:
    """Gunning 3: the days that people had. The law fixes no number."""
    stretches = [
        f"{one.title}: {_days(phase)} days, {_stretch(phase)}"
        for one in _on_the_plan(record, on)
        for phase in one.phases
    ]
    usual = rule("CON-03").parameter("practice_days")
    said = f"{'; '.join(stretches)}." if stretches else "No consultation with its days on record."
    return for_people(
        record,
        said=f"{said} No number of days is fixed; {usual} is a usual least.",
        action="Record who judged that the time was enough",
    )


def _days(phase: Phase) -> int:
    return (phase.ends - phase.starts).days + 1


def taken_into_account(record: PlanRecord, _on: date) -> Looked:
    """Gunning 4: an answer to every concern."""
    concerns = record.all(Concern)
    unanswered = [one.words for one in concerns if not one.is_answered]
    if not concerns:
        said = "Looked for what people said and what came of it; nothing is recorded."
    elif unanswered:
        said = f"Without an answer, {len(unanswered)} of {len(concerns)} concerns: "
        said += f"{quoted(unanswered)}."
    else:
        said = f"{count(len(concerns), 'concern')}, each with what came of it."
    return looked(
        record,
        is_there=bool(concerns) and not unanswered,
        said=said,
        action="Say what came of each concern: did, will or cannot",
        kind="consultations",
    )
