"""How wide a printed table's columns are: words wrap, numbers never do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from wardmote.publish.lettering import width_of
from wardmote.publish.tables import Column, Table
from wardmote.vocabulary.months import MONTH_NAMES

PADDING: Final = 1.0  # left and right of a cell together, in ems
_SLACK: Final = 1.04  # lettering's widths are those of unkerned Regular
_READABLE: Final = 5.0  # ems: narrower, a column of words is a ladder
_LONGEST: Final = 0.2  # of a column's cells may be taller than the others
_LINES_OF_A_HEADER: Final = (1, 2, 3, 4)  # tried in turn
_MOST_LINES: Final = 6  # of a row that is not yet a ladder
_STEPS: Final = 24  # of halving, to find the fewest lines: to a thousandth of a line

_KEPT_TOGETHER: Final = re.compile(  # a day with its month, a shape with its word
    rf"\d{{1,2}} (?:{'|'.join(MONTH_NAMES)})\b|[^\w\s] \S+|\S+"
)

_ROUNDING: Final = 1e-9  # ems: words fit the width that is the sum of their own
_SHAPES: Final = re.compile("[\u25a0-\u25ff]")
_DIGIT: Final = re.compile(r"\d")
_WIDEST_DIGIT: Final = "4"
_SHAPE: Final = 0.5  # ems that a status's shape is wider than a letter

Widths = tuple[float, ...]


@dataclass(frozen=True)
class _Column:
    """What stands in one column, each with whether it is bold, and what heads it."""

    texts: tuple[tuple[str, bool], ...]
    heads: tuple[str, ...]
    wraps: bool

    @cached_property
    def widest(self) -> float:
        return max(_em(text, bold) for text, bold in self.texts)

    @cached_property
    def longest_word(self) -> float:
        return max(_longest_word(text, bold) for text, bold in self.texts)

    def without_longest(self) -> _Column:
        """The column without its longest cells, each word of which must still fit."""
        by_width = sorted(self.texts, key=lambda one: _em(*one))
        kept = by_width[: len(by_width) - int(_LONGEST * len(by_width))]
        words = ((word, bold) for text, bold in self.texts for word in words_of(text))
        return replace(
            self, texts=(*kept, max(words, key=lambda one: _em(*one), default=("", False)))
        )

    def head(self, lines: int) -> float:
        return max(_width_for(words, lines) for words in self.heads)

    def width(self, lines: float, head: float) -> float:
        """Enough for every cell to take about so many lines."""
        least = self.widest
        if self.wraps:
            readable = min(self.widest, _READABLE)
            ragged = self.longest_word / 2 * (1 - 1 / lines)  # lines end where a word does not fit
            least = max(self.longest_word, readable, self.widest / lines + ragged)
        return max(least, head) * _SLACK + PADDING


def column_widths(table: Table, room: float) -> Widths:
    """Width of each column, the row headers' first, in ems of the table's type.

    Answers "how do the columns share the sheet?". Where all has room on one line, they are no
    wider than that; otherwise columns of words give way, until their cells are about as tall
    as each other's, and columns of numbers never. Of several ways to break the headers, the
    one with the shortest table.

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
    whole = _all(columns, 1, [column.head(1) for column in columns])
    if sum(whole) <= room:
        return whole
    found = [
        _filled(widths, room)
        for lines in _LINES_OF_A_HEADER
        for share in (_wordiest_gives_way, _even_lines, _even_lines_of_most)
        if (widths := share(columns, [column.head(lines) for column in columns], room))
    ]
    if not found:  # nothing helps: share what there is
        least = _all(columns, 10**6, [column.head(10**6) for column in columns])
        return tuple(room * width / sum(least) for width in least)
    return min(found, key=lambda widths: _height(columns, widths))


def lines_of_rows(table: Table, widths: Widths) -> list[int]:
    """How many lines each row takes, with columns that wide, the header's first.

    Answers "how tall is it?" before anything is set; about, since the widths of letters are.
    """
    columns = list(_columns(table))
    return [max(_heads(columns, widths)), *_rows(columns, widths)]


def _columns(table: Table) -> Iterator[_Column]:
    headers = tuple((row.header, row.stands_out) for row in table.rows)
    yield _Column(headers, (table.row_header,), wraps=True)
    for place, column in enumerate(table.columns):
        texts = tuple((column.printed(row.cells[place]), row.stands_out) for row in table.rows)
        yield _Column(texts, _headers(column), wraps=not column.holds_numbers)


