"""The PDF as a reader of paper, a screen reader and an archive meet it."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from unit.publish.printed import attribute, elements, words_of_pdf
from unit.publish.sample_document import changes_chart, findings_table, ward_map
from wardmote.errors import DisclosureError
from wardmote.publish.blocks import Paragraph, Points, Section, SideBySide
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.pdf import pdf_bytes
from wardmote.publish.pdf.row_headers import with_row_headers
from wardmote.publish.readers import for_readers
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking


@pytest.fixture(scope="module")
def pdf(document) -> bytes:
    return pdf_bytes(document)


def printed(document: Document) -> bytes:
    """A changed document, cleared again."""
    return pdf_bytes(clear_document(document))


@pytest.fixture(scope="module")
def opened(pdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def sheets(pdf, tmp_path_factory) -> list[str]:
    return words_of_pdf(pdf, tmp_path_factory.mktemp("pdf"))


def test_the_file_says_that_it_is_accessible_and_archivable(opened):
    root = opened.Root
    about = str(opened.open_metadata())

    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(root.Lang) == "en-GB"
    for said in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert said in about
    assert opened.check_pdf_syntax() == []


def test_the_file_is_titled_dated_by_its_strip_and_names_no_person(opened, document):
    assert str(opened.docinfo["/Title"]) == document.title
    assert str(opened.docinfo["/CreationDate"]) == "D:20241122000000Z"
    assert "/Author" not in opened.docinfo


def test_headings_begin_with_the_title_and_never_skip_a_level(opened):
    levels = [int(str(one.S)[2]) for one in elements(opened) if re.fullmatch("/H[1-6]", str(one.S))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_bookmarks_are_the_sections(opened, document):
    with opened.open_outline() as outline:
        title = outline.root[0]
        named = [one.title for one in title.children]

    assert title.title == document.title
    sections = [block.title for block in document.blocks if isinstance(block, Section)]
    assert named[: len(sections)] == sections
    assert named[-2:] == ["Where the numbers come from", "Source files"]


def test_every_picture_is_told_to_those_who_cannot_see_it(opened, document):
    told = [str(one.Alt) for one in elements(opened) if str(one.S) == "/Figure"]

    assert len(told) == len(list(document.exhibits()))
    for exhibit in document.exhibits():
        assert any(text.startswith(exhibit.summary) for text in told)


def test_every_cell_of_a_table_has_its_column_and_its_row_header(opened, document):
    tables = [one for one in elements(opened) if str(one.S) == "/Table"]

    assert len(tables) >= len(list(document.tables()))
    for table in tables:
        rows = [list(row.K) for row in elements_of(table, "/TR")]
        head, *body = rows
        assert {(str(cell.S), attribute(cell, "/Scope")) for cell in head} == {("/TH", "/Column")}
        for first, *others in body:
            assert (str(first.S), attribute(first, "/Scope")) == ("/TH", "/Row")
            assert {str(cell.S) for cell in others} == {"/TD"}
            assert not any(attribute(cell, "/Headers") for cell in others)


def elements_of(element: pikepdf.Dictionary, kind: str) -> list[pikepdf.Dictionary]:
    """Structure elements of one kind inside another."""
    found = []
    for one in element.K:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found += [one] if str(one.S) == kind else elements_of(one, kind)
    return found


def test_a_file_without_a_plain_index_is_refused_rather_than_broken():
    with pytest.raises(ValueError, match="no plain index"):
        with_row_headers(b"%PDF-1.7\nstartxref\n0\n%%EOF\n")


def links(opened: pikepdf.Pdf) -> list[tuple[int, pikepdf.Dictionary]]:
    """Every link with the number of its sheet, counted from 0."""
    return [
        (number, link)
        for number, page in enumerate(opened.pages)
        for link in page.get("/Annots", [])
    ]


def test_every_printed_number_links_to_its_receipt(opened, document):
    named = [
        str(link.Dest) for _, link in links(opened) if isinstance(link.get("/Dest"), pikepdf.String)
    ]
    places = opened.Root.Names.Dests.Names

    numbers = [f"receipt--{number.figure_id}" for number in document.numbers()]
    assert len(numbers) > 5
    for number in set(numbers):
        assert named.count(number) >= numbers.count(number)
    assert set(named) <= {str(name) for name in list(places)[::2]}


def test_the_second_click_leads_to_the_file_with_its_hash(opened, document, sheets):
    hashed = [n for n, words in enumerate(sheets) if document.sources[0].sha256 in words]
    receipts = [n for n, words in enumerate(sheets) if "184,410 rows in 36 files" in flat(words)]
    targets = {
        opened.pages.index(pikepdf.Page(link.Dest[0]))
        for sheet, link in links(opened)
        if sheet in receipts and isinstance(link.get("/Dest"), pikepdf.Array)
    }

    assert hashed
    assert set(hashed) <= targets


def test_every_receipt_is_printed_with_method_choices_rows_and_files(sheets, document):
    printed = flat("".join(sheets))

    for receipt in document.receipts:
        assert flat(receipt.statement) in printed
        assert f"{receipt.rows:,}" in printed
    for source in document.sources:
        assert source.sha256 in printed
        assert source.name in printed
    assert flat("two-sided") in printed


def flat(words: str) -> str:
    """Words without the breaks of lines."""
    return " ".join(words.split())


def test_every_sheet_tells_place_date_data_age_marking_version_and_page(sheets):
    for number, words in enumerate(sheets, start=1):
        for fact in ("22 November 2024", "April 2024, seven months old", "For partners only"):
            assert fact in flat(words)
        assert "Northborough (invented place)" in flat(words)
        assert "Evidence 3, wardmote 0.1.0" in flat(words)
        assert f"Page {number} of {len(sheets)}" in words


def test_the_numbers_behind_every_chart_are_printed(sheets, document):
    printed = "".join(sheets)

    for exhibit in document.exhibits():
        assert flat(exhibit.table.caption)[:40] in flat(printed)
        assert flat(exhibit.title) in flat(printed)


def test_a_link_outward_is_spelt_out_once(sheets):
    assert flat("".join(sheets)).count("(https://www.gov.uk/crime-") == 1


def test_a_long_table_repeats_its_header_and_never_splits_a_row(document, tmp_path):
    columns = (Column("Crimes", "a month", decimals=0), Column("Why"))
    rows = tuple(
        Row(f"Ward {n:03}", (n, f"begins{n} " + "words " * 40 + f"ends{n}")) for n in range(60)
    )
    table = Table("long", "A long table", "Ward name", columns, rows, figure_id="asb-wards")
    long = replace(document, blocks=(table,), foot=())

    sheets = words_of_pdf(printed(long), tmp_path)

    holding = [words for words in sheets if "begins" in words]
    assert len(holding) > 3
    for words in holding:
        assert "Ward name" in flat(words)
        assert re.findall(r"begins(\d+)", words) == re.findall(r"ends(\d+)", words)


HOSTILE = (
    '#panic("x")', "$ x^2 $", "*bold* _it_", "@ref", "<label>", "// gone", "/* gone */",
    "```raw```", "= Heading", "- item", "]}) #{", r"\u{41} \#", "https://evil.example/x", '"\'`~',
)  # fmt: skip


def test_hostile_words_stay_words(document, tmp_path):
    nasty = " ".join(HOSTILE)
    marked = replace(
        document,
        title=nasty,
        answer=nasty,
        strip=replace(document.strip, place=nasty, version=nasty),
        blocks=(
            Section(
                "nasty",
                nasty,
                (
                    Paragraph(nasty),
                    Points((nasty,)),
                    replace(changes_chart(), title=nasty, shows=nasty),
                ),
            ),
            replace(findings_table(), caption=nasty, row_header=nasty),
        ),
        receipts=tuple(replace(one, statement=nasty, method=nasty) for one in document.receipts),
        sources=tuple(replace(one, name=nasty, publisher=nasty) for one in document.sources),
    )

    made = printed(marked)

    sheets = flat("".join(words_of_pdf(made, tmp_path))).replace(" ", "")
    for words in HOSTILE:
        assert sheets.count(words.replace(" ", "")) > 30
    opened = pikepdf.open(io.BytesIO(made))
    addresses = {str(link.A.URI) for _, link in links(opened) if "/A" in link}
    assert not any("evil" in address for address in addresses)


def test_a_character_without_a_shape_is_named_with_its_place(document):
    section = Section("told", "What people told us", (Paragraph("We asked in Bengali: নিরাপদ."),))

    with pytest.raises(DisclosureError) as refusal:
        printed(replace(document, blocks=(section,)))

    assert "BENGALI LETTER NA" in str(refusal.value)
    assert "told" in str(refusal.value)
    assert "Write these words in Latin letters" in str(refusal.value)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\ufffe"])
def test_characters_that_are_no_text_are_refused(document, character):
    section = Section("told", "What people told us", (Paragraph(f"Crime fell: {character}12"),))

    with pytest.raises(DisclosureError) as refusal:
        printed(replace(document, blocks=(section,)))

    assert f"told, words    U+{ord(character):04X}" in str(refusal.value)
    assert "after “Crime fell:”" in str(refusal.value)


def front(*blocks) -> Section:
    """A first section that must fit one sheet."""
    return Section("front", "For decision", blocks, one_page=True)


def test_a_front_page_that_fits_is_one_sheet_with_nothing_else_on_it(document, tmp_path):
    row = SideBySide((changes_chart(), ward_map()))
    page = front(Points(("Decide this. " * 12,) * 3), findings_table(), row)
    after = Section("after", "What comes after", (Paragraph("Next sheet."),))

    sheets = words_of_pdf(printed(replace(document, blocks=(page, after), foot=())), tmp_path)

    assert "For decision" in sheets[0]
    assert "Figure 2. Anti-social" in flat(sheets[0])
    assert "What comes after" not in sheets[0]
    assert "What comes after" in sheets[1]


def test_a_compact_exhibit_prints_its_summary_with_its_table(document, tmp_path):
    page = front(SideBySide((changes_chart(),)))

    sheets = words_of_pdf(printed(replace(document, blocks=(page,), foot=())), tmp_path)

    assert "The intervals of violence" not in sheets[0]
    assert "The intervals of violence" in flat("".join(sheets[1:]))


def test_a_front_page_that_cannot_fit_is_refused_with_its_excess(document):
    page = front(*(Paragraph("Too many words. " * 90) for _ in range(9)))

    with pytest.raises(DisclosureError) as refusal:
        printed(replace(document, blocks=(page,)))

    assert 'Section "front" must fit one sheet' in str(refusal.value)
    assert re.search(r"\d+ mm too much", str(refusal.value))
    assert "Shorten the section" in str(refusal.value)


def test_what_is_for_partners_is_marked_where_it_stands(sheets):
    said = flat("".join(sheets))

    assert "For partners only Noise, from the council’s own records" in said
    assert "For partners only Candidates considered and not chosen" in said


def test_the_public_edition_holds_nothing_for_partners(document, tmp_path):
    public = for_readers(document, Marking.PUBLIC)

    words = flat("".join(words_of_pdf(printed(public), tmp_path)))

    assert "For partners only" not in words
    assert "4,127" not in words
    assert "noise-2024-q1" not in words


def test_a_section_sideways_has_sheets_of_its_own(document):
    sideways = Section("duties", "Statutory check", (findings_table(),), landscape=True)
    blocks = (Paragraph("Before."), sideways, Section("after", "After", (Paragraph("Words."),)))

    opened = pikepdf.open(io.BytesIO(printed(replace(document, blocks=blocks, foot=()))))

    boxes = [[float(side) for side in page.MediaBox[2:]] for page in opened.pages[:3]]
    assert [wide > tall for wide, tall in boxes] == [False, True, False]


def test_a_table_taller_than_a_sheet_is_broken_rather_than_cut_off(document, tmp_path):
    columns = (Column("Source"), Column("Because"))
    rows = tuple(
        Row(f"Duty {n}", (f"begins{n} " + "words " * 300 + f"ends{n}", "because " * 40))
        for n in range(3)
    )
    table = Table("duties", "A table of few rows and many words", "Duty", columns, rows)

    sheets = words_of_pdf(printed(replace(document, blocks=(table,), foot=())), tmp_path)

    words = flat("".join(sheets))
    for n in range(3):
        assert f"begins{n}" in words
        assert f"ends{n}" in words
    assert words.count("words") == 3 * 300 + 1
    for sheet in sheets:
        assert "Page" in sheet.splitlines()[-1]  # nothing is set below the foot


def test_a_long_document_lists_its_contents(document):
    sections = tuple(
        Section(f"part-{n}", f"Part number {n}", (Paragraph("Words. " * 150),)) for n in range(7)
    )

    opened = pikepdf.open(io.BytesIO(printed(replace(document, blocks=sections))))

    listed = [one for one in elements(opened) if str(one.S) == "/TOCI"]
    assert len(listed) == 7 + 3  # about these figures, where numbers come from, source files


def test_one_empty_document_is_a_whole_file(document, tmp_path):
    least = replace(document, blocks=(), foot=(), receipts=(), sources=(), answer="Nothing.")

    assert "Nothing." in "".join(words_of_pdf(printed(least), tmp_path))


BUILD = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from unit.publish.sample_document import sample_document
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.pdf import pdf_bytes
from wardmote.publish.docx import docx_bytes
from wardmote.publish.clearing import clear_document
document = clear_document(sample_document())
print(hashlib.sha256(pdf_bytes(document) + docx_bytes(document)).hexdigest())
"""


def test_the_same_document_is_the_same_bytes_in_any_time_zone_and_hash_order():
    tests = str(Path(__file__).parents[2])
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD.format(tests=tests)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    }

    assert len(digests) == 1
