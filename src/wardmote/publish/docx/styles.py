"""The styles that a Word file uses: a template's own by name, ours where it has none."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from docx.document import Document as WordFile
from docx.oxml.ns import qn

from wardmote.errors import ConfigurationError, Fault
from wardmote.publish.docx.elements import Element
from wardmote.publish.docx.lists import Lists
from wardmote.publish.docx.template import our_template

HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
REQUIRED: Final = ("Title", "Heading 1", "Heading 2")
FALLS_BACK_TO: Final = {"Heading 3": "Heading 2", "Heading 4": "Heading 3", "Body Text": "Normal"}
ADDED: Final = (  # from ours, where a template has none: Word does the same with its own
    *("Caption", "List Bullet", "List Number", "toc 1", "Header", "Footer", "Hyperlink"),
    *("Wardmote Facts", "Wardmote Answer", "Wardmote Picture", "Wardmote Note"),
    *("Wardmote Source", "Wardmote Callout", "Wardmote Mark", "Wardmote Cell", "Wardmote Number"),
    *("Wardmote Quiet", "Wardmote Hash", "Wardmote Table"),
)
ACCENT_OF_OURS: Final = "12436D"


class Styles:
    """Names of styles to their ids in one Word file.

    Parameters
    ----------
    opened
        A Word file, ours or made from a council's template. Styles that it lacks are added.

    Raises
    ------
    ConfigurationError
        It lacks a style that we cannot make up: those that give a document its looks.
    """

    def __init__(self, opened: WordFile) -> None:
        self._opened = opened
        self._lists = Lists(opened)
        self._ids = {name.lower(): style_id for name, style_id in _names(opened)}
        absent = [name for name in REQUIRED if name.lower() not in self._ids]
        if absent:
            raise ConfigurationError(
                "The template lacks styles that a document needs.",
                faults=[Fault(name, "no style of this name.") for name in absent],
                known=sorted(name for name, _ in _names(opened, "paragraph")),
                next_step="Use these styles once in the template in Word, save it, and try again.",
            )
        for name in ADDED:
            if name.lower() not in self._ids:
                self._add(name)

    def __getitem__(self, name: str) -> str:
        """Id of a style, or of the one that stands in for it."""
        if name.lower() in self._ids:
            return self._ids[name.lower()]
        return self[FALLS_BACK_TO[name]]

    def heading(self, level: int) -> str:
        """Id of a heading, the top level 1; deeper ones look like the deepest."""
        return self[HEADINGS[min(level, len(HEADINGS)) - 1]]

    def colour(self, accent: str) -> None:
        """Give the styles that are ours the partnership's colour."""
        for name, style_id in _names(self._opened):
            if name.startswith("Wardmote"):
                for border in _style(self._opened, style_id).iter(qn("w:left"), qn("w:top")):
                    if border.get(qn("w:color")) == ACCENT_OF_OURS:
                        border.set(qn("w:color"), accent.removeprefix("#"))

    def new_numbers(self) -> int:
        """Id of a new list in the look of "List Number", starting at 1."""
        listed = next(_style(self._opened, self["List Number"]).iter(qn("w:numId")), None)
        return self._lists.numbered_from_one(
            None if listed is None else int(listed.get(qn("w:val")))
        )

    def _add(self, name: str) -> None:
        ours = our_template()
        names = {style_id: given.lower() for given, style_id in _names(ours)}
        own_id = next(style_id for style_id, given in names.items() if given == name.lower())
        style = deepcopy(_style(ours, own_id))
        for link in style.findall(qn("w:basedOn")) + style.findall(qn("w:next")):
            there = self._ids.get(names[str(link.get(qn("w:val")))])
            if there is None:
                style.remove(link)
            else:
                link.set(qn("w:val"), there)
        for listed in style.iter(qn("w:numId")):
            listed.set(qn("w:val"), str(self._lists.ours(bullets=name == "List Bullet")))
        if own_id in self._ids.values():  # the template's own, under another name
            own_id = f"Wardmote{own_id}"
            style.set(qn("w:styleId"), own_id)
        self._opened.styles.element.append(style)
        self._ids[name.lower()] = own_id


def _names(opened: WordFile, kind: str = "") -> Iterator[tuple[str, str]]:
    """Name and id of each style, or of those of one kind."""
    for style in opened.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and kind in ("", style.get(qn("w:type"))):
            yield str(name.get(qn("w:val"))), str(style.get(qn("w:styleId")))


def _style(opened: WordFile, style_id: str) -> Element:
    styles: list[Element] = opened.styles.element.findall(qn("w:style"))
    return next(one for one in styles if one.get(qn("w:styleId")) == style_id)
