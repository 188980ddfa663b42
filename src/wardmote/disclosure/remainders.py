"""Groups that no table names and several tables together do: slivers, single months, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wardmote.disclosure.equations import UNKNOWN, Equations, Numbers, Table
from wardmote.disclosure.intervals import propagate


@dataclass(frozen=True, eq=False)
class Remainder:
    """A real group whose count is a difference of other counts.

    Parameters
    ----------
    name
        For messages.
    atoms
        Its finest cells.
    count
        Its true count.
    """

    name: str
    atoms: Numbers
    count: int


def remainders(
    equations: Equations, tables: Sequence[Table], value: Numbers, threshold: int
) -> list[Remainder]:
    """Small groups that subtraction between tables would name.

    Answers "what is a ward without its small areas, or this rolling year without the last
    one?". Inside one table there is nothing to add: the rest of a line holds a small
    count only where one of its cells does.

    Parameters
    ----------
    equations
        Groups as sums of finest cells.
    tables
        In the order of the equations.
    value
        Count of each group that could be printed, `UNKNOWN` for the others.
    threshold
        Only groups of 1 to one less than this are returned.

    Returns
    -------
    list of Remainder
    """
    if len(tables) == 1 and not _overlaps(tables[0]):
        return []
    known = {equations.key(group) for group in range(len(equations.names))}
    found: dict[bytes, Remainder] = {}
    for remainder in (*_parts_left(equations, tables, value), *_settled_cells(equations, value)):
        if 0 < remainder.count < threshold and remainder.atoms.tobytes() not in known:
            found.setdefault(remainder.atoms.tobytes(), remainder)
    return list(found.values())


def _overlaps(table: Table) -> bool:
    return any(dimension.overlaps for dimension in table.dimensions)


def _parts_left(
    equations: Equations, tables: Sequence[Table], value: Numbers
) -> Iterator[Remainder]:
    common = (equations.incidence @ equations.incidence.T).tocsr()
    for number, table in enumerate(tables):
        inner = np.flatnonzero((equations.table == number) & (value != UNKNOWN))
        if _overlaps(table):
            yield from _pairs(equations, common, inner, value)
        else:
            inner = np.flatnonzero((equations.table == number) & equations.finest)
            yield from _outside(equations, common, inner, number, value)


def _outside(
    equations: Equations, common: Any, inner: Numbers, number: int, value: Numbers
) -> Iterator[Remainder]:
    """Each group of another table, without the cells of this one that lie inside it."""
    shared = common[inner].tocoo()
    inside = shared.data == equations.sizes[inner[shared.row]]
    inside &= equations.table[shared.col] != number
    members: dict[int, list[int]] = {}
    for group, row in zip(shared.col[inside].tolist(), shared.row[inside].tolist(), strict=True):
        members.setdefault(group, []).append(int(inner[row]))
    for group, within in members.items():
        covered = np.concatenate([equations.atoms(member) for member in within])
        rest = np.setdiff1d(equations.atoms(group), covered)
        if len(rest) and UNKNOWN not in value[[group, *within]]:
            count = int(value[group] - value[within].sum())
            yield Remainder(f"the rest of {equations.names[group]}", rest, count)


def _pairs(
    equations: Equations, common: Any, inner: Numbers, value: Numbers
) -> Iterator[Remainder]:
    """Two groups that overlap, where what the first has beyond the second is known."""
    counts = {equations.key(g): int(value[g]) for g in np.flatnonzero(value != UNKNOWN)}
    counts[b""] = 0
    shared = common[inner].tocoo()
    for row, group in zip(shared.row.tolist(), shared.col.tolist(), strict=True):
        taken = int(inner[row])
        if value[group] == UNKNOWN or group == taken:
            continue
        mine, theirs = equations.atoms(group), equations.atoms(taken)
        beyond = counts.get(np.setdiff1d(theirs, mine).tobytes())
        rest = np.setdiff1d(mine, theirs)
        if beyond is not None and len(rest):
            name = f"{equations.names[group]} without {equations.names[taken]}"
            yield Remainder(name, rest, int(value[group] - value[taken] + beyond))


def _settled_cells(equations: Equations, value: Numbers) -> Iterator[Remainder]:
    """Finest cells whose count follows from all counts together, were none suppressed."""
    low = np.where(value == UNKNOWN, 0, value).astype(float)
    high = np.where(value == UNKNOWN, np.inf, value)
    least, most = propagate(equations, low, high)
    for cell in np.flatnonzero(least == most):
        holding = equations.incidence[:, [cell]].tocoo().row
        name = f"a part of {equations.names[holding[0]]}"
        yield Remainder(name, np.array([cell]), int(least[cell]))
