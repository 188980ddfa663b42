"""The front door: what residents told us, what we found, decided, are doing and promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardmote.plan.records import Action, Body, Concern, Priority, Promise
from wardmote.plan.status import Status
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.deck.opening import ANSWERED
from wardmote.publish.document import Document
from wardmote.publish.pieces import Link, Piece, Sentence
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.compose import hold_banner
from wardmote.publish.plans.tracker import counts_sentence, in_order
from wardmote.publish.plans.wording import due, full_stop, given, number_of, status, table_of
from wardmote.publish.tables import Row

MOST_CONCERNS: Final = 5
LOOK_AT: Final = (Status.LATE, Status.NO_UPDATE)


@dataclass(frozen=True)
class Assessed:
    """The newest public assessment, as far as the front door speaks of it.

    Parameters
    ----------
    title, answer
        What it is, and what it answers.
    on
        Day that it stands for, in words.
    data_to
        Last month of its data, and how old they were, in words.
    """

    title: str
    answer: str
    on: str
    data_to: str


def compose_front(as_at: PlanAsAt, assessed: Assessed | None) -> Document:
    """The front page of the site.

    Answers "where do I begin?", in the order in which a partnership accounts for itself.

    Parameters
    ----------
    as_at
        The plan on a day, for the public.
    assessed
        The newest public assessment; None where none is published.
    """
    return Document(
        title=f"Community safety in {as_at.plan.area}",
        strip=as_at.strip(),
        answer=f"{counts_sentence(as_at, as_at.book.all(Promise))}",
        blocks=(
            *hold_banner(as_at),
            _told(as_at),
            _found(assessed),
            _decided(as_at),
            _doing(as_at),
            _promised(as_at),
        ),
        receipts=(),
        sources=(),
        marking=as_at.readers,
        accent=as_at.accent,
    )


def _told(as_at: PlanAsAt) -> Section:
    concerns = sorted(as_at.book.all(Concern), key=lambda one: one.rank)[:MOST_CONCERNS]
    rows = [Row(f"{one.rank}. {one.words}", (_came_of(as_at, one),)) for one in concerns]
    blocks: list[Block] = []
    if rows:
        caption = "What residents told us, and what came of it"
        blocks.append(table_of("told-table", caption, "You said", ("What came of it",), rows))
    else:
        blocks.append(Paragraph("Residents have not been asked yet."))
    blocks.append(_leads("Promises and answers in plain words", "residents/index.html"))
    return Section("told", "What residents told us", tuple(blocks))


def _came_of(as_at: PlanAsAt, one: Concern) -> str:
    if one.we:
        return f"{ANSWERED[one.we]}: {full_stop(one.did)}"
    numbers = sorted(each.number for each in as_at.book.all(Priority) if each.id in one.priorities)
    if numbers:
        many = "priorities" if len(numbers) > 1 else "priority"
        return f"Taken up in {many} {words.listed(list(map(str, numbers)))}."
    return "It has no answer yet."


def _found(assessed: Assessed | None) -> Section:
    if assessed is None:
        said: tuple[Block, ...] = (Paragraph("No assessment has been published here yet."),)
    else:
        age = f"Assessment of {assessed.on}; data to {assessed.data_to}."
        said = (
            Paragraph(assessed.answer),
            Paragraph(age),
            _leads(assessed.title, "assessment/index.html"),
        )
    return Section("found", "What we found", said)


def _decided(as_at: PlanAsAt) -> Section:
    held = sorted(as_at.book.all(Priority), key=lambda one: one.number)
    rows = [
        Row(f"{one.number}. {one.title}", (full_stop(one.statement), full_stop(one.why)))
        for one in held
    ]
    caption = "The priorities of the plan"
    columns = ("What it is to do", "Why")
    table = table_of("priorities-table", caption, "Priority", columns, rows, as_cards=True)
    return Section(
        "decided",
        "What we decided, and why",
        (
            table,
            _leads(as_at.plan.title, "plan/index.html"),
            _leads("The plan as slides", "deck/index.html"),
            _as_data(),
        ),
    )


def _doing(as_at: PlanAsAt) -> Section:
    caption = f"Who is doing what, on {words.day(as_at.on)}"
    columns = ("Answers for", "Late, or without an update")
    rows = (_doing_row(as_at, *one) for one in _answering(as_at))
    table = table_of("doing-table", caption, "Body", columns, rows)
    return Section("doing", "Who is doing what", (table,))


def _answering(as_at: PlanAsAt) -> list[tuple[str, list[str], list[str]]]:
    """Who answers for which actions and promises: bodies first, then who is no body, or unknown."""
    named = {one.id: given(one, "name", one.name) for one in as_at.book.all(Body)}
    held: dict[str, tuple[list[str], list[str]]] = {one: ([], []) for one in named.values()}
    for action in as_at.book.all(Action):
        name = named.get(action.lead) or as_at.lead(action, "lead")
        held.setdefault(name, ([], []))[0].append(action.id)
    for promise in as_at.book.all(Promise):
        name = named.get(promise.accountable) or as_at.lead(promise, "accountable")
        held.setdefault(name, ([], []))[1].append(promise.id)
    return [(name, *both) for name, both in held.items() if any(both)]


def _doing_row(as_at: PlanAsAt, name: str, actions: list[str], promises: list[str]) -> Row:
    counted = [(len(actions), "action"), (len(promises), "promise")]
    has = words.listed([number_of(many, kind) for many, kind in counted if many])
    behind = [one for one in (*actions, *promises) if as_at.standings[one].status in LOOK_AT]
    late = number_of(len(behind), "of them", "of them") if behind else "none of them"
    return Row(f"{name[:1].upper()}{name[1:]}", (has.capitalize(), late.capitalize()))


def _promised(as_at: PlanAsAt) -> Section:
    promises = in_order(as_at, as_at.book.all(Promise))
    late = [one for one in promises if as_at.standings[one.id].status in LOOK_AT]
    items: list[Sentence] = [_one_promise(as_at, one) for one in late]
    blocks: list[Block] = [Paragraph(counts_sentence(as_at, promises))]
    if items:
        blocks += [Paragraph("What needs looking at:"), Points(tuple(items))]
    elif promises:
        blocks.append(Paragraph("None is late, and none is without an update."))
    blocks.append(_leads("Every promise, and what has happened", "promises/index.html"))
    return Section("promised", "What we promised", tuple(blocks))


def _one_promise(as_at: PlanAsAt, one: Promise) -> tuple[Piece, ...]:
    standing = as_at.standings[one.id]
    said = f"{full_stop(one.wording)} {status(standing)}; by when: {due(one, standing)}."
    return (said,)


def _as_data() -> Paragraph:
    """The same plan for other programs: nobody should have to type it out of a page."""
    return Paragraph(
        (
            "The plan as data: ",
            Link("tables in CSV, listed in a data package", "data/datapackage.json"),
            "; ",
            Link("everything in one JSON file", "data/plan.json"),
            "; ",
            Link("StratML, the plan", "data/plan.stratml.xml"),
            "; ",
            Link("StratML, the performance report", "data/performance-report.stratml.xml"),
            ".",
        )
    )


def _leads(text: str, address: str) -> Paragraph:
    return Paragraph((Link(text, address),))
