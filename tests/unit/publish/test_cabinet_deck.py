"""The cabinet deck: one message a slide, native and described, nothing cut off, always the same."""

from __future__ import annotations

import copy
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from unit.plan.full_plan import full_plan
from wardmote.errors import ConfigurationError, DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.exchange import ClearedBook, clear_book
from wardmote.plan.folder import read_plan
from wardmote.plan.rating import rate_indicators
from wardmote.publish.blocks import Callout, Definitions, Paragraph, Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.deck import compose_deck, slides_of
from wardmote.publish.deck.slides import MOST_WORDS
from wardmote.publish.document import Document
from wardmote.publish.html import page_set
from wardmote.publish.pptx import pptx_bytes
from wardmote.publish.pptx.room import Room, height_of, size_that_fits
from wardmote.publish.pptx.tables import fit_table
from wardmote.publish.readers import for_readers
from wardmote.publish.tables import Column, Row, Table
from wardmote.publish.typesetting import png_pictures
from wardmote.vocabulary.marking import Marking

ON = date(2026, 11, 12)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" viewBox="0 0 60 60">'
    '<rect width="60" height="60" fill="#801650"/></svg>'
)
MILLBRIDGE = Path(__file__).parent / "plans" / "millbridge"
PARTS = (
    *("introduction", "developed", "residents", "drivers", "principles", "priorities"),
    *("boards", "actions", "promises", "measures"),
)


@pytest.fixture(scope="module")
def book() -> PlanBook:
    return read_plan(MILLBRIDGE)


def composed(book: PlanBook, readers: Marking = Marking.PUBLIC) -> Document:
    rated = {str(key): one for key, one in rate_indicators(book, on=ON).items()}
    cleared = clear_book(book, readers, on=ON)
    return compose_deck(cleared, partnership="Safer Millbridge", rated=rated)


@pytest.fixture(scope="module")
def deck(book: PlanBook) -> Document:
    return clear_document(composed(book))


@pytest.fixture(scope="module")
def shown(deck: Document):
    return Presentation(io.BytesIO(pptx_bytes(deck)))