def _headers(column: Column) -> tuple[str, ...]:
    return (column.header, column.unit) if column.unit else (column.header,)


def _all(columns: list[_Column], lines: float, heads: list[float]) -> Widths:
    return tuple(column.width(lines, head) for column, head in zip(columns, heads, strict=True))


def _wordiest_gives_way(columns: list[_Column], heads: list[float], room: float) -> Widths:
    """The column with the longest cell wraps and no other; none where that is too little."""
    wanted, least = _all(columns, 1, heads), _all(columns, 10**6, heads)
    gives = [want - need for want, need in zip(wanted, least, strict=True)]
    over = max(sum(wanted) - room, 0)
    wordiest = gives.index(max(gives))
    if gives[wordiest] < over:
        return ()
    return tuple(want - over * (place == wordiest) for place, want in enumerate(wanted))


def _even_lines(columns: list[_Column], heads: list[float], room: float) -> Widths:
    """All cells take about the same lines, the fewest that fit; none where none do."""
    few, many = 1.0, 10.0**6
    if sum(_all(columns, many, heads)) > room:
        return ()
    for _ in range(_STEPS):
        between = (few * many) ** 0.5
        if sum(_all(columns, between, heads)) <= room:
            many = between
        else:
            few = between
    return _all(columns, many, heads)


def _even_lines_of_most(columns: list[_Column], heads: list[float], room: float) -> Widths:
    """As `_even_lines`, for all but the longest cells, which would take room from every row."""
    return _even_lines([column.without_longest() for column in columns], heads, room)


def _filled(widths: Widths, room: float) -> Widths:
    left = max(room - sum(widths), 0) / len(widths)
    return tuple(width + left for width in widths)


def _height(columns: list[_Column], widths: Widths) -> tuple[int, int]:
    """Lines of the table, more where one row is a ladder; and of all its headers together."""
    heads, rows = _heads(columns, widths), _rows(columns, widths)
    ladder = max(0, max(rows, default=0) - _MOST_LINES)
    return max(heads) + sum(rows) + ladder, sum(heads)


def _heads(columns: list[_Column], widths: Widths) -> list[int]:
    return [
        sum(_lines(words, room, True) for words in column.heads)
        for column, room in zip(columns, _rooms(widths), strict=True)
    ]


def _rows(columns: list[_Column], widths: Widths) -> list[int]:
    rows = zip(*(column.texts for column in columns), strict=True)
    rooms = _rooms(widths)
    return [
        max(_lines(text, room, bold) for (text, bold), room in zip(row, rooms, strict=True))
        for row in rows
    ]


def _rooms(widths: Widths) -> list[float]:
    return [(width - PADDING) / _SLACK + _ROUNDING for width in widths]


def _width_for(words: str, lines: int) -> float:
    """The least width at which words take so many lines at most, or that of their longest word."""
    pieces = words_of(words)
    longest = _longest_word(words, True)
    if lines >= len(pieces):
        return longest
    runs = {
        _em(" ".join(pieces[start:end]), True)
        for start in range(len(pieces))
        for end in range(start + 1, len(pieces) + 1)
    }
    fitting = (
        width
        for width in sorted(runs)
        if width >= longest and _lines(words, width + _ROUNDING, True) <= lines
    )
    return next(fitting, longest)


def _lines(words: str, room: float, bold: bool) -> int:
    """Lines that words take in a column, broken at spaces."""
    lines, left = 1, room
    for word in words_of(words):
        width = _em(word, bold)
        if left < width and left < room:
            lines, left = lines + 1, room
        left -= width + _em(" ", bold)
    return lines


@lru_cache(maxsize=10_000)
def _em(text: str, bold: bool) -> float:
    even = _DIGIT.sub(_WIDEST_DIGIT, text)  # a table's digits are all as wide as the widest
    return width_of(even, 1, bold=bold) + _SHAPE * len(_SHAPES.findall(text))


def _longest_word(text: str, bold: bool) -> float:
    return max((_em(word, bold) for word in words_of(text)), default=0)


def words_of(text: str) -> list[str]:
    """What a column is kept wide enough for: words, and what reads badly when it is parted.

    Examples
    --------
    >>> words_of("● Done by 6 October 2025")
    ['● Done', 'by', '6 October', '2025']
    """
    return _KEPT_TOGETHER.findall(text)
