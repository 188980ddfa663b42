"""Maps colour each area by its own class, hatch what is missing, and keep borders shared."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from unit.publish.drawings import lettering, marks, points
from unit.publish.sample_document import (
    OWNERS,
    mapped_areas,
    surroundings,
    ward_map,
    ward_shapes,
)
from wardmote.errors import AnalysisError
from wardmote.publish import look
from wardmote.publish.classes import round_classes
from wardmote.publish.maps import MappedArea, Measure, Surrounding, Why, draw_map

RATE = Measure("ASB", "incidents per 1,000 residents", is_rate=True, decimals=1)
COUNT = Measure("ASB", "incidents", is_rate=False)
OUTLINE = "#4D5357"


def area_paths(svg: str) -> list[dict[str, str]]:
    return [p for p in marks(svg, "path") if p["stroke"] == OUTLINE and p["stroke-width"] == "0.8"]


def drawn(areas=None, measure=RATE, **given):
    return draw_map(areas or mapped_areas(), measure=measure, attribution=OWNERS, **given)


def test_every_area_has_the_colour_of_its_class():
    areas = mapped_areas()
    classes = round_classes([a.value for a in areas if a.value is not None], whole=False)
    colours = look.class_colours(len(classes))

    for area, path in zip(areas, area_paths(drawn().wide), strict=True):
        if area.value is None:
            assert path["fill"].startswith("url(#")
        else:
            low, high = (classes.limits[classes.of(area.value) + n] for n in (0, 1))
            assert low <= area.value <= high
            assert path["fill"] == colours[classes.of(area.value)]


def test_no_data_and_suppressed_are_hatched_differently_and_explained():
    svg = drawn().wide
    fills = {
        area.why: path["fill"] for area, path in zip(mapped_areas(), area_paths(svg), strict=True)
    }

    assert fills[Why.NO_DATA] != fills[Why.SUPPRESSED]
    assert "No data" in lettering(svg)
    assert "Suppressed: a small number, or needed to protect one" in lettering(svg)


def test_the_legend_names_only_what_is_on_the_map():
    areas = [replace(area, value=1.0, why=None) for area in mapped_areas()]

    assert not [words for words in lettering(drawn(areas).wide) if words.startswith("Suppressed")]


def test_areas_keep_their_sizes_and_places():
    areas = mapped_areas()
    shapes = [shapely.Polygon(points(path)) for path in area_paths(drawn().wide)]
    share = shapely.area(shapes) / sum(shapely.area(shapes))
    true = shapely.area(ward_shapes()) / sum(shapely.area(ward_shapes()))

    assert np.abs(share - true).max() < 0.002
    for number, area in enumerate(areas):
        east = shapely.centroid(area.geometry).x > 504_500
        assert (shapely.centroid(shapes[number]).x > 320) == east


def test_simplified_neighbours_still_share_their_borders():
    shapes = np.array([shapely.Polygon(points(path)) for path in area_paths(drawn().wide)])
    whole = shapely.union_all(shapes)

    assert abs(shapely.area(whole) - shapely.area(shapes).sum()) < 0.001 * shapely.area(whole)


def test_north_is_up():
    south = MappedArea("E1", "South", shapely.box(5e5, 2e5, 501e3, 201e3), 1, None)
    north = MappedArea("E2", "North", shapely.box(5e5, 201e3, 501e3, 202e3), 2, None)
    low, high = (points(path) for path in area_paths(drawn([south, north], COUNT).wide))

    assert min(y for _, y in low) >= max(y for _, y in high) - 0.1


def test_the_numbers_on_the_map_are_those_of_its_table():
    exhibit = ward_map()
    rows = {row.cells[0]: row.header for row in exhibit.table.rows}
    frame = {
        int(mark[""]): (float(mark["x"]), float(mark["y"]))
        for mark in marks(exhibit.drawing.wide, "text")
        if mark[""].isdigit()
    }
    shapes = {
        area.name: shapely.Polygon(points(path))
        for area, path in zip(mapped_areas(), area_paths(exhibit.drawing.wide), strict=True)
    }

    assert sorted(rows) == sorted(frame) == list(range(1, 21))
    inside = [shapes[rows[n]].distance(shapely.Point(at)) < 20 for n, at in frame.items()]
    assert all(inside)


def test_numbers_never_cover_each_other_where_small_areas_crowd():
    wide = MappedArea("E0", "Large", shapely.box(500_400, 200_000, 510_000, 210_000), 1, None)
    small = [
        MappedArea(
            f"E{n}", f"S{n}", shapely.box(5e5, 2e5 + 400 * n, 500_400, 200_400 + 400 * n), 2, None
        )
        for n in range(25)
    ]
    for svg in (drawn([wide, *small], COUNT).wide, drawn([wide, *small], COUNT).narrow):
        numbers = [m for m in marks(svg, "text") if m[""].isdigit() and "font-weight" in m]
        places = np.array([(float(m["x"]), float(m["y"])) for m in numbers])
        apart = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(len(places)) * 99
        assert len(places) == 26
        assert apart.min() > 14


def country_with_a_town() -> list[MappedArea]:
    """Twenty-four parishes of 5 km about a town of sixteen wards of 400 m."""
    corners = [(5e5 + 5_000 * x, 2e5 + 5_000 * y) for x in range(5) for y in range(5)]
    town = corners.pop(12)
    parishes = [
        MappedArea(f"P{n}", f"Parish {n}", shapely.box(x, y, x + 5_000, y + 5_000), 1.0 + n)
        for n, (x, y) in enumerate(corners)
    ]
    wards = [
        MappedArea(f"W{n}", f"Ward {n}", shapely.box(x, y, x + 400, y + 400), 50.0)
        for n, (x, y) in enumerate(
            (town[0] + 1_700 + 400 * a, town[1] + 1_700 + 400 * b)
            for a in range(4)
            for b in range(4)
        )
    ]
    around = shapely.box(*town, town[0] + 5_000, town[1] + 5_000)
    for ward in wards:
        around = shapely.difference(around, ward.geometry)
    return [*parishes, MappedArea("T", "Town's edge", around, 9.0), *wards]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_crowded_town_is_drawn_larger_and_every_area_is_numbered_once(width):
    svg = getattr(drawn(country_with_a_town(), COUNT), width)
    numbers = [m for m in marks(svg, "text") if m[""].isdigit() and "font-weight" in m]
    places = np.array([(float(m["x"]), float(m["y"])) for m in numbers])
    apart = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(len(places)) * 99

    assert sorted(int(m[""]) for m in numbers) == list(range(1, 42))
    assert apart.min() > 14
    assert "A, drawn larger" in svg
    leaders = [m for m in marks(svg, "line") if m.get("stroke") == look.INK]
    assert not leaders, "in the larger drawing each number stands in its own ward"


def test_a_map_where_every_number_fits_has_no_part_drawn_larger():
    assert "drawn larger" not in ward_map().drawing.wide


def test_neighbours_and_water_are_quiet_and_named_where_there_is_room():
    around = [
        *surroundings(),
        Surrounding("Wide County", shapely.box(480_000, 190_000, 500_400, 250_000)),
    ]
    svg = drawn(surroundings=around).wide

    assert look.CONTEXT_FILL in {path["fill"] for path in marks(svg, "path")}
    assert look.WATER in {path["fill"] for path in marks(svg, "path")}
    named = [mark for mark in marks(svg, "text") if mark["fill"] == look.QUIET_TEXT]
    assert all(float(mark["x"]) < 640 for mark in named)


def test_the_owners_of_the_boundaries_are_credited_on_both_drawings():
    drawing = drawn()
    for svg in (drawing.wide, drawing.narrow):
        assert OWNERS in " ".join(lettering(svg))


def test_many_areas_are_not_numbered():
    areas = [
        MappedArea(
            f"E{n}", f"L{n}", shapely.box(5e5 + 100 * n, 2e5, 5e5 + 100 * n + 100, 201e3), n, None
        )
        for n in range(61)
    ]

    assert not [
        m for m in marks(drawn(areas, COUNT).wide, "text") if m[""].isdigit() and "font-weight" in m
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"geometry": None}, "has no polygon"),
        ({"geometry": shapely.Point(5e5, 2e5)}, "has no polygon"),
        ({"geometry": shapely.box(-0.5, 51.8, -0.4, 51.9)}, "is in degrees, not metres"),
        ({"value": None, "why": None}, "needs a value or the reason"),
        ({"value": 3.0, "why": Why.NO_DATA}, "needs a value or the reason"),
        ({"value": 3.5, "why": None}, "not a whole number, on a map of counts"),
    ],
)
def test_an_area_that_cannot_be_mapped_is_refused_by_name(change, says):
    good = [replace(a, value=float(n), why=None) for n, a in enumerate(mapped_areas())]
    wrong = [replace(good[0], **change), *good[1:]]

    with pytest.raises(AnalysisError) as refusal:
        drawn(wrong, COUNT)

    assert says in str(refusal.value)
    assert "Abbey" in str(refusal.value)


def test_a_map_without_a_single_value_is_refused():
    areas = [replace(area, value=None, why=Why.NO_DATA) for area in mapped_areas()]

    with pytest.raises(AnalysisError, match="no area has one"):
        drawn(areas)


counts = st.lists(st.integers(0, 100_000), min_size=1, max_size=60)
rates = st.lists(st.floats(0, 5_000).map(lambda n: round(n, 2)), min_size=1, max_size=60)


@given(st.one_of(st.tuples(counts, st.just(True)), st.tuples(rates, st.just(False))))
def test_classes_are_at_most_five_round_unempty_and_hold_every_value_once(drawn_values):
    values, whole = drawn_values
    classes = round_classes(values, whole=whole)

    assert 1 <= len(classes) <= 5
    assert list(classes.limits) == sorted(set(classes.limits))
    held = [classes.of(value) for value in values]
    assert set(held) == set(range(len(classes)))
    for value, kind in zip(values, held, strict=True):
        assert classes.limits[kind] <= value * (1 + 1e-9) + 1e-9
        assert value <= classes.limits[kind + 1] * (1 + 1e-9)
        last = kind == len(classes) - 1
        assert last or value < classes.limits[kind + 1]
    assert len(set(classes.labels())) == len(classes)
    for limit in classes.limits:
        assert limit == pytest.approx(round(limit, 4)), "a legend prints no more decimals"


def test_one_far_value_does_not_put_the_others_in_one_class():
    wards = [40, 50, 52, 56, 60, 62, 65, 67, 69, 70, 73, 78, 80, 84, 84, 91, 110, 115, 124, 594]

    classes = round_classes(wards, whole=False)

    assert len(classes) == 5
    assert Counter(classes.of(one) for one in wards).most_common(1)[0][1] <= 6


@pytest.mark.parametrize(
    "values",
    [
        [3.0] * 9 + [3.0000000000000004] * 8 + [5, 9, 12],
        [0.0003, 0.00045, 0.0006, 0.002],
        [1e-7, 2e-7, 3e-7, 4e-7],
    ],
    ids=["nearly tied", "small", "smaller than is printed"],
)
def test_every_class_holds_an_area_and_says_another_thing(values):
    classes = round_classes(values, whole=False)

    assert {classes.of(one) for one in values} == set(range(len(classes)))
    assert len(set(classes.labels())) == len(classes)


@pytest.mark.parametrize("far", [595, 5_950, 59_500])
def test_limits_are_round_for_the_values_that_most_areas_have(far):
    classes = round_classes([41, 44, 52, 57, 63, 68, 71, 77, 83, far], whole=True)

    assert all(limit % 5 == 0 for limit in classes.limits[:-1])
    assert len(classes) == 5


def test_areas_with_none_are_a_class_of_their_own():
    wards = [0] * 16 + [0.31, 0.4, 1.2, 5.7]

    classes = round_classes(wards, whole=False)

    assert {one for one in wards if classes.of(one) == 0} == {0}
    assert len(classes) == 5


def test_classes_of_nothing_are_refused():
    with pytest.raises(AnalysisError, match="no value"):
        round_classes([], whole=True)
    with pytest.raises(AnalysisError, match="negative or missing"):
        round_classes([-1], whole=True)


@pytest.mark.real_data
def test_real_wards_and_lsoas_draw_within_a_second_and_small(real_data):
    from pyproj import Transformer

    to_metres = Transformer.from_crs(4326, 27700, always_xy=True).transform
    for kind, least in (("ward", 20), ("lsoa21", 125)):
        path = real_data / "areas" / kind / "E06000032.geojson"
        features = json.loads(path.read_text("utf-8"))["features"]
        shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
        metres = [
            shapely.transform(shape, lambda at: np.column_stack(to_metres(at[:, 0], at[:, 1])))
            for shape in shapes
        ]
        areas = [MappedArea(f"E{n}", f"Area {n}", m, n, None) for n, m in enumerate(metres)]

        drawing = drawn(areas, COUNT)

        assert len(areas) >= least
        assert len(drawing.wide) < 100_000
