"""Everything that a plan's calendar holds, over a stretch of days."""

from __future__ import annotations

from datetime import date

from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.calendar.approvals import approval_entries
from wardmote.plan.calendar.delivery import delivery_entries
from wardmote.plan.calendar.entries import CalendarEntry
from wardmote.plan.calendar.orders import order_entries
from wardmote.plan.calendar.statutory import statutory_entries
from wardmote.vocabulary.marking import Marking


def plan_calendar(
    book: PlanBook,
    *,
    first: date,
    last: date,
    readers: Marking = Marking.PARTNERS,
) -> tuple[CalendarEntry, ...]:
    """Every day to have in mind over a stretch: duties, approvals, meetings, what falls due.

    Parameters
    ----------
    book
        The plan.
    first
        First day, as which things stand: what is done by then has no entry.
    last
        Last day.
    readers
        Whose calendar it is: the public's leaves out what is for partners.

    Returns
    -------
    tuple of CalendarEntry
        By day, then by id.

    Raises
    ------
    ConfigurationError
        The last day lies before the first.

    Examples
    --------
    >>> from wardmote.plan.records import Plan
    >>> from wardmote.plan.records.plan import PlanState
    >>> plan = Plan(title="Plan 2026 to 2029", area="Northborough", starts=date(2026, 4, 1),
    ...     ends=date(2029, 3, 31), state=PlanState.ADOPTED, summary="A safer place.",
    ...     adopted_on=date(2026, 3, 12))
    >>> found = plan_calendar(PlanBook({Plan: (plan,)}), first=date(2026, 4, 1),
    ...     last=date(2027, 3, 31))
    >>> [str(one.on) for one in found if one.id == "plan-revision-2027"]
    ['2027-03-31']
    """
    if last < first:
        raise ConfigurationError(
            "A calendar cannot end before it begins.",
            expected=f"{first} or later",
            found=str(last),
            next_step="Give a later last day.",
        )
    seen = book.for_readers(readers)
    every = [
        *statutory_entries(seen, first, last),
        *order_entries(seen),
        *approval_entries(seen),
        *delivery_entries(seen, first),
    ]
    kept = [one for one in every if one.touches(first, last) and one.marking.open_to(readers)]
    return tuple(sorted(kept, key=lambda one: (one.on, one.id)))
