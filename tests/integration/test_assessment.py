"""Northborough's assessment, from its raw files to what a Board reads."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from wardmote.assessment import powers
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.compose import assess
from wardmote.evidence.cube import hours
from wardmote.evidence.partnership_area import partnership_area
from wardmote.evidence.reconciliation import reconcile
from wardmote.northborough import write_northborough
from wardmote.northborough.plantable import SearchDisparity
from wardmote.publish.blocks import Section, sentences_of, walk
from wardmote.publish.exhibits import Chart
from wardmote.publish.pieces import plain
from wardmote.publish.strategic.changed import answer
from wardmote.publish.strategic.compose import compose_assessment
from wardmote.publish.strategic.front import MOST_WORDS
from wardmote.publish.strategic.places import moved_by_category
from wardmote.publish.strategic.unplaced import table_of_unplaced
from wardmote.publish.strategic.wording import sentence
from wardmote.publish.tables import Table
from wardmote.workspace import Workspace

AS_OF = date(2026, 11, 22)
FIELDS = {
    "id",
    "theme",
    "category",
    "area",
    "verdict",
    "before",
    "after",
    "ratio",
    "lower",
    "upper",
    "test",
    "evidence",
    "polarity",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("northborough")
    write_northborough(folder / "sources")
    (folder / "sources" / "recorded-crime-csp.csv").write_text(OFFICIAL, encoding="utf-8")
    made = Workspace.init(folder / "workspace", "E22999001", name="Northborough CSP")
    events = (folder / "sources" / "events.toml").read_text(encoding="utf-8")
    (made.folder / "events.toml").write_text(events, encoding="utf-8")
    made.ingest([folder / "sources"], as_of=AS_OF)
    return made


OFFICIAL = """Financial Year,Financial Quarter,Police Force,CSP Name,ONS Code,\
Offence Description,Offence Group,Offence Subgroup,Offence Code,Offence Count
2025/26,1,Northshire,Northborough,E22999001,Burglary,Theft offences,Burglary,28,1000
2025/26,1,Northshire,Northborough,E22999001,Assault,Violence,Violence,8N,1000
2025/26,1,Northshire,Southmere,E22999002,Burglary,Theft offences,Burglary,28,500
"""


@pytest.fixture(scope="module")
def found(workspace: Workspace) -> Assessment:
    return assess(
        workspace.evidence(),
        workspace.partnership,
        as_of=AS_OF,
        events_file=workspace.folder / "events.toml",
    )


def recount(folder: Path, lsoas: set[str], first: str, last: str) -> Counter[str]:
    """Rows of the raw files in these LSOAs, a repeated id counted once, by crime type."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("police_uk/*/*-street.csv")):
        if not first <= path.parent.name <= last:
            continue
        seen: set[str] = set()
        with path.open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                again = row["Crime ID"] in seen and row["Crime ID"] != ""
                seen.add(row["Crime ID"])
                if row["LSOA code"] in lsoas and row["Month"] == path.parent.name and not again:
                    counts[row["Crime type"]] += 1
    return counts


def test_counts_equal_an_independent_recount_of_the_raw_files(
    workspace: Workspace, found: Assessment
) -> None:
    sources = workspace.folder.parent / "sources"
    lookup = next((sources / "areas").rglob("*Ward*.csv"))
    with lookup.open(encoding="utf-8-sig", newline="") as text:
        lsoas = {r["LSOA21CD"] for r in csv.DictReader(text) if r["LAD24CD"] == "E06999001"}

    counts = recount(sources, lsoas, "2025-09", "2026-08")

    ours = {one.measure.title: one.after for one in found.categories}
    assert abs(sum(counts.values()) - sum(ours.values())) <= 10  # the planted impossible rows
    assert ours["Burglary"] == counts["Burglary"]
    assert ours["Shoplifting"] == counts["Shoplifting"]


def test_the_front_page_has_at_most_450_words(found: Assessment) -> None:
    document = compose_assessment(found)
    front = next(one for one in document.blocks if isinstance(one, Section))

    said = [plain(words) for block in walk((front,)) for words in sentences_of(block)]
    for block in walk((front,)):
        if isinstance(block, Table):
            said += [block.caption, *(row.header for row in block.rows)]
            said += [plain(cell) for _, cell in block.cells() if isinstance(cell, str)]
    said.append(plain(document.answer))

    assert sum(len(words.split()) for words in said) <= MOST_WORDS


def test_what_partners_sent_stands_in_the_section_on_method(found: Assessment) -> None:
    sections = [one for one in walk(compose_assessment(found).blocks) if isinstance(one, Section)]
    method = next(one for one in sections if one.id == "basis-and-method")
    tables = {one.id: one for one in walk((method,)) if isinstance(one, Table)}

    received = {row.header: row.cells for row in tables["evidence-received"].rows}

    assert received["istv (mapped_csv/incidents)"] == (
        "Northborough Royal Infirmary",
        *["Received"] * 4,
        "August 2026",
    )
    assert received["treatment-numbers (mapped_csv/counts)"][1:5] == ("Received",) * 4
    assert len(tables["evidence-not-declared"].rows) == 12


def test_every_finding_has_a_sentence_that_its_test_allows(found: Assessment) -> None:
    said = [plain(sentence(one)) for one in found.findings]

    assert len(said) == len(found.findings)
    assert all("nan" not in words.lower() and "None" not in words for words in said)


def test_each_finding_is_there_for_programs_too(workspace: Workspace) -> None:
    edition = workspace.assess(as_of=AS_OF)

    findings = json.loads((edition.folder / "document.json").read_bytes())["findings"]

    assert all(set(one) >= FIELDS for one in findings)
    verdicts = {one["category"]: one["verdict"] for one in findings}
    assert verdicts["vehicle_crime"] == "fell"
    assert verdicts["shoplifting"] == "rose"
    assert verdicts["violence_and_sexual_offences"] == "cannot_say"
    assert sum(edition.verdicts.values()) == sum(1 for one in findings if not one["part_of"])


def test_the_same_evidence_and_date_give_the_same_edition(workspace: Workspace) -> None:
    first = workspace.assess(as_of=AS_OF)

    assert workspace.assess(as_of=AS_OF).folder == first.folder


def test_placed_rows_stand_beside_the_official_total(workspace: Workspace) -> None:
    evidence = workspace.evidence()

    found = reconcile(evidence, partnership_area(evidence, "E22999001"))

    assert [(one.first_month, one.official) for one in found] == [(date(2025, 4, 1), 2000)]
    assert found[0].series == "police_uk/street"
    assert 1_000 < found[0].placed < 3_000
    assert "placed of 2,000 in the official table" in str(found[0])


def test_a_corrected_month_stands_beside_what_was_printed_before_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    copy = Workspace.open(shutil.copytree(workspace.folder, tmp_path / "workspace"))
    printed = copy.assess(as_of=AS_OF, formats=("html",))
    month = workspace.folder.parent / "sources" / "police_uk" / "2026-06"
    original = (month / "2026-06-northshire-street.csv").read_text(encoding="utf-8")
    header, *rows = original.splitlines(keepends=True)
    burglaries = [row for row in rows if ",Burglary," in row]
    gone = set(burglaries[::2])
    corrected = tmp_path / "2026-06-northshire-street.csv"
    kept = [row for row in rows if row not in gone]
    corrected.write_text("".join([header, *kept]), encoding="utf-8")
    copy.ingest([corrected], as_of=AS_OF)

    later = copy.assess(as_of=AS_OF, formats=("html",), since=printed.id)

    with (later.folder / "tables" / "since-earlier-findings.csv").open(
        encoding="utf-8-sig"
    ) as text:
        found = {row["What was recorded"]: list(row.values()) for row in csv.DictReader(text)}
    then = json.loads((printed.folder / "findings.json").read_bytes())["findings"]
    frozen = {one["title"]: one["after"] for one in then}
    assert {title: int(row[1]) for title, row in found.items()} == frozen
    anew = int(found["Burglary"][2])
    assert frozen["Burglary"] - len(gone) <= anew < frozen["Burglary"]  # some lie outside the area
    assert [int(row[1]) for title, row in found.items() if title != "Burglary"] == [
        int(row[2]) for title, row in found.items() if title != "Burglary"
    ]
    assert later.since[0].endswith("1 of the earlier ones has other figures in today's evidence.")


def test_hours_and_weekdays_are_those_of_the_rows_that_have_a_time(workspace: Workspace) -> None:
    evidence = workspace.evidence()
    rows = evidence.con.execute(
        "SELECT source, category, occurred_on, occurred_hour FROM incidents "
        "WHERE occurred_on IS NOT NULL AND occurred_hour IS NOT NULL"
    ).fetchall()
    by_hand = Counter((source, what, day.weekday(), hour) for source, what, day, hour in rows)

    built: Counter[tuple[str, str, int, int]] = Counter()
    for one in pq.read_table(hours(evidence)).to_pylist():
        built[(one["source"], one["category"], one["weekday"], one["hour"])] += one["count"]

    assert built == by_hand
    assert {source for source, *_ in built} == {"mapped_csv"}, "police.uk publishes no hour"
    assert sum(built.values()) > 1_000


def words_of(found: Assessment, section_id: str) -> str:
    """All sentences of one section of the document."""
    document = compose_assessment(found)
    (section,) = (
        one for one in walk(document.blocks) if isinstance(one, Section) and one.id == section_id
    )
    return " ".join(plain(said) for block in walk(section.blocks) for said in sentences_of(block))


def test_hospital_attendances_stay_level_where_recorded_violence_jumps(found: Assessment) -> None:
    (line,) = (one for one in found.partners.lines if one.measure.id == "assault_attendance")
    assert line.finding is not None

    said = words_of(found, "records-istv")

    assert str(line.finding.verdict) == "no_clear_change"
    assert "Northshire Police changed how it records violence" in said
    assert "neither shows why the other is as it is" in said


def test_partners_counts_are_those_of_the_raw_files(
    found: Assessment, workspace: Workspace
) -> None:
    (line,) = (one for one in found.partners.lines if one.measure.id == "deliberate_secondary_fire")
    path = workspace.folder.parent / "sources" / "partners" / "deliberate-fires.csv"
    with path.open(encoding="cp1252", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    months = Counter(
        "-".join(reversed(row["Time of call"][3:10].split("/")))
        for row in {row["Incident number"]: row for row in rows}.values()
        if row["Incident type"].startswith("Deliberate secondary")
    )

    assert line.released.after == sum(
        count for month, count in months.items() if "2025-07" <= month <= "2026-06"
    )
    assert line.released.before == sum(
        count for month, count in months.items() if "2024-07" <= month <= "2025-06"
    )


def test_what_partners_shared_is_not_said_to_be_missing(found: Assessment) -> None:
    document = compose_assessment(found)
    said = " ".join(plain(one) for block in walk(document.blocks) for one in sentences_of(block))

    assert "the emergency department could supply counts" not in said
    assert "public health could supply counts" not in said


def test_a_known_break_is_drawn_and_told_in_the_chapter_of_its_series_alone(
    found: Assessment,
) -> None:
    charts = {
        one.id: one
        for one in walk(compose_assessment(found).blocks)
        if isinstance(one, Chart) and one.id.startswith("change-")
    }
    (violence,) = (one for name, one in charts.items() if "violence" in name)
    (vehicles,) = (one for name, one in charts.items() if "vehicle" in name)

    assert "Northshire Police changed how it records violence" in violence.drawing.wide
    assert "Northshire Police" not in vehicles.drawing.wide
    assert "1 November 2025" in words_of(found, "theme-violence")
    assert "lies in the later of the two years" in words_of(found, "theme-violence")
    assert "Northshire Police changed" not in words_of(found, "theme-neighbourhood-crime")


def test_every_rate_printed_has_its_exact_interval_beside_it(found: Assessment) -> None:
    from scipy.stats import chi2

    (table,) = [one for one in compose_assessment(found).tables() if one.id == "rates"]
    sizes = {"residents, mid-2024": 127_940, "households, census 2021": found.people.households}

    assert len(table.rows) == len(found.categories) + 1
    for row in table.rows:
        count, of, rate, interval = row.cells
        per = 1_000 / sizes[of]
        ends = (chi2.ppf(0.025, 2 * count.value) / 2, chi2.ppf(0.975, 2 * count.value + 2) / 2)
        assert rate.value == pytest.approx(count.value * per)
        assert interval == " to ".join(f"{per * end:.1f}" for end in ends)
    assert {row.header for row in table.rows if row.cells[1].startswith("house")} == {
        "Burglary",
        "Vehicle crime",
    }


def test_levels_over_the_years_are_the_same_for_readers_and_programs(
    workspace: Workspace, found: Assessment
) -> None:
    (table,) = [
        one for one in compose_assessment(found).tables() if one.id == "levels-over-the-years"
    ]
    levels = [one for one in found.levels if one.told or one.is_gradual]
    edition = workspace.assess(as_of=found.as_of).folder
    told = {one["id"]: one for one in json.loads((edition / "findings.json").read_text())["levels"]}

    assert [row.header for row in table.rows] == [one.measure.title for one in levels]
    assert set(told) == {one.id for one in found.levels}
    for row in table.rows:
        one = told[row.cells[2].figure_id]
        *earlier, newest = one["changes"] or [None]
        ends = (newest["before"], newest["after"]) if newest else None
        if one["gradual"]:
            ends = (one["gradual"]["first"], one["gradual"]["last"])
        assert (row.cells[2].value, row.cells[3].value) == ends
        if not one["gradual"]:
            assert row.cells[5].count("(") == len(earlier)
    assert all(len(one["evidence"]["receipt"] or "levels-") >= 7 for one in told.values())


def test_a_total_over_a_change_of_recording_says_first_that_its_two_years_do_not_compare(
    found: Assessment,
) -> None:
    said = plain(answer(found))

    assert found.total.change.p is None
    assert said.endswith(
        "in the twelve months before. What was recorded, or how, changed inside the later year, so "
        "the two do not compare."
    )
    table = moved_by_category(found)
    assert table is not None
    assert any("may be no more than that" in plain(note) for note in table.notes)
    method = words_of(found, "basis-and-method")
    assert "quasi-Poisson" in method and "no test" not in method


def test_rows_of_the_force_without_a_place_stand_by_category_and_year(
    workspace: Workspace, found: Assessment
) -> None:
    seen: dict[str, set[str]] = {}
    counts: Counter[tuple[str, bool]] = Counter()
    for path in sorted((workspace.folder.parent / "sources").glob("police_uk/*/*-street.csv")):
        month = path.parent.name
        with path.open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                ids = seen.setdefault(month, set())
                again = row["Crime ID"] and row["Crime ID"] in ids
                ids.add(row["Crime ID"])
                placed = row["Longitude"] or row["LSOA code"] or again or row["Month"] != month
                if month >= "2024-09" and not placed:
                    counts[row["Crime type"], month >= "2025-09"] += 1

    (table,) = table_of_unplaced(found)

    told = {row.header: row.cells for row in table.rows[:-1]}
    assert told == {kind: (counts[kind, False], counts[kind, True]) for kind, _ in counts}
    assert table.rows[-1].cells[1] == sum(found.unplaced.after.values())


