"""Residents in the evidence: estimates of LSOAs by year, and the files that they came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wardmote.evidence.held_areas import LSOA_VINTAGE
from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    from wardmote.places.residents import Estimates

_OF_LSOAS = """
    FROM residents
    WHERE measure = 'residents' AND area_kind = 'lsoa' AND vintage = ? AND "group" = 'all'
      AND area_code IN (SELECT unnest(?))
"""


def estimates_of_lsoas(evidence: Evidence, lsoas: Sequence[str]) -> Estimates | None:
    """Residents of LSOAs of 2021 by year; None where none are held.

    Notes
    -----
    Where two files give the same area and year, the one whose supply comes first by name is
    used: both are ONS estimates, and they are never added.
    """
    from wardmote.places.residents import Estimates

    rows = evidence.con.execute(
        f'SELECT area_code, year, min_by("count", supply) {_OF_LSOAS} GROUP BY ALL ORDER BY ALL',
        [LSOA_VINTAGE, list(lsoas)],
    ).fetchall()
    if not rows:
        return None
    counts: dict[str, dict[int, int]] = {}
    for code, year, count in rows:
        counts.setdefault(code, {})[year] = count
    return Estimates("lsoa", LSOA_VINTAGE, counts)


def files_of_residents(evidence: Evidence, lsoas: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """SHA-256 of each file with residents of these areas, and how many of its rows."""
    return tuple(
        evidence.con.execute(
            f"SELECT file_sha256, count(DISTINCT row_number) {_OF_LSOAS} GROUP BY 1 ORDER BY 1",
            [LSOA_VINTAGE, list(lsoas)],
        ).fetchall()
    )
