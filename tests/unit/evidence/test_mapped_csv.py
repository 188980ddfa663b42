"""An agency's own file, read by the mapping beside it: kept apart, scanned, corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from wardmote.errors import ConfigurationError, LayoutChanged, PersonalData
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.reader import Evidence
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.sources import mapped_csv
from wardmote.evidence.store import Store

TODAY = date(2026, 11, 22)
HEADER = "Ref,When,Kind,East,North"
MAPPING = """
[source]
title = "Reports"
agency = "{agency}"
licence = "Shared by agreement"
sharing_agreement = "{agreement}"
kind = "incidents"
files = ["{files}"]

[columns]
{reference}occurred_on = "When"
category = "Kind"
easting = "East"
northing = "North"

[formats]
occurred_on = "{format}"
coordinates = "national_grid"

[values.category]
{words}
"""

Write = Callable[..., Path]
Read = Callable[..., IngestReport]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "sources"
    path.mkdir()
    return path


@pytest.fixture
def write(folder: Path) -> Write:
    def put(name: str, *rows: str, header: str = HEADER) -> Path:
        path = folder / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return put


@pytest.fixture
def write_mapping(folder: Path) -> Write:
    def put(name: str, *, more: str = "", **said: str) -> Path:
        defaults = {
            "agency": "Northborough Council",
            "agreement": "NB-1",
            "files": "*.csv",
            "reference": 'reference = "Ref"\n',
            "format": "%d/%m/%Y",
            "words": '"Noise" = "noise"',
        }
        path = folder / name
        path.write_text(MAPPING.format(**defaults | said) + more, encoding="utf-8")
        return path

    return put


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence")


@pytest.fixture
def read(store: Store, folder: Path) -> Read:
    def go(**said: Any) -> IngestReport:
        return ingest(store, Request((folder,), TODAY, **said), sources=[mapped_csv.SOURCE])

    return go


def incidents(store: Store, columns: str) -> list[tuple[Any, ...]]:
    return Evidence(store).con.execute(f"SELECT {columns} FROM incidents ORDER BY ALL").fetchall()


def found_values(store: Store, report: IngestReport) -> list[str | None]:
    assert report.quarantine_file is not None
    table = pq.read_table(store.quarantine_folder / report.quarantine_file)
    return list(table["found"].to_pylist())


def test_a_file_that_no_mapping_names_is_not_ours(
    write: Write, write_mapping: Write, read: Read
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500")
    write("other.csv", "1,03/03/2024,Noise,426750,366500")
    write_mapping("asb.toml", files="asb*.csv")

    report = read()

    assert [file.name for file in report.files] == ["asb.csv"]
    assert report.unrecognised == ("other.csv",)


def test_two_feeds_of_one_agency_do_not_replace_one_another(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    write("noise.csv", "1,02/03/2024,Noise,426750,366500")
    write_mapping("noise.toml", files="noise.csv")
    read()
    write("tips.csv", "1,02/03/2024,Tip,426750,366500")
    write_mapping("tips.toml", files="tips.csv", words='"Tip" = "fly_tipping"')

    read()

    assert incidents(store, "category") == [("fly_tipping",), ("noise",)]
    assert sorted(Evidence(store).supplies) == [
        "mapped_csv.incidents.northborough-council.noise.2024-03",
        "mapped_csv.incidents.northborough-council.tips.2024-03",
    ]


def test_a_corrected_mapping_reads_the_same_file_anew(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500", "2,02/03/2024,Beg,426750,366500")
    write_mapping("asb.toml")
    first = read()

    write_mapping("asb.toml", words='"Noise" = "noise"\n"Beg" = "begging"')
    second = read()

    assert (first.total.accepted, first.total.quarantined) == (1, 1)
    assert (second.total.accepted, second.total.quarantined) == (2, 0)
    assert incidents(store, "category") == [("begging",), ("noise",)]


def test_the_mapping_gives_publisher_and_licence(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    write("a.csv", "1,02/03/2024,Noise,426750,366500")
    write("b.csv", "2,02/03/2024,Noise,426750,366500")
    write_mapping("a.toml", files="a.csv", agency="Council A")
    write_mapping("b.toml", files="b.csv", agency="Council B", agreement="none")

    read()

    said = {one.name: (one.publisher, one.licence) for one in Evidence(store).files.values()}
    assert said == {
        "a.csv": ("Council A", "Shared by agreement (agreement NB-1)"),
        "b.csv": ("Council B", "Shared by agreement"),
    }


def test_personal_columns_stop_the_import_and_all_are_named(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    names = ("Sarah Jones", "David Patel", "Mohammed Khan")
    rows = [
        f"{n},02/03/2024,Noise,426750,366500,{name},{name.split()[0].lower()}@example.org"
        for n, name in enumerate(names)
    ]
    write("asb.csv", *rows, header=f"{HEADER},Caller,Contact")
    write_mapping("asb.toml")

    with pytest.raises(PersonalData) as stopped:
        read()

    said = str(stopped.value)
    assert 'column "Caller" looks like names of people' in said
    assert 'column "Contact" looks like email addresses' in said
    assert not any(name in said for name in names)
    assert store.version() is None


def test_dropped_columns_let_the_rest_in_and_stay_out(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    rows = [f"{n},02/03/2024,Noise,426750,366500,Sarah Jones" for n in range(3)]
    write("asb.csv", *rows, header=f"{HEADER},Caller")
    write_mapping("asb.toml", more='\n[drop]\ncolumns = ["Caller"]\n')

    report = read()

    assert report.total.accepted == 3
    assert "Sarah" not in repr(incidents(store, "*"))


def test_a_full_postcode_is_let_in_only_when_generalised(
    write: Write, write_mapping: Write, read: Read
) -> None:
    rows = [f"{n},02/03/2024,Noise,426750,366500,LU{n} {n}AB" for n in range(1, 6)]
    write("asb.csv", *rows, header=f"{HEADER},Postcode")
    write_mapping("asb.toml")
    with pytest.raises(PersonalData, match="postcode"):
        read()

    write_mapping("asb.toml", more='\n[generalise]\n"Postcode" = "outward"\n')

    assert read().total.accepted == 5


def test_an_unknown_word_is_kept_only_where_it_is_no_name(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    kinds = ["Noise"] * 40 + ["Bagpipes", "Sarah Jones", "rang at night " * 9]
    write("asb.csv", *(f"{n},02/03/2024,{kind},426750,366500" for n, kind in enumerate(kinds)))
    write_mapping("asb.toml")

    report = read()

    assert dict(report.reasons) == {"the category is unknown": 3}
    assert sorted(map(str, found_values(store, report))) == ["Bagpipes", "None", "None"]


def test_points_on_the_grid_become_degrees(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,533587,180550", "2,02/03/2024,Noise,,")
    write_mapping("asb.toml")

    read()

    points = incidents(store, "reference, round(longitude, 4), round(latitude, 4)")
    assert points == [("1", -0.0765, 51.5081), ("2", None, None)]


def test_hours_are_taken_only_where_some_row_has_one(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    midnights = [f"{n},0{n}/03/2024 00:00,Noise,426750,366500" for n in range(1, 4)]
    write("days.csv", *midnights)
    write("times.csv", "7,02/04/2024 23:59,Noise,426750,366500", "8,03/04/2024 00:00,Noise,,")
    write_mapping("days.toml", files="days.csv", format="%d/%m/%Y %H:%M")
    write_mapping("times.toml", files="times.csv", format="%d/%m/%Y %H:%M")

    read()

    hours = incidents(store, "month, occurred_hour")
    assert hours == [(date(2024, 3, 1), None)] * 3 + [(date(2024, 4, 1), 0), (date(2024, 4, 1), 23)]


def test_equal_references_are_one_record_and_no_reference_is_none(
    write: Write, write_mapping: Write, read: Read
) -> None:
    row = "02/03/2024,Noise,426750,366500"
    write("asb.csv", f"A,{row}", f"A,{row}", f",{row}", f",{row}")
    write_mapping("asb.toml")

    total = read().total

    assert (total.accepted, total.duplicates) == (3, 1)


def test_files_that_may_overlap_are_said_where_there_is_no_reference(
    write: Write, write_mapping: Write, read: Read
) -> None:
    write("asb-1.csv", "1,02/03/2024,Noise,426750,366500", "1,02/02/2024,Noise,426750,366500")
    write("asb-2.csv", "1,05/03/2024,Noise,426750,366500")
    write_mapping("asb.toml", reference="")

    notes = read().notes

    assert len(notes) == 1
    assert notes[0].startswith("asb.toml: several files hold 2024-03, and")


def test_a_declared_scope_keeps_the_feed_apart(
    write: Write, write_mapping: Write, read: Read, store: Store
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500")
    write_mapping("asb.toml")

    read(scope="all@E06000032")

    assert list(Evidence(store).supplies) == [
        "mapped_csv.incidents.northborough-council.asb__E06000032.2024-03"
    ]


def test_two_mappings_for_one_file_are_refused(
    write: Write, write_mapping: Write, read: Read
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500")
    write_mapping("one.toml")
    write_mapping("two.toml")

    with pytest.raises(ConfigurationError, match=r"(?s)Two mappings.*one\.toml and two\.toml"):
        read()


def test_a_mapping_with_blanks_is_refused_with_all_of_them(
    write: Write, write_mapping: Write, read: Read
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500")
    write_mapping("asb.toml", agency="", agreement="")

    with pytest.raises(ConfigurationError, match=r"(?s)agency.*sharing_agreement"):
        read()


def test_a_mapping_that_is_not_toml_is_refused_by_its_name(
    write: Write, write_mapping: Write, read: Read
) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500")
    write_mapping("asb.toml", more="\n[drop]\ncolumns = [Caller]\n")

    with pytest.raises(ConfigurationError, match=r"(?s)not TOML.*asb\.toml"):
        read()


def test_other_toml_beside_the_files_is_no_mapping(
    folder: Path, write: Write, write_mapping: Write, read: Read
) -> None:
    (folder / "events.toml").write_text("[[event]\n not even TOML", encoding="utf-8")
    write("asb.csv", "1,02/03/2024,Noise,426750,366500")
    write_mapping("asb.toml")

    assert read().total.accepted == 1


def test_a_column_that_is_gone_is_named(write: Write, write_mapping: Write, read: Read) -> None:
    write("asb.csv", "1,02/03/2024,Noise,426750,366500", header="Ref,When,Type,East,North")
    write_mapping("asb.toml")

    with pytest.raises(LayoutChanged, match=r'(?s)"Kind".*should give category'):
        read()