def words_of(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    return "\n".join(texts + cells)


def test_the_deck_has_the_eight_parts_in_their_order(deck: Document) -> None:
    ids = [block.id for block in deck.blocks if isinstance(block, Section)]

    assert [one for one in ids if one in PARTS] == list(PARTS)


def test_every_slide_has_one_message_in_few_words_and_a_source(deck: Document, shown) -> None:
    for slide in slides_of(deck):
        assert len(" ".join((slide.title, *slide.text)).split()) <= MOST_WORDS
        assert slide.title.endswith(".")
    for slide in list(shown.slides)[1:]:
        assert "Source: Safer Millbridge" in words_of(slide)
        assert sum(shape.has_table or shape.has_chart for shape in slide.shapes) <= 1


def test_charts_and_tables_are_native_and_hold_the_numbers_of_the_document(
    deck: Document, shown
) -> None:
    charts = [s.chart for slide in shown.slides for s in slide.shapes if s.has_chart]
    shares, actions = charts

    assert list(shares.plots[0].categories) == [
        "Noise at night, and nobody comes",
        "Rubbish is left in our street for weeks",
    ]
    assert list(shares.plots[0].series[0].values) == [48, 29]
    assert sum(actions.plots[0].series[0].values) == 9
    tables = {t.id for t in deck.tables()} - {one.table.id for one in deck.exhibits()}
    names = {s.name for slide in shown.slides for s in slide.shapes if s.has_table}
    assert names == tables


def test_every_exhibit_is_described_for_those_who_cannot_see_it(shown) -> None:
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_titles_stand_in_the_layouts_own_places(shown) -> None:
    for slide in shown.slides:
        assert slide.shapes.title is not None and slide.shapes.title.text_frame.text
        empty = [one for one in slide.placeholders if not one.text_frame.text.strip()]
        assert not empty
        assert slide.slide_layout.name in ("Title Slide", "Title and Content")


def test_every_slide_says_for_whom_where_and_when(shown) -> None:
    for slide in shown.slides:
        assert "Public · Millbridge · Plan as at 12 November 2026" in words_of(slide)


def test_nothing_lies_outside_its_slide_or_over_the_source(shown) -> None:
    for slide in shown.slides:
        source = next((one for one in slide.shapes if one.name == "Source"), None)
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= shown.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= shown.slide_height
            if source is not None and (shape.has_table or shape.has_chart):
                assert shape.top + shape.height <= source.top + Emu(1)


def test_a_long_table_takes_several_slides_and_loses_no_row() -> None:
    rows = tuple(Row(f"Promise {n}", ("We will do what we said. " * 4,)) for n in range(30))
    table = Table("long", "Long", "Promise", (Column("Words"),), rows)

    parts = fit_table(table, Room(0, 0, 872, 340))

    assert len(parts) > 1
    said = [row[0] for part in parts for row in part.rows[1:]]
    assert said == [row.header for row in rows]
    assert all(sum(part.heights) <= 340 for part in parts)
    assert all(part.rows[0] == ["Promise", "Words"] for part in parts)


def test_what_fits_nowhere_is_refused_and_not_cut_off() -> None:
    table = Table("one", "One", "What", (Column("Words"),), (Row("A", ("word " * 2000,)),))

    with pytest.raises(DisclosureError, match="does not fit on a slide"):
        fit_table(table, Room(0, 0, 872, 340))
    with pytest.raises(DisclosureError, match="do not fit on it"):
        size_that_fits(("word " * 500,), Room(0, 0, 400, 40), (20, 14))
    assert height_of(("word " * 50,), 400, 20) > height_of(("word " * 50,), 800, 20)


def test_the_same_deck_is_the_same_bytes(deck: Document) -> None:
    assert pptx_bytes(deck) == pptx_bytes(deck)


def test_no_renderer_writes_a_deck_that_was_not_cleared_or_was_changed(deck: Document) -> None:
    for changed in (replace(deck, clearance=None), replace(deck, title="Changed since")):
        for write in (pptx_bytes, page_set):
            with pytest.raises(DisclosureError):
                write(changed)


def test_a_deck_without_ratings_shows_no_figure_of_a_measure(book: PlanBook) -> None:
    cleared = clear_book(book, Marking.PUBLIC, on=ON)

    deck = clear_document(compose_deck(cleared, partnership="Safer Millbridge"))
    page = page_set(deck)["index.html"].decode()

    assert "How they stand is not shown here." in page
    assert "measures-table" not in page
    assert pptx_bytes(deck)


def test_a_deck_is_not_composed_from_a_plan_that_was_not_cleared(book: PlanBook) -> None:
    with pytest.raises(DisclosureError, match="has not been cleared"):
        compose_deck(ClearedBook(book, Marking.PUBLIC, ON), partnership="x")


def test_the_public_deck_holds_nothing_for_partners_and_no_small_number(tmp_path: Path) -> None:
    whole = full_plan(tmp_path)
    public = clear_document(composed(whole))
    said = " ".join(
        words_of(slide) for slide in Presentation(io.BytesIO(pptx_bytes(public))).slides
    )

    assert "Tasking meeting" not in said
    assert "suppressed (April to June 2025)" in said
    assert not re.search(r"\b7 \(April", said)
    partners = clear_document(composed(whole, Marking.PARTNERS))
    assert not for_readers(partners, Marking.PUBLIC).blocks, "its counts are of all records"
    assert "For partners only" in words_of(Presentation(io.BytesIO(pptx_bytes(partners))).slides[1])


def test_a_plan_with_nothing_in_it_says_what_is_not_recorded(tmp_path: Path) -> None:
    from unit.plan.small_plan import PLAN, write_small_plan

    one = "[[body]]\nid='council'\nname='Council'\ntype='council'\n[[board]]\nid='board'\n"
    one += "name='Board'\nkind='strategy_group'\n"
    bare = read_plan(write_small_plan(tmp_path, plan=PLAN, bodies=one, priorities="", actions=""))
    titles = [slide.title for slide in slides_of(composed(bare))]

    assert "What residents said is not recorded here." in titles
    assert "What drives crime here is not recorded in the plan." in titles
    assert "No promise to residents is recorded yet." in titles


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ((Paragraph("word " * 41), Definitions((("Source", "x"),))), "at most 40"),
        ((Paragraph("Few."),), "no source"),
        ((Callout("Mind", ("this",)), Definitions((("Source", "x"),))), "holds a callout"),
    ],
)
def test_a_section_that_is_no_slide_is_refused(deck: Document, blocks: tuple, fault: str) -> None:
    odd = replace(deck, blocks=(Section("odd", "It is odd.", blocks),))

    with pytest.raises(DisclosureError, match=fault):
        slides_of(odd)


