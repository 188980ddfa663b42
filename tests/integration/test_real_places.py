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
from integration.recount_searches import Searched, rows_of_archive
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
ESTIMATED = 2022  # the last year of estimates that the shared data hold
ETHNIC_GROUPS = "ethnicity21_lsoa21.csv"
SEARCHES_IN_LONDON = "police_uk/metropolitan_2022-09_2024-08.zip"
CITY_OF_LONDON = "E09000001"  # another force's
HOMES = ("burglary/res_burglary_of_a_home", "burglary/res_burglary_of_unconnected_building")

Counts = Counter[tuple[str, str, str]]  # by (category, month, ward)


@dataclass(frozen=True)
class Counted:
    """A series as the files tell it: its name, its counts, its last month, its months."""

    label: str
    counts: Counts
    last: str
    held: int

    @property
    def year(self) -> list[str]:
        return months_up_to(self.last, 12)

    @property
    def year_before(self) -> list[str]:
        return months_up_to(self.last, 24)[:12]

    def both_years(self, part: int = 0) -> tuple[dict[str, int], dict[str, int]]:
        """Counts of the earlier and the later year, by category (0) or ward (2)."""
        return sums(self.counts, part, self.year_before), sums(self.counts, part, self.year)


@dataclass(frozen=True)
class Place:
    """One place as Wardmote sees it, and as the files say it is."""

    code: str
    workspace: Workspace
    edition: Edition
    crime: Counted
    asb: Counted

    @property
    def asb_is_apart(self) -> bool:
        return self.asb is not self.crime

    @property
    def expected(self) -> dict[str, tuple[int, int]]:
        """Category, major category and minor, to its counts of both years."""
        before, after = self.crime.both_years()
        if self.asb_is_apart:
            before, after = recount.with_majors(before), recount.with_majors(after)
        found = {one: (before.get(one, 0), after.get(one, 0)) for one in {*before, *after}}
        asb = recount.slug(ASB)
        before, after = self.asb.both_years()
        return {**found, asb: (before[asb], after[asb])}

    def held(self, series: str) -> dict[tuple[str, str, str], int]:
        """A series in the cube: what every page of the place is made of."""
        evidence = self.workspace.evidence()
        found = evidence.con.execute(
            "SELECT category, strftime(month, '%Y-%m'), ward_code, sum(\"count\")::BIGINT "
            "FROM read_parquet(?) WHERE source || '/' || kind = ? AND district_code = ? "
            "GROUP BY ALL",
            [str(cube(evidence)), series, self.code],
        ).fetchall()
        return {(category, month, ward): number for category, month, ward, number in found}

    def read(self, name: str) -> Any:
        return json.loads((self.edition.folder / name).read_text(encoding="utf-8"))

    @property
    def findings(self) -> dict[str, tuple[int, int]]:
        return {
            one["category"]: (one["before"], one["after"])
            for one in self.read("findings.json")["findings"]
        }

    @property
    def page(self) -> str:
        return (self.edition.folder / "index.html").read_text(encoding="utf-8")

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
    people = [data / "population" / one for one in (recount.RESIDENTS, ETHNIC_GROUPS)]
    return [data / "areas/lookups", *kinds, *people]


def london(data: Path) -> list[Path]:
    """Outlines of every borough: a search elsewhere in the force is known to lie there."""
    return sorted((data / "areas/lsoa21").glob("E09*.geojson"))


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
        paths = [*area_files(real_data, TOWER_HAMLETS), *london(real_data)]
        paths += [real_data / "tower_hamlets", real_data / SEARCHES_IN_LONDON]
        workspace.ingest(sorted(set(paths)), as_of=AS_OF)
        return workspace

    def of_files() -> tuple[Counted, Counted]:
        folder = real_data / "tower_hamlets"
        (wards,) = folder.glob("mps_ward_month_minor_*.csv")
        (counts,) = folder.glob("police_uk_lsoa_month_category_*.csv")
        crime = Counted("mps_counts/ward", recount.mps_counts(wards), "2026-02", 191)
        asb = recount.published_counts(counts, lookups)
        return crime, Counted("police_uk_counts/lsoa", asb, "2026-03", 30)

    @cache
    def build(name: str) -> Place:
        if name in BEDFORDSHIRE:
            workspace = of_bedfordshire(name)
            counts = force.counts(BEDFORDSHIRE[name])
            crime = asb = Counted("police_uk/street", counts, "2024-04", 36)
        else:
            workspace, (crime, asb) = of_london(), of_files()
        code = workspace.partnership.area_code
        return Place(code, workspace, workspace.assess(as_of=AS_OF), crime, asb)

    return build


