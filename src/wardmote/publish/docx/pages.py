"""The sheets of a Word file: upright, and turned sideways for tables of many columns."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from docx.oxml.ns import qn

from wardmote.publish.docx.elements import Element, paragraph, w
from wardmote.publish.docx.styles import Styles

_A4: Final = (11906, 16838)  # where a template says nothing
_MARGIN: Final = 1440
BETWEEN_COLUMNS: Final = 340
# Properties of a section that come after its columns and its type, in the file format's order.
AFTER_COLUMNS: Final = frozenset(
    qn(f"w:{one}")
    for one in (
        *("formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter"),
        *("docGrid", "printerSettings", "sectPrChange"),
    )
)
AFTER_TYPE: Final = AFTER_COLUMNS | frozenset(
    qn(f"w:{one}")
    for one in ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols")
)


class Page:
    """Puts elements into the body, ending a section of the file where the sheets turn.

    Parameters
    ----------
    last
        Properties of the file's last section: the page as it is set up.
    styles
        Of the file.
    """

    def __init__(self, last: Element, styles: Styles) -> None:
        self._last = last
        self._styles = styles
        self._is_sideways = False

    def room(self, is_sideways: bool, *, in_columns: bool = False) -> float:
        """Width of the text, or of one of two columns of it, in twentieths of a point."""
        width = text_width(_turned(self._last) if is_sideways else self._last)
        return (width - BETWEEN_COLUMNS) / 2 if in_columns else width

    def end_of_columns(self, number: int) -> Element:
        """A paragraph that ends a stretch of so many columns, on the sheet where it began.

        What follows the last of them begins a sheet.
        """
        section = deepcopy(self._last)
        _drop(self._last, "titlePg")  # the head of a first sheet stands on the first alone
        _drop(section, "type", "cols")
        _insert_before(section, w("type", val="continuous"), AFTER_TYPE)
        columns = w("cols", num=number, space=BETWEEN_COLUMNS)
        _insert_before(section, columns, AFTER_COLUMNS)
        return paragraph(self._styles["Wardmote Note"], section=section)

    def add(self, elements: Iterable[Element], *, is_sideways: bool = False) -> None:
        """Elements on sheets turned so, after those before."""
        for element in elements:
            if is_sideways != self._is_sideways:
                self._end_section()
                self._is_sideways = is_sideways
            self._last.addprevious(element)

    def end(self) -> None:
        """The last sheets, turned where what stands on them is."""
        if self._is_sideways:
            turned = _turned(self._last)
            self._last.getparent().replace(self._last, turned)
            self._last = turned

    def _end_section(self) -> None:
        section = _turned(self._last) if self._is_sideways else deepcopy(self._last)
        _drop(self._last, "titlePg")  # the head of a first sheet stands on the first alone
        before = self._last.getprevious()
        if before is not None and before.tag == qn("w:p"):
            before.get_or_add_pPr().append(section)
        else:
            self._last.addprevious(paragraph(self._styles["Wardmote Note"], section=section))


def _drop(section: Element, *tags: str) -> None:
    for one in [one for tag in tags for one in section.findall(qn(f"w:{tag}"))]:
        section.remove(one)


def _insert_before(section: Element, made: Element, later: frozenset[str]) -> None:
    """Put a property where the file format wants it: before those that come after it."""
    place = next((n for n, one in enumerate(section) if one.tag in later), len(section))
    section.insert(place, made)


def text_width(section: Element) -> float:
    """Width between the margins of a section, in twentieths of a point."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    width = _A4[0] if size is None else int(size.get(qn("w:w")))
    sides = (
        _MARGIN if margins is None else int(margins.get(qn(f"w:{side}")))
        for side in ("left", "right")
    )
    return width - sum(sides)


def _turned(section: Element) -> Element:
    made = deepcopy(section)
    size = made.find(qn("w:pgSz"))
    if size is None:
        return made
    wide, tall = (size.get(qn(f"w:{side}")) for side in ("w", "h"))
    if int(wide) > int(tall):
        return made  # a template whose sheets lie on their side already
    size.set(qn("w:w"), tall)
    size.set(qn("w:h"), wide)
    size.set(qn("w:orient"), "landscape")
    return made
