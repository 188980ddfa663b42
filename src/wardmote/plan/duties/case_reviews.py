"""Reviews of cases of anti-social behaviour: the procedures and figures, looked for.

A plan holds no single case. What is looked for is that people can have one reviewed.
"""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Looked
from wardmote.plan.duties.record import PlanRecord, for_people, looked
from wardmote.plan.records import CaseReviewProcedures
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.months import shift_day
from wardmote.vocabulary.sentences import count, listed

NONE = "Looked for the published procedures; none are recorded."


def _held(record: PlanRecord, on: date) -> CaseReviewProcedures | None:
    """Procedures that were published by a day; None where there are none."""
    every = [
        one
        for one in record.all(CaseReviewProcedures)
        if one.published_on and one.published_on <= on
    ]
    return every[-1] if every else None


def procedures(record: PlanRecord, on: date) -> Looked:
    """Section 104(1) to (3): published procedures with a point of contact."""
    held = _held(record, on)
    said = NONE
    if held and held.published_on:
        said = f"Published on {day(held.published_on)}"
        said += f": {held.address}." if held.address else "."
        said += (
            f" Applications go to: {held.contact}."
            if held.contact
            else " Looked for a point of contact; none is recorded."
        )
    return looked(
        record,
        is_there=bool(held and held.contact),
        said=said,
        action="Record where the procedures can be seen, since when, and the point of contact",
    )


def threshold(record: PlanRecord, on: date) -> Looked:
    """Section 104(4) and (5): the number of complaints at which the threshold is met."""
    held, most = _held(record, on), int(rule("CASE-02").parameter("most_complaints"))
    said = NONE
    if held:
        said = (
            f"The threshold is met at {count(held.complaints, 'complaint')}; "
            f"the law allows {most} at most."
            if held.complaints
            else "The procedures are recorded, without the number of complaints."
        )
    return looked(
        record,
        is_there=bool(held and held.complaints and held.complaints <= most),
        said=said,
        action=f"Record the number of complaints at which a case is reviewed: {most} or fewer",
    )


def which_complaints(record: PlanRecord, on: date) -> Looked:
    """Section 104(11): which complaints count."""
    held, law = _held(record, on), rule("CASE-03")
    usual = {
        "complaint": int(law.parameter("complaint_within_months")),
        "application": int(law.parameter("application_within_months")),
    }
    said = NONE
    if held:
        months = {
            "complaint": held.complaint_within_months or usual["complaint"],
            "application": held.application_within_months or usual["application"],
        }
        own = held.complaint_within_months or held.application_within_months
        said = (
            f"A complaint counts within {count(months['complaint'], 'month')} of the behaviour, "
            f"and the application within {count(months['application'], 'month')}"
            f"{', as the procedures say' if own else '; the procedures say nothing else'}."
        )
    return looked(
        record,
        is_there=held is not None,
        said=said,
        action="Record the procedures, with the months in which a complaint counts",
    )


def answer(record: PlanRecord, _on: date) -> Looked:
    """Section 104(6) to (8): the applicant is told what came of it."""
    return for_people(
        record,
        said="Single cases are not held here, so nothing shows that applicants were answered.",
        action="Record who confirms that applicants are told the outcome",
    )


def figures(record: PlanRecord, on: date) -> Looked:
    """Section 104(9) and (10): figures of case reviews, published within twelve months."""
    months = int(rule("CASE-05").parameter("publish_within_months"))
    newest = record.newest_sent("case_review_figures", on)
    since = shift_day(on, -months)
    return looked(
        record,
        is_there=newest is not None and newest.on >= since,
        said=f"Last published on {day(newest.on)}."
        if newest
        else f"Looked for figures published since {day(since)}; none is recorded.",
        action="Publish the figures of case reviews, and record the day",
        kind="sendings",
    )


def together(record: PlanRecord, on: date) -> Looked:
    """Section 105 and Schedule 4: procedures made together, and revised."""
    held = _held(record, on)
    lacking = [
        what
        for what, is_there in (
            ("the consultation of the local policing body", held and held.consulted_on),
            ("what a dissatisfied applicant can do", held and held.if_dissatisfied),
            ("their last revision", held and held.revised_on),
        )
        if not is_there
    ]
    said = NONE
    if held:
        dated = (("Consulted on", held.consulted_on), ("Revised on", held.revised_on))
        parts = [f"{words} {day(on_day)}." for words, on_day in dated if on_day]
        parts += [f"If dissatisfied: {held.if_dissatisfied.rstrip('.')}."] * bool(
            held.if_dissatisfied
        )
        parts += [f"Looked for and not found: {listed(lacking)}."] if lacking else []
        said = " ".join(parts)
    return looked(
        record,
        is_there=bool(held) and not lacking,
        said=said,
        action="Record when the procedures were consulted on, and last assessed and revised",
    )
