"""What a PowerPoint file is made in: our template, or a council's own, emptied."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from wardmote.errors import ConfigurationError
from wardmote.publish import look
from wardmote.publish.pptx.room import EMU_TO_A_POINT, Room

WIDTH: Final = 960.0  # points: sixteen to nine
HEIGHT: Final = 540.0
FONT: Final = "Arial"  # on every machine; no wider than the typeface that we measure with
TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
CONTENTS: Final = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_KEPT: Final = ("Title Slide", "Title and Content")
_ROOMS: Final = {
    PP_PLACEHOLDER.TITLE: Room(44, 26, 872, 82),
    PP_PLACEHOLDER.CENTER_TITLE: Room(44, 130, 872, 120),
    PP_PLACEHOLDER.SUBTITLE: Room(44, 262, 872, 130),
    PP_PLACEHOLDER.OBJECT: Room(44, 116, 872, 374),
    PP_PLACEHOLDER.BODY: Room(44, 116, 872, 374),
    PP_PLACEHOLDER.DATE: Room(44, 500, 4, 26),
    PP_PLACEHOLDER.FOOTER: Room(44, 500, 760, 26),
    PP_PLACEHOLDER.SLIDE_NUMBER: Room(816, 500, 100, 26),
}
_TEMPLATE: Final = b"presentationml.template.main+xml"
_PRESENTATION: Final = b"presentationml.presentation.main+xml"
_TYPES: Final = "[Content_Types].xml"


def our_template() -> Any:
    """A new presentation with our two layouts and nothing in it."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(round(WIDTH * 12_700)), Emu(round(HEIGHT * 12_700))
    for layout in list(made.slide_layouts):
        if layout.name not in _KEPT:
            made.slide_layouts.remove(layout)
    master = made.slide_master
    for holder in (master, *made.slide_layouts):
        for placeholder in list(holder.placeholders):
            kind = placeholder.placeholder_format.type
            if kind is PP_PLACEHOLDER.DATE:
                placeholder._element.getparent().remove(placeholder._element)
            elif kind in _ROOMS:
                left, top, width, height = _ROOMS[kind].emu
                placeholder.left, placeholder.top = Emu(left), Emu(top)
                placeholder.width, placeholder.height = Emu(width), Emu(height)
                if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                    _clear_own_look(placeholder)
    _set_styles(master)
    _set_theme(master)
    return made


def _clear_own_look(placeholder: Any) -> None:
    """Words look as the master says: at the left, in ink."""
    for style in placeholder._element.iter(qn("a:lstStyle")):
        for level in list(style):
            style.remove(level)


def _set_styles(master: Any) -> None:
    """Titles and words at the left, in sizes of ours, without bullets."""
    styles = master.element.find(qn("p:txStyles"))
    for name, size, bold in (("p:titleStyle", 28, "1"), ("p:bodyStyle", 20, "0")):
        for level in styles.find(qn(name)):
            level.set("algn", "l")
            level.set("marL", "0")
            level.set("indent", "0")
            for bullet in list(level):
                if bullet.tag in (qn("a:buFont"), qn("a:buChar")):
                    level.remove(bullet)
            run = level.find(qn("a:defRPr"))
            run.set("sz", str(size * 100))
            run.set("b", bold)
            if level.find(qn("a:buNone")) is None:
                run.addprevious(level.makeelement(qn("a:buNone"), {}))
    for shape in master.placeholders:
        anchor = "b" if shape.placeholder_format.type is PP_PLACEHOLDER.TITLE else "t"
        shape.text_frame._txBody.bodyPr.set("anchor", anchor)
        if shape.placeholder_format.type is PP_PLACEHOLDER.FOOTER:
            for level in shape._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")


def _set_theme(master: Any) -> None:
    part = next(
        one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")
    )
    xml = part.blob.decode()
    colours = [*look.SERIES_COLOURS, "#3D3D3D", "#A285D1"]
    for number, colour in enumerate(colours, start=1):
        xml = re.sub(
            rf'(<a:accent{number}><a:srgbClr val=")[0-9A-Fa-f]{{6}}', rf"\g<1>{colour[1:]}", xml
        )
    xml = re.sub(r'(<a:latin typeface=")Calibri(")', rf"\g<1>{FONT}\g<2>", xml)
    part._blob = xml.encode()


