"""What the body of a Word file is built of, as elements of its XML.

Words are only ever the text of an element, so that nothing in them can become markup or a
field. Order of children follows the schema: Word repairs, or refuses, what does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

POINT: Final = 20  # a twentieth of a point is Word's unit, and so all lengths below
MILLIMETRE: Final = 1440 / 25.4
EMU_TO_A_TWENTIETH: Final = 635  # Word's unit of pictures

Element = BaseOxmlElement


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """One element of WordprocessingML with attributes of the same.

    Examples
    --------
    >>> w("jc", val="right").get(qn("w:val"))
    'right'
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(words: str, style: str = "", *, bold: bool | None = None) -> Element:
    """Words in one look; `bold` overrules the style's."""
    made = w("r")
    marks = [w("rStyle", val=style)] if style else []
    marks += [] if bold is None else [w("b", val=int(bold))]
    if marks:
        made.append(w("rPr", *marks))
    text = w("t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    made.append(text)
    return made


def line_break(kind: str = "") -> Element:
    """A break inside a paragraph: of the line, or ``column`` or ``page``."""
    return w("r", w("br", **({"type": kind} if kind else {})))


def tab() -> Element:
    """To the next tab stop."""
    return w("r", w("tab"))


def field(instruction: str, shown: str) -> Element:
    """A field that Word computes, with what it shows until then."""
    return w("fldSimple", run(shown), instr=f" {instruction} ")


def link_inside(bookmark: str, *runs: Element) -> Element:
    """A link to a bookmark of the same file."""
    return w("hyperlink", *runs, anchor=bookmark, history="1")


def link_outside(relationship: str, *runs: Element) -> Element:
    """A link to an address, through a relationship of the part."""
    made = w("hyperlink", *runs, history="1")
    made.set(qn("r:id"), relationship)
    return made


def bookmarked(name: str, number: int, *inside: Element) -> list[Element]:
    """Elements between the ends of a bookmark."""
    return [
        w("bookmarkStart", id=number, name=name),
        *inside,
        w("bookmarkEnd", id=number),
    ]


def paragraph(
    style: str,
    *inside: Element,
    keep_with_next: bool = False,
    align: str = "",
    number_list: int = 0,
    section: Element | None = None,
) -> Element:
    """One paragraph.

    Parameters
    ----------
    style
        Id of a paragraph style.
    inside
        Runs, links, fields, bookmarks.
    keep_with_next
        On the same page as what follows.
    align
        ``right``, say; the style's by default.
    number_list
        Id of the list that it is an item of, where the style does not say.
    section
        Ends a section of the file, with these properties.
    """
    properties = [w("pStyle", val=style)]
    if keep_with_next:
        properties.append(w("keepNext"))
    if number_list:
        properties.append(w("numPr", w("ilvl", val=0), w("numId", val=number_list)))
    if align:
        properties.append(w("jc", val=align))
    if section is not None:
        properties.append(section)
    return w("p", w("pPr", *properties), *inside)


AFTER_BORDERS: Final = tuple(
    f"w:{tag}"
    for tag in (
        *("shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
        *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
        *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
        *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId"),
        *("cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)


def with_rule_at_left(paragraphs: Iterable[Element]) -> None:
    """A line along the left of paragraphs, as beside what is for partners only."""
    for one in paragraphs:
        properties = one.find(qn("w:pPr"))
        if properties is not None:
            rule = w("pBdr", w("left", val="double", sz=6, space=8, color="auto"))
            properties.insert_element_before(rule, *AFTER_BORDERS)
