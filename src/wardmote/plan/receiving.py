"""Readings that come in: checked, and kept beside the earlier ones of the same period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.assessment.entered import not_known, person_fault
from wardmote.errors import Fault, SourceError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import append_records, read_plan
from wardmote.plan.folder.readings import read_readings
from wardmote.plan.records import Body, Indicator, Reading
from wardmote.vocabulary.months import day_name


@dataclass(frozen=True)
class Received:
    """Readings that were added.

    Parameters
    ----------
    readings
        In the order in which they were given.
    said
        What whoever enters them must know.
    paths
        Files that they were added to.
    """

    readings: tuple[Reading, ...]
    said: tuple[str, ...]
    paths: tuple[Path, ...]


def reading_faults(book: PlanBook, reading: Reading, *, today: date) -> tuple[str, ...]:
    """Why a reading may not be added; empty where it may.

    Parameters
    ----------
    book
        The plan with its readings.
    reading
        What came.
    today
        Day on which it is entered.
    """
    measure = book.find(Indicator, reading.indicator)
    if measure is None:
        known = [one.id for one in book.all(Indicator)]
        return (f"indicator: {not_known(reading.indicator, known)}",)
    return (*_own_faults(book, measure, reading, today), *_beside_earlier(book, reading))


def _own_faults(book: PlanBook, measure: Indicator, reading: Reading, today: date) -> Iterator[str]:
    bodies = [one.id for one in book.all(Body)]
    if measure.query is not None:
        yield f"{measure.id} is read from the evidence store, not entered"
    if reading.provider not in bodies:
        yield f"provider: {not_known(reading.provider, bodies)}"
    if fault := measure.value_fault(reading.value):
        yield f"value {fault}"
    if reading.received_on > today:
        yield f"received_on lies after today, {day_name(today)}"
    for name in ("note", "effort", "source"):
        if fault := person_fault(getattr(reading, name)):
            yield f"{name} {fault}"


def _beside_earlier(book: PlanBook, reading: Reading) -> Iterator[str]:
    """A second reading of a period says that it revises the first."""
    same = _same_period(book, reading)
    if same and not reading.revised:
        held = f"one of that period is held, received on {day_name(same[-1].received_on)}"
        yield f"{held}: give revised = yes if it replaces it"
    if reading.revised and not same:
        yield "it says revised, and no earlier one of that period is held"
    if any(one.received_on > reading.received_on for one in same):
        yield "it came before the one that it revises"


def _same_period(book: PlanBook, reading: Reading) -> list[Reading]:
    period = (reading.indicator, reading.starts, reading.ends)
    same = [one for one in book.all(Reading) if (one.indicator, one.starts, one.ends) == period]
    return sorted(same, key=lambda one: one.received_on)


def _said(book: PlanBook, reading: Reading) -> Iterator[str]:
    measure = book.one(Indicator, reading.indicator)
    if reading.provider != measure.supplied_by:
        yield f"{measure.id} is supplied by {measure.supplied_by}; {reading.provider} gave this."
    if _same_period(book, reading):
        yield f"{measure.id}: the earlier reading of that period stays on record."


def receive(
    folder: Path,
    readings: Iterable[tuple[str, Reading]],
    *,
    today: date,
    wrong: Sequence[Fault] = (),
) -> Received:
    """Add readings to a plan, all of them or none.

    Parameters
    ----------
    folder
        The plan's folder.
    readings
        Each with where it was given.
    today
        Day on which they are entered.
    wrong
        Faults that were found before.

    Raises
    ------
    SourceError
        One of them cannot be used: all faults at once.
    """
    book = read_plan(folder)
    faults, said, taken = list(wrong), [], []
    for where, one in readings:
        problems = reading_faults(book, one, today=today)
        faults += [Fault(where, problem) for problem in problems]
        if not problems:
            said += list(_said(book, one))
            taken.append(one)
            book = book.with_records([one])
    if faults:
        raise SourceError(
            f"{len(faults)} {'thing' if len(faults) == 1 else 'things'} in these readings cannot "
            "be used. Nothing was saved.",
            faults=faults,
            next_step="Correct these, or ask their provider, and give them again.",
        )
    by_file: dict[Path, list[Reading]] = {}
    for one in taken:
        by_file.setdefault(folder / "readings" / f"{one.provider}.toml", []).append(one)
    for path, records in by_file.items():
        append_records(path, records)
    return Received(tuple(taken), tuple(dict.fromkeys(said)), tuple(by_file))


def import_readings(
    folder: Path, path: Path, *, provider: str, received_on: date, today: date
) -> Received:
    """Add the readings of a partner's CSV to a plan, all of them or none.

    Parameters
    ----------
    folder
        The plan's folder.
    path
        A CSV with ``indicator,starts,ends,value`` and, where they apply, ``base`` …
    provider, received_on
        Who gave it and when it came, where the file does not say.
    today
        Day on which it is entered.

    Raises
    ------
    SourceError
        There is no such file, or something in it cannot be used: all faults at once.
    """
    if not path.is_file():
        raise SourceError(
            "There is no such file.",
            where={"File": str(path)},
            next_step="Check its name and folder.",
        )
    given = {"provider": provider, "received_on": received_on}
    present = {name: value for name, value in given.items() if value}
    placed, wrong = read_readings(path, path.name, given=present)
    readings = [(one.where, one.record) for one in placed if isinstance(one.record, Reading)]
    return receive(folder, readings, today=today, wrong=wrong)
