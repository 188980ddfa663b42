"""Excel workbooks: one sheet's cells as text."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from wardmote.errors import SourceError
from wardmote.evidence.tabular.table import Record

LARGEST_UNPACKED_BYTES = 1_000_000_000  # a sheet of a million rows unpacks to some 300 MB
# What openpyxl lets out on damaged files; errors of XML parsers are SyntaxErrors
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, SyntaxError, TypeError, ValueError)
READING = {"read_only": True, "data_only": True}
HALF_A_SECOND = timedelta(microseconds=500_000)


def read_workbook(
    path: Path, *, sheet: str | None = None, skip_rows: int = 0
) -> tuple[list[Record], str]:
    """Rows of one sheet as text, and the sheet's name.

    Parameters
    ----------
    path
        An XLSX file.
    sheet
        Name of the sheet; None for the first that is not hidden.
    skip_rows
        Rows above the header to pass over.

    Returns
    -------
    tuple
        Rows from the header on, numbered as Excel shows them; and the sheet read. Date cells
        are written ``2024-03-31`` or ``2024-03-31 23:15:00``, whole numbers without a point.

    Raises
    ------
    SourceError
        The file is not a workbook, is cut short, unpacks to more than a gigabyte, or has no
        such sheet.

    Notes
    -----
    Formulas give the value that Excel last saved; a workbook that Excel never opened has
    none, and its formula cells are blank. Of merged cells only the first is filled.
    """
    check_workbook(path)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # openpyxl warns of drop-down lists and styles that it does not keep: we only read
            warnings.simplefilter("ignore")
            # as a stream: of a path, openpyxl would refuse every other ending than .xlsx
            with path.open("rb") as held, closing(load_workbook(held, **READING)) as book:
                name = _sheet_name(book, sheet, path.name)
                return list(_records(book[name], skip_rows)), name
    except DAMAGE as error:
        raise not_a_workbook(path) from error


def check_workbook(path: Path) -> None:
    """Refuse a file that is no workbook, or that unpacks to more than a gigabyte.

    Raises
    ------
    SourceError
        It is one of the two.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, EOFError) as error:
        raise not_a_workbook(path) from error
    if size > LARGEST_UNPACKED_BYTES:
        raise SourceError(
            "The workbook unpacks to more than a gigabyte, so it was not opened.",
            where={"File": path.name},
            found=f"{size / 1e9:,.1f} GB",
            next_step="Ask its sender for the sheet alone, as CSV.",
        )


def not_a_workbook(path: Path) -> SourceError:
    """What to say of a file that no reader of workbooks can open."""
    return SourceError(
        "The workbook cannot be opened.",
        where={"File": path.name},
        expected="an Excel workbook (XLSX) without a password",
        found="a file that is cut short, damaged, protected, or of another kind",
        next_step="Open it in Excel and save it again as XLSX, or ask for the file again.",
    )


def _sheet_name(book: Any, sheet: str | None, file_name: str) -> str:
    sheets = [one for one in book.worksheets if sheet is not None or one.sheet_state == "visible"]
    names = tuple(one.title for one in sheets)
    if (sheet is None and names) or sheet in names:
        return sheet or names[0]
    raise SourceError(
        f'The workbook has no sheet "{sheet}".' if sheet else "The workbook has no sheet of cells.",
        where={"File": file_name},
        known=names,
        next_step="Write the sheet's name as the workbook has it: sheet = … in the mapping.",
    )


def _records(sheet: Any, skip_rows: int) -> Iterator[Record]:
    sheet.reset_dimensions()  # the size that a workbook claims is often wrong
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > skip_rows:
            yield Record(number, tuple(map(cell_text, row)))


def cell_text(value: object) -> str:
    """A cell's value as text.

    Examples
    --------
    >>> cell_text(1234.0), cell_text(0.5), cell_text(None), cell_text(True)
    ('1234', '0.5', '', 'TRUE')
    >>> cell_text(datetime(2024, 3, 31)), cell_text(datetime(2024, 3, 31, 23, 14, 59, 999_999))
    ('2024-03-31', '2024-03-31 23:15:00')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        # Excel keeps moments as shares of a day, which land a hair beside the second
        rounded = (value + HALF_A_SECOND).replace(microsecond=0)
        return str(rounded.date() if rounded.time() == time() else rounded)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
