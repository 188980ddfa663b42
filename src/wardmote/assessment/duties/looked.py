"""What was looked for under one duty, and whether it is there: facts, without any law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wardmote.assessment.duties.record import AssessmentRecord

KINDS_OF_RECORD = (
    "assessments",
    "consultations",
    "plans",
    "bodies",
    "meetings",
    "sendings",
    "orders",
)
"""Kinds of record that a body may declare to be all held here."""


@dataclass(frozen=True)
class Looked:
    """What was looked for under one duty on a day.

    Parameters
    ----------
    is_there
        Whether the record was found and passes the rule.
    said
        What was found; or exactly what was looked for and not found. One sentence or more.
    needs
        What the duty is short of, to follow "needs": ``last year's plan``.
    action
        What to do where it is not there.
    kind
        Kind of record that would show it.
    first_day
        Evidence before this day is of another assessment, or of another plan.
    due_on
        Day by which it has to be there; None where there is no deadline to miss, because no
        record can show that the duty was missed.
    declared_from
        Day from which on all records of that kind must be declared to be here, for their
        absence to count; `first_day` where None.
    body
        Whose step it is; the partnership's where empty.
    excepted
        Why the duty does not bind here; empty where it does.
    """

    is_there: bool
    said: str
    needs: str
    action: str
    kind: str
    first_day: date
    due_on: date | None = None
    declared_from: date | None = None
    body: str = ""
    excepted: str = ""


RecordT_contra = TypeVar("RecordT_contra", contravariant=True)
Look = Callable[[RecordT_contra, date], Looked]
"""What is looked for in a record, as at a day."""


def content(
    record: AssessmentRecord,
    *,
    is_there: bool,
    said: str,
    needs: str,
    action: str,
    kind: str = "assessments",
    has_deadline: bool = True,
) -> Looked:
    """A part that the assessment, or what it rests on, has to have by the end of its year."""
    first_day = record.views_from if kind != "assessments" else record.year.period_start
    due_on = record.year.period_end if has_deadline else None
    return Looked(is_there, said, needs, action, kind, first_day, due_on, record.year.period_start)


def judged_by_people(
    record: AssessmentRecord, *, said: str, action: str, kind: str = "consultations"
) -> Looked:
    """A duty that no record of an assessment can show to be met, or to be missed."""
    return Looked(False, said, "a person's word", action, kind, record.views_from)
