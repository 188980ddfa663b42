"""Native tables: as large as they fit, on several slides where they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu

from wardmote.errors import DisclosureError
from wardmote.publish import look
from wardmote.publish.lettering import width_of
from wardmote.publish.pptx.room import (
    EMU_TO_A_POINT,
    INSET,
    LINE,
    SAFE,
    Room,
    lines_of,
    longest_word,
)
from wardmote.publish.pptx.template import points
from wardmote.publish.tables import Table

SIZES: Final = (16, 15, 14, 13, 12)
MARGIN: Final = 8.0  # above and below the words of a cell, together
_RULE: Final = "BFC1C3"

Grid = list[list[str]]


@dataclass(frozen=True)
class Fitted:
    """Rows of a table that go on one slide, and how they are set.

    Parameters
    ----------
    rows
        Words of each row, header first.
    size
        Of the letters, in points.
    widths, heights
        Of columns and rows, in points.
    """

    rows: Grid
    size: float
    widths: list[float]
    heights: list[float]


def fit_table(table: Table, room: Room) -> list[Fitted]:
    """A table cut into as few slides as hold it, at the largest size that needs no more.

    Raises
    ------
    DisclosureError
        A row does not fit a slide by itself.
    """
    header, *body = _grid(table)
    tried = [_parts(header, body, room, size) for size in SIZES]
    possible = [parts for parts in tried if parts]
    if not possible:
        raise DisclosureError(
            f'Table "{table.id}" does not fit on a slide, so nothing was written.',
            expected="rows that fit by themselves, and at most seven columns",
            next_step="Shorten its words, or leave a column out.",
        )
    fewest = min(map(len, possible))
    return next(parts for parts in possible if len(parts) == fewest)


def _grid(table: Table) -> Grid:
    header = [table.row_header, *(one.full_header for one in table.columns)]
    rows = [
        [row.header, *(c.printed(cell) for c, cell in zip(table.columns, row.cells, strict=True))]
        for row in table.rows
    ]
    return [header, *rows]


def _parts(header: list[str], body: Grid, room: Room, size: float) -> list[Fitted]:
    """Slides of a table at one size, evenly filled; none where a row fits no slide."""
    widths = _widths([header, *body], room.width, size)
    if not widths:
        return []
    heights = [_height(row, widths, size, bold=row is header) for row in (header, *body)]
    free = room.height - heights[0]
    if max(heights[1:]) > free:
        return []
    cuts = _cuts(heights[1:], free)
    parts = []
    for start, end in pairwise(cuts):
        tall = [heights[0], *heights[1 + start : 1 + end]]
        parts.append(Fitted([header, *body[start:end]], size, widths, tall))
    return parts


def _cuts(heights: Sequence[float], free: float) -> list[int]:
    """Where rows are cut, so that no part is taller than what is free and all are alike."""
    least = len(_filled(heights, free)) - 1
    for step in range(1, 41):  # the lowest ceiling that still needs no more slides
        ceiling = max(*heights, free * step / 40)
        cuts = _filled(heights, ceiling)
        if len(cuts) - 1 == least:
            return cuts
    return _filled(heights, free)


def _filled(heights: Sequence[float], ceiling: float) -> list[int]:
    cuts, tall = [0], 0.0
    for number, one in enumerate(heights):
        if tall + one > ceiling and tall:
            cuts.append(number)
            tall = 0.0
        tall += one
    return [*cuts, len(heights)]


def _widths(grid: Grid, room: float, size: float) -> list[float]:
    """Width of each column: its longest word at least, the rest by how much it has to say."""
    columns = list(zip(*grid, strict=True))
    least = [
        max(longest_word(one, size, bold=True) for one in column) / SAFE + 2 * INSET + 1
        for column in columns
    ]
    if sum(least) > room:
        return []
    wanted = []
    for column, narrowest in zip(columns, least, strict=True):
        natural = max(width_of(one, size, bold=True) for one in column) / SAFE + 2 * INSET + 2
        wanted.append(max(narrowest, min(natural, room * 0.9)) - narrowest)
    spare = room - sum(least)
    share = min(1.0, spare / sum(wanted)) if sum(wanted) else 0.0
    widths = [one + share * more for one, more in zip(least, wanted, strict=True)]
    stretch = room / sum(widths)
    return [one * stretch for one in widths]


def _height(row: list[str], widths: list[float], size: float, *, bold: bool) -> float:
    cells = zip(row, widths, strict=True)
    most = max(
        lines_of(words, width, size, bold=bold or number == 0)
        for number, (words, width) in enumerate(cells)
    )
    return most * size * LINE + MARGIN


def add_table(slide: Any, table: Table, fitted: Fitted, room: Room) -> Any:
    """A native table on a slide; its first row and column are headers."""
    left, top, width, _ = room.emu
    height = round(sum(fitted.heights) * EMU_TO_A_POINT)
    shape = slide.shapes.add_table(
        len(fitted.rows), len(fitted.widths), Emu(left), Emu(top), Emu(width), Emu(height)
    )
    made = shape.table
    made.first_row, made.first_col, made.horz_banding = True, True, False
    style = shape._element.find(f".//{qn('a:tableStyleId')}")
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid: rules are ours
    for number, one in enumerate(fitted.widths):
        made.columns[number].width = Emu(round(one * EMU_TO_A_POINT))
    for number, tall in enumerate(fitted.heights):
        made.rows[number].height = Emu(round(tall * EMU_TO_A_POINT))
    for number, row in enumerate(fitted.rows):
        for place, words in enumerate(row):
            is_number = bool(place) and table.columns[place - 1].holds_numbers
            _set_cell(made.cell(number, place), words, fitted.size, number, place, is_number)
    return shape


def _set_cell(cell: Any, words: str, size: float, row: int, place: int, is_number: bool) -> None:
    cell.margin_top = cell.margin_bottom = Emu(round(MARGIN / 2 * EMU_TO_A_POINT))
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = " ".join(words.split())
    run.font.size = points(size)
    run.font.bold = row == 0 or place == 0
    run.font.color.rgb = RGBColor.from_string(look.INK[1:])
    properties = cell._tc.get_or_add_tcPr()
    rule = properties.makeelement(qn("a:lnB"), {"w": "19050" if row == 0 else "9525"})
    fill = rule.makeelement(qn("a:solidFill"), {})
    colour = fill.makeelement(qn("a:srgbClr"), {"val": look.INK[1:] if row == 0 else _RULE})
    fill.append(colour)
    rule.append(fill)
    properties.insert(0, rule)
