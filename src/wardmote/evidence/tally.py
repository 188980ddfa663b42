"""Tally: which files, and how many rows of each, stand behind a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wardmote.evidence.cube import counted, placed, placed_counts
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True)
class RowsBehind:
    """Rows of one file behind a category's count in a period.

    Parameters
    ----------
    category
        Category id.
    file_sha256
        The file.
    rows
        Rows used.
    count
        What they add up to: as many as the rows for records, their sum for counts.
    """

    category: str
    file_sha256: str
    rows: int
    count: int


def rows_behind(
    evidence: Evidence,
    area: PartnershipArea,
    *,
    source: str,
    kind: str,
    first: date,
    last: date,
    area_column: str | None = None,
) -> tuple[RowsBehind, ...]:
    """Files and rows behind one series' counts of an area, by category.

    Parameters
    ----------
    evidence
        One evidence version.
    area
        Where the partnership's records lie.
    source, kind
        The series.
    first, last
        First and last month, both included.
    area_column
        ``ward_code`` or ``lsoa21cd``: only rows that this is known for.

    Notes
    -----
    Counted from the rows again, not from the cube: the two agreeing is a test.
    """
    rows = rows_of_series(evidence, area, source=source, kind=kind, first=first, last=last)
    if area_column is not None:
        rows = rows.filter(rows[area_column].notnull())
    grouped = rows.group_by(["category", "file_sha256"]).agg(
        rows=rows.count(), count=rows["count"].sum()
    )
    found: Sequence[dict[str, Any]] = (
        grouped.order_by(["category", "file_sha256"]).to_pyarrow().to_pylist()
    )
    return tuple(RowsBehind(**one) for one in found)


def rows_of_series(
    evidence: Evidence,
    area: PartnershipArea,
    *,
    source: str,
    kind: str,
    first: date,
    last: date,
) -> ir.Table:
    """Rows of one series in an area and period: the rows that its counts are made of.

    Returns
    -------
    ibis.expr.types.Table
        ``category``, ``month``, ``lsoa21cd``, ``ward_code``, ``district_code``,
        ``file_sha256``, ``row_number`` and ``count`` (1 for a record).
    """
    table = _table_of(evidence, source, kind)
    rows = placed(evidence, table) if table == "incidents" else placed_counts(evidence)
    kinds = rows.supply.startswith(f"{source}.{kind}.")
    rows = rows.filter(kinds & (rows.month >= first) & (rows.month <= last))
    if area.lsoas is not None:
        rows = rows.filter(rows.lsoa21cd.isin(sorted(area.lsoas)))
    else:
        rows = rows.filter(rows.district_code.isin(list(area.districts)))
    if table == "incidents":
        rows = rows.mutate(count=1)
    return rows.select(
        "category",
        "month",
        "lsoa21cd",
        "ward_code",
        "district_code",
        "file_sha256",
        "row_number",
        "count",
    )


def unplaced_rows(
    evidence: Evidence, *, source: str, kind: str, first: date, last: date
) -> tuple[RowsBehind, ...]:
    """Rows of a series that have no place at all, by category and file: in no area's count.

    Notes
    -----
    They belong to the whole force. How many of them are this partnership's is not known.
    """
    if _table_of(evidence, source, kind) != "incidents":
        return ()
    rows = counted(evidence, "incidents")
    rows = rows.filter(
        rows.supply.startswith(f"{source}.{kind}.")
        & rows.longitude.isnull()
        & rows.area_given.isnull()
        & (rows.month >= first)
        & (rows.month <= last)
    )
    keys = ["category", "file_sha256"]
    grouped = rows.group_by(keys).agg(rows=rows.count(), count=rows.count()).order_by(keys)
    return tuple(RowsBehind(**one) for one in grouped.to_pyarrow().to_pylist())


def _table_of(evidence: Evidence, source: str, kind: str) -> str:
    return next(
        one.table
        for one in evidence.supplies.values()
        if (one.supply.source, one.supply.kind) == (source, kind)
    )
