"""Tower Hamlets' monthly series from the publishers' own files, read as simply as can be."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wardmote.analysis.months import Period, months_from

Series = tuple[list[int], tuple[date, ...]]
FEBRUARY_2026 = date(2026, 2, 1)
SINCE_APRIL_2010 = months_from(date(2010, 4, 1), len(Period(date(2010, 4, 1), FEBRUARY_2026)))


@pytest.fixture(scope="session")
def ward_series(real_data: Path) -> Callable[..., Series]:
    """Series of the whole borough since 2010, by major or minor categories."""
    majors: Counter[tuple[str, date]] = Counter()
    minors: Counter[tuple[str, date]] = Counter()
    source = real_data / "tower_hamlets" / "mps_ward_month_minor_2010-04_2026-02.csv"
    with source.open(newline="") as rows:
        for row in csv.DictReader(rows):
            month = date(int(row["month"][:4]), int(row["month"][4:]), 1)
            majors[row["majortext"], month] += int(row["count"])
            minors[row["minortext"], month] += int(row["count"])

    def series(*, major: str = "", minor: tuple[str, ...] = ()) -> Series:
        names, counter = ((major,), majors) if major else (minor, minors)
        months = SINCE_APRIL_2010
        return [sum(counter[name, month] for name in names) for month in months], months

    return series


@pytest.fixture(scope="session")
def asb_series(real_data: Path) -> Series:
    """Police-recorded ASB, the 30 months in a row to March 2026."""
    counter: Counter[date] = Counter()
    source = real_data / "tower_hamlets" / "police_uk_lsoa_month_category_2023-07_2026-03.csv"
    with source.open(newline="") as rows:
        for row in csv.DictReader(rows):
            if row["category"] == "Anti-social behaviour":
                counter[date.fromisoformat(row["month"] + "-01")] += int(row["crime_count"])
    months = months_from(date(2023, 10, 1), 30)
    return [counter[month] for month in months], months
