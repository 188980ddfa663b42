"""The cycle closes: an assessment tells how last year's plan did, and what people said."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from functional.smallborough import AS_OF, CommandLine, write_lookups, write_police
from unit.plan.small_plan import PLAN, write_small_plan

IN_FORCE = PLAN.replace("2026-04-01", "2025-04-01").replace("2029-03-31", "2028-03-31")
IN_FORCE = IN_FORCE.replace("2026-03-12", "2025-03-12")
ACTIONS = "\n".join(
    f"""
[[action]]
id = "{name}"
title = "{title}"
priority = "asb"
outcomes = ["quiet"]
board = "asb-group"
lead = "council"
starts = 2025-04-01
due = {due}
{marking}
"""
    for name, title, due, marking in (
        ("A1", "Answer noise complaints", "2026-01-31", ""),
        ("A2", "Clear fly-tips", "2026-02-28", ""),
        ("A3", "Light the alley", "2027-12-31", ""),
        ("A4", "Canary operation", "2027-12-31", 'marking = "partners"'),
    )
)
HISTORY = """
[[update]]
about = "A1"
on = 2026-01-20
says = "done"
by = "council"
evidence = "Rota of the night team"
signed_off_by = "Head of service"

[[update]]
about = "A3"
on = 2026-11-01
says = "on_track"
by = "council"

[[update]]
about = "A2"
on = 2026-12-01
says = "done"
by = "council"
evidence = "Said after the day of the assessment"
signed_off_by = "Head of service"
"""
VOICE = """
[[consultation]]
id = "survey"
title = "Residents' survey"
audience = ["residents", "workers"]
topics = ["levels_and_patterns", "priorities"]
method = "By post"
asked = 400
is_representative = true

[[consultation.phases]]
starts = 2026-05-01
ends = 2026-06-30

[[group]]
name = "Night workers"
why_affected = "They walk home late."
approached = "Letter"
consultation = "survey"
why_not_reached = "No reply."
"""


@pytest.fixture
def borough(wardmote: CommandLine, workspace: Path, tmp_path: Path) -> Path:
    sources = write_police(write_lookups(tmp_path / "in"), "2024-10", 24)
    wardmote.ingest(workspace, sources)
    return workspace


def planned(workspace: Path, **changed: str) -> Path:
    files = {"plan": IN_FORCE, "actions": ACTIONS, "history__2026": HISTORY, "voice": VOICE}
    return write_small_plan(workspace / "plan", **{**files, **changed})


def assessed(wardmote: CommandLine, workspace: Path, as_of: str = AS_OF) -> Path:
    done = wardmote("assess", "-w", workspace, "--format", "html", "--json", "--as-of", as_of)
    assert done.status == 0, done.err
    assert isinstance(done.json, dict)
    return Path(done.json["folder"])


def table(edition: Path, name: str) -> list[dict[str, str]]:
    with (edition / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def text_of(edition: Path) -> str:
    return (edition / "index.html").read_text(encoding="utf-8")


def test_without_a_plan_it_says_that_none_is_recorded(wardmote: CommandLine, borough: Path) -> None:
    page = text_of(assessed(wardmote, borough))

    assert "No plan is recorded yet." in page
    assert "Not asked yet." in page


def test_actions_are_counted_as_they_stood_on_the_day_and_only_public_ones(
    wardmote: CommandLine, borough: Path
) -> None:
    planned(borough)

    edition = assessed(wardmote, borough)

    page = text_of(edition)
    assert "Three actions: done 1, on track 1, late 1." in page
    assert "Two actions were due by the end of 2025/26; of these done: 1." in page
    assert "Clear fly-tips: late. It was due by 28 February 2026." in page
    assert [row["Actions"] for row in table(edition, "plan-by-priority")] == ["3"]
    for path in edition.rglob("*"):
        assert path.is_dir() or b"Canary" not in path.read_bytes()


def test_the_statutory_check_of_an_assessment_sees_the_plan_and_the_consultation(
    wardmote: CommandLine, borough: Path
) -> None:
    before = json.loads((assessed(wardmote, borough) / "document.json").read_text("utf-8"))
    planned(borough)

    after = json.loads((assessed(wardmote, borough) / "document.json").read_text("utf-8"))

    assert "Looked for the plan of 2025/26; no plan is recorded yet." in json.dumps(before)
    said = json.dumps(after)
    assert "2025/26: 1 of 3 actions done." in said
    assert "(closed 30 June 2026)" in said
    assert "no plan is recorded yet" not in said


def test_what_people_said_stands_on_the_front_page_with_who_was_not_heard(
    wardmote: CommandLine, borough: Path
) -> None:
    planned(borough)

    page = text_of(assessed(wardmote, borough))

    assert "Noise at night. Asked: 400 in residents&#39; survey. Not heard: night workers." in page
    assert "People were asked what should come first, since 1 April 2025." in page
    assert "they have not been asked for it" not in page


def test_a_consultation_of_an_earlier_cycle_is_not_taken_for_one_of_this(
    wardmote: CommandLine, borough: Path
) -> None:
    planned(borough, voice=VOICE.replace("2026-05", "2024-05").replace("2026-06", "2024-06"))

    page = text_of(assessed(wardmote, borough))

    assert "No consultation since 1 April 2025" in page
    assert "The last was over on 30 June 2024." in page
    assert "they have not been asked for it" in page


def test_a_plan_that_began_this_year_is_not_last_years(
    wardmote: CommandLine, borough: Path
) -> None:
    write_small_plan(borough / "plan")

    page = text_of(assessed(wardmote, borough))

    assert "No plan for 2025/26 is recorded." in page
    assert "due by the end of" not in page


def test_a_plan_with_faults_stops_the_assessment_and_names_them_all(
    wardmote: CommandLine, borough: Path
) -> None:
    planned(borough, actions=ACTIONS.replace('"council"', '"cuoncil"'))

    done = wardmote("assess", "-w", borough, "--format", "html", "--as-of", AS_OF)

    assert done.status != 0
    assert done.err.count("cuoncil") >= 4
    assert not [*(borough / "editions").glob("2*")]


def test_the_same_day_told_again_after_an_update_is_another_edition(
    wardmote: CommandLine, borough: Path
) -> None:
    planned(borough)
    first = assessed(wardmote, borough)
    again = assessed(wardmote, borough)
    planned(borough, history__2026=HISTORY.replace("2026-12-01", "2026-11-02"))

    later = assessed(wardmote, borough)

    assert again == first != later
    assert "Three actions: done 2, on track 1." in text_of(later)
    assert "plan" in json.loads((later / "provenance.json").read_text("utf-8"))
