"""Which numbers to leave out, so that no small one can be worked out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import Numbers
from wardmote.disclosure.fields import Bounds, Field, is_large, slices
from wardmote.disclosure.intervals import propagate
from wardmote.disclosure.knowledge import Knowledge
from wardmote.disclosure.programme import Aim, Programme, Target
from wardmote.disclosure.witnesses import Witnesses, both_sides, seek
from wardmote.errors import DisclosureError


@dataclass(frozen=True, eq=False)
class Protection:
    """What may be printed, and the proof.

    Parameters
    ----------
    knowledge
        The question.
    printed
        Groups whose count may be printed.
    witnesses
        For every target and side, a table of finest cells that fits everything printed.
    exposed
        Targets that nothing we may still leave out would protect.
    """

    knowledge: Knowledge
    printed: NDArray[np.bool_]
    witnesses: dict[Aim, Numbers]
    exposed: tuple[Target, ...]


def protect(knowledge: Knowledge, clock: Clock) -> Protection:
    """Leave out as little as protects every target, and prove that it does.

    Answers "what may be printed?". Secondary cells are chosen one target at a time: the
    cheapest deviation from the true table that puts the target on its other side, where a
    cell costs its count for every unit that it moves and cells already left out are free.
    Every cell that the deviation touches is then left out, and the deviating table is the
    witness. Leaving out more never spoils an earlier witness, so one pass is enough.

    Parameters
    ----------
    knowledge
        From `knowledge_of`.
    clock
        Time left.

    Returns
    -------
    Protection

    Raises
    ------
    DisclosureError
        Time ran out, or a proof does not hold in whole numbers.

    Notes
    -----
    The least loss is sought for each target and not for all together, so a pattern with
    fewer suppressed cells may exist. An attacker who ran this very code on every table
    that he thinks possible could rule out some of them by the pattern that it prints:
    that attack on deterministic suppression is not counted here.

    References
    ----------
    Kelly, Golden and Assad (1992), Cell suppression: disclosure protection for sensitive
    tabular data, Networks 22. Fischetti and Salazar (2001), Solving the cell suppression
    problem on tabular data with linear constraints, Management Science 47.
    """
    printed = knowledge.printed.copy()
    witnesses = Witnesses(knowledge.equations, both_sides(knowledge.targets))
    seek(witnesses, knowledge.base, knowledge.bounds(printed), clock)
    exposed = _leave_out_more(knowledge, printed, witnesses, clock)
    protection = Protection(knowledge, printed, witnesses.found, tuple(exposed))
    if not exposed:
        check_proof(protection)
    return protection


def _leave_out_more(
    knowledge: Knowledge, printed: NDArray[np.bool_], witnesses: Witnesses, clock: Clock
) -> list[Target]:
    """Stop printing what the targets without witnesses need; return those beyond help."""
    if not witnesses.waiting():
        return []
    bounds = knowledge.bounds(printed & ~knowledge.movable)
    least, most = propagate(knowledge.equations, *bounds)
    if is_large(knowledge.equations):
        for field in slices(knowledge.equations, knowledge.base, witnesses.waiting()):
            _buy(knowledge, printed, witnesses, bounds, field, clock)
    if left := witnesses.waiting():
        field = Field(np.flatnonzero(least < most), tuple(left))
        _buy(knowledge, printed, witnesses, bounds, field, clock)
    return list(dict.fromkeys(target for target, _ in witnesses.waiting()))


def _buy(
    knowledge: Knowledge,
    printed: NDArray[np.bool_],
    witnesses: Witnesses,
    bounds: Bounds,
    field: Field,
    clock: Clock,
) -> None:
    """Find, in one field, the cheapest cells to stop printing for each aim."""
    if not witnesses.waiting(field.aims):
        return
    programme = Programme(
        knowledge.equations,
        knowledge.base,
        *bounds,
        priced=knowledge.movable,
        targets=field.targets,
        cells=field.cells,
    )
    for aim in field.aims:
        if not witnesses.lack(aim):
            continue
        target, side = aim
        cells = programme.solve(
            side,
            clock,
            forced=target,
            rewarded=[other for other, on in witnesses.waiting(field.aims) if on is side],
            price=np.where(printed & knowledge.movable, knowledge.value, 0.0),
        )
        if cells is not None:
            moved = knowledge.equations.sums(cells) != knowledge.value
            printed &= ~(knowledge.movable & moved)
            witnesses.add(cells)


def check_proof(protection: Protection) -> None:
    """Check every witness in whole numbers, trusting neither the solver nor the search.

    Raises
    ------
    DisclosureError
        A target lacks a witness, or a witness does not fit what is printed.
    """
    known = protection.knowledge
    low, high = known.bounds(protection.printed)
    missing = [aim for aim in both_sides(known.targets) if aim not in protection.witnesses]
    for (target, side), cells in protection.witnesses.items():
        sums = known.equations.sums(cells)
        fits = (cells >= 0).all() and (sums >= low).all() and (sums <= high).all()
        if not (fits and target.is_met(side, int(sums[target.group]))):
            missing.append((target, side))
    if missing:
        raise DisclosureError(
            "The tables cannot be published: a proof did not hold in whole numbers.",
            where={"Number": known.equations.names[missing[0][0].group]},
            next_step="Report this with the software's version: it is a fault in Wardmote.",
        )