@pytest.fixture(scope="session")
def searched(
    real_data: Path, lookups: Lookups, force: ForceFiles
) -> Callable[[str], tuple[Searched, tuple[str, ...]]]:
    """Searches of the last year held in a place's force, and the districts of that force."""
    census = real_data / "population" / ETHNIC_GROUPS

    @cache
    def of(name: str) -> tuple[Searched, tuple[str, ...]]:
        if name in BEDFORDSHIRE:
            year = months_up_to("2024-04", 12)
            rows = [row for row in force.searches if row["file month"] in year]
            searches = Searched(rows, lookups, force.outlines, census)
            return searches, tuple(BEDFORDSHIRE.values())
        rows = rows_of_archive(real_data / SEARCHES_IN_LONDON, months_up_to("2024-08", 12))
        outlines = Outlines(tuple(london(real_data)))
        boroughs = tuple(one.stem for one in london(real_data) if one.stem != CITY_OF_LONDON)
        return Searched(rows, lookups, outlines, census), boroughs

    return of


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
def test_each_finding_has_the_counts_of_an_independent_count(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    found, expected = this.findings, this.expected
    if this.asb_is_apart:
        homes = [expected[one] for one in HOMES]
        assert found.pop("residential_burglary") == tuple(map(sum, zip(*homes, strict=True)))
        minor = {one for one in expected if "/" in one}
        majors = {one for one in expected if "/" not in one and expected[one] != (0, 0)}
        assert len(minor & set(found)) >= 25
        assert majors <= set(found)
    else:
        assert len(found) == 14
        assert set(found) == set(expected)

    assert found == {one: expected[one] for one in found}


@pytest.mark.parametrize("name", PLACES)
def test_each_month_of_each_ward_has_the_counts_of_an_independent_count(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    counts = dict(this.asb.counts)

    assert this.held(this.asb.label) == counts


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
    (path,) = (real_data / "tower_hamlets").glob(f"mps_{kind}_month_minor_*.csv")
    expected: Counter[tuple[str, str]] = Counter()
    for (_, month, area), number in recount.mps_counts(path).items():
        expected[area, month] += number

    assert {(code, month): number for code, month, number in found} == expected


@pytest.mark.parametrize("name", PLACES)
def test_each_wards_rate_and_share_of_the_change_stand_on_an_independent_count(
    place: Callable[[str], Place], lookups: Lookups, real_data: Path, name: str
) -> None:
    this = place(name)
    before, after = this.crime.both_years(2)
    wards = lookups.wards(this.code)
    header, *rows = this.table("where-map-table")
    rates = {row[header.index("Code")]: float(row[2]) for row in rows}
    path = real_data / "population" / recount.RESIDENTS

    assert set(rates) == set(wards) == set(after)
    for ward in sorted(wards)[::4]:  # every fourth: reading residents is slow
        lsoas = [one for one, row in lookups.of_lsoa.items() if row["WD24CD"] == ward]
        people = recount.residents(path, lsoas, ESTIMATED)
        assert rates[ward] == pytest.approx(1_000 * after[ward] / people, abs=0.05001)
    named = {name: (before.get(code, 0), after[code]) for code, name in wards.items()}
    moved = [row for row in this.table("moved-by-ward")[1:] if row[0] in named]
    assert len(moved) >= 5
    assert {row[0]: (int(row[1]), int(row[2])) for row in moved} == {
        row[0]: named[row[0]] for row in moved
    }


@pytest.mark.parametrize("name", PLACES)
def test_rates_stand_on_the_residents_of_the_last_estimate(
    place: Callable[[str], Place], lookups: Lookups, real_data: Path, name: str
) -> None:
    this = place(name)
    path = real_data / "population" / recount.RESIDENTS

    people = recount.residents(path, lookups.lsoas(this.code), ESTIMATED)

    said = f"mid-{ESTIMATED}, carried forward to {this.crime.last[:4]}"
    assert re.search(rf"{said}(: approximate)? \({people:,} people\)", this.page)
    header, *rows = this.table("what-was-recorded")
    (column,) = [place for place, one in enumerate(header) if "ate (per 1,000 residents" in one]
    # A rate that would round to nothing is said in words: it is tested as that it lies below.
    rates = {row[0]: 0.0 if row[column] == "under 0.1" else float(row[column]) for row in rows}
    burglaries = this.expected["burglary"][1]
    assert rates["Burglary"] == pytest.approx(1_000 * burglaries / people, abs=0.05001)


def test_figures_written_down_by_hand_from_the_files(place: Callable[[str], Place]) -> None:
    # So that the two counts cannot be wrong together.
    luton, london = place("Luton").findings, place("Tower Hamlets").findings

    assert luton["burglary"] == (797, 838)
    assert luton["anti_social_behaviour"] == (3_693, 3_559)
    assert london["anti_social_behaviour"] == (11_280, 10_931)
    assert place("Tower Hamlets").asb.both_years()[1]["burglary"] == 2_290


@pytest.mark.parametrize("name", PLACES)
def test_the_answer_gives_the_totals_of_an_independent_count(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    before, after = (sum(one.values()) for one in this.crime.both_years())

    assert f"{after:,}" in this.edition.answer
    assert f"against {before:,} in the twelve months before" in this.edition.answer


def test_the_settings_can_choose_another_series(
    place: Callable[[str], Place], tmp_path: Path
) -> None:
    this = place("Tower Hamlets")
    chosen = replace(this.workspace.partnership, series=this.asb.label)
    evidence = this.workspace.folder / "evidence"
    shutil.copytree(evidence, tmp_path / "th" / "evidence")

    edition = Workspace(tmp_path / "th", chosen).assess(as_of=AS_OF)

    findings = json.loads((edition.folder / "findings.json").read_text(encoding="utf-8"))[
        "findings"
    ]
    before, after = this.asb.both_years()
    assert {one["category"]: (one["before"], one["after"]) for one in findings} == {
        category: (before[category], after[category]) for category in after
    }


# Where a number comes from -----------------------------------------------------------------


def test_a_figures_receipt_lists_the_rows_of_each_file(
    place: Callable[[str], Place], real_data: Path
) -> None:
    this = place("Luton")
    expected = Counter(
        {
            f"{month}-bedfordshire-street.csv": number
            for month in (*this.crime.year_before, *this.crime.year)
            if (number := sums(this.crime.counts, 0, [month]).get("burglary"))
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
    """A cell without what only a page has: thousands' commas, a typographic minus, spacing."""
    return " ".join(cell.replace(",", "").replace("−", "-").split())


@pytest.mark.parametrize("name", PLACES)
def test_every_table_on_the_page_has_the_numbers_of_its_csv(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    on_page = Tables(this.page).found
    resources = this.read("datapackage.json")["resources"]

    assert {one["title"] for one in resources} == set(on_page)
    assert {Path(one["path"]).stem for one in resources} == {
        path.stem for path in (this.edition.folder / "tables").glob("*.csv")
    }
    for one in resources:
        shown = [list(map(same_text, row)) for row in on_page[one["title"]][1:]]
        assert shown == [
            list(map(same_text, row)) for row in this.table(Path(one["path"]).stem)[1:]
        ]


@pytest.mark.parametrize("name", PLACES)
def test_the_table_of_what_was_recorded_has_the_numbers_of_the_findings(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    *shown, total = [tuple(map(int, row[1:3])) for row in this.table("what-was-recorded")[1:]]
    whole = [one for one in this.read("findings.json")["findings"] if one["part_of"] is None]

    assert sorted(shown) == sorted((one["before"], one["after"]) for one in whole)
    assert total == tuple(sum(one.values()) for one in this.crime.both_years())


@pytest.mark.parametrize("name", PLACES)
def test_each_month_of_the_chart_has_the_counts_of_an_independent_count(
    place: Callable[[str], Place], name: str
) -> None:
    this = place(name)
    header, *rows = this.table("month-by-month-table")
    asb = recount.slug(ASB)
    by_month = [sums(this.crime.counts, 0, [one]) for one in months_up_to(this.crime.last, 36)]

    assert this.crime.held >= 36
    assert header[1] == "Recorded crime (number)"
    assert [int(row[1]) for row in rows] == [
        sum(one.values()) - one.get(asb, 0) for one in by_month
    ]
    if not this.asb_is_apart:
        assert [int(row[2]) for row in rows] == [one[asb] for one in by_month]


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


def test_the_change_of_the_metropolitan_polices_system_is_drawn_and_told(
    place: Callable[[str], Place],
) -> None:
    page = place("Tower Hamlets").page

    violence = page[page.index('id="theme-violence"') : page.index('id="theme-sexual')]

    assert "Police changed system" in violence, "the break names the force, not the district"
    assert "CRIS to CONNECT" in violence
    assert "Both years that are compared follow it." in violence


# Searches ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLACES)
def test_searches_and_those_without_a_point_are_those_of_an_independent_count(
    place: Callable[[str], Place],
    searched: Callable[[str], tuple[Searched, tuple[str, ...]]],
    name: str,
) -> None:
    this, (mine, _) = place(name), searched(name)
    here = mine.of_district[this.code]
    said = " ".join(re.sub("<[^>]+>", "", this.page).split())

    assert f"searched people in {name} {here.total():,} times" in said
    assert f"Another {mine.without_point:,} searches of the whole force have no point" in said
    printed = {row[0]: int(row[1]) for row in this.table("search-ratios")[1:]}
    assert printed == {one: here[one] for one in printed}
    assert {"Asian", "Black", "White"} <= set(printed)


@pytest.mark.parametrize("name", PLACES)
def test_ratios_of_the_place_its_force_and_within_districts_are_recomputed(
    place: Callable[[str], Place],
    searched: Callable[[str], tuple[Searched, tuple[str, ...]]],
    name: str,
) -> None:
    this, (mine, districts) = place(name), searched(name)
    header, *rows = this.table("search-ratios-of-the-force")
    printed = {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}

    assert len(printed) == len(districts) + 3
    *groups, silent = header[1:]
    for code in districts:
        called = next(iter(mine.lookups.names(code)))
        of, all_of = mine.of_district[code][""], mine.of_district[code].total()
        assert printed[called][silent] == f"{100 * of / all_of:.0f}%"
        for group in groups:
            said = printed[called][group]
            if said == "too few":
                assert min(mine.of_district[code][one] for one in (group, "White")) < 10
            else:
                assert first(said) == pytest.approx(mine.ratio(group, [code]), rel=0.026)
    for group in groups:
        for row, ratio in (
            (name, mine.ratio(group, [this.code])),
            ("All districts together", mine.ratio(group, districts)),
            ("Within districts", mine.ratio_within(group, districts)),
        ):
            assert first(printed[row][group]) == pytest.approx(ratio, rel=0.026)


def first(printed: str) -> float:
    return float(re.split("[ ;]", printed)[0])


@pytest.mark.parametrize("name", PLACES)
def test_shares_that_found_anything_are_recomputed(
    place: Callable[[str], Place],
    searched: Callable[[str], tuple[Searched, tuple[str, ...]]],
    name: str,
) -> None:
    this, (mine, _) = place(name), searched(name)
    _, *rows = this.table("outcome-rates")
    found = mine.with_outcome(this.code)

    assert {row[0]: int(row[2]) for row in rows} == {row[0]: found[row[0]] for row in rows}
    white = next(int(row[2]) / int(row[1]) for row in rows if row[0] == "White")
    for group, searches, outcomes, *_, apart in rows:
        if group != "White":
            points = 100 * (int(outcomes) / int(searches) - white)
            assert float(apart.split(" ")[0].replace("−", "-")) == pytest.approx(points, abs=0.051)


def test_a_force_whose_files_never_link_an_outcome_is_said_not_to(
    place: Callable[[str], Place],
) -> None:
    page = place("Tower Hamlets").page

    assert "the files never say that an outcome was linked" in page
    assert "never say" not in place("Luton").page
