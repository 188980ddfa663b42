"""Adoption: never blocked, written down, frozen; and what is changed by hand afterwards."""

from __future__ import annotations

import json
from datetime import date

import pytest

from unit.plan.small_plan import ACTIONS, PLAN, write_small_plan
from wardmote.errors import ConfigurationError
from wardmote.plan.adoption import adopt, record_exception, revise, revision_of
from wardmote.plan.folder import read_plan
from wardmote.plan.frozen import changed_by_hand, changes_since, frozen_versions, read_frozen
from wardmote.plan.records import AdoptionException, Revision
from wardmote.plan.records.ids import BodyId

DAY = date(2026, 3, 12)
DRAFT = """
# What a person wrote here stays.
[plan]  # the cover
title = "Smallborough partnership plan 2026 to 2029"
area = "Smallborough"
starts = 2026-04-01
ends = 2029-03-31
state = "consulting"
summary = "What we will do together to make Smallborough safer."
"""


def adopted(folder, **changed):
    write_small_plan(folder, **({"plan": DRAFT} | changed))
    return adopt(folder, on=DAY, by="board", run_by="Smallborough Council")


def changed(folder):
    return {(one.about, one.field) for one in changed_by_hand(read_plan(folder), versions(folder))}


def versions(folder):
    return frozen_versions(folder)


def test_adoption_is_written_into_the_plan_and_nothing_else_is_touched(tmp_path):
    adopted(tmp_path)
    text = (tmp_path / "plan.toml").read_text(encoding="utf-8")

    assert read_plan(tmp_path).plan.adopted_on == DAY
    assert "# What a person wrote here stays." in text
    assert "[plan]  # the cover\n" in text
    assert "consulting" not in text
    assert (tmp_path / "actions.toml").read_text(encoding="utf-8") == ACTIONS


def test_a_plan_that_lacks_everything_is_adopted_all_the_same_and_asked_about(tmp_path):
    done = adopted(tmp_path)
    missing = {one.id for one in done.missing}

    assert {"REG-11d", "REG-11e", "CON-05", "CDA-04(c)", "REG-05"} <= missing
    assert not {"CDA-04(a)", "REG-11c"} & missing
    assert done.frozen.name == "2026-03-12.json"


def test_a_recorded_exception_is_not_asked_for_again(tmp_path):
    write_small_plan(tmp_path, plan=DRAFT)
    taken = AdoptionException(
        what="Measures",
        why="The survey is in the field.",
        who=BodyId("council"),
        on=DAY,
        put_right_by=date(2026, 6, 30),
        rule="REG-11e",
    )
    record_exception(tmp_path, taken)
    done = adopt(tmp_path, on=DAY, by="board", run_by="Smallborough Council")

    assert "REG-11e" not in {one.id for one in done.missing}
    assert read_plan(tmp_path).all(AdoptionException) == (taken,)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"rule": "REG-99"}, "is not known"),
        ({"put_right_by": date(2026, 1, 1)}, "put_right_by lies before on"),
    ],
)
def test_an_exception_checks_itself(changes, match):
    sound = {
        "what": "x",
        "why": "y",
        "who": BodyId("council"),
        "on": DAY,
        "put_right_by": date(2026, 6, 30),
    }
    with pytest.raises(ConfigurationError, match=match):
        AdoptionException(**(sound | changes))


def test_the_frozen_version_is_the_same_bytes_whenever_it_is_made(tmp_path):
    first, second = adopted(tmp_path / "one").frozen, adopted(tmp_path / "two").frozen

    assert first.read_bytes() == second.read_bytes()
    assert len(read_frozen(first).sha256) == 64
    assert read_frozen(first).values_of("promise")["P1"]["wording"].startswith("We will answer")


def test_a_frozen_version_that_was_changed_is_refused(tmp_path):
    path = adopted(tmp_path).frozen
    path.write_text(path.read_text(encoding="utf-8").replace("two hours", "two days"))

    with pytest.raises(ConfigurationError, match="was changed after it was frozen"):
        frozen_versions(tmp_path)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("due = 2026-12-31\n\n[[action.", "due = 2027-01-31\n\n[[action.", ("A1", "due")),
        ("due = 2026-06-30", "due = 2026-07-31", ("A1.1", "due")),
        ("We will answer every", "We will try to answer every", ("P1", "wording")),
        ("due = 2026-12-31\nwhy", "due = 2027-03-31\nwhy", ("P1", "due")),
    ],
)
def test_an_original_day_or_wording_changed_by_hand_is_found(tmp_path, was, now, expected):
    adopted(tmp_path)
    assert changed(tmp_path) == set()

    assert was in ACTIONS
    (tmp_path / "actions.toml").write_text(ACTIONS.replace(was, now), encoding="utf-8")

    assert changed(tmp_path) == {expected}


