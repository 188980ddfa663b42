"""The slides in the middle: drivers, principles, priorities."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.plan.book import PlanBook
from wardmote.plan.claims import claims_on_driver
from wardmote.plan.coverage import principle_coverage
from wardmote.plan.coverage_matrix import Cover, MatrixRow
from wardmote.plan.records import (
    Action,
    Board,
    Body,
    Concern,
    Driver,
    Indicator,
    Outcome,
    Principle,
    Priority,
)
from wardmote.plan.records.priorities import Entered
from wardmote.publish import words
from wardmote.publish.blocks import Section
from wardmote.publish.deck.pages import Page
from wardmote.publish.pieces import plain
from wardmote.publish.plans.wording import given
from wardmote.publish.tables import Column, Row, Table

ENTERED = {
    Entered.FROM_FINDINGS: "What we found",
    Entered.FROM_CONCERNS: "What residents said",
    Entered.BY_DIRECTION: "By direction",
    Entered.NOT_STATED: "To be confirmed",
}


def drivers(page: Page) -> Iterator[Section]:
    """What lies behind crime here, and how far that is shown."""
    held = page.book.all(Driver)
    if not held:
        title = "What drives crime here is not recorded in the plan."
        yield page.slide("drivers", title, "", exhibit=None)
        return
    many = f"{words.spelt(len(held)).capitalize()} driver{'s' * (len(held) != 1)}"
    rows = tuple(Row(one.title, (_may_say(page.book, one), _held(page.book, one))) for one in held)
    columns = (Column("What we may say"), Column("Evidence"))
    table = Table("drivers-table", "Drivers, and what is shown of each", "Driver", columns, rows)
    titled = words.listed([one.title.lower() for one in held])
    verb = "lies" if len(held) == 1 else "lie"
    yield page.slide(
        "drivers", f"{many} {verb} behind crime and disorder: {titled}.", "", exhibit=table
    )


def _may_say(book: PlanBook, driver: Driver) -> str:
    lines = claims_on_driver(book, driver.id)
    if lines:
        return " ".join(f"{one.may_be_said.rstrip('.')}." for one in lines)
    said = driver.words.strip().rstrip(".”")
    return f"The plan says: “{said}.”" if said else "The plan names it, and says no more."


def _held(book: PlanBook, driver: Driver) -> str:
    lines = claims_on_driver(book, driver.id)
    return words.listed(sorted({one.claim.held.words for one in lines})) or "None recorded"


def principles(page: Page) -> Iterator[Section]:
    """What runs through every priority, and where it is shown."""
    held = page.book.all(Principle)
    if not held:
        yield page.slide("principles", "The plan states no principles.", "", exhibit=None)
        return
    matrix = principle_coverage(page.book)
    rows = tuple(Row(one.title, (_shown_in(one),)) for one in matrix.rows)
    caption = "Principles, and the priorities in which an action says how"
    table = Table("principles-table", caption, "Principle", (Column("Shown in"),), rows)
    shown = sum(one.is_shown for one in matrix.rows)
    many = f"{words.spelt(len(held)).capitalize()} principle{'s' * (len(held) != 1)}"
    runs = "runs" if len(held) == 1 else "run"
    text = (
        f"For {words.spelt(shown)} of {words.spelt(len(held))}, an action says how it is applied."
    )
    if shown == len(held):
        text = "For each of them, an action says how it is applied."
    text = text if shown else "No action says yet how any of them is applied."
    yield page.slide("principles", f"{many} {runs} through the plan.", text, exhibit=table)


def _shown_in(row: MatrixRow) -> str:
    shown = sum(one.cover is Cover.SHOWN for one in row.cells)
    if shown:
        return f"{shown} of {len(row.cells)} priorities"
    claimed = any(one.cover is Cover.CLAIMED_ONLY for one in row.cells)
    return "Claimed only: nothing says how" if claimed else "No priority yet"


def priorities(page: Page) -> Iterator[Section]:
    """The priorities together, then each with what is to be different."""
    book = page.book
    held = sorted(book.all(Priority), key=lambda one: one.number)
    if not held:
        yield page.slide("priorities", "The plan has no priority yet.", "", exhibit=None)
        return
    many = f"{words.spelt(len(held)).capitalize()} priorit{'ies' if len(held) != 1 else 'y'}"
    aim = book.plan.overarching_title
    serves = "serve" if len(held) != 1 else "serves"
    title = f"{many} {serves} one aim: {aim.lower()}." if aim else f"The plan has {many.lower()}."
    rows = tuple(
        Row(
            f"{one.number}. {one.title}",
            (lead_of(book, one), given(one, "entered", ENTERED[one.entered])),
        )
        for one in held
    )
    columns = (Column("Led by"), Column("Why it is here"))
    table = Table("priorities-table", "The priorities of the plan", "Priority", columns, rows)
    yield page.slide("priorities", title, "", exhibit=table)
    for one in held:
        yield _one_priority(page, one)


def lead_of(book: PlanBook, priority: Priority) -> str:
    """Who leads a priority, in words."""
    board, body = book.find(Board, priority.lead), book.find(Body, priority.sponsor)
    if board is None and body is None:
        return "To be confirmed" if not priority.is_confirmed("lead") else "Not public"
    if board is not None:
        return given(priority, "lead", board.name)
    return given(priority, "sponsor", body.name) if body is not None else ""


def _one_priority(page: Page, priority: Priority) -> Section:
    book = page.book
    actions = [one for one in book.all(Action) if one.priority == priority.id]
    outcomes = [one for one in book.all(Outcome) if one.priority == priority.id]
    title = f"Priority {priority.number}: {priority.statement.rstrip('.')}."
    if len(title.split()) > 30:
        title = f"Priority {priority.number} is {priority.title}."
    many = f"{words.spelt(len(actions)).capitalize()} action{'s' * (len(actions) != 1)}"
    heard = len([one for one in book.all(Concern) if priority.id in one.priorities])
    answers = f" It answers {words.spelt(heard)} concern{'s' * (heard != 1)}." if heard else ""
    text = f"{many}.{answers}" if actions else f"No action is recorded yet.{answers}"
    rows = tuple(Row(one.statement, (_measures(book, one),)) for one in outcomes)
    caption = f"Priority {priority.number}: what is to be different, and how it is seen"
    table = (
        Table(
            f"priority-{priority.number}-table",
            caption,
            "What is to be different",
            (Column("Measured by"),),
            rows,
        )
        if rows
        else None
    )
    return page.slide(f"priority-{priority.number}", title, plain(text), exhibit=table)


def _measures(book: PlanBook, outcome: Outcome) -> str:
    titles = [one.title for one in book.all(Indicator) if outcome.id in one.outcomes]
    return "; ".join(titles) or "No measure yet"
