"""An attacker who reads what was published, and nothing of the package's own reckoning.

He knows the labels and what they stand for, the printed counts, the rule and the legend.
He writes down his own equations, over his own unknowns, and bounds a number by linear
programming, or by going through every table there could be.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from scipy.optimize import linprog

Place = tuple[tuple[str, frozenset[str]], ...]


class Attacker:
    def __init__(self, published, *, zeros_published=True):
        self.tables = list(published)
        self.zeros_published = zeros_published
        self.equal: list[tuple[frozenset, int]] = []
        self.least: list[tuple[frozenset, int]] = []
        self.near: list[tuple[frozenset, int, int]] = []
        for table in self.tables:
            self._read(table)
        groups = [g for g, *_ in (*self.equal, *self.least, *self.near)]
        self.unknowns = sorted(frozenset().union(*groups))

    @staticmethod
    def cells(table, place):
        sides = {name: sorted(parts) for name, parts in table.scope.items()}
        for dimension, position in zip(table.dimensions, place, strict=True):
            sides[dimension.name] = sorted(dimension.parts_of(position))
        names = sorted(sides)
        return frozenset(product(*(sides[name] for name in names)))

    def _read(self, table):
        printed = dict(zip(places(table), table.values, strict=True))
        for place, value in printed.items():
            group = self.cells(table, place)
            if value is None:
                self.least.append((group, self._least(table, printed, place)))
            elif table.within:
                self.near.append((group, max(0, value - table.within), value + table.within))
            else:
                self.equal.append((group, value))

    def _least(self, table, printed, place):
        """What the rule tells: zeros are printed, except in lines of less than twice t."""
        twice = 2 * table.sensitivity.threshold
        least = 1 if table.zeros_published else 0
        for axis, dimension in enumerate(table.dimensions):
            lines = [(group, members) for group, members in dimension.groups.items()]
            if dimension.total:
                inside = {m for _, members in lines for m in members}
                alone = [label for label in dimension.labels if label not in inside]
                lines.append((dimension.total, (*alone, *dimension.groups)))
            for total, members in lines:
                above = (*place[:axis], total, *place[axis + 1 :])
                at = [(*place[:axis], other, *place[axis + 1 :]) for other in members]
                shown = any(printed[p] is not None for p in at)
                if place[axis] == total and shown:
                    return twice
                if place[axis] not in members or shown:
                    continue
                if len(members) == 1:  # the total by another name
                    least = min(least, self._least(table, printed, above))
                elif printed[above] is None or printed[above] < twice:
                    least = 0
        return least

    def bounds(self, group):
        """Least and most that linear programming leaves for a group of unknowns."""
        column = {cell: i for i, cell in enumerate(self.unknowns)}
        assert group <= set(column), "the attacker has never heard of that group"

        def row(cells):
            made = np.zeros(len(column))
            made[[column[cell] for cell in cells]] = 1
            return made

        above = [(row(g), high) for g, _, high in self.near]
        above += [(-row(g), -low) for g, low, _ in self.near]
        above += [(-row(g), -low) for g, low in self.least if low]
        arguments = {
            "A_eq": np.array([row(g) for g, _ in self.equal]) if self.equal else None,
            "b_eq": [v for _, v in self.equal] or None,
            "A_ub": np.array([r for r, _ in above]) if above else None,
            "b_ub": [v for _, v in above] or None,
        }
        low = linprog(row(group), **arguments)
        high = linprog(-row(group), **arguments)
        assert low.status == 0, low.message
        return low.fun, -high.fun if high.status == 0 else np.inf

    def every_table(self, most):
        """All whole-number tables that fit, with no cell above `most`: for tiny tables."""
        column = {cell: i for i, cell in enumerate(self.unknowns)}
        tables = np.zeros((1, 0), int)
        checks = [([column[c] for c in g], v, v) for g, v in self.equal]
        checks += [([column[c] for c in g], low, np.inf) for g, low in self.least]
        checks += [([column[c] for c in g], low, high) for g, low, high in self.near]
        for place in range(len(column)):
            longer = [
                np.repeat(tables, most + 1, axis=0),
                np.tile(np.arange(most + 1), len(tables)),
            ]
            tables = np.column_stack(longer)
            for columns, low, high in checks:
                if place not in columns:
                    continue
                known = [c for c in columns if c <= place]
                total = tables[:, known].sum(axis=1)
                fits = total <= high
                if len(known) == len(columns):
                    fits &= total >= low
                tables = tables[fits]
        return [dict(zip(self.unknowns, table, strict=True)) for table in tables.tolist()]


def places(table):
    """Every printed position, in the order of the table."""
    return list(product(*(d.positions for d in table.dimensions)))


def small_groups(table, threshold):
    """Every printed position of a true table that is small, as groups of unknowns."""
    for place, count in zip(places(table), table.grid.ravel().tolist(), strict=True):
        if 0 < count < threshold:
            yield place, Attacker.cells(table, place), count
