"""The publishers' own files: every area, link, change and resident of them is there."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wardmote.places.areas import AreaSet, join_areas
from wardmote.places.boundary_files import read_boundaries
from wardmote.places.changes import LsoaChanges
from wardmote.places.declared import declare_area
from wardmote.places.distances import AGREES_WITHIN_METRES, distance_to_area_metres
from wardmote.places.links import AreaLinks
from wardmote.places.look_up_files import LookUp, lsoa_changes_of, read_links_csv
from wardmote.places.points import NOWHERE, areas_of_points
from wardmote.places.residents import Estimates

pytestmark = pytest.mark.real_data

TOWER_HAMLETS = "E09000030"
BEDFORDSHIRE = ("E06000032", "E06000055", "E06000056")
GENERALISED_METRES = 20


@pytest.fixture(scope="module")
def lsoas(real_data: Path) -> AreaSet:
    files = sorted((real_data / "areas" / "lsoa21").glob("*.geojson"))
    return join_areas([read_boundaries(path) for path in files])


def look_up(real_data: Path, pattern: str) -> LookUp:
    (path,) = (real_data / "areas" / "lookups").glob(pattern)
    return read_links_csv(path)


@pytest.fixture(scope="module")
def links(real_data: Path) -> AreaLinks:
    return AreaLinks.from_look_ups(
        [look_up(real_data, "*Electoral_Ward*.csv"), look_up(real_data, "lookup_ltla24_csp24*.csv")]
    )


@pytest.fixture(scope="module")
def exact_fit(real_data: Path) -> LookUp:
    return look_up(real_data, "*2011*_to_LSOA_*2021*.csv")


@pytest.fixture(scope="module")
def changes(exact_fit: LookUp) -> LsoaChanges:
    return lsoa_changes_of(exact_fit)


@pytest.fixture(scope="module")
def estimates(real_data: Path) -> Estimates:
    table = pq.read_table(real_data / "population" / "population_lsoa21_2011_2022.parquet")
    columns = table.to_pydict()
    years = {f"Mid-{year}: Population": year for year in range(2011, 2023)}
    rows = (
        (code, year, count)
        for name, year in years.items()
        for code, count in zip(columns["LSOA 2021 Code"], columns[name], strict=True)
    )
    return Estimates.from_rows("lsoa", 2021, rows)


def test_all_lsoas_of_london_and_bedfordshire_load_unrepaired(
    lsoas: AreaSet, links: AreaLinks, real_data: Path
) -> None:
    districts = [path.stem for path in (real_data / "areas" / "lsoa21").glob("*.geojson")]
    expected = [code for district in districts for code in links.lsoas_of("district", district)]

    assert (lsoas.code_column, lsoas.epsg, lsoas.repaired) == ("lsoa21cd", 4326, ())
    assert len(districts) == 36
    assert sorted(lsoas.codes) == sorted(expected)


@pytest.mark.parametrize(
    ("file", "column", "count"),
    [
        (f"lsoa21/{TOWER_HAMLETS}.geojson", "lsoa21cd", 169),
        (f"lsoa11/{TOWER_HAMLETS}.geojson", "lsoa11cd", 144),
        (f"ward/{TOWER_HAMLETS}.geojson", "wd25cd", 20),
        ("boundaries_ltla24.geojson", "lad24cd", 361),
    ],
)
def test_each_boundary_file_is_recognised(
    real_data: Path, file: str, column: str, count: int
) -> None:
    areas = read_boundaries(real_data / "areas" / file)

    assert (areas.code_column, len(areas)) == (column, count)
    assert "Tower Hamlets" in areas.names[0] or column in ("wd25cd", "lad24cd")


def test_england_has_293_partnerships_and_wales_21(links: AreaLinks) -> None:
    csps = {link.csp for link in links.partnerships}

    assert len(csps) == 314
    assert Counter(csp[0] for csp in csps) == {"E": 293, "W": 21}


def test_seven_districts_are_shared_by_two_to_four_partnerships(links: AreaLinks) -> None:
    districts = {link.district for link in links.partnerships}
    shared = {links.name_of(d): len(links.csps_of_district(d)) for d in districts}
    shared = {name: count for name, count in shared.items() if count > 1}

    assert shared == {
        "Bournemouth, Christchurch and Poole": 3,
        "Buckinghamshire": 4,
        "North Northamptonshire": 4,
        "West Northamptonshire": 2,
        "Cumberland": 3,
        "Westmorland and Furness": 3,
        "East Suffolk": 2,
    }


def test_every_whole_partnership_has_lsoas_and_none_is_counted_twice(links: AreaLinks) -> None:
    districts = {link.district for link in links.partnerships}
    whole = {links.csp_of_district(d) for d in districts if len(links.csps_of_district(d)) == 1}
    whole -= {csp for csp in whole if csp == "E22000367"}  # Dorset: holds a part of Bournemouth's

    found = Counter(lsoa for csp in whole for lsoa in links.lsoas_of("csp", csp))

    assert max(found.values()) == 1
    assert all(links.lsoas_of("csp", csp) for csp in whole)


@pytest.mark.parametrize(
    ("name", "lsoas"), [("Luton", 125), ("Bedford", 117), ("Central Bedfordshire", 175)]
)
def test_bedfordshires_partnerships_are_declared_by_name(
    links: AreaLinks, name: str, lsoas: int
) -> None:
    assert len(declare_area(name, links).lsoas(links)) == lsoas


def test_lsoas_of_both_years_and_their_changes_are_those_published(changes: LsoaChanges) -> None:
    how = Counter(changes.carry(code).how for code in changes.codes11)

    # ONS counts 34,753 LSOAs in 2011, 35,672 in 2021, and 33,647 that did not change.
    assert (len(changes.codes11), len(changes.codes21)) == (34_753, 35_672)
    assert how == {"unchanged": 33_647, "split": 861, "merged": 239, "irregular": 6}


def test_consistent_units_of_england_and_wales_are_the_components(
    changes: LsoaChanges, exact_fit: LookUp
) -> None:
    pairs = np.array(exact_fit.rows)[:, :2]
    vintages = [column.vintage for column in exact_fit.columns[:2]]
    numbered, index = np.unique(
        np.char.add(np.array([f"{v} " for v in vintages]), pairs), return_inverse=True
    )
    first, second = index.reshape(-1, 2).T
    graph = coo_array((np.ones(len(first)), (first, second)), shape=(len(numbered),) * 2)

    assert sorted(vintages) == [2011, 2021]
    assert len(changes.consistent_units()) == connected_components(graph, directed=False)[0]


def test_the_residents_of_2020_are_carried_without_loss(
    changes: LsoaChanges, estimates: Estimates, real_data: Path
) -> None:
    with (real_data / "population" / "population20_lsoa11.csv").open(encoding="utf-8") as lines:
        people11 = {
            row["lsoa11_code"]: int(float(row["total_population"])) for row in csv.DictReader(lines)
        }
    people21 = estimates.residents(changes.codes21, 2021)

    carried = changes.carry_counts(people11, residents=people21.counts)

    assert sum(carried.counts.values()) == sum(people11.values())
    assert set(carried.shared_by.values()) == {"residents"}
    # Independent of the look-up: carried to 2021 by it, a place has nearly the people that
    # the next year's estimate gives to the same place.
    near = [abs(carried.counts[code] / people21.counts[code] - 1) < 0.2 for code in carried.counts]
    assert sum(near) / len(near) > 0.95


def test_tower_hamlets_grew_by_3_6_percent_in_its_last_year(
    estimates: Estimates, links: AreaLinks
) -> None:
    lsoas = links.lsoas_of("district", TOWER_HAMLETS)
    last, before = estimates.residents(lsoas, 2022), estimates.residents(lsoas, 2021)
    today = estimates.residents(lsoas, 2026)

    assert round(100 * (last.count / before.count - 1), 1) == 3.6
    assert (today.count, today.year_used, today.approximate) == (last.count, 2022, True)


def test_real_points_and_real_corners_are_placed_as_by_a_tree(lsoas: AreaSet) -> None:
    random = np.random.default_rng(2024)
    corners = shapely.get_coordinates(lsoas.geometries)
    corners = corners[random.choice(len(corners), 15_000, replace=False)]
    west, south, east, north = shapely.total_bounds(lsoas.geometries)
    anywhere = random.uniform([west, south], [east, north], (15_000, 2))
    points = np.concatenate([corners, anywhere])
    tree = shapely.STRtree(lsoas.geometries)
    found, areas = tree.query(shapely.points(points), predicate="intersects")
    expected = np.full(len(points), "", dtype="<U9")
    by_code_down = np.argsort(np.array(lsoas.codes)[areas])[::-1]
    for point, area in zip(found[by_code_down], areas[by_code_down], strict=True):
        expected[point] = lsoas.codes[area]

    placed = areas_of_points(points[:, 0], points[:, 1], lsoas)

    assert np.array([*lsoas.codes, ""])[placed.codes].tolist() == expected.tolist()
    assert placed.on_boundary > 10_000


def test_bedfordshires_points_lie_within_50_metres_of_the_lsoa_they_name(
    lsoas: AreaSet, real_data: Path
) -> None:
    longitude, latitude, claimed = [], [], []
    position = {code: index for index, code in enumerate(lsoas.codes)}
    for path in sorted(real_data.glob("police_uk/bedfordshire/*/*-street.csv")):
        with path.open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                longitude.append(float(row["Longitude"] or "nan"))
                latitude.append(float(row["Latitude"] or "nan"))
                claimed.append(position.get(row["LSOA code"], NOWHERE))

    placed = areas_of_points(longitude, latitude, lsoas)
    differs = (placed.codes != claimed) & (np.array(claimed) != NOWHERE)
    metres = distance_to_area_metres(
        np.array(longitude)[differs],
        np.array(latitude)[differs],
        lsoas,
        np.array(claimed)[differs],
    )

    assert len(placed.codes) == 182_113
    assert placed.without_place == 6_381
    assert placed.inside + placed.outside == 182_113 - 6_381
    assert differs.sum() > 1_000
    assert metres.max() < GENERALISED_METRES < AGREES_WITHIN_METRES
