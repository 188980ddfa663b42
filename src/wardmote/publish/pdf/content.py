"""The document as plain values for typst: words stay words, and numbers know where they lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from wardmote.publish import paper, words
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
from wardmote.publish.column_widths import column_widths, lines_of_rows
from wardmote.publish.exhibits import Drawn, Map
from wardmote.publish.paper import (
    NARROW,
    SIDEWAYS,
    WIDE,
    Paper,
    has_table_beside,
    is_narrow,
    one_line,
    range_words,
    rows_and_files,
    width_of,
)
from wardmote.publish.pieces import (
    Link,
    Number,
    Piece,
    Sentence,
    Strong,
    numbers_in,
    pieces_of,
)
from wardmote.publish.receipts import Counted, Receipt, SourceFile, source_lines
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

Plain = dict[str, Any]
TOP_LEVEL: Final = 2  # the title is 1
COMPACTED: Final = 1.1  # more ems to a line where a section must fit one sheet


def content(printed: Paper) -> Plain:
    """Everything that the PDF says, as values that JSON can hold, in the order of print."""
    return _Content(printed).whole()


@dataclass(frozen=True)
class _Around:
    """What a block stands in."""

    is_narrow: bool = False
    is_compact: bool = False
    is_sideways: bool = False
    for_partners: bool = False

    @property
    def least_room(self) -> float:
        """Ems of a table's type that a table has whatever the size of the type."""
        return NARROW if self.is_narrow else SIDEWAYS if self.is_sideways else WIDE

    @property
    def room(self) -> float:
        """Ems that a table may be shared out over: it shrinks with its section."""
        return self.least_room * (COMPACTED if self.is_compact else 1)


