"""A table for each kind of record as CSV, with the description that makes them a data package."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import types
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan.exchange.as_json import published_values
from wardmote.plan.exchange.cleared import ClearedBook, require_cleared
from wardmote.plan.exchange.plain import plain_bytes
from wardmote.plan.records import TABLES, Record

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
LIST_JOIN: Final = "; "


def csv_files(cleared: ClearedBook) -> dict[str, bytes]:
    """A cleared plan as CSV tables, one for each kind of record, with ``datapackage.json``.

    Answers "may I have the plan in a spreadsheet?".

    Parameters
    ----------
    cleared
        Made by `wardmote.plan.exchange.clear_book`.

    Returns
    -------
    dict of str to bytes
        Name of a file to its content. Lists of words are joined by ``; ``; what holds fields
        of its own, such as milestones, is JSON in its cell.

    Raises
    ------
    DisclosureError
        It has not been cleared.

    References
    ----------
    RFC 4180. Frictionless Data, Data Package and Table Schema version 1. OWASP, CSV injection.
    """
    book = require_cleared(cleared).book
    held = {name: kind for name, kind in TABLES.items() if book.all(kind)}
    tables = {name: _table(cleared, kind) for name, kind in held.items()}
    resources = [_resource(name, held[name], content) for name, content in tables.items()]
    package = {
        "profile": "tabular-data-package",
        "name": "plan",
        "title": book.plan.title,
        "created": cleared.on,
        "readers": cleared.readers.value,
        "resources": resources,
    }
    written = {f"{name}.csv": content for name, content in tables.items()}
    return {"datapackage.json": plain_bytes(package), **written}


def _table(cleared: ClearedBook, kind: type[Record]) -> bytes:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    names = [one.name for one in fields(kind)]
    writer.writerow(names)
    for record in cleared.book.all(kind):
        said = published_values(cleared, record)
        given = {name: said.get(name, _default(record, name)) for name in names}
        writer.writerow([_cell(given[name]) for name in names])
    return page.getvalue().encode()


def _default(record: Record, name: str) -> Any:
    value = getattr(record, name)
    return getattr(value, "value", value)


def _cell(value: Any) -> str:
    if value is None or value in ((), []):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return _words(LIST_JOIN.join(value))
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return _words(value) if isinstance(value, str) else str(value)


def _words(text: str) -> str:
    """Words that a spreadsheet would run as a formula get an apostrophe in front."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _resource(name: str, kind: type[Record], content: bytes) -> dict[str, Any]:
    about = (kind.__doc__ or "").strip().splitlines()[0]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [*_described(kind)], "missingValues": ["", SYMBOL]},
    }


def _described(kind: type[Record]) -> tuple[dict[str, str], ...]:
    hints = get_type_hints(kind)
    return tuple({"name": one.name, "type": _type_of(hints[one.name])} for one in fields(kind))


def _type_of(hint: Any) -> str:
    """Type of a column as Table Schema names it."""
    for one in _parts(hint):
        if one in _TYPES:
            return _TYPES[one]
    return "string"


def _parts(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        yield from get_args(hint)
    else:
        yield hint


_TYPES: Final = {bool: "boolean", int: "integer", float: "number", date: "date"}
