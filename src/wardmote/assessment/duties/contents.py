"""Regulations 5 to 7: what is looked for in the assessment itself."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Looked, content
from wardmote.assessment.duties.record import AssessmentRecord, Subject
from wardmote.vocabulary.limbs import limbs_in_force
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed

NEEDED_SUBJECTS = (Subject.CRIME, Subject.ASB_AND_ENVIRONMENT, Subject.SUBSTANCE_MISUSE)
"""Rule REG-07a, as far as it was read: crime and disorder (with anti-social behaviour and the
environment, REG-02) and substance misuse. Whether it asks for the two later limbs is not known."""

PRACTICE_MONTH, PRACTICE_DAY = 1, 31
"""By the end of January, so that the plan can be revised from it (published practice)."""


def prepared(record: AssessmentRecord, on: date) -> Looked:
    """Regulation 5: the day on which it was adopted, within its year."""
    year = record.year
    adopted = record.adopted_on if record.was_adopted(on) else None
    is_in_year = adopted is not None and adopted in year
    if adopted is None:
        said = "Looked for the day on which it was adopted; none is recorded."
    elif is_in_year:
        said = f"Adopted on {day(adopted)}, within {year}."
    else:
        said = f"Adopted on {day(adopted)}, outside {year}, the year that it is for."
    practice = date(year.starting_in + 1, PRACTICE_MONTH, PRACTICE_DAY)
    return Looked(
        is_there=is_in_year,
        said=said,
        needs="a day of adoption",
        action=f"Adopt it by {day(year.period_end)}; in practice by {day(practice)}, so that "
        "the plan can follow from it",
        kind="assessments",
        first_day=year.period_start,
        due_on=year.period_end,
    )


def serves_a_plan(record: AssessmentRecord, _on: date) -> Looked:
    """Regulation 6: a plan that rests on it."""
    return content(
        record,
        is_there=bool(record.informs),
        said=f"Named as its basis by {listed(record.informs)}."
        if record.informs
        else "Looked for a plan that names this assessment as its basis; none is recorded.",
        needs="a plan that rests on it",
        action="Name the assessment in the plan that rests on it",
        kind="plans",
    )


def levels(record: AssessmentRecord, on: date) -> Looked:
    """Regulation 7: levels and patterns, of every subject that it is known to ask for."""
    lacking = [one for one in NEEDED_SUBJECTS if not record.analysed.get(one)]
    held = [
        f"{one}: {count(len(record.analysed[one]), 'finding')}"
        for one in Subject
        if record.analysed.get(one)
    ]
    said = f"Levels and patterns. {_capital('; '.join(held)) or 'No findings'}."
    if lacking:
        said += f" Looked for and not found: {listed(lacking)}."
    also = [one for one in _later_subjects(on) if not record.analysed.get(one)]
    if also:
        said += f" Nothing on {listed(also)}: whether the regulation asks for it is not confirmed."
    return content(
        record,
        is_there=not lacking,
        said=said,
        needs=f"findings on {listed(lacking)}" if lacking else "",
        action=f"Read in evidence on {listed(lacking)}",
    )


def _later_subjects(on: date) -> tuple[Subject, ...]:
    has_violence = any(limb.id == "d" for limb in limbs_in_force(on))
    return (Subject.REOFFENDING, *([Subject.SERIOUS_VIOLENCE] if has_violence else []))


def changes(record: AssessmentRecord, _on: date) -> Looked:
    """Regulation 7: changes since the previous assessment."""
    since = record.compared_with
    return content(
        record,
        is_there=since is not None,
        said=f"Changes are shown since the assessment of {day(since)}."
        if since
        else "Looked for an earlier assessment to show changes since; none is recorded.",
        needs="an earlier assessment",
        action="Build it with --since and the earlier assessment",
    )


def reasons(record: AssessmentRecord, _on: date) -> Looked:
    """Regulation 7: why things changed, or the word that nobody knows."""
    open_ones = [one for one in record.clear_changes if one not in record.explained]
    number = len(record.clear_changes)
    if not number:
        said = "No finding rose or fell beyond doubt, so there is no change to explain."
    elif open_ones:
        said = (
            f"Looked for an explanation, or the word “unexplained”, for "
            f"{count(number, 'clear change')}; not found for {listed(open_ones)}."
        )
    else:
        said = f"{_capital(count(number, 'clear change'))}: each explained, or said to be not."
    return content(
        record,
        is_there=not open_ones,
        said=said,
        needs="why things changed",
        action="Enter explanations, or that there is none, in explanations.toml",
    )


def proposed(record: AssessmentRecord, on: date) -> Looked:
    """Regulation 7: what to prioritise, in an assessment that somebody adopted."""
    number = count(len(record.priorities), "priority", "priorities")
    if not record.priorities:
        said = "Looked for priorities that the assessment proposes; there are none."
    elif record.was_adopted(on):
        said = f"{number} proposed: {listed(record.priorities)}."
    else:
        said = (
            f"{number} worked out from the findings: {listed(record.priorities)}. Nobody has "
            "adopted the assessment that names them."
        )
    return content(
        record,
        is_there=bool(record.priorities) and record.was_adopted(on),
        said=said,
        needs="priorities that somebody adopted",
        action="Put the proposed priorities to the strategy group",
        # An assessment that was never adopted misses REG-05, once; not each of its parts.
        has_deadline=record.was_adopted(on),
    )


def last_plan(record: AssessmentRecord, _on: date) -> Looked:
    """Regulation 7: what became of last year's plan."""
    plan = record.last_plan
    return content(
        record,
        is_there=plan is not None,
        said=f"{plan.title}, {plan.year}: {plan.done} of {plan.actions} actions done."
        if plan
        else f"Looked for the plan of {record.year.previous}; no plan is recorded yet.",
        needs="last year's plan",
        action="Record last year's plan and what was done of it",
        kind="plans",
    )


def county(record: AssessmentRecord, _on: date) -> Looked:
    """Regulation 7, under a county: matters for its strategy group."""
    matters = record.for_county
    return content(
        record,
        is_there=bool(matters),
        said=f"For the county strategy group: {listed(matters)}."
        if matters
        else "Looked for matters marked for the county strategy group; there are none.",
        needs="matters for the county",
        action="Mark the findings that the county strategy group should hear of, or say none",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
