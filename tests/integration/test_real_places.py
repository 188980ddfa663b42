"""Four real places from their raw files, against an independent count of the same files."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from integration import recount
from integration.recount import ASB, ForceFiles, Lookups, Outlines, months_up_to, sums
from wardmote.evidence.cube import cube
from wardmote.evidence.trace import trace_row
from wardmote.publish.editions import Edition
from wardmote.workspace import Workspace

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

AS_OF = date(2026, 11, 22)
BEDFORDSHIRE = {
    "Luton": "E06000032",
    "Bedford": "E06000055",
    "Central Bedfordshire": "E06000056",
}
TOWER_HAMLETS = "E09000030"
PLACES = (*BEDFORDSHIRE, "Tower Hamlets")
LAST = {**dict.fromkeys(BEDFORDSHIRE, "2024-04"), "Tower Hamlets": "2026-03"}
UNBROKEN = {**dict.fromkeys(BEDFORDSHIRE, 36), "Tower Hamlets": 30}
SERIES = {
    **dict.fromkeys(BEDFORDSHIRE, "police_uk/street"),
    "Tower Hamlets": "police_uk_counts/lsoa",
}
ESTIMATED = 2022  # the last year of estimates that the shared data hold


@dataclass(frozen=True)
class Place:
    """One place as Wardmote sees it, and as the files say it is."""

    code: str
    workspace: Workspace
    edition: Edition
    counts: Counter[tuple[str, str, str]]  # (category, month, ward), recounted
    last: str
    series: str

    @property
    def year(self) -> list[str]:
        return months_up_to(self.last, 12)

    @property
    def year_before(self) -> list[str]:
        return months_up_to(self.last, 24)[:12]

    def read(self, name: str) -> Any:
        return json.loads((self.edition.folder / name).read_text(encoding="utf-8"))

    @property
    def held(self) -> dict[tuple[str, str, str], int]:
        """The same from the cube: what every page of the place is made of."""
        evidence = self.workspace.evidence()
        found = evidence.con.execute(
            "SELECT category, strftime(month, '%Y-%m'), ward_code, sum(\"count\")::BIGINT "
            "FROM read_parquet(?) WHERE source || '/' || kind = ? AND district_code = ? "
            "GROUP BY ALL",
            [str(cube(evidence)), self.series, self.code],
        ).fetchall()
        return {(category, month, ward): number for category, month, ward, number in found}

    def table(self, name: str) -> list[list[str]]:
        path = self.edition.folder / "tables" / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))


def wardmote(*words: str | Path, **environment: str) -> str:
    """Runs the command line as a person would; gives what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "wardmote", *map(str, words)],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def area_files(data: Path, *districts: str) -> list[Path]:
    kinds = [
        data / f"areas/{kind}/{one}.geojson" for kind in ("lsoa21", "ward") for one in districts
    ]
    return [data / "areas/lookups", *kinds, data / "population" / recount.RESIDENTS]


@pytest.fixture(scope="session")
def lookups(real_data: Path) -> Lookups:
    return Lookups(real_data / "areas/lookups")


@pytest.fixture(scope="session")
def force(real_data: Path, lookups: Lookups) -> ForceFiles:
    drawn = [real_data / f"areas/lsoa21/{code}.geojson" for code in BEDFORDSHIRE.values()]
    return ForceFiles(real_data / "police_uk/bedfordshire", lookups, Outlines(tuple(drawn)))


@pytest.fixture(scope="session")
def told(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `wardmote ingest --json` printed of Bedfordshire's files, and where it put them."""
    folder = tmp_path_factory.mktemp("bedfordshire") / "Luton"
    wardmote("init", folder, "--area", "Luton")
    paths = [*area_files(real_data, *BEDFORDSHIRE.values()), real_data / "police_uk/bedfordshire"]
    said = wardmote("ingest", *paths, "--workspace", folder, "--as-of", AS_OF.isoformat(), "--json")
    return {**json.loads(said), "workspace": folder}


@pytest.fixture(scope="session")
def place(
    real_data: Path,
    told: dict[str, Any],
    lookups: Lookups,
    force: ForceFiles,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], Place]:
    """Builds a place's workspace and its assessment, the first time that it is asked for."""

    def of_bedfordshire(name: str) -> Workspace:
        first: Path = told["workspace"]
        folder = first.with_name(name.replace(" ", "-"))
        if folder != first:
            Workspace.init(folder, name)
            shutil.copytree(first / "evidence", folder / "evidence")
        return Workspace.open(folder)

    def of_london() -> Workspace:
        workspace = Workspace.init(tmp_path_factory.mktemp("london") / "th", "Tower Hamlets")
        paths = [*area_files(real_data, TOWER_HAMLETS), real_data / "tower_hamlets"]
        workspace.ingest(paths, as_of=AS_OF)
        return workspace

    @cache
    def build(name: str) -> Place:
        if name in BEDFORDSHIRE:
            workspace, counts = of_bedfordshire(name), force.counts(BEDFORDSHIRE[name])
        else:
            workspace = of_london()
            path = next((real_data / "tower_hamlets").glob("police_uk_lsoa_month_category_*.csv"))
            counts = recount.published_counts(path, lookups)
        code = workspace.partnership.area_code
        return Place(
            code, workspace, workspace.assess(as_of=AS_OF), counts, LAST[name], SERIES[name]
        )

    return build


