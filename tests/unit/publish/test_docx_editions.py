"""The Word file as Word, an editor, a screen reader and a council's template meet it."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Mm, Pt

from unit.publish.printed import W, parts
from unit.publish.sample_document import changes_chart, findings_table, violence_chart
from wardmote.errors import ConfigurationError, DisclosureError
from wardmote.publish.blocks import Callout, Paragraph, Points, Section, SideBySide
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.docx import docx_bytes
from wardmote.publish.docx.elements import AFTER_BORDERS
from wardmote.publish.readers import for_readers
from wardmote.vocabulary.marking import Marking

BODY = "word/document.xml"
OF_PARAGRAPHS = (  # the schema's order of a paragraph's properties
    *("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr"),
    *("w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", *AFTER_BORDERS),
)
OF_TABLES = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
    *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
    *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"),
)


def made(document: Document, template: Path | None = None) -> bytes:
    """A changed document, cleared again."""
    return docx_bytes(clear_document(document), template=template)


def read(file: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(file))


@pytest.fixture(scope="module")
def word(document) -> bytes:
    return docx_bytes(document)


@pytest.fixture(scope="module")
def body(word):
    return parts(word)[BODY]


def styled(file: bytes, style: str) -> list[str]:
    """Words of every paragraph in one style."""
    return [one.text for one in read(file).paragraphs if one.style.name == style]


def test_words_stand_in_real_styles(word, document):
    assert styled(word, "Title") == [document.title]
    sections = [block.title for block in document.blocks if isinstance(block, Section)]
    assert styled(word, "Heading 1")[: len(sections)] == sections
    assert styled(word, "Heading 2")[0] == "Noise, from the council’s own records"
    assert len(styled(word, "List Number")) == 2
    assert styled(word, "Wardmote Callout")[0] == "How this misleads"


def test_headings_never_skip_a_level(word):
    levels = [
        int(one.style.name[-1])
        for one in read(word).paragraphs
        if one.style.name.startswith("Heading")
    ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_captions_count_by_themselves(body, word, document):
    fields = [one.get(f"{W}instr").split()[:2] for one in body.iter(f"{W}fldSimple")]

    exhibits, tables = list(document.exhibits()), list(document.tables())
    assert fields.count(["SEQ", "Figure"]) == len(exhibits)
    assert fields.count(["SEQ", "Table"]) == len(tables)
    captions = " ".join(styled(word, "Caption"))
    for exhibit in exhibits:
        assert exhibit.title in captions


def test_every_picture_is_told_to_those_who_cannot_see_it(body, document):
    told = [one.get("descr") for one in body.iter() if one.tag.endswith("}docPr")]

    assert len(told) == len(list(document.exhibits()))
    for exhibit, text in zip(document.exhibits(), told, strict=True):
        assert text.startswith(exhibit.summary)


def test_pictures_fit_between_the_margins_and_are_sharp(word):
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        drawn = [name for name in archive.namelist() if name.endswith(".png")]
        opened = read(word)
        section = opened.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        assert len(drawn) == len(opened.inline_shapes) == 4
        for shape in opened.inline_shapes:
            assert shape.width <= room
        assert all(archive.read(name)[:8] == b"\x89PNG\r\n\x1a\n" for name in drawn)
        wide = int.from_bytes(archive.read(drawn[0])[16:20], "big")
        assert wide > 200 * opened.inline_shapes[0].width / 914_400  # dots to an inch


def test_every_table_has_a_marked_header_row_that_repeats_and_rows_that_stay_whole(body):
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert marked == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_words_that_lead_to_a_list_never_stand_alone_at_a_sheets_foot(document):
    blocks = (Paragraph("Key projects:"), Points(("Calm Market",)), Paragraph("No more."))

    found = read(made(replace(document, blocks=blocks, foot=(), answer="x.", receipts=())))

    kept = {one.text: one.paragraph_format.keep_with_next for one in found.paragraphs}
    assert kept["Key projects:"]
    assert not kept["No more."]


def test_numbers_are_aligned_right_and_words_left(word):
    table = read(word).tables[0]

    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert [side is not None and int(side) == 2 for side in sides] == [
        *(False, True, True, True, False, False, False),
    ]


def test_every_link_inside_leads_to_a_bookmark_given_once(body):
    names = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    numbers = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    anchors = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")]

    assert {anchor for anchor in anchors if anchor} <= set(names)
    assert len(names) == len(set(names)) == len(set(numbers))
    assert all(re.fullmatch(r"[a-z_0-9]{1,40}", name) for name in names)
    assert sorted(numbers) == sorted(one.get(f"{W}id") for one in body.iter(f"{W}bookmarkEnd"))


def test_any_number_is_two_clicks_at_most_from_file_hash_rows_and_method(body, document):
    blocks = list(body.find(f"{W}body"))

    def at(bookmark: str) -> int:
        mark = next(
            one for one in body.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == bookmark
        )
        return next(n for n, block in enumerate(blocks) if mark in list(block.iter()))

    numbers = [one for one in body.iter(f"{W}hyperlink") if "Number" in str(style_of(one))]
    assert len(numbers) == len(list(document.numbers()))
    for link, number in zip(numbers, document.numbers(), strict=True):
        assert words(link) == number.text
        receipt = document.receipt(number.figure_id)
        entry = blocks[at(link.get(f"{W}anchor")) :][:6]
        said = " ".join(map(words, entry))
        assert receipt.statement in said
        assert receipt.method in said
        assert f"{receipt.rows:,} row" in said
        files = [one.get(f"{W}anchor") for block in entry for one in block.iter(f"{W}hyperlink")]
        assert document.sources[0].sha256 in words(blocks[at(files[0])]) or len(files) < 3


def style_of(link) -> str | None:
    found = next(link.iter(f"{W}rStyle"), None)
    return None if found is None else found.get(f"{W}val")


def words(element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def test_children_stand_in_the_order_of_the_schema(word):
    for name, part in parts(word).items():
        if name.startswith("word/"):
            for tag, order in (("pPr", OF_PARAGRAPHS), ("tblPr", OF_TABLES)):
                ranks = {one.removeprefix("w:"): rank for rank, one in enumerate(order)}
                for properties in part.iter(f"{W}{tag}"):
                    found = [ranks[one.tag.removeprefix(W)] for one in properties]
                    assert found == sorted(found), name


def test_every_sheet_tells_place_dates_marking_version_and_page(word):
    section = read(word).sections[0]
    head = section.header.paragraphs[0].text
    foot = parts(word)["word/footer1.xml"]

    for fact in ("Northborough (invented place)", "22 November 2024", "seven months old"):
        assert fact in head
    assert "For partners only" in head
    assert "Evidence 3, wardmote 0.1.0" in words(foot)
    assert [one.get(f"{W}instr").strip() for one in foot.iter(f"{W}fldSimple")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_properties_name_the_document_and_no_person(word, document):
    properties = read(word).core_properties

    assert properties.title == document.title
    assert properties.language == "en-GB"
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=None) == datetime(2024, 11, 22)  # noqa: DTZ001  stored as UTC
    language = parts(word)["word/styles.xml"].find(f".//{W}rPrDefault//{W}lang")
    assert language.get(f"{W}val") == "en-GB"


def test_every_entry_of_the_file_is_dated_by_the_document(word):
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 11, 22, 0, 0, 0)}


def test_each_numbered_list_begins_at_one(document):
    twice = (Points(("One.", "Two."), numbered=True), Points(("Uno.", "Due."), numbered=True))

    found = parts(made(replace(document, blocks=twice, foot=())))

    lists = [one.get(f"{W}val") for one in found[BODY].iter(f"{W}numId")]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    kept = {one.get(f"{W}numId"): one for one in found["word/numbering.xml"].iter(f"{W}num")}
    for number in lists:
        assert kept[number].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_sections_begin_a_page_where_they_must(word, document):
    begin = [
        words(one)
        for one in parts(word)[BODY].iter(f"{W}p")
        if one.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    after = Section("after", "After the front", (Paragraph("Words."),))
    front = Section("front", "On one sheet", (Paragraph("Words."),), one_page=True)
    alone = parts(made(replace(document, blocks=(front, after))))[BODY]

    assert begin == ["What changed, month by month", "Where"]
    assert [words(one.getparent().getparent()) for one in alone.iter(f"{W}pageBreakBefore")] == [
        "After the front"
    ]


def test_a_section_sideways_has_sheets_of_its_own(document):
    sideways = Section("duties", "Statutory check", (findings_table(),), landscape=True)
    blocks = (Paragraph("Before."), sideways, Section("after", "After", (Paragraph("Words."),)))

    opened = read(made(replace(document, blocks=blocks)))

    assert [one.orientation for one in opened.sections] == [
        *(WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT),
    ]
    upright, turned = (one.page_width - one.left_margin for one in opened.sections[:2])
    assert turned > 1.3 * upright
    inside = [one.text for one in opened.sections[1].iter_inner_content() if hasattr(one, "text")]
    assert inside[0] == "Statutory check"
    assert "After" not in inside
    for one in opened.sections:
        ends = one.page_width - one.left_margin - one.right_margin
        for edge in (one.header, one.footer):
            (line,) = edge.paragraphs
            assert line.text
            last = line.paragraph_format.tab_stops[-1]
            assert abs(last.position - ends) < Mm(1), "the mark stands at the right margin"


def test_the_more_a_front_page_says_the_smaller_are_its_pictures(document):
    def tallest(words: str) -> float:
        beside = SideBySide((changes_chart(), violence_chart()))
        front = Section("front", "On one sheet", (beside, Paragraph(words)), one_page=True)
        opened = read(made(replace(document, blocks=(front,))))
        return max(one.height.mm for one in list(opened.inline_shapes)[:2])

    short, long, longest = (tallest("word " * n) for n in (20, 190, 3_000))

    assert short > long > longest > 30


def test_exhibits_on_one_sheet_stand_in_columns_drawn_for_a_phone(document):
    beside = SideBySide((changes_chart(), violence_chart()))
    front = Section("front", "On one sheet", (beside, Paragraph("Below.")), one_page=True)
    whole = replace(changes_chart(), id="whole", table=replace(changes_chart().table, id="whole-t"))
    after = Section("after", "After the front", (whole,))

    opened = read(made(replace(document, blocks=(front, after))))

    columns = [one._sectPr.find(f"{W}cols") for one in opened.sections]
    numbers = [None if one is None else one.get(f"{W}num") for one in columns]
    assert numbers[:3] == ["1", "2", "1"]
    starts = [one.start_type for one in opened.sections]
    assert starts[1:3] == [WD_SECTION.CONTINUOUS] * 2, "all on the sheet where it began"
    assert starts[3] == WD_SECTION.NEW_PAGE
    widths = [one.width.mm for one in opened.inline_shapes]
    assert max(widths[:2]) < 90 < widths[2]
    below = [one.text for one in opened.sections[2].iter_inner_content()]
    assert "Below." in below


def test_what_is_for_partners_is_marked_and_ruled(word):
    body = parts(word)[BODY]
    ruled = [words(one) for one in body.iter(f"{W}p") if one.find(f"{W}pPr/{W}pBdr") is not None]

    assert ruled.count("For partners only") == 2
    assert "Noise, from the council’s own records" in ruled


def test_the_public_edition_holds_nothing_for_partners(document):
    public = made(for_readers(document, Marking.PUBLIC))

    said = "".join(words(part) for part in parts(public).values())
    assert "For partners only" not in said
    assert "4,127" not in said
    assert "noise-2024-q1" not in said


def test_a_long_document_lists_its_contents_with_links(document):
    sections = tuple(
        Section(f"part-{n}", f"Part number {n}", (Paragraph("Words. " * 150),)) for n in range(7)
    )

    file = made(replace(document, blocks=sections))

    assert styled(file, "toc 1") == [f"Part number {n}" for n in range(7)]
    body = parts(file)[BODY]
    assert [one.text.split()[0] for one in body.iter(f"{W}instrText")] == ["TOC"]
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_the_accent_is_the_partnerships(document):
    file = made(replace(document, accent="#801650"))

    assert b"12436D" not in zipfile.ZipFile(io.BytesIO(file)).read("word/styles.xml")


HOSTILE = '</w:t></w:r><w:fldSimple w:instr="DDEAUTO cmd"/>&amp; {PAGE} <b>x</b> "\''


def test_hostile_words_stay_words(document):
    marked = replace(
        document,
        title=HOSTILE,
        answer=HOSTILE,
        strip=replace(document.strip, place=HOSTILE, version=HOSTILE),
        blocks=(
            Section("nasty", HOSTILE, (Paragraph(HOSTILE), Callout(HOSTILE, (HOSTILE,)))),
            replace(changes_chart(), title=HOSTILE, shows=HOSTILE),
            replace(findings_table(), caption=HOSTILE),
        ),
        receipts=tuple(replace(one, statement=HOSTILE) for one in document.receipts),
        sources=tuple(replace(one, name=HOSTILE) for one in document.sources),
    )

    found = parts(made(marked))

    assert words(found[BODY]).count(HOSTILE) > 30
    for part in found.values():
        for one in part.iter(f"{W}fldSimple"):
            assert one.get(f"{W}instr").split()[0] in {"SEQ", "PAGE", "NUMPAGES"}


def test_characters_that_are_no_text_are_refused(document):
    section = Section("told", "What people told us", (Paragraph("Crime fell: \x0012"),))

    with pytest.raises(DisclosureError) as refusal:
        made(replace(document, blocks=(section,)))

    assert "told, words    U+0000 a control character, after “Crime fell:”" in str(refusal.value)
    assert "Delete these characters" in str(refusal.value)


# A council's own template ------------------------------------------------------------------


def council_file(folder: Path, *lacking: str, name: str = "council.docx") -> Path:
    """A template with its own looks, words and header; without some styles."""
    opened = docx.Document()
    for style in ("Heading 1", "Title", "List Bullet", "Caption", "Normal"):
        opened.styles[style].font.name = "Gill Sans MT"
    opened.styles.add_style("Wardmote Answer", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(28)
    for lacks in lacking:
        opened.styles[lacks].delete()
    opened.add_paragraph("Replace this with your report")
    section = opened.sections[0]
    section.left_margin = Cm(4)
    section.header.paragraphs[0].text = "Northborough Council: crest"
    opened.save(folder / name)
    return folder / name


def test_a_councils_template_gives_its_styles_page_and_header(document, tmp_path):
    file = made(document, council_file(tmp_path))

    opened = read(file)
    assert opened.styles["Heading 1"].font.name == "Gill Sans MT"
    assert opened.styles["Wardmote Answer"].font.size == Pt(28)
    assert round(opened.sections[0].left_margin.cm, 1) == 4
    head = [one.text for one in opened.sections[0].header.paragraphs]
    assert head[0] == "Northborough Council: crest"
    assert "For partners only" in head[1]
    assert "Replace this" not in " ".join(one.text for one in opened.paragraphs)
    assert styled(file, "Title") == [document.title]
    assert {one.style.name for one in opened.tables} == {"Wardmote Table"}


def test_a_template_that_lies_on_its_side_gives_wide_tables_its_long_side(document, tmp_path):
    path = council_file(tmp_path)
    lying = docx.Document(str(path))
    section = lying.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    lying.save(path)
    wide = Section("duties", "Statutory check", (findings_table(),), landscape=True)

    opened = read(made(replace(document, blocks=(Paragraph("Before."), wide)), path))

    assert {round(one.page_width.mm) for one in opened.sections} == {297}


def test_the_head_of_a_councils_first_sheet_stands_on_the_first_alone(document, tmp_path):
    path = council_file(tmp_path)
    with_cover = docx.Document(str(path))
    with_cover.sections[0].different_first_page_header_footer = True
    with_cover.save(path)
    wide = Section("duties", "Statutory check", (findings_table(),), landscape=True)
    after = Section("after", "After", (Paragraph("Words."),))

    opened = read(made(replace(document, blocks=(Paragraph("Before."), wide, after)), path))

    covers = [one.different_first_page_header_footer for one in opened.sections]
    assert covers == [True, *[False] * (len(covers) - 1)]


def test_styles_that_a_template_lacks_are_added(document, tmp_path):
    template = council_file(tmp_path, "Caption", "List Number", "List Bullet", "Heading 3")

    file = made(document, template)

    assert len(styled(file, "List Number")) == 2
    assert styled(file, "Caption")
    assert read(file).styles["List Number"].base_style.name == "Normal"


def test_a_word_template_is_opened_as_the_document_that_word_makes_of_it(document, tmp_path):
    council_file(tmp_path)
    package = zipfile.ZipFile(tmp_path / "council.docx")
    with zipfile.ZipFile(tmp_path / "council.dotx", "w") as written:
        for name in package.namelist():
            content = package.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"document.main+xml", b"template.main+xml")
            written.writestr(name, content)

    file = made(document, tmp_path / "council.dotx")

    assert read(file).styles["Heading 1"].font.name == "Gill Sans MT"


def test_a_template_without_headings_is_refused_with_the_names_that_it_has(document, tmp_path):
    template = council_file(tmp_path, "Title", "Heading 2")

    with pytest.raises(ConfigurationError) as refusal:
        made(document, template)

    said = str(refusal.value)
    assert "Title    no style of this name." in said
    assert "Heading 2    no style of this name." in said
    assert "Heading 1    no style" not in said
    assert "List Bullet" in said
    assert "Use these styles once in the template in Word" in said


def test_a_template_with_macros_is_refused(document, tmp_path):
    council_file(tmp_path)
    package = zipfile.ZipFile(tmp_path / "council.docx")
    with zipfile.ZipFile(tmp_path / "council.docm", "w") as written:
        for name in package.namelist():
            content = package.read(name).replace(
                b"wordprocessingml.document.main+xml", b"x.macroEnabled.main+xml"
            )
            written.writestr(name, content)

    with pytest.raises(ConfigurationError) as refusal:
        made(document, tmp_path / "council.docm")

    assert "carries macros" in str(refusal.value)
    assert "council.docm" in str(refusal.value)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b""])
def test_a_template_that_is_no_word_file_is_refused(document, tmp_path, content):
    (tmp_path / "house-style.docx").write_bytes(content)

    with pytest.raises(ConfigurationError) as refusal:
        made(document, tmp_path / "house-style.docx")

    assert "cannot be read as a Word file" in str(refusal.value)
    assert "house-style.docx" in str(refusal.value)


def test_a_template_that_is_not_there_is_refused(document, tmp_path):
    with pytest.raises(ConfigurationError) as refusal:
        made(document, tmp_path / "gone.docx")

    assert "FileNotFoundError" in str(refusal.value)
