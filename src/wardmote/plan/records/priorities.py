"""What the plan is about: priorities, outcomes, principles and themes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import (
    BoardId,
    BodyId,
    ConcernId,
    OutcomeId,
    Post,
    PrincipleId,
    PriorityId,
    ThemeId,
)
from wardmote.plan.records.record import Record
from wardmote.vocabulary.groups import GROUP_IDS
from wardmote.vocabulary.limbs import LIMB_IDS
from wardmote.vocabulary.marking import Marking


class Entered(StrEnum):
    """How a priority came into the plan; `NOT_STATED` where its source does not say."""

    FROM_FINDINGS = "from_findings"
    FROM_CONCERNS = "from_concerns"
    BY_DIRECTION = "by_direction"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, kw_only=True)
class Direction:
    """A priority set by somebody who may set it: who, why, and what speaks for and against.

    Parameters
    ----------
    who
        Post or body.
    on
        Day; None where not recorded.
    why
        Their reason, in their words.
    evidence_for, evidence_against
        What was known; "none recorded" is said where a list is empty.
    """

    who: Post
    why: str
    on: date | None = None
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Priority(Record):
    """One priority of the plan.

    Parameters
    ----------
    id, number, title
        As other records name it, its place in the plan, and as pages print it.
    statement
        What it is to do, in a sentence or two.
    why
        Why it is a priority, in words.
    entered
        How it came in.
    findings
        Ids of findings behind it.
    concerns
        What residents said that it answers.
    direction
        Required where it was set by direction.
    limbs
        Limbs of section 6(1) that it serves, by letter.
    lead
        Board that leads.
    sponsor
        Body that answers for it at the top.
    themes
        Ids of themes (`wardmote.vocabulary.themes`).
    victims
        What it means for victims, in a sentence.
    """

    id: PriorityId
    number: int
    title: str
    statement: str
    why: str
    entered: Entered
    findings: tuple[str, ...] = ()
    concerns: tuple[ConcernId, ...] = ()
    direction: Direction | None = None
    limbs: tuple[str, ...]
    lead: BoardId = BoardId("")
    sponsor: BodyId = BodyId("")
    themes: tuple[str, ...] = ()
    victims: str = ""

    def problems(self) -> Iterator[str]:
        """It must have what its way in asks for, and limbs that exist."""
        unknown = sorted(set(self.limbs) - LIMB_IDS)
        if unknown:
            yield f"limbs {', '.join(unknown)} do not exist: use {', '.join(sorted(LIMB_IDS))}"
        if not self.limbs and self.is_confirmed("limbs"):
            yield "limbs are missing: which part of section 6(1) does it serve?"
        if self.entered is Entered.NOT_STATED and self.is_confirmed("entered"):
            yield 'say how it came in, or to_be_confirmed = ["entered"]'
        if self.entered is Entered.FROM_FINDINGS and not self.findings:
            yield "it came from findings, and names none"
        if self.entered is Entered.FROM_CONCERNS and not self.concerns:
            yield "it came from concerns, and names none"
        if (self.entered is Entered.BY_DIRECTION) != (self.direction is not None):
            yield "entered = by_direction needs direction = { who, why }, and nothing else has it"


@dataclass(frozen=True, kw_only=True)
class NotChosen(Record):
    """A candidate that was considered and not made a priority.

    Parameters
    ----------
    title
        What it was.
    reason
        Why not; for partners.
    scope
        ``out_of_scope``, or ``not_now``.
    handled_by
        Who deals with it instead: what the public is told.
    proposed_by
        Who proposed it.
    """

    title: str
    reason: str
    handled_by: str
    scope: str = "not_now"
    proposed_by: str = ""
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """Its scope must be one of two."""
        if self.scope not in ("out_of_scope", "not_now"):
            yield f"scope {self.scope!r} is not known: use out_of_scope, not_now"


@dataclass(frozen=True, kw_only=True)
class Outcome(Record):
    """What is to be different for people.

    Parameters
    ----------
    id, statement
        As other records name it, and what is to be different, about people.
    priority
        Priority that it belongs to; empty for the overarching outcome.
    population
        For whom.
    owner
        Body that answers for it.
    """

    id: OutcomeId
    statement: str
    priority: PriorityId = PriorityId("")
    population: str = ""
    owner: BodyId = BodyId("")

    @property
    def is_overarching(self) -> bool:
        """Whether it stands above all priorities."""
        return not self.priority


@dataclass(frozen=True, kw_only=True)
class Principle(Record):
    """How the partnership wants to work.

    Parameters
    ----------
    id, title, words
        As other records name it, as pages print it, and in its own words.
    facets
        The parts of it that must each be seen: ``social inequalities``, ``trauma-informed`` …
    """

    id: PrincipleId
    title: str
    words: str
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CrossCuttingTheme(Record):
    """A theme that every priority is to take into account.

    Parameters
    ----------
    id, title, words
        As other records name it, as pages print it, and in its own words.
    """

    id: ThemeId
    title: str
    words: str


@dataclass(frozen=True, kw_only=True)
class CoverageReason(Record):
    """Why a cell of a coverage matrix is empty.

    Parameters
    ----------
    row
        Id of the principle, theme, limb or protected group.
    priority
        The column.
    reason
        Why there is nothing.
    """

    row: str
    priority: PriorityId
    reason: str


@dataclass(frozen=True, kw_only=True)
class EqualityNote(Record):
    """What a priority means for one protected group.

    Parameters
    ----------
    group
        Id of the group (`wardmote.vocabulary.groups`).
    priority
        Priority.
    effect
        What it means for them: evidence first.
    mitigation
        What is done about harm; empty where none is expected.
    """

    group: str
    priority: PriorityId
    effect: str
    mitigation: str = ""

    def problems(self) -> Iterator[str]:
        """Its group must be one of the nine."""
        if self.group not in GROUP_IDS:
            yield f"group {self.group!r} is not known: use {', '.join(GROUP_IDS)}"
