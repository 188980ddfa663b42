"""Good practice that a plan's records can show: in place, or not in place. No law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wardmote.plan.duties.assessments import needed_years
from wardmote.plan.duties.record import PlanRecord, quoted
from wardmote.plan.records import (
    AssessmentUsed,
    Board,
    BoardView,
    Concern,
    Consultation,
    Decision,
    Indicator,
    Priority,
    Promise,
)
from wardmote.plan.records.partnership import BoardKind
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed

PRACTICE_MONTH, PRACTICE_DAY = 1, 31  # assessment adopted, so that the plan can follow from it


@dataclass(frozen=True)
class Practice:
    """One thing that partnerships do well, whether or not the law asks for it.

    Parameters
    ----------
    id
        Its number here, or that of a rule in the register.
    words
        What it is.
    is_in_place
        Whether a record shows it.
    because
        The record; or what was looked for and not found.
    """

    id: str
    words: str
    is_in_place: bool
    because: str

    @property
    def result(self) -> str:
        """As the table prints it."""
        return "In place" if self.is_in_place else "Not in place"


Seen = tuple[bool, str]
PracticeLook = Callable[[PlanRecord, date], Seen]


def practices(record: PlanRecord, on: date) -> tuple[Practice, ...]:
    """Good practice that a plan's records show by a day.

    Parameters
    ----------
    record
        The plan.
    on
        The day.
    """
    return tuple(
        Practice(practice_id, words, *look(record, on))
        for practice_id, (words, look) in PRACTICES.items()
    )


def _named(lacking: list[str], what: str, well: str) -> Seen:
    return (not lacking, f"{what}: {listed(lacking)}." if lacking else well)


def _led(record: PlanRecord, _on: date) -> Seen:
    subgroups = {one.id for one in record.all(Board) if one.kind is BoardKind.SUBGROUP}
    lacking = [one.title for one in record.all(Priority) if one.lead not in subgroups]
    if not record.all(Priority):
        return False, "No priority is recorded."
    return _named(lacking, "No subgroup recorded for", "A subgroup leads each priority.")


def _senior(record: PlanRecord, on: date) -> Seen:
    lacking = [one.name for one in record.responsible(on) if not one.is_senior]
    if not record.responsible(on):
        return False, "No responsible authority is recorded."
    return _named(lacking, "Seniority not recorded for", "Each sends a senior person.")


def _community_view(record: PlanRecord, on: date) -> Seen:
    asked = {one.decision for one in record.all(BoardView) if one.on and one.on <= on}
    strategic = [one for one in record.all(Decision) if one.is_strategic]
    lacking = [one.words for one in strategic if one.id not in asked]
    if not strategic:
        return False, "No strategic decision is recorded."
    return _named(
        [quoted(lacking)] if lacking else [], "No view recorded on", "A view is recorded on each."
    )


def _in_28_days(record: PlanRecord, on: date) -> Seen:
    days = int(rule("REG-14").parameter("practice_days_after_adoption"))
    sent = record.sent("summary", on)
    adopted = record.plan.adopted_on
    if sent is None or adopted is None:
        return False, "Looked for the days of adoption and of the summary; not both are recorded."
    in_time = sent.on <= adopted + timedelta(days=days)
    return in_time, f"Adopted on {day(adopted)}, summary published on {day(sent.on)}."


def _by_january(record: PlanRecord, on: date) -> Seen:
    year = needed_years(record, on)[-1]
    by = date(year.starting_in + 1, PRACTICE_MONTH, PRACTICE_DAY)
    held = [
        one.adopted_on
        for one in record.all(AssessmentUsed)
        if one.adopted_on and one.adopted_on in year
    ]
    if not held:
        return False, f"Looked for an assessment adopted by {day(by)}; none is recorded."
    return min(held) <= by, f"Adopted on {day(min(held))}; the usual day is {day(by)}."


def _measured(record: PlanRecord, _on: date) -> Seen:
    promises = record.all(Promise)
    lacking = [str(one.number) for one in promises if not one.measure]
    if not promises:
        return False, "No promise is recorded."
    return _named(lacking, "Promises without a measure", "Each promise has a measure.")


def _baselines(record: PlanRecord, _on: date) -> Seen:
    held = record.all(Indicator)
    lacking = [one.title for one in held if not one.baseline or not one.next_review]
    if not held:
        return False, "No indicator is recorded."
    return _named(
        lacking, "Without a baseline or a next review", "Each has a baseline and a next review."
    )


def _stated_method(record: PlanRecord, on: date) -> Seen:
    held = [one for one in record.all(Consultation) if one.phases and one.phases[0].starts <= on]
    lacking = [one.title for one in held if not _is_stated(one)]
    if not held:
        return False, "No consultation with its days is recorded."
    return _named(
        lacking,
        "Method, number asked or representativeness not recorded",
        "Each says how people were asked, how many, and for whom they stand.",
    )


def _is_stated(one: Consultation) -> bool:
    how = one.method or any(phase.method for phase in one.phases)
    return bool(how) and one.asked is not None and one.is_representative is not None


def _you_said(record: PlanRecord, _on: date) -> Seen:
    concerns = record.all(Concern)
    answered = sum(one.is_answered for one in concerns)
    said = f"{answered} of {count(len(concerns), 'concern')} say what came of them."
    return bool(concerns) and answered == len(concerns), said


PRACTICES: Final[Mapping[str, tuple[str, PracticeLook]]] = {
    "GP-01": ("A subgroup leads each priority.", _led),
    "GP-02": ("Each responsible authority is represented at senior level.", _senior),
    "GP-03": ("A community board is heard on each strategic decision.", _community_view),
    "GP-04": ("The summary is out within 28 days of adoption.", _in_28_days),
    "GP-05": ("The assessment is adopted by the end of January before the plan.", _by_january),
    "GP-06": ("Each promise has a measure of the difference it makes.", _measured),
    "GP-07": ("Each indicator has a baseline and a day of review.", _baselines),
    "CON-06": ("How people were asked is stated, and for whom the answers stand.", _stated_method),
    "CON-09": ("People are told what they said and what came of it.", _you_said),
}
"""Number to what is good practice and how it is seen. Practice that no record of a plan can show,
such as weighting and coding, is left out rather than called not in place."""
