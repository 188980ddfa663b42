"""What is held though nobody declared that it would come: received, or not held; never missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from wardmote.assessment.held.arrivals import Arrival
from wardmote.assessment.held.cells import NOBODY_DECLARED, Cell, State, undeclared
from wardmote.assessment.held.rows import ReceiptRow, newest_month
from wardmote.vocabulary.information_periods import InformationPeriod, information_period_of
from wardmote.vocabulary.months import month_name
from wardmote.vocabulary.sentences import listed

ALL = "all"


def undeclared_rows(
    arrivals: Iterable[Arrival], quarters: Sequence[InformationPeriod]
) -> tuple[ReceiptRow, ...]:
    """One row for each agency, kind and scope that is held and was not declared.

    Parameters
    ----------
    arrivals
        Those that no declared data set takes in.
    quarters
        Those shown.

    Returns
    -------
    tuple of ReceiptRow
        By publisher, then by name.
    """
    groups = groupby(sorted(arrivals, key=_key), key=_key)
    rows = [_row(tuple(group), quarters) for _, group in groups]
    return tuple(sorted(rows, key=lambda row: (row.authority, row.title)))


def _key(one: Arrival) -> tuple[str, str, str, str, str]:
    supply = one.supply
    category = supply.scope.category
    return one.publisher, supply.source, supply.kind, supply.agency, category


def _row(arrivals: Sequence[Arrival], quarters: Sequence[InformationPeriod]) -> ReceiptRow:
    supply = arrivals[0].supply
    files, category = f"{supply.source}/{supply.kind}", supply.scope.category
    return ReceiptRow(
        authority=arrivals[0].publisher or supply.agency,
        title=files if category == ALL else f"{category} ({files})",
        rules=(),
        cells=tuple(_cell(arrivals, quarter) for quarter in quarters),
        is_declared=False,
        newest=newest_month(arrivals),
    )


def _cell(arrivals: Sequence[Arrival], quarter: InformationPeriod) -> Cell:
    held = {one.month for one in arrivals if one.month in quarter.months}
    if not held:
        return undeclared(quarter)
    lacking = tuple(month for month in quarter.months if month not in held)
    if lacking and not _comes_by_quarter(arrivals):
        names = listed([month_name(month) for month in lacking])
        said = f"No rows of {names}. {NOBODY_DECLARED}"
        return Cell(quarter, State.NOT_HELD, said, lacking=lacking)
    rows = sum(one.rows for one in arrivals if one.month in quarter.months)
    return Cell(quarter, State.RECEIVED, NOBODY_DECLARED, rows=rows)


def _comes_by_quarter(arrivals: Sequence[Arrival]) -> bool:
    """Whether every quarter that is held at all is held as one month: counts by quarter."""
    months = {one.month for one in arrivals}
    return len({information_period_of(month) for month in months}) == len(months) > 1
