"""A section that must fit one sheet, set closely in Word too.

The PDF measures and tries smaller sizes in turn. A Word file is laid out by the program that
opens it, so it is only set as closely as can still be read on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.shared import Pt

from wardmote.publish.docx.elements import Element

HEADING_SPACE: Final = (80, 20)  # before and after, in twentieths of a point
TEXT_SPACE: Final = (0, 30)
CELL_SPACE: Final = (10, 0)
HEADING_SIZE: Final = 11.0  # points
TEXT_SIZE: Final = 9.5
CELL_SIZE: Final = 8.0


def set_closely(
    elements: Iterable[Element], headings: Iterable[str], notes: Iterable[str] = ()
) -> None:
    """Set paragraphs and tables with less space and in smaller type.

    Parameters
    ----------
    elements
        Of one section.
    headings, notes
        Ids of the styles of headings, and of what is as small as a table's words.
    """
    styles, small = frozenset(headings), frozenset(notes)
    for element in elements:
        for paragraph in element.iter(qn("w:p")):
            _set(paragraph, _kind(paragraph, styles, small))


def _kind(
    paragraph: CT_P, headings: frozenset[str], notes: frozenset[str]
) -> tuple[tuple[int, int], float]:
    if any(one.tag == qn("w:tc") for one in paragraph.iterancestors()):
        return CELL_SPACE, CELL_SIZE
    if paragraph.style in headings:
        return HEADING_SPACE, HEADING_SIZE
    if not any(paragraph.itertext()):
        return TEXT_SPACE, CELL_SIZE / 2
    return TEXT_SPACE, CELL_SIZE if paragraph.style in notes else TEXT_SIZE


def _set(paragraph: CT_P, kind: tuple[tuple[int, int], float]) -> None:
    (before, after), size = kind
    if kind == (CELL_SPACE, CELL_SIZE):
        _let_part(paragraph)
    properties = paragraph.get_or_add_pPr()
    if kind[0] == TEXT_SPACE:  # the whole width: no room is left beside the words
        properties.get_or_add_ind().set(qn("w:right"), "0")
    spacing = properties.get_or_add_spacing()
    spacing.set(qn("w:before"), str(before))
    spacing.set(qn("w:after"), str(after))
    spacing.set(qn("w:line"), "240")
    spacing.set(qn("w:lineRule"), "auto")
    for run in paragraph.iter(qn("w:r")):
        if isinstance(run, CT_R):
            run.get_or_add_rPr().sz_val = Pt(size)


def _let_part(cell: CT_P) -> None:
    """Let a table go on over the sheet's edge: kept whole, it would leave half a sheet empty."""
    for one in list(cell.iter(qn("w:keepNext"))):
        one.getparent().remove(one)
