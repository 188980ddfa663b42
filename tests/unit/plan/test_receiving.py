"""Readings come in whole or not at all; a revised one is kept beside the earlier one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from unit.plan.small_plan import write_small_plan
from wardmote.cli import cli
from wardmote.errors import SourceError
from wardmote.plan.folder import read_plan
from wardmote.plan.rating import arrivals, rate_indicators
from wardmote.plan.receiving import Received, import_readings
from wardmote.plan.records import Reading
from wardmote.workspace import Workspace

TODAY = date(2026, 11, 22)
INDICATORS = """
[[indicator]]
id = "noise-calls"
title = "Noise complaints"
why = "Noise is the first concern."
numerator = "Complaints of noise"
unit = "count"
polarity = "lower_better"
owner = "council"
frequency = "quarterly"
supplied_by = "council"

[[indicator]]
id = "heard"
title = "People who feel heard"
why = "Trust."
numerator = "People who agree"
denominator = "People who answered"
unit = "share"
polarity = "higher_better"
owner = "council"
frequency = "yearly"
supplied_by = "police"

[[indicator]]
id = "burglary"
title = "Burglary"
why = "Homes."
numerator = "Burglaries"
unit = "count"
polarity = "lower_better"
owner = "police"
frequency = "quarterly"
query = { category = "burglary" }
"""
HEAD = "indicator,starts,ends,value,base,revised,received_on\n"
FIRST = 'noise-calls,01/04/2026,30 June 2026,"1,204",,,2026-07-09\n'
NOT_A_NUMBER = "cannot be read as a number such as 1,204 or 48%"
REVISED = "noise-calls,2026-04-01,2026-06-30,1250,,yes,2026-08-09\n"
SHARE = "heard,2026-06-01,2026-06-30,48%,640,,2026-07-09\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_plan(tmp_path / "plan", indicators=INDICATORS)


def taken(folder: Path, rows: str, provider: str = "council") -> Received:
    path = folder.parent / "came.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return import_readings(folder, path, provider=provider, received_on=TODAY, today=TODAY)


def faults(folder: Path, rows: str) -> dict[str, str]:
    with pytest.raises(SourceError) as refused:
        taken(folder, rows)
    assert not (folder / "readings").exists()
    return {one.where: one.problem for one in refused.value.faults}


def test_a_partners_csv_is_taken_with_the_days_and_numbers_that_people_write(folder: Path) -> None:
    found = taken(folder, FIRST + SHARE)

    assert [(one.value, one.base) for one in found.readings] == [(1204, None), (0.48, 640)]
    assert found.readings[0].ends == date(2026, 6, 30)
    assert found.said == ("heard is supplied by police; council gave this.",)
    assert read_plan(folder).all(Reading) == found.readings


def test_a_revised_reading_is_kept_beside_the_earlier_one_and_holds(folder: Path) -> None:
    taken(folder, FIRST)
    found = taken(folder, REVISED)

    assert found.said == ("noise-calls: the earlier reading of that period stays on record.",)
    book = read_plan(folder)
    assert [one.value for one in book.all(Reading)] == [1204, 1250]
    point = rate_indicators(book, on=TODAY)["noise-calls"].this_quarter  # type: ignore[index]
    assert point is not None and point.value == 1250
    assert arrivals(book, on=TODAY)[0].revised == 1


def test_a_revision_that_came_before_what_it_revises_is_refused(folder: Path) -> None:
    early = REVISED.replace("2026-08-09", "2026-07-01")

    assert faults(folder, FIRST + early) == {
        "came.csv  row 3": "it came before the one that it revises"
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("noise,2026-04-01,2026-06-30,9,,,\n",
         "indicator: 'noise' is not known: perhaps noise-calls"),
        ("burglary,2026-04-01,2026-06-30,9,,,\n",
         "burglary is read from the evidence store, not entered"),
        ("heard,2026-04-01,2026-06-30,48,640,,\n", "value lies outside 0 to 1: write 48% as 0.48"),
        ("noise-calls,2026-04-01,2026-06-30,9.5,,,\n",
         "value is not a whole number, and the indicator is a count"),
        ("noise-calls,2026-04-01,2026-06-30,-9,,,\n", "value lies below 0"),
        ("noise-calls,2026-04-01,2026-06-30,9,,,2026-11-23\n",
         "received_on lies after today, 22 November 2026"),
        (REVISED, "it says revised, and no earlier one of that period is held"),
        ("noise-calls,2026-04-01,2026-12-31,9,,,\n", "it was received before its period ended"),
        ("noise-calls,2026-04-01,2026-06-30,=1+1,,,\n", f"value {NOT_A_NUMBER}"),
        ('noise-calls,2026-04-01,2026-06-30,"1,5",,,\n', f"value {NOT_A_NUMBER}"),
        (",2026-04-01,2026-06-30,9,,,\n", "indicator is missing"),
    ],
)  # fmt: skip
def test_a_reading_that_cannot_be_used_is_told_with_its_row(
    folder: Path, row: str, problem: str
) -> None:
    assert faults(folder, SHARE + row) == {"came.csv  row 3": problem}


def test_all_faults_come_at_once_and_good_rows_are_not_saved(folder: Path) -> None:
    found = faults(folder, FIRST + FIRST + "heard,soon,2026-06-30,2,,,\n")

    assert list(found) == ["came.csv  row 4", "came.csv  row 3"]
    assert found["came.csv  row 3"].endswith("give revised = yes if it replaces it")


def test_a_column_that_is_not_known_stops_the_file(folder: Path) -> None:
    path = folder.parent / "x.csv"
    path.write_text("indicator,starts,ends,value,officer\n")
    with pytest.raises(SourceError, match="columns officer are not known"):
        import_readings(folder, path, provider="council", received_on=TODAY, today=TODAY)


def test_what_is_due_and_what_is_late_is_listed(folder: Path) -> None:
    found = {one.indicator.id: one for one in arrivals(read_plan(folder), on=TODAY)}

    assert found["noise-calls"].due_on == date(2026, 7, 28)
    assert found["noise-calls"].is_late
    assert not found["heard"].is_late
    assert "burglary" not in found
    taken(folder, FIRST)
    assert not arrivals(read_plan(folder), on=date(2026, 10, 28))[0].is_late
    assert arrivals(read_plan(folder), on=date(2026, 10, 29))[0].is_late


def test_the_commands_list_add_and_import(tmp_path: Path) -> None:
    workspace = Workspace.init(tmp_path / "w", "E22999001")
    write_small_plan(workspace.plan_folder, indicators=INDICATORS)
    where = ["-w", str(workspace.folder)]
    run = CliRunner()

    period = ["--from", "2026-04-01", "--to", "2026-06-30", "--received", "2026-07-09"]
    added = run.invoke(cli, ["plan", "readings", "add", "noise-calls", "9", *period, *where])
    again = run.invoke(cli, ["plan", "readings", "add", "noise-calls", "9", *period, *where])
    listed = run.invoke(cli, ["plan", "readings", "list", "--on", "2026-10-29", *where])

    status = run.invoke(cli, ["plan", "readings", "status", "--on", "2026-10-29", *where])

    assert "noise-calls: Not rated\n  It has no baseline." in status.output
    assert "1 reading added" in added.output
    assert isinstance(again.exception, SourceError)
    assert listed.output.splitlines()[0].startswith(
        "noise-calls: late, it was due by 28 October 2026 from Smallborough Council. "
        "Held to 30 June 2026"
    )
