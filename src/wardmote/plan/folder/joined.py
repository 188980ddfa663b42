"""What only several records together can get wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TypeVar

from wardmote.assessment.entered import not_known
from wardmote.errors import Fault
from wardmote.plan.folder.references import circles
from wardmote.plan.folder.tables import Placed
from wardmote.plan.records import (
    Action,
    Board,
    Concern,
    CoverageReason,
    CrossCuttingTheme,
    Indicator,
    Outcome,
    Plan,
    Principle,
    Priority,
    Promise,
    Reading,
    Record,
    Update,
)
from wardmote.plan.records.history import Said
from wardmote.vocabulary.groups import GROUP_IDS
from wardmote.vocabulary.limbs import LIMB_IDS

R = TypeVar("R", bound=Record)


def joined_faults(
    placed: Sequence[Placed], *, set_aside: Collection[str] | None = None
) -> Iterator[Fault]:
    """Faults of records beside each other: one plan, no circles, nothing after a stop.

    Parameters
    ----------
    placed
        Every record of a plan, with where it was read.
    set_aside
        Ids of entries that have faults of their own, of which nothing is said here; None where
        there are no such entries.
    """
    plans = [one for one in placed if isinstance(one.record, Plan)]
    if len(plans) > 1 or (not plans and set_aside is None):
        yield Fault("plan.toml", f"{len(plans)} tables [plan]: there must be one")
    aside = set_aside or ()
    yield from _circle_faults(placed)
    yield from _outcomes_of_other_priorities(placed)
    yield from _owners(placed)
    yield from _rows_of_matrices(placed, aside)
    yield from _facets(placed)
    yield from _updates(placed, aside)
    yield from _readings(placed)


def _of(placed: Sequence[Placed], kind: type[R]) -> Iterator[tuple[str, R]]:
    for one in placed:
        if isinstance(one.record, kind):
            yield one.where, one.record


def _circle_faults(placed: Sequence[Placed]) -> Iterator[Fault]:
    actions = {one.id: one.depends_on for _, one in _of(placed, Action)}
    boards = {one.id: [one.parent] if one.parent else [] for _, one in _of(placed, Board)}
    wider = {one.id: [one.part_of] if one.part_of else [] for _, one in _of(placed, Concern)}
    for name, links in (("depends_on", actions), ("parent", boards), ("part_of", wider)):
        for circle in circles({str(key): [str(one) for one in to] for key, to in links.items()}):
            yield Fault(name, f"goes round in a circle: {' → '.join(circle)}")


def _outcomes_of_other_priorities(placed: Sequence[Placed]) -> Iterator[Fault]:
    owner = {one.id: one.priority for _, one in _of(placed, Outcome)}
    for where, action in _of(placed, Action):
        for outcome in action.outcomes:
            belongs = owner.get(outcome)
            if belongs and belongs != action.priority:
                yield Fault(where, f"outcome {outcome} belongs to priority {belongs}")


def _owners(placed: Sequence[Placed]) -> Iterator[Fault]:
    for where, one in _of(placed, Priority):
        if not one.lead and not one.sponsor and one.is_confirmed("lead"):
            yield Fault(
                where, 'nobody leads it: give lead or sponsor, or to_be_confirmed = ["lead"]'
            )


def _rows_of_matrices(placed: Sequence[Placed], aside: Collection[str]) -> Iterator[Fault]:
    """A reason stands in a row that exists."""
    named = {str(one.id) for _, one in _of(placed, Principle)}
    named |= {str(one.id) for _, one in _of(placed, CrossCuttingTheme)}
    rows = named | LIMB_IDS | set(GROUP_IDS)
    for where, reason in _of(placed, CoverageReason):
        if reason.row not in rows and reason.row not in aside:
            yield Fault(where, f"row: {not_known(reason.row, sorted(rows))}")


def _facets(placed: Sequence[Placed]) -> Iterator[Fault]:
    facets = {one.id: one.facets for _, one in _of(placed, Principle)}
    for where, action in _of(placed, Action):
        for applied in action.principles:
            known = facets.get(applied.principle, applied.facets)  # a principle that is set aside
            for facet in applied.facets:
                if facet not in known:
                    yield Fault(where, f"principles.facets: {not_known(facet, known)}")


def _updates(placed: Sequence[Placed], aside: Collection[str]) -> Iterator[Fault]:
    known = _updatable(placed)
    stopped: dict[str, date] = {}
    for where, one in sorted(_of(placed, Update), key=lambda pair: pair[1].on):
        if one.about not in known and one.about not in aside:
            yield Fault(where, f"about: {not_known(one.about, sorted(known))}")
        elif one.about in stopped and one.says is not Said.NOTE:
            yield Fault(where, f"{one.about} was stopped on {stopped[one.about]:%Y-%m-%d}")
        if one.says is Said.STOPPED:
            stopped.setdefault(one.about, one.on)


def _readings(placed: Sequence[Placed]) -> Iterator[Fault]:
    """Values that the unit of their indicator does not allow."""
    measures = {one.id: one for _, one in _of(placed, Indicator)}
    for where, one in _of(placed, Reading):
        measure = measures.get(one.indicator)
        if measure and (fault := measure.value_fault(one.value)):
            yield Fault(where, f"value {fault}")


def _updatable(placed: Sequence[Placed]) -> set[str]:
    actions = [one for _, one in _of(placed, Action)]
    return {
        *(one.id for one in actions),
        *(step.id for one in actions for step in one.milestones),
        *(one.id for _, one in _of(placed, Promise)),
    }
