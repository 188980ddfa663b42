"""Coverage matrices as tables: every cell says what is there, or why nothing is."""

from __future__ import annotations

from wardmote.plan.coverage_matrix import Cell, Cover, CoverageMatrix, MatrixRow
from wardmote.plan.records import CrossCuttingTheme, Principle, Priority
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.wording import NOTHING_HERE, table_of
from wardmote.publish.tables import Row, Table


def matrix_table(as_at: PlanAsAt, table_id: str, matrix: CoverageMatrix) -> Table:
    """A matrix with a column for each priority; a note counts its gaps.

    The matrix is that of the whole plan, so that what is not public is no gap. Priorities,
    principles and themes that the readers may not have are left out here.
    """
    theirs = {one.id for one in as_at.book.all(Priority)}
    columns = [one for one in matrix.priorities if one.id in theirs]
    rows = [row for row in matrix.rows if not _is_hidden(as_at, row)]
    cells = {row.id: [one for one in row.cells if one.priority in theirs] for row in rows}
    every = [one for found in cells.values() for one in found]
    gaps = sum(1 for one in every if one.cover is Cover.GAP)
    return table_of(
        table_id,
        matrix.title,
        "What is asked for",
        [f"{one.number}. {one.title}" for one in columns] or ["Priorities"],
        (Row(row.title, _printed(cells[row.id])) for row in rows),
        notes=(f"{gaps} of {len(every)} cells are gaps.",),
    )


def _printed(cells: list[Cell]) -> tuple[str, ...]:
    return tuple(one.words for one in cells) or (NOTHING_HERE,)


def _is_hidden(as_at: PlanAsAt, row: MatrixRow) -> bool:
    kinds = (Principle, CrossCuttingTheme)
    return any(as_at.whole.find(k, row.id) and not as_at.book.find(k, row.id) for k in kinds)
