"""Clearing: a document passes the disclosure rules before any renderer writes a byte of it.

Every renderer calls `require_clearance` first, so no format can bypass it. A document that
is changed after it was cleared, or cut down for other readers, must be cleared again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    holds counts that their publisher has published; or it must have been released, and print
    no other number than those that were. A number in a sentence must be in a table, too, that
    was released for the same figure. The pictures of charts are drawn from their tables.

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
    classes = {one.figure_id: _class_of(one.figure_id, document) for one in document.receipts}
    tables = [_leaving(table, document, classes) for table in document.tables() if _figures(table)]
    leaving = [*tables, *_sentences(document, classes)]
    clearance = clear(document_json(document), leaving, user=user, as_of=document.strip.assessed_on)
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


Classes = Mapping[str, Sensitivity]


def _leaving(table: Table, document: Document, classes: Classes) -> Leaving:
    figures = sorted(_figures(table))
    files = [file for figure_id in figures for file in _files(figure_id, document)]
    return Leaving(
        title=table.caption,
        printed=csv_bytes(table),
        sensitivity=_worst(classes[one] for one in figures),
        published_by=tuple(sorted({one.publisher for one in files})),
        released=table.released,
        numbers=tuple(_closed_numbers(table, classes)),
    )


def _closed_numbers(table: Table, classes: Classes) -> Iterator[float]:
    """Numbers of a table that are counted from what is not open."""
    for _, cell in table.cells():
        if isinstance(cell, Number | int | float):
            figure_id = cell.figure_id if isinstance(cell, Number) else table.figure_id
            if classes[figure_id] is not Sensitivity.OPEN:
                yield cell.value if isinstance(cell, Number) else cell


def _sentences(document: Document, classes: Classes) -> Iterator[Leaving]:
    """Numbers in sentences that are counted from what is not open, figure by figure."""
    said: dict[str, list[float]] = {}
    for number in document.numbers():
        said.setdefault(number.figure_id, []).append(number.value)
    for figure_id, numbers in sorted(said.items()):
        if classes[figure_id] is not Sensitivity.OPEN:
            tables = [one for one in document.tables() if figure_id in _figures(one)]
            yield Leaving(
                title=f"sentences that name the figure {figure_id}",
                printed=b"",
                sensitivity=classes[figure_id],
                released=tuple(released for one in tables for released in one.released),
                numbers=tuple(numbers),
            )


def _files(figure_id: str, document: Document) -> list[SourceFile]:
    return [document.source(part.sha256) for part in document.receipt(figure_id).counted]


def _class_of(figure_id: str, document: Document) -> Sensitivity:
    return _worst(one.sensitivity for one in _files(figure_id, document))


def _worst(classes: Iterable[Sensitivity]) -> Sensitivity:
    return max(classes, key=_WORST_LAST.index, default=Sensitivity.OPEN)
