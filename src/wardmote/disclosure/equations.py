"""Tables as equations: every printed position is a sum of the finest cells of all of them.

Two tables that count the same thing share finest cells wherever their dimensions share
parts. That one idea links totals, nested areas, margins of one cube, rolling years,
two geographies, and this year's edition with last year's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.published import PublishedTable
from wardmote.disclosure.tables import CountTable
from wardmote.errors import DisclosureError, Fault

Numbers = NDArray[np.int64]
Index = int | np.integer[Any]
Table = CountTable | PublishedTable
UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Equations:
    """Which finest cells each group adds up: one row a group, one column a finest cell.

    Parameters
    ----------
    incidence
        Sparse matrix of 0 and 1.
    names
        What each group is called in messages.
    table
        Index of the table that each group is printed in; -1 for a remainder.
    finest
        Whether the group is at its table's finest labels.
    slices
        For each table, the slice that each finest cell is in: cells that differ only
        along the table's own dimensions share one.
    true
        True count of each finest cell where we have it, else `UNKNOWN`.
    """

    incidence: Any
    names: tuple[str, ...]
    table: Numbers
    finest: NDArray[np.bool_]
    slices: tuple[Numbers, ...]
    true: Numbers

    @property
    def sizes(self) -> Numbers:
        """Number of finest cells in each group."""
        return np.asarray(np.diff(self.incidence.indptr))

    def atoms(self, group: Index) -> Numbers:
        """Finest cells of one group, in order."""
        start, end = self.incidence.indptr[int(group) : int(group) + 2]
        return np.asarray(self.incidence.indices[start:end], dtype=np.int64)

    def key(self, group: Index) -> bytes:
        """The same for two groups exactly when they are the same finest cells."""
        return self.atoms(group).tobytes()

    def sums(self, cells: Numbers) -> Numbers:
        """Every group's count in one table of the finest cells."""
        return np.asarray(self.incidence @ cells)

    def with_remainders(self, names: Sequence[str], atoms: Sequence[Numbers]) -> Equations:
        """The same equations with more groups, each given by its finest cells."""
        from scipy.sparse import vstack

        more = _matrix(atoms, self.incidence.shape[1])
        return replace(
            self,
            incidence=vstack([self.incidence, more], format="csr"),
            names=(*self.names, *names),
            table=np.concatenate([self.table, np.full(len(names), -1)]),
            finest=np.concatenate([self.finest, np.zeros(len(names), bool)]),
        )


def equations_of(tables: Sequence[Table], finest: CountTable | None = None) -> Equations:
    """Equations of tables that count the same thing.

    Answers "which printed numbers share incidents?".

    Parameters
    ----------
    tables
        With equal `counted`. Groups keep the order of the tables and of their positions.
    finest
        True counts of finer cells than any table's, where we have them.

    Returns
    -------
    Equations

    Raises
    ------
    DisclosureError
        A table does not say what it covers of a dimension that another one divides by.
    """
    every = [*tables, *([finest] if finest else [])]
    names = sorted({name for table in every for name in _covered(table)})
    _check_scopes(every, names)
    along = [_classes([p for table in every for p in _pieces(table, name)]) for name in names]
    shape = tuple(count for _, count in along)
    queues = [iter(members) for members, _ in along]
    groups = []
    for table in every:
        sides = {
            name: [next(queue) for _ in _pieces(table, name)]
            for name, queue in zip(names, queues, strict=True)
        }
        groups.append(_groups(table, names, sides, shape))
    used = np.unique(np.concatenate([g for of_table in groups[: len(tables)] for g in of_table]))
    rows = [np.searchsorted(used, g) for of_table in groups[: len(tables)] for g in of_table]
    return Equations(
        _matrix(rows, len(used)),
        tuple(name for table in tables for name in _names(table)),
        np.concatenate([np.full(_positions(t), i) for i, t in enumerate(tables)]),
        np.concatenate([_finest(table) for table in tables]),
        tuple(_slices(table, names, used, shape) for table in tables),
        _true(finest, groups[-1], used),
    )


def _slices(table: Table, names: Sequence[str], used: Numbers, shape: tuple[int, ...]) -> Numbers:
    """Slice of each finest cell: its place along the dimensions that the table does not cross."""
    crossed = {dimension.name for dimension in table.dimensions}
    across = [axis for axis, name in enumerate(names) if name not in crossed]
    if not across:
        return np.zeros(len(used), np.int64)
    places = np.unravel_index(used, shape)
    flat = np.ravel_multi_index([places[a] for a in across], [shape[a] for a in across])
    return np.unique(flat, return_inverse=True)[1]


