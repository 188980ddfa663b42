"""The last slides: how the plan is delivered, and what difference residents will see."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan.rating import Rated
from wardmote.plan.records import Action, Board, Body, Indicator, Promise
from wardmote.plan.records.partnership import BoardKind
from wardmote.plan.status import Status
from wardmote.publish import words
from wardmote.publish.bars import Bar, draw_bars
from wardmote.publish.blocks import Section
from wardmote.publish.deck.pages import Page
from wardmote.publish.exhibits import Chart
from wardmote.publish.plans.wording import given, given_day
from wardmote.publish.tables import Column, Row, Table

FIGURE = "actions-by-status"
BESIDE = (BoardKind.COMMUNITY_BOARD, BoardKind.EXTERNAL_BOARD)


def delivery(page: Page) -> Iterator[Section]:
    """Who drives the work, who stands beside, and how it stands."""
    boards = page.book.all(Board)
    drive = [one for one in boards if one.kind is BoardKind.SUBGROUP]
    beside = [one for one in boards if one.kind in BESIDE]
    if drive or beside:
        yield _boards(page, drive, beside)
    actions = page.book.all(Action)
    if actions:
        yield _actions(page, actions)


def _boards(page: Page, drive: list[Board], beside: list[Board]) -> Section:
    rows = tuple(
        Row(one.name, (one.kind.words.capitalize(), one.link or one.remit or "To be confirmed"))
        for one in (*drive, *beside)
    )
    columns = (Column("What it is"), Column("What it does here"))
    table = Table("boards-table", "Boards that deliver the plan", "Board", columns, rows)
    own = f"{words.spelt(len(drive)).capitalize()} subgroup{'s' * (len(drive) != 1)}"
    verb = "drives" if len(drive) == 1 else "drive"
    others = f"; {words.spelt(len(beside))} board{'s' * (len(beside) != 1)}"
    work = "works" if len(beside) == 1 else "work"
    title = f"{own} {verb} delivery{f'{others} {work} alongside' if beside else ''}."
    return page.slide("boards", title, "", exhibit=table)


def _actions(page: Page, actions: tuple[Action, ...]) -> Section:
    counted = dict.fromkeys(sorted(Status, key=lambda one: one.sort_key), 0)
    for one in actions:
        counted[page.standings[one.id].status] += 1
    page.rests_on(
        FIGURE,
        "Actions of the plan by how they stand",
        rows=len(actions),
        caveat="How an action stands is its owner's word and the calendar, by one order of rules.",
    )
    rows = tuple(Row(status.words, (many,)) for status, many in counted.items())
    columns = (Column("Actions", decimals=0),)
    table = Table(FIGURE, "Actions by how they stand", "Status", columns, rows, FIGURE)
    behind = counted[Status.LATE] + counted[Status.NO_UPDATE]
    total = len(actions)
    plural = f"action{'s' * (total != 1)}"
    title = f"Of {total} {plural}: done {counted[Status.DONE]}, late or without an update {behind}."
    chart = Chart(
        id="actions-chart",
        title=title.rstrip("."),
        subtitle=f"Actions of the plan, {page.book.plan.area}, {words.day(page.on)}",
        drawing=draw_bars(
            [Bar(f"{one.shape} {one.words}", many, str(many)) for one, many in counted.items()]
        ),
        shows=f"How {total} {plural} stand on {words.day(page.on)}.",
        does_not_show="Whether what is done made a difference.",
        table=table,
        figure_id=FIGURE,
    )
    return page.slide("actions", title, "", exhibit=chart)


def difference(page: Page) -> Iterator[Section]:
    """What residents were promised, and whether it can be seen."""
    promises = sorted(page.book.all(Promise), key=lambda one: one.number)
    if not promises:
        title = "No promise to residents is recorded yet."
        yield page.slide("promises", title, "", exhibit=None)
    else:
        yield _promises(page, promises)
    if page.book.all(Indicator):
        yield _measures(page)


def _promises(page: Page, promises: list[Promise]) -> Section:
    rows = tuple(_promise(page, one) for one in promises)
    columns = (Column("Who"), Column("By when"), Column("Done?"))
    caption = f"What residents were promised, and how it stands on {words.day(page.on)}"
    table = Table("promises-table", caption, "Promise", columns, rows)
    done = sum(page.standings[one.id].status is Status.DONE for one in promises)
    many = len(promises)
    made = f"{words.spelt(many)} promise{'s' * (many != 1)}"
    kept = words.spelt(done) if done else "none"
    title = f"We made residents {made}: {kept} kept so far."
    return page.slide("promises", title, "", exhibit=table)


def _promise(page: Page, one: Promise) -> Row:
    standing = page.standings[one.id]
    body = page.book.find(Body, one.accountable)
    due = given_day(one, "due", standing.due)
    if standing.moves:
        due = f"{due}; was {words.day(standing.due_first)}"
    done = f"{standing.status.shape} {standing.status.words}"
    return Row(one.wording, (_accountable(one, body), due, done))


def _accountable(one: Promise, body: Body | None) -> str:
    if one.accountable and body is None:
        return "Not public"
    return given(one, "accountable", body.name if body else "")


def _measures(page: Page) -> Section:
    measures = page.book.all(Indicator)
    many = len(measures)
    verb = "is" if many == 1 else "are"
    named = f"{words.spelt(many).capitalize()} measure{'s' * (many != 1)}"
    title = f"{named} {verb} to show the difference."
    held = [page.rated[one.id] for one in measures if one.id in page.rated]
    if not held:
        return page.slide("measures", title, "How they stand is not shown here.", exhibit=None)
    rows = tuple(
        Row(
            one.indicator.title,
            (
                _start(page, one),
                str(one.latest) if one.latest else _missing(one),
                one.said or "Figures only, without a judgement",
            ),
        )
        for one in held
    )
    columns = (Column("Start"), Column("Latest"), Column("Difference"))
    table = Table("measures-table", "Measures of the plan", "Measure", columns, rows)
    judged = sum(one.test is not None for one in held)
    text = f"{words.spelt(judged).capitalize() if judged else 'None'} could be tested so far."
    return page.slide("measures", title, text, exhibit=table)


def _missing(one: Rated) -> str:
    return f"{one.missing[:1].upper()}{one.missing[1:]}" if one.missing else "No reading yet"


def _start(page: Page, one: Rated) -> str:
    if one.start is None:
        return "Not set yet"
    is_out = one.indicator.id in page.withheld_baselines
    return f"{SYMBOL} ({one.start.period})" if is_out else str(one.start)
