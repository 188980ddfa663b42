"""A workbook that came back: which sheet, which row is the header, which column is what."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from wardmote.errors import Fault, SourceError
from wardmote.evidence.tabular.table import column_letter
from wardmote.evidence.tabular.workbook import DAMAGE, check_workbook, not_a_workbook
from wardmote.plan.sheets.columns import BY_TITLE, FILLED, REF, SheetColumn, normal

LOOKED_AT: Final = 50  # rows in which a header may stand, below titles and notes
LEAST_KNOWN: Final = 3  # titles that make a row a header
LARGEST_ROWS: Final = 5_000  # no body answers for more; a formatted blank sheet goes on for ever


@dataclass(frozen=True)
class SheetRow:
    """One row below the header: its number as Excel shows it, and its cells by column."""

    number: int
    cells: Mapping[SheetColumn, Any]

    def where(self, column: SheetColumn) -> str:
        """A cell, as a person finds it."""
        return f"row {self.number}  {column.title}"


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet that came back, blank ones left out.

    Parameters
    ----------
    rows
        Below the header.
    unread
        Columns that are none of ours: they are not read, and this says so.
    """

    rows: tuple[SheetRow, ...]
    unread: tuple[str, ...]


def read_grid(path: Path) -> Grid:
    """The sheet of a workbook that holds our columns, wherever they stand.

    Answers "what did its owner fill in?", though rows were put above the header, columns were
    added, moved or merged, and rows left blank.

    Parameters
    ----------
    path
        An XLSX file.

    Raises
    ------
    SourceError
        It is no workbook, none of its sheets has our header, or the header is not sound.
    """
    if not path.is_file():
        raise SourceError(
            "There is no such file.",
            where={"File": str(path)},
            next_step="Check its name and folder.",
        )
    check_workbook(path)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not kept
            # as a stream: of a path, openpyxl would refuse every other ending than .xlsx
            with path.open("rb") as held, closing(load_workbook(held)) as book:
                sheets = [
                    one for one in book.worksheets if one.sheet_state == "visible" and one.max_row
                ]
                found = next(filter(None, map(_header, sheets)), None)
                if found is None:
                    raise _no_header(path, [one.title for one in sheets])
                return _grid(path, *found)
    except DAMAGE as error:
        raise not_a_workbook(path) from error


def _header(sheet: Any) -> tuple[Any, int, int] | None:
    """The sheet, its header's row, and the last row that merged header cells reach into."""
    for number in range(1, min(LOOKED_AT, sheet.max_row) + 1):
        titles = [normal(str(cell.value)) for cell in sheet[number] if cell.value is not None]
        if normal(REF) in titles and sum(one in BY_TITLE for one in titles) >= LEAST_KNOWN:
            merged = [one.max_row for one in sheet.merged_cells.ranges if one.min_row == number]
            return sheet, number, max([number, *merged])
    return None


def _no_header(path: Path, sheets: list[str]) -> SourceError:
    ours = ", ".join(one.title for one in BY_TITLE.values())
    return SourceError(
        "No sheet of this workbook has the columns of an update sheet.",
        where={"File": path.name, "Sheets": ", ".join(sheets) or "none"},
        expected=f"a row with {ours}",
        next_step="Send the sheet out again: wardmote plan sheets write BODY",
    )


def _grid(path: Path, sheet: Any, header: int, last: int) -> Grid:
    columns: dict[int, SheetColumn] = {}
    unread: list[str] = []
    faults: list[Fault] = []
    for cell in sheet[header]:
        title = "" if cell.value is None else str(cell.value)
        known = BY_TITLE.get(normal(title))
        letter = column_letter(cell.column - 1)
        if known is None:
            unread += [f"{letter} ({title.strip()})"] if title.strip() else []
        elif known in columns.values():
            faults.append(Fault(f"column {letter}", f"{known.title} stands there a second time"))
        else:
            columns[cell.column] = known
    held = set(columns.values())
    faults += [Fault("header", f"{one.title} is missing") for one in _needed() if one not in held]
    if sheet.max_row > last + LARGEST_ROWS:
        faults.append(Fault("sheet", f"has more than {LARGEST_ROWS:,} rows"))
    if faults:
        raise SourceError(
            "The header of this sheet is not sound. Nothing was saved.",
            where={"File": path.name},
            faults=faults,
            next_step="Correct it, or send the sheet out again: wardmote plan sheets write BODY",
        )
    return Grid(tuple(_rows(sheet, last, columns)), tuple(unread))


def _needed() -> tuple[SheetColumn, ...]:
    """Columns without which a row cannot be understood; others may have been left out."""
    return BY_TITLE[normal(REF)], FILLED[0]


def _rows(sheet: Any, header: int, columns: Mapping[int, SheetColumn]) -> Iterator[SheetRow]:
    for cells in sheet.iter_rows(min_row=header + 1):
        held = {
            columns[one.column]: one.value
            for one in cells
            if one.column in columns and not _is_blank(one.value)
        }
        if held:
            yield SheetRow(cells[0].row, held)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
