"""Smallborough: a small invented district's raw files, and the command line to read them with."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import STREET, crime_id, search_row, street_row
from wardmote.cli import main

DISTRICT, CSP, FORCE = "E06999001", "E22999001", "E23999001"
LSOAS = {"E01999001": "E05999001", "E01999002": "E05999001", "E01999003": "E05999002"}
WEST, SOUTH, SIDE = -1.6, 53.2, 0.01  # the first square; the others lie east of it
AS_OF = "2026-11-22"
KINDS = ("Burglary", "Drugs", "Vehicle crime")


def months(first: str, count: int) -> list[str]:
    """So many months as YYYY-MM."""
    year, month = map(int, first.split("-"))
    steps = [(year * 12 + month - 1 + n) for n in range(count)]
    return [f"{step // 12}-{step % 12 + 1:02d}" for step in steps]


def square(place: int) -> dict[str, object]:
    west = WEST + place * SIDE
    ring = [(west, SOUTH), (west, SOUTH + SIDE), (west + SIDE, SOUTH + SIDE), (west + SIDE, SOUTH)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def write_rows(path: Path, header: Iterable[str], rows: Iterable[Mapping[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(header), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_lookups(
    folder: Path, *, partnerships: Mapping[str, str] | None = None, district: str = DISTRICT
) -> Path:
    """Look-ups of LSOA to ward and district, and of district to partnership."""
    wards = [
        {
            "LSOA21CD": lsoa,
            "LSOA21NM": f"Smallborough 00{place}A",
            "WD24CD": ward,
            "WD24NM": f"Ward {ward[-1]}",
            "LAD24CD": district,
            "LAD24NM": "Smallborough",
        }
        for place, (lsoa, ward) in enumerate(LSOAS.items(), start=1)
    ]
    write_rows(folder / "lsoa-ward.csv", wards[0], wards)
    csps = [
        {
            "LAD24CD": district,
            "LAD24NM": "Smallborough",
            "CSP24CD": code,
            "CSP24NM": name,
            "PFA24CD": FORCE,
            "PFA24NM": "Northshire",
        }
        for code, name in (partnerships or {CSP: "Smallborough"}).items()
    ]
    return write_rows(folder / "lad-csp.csv", csps[0], csps).parent


def write_boundaries(folder: Path) -> Path:
    """Outlines of the three LSOAs: three squares in a row."""
    folder.mkdir(parents=True, exist_ok=True)
    features = [
        {
            "type": "Feature",
            "properties": {"LSOA21CD": code, "LSOA21NM": f"Smallborough 00{place + 1}A"},
            "geometry": square(place),
        }
        for place, code in enumerate(LSOAS)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path = folder / "lsoas.geojson"
    path.write_text(text, encoding="utf-8")
    return path


def crimes(month: str, *, of_each: int = 4, kinds: Iterable[str] = KINDS) -> list[dict[str, str]]:
    """Some crimes of each kind in each LSOA."""
    return [
        street_row(
            **{
                "Crime ID": crime_id(month, lsoa, kind, n),
                "Month": month,
                "Longitude": f"{WEST + (place + 0.5) * SIDE:.6f}",
                "Latitude": f"{SOUTH + SIDE / 2:.6f}",
                "LSOA code": lsoa,
                "LSOA name": f"Smallborough 00{place + 1}A",
                "Crime type": kind,
            }
        )
        for place, lsoa in enumerate(LSOAS)
        for kind in kinds
        for n in range(of_each)
    ]


def asb(month: str, count: int) -> list[dict[str, str]]:
    """Reports of anti-social behaviour, all equal and without an id."""
    first = {**crimes(month)[0], "Crime ID": "", "Crime type": "Anti-social behaviour"}
    return [first] * count


def write_street(
    folder: Path, month: str, rows: Iterable[Mapping[str, object]], *, force: str = "northshire"
) -> Path:
    return write_rows(folder / f"{month}-{force}-street.csv", STREET, rows)


def write_police(folder: Path, first: str, count: int, *, force: str = "northshire") -> Path:
    """Street files of so many months."""
    for month in months(first, count):
        write_street(folder, month, crimes(month) + asb(month, 5), force=force)
    return folder


def write_searches(folder: Path, month: str, count: int) -> Path:
    rows = [
        search_row(
            Date=f"{month}-05T14:{n:02d}:00+00:00",
            Latitude=f"{SOUTH + SIDE / 2:.6f}",
            Longitude=f"{WEST + SIDE / 2:.6f}",
        )
        for n in range(count)
    ]
    return write_rows(folder / f"{month}-northshire-stop-and-search.csv", rows[0], rows)


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out.encode("ascii"))  # any console's code page can write it


@dataclass(frozen=True)
class CommandLine:
    """`wardmote`, as the shell runs it: a traceback is never a refusal and fails the test."""

    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path, within: Path | None = None) -> Said:
        here = Path.cwd()
        self.captured.readouterr()
        self.patch.setattr(sys, "argv", ["wardmote", *map(str, words)])
        os.chdir(within or here)
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        finally:
            os.chdir(here)
        printed = self.captured.readouterr()
        assert "Traceback" not in printed.err
        return Said(status, printed.out, printed.err)

    def ingest(self, workspace: Path, *words: str | Path, as_of: str = AS_OF) -> Said:
        return self("ingest", *words, "--workspace", workspace, "--as-of", as_of)

    def account(self, workspace: Path, *words: str | Path, as_of: str = AS_OF) -> tuple[int, ...]:
        """Rows read, accepted, quarantined and duplicates, of an ingest that must succeed."""
        said = self("ingest", *words, "-w", workspace, "--as-of", as_of, "--json")
        assert said.status == 0, said.err
        report = said.json
        assert isinstance(report, dict)
        return tuple(report[one] for one in ("rows_read", "accepted", "quarantined", "duplicates"))
