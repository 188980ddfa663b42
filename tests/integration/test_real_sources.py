"""The real public files of every source: recognised, none stopped, every row accounted for."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from wardmote.evidence.files import find_files, open_files
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.reader import Evidence
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.source import SourceFile, recognise, registered_sources
from wardmote.evidence.store import Store

pytestmark = pytest.mark.real_data

AS_OF = date(2026, 11, 22)
COUNTS = (
    "tower_hamlets/police_uk_lsoa_month_category_2023-07_2026-03.csv",
    "tower_hamlets/mps_lsoa_month_minor_2024-02_2026-02.csv",
    "tower_hamlets/mps_ward_month_minor_2010-04_2026-02.csv",
    "london/recorded-crime-borough-historical.parquet",
    "london/recorded-crime-borough.parquet",
)
PEOPLE = (
    "population/population_lsoa21_2011_2022.parquet",
    "population/ethnicity21_lsoa21.csv",
    "population/ethnicity21_ltla21.csv",
    "population/household_overcrowding21_lsoa21.csv",
    "population/age_gender21_ltla21_ew.csv",
    "population/imd2019_england_lsoa11.csv",
    "population/imd2025_england_lsoa21.csv",
    "population/imd2025_england_ltla24.csv",
)
AGES = "population/population20_lsoa11.csv"
PERCENTAGES = 6_289  # half of the district file's rows say again, in percent, what the others say


class Read:
    """Files read into a store of their own."""

    def __init__(self, folder: Path, real_data: Path, names: tuple[str, ...]) -> None:
        paths = tuple(real_data / name for name in names)
        store = Store(folder)
        self.report: IngestReport = ingest(store, Request(paths, as_of=AS_OF))
        self.evidence = Evidence(store)

    def one(self, query: str) -> Any:
        """First value of a query over the evidence."""
        found = self.evidence.con.execute(query).fetchone()
        assert found is not None
        return found[0]


Reader = Callable[[tuple[str, ...]], Read]


@pytest.fixture(scope="module")
def read(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Reads real files once for the module."""
    held: dict[tuple[str, ...], Read] = {}

    def reader(names: tuple[str, ...]) -> Read:
        if names not in held:
            held[names] = Read(tmp_path_factory.mktemp("evidence"), real_data, names)
        return held[names]

    return reader


def rows_of(path: Path) -> int:
    """Records of a file, counted without us."""
    if path.suffix == ".parquet":
        return int(pq.read_metadata(path).num_rows)
    if path.suffix == ".geojson":
        return len(json.loads(path.read_text(encoding="utf-8"))["features"])
    return sum(1 for _ in records(path))


