"""Millbridge, an invented place with a plan rich enough to fill every part of its documents."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from wardmote.plan.book import PlanBook
from wardmote.plan.folder import read_plan
from wardmote.publish.document import Document
from wardmote.publish.pieces import plain
from wardmote.publish.plans.as_at import PlanAsAt, plan_as_at
from wardmote.publish.tables import Row, Table
from wardmote.vocabulary.marking import Marking

FOLDER = Path(__file__).parent / "millbridge"
ON = date(2026, 11, 22)


@cache
def book() -> PlanBook:
    return read_plan(FOLDER)


def as_at(readers: Marking = Marking.PUBLIC, on: date = ON, of: PlanBook | None = None) -> PlanAsAt:
    return plan_as_at(of or book(), on, readers, software="0.1.0", is_invented=True)


def table(document: Document, table_id: str) -> Table:
    return next(one for one in document.tables() if one.id == table_id)


def row(document: Document, table_id: str, starts: str) -> Row:
    return next(one for one in table(document, table_id).rows if one.header.startswith(starts))


def cells(document: Document, table_id: str, starts: str) -> dict[str, str]:
    """Cells of a row by the header of their column."""
    found = row(document, table_id, starts)
    columns = table(document, table_id).columns
    return {
        column.header: column.printed(cell)
        for column, cell in zip(columns, found.cells, strict=True)
    }


def words(document: Document) -> str:
    """Everything that a document says."""
    said = [plain(sentence) for _, sentence in document.sentences()]
    rows = [row.header for table in document.tables() for row in table.rows]
    return "\n".join([document.title, *said, *rows])
