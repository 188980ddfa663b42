"""A subgroup's highlight report: two sides that a Board reads in five minutes.

highlight.py         the report
highlight_tables.py  its tables
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from wardmote.plan.records import (
    Action,
    Board,
    BoardView,
    CrossCuttingTheme,
    Decision,
    Indicator,
    Meeting,
    Priority,
    Referral,
    SubgroupReport,
)
from wardmote.plan.records.history import Request
from wardmote.plan.records.partnership import BoardKind
from wardmote.plan.status import Status
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.document import Document
from wardmote.publish.pieces import Piece, Strong
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.highlight_tables import (
    at_a_glance,
    done_since,
    due_next,
    measures,
    needs_attention,
    risks_and_money,
)
from wardmote.publish.plans.wording import (
    NOT_GIVEN,
    anchor,
    full_stop,
    is_empty,
    number_of,
    on_day,
    points_or,
)
from wardmote.publish.tables import Table
from wardmote.publish.words import day, listed, percent

MANY_SILENT: Final = 0.3  # share of actions without update from which line 1 says so
ASKS: Final = {"decide": "To decide", "note": "To note", "help": "Help needed"}


def subgroups(as_at: PlanAsAt) -> tuple[Board, ...]:
    """Boards that report: each subgroup of the partnership."""
    return tuple(one for one in as_at.book.all(Board) if one.kind is BoardKind.SUBGROUP)


def quarter_of(as_at: PlanAsAt, board: Board) -> date:
    """Last day of the quarter that a report is for: its chair's, or the newest that has ended."""
    report = report_of(as_at, board)
    return report.quarter_ends if report else last_quarter_end(as_at.on)


