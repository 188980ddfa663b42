"""What stands after the text of a Word file: tables behind pictures, receipts, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from wardmote.publish import words
from wardmote.publish.docx.body import Body
from wardmote.publish.docx.elements import (
    POINT,
    Element,
    line_break,
    link_inside,
    paragraph,
    run,
    w,
)
from wardmote.publish.docx.grids import grid
from wardmote.publish.docx.inline import Inline
from wardmote.publish.docx.styles import Styles
from wardmote.publish.paper import (
    HOW_TO_CHECK_FILES,
    HOW_TO_READ_RECEIPTS,
    NUMBERS_OF_PICTURES,
    ONE_SHEET_TABLE,
    SOURCE_FILES,
    WHERE_NUMBERS_COME_FROM,
    Paper,
    one_line,
    rows_and_files,
)
from wardmote.publish.receipts import Receipt, SourceFile

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
FILE_COLUMN: Final = 40 * POINT
DAY_COLUMN: Final = 100 * POINT


class Appendices:
    """Writes what leads from a number to its files.

    Parameters
    ----------
    paper
        The document with its numbering.
    body
        Has been written: appendices lead back into it.
    styles, inline
        Of the file.
    room
        Width of the text, in twentieths of a point.
    """

    def __init__(
        self, paper: Paper, body: Body, styles: Styles, inline: Inline, room: float
    ) -> None:
        self._paper = paper
        self._body = body
        self._styles = styles
        self._inline = inline
        self._room = room

    def all(self) -> Iterator[Element]:
        """Those that the document has need of."""
        if self._paper.apart:
            yield self._heading(1, NUMBERS_OF_PICTURES)
            for table in self._paper.apart:
                yield from self._body.table(table, whole=ONE_SHEET_TABLE)
        if self._paper.receipts:
            yield self._heading(1, WHERE_NUMBERS_COME_FROM)
            yield from self._receipts()
            yield self._heading(1, SOURCE_FILES)
            yield self._text(run(HOW_TO_CHECK_FILES))
            yield from self._files()

    def _receipts(self) -> Iterator[Element]:
        yield self._text(run(HOW_TO_READ_RECEIPTS))
        choices = self._paper.choices_of_all
        if choices:
            yield self._text(run(f"For every figure: {_chosen(choices)}"))
        for receipt in self._paper.receipts:
            yield from self._receipt(receipt)

    def _receipt(self, receipt: Receipt) -> Iterator[Element]:
        number = self._paper.receipt_numbers[receipt.figure_id]
        name = self._inline.at(f"receipt_{number}", run(f"R{number}"))
        said = run(f" {one_line(receipt.statement)}")
        yield paragraph(self._styles.heading(2), *name, said)
        yield self._said("Method", run(one_line(receipt.method)))
        if receipt.caveat:
            yield self._said("How it misleads", run(one_line(receipt.caveat)))
        own = [one for one in receipt.parameters if one not in self._paper.choices_of_all]
        if own:
            yield self._said("Choices", run(_chosen(own)))
        yield self._said("Counted", *self._counted(receipt))
        if self._inline.is_printed(receipt.figure_id):
            back = self._inline.to_bookmark(f"printed_{number}", "Back to where it is printed")
            yield self._note(back)

    def _counted(self, receipt: Receipt) -> Iterator[Element]:
        yield run(f"{rows_and_files(receipt)}: ")
        for place, (number, part) in enumerate(self._paper.counted(receipt)):
            yield run(", " if place else "")
            yield link_inside(f"file_{number}", run(f"F{number}"))
            if part.rows is not None:
                yield run(f":{NO_BREAK}{part.told}")
        yield run(".")

    def _files(self) -> Iterator[Element]:
        files = groupby(self._paper.files, key=lambda file: (file.publisher, file.licence))
        for terms, group in files:
            caption = one_line(", ".join(terms))
            yield paragraph(self._styles["Caption"], run(caption))
            yield self._files_of(caption, list(group))
            yield self._note()

    def _files_of(self, caption: str, group: list[SourceFile]) -> Element:
        widths = (FILE_COLUMN, self._room - FILE_COLUMN - DAY_COLUMN, DAY_COLUMN)
        made = grid(self._styles["Wardmote Table"], widths, caption)
        heads = ([run(head, bold=True)] for head in ("File", "Name and SHA-256", "Retrieved on"))
        made.append(self._row(widths, heads, w("tblHeader")))
        for file in group:
            made.append(self._row(widths, self._file(file)))
        return made

    def _file(self, file: SourceFile) -> Iterator[list[Element]]:
        number = self._paper.file_numbers[file.sha256]
        yield self._inline.at(f"file_{number}", run(f"F{number}"))
        name = one_line(file.name)
        named = self._inline.to_address(file.address, name) if file.address else run(name)
        yield [named, line_break(), run(file.told_sha256, self._styles["Wardmote Hash"])]
        yield [run(words.day(file.retrieved_on))]

    def _row(
        self, widths: tuple[float, ...], cells: Iterator[list[Element]], *marks: Element
    ) -> Element:
        made = w("tr", w("trPr", w("cantSplit"), *marks))
        for width, inside in zip(widths, cells, strict=True):
            said = paragraph(self._styles["Wardmote Cell"], *inside)
            made.append(w("tc", w("tcPr", w("tcW", w=round(width), type="dxa")), said))
        return made

    def _heading(self, level: int, title: str) -> Element:
        return paragraph(self._styles.heading(level), run(title))

    def _text(self, *inside: Element) -> Element:
        return paragraph(self._styles["Body Text"], *inside)

    def _note(self, *inside: Element) -> Element:
        return paragraph(self._styles["Wardmote Note"], *inside)

    def _said(self, name: str, *inside: Element) -> Element:
        return self._note(run(f"{name}. ", bold=True), *inside)


def _chosen(choices: Iterable[tuple[str, str]]) -> str:
    return "; ".join(one_line(f"{name}: {said}") for name, said in choices) + "."
