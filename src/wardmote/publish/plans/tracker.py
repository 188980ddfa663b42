"""The promise tracker: what we promised, and what has happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from wardmote.plan.records import Concern, Indicator, Priority, Promise, Update
from wardmote.plan.records.delivery import BOROUGH_WIDE
from wardmote.plan.status import Status
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.document import Document
from wardmote.publish.pieces import Link, Piece, Sentence, Strong
from wardmote.publish.plans.actions import what_was_said
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.measures import start_to_latest
from wardmote.publish.plans.partnership.compose import hold_banner
from wardmote.publish.plans.wording import (
    NO_SOURCE,
    NOT_PUBLIC,
    anchor,
    due,
    full_stop,
    number_of,
    shortened,
    status,
    table_of,
    term,
)
from wardmote.publish.tables import Row
from wardmote.publish.words import count, day, listed

LONGEST_LATEST: Final = 60  # words of the newest update, on the list
TWO_QUESTIONS: Final = (
    "“Done” and “making a difference” are two questions. We answer both, and a thing can be done "
    "without having worked."
)
COLUMNS: Final = ("Why", "Who", "By when", "Done?", "Difference?", "Latest")
IN_LINE: Final = (
    Status.DONE,
    Status.ON_TRACK,
    Status.NOT_STARTED,
    Status.AT_RISK,
    Status.LATE,
    Status.NO_UPDATE,
    Status.STOPPED,
)
"""Order of the sentence of counts: as a resident asks."""
LOOK_AT: Final = tuple(sorted(Status, key=lambda one: one.sort_key))


_Body = Callable[[PlanAsAt, tuple[Promise, ...]], list[Block]]


def compose_tracker(as_at: PlanAsAt) -> Document:
    """Every promise, how it stands, and whether it made a difference.

    Parameters
    ----------
    as_at
        The plan on a day, for its readers.

    Returns
    -------
    Document
        What needs looking at first; a group of none says so.
    """
    promises = as_at.book.all(Promise)
    return _page(as_at, "What we promised, and what has happened", "all", promises, _groups)


def tracker_pages(as_at: PlanAsAt) -> dict[str, Document]:
    """Pages beside the tracker: the late ones, and those of each priority and each place.

    Returns
    -------
    dict of str to Document
        Name of the page to what it says. Filters are links to these: they need no script.
    """
    promises = as_at.book.all(Promise)
    late = [one for one in promises if as_at.standings[one.id].status is Status.LATE]
    pages = {"late": _page(as_at, "Promises that are late", "late", late, _one_table)}
    for priority, held in _by_priority(as_at).items():
        name = anchor("priority", priority.id)
        pages[name] = _page(as_at, f"Promises on: {priority.title}", name, held, _one_table)
    for place, held in _by_place(promises).items():
        name = anchor("place", place)
        pages[name] = _page(as_at, f"Promises for: {place}", name, held, _one_table)
    return pages


def page_of(promise: Promise) -> str:
    """Address of the page of one promise."""
    return f"{anchor('promise', promise.id)}.html"


def _page(
    as_at: PlanAsAt,
    title: str,
    name: str,
    promises: Iterable[Promise],
    body: _Body,
) -> Document:
    held = in_order(as_at, promises)
    head = (
        *hold_banner(as_at),
        Paragraph(f"{as_at.plan.title}, {term(as_at.plan.starts, as_at.plan.ends)}."),
        Paragraph(TWO_QUESTIONS),
        Paragraph(_filters(as_at, name)),
    )
    return Document(
        title=title,
        strip=as_at.strip(),
        answer=counts_sentence(as_at, held),
        blocks=(*head, *body(as_at, held)),
        receipts=(),
        sources=(),
        foot=(Paragraph(_feeds()),),
        marking=as_at.readers,
        accent=as_at.accent,
    )


def in_order(as_at: PlanAsAt, promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Late first, done last; by due day within each."""

    def key(one: Promise) -> tuple[int, object, int]:
        standing = as_at.standings[one.id]
        return standing.status.sort_key, standing.due, one.number

    return tuple(sorted(promises, key=key))


