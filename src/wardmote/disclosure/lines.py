"""What the rule says of whole lines: which are too small, and what a reader learns from that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.dimensions import Dimension
from wardmote.disclosure.sensitivity import LOW_LINE_TIMES

Grid = NDArray[np.int64]
Mask = NDArray[np.bool_]


def first_suppressed(
    grid: Grid, dimensions: Sequence[Dimension], threshold: int, *, zeros_published: bool
) -> Mask:
    """Positions that the rule suppresses before any question of protecting others.

    Small counts; zeros, where zeros are not published; and every member of a line whose
    total is above zero and below twice the threshold, its zeros included, since "all in
    one place" and "none of the others" say something about people.

    Parameters
    ----------
    grid
        True counts of every printed position.
    dimensions
        Of the grid, one an axis.
    threshold
        Smallest count above zero that may be printed.
    zeros_published
        Whether zeros elsewhere are printed.

    Returns
    -------
    numpy.ndarray of bool
        The shape of `grid`.

    Examples
    --------
    Nine incidents, all in one ward: the line goes, its total stays.

    >>> ward = Dimension("ward", ("Bow", "Mile End", "Poplar"), total="All")
    >>> first_suppressed(np.array([0, 9, 0, 9]), (ward,), 5, zeros_published=True).tolist()
    [True, True, True, False]
    """
    small = (grid > 0) & (grid < threshold)
    zeros = (grid == 0) & (not zeros_published)
    return np.asarray(small | zeros | in_low_lines(grid, dimensions, threshold))


def in_low_lines(grid: Grid, dimensions: Sequence[Dimension], threshold: int) -> Mask:
    """Members of lines whose total is above zero and below twice the threshold.

    Where such a line hides a total, the members of that total are hidden too: zeros that
    were printed under it would tell what it is.
    """
    low = np.zeros(grid.shape, dtype=bool)
    while True:
        before = low.sum()
        for axis, dimension in enumerate(dimensions):
            counts, held = np.moveaxis(grid, axis, 0), np.moveaxis(low, axis, 0)
            for total, members in dimension.lines:
                of_several = len(members) > 1  # a line of one is its own total
                small = (counts[total] > 0) & (counts[total] < LOW_LINE_TIMES * threshold)
                held[list(members)] |= (small & of_several) | held[total]
        if low.sum() == before:
            return low


def least_by_truth(
    grid: Grid, dimensions: Sequence[Dimension], threshold: int, *, zeros_published: bool
) -> Grid:
    """Least that the strongest attacker can put on each position, were it suppressed.

    He is taken to know which lines are low, which we know and he may only suspect: more
    than he can prove, so what protects against him protects against anyone.
    """
    bound = LOW_LINE_TIMES * threshold
    low = in_low_lines(grid, dimensions, threshold)
    least = np.where(low | (not zeros_published), 0, 1)
    for axis, dimension in enumerate(dimensions):
        counts, floor = np.moveaxis(grid, axis, 0), np.moveaxis(least, axis, 0)
        for total, members in dimension.lines:
            if len(members) > 1:
                floor[total] = np.where(counts[total] >= bound, bound, floor[total])
    return least


def least_by_reading(
    grid: Grid,
    printed: Mask,
    dimensions: Sequence[Dimension],
    threshold: int,
    *,
    zeros_published: bool,
) -> Grid:
    """Least that a reader of a published table can put on each suppressed position.

    A line that shows one of its members, or a total of twice the threshold, is not a low
    line: so its suppressed members are not zeros, and its total is at least that much.
    """
    bound = LOW_LINE_TIMES * threshold
    least = np.full(grid.shape, int(zeros_published))
    lines = [
        (axis, line, len(line[1]) > 1)
        for axis, dimension in enumerate(dimensions)
        for line in dimension.lines
    ]
    for axis, (total, members), of_several in lines:
        value, shown, floor = (np.moveaxis(a, axis, 0) for a in (grid, printed, least))
        if of_several:
            proven = shown[list(members)].any(axis=0) | (shown[total] & (value[total] >= bound))
            floor[list(members)] = np.where(proven, floor[list(members)], 0)
    for axis, (total, members), of_several in lines:
        shown, floor = np.moveaxis(printed, axis, 0), np.moveaxis(least, axis, 0)
        if of_several:
            shows = shown[list(members)].any(axis=0)
            floor[total] = np.where(shows, np.maximum(floor[total], bound), floor[total])
        else:  # the only member is a hidden zero where its total is one
            floor[members[0]] = np.minimum(floor[members[0]], floor[total])
    return np.where(printed, 0, least)
