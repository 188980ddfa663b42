"""The areas that an evidence version holds: boundaries, codes, and how they nest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    from wardmote.places.areas import AreaSet

LSOA_VINTAGE = 2021
CENSUS_BEFORE = 2011


@dataclass(frozen=True, eq=False)
class HeldAreas:
    """What is known of areas at one evidence version.

    Parameters
    ----------
    lsoa21
        LSOA 2021 boundaries in degrees, or None before any came.
    lsoa11
        LSOA 2011 boundaries, or None.
    successors
        LSOA 2011 code to its LSOA 2021 codes.
    ward_of_lsoa, district_of_lsoa, district_of_ward
        By the official best-fit look-up of LSOA 2021 to ward and district.
    csps_of_district
        District code to CSP codes: seven districts have several.
    force_of_district
        District code to police force area code.
    names
        Code to name, for every area named anywhere.
    """

    lsoa21: AreaSet | None
    lsoa11: AreaSet | None
    successors: dict[str, tuple[str, ...]]
    ward_of_lsoa: dict[str, str]
    district_of_lsoa: dict[str, str]
    district_of_ward: dict[str, str]
    csps_of_district: dict[str, tuple[str, ...]]
    force_of_district: dict[str, str]
    names: dict[str, str]

    @cached_property
    def lsoa21_codes(self) -> frozenset[str]:
        """Every LSOA 2021 code known from boundaries or look-ups."""
        codes = set(self.lsoa21.codes) if self.lsoa21 else set()
        codes |= set(self.district_of_lsoa)
        codes |= {code for after in self.successors.values() for code in after}
        return frozenset(codes)

    @cached_property
    def district_codes(self) -> frozenset[str]:
        """Every district known."""
        return frozenset(self.district_of_lsoa.values()) | frozenset(self.csps_of_district)

    def carried(self, code: str) -> tuple[str, ...]:
        """LSOA 2021 codes that a code of either census stands for."""
        if code in self.successors:
            return self.successors[code]
        return (code,) if code in self.lsoa21_codes else ()

    def lsoas_of_district(self, code: str) -> tuple[str, ...]:
        """LSOA 2021 codes of one district."""
        return self._lsoas_by_district.get(code, ())

    @cached_property
    def _lsoas_by_district(self) -> dict[str, tuple[str, ...]]:
        return _grouped((lad, lsoa) for lsoa, lad in self.district_of_lsoa.items())


@lru_cache(maxsize=2)  # asked by placing, by the cube and by the assessment of one version
def held_areas(evidence: Evidence) -> HeldAreas:
    """Areas held at an evidence version."""
    links = evidence.con.execute(
        "SELECT lookup, child_code, child_name, parent_code, parent_name, grandparent_code, "
        "grandparent_name FROM area_links ORDER BY lookup, child_code, parent_code"
    ).fetchall()
    # In order of year: where look-ups of several years are held, the newest has the last word.
    wards = [row for row in links if row[0].startswith("lsoa")]
    newest = max((row[0] for row in links if row[0].startswith("lad")), default="")
    csps = [row for row in links if row[0] == newest]
    successors: dict[str, list[str]] = {}
    district_of_lsoa: dict[str, str] = {}
    for before, after, district in evidence.con.execute(
        "SELECT DISTINCT lsoa11cd, lsoa21cd, lad22cd FROM area_changes ORDER BY ALL"
    ).fetchall():
        successors.setdefault(before, []).append(after)
        district_of_lsoa[after] = district
    # The look-up of 2024 is newer than the districts of 2022 in the change file: it wins.
    district_of_lsoa |= {row[1]: row[5] for row in wards}
    return HeldAreas(
        lsoa21=boundaries(evidence, "lsoa", LSOA_VINTAGE),
        lsoa11=boundaries(evidence, "lsoa", CENSUS_BEFORE),
        successors={code: tuple(after) for code, after in successors.items()},
        ward_of_lsoa={row[1]: row[3] for row in wards},
        district_of_lsoa=district_of_lsoa,
        district_of_ward={row[3]: row[5] for row in wards},
        csps_of_district=_grouped((row[1], row[3]) for row in csps),
        force_of_district={row[1]: row[5] for row in csps if row[5]},
        names=_names(evidence, links),
    )


def boundaries(evidence: Evidence, kind: str, vintage: int | None = None) -> AreaSet | None:
    """Boundaries held of one kind; of its newest vintage, unless one is named.

    Returns
    -------
    AreaSet or None
        None if none is held. An area that came in several files is taken from the first.
    """
    import shapely

    from wardmote.places.areas import AreaSet

    if vintage is None:
        (vintage,) = evidence.first_row(
            "SELECT max(vintage) FROM area_boundaries WHERE kind = ?", [kind]
        )
    rows = evidence.con.execute(
        """
        SELECT code, min_by(name, supply), min_by(geometry, supply), min_by(epsg, supply)
        FROM area_boundaries WHERE kind = ? AND vintage = ? GROUP BY code ORDER BY code
        """,
        [kind, vintage],
    ).fetchall()
    if not rows:
        return None
    codes, names, shapes, projections = zip(*rows, strict=True)
    geometries = np.asarray(shapely.from_wkb(list(map(bytes, shapes))), dtype=object)
    return AreaSet(kind, int(vintage or 0), codes, names, geometries, int(projections[0]))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, set[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return {key: tuple(sorted(values)) for key, values in groups.items()}


def _names(evidence: Evidence, links: Iterable[tuple[str, ...]]) -> dict[str, str]:
    drawn = evidence.con.execute("SELECT code, name FROM area_boundaries ORDER BY code").fetchall()
    names = dict(drawn)
    for _, child, child_name, parent, parent_name, grandparent, grandparent_name in links:
        named = ((child, child_name), (parent, parent_name), (grandparent, grandparent_name))
        names |= {code: name for code, name in named if code and name}
    return names