def test_the_planted_ratios_of_searches_lie_in_three_of_four_ranges_within_districts(
    found: Assessment,
) -> None:
    assert found.powers is not None
    planted = SearchDisparity().ratios
    held = []
    for one in found.powers.groups:
        assert one.force is not None
        within, together = one.force.within_districts, one.force.force
        assert within.ratio is not None and within.lower is not None and within.upper is not None
        assert together.ratio is not None
        assert together.ratio > within.ratio  # where they live and where police search
        held.append(within.lower <= planted[one.group] <= within.upper)

    # Of one seed: ranges of 95% miss one of twenty.
    assert len(held) == 4
    assert sum(held) >= 3


def test_what_rests_on_the_census_leads_to_its_file(found: Assessment) -> None:
    assert found.powers is not None
    document = compose_assessment(found)
    names = {one.name: one.sha256 for one in document.sources}
    (census,) = (sha256 for name, sha256 in names.items() if "ethnic" in name)

    for figure in ("stop-and-search", "people"):
        (receipt,) = (one for one in document.receipts if one.figure_id == figure)
        assert census in {one.sha256 for one in receipt.counted}, figure


def test_searches_without_a_point_are_those_of_the_files(
    found: Assessment, workspace: Workspace
) -> None:
    assert found.powers is not None
    files = workspace.folder.parent / "sources"
    months = {str(one)[:7] for one in pd.period_range(end="2026-08", periods=12, freq="M")}
    expected = 0
    for path in files.rglob("*-stop-and-search.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            expected += sum(
                1
                for row in csv.DictReader(file)
                if path.name[:7] in months
                and not row["Longitude"]
                and row["Type"] in ("Person search", "Person and Vehicle search")
            )

    assert found.powers.without_point == expected > 0


