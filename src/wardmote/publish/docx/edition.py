"""The Word file of a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.section import Section as WordSection

from wardmote.publish import paper as printed
from wardmote.publish.blocks import SideBySide, walk
from wardmote.publish.clearing import require_clearance
from wardmote.publish.document import Document
from wardmote.publish.docx.appendices import Appendices
from wardmote.publish.docx.body import Body, Pictures
from wardmote.publish.docx.compact import ANSWER_SIZE, set_size
from wardmote.publish.docx.elements import (
    Element,
    field,
    paragraph,
    run,
    tab,
    w,
)
from wardmote.publish.docx.inline import Inline
from wardmote.publish.docx.package import with_fixed_dates
from wardmote.publish.docx.pages import Page, text_width
from wardmote.publish.docx.styles import Styles
from wardmote.publish.docx.template import council_template, our_template
from wardmote.publish.exhibits import Drawn
from wardmote.publish.paper import Paper, one_line
from wardmote.publish.pieces import numbers_in
from wardmote.publish.receipts import source_lines
from wardmote.publish.typesetting import png_pictures
from wardmote.publish.unprintable import refuse_controls


def docx_bytes(document: Document, *, template: Path | None = None) -> bytes:
    """The document as a Word file with real styles, captions, links and header rows.

    Answers "what do we give to people who will edit it, or publish in our council's look?".
    The same order, numbers and text alternatives as the PDF; a section that must fit one
    sheet starts a page here and is set closely; it is sure to fit in the PDF only.

    Parameters
    ----------
    document
        Cleared by `wardmote.publish.clearing`. All that is in it is in the file.
    template
        A council's ``.docx`` or ``.dotx``. Its page, headers, footers and styles are used, by
        their names; its own text is not. Styles that it lacks are added in its typeface.

    Returns
    -------
    bytes
        The same for the same document and template, in every time zone.

    Raises
    ------
    ConfigurationError
        The template cannot be read, carries macros, or lacks a title or headings.
    DisclosureError
        The document has not been cleared, or its words hold characters that are not text.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.blocks import Paragraph
    >>> from wardmote.publish.clearing import clear_document
    >>> from wardmote.publish.document import Strip
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> nothing = Paragraph("No clear change.")
    >>> document = Document("Luton", strip, "Nothing rose.", (nothing,), (), ())
    >>> docx_bytes(clear_document(document))[:2]
    b'PK'
    """
    require_clearance(document)
    refuse_controls(document)
    opened = our_template() if template is None else council_template(template)
    styles = Styles(opened)
    styles.colour(document.accent)
    paper = printed.on_paper(document)
    _write_body(opened, paper, styles)
    first, *others = opened.sections
    _mark_sheets(opened, first, paper, styles)
    for before, section in pairwise([first, *others]) if template is None else ():
        if text_width(before._sectPr) != text_width(section._sectPr):
            section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
            _mark_sheets(opened, section, paper, styles)
    _set_properties(opened, document)
    saved = io.BytesIO()
    opened.save(saved)
    return with_fixed_dates(saved.getvalue(), document.strip.assessed_on)


def _write_body(opened: WordFile, paper: Paper, styles: Styles) -> None:
    inline = Inline(paper, opened.part, styles)
    page = Page(opened.element.body.sectPr, styles)
    pictures = _pictures(paper.document)

    def body(*, is_sideways: bool = False) -> Body:
        return Body(paper, opened.part, styles, inline, pictures, page, is_sideways=is_sideways)

    page.add(_masthead(paper, styles, inline))
    page.add(body().blocks(paper.front))
    page.add(_contents(paper, styles, inline))
    for is_sideways, run_of_blocks in paper.sheets:
        elements = body(is_sideways=is_sideways).blocks(run_of_blocks)
        page.add(elements, is_sideways=is_sideways)
    page.add(_about(paper, styles, body()))
    page.add(Appendices(paper, body(), styles, inline, page.room(False)).all())
    page.end()


def _pictures(document: Document) -> Pictures:
    wide = {exhibit.id: exhibit.drawing.wide for exhibit in document.exhibits()}
    beside = [
        one
        for each in walk(document.blocks)
        if isinstance(each, SideBySide)
        for one in each.blocks
        if isinstance(one, Drawn)
    ]
    narrow = {one.id: one.drawing.narrow for one in beside}
    drawn = [*wide.values(), *narrow.values()]
    made = png_pictures([(svg, printed.width_of(svg)) for svg in drawn])
    return Pictures(
        dict(zip(wide, made[: len(wide)], strict=True)),
        dict(zip(narrow, made[len(wide) :], strict=True)),
    )


def _masthead(paper: Paper, styles: Styles, inline: Inline) -> Iterator[Element]:
    document = paper.document
    facts: list[Element] = []
    for label, said in document.strip.facts(document.marking):
        facts += [run("   ")] if facts else []
        facts += [inline.quiet(f"{label}\N{NO-BREAK SPACE}"), run(one_line(said), bold=True)]
    yield paragraph(styles["Wardmote Facts"], *facts)
    yield paragraph(styles["Title"], run(one_line(document.title)))
    answer = paragraph(styles["Wardmote Answer"], *inline.say(document.answer))
    answer[1:1] = inline.landing(number.figure_id for number in numbers_in(document.answer))
    if paper.front:
        set_size(answer, ANSWER_SIZE)
    yield answer


def _contents(paper: Paper, styles: Styles, inline: Inline) -> Iterator[Element]:
    """A table of contents that Word can renew, with links instead of page numbers until then."""
    sections = paper.contents
    if sections:
        yield paragraph(styles["Wardmote Mark"], run("Contents"))
    for place, section in enumerate(sections):
        link = inline.to_place(section.id, section.title)
        made = paragraph(styles["toc 1"], link)
        if place == 0:
            made[1:1] = [
                w("r", w("fldChar", fldCharType="begin")),
                w("r", _instruction('TOC \\o "1-1" \\n \\h')),
                w("r", w("fldChar", fldCharType="separate")),
            ]
        if place == len(sections) - 1:
            made.append(w("r", w("fldChar", fldCharType="end")))
        yield made


def _instruction(words: str) -> Element:
    made = w("instrText")
    made.text = f" {words} "
    made.set(qn("xml:space"), "preserve")
    return made


def _about(paper: Paper, styles: Styles, body: Body) -> Iterator[Element]:
    if not paper.document.receipts and not paper.document.foot:
        return
    yield paragraph(styles.heading(1), run(paper.about))
    if paper.document.receipts:
        yield paragraph(styles["Body Text"], run(printed.HOW_TO_FOLLOW))
    for line in source_lines(paper.document.sources):
        yield paragraph(styles["List Bullet"], run(one_line(line)))
    yield from body.blocks(paper.document.foot, level=2)


def _mark_sheets(opened: WordFile, section: WordSection, paper: Paper, styles: Styles) -> None:
    """Place, dates, marking and page on every sheet, below what a template prints there.

    Where the sheets turn, the line from margin to margin gets another length, but not under a
    template: what its own headers hold cannot be moved.
    """
    document = paper.document
    width = round(text_width(section._sectPr))
    heads, feet = [section.header], [section.footer]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
        feet.append(section.first_page_footer)
    if opened.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    for head in heads:
        words = [run(one_line(paper.running_head)), tab(), run(document.marking.words)]
        _add_line(head._element, _line(styles["Header"], words, width))
    for foot in feet:
        page = [run("Page "), field("PAGE", "1"), run(" of "), field("NUMPAGES", "1")]
        words = [run(one_line(document.strip.version)), tab(), *page]
        _add_line(foot._element, _line(styles["Footer"], words, width))


def _line(style: str, words: list[Element], width: int) -> Element:
    made = paragraph(style, *words)
    stops = w("tabs", w("tab", val="clear", pos=4513), w("tab", val="clear", pos=9026))
    stops.append(w("tab", val="right", pos=width))
    made.pPr.append(stops)
    return made


def _add_line(part: Element, line: Element) -> None:
    """Below what is there; in place of an empty paragraph."""
    for one in part.findall(qn("w:p")):
        if not any(one.itertext()) and one.find(f".//{qn('w:drawing')}") is None:
            part.remove(one)
    part.append(line)


def _set_properties(opened: WordFile, document: Document) -> None:
    properties = opened.core_properties
    on = datetime.combine(document.strip.assessed_on, time())
    properties.title = one_line(document.title)
    properties.subject = one_line(document.strip.place_in_words)
    properties.language = document.language
    properties.author = ""
    properties.last_modified_by = ""
    properties.comments = ""
    properties.keywords = ""
    properties.category = ""
    properties.created = properties.modified = on
    properties.last_printed = on
    properties.revision = 1
