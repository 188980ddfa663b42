"""What a plan's records tell the assessment of the year: the cycle closes here."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties import ConsultationHeld, PlanRecorded, YearOnRecord
from wardmote.plan.book import PlanBook
from wardmote.plan.duties.hearing import LIVE, WORK, audience_of
from wardmote.plan.duties.record import closed_on
from wardmote.plan.records import Action, AssessmentUsed, Consultation, StakeholderGroup
from wardmote.plan.status import Status, standings
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.marking import Marking
from wardmote.vocabulary.years import ReportingYear, year_of


def year_on_record(book: PlanBook, *, as_of: date, assessment_id: str) -> YearOnRecord:
    """What the year's cycle had put on record by the day of an assessment.

    Answers "what became of last year's plan, who was asked, and does a plan rest on this
    assessment?", for the statutory check of the assessment (regulations 5 to 7 and 12).

    Parameters
    ----------
    book
        The whole plan; only its public records are told of.
    as_of
        Day of the assessment: what came later is left out.
    assessment_id
        Id of the assessment, as the plan's ``[[assessment]]`` names it.

    Notes
    -----
    A plan that was not in force on any day of the reporting year before is not last year's.

    Examples
    --------
    >>> from wardmote.examples import example_folder
    >>> from wardmote.plan.folder import read_plan
    >>> book = read_plan(example_folder("northborough") / "plan")
    >>> found = year_on_record(book, as_of=date(2026, 10, 12), assessment_id="2026-10-12-v000001")
    >>> str(found.last_plan.year), found.last_plan.done <= found.last_plan.actions
    ('2025/26', True)
    """
    told = book.for_readers(Marking.PUBLIC)
    used = [one for one in told.all(AssessmentUsed) if one.id == assessment_id]
    adopted = [one.adopted_on for one in used if one.adopted_on]
    return YearOnRecord(
        consultations=_held(told, as_of),
        last_plan=_last_plan(told, as_of),
        informs=(told.plan.title,) if used else (),
        adopted_on=adopted[0] if adopted else None,
    )


def was_in_force(book: PlanBook, year: ReportingYear) -> bool:
    """Whether the plan's term has a day of a reporting year in it."""
    return book.plan.starts <= year.period_end and book.plan.ends >= year.period_start


def _last_plan(book: PlanBook, as_of: date) -> PlanRecorded | None:
    year = year_of(as_of).previous
    if not was_in_force(book, year):
        return None
    actions = {one.id for one in book.all(Action)}
    standing = standings(book, on=as_of)
    done = sum(1 for one in actions if standing[one].status is Status.DONE)
    return PlanRecorded(book.plan.title, year, len(actions), done)


def _held(book: PlanBook, as_of: date) -> tuple[ConsultationHeld, ...]:
    return tuple(
        _as_held(one, over, book, as_of)
        for one in book.all(Consultation)
        if (over := closed_on(one)) and over <= as_of
    )


def _as_held(one: Consultation, over: date, book: PlanBook, as_of: date) -> ConsultationHeld:
    topics = {str(topic) for topic in rule("REG-12-1").parameter("topics")}
    audience = audience_of(one)
    reached = {name for name, known in (("live", LIVE), ("work", WORK)) if audience & known}
    groups = (each for each in book.all(StakeholderGroup) if each.consultation == one.id)
    return ConsultationHeld(
        one.title,
        over,
        asked=frozenset(topics & set(one.topics)),
        reached=frozenset(reached),
        groups=tuple(each.name for each in groups if each.reached_on and each.reached_on <= as_of),
    )
