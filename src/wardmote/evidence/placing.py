"""Placing: which areas a record belongs to, and how we know.

A record's place depends on three published values only: longitude, latitude and the area
code that its source gave. So each distinct triple is placed once, whatever the number of
rows, and again whenever boundaries or look-ups come; rows never change. The rules, in order:

1. a point inside a held LSOA 2021 boundary lies in that LSOA;
2. otherwise a given LSOA code of 2021 stands;
3. otherwise a given code of 2011 is carried by the official look-up, where it has one
   successor; where it was split, the record counts for the district but for no LSOA;
4. otherwise it has no place, or lies beyond what is held.

The given code is checked against the point, never obeyed: boundaries are generalised, so up
to 50 m apart agrees, and beyond is flagged and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wardmote.evidence.derived import derived
from wardmote.evidence.held_areas import HeldAreas, held_areas
from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    import pyarrow as pa

PLACED_TABLES = ("incidents", "outcomes", "searches")


class PlacedBy(StrEnum):
    """How a record's areas are known."""

    POINT = "point in LSOA 2021"
    CODE_2021 = "code of 2021 given"
    CODE_2011 = "code of 2011 carried"
    SPLIT_2011 = "code of 2011 split: district only"
    OTHER_CODE = "code of a larger area given"
    BEYOND = "beyond the boundaries held"
    NOWHERE = "no place given"


class CodeCheck(StrEnum):
    """What the point says of the code that the source gave."""

    AGREES = "agrees"
    NEAR = "within 50 m"
    FAR = "beyond 50 m"
    UNCHECKED = "not checked"


@dataclass
class _Triples:
    """Distinct places as published, and what was found for each."""

    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    given: NDArray[np.object_]
    lsoa21cd: NDArray[np.object_] = field(init=False)
    placed_by: NDArray[np.object_] = field(init=False)
    check: NDArray[np.object_] = field(init=False)
    district: NDArray[np.object_] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.given)
        self.lsoa21cd = np.full(size, None, dtype=object)
        self.placed_by = np.full(size, PlacedBy.NOWHERE.value, dtype=object)
        self.check = np.full(size, CodeCheck.UNCHECKED.value, dtype=object)
        self.district = np.full(size, None, dtype=object)

    @property
    def has_point(self) -> NDArray[np.bool_]:
        return np.isfinite(self.longitude) & np.isfinite(self.latitude)


def placements(evidence: Evidence) -> Path:
    """Where every distinct place in the evidence lies: computed once a version, kept beside it.

    Parameters
    ----------
    evidence
        One evidence version.

    Returns
    -------
    Path
        Parquet file, one row a distinct (longitude, latitude, area_given): ``lsoa21cd``,
        ``ward_code``, ``district_code``, ``placed_by``, ``code_check``.
    """
    return derived(evidence, "placements", lambda: _placed(evidence))


def _placed(evidence: Evidence) -> pa.Table:
    import pyarrow as pa

    areas = held_areas(evidence)
    triples = _triples(evidence)
    _by_point(triples, areas)
    _by_code(triples, areas)
    _check_codes(triples, areas)
    districts = _looked_up(triples.lsoa21cd, areas.district_of_lsoa)
    known = np.array([one is not None for one in districts], dtype=bool)
    districts = np.where(known, districts, triples.district)
    return pa.table(
        {
            "longitude": pa.array(triples.longitude, pa.float64(), from_pandas=True),
            "latitude": pa.array(triples.latitude, pa.float64(), from_pandas=True),
            "area_given": pa.array(triples.given, pa.string()),
            "lsoa21cd": pa.array(triples.lsoa21cd, pa.string()),
            "ward_code": pa.array(_looked_up(triples.lsoa21cd, areas.ward_of_lsoa), pa.string()),
            "district_code": pa.array(districts, pa.string()),
            "placed_by": pa.array(triples.placed_by, pa.string()),
            "code_check": pa.array(triples.check, pa.string()),
        }
    )


