"""An attacker with a calculator: every count over a period that was printed, and what follows.

He reads tables, JSON and sentences as they were published, over every edition that he kept, and
knows the rule. He bounds what was left out by linear programming.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

YEAR = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = {name: number for number, name in enumerate(YEAR, start=1)}
SHORT = {name[:3]: number for name, number in MONTHS.items()}
SUPPRESSED = "suppressed"
YEAR_TO = re.compile(r"12 months to (\w+) (\d{4})")
DAY = r"(\d{1,2}) (\w+) (\d{4})"

Month = int  # months since year 0


@dataclass(frozen=True)
class Count:
    """One count that was printed, or of which it was printed that it is suppressed."""

    line: str
    first: Month
    last: Month
    value: float | None


def month(name: str, year: str | int) -> Month:
    return int(year) * 12 + {**SHORT, **MONTHS}[name] - 1


def counts_in(folder: Path) -> Iterator[Count]:
    """Every count over months of one line that the files of an edition hold."""
    for path in sorted(folder.rglob("*.csv")):
        rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"))))
        if path.stem.startswith("records-") and rows:
            yield from _partners_table(path.stem, rows, folder)
        elif path.stem == "readings":
            yield from _readings(rows)
    for path in sorted(folder.rglob("document.json")):
        for one in json.loads(path.read_bytes()).get("partner_records", []):
            yield from _partners_record(one)


def _partners_table(name: str, rows: list[list[str]], folder: Path) -> Iterator[Count]:
    feed = name.removeprefix("records-").rpartition("-")[0]
    header = [one.removesuffix(" (number)") for one in rows[0]]
    for row in rows[1:]:
        period = _period(row[0])
        if period is not None:
            for title, cell in zip(header[1:], row[1:], strict=True):
                yield Count(f"{feed}: {title}", *period, _value(cell))
        else:  # a row for each line: two years, side by side
            last = _newest(folder)
            for cell, years in zip(row[1:3], (1, 0), strict=True):
                ends = last - 12 * years
                if re.fullmatch(r"[\d,]+|suppressed", cell):
                    yield Count(f"{feed}: {row[0]}", ends - 11, ends, _value(cell))


def _newest(folder: Path) -> Month:
    """The last month of the last quarter that an edition tells."""
    held = json.loads((folder / "document.json").read_bytes())["partner_records"]
    year, number = map(int, held[0]["year_to"].split("-"))
    return year * 12 + number - 1


def _period(text: str) -> tuple[Month, Month] | None:
    quarter = re.fullmatch(r"(\w{3}) to (\w{3}) (\d{4})", text)
    if quarter:
        return month(quarter[1], quarter[3]), month(quarter[2], quarter[3])
    single = re.fullmatch(r"(\w+) (\d{4})", text)
    if single and single[1] in MONTHS:
        at = month(single[1], single[2])
        return at, at
    days = re.fullmatch(rf"{DAY} to {DAY}", text)
    if days:
        return month(days[2], days[3]), month(days[5], days[6])
    return None


def _readings(rows: list[list[str]]) -> Iterator[Count]:
    """A plan's readings: counts, and both sides of a share."""
    for measure, period, reading, *_ in rows[1:]:
        found = _period(period)
        if found is None:
            continue
        if share := re.fullmatch(r"(\d+)% of ([\d,]+)", reading):
            base = _value(share[2]) or 0
            yield Count(f"plan: {measure}, asked", *found, base)
        elif re.fullmatch(r"[\d,]+(\.\d+)?|suppressed", reading):
            yield Count(f"plan: {measure}", *found, _value(reading))


def _partners_record(one: dict) -> Iterator[Count]:
    line = f"{one['feed']}: {one['title']}"
    for quarter in one["quarters"]:
        year, number = map(int, quarter["from"].split("-"))
        first = year * 12 + number - 1
        yield Count(line, first, first + 2, quarter["count"])
    year, number = map(int, one["year_to"].split("-"))
    last = year * 12 + number - 1
    for name, ends in (("before", last - 12), ("after", last)):
        if one[name] is not None:
            yield Count(line, ends - 11, ends, one[name])


def _value(cell: str) -> float | None:
    return None if cell == SUPPRESSED else float(cell.replace(",", ""))


@dataclass(frozen=True)
class Bounds:
    """What follows of one suppressed count."""

    count: Count
    low: float
    high: float


def closed_in(counts: list[Count], threshold: int) -> list[Bounds]:
    """Suppressed counts that cannot be at most 1, or cannot be as large as the threshold.

    A suppressed quarter is at least 1, since zeros are printed; what holds several is at least
    as many.
    """
    return [
        found
        for line in sorted({one.line for one in counts})
        for found in _bounded([one for one in counts if one.line == line])
        if found.low < threshold - 1e-6  # or it is no small number: what protects one may follow
        and (found.low > max(1, _quarters(found.count)) + 1e-6 or found.high < threshold - 1e-6)
    ]


def _quarters(one: Count) -> int:
    return (one.last - one.first + 1) // 3


def _bounded(counts: list[Count]) -> Iterator[Bounds]:
    known = {(one.first, one.last): one for one in counts if one.value is not None}
    hidden = {(one.first, one.last): one for one in counts if one.value is None}
    first = min(one.first for one in counts)
    size = max(one.last for one in counts) - first + 1

    def row(one: Count) -> list[int]:
        return [int(one.first <= first + place <= one.last) for place in range(size)]

    rule = {
        "A_eq": [row(one) for one in known.values()] or None,
        "b_eq": [one.value for one in known.values()] or None,
        "A_ub": [[-n for n in row(one)] for one in hidden.values()] or None,
        "b_ub": [-1] * len(hidden) or None,
    }
    for period, one in hidden.items():
        if period in known:
            yield Bounds(one, *[known[period].value] * 2)
            continue
        low, high = linprog(row(one), **rule), linprog([-n for n in row(one)], **rule)
        if low.status == 0:  # a corrected figure beside the old one fits nothing
            yield Bounds(one, low.fun, -high.fun if high.status == 0 else np.inf)