def counts_sentence(as_at: PlanAsAt, promises: Iterable[Promise]) -> str:
    """How many promises stand how: "14 promises. Done 6, on track 4, late 2"."""
    found = Counter(as_at.standings[one.id].status for one in promises)
    if not found:
        return "No promise is recorded here yet."
    said = [f"{one.words.lower()} {count(found[one])}" for one in IN_LINE if found[one]]
    total = number_of(sum(found.values()), "promise").capitalize()
    return f"{total}: {', '.join(said)}."


def _by_priority(as_at: PlanAsAt) -> dict[Priority, list[Promise]]:
    held: dict[Priority, list[Promise]] = {}
    for priority in sorted(as_at.book.all(Priority), key=lambda one: one.number):
        mine = [one for one in as_at.book.all(Promise) if one.priority == priority.id]
        if mine:
            held[priority] = mine
    return held


def _by_place(promises: Iterable[Promise]) -> dict[str, list[Promise]]:
    places: dict[str, list[Promise]] = {}
    for one in sorted(promises, key=lambda each: (each.place != BOROUGH_WIDE, each.place)):
        places.setdefault(one.place, []).append(one)
    return places


def _filters(as_at: PlanAsAt, here: str) -> Sentence:
    promises = as_at.book.all(Promise)
    late = sum(1 for one in promises if as_at.standings[one.id].status is Status.LATE)
    pages = [("all", f"all ({count(len(promises))})"), ("late", f"late ({count(late)})")]
    pages += [
        (anchor("priority", one.id), f"{one.title} ({count(len(held))})")
        for one, held in _by_priority(as_at).items()
    ]
    pages += [
        (anchor("place", place), f"{place} ({count(len(held))})")
        for place, held in _by_place(promises).items()
    ]
    pieces: list[Piece] = ["Show: "]
    for name, words in pages:
        address = "index.html" if name == "all" else f"{name}.html"
        pieces += [Strong(words) if name == here else Link(words, address), " · "]
    return (*pieces[:-1], ".")


def _feeds() -> Sentence:
    return (
        "The same as a list for spreadsheets: ",
        Link("promises.csv", "promises.csv"),
        ". To be told of changes: ",
        Link("Atom feed of the promises", "promises.atom"),
        ".",
    )


def _groups(as_at: PlanAsAt, held: tuple[Promise, ...]) -> list[Block]:
    """A section for each status, in the order in which they need looking at."""
    made: list[Block] = []
    for one in LOOK_AT:
        mine = [each for each in held if as_at.standings[each.id].status is one]
        name = one.value.replace("_", "-")
        inside = _table(as_at, name, mine) if mine else Paragraph("None.")
        made.append(Section(f"status-{name}", f"{status(one)}: {count(len(mine))}", (inside,)))
    return made


def _one_table(as_at: PlanAsAt, held: tuple[Promise, ...]) -> list[Block]:
    return [_table(as_at, "listed", list(held))] if held else [Paragraph("None.")]


def _table(as_at: PlanAsAt, name: str, promises: list[Promise]) -> Block:
    return table_of(
        f"promises-{name}",
        f"Promises: {name.replace('-', ' ')}",
        "Promise",
        COLUMNS,
        (_row(as_at, one) for one in promises),
        as_cards=True,
        of=promises,
    )


def _row(as_at: PlanAsAt, promise: Promise) -> Row:
    latest: tuple[Piece, ...] = (
        f"{latest_said(as_at, promise)} ",
        Link(f"All of promise {promise.number}", page_of(promise)),
    )
    return Row(
        wording(as_at, promise),
        (
            why(as_at, promise),
            who(as_at, promise),
            due(promise, as_at.standings[promise.id]),
            done(as_at, promise),
            difference(as_at, promise),
            latest,
        ),
        id=anchor("promise", promise.id),
    )


