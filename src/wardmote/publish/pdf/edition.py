"""The PDF of a document, or the reason why there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from importlib.resources import files
from typing import Any, Final

from wardmote.errors import DisclosureError, Fault
from wardmote.publish.document import Document
from wardmote.publish.paper import on_paper
from wardmote.publish.pdf.content import content
from wardmote.publish.pdf.row_headers import with_row_headers
from wardmote.publish.typesetting import Unprintable, typeset

_TOO_LONG: Final = re.compile(r"too long for one sheet: ([a-z0-9-]+) (\d+)")
WORDS_SHOWN_AROUND: Final = 20


def pdf_bytes(document: Document) -> bytes:
    """The document as one PDF file: PDF/UA-1 and PDF/A-2a, on A4.

    Answers "what do we print, send to the Board and archive?". The same order, numbers and
    text alternatives as the page set; the tables behind the pictures and the receipts of all
    numbers stand at the end, one link from each number and two from its files.

    Parameters
    ----------
    document
        Checked by being built. All that is in it is in the file.

    Returns
    -------
    bytes
        The same for the same document on every machine with the same typst, in every time zone.

    Raises
    ------
    DisclosureError
        A section that must fit one sheet does not, or a character has no shape in the shipped
        typefaces: it says where they stand.

    Notes
    -----
    The row headers of its tables are marked as such by `wardmote.publish.pdf.row_headers`.

    References
    ----------
    ISO 14289-1 (PDF/UA-1). ISO 19005-2 (PDF/A-2), level a.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.blocks import Paragraph
    >>> from wardmote.publish.document import Strip
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> nothing = Paragraph("No clear change.")
    >>> pdf_bytes(Document("Luton", strip, "Nothing rose.", (nothing,), (), ()))[:8]
    b'%PDF-1.7'
    """
    import typst

    said = content(on_paper(document))
    try:
        made = typeset((files("wardmote.publish.pdf") / "edition.typ").read_bytes(), said)
    except Unprintable as error:
        raise _without_shape(error.characters, said, document) from error
    except typst.TypstError as error:
        over = _TOO_LONG.search(error.message)
        if over is None:
            raise  # a fault of ours
        raise _too_long(over[1], over[2]) from error
    return with_row_headers(made)


def _too_long(section: str, millimetres: str) -> DisclosureError:
    return DisclosureError(
        f'Section "{section}" must fit one sheet, and does not.',
        expected="one side of A4 in the smallest type that can be read",
        found=f"{millimetres} mm too much",
        next_step="Shorten the section, or put exhibits beside each other.",
    )


def _without_shape(characters: str, said: Any, document: Document) -> DisclosureError:
    faults = [
        Fault(place, _named(character, text))
        for character in characters
        for place, text in _places_of(character, said)
    ]
    return DisclosureError(
        f'"{document.title}" cannot be printed: the typefaces lack {len(characters)} '
        f"character{'' if len(characters) == 1 else 's'} of it.",
        faults=faults,
        next_step="Write these words in Latin letters. The page set can show them as they are.",
    )


def _named(character: str, text: str) -> str:
    name = unicodedata.name(character, "a control character")
    at = text.index(character)
    before = text[max(0, at - WORDS_SHOWN_AROUND) : at]
    return f"U+{ord(character):04X} {name}, after “{before}”."


def _places_of(character: str, thing: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Where a character stands, for a person who has to find it."""
    if isinstance(thing, dict):
        own = str(thing.get("id") or thing.get("figure") or "") or place
        for name, inside in thing.items():
            yield from _places_of(character, inside, f"{own or 'document'}, {name}")
    elif isinstance(thing, list):
        for inside in thing:
            yield from _places_of(character, inside, place)
    elif isinstance(thing, str) and character in unescape(thing):
        words = re.sub(r"<[^>]*>", " ", thing) if thing.startswith("<svg") else thing
        yield place, unescape(words)
