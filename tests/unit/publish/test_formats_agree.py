"""One document, many formats: the same numbers in all of them, read back from each."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest

from unit.publish.printed import words_of_pdf
from wardmote.errors import ConfigurationError
from wardmote.publish.document import Document
from wardmote.publish.formats import WRITERS, file_stem, files_of
from wardmote.publish.tables import Table

NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?%?")
Grid = list[list[str]]


@pytest.fixture(scope="module")
def edition(document) -> dict[str, bytes]:
    return files_of(document)


@pytest.fixture(scope="module")
def stem(document) -> str:
    return file_stem(document)


def printed(table: Table) -> Grid:
    """A table's cells as the document says that they are printed, row headers first."""
    return [
        [row.header, *(c.printed(cell) for c, cell in zip(table.columns, row.cells, strict=True))]
        for row in table.rows
    ]


class Tables(HTMLParser):
    """Tables of a page: id to the words of its body cells."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: dict[str, Grid] = {}
        self._rows: Grid | None = None
        self._in_body = self._in_cell = False
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "div" and "table-and-links" in (given.get("class") or ""):
            self._rows = self.grids.setdefault(given["id"], [])
        elif tag == "tbody":
            self._in_body = True
        elif tag == "tr" and self._in_body:
            self._rows.append([])
        elif tag in ("td", "th") and self._in_body:
            self._rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        if tag == "tbody":
            self._in_body = False
        elif tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data):
        if self._in_cell:
            self._rows[-1][-1] += data.strip("\n")


def test_the_pages_print_every_cell_of_every_table(edition, document):
    grids = Tables(edition["index.html"]).grids

    for table in document.tables():
        assert grids[table.id] == printed(table)


def test_the_word_file_prints_every_cell_of_every_table(edition, document, stem):
    opened = docx.Document(io.BytesIO(edition[f"{stem}.docx"]))
    grids = [[[cell.text for cell in row.cells] for row in one.rows[1:]] for one in opened.tables]

    for table in document.tables():
        assert printed(table) in grids


def test_the_csvs_hold_every_cell_of_every_table(edition, document):
    for table in document.tables():
        _, *rows = csv.reader(io.StringIO(edition[f"tables/{table.id}.csv"].decode()))
        assert [list(map(plain_number, row)) for row in rows] == [
            list(map(plain_number, row)) for row in printed(table)
        ]


def test_document_json_holds_every_cell_of_every_table(edition, document):
    found = {one["id"]: one for one in tables_in(json.loads(edition["document.json"]))}

    for table in document.tables():
        for row, cells in zip(found[table.id]["rows"], printed(table), strict=True):
            shown = [row["header"], *map(json_words, row["cells"])]
            assert list(map(plain_number, shown)) == list(map(plain_number, cells))


def tables_in(thing: object) -> list[dict]:
    if isinstance(thing, list):
        return [table for one in thing for table in tables_in(one)]
    if isinstance(thing, dict):
        inside = [table for one in thing.values() for table in tables_in(one)]
        return [thing, *inside] if thing.get("kind") == "table" else inside
    return []


def json_words(cell: object) -> str:
    if isinstance(cell, dict):
        return str(cell["printed"])
    if isinstance(cell, list):
        return "".join(map(json_words, cell))
    return str(cell)


def plain_number(words: str) -> str | float:
    """A number as itself, however it is separated; words as they are."""
    bare = words.replace(",", "").replace("−", "-")
    return float(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else words


def test_the_pdf_prints_the_numbers_of_every_row_together_and_in_order(
    edition, document, stem, tmp_path
):
    sheets = words_of_pdf(edition[f"{stem}.pdf"], tmp_path, how="-layout")
    lines = [NUMBER.findall(line) for sheet in sheets for line in sheet.splitlines()]

    for table in document.tables():
        for row in printed(table):
            numbers = [words for words in row[1:] if NUMBER.fullmatch(words)]
            assert any(follow_each_other(numbers, line) for line in lines), (table.id, row)


def follow_each_other(numbers: list[str], line: list[str]) -> bool:
    starts = range(len(line) - len(numbers) + 1)
    return any(line[start : start + len(numbers)] == numbers for start in starts)


def test_every_number_of_the_sentences_is_in_every_format(edition, document, stem, tmp_path):
    pdf = " ".join(words_of_pdf(edition[f"{stem}.pdf"], tmp_path))
    opened = docx.Document(io.BytesIO(edition[f"{stem}.docx"]))
    page = re.sub("<[^>]*>", "", edition["index.html"].decode())
    texts = {
        "pdf": pdf,
        "docx": " ".join(one.text for one in opened.iter_inner_content() if hasattr(one, "text"))
        + " ".join(cell.text for table in opened.tables for cell in table._cells),
        "html": page,
    }
    said = Counter(number.text for number in document.numbers())

    assert len(said) > 8
    for name, text in texts.items():
        found = Counter(NUMBER.findall(text))
        assert not said - found, name


def test_every_format_has_the_same_headings_and_findings_in_the_same_order(
    edition, document, stem, tmp_path
):
    titles = [section.title for section in document.parts_with_ids() if hasattr(section, "title")]
    opened = docx.Document(io.BytesIO(edition[f"{stem}.docx"]))
    texts = (
        " ".join(words_of_pdf(edition[f"{stem}.pdf"], tmp_path)),
        " ".join(one.text for one in opened.paragraphs),
        re.sub("<[^>]*>", "", edition["index.html"].decode().partition("</nav>")[2]),
    )

    for text in texts:
        flat = "".join(text.split())
        place = 0
        for words in titles:
            place = flat.index("".join(words.split()), place) + 1


def test_an_edition_is_named_for_what_it_is_when_and_for_whom(edition, stem):
    assert stem == "northborough-strategic-assessment-2024-11-22-partners"
    assert {"index.html", f"{stem}.pdf", f"{stem}.docx"} <= set(edition)
    assert list(edition) == sorted(edition)


def test_only_the_formats_wanted_are_written(document, stem):
    assert list(files_of(document, ["pdf", "pdf"])) == [f"{stem}.pdf"]


def test_an_unknown_format_is_refused_with_the_known_ones(document):
    with pytest.raises(ConfigurationError) as refusal:
        files_of(document, ["pdf", "odt"])

    assert "odt" in str(refusal.value)
    assert ", ".join(WRITERS) in str(refusal.value)


@pytest.mark.parametrize("format", WRITERS)
def test_no_format_writes_what_has_not_been_cleared(document: Document, format):
    from wardmote.errors import DisclosureError

    with pytest.raises(DisclosureError):
        files_of(replace(document, title="Changed since"), [format])


def test_a_title_of_other_letters_still_makes_a_file_name(document):
    assert file_stem(replace(document, title="নিরাপদ")) == "document-2024-11-22-partners"
