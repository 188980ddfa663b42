"""Characters that cannot be printed, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Final

from wardmote.errors import DisclosureError, Fault
from wardmote.publish.as_json import as_plain
from wardmote.publish.document import Document

WORDS_SHOWN_BEFORE: Final = 20
_CONTROLS: Final = re.compile(  # controls; marks that turn the direction of what follows; no text
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def refuse_controls(document: Document) -> None:
    """Refuse words with characters that are no text: a file with them is broken, or deceives.

    Raises
    ------
    DisclosureError
        There are such characters: what they are, and where they stand. A mark that turns the
        direction of text is one, since it shows 1,234 as 432,1.
    """
    _refuse(
        f'"{document.title}" cannot be printed: it holds characters that are not text.',
        as_plain(document),
        _CONTROLS.findall,
        next_step="Delete these characters where the words come from.",
    )


def refuse_shapeless(title: str, characters: str, said: Any) -> None:
    """Refuse words that the typefaces cannot show.

    Parameters
    ----------
    title
        Of the document.
    characters
        Those that have no shape.
    said
        All that is to be printed, as plain values.

    Raises
    ------
    DisclosureError
        Always, where one of the characters is found.
    """
    _refuse(
        f'"{title}" cannot be printed: the typefaces lack some of its characters.',
        said,
        lambda words: [one for one in characters if one in words],
        next_step="Write these words in Latin letters. The page set can show them as they are.",
    )


def _refuse(what: str, said: Any, found_in: Callable[[str], list[str]], *, next_step: str) -> None:
    faults = [
        Fault(place, _named(character, words))
        for place, words in _words(said, "")
        for character in dict.fromkeys(found_in(words))
    ]
    if faults:
        raise DisclosureError(what, faults=faults, next_step=next_step)


def _words(thing: Any, place: str) -> Iterator[tuple[str, str]]:
    """All words with their places: the part's id, or the name of what holds them."""
    if isinstance(thing, dict):
        own = next(
            (str(thing[name]) for name in ("id", "figure", "figure_id") if name in thing), ""
        )
        for name, inside in thing.items():
            yield from _words(inside, f"{own or place.partition(',')[0] or 'document'}, {name}")
    elif isinstance(thing, list | tuple):
        for inside in thing:
            yield from _words(inside, place)
    elif isinstance(thing, str):
        yield place, unescape(re.sub("<[^>]*>", " ", thing) if thing.startswith("<svg") else thing)


def _named(character: str, words: str) -> str:
    name = unicodedata.name(character, "a control character")
    at = words.index(character)
    before = " ".join(_CONTROLS.sub("", words[max(0, at - WORDS_SHOWN_BEFORE) : at]).split())
    return f"U+{ord(character):04X} {name}" + (f", after “{before}”." if before else ".")
