"""The promises for programs: a CSV, and an Atom feed of what was said of them."""

from __future__ import annotations

from datetime import date
from typing import Final
from xml.etree import ElementTree

from wardmote.plan.records import Promise, Update
from wardmote.publish.as_csv import csv_bytes
from wardmote.publish.plans.actions import what_was_said
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.tracker import in_order, page_of, promise_fields
from wardmote.publish.plans.wording import anchor, table_of
from wardmote.publish.tables import Row

ATOM: Final = "http://www.w3.org/2005/Atom"
NEWEST_IN_FEED: Final = 50  # entries; a promise's page has all


def promises_csv(as_at: PlanAsAt) -> bytes:
    """Every promise as the tracker prints it, one a row."""
    promises = in_order(as_at, as_at.book.all(Promise))
    columns = ("Promise", "Why", "Who", "By when", "Done?", "Difference?", "Latest")
    rows = (
        Row(one.id, tuple(promise_fields(as_at, one)[name] for name in columns)) for one in promises
    )
    return csv_bytes(table_of("promises-csv", as_at.plan.title, "Id", columns, rows))


def promises_atom(as_at: PlanAsAt) -> bytes:
    """What was said of the promises, newest first, as an Atom feed.

    Returns
    -------
    bytes
        The same for the same records: its days are those of the updates.

    References
    ----------
    RFC 4287.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    newest = as_at.updates[-1].on if as_at.updates else as_at.plan.starts
    _put(feed, "title", f"{as_at.plan.title}: promises")
    _put(feed, "id", _id(as_at, "promises"))
    _put(feed, "updated", _moment(newest))
    _put(feed, "author", "").append(_named("name", as_at.plan.area))
    _put(feed, "link", "", href="index.html")
    for promise, update in _said(as_at)[:NEWEST_IN_FEED]:
        feed.append(_entry(as_at, promise, update))
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _said(as_at: PlanAsAt) -> list[tuple[Promise, Update]]:
    """Each promise with each update of it, newest first."""
    pairs = [
        (promise, update)
        for promise in as_at.book.all(Promise)
        for update in as_at.updates_about(promise.id)
    ]
    return sorted(pairs, key=lambda pair: (pair[1].on, -pair[0].number), reverse=True)


def _entry(as_at: PlanAsAt, promise: Promise, update: Update) -> ElementTree.Element:
    entry = ElementTree.Element(f"{{{ATOM}}}entry")
    same_day = [one for one in as_at.updates if one.about == promise.id and one.on == update.on]
    name = f"{anchor('promise', promise.id)}-{update.on:%Y-%m-%d}-{same_day.index(update) + 1}"
    _put(entry, "title", f"Promise {promise.number}, {update.says.words}: {promise.wording}")
    _put(entry, "id", _id(as_at, name))
    _put(entry, "updated", _moment(update.on))
    _put(entry, "link", "", href=page_of(promise))
    _put(entry, "summary", what_was_said(update, as_at))
    return entry


def _put(parent: ElementTree.Element, tag: str, text: str, **given: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", given)
    made.text = text or None
    return made


def _named(tag: str, text: str) -> ElementTree.Element:
    made = ElementTree.Element(f"{{{ATOM}}}{tag}")
    made.text = text
    return made


def _id(as_at: PlanAsAt, name: str) -> str:
    """A name that never changes, without a site's address: the plan's first day is in it."""
    area = anchor("plan", as_at.plan.area)
    return f"tag:wardmote,{as_at.plan.starts:%Y-%m-%d}:{area}/{name}"


def _moment(day: date) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z"
