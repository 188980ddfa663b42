"""`wardmote ingest` in the hands of someone hostile, hurried or unlucky."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import STREET
from functional.smallborough import (
    CommandLine,
    asb,
    crimes,
    months,
    write_lookups,
    write_police,
    write_rows,
    write_searches,
    write_street,
)
from wardmote.errors import ConfigurationError, EvidenceError, SourceError
from wardmote.evidence import files

MARCH = "2024-03"
NAME = f"{MARCH}-northshire-street.csv"
links = pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")


# What is named -----------------------------------------------------------------------------


def test_files_and_folders_given_twice_are_read_once(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path / "in", MARCH, crimes(MARCH))

    assert wardmote.account(workspace, path, path.parent, path) == (36, 36, 0, 0)


def test_relative_paths_may_have_spaces_and_accents(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Été 2024" / "from the force"
    write_street(folder, MARCH, crimes(MARCH))
    write_searches(folder, MARCH, 3)

    assert wardmote.account(workspace, Path("Été 2024") / "." / "from the force") == (39, 39, 0, 0)
    assert not wardmote.ingest(workspace, Path("Été 2024") / ".." / "Été 2024").err.count("Fault")


def test_everything_that_is_not_there_is_named_at_once(
    wardmote: CommandLine, workspace: Path
) -> None:
    done = wardmote.ingest(workspace, "april.csv", "may.csv")

    assert done.status == SourceError.exit_code
    assert "april.csv" in done.err
    assert "may.csv" in done.err


def test_a_folder_of_odds_and_ends_is_read_and_told(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    write_street(folder / "named like a table.csv", MARCH, crimes(MARCH))
    (folder / "Minutes.docx").write_text("minutes", encoding="utf-8")
    (folder / "~$lock.tmp").write_bytes(b"\0")
    (folder / ".hidden.csv").write_text("x", encoding="utf-8")
    write_rows(folder / "rota.csv", ["Week", "Shift"], [{"Week": "1", "Shift": "late"}])

    done = wardmote.ingest(workspace, folder)

    assert done.status == 0, done.err
    assert "Not recognised by any source: rota.csv" in done.out
    assert "Not data, left alone: Minutes.docx, ~$lock.tmp" in done.out
    assert "36" in done.out


@links
def test_links_in_a_circle_and_links_to_nothing_are_named_not_followed(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    folder = write_street(tmp_path / "in", MARCH, crimes(MARCH)).parent
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "gone.csv").symlink_to(tmp_path / "nothing.csv")
    (folder / "itself.csv").symlink_to(folder / "itself.csv")

    done = wardmote.ingest(workspace, folder)

    assert done.status == 0, done.err
    for name in ("again", "gone.csv", "itself.csv"):
        assert f"{name} (a link, not followed)" in done.out


def test_a_workspace_that_is_read_into_itself_leaves_its_own_store_alone(
    wardmote: CommandLine, workspace: Path
) -> None:
    write_street(workspace / "sources", MARCH, crimes(MARCH))
    first = wardmote("ingest", ".", "--as-of", "2026-11-22", within=workspace)
    again = wardmote("ingest", ".", "--as-of", "2026-11-22", within=workspace)

    assert (first.status, again.status) == (0, 0)
    assert "Not recognised" not in again.out
    assert "Nothing new: evidence version v000001 stands." in again.out


def test_a_file_that_may_not_be_opened_is_named_and_nothing_is_saved(
    wardmote: CommandLine, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_police(tmp_path / "in", MARCH, 2)
    real = files._sha256

    def refuse(path: Path) -> str:
        if path.name == NAME:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(files, "_sha256", refuse)

    done = wardmote.ingest(workspace, tmp_path / "in")

    assert done.status == SourceError.exit_code
    assert f"{NAME}    cannot be opened: Permission denied" in done.err
    assert "No evidence yet." in wardmote("evidence", "versions", "-w", workspace).out


def test_names_with_brackets_and_stars_are_names(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    # A pattern "…street[1].csv" would read "…street1.csv" in its place.
    folder = tmp_path / "in"
    for month, name in zip(months("2024-01", 3), ("street1", "street[1]", "street?"), strict=True):
        rows = crimes(month, of_each=int(month[-1]))
        path = write_rows(folder / f"{name}.csv", STREET, rows)
        assert path.exists()

    assert wardmote.account(workspace, folder) == (54, 54, 0, 0)
    versions = wardmote("evidence", "quality", "-w", workspace).out
    assert "2024-01 to 2024-03, 54 rows" in versions


def test_a_folder_named_like_a_column_does_not_rewrite_the_column(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    write_street(tmp_path / "in" / "Crime type=Drugs" / "Month=2023-01", MARCH, crimes(MARCH))

    wardmote.ingest(workspace, tmp_path / "in")

    assert "2024-03 to 2024-03, 36 rows" in wardmote("evidence", "quality", "-w", workspace).out
    supplies = wardmote("ingest", tmp_path / "in", "-w", workspace, "--replace", "--json").json
    assert isinstance(supplies, dict)
    assert [one["supply_id"] for one in supplies["supplies"]] == [
        f"police_uk.street.northshire.all.{MARCH}"
    ]


# Tables as they come -----------------------------------------------------------------------


def test_windows_line_ends_a_mark_and_quoted_commas_are_read(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    rows = [{**one, "Location": 'On or near "The Bell", High Street'} for one in crimes(MARCH)]
    path = write_street(tmp_path, MARCH, rows)
    text = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text)

    assert wardmote.account(workspace, path) == (36, 36, 0, 0)


@pytest.mark.parametrize(
    ("opened", "closed", "kept"),
    [(10, None, 9), (10, 20, 25)],
    ids=["to the end of the file", "up to another row's"],
)
def test_a_quotation_mark_that_is_not_closed_loses_no_row(
    wardmote: CommandLine,
    workspace: Path,
    tmp_path: Path,
    opened: int,
    closed: int | None,
    kept: int,
) -> None:
    path = write_street(tmp_path, MARCH, crimes(MARCH))
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in filter(None, (opened, closed)):
        lines[row] = lines[row].replace("On or near", '"On or near')
    path.write_text("\n".join(lines), encoding="utf-8")

    read, accepted, quarantined, _ = wardmote.account(workspace, path)

    assert (read, accepted, quarantined) == (36, kept, 36 - kept)


def test_an_empty_month_is_a_supply_only_where_one_was_held(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path, MARCH, [])
    assert wardmote.account(workspace, path) == (0, 0, 0, 0)
    write_street(tmp_path, MARCH, crimes(MARCH))
    assert wardmote.account(workspace, path) == (36, 36, 0, 0)
    write_street(tmp_path, MARCH, [])

    refused = wardmote.ingest(workspace, path)
    replaced = wardmote.ingest(workspace, path, "--replace")

    assert refused.status == EvidenceError.exit_code
    assert "36 rows held, 0 came" in refused.err
    assert "--replace" in refused.err
    assert replaced.status == 0
    assert "(36 rows went)" in replaced.out


def test_a_corrected_month_replaces_that_month_and_no_other(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    folder = write_police(tmp_path / "in", "2024-02", 2)
    wardmote.ingest(workspace, folder)
    path = write_street(tmp_path / "corrected", MARCH, crimes(MARCH, of_each=3))

    done = wardmote.ingest(workspace, path)

    assert "(41 rows went)" in done.out
    quality = wardmote("evidence", "quality", "-w", workspace).out
    assert "2024-02 to 2024-03, 68 rows" in quality


def test_two_files_of_one_month_are_joined_with_a_warning(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    rows = crimes(MARCH) + asb(MARCH, 5)
    path = write_street(tmp_path / "in", MARCH, rows)
    write_street(tmp_path / "in" / "again", MARCH, rows[20:])

    done = wardmote.ingest(workspace, path.parent)

    assert "1 supply came in several files" in done.out
    assert f"police_uk.street.northshire.all.{MARCH}" in done.out
    assert "46" in done.out, "the crimes are known by their ids; the five reports are not"


def test_a_file_read_too_soon_is_judged_again_on_its_day(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path, MARCH, crimes(MARCH))

    assert wardmote.account(workspace, path, as_of="2024-01-31") == (36, 0, 36, 0)
    assert wardmote.account(workspace, path) == (36, 36, 0, 0)
    assert wardmote.account(workspace, path) == (36, 0, 0, 36)


def test_rows_still_in_quarantine_are_told_when_their_file_comes_again(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    rows = crimes(MARCH)
    path = write_street(tmp_path, MARCH, [*rows, {**rows[0], "Crime type": "Piracy"}])
    wardmote.ingest(workspace, path)

    again = wardmote.ingest(workspace, path)

    assert "1 row of files held already is in quarantine" in again.out
    assert "--replace" in again.out


def test_a_message_about_very_many_faults_stays_short(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    rows = [{**one, "Crime type": f"Piracy {n}"} for n, one in enumerate(crimes(MARCH) * 300)]
    for n in range(60):
        write_rows(tmp_path / "in" / f"rota {n}.csv", ["Week"], [{"Week": str(n)}])
        (tmp_path / "empty").mkdir(exist_ok=True)
        (tmp_path / "empty" / f"{n}.csv").write_bytes(b"")
    write_street(tmp_path / "in", MARCH, rows)

    done = wardmote.ingest(workspace, tmp_path / "in")
    refused = wardmote.ingest(workspace, tmp_path / "empty")

    assert "10,800 because the category is unknown" in done.out
    assert "and 52 more" in done.out
    assert len(done.out) < 3_000
    assert refused.status == SourceError.exit_code
    assert "… and 40 more" in refused.err
    assert len(refused.err) < 3_000


# What is said of the files -----------------------------------------------------------------


def test_a_scope_that_is_no_category_is_refused_before_anything_is_read(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path, MARCH, crimes(MARCH))

    typed = wardmote.ingest(workspace, path, "--scope", "burglery")
    broken = wardmote.ingest(workspace, path, "--scope", "Burglary!!")

    assert typed.status == broken.status == ConfigurationError.exit_code
    assert "The scope burglery is not a category." in typed.err
    assert "Known     burglary" in typed.err
    assert "--scope burglary@E09000030" in broken.err
    assert "Reading" not in typed.err


def test_a_declared_scope_is_part_of_the_supplys_name(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path, MARCH, crimes(MARCH, kinds=("Burglary",)))

    report = wardmote("ingest", path, "-w", workspace, "--scope", "burglary", "--json").json

    assert isinstance(report, dict)
    (supply,) = report["supplies"]
    assert supply["supply_id"] == f"police_uk.street.northshire.burglary.{MARCH}"


def test_a_source_that_is_none_is_refused_with_those_that_are(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path, MARCH, crimes(MARCH))

    unknown = wardmote.ingest(workspace, path, "--source", "police")
    other = wardmote.ingest(workspace, path, "--source", "mps_counts")

    assert "There is no source called police." in unknown.err
    assert "police_uk" in unknown.err
    assert f"{NAME}    no source has this layout" in other.err
    assert unknown.status == other.status == SourceError.exit_code


# Personal data -----------------------------------------------------------------------------

PEOPLE: list[dict[str, Any]] = [
    {
        "Ref": str(n),
        "First name": first,
        "Surname": last,
        "DOB": f"19{40 + n}-0{1 + n % 9}-1{n % 9}",
        "Email": f"{first}.{last}@example.net".lower(),
    }
    for n, (first, last) in enumerate(
        [("Sarah", "Jones"), ("David", "Patel"), ("Mary", "Okafor"), ("James", "Smith")] * 6
    )
]
SECRETS = ("Sarah", "Jones", "Okafor", "@example.net", "1940-01-10")


@pytest.mark.parametrize("with_header", [True, False], ids=["header", "no header"])
def test_a_file_about_people_is_stopped_and_no_value_is_printed(
    wardmote: CommandLine, workspace: Path, tmp_path: Path, with_header: bool
) -> None:
    path = write_rows(tmp_path / "people.csv", PEOPLE[0], PEOPLE)
    if not with_header:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        path.write_text("\n".join(lines), encoding="utf-8")

    done = wardmote.ingest(workspace, path)

    assert done.status == SourceError.exit_code
    assert "Some columns look personal. Nothing was saved." in done.err
    assert "names of people" in done.err
    assert "has no place here: ask whoever controls it for counts" in done.err
    assert ('"Surname"' if with_header else "column 3") in done.err
    assert [one for one in SECRETS if one in done.out + done.err] == []


def test_a_column_of_officers_in_a_police_file_is_stopped(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    rows = [{**one, "Officer": "Sarah Jones"} for one in crimes(MARCH)]
    path = write_rows(tmp_path / NAME, [*rows[0]], rows)

    done = wardmote.ingest(workspace, path)

    assert done.status == SourceError.exit_code
    assert '"Officer"' in done.err
    assert "Sarah" not in done.err


@pytest.mark.real_data
@pytest.mark.parametrize("folder", ["record_linkage", "free_text"])
def test_the_shared_files_about_people_are_stopped(
    wardmote: CommandLine, workspace: Path, real_data: Path, folder: str
) -> None:
    done = wardmote.ingest(workspace, real_data / folder)

    assert done.status == SourceError.exit_code
    assert "look personal" in done.err
    for path in (real_data / folder).glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            values = {value for row in list(csv.reader(file))[1:200] for value in row}
        telling = {one for one in values if len(one) > 9 and one not in path.name}
        assert [one for one in telling if one in done.err] == []


# A council's own table ---------------------------------------------------------------------

MAPPING = """\
[source]
title = "Noise"
agency = "Smallborough Council"
licence = "Shared under the partnership's agreement"
sharing_agreement = "ISA-1"
kind = "incidents"
files = ["noise.*"]
lad24cd_is = "E06999001"

