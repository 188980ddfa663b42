"""A coverage matrix: a cell for every row and priority, and never a blank one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wardmote.plan.records import Priority
from wardmote.plan.records.ids import PriorityId

WITHHELD: Final = "Shown by what is not public."


class Cover(StrEnum):
    """What a cell holds, from most to least."""

    SHOWN = "shown"
    CLAIMED_ONLY = "claimed_only"
    REASON = "reason"
    ELSEWHERE = "elsewhere"
    GAP = "gap"

    @property
    def words(self) -> str:
        """As pages print it."""
        return {
            "shown": "Shown",
            "claimed_only": "Claimed only",
            "reason": "Reason recorded",
            "elsewhere": "Under another priority",
            "gap": "Gap",
        }[self.value]


@dataclass(frozen=True)
class Showing:
    """One thing that shows what a cell asks for.

    Parameters
    ----------
    how
        What shows it; empty where it is claimed only.
    action, title
        Id and title of the action; empty for an equality note.
    """

    how: str
    action: str = ""
    title: str = ""


@dataclass(frozen=True)
class Cell:
    """What one priority does for one row of a matrix.

    Parameters
    ----------
    row, priority
        Where it stands.
    shown
        What shows it, and how.
    claimed
        What names it, and does not say how.
    is_withheld
        Whether something shows it that these readers may not have. It is said only where
        nothing else shows it, and never how much: a count would tell when there is one more.
    reason
        Recorded reason why there is nothing; empty where none is recorded.
    elsewhere
        Numbers of other priorities that take it up, where one of them is enough.
    """

    row: str
    priority: PriorityId
    shown: tuple[Showing, ...] = ()
    claimed: tuple[Showing, ...] = ()
    is_withheld: bool = False
    reason: str = ""
    elsewhere: tuple[int, ...] = ()

    @property
    def cover(self) -> Cover:
        """What it holds: the first that fits."""
        holds = (
            (Cover.SHOWN, self.shown or self.is_withheld),
            (Cover.CLAIMED_ONLY, self.claimed),
            (Cover.REASON, self.reason),
            (Cover.ELSEWHERE, self.elsewhere),
        )
        return next((cover for cover, held in holds if held), Cover.GAP)

    @property
    def words(self) -> str:
        """What it says in a table; never empty.

        Examples
        --------
        >>> Cell("c", PriorityId("asb"), reason="Other boards lead on it.").words
        'Nothing here, because: Other boards lead on it.'
        >>> Cell("c", PriorityId("asb")).words
        'Gap: nothing shows it, and no reason is recorded.'
        """
        if self.cover is Cover.SHOWN:
            return " ".join(map(_said, self.shown)) or WITHHELD
        if self.cover is Cover.CLAIMED_ONLY:
            names = ", ".join(one.title for one in self.claimed)
            return f"Claimed only{f' by {names}' if names else ''}: nothing says how."
        if self.cover is Cover.REASON:
            return f"Nothing here, because: {self.reason}"
        if self.cover is Cover.ELSEWHERE:
            many = "priorities" if len(self.elsewhere) > 1 else "priority"
            return f"Under {many} {', '.join(map(str, self.elsewhere))}."
        return "Gap: nothing shows it, and no reason is recorded."


def _said(one: Showing) -> str:
    how = one.how.rstrip(".")
    return f"{one.title}: {how}." if one.title and how != one.title else f"{how}."


@dataclass(frozen=True)
class MatrixRow:
    """One row: what is asked of every priority, and the cells, one a priority."""

    id: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def is_shown(self) -> bool:
        """Whether any priority shows it."""
        return any(one.cover is Cover.SHOWN for one in self.cells)


@dataclass(frozen=True)
class CoverageMatrix:
    """A coverage matrix, whole: as many cells as rows times priorities.

    Parameters
    ----------
    title
        As pages print it.
    priorities
        Its columns, by number.
    rows
        Its rows, each with a cell a priority.
    """

    title: str
    priorities: tuple[Priority, ...]
    rows: tuple[MatrixRow, ...]

    def cell(self, row: str, priority: str) -> Cell:
        """One cell by the ids of its row and its priority."""
        return next(one for one in self._cells if (one.row, one.priority) == (row, priority))

    @property
    def _cells(self) -> tuple[Cell, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    def with_cover(self, cover: Cover) -> tuple[Cell, ...]:
        """Its cells that hold one kind of thing."""
        return tuple(one for one in self._cells if one.cover is cover)

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """Its cells in which nothing is shown and no reason is recorded."""
        return self.with_cover(Cover.GAP)

    def each(self, settled: Callable[[Cell], Cell]) -> CoverageMatrix:
        """The same matrix with every cell put through a function."""
        rows = (
            MatrixRow(row.id, row.title, tuple(settled(one) for one in row.cells))
            for row in self.rows
        )
        return CoverageMatrix(self.title, self.priorities, tuple(rows))
