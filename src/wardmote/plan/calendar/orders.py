"""Space orders: their last day, the days before it, challenge and evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wardmote.plan.book import PlanBook
from wardmote.plan.calendar.entries import CalendarEntry, EntryKind
from wardmote.plan.records import Body, SpaceOrder
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name, shift_day

ORDER = EntryKind.ORDER


def order_entries(book: PlanBook) -> Iterator[CalendarEntry]:
    """Days of every space order that the plan records.

    Parameters
    ----------
    book
        The plan.
    """
    council = next((one.name for one in book.all(Body) if one.type == "council"), "")
    for order in book.all(SpaceOrder):
        if order.starts:
            yield from _of(order, order.starts, council)


def _of(order: SpaceOrder, starts: date, council: str) -> Iterator[CalendarEntry]:
    last = order.last_day or starts
    yield CalendarEntry(
        f"order-{order.id}-ends",
        last,
        f"{order.title}: its last day",
        ORDER,
        body=council,
        rule="PSPO-03",
        note="It can be extended only before it ends.",
        marking=order.marking,
    )
    for months in rule("PSPO-03").parameter("alert_months"):
        yield CalendarEntry(
            f"order-{order.id}-in-{months}",
            shift_day(last, -months),
            f"{order.title}: {months} months to its last day",
            ORDER,
            body=council,
            rule="PSPO-03",
            is_practice=True,
            note=f"Let it end, or consult on extending it before {day_name(last)}.",
            marking=order.marking,
        )
    if order.made_on:
        weeks = int(rule("PSPO-09").parameter("weeks"))
        yield CalendarEntry(
            f"order-{order.id}-challenge",
            order.made_on + timedelta(weeks=weeks),
            f"{order.title}: last day for a challenge in the High Court",
            ORDER,
            body=council,
            rule="PSPO-09",
            marking=order.marking,
        )
    months = int(rule("PSPO-10").parameter("evaluate_months"))
    on = shift_day(starts, months)
    while on <= last:
        yield CalendarEntry(
            f"order-{order.id}-evaluation-{on.year}",
            on,
            f"{order.title}: what it brought about is looked at",
            ORDER,
            body=council,
            rule="PSPO-10",
            is_practice=True,
            marking=order.marking,
        )
        on = shift_day(on, months)