[columns]
reference = "Case"
occurred_on = "Day"
category = "Kind"

[formats]
occurred_on = "%d/%m/%Y"

[values.category]
"Music" = "noise"
"Spray" = "graffiti"
"""
REPORTS = [
    {"Case": f"C{n}", "Day": f"{n:02d}/03/2024", "Kind": kind, "Where": 'by "The Bell", High St'}
    for n, kind in enumerate(["Music", "Spray", "Bells"] * 4, start=1)
]


def as_workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(REPORTS[0]))
    for row in REPORTS:
        sheet.append(list(row.values()))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_reports(path: Path) -> Path:
    return as_workbook(path) if path.suffix == ".xlsx" else write_rows(path, REPORTS[0], REPORTS)


@pytest.mark.parametrize("name", ["noise.csv", "noise.xlsx"])
def test_a_councils_table_needs_a_mapping_and_is_read_with_one(
    wardmote: CommandLine, workspace: Path, tmp_path: Path, name: str
) -> None:
    path = write_reports(tmp_path / "in" / name)
    without = wardmote.ingest(workspace, path)
    proposed = wardmote("source", "inspect", path)

    (path.parent / "noise.toml").write_text(MAPPING, encoding="utf-8")

    assert without.status == SourceError.exit_code
    assert "wardmote source inspect FILE" in without.err
    assert 'reference = "Case"' in proposed.out
    assert wardmote.account(workspace, path) == (12, 8, 4, 0)


def test_a_proposed_mapping_is_refused_until_its_blanks_are_filled(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_reports(tmp_path / "in" / "noise.csv")
    proposed = wardmote("source", "inspect", path).out
    (path.parent / "noise.toml").write_text(proposed, encoding="utf-8")

    done = wardmote.ingest(workspace, path)

    assert done.status == ConfigurationError.exit_code
    for blank in ("title", "agency", "licence", "sharing_agreement"):
        assert f"[source] {blank}" in done.err


@pytest.mark.parametrize(
    ("right", "wrong", "said", "status"),
    [
        ('"noise"', '"noize"', "perhaps noise", ConfigurationError),
        ('kind = "incidents"', 'kind = "reports"', "[source] kind", ConfigurationError),
        ("[columns]", "[columns", "The mapping is not TOML.", ConfigurationError),
        ('"Case"', '"Reference no"', '"Reference no"    is missing', SourceError),
    ],
)
def test_a_mapping_with_a_fault_is_refused_and_nothing_is_saved(
    wardmote: CommandLine,
    workspace: Path,
    tmp_path: Path,
    right: str,
    wrong: str,
    said: str,
    status: type[SourceError],
) -> None:
    path = write_reports(tmp_path / "in" / "noise.csv")
    text = MAPPING.replace(right, wrong)
    (path.parent / "noise.toml").write_text(text, encoding="utf-8")

    done = wardmote.ingest(workspace, path)

    assert done.status == status.exit_code
    assert said in done.err
    assert "No evidence yet." in wardmote("evidence", "versions", "-w", workspace).out


def test_a_corrected_mapping_reads_its_files_again(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_reports(tmp_path / "in" / "noise.csv")
    mapping = path.parent / "noise.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    assert wardmote.account(workspace, path) == (12, 8, 4, 0)

    mapping.write_text(MAPPING + '"Bells" = "noise"\n', encoding="utf-8")

    assert wardmote.account(workspace, path) == (12, 12, 0, 0)


def test_the_weeks_of_a_month_are_not_silently_taken_for_corrections(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    first, second = (
        write_rows(folder / f"noise-{n}.csv", REPORTS[0], REPORTS[n::2]) for n in (0, 1)
    )
    text = MAPPING.replace("noise.*", "noise-*.csv")
    (folder / "noise.toml").write_text(text, encoding="utf-8")

    apart = [wardmote.ingest(workspace, one) for one in (first, second)]
    together = wardmote.ingest(workspace, folder)

    assert "replaced by files of another name" not in apart[0].out
    assert "noise-0.csv by noise-1.csv" in apart[1].out
    assert "read them together" in apart[1].out
    assert "replaced by files" not in together.out
    assert "8 rows" in wardmote("evidence", "quality", "-w", workspace).out


def test_look_ups_and_crimes_may_come_in_any_order_and_number(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    crimes_first = write_street(tmp_path / "a", MARCH, crimes(MARCH))
    lookups = write_lookups(tmp_path / "b")

    wardmote.ingest(workspace, crimes_first)
    done = wardmote.ingest(workspace, lookups, crimes_first, lookups)

    assert done.status == 0, done.err
    quality = wardmote("evidence", "quality", "-w", workspace).out
    assert "code of 2021 given: 36 (100.0%)" in quality
