"""A record's place: by point first, then by code; the code is checked, never obeyed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from wardmote.evidence.held_areas import HeldAreas
from wardmote.evidence.placing import (
    CodeCheck,
    PlacedBy,
    _by_code,
    _by_point,
    _check_codes,
    _Triples,
)
from wardmote.places.areas import AreaSet
from wardmote.places.projection import to_longitude_latitude

WEST, EAST, OLD, GONE = "E01999001", "E01999002", "E01999101", "E01999102"
LEFT, RIGHT = (
    shapely.box(565_000, 355_000, 565_500, 355_500),
    shapely.box(565_500, 355_000, 566_000, 355_500),
)
HELD = HeldAreas(
    lsoa21=AreaSet("lsoa", 2021, (WEST, EAST), ("West", "East"), [LEFT, RIGHT], 27700),
    lsoa11=AreaSet("lsoa", 2011, (OLD,), ("Old",), [LEFT], 27700),
    successors={OLD: (WEST,), GONE: (WEST, EAST)},
    ward_of_lsoa={},
    district_of_lsoa={WEST: "E06999001", EAST: "E06999001"},
    district_of_ward={},
    csps_of_district={},
    force_of_district={},
    names={},
)


def in_degrees() -> HeldAreas:
    from dataclasses import replace

    from wardmote.places.projection import project

    assert HELD.lsoa21 is not None
    return replace(HELD, lsoa21=project(HELD.lsoa21, to=4326))


def placed(easting: float | None, given: str | None) -> _Triples:
    if easting is None:
        longitude, latitude = np.array([np.nan]), np.array([np.nan])
    else:
        longitude, latitude = to_longitude_latitude([easting], [355_250.0])
    triples = _Triples(longitude, latitude, np.array([given], dtype=object))
    areas = in_degrees()
    _by_point(triples, areas)
    _by_code(triples, areas)
    _check_codes(triples, areas)
    return triples


@pytest.mark.parametrize(
    ("easting", "given", "lsoa", "by", "check"),
    [
        (565_250, WEST, WEST, PlacedBy.POINT, CodeCheck.AGREES),
        (565_250, OLD, WEST, PlacedBy.POINT, CodeCheck.AGREES),
        (565_250, GONE, WEST, PlacedBy.POINT, CodeCheck.AGREES),
        (565_530, WEST, EAST, PlacedBy.POINT, CodeCheck.NEAR),
        (565_530, OLD, EAST, PlacedBy.POINT, CodeCheck.NEAR),
        (565_570, WEST, EAST, PlacedBy.POINT, CodeCheck.FAR),
        (565_570, OLD, EAST, PlacedBy.POINT, CodeCheck.FAR),
        (565_250, "E01888888", WEST, PlacedBy.POINT, CodeCheck.UNCHECKED),
        (565_250, None, WEST, PlacedBy.POINT, CodeCheck.UNCHECKED),
        (None, EAST, EAST, PlacedBy.CODE_2021, CodeCheck.UNCHECKED),
        (None, OLD, WEST, PlacedBy.CODE_2011, CodeCheck.UNCHECKED),
        (None, GONE, None, PlacedBy.SPLIT_2011, CodeCheck.UNCHECKED),
        (None, None, None, PlacedBy.NOWHERE, CodeCheck.UNCHECKED),
        (567_000, None, None, PlacedBy.BEYOND, CodeCheck.UNCHECKED),
    ],
)
def test_a_point_wins_a_code_stands_in_and_fifty_metres_agree(
    easting: float | None, given: str | None, lsoa: str | None, by: PlacedBy, check: CodeCheck
) -> None:
    found = placed(easting, given)

    assert (found.lsoa21cd[0], found.placed_by[0], found.check[0]) == (lsoa, by, check)


def test_a_code_that_was_split_still_tells_its_district() -> None:
    assert placed(None, GONE).district[0] == "E06999001"
