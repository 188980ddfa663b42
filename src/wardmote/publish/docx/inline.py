"""Sentences as runs and links, and the bookmarks that links lead to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from wardmote.publish.blocks import Block
from wardmote.publish.docx.elements import (
    Element,
    bookmarked,
    link_inside,
    link_outside,
    run,
)
from wardmote.publish.docx.styles import Styles
from wardmote.publish.paper import Paper, one_line, range_words
from wardmote.publish.pieces import Link, Number, Piece, Sentence, Strong, pieces_of


class Inline:
    """Makes what stands inside paragraphs; remembers which links are spelt out.

    Parameters
    ----------
    paper
        Numbers its parts.
    part
        The part of the package whose relationships links need.
    styles
        Of the file.
    """

    def __init__(self, paper: Paper, part: Part, styles: Styles) -> None:
        self._paper = paper
        self._part = part
        self._styles = styles
        self._bookmark_numbers = count(1)
        self._spelt_out: set[str] = set()
        self._printed: set[str] = set()
        parts = paper.document.parts_with_ids()
        self._places = {one.id: f"part_{n}" for n, one in enumerate(parts, start=1)}

    def say(self, sentence: Sentence) -> list[Element]:
        """A sentence, its numbers leading to their receipts."""
        return [element for piece in pieces_of(sentence) for element in self._piece(piece)]

    def _piece(self, piece: Piece) -> list[Element]:
        if isinstance(piece, str):
            return [run(one_line(piece))]
        if isinstance(piece, Strong):
            return [run(one_line(piece.text), bold=True)]
        if isinstance(piece, Number):
            number = self._paper.receipt_numbers[piece.figure_id]
            shown = run(one_line(piece.text), self._styles["Wardmote Number"])
            return [link_inside(f"receipt_{number}", shown)]
        return self._link(piece)

    def _link(self, link: Link) -> list[Element]:
        if link.is_page:
            return [run(one_line(link.text))]
        if link.address.startswith("#"):
            return [self.to_place(self._paper.document.part_at(link.address[1:]), link.text)]
        made = [self.to_address(link.address, link.text)]
        is_first = link.address not in self._spelt_out
        self._spelt_out.add(link.address)
        if is_first and link.is_spelt_out and not link.address.endswith(link.text):
            made.append(run(f" ({one_line(link.address)})"))
        return made

    def to_place(self, id: str, words: str) -> Element:
        """Words that lead to a part of the document."""
        return self.to_bookmark(self._places[id], words)

    def to_bookmark(self, name: str, words: str) -> Element:
        """Words that lead to a bookmark."""
        return link_inside(name, run(one_line(words), self._styles["Hyperlink"]))

    def to_address(self, address: str, words: str) -> Element:
        """Words that lead out of the document."""
        relationship = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return link_outside(relationship, run(one_line(words), self._styles["Hyperlink"]))

    def at_place(self, id: str, *inside: Element) -> list[Element]:
        """Elements that links to a part of the document lead to."""
        return self.at(self._places[id], *inside)

    def at(self, name: str, *inside: Element) -> list[Element]:
        """Elements that links to a bookmark lead to."""
        return bookmarked(name, next(self._bookmark_numbers), *inside)

    def landing(self, figures: Iterable[str]) -> list[Element]:
        """Where those figures are printed that have not been printed before."""
        new = [one for one in dict.fromkeys(figures) if one not in self._printed]
        self._printed.update(new)
        return [
            mark
            for figure in new
            for mark in self.at(f"printed_{self._paper.receipt_numbers[figure]}")
        ]

    def is_printed(self, figure_id: str) -> bool:
        """Whether a figure has been printed so far."""
        return figure_id in self._printed

    def references(self, block: Block) -> list[Element]:
        """Receipts that a block rests on, each range leading to its first."""
        made: list[Element] = []
        for first, last in self._paper.references(block):
            if made:
                made.append(self.quiet(", "))
            shown = self.quiet(range_words("R", first, last))
            made.append(link_inside(f"receipt_{first}", shown))
        return made

    def quiet(self, words: str) -> Element:
        """Words that stand back."""
        return run(one_line(words), self._styles["Wardmote Quiet"])
