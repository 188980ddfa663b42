"""Parts 5 and 15: what residents told us, and how they are heard while the plan runs."""

from __future__ import annotations

from typing import Final

from wardmote.disclosure import Sensitivity, stated_percentage
from wardmote.plan.records import Action, BoardView, Concern, Decision, Meeting, Promise
from wardmote.plan.records.partnership import MeetingKind
from wardmote.publish.blocks import Paragraph, Section
from wardmote.publish.pieces import Link, Piece, Sentence
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.partnership.opening import priority_title
from wardmote.publish.plans.wording import (
    NOT_GIVEN,
    anchor,
    ended,
    full_stop,
    given,
    given_day,
    table_of,
)
from wardmote.publish.tables import Row, Table
from wardmote.publish.words import count

NO_ANSWER: Final = "No answer recorded yet"
NO_CONCERNS: Final = "No concern is recorded yet."
WE: Final = {"did": "We did", "will": "We will", "cannot": "We cannot"}
HEARD_IN: Final = (MeetingKind.PUBLIC_MEETING, MeetingKind.WARD_PANEL, MeetingKind.FOCUS_GROUP)


def residents(as_at: PlanAsAt) -> Section:
    """Each concern, what came of it, and where the plan takes it up."""
    concerns = sorted(as_at.book.all(Concern), key=lambda one: one.rank)
    table = table_of(
        "concerns",
        "What people told us, in their order of importance",
        "What was said",
        ("How strongly", "What came of it", "Where the plan takes it up", "Kept in mind"),
        (
            Row(
                f"{one.rank}. {quoted(one)}",
                (how_strongly(one), answer_to(one), _taken_up(as_at, one), one.guard or NOT_GIVEN),
                id=anchor("concern", one.id),
            )
            for one in concerns
        ),
        of=concerns,
    )
    said = () if concerns else (Paragraph(NO_CONCERNS),)
    return Section(
        "residents", "What residents told us", (*chapter(as_at, "residents"), *said, table)
    )


def quoted(one: Concern) -> str:
    """A concern, in quotation marks where the words are the source's own."""
    return f"“{one.words}”" if one.quoted else one.words


def how_strongly(one: Concern) -> str:
    """What share of how many said so, as far as that may be printed and is known."""
    said = [one.strength] if one.strength else []
    if one.share is not None and one.base is not None:
        asked = stated_percentage(
            100 * one.share,
            round(one.share * one.base),
            one.base,
            sensitivity=Sensitivity.STANDARD,
        )
        remark = f" ({asked.remark})" if asked.remark else ""
        said.append(f"{asked.text} of {count(one.base)} who were asked{remark}")
    return "; ".join(said) or given(one, "strength", "")


def answer_to(one: Concern) -> str:
    """What came of a concern."""
    return f"{WE[one.we]}: {ended(one.did)}" if one.we else f"{NO_ANSWER}."


def _taken_up(as_at: PlanAsAt, one: Concern) -> Sentence:
    pieces: list[Piece] = []
    for priority in one.priorities:
        title = priority_title(as_at, priority)
        pieces += _link(f"Priority: {title}", anchor("priority", priority), title != "not public")
    for action in one.actions:
        found = as_at.book.find(Action, action)
        named = f"Action {action}" if found else "An action"
        pieces += _link(named, anchor("action", action), found is not None)
    for promise in one.promises:
        kept = as_at.book.find(Promise, promise)
        named = f"Promise {promise}" if kept else "A promise"
        pieces += _link(named, anchor("promise", promise), kept is not None)
    return tuple(pieces[:-1]) if pieces else "nowhere yet: a gap"


def _link(words: str, address: str, is_there: bool) -> list[Piece]:
    return [Link(words, f"#{address}") if is_there else f"{words} (not public)", "; "]


def engagement(as_at: PlanAsAt) -> Section:
    """Meetings with the public while the plan runs, and the community board's views."""
    blocks = (*chapter(as_at, "engagement"), _meetings(as_at), board_views(as_at))
    return Section("engagement", "Engagement while the plan runs", blocks)


def _meetings(as_at: PlanAsAt) -> Table:
    held = [one for one in as_at.book.all(Meeting) if one.kind in HEARD_IN]
    return table_of(
        "public-meetings",
        "Meetings with the public",
        "Meeting",
        ("Kind", "Day", "About", "Notice given"),
        (
            Row(
                one.title,
                (
                    one.kind.words,
                    given_day(one, "on", one.on),
                    given(one, "about", "; ".join(one.about)),
                    given_day(one, "noticed_on", one.noticed_on),
                ),
            )
            for one in held
        ),
        of=held,
    )


def board_views(as_at: PlanAsAt) -> Table:
    """What community boards said on strategic decisions, and what became of it."""
    views = as_at.book.all(BoardView)
    return table_of(
        "board-views",
        "What community boards said on strategic decisions",
        "Board",
        ("Decision", "Day", "View", "What became of it"),
        (
            Row(
                as_at.board(one.board),
                (
                    _decision(as_at, one.decision),
                    given_day(one, "on", one.on) if one.on else "not asked yet",
                    full_stop(one.view or "no view given"),
                    given(one, "answer", one.answer),
                ),
            )
            for one in views
        ),
        of=views,
    )


def _decision(as_at: PlanAsAt, decision: str) -> str:
    found = as_at.book.find(Decision, decision)
    return full_stop(found.words) if found else "not public"
