"""An independent count of Northborough's files, sharing no code with their generator."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl
import shapely

LSOA_11_21 = (
    "LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv"
)
LSOA_21_WARD = "LSOA_(2021)_to_Electoral_Ward_(2024)_to_LAD_(2024)_Best_Fit_Lookup_in_EW.csv"

Row = dict[str, str]


def rows_of(path: Path, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[Row]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def features_of(path: Path) -> list[dict[str, object]]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def polygons_of(path: Path, code: str) -> dict[str, shapely.Geometry]:
    return {
        feature["properties"][code]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features_of(path)
    }


def sheet_rows(path: Path, sheet: str, skip: int) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(path, read_only=True)
    header, *rows = list(book[sheet].iter_rows(min_row=skip + 1, values_only=True))
    return [dict(zip(header, row, strict=True)) for row in rows]


@dataclass(frozen=True)
class Recount:
    """Northborough as someone finds it who has only the folder."""

    folder: Path

    @cached_property
    def months(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "police_uk").iterdir())

    @cached_property
    def street(self) -> list[Row]:
        """Every street row, with the month of its file."""
        return self._police("street")

    @cached_property
    def outcomes(self) -> list[Row]:
        return self._police("outcomes")

    @cached_property
    def searches(self) -> list[Row]:
        return self._police("stop-and-search")

    def _police(self, kind: str) -> list[Row]:
        paths = sorted((self.folder / "police_uk").glob(f"*/*-northshire-{kind}.csv"))
        return [{**row, "file": path.parent.name} for path in paths for row in rows_of(path)]

    @cached_property
    def crimes(self) -> list[Row]:
        """Rows that can be true, each Crime ID once in its month."""
        seen: set[tuple[str, str]] = set()
        kept = []
        for row in self.street:
            if row["Month"] != row["file"] or float(row["Longitude"] or 1) == 0:
                continue
            key = (row["Crime ID"], row["Month"])
            if row["Crime ID"] and key in seen:
                continue
            seen.add(key)
            kept.append(row)
        return kept

    @cached_property
    def lsoa_of_point(self) -> dict[tuple[str, str], str]:
        """LSOA 2021 of every map point, by the published boundaries."""
        points = sorted({(r["Longitude"], r["Latitude"]) for r in self.crimes if r["Longitude"]})
        areas = self.polygons("Lower_layer_Super_Output_Areas_December_2021", "LSOA21CD")
        tree = shapely.STRtree(list(areas.values()))
        places = shapely.points([(float(x), float(y)) for x, y in points])
        where, area = tree.query(places, predicate="within")
        codes = list(areas)
        return {points[i]: codes[a] for i, a in zip(where, area, strict=True)}

    def polygons(self, beginning: str, code: str) -> dict[str, shapely.Geometry]:
        (path,) = (self.folder / "areas").glob(f"{beginning}*.geojson")
        return polygons_of(path, code)

    @cached_property
    def lsoa_changes(self) -> list[Row]:
        return rows_of(self.folder / "areas" / LSOA_11_21)

    @cached_property
    def wards(self) -> dict[str, Row]:
        """Ward and district of each LSOA of 2021."""
        return {r["LSOA21CD"]: r for r in rows_of(self.folder / "areas" / LSOA_21_WARD)}

    @cached_property
    def cells(self) -> Counter[tuple[str, str, str]]:
        """Crimes by LSOA 2021 (empty without a place), published category and month."""
        where = self.lsoa_of_point
        return Counter(
            (
                where[r["Longitude"], r["Latitude"]] if r["Longitude"] else "",
                r["Crime type"],
                r["Month"],
            )
            for r in self.crimes
        )

    def series(self, crime_type: str, areas: set[str]) -> list[int]:
        """Crimes of a published category in LSOAs, month by month."""
        counts = Counter()
        for (lsoa, category, month), count in self.cells.items():
            if category == crime_type and lsoa in areas:
                counts[month] += count
        return [counts[month] for month in self.months]

    @cached_property
    def borough(self) -> set[str]:
        """LSOAs of Northborough."""
        return {code for code, row in self.wards.items() if row["LAD24NM"] == "Northborough"}

    @cached_property
    def residents(self) -> dict[str, int]:
        """Mid-2024 residents by LSOA."""
        (path,) = (self.folder / "population").glob("population_lsoa21_*.csv")
        return {r["LSOA 2021 Code"]: int(r["Mid-2024: Population"]) for r in rows_of(path)}

    @cached_property
    def mappings(self) -> dict[str, dict[str, dict[str, object]]]:
        return {
            path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
            for path in sorted((self.folder / "partners").glob("*.toml"))
        }

    def feed(self, name: str) -> list[dict[str, object]]:
        """Rows of the files that one mapping names, read as it says."""
        source = self.mappings[name]["source"]
        paths = sorted(p for glob in source["files"] for p in (self.folder / "partners").glob(glob))
        if paths[0].suffix == ".xlsx":
            return sheet_rows(paths[0], source["sheet"], source["skip_rows"])
        encoding, delimiter = source.get("encoding", "utf-8-sig"), source.get("delimiter", ",")
        return [r for p in paths for r in rows_of(p, encoding=encoding, delimiter=delimiter)]
