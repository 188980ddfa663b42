"""One update of an action, a milestone or a promise: ask the rule, then add it to the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from wardmote.assessment.entered import not_known, person_fault
from wardmote.errors import ConfigurationError, Fault, TransitionError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import append_records, read_plan
from wardmote.plan.folder.tables import record_of
from wardmote.plan.records import Action, Body, Milestone, Promise, Update
from wardmote.plan.records.history import Said
from wardmote.plan.status import Standing, Status, standing_of
from wardmote.vocabulary.months import day_name


@dataclass(frozen=True)
class Updated:
    """What an update did.

    Parameters
    ----------
    update
        As it stands in the history.
    standing
        How the action or promise stands now.
    said
        What whoever entered it must know: another update of the same day, what is still wanting.
    path
        File of the history that it was added to.
    """

    update: Update
    standing: Standing
    said: tuple[str, ...]
    path: Path


def update_of(values: Mapping[str, Any], where: str = "update") -> Update:
    """An update from plain values, as the plan's files hold them.

    Parameters
    ----------
    values
        Names of an update's fields to their values.
    where
        As messages name it.

    Raises
    ------
    ConfigurationError
        A value has the wrong form, or names a person where a post belongs.

    Examples
    --------
    >>> day = date(2026, 7, 1)
    >>> update_of({"about": "A1", "on": day, "says": "on_track", "by": "council"}).says.words
    'on track'
    """
    record, faults = record_of("update", dict(values), where)
    if not isinstance(record, Update):
        raise ConfigurationError(
            "This update cannot be used. Nothing was saved.",
            faults=faults,
            next_step="Correct it, and give it again.",
        )
    return record


def thing_of(book: PlanBook, about: str) -> Action | Promise | None:
    """The action or promise that an id is about; a milestone's is its action."""
    direct = book.find(Promise, about) or book.find(Action, about)
    return direct or next((one for one, step in book.milestones() if step.id == about), None)


def bodies_of(thing: Action | Promise) -> tuple[str, ...]:
    """Bodies whose word counts for an action or promise: who answers for it, then partners."""
    own = thing.lead if isinstance(thing, Action) else thing.accountable
    return (own, *thing.partners)


def update_faults(book: PlanBook, update: Update, *, today: date) -> tuple[str, ...]:
    """Why an update may not be made; empty where it may.

    Parameters
    ----------
    book
        The plan with its history.
    update
        What is to be said.
    today
        Day on which it is entered: nothing is said of days to come.
    """
    thing = thing_of(book, update.about)
    if thing is None:
        return (f"about: {not_known(update.about, book.updatable_ids())}",)
    return (
        *_bodies(book, thing, update),
        *_days(book, thing, update, today),
        *_after_the_end(book, update),
        *_done_without_evidence(update),
        *_wording(thing, update),
        *_named_people(update),
    )


def _bodies(book: PlanBook, thing: Action | Promise, update: Update) -> Iterator[str]:
    known = [one.id for one in book.all(Body)]
    unknown = [
        f"{name}: {not_known(body, known)}"
        for name in ("by", "on_behalf_of")
        if (body := getattr(update, name)) and body not in known
    ]
    yield from unknown
    own = bodies_of(thing)
    if not unknown and (update.on_behalf_of or update.by) not in own:
        yield (
            f"{update.on_behalf_of or update.by} does not answer for {thing.id}: give "
            f"on_behalf_of, one of {', '.join(own)}"
        )


def _days(book: PlanBook, thing: Action | Promise, update: Update, today: date) -> Iterator[str]:
    if update.on > today:
        yield f"on lies ahead: it was not said before {day_name(today)}"
    if update.forecast and update.forecast < update.on and update.says is not Said.DONE:
        yield "forecast lies before the day on which it is said"
    if update.moved_to is None:
        return
    due = _due(book, thing, update)
    if update.moved_to == due:
        yield f"moved_to is the day that holds already: {day_name(due)}"
    if update.moved_to < thing.starts:
        yield f"moved_to lies before it starts: {day_name(thing.starts)}"


def _due(book: PlanBook, thing: Action | Promise, update: Update) -> date:
    """The day that holds before the update."""
    first = _step(thing, update.about)
    moves = [
        one.moved_to for one in _own(book, update.about) if one.moved_to and one.on <= update.on
    ]
    return moves[-1] if moves else (first or thing).due


