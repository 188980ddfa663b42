"""The whole plan as one JSON object, in the order and with the names of its files."""

from __future__ import annotations

from typing import Any, Final

from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan.exchange.cleared import ClearedBook, require_cleared
from wardmote.plan.exchange.plain import plain_bytes
from wardmote.plan.folder.writing import plain_values
from wardmote.plan.records import TABLES, Indicator, Reading, Record

FORMAT: Final = "wardmote-plan/1"


def plan_json(cleared: ClearedBook) -> bytes:
    """A cleared plan as JSON.

    Answers "may a program have the plan?". Tables and fields are named as in the plan's folder;
    a field at its default is left out, and a withheld value is the word ``suppressed``.

    Parameters
    ----------
    cleared
        Made by `wardmote.plan.exchange.clear_book`.

    Returns
    -------
    bytes
        The same for the same plan.

    Raises
    ------
    DisclosureError
        It has not been cleared.
    """
    book = require_cleared(cleared).book
    return plain_bytes(
        {
            "format": FORMAT,
            "title": book.plan.title,
            "readers": cleared.readers.value,
            "stands_for": cleared.on,
            "records": {
                name: [published_values(cleared, one) for one in book.all(kind)]
                for name, kind in TABLES.items()
                if book.all(kind)
            },
            "words": dict(sorted(book.words.items())),
        }
    )


def published_values(cleared: ClearedBook, record: Record) -> dict[str, Any]:
    """Fields of a record as they leave, a withheld value as the word that says so."""
    values = plain_values(record)
    if isinstance(record, Reading) and cleared.is_withheld(record):
        values["value"] = SYMBOL
    if isinstance(record, Indicator) and record.id in cleared.withheld_baselines:
        values["baseline"] = {**values.get("baseline", {}), "value": SYMBOL}
    return values
