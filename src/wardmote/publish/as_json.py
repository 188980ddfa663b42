"""The document as JSON: for programs, and to be rendered again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from wardmote.publish.document import Document
from wardmote.publish.exhibits import Drawing

FORMAT: Final = "wardmote-document/1"


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
    return json_bytes({"format": FORMAT, **as_plain(document)})


def as_plain(thing: Any) -> Any:
    """A record as what JSON can hold.

    Examples
    --------
    >>> from wardmote.publish.pieces import Number
    >>> as_plain((Number(0.5, "share", "50%"), "of"))[0]["figure_id"]
    'share'
    """
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, tuple):
        return [as_plain(part) for part in thing]
    if is_dataclass(thing):
        shown = {
            field.name: as_plain(getattr(thing, field.name))
            for field in fields(thing)
            if not isinstance(getattr(thing, field.name), Drawing)
        }
        kind = getattr(thing, "kind", None)
        return {"kind": kind, **shown} if kind else shown
    return thing
