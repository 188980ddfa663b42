"""A table as text: what a council's sheet says, cell by cell, before anything is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.errors import Fault, SourceError

ALPHABET = 26
LOOKED_AT_ROWS = 50


@dataclass(frozen=True)
class TextTable:
    """Rows of one sheet or text file, as text.

    Parameters
    ----------
    columns
        Names of the columns, each once, spaces tidied.
    rows
        One tuple of cells a row, in the order of `columns`; a blank cell is ``""``.
    row_numbers
        Number of each row as Excel shows it: title rows, header and blank rows count.
    encoding
        How the text was encoded, as found or as told: ``utf-8``, ``utf-8-sig`` (with a byte
        order mark), ``cp1252``, ``utf-16``; ``xlsx`` for a workbook.
    delimiter
        What stood between cells; blank for a workbook.
    sheet
        Name of the sheet read, for a workbook.
    blank_rows
        Rows without any cell filled, which were passed over.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    encoding: str
    delimiter: str
    sheet: str | None = None
    blank_rows: int = 0

    def __post_init__(self) -> None:
        if len(self.rows) != len(self.row_numbers):
            raise ValueError(f"{len(self.rows)} rows but {len(self.row_numbers)} row numbers")
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("two columns have the same name")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row is longer or shorter than the header")

    def column(self, name: str) -> tuple[str, ...]:
        """Cells of one column, in the order of the rows.

        Raises
        ------
        SourceError
            The table has no such column; the message lists those it has.
        """
        if name not in self.columns:
            raise SourceError(
                f'The table has no column "{name}".',
                known=self.columns,
                next_step="Use a name from the file's own header.",
            )
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)


def column_letter(place: int) -> str:
    """Letter that Excel shows over a column.

    Parameters
    ----------
    place
        0 for the first column.

    Examples
    --------
    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Record:
    """One row as it stood in the file.

    Parameters
    ----------
    number
        As Excel shows it.
    cells
        Trimmed, as many as the row had.
    """

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell is filled."""
        return not any(self.cells)

    def cells_at(self, places: Sequence[int]) -> tuple[str, ...]:
        """Cells at these places; one that the row does not reach is blank."""
        return tuple(self.cells[at] if at < len(self.cells) else "" for at in places)


def table_from_records(
    file_name: str,
    records: Sequence[Record],
    *,
    encoding: str,
    delimiter: str,
    sheet: str | None = None,
) -> TextTable:
    """Table from rows of which the first that is not blank is the header.

    Nameless columns without a value are left out. Everything else that does not fit is a
    fault, and all faults come in one error.

    Raises
    ------
    SourceError
        The file is empty, two columns share a name, a column with values has no name, or
        rows are longer or shorter than the header.
    """
    filled = [record for record in records if not record.is_blank]
    if not filled:
        raise _empty(file_name)
    names = _names(filled, pad=sheet is not None)
    named = [place for place, name in enumerate(names) if name]
    body = filled[1:]
    # the rows of a sheet have no length of their own: cells are filled or not
    faults = [] if sheet is not None else _length_faults(named[-1] + 1, len(names), body)
    faults += _name_faults(names, body)
    if faults:
        raise _refusal(file_name, filled, faults)
    return TextTable(
        columns=tuple(names[place] for place in named),
        rows=tuple(record.cells_at(named) for record in body),
        row_numbers=tuple(record.number for record in body),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        blank_rows=_blank_between(records),
    )


def _empty(file_name: str) -> SourceError:
    return SourceError(
        "The file is empty: it has no header and no rows.",
        where={"File": file_name},
        next_step="Ask for the file again, or leave it out.",
    )


def _names(filled: Sequence[Record], *, pad: bool) -> tuple[str, ...]:
    """Names of all columns, blank where the header is; in a sheet, for the widest row."""
    width = max(len(record.cells) for record in filled) if pad else len(filled[0].cells)
    return tuple(" ".join(name.split()) for name in filled[0].cells_at(range(width)))


def _blank_between(records: Sequence[Record]) -> int:
    """Blank rows before the last filled one; a sheet can end in a million formatted blanks."""
    last = max(place for place, record in enumerate(records) if not record.is_blank)
    return sum(record.is_blank for record in records[:last])


def _name_faults(names: Sequence[str], body: Sequence[Record]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for place, name in enumerate(names):
        if not name and any(any(record.cells_at([place])) for record in body):
            faults.append(Fault(f"column {column_letter(place)}", "has values but no name"))
        elif name and name in first:
            same = f"has the same name as column {column_letter(first[name])}"
            faults.append(Fault(f"column {column_letter(place)}", same))
        first.setdefault(name, place)
    return faults


def _length_faults(least: int, most: int, body: Sequence[Record]) -> list[Fault]:
    faults = []
    for record in body:
        short = len(record.cells) < least
        if short or any(record.cells[most:]):
            cut = ": the file may be cut short here" if short and record is body[-1] else ""
            cells = f"has {len(record.cells)} of {least if short else most} cells{cut}"
            faults.append(Fault(f"row {record.number}", cells))
    return faults


def _refusal(file_name: str, filled: Sequence[Record], faults: Sequence[Fault]) -> SourceError:
    header = _likely_header(filled)
    if header is not None:
        step = f"If row {header} is the header, write skip_rows = {header - 1} in the mapping."
    else:
        step = (
            "Correct the header and these rows in the file, or open it in Excel and save it as "
            "XLSX, which writes every cell."
        )
    count = "1 thing" if len(faults) == 1 else f"{len(faults):,} things"
    return SourceError(
        f"{count} in this table cannot be read. Nothing was saved.",
        where={"File": file_name},
        faults=faults,
        next_step=step,
    )


def _likely_header(filled: Sequence[Record]) -> int | None:
    """Row that first fills as many cells as any, where the first row fills hardly one: a title."""
    counts = [sum(map(bool, record.cells)) for record in filled[:LOOKED_AT_ROWS]]
    if counts[0] > max(counts) / 2:
        return None
    return filled[counts.index(max(counts))].number
