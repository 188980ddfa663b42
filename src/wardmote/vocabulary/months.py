"""Months, held as the date of their first day.

Publishers write a month as ``2024-03``, ``202403`` or any day in it. Inside Wardmote it is one
thing: ``date(2024, 3, 1)``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from wardmote.errors import ConfigurationError

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English, whatever the machine's language."""

_WRITTEN = r"(\d{4})-?(0[1-9]|1[0-2])"


def parse_month(text: str) -> date:
    """Month from the way publishers write it.

    Parameters
    ----------
    text
        ``2024-03`` (data.police.uk) or ``202403`` (Metropolitan Police). Spaces around are ignored.

    Returns
    -------
    datetime.date
        First day of the month.

    Raises
    ------
    ConfigurationError
        The text is not a year and a month.

    Examples
    --------
    >>> parse_month("2024-03"), parse_month("202403")
    (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1))
    """
    written = re.fullmatch(_WRITTEN, text.strip(), re.ASCII)
    if written is None or written[1] == "0000":
        raise ConfigurationError(
            "This is not a month.",
            expected="a year and a month, such as 2024-03",
            found=text.strip() or "nothing",
            next_step="Write the year in four digits, a hyphen and the month in two digits.",
        )
    return date(int(written[1]), int(written[2]), 1)


def month_of(day: date) -> date:
    """First day of the month that a day falls in.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    datetime.date
        First day of its month.

    Examples
    --------
    >>> month_of(date(2024, 2, 29))
    datetime.date(2024, 2, 1)
    """
    return date(day.year, day.month, 1)


def shift_month(month: date, months: int) -> date:
    """Month that lies a number of months later, or earlier.

    Parameters
    ----------
    month
        Any day of the month to start from.
    months
        How many months later; negative is earlier.

    Returns
    -------
    datetime.date
        First day of the month reached.

    Examples
    --------
    >>> shift_month(date(2024, 1, 1), -12)
    datetime.date(2023, 1, 1)
    """
    years, month_index = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, month_index + 1, 1)


def shift_day(day: date, months: int) -> date:
    """The same day of the month, a number of months later or earlier.

    Parameters
    ----------
    day
        Any day.
    months
        How many months later; negative is earlier.

    Returns
    -------
    datetime.date
        The last day of the month where that month is shorter.

    Examples
    --------
    >>> shift_day(date(2026, 8, 31), -6), shift_day(date(2024, 4, 27), -12)
    (datetime.date(2026, 2, 28), datetime.date(2023, 4, 27))
    """
    first = shift_month(day, months)
    return first.replace(day=min(day.day, days_in_month(first)))


def next_month(month: date) -> date:
    """Month after this one.

    Parameters
    ----------
    month
        Any day of the month.

    Returns
    -------
    datetime.date
        First day of the month after.

    Examples
    --------
    >>> next_month(date(2023, 12, 1))
    datetime.date(2024, 1, 1)
    """
    return shift_month(month, 1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Every month from the first to the last, both included.

    Answers "which months should this series have?", so that a missing one is seen.

    Parameters
    ----------
    first, last
        Any day of the first and of the last month.

    Returns
    -------
    tuple of datetime.date
        First days, in order; empty when `last` lies before `first`.

    Examples
    --------
    >>> [month_code(month) for month in months_between(date(2023, 11, 1), date(2024, 1, 31))]
    ['2023-11', '2023-12', '2024-01']
    """
    return tuple(shift_month(first, step) for step in range(count_months(first, last)))


def count_months(first: date, last: date) -> int:
    """How many months lie from the first to the last, both included.

    Parameters
    ----------
    first, last
        Any day of the first and of the last month.

    Returns
    -------
    int
        0 or more; 0 when `last` lies in an earlier month than `first`.

    Examples
    --------
    >>> count_months(date(2021, 5, 1), date(2024, 4, 1))
    36
    """
    return max(0, (last.year - first.year) * 12 + last.month - first.month + 1)


def last_day(month: date) -> date:
    """Last day of a month.

    Parameters
    ----------
    month
        Any day of the month.

    Returns
    -------
    datetime.date
        Its last day.

    Examples
    --------
    >>> last_day(date(2024, 2, 1))
    datetime.date(2024, 2, 29)
    """
    return next_month(month) - timedelta(days=1)


def days_in_month(month: date) -> int:
    """How many days a month has.

    Months differ by up to a tenth in length, so compare counts per day and not counts.

    Parameters
    ----------
    month
        Any day of the month.

    Returns
    -------
    int
        28 to 31 days.

    Examples
    --------
    >>> days_in_month(date(2023, 2, 1))
    28
    """
    return last_day(month).day


def month_code(month: date) -> str:
    """Month as files and tables write it.

    Parameters
    ----------
    month
        Any day of the month.

    Returns
    -------
    str
        Year, hyphen, month.

    Examples
    --------
    >>> month_code(date(2024, 3, 1))
    '2024-03'
    """
    return f"{month.year:04d}-{month.month:02d}"


def month_name(month: date) -> str:
    """Month as people read it.

    Parameters
    ----------
    month
        Any day of the month.

    Returns
    -------
    str
        Name and year.

    Examples
    --------
    >>> month_name(date(2024, 3, 1))
    'March 2024'
    """
    return f"{MONTH_NAMES[month.month - 1]} {month.year}"


def day_name(day: date) -> str:
    """Day as people read it.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    str
        Day, month and year, the same in every language of the machine.

    Examples
    --------
    >>> day_name(date(2026, 3, 31))
    '31 March 2026'
    """
    return f"{day.day} {month_name(day)}"
