"""Any points in any areas: the same answer as an STRtree, and as plain arithmetic."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.places.areas import AreaSet
from wardmote.places.points import NOWHERE, areas_of_points

# Everything lies on a small lattice, so that points fall on edges and shared corners often.
Part = tuple[int, int, int, int, bool]  # west, south, width, height, and whether it has a hole
Point = tuple[int, int]

parts = st.tuples(
    st.integers(0, 8), st.integers(0, 8), st.integers(1, 6), st.integers(1, 6), st.booleans()
)
shapes = st.lists(st.lists(parts, min_size=1, max_size=3), min_size=1, max_size=8)
points = st.lists(st.tuples(st.integers(-1, 15), st.integers(-1, 15)), max_size=60)


def degrees(x: float, y: float) -> tuple[float, float]:
    return x / 10, 51 + y / 10


def hole_of(part: Part) -> tuple[int, int, int, int] | None:
    west, south, width, height, has_hole = part
    if not has_hole or min(width, height) < 3:
        return None
    return west + 1, south + 1, west + width - 1, south + height - 1


def drawn(part: Part) -> shapely.Polygon:
    west, south, width, height, _ = part
    outline = shapely.box(*degrees(west, south), *degrees(west + width, south + height))
    hole = hole_of(part)
    if hole is None:
        return outline
    return shapely.Polygon(
        outline.exterior, [shapely.box(*degrees(*hole[:2]), *degrees(*hole[2:])).exterior]
    )


def is_apart(part: Part, others: list[Part]) -> bool:
    """Whether a part touches none of the others, so that together they are a multipolygon."""
    return not any(drawn(part).intersects(drawn(other)) for other in others)


def apart(shape: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in shape:
        if is_apart(part, kept):
            kept.append(part)
    return kept


def area_set(shapes_drawn: list[list[Part]]) -> AreaSet:
    # Codes are given out against the order of the areas: the first has the highest.
    codes = [f"E0500{len(shapes_drawn) - number:04d}" for number in range(len(shapes_drawn))]
    geometries = [shapely.MultiPolygon([drawn(part) for part in shape]) for shape in shapes_drawn]
    return AreaSet("ward", 2024, tuple(codes), tuple(codes), geometries, 4326)  # type: ignore[arg-type]


def holds(shape: list[Part], point: Point) -> bool:
    """Whether a shape holds a point, edges included, in whole numbers."""
    x, y = point
    for part in shape:
        west, south, width, height, _ = part
        if not (west <= x <= west + width and south <= y <= south + height):
            continue
        hole = hole_of(part)
        if hole is None or not (hole[0] < x < hole[2] and hole[1] < y < hole[3]):
            return True
    return False


def by_arithmetic(shapes_drawn: list[list[Part]], point: Point) -> int:
    holding = [number for number, shape in enumerate(shapes_drawn) if holds(shape, point)]
    return max(holding, default=NOWHERE)  # the last area has the lowest code


def by_tree(areas: AreaSet, longitude: list[float], latitude: list[float]) -> list[int]:
    found = [NOWHERE] * len(longitude)
    tree = shapely.STRtree(areas.geometries)
    pairs = tree.query(shapely.points(longitude, latitude), predicate="intersects").T
    for point, area in sorted(pairs.tolist(), key=lambda pair: areas.codes[pair[1]], reverse=True):
        found[point] = area
    return found


@settings(max_examples=120, deadline=None)
@given(shapes, points)
def test_points_are_placed_as_by_a_tree_and_by_arithmetic(
    shapes: list[list[Part]], points: list[Point]
) -> None:
    shapes = [apart(shape) for shape in shapes]
    areas = area_set(shapes)
    longitude = [degrees(*point)[0] for point in points]
    latitude = [degrees(*point)[1] for point in points]

    placed = areas_of_points(longitude, latitude, areas)

    assert placed.codes.tolist() == [by_arithmetic(shapes, point) for point in points]
    assert placed.codes.tolist() == by_tree(areas, longitude, latitude)
    assert placed.on_boundary == sum(
        sum(holds(shape, point) for shape in shapes) > 1 for point in points
    )
    assert placed.inside + placed.outside == len(points)


@settings(max_examples=40, deadline=None)
@given(shapes, points, st.randoms(use_true_random=False))
def test_the_order_of_points_and_areas_does_not_matter(
    shapes: list[list[Part]], points: list[Point], random: object
) -> None:
    areas = area_set([apart(shape) for shape in shapes])
    longitude, latitude = np.array([degrees(*point) for point in points]).reshape(-1, 2).T
    point_order = list(range(len(points)))
    area_order = list(areas.codes)
    random.shuffle(point_order)  # type: ignore[attr-defined]
    random.shuffle(area_order)  # type: ignore[attr-defined]
    turned = areas.select(area_order)

    straight = areas_of_points(longitude, latitude, areas).codes[point_order]
    shuffled = areas_of_points(longitude[point_order], latitude[point_order], turned).codes

    as_codes = np.array([*areas.codes, ""])
    assert as_codes[straight].tolist() == np.array([*turned.codes, ""])[shuffled].tolist()
