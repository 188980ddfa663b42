"""An assessment beside an earlier one: beside what was printed, and beside it counted anew."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from functional.smallborough import (
    AS_OF,
    CSP,
    CommandLine,
    crimes,
    write_lookups,
    write_police,
    write_street,
)
from wardmote.errors import AnalysisError, ConfigurationError

THEN = "2025-11-22"
YEARLY = 3 * 4 * 12  # three LSOAs, four of each kind a month


@pytest.fixture
def earlier(wardmote: CommandLine, workspace: Path, tmp_path: Path) -> str:
    """Name of an assessment of the two years to March 2025."""
    sources = write_police(write_lookups(tmp_path / "in"), "2023-04", 24)
    wardmote.ingest(workspace, sources, as_of=THEN)
    return assessed(wardmote, workspace, "--as-of", THEN)["assessment"]


def assessed(wardmote: CommandLine, workspace: Path, *words: str | Path) -> dict:
    done = wardmote("assess", "-w", workspace, "--format", "html", "--json", *words)
    assert done.status == 0, done.err
    assert isinstance(done.json, dict)
    return done.json


def corrected(folder: Path, month: str, more: int) -> Path:
    """A street file of a month again, with more burglaries than it had."""
    extra = crimes(month, of_each=4 + more, kinds=["Burglary"])
    others = crimes(month, kinds=["Drugs", "Vehicle crime"])
    return write_street(folder / "corrected", month, extra + others)


def rows(edition: dict) -> dict[str, dict[str, str]]:
    path = Path(edition["folder"]) / "tables" / "since-earlier-findings.csv"
    with path.open(encoding="utf-8-sig", newline="") as text:
        return {row["What was recorded"]: row for row in csv.DictReader(text)}


@pytest.fixture
def later(wardmote: CommandLine, workspace: Path, earlier: str, tmp_path: Path) -> dict:
    """The assessment of a year later, after January 2025 was corrected."""
    more = write_police(tmp_path / "more", "2025-04", 12)
    wardmote.ingest(workspace, more, corrected(tmp_path, "2025-01", 5), "--scope", "all")
    return assessed(wardmote, workspace, "--as-of", AS_OF, "--since", earlier)


def test_the_figure_as_printed_stands_beside_the_same_months_counted_today(later: dict) -> None:
    burglary, drugs = (rows(later)[one] for one in ("Burglary", "Drugs"))

    assert burglary["Printed then (number)"] == str(YEARLY)
    assert burglary["Same months today (number)"] == str(YEARLY + 3 * 5)
    assert burglary["Last twelve months (number)"] == str(YEARLY)
    assert drugs["Printed then (number)"] == drugs["Same months today (number)"] == str(YEARLY)
    page = (Path(later["folder"]) / "index.html").read_text(encoding="utf-8")
    assert "Burglary was printed as 144; the same twelve months count 159 today." in page


def test_a_figure_counted_anew_leads_to_its_own_files(later: dict) -> None:
    provenance = json.loads((Path(later["folder"]) / "provenance.json").read_bytes())

    anew = provenance["figures"]["restated-change-burglary"]["files"]
    printed = provenance["figures"]["as-printed"]["files"]

    assert sum(one["rows"] for one in anew) == 2 * YEARLY + 3 * 5
    assert [one["name"].split("/")[-1] for one in printed] == ["findings.json"]
    assert provenance["since"]["evidence_version"] == "v000001"


def test_the_statutory_check_sees_the_changes_since(later: dict, earlier: str) -> None:
    page = (Path(later["folder"]) / "index.html").read_text(encoding="utf-8")

    assert "Changes are shown since the assessment of 22 November 2025." in page


def test_what_is_no_longer_held_cannot_be_counted_anew_and_says_why(
    wardmote: CommandLine, workspace: Path, earlier: str, tmp_path: Path
) -> None:
    folder = workspace / "editions" / earlier
    wardmote("init", "again", "--area", CSP, "--name", "Smallborough CSP")
    wardmote.ingest(Path("again"), write_lookups(tmp_path / "only"))
    wardmote.ingest(Path("again"), write_police(tmp_path / "only", "2024-04", 24))

    edition = assessed(wardmote, Path("again"), "--as-of", AS_OF, "--since", folder)

    burglary = rows(edition)["Burglary"]
    assert burglary["Printed then (number)"] == str(YEARLY)
    assert burglary["Same months today (number)"] == "not counted anew"
    assert burglary["Beside the same months today"] == "Not compared"
    assert edition["since"][-1].endswith(
        "Today's evidence does not hold police_uk/street for all of April 2023 to March 2025."
    )


def test_a_rebuild_of_one_day_is_compared_with_what_was_printed_before_a_correction(
    wardmote: CommandLine, workspace: Path, earlier: str, tmp_path: Path
) -> None:
    wardmote.ingest(workspace, corrected(tmp_path, "2025-01", 5), "--scope", "all", as_of=THEN)

    edition = assessed(wardmote, workspace, "--as-of", THEN, "--since", earlier)

    assert "(evidence v000001)" in edition["since"][0]
    assert rows(edition)["Burglary"]["Same months today (number)"] == str(YEARLY + 3 * 5)
    page = (Path(edition["folder"]) / "index.html").read_text(encoding="utf-8")
    assert "Looked for an earlier assessment to show changes since; none is recorded." in page


def test_an_assessment_is_not_compared_with_itself_or_with_a_folder_that_is_none(
    wardmote: CommandLine, workspace: Path, earlier: str
) -> None:
    words = ("assess", "-w", workspace, "--as-of", THEN, "--since")

    itself, none = wardmote(*words, earlier), wardmote(*words, "nowhere")

    assert itself.status == AnalysisError.exit_code
    assert "is not an earlier one" in itself.err
    assert none.status == ConfigurationError.exit_code
    assert "This is not the folder of an assessment." in none.err
    assert [one.name for one in (workspace / "editions").iterdir()] == [earlier]
