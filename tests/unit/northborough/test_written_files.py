"""The files are in their publishers' formats, and each is accounted for."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from unit.northborough.recount import LSOA_11_21, LSOA_21_WARD, Recount, features_of, rows_of
from wardmote.errors import ConfigurationError
from wardmote.northborough import NOTHING_PLANTED, Truth, write_northborough

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Outcome type"
)
SEARCHES = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
    "Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,"
    "Outcome,Outcome linked to object of search,Removal of more than just outer clothing"
)
HEADERS = {"street": STREET, "outcomes": OUTCOMES, "stop-and-search": SEARCHES}


def records(path: Path) -> int:
    """Records in a file, counted without the generator."""
    if path.suffix == ".geojson":
        return len(features_of(path))
    if path.suffix == ".csv":
        encoding = "cp1252" if path.name == "deliberate-fires.csv" else "utf-8"
        with path.open(encoding=encoding, newline="") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    return 0


def test_every_file_is_in_the_truth_with_its_rows_and_hash(folder: Path, truth: Truth) -> None:
    on_disk = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}

    assert on_disk == {file.path for file in truth.files} | {"truth.json"}
    for file in truth.files:
        path = folder / file.path
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
        if path.suffix != ".xlsx":  # test_partner_feeds counts the workbook
            assert records(path) == file.rows, file.path


def test_five_years_weigh_about_twenty_megabytes(folder: Path, truth: Truth) -> None:
    size = sum((folder / file.path).stat().st_size for file in truth.files)

    assert 15e6 < size < 25e6


def test_there_are_three_police_files_for_each_of_sixty_months(recount: Recount) -> None:
    files = [p.name for p in (recount.folder / "police_uk").rglob("*.csv")]

    assert (recount.months[0], recount.months[-1], len(recount.months)) == (
        "2021-09",
        "2026-08",
        60,
    )
    assert sorted(files) == sorted(
        f"{month}-northshire-{kind}.csv" for month in recount.months for kind in HEADERS
    )


@pytest.mark.parametrize("kind", HEADERS)
def test_police_files_have_the_published_header_and_line_ends(folder: Path, kind: str) -> None:
    for path in (folder / "police_uk").glob(f"*/*-{kind}.csv"):
        content = path.read_bytes()
        assert content.startswith(HEADERS[kind].encode() + b"\r\n")
        assert content.count(b"\n") == content.count(b"\r\n")
        assert content.endswith(b"\r\n")


@pytest.mark.real_data
@pytest.mark.parametrize("kind", HEADERS)
def test_headers_are_those_of_a_real_force(real_data: Path, kind: str) -> None:
    (path,) = (real_data / "police_uk/bedfordshire/2022-03").glob(f"*-{kind}.csv")

    with path.open("rb") as file:
        assert file.readline() == HEADERS[kind].encode() + b"\r\n"


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (f"areas/{LSOA_11_21}", f"areas/lookups/{LSOA_11_21}"),
        (f"areas/{LSOA_21_WARD}", f"areas/lookups/{LSOA_21_WARD}"),
        ("population/ethnicity21_lsoa21.csv", "population/ethnicity21_lsoa21.csv"),
        (
            "population/household_overcrowding21_lsoa21.csv",
            "population/household_overcrowding21_lsoa21.csv",
        ),
    ],
)
def test_look_ups_and_census_tables_begin_as_the_real_ones(
    folder: Path, real_data: Path, ours: str, theirs: str
) -> None:
    with (folder / ours).open("rb") as mine, (real_data / theirs).open("rb") as real:
        assert mine.readline() == real.readline()


@pytest.mark.real_data
def test_residents_have_the_columns_of_the_real_table(folder: Path, real_data: Path) -> None:
    import pyarrow.parquet as pq

    real = pq.read_schema(real_data / "population/population_lsoa21_2011_2022.parquet").names
    mine = list(rows_of(folder / "population/population_lsoa21_2011_2024.csv")[0])

    assert mine[: len(real)] == real
    assert mine[len(real) :] == [
        f"Mid-{year}: {what}"
        for year in (2023, 2024)
        for what in ("Population", "People per Sq Km")
    ]


def test_rows_stand_in_published_order_by_area_and_type_with_the_unplaced_last(
    recount: Recount,
) -> None:
    month = [r for r in recount.street if r["file"] == "2022-03"]
    order = [(not r["LSOA name"], r["LSOA name"], r["Crime type"]) for r in month]

    assert order == sorted(order)


def test_lsoa_codes_are_of_2011_until_the_stated_month(recount: Recount) -> None:
    old = {r["LSOA11CD"] for r in recount.lsoa_changes}
    new = {r["LSOA21CD"] for r in recount.lsoa_changes}
    seen: dict[bool, set[str]] = {True: set(), False: set()}
    for row in (*recount.street, *recount.outcomes):
        seen[row["file"] < "2023-06"].add(row["LSOA code"])

    assert seen[True] - {""} == old
    assert seen[False] - {""} == new
    assert old - new
    assert new - old


def test_a_location_with_a_comma_is_quoted_and_comes_back_whole(recount: Recount) -> None:
    raw = (recount.folder / "police_uk/2024-01/2024-01-northshire-street.csv").read_text("utf-8")
    locations = {r["Location"] for r in recount.street}

    assert '"On or near Quayside, The"' in raw
    assert "On or near Quayside, The" in locations
    assert all(place.startswith("On or near ") or place == "No Location" for place in locations)


def test_crime_ids_are_64_hexadecimal_digits_and_asb_has_none(recount: Recount) -> None:
    for row in recount.street:
        if row["Crime type"] == "Anti-social behaviour":
            assert (row["Crime ID"], row["Last outcome category"]) == ("", "")
        else:
            assert len(row["Crime ID"]) == 64
            int(row["Crime ID"], 16)


def test_outcomes_belong_to_crimes_of_the_same_place_and_never_come_before_them(
    recount: Recount,
) -> None:
    crimes = {r["Crime ID"]: r for r in recount.crimes if r["Crime ID"]}
    for outcome in recount.outcomes:
        crime = crimes[outcome["Crime ID"]]
        assert crime["Month"] <= outcome["Month"]
        assert (crime["Longitude"], crime["Location"]) == (
            outcome["Longitude"],
            outcome["Location"],
        )


def test_last_outcomes_agree_with_the_outcomes_files(recount: Recount) -> None:
    ended = {r["Crime ID"] for r in recount.outcomes}
    open_still = {"Under investigation", "Status update unavailable"}
    for crime in recount.crimes:
        if crime["Crime ID"]:
            assert (crime["Last outcome category"] in open_still) == (
                crime["Crime ID"] not in ended
            )


def test_a_second_northborough_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "partnership.toml").write_text("", encoding="utf-8")
    write_northborough(tmp_path, months=1, plan=NOTHING_PLANTED)
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}

    with pytest.raises(ConfigurationError) as refusal:
        write_northborough(tmp_path, months=1, plan=NOTHING_PLANTED)

    assert "already holds a Northborough" in str(refusal.value)
    assert "police_uk, areas, population, partners, events.toml, truth.json" in str(refusal.value)
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == before
