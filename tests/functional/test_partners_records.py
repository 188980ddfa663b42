"""What partners shared has a place in the assessment, and a small number of it has none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from functional.smallborough import (
    LSOAS,
    CommandLine,
    months,
    write_lookups,
    write_police,
    write_rows,
)

FIRST, HELD = "2022-04", 24
MAPPING = """\
[source]
title = "Reports"
agency = "Smallborough Council"
licence = "Shared by agreement"
sharing_agreement = "SB-1"
kind = "incidents"
files = ["reports.csv"]

[columns]
occurred_on = "On"
category = "What"
lsoa21cd = "LSOA"

[formats]
occurred_on = "%Y-%m-%d"

[values.category]
"Noise" = "noise"
"Begging" = "begging"
"Graffiti" = "graffiti"
"Litter" = "littering"
"""
KINDS = {"Noise": 14, "Begging": 6, "Graffiti": 0, "Litter": 3}
SMALL = "2023-08"  # a month of graffiti, in the later year


def write_reports(folder: Path, held: int, *, small: int) -> Path:
    """Reports of each month, and one month with a few of graffiti."""
    rows: list[dict[str, object]] = []
    for month in months(FIRST, held):
        for kind, count in KINDS.items():
            many = small if (kind, month) == ("Graffiti", SMALL) else count
            rows += [
                {"On": f"{month}-{day + 1:02d}", "What": kind, "LSOA": list(LSOAS)[day % 3]}
                for day in range(many)
            ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reports.toml").write_text(MAPPING, encoding="utf-8")
    return write_rows(folder / "reports.csv", ("On", "What", "LSOA"), rows)


def public_edition(wardmote: CommandLine, folder: Path, held: int, *, small: int) -> Path:
    """The public edition of a world in which so many months are held, and one is that small."""
    world = folder / f"{held}-{small}"
    workspace = world / "workspace"
    assert wardmote("init", workspace, "--area", "E06999001").status == 0
    raw = write_police(write_lookups(world / "in"), FIRST, held)
    write_reports(raw / "partners", held, small=small)
    as_of = f"{months(FIRST, held + 1)[-1]}-20"
    assert wardmote.ingest(workspace, raw, as_of=as_of).status == 0
    said = wardmote("assess", "-w", workspace, "--as-of", as_of, "--format", "html")
    assert said.status == 0, said.err
    (edition,) = (workspace / "editions").iterdir()
    return edition


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


def records(edition: Path) -> dict[str, dict[str, Any]]:
    found = json.loads((edition / "findings.json").read_text(encoding="utf-8"))
    return {one["category"]: one for one in found["partner_records"]}


@pytest.mark.parametrize("held", [24, 25])
def test_every_byte_is_the_same_whatever_a_suppressed_number_is(
    wardmote: CommandLine, tmp_path: Path, held: int
) -> None:
    """In two editions a month apart: nothing printed depends on it, so nothing tells it."""
    worlds = [public_edition(wardmote, tmp_path, held, small=small) for small in (1, 2, 4)]

    one, two, four = map(bytes_of, worlds)

    assert one == two == four
    assert records(worlds[0])["graffiti"]["after"] is None


def test_a_number_that_is_large_enough_is_told(wardmote: CommandLine, tmp_path: Path) -> None:
    edition = public_edition(wardmote, tmp_path, 24, small=5)

    found = records(edition)

    assert found["graffiti"]["after"] == 5
    assert (found["noise"]["before"], found["noise"]["after"]) == (168, 168)
    assert [one["count"] for one in found["littering"]["quarters"][-4:]] == [9, 9, 9, 9]


def test_months_are_told_only_of_lines_without_a_small_one(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    edition = public_edition(wardmote, tmp_path, 24, small=2)

    header = (edition / "tables" / "records-reports-months.csv").read_text(encoding="utf-8")

    assert "Noise" in header
    assert "Begging" in header
    assert "Litter" not in header  # three a month
    assert "Graffiti" not in header


def test_no_receipt_tells_how_many_rows_of_a_partners_file_were_counted(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    edition = public_edition(wardmote, tmp_path, 24, small=2)

    figures = json.loads((edition / "provenance.json").read_text(encoding="utf-8"))["figures"]

    shared = {name: one for name, one in figures.items() if name.startswith("records-")}
    assert shared
    assert {part["rows"] for one in shared.values() for part in one["files"]} == {None}


def test_findings_are_police_counts_and_partners_records_stand_beside_them(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    edition = public_edition(wardmote, tmp_path, 24, small=2)
    document = json.loads((edition / "document.json").read_text(encoding="utf-8"))

    assert {one["category"] for one in document["findings"]} & {"noise", "graffiti"} == set()
    assert document["partner_records"] == list(records(edition).values())
    assert records(edition)["noise"]["id"] == "records-reports-noise"


def test_where_nothing_is_shared_nothing_is_shown(wardmote: CommandLine, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    wardmote("init", workspace, "--area", "E06999001")
    wardmote.ingest(workspace, write_police(write_lookups(tmp_path / "in"), FIRST, 24))
    wardmote("assess", "-w", workspace, "--as-of", "2024-06-20", "--format", "html")
    (edition,) = (workspace / "editions").iterdir()

    page = (edition / "index.html").read_text(encoding="utf-8")
    found = json.loads((edition / "findings.json").read_text(encoding="utf-8"))

    assert "partners-records" not in page
    assert "Injuries seen by hospitals" not in page or "could supply counts" in page
    assert set(found) == {"findings", "levels"}