class _Content:
    """Remembers which links are spelt out and which figures have been printed already."""

    def __init__(self, printed: Paper) -> None:
        self._paper = printed
        self._document = printed.document
        self._links: set[str] = set()
        self._figures: set[str] = set()
        self._summaries: dict[str, str] = {}  # of exhibits that have no room for theirs

    def whole(self) -> Plain:
        document, strip = self._document, self._document.strip
        return {
            "title": one_line(document.title),
            "date": [strip.assessed_on.year, strip.assessed_on.month, strip.assessed_on.day],
            "accent": document.accent,
            "facts": [[label, one_line(said)] for label, said in strip.facts(document.marking)],
            "head": one_line(self._paper.running_head),
            "marking": document.marking.words,
            "version": one_line(strip.version),
            "lands": self._lands(number.figure_id for number in numbers_in(document.answer)),
            "answer": self._pieces(document.answer),
            "front": self._blocks(self._paper.front, TOP_LEVEL),
            "sheets": [
                {"sideways": is_sideways, "blocks": self._blocks(run, TOP_LEVEL)}
                for is_sideways, run in self._paper.sheets
            ],
            "contents": bool(self._paper.contents),
            "stay_whole": [paper.SHORT_TABLE, paper.ONE_SHEET_TABLE],
            "ours": {
                "about": self._paper.about,
                "follow": paper.HOW_TO_FOLLOW if document.receipts else "",
                "pictures": paper.NUMBERS_OF_PICTURES,
                "receipts": paper.WHERE_NUMBERS_COME_FROM,
                "how_to_read": paper.HOW_TO_READ_RECEIPTS,
                "files": paper.SOURCE_FILES,
                "how_to_check": paper.HOW_TO_CHECK_FILES,
            },
            "sources": list(map(one_line, source_lines(document.sources))),
            "foot": self._blocks(document.foot, TOP_LEVEL + 1),
            "apart": [self._apart(table) for table in self._paper.apart],
            "choices": [[one_line(a), one_line(b)] for a, b in self._paper.choices_of_all],
            "receipts": [self._receipt(receipt) for receipt in self._paper.receipts],
            "files": self._files(),
        }

    def _blocks(
        self, blocks: Iterable[Block], level: int, around: _Around = _Around()
    ) -> list[Plain]:
        made = []
        for block in blocks:
            partners = block.marking is Marking.PARTNERS and not around.for_partners
            here = replace(around, for_partners=partners or around.for_partners)
            made.append(
                {
                    "kind": block.kind,
                    "partners": block.marking.words if partners else "",
                    "lands": self._lands(figures_of(block)),
                    **self._one(block, level, here),
                }
            )
        return made

    def _one(self, block: Block, level: int, around: _Around) -> Plain:
        if isinstance(block, Section | SideBySide):
            return self._holder(block, level, around)
        if isinstance(block, Table):
            return self._table(block, around)
        if isinstance(block, Drawn):
            return self._exhibit(block, around)
        return {**self._said(block), "refs": self._refs(block)}

    def _said(self, block: Paragraph | Points | Definitions | Callout) -> Plain:
        if isinstance(block, Paragraph):
            return {"words": self._pieces(block.words), "leads": block.leads}
        if isinstance(block, Points):
            return {"numbered": block.numbered, "items": list(map(self._pieces, block.items))}
        if isinstance(block, Definitions):
            return {"items": [[one_line(term), self._pieces(it)] for term, it in block.items]}
        return {
            "title": one_line(block.title),
            "paragraphs": list(map(self._pieces, block.paragraphs)),
        }

    def _holder(self, block: Section | SideBySide, level: int, around: _Around) -> Plain:
        if isinstance(block, SideBySide):
            return {"blocks": self._blocks(block.blocks, level, replace(around, is_narrow=True))}
        inside = replace(
            around,
            is_compact=around.is_compact or block.one_page,
            is_sideways=around.is_sideways or (block.landscape and level == TOP_LEVEL),
        )
        return {
            "id": block.id,
            "level": level,
            "title": one_line(block.title),
            "new_page": block.new_page,
            "one_page": block.one_page,
            "blocks": self._blocks(block.blocks, level + 1, inside),
        }

    def _exhibit(self, exhibit: Drawn, around: _Around) -> Plain:
        beside = has_table_beside(exhibit) and not around.is_narrow
        drawing = exhibit.drawing.narrow if around.is_narrow or beside else exhibit.drawing.wide
        credit = one_line(exhibit.attribution) if isinstance(exhibit, Map) else ""
        if around.is_compact and not beside:
            self._summaries[exhibit.table.id] = exhibit.summary
        return {
            "id": exhibit.id,
            "number": self._paper.figures[exhibit.id],
            "title": one_line(exhibit.title),
            "subtitle": one_line(exhibit.subtitle),
            "svg": drawing,
            "width": width_of(drawing),
            "summary": one_line(exhibit.summary),
            "alt": f"{one_line(exhibit.summary)} {credit}".rstrip(),
            "table": self._table(exhibit.table, _Around(is_narrow=True)) if beside else None,
            "table_id": exhibit.table.id,
            "leads_to_table": exhibit.leads_to_table,
            "table_number": self._paper.tables[exhibit.table.id],
            "refs": self._refs(exhibit),
        }

    def _table(self, table: Table, around: _Around) -> Plain:
        widths = column_widths(table, around.room)
        lines = lines_of_rows(table, widths)
        return {
            "lines": sum(lines),
            "tallest": max(lines),
            "widths": [round(width, 2) for width in widths],
            "fills": sum(widths) > around.least_room - 0.1,
            "narrow": is_narrow(table),
            "id": table.id,
            "number": self._paper.tables[table.id],
            "caption": one_line(table.caption),
            "row_header": one_line(table.row_header),
            "columns": [self._column(column) for column in table.columns],
            "rows": [self._row(table, row) for row in table.rows],
            "notes": list(map(self._pieces, table.notes)),
            "refs": self._refs(table),
        }

    def _apart(self, table: Table) -> Plain:
        said = self._table(table, _Around(is_narrow=is_narrow(table)))
        summary = self._summaries.get(table.id)
        return {**said, "notes": [self._pieces(summary), *said["notes"]]} if summary else said

    def _column(self, column: Column) -> Plain:
        return {
            "header": one_line(column.header),
            "unit": one_line(column.unit),
            "numeric": column.holds_numbers,
        }

    def _row(self, table: Table, row: Row) -> Plain:
        cells: list[list[Plain]] = []
        for column, cell in zip(table.columns, row.cells, strict=True):
            if isinstance(cell, int | float):
                cells.append([{"kind": "text", "text": column.printed(cell)}])
            else:
                cells.append(self._pieces((cell,) if isinstance(cell, Number) else cell))
        return {"header": one_line(row.header), "cells": cells, "stands_out": row.stands_out}

    def _pieces(self, sentence: Sentence) -> list[Plain]:
        return [self._piece(piece) for piece in pieces_of(sentence)]

    def _piece(self, piece: Piece) -> Plain:
        if isinstance(piece, Link):
            return self._link(piece)
        if isinstance(piece, Number):
            return {"kind": "number", "text": one_line(piece.text), "figure": piece.figure_id}
        kind = "strong" if isinstance(piece, Strong) else "text"
        return {"kind": kind, "text": one_line(piece if isinstance(piece, str) else piece.text)}

    def _link(self, link: Link) -> Plain:
        said = {"text": one_line(link.text)}
        if link.is_page:
            return {"kind": "text", **said}
        if link.address.startswith("#"):
            return {"kind": "place", **said, "place": self._document.part_at(link.address[1:])}
        is_first = link.address not in self._links and not link.address.endswith(link.text)
        self._links.add(link.address)
        spelt = one_line(link.address) if is_first and link.is_spelt_out else ""
        return {"kind": "link", **said, "address": link.address, "spelt": spelt}

    def _lands(self, figures: Iterable[str]) -> list[str]:
        """Figures that are printed here for the first time."""
        new = [one for one in dict.fromkeys(figures) if one not in self._figures]
        self._figures.update(new)
        return new

    def _refs(self, block: Block) -> list[Plain]:
        return [
            {
                "text": range_words("R", first, last),
                "figure": self._paper.receipts[first - 1].figure_id,
            }
            for first, last in self._paper.references(block)
        ]

    def _receipt(self, receipt: Receipt) -> Plain:
        return {
            "figure": receipt.figure_id,
            "name": f"R{self._paper.receipt_numbers[receipt.figure_id]}",
            "statement": one_line(receipt.statement),
            "method": one_line(receipt.method),
            "caveat": one_line(receipt.caveat),
            "choices": [
                [one_line(name), one_line(said)]
                for name, said in receipt.parameters
                if (name, said) not in self._paper.choices_of_all
            ],
            "total": rows_and_files(receipt),
            "counted": [
                {"file": part.sha256, "name": f"F{number}", "rows": _rows_of(part)}
                for number, part in self._paper.counted(receipt)
            ],
            "printed": receipt.figure_id in self._figures,
        }

    def _files(self) -> list[Plain]:
        """Files by publisher and licence."""
        groups = groupby(self._paper.files, key=lambda file: (file.publisher, file.licence))
        return [
            {"terms": one_line(", ".join(terms)), "files": list(map(self._file, files))}
            for terms, files in groups
        ]

    def _file(self, file: SourceFile) -> Plain:
        return {
            "name": f"F{self._paper.file_numbers[file.sha256]}",
            "sha256": file.sha256,
            "hash": file.told_sha256,
            "file": one_line(file.name),
            "address": file.address,
            "retrieved": words.day(file.retrieved_on),
        }


def _rows_of(part: Counted) -> str:
    """Rows of one file after its name; nothing where their number is not told."""
    return "" if part.rows is None else f": {part.told}"
