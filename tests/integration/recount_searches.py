"""An independent count of real searches: who was searched, in which district, how often."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from integration.recount import Lookups, Outlines, Row, place_of, rows_of

GROUPS = ("Asian", "Black", "Mixed", "White", "Other")
PERSONS = ("Person search", "Person and Vehicle search")


def rows_of_archive(path: Path, months: Sequence[str]) -> list[Row]:
    """Searches of some months in an archive as data.police.uk makes it."""
    found: list[Row] = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith("stop-and-search.csv") and Path(name).name[:7] in months:
                text = io.TextIOWrapper(archive.open(name), encoding="utf-8-sig")
                found += csv.DictReader(text)
    return found


def first_word(published: str) -> str:
    """'Black/African/Caribbean/Black British - African' as Black; empty where it tells nothing."""
    if published == "Other ethnic group - Not stated":
        return ""
    return next((one for one in GROUPS if published.startswith(one)), "")


@dataclass(frozen=True)
class Searched:
    """Searches of persons in a year of one force, and the residents of its districts."""

    rows: list[Row]
    lookups: Lookups
    outlines: Outlines
    census: Path

    @cached_property
    def persons(self) -> list[Row]:
        return [row for row in self.rows if row["Type"] in PERSONS]

    @property
    def without_point(self) -> int:
        return sum(1 for row in self.persons if place_of(row) is None)

    @cached_property
    def of_district(self) -> dict[str, Counter[str]]:
        """District to group to searches; the empty group did not say."""
        points = {place for row in self.persons if (place := place_of(row))}
        lsoas = self.outlines.codes_of(points)
        found: dict[str, Counter[str]] = {}
        for row in self.persons:
            lsoa = lsoas.get(place_of(row))  # type: ignore[arg-type]
            if lsoa:
                district = self.lookups.of_lsoa[lsoa]["LAD24CD"]
                groups = found.setdefault(district, Counter())
                groups[first_word(row["Self-defined ethnicity"])] += 1
        return found

    def with_outcome(self, district: str) -> Counter[str]:
        """Searches of a district, by group, that led to anything but no further action."""
        points = {place for row in self.persons if (place := place_of(row))}
        lsoas = self.outlines.codes_of(points)
        found: Counter[str] = Counter()
        for row in self.persons:
            lsoa = lsoas.get(place_of(row))  # type: ignore[arg-type]
            there = lsoa and self.lookups.of_lsoa[lsoa]["LAD24CD"] == district
            if there and row["Outcome"] and "further action" not in row["Outcome"]:
                found[first_word(row["Self-defined ethnicity"])] += 1
        return found

    @cached_property
    def residents(self) -> dict[str, Counter[str]]:
        """District to group to residents of the census."""
        found: dict[str, Counter[str]] = {}
        for row in rows_of(self.census):
            area = self.lookups.of_lsoa.get(row["lsoa21_code"])
            if area:
                groups = found.setdefault(area["LAD24CD"], Counter())
                groups[first_word(row["ethnic_group"])] += int(float(row["n"]))
        return found

    def ratio(self, group: str, districts: Sequence[str]) -> float:
        """Searches a resident of a group over those a White resident, districts thrown together."""
        rates = []
        for one in (group, "White"):
            searches = sum(self.of_district[district][one] for district in districts)
            rates.append(searches / sum(self.residents[district][one] for district in districts))
        return rates[0] / rates[1]

    def ratio_within(self, group: str, districts: Sequence[str]) -> float:
        """Mantel and Haenszel's ratio of rates: each district against itself."""
        top = bottom = 0.0
        for district in districts:
            searched, people = self.of_district[district], self.residents[district]
            both = people[group] + people["White"]
            top += searched[group] * people["White"] / both
            bottom += searched["White"] * people[group] / both
        return top / bottom
