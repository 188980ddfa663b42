"""The proof: for each number that must not be worked out, two tables that both fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import Equations, Numbers
from wardmote.disclosure.fields import Bounds, Field, components, every_slice, is_large
from wardmote.disclosure.intervals import propagate
from wardmote.disclosure.programme import Aim, Programme, Side, Target


class Witnesses:
    """Whole-number tables found so far, and which aims each of them proves.

    Parameters
    ----------
    equations
        Which finest cells each group adds up.
    aims
        Every target with each of its two sides.
    """

    def __init__(self, equations: Equations, aims: Sequence[Aim]) -> None:
        self.equations = equations
        self._waiting = dict.fromkeys(aims)
        self.found: dict[Aim, Numbers] = {}

    def add(self, cells: Numbers) -> bool:
        """Keep a table for every aim that it is the first to prove; say whether it was for any."""
        sums = self.equations.sums(cells)
        met = [(t, side) for t, side in self._waiting if t.is_met(side, int(sums[t.group]))]
        for aim in met:
            del self._waiting[aim]
            self.found[aim] = cells
        return bool(met)

    def lack(self, aim: Aim) -> bool:
        """Whether an aim has no table yet."""
        return aim in self._waiting

    def waiting(self, among: Sequence[Aim] | None = None) -> list[Aim]:
        """Aims without a table yet."""
        return [aim for aim in (self._waiting if among is None else among) if aim in self._waiting]


def both_sides(targets: Sequence[Target]) -> list[Aim]:
    """Every target with each side that needs a witness."""
    return [(target, side) for target in targets for side in Side]


def seek(witnesses: Witnesses, base: Numbers, bounds: Bounds, clock: Clock) -> list[Aim]:
    """Find witnesses with the numbers printed as they stand.

    Answers "which targets are protected already, and which are proved not to be?". Large
    tables are searched in slices only: there, an aim without a witness may still have one.

    Parameters
    ----------
    witnesses
        Of the targets wanted; filled in place.
    base
        Finest cells that fit.
    bounds
        Least and most that the attacker has of each group.
    clock
        Time left.

    Returns
    -------
    list of Aim
        Those proved impossible: by their interval, by the linear programme, or in whole
        numbers.
    """
    witnesses.add(base)
    equations = witnesses.equations
    room = propagate(equations, *bounds)
    waiting = witnesses.waiting()
    aims = [aim for aim in waiting if _could_be_safe(equations, aim[0], room, bounds)]
    if is_large(equations):
        _sweep(witnesses, base, bounds, aims, clock)
        hopeful = set(aims)
        return [aim for aim in waiting if aim not in hopeful]
    for field in components(equations, np.flatnonzero(room[0] < room[1]), bounds, aims):
        programme = _as_printed(equations, base, bounds, field)
        for side in Side:
            _serve(programme, side, witnesses, field, clock)
    return witnesses.waiting()


def _sweep(
    witnesses: Witnesses, base: Numbers, bounds: Bounds, aims: Sequence[Aim], clock: Clock
) -> None:
    """Go through a cube slice by slice, moving as many targets as each allows, again and again."""
    equations = witnesses.equations
    for (table, side), together in _by_table(equations, aims).items():
        while waiting := witnesses.waiting(together):
            cells = base
            for inside in every_slice(equations, table):
                field = Field(inside, tuple(waiting))
                moved = _as_printed(equations, cells, bounds, field).solve(
                    side, clock, rewarded=field.targets
                )
                cells = cells if moved is None else moved
            if not witnesses.add(cells):
                break


def _by_table(equations: Equations, aims: Sequence[Aim]) -> dict[tuple[int, Side], list[Aim]]:
    found: dict[tuple[int, Side], list[Aim]] = {}
    for target, side in aims:
        table = int(equations.table[target.group])
        if table >= 0:
            found.setdefault((table, side), []).append((target, side))
    return found


def _as_printed(equations: Equations, base: Numbers, bounds: Bounds, field: Field) -> Programme:
    nothing = np.zeros(len(equations.names), bool)
    return Programme(
        equations, base, *bounds, priced=nothing, targets=field.targets, cells=field.cells
    )


def _could_be_safe(equations: Equations, target: Target, cells: Bounds, groups: Bounds) -> bool:
    """Whether interval propagation leaves the target room on both sides."""
    atoms = equations.atoms(target.group)
    bottom = max(groups[0][target.group], cells[0][atoms].sum())
    top = min(groups[1][target.group], cells[1][atoms].sum())
    return target.is_met(Side.LOW, bottom) and target.is_met(Side.HIGH, top)


def _serve(
    programme: Programme, side: Side, witnesses: Witnesses, field: Field, clock: Clock
) -> None:
    """First tables that serve many targets at once, then each one that is left by itself."""
    aims = [aim for aim in field.aims if aim[1] is side]
    while waiting := [target for target, _ in witnesses.waiting(aims)]:
        cells = programme.solve(side, clock, rewarded=waiting)
        if cells is None or not witnesses.add(cells):
            break
    for aim in aims:
        if witnesses.lack(aim):
            rewarded = [target for target, _ in witnesses.waiting(aims)]
            cells = programme.solve(side, clock, forced=aim[0], rewarded=rewarded)
            if cells is not None:
                witnesses.add(cells)
