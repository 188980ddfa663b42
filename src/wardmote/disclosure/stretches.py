"""What follows, for every stretch of time, from values of periods that overlap.

Counts cannot be negative, so what was counted up to a day never falls. A value says how much it
grew between two days. Between any two days the least and the most that it can have grown follow
as shortest paths through all that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Stretches:
    """Least and most of a count in every stretch between two days, as readers can work it out.

    Parameters
    ----------
    days
        Days on which a value starts, or that follow one's last, in order.
    most
        ``most[i, j]`` is the most that the count can have grown from day i to day j; with i after
        j, the least that it grew between them, with a minus.

    Examples
    --------
    >>> from datetime import date
    >>> first, middle, last = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)
    >>> known = Stretches.of([first, middle, last]).with_count(first, last, 40)
    >>> known.bounds(first, middle)
    (0.0, 40.0)
    >>> known.with_count(first, middle, 37).bounds(middle, last)
    (3.0, 3.0)
    """

    days: tuple[date, ...]
    most: NDArray[np.float64]

    @classmethod
    def of(cls, days: Sequence[date]) -> Stretches:
        """Nothing known but that a count is not negative."""
        size = len(days)
        most = np.where(np.tri(size, dtype=bool), 0.0, np.inf)
        return cls(tuple(days), most)

    @cached_property
    def _place(self) -> dict[date, int]:
        return {day: place for place, day in enumerate(self.days)}

    def with_count(self, starts: date, after: date, count: float) -> Stretches:
        """The same, and how many were counted from a day to before another."""
        return self._with(starts, after, count).with_least(starts, after, count)

    def with_least(self, starts: date, after: date, count: float) -> Stretches:
        """The same, and that at least so many were."""
        return self._with(after, starts, -count)

    def _with(self, start: date, end: date, most: float) -> Stretches:
        a, b = self._place[start], self._place[end]
        through = self.most[:, a, None] + most + self.most[None, b, :]
        return Stretches(self.days, np.minimum(self.most, through))

    def bounds(self, starts: date, after: date) -> tuple[float, float]:
        """Least and most from a day to before another."""
        a, b = self._place[starts], self._place[after]
        return float(-self.most[b, a]) + 0.0, float(self.most[a, b])

    def closes_in_on_more(self, before: Stretches, threshold: int) -> bool:
        """Whether a stretch may hold somebody, surely fewer than the threshold, and did not before.

        One that surely holds nobody is no stretch of a few.
        """
        return bool((self._few(threshold) & ~before._few(threshold)).any())

    def _few(self, threshold: int) -> NDArray[np.bool_]:
        """From which day to which there are surely fewer than the threshold, and perhaps some."""
        return np.triu((self.most >= 1) & (self.most < threshold), 1)
