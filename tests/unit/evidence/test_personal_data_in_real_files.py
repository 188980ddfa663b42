"""No real crime, count, survey, population or area file is stopped; every file about people is."""

from __future__ import annotations

import csv
import io
import itertools
import json
import random
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from openpyxl import load_workbook

from wardmote.errors import PersonalData
from wardmote.evidence.personal_data import PersonalKind, check_no_personal_data, scan_columns

pytestmark = pytest.mark.real_data

ROWS = 1_500
ROWS_OF_A_MONTH = 300
SEED = 7


def columns_of(rows: Iterable[list[str]], limit: int = ROWS) -> dict[str, list[str]]:
    """Columns of the first rows, header first."""
    lines = iter(rows)
    header = next(lines)
    body = list(itertools.islice(lines, limit))
    return {
        name.strip(): [row[place] for row in body if place < len(row)]
        for place, name in enumerate(header)
    }


def csv_columns(path: Path, limit: int = ROWS, delimiter: str = ",") -> dict[str, list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return columns_of(csv.reader(text, delimiter=delimiter), limit)


def parquet_columns(path: Path) -> dict[str, list[str]]:
    head = parquet.read_table(path).slice(0, ROWS).to_pydict()
    return {name: [str(value) for value in values] for name, values in head.items()}


def sheet_columns(path: Path, sheet: str) -> dict[str, list[str]]:
    with closing(load_workbook(path, read_only=True, data_only=True)) as workbook:
        rows = workbook[sheet].iter_rows(values_only=True)
        return columns_of([["" if cell is None else str(cell) for cell in row] for row in rows])


WARDS = "areas/lookups/LSOA_(2021)_to_Electoral_Ward_(2024)_to_LAD_(2024)_Best_Fit_Lookup_in_EW.csv"
TABLES = [
    "tower_hamlets/burglary_street_2010-12_2025-02.csv",
    "tower_hamlets/mps_ward_month_minor_2010-04_2026-02.csv",
    "tower_hamlets/mps_lsoa_month_minor_2024-02_2026-02.csv",
    "tower_hamlets/police_uk_lsoa_month_category_2023-07_2026-03.csv",
    "london/recorded-crime-borough.parquet",
    "london/recorded-crime-borough-historical.parquet",
    "areas/lookups/lookup_ltla24_csp24_pfa24.csv",
    "areas/lookups/LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)"
    "_Exact_Fit_Lookup_for_EW_(V3).csv",
    WARDS,
    "population/population_lsoa21_2011_2022.parquet",
    "population/population20_lsoa11.csv",
    "population/age_gender21_ltla21_ew.csv",
    "population/ethnicity21_ltla21.csv",
    "population/ethnicity21_lsoa21.csv",
    "population/household_overcrowding21_lsoa21.csv",
    "population/imd2019_england_lsoa11.csv",
    "population/imd2025_england_lsoa21.csv",
    "population/imd2025_england_ltla24.csv",
    "service_requests/lewisham_open311_requests.csv",
    "exact_time/NYburg.csv",
    "exact_time/chicago_arson.csv",
    "exact_time/memphis_robberies.csv",
    "known_numbers/imdepiB.csv",
    "known_numbers/nottem.csv",
    "known_numbers/salmNewport_DE.csv",
    "known_numbers/salm_agona.csv",
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.rsplit("/", 1)[-1][:40])
def test_real_table_is_not_stopped(real_data: Path, table: str) -> None:
    path = real_data / table
    columns = parquet_columns(path) if path.suffix == ".parquet" else csv_columns(path)

    check_no_personal_data(path.name, columns)

    assert any(any(values) for values in columns.values())


def test_every_list_of_tables_above_is_complete(real_data: Path) -> None:
    folders = {table.split("/")[0] for table in TABLES}

    held = {
        path.relative_to(real_data).as_posix()
        for folder in folders
        for path in (real_data / folder).rglob("*")
        if path.suffix in {".csv", ".parquet"} and path.parent.name != "pas"
    }

    # its lines are the log of a calculator, not a table
    assert held - set(TABLES) == {"exact_time/chicago_arson_NRverbose_2019-09-23_145637.csv"}


def test_survey_of_public_attitudes_is_not_stopped(real_data: Path) -> None:
    for path in sorted((real_data / "london" / "pas").glob("*.csv")):
        check_no_personal_data(path.name, csv_columns(path, limit=10**6, delimiter=";"))


def test_no_month_of_a_whole_police_force_is_stopped(real_data: Path) -> None:
    months = sorted((real_data / "police_uk" / "bedfordshire").glob("*/*.csv"))

    for path in months:
        check_no_personal_data(path.name, csv_columns(path, limit=ROWS_OF_A_MONTH))

    assert len(months) == 108


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for name in archive.namelist():
        with archive.open(name) as data, io.TextIOWrapper(data, "utf-8", newline="") as text:
            yield name, columns_of(csv.reader(text), limit=ROWS_OF_A_MONTH)


def test_no_month_of_the_metropolitan_archive_is_stopped(real_data: Path) -> None:
    with zipfile.ZipFile(real_data / "police_uk" / "metropolitan_2022-09_2024-08.zip") as archive:
        for name, columns in _members(archive):
            check_no_personal_data(name, columns)


def test_boundaries_are_not_stopped(real_data: Path) -> None:
    for path in sorted((real_data / "areas").glob("*/E0900003*.geojson")):
        properties = [
            feature["properties"]
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        ]
        columns = {name: [str(one[name]) for one in properties] for name in properties[0]}
        check_no_personal_data(path.name, columns)


def test_harm_index_is_not_stopped_though_its_titles_are_long(real_data: Path) -> None:
    columns = sheet_columns(real_data / "harm" / "cchi2020dataxls.xlsx", "CCHI 2020 values sheet")

    check_no_personal_data("cchi2020.xlsx", columns)

    assert "FULL_OFFENCE_TITLE" in columns


def test_all_ward_names_pass_even_under_a_bare_header(real_data: Path) -> None:
    lookup = csv_columns(real_data / WARDS, limit=10**6)
    by_district: dict[str, set[str]] = {}
    for district, ward in zip(lookup["LAD24NM"], lookup["WD24NM"], strict=True):
        by_district.setdefault(district, set()).add(ward)

    stopped = [one for one, wards in by_district.items() if scan_columns({"Name": sorted(wards)})]

    assert stopped == []
    assert len(by_district) == 318


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (
            "record_linkage/fake_1000.csv",
            {
                "first_name": PersonalKind.NAME,
                "surname": PersonalKind.NAME,
                "dob": PersonalKind.BIRTH,
                "email": PersonalKind.EMAIL,
            },
        ),
        (
            "record_linkage/dataset3.csv",
            {
                "given_name": PersonalKind.NAME,
                "surname": PersonalKind.NAME,
                "street_number": PersonalKind.ADDRESS,
                "date_of_birth": PersonalKind.BIRTH,
                "soc_sec_id": PersonalKind.IDENTIFIER,
            },
        ),
        ("free_text/nhs_friends_and_family_comments.csv", {"FFT answer": PersonalKind.FREE_TEXT}),
    ],
    ids=["fake_1000", "febrl", "comments"],
)
def test_file_about_people_is_stopped_for_the_right_columns(
    real_data: Path, table: str, kinds: dict[str, PersonalKind]
) -> None:
    columns = csv_columns(real_data / table)

    with pytest.raises(PersonalData) as raised:
        check_no_personal_data(table, columns)

    assert {one.column: one.kind for one in scan_columns(columns)} == kinds
    told = str(raised.value).replace("nothing of this file", "")  # "nothing" is also an answer
    for column in kinds:
        assert not [value for value in columns[column] if len(value) > 3 and value in told]


@pytest.mark.parametrize("number", [30, 200])
def test_names_are_found_under_a_silent_header(real_data: Path, number: int) -> None:
    columns = csv_columns(real_data / "record_linkage" / "dataset3.csv", limit=10**4)
    pairs = zip(columns["given_name"], columns["surname"], strict=True)
    people = [f"{first.strip()} {last.strip()}" for first, last in pairs]
    draw = random.Random(SEED)

    found = [scan_columns({"Ident 1": draw.sample(people, number)}) for _ in range(20)]

    # Australian names with typing errors, which no list was made from
    assert sum(map(bool, found)) >= 19
