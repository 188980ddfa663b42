"""The styles that a Word file uses: a template's own by name, ours where it has none."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property
from typing import Final

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from wardmote.errors import ConfigurationError, Fault
from wardmote.publish.docx.elements import Element, w
from wardmote.publish.docx.template import our_template

HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
REQUIRED: Final = ("Title", "Heading 1", "Heading 2")
FALLS_BACK_TO: Final = {"Heading 3": "Heading 2", "Heading 4": "Heading 3", "Body Text": "Normal"}
ADDED: Final = (  # from ours, where a template has none: Word does the same with its own
    *("Caption", "List Bullet", "List Number", "toc 1", "Header", "Footer", "Hyperlink"),
    *("Wardmote Facts", "Wardmote Answer", "Wardmote Picture", "Wardmote Note"),
    *("Wardmote Callout", "Wardmote Mark", "Wardmote Cell", "Wardmote Number"),
    *("Wardmote Quiet", "Wardmote Hash", "Wardmote Table"),
)
ACCENT_OF_OURS: Final = "12436D"


class Styles:
    """Names of styles to their ids in one Word file, and its numbered lists.

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
        self._ids = _style_ids(opened)
        absent = [name for name in REQUIRED if name.lower() not in self._ids]
        if absent:
            raise ConfigurationError(
                "The template lacks styles that a document needs.",
                faults=[Fault(name, "no style of this name.") for name in absent],
                known=_paragraph_styles(opened),
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
        for style in self._opened.styles.element.findall(qn("w:style")):
            if _name(style).startswith("Wardmote"):
                for border in style.iter(qn("w:left"), qn("w:top")):
                    if border.get(qn("w:color")) == ACCENT_OF_OURS:
                        border.set(qn("w:color"), accent.removeprefix("#"))

    def new_numbers(self) -> int:
        """A numbered list that starts at 1: its id."""
        return _add_list(self._numbering(), self._kind_of_numbers, start=1)

    def _add(self, name: str) -> None:
        ours = our_template()
        style = deepcopy(_found(ours, name))
        base = style.find(qn("w:basedOn"))
        if base is not None and _name_of_id(ours, base.get(qn("w:val"))).lower() in self._ids:
            base.set(qn("w:val"), self._ids[_name_of_id(ours, base.get(qn("w:val"))).lower()])
        elif base is not None:
            style.remove(base)
        following = style.find(qn("w:next"))
        if following is not None:
            following.set(qn("w:val"), self["Body Text"])
        listed = next(style.iter(qn("w:numId")), None)
        if listed is not None:
            listed.set(qn("w:val"), str(self._our_list(bullets=name == "List Bullet")))
        if style.get(qn("w:styleId")) in self._ids.values():
            style.set(qn("w:styleId"), f"Wardmote{style.get(qn('w:styleId'))}")
        self._opened.styles.element.append(style)
        self._ids[name.lower()] = style.get(qn("w:styleId"))

    def _numbering(self) -> Element:
        part = self._opened.part
        try:
            return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except KeyError:
            made = NumberingPart(
                PackURI("/word/numbering.xml"),
                CONTENT_TYPE.WML_NUMBERING,
                w("numbering"),
                part.package,
            )
            part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
            return made.element

    def _our_list(self, *, bullets: bool) -> int:
        numbering = self._numbering()
        ours = our_template().part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        kind = deepcopy(ours.findall(qn("w:abstractNum"))[0 if bullets else 1])
        number = _next_id(numbering, "abstractNum", "abstractNumId")
        kind.set(qn("w:abstractNumId"), str(number))
        kinds = numbering.findall(qn("w:abstractNum"))
        numbering.insert(numbering.index(kinds[-1]) + 1 if kinds else 0, kind)
        return _add_list(numbering, number)

    @cached_property
    def _kind_of_numbers(self) -> int:
        """The kind of list that "List Number" is; ours where the style does not say."""
        listed = next(_found(self._opened, "List Number").iter(qn("w:numId")), None)
        wanted = "" if listed is None else str(listed.get(qn("w:val")))
        if wanted not in _kinds(self._numbering()):
            wanted = str(self._our_list(bullets=False))
        return _kinds(self._numbering())[wanted]


def _kinds(numbering: Element) -> dict[str, int]:
    """Id of each list to that of its kind."""
    return {
        str(one.get(qn("w:numId"))): int(one.find(qn("w:abstractNumId")).get(qn("w:val")))
        for one in numbering.findall(qn("w:num"))
    }


def _add_list(numbering: Element, kind: int, start: int | None = None) -> int:
    number = _next_id(numbering, "num", "numId")
    added = w("num", w("abstractNumId", val=kind), numId=number)
    if start is not None:
        added.append(w("lvlOverride", w("startOverride", val=start), ilvl=0))
    after = numbering.findall(qn("w:num")) or numbering.findall(qn("w:abstractNum"))
    numbering.insert(numbering.index(after[-1]) + 1 if after else 0, added)
    return number


def _next_id(numbering: Element, tag: str, attribute: str) -> int:
    used = (int(one.get(qn(f"w:{attribute}"))) for one in numbering.findall(qn(f"w:{tag}")))
    return max(used, default=0) + 1


def _style_ids(opened: WordFile) -> dict[str, str]:
    """Name of each style in lower case, as Word compares them, to its id."""
    styles = opened.styles.element.findall(qn("w:style"))
    return {_name(style).lower(): style.get(qn("w:styleId")) for style in styles}


def _paragraph_styles(opened: WordFile) -> list[str]:
    styles = opened.styles.element.findall(qn("w:style"))
    return sorted(_name(one) for one in styles if one.get(qn("w:type")) == "paragraph")


def _found(opened: WordFile, name: str) -> Element:
    styles = opened.styles.element.findall(qn("w:style"))
    return next(one for one in styles if _name(one).lower() == name.lower())


def _name_of_id(opened: WordFile, style_id: str) -> str:
    styles = opened.styles.element.findall(qn("w:style"))
    return next(_name(one) for one in styles if one.get(qn("w:styleId")) == style_id)


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val")))
