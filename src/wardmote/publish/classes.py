"""Classes of a map: at most five, between round numbers that a legend can print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from wardmote.errors import AnalysisError
from wardmote.publish import words

MOST_CLASSES: Final = 5
GRID_LINES: Final = 20  # over the range that the values would have without a far highest one
SMALLEST_STEP: Final = 0.0001  # what a legend prints
MANY_ZEROS: Final = 0.2  # share of areas with none, from which they are a class of their own
ROUND_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Classes:
    """Half-open classes between round limits; the last one holds its upper limit.

    Parameters
    ----------
    limits
        Rising, one more than there are classes.
    whole
        The values are counts.
    """

    limits: tuple[float, ...]
    whole: bool

    def __len__(self) -> int:
        """How many classes there are."""
        return len(self.limits) - 1

    def of(self, value: float) -> int:
        """Which class a value lies in, 0 for the lowest."""
        return min(int(np.searchsorted(self.limits, value, side="right")) - 1, len(self) - 1)

    def labels(self) -> tuple[str, ...]:
        """Each class in words, lowest first, so that every value has one place.

        Examples
        --------
        >>> Classes((0, 20, 40), whole=True).labels()
        ('0 to 19', '20 to 40')
        >>> Classes((0, 2.5, 5), whole=False).labels()
        ('0 to under 2.5', '2.5 to 5')
        """
        last = len(self) - 1
        return tuple(
            self._label(low, high, ends=number == last)
            for number, (low, high) in enumerate(zip(self.limits, self.limits[1:], strict=False))
        )

    def _label(self, low: float, high: float, *, ends: bool) -> str:
        if self.whole and not ends:
            high -= 1
        if low == high:
            return words.tick(low)
        under = "" if self.whole or ends else "under "
        return f"{words.tick(low)} to {under}{words.tick(high)}"


def round_step(size: float, *, whole: bool) -> float:
    """The smallest round step that is at least that size.

    Examples
    --------
    >>> round_step(3.1, whole=True), round_step(0.13, whole=False), round_step(2.1, whole=True)
    (5, 0.2, 5)
    """
    if whole and size <= 1:
        return 1
    decade = 10.0 ** math.floor(math.log10(size))
    for step in ROUND_STEPS:
        rounded = step * decade
        if rounded >= size * (1 - 1e-9) and not (whole and rounded % 1):
            return int(rounded) if whole else float(f"{rounded:.12g}")
    raise AssertionError("the last round step is a whole decade")  # pragma: no cover


def round_classes(values: Sequence[float], *, whole: bool) -> Classes:
    """Classes for the values of one map.

    Answers "where is it high and where low?" with about as many areas in each class as
    round limits allow. Not for comparing two maps: they need one set of limits.

    Parameters
    ----------
    values
        One for each area that has one; at least one, none below 0.
    whole
        The values are counts.

    Returns
    -------
    Classes
        One to five, none of them empty, from at most the smallest value to at least the largest.

    Raises
    ------
    AnalysisError
        There is no value, or one is negative or not finite.

    Notes
    -----
    Limits are the quintiles, moved to a round grid of about a twentieth of the range; the range is
    reckoned from the lower four fifths, so that one far value, such as a town centre's, does not
    put all others in one class. Where a fifth of the areas have none, they are a class of their
    own. Where most areas are alike there are fewer classes. A class says nothing of differences
    inside it, and two areas either side of a limit can be nearly equal.

    Examples
    --------
    >>> round_classes([3, 8, 14, 22, 41, 57, 60, 88], whole=True).limits
    (0, 10, 20, 45, 60, 90)
    """
    data = np.sort(np.asarray(values, dtype=float))
    if not data.size or not np.isfinite(data).all() or data[0] < 0:
        raise AnalysisError(
            "A map's values cannot be put into classes.",
            expected="at least one value, all finite and not negative",
            found="no value" if not data.size else "a negative or missing value",
            next_step='Give areas without a value as None, with the reason, such as "no data".',
        )
    limits = _limits(data, MOST_CLASSES, whole=whole)
    zeros = int(np.count_nonzero(data == 0))
    if MANY_ZEROS * data.size <= zeros < data.size:
        above = _limits(data[zeros:], MOST_CLASSES - 1, whole=whole)
        limits = [0, *above] if above[0] > 0 else limits
    return Classes(tuple(limits), whole)


def _limits(data: np.ndarray, most: int, *, whole: bool) -> list[float]:
    """Rising limits of at most so many classes of sorted values, none of them empty."""
    shares = np.arange(1, most) / most
    inside = np.quantile(data, shares)
    below = float(inside[-1] - data[0])
    span = below / shares[-1] or float(data[-1] - data[0]) or float(data[-1]) or 1.0
    step = round_step(max(span / GRID_LINES, SMALLEST_STEP), whole=whole)
    lowest = math.floor(data[0] / step) * step
    highest = max(math.ceil(data[-1] / step), math.floor(data[0] / step) + 1) * step
    inner = [round(limit / step) * step for limit in inside]
    limits = [_tidy(limit, whole=whole) for limit in (lowest, *inner, highest)]
    return _without_empty(limits, data)


def _without_empty(limits: Sequence[float], data: np.ndarray) -> list[float]:
    kept = [limits[0]]
    for limit in sorted(set(limits[1:-1])):
        if limit > kept[-1] and limit < limits[-1] and np.any((data >= kept[-1]) & (data < limit)):
            kept.append(limit)
    while len(kept) > 1 and not np.any(data >= kept[-1]):
        kept.pop()
    return [*kept, limits[-1]]


def _tidy(limit: float, *, whole: bool) -> float:
    return int(limit) if whole else float(f"{limit:.12g}")
