"""A document with a gap in it cannot be built, and its error names every gap."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from wardmote.errors import DisclosureError
from wardmote.publish.blocks import Callout, Definitions, Paragraph, Points, Section
from wardmote.publish.document import Document, Strip
from wardmote.publish.exhibits import Chart, Drawing, Map
from wardmote.publish.pieces import Link, Number
from wardmote.publish.receipts import Counted, Receipt, SourceFile
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

HASH = "a" * 64
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L1 1"/></svg>'
FILE = SourceFile("street.csv", HASH, "data.police.uk", "OGL v3.0", date(2024, 6, 3))
RECEIPT = Receipt("total", "All recorded crime", "Rows counted.", (Counted(HASH, 10),))
TABLE = Table("totals", "Crime by ward", "Ward", (Column("Crimes", decimals=0),),
              (Row("Abbey", (10,)),), figure_id="total")  # fmt: skip
CHART = Chart("chart", "Crime rose", "Crimes a month, Luton", Drawing(SVG, SVG), "It rose.",
              "It does not say why.", TABLE, "total")  # fmt: skip


def built(*blocks, **changes) -> Document:
    """The least document with those blocks."""
    given = {
        "title": "Luton",
        "strip": Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1"),
        "answer": "Crime rose.",
        "blocks": blocks,
        "receipts": (RECEIPT,),
        "sources": (FILE,),
    }
    return Document(**{**given, **changes})


def said(refusal) -> str:
    return str(refusal.value)


def test_the_least_document_is_accepted():
    assert built(TABLE).language == "en-GB"


@pytest.mark.parametrize("field", ["title", "subtitle", "shows", "does_not_show", "figure_id"])
def test_a_chart_without_its_words_or_receipt_is_refused(field):
    with pytest.raises(DisclosureError) as refusal:
        replace(CHART, **{field: ""})

    assert field in said(refusal)
    assert 'Chart "chart" cannot be published.' in said(refusal)
    assert "Next" in said(refusal)


def test_a_map_owes_its_attribution():
    given = {field.name: getattr(CHART, field.name) for field in fields(CHART)}

    with pytest.raises(DisclosureError, match="owed to the boundaries' owners"):
        Map(**given)


def test_a_table_names_all_its_gaps_at_once():
    with pytest.raises(DisclosureError) as refusal:
        Table("Wards", "", " ", (Column(""), Column("Crimes", decimals=0)), (Row("", ("x",)),))

    for gap in ("id", "caption", "row header", "column 1", "row 1", "1 cells for 2 columns"):
        assert gap in said(refusal)


@pytest.mark.parametrize("blank", ["", "-", "–", "—", "N/A", "nan", " ", "…"])
def test_a_cell_that_says_nothing_is_refused(blank):
    with pytest.raises(DisclosureError, match='write "suppressed", "not received", "not asked"'):
        replace(TABLE, rows=(Row("Abbey", (blank,)),))


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (float("nan"), "not a number"),
        (float("inf"), "not a number"),
        (True, "true or false"),
        (Number(10.25, "total", "10.3"), "other decimals than its column"),
    ],
)
def test_a_cell_that_is_no_number_of_its_column_is_refused(cell, problem):
    with pytest.raises(DisclosureError, match=problem):
        replace(TABLE, rows=(Row("Abbey", (cell,)),))


def test_a_table_of_numbers_needs_a_receipt():
    with pytest.raises(DisclosureError, match="numbers without a receipt"):
        replace(TABLE, figure_id="")


def test_two_columns_cannot_have_one_header():
    with pytest.raises(DisclosureError, match='two are headed "Crimes"'):
        replace(TABLE, columns=TABLE.columns * 2, rows=(Row("Abbey", (1, 2)),))


@pytest.mark.parametrize(
    ("value", "printed"), [(9.94, "11%"), (1234, "1,243"), (-3, "3"), (0.96, "0.9")]
)
def test_a_number_that_prints_something_else_is_refused(value, printed):
    with pytest.raises(DisclosureError, match="differs from the value behind it"):
        Number(value, "total", printed)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_sentence_never_holds_what_is_not_a_number(value):
    with pytest.raises(DisclosureError, match="cannot say, because"):
        Number(value, "total")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//x.example", "file:x"]
)
def test_a_link_that_could_act_is_refused(address):
    with pytest.raises(DisclosureError, match="not one that a page may hold"):
        Link("more", address)


@pytest.mark.parametrize("name", ["Abbey", "a b", "a--b", "../x", "con", "nul", "", "-a", "a" * 81])
def test_an_id_that_some_system_could_not_store_is_refused(name):
    with pytest.raises(DisclosureError, match="anchor and file name everywhere"):
        replace(TABLE, id=name)


@pytest.mark.parametrize(
    "empty",
    [
        lambda: Paragraph(""),
        lambda: Points(()),
        lambda: Points(("One.", " ")),
        lambda: Definitions((("Term", ""),)),
        lambda: Callout("", ("Words.",)),
        lambda: Callout("Title", ()),
        lambda: Section("gaps", "Gaps", ()),
        lambda: Strip("", date(2024, 11, 22), "2024-04", "1"),
        lambda: Receipt("total", "All", "Counted.", ()),
        lambda: Counted(HASH, -1),
        lambda: replace(FILE, sha256="abc"),
        lambda: replace(FILE, address="ftp://x"),
    ],
)
def test_an_empty_or_broken_part_is_refused(empty):
    with pytest.raises(DisclosureError, match="Next"):
        empty()


def test_a_strip_with_data_from_the_future_is_refused():
    with pytest.raises(DisclosureError, match="data end after the date"):
        Strip("Luton", date(2024, 4, 1), "2024-04", "1")


def test_a_document_names_every_gap_at_once():
    other = Number(3, "elsewhere")
    with pytest.raises(DisclosureError) as refusal:
        built(
            TABLE,
            TABLE,
            Paragraph(("Three: ", other, ". ", Link("See", "#nowhere"))),
            receipts=(RECEIPT, replace(RECEIPT, counted=(Counted("b" * 64, 1),))),
            accent="#FFDD00",
        )

    for gap in (
        'id "totals"    given 2 times',
        'figure "elsewhere" has no receipt',
        'links to "#nowhere"',
        'receipt of "total"    given 2 times',
        "no file with SHA-256 bbbbbbbbbbbb",
        "too pale to read on white: #FFDD00",
    ):
        assert gap in said(refusal)
    assert "nothing has been written" in said(refusal)


def test_sections_deeper_than_a_reader_can_follow_are_refused():
    block = Paragraph("Words.")
    for depth in range(5):
        block = Section(f"level-{depth}", "Level", (block,))

    with pytest.raises(DisclosureError, match="deeper than 4 levels"):
        built(block)


def test_a_public_document_cannot_hold_what_is_for_partners():
    with pytest.raises(DisclosureError, match="marked partners, in a wider edition"):
        built(Paragraph("Secret.", marking=Marking.PARTNERS), marking=Marking.PUBLIC)


def test_a_public_part_cannot_rest_on_a_receipt_for_partners():
    with pytest.raises(DisclosureError, match='open to readers that receipt "total" is not'):
        built(TABLE, receipts=(replace(RECEIPT, marking=Marking.PARTNERS),))


def test_a_public_receipt_cannot_name_a_file_for_partners():
    with pytest.raises(DisclosureError, match=r"open to readers that street\.csv is not"):
        built(TABLE, sources=(replace(FILE, marking=Marking.PARTNERS),))


def test_a_chart_is_marked_as_its_table_is():
    with pytest.raises(DisclosureError, match="not the same as its table's"):
        replace(CHART, marking=Marking.PARTNERS)
