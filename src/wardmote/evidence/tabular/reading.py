"""A council's own file into a table of text."""

from __future__ import annotations

from pathlib import Path

from wardmote.errors import SourceError
from wardmote.evidence.tabular.decoding import decode_text
from wardmote.evidence.tabular.delimited import read_delimited
from wardmote.evidence.tabular.table import TextTable, table_from_records
from wardmote.evidence.tabular.workbook import read_workbook

WORKBOOK_ENDINGS = {".xlsx", ".xlsm"}
LARGEST_FILE_BYTES = 500_000_000  # read whole into memory; a council's feed is a thousandth


def read_text_table(
    path: Path | str,
    *,
    sheet: str | None = None,
    skip_rows: int = 0,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> TextTable:
    """Table of one CSV or XLSX file, every cell as text, every row with Excel's number.

    Answers "what does this sheet say, and in which row?". For the large, regular files of
    national publishers the sources read with DuckDB instead: this reads all into memory.

    Parameters
    ----------
    path
        A file ending in ``.xlsx`` is a workbook; any other is read as text.
    sheet
        For a workbook: name of the sheet, or None for the first that is not hidden.
    skip_rows
        Rows above the header: titles, notes. Blank rows above it are passed over anyway.
    delimiter, encoding
        For text: what the mapping says, or None to find out.

    Returns
    -------
    TextTable
        Columns, rows, their numbers, and how they were read. Blank rows are passed over and
        counted; nameless columns without values are left out.

    Raises
    ------
    SourceError
        The file is missing, empty, too large, cut short, in another encoding than told, or
        has a header or rows that do not fit; all such rows are listed.

    Notes
    -----
    A delimiter is found by evenness, so a file of one column that holds commas in every row
    is read as several: tell the delimiter then. Excel shows the same row numbers unless the
    file's quoted cells hold line breaks that Excel was told to split.
    """
    path = Path(path)
    _check_file(path)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        records, sheet = read_workbook(path, sheet=sheet, skip_rows=skip_rows)
        return table_from_records(path.name, records, encoding="xlsx", delimiter="", sheet=sheet)
    text, found = decode_text(path.read_bytes(), path.name, encoding)
    records, between = read_delimited(text, path.name, skip_rows=skip_rows, delimiter=delimiter)
    return table_from_records(path.name, records, encoding=found, delimiter=between)


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise SourceError(
            "There is no such file.",
            where={"File": str(path)},
            next_step="Check its name and folder.",
        )
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        raise SourceError(
            "The file is too large to be one agency's table.",
            where={"File": path.name},
            expected=f"at most {LARGEST_FILE_BYTES / 1e6:,.0f} MB",
            found=f"{size / 1e6:,.0f} MB",
            next_step="Ask for one year at a time.",
        )
