"""Tables of a highlight report: every status by rule, no figure that a person may edit."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final

from wardmote.plan.rating import Difference, Point, Rated
from wardmote.plan.records import (
    Action,
    Board,
    Funding,
    Indicator,
    Risk,
    SubgroupReport,
    Update,
)
from wardmote.plan.records.history import Said
from wardmote.plan.status import Standing, Status, is_milestone_done
from wardmote.publish.plans.actions import in_order, latest_word, status_and_silence
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.measures import (
    NO_START,
    NOT_RECEIVED,
    aim_of,
    newest_from,
)
from wardmote.publish.plans.partnership.delivery import actions_resting_on, now
from wardmote.publish.plans.wording import (
    NOT_GIVEN,
    due,
    full_stop,
    given,
    on_day,
    one_of_more,
    pounds,
    table_of,
)
from wardmote.publish.tables import Row, Table
from wardmote.publish.words import day, short_month

MOST_DONE: Final = 5
MOST_MEASURES: Final = 8
MOST_RISKS: Final = 3
MONTHS_OF_A_YEAR: Final = 12
ENDING_SOON: Final = timedelta(days=183)  # half a year, for money that ends
NEXT_QUARTER: Final = timedelta(days=92)
FIGURES_ONLY: Final = "Figures only"
ATTENTION: Final = (Status.LATE, Status.NO_UPDATE, Status.AT_RISK)
GLANCE: Final = (Status.DONE, Status.ON_TRACK, Status.AT_RISK, Status.LATE, Status.NO_UPDATE)
WITHOUT_WORD: Final = (Difference.FIGURES_ONLY, Difference.CANNOT_MEASURE, Difference.TOO_EARLY)
WORDS: Final = (Difference.BETTER, Difference.NO_CLEAR_CHANGE, Difference.WORSE)


def at_a_glance(
    as_at: PlanAsAt,
    before: PlanAsAt,
    board: Board,
    actions: tuple[Action, ...],
    held: tuple[Indicator, ...],
) -> tuple[Table, Table]:
    """Counts on the day, and at the end of the quarter before: actions, then measures and risks."""
    of_actions = [
        ("All", str(len(actions)), str(len(actions))),
        *_of_actions(as_at, before, actions),
    ]
    others = [
        *_of_measures(as_at, before, held),
        ("Risks open", _open_risks(as_at, board), _open_risks(before, board)),
        ("Money ending in six months", _ending(as_at, actions), _ending(before, actions)),
    ]
    return (
        _two_days(as_at, before, "glance-actions", "Actions, by rule", of_actions),
        _two_days(as_at, before, "glance-measures", "Measures, risks and money", others),
    )


def _two_days(
    as_at: PlanAsAt,
    before: PlanAsAt,
    table_id: str,
    caption: str,
    counts: list[tuple[str, str, str]],
) -> Table:
    """A row for the day and one for the quarter before: two lines, not twelve."""
    rows = (
        Row(f"On {day(as_at.on)}", tuple(today for _, today, _ in counts)),
        Row(f"On {day(before.on)}", tuple(then for *_, then in counts)),
    )
    return table_of(table_id, caption, "Day", (name for name, *_ in counts), rows)


def _of_actions(
    as_at: PlanAsAt, before: PlanAsAt, actions: tuple[Action, ...]
) -> list[tuple[str, str, str]]:
    today = Counter(as_at.standings[one.id].status for one in actions)
    then = Counter(before.standings[one.id].status for one in actions)
    return [(f"{one.shape} {one.words}", str(today[one]), str(then[one])) for one in GLANCE]


def _of_measures(
    as_at: PlanAsAt, before: PlanAsAt, held: tuple[Indicator, ...]
) -> list[tuple[str, str, str]]:
    today = Counter(as_at.rated[one.id].difference for one in held)
    then = Counter(before.rated[one.id].difference for one in held)
    rows = [(one.words, str(today[one]), str(then[one])) for one in WORDS]
    silent = [
        sum(1 for one in held if when.rated[one.id].latest is None) for when in (as_at, before)
    ]
    return [*rows, ("No reading", str(silent[0]), str(silent[1]))]


def _open_risks(as_at: PlanAsAt, board: Board) -> str:
    held = (one for one in as_at.book.all(Risk) if one.board == board.id)
    return str(sum(1 for one in held if one.raised_on <= as_at.on and not now(as_at, one)[1]))


def _ending(as_at: PlanAsAt, actions: tuple[Action, ...]) -> str:
    return str(len([one for one in _streams(as_at, actions) if _ends_soon(as_at, one)]))


def _ends_soon(as_at: PlanAsAt, one: Funding) -> bool:
    return one.ends is not None and as_at.on <= one.ends <= as_at.on + ENDING_SOON


def _how_soon(as_at: PlanAsAt, one: Funding) -> str:
    if one.ends is not None and one.ends < as_at.on:
        return ": ended"
    return ": within six months" if _ends_soon(as_at, one) else ""


def _streams(as_at: PlanAsAt, actions: tuple[Action, ...]) -> list[Funding]:
    used = {held.funding for one in actions for held in one.resources if held.funding}
    return [one for one in as_at.book.all(Funding) if one.id in used]


def done_since(as_at: PlanAsAt, before: PlanAsAt, actions: tuple[Action, ...]) -> Table:
    """What was said to be done since the quarter before, and who noticed; five at most."""
    names: dict[str, str] = {one.id: one.title for one in actions}
    names |= {step.id: step.title for one in actions for step in one.milestones}
    said = [
        one
        for one in reversed(as_at.updates)
        if one.about in names and one.says is Said.DONE and one.on > before.on
    ]
    return table_of(
        "done-since",
        f"Done since {day(before.on)}",
        "Ref",
        ("What", "So what: who noticed", "When"),
        (_done(one, names[one.about]) for one in said[:MOST_DONE]),
        of=said,
    )


def _done(one: Update, name: str) -> Row:
    return Row(one.about, (name, full_stop(one.so_what or NOT_GIVEN), day(one.on)))


def needs_attention(
    as_at: PlanAsAt, actions: tuple[Action, ...], report: SubgroupReport | None
) -> Table:
    """Every action that is late, silent or at risk by rule, and any that the chair rates anew."""
    found = [
        one
        for one in in_order(as_at, actions)
        if as_at.standings[one.id].status in ATTENTION or _override(one, report)
    ]
    return table_of(
        "needs-attention",
        "Actions that need attention, by rule or by the chair; nothing is left out",
        "Ref",
        ("Action", "Lead", "Due: first, now", "Status", "Why", "Put right by", "Help needed"),
        (_attention(as_at, one, report) for one in found),
        of=found,
    )


def _attention(as_at: PlanAsAt, action: Action, report: SubgroupReport | None) -> Row:
    standing = as_at.standings[action.id]
    said = latest_word(as_at.updates_about(action.id))
    why = said.why if said else ""
    put_right = full_stop(said.put_right) if said and said.put_right else NOT_GIVEN
    by = f" By {day(said.put_right_by)}." if said and said.put_right_by else ""
    return Row(
        action.id,
        (
            action.title,
            as_at.lead(action, "lead"),
            _due(action, standing),
            f"{status_and_silence(as_at, standing)}{_override(action, report)}",
            why or NOT_GIVEN,
            f"{put_right}{by}",
            (said.help_needed if said else "") or NOT_GIVEN,
        ),
    )


def _due(action: Action, standing: Standing) -> str:
    """First day, day that holds now, and what its owner forecasts."""
    forecast = f"; forecast {day(standing.forecast)}" if standing.forecast else ""
    return f"{due(action, standing)}{forecast}"


def _override(action: Action, report: SubgroupReport | None) -> str:
    """The chair's other view, beside the rule's."""
    own = report.overrides if report else ()
    said = [
        f". Chair: {one.status.replace('_', ' ')}, because {one.reason}"
        for one in own
        if one.about == action.id
    ]
    return said[0] if said else ""


def measures(as_at: PlanAsAt, held: tuple[Indicator, ...], report: SubgroupReport | None) -> Table:
    """Each measure against the same quarter last year and as twelve months; eight at most."""
    comments = {one.indicator: one.words for one in report.comments} if report else {}
    return table_of(
        "measures-table",
        "Measures: never a quarter against the one before",
        "Measure",
        ("Start", "Same quarter last year", "This quarter", "12 months, and the 12 before",
         "Aim", "Difference", "Comment; from whom"),
        (_measure(as_at, one, comments.get(one.id, "")) for one in held[:MOST_MEASURES]),
        notes=_notes(as_at, held),
        of=held[:MOST_MEASURES],
    )  # fmt: skip


def _notes(as_at: PlanAsAt, held: tuple[Indicator, ...]) -> tuple[str, ...]:
    """Why a measure has no word, and how many have no row."""
    shown = (as_at.rated[one.id] for one in held[:MOST_MEASURES])
    without = [one for one in shown if one.difference in WITHOUT_WORD and one.because]
    said = [f"{one.indicator.title}: {full_stop(one.because)}" for one in without]
    more = len(held) - MOST_MEASURES
    return (*said, *([f"{more} more are in the plan."] if more > 0 else []))


def _measure(as_at: PlanAsAt, one: Indicator, comment: str) -> Row:
    rated = as_at.rated[one.id]
    years = (
        f"{rated.last_12_months.text}, and {rated.previous_12.text}"
        if rated.last_12_months and rated.previous_12
        else "not held"
    )
    source = newest_from(rated, as_at)
    return Row(
        one.title,
        (
            _short(rated.start) or NO_START,
            _a_year_ago(rated),
            _short(rated.this_quarter) or NOT_RECEIVED,
            years,
            _short(rated.aim) or aim_of(rated),
            rated.difference.words or FIGURES_ONLY,
            f"{full_stop(comment)} {_from(source)}" if comment else _from(source),
        ),
    )


def _from(source: str) -> str:
    """Whose figure it is; a source that did not send one is said as it is."""
    return f"{source}." if source.startswith("not ") else f"From {source}."


def _short(point: Point | None) -> str:
    """A figure with its months as few words as a narrow column allows.

    Examples
    --------
    >>> _short(Point("April to June 2026", date(2026, 6, 30), 9.0, None, "9", date(2026, 4, 1)))
    '9 (Apr to Jun 2026)'
    """
    if point is None or point.ends is None:
        return str(point or "")
    last = short_month(point.ends)
    if point.starts is None:
        return f"{point.text} (by {last})"
    months = (point.ends.year - point.starts.year) * 12 + point.ends.month - point.starts.month + 1
    if months == MONTHS_OF_A_YEAR:
        return f"{point.text} (year to {last})"
    if months == 1:
        return f"{point.text} ({last})"
    first = short_month(point.starts)
    return f"{point.text} ({first if first[-4:] != last[-4:] else first[:3]} to {last})"


def _a_year_ago(rated: Rated) -> str:
    """The same quarter last year; the baseline where it is of that quarter."""
    held, now_ = rated.same_quarter_last_year, rated.this_quarter
    if held is None and rated.start and now_ and _is_a_year_before(rated.start, now_):
        held = rated.start
    return held.text if held else NOT_RECEIVED


def _is_a_year_before(one: Point, other: Point) -> bool:
    if one.ends is None or other.ends is None or one.starts is None or other.starts is None:
        return False
    return (one.ends.year + 1, one.ends.month, one.starts.month) == (
        other.ends.year,
        other.ends.month,
        other.starts.month,
    )


def due_next(as_at: PlanAsAt, actions: tuple[Action, ...]) -> Table:
    """Actions and milestones that are due in the next three months, by day."""
    until = as_at.on + NEXT_QUARTER
    found: list[tuple[date, str, str, Action]] = [
        (as_at.standings[one.id].due, one.id, one.title, one)
        for one in actions
        if as_at.standings[one.id].status not in (Status.DONE, Status.STOPPED)
    ]
    found += [
        (step.due, step.id, step.title, one)
        for one in actions
        for step in one.milestones
        if not is_milestone_done(step, as_at.updates, as_at.on)
    ]
    coming = sorted((one for one in found if as_at.on <= one[0] <= until), key=lambda one: one[:2])
    return table_of(
        "due-next-table",
        f"Due by {day(until)}",
        "Ref",
        ("Milestone or action", "Lead", "Due"),
        (Row(ref, (title, as_at.lead(one, "lead"), day(by))) for by, ref, title, one in coming),
        of=(one for *_, one in coming),
    )


def risks_and_money(
    as_at: PlanAsAt, before: PlanAsAt, board: Board, actions: tuple[Action, ...]
) -> tuple[Table, ...]:
    """The three largest risks with how they moved, and the money that actions rest on."""
    held = [
        one
        for one in as_at.book.all(Risk)
        if one.board == board.id and one.raised_on <= as_at.on and not now(as_at, one)[1]
    ]
    held.sort(key=lambda one: (-now(as_at, one)[0], one.id))
    risks = table_of(
        "top-risks",
        "Largest risks, out of 25",
        "Risk",
        ("Was", "Is", "What is done", "Owner"),
        (
            Row(
                one.title,
                (
                    str(now(before, one)[0]),
                    str(now(as_at, one)[0]),
                    full_stop(one.mitigation),
                    as_at.body(one.owner),
                ),
            )
            for one in held[:MOST_RISKS]
        ),
    )
    streams = _streams(as_at, actions)
    return risks, _money(as_at, streams)


def _money(as_at: PlanAsAt, streams: list[Funding]) -> Table:
    return table_of(
        "money",
        "Money that these actions rest on",
        "Stream",
        ("Amount", "Ends", "Actions resting on it", "What stops"),
        (
            Row(
                one.stream,
                (
                    pounds(one.amount_pounds),
                    f"{on_day(one.ends)}{_how_soon(as_at, one)}",
                    one_of_more(actions_resting_on(as_at, one), "none recorded"),
                    given(one, "what_stops", one.what_stops),
                ),
            )
            for one in streams
        ),
    )
