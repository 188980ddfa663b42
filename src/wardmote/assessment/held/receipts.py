"""The matrix of authority, data set and quarter, and what nobody declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.assessment.held.arrivals import Arrival
from wardmote.assessment.held.cells import Cell, State, judge_quarter, undeclared
from wardmote.assessment.held.data_sets import DataSet, Declared, prescribed
from wardmote.assessment.held.rows import ReceiptRow, newest_month
from wardmote.assessment.held.undeclared import undeclared_rows
from wardmote.vocabulary.authorities import authority_type
from wardmote.vocabulary.information_periods import (
    MONTHS_IN_PERIOD,
    InformationPeriod,
    information_period_of,
)
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.months import month_name, shift_month
from wardmote.vocabulary.sentences import count, listed

QUARTERS_SHOWN = 4
CAVEAT = (
    "Received on is the day on which a file was read in here, unless a body recorded another. "
    "Not held says nothing about whether the data exist."
)


@dataclass(frozen=True)
class NextDue:
    """What is due next: a quarter, its last day, and what of it has come.

    Parameters
    ----------
    quarter
        The quarter; `InformationPeriod.due_on` is its last day.
    complete, awaited
        Titles of data sets that are here already, and of those that are not.
    """

    quarter: InformationPeriod
    complete: tuple[str, ...]
    awaited: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """As a page says it."""
        return (
            f"Next, by {day(self.quarter.due_on)}: {quarter_words(self.quarter)}, "
            f"{count(len(self.complete), 'data set')} here and {len(self.awaited)} awaited."
        )


@dataclass(frozen=True)
class Receipts:
    """Which data set came for which quarter.

    Parameters
    ----------
    as_of
        The day of the question.
    quarters
        Those shown, oldest first: their last day for sharing has passed.
    rows
        Declared data sets first, then the prescribed ones that nobody declared.
    undeclared
        What is held though nobody declared it: received or not held.
    not_declared
        Supplies held that belong to no declared data set, as ``source.kind.agency``.
    next_due
        Quarters that are over, and not yet due.
    never_came
        For the analyst: declared data sets of which nothing was ever held, each with the
        supplies that may be meant. More often a misspelt agency than a partner that fails.
    """

    as_of: date
    quarters: tuple[InformationPeriod, ...]
    rows: tuple[ReceiptRow, ...]
    not_declared: tuple[str, ...]
    next_due: tuple[NextDue, ...]
    never_came: tuple[str, ...] = ()
    undeclared: tuple[ReceiptRow, ...] = ()
    caveat: str = CAVEAT

    @property
    def counts(self) -> Mapping[State, int]:
        """State to number of quarters of declared data sets."""
        found = Counter(cell.state for row in self.rows if row.is_declared for cell in row.cells)
        return {state: found[state] for state in State}

    @property
    def sentence(self) -> str:
        """The matrix in a sentence or two, counts only."""
        declared = sum(row.is_declared for row in self.rows)
        others = count(len(self.rows) - declared, "prescribed data set")
        nobody = f"Nobody declared that {others} would come: not held."
        if not declared or not self.quarters:
            return f"No data set is declared to come. {nobody}"
        states = listed([f"{self.counts[state]} {state.words.lower()}" for state in State])
        over = count(len(self.quarters), "quarter")
        return f"{count(declared, 'declared data set')} over {over}: {states}. {nobody}"


def quarter_words(quarter: InformationPeriod) -> str:
    """A quarter in words.

    Examples
    --------
    >>> quarter_words(InformationPeriod(date(2026, 7, 1)))
    'July 2026 to September 2026'
    """
    return f"{month_name(quarter.months[0])} to {month_name(quarter.months[-1])}"


def quarters_due(as_of: date, *, number: int = QUARTERS_SHOWN) -> tuple[InformationPeriod, ...]:
    """Last quarters whose day for sharing has passed, oldest first.

    Answers "for which quarters may something be late or missing?".

    Parameters
    ----------
    as_of
        The day of the question.
    number
        How many, 1 or more.

    Examples
    --------
    >>> [one.period_start.isoformat() for one in quarters_due(date(2026, 11, 22), number=2)]
    ['2026-01-01', '2026-04-01']
    """
    newest = information_period_of(as_of).period_start
    while InformationPeriod(newest).due_on >= as_of:
        newest = shift_month(newest, -MONTHS_IN_PERIOD)
    starts = (shift_month(newest, -MONTHS_IN_PERIOD * back) for back in reversed(range(number)))
    return tuple(InformationPeriod(start) for start in starts)


def receipts(
    declared: Declared,
    arrivals: Sequence[Arrival],
    *,
    as_of: date,
    quarters: Sequence[InformationPeriod] | None = None,
) -> Receipts:
    """Matrix of authority, data set and quarter: received, late, missing or not held.

    Answers "what should have come, did it, and what do we not hold at all?".

    Parameters
    ----------
    declared
        What is declared to come.
    arrivals
        What is held (`arrivals_of`).
    as_of
        The day of the question.
    quarters
        Those to show; by default the last four whose day has passed.

    Returns
    -------
    Receipts
        Declared data sets in the order of the file, then prescribed ones that no declaration
        serves.

    Notes
    -----
    A quarter is *missing* only where a person declared that it would come, its day has passed
    and not all of it is here. Whether the data exist, or were sent, no record here can tell.

    References
    ----------
    SI 2007/1831: information periods of three months from 1 July 2007; data are shared by the
    end of the next period.
    """
    shown = tuple(quarters) if quarters is not None else quarters_due(as_of)
    own = {
        one.id: tuple(each for each in arrivals if one.comes_in(each.supply))
        for one in declared.data_sets
    }

    def cell(data_set: DataSet, quarter: InformationPeriod) -> Cell:
        came = declared.came_on(data_set, quarter)
        return judge_quarter(data_set, quarter, own[data_set.id], as_of=as_of, came=came)

    rows = tuple(
        ReceiptRow(
            authority=one.authority,
            title=one.title,
            rules=one.rules,
            cells=tuple(cell(one, quarter) for quarter in shown),
            is_declared=True,
            newest=newest_month(own[one.id]),
        )
        for one in declared.data_sets
    )
    others = [
        one for one in arrivals if not any(each.comes_in(one.supply) for each in declared.data_sets)
    ]
    coming = [one for one in _open_quarters(as_of) if one not in shown]
    return Receipts(
        as_of=as_of,
        quarters=shown,
        rows=(*rows, *_never_declared(declared, shown)),
        not_declared=_labels(others),
        next_due=tuple(
            _next_due(quarter, [(one, cell(one, quarter)) for one in declared.data_sets])
            for quarter in coming
            if any(one.is_expected(quarter) for one in declared.data_sets)
        ),
        never_came=tuple(_never(one, arrivals) for one in declared.data_sets if not own[one.id]),
        undeclared=undeclared_rows(others, shown),
    )


def _never(data_set: DataSet, arrivals: Sequence[Arrival]) -> str:
    """Words for a data set of which nothing is held, with what may have been meant."""
    held = {(one.supply.source, one.supply.kind, one.supply.agency) for one in arrivals}
    alike = sorted(
        agency
        for source, kind, agency in held
        if (source, kind) == (data_set.source, data_set.kind)
    )
    meant = f" Held of that kind: {listed(alike)}." if alike else ""
    return f"{data_set.id}: nothing of {data_set.label} was ever read in.{meant}"


def _open_quarters(as_of: date) -> tuple[InformationPeriod, ...]:
    """Quarters that are over and whose day for sharing has not passed."""
    over = information_period_of(as_of)
    before = [information_period_of(shift_month(over.period_start, -3 * back)) for back in (2, 1)]
    return tuple(one for one in before if one.due_on >= as_of)


def _next_due(quarter: InformationPeriod, cells: Sequence[tuple[DataSet, Cell]]) -> NextDue:
    expected = [(one, cell) for one, cell in cells if one.is_expected(quarter)]
    here = [one.title for one, cell in expected if cell.received_on is not None]
    awaited = [one.title for one, cell in expected if cell.received_on is None]
    return NextDue(quarter, tuple(here), tuple(awaited))


def _never_declared(
    declared: Declared, quarters: Sequence[InformationPeriod]
) -> tuple[ReceiptRow, ...]:
    served = {rule_id for one in declared.data_sets for rule_id in one.rules}
    return tuple(
        ReceiptRow(
            authority=authority_type(one.parameter("holder")).title.capitalize(),
            title=one.title,
            rules=(one.id,),
            cells=tuple(undeclared(quarter) for quarter in quarters),
            is_declared=False,
        )
        for one in prescribed()
        if one.id not in served
    )


def _labels(arrivals: Sequence[Arrival]) -> tuple[str, ...]:
    supplies = (one.supply for one in arrivals)
    return tuple(sorted({f"{one.source}.{one.kind}.{one.agency}" for one in supplies}))
