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

from wardmote.publish.blocks import Block, sentences_of, walk
from wardmote.publish.docx.elements import MILLIMETRE, Element
from wardmote.publish.exhibits import Exhibit
from wardmote.publish.pieces import plain
from wardmote.publish.tables import Table

HEADING_SPACE: Final = (80, 20)  # before and after, in twentieths of a point
TEXT_SPACE: Final = (0, 30)
CELL_SPACE: Final = (10, 0)
HEADING_SIZE: Final = 11.0  # points
TEXT_SIZE: Final = 9.5
ANSWER_SIZE: Final = 11.0
CELL_SIZE: Final = 8.0

TALLEST_PICTURE: Final = 54 * MILLIMETRE
LEAST_PICTURE: Final = 34 * MILLIMETRE
WORDS_BESIDE: Final = 130  # beside the tallest pictures
A_WORD_MORE: Final = 0.19 * MILLIMETRE  # a line of about 20 words is 3.8 mm


def tallest_picture(blocks: Iterable[Block]) -> float:
    """How tall a picture may be on a sheet that must hold its words too.

    Parameters
    ----------
    blocks
        Of the sheet. What stands in tables and pictures is not counted.

    Returns
    -------
    float
        In twentieths of a point.
    """
    words = sum(
        len(plain(sentence).split())
        for block in walk(blocks)
        if not isinstance(block, Table | Exhibit)
        for sentence in sentences_of(block)
    )
    return max(LEAST_PICTURE, TALLEST_PICTURE - A_WORD_MORE * max(0, words - WORDS_BESIDE))


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
    set_size(paragraph, size)


def set_size(paragraph: CT_P, points: float) -> None:
    """Set every word of a paragraph in one size."""
    for run in paragraph.iter(qn("w:r")):
        if isinstance(run, CT_R):
            run.get_or_add_rPr().sz_val = Pt(points)


def _let_part(cell: CT_P) -> None:
    """Let a table go on over the sheet's edge: kept whole, it would leave half a sheet empty."""
    for one in list(cell.iter(qn("w:keepNext"))):
        one.getparent().remove(one)
