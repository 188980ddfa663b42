"""The page of one promise: how it stands, and its whole history, newest first."""

from __future__ import annotations

from dataclasses import replace

from wardmote.plan.records import Action, Priority, Promise, Update
from wardmote.publish.blocks import Definitions, Paragraph, Section
from wardmote.publish.document import Document
from wardmote.publish.pieces import Link
from wardmote.publish.plans.actions import actions_table, said_by, what_was_said
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.tracker import done, page_of, promise_fields
from wardmote.publish.plans.wording import table_of
from wardmote.publish.tables import Row, Table
from wardmote.publish.words import day


def promise_pages(as_at: PlanAsAt) -> dict[str, Document]:
    """Name of each promise's page to what it says."""
    promises = as_at.book.all(Promise)
    return {page_of(one).removesuffix(".html"): _page(as_at, one) for one in promises}


def _page(as_at: PlanAsAt, promise: Promise) -> Document:
    priority = as_at.book.find(Priority, promise.priority)
    facts = [(label, said) for label, said in promise_fields(as_at, promise).items() if said]
    facts.insert(1, ("Priority", priority.title if priority else "not public"))
    return Document(
        title=f"Promise {promise.number}: {promise.wording}",
        strip=as_at.strip(),
        answer=done(as_at, promise),
        blocks=(
            Paragraph((Link("All promises", "index.html"),)),
            Definitions(tuple(facts)),
            Section("actions", "What we do to keep it", (_actions(as_at, promise),)),
            Section(
                "history", "Everything that was said, newest first", (_history(as_at, promise),)
            ),
        ),
        receipts=(),
        sources=(),
        marking=as_at.readers,
        accent=as_at.accent,
    )


def _actions(as_at: PlanAsAt, promise: Promise) -> Table:
    held = tuple(
        found for one in promise.actions if (found := as_at.book.find(Action, one)) is not None
    )
    name = page_of(promise).removesuffix(".html")
    table = actions_table(as_at, f"{name}-actions", "Actions that keep it", held, anchors=True)
    return replace(table, as_cards=True)


def _history(as_at: PlanAsAt, promise: Promise) -> Table:
    said = as_at.updates_about(promise.id, *promise.actions)
    name = page_of(promise).removesuffix(".html")
    return table_of(
        f"{name}-history",
        "Updates on the promise and its actions; nothing is deleted",
        "Day",
        ("About", "Says", "What was said", "By"),
        (
            *(_row(as_at, one) for one in said),
            Row(
                day(promise.starts),
                ("the promise", "promised", promise.wording, "the partnership"),
            ),
        ),
        as_cards=True,
        of=said,
    )


def _row(as_at: PlanAsAt, one: Update) -> Row:
    says = one.says.words
    about = f"action {one.about}" if as_at.book.find(Action, one.about) else "the promise"
    return Row(day(one.on), (about, says, what_was_said(one, as_at), said_by(one, as_at)))
