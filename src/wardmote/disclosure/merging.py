"""What is done where leaving out is not enough: two lines become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wardmote.disclosure.dimensions import Dimension
from wardmote.disclosure.protection import Protection
from wardmote.disclosure.tables import CountTable

JOINED = " + "


def merge_once(
    tables: Sequence[CountTable], protection: Protection, names: Sequence[str]
) -> list[CountTable] | None:
    """The tables with one exposed line joined to its smaller neighbour.

    Parameters
    ----------
    tables
        As they were tried.
    protection
        What came of it: at least one target is exposed.
    names
        Dimensions that may be merged, the one to try first in front: periods, then wards.

    Returns
    -------
    list of CountTable or None
        None where nothing is left to merge.
    """
    for name in names:
        for number, label in _exposed_labels(tables, protection, name):
            dimension = _dimension(tables[number], name)
            neighbour = _smaller_neighbour(tables[number], dimension, label)
            if neighbour is not None:
                pair = tuple(sorted((label, neighbour), key=dimension.labels.index))
                merged = tables[number].merged(name, pair, JOINED.join(pair))
                return [*tables[:number], merged, *tables[number + 1 :]]
    return None


def _exposed_labels(
    tables: Sequence[CountTable], protection: Protection, name: str
) -> Iterator[tuple[int, str]]:
    """Tables and labels of the finest cells that an exposed target is made of."""
    known = protection.knowledge
    for target in protection.exposed:
        inside = known.equations.incidence[:, known.equations.atoms(target.group)]
        touching = np.flatnonzero((np.diff(inside.indptr) > 0) & known.equations.finest)
        for group in touching:
            number = int(known.equations.table[group])
            if not 0 <= number < len(tables):
                continue
            first = int(np.flatnonzero(known.equations.table == number)[0])
            place = np.unravel_index(int(group) - first, tables[number].grid.shape)
            for dimension, index in zip(tables[number].dimensions, place, strict=True):
                if dimension.name == name:
                    yield number, dimension.labels[int(index)]


def _dimension(table: CountTable, name: str) -> Dimension:
    return next(dimension for dimension in table.dimensions if dimension.name == name)


def _smaller_neighbour(table: CountTable, dimension: Dimension, label: str) -> str | None:
    """The label next to this one, in the same group, with the smaller count."""
    group_of = {m: group for group, members in dimension.groups.items() for m in members}
    at = dimension.labels.index(label)
    beside = [dimension.labels[i] for i in (at - 1, at + 1) if 0 <= i < len(dimension.labels)]
    beside = [other for other in beside if group_of.get(other) == group_of.get(label)]
    axis = table.dimensions.index(dimension)
    totals = np.moveaxis(np.asarray(table.counts), axis, 0).reshape(len(dimension.labels), -1)
    sums = dict(zip(dimension.labels, totals.sum(axis=1).tolist(), strict=True))
    return min(beside, key=sums.__getitem__, default=None)
