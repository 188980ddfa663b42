"""The strong attack: a linear programme that looks for a table which says otherwise.

A table is written as a deviation from one that we know to fit (`base`), so that cells
which cannot move fall out. The same linear programme answers two questions: with prices
of zero, "is this number protected as things stand?"; with prices, "what is the least
that we must stop printing to protect it?".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import Equations, Numbers
from wardmote.disclosure.intervals import Floats
from wardmote.disclosure.sensitivity import PROVEN_LOW
from wardmote.disclosure.solver import are_whole, least_cost

REWARD = 0.01  # far below the price of any cell, so that it never buys a suppression


class Side(Enum):
    """The two tables that must exist for a small number: in one it is low, in one it is not."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True)
class Target:
    """A number that nobody may be able to work out.

    Parameters
    ----------
    group
        Its row in the equations.
    threshold
        It must remain possible at 1 or less, and at this or more.
    """

    group: int
    threshold: int

    def is_met(self, side: Side, count: float) -> bool:
        """Whether a table with that count is the one asked for."""
        return count <= PROVEN_LOW if side is Side.LOW else count >= self.threshold


Aim = tuple[Target, Side]


class Programme:
    """One linear programme, built once and asked many times.

    Parameters
    ----------
    equations
        Which finest cells each group adds up.
    base
        Whole numbers for the finest cells that fit `low` and `high`.
    low, high
        What the attacker knows of each group, were the priced ones not printed.
    priced
        Groups that may move from their printed value, at the price given in `solve`.
    targets
        Numbers that may be asked for, or rewarded.
    cells
        Finest cells that may move. The rest keep their base.
    """

    def __init__(
        self,
        equations: Equations,
        base: Numbers,
        low: Floats,
        high: Floats,
        *,
        priced: NDArray[np.bool_],
        targets: Iterable[Target],
        cells: Numbers,
    ) -> None:
        self._base, self._cells = base, cells
        self._targets = list(targets)
        self._place = {target: place for place, target in enumerate(self._targets)}
        counts = equations.sums(base)
        self._below, self._above = low - counts, high - counts
        self._target_counts = counts[[target.group for target in self._targets]]
        sliced = equations.incidence[:, cells]
        held = np.diff(sliced.indptr)
        single = held == 1  # whatever else is in the group keeps its base
        self._single = np.flatnonzero(single)
        self._single_cell = sliced[self._single].indices
        limits = (low > 0) | np.isfinite(high) | priced
        self._rows = np.flatnonzero((held > 0) & ~single & limits)
        self._bought = np.flatnonzero(priced[self._rows])
        self._matrix = self._assemble(sliced)

    def _assemble(self, sliced: Any) -> Any:
        """Columns: up, down (each cell); up, down (each priced sum); one for each target."""
        from scipy.sparse import block_array, csr_array, eye_array

        sums = sliced[self._rows]
        shape = (len(self._rows), len(self._bought))
        slack = csr_array((np.ones(shape[1]), (self._bought, np.arange(shape[1]))), shape=shape)
        aimed = sliced[[target.group for target in self._targets]]
        reach = eye_array(len(self._targets))
        return block_array(
            [[sums, -sums, -slack, slack, None], [aimed, -aimed, None, None, -reach]], format="csc"
        )

    def solve(
        self,
        side: Side,
        clock: Clock,
        *,
        forced: Target | None = None,
        rewarded: Iterable[Target] = (),
        price: Floats | None = None,
    ) -> Numbers | None:
        """A table on one side of a target, or None: there is none.

        Parameters
        ----------
        side
            Low or high.
        clock
            Time left.
        forced
            The target that must be on that side.
        rewarded
            Targets that had better be, so that one table serves many.
        price
            What each group costs for every unit that it moves; zeros if left out.

        Returns
        -------
        numpy.ndarray or None
            The finest cells, as whole numbers. Where a target is forced, None proves that
            there is no such table; where none is, it may only be one in fractions.

        Raises
        ------
        DisclosureError
            Time ran out, or the solver failed: then nothing is proved.
        """
        columns = 2 * len(self._cells)
        arguments = self._arguments(side, forced, list(rewarded), price)
        found = least_cost(**arguments, matrix=self._matrix, whole=0, clock=clock)
        if found is not None and forced is not None and not are_whole(found[:columns]):
            found = self._in_whole_numbers(arguments, found, clock)
        if found is None or not are_whole(found[:columns]):
            return None
        up, down = np.rint(found[:columns]).astype(np.int64).reshape(2, -1)
        cells = self._base.copy()
        cells[self._cells] += up - down
        return cells

    def _in_whole_numbers(
        self, arguments: dict[str, Floats], near: Floats, clock: Clock
    ) -> Floats | None:
        """A whole-number solution: first with the cells that moved in fractions, then any."""
        columns = 2 * len(self._cells)
        moved = np.where(near[:columns] > 0, arguments["most"][:columns], 0.0)
        few = {**arguments, "most": np.concatenate([moved, arguments["most"][columns:]])}
        for tried in (few, arguments):
            found = least_cost(**tried, matrix=self._matrix, whole=columns, clock=clock)
            if found is not None:
                return found
        return None

    def _arguments(
        self, side: Side, forced: Target | None, rewarded: list[Target], price: Floats | None
    ) -> dict[str, Floats]:
        prices = np.zeros(len(self._below)) if price is None else price
        bought = self._rows[self._bought]
        cell_prices = np.bincount(
            self._single_cell, weights=prices[self._single], minlength=len(self._cells)
        )
        up, down = self._cell_room()
        goals = self._goals(side, forced, rewarded)
        goal_below, goal_above = self._goal_rows(side)
        return {
            "cost": np.concatenate(
                [cell_prices, cell_prices, prices[bought], prices[bought], goals["cost"]]
            ),
            "least": np.concatenate(
                [np.zeros(2 * (len(self._cells) + len(bought))), goals["least"]]
            ),
            "most": np.concatenate(
                [up, down, self._above[bought], -self._below[bought], goals["most"]]
            ),
            "below": np.concatenate([self._row_room(self._below), goal_below]),
            "above": np.concatenate([self._row_room(self._above), goal_above]),
        }

    def _goals(
        self, side: Side, forced: Target | None, rewarded: list[Target]
    ) -> dict[str, Floats]:
        """Each target's column: how far it is reached (high side), or missed (low side)."""
        count = len(self._targets)
        thresholds = np.array([target.threshold for target in self._targets], dtype=float)
        least = np.zeros(count)
        most = thresholds if side is Side.HIGH else np.full(count, np.inf)
        cost = np.zeros(count)
        cost[[self._place[target] for target in rewarded]] = (
            -REWARD if side is Side.HIGH else REWARD
        )
        if forced is not None:
            wanted = forced.threshold if side is Side.HIGH else 0
            least[self._place[forced]] = most[self._place[forced]] = wanted
        return {"cost": cost, "least": least, "most": most}

    def _row_room(self, room: Floats) -> Floats:
        """How far each sum may move for nothing: a priced one not at all, it must buy."""
        free = room[self._rows].copy()
        free[self._bought] = 0
        return free

    def _goal_rows(self, side: Side) -> tuple[Floats, Floats]:
        """A goal is at most the target's count (high side), or at least its excess (low)."""
        free = np.full(len(self._targets), np.inf)
        if side is Side.HIGH:
            return -self._target_counts.astype(float), free
        return -free, PROVEN_LOW - self._target_counts.astype(float)

    def _cell_room(self) -> tuple[Floats, Floats]:
        """How far each finest cell may rise and fall."""
        up = np.full(len(self._cells), np.inf)
        down = self._base[self._cells].astype(float)
        np.minimum.at(up, self._single_cell, self._above[self._single])
        np.minimum.at(down, self._single_cell, -self._below[self._single])
        return up, down
