"""The highlight report: two sides, every late action, statuses by rule, words by the chair."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from unit.publish.plans.sample import as_at, book, cells, table, words
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.plan.records.history import Request, StatusOverride
from wardmote.plan.records.ids import BodyId
from wardmote.plan.status import Status
from wardmote.publish.blocks import Paragraph, Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.docx import docx_bytes
from wardmote.publish.pdf import pdf_bytes
from wardmote.publish.pieces import plain
from wardmote.publish.plans.highlight import (
    compose_highlight,
    last_quarter_end,
    quarter_before,
    quarter_of,
    subgroups,
)
from wardmote.vocabulary.marking import Marking

PARTNERS = Marking.PARTNERS


def report(board_id: str = "neighbourhoods", of: PlanBook | None = None) -> Document:
    now = as_at(PARTNERS, of=of)
    board = now.book.one(records.Board, board_id)
    before = as_at(PARTNERS, quarter_before(quarter_of(now, board)), of)
    return compose_highlight(now, before, board)


@cache
def neighbourhoods() -> Document:
    return report()


def said(document: Document, section_id: str) -> str:
    found = next(one for one in document.all_blocks() if getattr(one, "id", "") == section_id)
    assert isinstance(found, Section)
    return words(replace(document, blocks=(found,), clearance=None))


def with_report(**more: object) -> PlanBook:
    own = [
        replace(one, **more) if one.board == "neighbourhoods" else one
        for one in book().all(records.SubgroupReport)
    ]
    return PlanBook({**book().records, records.SubgroupReport: tuple(own)}, book().words)


@pytest.mark.parametrize("board", [one.id for one in subgroups(as_at(PARTNERS))])
def test_the_report_fits_two_sides(board: str) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    pdf = pdf_bytes(clear_document(report(board)))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2


def test_the_report_fits_two_sides_in_word_too(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no office program on this machine: install libreoffice")
    pikepdf = pytest.importorskip("pikepdf")
    file = tmp_path / "report.docx"
    file.write_bytes(docx_bytes(clear_document(neighbourhoods())))
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]

    subprocess.run(command, check=True, capture_output=True, timeout=120)

    with pikepdf.open(tmp_path / "report.pdf") as opened:
        assert len(opened.pages) == 2


def test_its_parts_stand_in_the_order_of_a_board() -> None:
    ids = [one.id for one in neighbourhoods().all_blocks() if isinstance(one, Section)]

    assert ids == [
        "this-quarter", "for-the-board", "at-a-glance", "done", "attention",
        "figures-and-risks", "measures", "due-next", "risks-and-money", "others", "cross-cutting",
    ]  # fmt: skip


def test_the_board_reads_first_what_is_asked_of_it() -> None:
    assert (
        "To decide: Pay for a second lorry until March: £18,000. By 26 November 2026. "
        "If nothing is done: Rubbish waits nine days" in said(neighbourhoods(), "for-the-board")
    )


def test_nothing_for_the_board_must_be_typed_by_the_chair() -> None:
    typed = with_report(for_the_board=(), nothing_for_the_board=True)

    assert "Nothing this quarter." in said(report(of=typed), "for-the-board")
    assert "Not given: the chair has not written" in said(report("harm"), "for-the-board")


def test_every_action_that_needs_attention_is_listed_and_no_other() -> None:
    now = as_at(PARTNERS)
    asked = (Status.LATE, Status.NO_UPDATE, Status.AT_RISK)
    needing = {
        one.id
        for one in book().all(records.Action)
        if one.board == "neighbourhoods" and now.standings[one.id].status in asked
    }

    rows = table(neighbourhoods(), "needs-attention").rows

    assert {one.header for one in rows} == needing == {"A2", "A4"}


def test_an_empty_why_is_printed_as_not_given() -> None:
    silent = cells(neighbourhoods(), "needs-attention", "A4")

    assert (silent["Why"], silent["Help needed"]) == ("not given", "not given")


def test_a_forecast_stands_beside_the_first_day() -> None:
    late = cells(neighbourhoods(), "needs-attention", "A2")

    assert late["Due: first, now"] == "30 September 2026; forecast 31 December 2026"


def test_the_chair_may_differ_and_the_rule_is_printed_all_the_same() -> None:
    silent = cells(neighbourhoods(), "needs-attention", "A4")["Status"]

    assert silent.startswith("? No update; last heard 204 days ago. Chair: on track, because")


def test_an_action_that_is_in_order_by_rule_is_listed_where_the_chair_sees_it_otherwise() -> None:
    doubt = StatusOverride(about="A1", status="at_risk", reason="the night team has lost two")

    of = report(of=with_report(overrides=(doubt,)))

    assert {one.header for one in table(of, "needs-attention").rows} == {"A1", "A2", "A4"}
    assert cells(of, "needs-attention", "A1")["Status"].endswith(
        "Chair: at risk, because the night team has lost two"
    )


def test_a_note_asks_for_no_day() -> None:
    note = Request(kind="note", ask="Tips are cleared in two days")

    of = report(of=with_report(for_the_board=(note,)))

    assert said(of, "for-the-board").endswith("To note: Tips are cleared in two days.")


def test_money_that_has_ended_says_so() -> None:
    streams = tuple(
        replace(one, ends=date(2026, 10, 31)) if one.id == "night-fund" else one
        for one in book().all(records.Funding)
    )
    of = PlanBook({**book().records, records.Funding: streams}, book().words)

    assert cells(report(of=of), "money", "Night-time fund")["Ends"] == "31 October 2026: ended"


def test_counts_are_of_the_day_and_of_the_last_quarter() -> None:
    now = cells(neighbourhoods(), "glance-actions", "On 22 November 2026")
    then = cells(neighbourhoods(), "glance-actions", "On 30 June 2026")

    assert (now["? No update"], then["? No update"]) == ("1", "0")
    assert (now["◆ Late"], then["◆ Late"]) == ("1", "0")
    assert cells(neighbourhoods(), "glance-measures", "On 22")["Better"] == "1"


def test_where_too_many_actions_are_silent_line_one_says_so() -> None:
    silent = [
        replace(one, id=f"Z{number}", milestones=(), starts=date(2026, 4, 1))
        for number, one in enumerate(book().all(records.Action)[3:4] * 3)
    ]
    of = book().with_records(silent)  # type: ignore[arg-type]

    answer = plain(report(of=of).answer)

    assert answer.startswith("4 of 8 actions (50%) have no update.")
    assert "have no update" not in plain(neighbourhoods().answer)


def test_a_measure_is_never_set_against_the_quarter_before() -> None:
    noise = cells(neighbourhoods(), "measures-table", "Calls")

    assert noise["This quarter"] == "72% of 655 (Jul to Sep 2026)"
    assert noise["Same quarter last year"] == "41% of 620"
    assert "63%" not in str(noise)
    assert noise["Comment; from whom"].startswith("Three posts filled")


def test_a_reading_that_did_not_come_says_from_whom_and_since_when() -> None:
    fires = cells(neighbourhoods(), "measures-table", "Fires")

    assert fires["Comment; from whom"].endswith(
        "not received from Northshire Fire and Rescue Authority since 30 June 2026."
    )


def test_what_is_due_next_is_neither_done_nor_late() -> None:
    refs = [one.header for one in table(neighbourhoods(), "due-next-table").rows]

    assert refs == ["A1.2", "A1"]


def test_a_risk_shows_how_it_moved_and_money_when_it_ends() -> None:
    risk = cells(neighbourhoods(), "top-risks", "The night team")
    money = cells(neighbourhoods(), "money", "Night-time fund")

    assert (risk["Was"], risk["Is"]) == ("12", "16")
    assert money["Ends"] == "31 March 2027: within six months"
    assert money["Actions resting on it"] == "A1 and B2"


def test_a_referral_without_an_answer_says_so() -> None:
    assert "Hoarding in three homes. No answer yet." in said(neighbourhoods(), "others")


def test_cross_cutting_work_is_the_refs_of_actions_or_none_with_the_reason() -> None:
    assert "The drugs market: B1 and B2." in said(report("harm"), "cross-cutting")
    assert "None, because: not given." in said(report("reducing"), "cross-cutting")


def test_a_long_list_of_late_actions_is_not_cut() -> None:
    late = [
        replace(one, id=f"Z{number}", milestones=(), lead=BodyId("council"), due=date(2026, 9, 1))
        for number, one in enumerate(book().all(records.Action)[3:4] * 40)
    ]

    made = report(of=book().with_records(late))  # type: ignore[arg-type]

    assert len(table(made, "needs-attention").rows) == 42


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 3, 30), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_a_quarter_ends_on_its_last_day(on: date, ends: date) -> None:
    assert last_quarter_end(on) == ends
    assert quarter_before(ends) < ends
    assert (ends - quarter_before(ends)).days in (90, 91, 92)


def test_what_there_is_none_of_takes_one_line_and_not_a_table() -> None:
    document = report(of=PlanBook({**book().records, records.Action: ()}, book().words))

    said = [block.words for block in document.all_blocks() if isinstance(block, Paragraph)]
    assert (
        "Actions that need attention, by rule or by the chair; nothing is left out: none." in said
    )
    assert "needs-attention" not in {one.id for one in document.tables()}
