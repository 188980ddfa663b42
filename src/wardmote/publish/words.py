"""Numbers, months and ranges as sentences print them.

Rounding is half away from zero, as a reader does it by hand. A percentage is never
rounded to 0% or 100% unless it is that.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.months import MONTH_NAMES
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import listed

__all__ = [
    "DAYS_IN_A_MONTH",
    "LEAST_EARLIER_COUNT",
    "LEAST_P",
    "MINUS",
    "MONTHS_SAID_AS_MONTHS",
    "SMALL_NUMBERS",
    "Month",
    "about_one_in",
    "change",
    "count",
    "data_age",
    "day",
    "decimal",
    "likely_range",
    "listed",
    "month",
    "month_start",
    "p_value",
    "part_of",
    "percent",
    "short_month",
    "spelt",
    "tick",
    "year_to",
]

Month = str | date
"""A calendar month: ``"2024-03"``, or any day of it."""

LEAST_EARLIER_COUNT: Final = 30  # no percentage change below it: statistics rule S1
DAYS_IN_A_MONTH: Final = 365.25 / 12
MONTHS_SAID_AS_MONTHS: Final = 23
SMALL_NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
MINUS: Final = "\N{MINUS SIGN}"
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(-\d\d)?")


def decimal(number: float, places: int = 1) -> str:
    """A number with thousands separated and that many decimals.

    Examples
    --------
    >>> decimal(1234.25), decimal(-0.5, 0), decimal(10330, 0)
    ('1,234.3', '−1', '10,330')
    """
    exact = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact + 0:,f}".replace("-", MINUS)


def count(number: int) -> str:
    """A count, thousands separated.

    Examples
    --------
    >>> count(10330), count(-193)
    ('10,330', '−193')
    """
    return decimal(number, 0)


def tick(number: float) -> str:
    """A number on an axis, with decimals only where it has any.

    Examples
    --------
    >>> tick(1500), tick(0.25)
    ('1,500', '0.25')
    """
    return decimal(number, len(f"{number:.4f}".rstrip("0").partition(".")[2]))


def spelt(number: int) -> str:
    """A small count as a word, a larger one in figures.

    Examples
    --------
    >>> spelt(7), spelt(0), spelt(14)
    ('seven', 'no', '14')
    """
    return SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else count(number)


def percent(number: float, places: int = 0) -> str:
    """A percentage, 0 to 100 or beyond.

    Examples
    --------
    >>> percent(9.94), percent(0.2), percent(99.7), percent(100.0)
    ('10%', 'less than 1%', 'more than 99%', '100%')
    """
    step = Decimal(1).scaleb(-places)
    printed = decimal(number, places)
    if number > 0 and printed == decimal(0, places):
        return f"less than {step}%"
    if number < 100 and printed == decimal(100, places):
        return f"more than {100 - step}%"
    return f"{printed}%"


def p_value(p: float) -> str:
    """A p value to four places; one that would round to nothing is below the last.

    Examples
    --------
    >>> p_value(0.0426), p_value(0.0000004)
    ('0.0426', 'below 0.0001')
    """
    return f"{p:.4f}" if p >= LEAST_P else f"below {LEAST_P:.4f}"


LEAST_P = 0.0001


def part_of(part: int, whole: int) -> str:
    """A share with both counts behind it.

    Answers "how many of how many?". Without a whole there is no percentage.

    Examples
    --------
    >>> part_of(48, 96)
    '48 of 96 (50%)'
    >>> part_of(0, 0)
    '0 of 0'
    """
    counts = f"{count(part)} of {count(whole)}"
    return f"{counts} ({percent(100 * part / whole)})" if whole else counts


def about_one_in(share: float) -> str:
    """A share as "about 1 in so many", for a reader who does not think in rates.

    Parameters
    ----------
    share
        More than 0 and at most 0.5: above a half, a percentage says it better.

    Raises
    ------
    ConfigurationError
        The share is outside that range.

    Notes
    -----
    The number is rounded until it sounds like what it is, an approximation: it is at most
    a sixth away from the exact one. Never compute with it.

    Examples
    --------
    >>> about_one_in(0.0253), about_one_in(0.31), about_one_in(1 / 1234)
    ('about 1 in 40', 'about 1 in 3', 'about 1 in 1,200')
    """
    if not 0 < share <= 0.5:
        raise ConfigurationError(
            "A share is not between 0 and a half, so it cannot be said as 1 in so many.",
            expected="more than 0, at most 0.5",
            found=f"{share:g}",
            next_step="Say it as a percentage with both counts: words.part_of.",
        )
    exact = 1 / share
    if 2.25 <= exact < 2.75:
        return "about 2 in 5"
    decade = 10 ** (len(str(int(exact))) - 1)
    step = decade / 10 if exact < 2 * decade else decade / 2
    step = max(step, 1)
    return f"about 1 in {decimal(round(exact / step) * step, 0)}"


def change(before: int, after: int, *, least: int = LEAST_EARLIER_COUNT) -> str:
    """How much more or fewer, about, in percent; nothing where the base is too small.

    Parameters
    ----------
    before, after
        The two counts. Both are printed by the caller: a percentage never stands alone.
    least
        Smallest earlier count that may carry a percentage.

    Returns
    -------
    str
        Empty where `before` is below `least`.

    Examples
    --------
    >>> change(9396, 10330), change(3003, 2527), change(12, 24)
    ('about 10% more', 'about 16% fewer', '')
    >>> change(1000, 1001)
    'less than 1% more'
    """
    if before < least:
        return ""
    if before == after:
        return "the same"
    size = percent(100 * abs(after - before) / before)
    about = size if size.startswith("less") else f"about {size}"
    return f"{about} {'more' if after > before else 'fewer'}"


def likely_range(lower: float, upper: float) -> str:
    """The interval of a ratio of two counts, as a range of percentages.

    Parameters
    ----------
    lower, upper
        Ends of the interval of after ÷ before: 0.67 is a third fewer, 1 is no change.

    Returns
    -------
    str
        Where both ends lie on one side, the side is not repeated: the sentence has said it.

    Examples
    --------
    >>> likely_range(1.06, 1.14), likely_range(0.67, 1.05), likely_range(0.7, 0.88)
    ('6% to 14%', '33% fewer to 5% more', '12% to 30%')
    """
    low, high = (percent(round(abs(end - 1) * 100, 9)) for end in (lower, upper))
    if lower >= 1:
        return f"{low} to {high}"
    if upper <= 1:
        return f"{high} to {low}"
    return f"{low} fewer to {high} more"


def month_start(when: Month) -> date:
    """First day of a month.

    Raises
    ------
    ConfigurationError
        The text is not a month.

    Examples
    --------
    >>> month_start("2024-03")
    datetime.date(2024, 3, 1)
    """
    if isinstance(when, date):
        return date(when.year, when.month, 1)
    found = _MONTH.fullmatch(when)
    if found is None:
        raise ConfigurationError(
            "A month is not written as year and month.",
            expected="YYYY-MM, for example 2024-03",
            found=when,
            next_step="Write the month as YYYY-MM.",
        )
    return date(int(found[1]), int(found[2]), 1)


def month(when: Month) -> str:
    """A month in words.

    Examples
    --------
    >>> month("2024-03")
    'March 2024'
    """
    start = month_start(when)
    return f"{MONTH_NAMES[start.month - 1]} {start.year}"


def short_month(when: Month) -> str:
    """A month for an axis.

    Examples
    --------
    >>> short_month("2024-03")
    'Mar 2024'
    """
    start = month_start(when)
    return f"{MONTH_NAMES[start.month - 1][:3]} {start.year}"


def year_to(last: Month) -> str:
    """The twelve months that end with a month.

    Examples
    --------
    >>> year_to("2024-04")
    '12 months to April 2024'
    """
    return f"12 months to {month(last)}"


def data_age(data_to: Month, on: date) -> str:
    """How old the newest data are on a date, in whole months.

    Answers "is this about now?". Counted from the last day of the last month.

    Parameters
    ----------
    data_to
        Last month with data.
    on
        Date of the assessment.

    Raises
    ------
    ConfigurationError
        The month has not ended on that date: data cannot come from the future.

    Examples
    --------
    >>> data_age("2024-04", date(2024, 11, 22)), data_age("2024-04", date(2024, 5, 9))
    ('seven months old', 'less than a month old')
    >>> data_age("2022-04", date(2024, 11, 22))
    'two years and seven months old'
    """
    start = month_start(data_to)
    last = start.replace(day=calendar.monthrange(start.year, start.month)[1])
    if on < last:
        raise ConfigurationError(
            "The data end after the date of the assessment.",
            expected=f"data up to {month(on)} at most",
            found=f"data to {month(data_to)}",
            next_step="Give a later assessment date, or leave the unfinished month out.",
        )
    months = int((on - last).days / DAYS_IN_A_MONTH + 0.5)
    return f"{_months(months)} old" if months else "less than a month old"


def _months(months: int) -> str:
    if months <= MONTHS_SAID_AS_MONTHS:
        return f"{spelt(months)} month{'' if months == 1 else 's'}"
    years, rest = divmod(months, 12)
    said = f"{spelt(years)} years"
    return f"{said} and {_months(rest)}" if rest else said
