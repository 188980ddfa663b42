"""A plan's folder: read whole, or refused with every fault and where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from unit.plan.small_plan import ACTIONS, PLAN, PRIORITIES, write_small_plan
from wardmote.errors import ConfigurationError
from wardmote.plan.folder import append_record, read_plan, record_toml
from wardmote.plan.folder.tables import read_tables
from wardmote.plan.records import TABLES, Action, Board, Promise, Reading, Update
from wardmote.plan.records.history import Said
from wardmote.vocabulary.marking import Marking


def faults_of(folder: Path) -> dict[str, str]:
    with pytest.raises(ConfigurationError) as refused:
        read_plan(folder)
    return {fault.where: fault.problem for fault in refused.value.faults}


def test_a_sound_plan_is_read_whole(tmp_path: Path) -> None:
    book = read_plan(write_small_plan(tmp_path))

    assert book.plan.title == "Smallborough partnership plan 2026 to 2029"
    assert [str(year) for year in book.plan.years] == ["2026/27", "2027/28", "2028/29"]
    assert book.one(Board, "asb-group").parent == "board"
    assert [step.id for _, step in book.milestones()] == ["A1.1"]
    assert book.updatable_ids() == ("A1", "A1.1", "P1")


def test_a_folder_without_a_plan_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Begin one: wardmote plan new"):
        read_plan(tmp_path / "plan")


def test_every_fault_of_every_file_comes_in_one_error(tmp_path: Path) -> None:
    write_small_plan(
        tmp_path,
        plan=PLAN.replace("2026-04-01", '"1 April"'),
        priorities=PRIORITIES.replace('limbs = ["a"]', 'limbs = "a"'),
        actions=ACTIONS.replace("due = 2026-12-31", 'dew = "x"', 1),
    )

    assert faults_of(tmp_path) == {
        "plan.toml  plan": "starts must be a date without quotes, such as 2026-09-30",
        "priorities.toml  priority 1 (asb)": 'limbs must be a list, such as ["a", "b"]',
        "actions.toml  action 1 (A1)": "'dew' is not known: perhaps due",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "problem"),
    [
        ("actions", 'lead = "council"', 'lead = "counsil"', "actions.toml  action 1 (A1)",
         "lead: 'counsil' is not known: perhaps council"),
        ("actions", 'actions = ["A1"]', 'actions = ["A9"]', "actions.toml  promise 1 (P1)",
         "actions: 'A9' is not known: use A1"),
        ("actions", 'id = "A1.1"', 'id = "A1.1"\nneeded = "yes"', "actions.toml  action 1 (A1)",
         "milestones[0].needed must be true or false, without quotes"),
        ("actions", "due = 2026-06-30", "due = 2027-06-30", "actions.toml  action 1 (A1)",
         "milestone A1.1 lies outside its action's days"),
        ("actions", "due = 2026-12-31\n\n[[action", "due = 2025-12-31\n\n[[action",
         "actions.toml  action 1 (A1)",
         "due lies before starts; milestone A1.1 lies outside its action's days"),
        ("priorities", 'lead = "asb-group"', "", "priorities.toml  priority 1 (asb)",
         'nobody leads it: give lead or sponsor, or to_be_confirmed = ["lead"]'),
        ("priorities", 'concerns = ["noise"]', "", "priorities.toml  priority 1 (asb)",
         "it came from concerns, and names none"),
        ("priorities", 'why = "Residents put it first."', "", "priorities.toml  priority 1 (asb)",
         "why is missing"),
        ("bodies", 'chair = "Chief executive, Smallborough Council"', 'chair = "Sarah Jones"',
         "bodies.toml  board 1 (board)",
         "chair must be a post or a body: it looks like the name of a person: "
         "give the body or the post"),
        ("bodies", 'id = "police"', 'id = "council"', "bodies.toml  body 2 (council)",
         "the id council is taken: bodies.toml  body 1 (council)"),
        ("plan", "ends = 2029-03-31", "ends = 2029-03-31\npredecessor = 'Plan 2023'\n"
         "predecessor_ended = 2026-04-30", "plan.toml  plan",
         "the plan before ends on or after the day on which this one starts"),
        ("plan", "ends = 2029-03-31", "ends = 2029-03-31\npredecessor = 'Plan 2023'\n"
         "predecessor_ended = 2026-04-01", "plan.toml  plan",
         "the plan before ends on or after the day on which this one starts"),
        ("plan", "[plan]", "[[plann]]\nx = 1\n[plan]", "plan.toml",
         "'[[plann]]' is not known: perhaps [[plan]] or [[claim]]"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, where: str, problem: str
) -> None:
    from unit.plan.small_plan import FILES

    assert old in FILES[f"{file}.toml"]
    write_small_plan(tmp_path, **{file: FILES[f"{file}.toml"].replace(old, new, 1)})

    assert faults_of(tmp_path) == {where: problem}


def test_circles_are_found(tmp_path: Path) -> None:
    two = ACTIONS.replace('lead = "council"', 'lead = "council"\ndepends_on = ["A2"]', 1)
    two += (
        '\n[[action]]\nid = "A2"\ntitle = "B"\npriority = "asb"\nlead = "police"\n'
        'starts = 2026-04-01\ndue = 2026-05-01\ndepends_on = ["A1"]\n'
    )
    write_small_plan(tmp_path, actions=two)

    assert faults_of(tmp_path) == {"depends_on": "goes round in a circle: A1 → A2 → A1"}


def test_an_update_to_something_stopped_is_refused(tmp_path: Path) -> None:
    entry = '[[update]]\nabout = "A1"\nby = "council"\n'
    history = (
        entry + 'on = 2026-06-01\nsays = "stopped"\nstopped_at = "Board"\nstopped_why = "Money"\n'
        + entry + 'on = 2026-07-01\nsays = "on_track"\n'
    )  # fmt: skip
    write_small_plan(tmp_path, history__2026=history)

    assert faults_of(tmp_path) == {
        "history/2026.toml  update 2 (A1)": "A1 was stopped on 2026-06-01"
    }


def test_readings_come_from_a_csv_as_partners_send_it(tmp_path: Path) -> None:
    indicator = """
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
"""
    write_small_plan(tmp_path, indicators=indicator)
    (tmp_path / "readings").mkdir()
    rows = "indicator,starts,ends,value,provider,received_on,revised\n"
    good = 'noise-calls,2026-04-01,2026-06-30,"1,204",council,2026-07-09,yes\n'
    path = tmp_path / "readings" / "council.csv"

    path.write_text("\ufeff" + rows + good, encoding="utf-8")
    reading = read_plan(tmp_path).all(Reading)[0]
    assert (reading.value, reading.revised) == (1204.0, True)

    path.write_text(rows + good.replace("2026-06-30", "30 June") + good.replace("yes", "maybe"))
    assert faults_of(tmp_path) == {
        "readings/council.csv  row 2": "ends cannot be read as a date such as 2026-09-30",
        "readings/council.csv  row 3": "revised cannot be read as yes or no",
    }


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    book = read_plan(write_small_plan(tmp_path / "a"))
    records = [one for held in book.records.values() for one in held]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "all.toml").write_text("\n".join(map(record_toml, records)))

    placed, faults = read_tables(tmp_path / "b" / "all.toml", "all.toml")

    assert faults == []
    assert [one.record for one in placed] == records


def test_the_history_is_only_added_to(tmp_path: Path) -> None:
    write_small_plan(tmp_path)
    path = tmp_path / "history" / "updates.toml"
    first = Update(about="A1", on=TODAY, says=Said.ON_TRACK, by="council")
    append_record(path, first)
    before = path.read_bytes()
    append_record(path, Update(about="P1", on=TODAY, says=Said.NOTE, by="council", so_what='"x"'))

    assert path.read_bytes().startswith(before)
    assert [one.about for one in read_plan(tmp_path).all(Update)] == ["A1", "P1"]


def test_readers_get_only_what_is_marked_for_them(tmp_path: Path) -> None:
    secret = ACTIONS.replace('lead = "council"', 'lead = "council"\nmarking = "partners"', 1)
    book = read_plan(write_small_plan(tmp_path, actions=secret))

    assert book.for_readers(Marking.PUBLIC).all(Action) == ()
    assert len(book.for_readers(Marking.PUBLIC).all(Promise)) == 1
    assert len(book.for_readers(Marking.PARTNERS).all(Action)) == 1


def test_every_kind_of_record_has_one_table() -> None:
    assert len(set(TABLES.values())) == len(TABLES)


TODAY = __import__("datetime").date(2026, 6, 1)
