"""Workbooks (XLSX, ODS) as rows of text, sheet by sheet.

Publishers put a title, notes and a contents sheet around their tables, and footnotes under
them. A row with at most one filled cell is such a note and not a record; every other row
under a header is.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from wardmote.errors import SourceError
from wardmote.evidence.source import SourceFile
from wardmote.evidence.tabular.workbook import cell_text

WORKBOOK_SUFFIXES = (".xlsx", ".ods")
ROWS_ABOVE_A_HEADER = 15  # no publisher we know puts more notes above a table
CELLS_OF_A_RECORD = 2  # a line with fewer filled cells is a title or a footnote
MOST_UNPACKED_BYTES = 4_000_000_000  # no workbook of tables unpacks to more
MOST_REPEATS = 2_000  # ODS writes an empty rest of a sheet as one cell repeated a million times

_ODS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _OFFICE, _TEXT = (_ODS % name for name in ("table", "office", "text"))

Row = tuple[str, ...]


def sheet_rows(file: SourceFile) -> Iterator[tuple[str, Iterator[Row]]]:
    """Sheets of a workbook: name, and its rows as text.

    Parameters
    ----------
    file
        A workbook, ``.xlsx`` or ``.ods``.

    Yields
    ------
    tuple
        Name and rows; read a sheet's rows before asking for the next sheet. Numbers that
        are whole are written without a point, days as 2024-03-31, empty cells as "".

    Raises
    ------
    SourceError
        The file is not a whole workbook, or unpacks to more than any table would.
    """
    try:
        _refuse_bomb(file.path)
        yield from (_ods_sheets if file.suffix == ".ods" else _xlsx_sheets)(file.path)
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError, ValueError) as error:
        raise SourceError(
            "A workbook cannot be read.",
            where={"File": file.name},
            found=f"{type(error).__name__}: {error}",
            next_step="Download it again, or open it and save it as CSV UTF-8.",
        ) from error


@lru_cache(maxsize=32)
def sheet_tops(file: SourceFile) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """First rows of each sheet, where headers are looked for.

    Parameters
    ----------
    file
        A workbook. Several sources look at the same file, which is then opened once.
    """
    return tuple(
        (name, tuple(islice(rows, ROWS_ABOVE_A_HEADER))) for name, rows in sheet_rows(file)
    )


def is_record(row: Row) -> bool:
    """Whether a row under a header is a record, and not a blank line or a footnote.

    Examples
    --------
    >>> is_record(("E01000001", "1472")), is_record(("Source: Office for National Statistics", ""))
    (True, False)
    """
    return sum(1 for cell in row if cell) >= CELLS_OF_A_RECORD


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MOST_UNPACKED_BYTES:
        raise ValueError(f"it unpacks to {unpacked / 1e9:.1f} GB, as no table does")


def _xlsx_sheets(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl warns of styles and drop-down lists that it does not keep: we only read.
        warnings.simplefilter("ignore")
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # the size that a workbook claims is often wrong
                rows = sheet.iter_rows(values_only=True)
                yield sheet.title, (tuple(map(cell_text, row)) for row in rows)


def _ods_sheets(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as xml:
        events = ElementTree.iterparse(xml, events=("start", "end"))
        for event, element in events:
            if event == "start" and element.tag == _TABLE + "table":
                rows = _ods_rows(events, element)
                yield element.get(_TABLE + "name", ""), rows
                for _ in rows:  # a sheet that was not read to its end
                    pass


def _ods_rows(
    events: Iterator[tuple[str, ElementTree.Element]], sheet: ElementTree.Element
) -> Iterator[Row]:
    for event, element in events:
        if event == "end" and element is sheet:
            return
        if event == "end" and element.tag == _TABLE + "table-row":
            row = _ods_row(element)
            for _ in range(_repeats(element, "rows") if any(row) else 1):
                yield row
            sheet.clear()  # a sheet of a million rows must not stay in memory


def _ods_row(element: ElementTree.Element) -> Row:
    cells: list[str] = []
    for cell in element:
        if cell.tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            cells += [_ods_text(cell)] * _repeats(cell, "columns")
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _ods_text(cell: ElementTree.Element) -> str:
    kind = cell.get(_OFFICE + "value-type")
    if kind in ("float", "percentage", "currency"):
        return cell_text(float(cell.get(_OFFICE + "value", "nan")))
    if kind == "date":
        return cell.get(_OFFICE + "date-value", "")[:10]
    return "\n".join("".join(line.itertext()) for line in cell.iter(_TEXT + "p")).strip()


def _repeats(element: ElementTree.Element, what: str) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), MOST_REPEATS)
