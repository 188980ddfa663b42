"""Plain values as JSON: the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def plain_bytes(content: Mapping[str, Any]) -> bytes:
    r"""JSON in UTF-8 with two spaces; days as ``2026-11-22``.

    Examples
    --------
    >>> plain_bytes({"due": date(2026, 9, 30)})
    b'{\n  "due": "2026-09-30"\n}\n'
    """
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=_day)
    return f"{text}\n".encode()


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no plain value")
