"""Clearing: a document passes the disclosure rules before any renderer writes a byte of it.

Every renderer calls `require_clearance` first, so no format can bypass it. A document that
is changed after it was cleared, or cut down for other readers, must be cleared again.
"""

from __future__ import annotations

from dataclasses import replace

from wardmote.disclosure.clearance import Leaving, check_clearance, clear
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.publish.as_csv import csv_bytes
from wardmote.publish.as_json import document_json
from wardmote.publish.document import Document
from wardmote.publish.pieces import Number
from wardmote.publish.receipts import SourceFile
from wardmote.publish.tables import Table

_WORST_LAST = (Sensitivity.OPEN, Sensitivity.STANDARD, Sensitivity.SENSITIVE)


def clear_document(document: Document, *, user: str = "partnership") -> Document:
    """The same document, with its clearance, so that it can be rendered.

    Answers "may this leave?". Each table with numbers is open, because every file behind it
    holds counts that their publisher has published; or it must have been released.

    Parameters
    ----------
    document
        Checked by being built.
    user
        Who clears it: a role or an account.

    Raises
    ------
    DisclosureError
        A table rests on counts that are not open and that nothing has released.
    """
    tables = [_leaving(table, document) for table in document.tables() if _figures(table)]
    clearance = clear(document_json(document), tables, user=user, as_of=document.strip.assessed_on)
    return replace(document, clearance=clearance)


def require_clearance(document: Document) -> None:
    """Refuse to render a document that has not been cleared, or was changed since.

    Raises
    ------
    DisclosureError
        It has no clearance, or its clearance is for other content.
    """
    check_clearance(document.clearance, document_json(document))


def _figures(table: Table) -> set[str]:
    """Receipts that a table's numbers rest on."""
    named = {cell.figure_id for _, cell in table.cells() if isinstance(cell, Number)}
    return named | ({table.figure_id} if table.figure_id else set())


def _leaving(table: Table, document: Document) -> Leaving:
    files = [
        document.source(part.sha256)
        for figure_id in sorted(_figures(table))
        for part in document.receipt(figure_id).counted
    ]
    return Leaving(
        title=table.caption,
        printed=csv_bytes(table),
        sensitivity=_worst(files),
        published_by=tuple(sorted({one.publisher for one in files})),
    )


def _worst(files: list[SourceFile]) -> Sensitivity:
    return max((one.sensitivity for one in files), key=_WORST_LAST.index, default=Sensitivity.OPEN)
