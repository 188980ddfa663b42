"""What an assessment itself shows, as far as the law of assessments asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from wardmote.errors import ConfigurationError, Fault
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name
from wardmote.vocabulary.years import ReportingYear


class Subject(StrEnum):
    """What levels and patterns are analysed of (rules REG-02, REG-07a and CDA-04)."""

    CRIME = "crime"
    ASB_AND_ENVIRONMENT = "anti-social behaviour and harm to the environment"
    SUBSTANCE_MISUSE = "misuse of drugs, alcohol and other substances"
    REOFFENDING = "re-offending"
    SERIOUS_VIOLENCE = "serious violence"


@dataclass(frozen=True)
class ConsultationHeld:
    """People asked for the purposes of an assessment, and what became known.

    Parameters
    ----------
    title
        What it is called.
    closed_on
        Its last day.
    asked
        Topics that it asked about: ``levels_and_patterns``, ``priorities``.
    reached
        Who could answer: ``live``, ``work``.
    groups
        Groups whose representatives were consulted, as the partnership names them.
    """

    title: str
    closed_on: date
    asked: frozenset[str]
    reached: frozenset[str]
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        topics = set(rule("REG-12-1").parameter("topics"))
        faults = [
            *(Fault("asked", f"{one!r} is no topic") for one in sorted(self.asked - topics)),
            *(Fault("reached", f"{one!r} is nobody") for one in sorted(self.reached - PEOPLE)),
        ]
        _refuse(f"The consultation {self.title!r} cannot be used.", faults, (*topics, *PEOPLE))


PEOPLE = frozenset({"live", "work"})
"""Rule REG-12-1: those who live or work in the area."""


@dataclass(frozen=True)
class PlanRecorded:
    """Last year's plan, and how much of it is known to have been done.

    Parameters
    ----------
    title
        What it is called.
    year
        The year that it was for, or the year of it that is looked at.
    actions, done
        How many actions it has, and how many of them are done.
    """

    title: str
    year: ReportingYear
    actions: int
    done: int

    def __post_init__(self) -> None:
        is_wrong = not 0 <= self.done <= self.actions
        faults = [Fault("done", f"{self.done} of {self.actions} actions")] if is_wrong else []
        _refuse(f"The plan {self.title!r} cannot be used.", faults)


@dataclass(frozen=True)
class YearOnRecord:
    """What the rest of the year's cycle had put on record by the day of an assessment.

    Parameters
    ----------
    consultations
        Every one that is over.
    last_plan
        The plan of the year before, and what was done of it; None where none is recorded.
    informs
        Plans that name this assessment as what they rest on.
    adopted_on
        Day on which the strategy group adopted this assessment; None where not recorded.
    """

    consultations: tuple[ConsultationHeld, ...] = ()
    last_plan: PlanRecorded | None = None
    informs: tuple[str, ...] = ()
    adopted_on: date | None = None


@dataclass(frozen=True)
class AssessmentRecord:
    """What one assessment shows of what the law asks for. Built from it, never typed.

    Parameters
    ----------
    partnership
        Its name, as pages print it.
    as_of
        Date that the assessment stands for.
    year
        Statutory year that it counts for.
    adopted_on
        Day on which the strategy group adopted it; None until then.
    analysed
        Subject to the ids of the findings about its levels and patterns.
    compared_with
        Date of the earlier assessment that changes are shown against; None where there is none.
    clear_changes
        Ids of findings that rose or fell beyond doubt.
    explained
        Ids of findings with an explanation, or on record as unexplained.
    priorities
        What it proposes to prioritise, in words.
    consultations
        Those held for it.
    last_plan
        Last year's plan; None where none is recorded.
    informs
        Plans that name it as what they rest on.
    for_county
        Matters to bring to the county strategy group.
    two_tier
        Whether a county council shares the district's work.
    country
        Whose law binds it.

    Raises
    ------
    ConfigurationError
        It was adopted before the date that it stands for, or compared with a later one.

    Examples
    --------
    >>> record = AssessmentRecord("Northborough", date(2026, 11, 22), ReportingYear(2026))
    >>> record.own_date, record.views_from
    (datetime.date(2026, 11, 22), datetime.date(2025, 4, 1))
    """

    partnership: str
    as_of: date
    year: ReportingYear
    adopted_on: date | None = None
    analysed: Mapping[Subject, tuple[str, ...]] = field(default_factory=dict)
    compared_with: date | None = None
    clear_changes: tuple[str, ...] = ()
    explained: frozenset[str] = frozenset()
    priorities: tuple[str, ...] = ()
    consultations: tuple[ConsultationHeld, ...] = ()
    last_plan: PlanRecorded | None = None
    informs: tuple[str, ...] = ()
    for_county: tuple[str, ...] = ()
    two_tier: bool = False
    country: str = "England"

    def __post_init__(self) -> None:
        object.__setattr__(self, "analysed", MappingProxyType(dict(self.analysed)))
        faults = []
        if self.adopted_on and self.adopted_on < self.as_of:
            faults.append(Fault("adopted_on", "before the date that the assessment stands for"))
        if self.compared_with and self.compared_with >= self.as_of:
            faults.append(Fault("compared_with", "not an earlier assessment"))
        _refuse("The record of an assessment cannot be used.", faults)

    @property
    def own_date(self) -> date:
        """The date by whose law it is judged: when it was adopted, or what it stands for."""
        return self.adopted_on or self.as_of

    @property
    def title(self) -> str:
        """What is checked."""
        return f"assessment of {day_name(self.as_of)}, for {self.year}"

    @property
    def own_day(self) -> str:
        """As the table's header names its own date."""
        return "At its date"

    @property
    def own_day_in_law(self) -> str:
        """As the head names its own date, to follow "as at"."""
        return "adoption" if self.adopted_on else "its date, not adopted yet"

    @property
    def views_from(self) -> date:
        """First day on which views can have been gathered for it.

        Since the previous assessment; where none is recorded, since the year before this one
        began. A house rule: the Regulations, as far as they were read, give no day.
        """
        return self.compared_with or self.year.previous.period_start

    def was_adopted(self, on: date) -> bool:
        """Whether it had been adopted by a day."""
        return self.adopted_on is not None and self.adopted_on <= on


def _refuse(what: str, faults: list[Fault], known: tuple[str, ...] = ()) -> None:
    if faults:
        raise ConfigurationError(
            what,
            faults=faults,
            known=sorted(known),
            next_step="Correct the record of the assessment.",
        )
