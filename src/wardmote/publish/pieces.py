"""What a sentence is made of: words, stress, links, and numbers that lead to their evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from wardmote.errors import Fault
from wardmote.publish import words
from wardmote.publish.refusals import id_faults, missing, refuse_if

SAFE_ADDRESSES: Final = ("https://", "http://", "mailto:", "tel:", "#")
PAGE: Final = re.compile(
    r"(\.\./)*([a-z0-9-]+/)*[a-z0-9-]+(\.stratml)?"
    r"\.(html|csv|atom|pdf|docx|pptx|ics|json|xml)(#[a-z0-9-]+)?"
)
"""Address of a file that lies beside a page: it leads somewhere on a screen, never on paper."""
_PLAIN_NUMBER: Final = re.compile(r"[−-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?")


@dataclass(frozen=True)
class Strong:
    """Words that carry the sentence."""

    text: str
    kind: ClassVar[str] = "strong"


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere.

    Parameters
    ----------
    text
        Says where it leads, read on its own: never "here".
    address
        ``https:``, ``http:``, ``mailto:``, ``tel:``, ``#id`` of a part of this document, or
        `PAGE`: a file beside this page.
    """

    text: str
    address: str
    kind: ClassVar[str] = "link"
    is_spelt_out: ClassVar[bool] = True  # in print, after its words, the first time

    def __post_init__(self) -> None:
        faults = missing(self.text, "text", "says where the link leads")
        if not self.address.lower().startswith(SAFE_ADDRESSES) and not self.is_page:
            faults.append(
                Fault("address", f"not one that a page may hold. Use {', '.join(SAFE_ADDRESSES)}")
            )
        refuse_if(faults, what="A link cannot be published.", next_step="Correct the link.")

    @property
    def is_page(self) -> bool:
        """Whether it leads to a file beside the page."""
        return PAGE.fullmatch(self.address) is not None


class Citation(Link):
    """A link whose words are its address on paper: a law, which anyone can look up by them.

    On a screen it is a link like others.
    """

    is_spelt_out: ClassVar[bool] = False


@dataclass(frozen=True)
class Number:
    """A printed number that leads to where it comes from.

    Parameters
    ----------
    value
        The number itself, in the unit that is printed: 9.94 for ``10%``.
    figure_id
        Receipt that tells its files, rows and method.
    printed
        As the sentence shows it; thousands separated and without decimals unless given.
        Figures must agree with `value` at their own precision; words ("about 1 in 40") are
        the writer's.

    Examples
    --------
    >>> Number(10330, "violence-year").text
    '10,330'
    >>> Number(9.94, "violence-year", "10%").text
    '10%'
    """

    value: float
    figure_id: str
    printed: str = ""
    kind: ClassVar[str] = "number"

    def __post_init__(self) -> None:
        faults = id_faults(self.figure_id)
        if not math.isfinite(self.value):
            faults.append(Fault("value", 'not a number: say "cannot say, because …" instead.'))
        elif not agrees(self.text, self.value):
            faults.append(Fault("printed", "differs from the value behind it."))
        refuse_if(
            faults,
            what=f'A number of figure "{self.figure_id}" cannot be published.',
            next_step="Print the value with wardmote.publish.words, and name its receipt.",
        )

    @property
    def text(self) -> str:
        """As printed."""
        return self.printed or words.decimal(self.value, 0)

    @property
    def published(self) -> int | float | None:
        """The value at the precision that is printed; None where words are printed.

        Nothing that leaves may be more precise than the page: with its base, a finer
        percentage gives back a suppressed count.
        """
        return read_number(self.text)


Piece = str | Strong | Link | Number
Sentence = str | tuple[Piece, ...]
"""Words alone, or pieces in order. Spaces between pieces are the writer's."""


def read_number(printed: str) -> int | float | None:
    """Figures as the number they show, words as None.

    Examples
    --------
    >>> read_number("10,330"), read_number("−2.5%"), read_number("about 1 in 40")
    (10330, -2.5, None)
    """
    shown = _shown(printed)
    if shown is None:
        return None
    return float(shown) if "." in printed else int(shown)


def agrees(printed: str, value: float) -> bool:
    """Whether figures show a value at their own precision; words always do.

    Examples
    --------
    >>> agrees("1,234.6", 1234.56), agrees("1,234.5", 1234.56), agrees("about 1 in 40", 0.0253)
    (True, False, True)
    """
    shown = _shown(printed)
    if shown is None:
        return True
    half = Decimal("0.5").scaleb(int(shown.as_tuple().exponent))
    return abs(shown - Decimal(str(value))) <= half


def _shown(printed: str) -> Decimal | None:
    if not _PLAIN_NUMBER.fullmatch(printed):
        return None
    return Decimal(printed.rstrip("%").replace(",", "").replace(words.MINUS, "-"))


def pieces_of(sentence: Sentence) -> tuple[Piece, ...]:
    """The pieces of a sentence, one where it is words alone."""
    return (sentence,) if isinstance(sentence, str) else sentence


def plain(sentence: Sentence) -> str:
    """A sentence without its links and stress.

    Examples
    --------
    >>> plain(("Recorded violence ", Strong("rose"), ": ", Number(10330, "violence-year"), "."))
    'Recorded violence rose: 10,330.'
    """
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces_of(sentence))


def numbers_in(sentence: Sentence) -> Iterator[Number]:
    """Printed numbers of a sentence, in order."""
    return (piece for piece in pieces_of(sentence) if isinstance(piece, Number))


def links_in(sentence: Sentence) -> Iterator[Link]:
    """Links of a sentence, in order."""
    return (piece for piece in pieces_of(sentence) if isinstance(piece, Link))
