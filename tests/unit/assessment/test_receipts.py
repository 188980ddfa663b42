"""Receipts: received, late, missing or not held, and never missing where nobody declared."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.assessment.asked import table
from wardmote.assessment.held import (
    Arrival,
    CameOn,
    DataSet,
    Declared,
    KnownSource,
    State,
    arrivals_in,
    arrivals_of,
    known_sources,
    quarters_due,
    read_data_sets,
    receipts,
)
from wardmote.assessment.held.data_sets import prescribed
from wardmote.errors import ConfigurationError
from wardmote.evidence.reader import Evidence
from wardmote.evidence.registers import HeldFile, HeldSupply, as_table
from wardmote.evidence.store import Store
from wardmote.evidence.supplies import Scope, Supply
from wardmote.vocabulary.information_periods import information_period_of
from wardmote.vocabulary.laws import rule

SPRING = information_period_of(date(2026, 4, 1))  # due by 30 September 2026
FIRES = DataSet(
    id="fires",
    title="Deliberate fires",
    authority="Northshire Fire and Rescue Service",
    authority_type="fire",
    rules=("INF-F1", "INF-F2"),
    source="mapped_csv",
    kind="incidents",
    agency="northshire-fire",
    scope="",
    every="month",
    since=date(2026, 1, 1),
)
AFTER = date(2026, 11, 22)


def arrival(month, received_on, *, agency="northshire-fire", rows=10, scope="fires"):
    supply = Supply("mapped_csv", "incidents", agency, Scope(scope), month)
    return Arrival(supply, date.fromisoformat(f"{month}-01"), rows, received_on)


def cell(arrivals, *, data_set=FIRES, as_of=AFTER, came=()):
    declared = Declared((data_set,), tuple(came))
    return receipts(declared, arrivals, as_of=as_of, quarters=[SPRING]).rows[0].cells[0]


QUARTERS = table(
    """
    months that came   | on         | asked on   | state    | because
    4 5 6              | 2026-09-30 | 2026-11-22 | received | 30 rows, complete on 30 September 2026.
    4 5 6              | 2026-10-01 | 2026-11-22 | late     | 30 rows, complete on 1 October 2026, 1 day late.
    4 5                | 2026-07-10 | 2026-11-22 | missing  | No rows of June 2026; it was due by 30 September 2026.
    4 5                | 2026-07-10 | 2026-09-30 | not_held | No rows of June 2026; it is due by 30 September 2026.
    none               | 2026-07-10 | 2026-10-01 | missing  | Nothing of it is here; it was due by 30 September 2026.
    none               | 2026-07-10 | 2026-09-30 | not_held | Nothing of it is here; it is due by 30 September 2026.
    4 5 6              | 2026-10-05 | 2026-10-02 | missing  | Nothing of it is here; it was due by 30 September 2026.
    """  # noqa: E501
)


@pytest.mark.parametrize(("months", "on", "asked_on", "state", "because"), QUARTERS)
def test_a_declared_quarter_is_received_late_missing_or_not_yet_due(
    months, on, asked_on, state, because
):
    came = months.replace("none", "").split()
    arrivals = [arrival(f"2026-0{month}", date.fromisoformat(on)) for month in came]

    found = cell(arrivals, as_of=date.fromisoformat(asked_on))

    assert (found.state, found.because) == (state, because)


def test_the_last_month_to_come_decides_whether_a_quarter_is_late():
    arrivals = [
        arrival("2026-04", date(2026, 6, 1)),
        arrival("2026-05", date(2026, 7, 1)),
        arrival("2026-06", date(2026, 10, 12)),
    ]

    assert cell(arrivals).state is State.LATE
    assert cell(arrivals).received_on == date(2026, 10, 12)


def test_one_supply_a_quarter_is_enough_where_it_is_so_declared():
    arrivals = [arrival("2026-04", date(2026, 8, 1))]

    assert cell(arrivals).state is State.MISSING
    assert cell(arrivals, data_set=replace(FIRES, every="quarter")).state is State.RECEIVED


def test_history_read_in_on_one_day_is_not_late():
    arrivals = [arrival(f"2026-0{month}", AFTER) for month in (4, 5, 6)]

    before = cell(arrivals, data_set=replace(FIRES, since=date(2026, 7, 1)))

    assert cell(arrivals).state is State.LATE
    assert before.state is State.RECEIVED
    assert before.because == "30 rows held; it was not declared to come."


@pytest.mark.parametrize("field", ["since", "until"])
def test_outside_the_declared_quarters_nothing_is_missing(field):
    outside = replace(FIRES, **{field: date(2026, 7, 1) if field == "since" else date(2026, 3, 31)})

    assert cell([], data_set=outside).state is State.NOT_HELD
    assert cell([], data_set=outside).because == (
        "Nothing of it is here; it was not declared to come."
    )


def test_the_first_and_the_last_declared_quarter_count_whole():
    both = replace(FIRES, since=date(2026, 6, 30), until=date(2026, 4, 1))

    assert cell([], data_set=both).state is State.MISSING


def test_a_body_may_say_that_it_came_on_another_day():
    arrivals = [arrival(f"2026-0{month}", date(2026, 10, 30)) for month in (4, 5, 6)]
    said = CameOn("fires", SPRING, date(2026, 9, 2), "Community safety team")

    found = cell(arrivals, came=[said])

    assert found.state is State.RECEIVED
    assert found.because == (
        "30 rows, complete on 2 September 2026 (as Community safety team records)."
    )


def test_what_a_body_says_came_and_nobody_read_in_is_not_the_senders_fault():
    said = CameOn("fires", SPRING, date(2026, 9, 2), "Community safety team")

    found = cell([], came=[said])

    assert found.state is State.NOT_HELD
    assert found.because == (
        "Community safety team records that it came on 2 September 2026; it is not read in here."
    )


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, State.RECEIVED),
        ({"scope": "fires"}, State.RECEIVED),
        ({"scope": "noise"}, State.MISSING),
        ({"agency": "luton-council"}, State.MISSING),
        ({"kind": "counts"}, State.MISSING),
    ],
)
def test_only_its_own_supplies_make_a_data_set(changed, state):
    arrivals = [arrival(f"2026-0{month}", date(2026, 8, 1)) for month in (4, 5, 6)]

    assert cell(arrivals, data_set=replace(FIRES, **changed)).state is state


@given(
    months=st.sets(st.integers(1, 12)),
    received_on=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    as_of=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)
@settings(max_examples=60, deadline=None)
def test_nothing_is_missing_or_late_where_nobody_declared(months, received_on, as_of):
    arrivals = [arrival(f"2026-{month:02d}", received_on) for month in months]

    found = receipts(Declared(), arrivals, as_of=as_of)

    assert {one.state for row in found.rows for one in row.cells} <= {State.NOT_HELD}
    assert {row.rules[0] for row in found.rows} == {one.id for one in prescribed()}
    assert found.not_declared == (("mapped_csv.incidents.northshire-fire",) if months else ())


def undeclared(arrivals):
    return receipts(Declared(), arrivals, as_of=AFTER, quarters=[SPRING]).undeclared


UNDECLARED = table(
    """
    months that came | words
    4 5 6            | Received
    4 6              | Not held: May 2026
    3                | Not held
    1 4              | Received
    """
)


@pytest.mark.parametrize(("months", "words"), UNDECLARED)
def test_what_nobody_declared_is_received_or_not_held(months, words):
    arrivals = [arrival(f"2026-0{month}", AFTER, rows=3) for month in months.split()]

    (row,) = undeclared(arrivals)

    assert (row.title, row.authority) == ("fires (mapped_csv/incidents)", "northshire-fire")
    assert [one.words for one in row.cells] == [words]


def test_what_is_held_stands_once_declared_or_not():
    arrivals = [arrival("2026-04", AFTER), arrival("2026-05", AFTER, agency="luton-council")]

    found = receipts(Declared((FIRES,)), arrivals, as_of=AFTER)

    assert [row.title for row in found.rows if row.is_declared] == ["Deliberate fires"]
    assert [(row.authority, row.newest) for row in found.undeclared] == [
        ("luton-council", date(2026, 5, 1))
    ]


WORDS = table(
    """
    months that came | on         | words
    4 5 6            | 2026-08-01 | Received 1 August 2026
    4 5 6            | 2026-10-12 | Late: 12 October 2026
    4 6              | 2026-08-01 | Missing: May 2026
    none             | 2026-08-01 | Missing
    """
)


@pytest.mark.parametrize(("months", "on", "words"), WORDS)
def test_the_matrix_gives_the_day_and_never_how_many_rows_came(months, on, words):
    came = months.replace("none", "").split()

    found = cell([arrival(f"2026-0{one}", date.fromisoformat(on), rows=3) for one in came])

    assert found.words == words


def test_states_are_those_of_the_register_of_duties():
    assert tuple(State) == rule("INF-00").parameter("states")


def test_each_prescribed_data_set_stands_once_declared_or_not():
    found = receipts(Declared((FIRES,)), [], as_of=AFTER)

    served = [one for row in found.rows for one in row.rules]
    assert sorted(served) == sorted(one.id for one in prescribed())
    assert [row.is_declared for row in found.rows] == [True] + [False] * 10
    assert found.rows[1].authority == "Chief officer of police"


def test_the_sentence_counts_and_accuses_nobody():
    arrivals = [arrival(f"2026-0{month}", date(2026, 8, 1)) for month in (4, 5, 6)]

    found = receipts(Declared((FIRES,)), arrivals, as_of=AFTER)

    assert found.sentence == (
        "1 declared data set over 4 quarters: 1 received, 0 late, 1 missing and 2 not held. "
        "Nobody declared that 10 prescribed data sets would come: not held."
    )
    assert receipts(Declared(), [], as_of=AFTER).sentence == (
        "No data set is declared to come. Nobody declared that 12 prescribed data sets would "
        "come: not held."
    )


def test_a_declaration_that_nothing_ever_matched_is_shown_with_what_may_be_meant():
    misspelt = replace(FIRES, agency="northshire-fires")
    arrivals = [arrival("2026-04", date(2026, 8, 1)), arrival("2026-05", date(2026, 8, 1))]

    found = receipts(Declared((misspelt,)), arrivals, as_of=AFTER)

    assert found.never_came == (
        "fires: nothing of mapped_csv.incidents.northshire-fires was ever read in. Held of that "
        "kind: northshire-fire.",
    )
    assert receipts(Declared((FIRES,)), arrivals, as_of=AFTER).never_came == ()


DUE = table(
    """
    asked on   | quarters that may be late
    2026-09-30 | 2025-07-01 2025-10-01 2026-01-01
    2026-10-01 | 2025-10-01 2026-01-01 2026-04-01
    2026-11-22 | 2025-10-01 2026-01-01 2026-04-01
    2027-01-01 | 2026-01-01 2026-04-01 2026-07-01
    """
)


@pytest.mark.parametrize(("asked_on", "expected"), DUE)
def test_only_quarters_whose_day_has_passed_are_shown(asked_on, expected):
    found = quarters_due(date.fromisoformat(asked_on), number=3)

    assert [one.period_start.isoformat() for one in found] == expected.split()
    assert all(one.due_on < date.fromisoformat(asked_on) for one in found)


def test_what_is_due_next_is_told_apart_from_what_is_missing():
    noise = replace(FIRES, id="noise", title="Noise", agency="luton-council")
    arrivals = [arrival(f"2026-0{month}", date(2026, 11, 1)) for month in (7, 8, 9)]

    found = receipts(Declared((FIRES, noise)), arrivals, as_of=AFTER)

    assert [one.sentence for one in found.next_due] == [
        "Next, by 31 December 2026: July 2026 to September 2026, 1 data set here and 1 awaited."
    ]
    assert found.next_due[0].awaited == ("Noise",)


# What the store tells -------------------------------------------------------------------------


def held(supply, *, rows=10, files="a", version=1):
    return HeldSupply(supply.id, "incidents", rows, files, version)


def file(sha256, on):
    blank = {field.name: 0 if field.type == "int" else "" for field in fields(HeldFile)}
    return HeldFile(**{**blank, "sha256": sha256, "name": "x.csv", "retrieved_on": on})


def test_a_supply_came_on_the_last_day_of_its_files():
    supply = arrival("2026-04", AFTER).supply
    files = {"a": file("a", "2026-08-01"), "b": file("b", "2026-08-09")}

    found = arrivals_of([held(supply, files="a,b")], files)

    assert [(one.month, one.rows, one.received_on) for one in found] == [
        (date(2026, 4, 1), 10, date(2026, 8, 9))
    ]


def test_what_is_not_of_a_month_is_no_quarters_data():
    census = replace(arrival("2026-04", AFTER).supply, period="census-2021")

    assert arrivals_of([held(census)], {"a": file("a", "2026-08-01")}) == ()


@pytest.fixture
def corrected(tmp_path):
    """A store whose one supply came in time and was corrected after its last day."""
    store = Store(tmp_path / "evidence")
    supply = arrival("2026-04", AFTER).supply
    for version, (sha256, on) in enumerate([("a", "2026-08-01"), ("b", "2026-11-02")], 1):
        with store.writing() as writer:
            supplies = [held(supply, files=sha256, version=version)]
            writer.write_whole("files", as_table([file(sha256, on)], HeldFile))
            writer.write_whole("supplies", as_table(supplies, HeldSupply))
            writer.commit(paths=(), rows={})
    return Evidence(store)


def test_a_correction_after_the_last_day_does_not_make_a_supply_late(corrected):
    assert [one.received_on for one in arrivals_in(corrected)] == [date(2026, 8, 1)]


# datasets.toml --------------------------------------------------------------------------------

GOOD = """
[[data_set]]
id = "fires"
title = "Deliberate fires"
authority = "Northshire Fire and Rescue Service"
type = "fire"
rules = ["INF-F1"]
source = "mapped_csv"
kind = "incidents"
agency = "Northshire Fire and Rescue Service"
since = 2025-04-01

