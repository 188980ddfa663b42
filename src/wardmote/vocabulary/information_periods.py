"""The quarters for which authorities must share depersonalised information (rule CDA-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.months import last_day, months_between, shift_month

MONTHS_IN_PERIOD = 3
"""SI 2007/1831: each three months from 1 July 2007, so quarters of the calendar year."""


@dataclass(frozen=True, order=True)
class InformationPeriod:
    """Three months of prescribed information, and the day by which it is to be shared.

    Parameters
    ----------
    period_start
        1 January, 1 April, 1 July or 1 October. From any other day, use `information_period_of`.

    Examples
    --------
    >>> period = information_period_of(date(2026, 8, 15))
    >>> period.period_end, period.due_on
    (datetime.date(2026, 9, 30), datetime.date(2026, 12, 31))
    """

    period_start: date

    def __post_init__(self) -> None:
        if self.period_start != _quarter_start(self.period_start):
            raise ConfigurationError(
                "An information period starts on the first day of a quarter.",
                expected="1 January, 1 April, 1 July or 1 October",
                found=self.period_start.isoformat(),
                next_step="Use information_period_of(day), which finds the period of any day.",
            )

    @property
    def months(self) -> tuple[date, ...]:
        """Its three months."""
        last = shift_month(self.period_start, MONTHS_IN_PERIOD - 1)
        return months_between(self.period_start, last)

    @property
    def period_end(self) -> date:
        """Last day of its third month."""
        return last_day(self.months[-1])

    @property
    def next(self) -> InformationPeriod:
        """The three months after."""
        return InformationPeriod(shift_month(self.period_start, MONTHS_IN_PERIOD))

    @property
    def due_on(self) -> date:
        """Last day for sharing it: the end of the period that follows."""
        return self.next.period_end


def information_period_of(day: date) -> InformationPeriod:
    """Information period that a day falls in.

    Parameters
    ----------
    day
        Any day. The duty began with the period from 1 October 2007 (rules INF-…).

    Returns
    -------
    InformationPeriod
        The quarter that holds the day.

    Examples
    --------
    >>> information_period_of(date(2026, 3, 31)).period_start
    datetime.date(2026, 1, 1)
    """
    return InformationPeriod(_quarter_start(day))


def _quarter_start(day: date) -> date:
    first_month = (day.month - 1) // MONTHS_IN_PERIOD * MONTHS_IN_PERIOD + 1
    return date(day.year, first_month, 1)
