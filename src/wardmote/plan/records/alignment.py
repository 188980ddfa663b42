"""Other bodies' plans, and how this one stands to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import ExternalPlanId, ObjectiveId, PriorityId
from wardmote.plan.records.record import Record


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


EXTERNAL_PLAN_KINDS = (
    "police_and_crime_plan",
    "council_plan",
    "community_plan",
    "cohesion_plan",
    "action_plan",
    "other",
)
