"""Figures of an indicator in words."""

from __future__ import annotations

from datetime import date

from wardmote.analysis.verbs import Polarity
from wardmote.plan.rating.figures import YEAR, Figure
from wardmote.plan.rating.results import SUPPRESSED, Point, Tested
from wardmote.plan.records import Indicator
from wardmote.plan.records.measures import Target, Unit
from wardmote.vocabulary.months import MONTH_NAMES, day_name, month_name


def period_words(starts: date, ends: date, months: int | None) -> str:
    """A period as a page names it.

    Examples
    --------
    >>> period_words(date(2026, 4, 1), date(2026, 6, 30), 3)
    'April to June 2026'
    >>> period_words(date(2025, 7, 1), date(2026, 6, 30), 12)
    'the 12 months to June 2026'
    >>> period_words(date(2026, 10, 12), date(2026, 11, 20), None)
    '12 October 2026 to 20 November 2026'
    """
    if months is None:
        return day_name(ends) if starts == ends else f"{day_name(starts)} to {day_name(ends)}"
    if months == 1:
        return month_name(starts)
    if months % YEAR == 0:
        return f"the {months} months to {month_name(ends)}"
    same_year = starts.year == ends.year
    first = MONTH_NAMES[starts.month - 1] if same_year else month_name(starts)
    return f"{first} to {month_name(ends)}"


def value_words(value: float, unit: Unit, base: int | None = None) -> str:
    """A value as a page prints it.

    Examples
    --------
    >>> value_words(1204, Unit.COUNT), value_words(0.48, Unit.SHARE, 1104)
    ('1,204', '48% of 1,104')
    >>> value_words(0.004, Unit.SHARE), value_words(2.5, Unit.DAYS), value_words(5, Unit.PER_1000)
    ('less than 1%', '2.5 days', '5 per 1,000')
    """
    if unit is Unit.SHARE:
        return _percent(value) + (f" of {base:,}" if base else "")
    number = f"{value:,.1f}".removesuffix(".0")
    return {
        Unit.PER_1000: f"{number} per 1,000",
        Unit.DAYS: f"{number} day{'s' * (value != 1)}",
        Unit.POUNDS: f"£{number}",
    }.get(unit, number)


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return "less than 1%"
    return "more than 99%" if 0.99 < share < 1 else f"{100 * share:.0f}%"


def aim_of(indicator: Indicator, on: date) -> Point | None:
    """The next target, the last one where all have passed, or the direction alone."""
    if indicator.polarity is Polarity.AMBIGUOUS:
        return None
    if not indicator.targets:
        return Point("", None, None, None, direction(indicator.polarity))
    found: Target = next((one for one in indicator.targets if one.by >= on), indicator.targets[-1])
    words = value_words(found.value, indicator.unit)
    return Point(f"by {day_name(found.by)}", found.by, found.value, None, words)


def direction(polarity: Polarity) -> str:
    """Which way is good, as an aim: "lower" or "higher"."""
    return "lower" if polarity is Polarity.LOWER_BETTER else "higher"


def point_of(figure: Figure, indicator: Indicator) -> Point:
    """A figure that may be told, in words."""
    words = period_words(figure.starts, figure.ends, figure.months)
    text = value_words(figure.value, indicator.unit, figure.base)
    return Point(words, figure.ends, figure.value, figure.base, text, figure.starts)


def suppressed(figure: Figure) -> Point:
    """The period of a figure that may not be told, without the figure."""
    words = period_words(figure.starts, figure.ends, figure.months)
    return Point(words, figure.ends, None, None, SUPPRESSED, figure.starts)


def range_words(test: Tested) -> str:
    """The likely range of a change.

    Examples
    --------
    >>> from wardmote.analysis.basis import Basis
    >>> basis = Basis("m", "c", "r")
    >>> range_words(Tested(0.8, 0.7, 1.05, True, 0.1, 0.1, 1, basis))
    'likely range 30% lower to 5% higher'
    >>> range_words(Tested(0.05, 0.01, 0.09, False, 0.1, 0.1, 1, basis))
    'likely range 1 to 9 points higher'
    """
    scale = 100.0
    unit = "%" if test.is_ratio else " points"
    if test.upper is None:
        return ""
    low, high = (scale * (one - test.unchanged) for one in (test.lower, test.upper))
    if low >= 0:
        return f"likely range {low:.0f}{_first(unit)} to {high:.0f}{unit} higher"
    if high <= 0:
        return f"likely range {-high:.0f}{_first(unit)} to {-low:.0f}{unit} lower"
    return f"likely range {-low:.0f}{unit} lower to {high:.0f}{unit} higher"


def _first(unit: str) -> str:
    return unit if unit == "%" else ""