def records(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as text:
        yield from csv.DictReader(text)


def check_rows(one: Read, folder: Path) -> None:
    """Every file was recognised and has as many rows as we count without it."""
    assert one.report.unrecognised == ()
    counted = {path.name: rows_of(path) for path in folder.rglob("*") if path.is_file()}
    read_in = {Path(file.name).name: file.rows.rows_read for file in one.report.files}
    assert read_in == {name: counted[name] for name in read_in}


def test_counts_are_read_whole(read: Reader, real_data: Path) -> None:
    one = read(COUNTS)

    assert {file.name: file.rows.rows_read for file in one.report.files} == {
        Path(name).name: rows_of(real_data / name) for name in COUNTS
    }
    assert one.report.total.accepted == one.report.total.rows_read


@pytest.mark.parametrize(
    ("name", "column", "where"),
    [
        (COUNTS[0], "crime_count", "source = 'police_uk_counts'"),
        (COUNTS[1], "count", "source = 'mps_counts' AND area_kind = 'lsoa'"),
        (COUNTS[2], "count", "source = 'mps_counts' AND area_kind = 'ward'"),
    ],
)
def test_counts_add_up_to_the_files_own(
    name: str, column: str, where: str, read: Reader, real_data: Path
) -> None:
    total = read(COUNTS).one(f"SELECT sum(count) FROM counts WHERE {where}")

    assert total == sum(int(row[column]) for row in records(real_data / name))


def test_wide_borough_counts_add_up_to_the_sum_of_all_cells(read: Reader, real_data: Path) -> None:
    total = read(COUNTS).one("SELECT sum(count) FROM counts WHERE area_kind = 'district'")

    tables = [pq.read_table(real_data / name) for name in COUNTS[3:]]
    cells = sum(
        pc.sum(table[name]).as_py()
        for table in tables
        for name in table.schema.names
        if name.isdigit()
    )
    assert total == cells


def test_every_borough_has_its_code(read: Reader) -> None:
    names = read(COUNTS).evidence.con.execute(
        "SELECT DISTINCT area_given FROM counts WHERE area_kind = 'district' "
        "AND NOT regexp_full_match(area_given, 'E09[0-9]{6}')"
    )

    places_without_a_code = {"Unknown", "London Heathrow and London City Airports"}
    assert {name for (name,) in names.fetchall()} == places_without_a_code


def test_the_partial_month_of_the_lsoa_file_is_said(read: Reader) -> None:
    partial = [note for note in read(COUNTS).report.notes if "partial" in note]

    assert len(partial) == 1
    assert partial[0].startswith("Counts by LSOA: ")
    assert "2024-02 (1)" in partial[0]


def test_a_file_of_one_borough_is_a_supply_of_that_borough(read: Reader) -> None:
    scopes = {
        (change.supply_id.split(".")[0], change.supply_id.split(".")[3])
        for change in read(COUNTS).report.supplies
    }

    assert scopes == {
        ("police_uk_counts", "all__tower-hamlets"),
        ("mps_counts", "all__tower-hamlets"),
        ("mps_counts", "all__E05009317-E05009336"),
        ("mps_counts", "all"),
    }


@pytest.mark.slow
def test_people_and_deprivation_are_read_whole(read: Reader, real_data: Path) -> None:
    one = read(PEOPLE)

    assert {file.name: file.rows.rows_read for file in one.report.files} == {
        Path(name).name: rows_of(real_data / name) for name in PEOPLE
    }
    assert one.report.total.quarantined == PERCENTAGES
    assert one.report.total.duplicates == 0


@pytest.mark.slow
def test_residents_by_year_add_up_to_the_columns(read: Reader, real_data: Path) -> None:
    years = read(PEOPLE).evidence.con.execute(
        "SELECT year, sum(count)::BIGINT FROM residents WHERE measure = 'residents' "
        "AND \"group\" = 'all' AND area_kind = 'lsoa' GROUP BY year"
    )

    table = pq.read_table(real_data / PEOPLE[0])
    expected = {
        year: pc.sum(table[f"Mid-{year}: Population"]).as_py() for year in range(2011, 2023)
    }
    assert dict(years.fetchall()) == expected


@pytest.mark.slow
def test_households_are_those_of_the_census(read: Reader, real_data: Path) -> None:
    total = read(PEOPLE).one(
        "SELECT sum(count)::BIGINT FROM residents "
        "WHERE measure = 'households' AND \"group\" = 'all'"
    )

    by_area = {
        row["lsoa21_code"]: float(row["total_households"]) for row in records(real_data / PEOPLE[3])
    }
    assert total == sum(by_area.values())


@pytest.mark.slow
def test_ethnic_groups_of_districts_are_the_finest_and_add_up(
    read: Reader, real_data: Path
) -> None:
    groups = read(PEOPLE).evidence.con.execute(
        "SELECT \"group\", sum(count)::BIGINT FROM residents WHERE measure = 'ethnic_group' "
        "AND area_kind = 'district' GROUP BY 1"
    )

    expected: Counter[str] = Counter()
    for row in records(real_data / PEOPLE[2]):
        if row["ethnic_group"].endswith("(number)"):
            expected[row["ethnic_group"].removesuffix("(number)").strip()] += int(
                float(row["value"])
            )
    found = dict(groups.fetchall())
    assert found == expected
    assert len(found) == 19


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "areas", "name"), [(2019, 32_844, PEOPLE[5]), (2025, 33_755, PEOPLE[6])]
)
def test_every_area_has_its_rank_of_deprivation(
    edition: int, areas: int, name: str, read: Reader, real_data: Path
) -> None:
    of_ranks = (
        f"FROM deprivation WHERE edition = {edition} AND area_kind = 'lsoa' "
        "AND measure = 'imd_rank'"
    )

    total = read(PEOPLE).one(f"SELECT sum(value)::BIGINT {of_ranks}")
    counted = read(PEOPLE).one(f"SELECT count(DISTINCT area_code) {of_ranks}")

    assert counted == areas
    assert total == sum(int(float(row["IMD_rank"])) for row in records(real_data / name))


@pytest.mark.slow
def test_single_years_of_age_add_up_to_everybody(read: Reader, real_data: Path) -> None:
    one = read((AGES,))

    everybody = one.one("SELECT sum(count)::BIGINT FROM residents WHERE \"group\" = 'all'")
    by_age = one.one("SELECT sum(count)::BIGINT FROM residents WHERE \"group\" <> 'all'")
    assert one.report.total.accepted == rows_of(real_data / AGES)
    assert (
        everybody
        == by_age
        == sum(int(float(row["total_population"])) for row in records(real_data / AGES))
    )
    assert one.one("SELECT list_sort(list(DISTINCT year)) FROM residents") == [2020]


def test_look_ups_are_read_whole(read: Reader, real_data: Path) -> None:
    one = read(("areas/lookups",))

    check_rows(one, real_data / "areas" / "lookups")
    assert one.report.total.accepted == one.report.total.rows_read


def test_seven_districts_hold_several_partnerships(read: Reader) -> None:
    several = read(("areas/lookups",)).one(
        "SELECT count(*) FROM (SELECT child_code FROM area_links "
        "WHERE lookup = 'lad24-csp24-pfa24' GROUP BY 1 HAVING count(*) > 1)"
    )

    assert several == 7


def test_boundaries_are_read_whole_and_know_their_district(read: Reader, real_data: Path) -> None:
    names = (
        "areas/boundaries_ltla24.geojson",
        "areas/lsoa11/E09000030.geojson",
        "areas/lsoa21/E06000032.geojson",
        "areas/ward/E09000030.geojson",
    )
    one = read(names)

    expected = sum(rows_of(real_data / name) for name in names)
    assert one.report.total.accepted == expected == one.one("SELECT count(*) FROM area_boundaries")
    assert {change.supply_id.split(".", 3)[3] for change in one.report.supplies} == {
        "all.lad24",
        "all__E09000030.lsoa11",
        "all__E06000032.lsoa21",
        "all__E09000030.wd25",
    }


def test_files_of_other_things_are_nobodys(real_data: Path, tmp_path: Path) -> None:
    folders = ("london/pas", "service_requests", "record_linkage", "known_numbers", "harm")
    others = find_files([real_data / name for name in folders])

    claimed = [
        file.name
        for file in open_files(others, tmp_path)
        if isinstance(file, SourceFile) and recognise(file, registered_sources())
    ]

    assert claimed == []
