"""The proof: for each number that must not be worked out, two tables that both fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import Equations, Numbers
from wardmote.disclosure.intervals import Floats, propagate
from wardmote.disclosure.programme import Programme, Side, Target

Aim = tuple[Target, Side]
Bounds = tuple[Floats, Floats]


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

    def waiting(self, side: Side, among: Sequence[Target] | None = None) -> list[Target]:
        """Targets without a table on one side."""
        targets = [target for target, wanted in self._waiting if wanted is side]
        return targets if among is None else [target for target in targets if target in set(among)]

    def tables(self) -> list[Numbers]:
        """Every table kept, once."""
        return list({id(cells): cells for cells in self.found.values()}.values())


def both_sides(targets: Sequence[Target]) -> list[Aim]:
    """Every target with each side that needs a witness."""
    return [(target, side) for target in targets for side in Side]


def seek(witnesses: Witnesses, base: Numbers, bounds: Bounds, clock: Clock) -> None:
    """Find witnesses with the numbers printed as they stand.

    Answers "which targets are protected already?". What has no witness afterwards is
    proved unsafe: by its interval, by the linear programme, or in whole numbers.

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
    """
    witnesses.add(base)
    equations = witnesses.equations
    least, most = propagate(equations, *bounds)
    wanted = [
        target
        for target in dict.fromkeys(t for side in Side for t in witnesses.waiting(side))
        if _could_be_safe(equations, target, (least, most), bounds)
    ]
    for cells, targets in _components(equations, np.flatnonzero(least < most), bounds, wanted):
        programme = Programme(
            equations,
            base,
            *bounds,
            priced=np.zeros(len(equations.names), bool),
            targets=targets,
            cells=cells,
        )
        for side in Side:
            _serve(programme, side, witnesses, targets, clock)


def _could_be_safe(equations: Equations, target: Target, cells: Bounds, groups: Bounds) -> bool:
    """Whether interval propagation leaves the target room on both sides."""
    atoms = equations.atoms(target.group)
    bottom = max(groups[0][target.group], cells[0][atoms].sum())
    top = min(groups[1][target.group], cells[1][atoms].sum())
    return target.is_met(Side.LOW, bottom) and target.is_met(Side.HIGH, top)


def _components(
    equations: Equations, cells: Numbers, bounds: Bounds, targets: Sequence[Target]
) -> Iterator[tuple[Numbers, list[Target]]]:
    """Finest cells that can move, in sets that no equation joins, with the targets of each."""
    from scipy.sparse import block_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    says_something = (bounds[0] > 0) | np.isfinite(bounds[1])
    says_something[[target.group for target in targets]] = True
    links = equations.incidence[says_something][:, cells]
    graph = block_array([[None, links], [links.T, None]], format="csr")
    _, labels = connected_components(graph, directed=False)
    of_cell = dict(zip(cells.tolist(), labels[links.shape[0] :].tolist(), strict=True))
    together: dict[int, list[Target]] = {}
    for target in targets:
        here = {of_cell[atom] for atom in equations.atoms(target.group).tolist() if atom in of_cell}
        if here:
            together.setdefault(here.pop(), []).append(target)
    for label, members in together.items():
        yield cells[labels[links.shape[0] :] == label], members


def _serve(
    programme: Programme, side: Side, witnesses: Witnesses, targets: list[Target], clock: Clock
) -> None:
    """First tables that serve many targets at once, then each one that is left by itself."""
    while waiting := witnesses.waiting(side, targets):
        cells = programme.solve(side, clock, rewarded=waiting)
        if cells is None or not witnesses.add(cells):
            break
    for target in witnesses.waiting(side, targets):
        still = witnesses.waiting(side, targets)
        if target not in still:
            continue
        cells = programme.solve(side, clock, forced=target, rewarded=still)
        if cells is not None:
            witnesses.add(cells)
