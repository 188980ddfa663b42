"""The partnership plan as a document: 21 parts, each record findable, gaps said aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from unit.plan.small_plan import write_small_plan
from unit.publish.plans.sample import ON, as_at, book, cells, table, words
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import read_plan
from wardmote.publish.blocks import Callout, Points
from wardmote.publish.plans.partnership import compose_plan
from wardmote.publish.plans.partnership.chapters import written
from wardmote.publish.plans.wording import TO_BE_CONFIRMED, anchor
from wardmote.vocabulary.marking import Marking

PARTS = [
    "foreword", "legal-basis", "context", "how-developed", "residents", "previous-plan", "drivers",
    "principles", "priorities", "confidence", "limbs", "governance", "resources", "performance",
    "engagement", "alignment", "equality", "risk", "statutory-check", "annexes", "revisions",
]  # fmt: skip
ANCHORS = {
    "priority": records.Priority, "action": records.Action, "promise": records.Promise,
    "indicator": records.Indicator, "concern": records.Concern, "driver": records.Driver,
    "principle": records.Principle, "theme": records.CrossCuttingTheme, "board": records.Board,
    "body": records.Body, "decision": records.Decision, "project": records.Project,
    "order": records.SpaceOrder, "claim": records.Claim, "outcome": records.Outcome,
    "external-plan": records.ExternalPlan, "consultation": records.Consultation,
    "funding": records.Funding, "risk": records.Risk,
}  # fmt: skip


def test_the_plan_has_its_21_parts_in_order() -> None:
    assert [one.id for one in compose_plan(as_at()).blocks] == PARTS


def test_every_record_has_an_anchor_that_tells_its_place() -> None:
    document = compose_plan(as_at(Marking.PARTNERS))
    anchors = {part.id for part in document.parts_with_ids()}
    anchors |= {row.id for table in document.tables() for row in table.rows}

    for kind, record in ANCHORS.items():
        for one in book().all(record):
            assert anchor(kind, one.id) in anchors, one  # type: ignore[attr-defined]


def test_a_plan_with_nothing_in_it_still_says_all_21_parts(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(
        '[plan]\ntitle = "T"\narea = "A"\nstarts = 2026-04-01\nends = 2029-03-31\n'
        'state = "drafting"\nsummary = "S"\n'
    )
    empty = as_at(of=read_plan(tmp_path))

    document = compose_plan(empty)

    assert [one.id for one in document.blocks] == PARTS
    assert "No priority is recorded yet." in words(document)
    assert "No concern is recorded yet." in words(document)
    assert "The foreword is not written yet." in words(document)


def test_what_no_source_gives_is_to_be_confirmed_and_what_nobody_gave_is_not_given() -> None:
    document = compose_plan(as_at())

    assert cells(document, "boards", "Reducing")["Chair"] == TO_BE_CONFIRMED
    assert cells(document, "boards", "Full Council")["Remit"] == "not given"


def test_a_concern_leads_to_where_the_plan_takes_it_up_or_is_a_gap() -> None:
    document = compose_plan(as_at())

    column = "Where the plan takes it up"
    noise, shops = (cells(document, "concerns", one)[column] for one in ("1", "4"))
    assert noise == "Priority: Trouble on our streets; Action A1; Promise P1"
    assert shops == "nowhere yet: a gap"
    answer = cells(document, "concerns", "4")["What came of it"]
    assert answer == "No answer recorded yet."


def test_two_dates_of_one_consultation_are_both_on_record() -> None:
    callouts = [one for one in compose_plan(as_at()).all_blocks() if isinstance(one, Callout)]

    [two] = [one for one in callouts if one.title == "Two dates are on record"]
    assert "30 November 2025" in str(two.paragraphs)
    assert "15 December 2025" in str(two.paragraphs)


def test_nothing_for_partners_stands_in_the_public_plan() -> None:
    public = words(compose_plan(as_at()))
    partners = words(compose_plan(as_at(Marking.PARTNERS)))

    for secret in ("Lanternfish", "Covert work", "Bicycle theft", "Night-time fund", "staffed"):
        assert secret not in public
        assert secret in partners


def test_a_priority_for_partners_is_no_column_of_a_public_matrix() -> None:
    hidden = [
        replace(one, marking=Marking.PARTNERS) if one.id == "violence" else one
        for one in book().all(records.Priority)
    ]
    of = PlanBook({**book().records, records.Priority: tuple(hidden)}, book().words)

    assert "Violence and harm" not in words(compose_plan(as_at(of=of)))
    headers = [
        column.header for table in compose_plan(as_at(of=of)).tables() for column in table.columns
    ]
    assert not any("Violence and harm" in one for one in headers)


def test_a_priority_by_direction_says_who_why_and_what_speaks_against_it() -> None:
    said = words(compose_plan(as_at()))

    assert "Regional probation director, 18 December 2025" in said
    assert "none recorded" in said


def test_in_a_hold_the_plan_says_that_nothing_new_is_published() -> None:
    hold = records.Hold(starts=date(2026, 11, 1), ends=date(2026, 11, 30), why="Election.")
    of = PlanBook({**book().records, records.Hold: (hold,)}, book().words)

    first = compose_plan(as_at(of=of)).blocks[0]

    assert isinstance(first, Callout)
    assert "Election." in str(first.paragraphs)


def test_the_version_changes_with_the_records_that_the_readers_may_have() -> None:
    other_streams = [replace(one, stream="Another stream") for one in book().all(records.Funding)]
    of = PlanBook({**book().records, records.Funding: tuple(other_streams)}, book().words)

    assert as_at(of=of).version == as_at().version
    other = as_at(Marking.PARTNERS, of=of)
    assert other.version != as_at(Marking.PARTNERS).version


def test_a_dash_in_a_field_is_a_thing_not_given(tmp_path: Path) -> None:
    boards = '[[board]]\nid = "x"\nname = "X"\nkind = "subgroup"\nremit = "-"\nparent = "board"\n'
    of = read_plan(write_small_plan(tmp_path, more=boards))

    assert cells(compose_plan(as_at(of=of)), "boards", "X")["Remit"] == "not given"


@pytest.mark.parametrize("left_out", ["![picture](x.png)", "<script>x</script>", "| a | b |"])
def test_a_chapter_prints_words_alone(left_out: str) -> None:
    assert written(f"One.\n\n{left_out}") == written("One.")


def test_no_sentence_of_the_plan_ends_twice() -> None:
    assert not re.search(r"[^.]\.\.(\s|$)|\.;|\?\.", words(compose_plan(as_at(Marking.PARTNERS))))


def test_an_empty_table_says_so_once(tmp_path: Path) -> None:
    write_small_plan(tmp_path)

    [none] = table(compose_plan(as_at(of=read_plan(tmp_path))), "public-meetings").rows

    assert (none.header, none.cells) == ("None", ("nothing to show",))


def test_a_matrix_names_actions_by_number_where_the_words_stand_beside_their_principle() -> None:
    document = compose_plan(as_at())
    [points] = [
        " ".join(map(str, block.items))
        for block in document.all_blocks()
        if isinstance(block, Points) and "Shown by" in str(block.items[0])
    ][:1]
    shown = [str(cell) for _, cell in table(document, "principle-coverage").cells()]
    numbers = re.findall(r"Actions? ([A-Z]\d+)", " ".join(shown))

    assert numbers
    assert f"Shown by {numbers[0]}, " in points
    assert not any(cell.startswith("Gap:") for cell in shown), "the note says what a gap is"


def test_measures_that_stand_under_their_priorities_are_not_printed_twice() -> None:
    document = compose_plan(as_at())
    hidden = [one.id for one in table(document, "indicators").rows]

    assert hidden
    assert table(document, "indicators").screen_only


def test_what_was_sent_is_told_in_words() -> None:
    figures = records.Dispatch(what="case_review_figures", to="public", on=ON)

    sent = table(compose_plan(as_at(of=book().with_records([figures]))), "dispatches")

    assert sent.rows[-1].header == "Case review figures"


def test_evidence_is_told_in_words_and_not_by_the_id_of_a_claim_or_a_break() -> None:
    [claim, *_] = book().all(records.Claim)

    said = as_at().shown_by([claim.id, "covid_quarters", "Board paper 7"])

    assert claim.words in said[0]
    assert "covid_quarters" not in said[1]
    assert said[2] == "Board paper 7"


def test_on_a_phone_a_record_is_a_card_and_a_matrix_stays_a_table() -> None:
    document = compose_plan(as_at())

    assert table(document, "circumstances").as_cards
    assert table(document, "boards").as_cards
    assert not table(document, "principle-coverage").as_cards
