"""The last slides: how the plan is delivered, and what difference residents will see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan.rating import Difference, Rated
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

JUDGED = (
    (Difference.BETTER, "is", "are", "better"),
    (Difference.WORSE, "is", "are", "worse"),
    (Difference.NO_CLEAR_CHANGE, "shows", "show", "no clear change"),
)
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
    title = how_actions_stand(total, counted[Status.DONE], behind, counted[Status.NOT_STARTED])
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


def how_actions_stand(total: int, done: int, behind: int, waiting: int) -> str:
    """The message of the slide of actions.

    Examples
    --------
    >>> how_actions_stand(19, 5, 4, 1)
    'Five of 19 actions are done; four are late or without an update.'
    >>> how_actions_stand(11, 0, 0, 11)
    'None of the 11 actions was to have begun yet.'
    """
    if waiting == total:
        return f"None of the {words.spelt(total)} actions was to have begun yet."
    of = f"{_some(done).capitalize()} of {words.spelt(total)} action{'s' * (total != 1)}"
    late = f"{_some(behind)} {_are(behind)} late or without an update"
    return f"{of} {_are(done)} done; {late}."


def _some(many: int) -> str:
    return words.spelt(many) if many else "none"


def _are(many: int) -> str:
    return "are" if many > 1 else "is"


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
    return page.slide("promises", _kept(page, promises), "", exhibit=table)


def _kept(page: Page, promises: list[Promise]) -> str:
    """How many promises there are, and how many are kept; or that none was to have begun."""
    found = [page.standings[one.id].status for one in promises]
    made = f"We made residents {words.spelt(len(found))} promise{'s' * (len(found) != 1)}"
    if set(found) == {Status.NOT_STARTED}:
        return f"{made}: none was to have begun yet."
    return f"{made}: {_some(found.count(Status.DONE))} kept so far."


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
    untested = f"{named} {verb} to show the difference."
    held = [page.rated[one.id] for one in measures if one.id in page.rated]
    if not held:
        return page.slide("measures", untested, "How they stand is not shown here.", exhibit=None)
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
    title = what_measures_show(len(held), Counter(one.difference for one in held)) or untested
    return page.slide("measures", title, text, exhibit=table)


def what_measures_show(many: int, counted: Mapping[Difference, int]) -> str:
    """The message of the slide of measures; empty where none could be judged.

    Examples
    --------
    >>> what_measures_show(16, {Difference.BETTER: 3, Difference.NO_CLEAR_CHANGE: 4})
    'Of 16 measures, three are better and four show no clear change.'
    """
    said = [
        f"{words.spelt(number)} {verb if number > 1 else verb_of_one} {word}"
        for one, verb_of_one, verb, word in JUDGED
        if (number := counted.get(one, 0))
    ]
    return f"Of {words.spelt(many)} measures, {words.listed(said)}." if said else ""


def _missing(one: Rated) -> str:
    return f"{one.missing[:1].upper()}{one.missing[1:]}" if one.missing else "No reading yet"


def _start(page: Page, one: Rated) -> str:
    if one.start is None:
        return "Not set yet"
    is_out = one.indicator.id in page.withheld_baselines
    return f"{SYMBOL} ({one.start.period})" if is_out else str(one.start)
