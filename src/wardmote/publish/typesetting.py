"""The one place that talks to typst: our typeface and no other, the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import as_file
from typing import TYPE_CHECKING, Final

from wardmote.publish import look

if TYPE_CHECKING:
    from typst import Fonts

PRINT_DPI: Final = 220  # what Word keeps of a picture by default
PIXELS_TO_AN_INCH: Final = 96  # CSS, and so SVG
_UNPRINTABLE: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_PICTURES: Final = b"""\
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for one in json(bytes(sys.inputs.given)) {
  page(image(bytes(one.svg), format: "svg", width: one.points * 1pt))
}
"""


class Unprintable(Exception):
    """Our typefaces have no shape for some characters. The caller knows where they stand.

    Parameters
    ----------
    characters
        The characters, each once.
    """

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


def typeset(source: bytes, given: Mapping[str, object]) -> bytes:
    """A PDF from a typst source of ours and words that are data.

    Parameters
    ----------
    source
        Reads ``json(bytes(sys.inputs.given))``. It is code: nothing of a document may be in it.
    given
        What the document says, as JSON can hold it. typst never runs any of it.

    Raises
    ------
    Unprintable
        A character has no shape in our typefaces.
    typst.TypstError
        The source has a fault, or has called ``panic``.
    """
    import typst

    try:
        return typst.compile(
            source,
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],  # for those who cannot see it, and for the archive
            sys_inputs={"given": json.dumps(given)},
        )
    except typst.TypstError as error:
        characters = _unprintable(error.diagnostic)
        if characters:
            raise Unprintable(characters) from error
        raise


@cache
def _fonts() -> Fonts:
    """The shipped typeface, and those that typst carries for what it lacks; none of the machine."""
    import typst

    with as_file(look.fonts_folder()) as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _unprintable(diagnostic: str) -> str:
    texts = (_ESCAPED.sub(_character, text) for text in _UNPRINTABLE.findall(diagnostic))
    return "".join(dict.fromkeys("".join(texts)))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def png_pictures(svgs: Sequence[tuple[str, float]]) -> list[bytes]:
    """Drawings as PNG, for programs that cannot show SVG.

    Parameters
    ----------
    svgs
        Each drawing with its width in pixels of 1/96 inch.

    Returns
    -------
    list of bytes
        In the same order, on white, with `PRINT_DPI` dots to an inch.
    """
    return list(_drawn(tuple(svgs)))


@lru_cache(maxsize=1)  # the editions for different readers of one assessment show the same
def _drawn(svgs: tuple[tuple[str, float], ...]) -> tuple[bytes, ...]:
    if not svgs:
        return ()
    import typst

    given = [{"svg": svg, "points": width * 72 / PIXELS_TO_AN_INCH} for svg, width in svgs]
    drawn: bytes | list[bytes] = typst.compile(
        _PICTURES,
        font_paths=_fonts(),
        format="png",
        ppi=PRINT_DPI,
        sys_inputs={"given": json.dumps(given)},
    )
    return (drawn,) if isinstance(drawn, bytes) else tuple(drawn)
