"""An independent count of real places' files: csv, json, pandas and shapely, nothing of ours."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import shapely

LSOA_11_21 = (
    "LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv"
)
LSOA_21_WARD = "LSOA_(2021)_to_Electoral_Ward_(2024)_to_LAD_(2024)_Best_Fit_Lookup_in_EW.csv"
LAD_CSP = "lookup_ltla24_csp24_pfa24.csv"
RESIDENTS = "population_lsoa21_2011_2022.parquet"
ASB = "Anti-social behaviour"

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def slug(published: str) -> str:
    """'Anti-social behaviour' as anti_social_behaviour."""
    return re.sub("[^a-z0-9]+", "_", published.lower()).strip("_")


def months_up_to(last: str, count: int) -> list[str]:
    """So many months as YYYY-MM, oldest first, ending with the last."""
    end = pd.Period(last, freq="M")
    return [str(end - back) for back in reversed(range(count))]


@dataclass(frozen=True)
class Lookups:
    """Which ward and district an LSOA lies in, from the two ONS files."""

    folder: Path

    @cached_property
    def of_lsoa(self) -> dict[str, Row]:
        return {row["LSOA21CD"]: row for row in rows_of(self.folder / LSOA_21_WARD)}

    @cached_property
    def of_2011(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in rows_of(self.folder / LSOA_11_21):
            found.setdefault(row["LSOA11CD"], []).append(row["LSOA21CD"])
        return found

    def names(self, district: str) -> set[str]:
        return {row["LAD24NM"] for row in self.of_lsoa.values() if row["LAD24CD"] == district}

    def lsoas(self, district: str) -> set[str]:
        return {code for code, row in self.of_lsoa.items() if row["LAD24CD"] == district}

    def wards(self, district: str) -> dict[str, str]:
        rows = [row for row in self.of_lsoa.values() if row["LAD24CD"] == district]
        return {row["WD24CD"]: row["WD24NM"] for row in rows}


@dataclass(frozen=True)
class Outlines:
    """LSOA polygons of some GeoJSON files."""

    files: tuple[Path, ...]

    @cached_property
    def _drawn(self) -> tuple[list[str], shapely.STRtree]:
        features = [
            feature
            for path in self.files
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        ]
        features.sort(key=lambda one: one["properties"]["LSOA21CD"])
        shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
        return [one["properties"]["LSOA21CD"] for one in features], shapely.STRtree(shapes)

    def codes_of(self, points: Iterable[tuple[float, float]]) -> dict[tuple[float, float], str]:
        """Each point's LSOA; on a shared line, that of the lowest code."""
        codes, tree = self._drawn
        places = list(points)
        of_point, of_area = tree.query(shapely.points(places), predicate="intersects")
        found: dict[tuple[float, float], str] = {}
        for point, area in sorted(zip(of_point.tolist(), of_area.tolist(), strict=True)):
            found.setdefault(places[point], codes[area])
        return found


def place_of(row: Mapping[str, str]) -> tuple[float, float] | None:
    return (float(row["Longitude"]), float(row["Latitude"])) if row["Longitude"] else None


@dataclass(frozen=True)
class ForceFiles:
    """One force's monthly files: what each kind holds, and where its crimes lie."""

    folder: Path
    lookups: Lookups
    outlines: Outlines

    def _kind(self, kind: str) -> list[Row]:
        """Rows of a kind in the order of the months, each with the month of its file."""
        paths = sorted(self.folder.glob(f"*/*-{kind}.csv"))
        return [{**row, "file month": path.name[:7]} for path in paths for row in rows_of(path)]

    @cached_property
    def street(self) -> list[Row]:
        return self._kind("street")

    @cached_property
    def outcomes(self) -> list[Row]:
        return self._kind("outcomes")

    @cached_property
    def searches(self) -> list[Row]:
        return self._kind("stop-and-search")

    @cached_property
    def crimes(self) -> list[Row]:
        """Street rows with a repeated Crime ID of one month left out; ASB rows all stay."""
        seen: set[tuple[str, str]] = set()
        kept = []
        for row in self.street:
            key = (row["Month"], row["Crime ID"])
            if not row["Crime ID"] or key not in seen:
                kept.append(row)
            seen.add(key)
        return kept

    @cached_property
    def placed(self) -> list[tuple[Row, str | None]]:
        """Crimes, each with its LSOA of 2021: by point, else by the code given."""
        points = {place for row in self.crimes if (place := place_of(row))}
        found = self.outlines.codes_of(points)
        return [(row, found.get(place_of(row)) or self._by_code(row)) for row in self.crimes]  # type: ignore[arg-type]

    def _by_code(self, row: Row) -> str | None:
        code = row["LSOA code"]
        if code in self.lookups.of_lsoa:
            return code
        after = self.lookups.of_2011.get(code, [])
        return after[0] if len(after) == 1 else None

    def counts(self, district: str) -> Counter[tuple[str, str, str]]:
        """Crimes of a district by (category, month, ward)."""
        counts: Counter[tuple[str, str, str]] = Counter()
        for row, lsoa in self.placed:
            area = self.lookups.of_lsoa.get(lsoa) if lsoa else None
            if area and area["LAD24CD"] == district:
                counts[slug(row["Crime type"]), row["Month"], area["WD24CD"]] += 1
        return counts


def published_counts(path: Path, lookups: Lookups) -> Counter[tuple[str, str, str]]:
    """Published counts by LSOA, by (category, month, ward)."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows_of(path):
        ward = lookups.of_lsoa[row["lsoa_code"]]["WD24CD"]
        counts[slug(row["category"]), row["month"], ward] += int(row["crime_count"])
    return counts


def mps_counts(path: Path) -> Counter[tuple[str, str, str]]:
    """The Metropolitan Police's counts, by (major/minor category, month, area code)."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows_of(path):
        texts = (
            row.get("majortext") or row["major_category"],
            row.get("minortext") or row["minor_category"],
        )
        category = "/".join(map(slug, texts))
        month = f"{row['month'][:4]}-{row['month'][4:]}"
        counts[category, month, row.get("wardcode") or row["lsoa_code"]] += int(row["count"])
    return counts


def with_majors(by_minor: Mapping[str, int]) -> dict[str, int]:
    """Counts by major/minor category, and by major category too."""
    added: Counter[str] = Counter(by_minor)
    for category, count in by_minor.items():
        added[category.split("/")[0]] += count
    return dict(added)


def sums(
    counts: Mapping[tuple[str, str, str], int], part: int, months: Iterable[str]
) -> dict[str, int]:
    """Counts of some months, added by category (0) or ward (2)."""
    wanted = set(months)
    added: Counter[str] = Counter()
    for key, count in counts.items():
        if key[1] in wanted:
            added[key[part]] += count
    return dict(added)


def residents(path: Path, lsoas: Iterable[str], year: int) -> int:
    table = pd.read_parquet(path, columns=["LSOA 2021 Code", f"Mid-{year}: Population"])
    mine = table[table["LSOA 2021 Code"].isin(set(lsoas))]
    return int(mine[f"Mid-{year}: Population"].sum())