def test_a_force_without_the_outlines_of_one_district_has_no_ratio(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = workspace.evidence()
    held = powers.held_areas(evidence)
    force = next(iter(held.force_of_district.values()))
    wider = replace(held, force_of_district={**held.force_of_district, "E07999999": force})
    monkeypatch.setattr(powers, "held_areas", lambda evidence: wider)

    area = partnership_area(evidence, workspace.partnership.area_code)
    used = powers.powers_used(evidence, area)

    assert used is not None
    assert used.groups
    assert all(one.force is None for one in used.groups)


def test_a_district_of_another_force_is_no_part_of_the_force(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = workspace.evidence()
    held = powers.held_areas(evidence)
    area = partnership_area(evidence, workspace.partnership.area_code)
    mine = {one: held.force_of_district[one] for one in area.districts}
    others = {one: "E23999999" for one in held.force_of_district if one not in mine}
    apart = replace(held, force_of_district={**others, **mine})
    monkeypatch.setattr(powers, "held_areas", lambda evidence: apart)

    used = powers.powers_used(evidence, area)

    assert others
    assert used is not None
    assert (used.names, used.why_no_force) == ({}, "this area is the whole of its force")
    assert all(one.force is None for one in used.groups)


def test_searches_of_another_force_change_neither_the_months_nor_the_counts(
    found: Assessment, workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(workspace.folder, folder)
    files = sorted((workspace.folder.parent / "sources").rglob("*-stop-and-search.csv"))
    newest = files[-1].read_text(encoding="utf-8")
    late = tmp_path / "2026-09-btp-stop-and-search.csv"
    late.write_text(newest.replace("2026-08-", "2026-09-"), encoding="utf-8")
    same = tmp_path / "2026-08-btp-stop-and-search.csv"
    same.write_text(newest, encoding="utf-8")
    both = Workspace.open(folder)
    both.ingest([late, same], as_of=AS_OF)

    area = partnership_area(both.evidence(), both.partnership.area_code)
    used = powers.powers_used(both.evidence(), area)

    assert found.powers is not None
    assert used is not None
    assert used.by_others > 0
    assert (used.year_ending, used.missing) == (date(2026, 8, 1), ())
    assert used.searches == found.powers.searches
    assert used.without_point == found.powers.without_point
    assert used.groups == found.powers.groups