def test_what_is_gone_from_the_files_is_found_and_what_is_new_is_no_fault(tmp_path):
    adopted(tmp_path)
    promise = ACTIONS[ACTIONS.index("[[promise]]") :]
    more = ACTIONS.replace(promise, "") + promise.replace('"P1"', '"P2"')
    (tmp_path / "actions.toml").write_text(more, encoding="utf-8")

    assert changed(tmp_path) == {("P1", "")}
    (found,) = changed_by_hand(read_plan(tmp_path), versions(tmp_path))
    assert found.said == (
        "P1 was adopted on 2026-03-12 and is gone from the plan's files: put it back, and record "
        "that it stopped: wardmote plan update P1"
    )


def test_a_move_is_told_how_to_be_recorded(tmp_path):
    adopted(tmp_path)
    moved = ACTIONS.replace("due = 2026-06-30", "due = 2026-07-31")
    (tmp_path / "actions.toml").write_text(moved, encoding="utf-8")
    (found,) = changed_by_hand(read_plan(tmp_path), versions(tmp_path))

    assert found.said == (
        "A1.1: due was adopted as 2026-06-30, and the files say 2026-07-31: put it back, and "
        "record a move with wardmote plan update A1.1"
    )


def test_a_target_changed_by_hand_is_found(tmp_path):
    indicator = """
[[indicator]]
id = "sleep"
title = "Noise complaints at night"
why = "People lose sleep."
numerator = "Complaints between 23:00 and 07:00"
unit = "count"
polarity = "lower_better"
owner = "council"
frequency = "quarterly"
supplied_by = "council"
targets = [{ value = 400, by = 2027-03-31 }]
"""
    adopted(tmp_path, indicators=indicator)
    assert changed(tmp_path) == set()
    softer = indicator.replace("400", "450")
    (tmp_path / "indicators.toml").write_text(softer, encoding="utf-8")

    assert changed(tmp_path) == {("sleep", "targets")}


def test_a_plan_adopted_by_hand_is_frozen_once_and_on_its_own_day_only(tmp_path):
    write_small_plan(tmp_path)
    assert "adopted_on = 2026-03-12" in PLAN

    with pytest.raises(ConfigurationError, match="adopted already"):
        adopt(tmp_path, on=date(2026, 3, 13), by="board", run_by="Council")
    adopt(tmp_path, on=DAY, by="board", run_by="Council")
    with pytest.raises(ConfigurationError, match="frozen version of that day"):
        adopt(tmp_path, on=DAY, by="board", run_by="Council")


def test_a_board_that_is_not_in_the_plan_adopts_nothing(tmp_path):
    write_small_plan(tmp_path, plan=DRAFT)

    with pytest.raises(ConfigurationError, match="no board 'cabinet'"):
        adopt(tmp_path, on=DAY, by="cabinet", run_by="Council")
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == DRAFT
    assert not (tmp_path / "adopted").exists()


def test_a_plan_whose_file_cannot_be_changed_safely_is_left_as_it_was(tmp_path):
    awkward = DRAFT.replace(
        'state = "consulting"\nsummary = "What',
        'summary = """\n[a line that looks like a table]\n"""\nstate = "consulting"\n#',
    )
    write_small_plan(tmp_path, plan=awkward)
    assert read_plan(tmp_path).plan.state == "consulting"

    with pytest.raises(ConfigurationError):
        adopt(tmp_path, on=DAY, by="board", run_by="Council")
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == awkward


def test_a_yearly_revision_has_its_note_and_a_frozen_version(tmp_path):
    adopted(tmp_path)
    before = versions(tmp_path)[-1]
    more = ACTIONS.replace("Night team in post", "Night team of four in post")
    (tmp_path / "actions.toml").write_text(more, encoding="utf-8")
    revise(tmp_path, revision_of(2027, "The night team grew.", date(2027, 3, 2)))
    book = read_plan(tmp_path)

    assert [one.note for one in book.all(Revision)] == ["The night team grew."]
    assert [one.on for one in versions(tmp_path)] == [DAY, date(2027, 3, 2)]
    assert changes_since(book, before) == ("action A1: changed in milestones",)
    held = json.loads((tmp_path / "adopted" / "2027-03-02.json").read_text(encoding="utf-8"))
    assert held["records"]["revision"][0]["note"] == "The night team grew."


@pytest.mark.parametrize(
    ("year", "note", "match"),
    [
        (2026, "x", "no later year"),
        (2029, "x", "no later year"),
        (2027, " ", "change note is missing"),
    ],
)
def test_a_revision_outside_the_term_or_without_a_note_is_refused(tmp_path, year, note, match):
    adopted(tmp_path)

    with pytest.raises(ConfigurationError, match=match):
        revise(tmp_path, revision_of(year, note, date(2027, 3, 2)))
    assert len(versions(tmp_path)) == 1


def test_a_revision_does_not_make_a_changed_day_the_original(tmp_path):
    adopted(tmp_path)
    moved = ACTIONS.replace("due = 2026-06-30", "due = 2026-07-31")
    (tmp_path / "actions.toml").write_text(moved, encoding="utf-8")
    revise(tmp_path, revision_of(2027, "Moved.", date(2027, 3, 2)))

    assert changed(tmp_path) == {("A1.1", "due")}

    (tmp_path / "actions.toml").write_text(ACTIONS, encoding="utf-8")
    assert changed(tmp_path) == set()
