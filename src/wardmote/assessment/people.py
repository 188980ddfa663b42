"""The area and its people: residents, households, deprivation, as far as the evidence holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.assessment.findings import FileRows
from wardmote.evidence.reader import Evidence
from wardmote.evidence.residents import (
    census_groups,
    estimates_of_lsoas,
    files_of_groups,
    files_of_households,
    files_of_residents,
)
from wardmote.places.residents import Residents

MOST_DEPRIVED_DECILE = 1


@dataclass(frozen=True)
class People:
    """What is known of who lives in the area.

    Parameters
    ----------
    residents
        Estimate used for rates; None where none are held.
    earliest
        The earliest estimate held, for growth; None where there is one year only.
    households
        Census 2021; None where none are held.
    groups
        Residents by five ethnic groups, Census 2021; empty where those of a district are not
        held.
    deprived_lsoas
        LSOAs of the area among the most deprived tenth of England, and of how many; None
        where no index is held.
    index_edition
        Year of the index.
    rows_behind
        Files and rows of the residents, the households, and the ethnic groups.
    """

    residents: Residents | None
    earliest: Residents | None
    households: int | None
    groups: Mapping[str, int]
    deprived_lsoas: tuple[int, int] | None
    index_edition: int | None
    rows_behind: tuple[FileRows, ...]
    deprivation_rows: tuple[FileRows, ...]


def people_of(
    evidence: Evidence, lsoas: tuple[str, ...], districts: Sequence[str], year: int
) -> People:
    """People of an area, from whatever the evidence holds."""
    estimates = estimates_of_lsoas(evidence, lsoas)
    residents = estimates.residents(lsoas, year) if estimates else None
    first = (
        min((min(years) for years in estimates.counts.values()), default=year)
        if estimates
        else year
    )
    earlier = estimates.residents(lsoas, first) if estimates else None
    same = residents is None or earlier is None or earlier.year_used == residents.year_used
    groups = _groups(evidence, districts)
    edition, deprived, files = _deprivation(evidence, lsoas)
    return People(
        residents=residents,
        earliest=None if same else earlier,
        households=_households(evidence, lsoas),
        groups=dict(sorted(groups.items(), key=lambda one: -one[1])),
        deprived_lsoas=deprived,
        index_edition=edition,
        rows_behind=tuple(
            FileRows(*one)
            for one in (
                *files_of_residents(evidence, lsoas),
                *files_of_households(evidence, lsoas),
                *(files_of_groups(evidence, districts) if groups else ()),
            )
        ),
        deprivation_rows=files,
    )


def _groups(evidence: Evidence, districts: Sequence[str]) -> dict[str, int]:
    """Residents by ethnic group of all the districts; empty where one of them is not held."""
    held = census_groups(evidence, districts)
    groups: dict[str, int] = {}
    for one in held.values() if len(held) == len(districts) else ():
        for group, count in one.items():
            groups[group] = groups.get(group, 0) + count
    return groups


def _households(evidence: Evidence, lsoas: Sequence[str]) -> int | None:
    (total,) = evidence.first_row(
        """
        SELECT sum(n) FROM (
            SELECT area_code, min_by("count", supply) AS n FROM residents
            WHERE measure = 'households' AND area_kind = 'lsoa' AND vintage = 2021
                AND "group" = 'all' AND area_code IN (SELECT unnest(?))
            GROUP BY area_code
        )
        """,
        [list(lsoas)],
    )
    return None if total is None else int(total)


def _deprivation(
    evidence: Evidence, lsoas: Sequence[str]
) -> tuple[int | None, tuple[int, int] | None, tuple[FileRows, ...]]:
    """Newest index on LSOAs of 2021: how many of the area's lie in the most deprived tenth."""
    rows = evidence.con.execute(
        """
        SELECT edition, file_sha256, count(*), count(*) FILTER (value = ?)
        FROM deprivation WHERE measure = 'imd_decile' AND area_kind = 'lsoa'
            AND area_code IN (SELECT unnest(?))
        GROUP BY ALL ORDER BY edition DESC, file_sha256
        """,
        [MOST_DEPRIVED_DECILE, list(lsoas)],
    ).fetchall()
    whole = [one for one in rows if one[2] == len(lsoas)]
    if not whole:
        return None, None, ()
    edition, sha256, count, deprived = whole[0]
    return int(edition), (int(deprived), int(count)), (FileRows(sha256, int(count)),)
