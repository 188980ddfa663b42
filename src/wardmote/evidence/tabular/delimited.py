"""Text with delimiters: which one, and the rows between."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from wardmote.errors import SourceError
from wardmote.evidence.tabular.table import Record

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT_ROWS = 200
LONGEST_CELL = 131_072  # csv's own limit: longer means a quotation mark that never closes
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n")


def read_delimited(
    text: str, file_name: str, *, skip_rows: int = 0, delimiter: str | None = None
) -> tuple[list[Record], str]:
    """Rows of a text file, and what stood between its cells.

    Parameters
    ----------
    text
        The whole file. A first line ``sep=;`` is Excel's own hint: obeyed, and not a row.
    file_name
        For the message.
    skip_rows
        Rows above the header to pass over.
    delimiter
        As the mapping says; None to find out among ``,``, ``;``, tab and ``|``.

    Returns
    -------
    tuple
        Rows from the header on, numbered as Excel shows them; and the delimiter.

    Raises
    ------
    SourceError
        A quotation mark is never closed, or stands where none can.
    """
    hint = _EXCEL_HINT.match(text)
    if hint:
        text = text[hint.end() :]
    chosen = delimiter or (hint[1] if hint else _sniffed(text, skip_rows))
    return list(islice(_records(text, chosen, file_name), skip_rows, None)), chosen


def _records(text: str, delimiter: str, file_name: str) -> Iterator[Record]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            yield Record(number, tuple(map(str.strip, row)))
    except csv.Error as error:
        raise SourceError(
            "A quotation mark is not closed, or stands inside a cell: what follows is unclear.",
            where={"File": file_name, "Row": f"{number + 1:,}"},
            next_step=(
                "The file may be cut short: ask for it again. Else correct that row, or open the "
                "file in Excel and save it as XLSX."
            ),
        ) from error


def _sniffed(text: str, skip_rows: int) -> str:
    """Delimiter that cuts most rows into the same number of cells, and into the most."""
    return max(DELIMITERS, key=lambda one: _evenness(text, one, skip_rows))


def _evenness(text: str, delimiter: str, skip_rows: int) -> tuple[float, int]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lengths = [len(row) for row in islice(rows, skip_rows, skip_rows + LOOKED_AT_ROWS) if row]
    except csv.Error:
        return 0.0, 0
    many = Counter(length for length in lengths if length > 1).most_common(1)
    return (many[0][1] / len(lengths), many[0][0]) if many else (0.0, 0)
