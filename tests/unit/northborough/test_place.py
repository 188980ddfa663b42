"""The place holds together: areas tile, nest and agree with the look-ups, in no real place."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from unit.northborough.recount import Recount, features_of, rows_of
from wardmote.northborough.british_grid import longitude_latitude
from wardmote.northborough.months import as_utc

LSOA_2021, LSOA_2011 = (
    "Lower_layer_Super_Output_Areas_December_2021",
    "Lower_layer_Super_Output_Areas_December_2011",
)
ENGLAND = (-6.42, 49.86, 1.77, 55.82)  # degrees: west, south, east, north

Polygons = dict[str, shapely.Polygon]


@pytest.fixture(scope="module")
def lsoas(recount: Recount) -> Polygons:
    return recount.polygons(LSOA_2021, "LSOA21CD")


@pytest.fixture(scope="module")
def old_lsoas(recount: Recount) -> Polygons:
    return recount.polygons(LSOA_2011, "LSOA11CD")


@pytest.fixture(scope="module")
def wards(recount: Recount) -> Polygons:
    return recount.polygons("Wards", "WD24CD")


@pytest.fixture(scope="module")
def districts(recount: Recount) -> Polygons:
    return recount.polygons("Local_Authority_Districts", "LAD24CD")


def together(polygons: list[shapely.Polygon]) -> shapely.Geometry:
    return shapely.coverage_union_all(polygons)


def test_there_are_84_and_40_lsoas_in_14_and_7_wards(recount: Recount) -> None:
    by_district: dict[str, set[str]] = {}
    lsoas: dict[str, int] = {}
    for row in recount.wards.values():
        by_district.setdefault(row["LAD24NM"], set()).add(row["WD24NM"])
        lsoas[row["LAD24NM"]] = lsoas.get(row["LAD24NM"], 0) + 1

    assert lsoas == {"Northborough": 84, "Southmere": 40}
    assert {name: len(wards) for name, wards in by_district.items()} == {
        "Northborough": 14,
        "Southmere": 7,
    }


@pytest.mark.parametrize("areas", ["lsoas", "old_lsoas", "wards", "districts"])
def test_areas_tile_without_gap_or_overlap(areas: str, request: pytest.FixtureRequest) -> None:
    polygons = list(request.getfixturevalue(areas).values())
    whole = together(polygons)

    assert shapely.coverage_is_valid(polygons)
    assert all(p.geom_type == "Polygon" and not p.interiors and p.is_valid for p in polygons)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert whole.area == pytest.approx(sum(p.area for p in polygons), rel=1e-12)


def test_every_level_covers_the_same_ground(
    lsoas: Polygons, old_lsoas: Polygons, wards: Polygons, districts: Polygons
) -> None:
    outlines = [together(list(p.values())) for p in (lsoas, old_lsoas, wards, districts)]

    assert all(shapely.equals(outline, outlines[0]) for outline in outlines)


def test_wards_and_districts_are_exact_unions_by_the_look_up(
    recount: Recount, lsoas: Polygons, wards: Polygons, districts: Polygons
) -> None:
    for column, areas in (("WD24CD", wards), ("LAD24CD", districts)):
        for code, outline in areas.items():
            parts = [lsoas[x] for x, row in recount.wards.items() if row[column] == code]
            assert shapely.equals(together(parts), outline), code


def test_splits_and_mergers_are_exact_unions_too(
    recount: Recount, lsoas: Polygons, old_lsoas: Polygons
) -> None:
    kinds = {}
    for row in recount.lsoa_changes:
        kinds.setdefault(row["CHGIND"], []).append((row["LSOA11CD"], row["LSOA21CD"]))

    assert {kind: len(pairs) for kind, pairs in kinds.items()} == {"U": 116, "S": 6, "M": 4}
    assert all(a == b and shapely.equals(old_lsoas[a], lsoas[b]) for a, b in kinds["U"])
    for old in {a for a, _ in kinds["S"]}:
        parts = [lsoas[b] for a, b in kinds["S"] if a == old]
        assert len(parts) == 2
        assert shapely.equals(together(parts), old_lsoas[old])
    for new in {b for _, b in kinds["M"]}:
        parts = [old_lsoas[a] for a, b in kinds["M"] if b == new]
        assert len(parts) == 2
        assert shapely.equals(together(parts), lsoas[new])


def test_every_code_is_the_same_in_boundaries_look_ups_and_populations(
    recount: Recount, lsoas: Polygons, old_lsoas: Polygons, wards: Polygons, districts: Polygons
) -> None:
    folder = recount.folder / "population"
    (iod_2019,) = folder.glob("*IoD2019*")
    (iod_2025,) = folder.glob("*IoD2025*")
    (partnerships,) = (recount.folder / "areas").glob("LAD_*Partnership*")

    assert set(lsoas) == set(recount.wards) == {r["LSOA21CD"] for r in recount.lsoa_changes}
    assert set(lsoas) == set(recount.residents)
    assert set(lsoas) == {r["LSOA code (2021)"] for r in rows_of(iod_2025)}
    for table in ("ethnicity21_lsoa21.csv", "household_overcrowding21_lsoa21.csv"):
        assert set(lsoas) == {r["lsoa21_code"] for r in rows_of(folder / table)}
    assert set(old_lsoas) == {r["LSOA11CD"] for r in recount.lsoa_changes}
    assert set(old_lsoas) == {r["LSOA code (2011)"] for r in rows_of(iod_2019)}
    assert set(wards) == {r["WD24CD"] for r in recount.wards.values()}
    assert [list(r.values())[:6] for r in rows_of(partnerships)] == [
        ["E06999001", "Northborough", "E22999001", "Northborough", "E23999001", "Northshire"],
        ["E06999002", "Southmere", "E22999002", "Southmere", "E23999001", "Northshire"],
    ]
    assert set(districts) == {"E06999001", "E06999002"}


def test_names_go_with_codes_in_every_file(recount: Recount) -> None:
    (path,) = (recount.folder / "areas").glob(f"{LSOA_2021}*")
    named = {f["properties"]["LSOA21CD"]: f["properties"]["LSOA21NM"] for f in features_of(path)}

    assert named == {code: row["LSOA21NM"] for code, row in recount.wards.items()}
    assert named == {r["LSOA21CD"]: r["LSOA21NM"] for r in recount.lsoa_changes}
    assert len(set(named.values())) == len(named)


def test_lsoas_have_as_many_residents_as_lsoas_may(recount: Recount) -> None:
    (path,) = (recount.folder / "population").glob("population_lsoa21_*")
    census = {r["LSOA 2021 Code"]: int(r["Mid-2021: Population"]) for r in rows_of(path)}

    assert all(1_000 <= residents <= 3_000 for residents in census.values())
    assert sum(census[x] for x in recount.borough) == pytest.approx(125_000, rel=0.005)
    assert sum(recount.residents[x] for x in recount.borough) > 125_000


def test_shares_of_residents_and_households_add_up(recount: Recount) -> None:
    for table, total in (
        ("ethnicity21_lsoa21.csv", "total_residents"),
        ("household_overcrowding21_lsoa21.csv", "total_households"),
    ):
        sums: dict[str, float] = {}
        for row in rows_of(recount.folder / "population" / table):
            sums[row["lsoa21_code"]] = sums.get(row["lsoa21_code"], 0) + float(row["n"])
            assert float(row["prop"]) == pytest.approx(float(row["n"]) / float(row[total]))
        rows = rows_of(recount.folder / "population" / table)
        assert all(sums[r["lsoa21_code"]] == float(r[total]) for r in rows)


def test_deprivation_ranks_and_deciles_agree(recount: Recount) -> None:
    for path in (recount.folder / "population").glob("File_7*"):
        england = 32_844 if "2019" in path.name else 33_755
        rows = rows_of(path)
        ranks = np.array([int(r[RANK]) for r in rows])
        deciles = np.array([int(r[DECILE]) for r in rows])
        scores = np.array([float(r[SCORE]) for r in rows])
        assert ranks.min() >= 1
        assert ranks.max() <= england
        assert np.array_equal(deciles, np.ceil(ranks * 10 / england))
        assert len(set(ranks)) == len(ranks)
        assert np.all(np.diff(scores[np.argsort(ranks)]) <= 0)


IMD = "Index of Multiple Deprivation (IMD)"
RANK, SCORE = f"{IMD} Rank (where 1 is most deprived)", f"{IMD} Score"
DECILE = f"{IMD} Decile (where 1 is most deprived 10% of LSOAs)"


def test_it_lies_within_englands_bounds(districts: Polygons) -> None:
    west, south, east, north = together(list(districts.values())).bounds

    assert ENGLAND[0] < west < east < ENGLAND[2]
    assert ENGLAND[1] < south < north < ENGLAND[3]


@pytest.mark.real_data
def test_it_lies_in_no_real_district(districts: Polygons, real_data: Path) -> None:
    whole = together(list(districts.values()))
    real = json.loads((real_data / "areas/boundaries_ltla24.geojson").read_text(encoding="utf-8"))
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in real["features"]]

    assert len(shapes) > 300
    assert not any(shapely.intersects(whole, shape) for shape in shapes)


def test_the_grid_agrees_with_proj_to_a_centimetre() -> None:
    from pyproj import Geod, Transformer

    rng = np.random.default_rng(3)
    easting, northing = rng.uniform(90_000, 650_000, 500), rng.uniform(10_000, 660_000, 500)
    mine = longitude_latitude(easting, northing)
    theirs = Transformer.from_crs(27700, 4326, always_xy=True).transform(easting, northing)

    assert Geod(ellps="WGS84").inv(*mine, *theirs)[2].max() < 0.01


@pytest.mark.parametrize(
    ("clock", "utc"),
    [
        ("2024-01-15T12:00", "2024-01-15T12:00"),
        ("2024-07-01T00:30", "2024-06-30T23:30"),
        ("2024-03-31T00:59", "2024-03-31T00:59"),  # clocks went forward at 01:00 UTC
        ("2024-03-31T02:00", "2024-03-31T01:00"),
        ("2024-10-27T00:59", "2024-10-26T23:59"),
        ("2024-10-27T02:00", "2024-10-27T02:00"),  # and back at 01:00 UTC
        ("2026-03-29T02:00", "2026-03-29T01:00"),
        ("2026-10-25T02:00", "2026-10-25T02:00"),
    ],
)
def test_british_clock_times_become_utc(clock: str, utc: str) -> None:
    got = as_utc(np.array([clock], "datetime64[s]"))

    assert got[0] == np.datetime64(utc, "s")
