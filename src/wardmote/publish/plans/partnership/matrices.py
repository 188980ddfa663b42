"""Coverage matrices as tables: every cell says what is there, or why nothing is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from wardmote.plan.coverage_matrix import Cell, Cover, CoverageMatrix, MatrixRow
from wardmote.plan.records import CrossCuttingTheme, Principle, Priority
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.wording import NOTHING_HERE, table_of
from wardmote.publish.tables import Row, Table
from wardmote.publish.words import listed

GAP: Final = "Gap"
GAP_MEANS: Final = "Gap: nothing shows it, and no reason is recorded."


def matrix_table(
    as_at: PlanAsAt,
    table_id: str,
    matrix: CoverageMatrix,
    *,
    by_number: Callable[[Cell], bool] = lambda cell: False,
) -> Table:
    """A matrix with a column for each priority; a note counts its gaps.

    The matrix is that of the whole plan, so that what is not public is no gap. Priorities,
    principles and themes that the readers may not have are left out here.

    Parameters
    ----------
    as_at
        The plan on a day.
    table_id
        Anchor of the table.
    matrix
        What is printed.
    by_number
        Whether a cell names its actions by their numbers alone, since the document says
        elsewhere what each of them does for the row.
    """
    theirs = {one.id for one in as_at.book.all(Priority)}
    columns = [one for one in matrix.priorities if one.id in theirs]
    rows = [row for row in matrix.rows if not _is_hidden(as_at, row)]
    cells = {row.id: [one for one in row.cells if one.priority in theirs] for row in rows}
    every = [one for found in cells.values() for one in found]
    covers = Counter(one.cover for one in every)
    return table_of(
        table_id,
        matrix.title,
        "What is asked for",
        [f"{one.number}. {one.title}" for one in columns] or ["Priorities"],
        (Row(row.title, _printed(cells[row.id], by_number=by_number)) for row in rows),
        notes=(gaps_among(covers[Cover.GAP], len(every), only_claimed=covers[Cover.CLAIMED_ONLY]),),
    )


def gaps_among(gaps: int, cells: int, *, only_claimed: int = 0) -> str:
    """How many cells of a matrix are gaps, what a gap is, and how many nothing bears out.

    Examples
    --------
    >>> gaps_among(1, 16)
    'Gap: nothing shows it, and no reason is recorded. 1 of 16 cells is a gap.'
    >>> gaps_among(0, 4)
    'None of the 4 cells is a gap.'
    >>> gaps_among(0, 4, only_claimed=3)
    'None of the 4 cells is a gap; 3 are claimed only.'
    """
    claimed = f"; {only_claimed} {'is' if only_claimed == 1 else 'are'} claimed only"
    ends = f"{claimed if only_claimed else ''}."
    if not gaps:
        return f"None of the {cells} cells is a gap{ends}"
    return f"{GAP_MEANS} {gaps} of {cells} cells {'is a gap' if gaps == 1 else 'are gaps'}{ends}"


def _printed(cells: list[Cell], *, by_number: Callable[[Cell], bool]) -> tuple[str, ...]:
    said = (_numbers(one) if by_number(one) else "" for one in cells)
    found = tuple(short or _words(one) for short, one in zip(said, cells, strict=True))
    return found or (NOTHING_HERE,)


def _words(cell: Cell) -> str:
    return GAP if cell.cover is Cover.GAP else cell.words


def _numbers(cell: Cell) -> str:
    """Numbers of the actions that show a cell; empty where something else does, or nothing."""
    numbers = [one.action for one in cell.shown]
    if not numbers or not all(numbers):
        return ""
    return f"Action{'s' * (len(numbers) > 1)} {listed(numbers)}"


def _is_hidden(as_at: PlanAsAt, row: MatrixRow) -> bool:
    kinds = (Principle, CrossCuttingTheme)
    return any(as_at.whole.find(k, row.id) and not as_at.book.find(k, row.id) for k in kinds)
