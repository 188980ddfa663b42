"""A theory of change says the same as a picture and as a list, in every format."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from unit.plan.full_plan import full_plan
from unit.publish.printed import words_of_pdf
from wardmote.errors import AnalysisError, DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Priority, TheoryStep
from wardmote.publish.bars import Bar, draw_bars
from wardmote.publish.blocks import Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document, Strip
from wardmote.publish.docx import docx_bytes
from wardmote.publish.exhibits import Diagram
from wardmote.publish.html import page_set
from wardmote.publish.lettering import width_of
from wardmote.publish.pdf import pdf_bytes
from wardmote.publish.pen import TEXT_SIZE
from wardmote.publish.tables import Column, Row
from wardmote.publish.theory import draw_theory, theory_exhibit, theory_of

STRIP = Strip("Smallborough", date(2026, 11, 22), "", "plan", dated="Plan as at")


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return full_plan(tmp_path)


@pytest.fixture
def exhibit(book: PlanBook) -> Diagram:
    [priority] = book.all(Priority)
    found = theory_exhibit(book, priority)
    assert found is not None
    return found


def test_the_list_says_every_step_in_order_and_what_it_assumes(exhibit: Diagram) -> None:
    assert [(row.header, row.cells) for row in exhibit.table.rows] == [
        (
            "1. What is wrong",
            ("One in ten lose sleep to noise.", "Nothing more is stated."),
        ),
        ("2. What we do", ("A night team answers within two hours.", "People call.")),
        ("3. What changes", ("Fewer people lose sleep to noise.", "Nothing more is stated.")),
    ]
    assert "It rests on what one of them assumes." in exhibit.does_not_show


def test_the_picture_says_all_that_the_list_says(exhibit: Diagram) -> None:
    for drawn in (exhibit.drawing.wide, exhibit.drawing.narrow):
        for words in ("What is wrong", "What we do", "if: People call.", "What changes"):
            assert f">{words}</text>" in drawn


def test_every_format_prints_it(exhibit: Diagram, tmp_path: Path) -> None:
    section = Section("theory", "How we expect to get there", (exhibit,))
    document = clear_document(Document("Plan", STRIP, "It may work.", (section,), (), ()))
    page = page_set(document)["index.html"].decode()
    word = docx.Document(io.BytesIO(docx_bytes(document)))
    printed = " ".join(words_of_pdf(pdf_bytes(document), tmp_path))

    assert "The same as a list" in page
    assert "evidence/" not in page, "it has no number, and so no receipt"
    assert [row.cells[1].text for row in word.tables[0].rows][2].startswith("A night team")
    assert "Nothing more is stated." in printed
    assert "Where this comes from" not in printed


def test_a_diagram_holds_no_number(exhibit: Diagram) -> None:
    counted = replace(
        exhibit.table, columns=(Column("Cases", decimals=0),), rows=(Row("A", (1,)),), figure_id="f"
    )

    with pytest.raises(DisclosureError, match="has no numbers, and so no receipt"):
        replace(exhibit, table=counted)


def test_a_priority_without_a_theory_has_no_exhibit(book: PlanBook) -> None:
    [priority] = book.all(Priority)

    assert theory_exhibit(PlanBook({Priority: (priority,)}), priority) is None
    with pytest.raises(AnalysisError):
        draw_theory(())


def test_steps_are_drawn_in_their_order_whatever_the_file_says(book: PlanBook) -> None:
    steps = theory_of(book, "asb")
    turned = PlanBook({**book.records, TheoryStep: steps[::-1]})

    assert theory_of(turned, "asb") == steps


def test_long_words_stay_inside_their_boxes() -> None:
    step = TheoryStep(
        priority="asb",  # type: ignore[arg-type]
        order=1,
        kind="activity",
        words="People who are troubled by noise at night are called back by the team " * 3,
    )
    for drawn, room in ((draw_theory([step] * 3).wide, 640), (draw_theory([step]).narrow, 320)):
        lines = [part.split("</text>")[0] for part in drawn.split('fill="#0B0C0C">')[1:]]
        assert max(width_of(line, TEXT_SIZE) for line in lines) < room


def test_bars_end_with_their_values_and_refuse_what_is_below_zero() -> None:
    drawing = draw_bars([Bar("Late", 2, "2"), Bar("Not read", None, "suppressed")])

    assert ">suppressed</text>" in drawing.wide and ">2</text>" in drawing.narrow
    for wrong in ([], [Bar("Less", -1, "−1")]):
        with pytest.raises(AnalysisError):
            draw_bars(wrong)
