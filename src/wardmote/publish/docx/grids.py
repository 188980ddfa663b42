"""Tables of a Word file: a marked header row that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from docx.oxml.ns import qn

from wardmote.publish.column_widths import PADDING, column_widths, lines_of_rows
from wardmote.publish.docx.elements import POINT, Element, line_break, paragraph, run, w
from wardmote.publish.docx.styles import Styles
from wardmote.publish.paper import one_line
from wardmote.publish.pieces import Sentence
from wardmote.publish.tables import Column, Row, Table

TYPE_SIZE: Final = 9 * POINT  # of "Wardmote Cell"
KEPT_AT_ENDS: Final = 3  # rows of a longer table that never stand alone on a page

Say = Callable[[Sentence], list[Element]]


def table_grid(
    table: Table, styles: Styles, say: Say, room: float, *, whole: int, size: float = TYPE_SIZE
) -> Element:
    """A table of a document as one of Word's.

    Parameters
    ----------
    table
        With caption and headers, or it could not have been built.
    styles
        Of the file.
    say
        Makes runs and links of a sentence.
    room
        Width of the text, in twentieths of a point.
    whole
        Lines: a table of no more is kept on one page.
    size
        Of its type, in twentieths of a point.
    """
    # The style's padding stays that of its own size, whatever size is set in the cells.
    padding = PADDING * (TYPE_SIZE - size)
    ems = column_widths(table, (room - padding * (1 + len(table.columns))) / size)
    widths = [width * size + padding for width in ems]
    is_short = sum(lines_of_rows(table, ems)) <= whole
    aligned = ["", *("right" if column.holds_numbers else "" for column in table.columns)]
    rows = len(table.rows)
    cell = styles["Wardmote Cell"]

    def row(cells: Sequence[list[Element]], *, is_header: bool = False, keep: bool) -> Element:
        marks = [w("cantSplit"), *([w("tblHeader")] if is_header else [])]
        made = w("tr", w("trPr", *marks))
        for inside, width, side in zip(cells, widths, aligned, strict=True):
            said = paragraph(cell, *inside, keep_with_next=keep, align=side)
            made.append(w("tc", w("tcPr", w("tcW", w=round(width), type="dxa")), said))
        return made

    made = grid(styles["Wardmote Table"], widths, one_line(table.caption))
    heads = [run(one_line(table.row_header), bold=True)]
    made.append(
        row([heads, *(_head(one, styles) for one in table.columns)], is_header=True, keep=True)
    )
    for number, one in enumerate(table.rows, start=1):
        at_an_end = number < KEPT_AT_ENDS or number > rows - KEPT_AT_ENDS
        keep = number < rows and (is_short or at_an_end)
        made.append(row(_cells(table, one, say), keep=keep))
    return made


def grid(style: str, widths: Sequence[float], title: str) -> Element:
    """A table without rows yet: its look, widths and name for a screen reader."""
    look = {"firstRow": 1, "firstColumn": 1, "lastRow": 0, "lastColumn": 0}
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=round(sum(widths)), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="00A0", noHBand=1, noVBand=1, **look),
            w("tblCaption", val=title),
        ),
        w("tblGrid", *(w("gridCol", w=round(width)) for width in widths)),
    )


def _head(column: Column, styles: Styles) -> list[Element]:
    runs = [run(one_line(column.header), bold=True)]
    if column.unit:
        runs += [line_break(), run(one_line(column.unit), styles["Wardmote Quiet"], bold=False)]
    return runs


def _cells(table: Table, row: Row, say: Say) -> list[list[Element]]:
    cells = [[run(one_line(row.header))]]
    for column, cell in zip(table.columns, row.cells, strict=True):
        if isinstance(cell, int | float):
            cells.append([run(column.printed(cell))])
        else:
            cells.append(say(cell if isinstance(cell, str | tuple) else (cell,)))
    if row.stands_out:
        for runs in cells:
            _embolden(runs)
    return cells


def _embolden(elements: list[Element]) -> None:
    for one in (part for element in elements for part in element.iter(qn("w:r"))):
        properties = one.find(qn("w:rPr"))
        if properties is None:
            properties = w("rPr")
            one.insert(0, properties)
        if properties.find(qn("w:b")) is None:
            properties.append(w("b"))
