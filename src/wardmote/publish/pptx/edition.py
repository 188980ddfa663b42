"""A cleared document as a PowerPoint file: a first slide, then a slide for each section."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu

from wardmote.publish import look, words
from wardmote.publish.clearing import require_clearance
from wardmote.publish.deck.slides import Slide, slides_of
from wardmote.publish.document import Document
from wardmote.publish.docx.package import with_fixed_dates
from wardmote.publish.exhibits import Chart, Drawn, Map
from wardmote.publish.pieces import plain
from wardmote.publish.pptx.charts import add_chart
from wardmote.publish.pptx.room import Room, height_of, size_that_fits
from wardmote.publish.pptx.tables import Fitted, add_table, fit_table
from wardmote.publish.pptx.template import (
    content_layout,
    content_of,
    council_template,
    our_template,
    points,
    room_of,
    set_room,
    title_layout,
    title_of,
)
from wardmote.publish.tables import Table
from wardmote.publish.typesetting import png_pictures
from wardmote.publish.unprintable import refuse_controls

TITLE_SIZES: Final = (30, 28, 26, 24, 22, 20, 18)
TEXT_SIZES: Final = (20, 18, 16, 14)
SOURCE_SIZE: Final = 11
SOURCE_TALL: Final = 34.0
WIDEST_PICTURE: Final = 640


def pptx_bytes(document: Document, *, template: Path | None = None) -> bytes:
    """A document whose sections are slides, as a PowerPoint file.

    Answers "what do we show the cabinet?".

    Parameters
    ----------
    document
        Composed by `wardmote.publish.deck.compose_deck`, and cleared.
    template
        A council's own ``.pptx`` or ``.potx``; ours by default.

    Returns
    -------
    bytes
        The same for the same document: charts and tables are native, every exhibit has its
        text alternative, and nothing overflows.

    Raises
    ------
    DisclosureError
        The document has not been cleared, a section is no slide, or words do not fit.
    ConfigurationError
        The template cannot be used.
    """
    require_clearance(document)
    refuse_controls(document)
    made = council_template(template) if template else our_template()
    _first(made, document)
    for slide in slides_of(document):
        _add(made, document, slide)
    _set_properties(made, document)
    written = io.BytesIO()
    made.save(written)
    return with_fixed_dates(written.getvalue(), document.strip.assessed_on)


def _set_properties(made: Any, document: Document) -> None:
    on = document.strip.assessed_on
    own = made.core_properties
    own.title, own.author, own.language = document.title, document.strip.place, document.language
    own.subject, own.keywords, own.last_modified_by = document.marking.words, "", ""
    own.comments, own.category, own.revision = "", "", 1
    own.created = own.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001  a day


def _first(made: Any, document: Document) -> None:
    slide = made.slides.add_slide(title_layout(made))
    _say(title_of(slide), (document.title,), (40, *TITLE_SIZES), bold=True)
    facts = document.strip.facts(document.marking)
    dated = " · ".join(f"{label}: {value.rstrip('.')}" for label, value in facts[1:-1])
    said = (plain(document.answer), dated.replace("Marking: ", ""))
    _say(content_of(slide), said, TEXT_SIZES)
    _foot(slide, document)


def _add(made: Any, document: Document, slide: Slide) -> None:
    for number, (exhibit, fitted, of) in enumerate(_pages(made, slide), start=1):
        page = made.slides.add_slide(content_layout(made))
        title = slide.title if of == 1 else f"{slide.title} ({number} of {of})"
        _say(title_of(page), (title,), TITLE_SIZES, bold=True)
        holder = content_of(page)
        room, whole = _rooms(holder, slide)
        if slide.text:
            set_room(holder, whole.strip(whole.height - SOURCE_TALL - room.height))
            _say(holder, slide.text, TEXT_SIZES)
        else:
            holder._element.getparent().remove(holder._element)
        shape = _exhibit(page, exhibit, fitted, room, document)
        if shape is not None and exhibit is not None:
            _describe(shape, exhibit)
        _source(page, _sourced(page, slide, document), whole.foot(SOURCE_TALL))
        _foot(page, document)
        if slide.notes:
            page.notes_slide.notes_text_frame.text = slide.notes


def _pages(made: Any, slide: Slide) -> Iterator[tuple[Table | Drawn | None, Fitted | None, int]]:
    """What each page of a slide shows: a long table takes several."""
    if isinstance(slide.exhibit, Table):
        room, _ = _rooms(content_of(content_layout(made)), slide)
        parts = fit_table(slide.exhibit, room)
        for part in parts:
            yield slide.exhibit, part, len(parts)
    else:
        yield slide.exhibit, None, 1


def _rooms(holder: Any, slide: Slide) -> tuple[Room, Room]:
    """Where the exhibit goes, below the words and above the source; and the whole place."""
    whole = room_of(holder)
    tall = height_of(slide.text, whole.width, TEXT_SIZES[0]) + 8 if slide.text else 0.0
    if slide.exhibit is None:
        tall = whole.height - SOURCE_TALL
    return whole.without_foot(SOURCE_TALL).below(tall), whole


def _exhibit(
    page: Any, exhibit: Table | Drawn | None, fitted: Fitted | None, room: Room, document: Document
) -> Any:
    if exhibit is None:
        return None
    if isinstance(exhibit, Table):
        return add_table(page, exhibit, fitted, room) if fitted else None
    if isinstance(exhibit, Chart):
        return add_chart(page, exhibit, room, document.strip.assessed_on)
    return _picture(page, exhibit, room)


def _picture(page: Any, exhibit: Drawn, room: Room) -> Any:
    [png] = png_pictures([(exhibit.drawing.wide, WIDEST_PICTURE)])
    shape = page.shapes.add_picture(io.BytesIO(png), 0, 0)
    scale = min(room.width * 12_700 / shape.width, room.height * 12_700 / shape.height)
    wide, tall = shape.width * scale / 12_700, shape.height * scale / 12_700
    set_room(shape, Room(room.left, room.top, wide, tall))
    return shape


def _describe(shape: Any, exhibit: Table | Drawn) -> None:
    """Name and text alternative, for those who cannot see it."""
    credit = f" {exhibit.attribution}" if isinstance(exhibit, Map) else ""
    said = exhibit.caption if isinstance(exhibit, Table) else f"{exhibit.summary}{credit}"
    own = shape._element.find(f".//{qn('p:cNvPr')}")
    own.set("name", exhibit.id)
    own.set("descr", said)


def _say(
    shape: Any, paragraphs: tuple[str, ...], sizes: tuple[float, ...], *, bold: bool = False
) -> None:
    """Words in a placeholder, at the largest size that fits it."""
    size = size_that_fits(paragraphs, room_of(shape), sizes, bold=bold)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for number, said in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = " ".join(said.split())
        run.font.size = points(size)


def _sourced(page: Any, slide: Slide, document: Document) -> str:
    """Where a slide comes from; and for whom it is, where the layout has no foot to say so."""
    kinds = [one.placeholder_format.type for one in page.slide_layout.placeholders]
    return slide.source if PP_PLACEHOLDER.FOOTER in kinds else f"{slide.source} · {_told(document)}"


def _source(page: Any, words_of_it: str, room: Room) -> None:
    left, top, width, height = room.emu
    shape = page.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height))
    shape.name = "Source"
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _say(shape, (f"Source: {words_of_it}",), (SOURCE_SIZE, 10, 9))
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(look.QUIET_TEXT[1:])


def _foot(page: Any, document: Document) -> None:
    """The layout's own footer and slide number, which a new slide does not have by itself."""
    said = _told(document)
    for placeholder in page.slide_layout.placeholders:
        kind = placeholder.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        copied = copy.deepcopy(placeholder._element)
        page.shapes._spTree.append(copied)
        if kind is PP_PLACEHOLDER.FOOTER:
            own = next(one for one in page.placeholders if one._element is copied)
            own.text_frame.text = said


def _told(document: Document) -> str:
    """For whom it is, of where, and when."""
    strip = document.strip
    return (
        f"{document.marking.words} · {strip.place_in_words} · "
        f"{strip.dated} {words.day(strip.assessed_on)}"
    )
