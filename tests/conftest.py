"""What many tests share: where the real data lie, and small invented police files."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong: speed is measured in benchmarks/, never in a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

BESIDE_THE_CHECKOUT = Path(__file__).parents[2] / "shared" / "data"
TODAY = date(2026, 11, 22)

_CRIME = ("Crime ID", "Month", "Reported by", "Falls within")
_PLACE = ("Longitude", "Latitude", "Location", "LSOA code", "LSOA name")
STREET = (*_CRIME, *_PLACE, "Crime type", "Last outcome category", "Context")
OUTCOMES = (*_CRIME, *_PLACE, "Outcome type")
SEARCHES = (
    "Type",
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Gender",
    "Age range",
    "Self-defined ethnicity",
    "Officer-defined ethnicity",
    "Legislation",
    "Object of search",
    "Outcome",
    "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real public data; the test is skipped, saying so, where it is absent."""
    folder = Path(os.environ.get("WARDMOTE_REAL_DATA") or BESIDE_THE_CHECKOUT)
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder.name}: set WARDMOTE_REAL_DATA to its folder")
    return folder


def crime_id(*parts: object) -> str:
    """An id as police.uk's: 64 hexadecimal digits."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def street_row(**values: str) -> dict[str, str]:
    """One good row of a street file, with these values in place of its own."""
    row = {
        "Crime ID": crime_id(len(values), *values.values()),
        "Month": "2024-03",
        "Reported by": "Northshire Police",
        "Falls within": "Northshire Police",
        "Longitude": "0.51",
        "Latitude": "53.05",
        "Location": "On or near Mill Lane",
        "LSOA code": "E01999001",
        "LSOA name": "Northborough 001A",
        "Crime type": "Burglary",
        "Last outcome category": "Under investigation",
        "Context": "",
    }
    return {**row, **values}


def outcome_row(**values: str) -> dict[str, str]:
    """One good row of an outcomes file."""
    row = {name: value for name, value in street_row().items() if name in OUTCOMES}
    return {**row, "Outcome type": "Suspect charged", **values}


def search_row(**values: str) -> dict[str, str]:
    """One good row of a stop-and-search file."""
    row = dict.fromkeys(SEARCHES, "")
    row |= {
        "Type": "Person search",
        "Date": "2024-03-05T14:10:00+00:00",
        "Latitude": "53.05",
        "Longitude": "0.51",
        "Gender": "Male",
        "Age range": "18-24",
        "Self-defined ethnicity": "White - Any other White background",
        "Officer-defined ethnicity": "White",
        "Legislation": "Misuse of Drugs Act 1971 (section 23)",
        "Object of search": "Controlled drugs",
        "Outcome": "A no further action disposal",
    }
    return {**row, **values}


WriteTable = Callable[..., Path]


@pytest.fixture
def write_table() -> WriteTable:
    """Writes rows as a CSV with a given header; gives its path."""

    def write(
        path: Path, header: Iterable[str], rows: Iterable[Mapping[str, str]], **how: str
    ) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding=how.get("encoding", "utf-8")) as out:
            writer = csv.DictWriter(
                out, list(header), delimiter=how.get("delimiter", ","), extrasaction="ignore"
            )
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write