def council_template(path: Path) -> Any:
    """A council's template, emptied: its master, layouts and theme stay.

    Parameters
    ----------
    path
        A ``.pptx`` or ``.potx``.

    Raises
    ------
    ConfigurationError
        It cannot be read, is no PowerPoint file, carries macros, or lacks the layouts needed.
    """
    try:
        opened = Presentation(io.BytesIO(_as_presentation(path)))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise _refused(path, type(error).__name__) from error
    slides = opened.slides._sldIdLst
    for slide in list(slides):
        opened.part.drop_rel(slide.rId)
        slides.remove(slide)
    title_layout(opened, path.name)
    content_layout(opened, path.name)
    return opened


def _as_presentation(path: Path) -> bytes:
    """A template as the presentation that PowerPoint would make of it."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(path.read_bytes())) as read,
        zipfile.ZipFile(written, "w") as write,
    ):
        types = read.read(_TYPES)
        if b"macroEnabled" in types:
            raise _refused(path, "macros, which a public document must not carry")
        for name in dict.fromkeys(read.namelist()):
            content = read.read(name)
            if name == _TYPES:
                content = content.replace(_TEMPLATE, _PRESENTATION)
            write.writestr(name, content)
    return written.getvalue()


def _refused(path: Path, found: str) -> ConfigurationError:
    return ConfigurationError(
        "The template cannot be used for slides.",
        where={"File": path.name},
        expected="a .pptx or .potx without macros that PowerPoint opens",
        found=found,
        next_step="Save the template again in PowerPoint, or leave it out to use ours.",
    )


def title_layout(made: Any, name: str = "ours") -> Any:
    """The layout of a first slide: a title and a place for words below it."""
    kinds = (PP_PLACEHOLDER.SUBTITLE, *CONTENTS)
    return _layout(made, name, kinds, "a title and a subtitle")


def content_layout(made: Any, name: str = "ours") -> Any:
    """The layout of every other slide: a title and one place for content."""
    return _layout(made, name, CONTENTS, "a title and a place for content")


def _layout(made: Any, name: str, kinds: tuple[Any, ...], expected: str) -> Any:
    found = [
        (_free(layout, kinds), number, layout)
        for number, layout in enumerate(made.slide_layouts)
        if _placeholder(layout, TITLES) is not None and _placeholder(layout, kinds) is not None
    ]
    if not found:
        raise ConfigurationError(
            "The template has no layout that a slide can be made with.",
            where={"File": name},
            expected=f"a layout with {expected}",
            next_step="Add one to the template, or leave the template out to use ours.",
        )
    return min(found, key=lambda one: one[:2])[2]


def _free(layout: Any, kinds: tuple[Any, ...]) -> int:
    """How far a layout is from a title with one more place, of the first kind wanted."""
    places = [one.placeholder_format.type for one in layout.placeholders]
    content = [one for one in places if one in (*CONTENTS, PP_PLACEHOLDER.SUBTITLE)]
    return len(content) + (0 if kinds[0] in content else 10)


def _placeholder(holder: Any, kinds: tuple[Any, ...]) -> Any:
    found = [one for one in holder.placeholders if one.placeholder_format.type in kinds]
    return min(found, key=lambda one: kinds.index(one.placeholder_format.type), default=None)


def title_of(slide: Any) -> Any:
    """A slide's title."""
    return _placeholder(slide, TITLES)


def content_of(slide: Any) -> Any:
    """A slide's place for content."""
    return _placeholder(slide, (PP_PLACEHOLDER.SUBTITLE, *CONTENTS))


def room_of(shape: Any) -> Room:
    """Where a shape lies."""
    left, top, width, height = (
        float(one) / EMU_TO_A_POINT for one in (shape.left, shape.top, shape.width, shape.height)
    )
    return Room(left, top, width, height)


def set_room(shape: Any, room: Room) -> None:
    """Put a shape where it belongs."""
    left, top, width, height = room.emu
    shape.left, shape.top, shape.width, shape.height = Emu(left), Emu(top), Emu(width), Emu(height)


def points(size: float) -> Any:
    """A size of letters."""
    return Pt(size)
