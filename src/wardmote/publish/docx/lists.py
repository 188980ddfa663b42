"""Bulleted and numbered lists of a Word file."""

from __future__ import annotations

from copy import deepcopy
from typing import cast

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from wardmote.publish.docx.elements import Element, w
from wardmote.publish.docx.template import our_template


class Lists:
    """The lists that a Word file knows, by their ids.

    Parameters
    ----------
    opened
        A Word file; one without any list gets the part that holds them.
    """

    def __init__(self, opened: WordFile) -> None:
        held = _numbering(opened)
        self._lists = _new_numbering(opened) if held is None else held

    def ours(self, *, bullets: bool) -> int:
        """Add a list as we bullet or number them."""
        ours = _numbering(our_template())
        assert ours is not None  # the file that we ship has one
        kind = deepcopy(ours.findall(qn("w:abstractNum"))[0 if bullets else 1])
        number = _next_id(self._lists, "abstractNum", "abstractNumId")
        kind.set(qn("w:abstractNumId"), str(number))
        _insert_after(self._lists, kind, "abstractNum")
        return self._of_kind(number)

    def numbered_from_one(self, like: int | None) -> int:
        """Add a list that starts at 1, of the kind of another, or of ours."""
        kind = self._kinds().get(like) if like is not None else None
        if kind is None:
            kind = self._kinds()[self.ours(bullets=False)]
        number = self._of_kind(kind)
        start = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        self._lists.findall(qn("w:num"))[-1].append(start)
        return number

    def _of_kind(self, kind: int) -> int:
        number = _next_id(self._lists, "num", "numId")
        made = w("num", w("abstractNumId", val=kind), numId=number)
        _insert_after(self._lists, made, "num", "abstractNum")
        return number

    def _kinds(self) -> dict[int, int]:
        return {
            int(one.get(qn("w:numId"))): int(one.find(qn("w:abstractNumId")).get(qn("w:val")))
            for one in self._lists.findall(qn("w:num"))
        }


def _numbering(opened: WordFile) -> Element | None:
    try:
        part = opened.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    return cast(Element, cast(XmlPart, part).element)


def _new_numbering(opened: WordFile) -> Element:
    part = opened.part
    lists = w("numbering")
    made = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, lists, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return lists


def _next_id(lists: Element, tag: str, attribute: str) -> int:
    used = (int(one.get(qn(f"w:{attribute}"))) for one in lists.findall(qn(f"w:{tag}")))
    return max(used, default=0) + 1


def _insert_after(lists: Element, made: Element, *tags: str) -> None:
    """After the last element with the first of the tags that there is one of."""
    for tag in tags:
        there = lists.findall(qn(f"w:{tag}"))
        if there:
            there[-1].addnext(made)
            return
    lists.insert(0, made)
