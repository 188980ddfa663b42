"""Documents that are dated otherwise than an assessment, and pages that lead to each other."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT

from wardmote.errors import DisclosureError
from wardmote.publish.blocks import Paragraph, Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document, Strip
from wardmote.publish.docx import docx_bytes
from wardmote.publish.html import linked_pages, page_set
from wardmote.publish.pdf import pdf_bytes
from wardmote.publish.pieces import Link
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

STRIP = Strip(
    "Luton", date(2026, 11, 22), "", "plan 1", dated="Plan as at", more=(("Next update", "May"),)
)
TABLE = Table(
    "actions", "Actions", "Action", (Column("By"),), (Row("A1", ("May",), id="action-a1"),)
)
TO_ROW = Paragraph(("See ", Link("action A1", "#action-a1"), "."))
TO_PAGE = Paragraph((Link("all promises", "late.html"),))


def document(*blocks: object, **more: object) -> Document:
    return clear_document(
        Document("Plan", STRIP, "Nothing is late.", blocks, (), (), **more)  # type: ignore[arg-type]
    )


def test_a_strip_says_what_its_date_is_of_and_no_month_where_there_are_no_data() -> None:
    facts = dict(STRIP.facts(Marking.PUBLIC))

    assert facts["Plan as at"] == "22 November 2026"
    assert facts["Next update"] == "May"
    assert "Data to" not in facts
    assert STRIP.running_head == "Luton · Plan as at 22 November 2026"


def test_a_row_is_an_anchor_that_other_parts_can_lead_to_in_every_format() -> None:
    made = document(TABLE, TO_ROW)

    assert '<tr id="action-a1">' in page_set(made)["index.html"].decode()
    assert made.part_at("action-a1") == "actions"
    assert pdf_bytes(made)
    assert docx_bytes(made)


def test_a_word_file_that_ends_with_a_section_sideways_ends_on_turned_sheets() -> None:
    sideways = Section("duties", "Statutory check", (TABLE,), landscape=True)

    opened = docx.Document(io.BytesIO(docx_bytes(document(Paragraph("Before."), sideways))))

    assert [one.orientation for one in opened.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]


def test_two_parts_never_share_an_anchor_though_one_is_a_row() -> None:
    with pytest.raises(DisclosureError, match="given 2 times"):
        document(Section("action-a1", "Action", (TABLE,)))


def test_pages_beside_each_other_share_style_sheets_and_lead_to_each_other() -> None:
    pages = linked_pages(document(TO_PAGE), {"late": document(TABLE)})

    assert '<a href="late.html"' in pages["index.html"].decode()
    assert b"Actions" in pages["late.html"]
    assert "tables/actions.csv" in pages
    assert sum(name.endswith("wardmote.css") for name in pages) == 1


def test_a_page_for_other_readers_cannot_lie_beside_a_public_one() -> None:
    partners = document(TABLE)

    with pytest.raises(DisclosureError, match="for other readers"):
        linked_pages(document(TO_PAGE, marking=Marking.PUBLIC), {"late": partners})


def test_a_link_between_pages_is_words_alone_on_paper() -> None:
    made = document(TO_PAGE, TABLE)

    assert b"late.html" not in docx_bytes(made)
    assert b"late.html" not in pdf_bytes(made)


@pytest.mark.parametrize("address", ["late.exe", "/late.html", "..\\late.html", "file.html?x"])
def test_a_page_leads_nowhere_else(address: str) -> None:
    with pytest.raises(DisclosureError, match="not one that a page may hold"):
        Link("here it is", address)


def test_a_document_without_figures_does_not_promise_their_files() -> None:
    page = page_set(document(TABLE))["index.html"].decode()

    assert "evidence.html" not in page
    assert "About this document" in page


def test_clearance_is_for_the_rows_anchors_too() -> None:
    made = document(TABLE)
    moved = replace(TABLE, rows=(Row("A1", ("May",), id="action-b"),))

    with pytest.raises(DisclosureError, match="changed after it was cleared"):
        page_set(replace(made, blocks=(moved,)))
