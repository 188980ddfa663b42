"""One quarter of one data set: received, late, missing or not held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.assessment.held.arrivals import Arrival
from wardmote.assessment.held.data_sets import CameOn, DataSet
from wardmote.vocabulary.information_periods import InformationPeriod
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.months import month_name
from wardmote.vocabulary.sentences import count, listed


class State(StrEnum):
    """What may be said of one quarter of one data set (rule INF-00)."""

    RECEIVED = "received"
    LATE = "late"
    MISSING = "missing"
    NOT_HELD = "not_held"

    @property
    def words(self) -> str:
        """As the matrix prints it."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Cell:
    """One quarter of one data set.

    Parameters
    ----------
    quarter
        The quarter.
    state
        One of the four.
    because
        What came, when, or what did not.
    received_on
        Day on which it was complete; None where it is not.
    rows
        Rows held.
    lacking
        Months of it that are not held, where others are.
    was_expected
        Whether it was declared to come.
    """

    quarter: InformationPeriod
    state: State
    because: str
    received_on: date | None = None
    rows: int = 0
    lacking: tuple[date, ...] = ()
    was_expected: bool = False

    @property
    def words(self) -> str:
        """As the matrix prints it: how many rows came is not said, since it can be few.

        Examples
        --------
        >>> from wardmote.vocabulary.information_periods import information_period_of
        >>> spring = information_period_of(date(2026, 4, 1))
        >>> Cell(spring, State.LATE, "", date(2026, 10, 12), was_expected=True).words
        'Late: 12 October 2026'
        >>> Cell(spring, State.MISSING, "", lacking=(date(2026, 6, 1),)).words
        'Missing: June 2026'
        """
        if self.state is State.LATE and self.received_on:
            return f"{self.state.words}: {day(self.received_on)}"
        if self.state is State.RECEIVED and self.received_on and self.was_expected:
            return f"{self.state.words} {day(self.received_on)}"
        if self.lacking:
            return f"{self.state.words}: {listed([month_name(one) for one in self.lacking])}"
        return self.state.words


NOBODY_DECLARED = "Nobody declared that it would come."


def undeclared(quarter: InformationPeriod) -> Cell:
    """A quarter of a data set that nobody declared: not held, and never missing."""
    return Cell(quarter, State.NOT_HELD, NOBODY_DECLARED)


def judge_quarter(
    data_set: DataSet,
    quarter: InformationPeriod,
    arrivals: Sequence[Arrival],
    *,
    as_of: date,
    came: CameOn | None = None,
) -> Cell:
    """State of one quarter of a declared data set.

    Answers "did it come, and in time?".

    Parameters
    ----------
    data_set
        What is declared.
    quarter
        The quarter.
    arrivals
        Everything that is held of the data set.
    as_of
        The day of the question.
    came
        A body's word of when it came.

    Returns
    -------
    Cell
        *Received* or *late* where all of it is held; *missing* where it was declared to come,
        its day has passed and it is not; else *not held*.

    Notes
    -----
    For quarters before the declaration began, the day of arrival says nothing, since a new
    workspace reads its history in on one day: what is held is received.
    """
    held = [one for one in arrivals if one.month in quarter.months and one.received_on <= as_of]
    lacking = _lacking(data_set, quarter, held)
    if not lacking:
        return _complete(data_set, quarter, held, came)
    expected = data_set.is_expected(quarter)
    rows = sum(one.rows for one in held)
    if came and not held:
        said = f"{came.who} records that it came on {day(came.on)}; it is not read in here."
        return Cell(quarter, State.NOT_HELD, said)
    part = lacking if held else ()
    names = listed([month_name(month) for month in lacking])
    what = f"No rows of {names}" if held else "Nothing of it is here"
    if not expected:
        return Cell(
            quarter,
            State.NOT_HELD,
            f"{what}; it was not declared to come.",
            rows=rows,
            lacking=part,
        )
    if as_of <= quarter.due_on:
        said = f"{what}; it is due by {day(quarter.due_on)}."
        return Cell(quarter, State.NOT_HELD, said, rows=rows, lacking=part, was_expected=True)
    said = f"{what}; it was due by {day(quarter.due_on)}."
    return Cell(quarter, State.MISSING, said, rows=rows, lacking=part, was_expected=True)


def _complete(
    data_set: DataSet, quarter: InformationPeriod, held: Sequence[Arrival], came: CameOn | None
) -> Cell:
    rows = sum(one.rows for one in held)
    on = came.on if came else max(one.received_on for one in held)
    if not data_set.is_expected(quarter):
        said = f"{count(rows, 'row')} held; it was not declared to come."
        return Cell(quarter, State.RECEIVED, said, on, rows)
    who = f" (as {came.who} records)" if came else ""
    said = f"{count(rows, 'row')}, complete on {day(on)}{who}"
    if on <= quarter.due_on:
        return Cell(quarter, State.RECEIVED, f"{said}.", on, rows, was_expected=True)
    days = count((on - quarter.due_on).days, "day")
    return Cell(quarter, State.LATE, f"{said}, {days} late.", on, rows, was_expected=True)


def _lacking(
    data_set: DataSet, quarter: InformationPeriod, held: Sequence[Arrival]
) -> tuple[date, ...]:
    months = {one.month for one in held}
    if data_set.every == "quarter" and months:
        return ()
    return tuple(month for month in quarter.months if month not in months)
