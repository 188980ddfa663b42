"""Rows that partners shared, counted by feed, category, month and place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wardmote.evidence.cube import placed, placed_counts
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    import ibis.expr.types as ir

PARTNER = "partner"
SOURCE = "mapped_csv"  # what reads partners' own feeds; others are not looked through for them


@dataclass(frozen=True)
class SharedRows:
    """Rows of one file that share a category, a period and a place.

    Parameters
    ----------
    agency, feed
        Who sent it, and the name of the mapping that read it, as slugs.
    category
        Category id of the partners' list.
    month, months
        First month of the period, and its length.
    inside
        Whether they lie in the area asked for; None where no place is known.
    ward_code
        Their ward, where it is known.
    file_sha256
        The file.
    rows, count
        Rows, and what they add up to.
    """

    agency: str
    feed: str
    category: str
    month: date
    months: int
    inside: bool | None
    ward_code: str | None
    file_sha256: str
    rows: int
    count: int


def shared_rows(evidence: Evidence, area: PartnershipArea) -> tuple[SharedRows, ...]:
    """Every row of partners' own feeds, in the area, outside it and without a place.

    Parameters
    ----------
    evidence
        One evidence version.
    area
        Where the partnership's records lie.

    Notes
    -----
    These counts are not open: they leave only through `wardmote.disclosure.release`.
    """
    import ibis

    found: list[SharedRows] = []
    held = {one.table for one in evidence.supplies.values() if one.supply.source == SOURCE}
    if "incidents" in held:
        rows = placed(evidence, "incidents", scheme=PARTNER)
        found += _grouped(rows.mutate(count=1, months=ibis.literal(1)), area)
    if "counts" in held:
        found += _grouped(placed_counts(evidence).filter(lambda each: each.scheme == PARTNER), area)
    return tuple(found)


def _grouped(rows: ir.Table, area: PartnershipArea) -> list[SharedRows]:
    keyed = rows.mutate(feed=rows.supply.split(".")[3].split("__")[0], inside=_inside(rows, area))
    keys = [
        "agency", "feed", "category", "month", "months", "inside", "ward_code", "file_sha256",
    ]  # fmt: skip
    total = keyed.group_by(keys).agg(rows=keyed.count(), count=keyed["count"].sum())
    table: list[dict[str, Any]] = total.order_by(keys).to_pyarrow().to_pylist()
    return [SharedRows(**one) for one in table]


def _inside(rows: ir.Table, area: PartnershipArea) -> Any:
    """True, false, or NULL where the place is not known well enough to say."""
    if area.lsoas is not None:
        return rows.lsoa21cd.isin(sorted(area.lsoas))
    return rows.district_code.isin(list(area.districts))
