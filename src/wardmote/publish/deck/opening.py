"""The first slides: introduction, how the plan was developed, what residents told us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wardmote.plan.book import PlanBook
from wardmote.plan.records import (
    AssessmentUsed,
    Circumstance,
    Concern,
    Consultation,
    Meeting,
    Priority,
)
from wardmote.plan.records.ids import PriorityId
from wardmote.plan.records.plan import CircumstanceKind
from wardmote.publish import words
from wardmote.publish.bars import Bar, draw_bars
from wardmote.publish.blocks import Section
from wardmote.publish.deck.pages import Page
from wardmote.publish.exhibits import Chart
from wardmote.publish.tables import Column, Row, Table

MOST_CONCERNS = 6
ANSWERED = {"did": "We did", "will": "We will", "cannot": "We cannot"}


def introduction(page: Page) -> Iterator[Section]:
    """Why there is a plan, for how long, and what it answers to."""
    plan = page.book.plan
    term = f"from {words.day(plan.starts)} to {words.day(plan.ends)}"
    before = f" Before it: {plan.predecessor.rstrip('.')}." if plan.predecessor else ""
    yield page.slide(
        "introduction",
        f"The plan runs {term}.",
        f"{_state(page.book)}{before}",
        exhibit=_circumstances(page.book),
        source=plan.source,
    )


def _state(book: PlanBook) -> str:
    plan = book.plan
    if plan.adopted_on:
        return f"It was adopted on {words.day(plan.adopted_on)}."
    if not plan.is_confirmed("adopted_on"):
        return "The day of its adoption is to be confirmed."
    return "It is a draft: nobody has adopted it yet."


def _circumstances(book: PlanBook) -> Table | None:
    numbers = {one.id: one.number for one in book.all(Priority)}
    kinds = (CircumstanceKind.CHALLENGE, CircumstanceKind.OPPORTUNITY, CircumstanceKind.EVENT)
    rows = [
        Row(one.title, (one.kind.value.capitalize(), _bears_on(one, numbers)))
        for kind in kinds
        for one in book.all(Circumstance)
        if one.kind is kind
    ]
    if not rows:
        return None
    columns = (Column("What it is"), Column("Priorities that it bears on"))
    caption = "Challenges and opportunities that the plan answers to"
    return Table("circumstances", caption, "In short", columns, tuple(rows))


def _bears_on(one: Circumstance, numbers: Mapping[PriorityId, int]) -> str:
    if one.bears_on_all:
        return "All"
    known = sorted(numbers[each] for each in one.bears_on if each in numbers)
    return words.listed(list(map(str, known))) or "Not public"


def developed(page: Page) -> Iterator[Section]:
    """What the plan was made from: the assessment, meetings, consultations."""
    book = page.book
    # What came after the plan was adopted did not shape it.
    until = book.plan.adopted_on or page.on
    meetings = [one for one in book.all(Meeting) if one.on is None or one.on <= until]
    parts = [
        (len(book.all(AssessmentUsed)), "assessment"),
        (len(meetings), "meeting"),
        (len(book.all(Consultation)), "consultation"),
    ]
    said = [f"{words.spelt(many)} {name}{'s' * (many != 1)}" for many, name in parts if many]
    if not said:
        title = "How the plan was developed is not recorded here."
        yield page.slide("developed", title, "", exhibit=None)
        return
    stood = words.listed(said)
    yield page.slide(
        "developed",
        f"{stood[0].upper()}{stood[1:]} stand behind the plan.",
        "",
        exhibit=_steps(book, meetings),
    )


def _steps(book: PlanBook, meetings: Sequence[Meeting]) -> Table:
    rows = [
        Row(one.title, ("Assessment", words.day(one.adopted_on) if one.adopted_on else _OPEN))
        for one in book.all(AssessmentUsed)
    ]
    rows += [
        Row(one.title, (one.kind.words.capitalize(), words.day(one.on) if one.on else _OPEN))
        for one in meetings
    ]
    rows += [Row(one.title, ("Consultation", _when(one))) for one in book.all(Consultation)]
    columns = (Column("What it was"), Column("When"))
    return Table("developed-steps", "What the plan was made from", "Step", columns, tuple(rows))


_OPEN = "To be confirmed"


def _when(one: Consultation) -> str:
    said = [f"{words.day(each.starts)} to {words.day(each.ends)}" for each in one.phases]
    if one.dates_differ:
        return f"Two dates on record: {'; '.join(dict.fromkeys(said))}"
    return "; ".join(dict.fromkeys(said)) or _OPEN


def residents(page: Page) -> Iterator[Section]:
    """What residents put first, and what came of it."""
    concerns = sorted(page.book.all(Concern), key=lambda one: one.rank)[:MOST_CONCERNS]
    if not concerns:
        title = "What residents said is not recorded here."
        yield page.slide("residents", title, "", exhibit=None)
        return
    measured = sorted(
        (one for one in concerns if one.share is not None), key=lambda one: -(one.share or 0)
    )
    if len(measured) > 1:
        yield _shares(page, measured)
    title = f"Residents’ first concern: {_in_a_title(concerns[0])}."
    yield page.slide("residents", title, "", exhibit=_answers(page.book, concerns))


def _in_a_title(one: Concern) -> str:
    """A concern after a colon: between marks where the words are not ours."""
    said = one.words.rstrip(".")
    return f"“{said}”" if one.quoted else said[:1].lower() + said[1:]


def _shares(page: Page, concerns: list[Concern]) -> Section:
    figure = "concern-shares"
    rows = tuple(
        Row(one.words, (round(100 * (one.share or 0)), str(one.base or ""))) for one in concerns
    )
    columns = (Column("Named it", "%", decimals=0), Column("People asked"))
    table = Table("concerns-named", "What those asked named", "Concern", columns, rows, figure)
    bars = [
        Bar(one.words, 100 * (one.share or 0), f"{100 * (one.share or 0):.0f}%") for one in concerns
    ]
    bases = sorted({one.base for one in concerns if one.base})
    asked = words.count(bases[0]) if len(bases) == 1 else "different numbers of"
    page.rests_on(figure, "Share of those asked who named a concern", rows=len(concerns))
    first = concerns[0].words.rstrip(".")
    chart = Chart(
        id="concern-shares-chart",
        title=f"“{first}” was named most often",
        subtitle=f"Share of {asked} people asked, {page.book.plan.area}",
        drawing=draw_bars(bars),
        shows=f"“{first}” leads {words.spelt(len(concerns))} concerns.",
        does_not_show=_stands_for(page.book, concerns),
        table=table,
        figure_id=figure,
    )
    named = f"{100 * (concerns[0].share or 0):.0f}% named {_in_a_title(concerns[0])}"
    title = f"Of {asked} people asked, {named}."
    return page.slide("concerns", title, "", exhibit=chart)


def _stands_for(book: PlanBook, concerns: Sequence[Concern]) -> str:
    """How far those who were asked stand for all who live here, by design and not by size."""
    asked = {each for one in concerns for each in one.consultations}
    held = [one for one in book.all(Consultation) if one.id in asked]
    if held and all(one.is_representative for one in held):
        return "What those think who were not asked is an estimate from those who were."
    return "Who answered may not be like who lives here: no sample is recorded as representative."


def _answers(book: PlanBook, concerns: list[Concern]) -> Table:
    rows = tuple(Row(f"{one.rank}. {one.words}", (_answer(book, one),)) for one in concerns)
    caption = "What residents said, and what the plan does with it"
    return Table("concerns-answered", caption, "You said", (Column("What we do"),), rows)


def _answer(book: PlanBook, one: Concern) -> str:
    if one.is_answered:
        return f"{ANSWERED[one.we]}: {one.did.rstrip('.')}."
    numbers = sorted(each.number for each in book.all(Priority) if each.id in one.priorities)
    if numbers:
        many = "priorities" if len(numbers) > 1 else "priority"
        return f"Taken up in {many} {words.listed(list(map(str, numbers)))}"
    return "No answer is recorded yet"
