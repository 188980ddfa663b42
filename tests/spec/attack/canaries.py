"""Canaries: words put into every free field of every record for partners, to be listened for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, NewType, get_args, get_type_hints

from wardmote.errors import WardmoteError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder.references import id_types
from wardmote.plan.records import TABLES, Plan, Record
from wardmote.vocabulary.marking import Marking

SONG = "zebedee"


def canaries(book: PlanBook, marking: Marking) -> PlanBook:
    """The same plan, with one record more of every kind, singing in every field that is words."""
    added = [
        _singing(held[0], name, marking)
        for name, kind in TABLES.items()
        if kind is not Plan and (held := book.all(kind))
    ]
    return book.with_records(added)


def all_singing(book: PlanBook) -> PlanBook:
    """The same plan, the first record of every kind singing in its own place and marking."""
    records = dict(book.records)
    for name, kind in TABLES.items():
        if held := book.all(kind):
            records[kind] = (_singing(held[0], name, held[0].marking, named=False), *held[1:])
    return PlanBook(records, book.words)


def _singing(record: Record, name: str, marking: Marking, *, named: bool = True) -> Record:
    made = replace(record, marking=marking)
    for field, words in _words_of(type(record), name):
        if field in ("id", "about", "risk", "row") and not named:
            continue
        try:
            made = replace(made, **{field: words})
        except WardmoteError:  # a field of fixed words: it has none of its own to sing with
            continue
    return made


def _words_of(kind: Any, name: str) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint = hints[field.name]
        song = f"{SONG}-{name}-{field.name}".replace("_", "-")
        if field.name == "id" or hint is str:
            yield field.name, song
        elif get_args(hint) == (str, ...):
            yield field.name, (song,)


def pointing(book: PlanBook) -> PlanBook:
    """Every list of ids in a public record names the hidden record of its kind, too."""
    hidden = {
        kind: str(one.id)
        for kind, held in book.records.items()
        for one in held
        if one.marking is Marking.PARTNERS and SONG in str(getattr(one, "id", ""))
    }
    records = {
        kind: tuple(_pointed(one, hidden) if one.marking is Marking.PUBLIC else one for one in held)
        for kind, held in book.records.items()
    }
    return PlanBook(records, book.words)


def _pointed(record: Any, hidden: dict[type, str]) -> Any:
    hints = get_type_hints(type(record))
    more = {}
    for field in fields(record):
        named = [one for one in get_args(hints[field.name]) if isinstance(one, NewType)]
        kind = id_types().get(named[0]) if named else None
        if kind in hidden and isinstance(getattr(record, field.name), tuple):
            more[field.name] = (*getattr(record, field.name), hidden[kind])
    try:
        return replace(record, **more)
    except WardmoteError:
        return record


def singing(records: Any) -> set[str]:
    """Kinds of record whose song is somewhere in a text."""
    return {name for name in TABLES if f"{SONG}-{name}-".replace("_", "-") in records}
