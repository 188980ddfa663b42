"""Sudden steps in series that the register of breaks does not explain.

A screen for data faults, not a test of change: it asks whether a level jumped from one
month to the next by far more than the series ever moves, as a new recording system, a lost
file or a renamed category does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median
from typing import Any

from wardmote.vocabulary.breaks import Break
from wardmote.vocabulary.months import months_between

WINDOW_MONTHS = 6
YEAR = 12
LEAST_LEVEL = 10.0  # a month; below this a jump is chance
LEAST_RATIO = 1.5  # a step smaller than half as much again is left to the tests of change
ORDINARY_MOVES = 4.0  # times the usual distance of two windows that nothing parts
EXPLAINED_WITHIN_DAYS = 62


@dataclass(frozen=True)
class Step:
    """A level that jumped between two months.

    Parameters
    ----------
    series, category
        Source/kind, and category id.
    month
        First month of the new level.
    before, after
        Mean count a month in the six months before and from it on.
    """

    series: str
    category: str
    month: date
    before: float
    after: float

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "month": self.month.isoformat()}


def unexplained_steps(
    totals: Mapping[tuple[str, str, str, str], Mapping[date, int]], known: Iterable[Break]
) -> tuple[Step, ...]:
    """Steps in monthly totals that no known break lies near.

    Parameters
    ----------
    totals
        (source, kind, scheme, category) to month to count.
    known
        Breaks of the register. A break within two months of a step explains it.

    Returns
    -------
    tuple of Step
        The largest step of each series and category, if it has one.

    Notes
    -----
    With many series some steps are chance or real: it is a list of things to ask about.
    """
    dates = [day for one in known for day in (one.starts, one.ends) if day is not None]
    steps = []
    for (source, kind, _, category), counts in sorted(totals.items()):
        step = largest_step(counts)
        if step is None:
            continue
        month, before, after = step
        if not any(abs((month - day).days) <= EXPLAINED_WITHIN_DAYS for day in dates):
            steps.append(Step(f"{source}/{kind}", category, month, before, after))
    return tuple(steps)


def largest_step(counts: Mapping[date, int]) -> tuple[date, float, float] | None:
    """Largest jump between the six months before a month and the six from it on.

    Notes
    -----
    Summers against winters jump each year. What the same month of other years jumps by is taken
    off, so that a season is no step; where under a year and a half is held, nothing can be.

    Examples
    --------
    >>> months = months_between(date(2023, 1, 1), date(2024, 12, 1))
    >>> jumped = {month: 100 if month < date(2024, 1, 1) else 300 for month in months}
    >>> largest_step(jumped)
    (datetime.date(2024, 1, 1), 100.0, 300.0)
    >>> largest_step({month: 100 for month in months}) is None
    True
    """
    if not counts:
        return None
    months = months_between(min(counts), max(counts))
    line = [float(counts.get(month, 0)) for month in months]
    moves = {
        place: _move(line[place - WINDOW_MONTHS : place], line[place : place + WINDOW_MONTHS])
        for place in range(WINDOW_MONTHS, len(line) - WINDOW_MONTHS + 1)
    }
    if not moves:
        return None
    moves = {place: _beyond_season(moves, place) for place in moves}
    place = max(moves, key=lambda one: abs(moves[one]))
    before = sum(line[place - WINDOW_MONTHS : place]) / WINDOW_MONTHS
    after = sum(line[place : place + WINDOW_MONTHS]) / WINDOW_MONTHS
    enough = max(math.log(LEAST_RATIO), ORDINARY_MOVES * _usual_move(line, place))
    if max(before, after) < LEAST_LEVEL or abs(moves[place]) < enough:
        return None
    return months[place], before, after


def _beyond_season(moves: Mapping[int, float], place: int) -> float:
    """A move less what the same month of all other years shares: the season's part.

    One other year may hold a step of its own, so it may only make a move smaller.
    """
    move = moves[place]
    others = [one for at, one in moves.items() if at != place and (at - place) % YEAR == 0]
    shared = min(others, key=abs, default=0.0)
    if any(one * shared <= 0 for one in others):
        return move
    left = move - shared
    if len(others) > 1 or abs(left) < abs(move):
        return left
    return move if left * move > 0 else 0.0


def _usual_move(line: Sequence[float], place: int) -> float:
    """How far two windows' means usually lie apart, from the months on each side by itself."""
    apart = [
        abs(math.log((value + 1) / (median(side) + 1)))
        for side in (line[:place], line[place:])
        for value in side
    ]
    return median(apart) * math.sqrt(2 / WINDOW_MONTHS)


def _move(before: Sequence[float], after: Sequence[float]) -> float:
    return math.log((sum(after) + 1) / (sum(before) + 1))
