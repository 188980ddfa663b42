"""What print adds to a document: numbers of its parts, and columns that fit the sheet."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.publish.sample_document import monthly_table, series, ward_map
from wardmote.publish.blocks import Paragraph, Section, SideBySide
from wardmote.publish.column_widths import PADDING, column_widths, lines_of_rows
from wardmote.publish.lettering import width_of
from wardmote.publish.paper import (
    NARROW,
    WIDE,
    is_narrow,
    on_paper,
    range_words,
    ranges,
)
from wardmote.publish.tables import Column, Row, Table

words = st.text(alphabet="abcdefgh ijklmnop", max_size=60).map(lambda text: f"said {text}".strip())


@st.composite
def tables(draw) -> Table:
    heads = draw(st.lists(words, min_size=1, max_size=7, unique=True))
    kinds = draw(st.lists(st.booleans(), min_size=len(heads), max_size=len(heads)))
    columns = tuple(
        Column(f"{number} {head}", decimals=0 if holds_numbers else None)
        for number, (head, holds_numbers) in enumerate(zip(heads, kinds, strict=True))
    )
    rows = tuple(
        Row(draw(words), tuple(draw(st.integers(0, 10**6)) if n else draw(words) for n in kinds))
        for _ in range(draw(st.integers(1, 4)))
    )
    return Table("t", "A table", draw(words), columns, rows, figure_id="f")


@settings(max_examples=60, deadline=None)
@given(tables(), st.floats(24, 80))
def test_columns_together_never_exceed_the_room(table, room):
    widths = column_widths(table, room)

    assert len(widths) == len(table.columns) + 1
    assert all(width > 0 for width in widths)
    assert sum(widths) <= room + 1e-9


@settings(max_examples=60, deadline=None)
@given(tables())
def test_numbers_are_never_broken_where_the_sheet_has_room_for_words(table):
    widths = column_widths(table, 120)

    for place, column in enumerate(table.columns):
        if column.holds_numbers:
            widest = max(width_of(column.printed(row.cells[place]), 1) for row in table.rows)
            assert widths[place + 1] >= widest + PADDING


def test_a_table_that_fits_is_no_wider_than_its_words():
    table = monthly_table("t", "Violence by month", {"Violence": series(790, 40, 3)})

    assert sum(column_widths(table, WIDE)) < 20
    assert is_narrow(table)


def test_the_wordiest_column_is_the_widest_and_numbers_keep_their_room():
    columns = (Column("Crimes", decimals=0), Column("How sure"), Column("Caveat"))
    rows = (Row("Residential burglary", (1200, "Not judged", "words " * 30)),)
    table = Table("t", "Crimes", "What", columns, rows, figure_id="f")

    what, crimes, sure, caveat = column_widths(table, 40)

    assert what + crimes + sure + caveat == pytest.approx(40)
    assert caveat == max(what, crimes, sure, caveat)
    assert crimes >= width_of("1,200", 1) + PADDING


def test_a_header_wraps_before_every_row_does():
    columns = (Column("Number of times recorded", decimals=0), Column("Caveat"))
    rows = tuple(Row(f"Ward {n}", (n, "A caveat of some thirty letters")) for n in range(9))
    table = Table("t", "Crimes", "Ward", columns, rows, figure_id="f")

    _, _, caveat = column_widths(table, 28)

    assert caveat >= width_of("A caveat of some thirty letters", 1)


def test_what_cannot_fit_shares_the_room():
    table = Table("t", "Long", "W" * 80, (Column("W" * 60),), (Row("x", ("y",)),), figure_id="f")

    assert sum(column_widths(table, 20)) == pytest.approx(20)


@given(st.sets(st.integers(1, 40)))
def test_ranges_hold_the_numbers_and_no_others(numbers):
    found = ranges(numbers)

    assert {n for first, last in found for n in range(first, last + 1)} == numbers
    assert all(a[1] + 1 < b[0] for a, b in itertools.pairwise(found))


def test_a_range_of_one_is_one_reference():
    assert range_words("R", 3, 3) == "R3"
    assert range_words("R", 3, 5) == "R3–R5"


def test_receipts_are_numbered_in_the_order_in_which_a_reader_needs_them(document):
    paper = on_paper(document)

    first = next(document.numbers()).figure_id
    assert paper.receipt_numbers[first] == 1
    assert sorted(paper.receipt_numbers.values()) == list(range(1, len(document.receipts) + 1))


def test_tables_are_numbered_as_printed_with_narrow_ones_last(document):
    paper = on_paper(document)

    assert paper.tables["findings"] == 1
    assert paper.tables["asb-map-table"] == 2
    assert [table.id for table in paper.apart] == [
        *("changes-table", "themes-monthly-table", "violence-monthly-table"),
    ]
    assert [paper.tables[table.id] for table in paper.apart] == [3, 4, 5]


def test_a_map_beside_something_prints_its_table_after_the_text(document):
    beside = replace(document, blocks=(SideBySide((ward_map(),)),))

    assert [table.id for table in on_paper(beside).apart] == [ward_map().table.id]
    assert on_paper(replace(document, blocks=(ward_map(),))).apart == ()


def test_choices_that_all_figures_share_are_printed_once(document):
    public = [one for one in document.receipts if one.parameters]
    shared = replace(document, blocks=(), foot=(), answer="x.", receipts=tuple(public))

    assert on_paper(shared).choices_of_all == public[0].parameters
    assert on_paper(document).choices_of_all == ()
    assert on_paper(replace(shared, receipts=tuple(public[:1]))).choices_of_all == ()


def section(id: str, *, one_page: bool = False) -> Section:
    return Section(id, id.capitalize(), (Paragraph("Words."),), one_page=one_page)


def test_what_must_fit_one_sheet_stands_alone_on_it(document):
    blocks = (section("a", one_page=True), section("b"), section("c", one_page=True), section("d"))

    paper = on_paper(replace(document, blocks=blocks))

    assert paper.front == blocks[:1]
    assert paper.begin_a_page == {"b", "c", "d"}
    assert on_paper(replace(document, blocks=blocks[1:])).front == ()


def test_a_narrow_table_fits_half_a_sheet():
    assert 2 * NARROW < WIDE


def test_a_table_for_the_screen_is_a_sentence_on_paper_wherever_it_stands(document):
    looked_up = Table("all", "Readings", "Month", (Column("Of"),), (Row("May", ("x",)),) * 105)
    looked_up = replace(looked_up, screen_only=True)
    blocks = (Section("s", "S", (looked_up,)),)

    paper = on_paper(replace(document, blocks=blocks, foot=()))

    [section] = paper.document.blocks
    assert section.blocks == (
        Paragraph(
            "Readings: 105 rows, not printed here. See the page of this document, or all.csv "
            "beside it."
        ),
    )
    assert "all" not in paper.tables


def test_a_column_is_never_so_narrow_that_a_day_is_parted_from_its_month():
    columns = (Column("By when"), Column("Why"))
    rows = tuple(Row("Ward " * 9, ("30 September 2026", "words " * 60)) for _ in range(5))

    by_when = column_widths(Table("t", "T", "Ward", columns, rows), 30)[1]

    assert by_when - PADDING >= width_of("30 September", 1)


def test_a_short_document_has_no_list_of_contents_however_many_its_sections(document):
    eight = tuple(section(letter) for letter in "abcdefgh")
    long = (*eight[:-1], Section("h", "H", (Paragraph("word " * 900),)))

    assert on_paper(replace(document, blocks=eight, foot=())).contents == ()
    assert len(on_paper(replace(document, blocks=long, foot=())).contents) == 8


def test_where_there_is_room_no_header_is_broken():
    columns = tuple(
        Column(one) for one in ("Better", "No clear change", "Money ending in six months")
    )
    table = Table("t", "At a glance", "Day", columns, (Row("On 12 October 2026", ("2", "2", "0")),))

    assert lines_of_rows(table, column_widths(table, WIDE)) == [1, 1]


def test_one_long_cell_among_short_ones_is_no_ladder():
    columns = tuple(Column(one) for one in ("What it is", "Remit", "Chair", "Answers to, or is"))
    long = (
        "Prepares the strategic assessment and the plan, and follows its delivery (to be confirmed)"
    )
    to_be = "to be confirmed"
    boards = [Row("Community Safety Partnership", ("strategy group", long, to_be, "not given"))]
    for number in range(2, 8):
        cells = ("subgroup", to_be, to_be, "Community Safety Partnership")
        boards.append(Row(f"Strategic subgroup {number} (to be confirmed)", cells))
    table = Table("t", "Boards", "Board", columns, tuple(boards))

    assert max(lines_of_rows(table, column_widths(table, 50))) <= 6
