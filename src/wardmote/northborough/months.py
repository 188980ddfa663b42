"""Months, days and the British clock, without a time-zone database (Windows ships none)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import numpy as np
from numpy.typing import NDArray

Months = tuple[date, ...]


def months_ending(last_month: date, count: int) -> Months:
    """First days of the `count` months up to and with `last_month`.

    Examples
    --------
    >>> [f"{month:%Y-%m}" for month in months_ending(date(2026, 2, 1), 3)]
    ['2025-12', '2026-01', '2026-02']
    """
    return tuple(shifted(last_month, -before) for before in reversed(range(count)))


def shifted(month: date, by: int) -> date:
    """First day of the month `by` months later (earlier when negative).

    Examples
    --------
    >>> shifted(date(2026, 2, 1), -3)
    datetime.date(2025, 11, 1)
    """
    years, month_index = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(years, month_index + 1, 1)


def days_in(months: Months) -> NDArray[np.int64]:
    """Days in each month, in their order."""
    return np.array([monthrange(month.year, month.month)[1] for month in months])


def as_utc(local: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """British clock time as UTC: an hour earlier while summer time is in force.

    Parameters
    ----------
    local
        Clock times in England, `datetime64[s]`, any years.

    Returns
    -------
    numpy.ndarray
        The same moments in UTC, same shape.

    Notes
    -----
    The hour that the clocks repeat in October is read as summer time.

    Examples
    --------
    >>> as_utc(np.array(["2026-06-01T00:20:00"], "datetime64[s]"))
    array(['2026-05-31T23:20:00'], dtype='datetime64[s]')
    """
    summer = np.zeros(local.shape, dtype=bool)
    for year in np.unique(local.astype("datetime64[Y]").astype(int)) + 1970:
        starts, ends = (_change_of_clocks(int(year), month) for month in (3, 10))
        summer |= (local >= starts) & (local < ends)
    return np.asarray(local - summer.astype("timedelta64[h]"))


def _change_of_clocks(year: int, month: int) -> np.datetime64:
    """02:00 by the clock on the month's last Sunday (since 1996 in the United Kingdom)."""
    last_day = date(year, month, monthrange(year, month)[1])
    sunday = last_day.toordinal() - last_day.isoweekday() % 7
    return np.datetime64(f"{date.fromordinal(sunday)}T02:00:00", "s")