# Rows --------------------------------------------------------------------------------------


def test_every_row_of_bedfordshire_is_accounted_for(
    told: dict[str, Any], force: ForceFiles
) -> None:
    police = {one["kind"]: one for one in told["sources"] if one["source"] == "police_uk"}
    street, outcomes, searches = force.street, force.outcomes, force.searches
    different = {(row["Crime ID"], row["Month"], row["Outcome type"]) for row in outcomes}
    read = {"street": len(street), "outcomes": len(outcomes), "stop-and-search": len(searches)}
    kept = {
        "street": len(force.crimes),
        "outcomes": len(different),
        "stop-and-search": len(searches),  # no id, so equal rows are separate searches
    }

    assert {kind: one["rows_read"] for kind, one in police.items()} == read
    assert {kind: one["accepted"] for kind, one in police.items()} == kept
    assert {kind: one["duplicates"] for kind, one in police.items()} == {
        kind: read[kind] - kept[kind] for kind in read
    }
    assert all(one["quarantined"] == 0 for one in police.values())


def test_bedfordshire_has_the_repeats_that_its_publisher_left_in(force: ForceFiles) -> None:
    # What the other tests compare with, so that a fault in the recount itself is seen.
    searches = [tuple(row.values()) for row in force.searches]
    outcomes = {(row["Crime ID"], row["Month"], row["Outcome type"]) for row in force.outcomes}

    assert len(force.street) - len(force.crimes) == 184
    assert len(force.outcomes) - len(outcomes) == 2_879
    assert len(searches) - len(set(searches)) == 336
    assert sum(1 for row in force.crimes if recount.place_of(row) is None) == 6_381


def test_the_json_of_an_ingest_adds_up(told: dict[str, Any]) -> None:
    names = ("rows_read", "accepted", "quarantined", "duplicates")
    for part in ("sources", "files"):
        rows = [one.get("rows", one) for one in told[part]]
        assert {name: sum(one[name] for one in rows) for name in names} == {
            name: told[name] for name in names
        }
    assert told["rows_read"] == told["accepted"] + told["quarantined"] + told["duplicates"]
    assert (told["evidence_version"], told["changed"]) == ("v000001", True)
    assert told["quarantine_file"] is None
    supplies = [one for one in told["supplies"] if one["supply_id"].startswith("police_uk.street.")]
    assert len(supplies) == 36
    assert sum(one["rows_after"] for one in supplies) == 181_929


def test_rows_without_a_place_or_outside_luton_are_accepted_and_counted(
    told: dict[str, Any], force: ForceFiles, lookups: Lookups
) -> None:
    luton = lookups.lsoas(BEDFORDSHIRE["Luton"])
    searches = {recount.place_of(row) for row in force.searches} - {None}
    found = force.outlines.codes_of(one for one in searches if one)
    of_searches = [
        (recount.place_of(row), found.get(recount.place_of(row)))  # type: ignore[arg-type]
        for row in force.searches
    ]
    # A search comes without an LSOA code: a point outside the held outlines lies beyond them.
    beyond = sum(1 for place, lsoa in of_searches if place and not lsoa)
    beyond += sum(1 for row, lsoa in force.placed if recount.place_of(row) and not lsoa)
    nowhere = 6_381 + sum(1 for place, _ in of_searches if not place)
    outside = sum(1 for _, lsoa in (*of_searches, *force.placed) if lsoa and lsoa not in luton)

    places = told["places"]

    assert places["without_place"] == nowhere
    assert places["beyond_boundaries"] == beyond
    assert places["outside_area"] == outside


