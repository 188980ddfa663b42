"""Tables of Nomis: a question a group of areas, page by page, until all that it counts came.

Nomis gives a guest 25,000 rows at once and may cut a page shorter; each row says how many
rows there are in all, and at which of them its page begins.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from wardmote.errors import LayoutChanged, SourceError
from wardmote.evidence.fetching.asking import Patience, Unsteady, ask, patiently
from wardmote.evidence.fetching.services import Observations

CODES_AT_ONCE = 100  # an address with more would be longer than servers take
OFFSET, COUNT, VALUE = "RECORD_OFFSET", "RECORD_COUNT", "OBS_VALUE"
Row = Mapping[str, str]


def observations_of(
    address: str,
    table: Observations,
    codes: Sequence[str],
    *,
    patience: Patience,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> list[Row]:
    """Rows of a table for these areas.

    Parameters
    ----------
    address
        Of the table.
    table
        What is asked of it.
    codes
        ONS codes of areas.
    patience
        How often and how long to try.
    tell
        Told how far it is.

    Returns
    -------
    list
        One for each cell, publisher's column (in capitals) to text.

    Raises
    ------
    LayoutChanged
        The answer lacks a column.
    SourceError
        It did not answer, gave fewer rows than it counted, or has nothing for an area.
    """
    found: list[Row] = []
    for start in range(0, len(codes), CODES_AT_ONCE):
        group = codes[start : start + CODES_AT_ONCE]
        ask_group = partial(_all_of, address, table, group, patience)
        found += patiently(ask_group, patience, where=address)
        tell(f"{len(found):,} rows of {table.id}")
    missing = sorted(set(codes) - {row[table.column] for row in found})
    if missing:
        raise SourceError(
            f"Nomis has nothing for {len(missing):,} of {len(codes):,} areas.",
            where={"Table": address},
            found=f"nothing for {', '.join(missing[:5])}",
            next_step="Codes change from year to year: look whether the table is of these areas.",
        )
    return found


def _all_of(
    address: str, table: Observations, codes: Sequence[str], patience: Patience
) -> list[Row]:
    found: list[Row] = []
    counted = 1
    while len(found) < counted:
        done = len(found)
        rows = _page(address, table, codes, done, patience)
        if not rows or rows[0][OFFSET] != str(done) or not rows[0][COUNT].isdecimal():
            raise Unsteady(f"the rows after {done:,} did not come")
        counted = int(rows[0][COUNT])
        found += rows
    return found


def _page(
    address: str, table: Observations, codes: Sequence[str], offset: int, patience: Patience
) -> list[Row]:
    wanted = dict.fromkeys([table.column, *table.columns.values(), VALUE])
    if table.across:
        wanted[table.across] = None
    question = {
        **table.query,
        "geography": ",".join(codes),
        "select": ",".join([*wanted, OFFSET, COUNT]),
        "recordoffset": str(offset),
    }
    body = ask(f"{address}?{urlencode(question, safe=',')}", patience).decode(
        "utf-8-sig", "replace"
    )
    reader = csv.DictReader(io.StringIO(body, newline=""))
    header = [name.upper() for name in reader.fieldnames or ()]
    lacking = [name for name in (*wanted, OFFSET, COUNT) if name not in header]
    if lacking:
        raise LayoutChanged(
            "Nomis answers with other columns than we asked for.",
            where={"Table": address},
            expected=", ".join(lacking),
            found=", ".join(header)[:200] or "nothing",
            next_step="Ask the table in a browser; correct it: wardmote fetch services",
        )
    reader.fieldnames = header
    return list(reader)


def as_csv(table: Observations, rows: Sequence[Row]) -> bytes:
    """Rows under our headings: one for each cell, or one for each area.

    Parameters
    ----------
    table
        Its headings; with `across`, the values of that column become columns.
    rows
        From `observations_of`.
    """
    if table.across:
        return _wide(table, rows)
    lines = [[row[theirs] for theirs in table.columns.values()] for row in rows]
    return _written(list(table.columns), lines)


def _wide(table: Observations, rows: Sequence[Row]) -> bytes:
    values = sorted({row[table.across] for row in rows})
    areas: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        area = tuple(row[theirs] for theirs in table.columns.values())
        areas.setdefault(area, {})[row[table.across]] = row[VALUE]
    headings = [*table.columns, *(table.heading.format(one) for one in values)]
    lines = [[*area, *(cells.get(one, "") for one in values)] for area, cells in areas.items()]
    return _written(headings, lines)


def _written(headings: list[str], lines: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(sorted(lines))
    return out.getvalue().encode()
