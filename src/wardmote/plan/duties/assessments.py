"""Regulations 5 and 6: the strategic assessments that a plan rests on, looked for."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Looked
from wardmote.plan.duties.record import PlanRecord, for_people, looked
from wardmote.plan.records import AssessmentUsed
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import listed
from wardmote.vocabulary.years import ReportingYear


def needed_years(record: PlanRecord, on: date) -> tuple[ReportingYear, ...]:
    """Years that needed an assessment by a day: the one before each year of the term begun."""
    years = [one.previous for one in record.plan.years if one.period_start <= on]
    return tuple(years) or (record.plan.years[0].previous,)


def prepared(record: PlanRecord, on: date) -> Looked:
    """Regulation 5: an assessment adopted in each year before a year of the plan."""
    held = [one for one in record.all(AssessmentUsed) if one.kind == "strategic"]
    found, lacking = [], []
    for year in needed_years(record, on):
        adopted = [one for one in held if one.adopted_on and one.adopted_on in year]
        if adopted and adopted[0].adopted_on and adopted[0].adopted_on <= on:
            found.append(f"{adopted[0].title}, adopted on {day(adopted[0].adopted_on)}")
        else:
            lacking.append(year)
    said = f"{listed(found)}. " if found else ""
    if lacking:
        years = listed([str(one) for one in lacking])
        said += f"Looked for an assessment adopted in {years}; none is recorded. "
        undated = [one for one in held if one.adopted_on is None]
        said += _said_to_exist(undated)
    return looked(
        record,
        is_there=not lacking,
        said=f"{_basis(record)}{said}".strip(),
        action="Record the assessment, with the day on which it was adopted",
        kind="assessments",
        due_on=lacking[0].period_end if lacking else None,
    )


def _said_to_exist(undated: list[AssessmentUsed]) -> str:
    if not undated:
        return ""
    sources = listed(list(dict.fromkeys(one.source for one in undated if one.source)))
    by = f" ({sources})" if sources else ""
    return f"The plan says that one exists: {undated[0].title}{by}; no day of adoption is given. "


def _basis(record: PlanRecord) -> str:
    """How the plan states what requires the assessment, beside the chain of citation."""
    stated = record.plan.stated_basis.rstrip(".")
    if not stated:
        return ""
    return (
        f"The plan states its basis as: “{stated}”. The chain is: required by "
        f"{rule('REG-05').citation_chain}. "
    )


def serves(record: PlanRecord, _on: date) -> Looked:
    """Regulation 6: the plan names the assessments that it relies on."""
    held = [one.title for one in record.all(AssessmentUsed) if one.kind == "strategic"]
    return looked(
        record,
        is_there=bool(held),
        said=f"The plan names what it rests on: {listed(held)}."
        if held
        else "Looked for the assessment that the plan rests on; none is named.",
        action="Name the assessment in the plan",
        kind="assessments",
    )


def audit(record: PlanRecord, _on: date) -> Looked:
    """Section 6 as enacted: the three-yearly audit, until 2007."""
    return for_people(
        record, said="The yearly assessment has taken its place.", action="Nothing to do"
    )