def last_quarter_end(on: date) -> date:
    """Last day of the newest quarter that has ended on a day.

    Examples
    --------
    >>> last_quarter_end(date(2026, 11, 22)), last_quarter_end(date(2026, 12, 31))
    (datetime.date(2026, 9, 30), datetime.date(2026, 12, 31))
    """
    tomorrow = on + timedelta(days=1)
    first_month = 3 * ((tomorrow.month - 1) // 3) + 1
    return date(tomorrow.year, first_month, 1) - timedelta(days=1)


def quarter_before(quarter_ends: date) -> date:
    """Last day of the quarter before one."""
    return last_quarter_end(quarter_ends - timedelta(days=45))


def report_of(as_at: PlanAsAt, board: Board) -> SubgroupReport | None:
    """What the chair added, for the newest quarter that has ended by the day."""
    own = [
        one
        for one in as_at.book.all(SubgroupReport)
        if one.board == board.id and one.quarter_ends <= as_at.on
    ]
    return max(own, key=lambda one: one.quarter_ends, default=None)


def compose_highlight(
    as_at: PlanAsAt, before: PlanAsAt, board: Board, *, two_sides: bool = True
) -> Document:
    """The highlight report of one subgroup.

    Parameters
    ----------
    as_at
        The plan on the day, for partners.
    before
        The same plan at the end of the quarter before.
    board
        The subgroup.
    two_sides
        Set the PDF until each half fits one sheet; it is refused where it cannot.

    Returns
    -------
    Document
        Its nine parts. Statuses are by rule, figures are the measures' own; the chair's words
        stand beside them.
    """
    report = report_of(as_at, board)
    actions = tuple(one for one in as_at.book.all(Action) if one.board == board.id)
    held = _measures_of(as_at, board)
    glance = at_a_glance(as_at, before, board, actions, held)
    done = done_since(as_at, before, actions)
    late = "Late, no update, at risk: all of them"
    first = (
        _head(as_at, board, report),
        _for_the_board(report),
        Section("at-a-glance", "At a glance", glance),
        Section("done", "Done since the last report", (_or_none(done),)),
        Section("attention", late, (_or_none(needs_attention(as_at, actions, report)),)),
    )
    money = risks_and_money(as_at, before, board, actions)
    second = (
        Section("measures", "Measures", (_or_none(measures(as_at, held, report)),)),
        Section("due-next", "Due next", (_or_none(due_next(as_at, actions)),)),
        Section("risks-and-money", "Risks and money", tuple(map(_or_none, money))),
        _others(as_at, board, report, since=before.on),
        _cross_cutting(as_at, actions, report),
    )
    return Document(
        title=f"Highlight report: {board.name}",
        strip=as_at.strip(),
        answer=_first_line(actions, as_at),
        blocks=(
            Section("this-quarter", "This quarter", first, one_page=two_sides),
            Section(
                "figures-and-risks", "Figures, risks, and what is next", second, one_page=two_sides
            ),
        ),
        receipts=(),
        sources=(),
        marking=as_at.readers,
        accent=as_at.accent,
    )


def _or_none(table: Table) -> Block:
    """A table; where it holds nothing, one line: two sides have none to lose."""
    return Paragraph(f"{table.caption}: none.") if is_empty(table) else table


def _measures_of(as_at: PlanAsAt, board: Board) -> tuple[Indicator, ...]:
    """Measures that the subgroup looks at; without any, those of the priorities that it leads."""
    own = tuple(one for one in as_at.book.all(Indicator) if one.board == board.id)
    led = {one.id for one in as_at.book.all(Priority) if one.lead == board.id}
    return own or tuple(one for one in as_at.book.all(Indicator) if one.priority in led)


def _first_line(actions: tuple[Action, ...], as_at: PlanAsAt) -> str:
    """How many actions need attention; first of all, where too many say nothing."""
    if not actions:
        return "No action is recorded for this subgroup yet."
    found = [as_at.standings[one.id].status for one in actions]
    silent = found.count(Status.NO_UPDATE)
    counts = (
        f"{number_of(len(found), 'action').capitalize()}: {found.count(Status.DONE)} done, "
        f"{found.count(Status.LATE)} late, {silent} without an update, "
        f"{found.count(Status.AT_RISK)} at risk."
    )
    if silent / len(found) <= MANY_SILENT:
        return counts
    share = percent(100 * silent / len(found))
    return f"{silent} of {len(found)} actions ({share}) have no update. {counts}"


def _head(as_at: PlanAsAt, board: Board, report: SubgroupReport | None) -> Paragraph:
    """Who reports, on which quarter, to whom: one line of a sheet that has few."""
    meeting = as_at.book.find(Meeting, report.meeting) if report and report.meeting else None
    facts = (
        ("Chair", board.chair or NOT_GIVEN),
        ("Quarter to", day(quarter_of(as_at, board))),
        ("For", f"{meeting.title}, {on_day(meeting.on)}" if meeting else NOT_GIVEN),
        ("Prepared by", report.prepared_by if report else NOT_GIVEN),
    )
    pieces: list[Piece] = []
    for label, said in facts:
        pieces += [Strong(f"{label}:"), f" {said}. "]
    return Paragraph(tuple(pieces))


def _for_the_board(report: SubgroupReport | None) -> Section:
    if report is None:
        said: Block = Paragraph("Not given: the chair has not written for this quarter yet.")
    elif report.nothing_for_the_board:
        said = Paragraph("Nothing this quarter.")
    else:
        said = Points(tuple(map(_ask, report.for_the_board)), numbered=True)
    return Section("for-the-board", "For the Board", (said,))


def _ask(one: Request) -> str:
    """What is asked, by when, and what follows if not; a note asks for nothing."""
    said = f"{ASKS[one.kind]}: {full_stop(one.ask)}"
    if one.kind == "note" and not one.by and not one.otherwise:
        return said
    by = f"By {day(one.by)}." if one.by else "No day is given."
    return f"{said} {by} If nothing is done: {one.otherwise.rstrip('.') or NOT_GIVEN}."


def _others(
    as_at: PlanAsAt, board: Board, report: SubgroupReport | None, *, since: date
) -> Section:
    """What others said since the quarter before, and what still waits for an answer."""
    items: list[str] = [*report.residents, *report.other_boards] if report else []
    items += [
        _referral(as_at, one)
        for one in as_at.book.all(Referral)
        if board.id in (one.from_board, one.to_board)
        and one.on <= as_at.on
        and (one.answered_on is None or one.answered_on > since)
    ]
    items += [
        f"{as_at.board(one.board)}: {full_stop(one.view)} "
        f"{full_stop(one.answer or 'no answer yet')}"
        for one in as_at.book.all(BoardView)
        if one.view
        and (one.on is None or since < one.on <= as_at.on)
        and _is_decided_by(as_at, one.decision, board)
    ]
    said = points_or(map(full_stop, items), "Nothing was recorded this quarter.")
    return Section("others", "Residents, community board and other boards", (said,))


def _referral(as_at: PlanAsAt, one: Referral) -> str:
    answer = f"Answer: {full_stop(one.answer)}" if one.answer else "No answer yet."
    return (
        f"Referred on {day(one.on)} by the {as_at.board(one.from_board)} to the "
        f"{as_at.board(one.to_board)}: {full_stop(one.words)} {answer}"
    )


def _is_decided_by(as_at: PlanAsAt, decision: str, board: Board) -> bool:
    found = as_at.book.find(Decision, decision)
    return found is not None and found.board in (board.id, board.parent)


def _cross_cutting(
    as_at: PlanAsAt, actions: tuple[Action, ...], report: SubgroupReport | None
) -> Section:
    items = [
        f"{theme.title}: {listed(refs)}"
        for theme in as_at.book.all(CrossCuttingTheme)
        if (refs := [one.id for one in actions if theme.id in {each.theme for each in one.themes}])
    ]
    items += list(report.cross_cutting) if report else []
    said = points_or(map(full_stop, items), f"None, because: {NOT_GIVEN}.")
    return Section("cross-cutting", "Cross-cutting work", (said,))


def report_name(board: Board) -> str:
    """Folder of a subgroup's report."""
    return anchor("highlight", board.id)
