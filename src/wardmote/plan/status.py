"""How an action, milestone or promise stands on a day: one rule order, with the reason.

The first rule that fits decides: stopped, done, late, no update, at risk, on track, not
started. "Done" and "did it make a difference" are two questions; this answers the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wardmote.plan.book import PlanBook
from wardmote.plan.records import Action, Milestone, Promise, Update
from wardmote.plan.records.history import Said
from wardmote.vocabulary.months import day_name

GRACE_DAYS: Final = 14  # after its cadence, before silence is called "no update"
MOVES_CALLED_LATE: Final = 2  # a day moved twice is listed under late


class Status(StrEnum):
    """How something promised stands, in the order in which the rules are tried."""

    STOPPED = "stopped"
    DONE = "done"
    LATE = "late"
    NO_UPDATE = "no_update"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    NOT_STARTED = "not_started"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("_", " ").capitalize()

    @property
    def shape(self) -> str:
        """Its shape: status is never colour alone."""
        return _SHAPES[self]

    @property
    def sort_key(self) -> int:
        """Place in a list: what needs looking at comes first."""
        return _SORTED.index(self)


_SHAPES: Final = {
    Status.STOPPED: "■",
    Status.DONE: "●",
    Status.LATE: "◆",
    Status.NO_UPDATE: "?",
    Status.AT_RISK: "▲",
    Status.ON_TRACK: "▶",
    Status.NOT_STARTED: "○",
}
_SORTED: Final = (
    Status.LATE,
    Status.NO_UPDATE,
    Status.AT_RISK,
    Status.STOPPED,
    Status.ON_TRACK,
    Status.NOT_STARTED,
    Status.DONE,
)


@dataclass(frozen=True)
class Move:
    """A due day that was moved: from, to, said when and why."""

    first: date
    to: date
    on: date
    why: str


@dataclass(frozen=True)
class Standing:
    """How one thing stands on a day, and what that rests on.

    Parameters
    ----------
    about
        Its id.
    status
        By the rules.
    because
        Why, in a sentence.
    due_first, due
        The original day, and the one that holds now.
    moves
        Every move of it, oldest first.
    last_heard
        Day of the newest update; None where nobody has said anything.
    is_stale
        Whether that is longer ago than its cadence and `GRACE_DAYS`.
    forecast
        When its owner thinks it will be done; None where not said.
    newest
        The newest update; None where there is none.
    wanting
        What is said to be done still lacks: evidence, a second person's sign-off.
    """

    about: str
    status: Status
    because: str
    due_first: date
    due: date
    moves: tuple[Move, ...] = ()
    last_heard: date | None = None
    is_stale: bool = False
    forecast: date | None = None
    newest: Update | None = None
    wanting: tuple[str, ...] = ()

    def heard(self, on: date) -> str:
        """How long ago it was last heard of, in words.

        Examples
        --------
        >>> day = date(2026, 8, 1)
        >>> standing = Standing("A1", Status.ON_TRACK, "", day, day, last_heard=day)
        >>> standing.heard(date(2026, 10, 27))
        'last heard 87 days ago'
        """
        if self.last_heard is None:
            return "nothing heard yet"
        days = (on - self.last_heard).days
        return "heard today" if days == 0 else f"last heard {days:,} day{'s' * (days != 1)} ago"


def standing_of(
    thing: Action | Promise,
    updates: Iterable[Update],
    *,
    on: date,
    cadence_days: int,
) -> Standing:
    """How an action or a promise stands on a day.

    Answers "is it done, late, or has nobody said?", by the first rule that fits: stopped, with
    reason, meeting and day; done, with evidence and a second person's sign-off; late, where its
    day has passed, is forecast to be missed, or was moved twice; no update; at risk; on track;
    not started.

    Parameters
    ----------
    thing
        The action or promise.
    updates
        Of the whole plan, or of this thing and its milestones; those after the day are left
        out.
    on
        The day.
    cadence_days
        How often its owner is to say how it stands, where it has no cadence of its own.

    Returns
    -------
    Standing
        Status and reason.

    Notes
    -----
    What is said to be done without evidence or sign-off is not done yet: `Standing.wanting`
    says what lacks. The status says nothing about the difference that it makes.

    Examples
    --------
    >>> from wardmote.plan.records.ids import *
    >>> thing = Promise(id=PromiseId("P1"), number=1, wording="Clear fly-tips in two days.",
    ...     priority=PriorityId("asb"), accountable=BodyId("council"),
    ...     starts=date(2026, 4, 1), due=date(2026, 9, 30), why_no_measure="No clock is kept.")
    >>> standing_of(thing, [], on=date(2026, 10, 1), cadence_days=92).because
    'It was due by 30 September 2026.'
    """
    every = _until(on, updates)
    own = [one for one in every if one.about == thing.id]
    moves = _moves(thing.due, own)
    due = moves[-1].to if moves else thing.due
    newest = own[-1] if own else None
    forecast = next((one.forecast for one in reversed(own) if one.forecast), None)
    begun = thing.starts <= on or any(one.says in _BEGUN for one in own)
    heard_from = newest.on if newest else thing.starts
    limit = (thing.cadence_days or cadence_days) + GRACE_DAYS
    is_stale = begun and on > heard_from + timedelta(days=limit)
    facts = _Facts(
        thing=thing,
        own=tuple(own),
        moves=tuple(moves),
        due=due,
        forecast=forecast,
        on=on,
        begun=begun,
        is_stale=is_stale,
        heard_from=heard_from,
        late_steps=late_milestones(thing, every, on),
    )
    status, because = _judged(facts)
    return Standing(
        about=thing.id,
        status=status,
        because=because,
        due_first=thing.due,
        due=due,
        moves=tuple(moves),
        last_heard=newest.on if newest else None,
        is_stale=is_stale and status not in (Status.DONE, Status.STOPPED),
        forecast=forecast,
        newest=newest,
        wanting=() if status is Status.DONE else _wanting(facts.said_done),
    )


_BEGUN: Final = (Said.STARTED, Said.ON_TRACK, Said.AT_RISK)


@dataclass(frozen=True)
class _Facts:
    thing: Action | Promise
    own: tuple[Update, ...]
    moves: tuple[Move, ...]
    due: date
    forecast: date | None
    on: date
    begun: bool
    is_stale: bool
    heard_from: date
    late_steps: tuple[Milestone, ...]

    @property
    def said_done(self) -> Update | None:
        """The newest word that it is done, whether or not that is shown."""
        return next((one for one in reversed(self.own) if one.says is Said.DONE), None)


def _judged(facts: _Facts) -> tuple[Status, str]:
    """Status by the first rule that gives a reason."""
    for status, rule in _RULES:
        because = rule(facts)
        if because:
            return status, because
    return Status.NOT_STARTED, f"It starts on {day_name(facts.thing.starts)}."


def _stopped(facts: _Facts) -> str:
    found = next((one for one in facts.own if one.says is Said.STOPPED), None)
    return f"{found.stopped_at}, {day_name(found.on)}: {found.stopped_why}" if found else ""


def _done(facts: _Facts) -> str:
    found = facts.said_done
    is_done = found is not None and not _wanting(found)
    return f"Done by {day_name(found.on)}: {found.evidence}" if found and is_done else ""


def _late(facts: _Facts) -> str:
    if facts.on > facts.due:
        return f"It was due by {day_name(facts.due)}."
    if facts.forecast and facts.forecast > facts.due:
        return f"It is forecast for {day_name(facts.forecast)}, after {day_name(facts.due)}."
    if len(facts.moves) >= MOVES_CALLED_LATE:
        return f"Its day was moved {len(facts.moves)} times."
    return ""


def _no_update(facts: _Facts) -> str:
    return f"Nothing was heard since {day_name(facts.heard_from)}." if facts.is_stale else ""


def _at_risk(facts: _Facts) -> str:
    latest = next((one for one in reversed(facts.own) if one.says is not Said.NOTE), None)
    if latest and latest.says is Said.AT_RISK:
        return f"Its owner says so: {latest.why}" if latest.why else "Its owner says so."
    if facts.late_steps:
        names = ", ".join(f"{one.title} (due {day_name(one.due)})" for one in facts.late_steps)
        return f"A needed milestone is late: {names}."
    return ""


def _on_track(facts: _Facts) -> str:
    return f"It has begun, and is due by {day_name(facts.due)}." if facts.begun else ""


_RULES: Final = (
    (Status.STOPPED, _stopped),
    (Status.DONE, _done),
    (Status.LATE, _late),
    (Status.NO_UPDATE, _no_update),
    (Status.AT_RISK, _at_risk),
    (Status.ON_TRACK, _on_track),
)


def _wanting(done: Update | None) -> tuple[str, ...]:
    if done is None:
        return ()
    lacks = {"evidence": done.evidence, "a second person's sign-off": done.signed_off_by}
    return tuple(name for name, given in lacks.items() if not given)


def _until(on: date, updates: Iterable[Update]) -> list[Update]:
    return sorted((one for one in updates if one.on <= on), key=lambda one: one.on)


def _moves(due: date, own: Sequence[Update]) -> list[Move]:
    moves: list[Move] = []
    for one in own:
        if one.moved_to:
            moves.append(Move(moves[-1].to if moves else due, one.moved_to, one.on, one.moved_why))
    return moves


def is_milestone_done(step: Milestone, updates: Iterable[Update], on: date) -> bool:
    """Whether a milestone was said to be done by a day."""
    return any(one.about == step.id and one.says is Said.DONE for one in _until(on, updates))


def late_milestones(
    thing: Action | Promise, updates: Iterable[Update], on: date
) -> tuple[Milestone, ...]:
    """Needed milestones of an action that are past their day and not done."""
    if isinstance(thing, Promise):
        return ()
    said = list(updates)
    return tuple(
        step
        for step in thing.milestones
        if step.needed
        and milestone_due(step, said, on) < on
        and not is_milestone_done(step, said, on)
    )


def milestone_due(step: Milestone, updates: Iterable[Update], on: date) -> date:
    """Day by which a milestone is due, as it stands on a day: the original one, or as moved."""
    own = [one for one in _until(on, updates) if one.about == step.id]
    moves = _moves(step.due, own)
    return moves[-1].to if moves else step.due


def standings(book: PlanBook, *, on: date) -> dict[str, Standing]:
    """Id of every action and promise of a plan to how it stands on a day.

    Parameters
    ----------
    book
        The plan.
    on
        The day.

    Returns
    -------
    dict of str to Standing
        Promises first, then actions, each in the order of the plan.
    """
    updates = book.all(Update)
    things: tuple[Action | Promise, ...] = (*book.all(Promise), *book.all(Action))
    cadence = book.plan.update_cadence_days
    return {one.id: standing_of(one, updates, on=on, cadence_days=cadence) for one in things}