def _step(thing: Action | Promise, about: str) -> Milestone | None:
    steps = thing.milestones if isinstance(thing, Action) else ()
    return next((one for one in steps if one.id == about), None)


def _own(book: PlanBook, about: str) -> list[Update]:
    return sorted((one for one in book.all(Update) if one.about == about), key=lambda one: one.on)


def _after_the_end(book: PlanBook, update: Update) -> Iterator[str]:
    """Nothing but a note is added to what was stopped or is done."""
    if update.says is Said.NOTE and not update.moved_to:
        return
    names = {update.about}
    thing = thing_of(book, update.about)
    names |= {thing.id} if thing else set()
    for one in (each for name in names for each in _own(book, name)):
        if one.says is Said.STOPPED:
            yield f"{one.about} was stopped on {day_name(one.on)} by {one.stopped_at}: only a note"
        elif one.says is Said.DONE and one.evidence and one.signed_off_by:
            yield f"{one.about} is done since {day_name(one.on)}, and signed off: only a note"


def _done_without_evidence(update: Update) -> Iterator[str]:
    if update.says is Said.DONE and not update.evidence:
        yield "something done needs evidence: where can it be seen?"


def _wording(thing: Action | Promise, update: Update) -> Iterator[str]:
    if update.new_wording and not isinstance(thing, Promise):
        yield "only a promise has new_wording"


def _named_people(update: Update) -> Iterator[str]:
    for one in fields(update):
        value = getattr(update, one.name)
        if isinstance(value, str) and (fault := person_fault(value)):
            yield f"{one.name} {fault}"


def refuse_updates(faults: Sequence[Fault]) -> None:
    """Refuse updates that break a rule, all of them at once; nothing where there is none.

    Raises
    ------
    TransitionError
        There is a fault.
    """
    if faults:
        several = "updates" if len(faults) > 1 else "update"
        raise TransitionError(
            f"{len(faults)} {several} cannot be made. Nothing was saved.",
            faults=faults,
            next_step="Correct these, and give them again.",
        )


def said_beside(book: PlanBook, update: Update) -> tuple[str, ...]:
    """What whoever enters an update must know of it."""
    same = [one for one in _own(book, update.about) if one.on == update.on]
    others = [one for one in same if one != update]
    words = [
        f"{one.on_behalf_of or one.by} said {one.says.words} of {one.about} on the same day: "
        "both are kept, and the later entry holds."
        for one in others
    ]
    if update in same:
        words.append(f"The same update of {update.about} is on record already: it is kept twice.")
    if update.says is Said.DONE and not update.signed_off_by:
        words.append("It is not counted as done before a second post signs it off: signed_off_by.")
    return tuple(words)


def history_file(folder: Path, on: date) -> Path:
    """File of a plan's history that takes the updates of a day."""
    return folder / "history" / f"updates-{on.year}.toml"


def record_update(folder: Path, update: Update, *, today: date) -> Updated:
    """Add one update to a plan's history, if the rules allow it.

    Parameters
    ----------
    folder
        The plan's folder.
    update
        What is said.
    today
        Day on which it is entered.

    Returns
    -------
    Updated
        How things stand now, and what must be known.

    Raises
    ------
    TransitionError
        The plan cannot move that way: all reasons at once.
    """
    book = read_plan(folder)
    faults = update_faults(book, update, today=today)
    refuse_updates([Fault(update.about, one) for one in faults])
    path = history_file(folder, today)
    said = said_beside(book, update)
    append_records(path, [update])
    return Updated(update, standing_after(book, update, today), said, path)


def standing_after(book: PlanBook, update: Update, on: date) -> Standing:
    """How the action or promise of an update stands once it is made."""
    thing = thing_of(book, update.about)
    if thing is None:
        raise KeyError(update.about)
    return standing_of(
        thing,
        book.with_records([update]).all(Update),
        on=on,
        cadence_days=book.plan.update_cadence_days,
    )


def waiting(standings: Mapping[str, Standing]) -> list[Standing]:
    """What needs a word from its owner, the most pressing first."""
    wanted = (Status.LATE, Status.NO_UPDATE, Status.AT_RISK)
    found = [one for one in standings.values() if one.status in wanted]
    return sorted(found, key=lambda one: (one.status.sort_key, one.due))
