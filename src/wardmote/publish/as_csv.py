"""Tables as CSV, with the description that makes them a data package."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from typing import Final

from wardmote.publish.as_json import json_bytes
from wardmote.publish.document import Document
from wardmote.publish.pieces import plain
from wardmote.publish.tables import Column, Table

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table) -> bytes:
    """One table as CSV: UTF-8, comma, headers with units, numbers as precise as printed.

    Answers "may I have the numbers?". A missing number is the word that the page prints.

    Parameters
    ----------
    table
        Any table of a document.

    Returns
    -------
    bytes
        The header line, then one line for each row; lines end as RFC 4180 has them.

    Notes
    -----
    Words that a spreadsheet would run as a formula get an apostrophe in front.

    References
    ----------
    RFC 4180. OWASP, CSV injection.

    Examples
    --------
    >>> from wardmote.publish.tables import Row
    >>> columns = (Column("Rate", "per 1,000", decimals=1),)
    >>> rows = (Row("Abbey", (4.04,)), Row("Castle", ("suppressed",)))
    >>> csv_bytes(Table("r", "Rates", "Ward", columns, rows, "rates")).decode().splitlines()
    ['Ward,"Rate (per 1,000)"', 'Abbey,4.0', 'Castle,suppressed']
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(map(_words, (table.row_header, *(c.full_header for c in table.columns))))
    for row in table.rows:
        cells = zip(table.columns, row.cells, strict=True)
        published = (column.published(cell) for column, cell in cells)
        writer.writerow([_words(value) for value in (row.header, *published)])
    return page.getvalue().encode()


def datapackage(document: Document) -> bytes:
    """Description of every CSV of an edition, for programs and for those who archive it.

    References
    ----------
    Frictionless Data, Data Package and Table Schema version 1.
    """
    return json_bytes(
        {
            "profile": "tabular-data-package",
            "name": "tables",
            "title": document.title,
            "version": document.strip.version,
            "created": document.strip.assessed_on.isoformat(),
            "resources": [_resource(table) for table in document.tables()],
            "sources": sorted(
                ({"title": f"{one.publisher}: {one.name}"} for one in document.sources),
                key=lambda source: source["title"],
            ),
        }
    )


def _resource(table: Table) -> Mapping[str, object]:
    content = csv_bytes(table)
    fields = [{"name": table.row_header, "type": "string"}, *map(_field, table.columns)]
    return {
        "profile": "tabular-data-resource",
        "name": table.id,
        "path": f"tables/{table.id}.csv",
        "title": table.caption,
        "description": " ".join(map(plain, table.notes)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "missingValues": ["", *_missing_words(table)]},
    }


def _field(column: Column) -> Mapping[str, str]:
    kind = "string"
    if column.holds_numbers:
        kind = "number" if column.decimals else "integer"
    return {"name": column.full_header, "type": kind, "title": column.header, "unit": column.unit}


def _missing_words(table: Table) -> list[str]:
    """Words that stand where a number would."""
    in_numbers = (column.published(cell) for column, cell in table.cells() if column.holds_numbers)
    return sorted({said for said in in_numbers if isinstance(said, str)})


def _words(value: int | float | str) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(STARTS_A_FORMULA) else value
    return repr(value)
