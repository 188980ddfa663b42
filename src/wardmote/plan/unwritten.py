"""What a plan still lacks, in the order in which it is best written. Gaps, never faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from wardmote.plan.book import PlanBook
from wardmote.plan.records import (
    Action,
    AssessmentUsed,
    Concern,
    Consultation,
    Indicator,
    Outcome,
    Priority,
    Promise,
    Record,
)

WANTED: Final[tuple[tuple[type[Record], str], ...]] = (
    (AssessmentUsed, "the assessment that it rests on: [[assessment]]"),
    (Consultation, "how people were asked: [[consultation]]"),
    (Concern, "what people said: [[concern]]"),
    (Priority, "what it is about: [[priority]]"),
    (Outcome, "what will be different: [[outcome]]"),
    (Action, "what is done: [[action]]"),
    (Promise, "what residents are promised: [[promise]]"),
    (Indicator, "how success is seen: [[indicator]]"),
)
"""Kinds that every plan has, and how each is named to whoever writes it."""

MOST_NAMED: Final = 12


def unwritten(book: PlanBook) -> tuple[str, ...]:
    """What a plan still lacks, in words.

    Answers "what do I write next?". Whether the law asks for it, the statutory check tells.

    Parameters
    ----------
    book
        The plan.

    Returns
    -------
    tuple of str
        Empty where nothing that this looks for is missing.
    """
    return tuple(_gaps(book))


def _gaps(book: PlanBook) -> Iterator[str]:
    yield from (words for kind, words in WANTED if not book.all(kind))
    with_outcome = {one.priority for one in book.all(Outcome)}
    with_action = {one.priority for one in book.all(Action)}
    measured = {name for one in book.all(Indicator) for name in one.outcomes}
    yield from _listed("no outcome yet", book, Priority, with_outcome)
    yield from _listed("no action yet", book, Priority, with_action)
    yield from _listed("no indicator yet", book, Outcome, measured)
    based = {one.id for one in book.all(Indicator) if one.baseline is not None}
    yield from _listed("no baseline yet", book, Indicator, based)
    if "foreword" not in book.words:
        yield "the foreword: words/foreword.md"
    open_ids = [_name(one) for held in book.records.values() for one in held if one.to_be_confirmed]
    if open_ids:
        yield f"to be confirmed: {_few(open_ids)}"


def _listed(
    words: str, book: PlanBook, kind: type[Record], having: AbstractSet[str]
) -> Iterator[str]:
    lacking = [_name(one) for one in book.all(kind) if getattr(one, "id", "") not in having]
    if lacking:
        yield f"{kind.__name__.lower()} with {words}: {_few(lacking)}"


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _name(record: Record) -> str:
    return str(getattr(record, "id", "") or type(record).__name__.lower())
