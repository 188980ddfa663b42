"""Blocks beside each other in a Word file: sections of two columns, not tables.

A table that only lays out is read cell by cell, as if it said something. While the body is
written, marks stand where columns begin and end; at the end they become section breaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Final

from docx.oxml.ns import qn

from wardmote.publish.docx.elements import MILLIMETRE, Element, line_break, paragraph, w

GAP: Final = 8 * MILLIMETRE
_BEGIN: Final = qn("w:columnsBegin")  # ours: never written to a file
_END: Final = qn("w:columnsEnd")
_BEFORE_COLUMNS: Final = tuple(
    qn(f"w:{tag}")
    for tag in (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz"),
        *("pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType"),
    )
)


def beside(columns: Sequence[Sequence[Element]]) -> list[Element]:
    """Columns in pairs, each pair between marks."""
    made: list[Element] = []
    for left in range(0, len(columns), 2):
        pair = columns[left : left + 2]
        made.append(w("columnsBegin"))
        made += pair[0]
        if len(pair) > 1:
            _breaks_column(pair[1])
            made += pair[1]
        made.append(w("columnsEnd"))
    return made


def _breaks_column(column: Sequence[Element]) -> None:
    first = next(one for one in column if one.tag == qn("w:p"))
    first.insert(1, line_break("column"))


def with_columns(elements: Iterable[Element], page: Element, empty: str) -> list[Element]:
    """The body with marks made sections.

    Parameters
    ----------
    elements
        With marks.
    page
        Properties of the file's last section, the page: changed to go on where the one before
        it ends.
    empty
        Id of the style of a paragraph that is there to end a section after a table.
    """
    made: list[Element] = []
    section = deepcopy(page)  # the first begins as the file does
    goes_on = _continuing(page)
    is_empty = False
    for element in elements:
        if element.tag not in (_BEGIN, _END):
            made.append(element)
            is_empty = False
        elif element.tag == _BEGIN:
            if not is_empty:
                _end_section(made, section, empty)
            section = _in_two(goes_on)
        else:
            _end_section(made, section, empty)
            section, is_empty = deepcopy(goes_on), True
            page[:] = list(deepcopy(goes_on))
    return made


def _continuing(page: Element) -> Element:
    made = deepcopy(page)
    for tag in ("w:headerReference", "w:footerReference", "w:titlePg", "w:type", "w:pgNumType"):
        for one in made.findall(qn(tag)):
            made.remove(one)
    made.insert(0, w("type", val="continuous"))
    return made


def _in_two(section: Element) -> Element:
    made = deepcopy(section)
    for one in made.findall(qn("w:cols")):
        made.remove(one)
    columns = w("cols", num=2, space=round(GAP))
    before = [one for one in made if one.tag in _BEFORE_COLUMNS]
    made.insert(made.index(before[-1]) + 1 if before else 0, columns)
    return made


def _end_section(made: list[Element], section: Element, empty: str) -> None:
    last = made[-1] if made else None
    properties = None if last is None or last.tag != qn("w:p") else last.find(qn("w:pPr"))
    if properties is None or properties.find(qn("w:sectPr")) is not None:
        made.append(paragraph(empty, section=section))
    else:
        properties.append(section)
