"""An update is one action: the rule is asked, and one record is added to the history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from unit.plan.small_plan import write_small_plan
from wardmote.cli import cli
from wardmote.errors import ConfigurationError, TransitionError
from wardmote.plan.folder import read_plan
from wardmote.plan.records import Update
from wardmote.plan.status import Status
from wardmote.plan.updating import Updated, record_update, update_of
from wardmote.workspace import Workspace

TODAY = date(2026, 7, 1)
DONE = {"says": "done", "evidence": "Rota of 1 July", "signed_off_by": "Head of neighbourhoods"}
STOPPED = {"says": "stopped", "stopped_at": "Board of 1 July", "stopped_why": "The grant ended"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_plan(tmp_path)


def told(folder: Path, about: str = "A1", **given: Any) -> Updated:
    values = {"about": about, "on": TODAY, "says": "on_track", "by": "council", **given}
    return record_update(folder, update_of(values), today=TODAY)


def refusal(folder: Path, about: str = "A1", **given: Any) -> list[str]:
    history = sorted(folder.glob("history/*"))
    before = [one.read_bytes() for one in history]
    with pytest.raises(TransitionError) as refused:
        told(folder, about, **given)
    assert [one.read_bytes() for one in sorted(folder.glob("history/*"))] == before
    return [one.problem for one in refused.value.faults]


def test_one_update_is_one_record_more(folder: Path) -> None:
    made = told(folder, what_changed="The night team started.", so_what="Calls are answered.")

    assert made.path == folder / "history" / "updates-2026.toml"
    assert read_plan(folder).all(Update) == (made.update,)
    assert made.standing.last_heard == TODAY


def test_what_was_stopped_takes_only_a_note(folder: Path) -> None:
    assert told(folder, **STOPPED).standing.status is Status.STOPPED

    said = "A1 was stopped on 1 July 2026 by Board of 1 July: only a note"
    assert refusal(folder) == [said]
    assert refusal(folder, "A1.1") == [said]
    assert told(folder, says="note", what_changed="The team moved on.").standing.status is (
        Status.STOPPED
    )


def test_done_needs_evidence_and_then_a_second_post(folder: Path) -> None:
    assert refusal(folder, says="done") == ["something done needs evidence: where can it be seen?"]
    half = told(folder, says="done", evidence="Rota")
    assert half.standing.status is not Status.DONE
    assert "signed_off_by" in half.said[0]
    assert told(folder, **DONE).standing.status is Status.DONE
    assert refusal(folder) == ["A1 is done since 1 July 2026, and signed off: only a note"]


def test_a_move_keeps_the_first_day_on_record(folder: Path) -> None:
    made = told(folder, moved_to=date(2027, 1, 31), moved_why="Hiring took longer")

    assert (made.standing.due_first, made.standing.due) == (date(2026, 12, 31), date(2027, 1, 31))
    assert refusal(folder, moved_to=date(2027, 1, 31), moved_why="Again") == [
        "moved_to is the day that holds already: 31 January 2027"
    ]


@pytest.mark.parametrize(
    ("about", "given", "problem"),
    [
        ("A9", {}, "about: 'A9' is not known: use A1, A1.1, P1"),
        ("A1", {"by": "polise"}, "by: 'polise' is not known: perhaps police"),
        ("A1", {"by": "police"},
         "police does not answer for A1: give on_behalf_of, one of council"),
        ("A1", {"on": date(2026, 7, 2)}, "on lies ahead: it was not said before 1 July 2026"),
        ("A1", {"forecast": date(2026, 6, 30)},
         "forecast lies before the day on which it is said"),
        ("A1", {"moved_to": date(2026, 3, 1), "moved_why": "x"},
         "moved_to lies before it starts: 1 April 2026"),
        ("A1", {"what_changed": "Then Sarah Jones took over"},
         "what_changed names a person: give the body or the post"),
        ("A1", {"so_what": "Ask s.jones@council.example"},
         "so_what holds an e-mail address: give the body or the post"),
        ("A1", {"new_wording": "Other words"}, "only a promise has new_wording"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(
    folder: Path, about: str, given: dict[str, Any], problem: str
) -> None:
    assert refusal(folder, about, **given) == [problem]


def test_all_reasons_come_at_once(folder: Path) -> None:
    assert len(refusal(folder, says="done", new_wording="x", forecast=TODAY, by="police")) == 3


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"says": "stopped"},
         "something stopped needs stopped_at (the deciding meeting) and stopped_why"),
        ({"moved_to": TODAY}, "moved_to and moved_why go together"),
        ({**DONE, "signed_off_by": "Sarah Jones"}, "signed_off_by must be a post or a body: "
         "it looks like the name of a person: give the body or the post"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_is_refused_before_any_rule(
    folder: Path, given: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        told(folder, **given)
    assert [one.problem for one in refused.value.faults] == [problem]


def test_two_updates_of_one_day_are_both_kept_and_it_is_said(folder: Path) -> None:
    told(folder, what_changed="First")
    second = told(folder, by="police", on_behalf_of="council", says="at_risk", why="No building")

    assert second.said == (
        "council said on track of A1 on the same day: both are kept, and the later entry holds.",
    )
    assert len(read_plan(folder).all(Update)) == 2
    assert second.standing.status is Status.AT_RISK


def test_the_command_says_how_it_stands_and_where_it_was_saved(tmp_path: Path) -> None:
    workspace = Workspace.init(tmp_path / "w", "E22999001")
    write_small_plan(workspace.plan_folder)
    run = CliRunner()
    where = ["-w", str(workspace.folder)]

    made = run.invoke(cli, ["plan", "update", "A1", "--status", "on-track", *where])
    assert made.output.splitlines()[1].startswith("Saved in ")
    assert run.invoke(cli, ["plan", "update", *where]).exit_code == 0
    refused = run.invoke(cli, ["plan", "update", "A1", "--status", "done", *where])
    assert isinstance(refused.exception, TransitionError) or refused.exit_code == 15
