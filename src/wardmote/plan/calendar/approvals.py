"""The approval chain: computed backwards from its last day, in working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardmote.plan.book import PlanBook
from wardmote.plan.calendar.entries import CalendarEntry, EntryKind
from wardmote.plan.records import ApprovalStep, Board, Body, Hold
from wardmote.vocabulary.bank_holidays import is_working_day, working_days_before
from wardmote.vocabulary.months import day_name

PARTNER_SIGHT_DAYS: Final = 5  # working days in which a body sees text about it (product 1.10)


@dataclass(frozen=True)
class ApprovalDay:
    """One step of the chain, with its day.

    Parameters
    ----------
    step
        The step.
    on
        Its day: fixed, or computed.
    is_computed
        Whether the day was computed.
    notes
        What is wrong with the day, in sentences; empty where nothing is.
    """

    step: ApprovalStep
    on: date
    is_computed: bool
    notes: tuple[str, ...] = ()


def approval_days(book: PlanBook) -> tuple[ApprovalDay, ...]:
    """Every step of the approval chain with its day.

    Answers "when must the draft be where, for the plan to be in force in time?". Days are
    counted back from the last step, in working days of England and Wales; a day that the plan
    fixes stands. Where the last step has no day, it is the last working day before the term.

    Parameters
    ----------
    book
        The plan.

    Returns
    -------
    tuple of ApprovalDay
        In their order; empty where the plan has no chain.

    Notes
    -----
    A day that falls in a hold, on a weekend or bank holiday, or after the step that follows it,
    is not moved: it is said.
    """
    steps = sorted(book.all(ApprovalStep), key=lambda one: one.order)
    if not steps:
        return ()
    end = steps[-1].on or _last_working_day(book.plan.starts)
    days = [one.done_on or one.on or working_days_before(end, _back(one, steps)) for one in steps]
    return tuple(
        ApprovalDay(
            step=one,
            on=day,
            is_computed=not (one.on or one.done_on),
            notes=tuple(_notes(book, one, day, following)),
        )
        for one, day, following in zip(steps, days, [*days[1:], None], strict=True)
    )


def _back(one: ApprovalStep, steps: list[ApprovalStep]) -> int:
    """Working days before the last step; the last itself lies none before."""
    return 0 if one is steps[-1] else one.working_days_before


def _last_working_day(before: date) -> date:
    return working_days_before(before, 1)


def _notes(book: PlanBook, step: ApprovalStep, day: date, following: date | None) -> Iterator[str]:
    if step.done_on:
        return
    if following and day > following:
        yield f"It lies after the step that follows it, {day_name(following)}."
    if not is_working_day(day):
        yield "It is no working day."
    for hold in book.all(Hold):
        if hold.starts <= day <= hold.ends:
            yield f"It falls in a hold until {day_name(hold.ends)}: {hold.why}."


def partner_sight(published_on: date) -> date:
    """Last day to show bodies the text about them, before it is published.

    Parameters
    ----------
    published_on
        Day on which it goes live.

    Examples
    --------
    >>> partner_sight(date(2026, 4, 8))  # Easter lies between
    datetime.date(2026, 3, 30)
    """
    return working_days_before(published_on, PARTNER_SIGHT_DAYS)


def approval_entries(book: PlanBook) -> Iterator[CalendarEntry]:
    """The chain, the partners' sight of the text, and holds, as entries.

    Parameters
    ----------
    book
        The plan.
    """
    names = {
        **{str(one.id): one.name for one in book.all(Body)},
        **{str(one.id): one.name for one in book.all(Board)},
    }
    days = approval_days(book)
    for one in days:
        if one.step.done_on is None:
            yield CalendarEntry(
                f"approval-{one.step.order}",
                one.on,
                one.step.title,
                EntryKind.APPROVAL,
                body=names.get(one.step.board or one.step.body, ""),
                note=" ".join(one.notes),
                marking=one.step.marking,
            )
    if days and days[-1].step.done_on is None:
        yield CalendarEntry(
            "partner-sight",
            partner_sight(days[-1].on),
            "Bodies see the text about them",
            EntryKind.APPROVAL,
            note=f"{PARTNER_SIGHT_DAYS} working days before {day_name(days[-1].on)}.",
            is_practice=True,
        )
    for number, hold in enumerate(book.all(Hold), start=1):
        yield CalendarEntry(
            f"hold-{number}",
            hold.starts,
            f"Nothing new is published: {hold.why}",
            EntryKind.HOLD,
            ends=hold.ends,
            marking=hold.marking,
        )
