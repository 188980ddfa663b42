"""One TOML file of a plan into records, its faults set aside with where they are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cattrs import transform_error
from cattrs.errors import BaseValidationError

from wardmote.assessment.entered import not_known
from wardmote.errors import Fault
from wardmote.plan.folder.forms import converter, said
from wardmote.plan.records import TABLES, Plan, Record

_NAMING = ("id", "title", "name", "about", "indicator", "board")


@dataclass(frozen=True)
class Placed:
    """A record, and where it was read."""

    record: Record
    where: str


def read_tables(path: Path, name: str) -> tuple[list[Placed], list[Fault]]:
    """Records of one file, and everything wrong with the others.

    Parameters
    ----------
    path
        The file.
    name
        As messages name it, such as ``history/2026.toml``.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        return [], [Fault(name, f"cannot be read as TOML in UTF-8: {why}")]
    return tables_of(text, name)


def tables_of(text: str, name: str) -> tuple[list[Placed], list[Fault]]:
    """Records of a file's text, and everything wrong with the others.

    Parameters
    ----------
    text
        TOML.
    name
        As messages name it.
    """
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return [], [Fault(name, f"cannot be read as TOML in UTF-8: {problem}")]
    placed: list[Placed] = []
    faults: list[Fault] = []
    for table, entries in held.items():
        for found in _entries(name, table, entries):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                where, values = found
                record, wrong = record_of(table, values, where)
                faults += wrong
                placed += [Placed(record, where)] if record else []
    return placed, faults


def stated_ids(path: Path) -> frozenset[str] | None:
    """Every id that a file states, also those of entries that cannot be used.

    Parameters
    ----------
    path
        The file; None is given back where it is no TOML, so that nothing is known of its ids.
    """
    try:
        return frozenset(_ids_in(tomllib.loads(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None


def _ids_in(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        if "id" in held:
            yield str(held["id"])
        held = list(held.values())
    if isinstance(held, list):
        for one in held:
            yield from _ids_in(one)


def _entries(name: str, table: str, entries: Any) -> Iterator[Fault | tuple[str, dict[str, Any]]]:
    if table not in TABLES:
        known = [f"[[{one}]]" for one in TABLES]
        yield Fault(name, not_known(f"[[{table}]]", known))
        return
    is_one = TABLES[table] is Plan
    listed = [entries] if is_one and isinstance(entries, dict) else entries
    if not (isinstance(listed, list) and all(isinstance(one, dict) for one in listed)):
        brackets = f"[{table}]" if is_one else f"[[{table}]]"
        yield Fault(f"{name}  {table}", f"must stand below {brackets}")
        return
    for number, values in enumerate(listed, 1):
        called = next((str(values[one]) for one in _NAMING if values.get(one)), "")
        place = f"{table} {number}" + (f" ({called})" if called else "")
        yield f"{name}  {table if is_one else place}", values


def record_of(table: str, values: dict[str, Any], where: str) -> tuple[Record | None, list[Fault]]:
    """One record of a table from plain values, or what is wrong with them.

    Examples
    --------
    >>> record_of("hold", {"starts": "1 May", "why": "Election"}, "plan.toml  hold 1")[1]
    [Fault(where='plan.toml  hold 1', problem='starts must be a date without quotes, such as \
2026-09-30'), Fault(where='plan.toml  hold 1', problem='ends is missing')]
    """
    try:
        return converter().structure(values, TABLES[table]), []
    except BaseValidationError as problem:
        found = transform_error(problem, path="", format_exception=said)
        return None, [Fault(where, _with_name(one)) for one in found]


def _with_name(text: str) -> str:
    problem, _, path = text.rpartition(" @ ")
    name = path.removeprefix(".").removeprefix("$.").removeprefix("$")
    return f"{name} {problem}" if name else problem
