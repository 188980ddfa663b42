"""The document as JSON: for programs, and to be rendered again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Final

from wardmote.publish.document import Document
from wardmote.publish.exhibits import Drawing
from wardmote.publish.pieces import Number
from wardmote.publish.tables import Row, Table

FORMAT: Final = "wardmote-document/1"
PERMISSIONS: Final = {"released"}  # why a table may leave; no part of what it says


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """JSON that is the same bytes for the same content: UTF-8, two spaces, no NaN."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def document_json(document: Document) -> bytes:
    """The whole document as JSON, in reading order.

    Returns
    -------
    bytes
        Each record as an object of its fields, with ``kind`` where several kinds can stand.
        Words are strings, a printed number is ``{"kind": "number", "value", "figure_id",
        "printed"}``. Pictures are not repeated: they are in ``figures/`` under the exhibit's id.
    """
    content = as_plain(replace(document, clearance=None))
    content.pop("clearance", None)
    return json_bytes({"format": FORMAT, **content})


def as_plain(thing: Any) -> Any:
    """A record as what JSON can hold, its numbers no more precise than they are printed.

    Examples
    --------
    >>> as_plain((Number(49.96, "share", "50%"), " of them"))[0]["value"]
    50
    """
    if isinstance(thing, Number):
        shown = {"value": thing.published, "printed": thing.text, "figure_id": thing.figure_id}
        return {"kind": thing.kind, **shown}
    if isinstance(thing, Table):
        return {**_fields(thing), "rows": [_row(thing, row) for row in thing.rows]}
    if is_dataclass(thing):
        return _fields(thing)
    if isinstance(thing, tuple):
        return [as_plain(part) for part in thing]
    if isinstance(thing, Enum):
        return thing.value
    return thing.isoformat() if isinstance(thing, date) else thing


def _fields(record: Any) -> dict[str, Any]:
    kind = getattr(record, "kind", None)
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    shown = {
        name: as_plain(value)
        for name, value in values.items()
        if not isinstance(value, Drawing) and name not in PERMISSIONS
    }
    return {"kind": kind, **shown} if kind else shown


def _row(table: Table, row: Row) -> dict[str, Any]:
    cells = [
        column.published(cell) if isinstance(cell, int | float) else as_plain(cell)
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    anchor = {"id": row.id} if row.id else {}
    plain = {name: value for name, value in _fields(row).items() if name != "id"}
    return {**anchor, **plain, "cells": cells}
