"""A plan is adopted, excepted, revised and changed by hand, at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from functional.smallborough import CommandLine
from unit.plan.small_plan import ACTIONS, PLAN, write_small_plan

DRAFT = PLAN.replace('state = "adopted"\nadopted_on = 2026-03-12\nadopted_by = "board"\n', "")
DRAFT = DRAFT.replace("[plan]", '[plan]\nstate = "consulting"')
DAY = "2026-03-12"


@pytest.fixture
def plan(workspace: Path) -> Path:
    return write_small_plan(workspace / "plan", plan=DRAFT)


def test_a_plan_is_adopted_whatever_it_lacks_and_what_it_lacks_is_listed(
    wardmote: CommandLine, plan: Path
) -> None:
    excepted = wardmote(
        *("plan", "exception", "Resources are not set out", "--why", "The budget is set in June"),
        *("--who", "council", "--on", DAY, "--put-right-by", "2026-06-30", "--rule", "REG-11d"),
        within=plan.parent,
    )
    done = wardmote("plan", "adopt", "--on", DAY, "--by", "board", within=plan.parent)

    assert (excepted.status, done.status) == (0, 0)
    assert done.out.startswith("Adopted on 2026-03-12. Frozen in plan/adopted/2026-03-12.json\n")
    missing = [line.split()[0] for line in done.out.splitlines() if line.startswith("  ")]
    assert {"REG-05", "REG-11e", "CDA-04(d)"} <= set(missing)
    assert not {"REG-11d", "CDA-04(a)"} & set(missing)
    assert f'adopted_on = {DAY}\nadopted_by = "board"\n' in (plan / "plan.toml").read_text()
    frozen = json.loads((plan / "adopted" / f"{DAY}.json").read_bytes())
    assert "Answer noise complaints within two hours" in json.dumps(frozen)


def test_a_plan_is_adopted_once(wardmote: CommandLine, plan: Path) -> None:
    wardmote("plan", "adopt", "--on", DAY, "--by", "board", within=plan.parent)
    before = (plan / "adopted" / f"{DAY}.json").read_bytes()

    again = wardmote("plan", "adopt", "--on", DAY, "--by", "board", within=plan.parent)

    assert again.status == 10
    assert again.err.startswith("There is a frozen version of that day. Nothing was changed.\n")
    assert "wardmote plan revise" in again.err
    assert (plan / "adopted" / f"{DAY}.json").read_bytes() == before


def test_a_revision_says_what_changed_and_keeps_the_version_before(
    wardmote: CommandLine, plan: Path
) -> None:
    wardmote("plan", "adopt", "--on", DAY, "--by", "board", within=plan.parent)
    more = ACTIONS + (
        '\n[[action]]\nid = "A2"\ntitle = "Train the team"\npriority = "asb"\nlead = "police"\n'
        "starts = 2027-04-01\ndue = 2028-03-31\n"
    )
    (plan / "actions.toml").write_text(more)
    words = ("plan", "revise", "--year", "2027", "--note", "One action added", "--on", "2027-03-02")

    done = wardmote(*words, within=plan.parent)

    assert done.status == 0
    assert "Revised for 2027. Frozen in plan/adopted/2027-03-02.json\n" in done.out
    assert "A2" in done.out
    assert {path.name for path in (plan / "adopted").iterdir()} == {
        *("2026-03-12.json", "2027-03-02.json")
    }
    assert 'note = "One action added"' in (plan / "history" / "revisions.toml").read_text()


def test_a_due_day_that_was_changed_by_hand_is_named_until_it_is_put_back(
    wardmote: CommandLine, plan: Path
) -> None:
    wardmote("plan", "adopt", "--on", DAY, "--by", "board", within=plan.parent)
    moved = ACTIONS.replace("due = 2026-12-31", "due = 2027-03-31", 1)
    (plan / "actions.toml").write_text(moved)

    changed = wardmote("plan", "check", within=plan.parent)
    (plan / "actions.toml").write_text(ACTIONS)
    put_back = wardmote("plan", "check", within=plan.parent)

    assert (
        "Changed by hand since it was adopted:\n"
        "  A1: due was adopted as 2026-12-31, and the files say 2027-03-31: put it back, and "
        "record a move with wardmote plan update A1\n"
    ) in changed.out
    assert "Changed by hand" not in put_back.out


def test_a_plan_that_was_never_adopted_is_not_revised(wardmote: CommandLine, plan: Path) -> None:
    done = wardmote(
        *("plan", "revise", "--year", "2027", "--note", "n", "--on", "2027-03-02"),
        within=plan.parent,
    )

    assert done.status == 10
    assert "the plan was never adopted" in done.err
    assert not (plan / "adopted").exists()
