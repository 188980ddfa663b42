"""Parts 12 to 14 and 18: governance, resources, measures, risks."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wardmote.plan.prevention import PreventionBalance, Slice, prevention_balance
from wardmote.plan.records import (
    Action,
    Board,
    Body,
    Decision,
    Funding,
    Indicator,
    Priority,
    Risk,
    RiskReview,
)
from wardmote.plan.records.partnership import BoardKind
from wardmote.plan.released import ReleasedReading
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.measures import measures_table
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.wording import (
    NOT_GIVEN,
    anchor,
    full_stop,
    given,
    given_day,
    number_of,
    on_day,
    one_of_more,
    pounds,
    table_of,
    term,
)
from wardmote.publish.tables import Row, Table
from wardmote.vocabulary.authorities import ROLES
from wardmote.vocabulary.marking import Marking

NO_TIER: Final = "Tier not given"
NO_DETERMINANT: Final = "None named"
UNPLACED: Final = (NO_TIER, NO_DETERMINANT)  # rows that are printed only where an action is in them
MOST_READINGS: Final = 12  # on paper: a year of months
SENIOR: Final = {True: "yes", False: "no", None: ""}
BESIDE: Final = (BoardKind.EXTERNAL_BOARD, BoardKind.COMMUNITY_BOARD, BoardKind.SCRUTINY)


def governance(as_at: PlanAsAt) -> Section:
    """Who the partnership is, its boards, the boards beside it, and what was decided."""
    boards = as_at.book.all(Board)
    own = [one for one in boards if one.kind not in BESIDE]
    beside = [one for one in boards if one.kind in BESIDE]
    return Section(
        "governance",
        "Governance and delivery",
        (
            *chapter(as_at, "governance"),
            _bodies(as_at),
            _boards(as_at, "boards", "Boards and subgroups of the partnership", own),
            _boards(as_at, "boards-beside", "Boards beside the partnership", beside),
            decisions(as_at, "decisions"),
        ),
    )


def _bodies(as_at: PlanAsAt) -> Table:
    bodies = as_at.book.all(Body)
    return table_of(
        "bodies",
        "Who the partnership is",
        "Body",
        ("Role in law", "Represented by", "Of senior position", "In the partnership"),
        (
            Row(
                given(one, "name", one.name),
                (
                    f"{ROLES[one.authority.role]} ({one.authority.title})",
                    given(one, "represented_by", one.represented_by),
                    given(one, "is_senior", SENIOR[one.is_senior]),
                    term(one.member_from, one.member_to),
                ),
                id=anchor("body", one.id),
            )
            for one in bodies
        ),
        of=bodies,
    )


def _boards(as_at: PlanAsAt, table_id: str, caption: str, boards: list[Board]) -> Table:
    return table_of(
        table_id,
        caption,
        "Board",
        ("What it is", "Remit", "Chair", "Meets", "Answers to, or is linked by"),
        (
            Row(
                given(one, "name", one.name),
                (
                    one.kind.words,
                    given(one, "remit", one.remit),
                    given(one, "chair", one.chair),
                    given(one, "cadence", one.cadence.words if one.cadence else ""),
                    given(one, "link", one.link or (as_at.board(one.parent) if one.parent else "")),
                ),
                id=anchor("board", one.id),
            )
            for one in boards
        ),
        of=boards,
    )


def decisions(as_at: PlanAsAt, table_id: str) -> Table:
    """What boards decided, newest first."""
    held = sorted(
        (one for one in as_at.book.all(Decision) if one.on is None or one.on <= as_at.on),
        key=lambda one: (one.on is not None, one.on),
        reverse=True,
    )
    return table_of(
        table_id,
        "What was decided",
        "Decision",
        ("Board", "Day", "What else was considered", "Strategic"),
        (
            Row(
                full_stop(one.words),
                (
                    as_at.board(one.board),
                    given_day(one, "on", one.on),
                    "; ".join(one.alternatives) or "nothing recorded",
                    "yes" if one.is_strategic else "no",
                ),
                id=anchor("decision", one.id),
            )
            for one in held
        ),
        of=held,
    )


def resources(as_at: PlanAsAt) -> Section:
    """Money and when it ends, and how it lies between the tiers of prevention."""
    streams = as_at.book.all(Funding)
    blocks: list[Block] = [*chapter(as_at, "resources")]
    if streams:
        blocks.append(_funding(as_at, streams))
    else:
        blocks.append(Paragraph(_none_here(as_at, "stream of money")))
    balance = prevention_balance(as_at.book, readers=as_at.readers)
    return Section("resources", "Resources and funding", (*blocks, *_balance(balance)))


def _none_here(as_at: PlanAsAt, name: str) -> str:
    """Why a list is empty, in the same words whether or not there is one for others."""
    if as_at.readers is Marking.PARTNERS:
        return f"No {name} is recorded yet."
    return f"No {name} is published here: any that is not public is in the partnership's papers."


def _funding(as_at: PlanAsAt, streams: tuple[Funding, ...]) -> Table:
    return table_of(
        "funding",
        "Streams of money",
        "Stream",
        ("Given by", "Amount", "Days", "What stops when it ends", "Actions resting on it"),
        (
            Row(
                one.stream,
                (
                    one.funder,
                    given(
                        one, "amount_pounds", pounds(one.amount_pounds) if one.amount_pounds else ""
                    ),
                    term(one.starts, one.ends),
                    given(one, "what_stops", one.what_stops),
                    one_of_more(actions_resting_on(as_at, one), "none recorded"),
                ),
                id=anchor("funding", one.id),
            )
            for one in streams
        ),
        of=streams,
    )


def actions_resting_on(as_at: PlanAsAt, stream: Funding) -> list[str]:
    """Ids of the actions that are paid for by a stream of money."""
    return [
        one.id
        for one in as_at.book.all(Action)
        if any(held.funding == stream.id for held in one.resources)
    ]


def _balance(balance: PreventionBalance) -> list[Block]:
    tiers = [(one.id.capitalize(), one) for one in balance.tiers]
    wider = [(one.id.replace("_", " ").capitalize(), one) for one in balance.determinants]
    return [
        _slices(
            "prevention-tiers",
            "Actions and money by tier of prevention",
            "Tier",
            [*tiers, (NO_TIER, balance.without_tier)],
        ),
        _slices(
            "prevention-determinants",
            "Actions and money by wider determinant",
            "Determinant",
            [*wider, (NO_DETERMINANT, balance.without_determinant)],
            "An action can work on several, so the rows do not add up to the plan.",
        ),
    ]


def _slices(
    table_id: str, caption: str, header: str, slices: list[tuple[str, Slice]], note: str = ""
) -> Table:
    return table_of(
        table_id,
        caption,
        header,
        ("Actions", "Money a year, as far as known", "Amount not known for"),
        (
            Row(
                name,
                (
                    number_of(len(one.actions), "action"),
                    pounds(one.pounds_a_year or (None if _unpriced(one) else 0)),
                    number_of(_unpriced(one), "action"),
                ),
            )
            for name, one in slices
            if one.actions or name not in UNPLACED
        ),
        notes=(note,) if note else (),
    )


def _unpriced(one: Slice) -> int:
    """Actions of which nobody has said what they cost; where all are, no money is known."""
    return len({*one.without_amount, *one.without_resources})


def performance(as_at: PlanAsAt) -> Section:
    """The indicator book, how a status is reached, and the readings received."""
    held = as_at.book.all(Indicator)
    rules = Paragraph(
        "A measure is called better or worse only where a test shows it. “No clear change” does "
        "not mean that nothing changed. Where more may be good or bad, no word is given."
    )
    blocks = (
        *chapter(as_at, "performance"),
        rules,
        replace(
            measures_table(as_at, "indicators", "Measures, and how each stands", held),
            screen_only=_are_under_priorities(as_at, held),
        ),
        _definitions(as_at, held),
        _readings(as_at),
    )
    return Section("performance", "How we measure, and who answers for it", blocks)


def _are_under_priorities(as_at: PlanAsAt, held: tuple[Indicator, ...]) -> bool:
    """Whether each measure stands under a priority already, or under the aim above them."""
    return all(one.priority == "" or as_at.book.find(Priority, one.priority) for one in held)


def _definitions(as_at: PlanAsAt, held: tuple[Indicator, ...]) -> Table:
    return table_of(
        "indicator-book",
        "What each measure is",
        "Measure",
        ("Why it matters", "What is counted", "Of what", "Read", "Supplied by", "How it misleads"),
        (
            Row(
                one.title,
                (
                    full_stop(one.why),
                    one.numerator,
                    one.denominator or "a count",
                    one.frequency.words,
                    "the data that we hold" if one.query else as_at.lead(one, "supplied_by"),
                    given(one, "caveat", one.caveat),
                ),
            )
            for one in held
        ),
        of=held,
    )


def _readings(as_at: PlanAsAt) -> Table:
    titles = {one.id: one.title for one in as_at.book.all(Indicator)}
    held = as_at.readings
    return table_of(
        "readings",
        "Readings received from partners",
        "Measure",
        ("Period", "Reading", "From", "Received", "Note"),
        (_reading(as_at, titles[one.indicator], one) for one in held if one.indicator in titles),
        screen_only=len(held) > MOST_READINGS,
    )


def _reading(as_at: PlanAsAt, title: str, one: ReleasedReading) -> Row:
    source = "baseline in the plan" if one.is_baseline else as_at.body(one.provider)
    received = "with the plan" if one.is_baseline else on_day(one.received_on)
    period = term(one.starts, one.ends)
    return Row(title, (period, one.text, source, received, one.note or "no note"))


def risks(as_at: PlanAsAt) -> Section:
    """What may stop the plan, first judged and now."""
    held = as_at.book.all(Risk)
    blocks: list[Block] = [*chapter(as_at, "risk")]
    if held:
        blocks.append(risk_table(as_at, "risks", sorted(held, key=lambda one: -now(as_at, one)[0])))
    else:
        blocks.append(Paragraph(_none_here(as_at, "risk")))
    return Section("risk", "Risk", tuple(blocks))


def now(as_at: PlanAsAt, risk: Risk) -> tuple[int, bool]:
    """Likelihood times impact on the day, and whether the risk is closed."""
    reviews = sorted(
        (one for one in as_at.book.all(RiskReview) if one.risk == risk.id and one.on <= as_at.on),
        key=lambda one: one.on,
    )
    newest = reviews[-1] if reviews else None
    if newest is None:
        return risk.likelihood * risk.impact, False
    return newest.likelihood * newest.impact, newest.closed


def risk_table(as_at: PlanAsAt, table_id: str, held: list[Risk]) -> Table:
    """Risks with how each was and is judged, out of 25."""
    return table_of(
        table_id,
        "Risks, out of 25",
        "Risk",
        ("Was", "Is", "What is done", "Owner"),
        (
            Row(
                one.title,
                (
                    str(one.likelihood * one.impact),
                    "closed" if now(as_at, one)[1] else str(now(as_at, one)[0]),
                    full_stop(one.mitigation),
                    as_at.body(one.owner) if one.owner else NOT_GIVEN,
                ),
                id=anchor("risk", one.id) if table_id == "risks" else "",
            )
            for one in held
        ),
        of=held,
    )