def _triples(evidence: Evidence) -> _Triples:
    union = " UNION ".join(
        f"SELECT longitude, latitude, area_given FROM {table}" for table in PLACED_TABLES
    )
    found = evidence.con.sql(f"{union} ORDER BY ALL").to_arrow_table()
    return _Triples(
        found["longitude"].to_numpy().astype(np.float64),
        found["latitude"].to_numpy().astype(np.float64),
        np.array(found["area_given"].to_pylist(), dtype=object),
    )


def _by_point(triples: _Triples, areas: HeldAreas) -> None:
    from wardmote.places.points import areas_of_points

    has_point = triples.has_point
    triples.placed_by[has_point] = PlacedBy.BEYOND.value
    if areas.lsoa21 is None:
        return
    placed = areas_of_points(triples.longitude, triples.latitude, areas.lsoa21)
    inside = placed.codes >= 0
    codes = np.array(areas.lsoa21.codes, dtype=object)
    triples.lsoa21cd[inside] = codes[placed.codes[inside]]
    triples.placed_by[inside] = PlacedBy.POINT.value


def _by_code(triples: _Triples, areas: HeldAreas) -> None:
    for place in np.flatnonzero(triples.placed_by != PlacedBy.POINT.value):
        code = triples.given[place]
        if code is None:
            continue
        if code in areas.lsoa21_codes:
            triples.lsoa21cd[place] = code
            triples.placed_by[place] = PlacedBy.CODE_2021.value
        elif (carried := areas.carried(code)) and len(carried) == 1:
            triples.lsoa21cd[place] = carried[0]
            triples.placed_by[place] = PlacedBy.CODE_2011.value
        elif carried:
            triples.placed_by[place] = PlacedBy.SPLIT_2011.value
            within = {areas.district_of_lsoa.get(one) for one in carried}
            triples.district[place] = within.pop() if len(within) == 1 else None
        elif code in areas.district_codes:
            triples.placed_by[place] = PlacedBy.OTHER_CODE.value
            triples.district[place] = code
        elif code in areas.district_of_ward:
            triples.placed_by[place] = PlacedBy.OTHER_CODE.value
            triples.district[place] = areas.district_of_ward[code]
        else:
            triples.placed_by[place] = PlacedBy.BEYOND.value


def _check_codes(triples: _Triples, areas: HeldAreas) -> None:
    """Compare the given code with the point, where both are there."""
    from wardmote.places.distances import AGREES_WITHIN_METRES

    by_point = (triples.placed_by == PlacedBy.POINT.value) & np.array(
        [one is not None for one in triples.given], dtype=bool
    )
    apart = []
    for place in np.flatnonzero(by_point):
        given, found = triples.given[place], triples.lsoa21cd[place]
        if found == given or found in areas.carried(given):
            triples.check[place] = CodeCheck.AGREES.value
        else:
            apart.append(place)
    places = np.array(apart, dtype=np.int64)
    metres = _metres_from_code(triples, places, areas)
    near = np.where(metres <= AGREES_WITHIN_METRES, CodeCheck.NEAR.value, CodeCheck.FAR.value)
    drawn = np.isfinite(metres)
    triples.check[places[drawn]] = near[drawn]


def _metres_from_code(
    triples: _Triples, places: NDArray[np.int64], areas: HeldAreas
) -> NDArray[np.float64]:
    """Distance of points from the area whose code they were given; not a number if not held."""
    from wardmote.places.distances import distance_to_area_metres
    from wardmote.places.points import NOWHERE

    metres = np.full(len(places), np.nan)
    for held in (areas.lsoa21, areas.lsoa11):
        if held is None or not len(places):
            continue
        index = {code: number for number, code in enumerate(held.codes)}
        claimed = np.array([index.get(code, NOWHERE) for code in triples.given[places]])
        found = distance_to_area_metres(
            triples.longitude[places], triples.latitude[places], held, claimed
        )
        metres = np.where(np.isfinite(metres), metres, found)
    return metres


def _looked_up(codes: NDArray[np.object_], known: Mapping[str, str]) -> NDArray[Any]:
    return np.array([known.get(code) if code else None for code in codes], dtype=object)
