"""An ingest accounts for every row, replaces supplies, and refuses what it must."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from conftest import (
    OUTCOMES,
    SEARCHES,
    STREET,
    TODAY,
    WriteTable,
    crime_id,
    outcome_row,
    search_row,
    street_row,
)
from wardmote.errors import (
    EvidenceError,
    PersonalData,
    SmallReplacement,
    SourceError,
    StoreBusy,
)
from wardmote.evidence import judging
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.reader import Evidence
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.sources import police_uk
from wardmote.evidence.store import Store

Read = Callable[..., IngestReport]
NAME = "2024-03-northshire-street.csv"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "workspace" / "evidence")


@pytest.fixture
def read(store: Store) -> Read:
    def go(*paths: Path, **said: object) -> IngestReport:
        request = Request(tuple(paths), TODAY)
        return ingest(store, replace(request, **said), sources=[police_uk.SOURCE])

    return go


@pytest.fixture
def write_street(tmp_path: Path, write_table: WriteTable) -> Callable[..., Path]:
    def write(rows: list[dict[str, str]], name: str = NAME, **how: str) -> Path:
        return write_table(tmp_path / "in" / name, STREET, rows, **how)

    return write


def totals(report: IngestReport) -> tuple[int, int, int, int]:
    rows = report.total
    return rows.rows_read, rows.accepted, rows.quarantined, rows.duplicates


def held(store: Store, table: str) -> int:
    found = Evidence(store).con.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found[0]) if found else 0


def distinct(count: int, **values: str) -> list[dict[str, str]]:
    return [
        street_row(**{**values, "Crime ID": crime_id(n, *values.values())}) for n in range(count)
    ]


# What is one record ------------------------------------------------------------------------


def test_a_repeated_crime_id_is_one_crime(read: Read, write_street: Callable[..., Path]) -> None:
    row = street_row()
    later = street_row(**{**row, "Location": "On or near Church Street"})

    report = read(write_street([row, later, row]))

    assert totals(report) == (3, 1, 0, 2)


def test_equal_rows_without_an_id_are_separate_incidents(
    read: Read, write_street: Callable[..., Path]
) -> None:
    asb = street_row(**{"Crime ID": "", "Crime type": "Anti-social behaviour"})

    report = read(write_street([asb] * 5))

    assert totals(report) == (5, 5, 0, 0)


def test_outcomes_of_one_crime_are_all_kept_and_equal_ones_are_one(
    read: Read, tmp_path: Path, write_table: WriteTable
) -> None:
    rows = [outcome_row(), outcome_row(), outcome_row(**{"Outcome type": "Offender fined"})]

    report = read(write_table(tmp_path / "2024-03-northshire-outcomes.csv", OUTCOMES, rows))

    assert totals(report) == (3, 2, 0, 1)


def test_equal_searches_are_separate_searches(
    read: Read, tmp_path: Path, write_table: WriteTable
) -> None:
    path = tmp_path / "2024-03-northshire-stop-and-search.csv"

    report = read(write_table(path, SEARCHES, [search_row()] * 3))

    assert totals(report) == (3, 3, 0, 0)


def test_a_search_after_midnight_in_summer_counts_in_its_local_month(
    read: Read, store: Store, tmp_path: Path, write_table: WriteTable
) -> None:
    # Published in UTC: half past midnight on 1 April is half past eleven on 31 March.
    row = search_row(Date="2023-03-31T23:30:00+00:00")
    read(write_table(tmp_path / "2023-04-northshire-stop-and-search.csv", SEARCHES, [row]))

    found = Evidence(store).con.execute("SELECT searched_at, month FROM searches").fetchone()

    assert found is not None
    assert (str(found[0]), found[1]) == ("2023-04-01 00:30:00", date(2023, 4, 1))


# What cannot be used -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"Month": "2027-01"}, judging.MONTH_IN_FUTURE),
        ({"Month": "2024-13"}, judging.MONTH_UNREADABLE),
        ({"Month": "1999-01"}, judging.MONTH_TOO_EARLY),
        ({"Longitude": "0", "Latitude": "0"}, judging.POINT_ZERO),
        ({"Longitude": "53.05", "Latitude": "0.51"}, judging.POINT_SWAPPED),
        ({"Longitude": "12.5", "Latitude": "41.9"}, judging.POINT_ABROAD),
        ({"Longitude": "0.51", "Latitude": ""}, judging.HALF_A_POINT),
        ({"Longitude": "east", "Latitude": "north"}, judging.POINT_UNREADABLE),
        ({"Crime type": "Piracy"}, judging.CATEGORY_UNKNOWN),
        ({"Crime type": ""}, judging.CATEGORY_MISSING),
    ],
    ids=lambda one: one if isinstance(one, str) else "-".join(one),
)
def test_a_row_that_cannot_be_true_is_quarantined_with_its_number(
    read: Read,
    store: Store,
    write_street: Callable[..., Path],
    values: dict[str, str],
    reason: str,
) -> None:
    report = read(write_street([street_row(), street_row(**values)]))

    assert totals(report) == (2, 1, 1, 0)
    assert report.reasons == {reason: 1}
    assert report.quarantine_file is not None
    row = pq.read_table(store.quarantine_folder / report.quarantine_file).to_pylist()[0]
    assert (row["file"], row["row_number"], row["reason"]) == (NAME, 2, reason)


def test_rows_without_a_place_and_with_an_unknown_lsoa_are_good_rows(
    read: Read, write_street: Callable[..., Path]
) -> None:
    nowhere = street_row(
        **{"Longitude": "", "Latitude": "", "LSOA code": "", "Location": "No Location"}
    )
    elsewhere = street_row(**{"LSOA code": "E01888888"})

    assert totals(read(write_street([nowhere, elsewhere]))) == (2, 2, 0, 0)


def test_older_category_names_and_other_capitals_are_understood(
    read: Read, write_street: Callable[..., Path]
) -> None:
    rows = [
        street_row(**{"Crime type": one}) for one in ("Violent crime", "BURGLARY", "Vehicle Crime")
    ]

    assert totals(read(write_street(rows))) == (3, 3, 0, 0)


# Files as they come ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "how",
    [{"encoding": "utf-8-sig"}, {"encoding": "utf-16"}, {"encoding": "cp1252"}, {"delimiter": ";"}],
    ids=["mark", "utf-16", "windows-1252", "semicolons"],
)
def test_a_table_in_another_dress_is_read_whole(
    read: Read, store: Store, write_street: Callable[..., Path], how: dict[str, str]
) -> None:
    report = read(write_street([street_row(Location="On or near Café Row, north")], **how))

    assert totals(report) == (1, 1, 0, 0)
    found = Evidence(store).con.execute("SELECT location FROM incidents").fetchone()
    assert found == ("On or near Café Row, north",)


def test_a_cut_last_row_is_quarantined_and_the_others_keep_their_numbers(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    path = write_street(distinct(3))
    path.write_bytes(path.read_bytes()[:-60])

    report = read(path)

    assert totals(report) == (3, 2, 1, 0)
    numbers = Evidence(store).con.execute("SELECT row_number FROM incidents ORDER BY 1").fetchall()
    assert numbers == [(1,), (2,)]


def test_two_layouts_in_one_folder_are_each_read_as_their_own(
    read: Read, tmp_path: Path, write_table: WriteTable
) -> None:
    folder = tmp_path / "in"
    old = [name for name in STREET if name not in ("Crime ID", "Last outcome category")]
    write_table(folder / "2011-10-northshire-street.csv", old, [street_row(Month="2011-10")])
    write_table(folder / NAME, STREET, [street_row()])

    assert totals(read(folder)) == (2, 2, 0, 0)


def test_the_first_layout_gives_points_on_the_national_grid(
    read: Read, store: Store, tmp_path: Path, write_table: WriteTable
) -> None:
    header = ["Month", "Falls within", "Easting", "Northing", "Location", "Crime type", "Context"]
    # The worked example of the Ordnance Survey's guide to coordinate systems (Caister tower).
    row = street_row(Month="2010-12") | {"Easting": "651409.903", "Northing": "313177.270"}
    read(write_table(tmp_path / "2010-12-northshire-street.csv", header, [row]))

    found = Evidence(store).con.execute("SELECT longitude, latitude FROM incidents").fetchone()

    assert found == pytest.approx((1.716053, 52.657980), abs=5e-5)


def test_a_copy_under_another_name_is_read_once_and_all_its_rows_are_duplicates(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    asb = street_row(**{"Crime ID": "", "Crime type": "Anti-social behaviour"})
    path = write_street([asb] * 4)
    shutil.copyfile(path, path.with_name("copy of march.csv"))

    report = read(path.parent)

    assert totals(report) == (8, 4, 0, 4)
    assert held(store, "incidents") == 4


def test_reading_the_same_files_again_changes_nothing(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    path = write_street(distinct(3))
    read(path)

    again = read(path)

    assert not again.changed
    assert totals(again) == (3, 0, 0, 3)
    assert [one.number for one in store.versions()] == [1]


def test_an_empty_file_is_named(read: Read, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"")

    with pytest.raises(SourceError, match=rf"{NAME}    the file is empty"):
        read(tmp_path / NAME)


def test_a_truncated_zip_is_named_and_nothing_is_saved(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    path = write_street(distinct(50))
    archive = path.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(path, f"2024-03/{NAME}")
    archive.write_bytes(archive.read_bytes()[:-40])

    with pytest.raises(SourceError, match="not a whole ZIP file") as refused:
        read(archive)

    assert "Nothing was saved" in str(refused.value)
    assert store.version() is None


def test_a_damaged_member_of_a_zip_is_named(read: Read, write_street: Callable[..., Path]) -> None:
    path = write_street(distinct(50))
    archive = path.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as out:
        out.write(path, NAME)
    damaged = bytearray(archive.read_bytes())
    damaged[2_000] ^= 0xFF
    archive.write_bytes(bytes(damaged))

    with pytest.raises(SourceError, match="damaged inside the ZIP"):
        read(archive)


def test_a_zip_of_zeros_is_refused_before_it_fills_the_disk(
    read: Read, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "zeros.zip"
    zeros = tmp_path / NAME
    with zeros.open("wb") as out:
        out.truncate(300_000_000)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.write(zeros, NAME)
    unpacked = []
    monkeypatch.setattr("wardmote.evidence.files._copy_at_most", lambda *_: unpacked.append(1))

    with pytest.raises(SourceError, match=r"unpacks to 0\.3 GB from .* refused"):
        read(archive)

    assert not unpacked
    assert store.version() is None


def test_a_column_that_looks_personal_stops_the_import(
    read: Read, store: Store, tmp_path: Path, write_table: WriteTable
) -> None:
    rows = [street_row() | {"Victim email": f"someone{n}@example.org"} for n in range(20)]
    path = write_table(tmp_path / NAME, [*STREET, "Victim email"], rows)

    with pytest.raises(PersonalData, match="Victim email") as stopped:
        read(path)

    assert "someone3@example.org" not in str(stopped.value)
    assert store.version() is None


def test_a_file_that_no_source_knows_is_said_with_the_next_step(read: Read, tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("alpha,beta\n1,2\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"(?s)No source recognises.*wardmote source inspect"):
        read(tmp_path / "ledger.csv")


def test_a_path_that_is_not_there_is_said(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder"):
        read(tmp_path / "nowhere")


# Supplies ----------------------------------------------------------------------------------


def test_a_corrected_month_replaces_that_month_only(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    march, april = distinct(30), distinct(40, Month="2024-04")
    read(write_street(march).parent)
    read(write_street(april, name="2024-04-northshire-street.csv"))

    report = read(write_street([*march[:-1], *distinct(6, Location="On or near New Road")]))

    assert [(one.rows_before, one.rows_after) for one in report.supplies] == [(30, 35)]
    assert held(store, "incidents") == 35 + 40


def test_a_much_smaller_month_needs_a_word_from_a_person(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    read(write_street(distinct(60)))
    smaller = write_street(distinct(10))

    with pytest.raises(SmallReplacement, match=r"60 rows held, 10 came") as refused:
        read(smaller)
    assert "--replace" in str(refused.value)
    assert held(store, "incidents") == 60

    assert read(smaller, replace_smaller=True).rows_gone == 60
    assert held(store, "incidents") == 10


def test_a_month_is_not_emptied_without_a_word_from_a_person(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    read(write_street(distinct(3)))
    empty = write_street([])

    with pytest.raises(SmallReplacement, match=r"3 rows held, 0 came"):
        read(empty)

    read(empty, replace_smaller=True)
    assert held(store, "incidents") == 0


def test_two_files_of_one_month_are_one_supply_without_repeats(
    read: Read, store: Store, tmp_path: Path, write_street: Callable[..., Path]
) -> None:
    rows = distinct(20)
    write_street(rows[:12], name="2024-03-northshire-street.csv")
    write_street(rows[8:], name="part-2/2024-03-northshire-street.csv")

    report = read(tmp_path / "in")

    assert totals(report) == (24, 20, 0, 4)
    assert held(store, "incidents") == 20


def test_files_of_one_kind_of_crime_are_not_taken_for_all_crime(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    report = read(write_street(distinct(60)))

    assert [str(one.supply.scope) for one in Evidence(store).supplies.values()] == [
        "burglary@northborough"
    ]
    assert "hold only burglary" in report.notes[0]


def test_an_older_version_can_be_read_again(
    read: Read, store: Store, write_street: Callable[..., Path]
) -> None:
    read(write_street(distinct(30)))
    read(write_street(distinct(45)))

    counts = [
        Evidence(store, number).con.execute("SELECT count(*) FROM incidents").fetchone()
        for number in (1, 2)
    ]

    assert counts == [(30,), (45,)]


# The disk ----------------------------------------------------------------------------------


def test_a_second_ingest_at_the_same_time_is_told_to_wait(
    read: Read, store: Store, write_street: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardmote.evidence.store.LOCK_WAIT_SECONDS", 0.05)
    path = write_street(distinct(3))

    with store.writing(), pytest.raises(StoreBusy, match="Another ingest is writing"):
        read(path)

    assert totals(read(path))[1] == 3


def test_a_full_disk_during_the_commit_leaves_the_version_before(
    read: Read, store: Store, write_street: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(write_street(distinct(30)))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardmote.evidence.store.Writer.write_whole", full)
    with pytest.raises(EvidenceError, match="the disk is full") as refused:
        read(write_street(distinct(45)))
    monkeypatch.undo()

    assert "The evidence version before this ingest stands." in str(refused.value)
    assert held(store, "incidents") == 30
    assert totals(read(write_street(distinct(46))))[1] == 46
    assert held(store, "incidents") == 46


def test_a_folder_that_cannot_be_written_is_said(
    read: Read, write_street: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)

    with pytest.raises(EvidenceError, match="read-only or not yours"):
        read(write_street(distinct(3)))
