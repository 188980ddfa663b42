"""What the sources decide where publishers leave it open: years, scopes, repeats, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from wardmote.errors import SourceError
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.reader import Evidence
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.source import Source
from wardmote.evidence.sources import (
    boundaries,
    imd,
    lookups,
    mps_counts,
    ons,
    police_uk_counts,
    recorded_crime_csp,
)
from wardmote.evidence.store import Store

TODAY = date(2026, 11, 22)
POLICE = "lsoa_code,lsoa_name,borough,category,month,crime_count"
WARDS = "wardname,wardcode,majortext,minortext,month,count"
WARDS_WIDE = "WardCode,MajorText,MinorText,{}"
SOURCES = tuple(
    one.SOURCE
    for one in (boundaries, imd, lookups, mps_counts, ons, police_uk_counts, recorded_crime_csp)
)

Write = Callable[..., Path]
Read = Callable[..., IngestReport]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, header: str, *rows: str) -> Path:
        path = tmp_path / "sources" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return put


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence")


@pytest.fixture
def read(store: Store) -> Read:
    def go(*paths: Path, sources: Sequence[Source] = SOURCES, **said: Any) -> IngestReport:
        return ingest(store, Request(paths, TODAY, **said), sources=sources)

    return go


def query(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return Evidence(store).con.execute(sql).fetchall()


# Counts ------------------------------------------------------------------------------------


def test_a_second_count_of_the_same_thing_is_neither_added_nor_chosen(
    write: Write, read: Read, store: Store
) -> None:
    burglary = "E01999001,Northborough 001A,Northborough,Burglary,2024-03"
    file = write("counts.csv", POLICE, f"{burglary},3", f"{burglary},3", f"{burglary},4")

    total = read(file).total

    assert (total.accepted, total.duplicates, total.quarantined) == (1, 1, 1)
    assert query(store, "SELECT sum(count) FROM counts") == [(3,)]


def test_files_that_disagree_are_said_and_the_first_is_kept(
    write: Write, read: Read, store: Store
) -> None:
    place = "E01999001,Northborough 001A,Northborough"
    old = write("a.csv", POLICE, f"{place},Burglary,2024-03,3", f"{place},Burglary,2024-02,5")
    new = write("b.csv", POLICE, f"{place},Burglary,2024-03,4", f"{place},Burglary,2024-04,6")

    report = read(old, new)

    said = [note for note in report.notes if "differently" in note]
    assert len(said) == 1
    assert "differently 1 times" in said[0]
    assert "a.csv" in said[0]
    assert query(store, "SELECT month, count FROM counts ORDER BY month") == [
        (date(2024, 2, 1), 5),
        (date(2024, 3, 1), 3),
        (date(2024, 4, 1), 6),
    ]


def test_a_wide_file_that_overlaps_adds_only_its_new_months(
    write: Write, read: Read, store: Store
) -> None:
    theft = "E05999001,THEFT,SHOPLIFTING"
    old = write("old.csv", WARDS_WIDE.format("202401,202402"), f"{theft},5,6")
    new = write("new.csv", WARDS_WIDE.format("202402,202403"), f"{theft},6,7")

    report = read(new, old)

    assert report.total.accepted == 2  # each row still has a month of its own
    assert query(store, "SELECT count FROM counts ORDER BY month") == [(5,), (6,), (7,)]


def test_one_bad_cell_quarantines_its_wide_row_and_no_other(
    write: Write, read: Read, store: Store
) -> None:
    file = write(
        "wide.csv",
        WARDS_WIDE.format("202401,202402"),
        "E05999001,THEFT,SHOPLIFTING,5,minus",
        "E05999002,THEFT,SHOPLIFTING,5,6",
    )

    total = read(file).total

    assert (total.accepted, total.quarantined) == (1, 1)
    assert query(store, "SELECT DISTINCT area_given FROM counts") == [("E05999002",)]


def test_a_file_of_many_wards_covers_everything(write: Write, read: Read) -> None:
    rows = [f"Ward {n},E05999{n:03},THEFT,SHOPLIFTING,202403,{n}" for n in range(1, 30)]

    few, many = write("few.csv", WARDS, *rows[:28]), write("many.csv", WARDS, *rows)

    assert [one.supply_id for one in read(few).supplies] == [
        "mps_counts.ward.metropolitan.all__E05999001-E05999028.2024-03"
    ]
    assert "mps_counts.ward.metropolitan.all.2024-03" in {
        one.supply_id for one in read(many).supplies
    }


def test_what_the_person_declares_goes_before_what_the_rows_show(write: Write, read: Read) -> None:
    file = write("c.csv", POLICE, "E01999001,Northborough 001A,Northborough,Drugs,2024-03,3")

    report = read(file, scope="all@E06999001")

    assert [one.supply_id for one in report.supplies] == [
        "police_uk_counts.lsoa.police-uk.all__E06999001.2024-03"
    ]
    assert report.notes == ()


# Residents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("population20_lsoa11.csv", 2020),
        ("population17_lsoa11.csv", 2017),
        ("mid-2019 estimates.csv", 2019),
        ("lsoa11-2018.csv", 2018),
    ],
)
def test_the_year_of_an_estimate_is_in_its_files_name(
    name: str, year: int, write: Write, read: Read, store: Store
) -> None:
    read(write(name, "lsoa11_code,total_population,0,90+", "E01999001,1500,20,3"))

    assert query(store, "SELECT DISTINCT year, vintage FROM residents") == [(year, 2011)]


@pytest.mark.parametrize("name", ["residents.csv", "mid-2031.csv"])
def test_an_estimate_of_no_year_or_a_future_one_is_quarantined(
    name: str, write: Write, read: Read
) -> None:
    file = write(name, "lsoa11_code,total_population,0,90+", "E01999001,1500,20,3")

    assert dict(read(file).reasons) == {"the year cannot be read": 1}


def test_newer_estimates_replace_the_years_that_they_hold(
    write: Write, read: Read, store: Store
) -> None:
    header = "LSOA 2021 Code,LSOA 2021 Name,Mid-{}: Population,Mid-{}: Population"
    old = write("old.csv", header.format(2021, 2022), "E01999001,Northborough 001A,100,110")
    new = write("new.csv", header.format(2022, 2023), "E01999001,Northborough 001A,111,120")
    read(old)

    read(new)

    rows = query(store, "SELECT year, count FROM residents ORDER BY year")
    assert rows == [(2021, 100), (2022, 111), (2023, 120)]


def test_broad_ethnic_groups_and_totals_are_not_stored_beside_their_parts(
    write: Write, read: Read, store: Store
) -> None:
    white = "Ethnic group: White"
    header = (
        f'date,geography,geography code,"Ethnic group: Total: All usual residents",'
        f'"{white}","{white}: Irish","{white}: Other White"'
    )

    read(write("ts021.csv", header, "2021,Northborough 001A,E01999001,30,30,10,20"))

    rows = query(store, 'SELECT "group", count FROM residents ORDER BY 1')
    assert rows == [("White: Irish", 10), ("White: Other White", 20)]


def test_households_of_an_area_are_counted_once(write: Write, read: Read, store: Store) -> None:
    file = write(
        "overcrowding.csv",
        "lsoa21_code,total_households,occupancy_rating,n",
        "E01999001,30,0 (ideal),10",
        "E01999001,30,-1 (overcrowded),20",
    )

    report = read(file)

    assert (report.total.accepted, report.total.duplicates) == (2, 0)
    total = "SELECT sum(count)::INT FROM residents WHERE \"group\" = 'all'"
    assert query(store, total) == [(30,)]


# Deprivation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [("imd2019_lsoa11.csv", True), ("deprivation.csv", True), ("imd2015_lsoa11.csv", False)],
)
def test_an_edition_that_is_not_modelled_is_not_taken_for_another(
    name: str, is_ours: bool, write: Write, read: Read
) -> None:
    file = write(name, "lsoa11_code,IMD_rank,IMD_decile", "E01999001,1,1")
    other = write(
        "population20_lsoa11.csv", "lsoa11_code,total_population,0,90+", "E01999001,1,0,0"
    )

    report = read(file, other)

    assert (name in report.unrecognised) is not is_ours


def test_ranks_deciles_and_scores_of_file_7_have_short_names(
    write: Write, read: Read, store: Store
) -> None:
    first = "(where 1 is most deprived)"
    columns = {
        "Index of Multiple Deprivation (IMD) Score": "imd_score",
        f"Index of Multiple Deprivation (IMD) Rank {first}": "imd_rank",
        "Income Score (rate)": "income_score",
        f"Education, Skills and Training Rank {first}": "education_rank",
        f"Health Deprivation and Disability Rank {first}": "health_rank",
        "Crime Decile (where 1 is most deprived 10% of LSOAs)": "crime_decile",
        f"Barriers to Housing and Services Rank {first}": "housing_and_services_rank",
        "Living Environment Score": "environment_score",
        "Income Deprivation Affecting Children Index (IDACI) Score (rate)": "idaci_score",
        f"Adult Skills Sub-domain Rank {first}": "adult_skills_sub_domain_rank",
    }
    header = ",".join(f'"{one}"' for one in ("LSOA code (2021)", *columns, "Total population"))
    values = ",".join(map(str, range(1, len(columns) + 2)))

    read(write("file7.csv", header, f"E01999001,{values}"))

    rows = query(store, "SELECT measure, value::INT, edition FROM deprivation ORDER BY value")
    assert rows == [
        (measure, number, 2025) for number, measure in enumerate(columns.values(), start=1)
    ]


# Control totals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "quarter", "month"),
    [
        ("2023/24", "1", date(2023, 4, 1)),
        ("2023/24", "Q2", date(2023, 7, 1)),
        ("2023/24", "3.0", date(2023, 10, 1)),
        ("2023-24", "4", date(2024, 1, 1)),
    ],
)
def test_a_financial_quarter_begins_in_its_month(
    year: str, quarter: str, month: date, write: Write, read: Read, store: Store
) -> None:
    header = (
        "Financial Year,Financial Quarter,CSP Name,Offence Group,Offence Subgroup,Offence Count"
    )

    read(write("prc.csv", header, f"{year},{quarter},Northborough,Robbery,Robbery,7"))

    rows = query(store, "SELECT month, months, area_code, area_name, count FROM control_totals")
    assert rows == [(month, 3, "Northborough", "Northborough", 7)]


# Look-ups and boundaries -----------------------------------------------------------------------


def test_look_ups_of_two_years_stand_beside_each_other(
    write: Write, read: Read, store: Store
) -> None:
    header = "LSOA21CD,WD{0}CD,LAD{0}CD"
    rows = [
        write(f"{year}.csv", header.format(year), f"E01999001,E059990{year},E06999001")
        for year in (24, 25)
    ]

    read(*rows)

    assert query(store, "SELECT lookup, parent_code FROM area_links ORDER BY 1") == [
        ("lsoa21-wd24-lad24", "E05999024"),
        ("lsoa21-wd25-lad25", "E05999025"),
    ]


def test_a_look_up_with_two_years_of_one_kind_is_another_look_up(write: Write, read: Read) -> None:
    file = write("wards.csv", "LSOA21CD,WD23CD,WD24CD,LAD24CD", "E01999001,a,b,c")

    with pytest.raises(SourceError, match="No source recognises"):
        read(file)


def geojson(*codes: str, ring: str = "[[-1.6,53.2],[-1.5,53.2],[-1.5,53.3],[-1.6,53.2]]") -> str:
    features = [
        {"type": "Feature", "properties": {"WD24CD": code, "WD24NM": "Northgate"}, "geometry": {}}
        for code in codes
    ]
    for feature in features:
        feature["geometry"] = {"type": "Polygon", "coordinates": [json.loads(ring)]}
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_boundaries_that_make_no_set_are_refused_with_every_file(
    write: Write, read: Read, store: Store
) -> None:
    twice = write("twice.geojson", geojson("E05999001", "E05999001"))
    blank = write("blank.geojson", geojson(""))

    with pytest.raises(SourceError) as refused:
        read(twice, blank)

    said = str(refused.value)
    assert "Some boundaries cannot be used. Nothing was saved." in said
    assert "twice.geojson" in said
    assert "E05999001" in said
    assert "blank.geojson" in said
    assert store.version() is None


def test_json_that_draws_no_areas_is_nobodys(write: Write) -> None:
    file = write("reports.json", '{"type": "FeatureCollection", "features": []}')
    from wardmote.evidence.files import find_files, open_files
    from wardmote.evidence.source import SourceFile

    (opened,) = open_files(find_files([file]), file.parent)

    assert isinstance(opened, SourceFile)
    assert boundaries.recognise(opened) is None


def test_outlines_that_were_repaired_are_said(write: Write, read: Read) -> None:
    bow_tie = "[[-1.6,53.2],[-1.5,53.3],[-1.5,53.2],[-1.6,53.3],[-1.6,53.2]]"
    file = write("wards.geojson", geojson("E05999001", ring=bow_tie))

    notes = read(file).notes

    assert notes == ("wards.geojson: outlines that crossed themselves were repaired: E05999001.",)


@pytest.mark.parametrize("wide_first", [True, False])
def test_a_wide_row_of_which_one_cell_came_twice_is_accepted(
    wide_first: bool, write: Write, read: Read, store: Store
) -> None:
    header = "LSOA 2021 Code,Mid-2021: Population,Mid-2022: Population"
    wide = write("wide.csv", header, "E01999001,100,110")
    of_wide = sha256(wide.read_bytes()).hexdigest()
    for total in range(110, 200):  # which file's cell is kept depends on the files' hashes
        one = write("mid-2022.csv", "LSOA 2021 Code,Total", f"E01999001,{total}")
        if (of_wide < sha256(one.read_bytes()).hexdigest()) is wide_first:
            break

    report = read(wide, one)

    rows = {file.name: (file.rows.accepted, file.rows.duplicates) for file in report.files}
    assert rows == {"wide.csv": (1, 0), "mid-2022.csv": (0, 1) if wide_first else (1, 0)}
    assert query(store, "SELECT year FROM residents ORDER BY 1") == [(2021,), (2022,)]
