"""Every id that a record names must exist: read off the types, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NewType, get_args, get_type_hints

from wardmote.assessment.entered import not_known
from wardmote.errors import Fault
from wardmote.plan.folder.tables import Placed
from wardmote.plan.records import TABLES
from wardmote.plan.records.alignment import Objective
from wardmote.plan.records.delivery import Milestone


@cache
def id_types() -> Mapping[Any, type]:
    """Type of an id to the record that it names."""
    kinds = [*TABLES.values(), Milestone, Objective]
    return {hints["id"]: kind for kind in kinds if "id" in (hints := get_type_hints(kind))}


@cache
def _references(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Fields of a kind that hold ids of other records, or records that may hold them."""
    own = get_type_hints(kind)
    return tuple((name, hint) for name, hint in own.items() if name != "id" and _leads(hint))


def _leads(hint: Any) -> bool:
    return _names_kind(hint) is not None or any(map(is_dataclass, _parts(hint)))


def _parts(hint: Any) -> list[Any]:
    return [hint, *get_args(hint)]


def _names_kind(hint: Any) -> type | None:
    """Kind of record that a field's ids name, if it holds ids."""
    named = (one for one in _parts(hint) if isinstance(one, NewType))
    return next((id_types()[one] for one in named if one in id_types()), None)


def references_of(record: Any, at: str = "") -> Iterator[tuple[str, type, str]]:
    """Every reference of a record: field, kind that it names, id."""
    for name, hint in _references(record.__class__):
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if is_dataclass(one):
                yield from references_of(one, f"{at}{name}.")
            elif one and (kind := _names_kind(hint)) is not None:
                yield f"{at}{name}", kind, str(one)


def held_ids(placed: Sequence[Placed]) -> dict[type, list[str]]:
    """Kind to the ids that exist of it, those inside other records too."""
    held: dict[type, list[str]] = {kind: [] for kind in id_types().values()}
    for one in placed:
        for found in _with_inner(one.record):
            if type(found) in held and found.id:
                held[type(found)].append(str(found.id))
    return held


def _with_inner(record: Any) -> Iterator[Any]:
    yield record
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Milestone | Objective))


def reference_faults(
    placed: Sequence[Placed], *, set_aside: Collection[str] = ()
) -> Iterator[Fault]:
    """References that lead nowhere, and ids that are given twice.

    Parameters
    ----------
    placed
        Every record of a plan, with where it was read.
    set_aside
        Ids of entries that have faults of their own: a reference to one of them is right.
    """
    held = held_ids(placed)
    known = {kind: set(ids) for kind, ids in held.items()}
    for one in placed:
        for name, kind, reference in references_of(one.record):
            if reference not in known[kind] and reference not in set_aside:
                yield Fault(one.where, f"{name}: {not_known(reference, sorted(known[kind]))}")
    yield from _twice(placed)


def _twice(placed: Sequence[Placed]) -> Iterator[Fault]:
    first: dict[tuple[type, str], str] = {}
    for one in placed:
        for found in _with_inner(one.record):
            if type(found) not in id_types().values():
                continue
            key = (type(found), str(found.id))
            if key in first:
                yield Fault(one.where, f"the id {found.id} is taken: {first[key]}")
            first.setdefault(key, one.where)


def circles(links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of things that come before each other, each once.

    Examples
    --------
    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}))
    [('a', 'b', 'c', 'a')]
    """
    done: set[str] = set()
    for start in sorted(links):
        path = [start]
        yield from _follow(links, path, done)


def _follow(
    links: Mapping[str, Sequence[str]], path: list[str], done: set[str]
) -> Iterator[tuple[str, ...]]:
    here = path[-1]
    if here in done:
        return
    for following in links.get(here, ()):
        if following in path:
            yield (*path[path.index(following) :], following)
        else:
            yield from _follow(links, [*path, following], done)
    done.add(here)
