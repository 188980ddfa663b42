"""Boundary files in every format, year and state of disrepair."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pyogrio
import pytest
import shapely

from wardmote.errors import LayoutChanged, SourceError
from wardmote.places import boundary_files
from wardmote.places.boundary_files import read_boundaries

GRID_SQUARES = [
    shapely.box(530_000, 180_000, 530_100, 180_100),
    shapely.box(530_100, 180_000, 530_200, 180_100),
]
DEGREE_SQUARES = [shapely.box(-0.1, 51.4, 0, 51.5), shapely.box(0, 51.4, 0.1, 51.5)]
CODES = ["E05000001", "E05000002"]
WARDS = {"WD25CD": CODES, "WD25NM": ["West", "East"], "LAD25CD": ["E09000030"] * 2}


def write(
    path: Path,
    shapes: list[shapely.Geometry] = GRID_SQUARES,
    columns: dict[str, list[str]] = WARDS,
    projection: str | None = "EPSG:27700",
    **options: object,
) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyogrio warns about files without projection
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            [np.array(values, dtype=object) for values in columns.values()],
            list(columns),
            crs=projection,
            geometry_type="Polygon",
            **options,
        )
    return path


def zipped(archive: Path, *members: Path, folder: str = "") -> Path:
    with ZipFile(archive, "w", ZIP_DEFLATED) as zip_file:
        for member in members:
            zip_file.write(member, folder + member.name)
    return archive


def shapefile_parts(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}.*"))


@pytest.mark.parametrize("name", ["wards.geojson", "wards.gpkg", "wards.shp"])
def test_each_format_gives_the_same_areas(tmp_path: Path, name: str) -> None:
    areas = read_boundaries(write(tmp_path / name))

    assert (areas.kind, areas.vintage, areas.code_column) == ("ward", 2025, "wd25cd")
    assert areas.codes == tuple(CODES)
    assert areas.names == ("West", "East")
    assert areas.epsg == 27700
    assert [shape.area for shape in areas.geometries] == [10_000, 10_000]


@pytest.mark.parametrize("folder", ["", "Wards_2025/Boundaries/"])
def test_a_zipped_shapefile_is_read_where_it_lies(tmp_path: Path, folder: str) -> None:
    shapefile = write(tmp_path / "wards.shp")
    archive = zipped(tmp_path / "wards.zip", *shapefile_parts(shapefile), folder=folder)

    assert read_boundaries(archive).names == ("West", "East")


@pytest.mark.parametrize(
    ("column", "code", "expected"),
    [
        ("LSOA21CD", "E01000001", "lsoa21cd"),
        ("LSOA11CD", "E01000001", "lsoa11cd"),
        ("MSOA21CD", "E02000001", "msoa21cd"),
        ("WD24CD", "E05000001", "wd24cd"),
        ("LAD24CD", "E09000001", "lad24cd"),
        ("ltla24_code", "E09000001", "lad24cd"),
        ("CSP24CD", "E22000001", "csp24cd"),
    ],
)
def test_kind_and_year_come_from_the_column(
    tmp_path: Path, column: str, code: str, expected: str
) -> None:
    path = write(tmp_path / "areas.gpkg", GRID_SQUARES[:1], {column: [code]})

    areas = read_boundaries(path)

    assert areas.code_column == expected
    assert areas.names == (code,)  # no names in the file: the codes stand for them


def test_heights_in_a_file_are_left_out(tmp_path: Path) -> None:
    shapes = [shapely.force_3d(shape, z=12.0) for shape in GRID_SQUARES]

    areas = read_boundaries(write(tmp_path / "wards.gpkg", shapes))

    assert not shapely.has_z(areas.geometries).any()


def test_geojson_without_projection_is_longitude_and_latitude(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.geojson", DEGREE_SQUARES, projection="EPSG:4326")
    document = json.loads(path.read_text())
    document.pop("crs", None)
    path.write_text(json.dumps(document))

    assert read_boundaries(path).epsg == 4326


@pytest.mark.parametrize("name", ["wards.gpkg", "wards.shp", "wards.geojson"])
def test_metres_without_projection_are_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, projection=None)

    with pytest.raises(SourceError) as refusal:
        read_boundaries(path)

    text = str(refusal.value)
    assert f"{name}: the projection of the boundaries is not known." in text
    assert "coordinates from 530000, 180000 to 530200, 180100" in text
    assert "look like British National Grid (EPSG:27700): if they are, pass epsg=27700." in text
    assert read_boundaries(path, epsg=27700).epsg == 27700


def test_degrees_without_projection_are_refused_with_the_way_out(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.gpkg", DEGREE_SQUARES, projection=None)

    with pytest.raises(SourceError, match="pass epsg=4326"):
        read_boundaries(path)
    assert read_boundaries(path, epsg=4326).epsg == 4326


def test_swapped_degrees_are_recognised(tmp_path: Path) -> None:
    swapped = [shapely.box(51.4, -0.1, 51.5, 0.0), shapely.box(51.4, 0.0, 51.5, 0.1)]

    with pytest.raises(SourceError, match="Longitude and latitude look swapped"):
        read_boundaries(write(tmp_path / "wards.gpkg", swapped, projection="EPSG:4326"))


def test_coordinates_of_nowhere_are_refused(tmp_path: Path) -> None:
    america = [shapely.box(-75, 40, -74, 41), shapely.box(-74, 40, -73, 41)]

    with pytest.raises(SourceError, match="Ask the publisher which projection"):
        read_boundaries(write(tmp_path / "wards.gpkg", america, projection="EPSG:4326"))


def test_a_stated_projection_is_not_overruled(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        read_boundaries(write(tmp_path / "wards.gpkg"), epsg=4326)

    text = str(refusal.value)
    assert "states another projection than the one asked for" in text
    assert "British National Grid (EPSG:27700)" in text
    assert "longitude and latitude (EPSG:4326)" in text


def test_a_projection_without_epsg_code_is_shown(tmp_path: Path) -> None:
    local = "+proj=tmerc +lat_0=51 +lon_0=-1 +k=1 +x_0=0 +y_0=0 +ellps=airy +units=m"
    path = write(tmp_path / "wards.gpkg", projection=local)

    with pytest.raises(SourceError, match="the projection of the boundaries is not known") as found:
        read_boundaries(path)

    assert found.value.where["Stated"] not in ("", "nothing")


def test_the_publishers_spelling_of_the_grid_is_recognised(tmp_path: Path) -> None:
    shapefile = write(tmp_path / "wards.shp")
    shapefile.with_suffix(".prj").write_text(
        'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",'
        'SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],'
        'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
        'PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],'
        'PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],'
        'PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]'
    )

    assert read_boundaries(shapefile).epsg == 27700


def test_longitude_and_latitude_in_that_order_are_the_projection_of_the_web(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.gpkg", DEGREE_SQUARES, projection="OGC:CRS84")

    assert read_boundaries(path).epsg == 4326


def test_columns_of_another_publisher_are_named_by_the_caller(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.gpkg", columns={"ref": CODES, "label": ["West", "East"]})

    areas = read_boundaries(path, code_column="ref", name_column="label", read_as="wd24cd")

    assert (areas.code_column, areas.names) == ("wd24cd", ("West", "East"))


def test_a_file_that_names_no_areas_says_what_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.gpkg", columns={"ref": CODES})

    with pytest.raises(LayoutChanged, match="no column says which areas these are") as refusal:
        read_boundaries(path)
    assert "Found     ref" in str(refusal.value)
    assert "read_as=" in refusal.value.next_step

    with pytest.raises(LayoutChanged, match="'ref' does not say which areas it codes"):
        read_boundaries(path, code_column="ref")


def test_an_unknown_column_comes_with_the_known_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.gpkg")

    with pytest.raises(LayoutChanged, match="has no column 'WD26CD'") as refusal:
        read_boundaries(path, code_column="WD26CD")
    assert refusal.value.known == ("WD25CD", "WD25NM", "LAD25CD")
    with pytest.raises(LayoutChanged, match="has no column 'Name'"):
        read_boundaries(path, name_column="Name")


def test_codes_of_two_years_are_not_chosen_between(tmp_path: Path) -> None:
    both = {"WD24CD": CODES, "WD25CD": CODES}
    path = write(tmp_path / "wards.gpkg", columns=both)

    with pytest.raises(LayoutChanged, match="WD24CD and WD25CD"):
        read_boundaries(path)
    assert read_boundaries(path, code_column="WD24CD").vintage == 2024


def test_a_layer_is_not_chosen_for_the_caller(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.gpkg", layer="wards")
    write(path, GRID_SQUARES[:1], {"LAD25CD": ["E09000030"]}, layer="districts", append=True)

    with pytest.raises(SourceError, match="has 2 layers: choose one") as refusal:
        read_boundaries(path)
    assert refusal.value.known == ("wards", "districts")
    with pytest.raises(SourceError, match="none of them called 'parishes'"):
        read_boundaries(path, layer="parishes")
    assert read_boundaries(path, layer="districts").codes == ("E09000030",)


def test_a_gap_in_the_codes_is_a_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "wards.gpkg", columns={"WD25CD": ["E05000001", None]})  # type: ignore[list-item]

    with pytest.raises(SourceError, match="area 1    no code"):
        read_boundaries(path)


def broken_files(folder: Path) -> dict[str, Path]:
    whole = write(folder / "whole.geojson")
    shapefile = write(folder / "parts.shp")
    archive = zipped(folder / "parts.zip", *shapefile_parts(shapefile))
    names = ("cut.geojson", "empty.geojson", "cut.zip", "text.txt", "none.geojson")
    paths = {name: folder / name for name in names}
    paths["cut.geojson"].write_text(whole.read_text()[:300])
    paths["empty.geojson"].write_text("")
    paths["cut.zip"].write_bytes(archive.read_bytes()[:500])
    paths["text.txt"].write_text("WD25CD\nE05000001\n")
    paths["none.geojson"].write_text('{"type": "FeatureCollection", "features": []}')
    paths["two.zip"] = zipped(folder / "two.zip", whole, shapefile)
    paths["nothing.zip"] = zipped(folder / "nothing.zip", paths["text.txt"])
    paths["missing.gpkg"] = folder / "missing.gpkg"
    paths["missing.zip"] = folder / "missing.zip"
    return paths


@pytest.mark.parametrize(
    "name",
    [
        "cut.geojson",
        "empty.geojson",
        "cut.zip",
        "text.txt",
        "none.geojson",
        "two.zip",
        "nothing.zip",
        "missing.gpkg",
        "missing.zip",
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = broken_files(tmp_path)[name]

    with pytest.raises(SourceError, match=f"^{name} cannot be read as boundaries") as refusal:
        read_boundaries(path)

    assert refusal.value.found
    assert str(tmp_path) not in str(refusal.value)


def test_features_without_geometry_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wards.geojson"
    feature = {"type": "Feature", "properties": {"WD25CD": "E05000001"}, "geometry": None}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    with pytest.raises(SourceError, match="no areas"):
        read_boundaries(path)


def test_a_zip_that_would_not_fit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapefile = write(tmp_path / "wards.shp")
    archive = zipped(tmp_path / "wards.zip", *shapefile_parts(shapefile))
    monkeypatch.setattr(boundary_files, "MOST_UNPACKED_BYTES", 100)

    with pytest.raises(SourceError, match="GB when unpacked"):
        read_boundaries(archive)


def test_a_path_with_spaces_and_accents_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "Ffiniau Ynys Môn (2025)"
    folder.mkdir()
    shapefile = write(tmp_path / "wards.shp")
    archive = zipped(tmp_path / "wards.zip", *shapefile_parts(shapefile))
    shutil.move(archive, folder / "wards.zip")

    assert len(read_boundaries(folder / "wards.zip")) == 2
