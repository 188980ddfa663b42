"""What of a plan readers may have: records by their marking, and what is said of them with them.

A marking stands on a record. A reading, an update or a review is nothing without the record that
it is of, so it is never more open than that. Nor does the name of a record that is left out stay
in another: `NOT_PUBLIC` stands in its place, once, however many there were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from wardmote.plan.records import (
    BoardView,
    Dispatch,
    Milestone,
    Reading,
    Record,
    RiskReview,
    Update,
)
from wardmote.plan.records.alignment import Objective
from wardmote.vocabulary.marking import Marking

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from wardmote.plan.book import PlanBook

NOT_PUBLIC: Final = "not-public"
"""Stands where an id would name a record that these readers may not have."""

OF: Final[Mapping[type[Record], str]] = {
    Reading: "indicator",
    Update: "about",
    RiskReview: "risk",
    BoardView: "decision",
    Dispatch: "about",
}
"""Kind of record that is nothing by itself, to the field that names what it is of."""

_INSIDE: Final = (Milestone, Objective)
_Kind = TypeVar("_Kind", bound="DataclassInstance")


def open_records(book: PlanBook, readers: Marking) -> dict[type[Record], tuple[Record, ...]]:
    """Records of a book that readers of one marking may have.

    Answers "what is left of this plan for the public?". A kind of which nothing is left goes as
    well: that it was there tells something.

    Parameters
    ----------
    book
        The whole plan. It is left as it is.
    readers
        Whom it is for.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.plan.book import PlanBook
    >>> from wardmote.plan.records import Risk
    >>> secret = Risk(id="r", title="T", owner="council", likelihood=2, impact=3,
    ...     mitigation="M", raised_on=date(2026, 4, 1), marking=Marking.PARTNERS)
    >>> open_records(PlanBook({Risk: (secret,)}), Marking.PUBLIC)
    {}
    """
    kept = {
        kind: tuple(one for one in held if one.marking.open_to(readers))
        for kind, held in book.records.items()
    }
    hidden = _ids(book.records) - _ids(kept)
    if not hidden:
        return {kind: held for kind, held in kept.items() if held}
    standing = {
        kind: tuple(_unnamed(one, hidden) for one in held if _of(one) not in hidden)
        for kind, held in kept.items()
    }
    return {kind: held for kind, held in standing.items() if held}


def _of(record: Record) -> str:
    name = OF.get(type(record))
    return str(getattr(record, name)) if name else ""


def _ids(records: Mapping[type[Record], tuple[Record, ...]]) -> set[str]:
    """Ids of records and of what lies inside them. One may be the id of two kinds of thing."""
    return {
        str(one.id)
        for held in records.values()
        for record in held
        for one in _with_inner(record)
        if getattr(one, "id", "")
    }


def _with_inner(record: Record) -> Iterator[Any]:
    yield record
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, _INSIDE))


def _unnamed(record: _Kind, hidden: set[str]) -> _Kind:
    """The same without the names of what is hidden, at any depth."""
    held = {one.name: getattr(record, one.name) for one in fields(record) if one.init}
    changed = {
        name: made for name, value in held.items() if (made := _open(value, hidden)) != value
    }
    return replace(record, **changed) if changed else record


def _open(value: Any, hidden: set[str]) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return NOT_PUBLIC if value in hidden else value
    if isinstance(value, tuple):
        return _once([_open(one, hidden) for one in value])
    if is_dataclass(value) and not isinstance(value, type):
        return _unnamed(value, hidden)
    return value


def _once(parts: list[Any]) -> tuple[Any, ...]:
    """With one `NOT_PUBLIC` at most: two would count what is left out."""
    first = next((place for place, one in enumerate(parts) if one == NOT_PUBLIC), None)
    return tuple(one for place, one in enumerate(parts) if one != NOT_PUBLIC or place == first)
