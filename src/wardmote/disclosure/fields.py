"""Where to look for a witness: finest cells that may move, with the numbers they may move.

Fewer cells make a smaller programme and never a wrong witness, since cells that stay
keep a count that fits. Only a search over all of them proves that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.disclosure.equations import Equations, Numbers
from wardmote.disclosure.intervals import Floats
from wardmote.disclosure.programme import Aim, Side, Target
from wardmote.disclosure.sensitivity import PROVEN_LOW

Bounds = tuple[Floats, Floats]

AT_ONCE_CELLS = 1_500
"""Up to here all cells together are faster than slices of them (measured)."""

SLICES_TRIED = 3


@dataclass(frozen=True, eq=False)
class Field:
    """One place to look.

    Parameters
    ----------
    cells
        Finest cells that may move.
    aims
        What may be found there.
    """

    cells: Numbers
    aims: tuple[Aim, ...]

    @property
    def targets(self) -> list[Target]:
        """Targets of the aims, each once."""
        return list(dict.fromkeys(target for target, _ in self.aims))


def is_large(equations: Equations) -> bool:
    """Whether slices are worth while: there are many cells, and more than one slice."""
    cut = any(slice_of.any() for slice_of in equations.slices)
    return cut and bool(equations.incidence.shape[1] > AT_ONCE_CELLS)


def components(
    equations: Equations, cells: Numbers, bounds: Bounds, aims: Sequence[Aim]
) -> Iterator[Field]:
    """Sets of cells that no equation joins, each with the targets in it.

    Parameters
    ----------
    equations
        Groups as sums of finest cells.
    cells
        Finest cells that can move.
    bounds
        Least and most of each group: a group without either joins nothing.
    aims
        What is wanted. A target none of whose cells can move is in no component.

    Returns
    -------
    iterator of Field
    """
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    joins = (bounds[0] > 0) | np.isfinite(bounds[1])
    joins[[target.group for target, _ in aims]] = True
    links = equations.incidence[joins][:, cells]
    graph = block_array([[None, links], [links.T, None]], format="csr")
    _, labels = connected_components(graph, directed=False)
    of_cell = np.full(equations.incidence.shape[1], -1)
    of_cell[cells] = labels[links.shape[0] :]
    together: dict[int, list[Aim]] = {}
    for aim in aims:
        together.setdefault(int(of_cell[equations.atoms(aim[0].group)].max()), []).append(aim)
    for label, members in together.items():
        if label >= 0:
            yield Field(np.flatnonzero(of_cell == label), tuple(members))


def every_slice(equations: Equations, table: int) -> Iterator[Numbers]:
    """Finest cells of each slice along one table, in order."""
    slice_of = equations.slices[table]
    for number in range(int(slice_of.max()) + 1):
        yield np.flatnonzero(slice_of == number)


def slices(equations: Equations, base: Numbers, aims: Sequence[Aim]) -> Iterator[Field]:
    """Cuts through a cube along the target's own table: one month of it, say.

    A change of two margins can be made inside one slice of the third dimension, where
    the cells are a two-way table, which is easy. To bring a number down takes the slices
    that hold its incidents; to bring one up, any slice with incidents to spare.

    Parameters
    ----------
    equations
        Groups as sums of finest cells.
    base
        Finest cells that fit.
    aims
        What is wanted. Groups that no table prints have no slices.

    Returns
    -------
    iterator of Field
        The likeliest first.
    """
    chosen: dict[tuple[int, tuple[int, ...]], list[Aim]] = {}
    for attempt in range(SLICES_TRIED):
        for target, side in aims:
            table = int(equations.table[target.group])
            if table >= 0:
                cut = _cut(equations, base, target, side, attempt)
                chosen.setdefault((table, cut), []).append((target, side))
    for (table, cut), members in chosen.items():
        cells = np.flatnonzero(np.isin(equations.slices[table], cut))
        yield Field(cells, tuple(members))


def _cut(
    equations: Equations, base: Numbers, target: Target, side: Side, attempt: int
) -> tuple[int, ...]:
    """Slices to search for one target at one attempt."""
    slice_of = equations.slices[int(equations.table[target.group])]
    if side is Side.HIGH:
        held = np.bincount(slice_of, weights=base)
        return (int(np.argsort(-held, kind="stable")[min(attempt, len(held) - 1)]),)
    atoms = equations.atoms(target.group)
    held = np.bincount(slice_of[atoms], weights=base[atoms])
    order = np.argsort(-held, kind="stable")
    enough = int(np.searchsorted(np.cumsum(held[order]), held.sum() - PROVEN_LOW)) + 1
    return tuple(sorted(order[: enough + attempt].tolist()))
