"""What is done: actions with their milestones and resources, projects, promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import (
    ActionId,
    BoardId,
    BodyId,
    ConcernId,
    FundingId,
    IndicatorId,
    MilestoneId,
    OutcomeId,
    Post,
    PrincipleId,
    PriorityId,
    ProjectId,
    PromiseId,
    ThemeId,
)
from wardmote.plan.records.record import Record
from wardmote.vocabulary.limbs import LIMB_IDS


class Tier(StrEnum):
    """Tier of prevention: before anything happens, at first signs, or to stop it recurring."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


DETERMINANTS = (
    "social_inequalities",
    "employment",
    "skills",
    "health",
    "housing",
    "environment",
)
"""The wider determinants that the deck names."""


@dataclass(frozen=True, kw_only=True)
class PrincipleApplied:
    """A principle, and how an action shows it. Without `how` it is claimed only.

    Parameters
    ----------
    principle
        Which.
    how
        What of the action shows it.
    facets
        Parts of the principle (`Principle.facets`) that this shows.
    """

    principle: PrincipleId
    how: str = ""
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ThemeApplied:
    """A cross-cutting theme, and how an action takes it up. Without `how` it is claimed only."""

    theme: ThemeId
    how: str = ""


class ResourceKind(StrEnum):
    """What an action is done with."""

    MONEY = "money"
    STAFF = "staff"
    IN_KIND = "in_kind"
    EXISTING = "existing"


@dataclass(frozen=True, kw_only=True)
class Resource:
    """What an action is done with.

    Parameters
    ----------
    kind
        Money, staff, in kind, or within existing resources.
    amount_pounds
        A year, for money; None where not known.
    funding
        Where the money comes from.
    note
        Posts, equipment, or what is given up for it.
    """

    kind: ResourceKind
    amount_pounds: int | None = None
    funding: FundingId = FundingId("")
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A step on the way.

    Parameters
    ----------
    id, title, due
        As updates name it, what is done, and by when.
    needed
        Whether the action is at risk when it is late.
    """

    id: MilestoneId
    title: str
    due: date
    needed: bool = True


@dataclass(frozen=True, kw_only=True)
class Action(Record):
    """Something that a body has undertaken to do.

    Parameters
    ----------
    id, title, description
        As updates name it, as pages print it, and more of it.
    priority, outcomes
        What it serves.
    board
        Subgroup that follows it.
    lead, post
        The one body that is accountable, and the post in it. An empty lead stands in
        `to_be_confirmed`.
    partners
        Bodies that help.
    project
        Project that bundles it with others.
    starts, due
        Its days; the original ones: moves are updates.
    cadence_days
        How often its owner is to say how it stands; the plan's where None.
    tier, determinants
        Tier of prevention, and wider determinants of `DETERMINANTS` that it works on.
    principles, themes
        Principles and cross-cutting themes, each with how.
    resources
        What it is done with.
    evidence_base
        What is known about whether such a thing works.
    milestones
        Steps on the way.
    depends_on
        Actions that must come first.
    limbs
        Limbs of section 6(1); the priority's where empty.
    """

    id: ActionId
    title: str
    priority: PriorityId
    starts: date
    due: date
    lead: BodyId = BodyId("")
    description: str = ""
    outcomes: tuple[OutcomeId, ...] = ()
    board: BoardId = BoardId("")
    post: Post = Post("")
    partners: tuple[BodyId, ...] = ()
    project: ProjectId = ProjectId("")
    cadence_days: int | None = None
    tier: Tier | None = None
    determinants: tuple[str, ...] = ()
    principles: tuple[PrincipleApplied, ...] = ()
    themes: tuple[ThemeApplied, ...] = ()
    resources: tuple[Resource, ...] = ()
    evidence_base: str = ""
    milestones: tuple[Milestone, ...] = ()
    depends_on: tuple[ActionId, ...] = ()
    limbs: tuple[str, ...] = ()

    def problems(self) -> Iterator[str]:
        """Days in order, somebody who leads, and determinants and limbs that are known."""
        if not self.lead and self.is_confirmed("lead"):
            yield 'lead is missing: give the body, or to_be_confirmed = ["lead"]'
        if self.due < self.starts:
            yield "due lies before starts"
        for one in self.milestones:
            if not self.starts <= one.due <= self.due:
                yield f"milestone {one.id} lies outside its action's days"
        unknown = sorted(set(self.determinants) - set(DETERMINANTS))
        if unknown:
            yield f"determinants {', '.join(unknown)} not known: use {', '.join(DETERMINANTS)}"
        other = sorted(set(self.limbs) - LIMB_IDS)
        if other:
            yield f"limbs {', '.join(other)} do not exist: use {', '.join(sorted(LIMB_IDS))}"
        if self.id in self.depends_on:
            yield "it depends on itself"


@dataclass(frozen=True, kw_only=True)
class Project(Record):
    """A key project: a bundle of actions, across subgroups where need be.

    Parameters
    ----------
    id, title, summary
        As actions name it, as pages print it, and what it is.
    board
        Board that follows it.
    evaluation
        How it will be known whether it worked; empty where nothing is planned.
    """

    id: ProjectId
    title: str
    summary: str
    board: BoardId = BoardId("")
    evaluation: str = ""


BOROUGH_WIDE = "borough-wide"


@dataclass(frozen=True, kw_only=True)
class Promise(Record):
    """Something that residents were promised, in words that are frozen at adoption.

    Parameters
    ----------
    id, number, wording
        As updates name it, its number, and at most 25 words.
    place
        A ward's name, or `BOROUGH_WIDE`.
    priority
        What it serves.
    concerns, findings
        What was said, or found, that it answers.
    accountable, partners
        The one body that is accountable, and those with it. An empty one stands in
        `to_be_confirmed`.
    starts, due
        Its days; the original ones.
    actions
        Actions that keep it.
    measure
        Indicator of the difference that it makes; empty only with `why_no_measure`.
    why_no_measure
        Why the difference cannot be measured: "We cannot measure this, because …".
    cadence_days
        How often its owner is to say how it stands; the plan's where None.
    """

    id: PromiseId
    number: int
    wording: str
    priority: PriorityId
    starts: date
    due: date
    accountable: BodyId = BodyId("")
    place: str = BOROUGH_WIDE
    concerns: tuple[ConcernId, ...] = ()
    findings: tuple[str, ...] = ()
    partners: tuple[BodyId, ...] = ()
    actions: tuple[ActionId, ...] = ()
    measure: IndicatorId = IndicatorId("")
    why_no_measure: str = ""
    cadence_days: int | None = None

    def problems(self) -> Iterator[str]:
        """At most 25 words, somebody accountable, days in order, a measure or why not."""
        if not self.accountable and self.is_confirmed("accountable"):
            yield 'accountable is missing: give the body, or to_be_confirmed = ["accountable"]'
        if len(self.wording.split()) > LONGEST_PROMISE:
            yield f"wording has more than {LONGEST_PROMISE} words"
        if self.due < self.starts:
            yield "due lies before starts"
        if bool(self.measure) == bool(self.why_no_measure):
            yield "a promise has a measure, or why_no_measure says why not"


LONGEST_PROMISE = 25  # words: a resident reads it at a glance