def test_a_councils_template_keeps_its_look_and_loses_its_slides(
    deck: Document, tmp_path: Path
) -> None:
    theirs = Presentation()
    theirs.slides.add_slide(theirs.slide_layouts[0]).shapes.title.text = "An old slide"
    theirs.slide_master.placeholders[0].name = "Their title"
    path = tmp_path / "council.pptx"
    theirs.save(path)

    made = Presentation(io.BytesIO(pptx_bytes(deck, template=path)))

    assert (made.slide_width, made.slide_height) == (theirs.slide_width, theirs.slide_height)
    assert made.slide_master.placeholders[0].name == "Their title"
    assert "An old slide" not in " ".join(map(words_of, made.slides))
    assert len(made.slides) >= len(slides_of(deck)) + 1


@pytest.fixture
def odd_template(tmp_path: Path) -> Path:
    """Another council's: four to three, content before titles, a logo, and no foot."""
    theirs = Presentation()
    theirs.slide_width, theirs.slide_height = Inches(10), Inches(7.5)
    [png] = png_pictures([(LOGO, 60)])
    logo = theirs.slides.add_slide(theirs.slide_layouts[6]).shapes.add_picture(
        io.BytesIO(png), Inches(9.2), Inches(0.2), Inches(0.6), Inches(0.6)
    )
    master = theirs.slide_master
    _, rel = master.part.get_or_add_image_part(io.BytesIO(png))
    picture = copy.deepcopy(logo._element)
    picture.find(f".//{qn('a:blip')}").set(qn("r:embed"), rel)
    picture.find(f".//{qn('p:cNvPr')}").set("name", "Crest")
    master.shapes._spTree.append(picture)
    for layout in theirs.slide_layouts:
        tree = layout.shapes._spTree
        for place in list(layout.placeholders):
            kind = place.placeholder_format.type
            if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
                place.left, place.top = Inches(0.5), Inches(0.3)
                place.width, place.height = Inches(8.5), Inches(1.2)
                tree.append(place._element)
            elif kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                tree.remove(place._element)
    path = tmp_path / "crest.pptx"
    theirs.save(path)
    return path


def test_a_template_of_another_shape_with_a_crest_and_no_foot_still_reads(
    deck: Document, odd_template: Path
) -> None:
    made = Presentation(io.BytesIO(pptx_bytes(deck, template=odd_template)))
    crest = next(one for one in made.slide_master.shapes if one.name == "Crest")

    assert [one.name for one in made.slide_layouts] == [
        one.name for one in Presentation(odd_template).slide_layouts
    ]
    for slide in made.slides:
        assert re.search(r"Public\b", words_of(slide)), "no foot, and yet its marking is told"
        assert "12 November 2026" in words_of(slide)
        assert slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
            assert not (
                shape.left + shape.width > crest.left and shape.top < crest.top + crest.height
            ), "nothing lies on the crest"
        over = [one for one in slide.shapes if not one.is_placeholder and one.name != "Source"]
        source = next((one for one in slide.shapes if one.name == "Source"), None)
        assert all(one.top + one.height <= source.top + 1 for one in over if source)


def test_a_template_that_is_none_is_refused(deck: Document, tmp_path: Path) -> None:
    path = tmp_path / "council.pptx"
    path.write_bytes(b"not a presentation")

    with pytest.raises(ConfigurationError, match="cannot be used for slides"):
        pptx_bytes(deck, template=path)
