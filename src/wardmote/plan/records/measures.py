"""How success is seen: indicators, their baselines and targets, and readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from wardmote.analysis.verbs import Polarity
from wardmote.plan.records.ids import BoardId, BodyId, IndicatorId, OutcomeId, Post, PriorityId
from wardmote.plan.records.partnership import Cadence
from wardmote.plan.records.record import Record


class Unit(StrEnum):
    """What the value of an indicator is; a share is written from 0 to 1."""

    COUNT = "count"
    PER_1000 = "per_1000"
    SHARE = "share"
    DAYS = "days"
    POUNDS = "pounds"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Query:
    """Counts that the evidence store holds: months of one category in the partnership's area.

    Parameters
    ----------
    category
        Id of a category or family, as findings name it.
    series
        ``source/kind``; that of the assessment where empty.
    area
        Code; the partnership's where empty.
    """

    category: str
    series: str = ""
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Where an indicator started.

    Parameters
    ----------
    starts, ends
        Period that it is of.
    value
        The value; None where the evidence store is to give it.
    base
        How many were asked or counted from, for a share.
    places, effort
        For a count made in the field: where, and how. Only readings at the same places with
        the same effort are compared with it.
    """

    starts: date
    ends: date
    value: float | None = None
    base: int | None = None
    places: tuple[str, ...] = ()
    effort: str = ""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where an indicator is to be, by a day; a trajectory is several of them."""

    value: float
    by: date


@dataclass(frozen=True, kw_only=True)
class SeriesBreak:
    """A day from which an indicator means something else, so that nothing is compared across it.

    Parameters
    ----------
    on
        First day of the new state.
    what
        What changed, in words that can stand in a sentence.
    """

    on: date
    what: str


SAMPLES = ("records", "probability", "quota", "open")
"""Where a share comes from: all records, or a survey by how its people were found."""


@dataclass(frozen=True, kw_only=True)
class Indicator(Record):
    """A measure of success, reviewed by people.

    Parameters
    ----------
    id, title
        As readings name it, and as pages print it.
    why
        Why it matters.
    numerator, denominator
        In words; the denominator may be empty for a count.
    unit
        What its value is.
    polarity
        Whether less or more is better; an ambiguous one is never rated on its volume.
    owner
        Authority that answers for it. An empty one stands in `to_be_confirmed`, as does an empty
        `supplied_by` without a query.
    frequency
        How often it is read.
    priority, outcomes
        What it shows; no priority for the overarching outcome.
    query
        How the evidence store gives it; None where partners supply readings.
    supplied_by
        Body that supplies readings; empty with a query.
    baseline, targets
        Where it started and is to be; a direction alone has no targets.
    checked_by
        Post that checks it before it is printed.
    reviewed_on, next_review
        When it was last reviewed, and by when next.
    board
        Board that looks at it.
    small_numbers
        ``open``, ``standard`` or ``sensitive``: what the disclosure rules take it for.
    caveat
        How it misleads.
    sample, design_effect
        For a share: one of `SAMPLES`, and what weighting and clustering cost.
    breaks
        Days from which it means something else.
    """

    id: IndicatorId
    title: str
    why: str
    numerator: str
    unit: Unit
    polarity: Polarity
    frequency: Cadence
    owner: BodyId = BodyId("")
    denominator: str = ""
    priority: PriorityId = PriorityId("")
    outcomes: tuple[OutcomeId, ...] = ()
    query: Query | None = None
    supplied_by: BodyId = BodyId("")
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    checked_by: Post = Post("")
    reviewed_on: date | None = None
    next_review: date | None = None
    board: BoardId = BoardId("")
    small_numbers: str = "standard"
    caveat: str = ""
    sample: str = "records"
    design_effect: float = 1.0
    breaks: tuple[SeriesBreak, ...] = ()

    def problems(self) -> Iterator[str]:
        """A source of values; targets in order, on the right side of the baseline."""
        if not self.owner and self.is_confirmed("owner"):
            yield 'owner is missing: give the authority, or to_be_confirmed = ["owner"]'
        is_supplied = bool(self.supplied_by) or not self.is_confirmed("supplied_by")
        if (self.query is None) != is_supplied:
            yield "give query, or supplied_by: one of the two"
        if self.small_numbers not in (known := ("open", "standard", "sensitive")):
            yield f"small_numbers {self.small_numbers!r} is not known: use {', '.join(known)}"
        if self.unit in (Unit.PER_1000, Unit.SHARE) and not self.denominator:
            yield f"denominator is missing: a {self.unit} is of something"
        if self.sample not in SAMPLES:
            yield f"sample {self.sample!r} is not known: use {', '.join(SAMPLES)}"
        if self.design_effect < 1:
            yield "design_effect is below 1: weighting and clustering never add people"
        days = [one.by for one in self.targets]
        if days != sorted(set(days)):
            yield "targets are not in order of their days"
        if self.targets and self.polarity is Polarity.AMBIGUOUS:
            yield "an ambiguous measure has no target: more of it may be good or bad"
        for name, value in self._stated_values():
            if fault := self.value_fault(value):
                yield f"{name} {fault}"
        yield from self._targets_on_wrong_side()

    def value_fault(self, value: float) -> str:
        """Why a value cannot be one of this indicator, or an empty text."""
        if not isfinite(value):
            return "is not a number"
        if self.unit is Unit.SHARE and not 0 <= value <= 1:
            return "lies outside 0 to 1: write 48% as 0.48"
        if self.unit is not Unit.OTHER and value < 0:
            return "lies below 0"
        if self.unit is Unit.COUNT and value != int(value):
            return "is not a whole number, and the indicator is a count"
        return ""

    def _stated_values(self) -> Iterator[tuple[str, float]]:
        if self.baseline is not None and self.baseline.value is not None:
            yield "the baseline", self.baseline.value
        for one in self.targets:
            if self.unit is not Unit.COUNT or one.value < 0:
                yield f"the target of {one.by:%Y-%m-%d}", one.value

    def _targets_on_wrong_side(self) -> Iterator[str]:
        if self.baseline is None or self.baseline.value is None:
            return
        for one in self.targets:
            is_less = one.value < self.baseline.value
            is_more = one.value > self.baseline.value
            if (self.polarity is Polarity.LOWER_BETTER and is_more) or (
                self.polarity is Polarity.HIGHER_BETTER and is_less
            ):
                yield f"the target of {one.by:%Y-%m-%d} is worse than the baseline"


@dataclass(frozen=True, kw_only=True)
class Reading(Record):
    """One value of an indicator, as its provider gave it.

    Parameters
    ----------
    indicator
        Which.
    starts, ends
        Period.
    value
        In the indicator's unit.
    base
        How many were asked or counted from, for a share; None for a count.
    provider
        Body that gave it.
    received_on
        Day on which it came.
    revised
        Whether it replaces an earlier one of the same period.
    places, effort
        For counts made in the field: where, and how (people, hours). Only counts at the same
        places with the same effort are compared.
    note
        What a reader must know.
    """

    indicator: IndicatorId
    starts: date
    ends: date
    value: float
    provider: BodyId
    received_on: date
    base: int | None = None
    revised: bool = False
    places: tuple[str, ...] = ()
    effort: str = ""
    note: str = ""

    def problems(self) -> Iterator[str]:
        """A period in order, over before it was received; a base where one is given."""
        if self.ends < self.starts:
            yield "ends lies before starts"
        if self.received_on < self.ends:
            yield "it was received before its period ended"
        if self.base is not None and self.base <= 0:
            yield "base is not above 0"
