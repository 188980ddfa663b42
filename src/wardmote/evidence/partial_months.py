"""Months of which a publisher has counted only a part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median

NEIGHBOURS_EACH_SIDE = 3  # a quarter before and after: enough for a median, too short for a trend
FEWEST_NEIGHBOURS = 2  # with one neighbour, nobody can say which of the two is odd
PARTIAL_BELOW = 0.5  # London's emptiest month of 2020 kept two thirds of its neighbours' crime
FEWEST_RECORDS = 10  # where neighbours hold fewer, half of them is chance


def partial_months(totals: Mapping[date, int]) -> tuple[date, ...]:
    """Months whose total is so far below their neighbours' that a part must be missing.

    Answers "is the last column of this file a whole month?". It judges the total of a whole
    file or supply: in one area or category a month can be that quiet in truth.

    Parameters
    ----------
    totals
        Records of each month: first day of the month to a count, 0 or more. Months may be
        missing; the nearest that are there are the neighbours.

    Returns
    -------
    tuple of date
        Months with less than `PARTIAL_BELOW` of the median of up to `NEIGHBOURS_EACH_SIDE`
        months on each side, in order.

    Notes
    -----
    Misses a month that is cut by less than half, and calls partial a month in which crime
    truly halved: leave such a month out of a comparison, never out of the evidence.

    Examples
    --------
    >>> totals = {date(2024, 2, 1): 1, date(2024, 3, 1): 2709, date(2024, 4, 1): 2635}
    >>> partial_months(totals)
    (datetime.date(2024, 2, 1),)
    """
    months = sorted(totals)
    return tuple(
        month
        for place, month in enumerate(months)
        if _is_partial(totals[month], [totals[one] for one in _around(months, place)])
    )


def _around(months: list[date], place: int) -> list[date]:
    before = months[max(0, place - NEIGHBOURS_EACH_SIDE) : place]
    return before + months[place + 1 : place + 1 + NEIGHBOURS_EACH_SIDE]


def _is_partial(total: int, neighbours: list[int]) -> bool:
    if len(neighbours) < FEWEST_NEIGHBOURS:
        return False
    usual = median(neighbours)
    return usual >= FEWEST_RECORDS and total < PARTIAL_BELOW * usual