# Counts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLACES)
def test_each_category_has_the_counts_of_an_independent_count(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    found = {
        one["category"]: (one["before"], one["after"])
        for one in this.read("findings.json")["findings"]
    }

    before, after = sums(this.counts, 0, this.year_before), sums(this.counts, 0, this.year)

    assert len(found) == 14
    assert found == {category: (before.get(category, 0), after[category]) for category in after}


@pytest.mark.parametrize("name", PLACES)
def test_each_month_of_each_ward_has_the_counts_of_an_independent_count(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)

    assert this.held == this.counts


@pytest.mark.parametrize("name", PLACES)
def test_each_wards_rate_stands_on_an_independent_count(
    place: Callable[[str], Place], lookups: Lookups, real_data: Path, name: str
) -> None:
    this = place(name)
    expected, wards = sums(this.counts, 2, this.year), lookups.wards(this.code)
    header, *rows = this.table("where-map-table")
    rates = {row[header.index("Code")]: float(row[2]) for row in rows}
    path = real_data / "population" / recount.RESIDENTS

    assert set(rates) == set(wards) == set(expected)
    for ward in sorted(wards)[::4]:  # every fourth: reading residents is slow
        lsoas = [one for one, row in lookups.of_lsoa.items() if row["WD24CD"] == ward]
        people = recount.residents(path, lsoas, ESTIMATED)
        assert rates[ward] == pytest.approx(1_000 * expected[ward] / people, abs=0.05001)


@pytest.mark.parametrize("name", PLACES)
def test_rates_stand_on_the_residents_of_the_last_estimate(
    place: Callable[[str], Place], lookups: Lookups, real_data: Path, name: str
) -> None:
    this = place(name)
    path = real_data / "population" / recount.RESIDENTS

    people = recount.residents(path, lookups.lsoas(this.code), ESTIMATED)

    page = (this.edition.folder / "index.html").read_text(encoding="utf-8")
    said = f"residents of mid-{ESTIMATED}, carried forward to {this.last[:4]}"
    assert re.search(rf"{said}(: approximate)? \({people:,} people\)", page)
    header, *rows = this.table("what-was-recorded")
    rates = {row[0]: float(row[header.index("Rate (per 1,000 residents)")]) for row in rows}
    burglaries = sums(this.counts, 0, this.year)["burglary"]
    assert rates["Burglary"] == pytest.approx(1_000 * burglaries / people, abs=0.05001)


def test_published_figures_of_luton_and_tower_hamlets(place: Callable[[str], Place]) -> None:
    # Written down by hand from the files, so that the two counts cannot be wrong together.
    luton, london = (
        {
            one["category"]: (one["before"], one["after"])
            for one in place(name).read("findings.json")["findings"]
        }
        for name in ("Luton", "Tower Hamlets")
    )

    assert luton["burglary"] == (797, 838)
    assert luton["anti_social_behaviour"] == (3_693, 3_559)
    assert london["anti_social_behaviour"] == (11_280, 10_931)
    assert london["burglary"][1] == 2_290


@pytest.mark.parametrize("kind", ["ward", "lsoa"])
def test_every_count_of_the_metropolitan_police_is_kept(
    place: Callable[[str], Place], real_data: Path, kind: str
) -> None:
    evidence = place("Tower Hamlets").workspace.evidence()
    column = {"ward": "ward_code", "lsoa": "lsoa21cd"}[kind]
    found = evidence.con.execute(
        f"SELECT {column}, strftime(month, '%Y-%m'), sum(\"count\")::BIGINT FROM read_parquet(?) "
        "WHERE source = 'mps_counts' AND kind = ? GROUP BY ALL",
        [str(cube(evidence)), kind],
    ).fetchall()

    path = next((real_data / "tower_hamlets").glob(f"mps_{kind}_month_minor_*.csv"))

    assert {(code, month): number for code, month, number in found} == recount.mps_totals(path)


def test_the_settings_can_choose_the_metropolitan_polices_own_series(
    place: Callable[[str], Place], real_data: Path, tmp_path: Path
) -> None:
    workspace = place("Tower Hamlets").workspace
    chosen = replace(workspace.partnership, series="mps_counts/ward")
    path = next((real_data / "tower_hamlets").glob("mps_ward_month_minor_*.csv"))
    by_month: Counter[str] = Counter()
    for (_, month), number in recount.mps_totals(path).items():
        by_month[month] += number
    shutil.copytree(workspace.folder / "evidence", tmp_path / "th" / "evidence")

    edition = Workspace(tmp_path / "th", chosen).assess(as_of=AS_OF)

    totals = [
        sum(by_month[one] for one in months_up_to("2026-02", 24)[part])
        for part in (slice(12, 24), slice(12))
    ]
    assert [f"{number:,}" in edition.answer for number in totals] == [True, True]
    assert "anti-social" not in edition.answer


# Where a number comes from -----------------------------------------------------------------


def test_a_figures_receipt_lists_the_rows_of_each_file(
    place: Callable[[str], Place], real_data: Path
) -> None:
    this = place("Luton")
    expected = Counter(
        {
            f"{month}-bedfordshire-street.csv": number
            for month in (*this.year_before, *this.year)
            if (number := sums(this.counts, 0, [month]).get("burglary"))
        }
    )

    receipt = this.read("provenance.json")["figures"]["change-burglary"]

    street = [one for one in receipt["files"] if one["name"].endswith("-street.csv")]
    assert {one["name"].rsplit("/", 1)[-1]: one["rows"] for one in street} == expected
    for one in street[:3]:
        path = real_data / "police_uk/bedfordshire" / one["name"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == one["sha256"]


@pytest.mark.parametrize("number", [1, 777, 4_000])
def test_a_row_is_traced_to_its_line_in_the_file(
    place: Callable[[str], Place], real_data: Path, number: int
) -> None:
    path = real_data / "police_uk/bedfordshire/2024-03/2024-03-bedfordshire-street.csv"
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    line = recount.rows_of(path)[number - 1]

    (row,) = trace_row(place("Luton").workspace.evidence(), f"{sha256[:10]}:{number}")

    values = row.values
    assert row.file.name.endswith(path.name)
    assert (values["reference"] or "") == line["Crime ID"]
    assert (values["location"] or "") == line["Location"]
    assert (values["area_given"] or "") == line["LSOA code"]
    assert (values["longitude"], values["latitude"]) == recount.place_of(line)
    assert values["category"] == recount.slug(line["Crime type"])


# The page ----------------------------------------------------------------------------------


class Tables(HTMLParser):
    """Every table of a page, by its caption, as rows of text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self._caption, self._rows, self._into = "", [[""]], ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._caption, self._rows = "", []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td"):
            self._rows[-1].append("")
        if tag in ("caption", "th", "td"):
            self._into = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.found[self._caption.strip()] = self._rows
        if tag in ("caption", "th", "td"):
            self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "caption":
            self._caption += data
        elif self._into:
            self._rows[-1][-1] += data


def same_text(cell: str) -> str:
    return " ".join(cell.replace(",", "").split())


@pytest.mark.parametrize("name", PLACES)
def test_the_numbers_on_the_page_are_those_of_its_csvs_and_findings(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    page = (this.edition.folder / "index.html").read_text(encoding="utf-8")
    on_page = sorted(
        [list(map(same_text, row)) for row in rows[1:]] for rows in Tables(page).found.values()
    )
    files = sorted(
        [list(map(same_text, row)) for row in this.table(path.stem)[1:]]
        for path in (this.edition.folder / "tables").glob("*.csv")
    )

    assert len(on_page) == 3
    assert on_page == files
    shown = {row[0]: tuple(row[1:3]) for row in this.table("what-was-recorded")[1:]}
    total = shown.pop("All of these together")
    findings = this.read("findings.json")["findings"]
    assert sorted(shown.values()) == sorted(
        (str(one["before"]), str(one["after"])) for one in findings
    )
    assert total == tuple(str(sum(one[part] for one in findings)) for part in ("before", "after"))


@pytest.mark.parametrize("name", PLACES)
def test_crime_and_anti_social_behaviour_of_each_month_are_in_the_chart_s_csv(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    header, *rows = this.table("month-by-month-table")
    months = months_up_to(this.last, UNBROKEN[name])
    by_month = [sums(this.counts, 0, [month]) for month in months]
    asb = recount.slug(ASB)

    assert header[1:] == ["Recorded crime (number)", "Anti-social behaviour (number)"]
    assert [tuple(map(int, row[1:])) for row in rows] == [
        (sum(one.values()) - one[asb], one[asb]) for one in by_month
    ]


def test_an_edition_is_the_same_bytes_on_the_other_side_of_the_world(
    place: Callable[[str], Place], tmp_path: Path
) -> None:
    this = place("Luton")
    editions = []
    for zone in ("UTC", "Pacific/Auckland"):
        folder = tmp_path / zone.replace("/", "-")
        shutil.copytree(
            this.workspace.folder, folder, ignore=shutil.ignore_patterns("editions", "derived")
        )
        said = wardmote(
            "assess",
            "-w",
            folder,
            "--as-of",
            AS_OF.isoformat(),
            "--evidence-version",
            "1",
            "--json",
            TZ=zone,
        )
        editions.append(Path(json.loads(said)["folder"]))

    files = [
        {
            path.relative_to(one).as_posix(): path.read_bytes()
            for path in one.rglob("*")
            if path.is_file()
        }
        for one in (*editions, this.edition.folder)
    ]

    assert len(files[0]) > 20
    assert set(files[0]) == set(files[1]) == set(files[2])
    assert [name for name in files[0] if files[0][name] != files[1][name]] == []
    assert [name for name in files[0] if files[0][name] != files[2][name]] == []
