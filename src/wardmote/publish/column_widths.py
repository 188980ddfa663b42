"""How wide a printed table's columns are: words wrap, numbers never do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardmote.publish.lettering import width_of, wrapped
from wardmote.publish.tables import Column, Table

PADDING: Final = 1.0  # left and right of a cell together, in ems
_SLACK: Final = 1.04  # lettering's widths are those of unkerned Regular
_READABLE: Final = 5.0  # ems: narrower, a column of words is a ladder
_LINES_OF_A_HEADER: Final = (1, 2, 3, 4)  # tried in turn

Texts = list[tuple[str, bool]]  # words, and whether they are printed bold


def column_widths(table: Table, room: float) -> tuple[float, ...]:
    """Width of each column, the row headers' first, in ems of the table's type.

    Answers "how do the columns share the sheet?". Where all has room on one line, they are no
    wider than that; otherwise columns of words give way, the wordiest most, and columns of
    numbers never. Of several ways to break the headers, the one with the shortest table.

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
    >>> from wardmote.publish.tables import Row
    >>> columns = Column("Crimes", decimals=0), Column("Caveat")
    >>> rows = (Row("Abbey", (1200, "words " * 60)),)
    >>> widths = column_widths(Table("t", "Crimes", "Ward", columns, rows, "f"), 50)
    >>> round(sum(widths)), widths[2] > 4 * widths[1]
    (50, True)
    """
    columns = list(_columns(table))
    ways = [
        [_levels(texts, heads, wraps, lines) for texts, heads, wraps in columns]
        for lines in _LINES_OF_A_HEADER
    ]
    whole = tuple(want for want, _ in ways[0])
    if sum(whole) <= room:
        return whole
    tried = [share(levels, room) for levels in ways for share in (_last, _shared)]
    found = [_filled(widths, room) for widths in tried if widths]
    if not found:  # nothing helps: share what there is
        least = [need for _, need in ways[-1]]
        return tuple(room * need / sum(least) for need in least)
    return min(found, key=lambda widths: _height(columns, widths))


def _columns(table: Table) -> Iterator[tuple[Texts, tuple[str, ...], bool]]:
    """What stands in each column, what heads it, and whether it may wrap."""
    yield [(row.header, row.stands_out) for row in table.rows], (table.row_header,), True
    for place, column in enumerate(table.columns):
        texts = [(column.printed(row.cells[place]), row.stands_out) for row in table.rows]
        yield texts, _headers(column), not column.holds_numbers


def _headers(column: Column) -> tuple[str, ...]:
    return (column.header, column.unit) if column.unit else (column.header,)


def _levels(texts: Texts, heads: tuple[str, ...], wraps: bool, lines: int) -> tuple[float, float]:
    """Width that a column wants, and the least that it needs."""
    head = max(_width_for(words, lines) for words in heads)
    widest = max(_em(text, bold) for text, bold in texts)
    least = widest
    if wraps:
        longest = max(_longest_word(text, bold) for text, bold in texts)
        least = max(longest, min(widest, _READABLE))
    return max(widest, head) * _SLACK + PADDING, max(least, head) * _SLACK + PADDING


def _last(levels: list[tuple[float, float]], room: float) -> tuple[float, ...]:
    """The wordiest column gives way, as far as it can."""
    over = sum(want for want, _ in levels) - room
    wordiest = max(range(len(levels)), key=lambda place: levels[place][0] - levels[place][1])
    want, need = levels[wordiest]
    given = [*levels]
    given[wordiest] = (max(want - max(over, 0), need), need)
    return _shared(given, room)


def _shared(levels: list[tuple[float, float]], room: float) -> tuple[float, ...]:
    """All columns give way, each by the same part of what it can; none where that is too little."""
    over = max(sum(want for want, _ in levels) - room, 0)
    give = sum(want - need for want, need in levels)
    if give < over:
        return ()
    part = over / give if give else 0
    return tuple(want - (want - need) * part for want, need in levels)


def _filled(widths: tuple[float, ...], room: float) -> tuple[float, ...]:
    left = max(room - sum(widths), 0) / len(widths)
    return tuple(width + left for width in widths)


def _height(
    columns: list[tuple[Texts, tuple[str, ...], bool]], widths: tuple[float, ...]
) -> tuple[int, int]:
    """Lines of the table, and of all its headers together."""
    rooms = [(width - PADDING) / _SLACK for width in widths]
    heads = [
        sum(len(wrapped(words, room, 1, bold=True)) for words in heads)
        for (_, heads, _), room in zip(columns, rooms, strict=True)
    ]
    rows = zip(*(texts for texts, _, _ in columns), strict=True)
    lines = sum(
        max(
            len(wrapped(text, room, 1, bold=bold))
            for (text, bold), room in zip(row, rooms, strict=True)
        )
        for row in rows
    )
    return max(heads) + lines, sum(heads)


def _width_for(words: str, lines: int) -> float:
    """The least width at which words take so many lines at most, or that of their longest word."""
    pieces = words.split()
    starts = range(len(pieces))
    runs = {
        _em(" ".join(pieces[start:end]), bold=True)
        for start in starts
        for end in range(start + 1, len(pieces) + 1)
    }
    longest = _longest_word(words, bold=True)
    fitting = (
        width
        for width in sorted(runs)
        if width >= longest and len(wrapped(words, width, 1, bold=True)) <= lines
    )
    return next(fitting, longest)


def _em(text: str, bold: bool) -> float:
    return width_of(text, 1, bold=bold)


def _longest_word(text: str, bold: bool) -> float:
    return max((_em(word, bold) for word in text.split()), default=0)