[[came]]
data_set = "fires"
quarter = 2026-05-17
on = 2026-08-30
who = "Community safety team"
"""
SOURCES = {
    "mapped_csv": KnownSource(frozenset({"incidents", "counts"})),
    "police_uk": KnownSource(frozenset({"street"}), is_published=True),
}


def read(tmp_path, text):
    path = tmp_path / "datasets.toml"
    path.write_text(text, encoding="utf-8")
    return read_data_sets(path, sources=SOURCES)


def test_a_file_of_data_sets_is_read_with_its_defaults(tmp_path):
    declared = read(tmp_path, GOOD)

    assert declared.data_sets[0].every == "month"
    assert declared.data_sets[0].agency == "northshire-fire-and-rescue-service"
    assert declared.came_on(declared.data_sets[0], SPRING).on == date(2026, 8, 30)


def test_without_the_file_nothing_is_declared(tmp_path):
    assert read_data_sets(tmp_path / "datasets.toml", sources=SOURCES) == Declared()


FAULTS = table(
    """
    instead of             | is written              | fault
    type = "fire"          | type = "fires"          | type must be one of council
    "INF-F1"               | "INF-F9"                | rules: 'INF-F9' is not known: perhaps INF-F
    source = "mapped_csv"  | source = "mapped-csv"   | source 'mapped-csv' is not known: perhaps
    kind = "incidents"     | kind = "incident"       | kind 'incident' is not known: perhaps
    since = 2025-04-01     | since = "2025"          | since must be a date without quotes
    since = 2025-04-01     |                         | since is missing
    data_set = "fires"     | data_set = "fire"       | data_set 'fire' is not known: perhaps fires
    [[came]]               | [[arrived]]             | 'arrived' is not known
    who = "Community safety team" | who = "a@b.uk"   | who must be a body or a post in quotes
    """
)


@pytest.mark.parametrize(("good", "bad", "fault"), FAULTS)
def test_a_wrong_entry_says_what_would_be_right(tmp_path, good, bad, fault):
    with pytest.raises(ConfigurationError) as refused:
        read(tmp_path, GOOD.replace(good, bad, 1))

    assert any(one.problem.startswith(fault) for one in refused.value.faults)
    assert "nothing of the file was used" in str(refused.value)


def test_all_wrong_entries_come_in_one_error(tmp_path):
    text = GOOD.replace("INF-F1", "INF-F9") + GOOD.replace(
        "2025-04-01", "2025-04-01\nuntil = 2024-01-01"
    )

    with pytest.raises(ConfigurationError) as refused:
        read(tmp_path, text)

    assert [(one.where, one.problem.split(":")[0]) for one in refused.value.faults] == [
        ("data_set 1 (fires)", "rules"),
        ("data_set 2 (fires)", "until is before since"),
        ("data_set 2 (fires)", "id 'fires' is given to an earlier one too"),
    ]


def test_what_is_published_for_anybody_does_not_serve_a_duty_to_share(tmp_path):
    text = GOOD.replace('"mapped_csv"', '"police_uk"').replace('"incidents"', '"street"')

    with pytest.raises(ConfigurationError) as refused:
        read(tmp_path, text)

    assert refused.value.faults[0].problem == (
        "police_uk is published for anybody: it does not serve INF-F1. Leave rules out"
    )
    assert read(tmp_path, text.replace('rules = ["INF-F1"]', "")).data_sets[0].rules == ()


def test_the_installed_sources_are_known_with_their_kinds():
    assert known_sources()["police_uk"].kinds >= {"street", "outcomes"}
    assert known_sources()["police_uk"].is_published
    assert not known_sources()["mapped_csv"].is_published
