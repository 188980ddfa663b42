"""A calendar as a file that calendar programs read (RFC 5545), the same bytes every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from wardmote.plan.calendar.entries import CalendarEntry

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Wardmote//Plan calendar//EN"
UID_DOMAIN = "wardmote.invalid"  # RFC 2606: a name that nobody can own


def icalendar_bytes(entries: Iterable[CalendarEntry], *, title: str, as_of: date) -> bytes:
    """An iCalendar file of entries, each a whole day or stretch of days.

    Parameters
    ----------
    entries
        Of one plan.
    title
        Name of the calendar: the plan's title. It goes into each entry's identifier.
    as_of
        Day that the calendar stands for: it stamps every entry.

    Returns
    -------
    bytes
        UTF-8. The same entries give the same bytes; an entry whose day moved keeps its
        identifier, so that a calendar program moves it too.

    References
    ----------
    RFC 5545.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    stamp = datetime.combine(as_of, time(), tzinfo=UTC)
    for one in entries:
        calendar.add_component(_event(one, title, stamp))
    return bytes(calendar.to_ical())


def _event(one: CalendarEntry, title: str, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid(title, one.id))
    event.add("dtstamp", stamp)
    event.add("dtstart", one.on)
    event.add("dtend", (one.ends or one.on) + timedelta(days=1))  # RFC 5545: the day after
    event.add("summary", one.title)
    said = [part for part in (one.body, one.note, one.rests_on) if part]
    if said:
        event.add("description", "\n".join(said))
    event.add("categories", [one.kind.value])
    event.add("transp", "TRANSPARENT")
    return event


def uid(title: str, entry_id: str) -> str:
    """Identifier of an entry: the same for the same thing of the same plan.

    Examples
    --------
    >>> uid("Plan", "action-A1") == uid("Plan", "action-A1") != uid("Plan", "action-A2")
    True
    """
    digest = hashlib.sha256(f"{title}\n{entry_id}".encode()).hexdigest()
    return f"{digest[:32]}@{UID_DOMAIN}"
