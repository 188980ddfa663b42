"""Reconciliation: the rows placed in an area beside the officially published total.

The Home Office's tables by Community Safety Partnership are the control total. Rows that a
source placed fall short of it by what could not be placed and by later corrections; a gap
that grows, or is much larger than usual, is a fault to look for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.evidence.cube import cube
from wardmote.evidence.held_areas import held_areas
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.months import month_name, shift_month

QUARTER = 3
# Not notifiable crime: in police.uk's files, in no recorded-crime table.
NOT_RECORDED_CRIME = "anti_social_behaviour"


@dataclass(frozen=True)
class Reconciled:
    """One quarter: the official total, and what a series placed in the area.

    Parameters
    ----------
    first_month
        Of the quarter.
    series
        Source/kind.
    official
        Offences in the official table.
    placed
        Records of the series placed in the area, without anti-social behaviour.
    """

    first_month: date
    series: str
    official: int
    placed: int

    @property
    def share(self) -> float | None:
        """Placed as a share of the official total; None where that is 0 or less."""
        return self.placed / self.official if self.official > 0 else None

    def __str__(self) -> str:
        last = month_name(shift_month(self.first_month, QUARTER - 1))
        share = "" if self.share is None else f" ({100 * self.share:.1f}%)"
        return (
            f"{self.series}, quarter to {last}: {self.placed:,} placed of {self.official:,} "
            f"in the official table{share}"
        )


def reconcile(evidence: Evidence, area: PartnershipArea) -> tuple[Reconciled, ...]:
    """Each quarter that both the official table and a series of all crime hold whole.

    Parameters
    ----------
    evidence
        One evidence version.
    area
        The partnership's area. A district stands for its partnership only where it has one
        to itself.

    Returns
    -------
    tuple of Reconciled
        In order of series and quarter; empty where no official table is held.

    Notes
    -----
    The official table counts by when a crime was recorded and corrects earlier quarters;
    police.uk's files are as first published. A share near 100% is not proof of either.
    """
    official = _official(evidence, _names(evidence, area))
    if not official:
        return ()
    placed = _placed(evidence, area)
    return tuple(
        Reconciled(quarter, series, official[quarter], sum(months[one] for one in _of(quarter)))
        for series, months in sorted(placed.items())
        for quarter in sorted(official)
        if all(one in months for one in _of(quarter))
    )


def _of(quarter: date) -> tuple[date, ...]:
    return tuple(shift_month(quarter, step) for step in range(QUARTER))


def _names(evidence: Evidence, area: PartnershipArea) -> Sequence[str]:
    """Code and name that the official table knows the partnership by."""
    areas = held_areas(evidence)
    csps = {one for lad in area.districts for one in areas.csps_of_district.get(lad, ())}
    if area.code in csps:
        csps = {area.code}
    districts = {lad for lad, held in areas.csps_of_district.items() if csps & set(held)}
    if len(csps) != 1 or districts != set(area.districts):
        return ()
    code = csps.pop()
    return (code, areas.names.get(code, code))


def _official(evidence: Evidence, names: Sequence[str]) -> dict[date, int]:
    rows = evidence.con.execute(
        """
        SELECT month, sum("count") FROM control_totals
        WHERE months = ? AND (area_code IN (SELECT unnest(?)) OR area_name IN (SELECT unnest(?)))
        GROUP BY month
        """,
        [QUARTER, list(names), list(names)],
    ).fetchall()
    return {month: int(total) for month, total in rows}


def _placed(evidence: Evidence, area: PartnershipArea) -> dict[str, dict[date, int]]:
    inside = (
        ("lsoa21cd", sorted(area.lsoas))
        if area.lsoas is not None
        else ("district_code", list(area.districts))
    )
    rows = evidence.con.execute(
        f"""
        SELECT source || '/' || kind, month, sum("count") FROM read_parquet(?)
        WHERE covers = 'all' AND months = 1 AND scheme <> 'partner' AND category <> ?
            AND {inside[0]} IN (SELECT unnest(?))
        GROUP BY ALL
        """,
        [str(cube(evidence)), NOT_RECORDED_CRIME, inside[1]],
    ).fetchall()
    placed: dict[str, dict[date, int]] = {}
    for series, month, count in rows:
        placed.setdefault(series, {})[month] = int(count)
    return placed
