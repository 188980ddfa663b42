"""Metres on the British National Grid, against Ordnance Survey's own test points."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from wardmote.errors import SourceError
from wardmote.places.areas import AreaSet
from wardmote.places.projection import (
    ACCURACY_METRES,
    check_same_projection,
    lies_in_britain,
    project,
    projection_name,
    to_longitude_latitude,
    to_national_grid,
)

# Ordnance Survey, OSTN15/OSGM15 developer pack, test points: latitude, longitude (ETRS89),
# easting, northing. (c) Crown copyright and database rights, Ordnance Survey 2016.
TEST_POINTS = {
    "TP01 St Mary's, Scilly": (49.92226393730, -6.29977752014, 91492.146, 11318.804),
    "TP02 Lizard Point": (49.96006137820, -5.20304609998, 170370.718, 11572.405),
    "TP07 North Foreland": (51.37447025550, 1.44454730409, 639821.835, 169565.858),
    "TP08 Brislington": (51.42754743020, -2.54407618349, 362269.991, 169978.690),
    "TP09 Lambeth": (51.48936564950, -0.11992557180, 530624.974, 178388.464),
    "TP10 Carmarthen": (51.85890896400, -4.30852476960, 241124.584, 220332.641),
    "TP12 Droitwich": (52.25529381630, -2.15458614387, 389544.190, 261912.153),
    "TP20": (53.80021519630, -1.66379168242, 422242.186, 433818.701),
    "TP30": (57.48625000720, -4.21926398555, 267056.768, 846176.972),
    "TP40": (60.13308091660, -2.07382822798, 395999.668, 1138728.951),
}


def metres_out(latitude: float, longitude: float, easting: float, northing: float) -> float:
    found_easting, found_northing = to_national_grid(longitude, latitude)
    return float(np.hypot(found_easting - easting, found_northing - northing))


@pytest.mark.parametrize("point", TEST_POINTS)
def test_ordnance_survey_test_points_are_met_to_five_metres(point: str) -> None:
    assert metres_out(*TEST_POINTS[point]) < 5


def test_half_of_the_test_points_are_met_to_the_accuracy_stated() -> None:
    distances = [metres_out(*values) for values in TEST_POINTS.values()]

    assert statistics.median(distances) < ACCURACY_METRES


def test_there_and_back_moves_a_point_by_less_than_a_centimetre() -> None:
    longitude = np.array([-6.3, -2.5, -0.1, 1.4])
    latitude = np.array([49.9, 53.8, 51.5, 52.6])

    back = to_longitude_latitude(*to_national_grid(longitude, latitude))

    assert np.abs(np.array(back) - [longitude, latitude]).max() < 1e-7


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(np.nan, 51.5), (-0.1, np.inf), (0.0, 0.0), (51.5, -0.1), (3.2, 51.2), (-9.5, 53.3)],
    ids=["missing", "infinite", "null island", "swapped", "Bruges", "Connemara"],
)
def test_a_point_outside_the_grid_has_no_metres(longitude: float, latitude: float) -> None:
    easting, northing = to_national_grid([longitude, -0.1], [latitude, 51.5])

    assert np.isnan(easting[0])
    assert np.isnan(northing[0])
    assert np.isfinite(easting[1])


def test_a_missing_easting_has_no_longitude() -> None:
    longitude, latitude = to_longitude_latitude([np.nan, 530_000], [180_000, 180_000])

    assert np.isnan(longitude).tolist() == [True, False]
    assert np.isnan(latitude).tolist() == [True, False]


def test_the_transformation_is_the_one_it_is_said_to_be() -> None:
    # EPSG's own record of operation 1314 goes from OSGB36 to WGS 84, latitude first.
    longitude, latitude = np.array([-6.3, -2.5, -0.1, 1.4]), np.array([49.9, 53.8, 51.5, 52.6])
    operation = Transformer.from_pipeline("urn:ogc:def:coordinateOperation:EPSG::1314")
    shifted = operation.transform(latitude, longitude, direction="INVERSE")
    grid = Transformer.from_crs("EPSG:4277", "EPSG:27700", always_xy=True)

    expected = grid.transform(shifted[1], shifted[0])

    assert np.abs(np.array(to_national_grid(longitude, latitude)) - expected).max() < 1e-6


def square_kilometre(epsg: int = 27700) -> AreaSet:
    square = shapely.box(530_000, 180_000, 531_000, 181_000)
    return AreaSet("ward", 2024, ("E05000001",), ("Square",), [square], epsg)  # type: ignore[arg-type]


@pytest.mark.parametrize("epsg", [4326, 3857, 4258])
def test_areas_come_back_from_another_projection(epsg: int) -> None:
    there = project(square_kilometre(), to=epsg)
    back = project(there)

    assert there.epsg == epsg
    assert back.codes == ("E05000001",)
    assert shapely.hausdorff_distance(back.geometries[0], square_kilometre().geometries[0]) < 0.01


def test_web_mercator_stretches_a_square_kilometre_in_london() -> None:
    # Its scale is 1 / cos(latitude): area is multiplied by 1 / cos(51.5 degrees) squared.
    stretched = project(square_kilometre(), to=3857).geometries[0].area

    assert stretched / 1e6 == pytest.approx(1 / np.cos(np.radians(51.505)) ** 2, rel=0.01)


def test_projecting_to_where_they_are_gives_the_same_areas() -> None:
    areas = square_kilometre()

    assert project(areas, to=27700) is areas


def test_a_mismatch_shows_both_projections_and_the_way_out() -> None:
    with pytest.raises(SourceError) as refusal:
        check_same_projection(square_kilometre(), 4326, names=("Points", "areas"))

    assert str(refusal.value) == (
        "Points use British National Grid (EPSG:27700)"
        " and areas use longitude and latitude (EPSG:4326).\n"
        "  Next      Convert one with places.projection.project(areas, to=27700)."
    )


def test_an_unknown_projection_is_refused() -> None:
    with pytest.raises(SourceError, match="There is no projection EPSG:99999"):
        projection_name(99999)


@pytest.mark.parametrize(
    ("bounds", "epsg", "possible"),
    [
        ([-0.1, 51.4, 0.0, 51.6], 4326, True),
        ([51.4, -0.1, 51.6, 0.0], 4326, False),
        ([530_000, 180_000, 531_000, 181_000], 4326, False),
        ([530_000, 180_000, 531_000, 181_000], 27700, True),
        ([-0.1, 51.4, 0.0, 51.6], 27700, False),
        ([-11_000, 6_700_000, 0, 6_720_000], 3857, True),
    ],
)
def test_coordinates_tell_which_projection_they_cannot_be(
    bounds: list[float], epsg: int, possible: bool
) -> None:
    assert lies_in_britain(bounds, epsg) is possible
