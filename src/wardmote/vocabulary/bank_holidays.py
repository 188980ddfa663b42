"""Working days of England and Wales: weekends and bank holidays, computed by their rules.

The yearly ones follow the Banking and Financial Dealings Act 1971 and the yearly proclamation;
days that were moved or added by proclamation for one year are listed. A day that is
proclaimed later must be added here: the list at https://www.gov.uk/bank-holidays is the check.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

ADDED: Final = {
    date(2011, 4, 29): "royal wedding",
    date(2012, 6, 5): "Diamond Jubilee",
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "state funeral of the Queen",
    date(2023, 5, 8): "coronation of the King",
}
"""Days added for one year."""

MOVED: Final = {
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Yearly days moved for one year: from, to."""

_MONDAY, _SATURDAY = 0, 5
_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays of England and Wales in a year, Easter days and substitutes among them.

    Parameters
    ----------
    year
        From 1978, when the first Monday of May became one.

    Examples
    --------
    >>> [str(day) for day in sorted(bank_holidays(2026))][:4]
    ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04']
    """
    easter = _easter(year)
    yearly = {
        _next_working(date(year, 1, 1)),
        easter - 2 * _DAY,
        easter + _DAY,
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 5, 25)),
        _first_monday(date(year, 8, 25)),
        *_christmas(year),
    }
    added = {day for day in ADDED if day.year == year}
    return frozenset({MOVED.get(day, day) for day in yearly} | added)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    correction = (
        century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 19 * golden + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - correction - of_century % 4) % 7
    shift = (golden + 11 * correction + 22 * weekday) // 451
    month, day = divmod(correction + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _first_monday(day: date) -> date:
    return day + (_MONDAY - day.weekday()) % 7 * _DAY


def _next_working(day: date) -> date:
    return day if day.weekday() < _SATURDAY else _first_monday(day)


def _christmas(year: int) -> Iterator[date]:
    """25 and 26 December, and the next weekday for each that falls on a weekend."""
    after = date(year, 12, 27)
    for day in (date(year, 12, 25), date(year, 12, 26)):
        if day.weekday() < _SATURDAY:
            yield day
            continue
        after = after if after.weekday() < _SATURDAY else _first_monday(after)
        yield after
        after += _DAY


def is_working_day(day: date) -> bool:
    """Whether a day is neither of a weekend nor a bank holiday.

    Examples
    --------
    >>> is_working_day(date(2026, 12, 25)), is_working_day(date(2026, 12, 24))
    (False, True)
    """
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def working_days_before(day: date, number: int) -> date:
    """The working day that lies so many working days before a day.

    Parameters
    ----------
    day
        Any day.
    number
        How many; 0 is the day itself, working or not.

    Examples
    --------
    >>> working_days_before(date(2026, 4, 8), 2)  # over Easter
    datetime.date(2026, 4, 2)
    """
    reached = day
    while number > 0:
        reached -= _DAY
        number -= is_working_day(reached)
    return reached
