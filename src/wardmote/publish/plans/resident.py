"""The page for residents: whether it is safer, and whether we did what we said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from wardmote.plan.rating import Rated
from wardmote.plan.records import Body, Concern, Indicator, KnowledgeGap, Meeting, Promise
from wardmote.plan.records.delivery import BOROUGH_WIDE
from wardmote.plan.records.measures import Unit
from wardmote.plan.records.partnership import MeetingKind
from wardmote.plan.status import Status
from wardmote.publish.blocks import (
    Block,
    Callout,
    Definitions,
    Paragraph,
    Points,
    Section,
    sentences_of,
    walk,
)
from wardmote.publish.document import Document
from wardmote.publish.pieces import Link, Piece, Sentence, plain
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.compose import hold_banner
from wardmote.publish.plans.partnership.heard import WE, quoted
from wardmote.publish.plans.tracker import IN_LINE, cannot_measure, in_order, page_of
from wardmote.publish.plans.wording import anchor, ended, full_stop, on_day, points_or
from wardmote.publish.words import about_one_in, count, day, listed

TOLD: Final = 3  # of what people told us, most important first
FACTS: Final = 4
CANNOT_TELL: Final = 4
WEEKS_IN_A_YEAR: Final = 52
ONE_IN: Final = 0.35  # a larger share is said in tenths: "about 7 in 10"
TRACKER: Final = "../promises"
AWAY: Final = "https://www.bbc.co.uk/weather"


def compose_resident_page(as_at: PlanAsAt) -> Document:
    """One page for a phone, in plain words.

    Parameters
    ----------
    as_at
        The plan on a day, for the public.

    Returns
    -------
    Document
        `wardmote.publish.plans.reading_age` measures what `spoken` gives of it.
    """
    return Document(
        title=f"Is {as_at.plan.area} safer, and did we do what we said?",
        strip=as_at.strip(),
        answer=_counts(as_at),
        blocks=(
            *hold_banner(as_at),
            _late(as_at),
            _told(as_at),
            _facts(as_at),
            _wards(as_at),
            _cannot_tell(as_at),
            _help(as_at),
            _say(as_at),
            _other_forms(as_at),
        ),
        receipts=(),
        sources=(),
        marking=as_at.readers,
        accent=as_at.accent,
    )


def spoken(document: Document) -> str:
    """What a document says, a line for each heading and sentence: for measuring its words."""
    lines = [document.title, plain(document.answer)]
    for block in walk(document.blocks):
        if isinstance(block, Section | Callout):
            lines.append(block.title)
        lines += [plain(one) for one in sentences_of(block)]
    return "\n".join(lines)


def _counts(as_at: PlanAsAt) -> str:
    promises = as_at.book.all(Promise)
    if not promises:
        return "We have made no promises yet."
    found = Counter(as_at.standings[one.id].status for one in promises)
    said = [f"{one.words.lower()} {count(found[one])}" for one in IN_LINE if found[one]]
    listed_counts = ", ".join(said)
    return f"Our promises: {count(len(promises))}. {listed_counts.capitalize()}."


def _late(as_at: PlanAsAt) -> Section:
    promises = in_order(as_at, as_at.book.all(Promise))
    first = [one for one in promises if as_at.standings[one.id].status in _FIRST]
    items = tuple(_late_one(as_at, one) for one in first)
    blocks: tuple[Block, ...] = (
        points_or(items, "Nothing is late."),
        Paragraph((Link("See all our promises", f"{TRACKER}/index.html"), ".")),
    )
    return Section("late", "What is late or has gone quiet", blocks)


_FIRST: Final = (Status.LATE, Status.NO_UPDATE)


def _late_one(as_at: PlanAsAt, promise: Promise) -> Sentence:
    standing = as_at.standings[promise.id]
    return (
        f"{full_stop(promise.wording)} {standing.status.words}: {ended(standing.because)} ",
        Link(f"More on promise {promise.number}", f"{TRACKER}/{page_of(promise)}"),
    )


def _told(as_at: PlanAsAt) -> Section:
    concerns = sorted(as_at.book.all(Concern), key=lambda one: one.rank)
    items = tuple((quoted(one), _did(one)) for one in concerns[:TOLD])
    said: Block = Definitions(items) if items else Paragraph("We have not asked you yet.")
    return Section("told", "What you told us, and what we did", (said,))


def _did(one: Concern) -> str:
    return f"{WE[one.we]}: {ended(one.did)}" if one.we else "We have not answered this yet."


def _facts(as_at: PlanAsAt) -> Section:
    promised = {one.measure for one in as_at.book.all(Promise)}
    rated = [as_at.rated[one.id] for one in as_at.book.all(Indicator)]
    shown = [one for one in rated if _newest(one)]  # what is suppressed tells a resident nothing
    shown.sort(key=lambda one: one.indicator.id not in promised)
    items = tuple(_fact(one) for one in shown[:FACTS])
    none = "We hold no figures that we can print yet."
    return Section("facts", "What the figures say", (points_or(items, none),))


def _newest(one: Rated) -> str:
    point = one.latest or one.last_12_months or one.this_quarter
    return str(point) if point and not point.is_suppressed else ""


def _fact(one: Rated) -> str:
    is_shown = one.start is not None and not one.start.is_suppressed
    start = f" At the start it was {one.start}." if is_shown else ""
    word = f" {full_stop(one.said)}" if one.said else ""
    return f"{one.indicator.title}: {_newest(one)}.{felt(one)}{start}{word}"


def felt(one: Rated) -> str:
    """A figure as something that a person can feel: so many a week, or one in so many.

    Nothing where the figure may not be printed, or where it would say too much.
    """
    point = one.latest or one.last_12_months
    if point is None or point.value is None or point.is_suppressed:
        return ""
    if one.indicator.unit is Unit.SHARE and 0 < point.value < 1:
        return f" That is {_as_people(point.value)}."
    if one.indicator.unit is Unit.COUNT and point == one.last_12_months:
        weekly = point.value / WEEKS_IN_A_YEAR
        return f" That is about {count(round(weekly))} a week." if weekly >= 1 else ""
    return ""


def _as_people(share: float) -> str:
    """A share as so many in so many."""
    if share <= ONE_IN:
        return about_one_in(share)
    tenths = round(10 * share)
    return "nearly all" if tenths == 10 else f"about {tenths} in 10"


def _wards(as_at: PlanAsAt) -> Section:
    promises = as_at.book.all(Promise)
    places = sorted({one.place for one in promises} - {BOROUGH_WIDE})
    items: list[Sentence] = [
        (f"{place}: ", Link(_numbers(promises, place), f"{TRACKER}/{anchor('place', place)}.html"))
        for place in places
    ]
    items += [f"{one.title}: {on_day(one.on)}." for one in _coming(as_at, MeetingKind.WARD_PANEL)]
    none = "No promise is for one ward alone, and no ward panel meeting is set yet."
    return Section("ward", "Your ward", (points_or(items, none),))


def _numbers(promises: Iterable[Promise], place: str) -> str:
    """The promises for a place by their numbers, so that paper tells them too."""
    numbers = [one.number for one in promises if one.place == place]
    return f"promise{'s' * (len(numbers) > 1)} {listed([str(one) for one in sorted(numbers)])}"


def _coming(as_at: PlanAsAt, *kinds: MeetingKind) -> list[Meeting]:
    meetings = [
        one
        for one in as_at.book.all(Meeting)
        if one.kind in kinds and one.on and one.on >= as_at.on
    ]
    return sorted(meetings, key=lambda one: (one.on, one.title))


def _cannot_tell(as_at: PlanAsAt) -> Section:
    gaps = [full_stop(one.what) for one in as_at.book.all(KnowledgeGap)]
    unmeasured = [
        f"Promise {one.number}. {cannot_measure(one.why_no_measure)}"
        for one in as_at.book.all(Promise)
        if one.why_no_measure
    ]
    missing = [
        full_stop(f"{one.indicator.title}: {one.missing}")
        for one in as_at.rated.values()
        if one.missing
    ]
    items = (*gaps, *missing, *unmeasured)[:CANNOT_TELL]
    said = points_or(items, "We have written down no gaps. That does not mean that there are none.")
    return Section("cannot-tell", "What we can't tell you", (said,))


def _help(as_at: PlanAsAt) -> Section:
    council = next((one for one in as_at.book.all(Body) if one.type == "council"), None)
    where: tuple[Piece, ...] = ("Ask your council.",)
    if council and council.address:
        where = _contact(council)
    items: tuple[Sentence, ...] = (
        ("Someone is in danger now: call ", Link("999", "tel:999"), "."),
        ("Not an emergency: call the police on ", Link("101", "tel:101"), "."),
        ("Noise, litter and other trouble: ", *where),
        "Hate crime: you can report it without going to the police. Ask your council how.",
        "You told us and it did not stop: ask your council for a case review.",
    )
    leave = Paragraph(
        ("If someone may be watching what you read: ", Link("leave this page", AWAY), ".")
    )
    return Section("help", "Report it, or get help", (Points(items), leave))


def _contact(body: Body) -> tuple[Piece, ...]:
    if body.address.startswith(("https://", "http://", "mailto:", "tel:")):
        return (Link(body.name, body.address), ".")
    return (f"{body.name}, {full_stop(body.address)}",)


def _say(as_at: PlanAsAt) -> Section:
    kinds = (MeetingKind.PUBLIC_MEETING, MeetingKind.FOCUS_GROUP)
    items = tuple(f"{one.title}: {on_day(one.on)}." for one in _coming(as_at, *kinds))
    return Section(
        "have-your-say", "Have your say", (points_or(items, "No public meeting is set yet."),)
    )


def _other_forms(as_at: PlanAsAt) -> Section:
    languages = as_at.plan.languages
    named = f" You can have it in {listed(languages)}." if languages else ""
    return Section(
        "other-forms",
        "Other ways to read this",
        (
            Paragraph(
                "Ask your council for this page in large print, in sign language or in another "
                f"language.{named}"
            ),
            Paragraph(f"This page shows how things stood on {day(as_at.on)}."),
        ),
    )