def wording(as_at: PlanAsAt, promise: Promise) -> str:
    """The promise as it was adopted, with its place; new wordings under it, dated."""
    new = [
        f"New wording of {day(one.on)}: {one.new_wording}"
        for one in reversed(as_at.updates_about(promise.id))
        if one.new_wording
    ]
    return " ".join([f"{promise.number}. {promise.wording} ({promise.place})", *new])


def why(as_at: PlanAsAt, promise: Promise) -> str:
    """What was said or found that the promise answers, or that no source is recorded."""
    said = [as_at.book.find(Concern, one) for one in promise.concerns]
    heard = [f"You said: “{one.words}”." for one in said if one]
    found = [f"We found: {full_stop(as_at.finding(one))}" for one in promise.findings]
    return " ".join([*heard, *found]) or full_stop(NO_SOURCE)


def who(as_at: PlanAsAt, promise: Promise) -> str:
    """The one accountable body, with those that help."""
    lead = as_at.lead(promise, "accountable")
    partners = [as_at.body(one) for one in promise.partners]
    return f"{lead}, with {listed(partners)}" if partners else lead


def done(as_at: PlanAsAt, promise: Promise) -> str:
    """Status, why, and since when nothing was heard; what is wanting where it is said done."""
    standing = as_at.standings[promise.id]
    said = [f"{status(standing)}.", full_stop(standing.because)]
    if standing.is_stale:
        said.append(full_stop(standing.heard(as_at.on)))
    if standing.wanting:
        said.append(f"It is said to be done; still wanting: {listed(standing.wanting)}.")
    return " ".join(said)


def difference(as_at: PlanAsAt, promise: Promise) -> str:
    """What the measure shows, or why nothing measures it."""
    if promise.why_no_measure:
        return cannot_measure(promise.why_no_measure)
    measure = as_at.book.find(Indicator, promise.measure)
    if measure is None:
        return full_stop(NOT_PUBLIC)
    rated = as_at.rated[measure.id]
    word = f" {full_stop(rated.said)}" if rated.said else ""
    return f"{measure.title}: {start_to_latest(rated)}.{word}"


def cannot_measure(reason: str) -> str:
    """Why a difference cannot be measured, in one form.

    Examples
    --------
    >>> cannot_measure("No clock is kept.")
    'We cannot measure this, because no clock is kept.'
    >>> cannot_measure("We cannot measure this, because no clock is kept.")
    'We cannot measure this, because no clock is kept.'
    """
    if reason.lower().startswith("we cannot measure"):
        return full_stop(reason)
    return full_stop(f"We cannot measure this, because {reason[:1].lower()}{reason[1:]}")


def latest_said(as_at: PlanAsAt, promise: Promise) -> str:
    """The newest update with its day, shortened, and a partner's reply whole."""
    found = as_at.updates_about(promise.id, *promise.actions)
    if not found:
        return "Nothing heard yet."
    newest = found[0]
    about = "" if newest.about == promise.id else f" (on action {newest.about})"
    said = shortened(_without_reply(newest, as_at), LONGEST_LATEST)
    reply = f" Reply: {full_stop(newest.reply)}" if newest.reply else ""
    return f"{day(newest.on)}{about}: {said}{reply}"


def _without_reply(update: Update, as_at: PlanAsAt) -> str:
    said = what_was_said(update, as_at)
    return said.replace(f" Reply: {full_stop(update.reply)}", "") if update.reply else said


def promise_fields(as_at: PlanAsAt, promise: Promise) -> Mapping[str, str]:
    """A promise as the tracker's columns print it, for its own page and for feeds."""
    return {
        "Promise": wording(as_at, promise),
        "Why": why(as_at, promise),
        "Who": who(as_at, promise),
        "By when": due(promise, as_at.standings[promise.id]),
        "Done?": done(as_at, promise),
        "Difference?": difference(as_at, promise),
        "Latest": latest_said(as_at, promise),
    }
