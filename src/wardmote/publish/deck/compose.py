"""A cleared plan as a deck, in the order of a partnership's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from wardmote import __version__
from wardmote.plan.exchange import ClearedBook, require_cleared
from wardmote.plan.rating import Rated
from wardmote.publish import look, words
from wardmote.publish.blocks import Paragraph
from wardmote.publish.deck.closing import delivery, difference
from wardmote.publish.deck.grounds import Grounds
from wardmote.publish.deck.middle import drivers, principles, priorities
from wardmote.publish.deck.opening import developed, introduction, residents
from wardmote.publish.deck.pages import Page
from wardmote.publish.document import Document, Strip
from wardmote.publish.formats import file_stem
from wardmote.publish.pieces import Link

PARTS: Final = (
    introduction,
    developed,
    residents,
    drivers,
    principles,
    priorities,
    delivery,
    difference,
)
"""In the order in which a cabinet hears them."""


def compose_deck(
    cleared: ClearedBook,
    *,
    partnership: str,
    rated: Mapping[str, Rated] | None = None,
    strip: Strip | None = None,
    invented: bool = False,
    accent: str = look.DARK_BLUE,
) -> Document:
    """The deck of a plan as a document whose sections are slides.

    Answers "what do we show the cabinet?". Write it with `wardmote.publish.pptx.pptx_bytes`, or
    as a page with `wardmote.publish.html.page_set`, once it is cleared.

    Parameters
    ----------
    cleared
        The plan as its readers may have it.
    partnership
        Who answers for it.
    rated
        How each indicator stands (`wardmote.plan.rating.rate_indicators`), as it may be printed;
        without it the deck names how many there are, and no figure.
    strip
        What every sheet tells of itself; the plan's place, day and term by default.
    invented
        The place does not exist.
    accent
        The partnership's one colour.

    Returns
    -------
    Document
        Not cleared yet.

    Raises
    ------
    DisclosureError
        The plan has not been cleared.
    """
    plan = require_cleared(cleared).book.plan
    grounds = Grounds(cleared, partnership)
    page = Page(grounds, {str(key): one for key, one in (rated or {}).items()})
    blocks = tuple(chain.from_iterable(part(page) for part in PARTS))
    years = f"{words.day(plan.starts)} to {words.day(plan.ends)}"
    deck = Document(
        title=plan.title,
        strip=strip
        or Strip(
            place=plan.area,
            assessed_on=cleared.on,
            data_to="",
            version=f"plan of {years}, wardmote {__version__}",
            invented=invented,
            dated="Plan as at",
        ),
        answer=f"{partnership}: {plan.summary}",
        blocks=blocks,
        receipts=tuple(page.receipts),
        sources=(grounds.source,) if page.receipts else (),
        marking=cleared.readers,
        accent=accent,
    )
    own = Paragraph((Link("These slides for PowerPoint", f"{file_stem(deck)}.pptx"),))
    return replace(deck, foot=(own,))
