"""Months, periods of whole months, and whether monthly counts are whole and in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wardmote.errors import AnalysisError, Fault
from wardmote.vocabulary.months import (
    count_months,
    days_in_month,
    last_day,
    month_code,
    month_name,
    shift_month,
)

Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]

YEAR = 12

_days = cache(days_in_month)  # a family of tests asks for the same months over and over


@dataclass(frozen=True)
class Period:
    """Whole months in a row, both ends included.

    Parameters
    ----------
    first
        First day of the first month.
    last
        First day of the last month, not before `first`.

    Examples
    --------
    >>> len(Period(date(2025, 3, 1), date(2026, 2, 1)))
    12
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first.day != 1 or self.last.day != 1 or self.last < self.first:
            raise ValueError(f"not a period of whole months: {self.first} to {self.last}")

    def __len__(self) -> int:
        return count_months(self.first, self.last)

    def __str__(self) -> str:
        return f"{month_name(self.first)} to {month_name(self.last)}"

    @property
    def days(self) -> int:
        """Days from the first to the last, both included."""
        return (last_day(self.last) - self.first).days + 1


def months_from(first: date, number: int) -> tuple[date, ...]:
    """`number` months in a row, the first of them given.

    Examples
    --------
    >>> months_from(date(2025, 12, 1), 2)
    (datetime.date(2025, 12, 1), datetime.date(2026, 1, 1))
    """
    return tuple(shift_month(first, step) for step in range(number))


def days_in_months(months: Sequence[date]) -> Numbers:
    """Days in each month, so that February is not taken for a fall."""
    return np.array([_days(month) for month in months], dtype=float)


def check_monthly_counts(
    counts: Sequence[int] | Counts, months: Sequence[date], *, of: str = "this series"
) -> Counts:
    """Counts as whole numbers, if each belongs to one month and no month is missing.

    Parameters
    ----------
    counts
        One count for each month: whole numbers, 0 or more. A month in which nothing was
        recorded is a 0, never left out.
    months
        First day of each month, oldest first, length as `counts`.
    of
        What is counted, for the message.

    Returns
    -------
    numpy.ndarray
        The counts as 64-bit integers, in the order given.

    Raises
    ------
    AnalysisError
        Months are missing, repeated or out of order, or a count is negative, not whole or
        not a number. All faults are in the one error.

    Notes
    -----
    Fractions come from sharing out areas that were split. Such counts may be mapped but
    never tested: sharing out smooths them, and a test would be too sure.

    Examples
    --------
    >>> check_monthly_counts([3, 0, 5], months_from(date(2026, 1, 1), 3))
    array([3, 0, 5])
    """
    faults = [*_length_faults(counts, months), *_month_faults(months), *_count_faults(counts)]
    if faults:
        raise AnalysisError(
            f"The monthly counts of {of} cannot be analysed.",
            expected="one whole number, 0 or more, for every month, oldest first",
            faults=faults,
            next_step="Put 0 where nothing was recorded; leave a month that was not received "
            "out together with every month before it.",
        )
    return np.asarray(counts).astype(np.int64)


def _length_faults(counts: Sequence[int] | Counts, months: Sequence[date]) -> Iterator[Fault]:
    if len(counts) != len(months):
        yield Fault("length", f"{len(counts)} counts for {len(months)} months")


def _month_faults(months: Sequence[date]) -> Iterator[Fault]:
    for month in months:
        if month.day != 1:
            yield Fault(month.isoformat(), "not the first day of a month")
    numbers = [month.year * YEAR + month.month for month in months]
    for place, step in enumerate(np.diff(numbers).tolist(), start=1):
        if step != 1:
            where = f"{month_code(months[place - 1])} to {month_code(months[place])}"
            gone = f"{step - 1} months missing" if step > 1 else "repeated or out of order"
            yield Fault(where, gone)


def _count_faults(counts: Sequence[int] | Counts) -> Iterator[Fault]:
    values = np.asarray(counts, dtype=float)
    whole = np.isfinite(values) & (values >= 0) & (values == np.floor(values))
    for position in np.flatnonzero(~whole).tolist():
        yield Fault(f"count {position + 1}", _count_fault(float(values[position])))


def _count_fault(count: float) -> str:
    if not np.isfinite(count):
        return "not a number"
    if count < 0:
        return f"negative: {count:g}"
    return f"not whole: {count:g}; shared-out counts are mapped, never tested"
