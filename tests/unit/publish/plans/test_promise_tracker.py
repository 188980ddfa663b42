"""The promise tracker: status by rule, nothing overwritten, every promise with its history."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from unit.publish.plans.sample import ON, as_at, book, cells, row, table, words
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.plan.records.history import Said
from wardmote.plan.records.ids import BodyId
from wardmote.publish.blocks import Paragraph, Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.html import linked_pages
from wardmote.publish.pieces import links_in, plain
from wardmote.publish.plans.feeds import ATOM, promises_atom, promises_csv
from wardmote.publish.plans.promise_page import promise_pages
from wardmote.publish.plans.tracker import LONGEST_LATEST, compose_tracker, tracker_pages
from wardmote.vocabulary.marking import Marking


def with_update(**more: object) -> PlanBook:
    given = {"about": "P1", "on": ON, "says": Said.NOTE, "by": BodyId("council"), **more}
    return book().with_records([records.Update(**given)])  # type: ignore[arg-type]


def test_the_head_counts_every_promise_once() -> None:
    answer = plain(compose_tracker(as_at()).answer)

    assert answer == (
        "Eight promises: done 1, on track 3, not started 1, late 1, no update 1, stopped 1."
    )


def test_what_needs_looking_at_comes_first_and_a_group_of_none_stays() -> None:
    groups = [one for one in compose_tracker(as_at()).blocks if isinstance(one, Section)]

    assert [one.title for one in groups] == [
        "◆ Late: 1", "? No update: 1", "▲ At risk: 0", "■ Stopped: 1", "▶ On track: 3",
        "○ Not started: 1", "● Done: 1",
    ]  # fmt: skip
    [none] = groups[2].blocks
    assert isinstance(none, Paragraph)
    assert none.words == "None."


def test_a_moved_day_stands_beside_the_first_with_its_reason() -> None:
    moved = cells(compose_tracker(as_at()), "promises-on-track", "3.")

    assert moved["By when"] == "was 31 March 2027, now 31 May 2027: The river must be low to dig"


def test_a_new_wording_stands_under_the_adopted_one_with_its_day() -> None:
    header = row(compose_tracker(as_at()), "promises-on-track", "3.").header

    assert header.startswith("3. We will light the river path. (Mill Lane) New wording of 20 Oct")


def test_a_silent_promise_says_how_long_nothing_was_heard() -> None:
    silent = cells(compose_tracker(as_at()), "promises-no-update", "8.")

    assert "Last heard 204 days ago." in silent["Done?"]


def test_done_and_difference_are_two_answers() -> None:
    tested = cells(compose_tracker(as_at()), "promises-done", "5.")

    assert tested["Done?"].startswith("● Done.")
    assert tested["Difference?"].startswith("We cannot measure this, because a test shows")


def test_the_difference_is_that_of_the_tested_measure() -> None:
    noise = cells(compose_tracker(as_at()), "promises-on-track", "1.")["Difference?"]

    assert "41% of 620 (July to September 2025) → 72% of 655" in noise
    assert noise.endswith("aim: 80% (by 31 March 2027). Better.")


def test_a_promise_without_a_concern_or_finding_has_no_source_recorded() -> None:
    assert cells(compose_tracker(as_at()), "promises-stopped", "6.")["Why"] == "No source recorded."


def test_what_is_said_to_be_done_and_not_shown_is_not_done() -> None:
    of = with_update(says=Said.DONE, what_changed="All calls are answered")

    noise = cells(compose_tracker(as_at(of=of)), "promises-on-track", "1.")["Done?"]

    assert "still wanting: evidence and a second person's sign-off." in noise


def test_the_latest_word_is_short_and_its_reply_is_whole() -> None:
    of = with_update(what_changed="word " * 90, reply="The police agree")

    latest = cells(compose_tracker(as_at(of=of)), "promises-on-track", "1.")["Latest"]

    assert latest.count("word") <= LONGEST_LATEST
    assert "… Reply: The police agree." in latest


def test_filters_are_pages_and_each_holds_its_own_promises() -> None:
    pages = tracker_pages(as_at())

    assert list(pages) == [
        "late", "priority-asb", "priority-violence", "priority-reoffending",
        "place-borough-wide", "place-mill-lane", "place-old-town",
    ]  # fmt: skip
    held = [one.header[0] for one in table(pages["place-old-town"], "promises-listed").rows]
    assert held == ["8", "5"]


def test_every_link_of_the_tracker_leads_to_a_page_that_is_there() -> None:
    at = as_at()
    others = {**tracker_pages(at), **promise_pages(at)}
    pages = linked_pages(
        clear_document(compose_tracker(at)),
        {name: clear_document(page) for name, page in others.items()},
    )
    known = {*pages, "promises.csv", "promises.atom"}

    for page in (compose_tracker(at), *others.values()):
        for _, sentence in page.sentences():
            assert {one.address for one in links_in(sentence) if one.is_page} <= known


def test_a_promise_has_its_whole_history_newest_first_and_nothing_is_deleted() -> None:
    said = as_at().updates_about("P3", "A3")
    page = promise_pages(as_at())["promise-p3"]

    days = [one.header for one in table(page, "promise-p3-history").rows]

    assert len(days) == len(said) + 1
    assert (days[0], days[-1]) == ("20 October 2026", "1 May 2026")


def test_what_is_marked_for_partners_is_not_in_a_public_history() -> None:
    of = with_update(what_changed="Operation Lanternfish", marking=Marking.PARTNERS)

    public = words(promise_pages(as_at(of=of))["promise-p1"])

    assert "Lanternfish" not in public
    assert "Lanternfish" in words(promise_pages(as_at(Marking.PARTNERS, of=of))["promise-p1"])


def test_the_csv_has_every_promise_as_it_is_printed() -> None:
    rows = list(csv.DictReader(io.StringIO(promises_csv(as_at()).decode())))

    assert [one["Id"] for one in rows] == ["P2", "P8", "P6", "P1", "P3", "P4", "P7", "P5"]
    printed = cells(compose_tracker(as_at()), "promises-late", "2.")
    assert rows[0]["Done?"] == printed["Done?"]


def test_the_feed_is_atom_newest_first_with_ids_that_never_change() -> None:
    feed = ElementTree.fromstring(promises_atom(as_at()))
    ids = [one.text for one in feed.iter(f"{{{ATOM}}}id")]
    days = [one.findtext(f"{{{ATOM}}}updated") for one in feed.iter(f"{{{ATOM}}}entry")]

    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert len(set(ids)) == len(ids)
    later = ElementTree.fromstring(promises_atom(as_at(of=with_update())))
    assert set(ids) <= {one.text for one in later.iter(f"{{{ATOM}}}id")}


def test_no_promise_names_a_person() -> None:
    """Bodies act: what the tracker prints under "who" is a body of the plan, or several."""
    names = sorted((one.name for one in book().all(records.Body)), key=len, reverse=True)
    for one in book().all(records.Promise):
        name = re.sub("|".join(map(re.escape, names)), "", as_at().lead(one, "accountable"))
        assert not name


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2029, 3, 31)])
def test_the_tracker_of_any_day_of_the_term_can_be_made(on: date) -> None:
    assert compose_tracker(as_at(on=on))


def test_a_plan_without_promises_says_so() -> None:
    bare = PlanBook({**book().records, records.Promise: (), records.Concern: ()}, book().words)
    updates = tuple(one for one in book().all(records.Update) if not one.about.startswith("P"))
    of = PlanBook({**bare.records, records.Update: updates}, bare.words)

    assert plain(compose_tracker(as_at(of=of)).answer) == "No promise is recorded here yet."


def test_a_body_that_is_not_public_is_not_named() -> None:
    hidden = tuple(
        replace(one, marking=Marking.PARTNERS) if one.id == "fire" else one
        for one in book().all(records.Body)
    )
    of = PlanBook({**book().records, records.Body: hidden}, book().words)

    assert cells(compose_tracker(as_at(of=of)), "promises-no-update", "8.")["Who"] == "not public"


def test_a_promises_page_is_cards_on_a_phone_and_names_what_each_update_is_about() -> None:
    page = promise_pages(as_at())["promise-p1"]
    history = table(page, "promise-p1-history")

    assert all(one.as_cards for one in page.tables())
    assert {str(row.cells[0]) for row in history.rows} <= {
        "the promise",
        *(f"action {one.id}" for one in book().all(records.Action)),
    }


def test_what_will_put_it_right_ends_in_one_full_stop_or_goes_on_to_its_day() -> None:
    late = with_update(put_right="New locks.", put_right_by=date(2026, 12, 13))

    page = promise_pages(as_at(of=late))["promise-p1"]

    assert "To put it right: New locks, by 13 December 2026." in words(page)
