"""Which readings have come, which are due, and which are late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wardmote.plan.book import PlanBook
from wardmote.plan.rating.figures import readings_in_force
from wardmote.plan.records import Body, Indicator, Reading
from wardmote.plan.records.partnership import Cadence
from wardmote.vocabulary.months import day_name, last_day, month_of, shift_month

DAYS_TO_SEND: Final = 28  # after a period has ended, before its reading is called late
MONTHS: Final = {
    Cadence.MONTHLY: 1,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}


@dataclass(frozen=True)
class Arrival:
    """How readings of one indicator come in.

    Parameters
    ----------
    indicator
        Which.
    newest
        The newest reading in force; None where none came.
    covered_to
        Last day that figures are held for; without any, the day before they are wanted from.
    due_on
        Day by which the next reading is to be here.
    is_late
        Whether that day has passed.
    revised
        Readings that a later one of the same period replaced: kept, and not used.
    """

    indicator: Indicator
    newest: Reading | None
    covered_to: date
    due_on: date
    is_late: bool
    revised: int = 0


def next_due(covered_to: date, frequency: Cadence) -> date:
    """Day by which the reading after a day is to be here.

    Examples
    --------
    >>> next_due(date(2026, 6, 30), Cadence.QUARTERLY)
    datetime.date(2026, 10, 28)
    """
    ends = last_day(shift_month(month_of(covered_to), MONTHS[frequency]))
    return ends + timedelta(days=DAYS_TO_SEND)


def arrival_of(
    book: PlanBook, indicator: Indicator, on: date, *, covered_to: date | None = None
) -> Arrival:
    """How readings of one indicator stand on a day.

    Parameters
    ----------
    book
        The plan.
    indicator
        One of it.
    on
        The day.
    covered_to
        Last day that the evidence store holds; None for readings.
    """
    readings = [one for one in book.all(Reading) if one.indicator == indicator.id]
    in_force = readings_in_force(readings, on)
    newest = max(in_force, key=lambda one: one.ends, default=None)
    covered = covered_to or (newest.ends if newest else _wanted_from(book, indicator))
    due = next_due(covered, indicator.frequency)
    here = sum(one.received_on <= on for one in readings)
    return Arrival(indicator, newest, covered, due, on > due, here - len(in_force))


def _wanted_from(book: PlanBook, indicator: Indicator) -> date:
    """The last day before figures are wanted: of the baseline, or before the plan's first."""
    if indicator.baseline is not None:
        return indicator.baseline.ends
    return book.plan.starts - timedelta(days=1)


def arrivals(book: PlanBook, *, on: date) -> tuple[Arrival, ...]:
    """How readings of every indicator that partners supply stand on a day, late ones first.

    Parameters
    ----------
    book
        The plan.
    on
        The day.
    """
    supplied = [one for one in book.all(Indicator) if one.supplied_by]
    found: Iterable[Arrival] = (arrival_of(book, one, on) for one in supplied)
    return tuple(sorted(found, key=lambda one: (not one.is_late, one.due_on)))


def missing_words(book: PlanBook, arrival: Arrival) -> str:
    """What has not come, in words; nothing where nothing is late."""
    if not arrival.is_late:
        return ""
    since = day_name(arrival.covered_to)
    if not arrival.indicator.supplied_by:
        return f"nothing held since {since}"
    body = book.find(Body, arrival.indicator.supplied_by)  # none where readers may not have it
    return f"not received{f' from {body.name}' if body else ''} since {since}"
