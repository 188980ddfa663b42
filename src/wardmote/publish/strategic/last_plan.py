"""Section 4 of the assessment: how last year's plan did, from the plan's public records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from wardmote.assessment.assessment import Assessment
from wardmote.plan.rating.results import Difference
from wardmote.plan.records import Action, Funding, Indicator, Priority, Promise
from wardmote.plan.status import Status
from wardmote.plan.year_on_record import was_in_force
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.plans.actions import in_order
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.measures import NO_START, NONE_YET, aim_of, figure
from wardmote.publish.plans.tracker import IN_LINE
from wardmote.publish.plans.wording import (
    ended,
    full_stop,
    number_of,
    points_or,
    table_of,
    term,
)
from wardmote.publish.tables import Row, Table
from wardmote.vocabulary.years import ReportingYear, year_of

NO_PLAN: Final = "No plan is recorded yet."
NEEDS_A_WORD: Final = (Status.LATE, Status.NO_UPDATE, Status.AT_RISK, Status.STOPPED)
TWO_QUESTIONS: Final = (
    "Done and making a difference are two questions. That a measure moved does not show that the "
    "plan moved it."
)


def how_last_plan_did(found: Assessment, plan: PlanAsAt | None) -> Section:
    """How far last year's plan was carried out, how its measures moved, and what is left.

    Parameters
    ----------
    found
        The assessment.
    plan
        The plan as the public may have it on that day; None where none is recorded.
    """
    title = "How last year's plan did"
    if plan is None:
        return Section("last-plan", title, (Paragraph(NO_PLAN),))
    year = year_of(found.as_of).previous
    blocks: list[Block] = [Paragraph(_opening(plan, year))]
    if not was_in_force(plan.whole, year):
        return Section("last-plan", title, tuple(blocks))
    blocks += [Paragraph(_carried_out(plan, year)), _by_priority(plan)]
    blocks += _left(plan)
    if measures := plan.book.all(Indicator):
        blocks += [
            Section(
                "last-plan-measures",
                "Whether it made a difference",
                (
                    Paragraph(TWO_QUESTIONS),
                    points_or(_tried(plan), "No promise that is done has a measure yet."),
                    _measures(plan, measures),
                ),
            )
        ]
    blocks += _money(plan, year)
    return Section("last-plan", title, tuple(blocks))


def plan_line(found: Assessment, plan: PlanAsAt | None) -> str:
    """The front page's line: how many actions are done, and what was tried."""
    if plan is None or not was_in_force(plan.whole, year_of(found.as_of).previous):
        return NO_PLAN if plan is None else "None is recorded for the year before."
    said = [_counts(plan, plan.book.all(Action))]
    for lead, wanted in (("Done, and better", BETTER), ("Done, and not better", NOT_BETTER)):
        tried = _done_with(plan, wanted)
        if tried:
            said.append(f"{lead}: {full_stop(tried[0].wording)}")
    return " ".join(said)


BETTER: Final = (Difference.BETTER,)
NOT_BETTER: Final = (Difference.WORSE, Difference.NO_CLEAR_CHANGE)


def _opening(plan: PlanAsAt, year: ReportingYear) -> str:
    held = f"{plan.plan.title}, {term(plan.plan.starts, plan.plan.ends)}"
    if not was_in_force(plan.whole, year):
        return f"No plan for {year} is recorded. The one on record is {held}."
    return (
        f"{held}. It is told as it stood on {words.day(plan.on)}, from its public records: what "
        f"its owners said, and what its measures show."
    )


def _carried_out(plan: PlanAsAt, year: ReportingYear) -> str:
    every = plan.book.all(Action)
    was_due = [one for one in every if one.due <= year.period_end]
    if not was_due:
        return f"{_counts(plan, every)} None was due by the end of {year}."
    done = sum(plan.standings[one.id].status is Status.DONE for one in was_due)
    due = number_of(len(was_due), "action").capitalize()
    return (
        f"{_counts(plan, every)} {due} {'was' if len(was_due) == 1 else 'were'} due by the end of "
        f"{year}; of these done: {words.count(done)}."
    )


