"""Residents in the evidence: estimates of LSOAs by year, and the files that they came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
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


_OF_HOUSEHOLDS = _OF_LSOAS.replace("measure = 'residents'", "measure = 'households'")


@lru_cache(maxsize=4)  # asked for the people, the wards and the areas compared of one version
def estimates_of_lsoas(evidence: Evidence, lsoas: tuple[str, ...]) -> Estimates | None:
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


def files_of_households(evidence: Evidence, lsoas: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """SHA-256 of each file with households of these areas, and how many of its rows."""
    return tuple(
        evidence.con.execute(
            "SELECT file_sha256, count(DISTINCT row_number) "
            f"{_OF_HOUSEHOLDS} GROUP BY 1 ORDER BY 1",
            [LSOA_VINTAGE, list(lsoas)],
        ).fetchall()
    )


def census_groups(evidence: Evidence, districts: Sequence[str]) -> dict[str, dict[str, int]]:
    """Residents of five ethnic groups by district, from the census; empty where none are held.

    Returns
    -------
    dict
        District code to the group's first word, as stop-and-search files use it (Asian, Black,
        Mixed, White, Other), to residents.

    Notes
    -----
    Each district is added up from its LSOAs where all of them are held, or else taken from the
    nineteen groups of districts. Never both, and never from some of its LSOAs.
    """
    found = _groups_of_lsoas(evidence, districts)
    others = [one for one in districts if one not in found]
    return found | _groups_of_districts(evidence, others) if others else found


def files_of_groups(evidence: Evidence, districts: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """SHA-256 of each file that `census_groups` takes these districts from, and how many rows."""
    from wardmote.evidence.held_areas import held_areas

    areas = held_areas(evidence)
    by_lsoa = _groups_of_lsoas(evidence, districts)
    codes = [lsoa for lad in by_lsoa for lsoa in areas.lsoas_of_district(lad)]
    others = [one for one in districts if one not in by_lsoa]
    return tuple(
        evidence.con.execute(
            """
            SELECT file_sha256, count(DISTINCT row_number) FROM residents
            WHERE measure = 'ethnic_group' AND (
                (area_kind = 'lsoa' AND area_code IN (SELECT unnest(?)))
                OR (area_kind = 'district' AND area_code IN (SELECT unnest(?)))
            )
            GROUP BY 1 ORDER BY 1
            """,
            [codes, others],
        ).fetchall()
    )


def _groups_of_lsoas(evidence: Evidence, districts: Sequence[str]) -> dict[str, dict[str, int]]:
    from wardmote.evidence.held_areas import held_areas

    areas = held_areas(evidence)
    district_of = {lsoa: lad for lad in districts for lsoa in areas.lsoas_of_district(lad)}
    rows = _census_rows(evidence, "lsoa", list(district_of))
    held = {code for code, *_ in rows}
    torn = {district_of[code] for code in district_of if code not in held}
    return _added(
        (district_of[code], group, count)
        for code, group, count in rows
        if district_of[code] not in torn
    )


def _groups_of_districts(evidence: Evidence, districts: Sequence[str]) -> dict[str, dict[str, int]]:
    return _added(iter(_census_rows(evidence, "district", list(districts))))


def _census_rows(
    evidence: Evidence, area_kind: str, codes: Sequence[str]
) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = evidence.con.execute(
        """
        SELECT area_code, "group", min_by("count", supply) FROM residents
        WHERE measure = 'ethnic_group' AND area_kind = ? AND area_code IN (SELECT unnest(?))
        GROUP BY ALL ORDER BY ALL
        """,
        [area_kind, list(codes)],
    ).fetchall()
    return found


def _added(rows: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    added: dict[str, dict[str, int]] = {}
    for district, group, count in rows:
        first = re.split(r"[^A-Za-z]", group.strip(), maxsplit=1)[0]
        people = added.setdefault(district, {})
        people[first] = people.get(first, 0) + count
    return added
