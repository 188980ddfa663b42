"""Figures of an indicator by period, and how they are added up over longer ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wardmote.plan.records import Reading
from wardmote.plan.records.measures import Unit
from wardmote.vocabulary.months import count_months, last_day, month_of, next_month, shift_month

YEAR: Final = 12
QUARTER: Final = 3
LIKE: Final = 1 / 3  # fieldwork may take a third longer or shorter and still be the same survey


@dataclass(frozen=True)
class Figure:
    """One figure of one period, as it is used in sums and tests; never printed as it stands.

    Parameters
    ----------
    starts, ends
        First and last day of its period.
    value, base
        The figure, and how many were asked or counted from.
    places, effort
        For counts made in the field: where, and how.
    """

    starts: date
    ends: date
    value: float
    base: int | None = None
    places: frozenset[str] = frozenset()
    effort: str = ""

    @property
    def months(self) -> int | None:
        """How many whole months it covers; None where its period is not whole months."""
        return whole_months(self.starts, self.ends)

    @property
    def way_of_counting(self) -> tuple[frozenset[str], str]:
        """Where and how it was counted: only figures of one way are compared."""
        return self.places, self.effort

    def overlaps(self, other: Figure) -> bool:
        """Whether the two periods share a day."""
        return self.starts <= other.ends and other.starts <= self.ends


def whole_months(starts: date, ends: date) -> int | None:
    """How many whole months a period covers; None where it is not whole months.

    Examples
    --------
    >>> whole_months(date(2026, 4, 1), date(2026, 6, 30))
    3
    >>> whole_months(date(2026, 10, 12), date(2026, 11, 20)) is None
    True
    """
    is_whole = starts.day == 1 and ends == last_day(ends)
    return count_months(starts, ends) if is_whole else None


def readings_in_force(readings: Iterable[Reading], on: date) -> tuple[Reading, ...]:
    """The newest reading of each period that had come by a day, oldest period first.

    An earlier reading stays on record; of two that came on one day the later entry holds.

    Examples
    --------
    >>> first = Reading(indicator="i", starts=date(2026, 4, 1), ends=date(2026, 6, 30), value=9,
    ...     provider="police", received_on=date(2026, 7, 3))
    >>> from dataclasses import replace
    >>> revised = replace(first, value=11, received_on=date(2026, 8, 3), revised=True)
    >>> [one.value for one in readings_in_force([revised, first], date(2026, 8, 31))]
    [11]
    """
    newest: dict[tuple[date, date], Reading] = {}
    for one in sorted(readings, key=lambda each: each.received_on):
        if one.received_on <= on:
            newest[one.starts, one.ends] = one
    return tuple(newest[period] for period in sorted(newest, key=lambda each: each[::-1]))


def figure_of(reading: Reading) -> Figure:
    """A reading as a figure."""
    return Figure(
        reading.starts,
        reading.ends,
        reading.value,
        reading.base,
        frozenset(reading.places),
        reading.effort,
    )


def monthly_figures(months: Sequence[date], counts: Sequence[int]) -> tuple[Figure, ...]:
    """Monthly counts as figures."""
    return tuple(
        Figure(month, last_day(month), count) for month, count in zip(months, counts, strict=True)
    )


def pooled(figures: Sequence[Figure], unit: Unit, *, ends: date, months: int) -> Figure | None:
    """One figure of some whole months, from figures that cover them once.

    Answers "what was it in the year to June, when quarters are held?". Counts are added;
    shares are added by their bases; anything else only where one figure is of that period.

    Parameters
    ----------
    figures
        Those held.
    unit
        What their values are.
    ends
        Last day of the period wanted.
    months
        Its length.

    Returns
    -------
    Figure or None
        None where a month is not held, or where field counts were made in different ways.

    Examples
    --------
    >>> held = monthly_figures([date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)], [3, 4, 5])
    >>> pooled(held, Unit.COUNT, ends=date(2026, 6, 30), months=3).value
    12
    """
    parts = _covering(figures, shift_month(month_of(ends), 1 - months), ends)
    if not parts or len({one.way_of_counting for one in parts}) > 1:
        return None
    if len(parts) == 1:
        return parts[0]
    value, base = _together(parts, unit)
    if value is None:
        return None
    first = parts[-1]
    return Figure(first.starts, ends, value, base, first.places, first.effort)


def _covering(figures: Sequence[Figure], starts: date, ends: date) -> list[Figure]:
    """Figures that cover a period once, the newest first; none where a day is not covered."""
    parts: list[Figure] = []
    left = ends
    while left >= starts:
        fitting = [one for one in figures if one.ends == left and one.starts >= starts]
        if not fitting:
            return []
        parts.append(min(fitting, key=lambda one: one.starts))
        left = parts[-1].starts - timedelta(days=1)
    return parts


def _together(parts: Sequence[Figure], unit: Unit) -> tuple[float | None, int | None]:
    if unit is Unit.COUNT:
        return sum(one.value for one in parts), None
    bases = [one.base for one in parts if one.base is not None]
    if unit is Unit.SHARE and len(bases) == len(parts):
        whole = sum(bases)
        return sum(one.value * base for one, base in zip(parts, bases, strict=True)) / whole, whole
    return None, None


def newest_like(figures: Sequence[Figure], unit: Unit, start: Figure) -> Figure | None:
    """The newest figure of a period like another's: as long, and of the same months.

    Parameters
    ----------
    figures
        Those held.
    unit
        What their values are.
    start
        What it is to be like: a baseline. A year may end in any month, since every season is
        in it once.
    """
    candidates = _pools(figures, unit, start) if start.months else _alike(figures, start)
    return next((one for one in candidates if one.starts > start.ends), None)


def _pools(figures: Sequence[Figure], unit: Unit, start: Figure) -> Iterator[Figure]:
    months = start.months or YEAR
    for ends in sorted({one.ends for one in figures if one.months}, reverse=True):
        found = pooled(figures, unit, ends=ends, months=months)
        if found and (months % YEAR == 0 or found.starts.month == start.starts.month):
            yield found


def _alike(figures: Sequence[Figure], start: Figure) -> Iterator[Figure]:
    wanted = (start.ends - start.starts).days + 1
    for one in sorted(figures, key=lambda each: each.ends, reverse=True):
        if abs((one.ends - one.starts).days + 1 - wanted) <= LIKE * wanted:
            yield one


def newest_quarter(figures: Sequence[Figure], unit: Unit) -> Figure | None:
    """The newest figure as it came; where months are held, the newest whole quarter of them."""
    if not figures:
        return None
    newest = max(figures, key=lambda one: (one.ends, -one.starts.toordinal()))
    if newest.months != 1:
        return newest
    ends = sorted({one.ends for one in figures if one.ends.month % QUARTER == 0}, reverse=True)
    quarters = (pooled(figures, unit, ends=one, months=QUARTER) for one in ends)
    return next((one for one in quarters if one), newest)


def a_year_before(figures: Sequence[Figure], unit: Unit, figure: Figure) -> Figure | None:
    """The figure of the same months a year earlier, counted in the same way."""
    if not figure.months:
        return None
    ends = last_day(shift_month(month_of(figure.ends), -YEAR))
    found = pooled(figures, unit, ends=ends, months=figure.months)
    return found if found and found.way_of_counting == figure.way_of_counting else None


def unbroken_months(figures: Sequence[Figure]) -> tuple[list[date], list[int]]:
    """The run of monthly counts up to the newest, without a gap: months and counts."""
    by_month = {one.starts: one for one in figures if one.months == 1}
    months: list[date] = []
    for month in sorted(by_month):
        if months and month != next_month(months[-1]):
            months = []
        months.append(month)
    return months, [round(by_month[month].value) for month in months]
