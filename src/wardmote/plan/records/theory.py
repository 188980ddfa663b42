"""Why the plan should work: drivers, steps, and claims that may be printed when they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardmote.plan.records.ids import ClaimId, DriverId, ExternalPlanId, PriorityId
from wardmote.plan.records.record import Record


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
