"""Blocks of a document as paragraphs, tables and pictures of a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn
from docx.parts.story import StoryPart

from wardmote.publish.blocks import (
    Block,
    Callout,
    Definitions,
    Paragraph,
    Points,
    Section,
    SideBySide,
    figures_of,
)
from wardmote.publish.docx.compact import CELL_SIZE, set_closely, tallest_picture
from wardmote.publish.docx.elements import (
    EMU_TO_A_TWENTIETH,
    MILLIMETRE,
    POINT,
    Element,
    field,
    line_break,
    paragraph,
    run,
    w,
    with_rule_at_left,
)
from wardmote.publish.docx.grids import TYPE_SIZE, table_grid
from wardmote.publish.docx.inline import Inline
from wardmote.publish.docx.pages import Page
from wardmote.publish.docx.styles import HEADINGS, Styles
from wardmote.publish.exhibits import Drawn, Map
from wardmote.publish.paper import SHORT_TABLE, Paper, one_line
from wardmote.publish.pieces import Sentence
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking

TALLEST_PICTURE: Final = 120 * MILLIMETRE


@dataclass(frozen=True)
class Pictures:
    """Drawings as PNG by the id of their exhibit: for a page, and for a column of it."""

    wide: Mapping[str, bytes]
    narrow: Mapping[str, bytes]

    def of(self, exhibit_id: str, in_column: bool) -> bytes:
        """The drawing that fits."""
        return (self.narrow if in_column else self.wide)[exhibit_id]


class Body:
    """Writes blocks, in the order of print.

    Parameters
    ----------
    paper
        The document with its numbering.
    part
        Of the package: takes pictures.
    styles, inline
        Of the file.
    pictures
        Id of each exhibit to its drawing as PNG.
    page
        Where it is written to: its width, and its columns.
    is_sideways
        Whether its sheets are turned.
    is_column
        Whether it writes into one of two columns: drawings are those for a phone.
    """

    def __init__(
        self,
        paper: Paper,
        part: StoryPart,
        styles: Styles,
        inline: Inline,
        pictures: Pictures,
        page: Page,
        *,
        is_sideways: bool = False,
        is_column: bool = False,
    ) -> None:
        self._paper = paper
        self._part = part
        self._styles = styles
        self._inline = inline
        self._pictures = pictures
        self._page = page
        self._is_column = is_column
        self._is_close = False
        self._room = page.room(is_sideways, in_columns=is_column)

    def blocks(
        self, blocks: Iterable[Block], level: int = 1, *, for_partners: bool = False
    ) -> list[Element]:
        """Blocks under a heading of the level above."""
        made: list[Element] = []
        for block in blocks:
            partners = block.marking is Marking.PARTNERS and not for_partners
            inside = self._one(block, level, for_partners or partners)
            _first_paragraph(inside)[1:1] = self._inline.landing(figures_of(block))
            if partners:
                mark = run(block.marking.words)
                inside.insert(0, paragraph(self._styles["Wardmote Mark"], mark))
                with_rule_at_left(one for one in inside if one.tag == qn("w:p"))
            made += inside
        return made

    def _one(self, block: Block, level: int, for_partners: bool) -> list[Element]:
        if isinstance(block, Section):
            return self._section(block, level, for_partners)
        if isinstance(block, SideBySide):
            in_columns = self._is_close and all(isinstance(one, Drawn) for one in block.blocks)
            if in_columns:
                return self._columns(block, level, for_partners)
            # One below the other: who edits moves them at will.
            return self.blocks(block.blocks, level, for_partners=for_partners)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Drawn):
            return self._exhibit(block)
        return self._words(block)

    def _columns(self, block: SideBySide, level: int, for_partners: bool) -> list[Element]:
        """Exhibits beside each other, on a sheet that must hold them all."""
        given = (self._paper, self._part, self._styles, self._inline, self._pictures, self._page)
        column = Body(*given, is_column=True)
        made = [self._page.end_of_columns(1)]
        for place, one in enumerate(block.blocks):
            inside = column.blocks((one,), level, for_partners=for_partners)
            if place:
                _first_paragraph(inside).insert(1, line_break("column"))
            made += inside
        return [*made, self._page.end_of_columns(len(block.blocks))]

    def _words(self, block: Paragraph | Points | Definitions | Callout) -> list[Element]:
        if isinstance(block, Paragraph):
            said = self._inline.say(block.words)
            made = [paragraph(self._styles["Body Text"], *said, keep_with_next=block.leads)]
        elif isinstance(block, Points):
            made = self._points(block)
        elif isinstance(block, Definitions):
            made = [self._definition(term, said) for term, said in block.items]
        else:
            made = self._callout(block)
        references = self._inline.references(block)
        if references:
            made[-1].extend([self._inline.quiet(" ["), *references, self._inline.quiet("]")])
        return made

    def _points(self, points: Points) -> list[Element]:
        style = self._styles["List Number" if points.numbered else "List Bullet"]
        number = self._styles.new_numbers() if points.numbered else 0
        return [
            paragraph(style, *self._inline.say(item), number_list=number) for item in points.items
        ]

    def _definition(self, term: str, said: Sentence) -> Element:
        words = [run(one_line(f"{term}: "), bold=True), *self._inline.say(said)]
        return paragraph(self._styles["Body Text"], *words)

    def _callout(self, callout: Callout) -> list[Element]:
        style = self._styles["Wardmote Callout"]
        title = paragraph(style, run(one_line(callout.title), bold=True), keep_with_next=True)
        said = [paragraph(style, *self._inline.say(words)) for words in callout.paragraphs]
        return [title, *said]

    def _section(self, section: Section, level: int, for_partners: bool) -> list[Element]:
        title = self._inline.at_place(section.id, run(one_line(section.title)))
        heading = paragraph(self._styles.heading(level), *title)
        if section.new_page or section.id in self._paper.begin_a_page:
            heading.pPr.insert(1, w("pageBreakBefore"))
        was_close, self._is_close = self._is_close, self._is_close or section.one_page
        made = [heading, *self.blocks(section.blocks, level + 1, for_partners=for_partners)]
        self._is_close = was_close
        if section.one_page and any(one.find(f".//{qn('w:cols')}") is not None for one in made):
            made.append(self._page.end_of_columns(1))
        if section.one_page:
            headings = {self._styles.heading(one) for one in range(1, len(HEADINGS) + 1)}
            set_closely(made, headings, {self._styles["Wardmote Note"]})
        return made

    def table(self, table: Table, *, whole: int = SHORT_TABLE) -> list[Element]:
        """A table with its caption, notes and where its numbers come from."""
        number = self._paper.tables[table.id]
        caption = self._caption("Table", number, table.id, table.caption)
        size = CELL_SIZE * POINT if self._is_close else TYPE_SIZE
        grid = table_grid(table, self._styles, self._inline.say, self._room, whole=whole, size=size)
        made = [caption, grid]
        made += [self._note(*self._inline.say(note)) for note in table.notes]
        references = self._inline.references(table)
        words = [run("Where these numbers come from: "), *references] if references else []
        made.append(self._source(*words))
        return made

    def _exhibit(self, exhibit: Drawn) -> list[Element]:
        number = self._paper.figures[exhibit.id]
        subtitle = self._inline.quiet(exhibit.subtitle)
        made = [
            self._caption("Figure", number, exhibit.id, exhibit.title),
            paragraph(self._styles["Wardmote Note"], subtitle, keep_with_next=True),
            paragraph(self._styles["Wardmote Picture"], self._picture(exhibit)),
        ]
        if not self._is_column:  # there it is the picture's alternative text alone, as in the PDF
            summary = run(one_line(exhibit.summary))
            made.append(paragraph(self._styles["Wardmote Note"], summary, keep_with_next=True))
        references = self._inline.references(exhibit)
        where = [run("Where this comes from: "), *references, run(". ")] if references else []
        if exhibit.table not in self._paper.apart:
            return [*made, self._source(*where), *self.table(exhibit.table)]
        table = exhibit.table.id
        link = self._inline.to_place(table, f"table {self._paper.tables[table]}")
        return [*made, self._source(*where, run(f"{exhibit.leads_to_table}: "), link)]

    def _picture(self, exhibit: Drawn) -> Element:
        drawing = self._pictures.of(exhibit.id, self._is_column)
        inline = self._part.new_pic_inline(io.BytesIO(drawing))
        wide, tall = inline.extent.cx, inline.extent.cy
        most_wide = self._room * EMU_TO_A_TWENTIETH
        tallest = tallest_picture(self._paper.front) if self._is_column else TALLEST_PICTURE
        fits = min(1, most_wide / wide, tallest * EMU_TO_A_TWENTIETH / tall)
        _resize(inline, round(wide * fits), round(tall * fits))
        credit = f" {exhibit.attribution}" if isinstance(exhibit, Map) else ""
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("name", f"Figure {self._paper.figures[exhibit.id]}")
        inline.docPr.set("descr", one_line(exhibit.summary + credit))
        return w("r", w("drawing", inline))

    def _caption(self, kind: str, number: int, id: str, words: str) -> Element:
        label = [run(f"{kind} "), field(f"SEQ {kind} \\* ARABIC", str(number))]
        marked = self._inline.at_place(id, *label)
        return paragraph(self._styles["Caption"], *marked, run(f". {one_line(words)}"))

    def _note(self, *inside: Element) -> Element:
        return paragraph(self._styles["Wardmote Note"], *inside)

    def _source(self, *inside: Element) -> Element:
        """The last line of a table or picture; empty, it keeps what follows away."""
        end = [run(".")] if inside else []
        return paragraph(self._styles["Wardmote Source"], *inside, *end)


def _first_paragraph(elements: list[Element]) -> Element:
    return next(one for one in elements if one.tag == qn("w:p"))


def _resize(inline: Element, wide: int, tall: int) -> None:
    for extent in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
        extent.set("cx", str(wide))
        extent.set("cy", str(tall))
