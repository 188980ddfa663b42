"""How far a point is from the area claimed for it, in true metres."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from wardmote.places.areas import AreaSet
from wardmote.places.distances import AGREES_WITHIN_METRES, distance_to_area_metres
from wardmote.places.projection import project, to_longitude_latitude

SQUARES = AreaSet(
    "ward",
    2024,
    ("E05000001", "E05000002"),
    ("West", "East"),
    [
        shapely.box(530_000, 180_000, 530_100, 180_100),
        shapely.box(530_100, 180_000, 530_200, 180_100),
    ],  # type: ignore[arg-type]
    27700,
)


def distances(points: list[tuple[float, float]], claimed: list[int]) -> list[float]:
    easting, northing = zip(*points, strict=True)
    longitude, latitude = to_longitude_latitude(easting, northing)
    return distance_to_area_metres(longitude, latitude, SQUARES, claimed).round(2).tolist()


@pytest.mark.parametrize(
    ("point", "claimed", "metres"),
    [
        ((530_050, 180_050), 0, 0.0),
        ((530_050, 180_050), 1, 50.0),
        ((530_050, 180_130), 0, 30.0),
        ((529_970, 179_960), 0, 50.0),  # a corner: 3, 4, 5
        ((530_200, 180_050), 1, 0.0),
    ],
    ids=["inside", "in the neighbour", "north", "off a corner", "on the edge"],
)
def test_distance_is_to_the_nearest_edge(
    point: tuple[float, float], claimed: int, metres: float
) -> None:
    assert distances([point], [claimed]) == [metres]


def test_each_point_is_measured_to_its_own_claim() -> None:
    assert distances([(530_050, 180_050)] * 2, [0, 1]) == [0.0, 50.0]


def test_areas_in_degrees_give_the_same_metres() -> None:
    longitude, latitude = to_longitude_latitude([530_140], [180_050])

    in_degrees = distance_to_area_metres(longitude, latitude, project(SQUARES, to=4326), [0])

    assert in_degrees[0] == pytest.approx(40.0, abs=0.01)


def test_what_cannot_be_measured_is_not_agreement() -> None:
    longitude, latitude = to_longitude_latitude([530_050] * 2, [180_050] * 2)
    longitude = np.append(longitude, [np.nan, 0.0])
    latitude = np.append(latitude, [51.5, 0.0])

    metres = distance_to_area_metres(longitude, latitude, SQUARES, [0, -1, 0, 0])

    assert np.isnan(metres).tolist() == [False, True, True, True]
    assert (metres <= AGREES_WITHIN_METRES).tolist() == [True, False, False, False]
