"""One deck being composed: its plan, its slides' common parts, its receipts."""

from __future__ import annotations

from collections.abc import Mapping

from wardmote.plan.book import PlanBook
from wardmote.plan.rating import Rated
from wardmote.plan.status import Standing, standings
from wardmote.publish import words
from wardmote.publish.blocks import Block, Definitions, Paragraph, Section
from wardmote.publish.deck.grounds import Grounds
from wardmote.publish.deck.slides import MOST_WORDS, SOURCE
from wardmote.publish.exhibits import Drawn
from wardmote.publish.receipts import Receipt
from wardmote.publish.tables import Table


class Page:
    """What every part of a deck is composed with.

    Parameters
    ----------
    grounds
        The cleared plan, and who answers for it.
    rated
        How each indicator stands, as it may be printed.
    """

    def __init__(self, grounds: Grounds, rated: Mapping[str, Rated]) -> None:
        self._grounds = grounds
        self.rated = rated
        self.book: PlanBook = grounds.cleared.book
        self.withheld_baselines = grounds.cleared.withheld_baselines
        self.on = grounds.cleared.on
        self.standings: Mapping[str, Standing] = standings(self.book, on=self.on)
        self.receipts: list[Receipt] = []

    def slide(
        self,
        slide_id: str,
        title: str,
        text: str,
        *,
        exhibit: Table | Drawn | None,
        source: str = "",
    ) -> Section:
        """One slide with its source; text that would make it too long is left out."""
        blocks: list[Block] = []
        if text and len(f"{title} {text}".split()) <= MOST_WORDS:
            blocks.append(Paragraph(text))
        if exhibit is not None:
            blocks.append(exhibit)
        blocks.append(Definitions(((SOURCE, self._source(source)),)))
        # A deck for partners counts what only they may have: no slide of it is the public's.
        return Section(
            slide_id,
            title,
            tuple(blocks),
            new_page=True,
            landscape=True,
            marking=self._grounds.cleared.readers,
        )

    def _source(self, source: str) -> str:
        own = f"{self.book.plan.title}, as at {words.day(self.on)}"
        return f"{own}; {source}" if source else own

    def rests_on(self, figure_id: str, statement: str, *, rows: int, caveat: str = "") -> None:
        """Remember what a number of a slide rests on."""
        self.receipts.append(self._grounds.receipt(figure_id, statement, rows=rows, caveat=caveat))
