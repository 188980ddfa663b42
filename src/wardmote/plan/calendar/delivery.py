"""Meetings, actions, promises, measures, money, and what was promised at adoption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wardmote.plan.book import PlanBook
from wardmote.plan.calendar.entries import CalendarEntry, EntryKind
from wardmote.plan.records import (
    Action,
    AdoptionException,
    Board,
    Body,
    Funding,
    Indicator,
    KnowledgeGap,
    Meeting,
    Promise,
    Record,
    SharingProtocol,
    Update,
)
from wardmote.plan.status import Status, is_milestone_done, milestone_due, standings
from wardmote.vocabulary.months import day_name

CLOSED = (Status.DONE, Status.STOPPED)


def delivery_entries(book: PlanBook, on: date) -> Iterator[CalendarEntry]:
    """Days of what the plan undertakes, as they stand on a day.

    Parameters
    ----------
    book
        The plan.
    on
        The day: what is done or stopped by then has no entry, what was moved has its new day.
    """
    names = {str(one.id): one.name for one in book.all(Body)}
    yield from _meetings(book)
    yield from _undertaken(book, on, names)
    yield from _reviews(book, names)


def _meetings(book: PlanBook) -> Iterator[CalendarEntry]:
    boards = {one.id: one.name for one in book.all(Board)}
    for one in book.all(Meeting):
        if one.on:
            yield CalendarEntry(
                f"meeting-{one.id}",
                one.on,
                one.title,
                EntryKind.MEETING,
                body=boards.get(one.board, ""),
                marking=one.marking,
            )


def _undertaken(book: PlanBook, on: date, names: dict[str, str]) -> Iterator[CalendarEntry]:
    standing = standings(book, on=on)
    updates = book.all(Update)
    for action in book.all(Action):
        held = standing[action.id]
        if held.status in CLOSED:
            continue
        yield CalendarEntry(
            f"action-{action.id}",
            held.due,
            f"{action.id}: {action.title}",
            EntryKind.ACTION,
            body=names.get(action.lead, ""),
            note=_moved(held.due_first, held.due),
            marking=action.marking,
        )
        for step in action.milestones:
            if not is_milestone_done(step, updates, on):
                due = milestone_due(step, updates, on)
                yield CalendarEntry(
                    f"milestone-{step.id}",
                    due,
                    f"{step.id}: {step.title}",
                    EntryKind.MILESTONE,
                    body=names.get(action.lead, ""),
                    note=_moved(step.due, due),
                    marking=action.marking,
                )
    for promise in book.all(Promise):
        held = standing[promise.id]
        if held.status not in CLOSED:
            yield CalendarEntry(
                f"promise-{promise.id}",
                held.due,
                f"Promise {promise.number}: {promise.wording}",
                EntryKind.PROMISE,
                body=names.get(promise.accountable, ""),
                note=_moved(held.due_first, held.due),
                marking=promise.marking,
            )


def _moved(first: date, now: date) -> str:
    return "" if first == now else f"It was first due by {day_name(first)}."


def _reviews(book: PlanBook, names: dict[str, str]) -> Iterator[CalendarEntry]:
    for one in book.all(Indicator):
        if one.next_review:
            yield CalendarEntry(
                f"measure-{one.id}",
                one.next_review,
                f"Review the measure: {one.title}",
                EntryKind.MEASURE,
                body=names.get(one.owner, ""),
                marking=one.marking,
            )
    for grant in book.all(Funding):
        if grant.ends:
            note = f"What stops with it: {grant.what_stops}" if grant.what_stops else ""
            yield CalendarEntry(
                f"money-{grant.id}",
                grant.ends,
                f"{grant.stream}: its last day",
                EntryKind.MONEY,
                note=note,
                marking=grant.marking,
            )
    yield from _numbered(
        "exception", book.all(AdoptionException), "put_right_by", "Put right: {}", "what", names
    )
    yield from _numbered("gap", book.all(KnowledgeGap), "due", "Find out: {}", "what", names)
    yield from _numbered(
        "protocol", book.all(SharingProtocol), "review_by", "Review: {}", "title", names
    )


def _numbered(
    name: str,
    records: tuple[Record, ...],
    day_field: str,
    title: str,
    words_field: str,
    names: dict[str, str],
) -> Iterator[CalendarEntry]:
    """Records without an id of their own: numbered in the order of the plan's files."""
    for number, one in enumerate(records, start=1):
        on = getattr(one, day_field)
        if on:
            owner = getattr(one, "who", "") or getattr(one, "owner", "")
            yield CalendarEntry(
                f"{name}-{number}",
                on,
                title.format(getattr(one, words_field)),
                EntryKind.OTHER,
                body=names.get(owner, ""),
                marking=one.marking,
            )
