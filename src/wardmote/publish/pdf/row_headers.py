"""Row headers marked as headers, in a PDF that typst made.

typst marks the cells of a table's header row; it cannot yet be told that the first cell of
each row names the row, which PDF/UA asks for and every table of ours has. Structure elements
are plain objects of the file, so the mark is set in them and the file's index written anew.
Drop this module when typst offers header cells without an unstable feature.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Final

_XREF: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ENTRY: Final = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_ROW: Final = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+) 0 R")
_DATA_CELL: Final = re.compile(rb"(\d+ 0 obj\n<</Type/StructElem/S/)TD/")
_COLUMN_HEADERS: Final = re.compile(rb"<</O/Table/Headers\[(?:\([^)]*\))+\]>>")


def with_row_headers(pdf: bytes) -> bytes:
    """A PDF whose rows' first cells are headers of their rows.

    Parameters
    ----------
    pdf
        Made by typst, not compressed into object streams (PDF/A-2a files are not).

    Returns
    -------
    bytes
        Cells name no headers of their own any more: a reader finds them by the scope of the
        headers, column and row, as in any regular table.

    Raises
    ------
    ValueError
        The file has no plain index: typst has changed, and this module must follow.
    """
    start, offsets = _index(pdf)
    starts = sorted(offsets.values())
    ends = dict(zip(starts, [*starts[1:], start], strict=True))
    objects = {number: pdf[at : ends[at]] for number, at in offsets.items()}
    first_cells = {
        int(found[1]) for body in objects.values() if (found := _ROW.match(body)) is not None
    }
    marked = {number: _marked(body, number in first_cells) for number, body in objects.items()}
    order = sorted(offsets, key=lambda number: offsets[number])
    return _written(pdf[: starts[0]], [(number, marked[number]) for number in order], pdf[start:])


def _index(pdf: bytes) -> tuple[int, dict[int, int]]:
    """Where the index begins, and where each object does."""
    at = _XREF.search(pdf)
    start = int(at[1]) if at else -1
    if start < 0 or not pdf[start:].startswith(b"xref"):
        raise ValueError("this PDF has no plain index")
    entries = _ENTRY.findall(pdf[start:])
    return start, {
        number: int(offset) for number, (offset, _, kind) in enumerate(entries) if kind == b"n"
    }


def _marked(body: bytes, is_first_cell: bool) -> bytes:
    if _DATA_CELL.match(body) is None:
        return body
    if is_first_cell:
        body = _DATA_CELL.sub(rb"\1TH/", body, count=1)
        return _COLUMN_HEADERS.sub(b"<</O/Table/Scope/Row/Headers[]>>", body, count=1)
    return _COLUMN_HEADERS.sub(b"<</O/Table>>", body, count=1)


def _written(head: bytes, objects: list[tuple[int, bytes]], index: bytes) -> bytes:
    parts, at = [head], len(head)
    offsets = {}
    for number, body in objects:
        offsets[number] = at
        parts.append(body)
        at += len(body)
    numbers = count()

    def entry(found: re.Match[bytes]) -> bytes:
        number = next(numbers)
        return b"%010d %b %b" % (offsets.get(number, int(found[1])), found[2], found[3])

    index = _ENTRY.sub(entry, index)
    return b"".join([*parts, re.sub(rb"startxref\s+\d+", b"startxref\n%d" % at, index)])