def _true(finest: CountTable | None, groups: Sequence[Numbers], used: Numbers) -> Numbers:
    """True counts of finest cells that the finer table has one by one."""
    true = np.full(len(used), UNKNOWN)
    if finest is None:
        return true
    for group, count in zip(groups, finest.grid.ravel().tolist(), strict=True):
        place = np.searchsorted(used, group)
        if len(group) == 1 and place[0] < len(used) and used[place[0]] == group[0]:
            true[place[0]] = count
    return true


def same_subject(tables: Iterable[Table], near: Sequence[Table]) -> list[Table]:
    """Tables that count the same thing and, link by link, share finest cells with `near`."""
    waiting, found = list(tables), list(near)
    while True:
        linked = [table for table in waiting if any(_overlap(table, other) for other in found)]
        if not linked:
            return found[len(near) :]
        found += linked
        waiting = [table for table in waiting if not any(table is other for other in linked)]


def _covered(table: Table) -> dict[str, frozenset[str]]:
    crossed = {dimension.name: dimension.every_part for dimension in table.dimensions}
    return {**table.scope, **crossed}


def _overlap(one: Table, other: Table) -> bool:
    if one.counted != other.counted:
        return False
    mine, theirs = _covered(one), _covered(other)
    return all(mine[name] & theirs[name] for name in mine.keys() & theirs.keys())


def _check_scopes(tables: Sequence[Table], names: Sequence[str]) -> None:
    faults = [
        Fault(table.title, f"does not say which {name} it covers, and another table does.")
        for table in tables
        for name in names
        if name not in _covered(table)
    ]
    if faults:
        raise DisclosureError(
            f"Tables of {tables[0].counted} cannot be checked against each other.",
            faults=faults,
            next_step='Add what each covers, for example scope={"period": frozenset(months)}.',
        )


def _pieces(table: Table, name: str) -> list[frozenset[str]]:
    """Parts of each position of a table along one dimension; its scope where not crossed."""
    for dimension in table.dimensions:
        if dimension.name == name:
            return [dimension.parts_of(position) for position in dimension.positions]
    return [table.scope[name]]


def _classes(pieces: Sequence[frozenset[str]]) -> tuple[list[Numbers], int]:
    """Pieces as indices of classes: parts that no piece tells apart are one class."""
    seen: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        for part in sorted(piece):  # sets have no order, and solvers keep the one they are given
            seen.setdefault(part, []).append(index)
    classes: dict[tuple[int, ...], int] = {}
    members: list[set[int]] = [set() for _ in pieces]
    for inside in seen.values():
        number = classes.setdefault(tuple(inside), len(classes))
        for index in inside:
            members[index].add(number)
    return [np.array(sorted(member), dtype=np.int64) for member in members], len(classes)


def _groups(
    table: Table,
    names: Sequence[str],
    sides: dict[str, list[Numbers]],
    shape: tuple[int, ...],
) -> list[Numbers]:
    """Finest cells of every position of one table, in the order of its axes."""
    crossed = [dimension.name for dimension in table.dimensions]
    order = [*crossed, *(name for name in names if name not in crossed)]
    if not names:
        return [np.zeros(1, dtype=np.int64)]
    groups = []
    for chosen in product(*(sides[name] for name in order)):
        by_name = dict(zip(order, chosen, strict=True))
        mesh = np.ix_(*(by_name[name] for name in names))
        groups.append(np.sort(np.ravel_multi_index(mesh, shape), axis=None).ravel())
    return groups


def _matrix(groups: Sequence[Numbers], cells: int) -> Any:
    from scipy.sparse import csr_array

    ends = np.cumsum([0, *(len(group) for group in groups)])
    indices = np.concatenate(groups) if groups else np.zeros(0, dtype=np.int64)
    return csr_array((np.ones(len(indices), np.int64), indices, ends), shape=(len(groups), cells))


def _positions(table: Table) -> int:
    return int(np.prod([len(dimension.positions) for dimension in table.dimensions]))


def _names(table: Table) -> list[str]:
    places = product(*(dimension.positions for dimension in table.dimensions))
    return [f"{', '.join(place) or 'the figure'} ({table.title})" for place in places]


def _finest(table: Table) -> NDArray[np.bool_]:
    finest = np.ones((), dtype=bool)
    for dimension in table.dimensions:
        is_label = np.arange(len(dimension.positions)) < len(dimension.labels)
        finest = np.logical_and.outer(finest, is_label)
    return np.asarray(finest).ravel()
