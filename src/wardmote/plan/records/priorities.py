"""What the plan is about: priorities, outcomes, principles, themes, drivers and claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import (
    BoardId,
    BodyId,
    ClaimId,
    ConcernId,
    DriverId,
    ExternalPlanId,
    ObjectiveId,
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


@dataclass(frozen=True, kw_only=True)
class Driver(Record):
    """An underlying factor.

    Parameters
    ----------
    id, title, words
        As other records name it, as pages print it, and in its own words.
    bears_on
        Priorities that it drives.
    contributes_to
        What it is said to contribute to: ``acquisitive crime`` …
    responses
        What is done about it, in words, each with the way: treatment, enforcement …
    plans
        Plans of others that deal with it.
    """

    id: DriverId
    title: str
    words: str
    bears_on: tuple[PriorityId, ...] = ()
    contributes_to: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    plans: tuple[ExternalPlanId, ...] = ()


class Held(StrEnum):
    """How much of what would show a claim is held."""

    HELD = "held"
    IN_PART = "in_part"
    NOT_HELD = "not_held"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """Something that the plan says is so, and what would show it.

    Parameters
    ----------
    id, words
        As other records name it, and the claim as it is made.
    would_show
        What evidence would show it.
    held
        Whether that evidence is held.
    evidence
        What is held.
    strongest_wording
        The strongest words that the evidence allows.
    bears_on, drivers
        Priorities and drivers that lean on it.
    """

    id: ClaimId
    words: str
    would_show: tuple[str, ...]
    held: Held
    strongest_wording: str
    evidence: tuple[str, ...] = ()
    bears_on: tuple[PriorityId, ...] = ()
    drivers: tuple[DriverId, ...] = ()

    def problems(self) -> Iterator[str]:
        """What is held must be named."""
        if self.held is not Held.NOT_HELD and not self.evidence:
            yield f"evidence is said to be {self.held.words}, and none is named"
        if not self.would_show:
            yield "would_show is empty: what evidence would show it?"


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One objective or commitment of another body's plan."""

    id: ObjectiveId
    words: str


@dataclass(frozen=True, kw_only=True)
class ExternalPlan(Record):
    """A plan of somebody else that this one must or does take into account.

    Parameters
    ----------
    id, title
        As other records name it, and as pages print it.
    whose
        Body or post whose plan it is.
    kind
        ``police_and_crime_plan``, ``council_plan``, ``community_plan``, ``cohesion_plan``,
        ``action_plan`` or ``other``.
    starts, ends
        Its term, as far as known.
    objectives
        Those that bear on this plan.
    address
        Where it can be read.
    """

    id: ExternalPlanId
    title: str
    whose: str
    kind: str
    starts: date | None = None
    ends: date | None = None
    objectives: tuple[Objective, ...] = ()
    address: str = ""

    def problems(self) -> Iterator[str]:
        """Its kind must be known, and its objectives named once."""
        if self.kind not in EXTERNAL_PLAN_KINDS:
            yield f"kind {self.kind!r} is not known: use {', '.join(EXTERNAL_PLAN_KINDS)}"
        ids = [one.id for one in self.objectives]
        if len(set(ids)) < len(ids):
            yield "two of its objectives have one id"


EXTERNAL_PLAN_KINDS = (
    "police_and_crime_plan",
    "council_plan",
    "community_plan",
    "cohesion_plan",
    "action_plan",
    "other",
)


class AlignmentNature(StrEnum):
    """How a priority stands to somebody else's objective."""

    CONTRIBUTES = "contributes"
    HAS_REGARD = "has_regard"
    DUPLICATES = "duplicates"
    CONFLICTS = "conflicts"
    NOT_TAKEN_UP = "not_taken_up"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True)
class Alignment(Record):
    """How one priority stands to one objective of another plan.

    Parameters
    ----------
    objective
        The objective.
    priority
        The priority; empty where the objective is not taken up.
    nature
        How it stands.
    reason
        Why, or how.
    """

    objective: ObjectiveId
    nature: AlignmentNature
    reason: str
    priority: PriorityId = PriorityId("")

    def problems(self) -> Iterator[str]:
        """A priority, unless the objective is not taken up."""
        if (self.nature is AlignmentNature.NOT_TAKEN_UP) != (not self.priority):
            yield "priority is left out where the objective is not taken up, and only there"


@dataclass(frozen=True, kw_only=True)
class TheoryStep(Record):
    """One link of a priority's theory of change: because of this, that.

    Parameters
    ----------
    priority
        Whose theory.
    order
        Its place.
    kind
        ``need``, ``input``, ``activity``, ``output``, ``outcome`` or ``impact``.
    words
        What it says.
    assumes
        What must hold for the next step to follow.
    """

    priority: PriorityId
    order: int
    kind: str
    words: str
    assumes: str = ""

    def problems(self) -> Iterator[str]:
        """Its kind must be known."""
        if self.kind not in THEORY_KINDS:
            yield f"kind {self.kind!r} is not known: use {', '.join(THEORY_KINDS)}"


THEORY_KINDS = ("need", "input", "activity", "output", "outcome", "impact")