def _counts(plan: PlanAsAt, actions: Iterable[Action]) -> str:
    found = Counter(plan.standings[one.id].status for one in actions)
    if not found:
        return "It names no action that is public."
    said = [f"{one.words.lower()} {words.count(found[one])}" for one in IN_LINE if found[one]]
    return f"{number_of(sum(found.values()), 'action').capitalize()}: {', '.join(said)}."


def _by_priority(plan: PlanAsAt) -> Table:
    actions = plan.book.all(Action)
    shown = [one for one in IN_LINE if any(plan.standings[a.id].status is one for a in actions)]
    rows = []
    for priority in plan.book.all(Priority):
        mine = [plan.standings[one.id].status for one in actions if one.priority == priority.id]
        cells = (len(mine), *(mine.count(one) for one in shown))
        rows.append(Row(priority.title, tuple(words.count(one) for one in cells)))
    return table_of(
        "plan-by-priority",
        f"Actions of the plan by priority, as at {words.day(plan.on)}",
        "Priority",
        ("Actions", *(one.words for one in shown)),
        rows,
        of=actions,
    )


def _left(plan: PlanAsAt) -> list[Block]:
    """What is late, silent, at risk or stopped, each with why."""
    standing = plan.standings
    every = in_order(plan, plan.book.all(Action))
    wanting = [one for one in every if standing[one.id].status in NEEDS_A_WORD]
    said = points_or(
        (
            f"{one.title}: {standing[one.id].status.words.lower()}. "
            f"{full_stop(standing[one.id].because)}"
            for one in wanting
        ),
        "Nothing is late, silent, at risk or stopped.",
    )
    return [Section("last-plan-left", "What is left to do", (said,))]


def _measures(plan: PlanAsAt, measures: tuple[Indicator, ...]) -> Table:
    """Each measure with its word; the plan's own table says what that rests on."""
    rated = [plan.rated[one.id] for one in measures]
    return table_of(
        "plan-measures",
        "Measures of the plan",
        "Measure",
        ("Start", "Latest", "Aim", "How it stands"),
        (
            Row(
                one.indicator.title,
                (
                    figure(one.start, NO_START),
                    figure(one.latest, one.missing or NONE_YET),
                    aim_of(one),
                    one.rag.words,
                ),
            )
            for one in rated
        ),
        of=measures,
    )


def _tried(plan: PlanAsAt) -> list[str]:
    """What is done, by whether its measure is better."""
    said = []
    for lead, wanted in (("Done, and its measure is better", BETTER), ("Done, and", NOT_BETTER)):
        for one in _done_with(plan, wanted):
            word = plan.rated[one.measure].difference.words.lower()
            how = lead if wanted is BETTER else f"{lead} its measure says: {word}"
            said.append(f"{how}. {full_stop(one.wording)}")
    return said


def _done_with(plan: PlanAsAt, wanted: tuple[Difference, ...]) -> list[Promise]:
    return [
        one
        for one in plan.book.all(Promise)
        if plan.standings[one.id].status is Status.DONE
        and one.measure in plan.rated
        and plan.rated[one.measure].difference in wanted
    ]


def _money(plan: PlanAsAt, year: ReportingYear) -> list[Block]:
    """Streams that ended since the year began, and what stopped with them."""
    over = [
        one
        for one in plan.book.all(Funding)
        if one.ends and year.period_start <= one.ends <= plan.on
    ]
    items = tuple(
        f"{one.stream}, from {one.funder}, ended on {words.day(one.ends)}. What stopped with it: "
        f"{ended(one.what_stops) if one.what_stops else 'nobody has said.'}"
        for one in over
        if one.ends
    )
    if not items:
        return []
    return [Section("last-plan-money", "Money that ended", (points_or(items, ""),))]
