"""Points go to the area they are in, boundary points to the lowest code, none is lost."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from wardmote.errors import EvidenceError, SourceError
from wardmote.places.areas import AreaSet
from wardmote.places.points import NOWHERE, areas_of_points
from wardmote.places.projection import project

# Two columns and two rows of squares that meet at (0.1, 51.1); the lowest code is upper right.
CORNERS = {
    "E05000004": (0.0, 51.0),
    "E05000003": (0.1, 51.0),
    "E05000002": (0.0, 51.1),
    "E05000001": (0.1, 51.1),
}


def square(west: float, south: float, side: float = 0.1) -> shapely.Polygon:
    east, north = round(west + side, 6), round(south + side, 6)
    return shapely.box(west, south, east, north)


def wards(**shapes: shapely.Geometry) -> AreaSet:
    shapes = shapes or {code: square(*corner) for code, corner in CORNERS.items()}
    return AreaSet("ward", 2024, tuple(shapes), tuple(shapes), list(shapes.values()), 4326)  # type: ignore[arg-type]


def codes_at(areas: AreaSet, *points: tuple[float, float]) -> list[str | None]:
    longitude, latitude = zip(*points, strict=True)
    placed = areas_of_points(longitude, latitude, areas)
    return [None if index == NOWHERE else areas.codes[index] for index in placed.codes]


def test_a_point_inside_goes_to_its_area() -> None:
    inside = [(0.05, 51.05), (0.15, 51.05), (0.05, 51.15), (0.15, 51.15)]

    assert codes_at(wards(), *inside) == list(CORNERS)


def test_a_point_on_a_shared_edge_goes_to_the_lower_code() -> None:
    assert codes_at(wards(), (0.1, 51.05), (0.05, 51.1)) == ["E05000003", "E05000002"]


def test_a_shared_corner_goes_to_the_lowest_code_of_four() -> None:
    placed = areas_of_points([0.1], [51.1], wards())

    assert codes_at(wards(), (0.1, 51.1)) == ["E05000001"]
    assert placed.on_boundary == 1


def test_an_outer_edge_belongs_to_the_area_inside_it() -> None:
    placed = areas_of_points([0.0, 0.05], [51.05, 51.0], wards())

    assert [wards().codes[index] for index in placed.codes] == ["E05000004", "E05000004"]
    assert placed.on_boundary == 0


def test_the_answer_does_not_depend_on_the_order_of_the_areas() -> None:
    corner = (0.1, 51.1)
    turned = wards().select(sorted(CORNERS))

    assert codes_at(wards(), corner) == codes_at(turned, corner) == ["E05000001"]


def test_a_hole_is_outside_and_its_edge_inside() -> None:
    ring = square(0.0, 51.0).difference(square(0.02, 51.02, 0.02))

    assert codes_at(wards(E05000001=ring), (0.03, 51.03), (0.02, 51.03), (0.01, 51.01)) == [
        None,
        "E05000001",
        "E05000001",
    ]


def test_every_part_of_an_area_counts() -> None:
    islands = shapely.MultiPolygon([square(0.0, 51.0), square(0.4, 51.4)])

    assert codes_at(wards(E05000001=islands), (0.05, 51.05), (0.45, 51.45), (0.25, 51.25)) == [
        "E05000001",
        "E05000001",
        None,
    ]


def test_every_point_is_inside_outside_or_without_place() -> None:
    longitude = [0.05, 0.05, 9.0, np.nan, 0.05, np.inf]
    latitude = [51.05, 51.05, 51.05, 51.05, np.nan, 51.05]

    placed = areas_of_points(longitude, latitude, wards())

    assert placed.codes.tolist() == [0, 0, NOWHERE, NOWHERE, NOWHERE, NOWHERE]
    assert (placed.inside, placed.outside, placed.without_place) == (2, 1, 3)


def test_a_repeated_boundary_point_is_counted_each_time() -> None:
    placed = areas_of_points([0.1, 0.1, 0.1], [51.1, 51.1, 51.05], wards())

    assert placed.on_boundary == 3


def test_points_of_one_longitude_are_kept_apart() -> None:
    assert codes_at(wards(), (0.15, 51.15), (0.15, 51.05), (0.15, 51.15)) == [
        "E05000001",
        "E05000003",
        "E05000001",
    ]


def test_no_points_are_no_points() -> None:
    placed = areas_of_points([], [], wards())

    assert len(placed.codes) == placed.inside == placed.outside == placed.without_place == 0


def test_whole_numbers_and_single_precision_are_accepted() -> None:
    longitude = np.array([0.05], dtype=np.float32)

    assert areas_of_points(longitude, [51.05], wards()).inside == 1
    assert areas_of_points([0], [51], wards()).inside == 1


def test_the_points_given_are_left_as_they_were() -> None:
    longitude, latitude = np.array([0.15, 0.05]), np.array([51.15, 51.05])

    areas_of_points(longitude, latitude, wards())

    assert longitude.tolist() == [0.15, 0.05]
    assert latitude.tolist() == [51.15, 51.05]


def test_areas_on_the_national_grid_are_refused_with_both_projections() -> None:
    with pytest.raises(SourceError) as refusal:
        areas_of_points([0.05], [51.05], project(wards()))

    assert str(refusal.value) == (
        "Points use longitude and latitude (EPSG:4326)"
        " and areas use British National Grid (EPSG:27700).\n"
        "  Next      Convert one with places.projection.project(areas, to=4326)."
    )


def test_unequal_columns_are_refused() -> None:
    with pytest.raises(EvidenceError, match="2 longitudes and 1 latitudes"):
        areas_of_points([0.05, 0.06], [51.05], wards())
