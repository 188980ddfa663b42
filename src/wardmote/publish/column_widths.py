"""How wide a printed table's columns are: words wrap, numbers never do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardmote.publish.lettering import width_of
from wardmote.publish.tables import Column, Row, Table

PADDING: Final = 1.2  # left and right of a cell together, in ems
_SLACK: Final = 1.04  # lettering's widths are those of unkerned Regular
_HEADER_MAY_WRAP_AT: Final = 7.0  # ems: a short header stays on one line
_READABLE: Final = 5.0  # ems: narrower, a column of words is a ladder


def column_widths(table: Table, room: float) -> tuple[float, ...]:
    """Width of each column, the row headers' first, in ems of the table's type.

    Answers "how do the columns share the sheet?". Where all that is in the table has room on
    one line, they are no wider than that; otherwise columns of words give way, the wordiest
    most, and columns of numbers never.

    Parameters
    ----------
    table
        Any table.
    room
        Width that there is, in ems.

    Returns
    -------
    tuple of float
        Together at most `room`.

    Examples
    --------
    >>> columns = Column("Crimes", decimals=0), Column("Caveat")
    >>> rows = (Row("Abbey", (1200, "words " * 60)),)
    >>> widths = column_widths(Table("t", "Crimes", "Ward", columns, rows, "f"), 50)
    >>> round(sum(widths)), widths[2] > 4 * widths[1]
    (50, True)
    """
    wanted, needed = zip(*_demands(table), strict=True)
    over = sum(wanted) - room
    if over <= 0:
        return tuple(wanted)
    give = sum(wanted) - sum(needed)
    if give < over:  # nothing helps: share what there is
        return tuple(room * width / sum(needed) for width in needed)
    pairs = zip(wanted, needed, strict=True)
    return tuple(want - (want - need) * over / give for want, need in pairs)


def _demands(table: Table) -> Iterator[tuple[float, float]]:
    """For each column, the width that it wants and the one that it needs."""
    headers = [(row.header, row.stands_out) for row in table.rows]
    yield _demand(headers, (table.row_header,), wraps=True)
    for place, column in enumerate(table.columns):
        cells = [_printed(column, row, place) for row in table.rows]
        yield _demand(cells, (column.header, column.unit), wraps=not column.holds_numbers)


def _printed(column: Column, row: Row, place: int) -> tuple[str, bool]:
    return column.printed(row.cells[place]), row.stands_out


def _demand(
    cells: list[tuple[str, bool]], headers: tuple[str, ...], *, wraps: bool
) -> tuple[float, float]:
    widest = max(_em(text, bold) for text, bold in cells)
    heads = [(text, True) for text in headers]
    head_words = max(_longest_word(text, bold) for text, bold in heads)
    whole_heads = max(min(_em(text, bold), _HEADER_MAY_WRAP_AT) for text, bold in heads)
    wanted = max(widest, head_words, whole_heads)
    least = max(head_words, widest)
    if wraps:
        words = max(_longest_word(text, bold) for text, bold in cells)
        least = max(head_words, words, min(widest, _READABLE))
    return wanted * _SLACK + PADDING, least * _SLACK + PADDING


def _em(text: str, bold: bool) -> float:
    return width_of(text, 1, bold=bold)


def _longest_word(text: str, bold: bool) -> float:
    return max((_em(word, bold) for word in text.split()), default=0)
