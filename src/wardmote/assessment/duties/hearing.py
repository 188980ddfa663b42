"""Regulation 12, and regulation 7 where it asks for people's views: what is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardmote.assessment.duties.looked import Looked, content, judged_by_people
from wardmote.assessment.duties.record import AssessmentRecord, ConsultationHeld
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import listed


def public_priorities(record: AssessmentRecord, on: date) -> Looked:
    """Regulation 7: what people who live and work here would prioritise."""
    held = [one for one in _held(record, on) if "priorities" in one.asked]
    return content(
        record,
        is_there=bool(held),
        said=f"Asked what should be prioritised: {_titles(held)}."
        if held
        else f"Looked for a consultation closed since {day(record.views_from)} that asked people "
        "what should be prioritised; none is recorded.",
        needs="a consultation",
        action="Ask people who live and work here what should be prioritised",
        kind="consultations",
    )


def views(record: AssessmentRecord, on: date) -> Looked:
    """Regulation 12(1): both topics asked, of those who live here and of those who work here."""
    topics = tuple(rule("REG-12-1").parameter("topics"))
    held = _held(record, on)
    asked = frozenset().union(*(one.asked for one in held))
    reached = frozenset().union(*(one.reached for one in held))
    lacking = [
        *(f"the question on {topic.replace('_', ' ')}" for topic in topics if topic not in asked),
        *(f"those who {one} here" for one in ("live", "work") if one not in reached),
    ]
    looked_for = f"Looked for consultations closed since {day(record.views_from)}"
    if not held:
        said = f"{looked_for}; none is recorded."
    elif lacking:
        said = f"{_titles(held)}. Not found: {listed(lacking)}."
    else:
        said = (
            f"Views on levels, patterns and priorities, of those who live or work here: "
            f"{_titles(held)}."
        )
    return content(
        record,
        is_there=bool(held) and not lacking,
        said=said,
        needs="a consultation",
        action="Ask people who live and work here about levels, patterns and priorities",
        kind="consultations",
    )


def groups(record: AssessmentRecord, on: date) -> Looked:
    """Regulation 12(2): groups consulted; whether they are enough, people judge."""
    named = sorted({group for one in _held(record, on) for group in one.groups})
    return judged_by_people(
        record,
        said=f"Representatives consulted: {listed(named)}. Whether these are as many groups as "
        "is reasonable is for people to judge."
        if named
        else "Looked for groups whose representatives were consulted; none is recorded.",
        action="Record which groups were consulted, and who judged that they are enough",
    )


def other_consultation(record: AssessmentRecord, _on: date) -> Looked:
    """Regulation 12(3): other consultation; no record of an assessment shows it."""
    return judged_by_people(
        record,
        said="An assessment's record does not show which other consultations were looked at.",
        action="Record which other consultations were taken into account",
    )


def _held(record: AssessmentRecord, on: date) -> list[ConsultationHeld]:
    return [one for one in record.consultations if record.views_from <= one.closed_on <= on]


def _titles(held: Sequence[ConsultationHeld]) -> str:
    return listed([f"{one.title} (closed {day(one.closed_on)})" for one in held])
