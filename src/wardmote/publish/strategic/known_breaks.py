"""Known breaks: which there are, and on which side of the two years compared each lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wardmote.analysis.breaks import PlacedBreak
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.publish import words
from wardmote.publish.blocks import Block, Definitions
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.breaks import KINDS, Break

WHERE: Final = {
    "before both years": "Both years that are compared follow it",
    "inside the earlier year": "It lies in the earlier of the two years that are compared",
    "between the two years": "It lies between the two years that are compared",
    "inside the later year": "It lies in the later of the two years that are compared",
}


def breaks_of_chapter(findings: Sequence[Finding]) -> list[Block]:
    """What is known to have broken the counts of a chapter, each once, with where it lies."""
    placed = {str(one): one for each in findings for one in each.change.breaks}
    every = sorted(placed.values(), key=lambda one: one.event.first)
    said = " ".join(_said(one) for one in every)
    return [Definitions((("Known breaks", said),))] if said else []


def _said(placed: PlacedBreak) -> str:
    event = placed.event
    days = words.day(event.first)
    if event.last is not None:
        days = f"{days} to {words.day(event.last)}"
    return f"{event.what} ({days}). {WHERE[placed.where]}."


def table_of_breaks(found: Assessment) -> tuple[Table, ...]:
    """Every known break of the series used; none where there is none."""
    if not found.breaks:
        return ()
    table = Table(
        "known-breaks",
        "Known breaks of these series",
        "What",
        (Column("When"), Column("What it does to a count"), Column("Who says so")),
        tuple(Row(one.what, (_days(one), KINDS[one.kind], one.source)) for one in found.breaks),
        as_cards=True,
    )
    return (table,)


def _days(one: Break) -> str:
    first = words.day(one.starts)
    if one.is_step:
        return first
    return f"{first} to {words.day(one.ends)}" if one.ends else f"since {first}"
