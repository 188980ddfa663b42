"""A set of areas checks itself, and says what it repaired."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import shapely

from wardmote.errors import ConfigurationError, SourceError
from wardmote.places.areas import Area, AreaSet, join_areas

WEST, EAST = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
BOW_TIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
# A square with a line attached: once repaired, the line is gone and the square remains.
SPIKE = shapely.Polygon([(0, 0), (1, 0), (1, 1), (1, 5), (1, 1), (0, 1)])


def wards(*geometries: object, codes: tuple[str, ...] | None = None, epsg: int = 27700) -> AreaSet:
    codes = codes or tuple(f"E0500000{number}" for number in range(1, len(geometries) + 1))
    names = tuple(f"Ward {code[-1:]}" for code in codes)
    return AreaSet("ward", 2024, codes, names, list(geometries), epsg)  # type: ignore[arg-type]


def test_an_area_set_yields_its_areas_with_kind_and_year() -> None:
    assert list(wards(WEST)) == [Area("E05000001", "Ward 1", "ward", 2024)]


def test_select_keeps_the_order_asked_for() -> None:
    chosen = wards(WEST, EAST).select(["E05000002", "E05000001"])

    assert chosen.codes == ("E05000002", "E05000001")
    assert chosen.geometries[0].equals(EAST)


def test_an_unknown_code_is_refused_with_kind_and_year() -> None:
    with pytest.raises(SourceError) as refusal:
        wards(WEST, EAST).select(["E05000001", "E05000009"])

    assert "1 of 2 codes are not in this set of 2 areas (ward, 2024)" in str(refusal.value)
    assert "E05000009" in str(refusal.value)
    assert "E05000002" in refusal.value.known


def test_all_faults_of_a_set_come_in_one_error() -> None:
    with pytest.raises(SourceError) as refusal:
        wards(WEST, EAST, WEST, codes=("E05000001", "E05000001", "", "E01000001"))

    text = str(refusal.value)
    assert "4 codes, 4 names, 3 polygons" in text
    assert "2 areas have this code" in text
    assert "area 2    no code" in text
    assert "E01000001    not the code of a ward" in text


def test_codes_that_are_not_of_ons_are_left_to_their_publisher() -> None:
    assert wards(WEST, codes=("panel-north",)).codes == ("panel-north",)


@pytest.mark.parametrize(
    "shape",
    [None, shapely.Polygon(), shapely.LineString([(0, 0), (1, 1)]), shapely.Point(0, 0)],
    ids=["missing", "empty", "line", "point"],
)
def test_an_area_without_an_inside_is_refused(shape: object) -> None:
    with pytest.raises(SourceError, match="E05000002    no polygon with an inside"):
        wards(WEST, shape)


def test_a_polygon_that_crosses_itself_is_repaired_and_named() -> None:
    areas = wards(WEST, BOW_TIE)

    assert areas.repaired == ("E05000002",)
    assert shapely.is_valid(areas.geometries).all()
    assert areas.geometries[1].area == pytest.approx(2.0)
    assert areas.select(["E05000001"]).repaired == ()
    assert join_areas([areas]).repaired == ("E05000002",)


def test_repair_drops_what_encloses_nothing() -> None:
    repaired = wards(SPIKE).geometries[0]

    assert repaired.geom_type == "Polygon"
    assert repaired.bounds == (0, 0, 1, 1)


def test_repair_drops_a_part_that_has_shrunk_to_a_line() -> None:
    line = shapely.Polygon([(5, 5), (6, 6), (5, 5)])

    repaired = wards(shapely.MultiPolygon([WEST, line])).geometries[0]

    assert repaired.equals(WEST)


def test_the_polygons_given_are_left_as_they_were() -> None:
    given = np.array([BOW_TIE], dtype=object)
    areas = AreaSet("ward", 2024, ("E05000001",), ("One",), given, 27700)

    assert given[0] is BOW_TIE
    with pytest.raises(ValueError, match="read-only"):
        areas.geometries[0] = WEST


def test_a_set_survives_being_sent_to_another_process() -> None:
    areas = wards(WEST, EAST)
    assert areas.index_of("E05000002") == 1

    again = pickle.loads(pickle.dumps(areas))  # ours, of a moment ago

    assert again.codes == areas.codes
    assert again.index_of("E05000002") == 1


def test_an_area_without_code_or_kind_is_refused() -> None:
    with pytest.raises(SourceError, match="An area has no code"):
        Area("", "Nowhere", "ward", 2024)
    with pytest.raises(ConfigurationError, match="no kind of area called 'parcel'"):
        Area("E05000001", "Somewhere", "parcel", 2024)


def test_sets_of_two_projections_are_not_joined() -> None:
    degrees = wards(EAST, codes=("E05000002",), epsg=4326)

    with pytest.raises(SourceError) as refusal:
        join_areas([wards(WEST), degrees])

    assert refusal.value.what == (
        "The first areas use British National Grid (EPSG:27700)"
        " and others use longitude and latitude (EPSG:4326)."
    )


def test_sets_of_two_years_are_not_joined() -> None:
    newer = AreaSet("ward", 2025, ("E05000002",), ("Two",), [EAST], 27700)  # type: ignore[arg-type]

    with pytest.raises(SourceError, match="ward, 2024 and ward, 2025"):
        join_areas([wards(WEST), newer])
    with pytest.raises(SourceError, match="no areas"):
        join_areas([])


def test_an_area_in_two_files_is_refused() -> None:
    with pytest.raises(SourceError, match="2 areas have this code"):
        join_areas([wards(WEST), wards(WEST)])
