"""Monthly counts by calendar month and 12-month block: the design of the change test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.loglinear import Contrast, LogLinearFit, fit_log_linear
from wardmote.analysis.months import YEAR, Counts, Numbers, days_in_months

Rows = NDArray[np.int64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class YearModel:
    """Log-linear model of counts per day: calendar-month factor, 12-month-block factor.

    Parameters
    ----------
    fit
        The fitted model.
    design
        Its design: one column for each calendar month with a count, then one for each
        block after the first.
    counts, days
        Counts and days of the months used.
    rows
        Positions in the series of the months used.
    calendar_months
        Calendar months (1 to 12) of the first columns, in their order.
    blocks
        Numbers of the blocks used, oldest first; the first has no column.
    """

    fit: LogLinearFit
    design: Numbers
    counts: Numbers
    days: Numbers
    rows: Rows
    calendar_months: tuple[int, ...]
    blocks: tuple[int, ...]

    def block_ratio(self, earlier: int, later: int) -> Contrast:
        """Rate of one block over that of another, the season taken out."""
        weights = np.zeros(self.design.shape[1])
        for block, sign in ((later, 1.0), (earlier, -1.0)):
            place = self.blocks.index(block)
            if place > 0:  # the first block is the level that the others are measured from
                weights[len(self.calendar_months) + place - 1] = sign
        return self.fit.contrast(weights)


def fit_year_model(
    counts: Counts, months: Sequence[date], blocks: Rows, *, use: Chosen
) -> YearModel:
    """Model of a series by calendar month and 12-month block.

    Answers "what is usual for each month, and how did the level of each year differ?".
    `compare_years` and `seasonal_pattern` ask it; most callers want those.

    Parameters
    ----------
    counts
        Monthly counts, length n.
    months
        Their months, length n.
    blocks
        Number of the 12-month block of each month, length n.
    use
        Whether each month enters the model, length n.

    Returns
    -------
    YearModel
        The model. Calendar months and blocks without any count are left out of it: the
        likelihood puts them at nothing, and they say nothing about the others.

    Raises
    ------
    AnalysisError
        The model has no finite solution.

    Notes
    -----
    The season is supposed to have the same shape in all blocks.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapter 6.

    Examples
    --------
    >>> from wardmote.analysis.months import months_from
    >>> model = fit_year_model(
    ...     np.array([10] * 12 + [20] * 12),
    ...     months_from(date(2025, 1, 1), 24),
    ...     np.repeat([0, 1], 12),
    ...     use=np.full(24, True),
    ... )
    >>> round(model.block_ratio(0, 1).ratio, 6)
    2.0
    """
    calendar = np.array([month.month for month in months])
    rows = _rows_that_inform(counts, calendar, blocks, use)
    design, calendar_months, used = calendar_design(calendar[rows], blocks[rows])
    days = days_in_months([months[row] for row in rows])
    some = counts[rows].astype(float)
    fit = fit_log_linear(some, design, days, rows)
    return YearModel(fit, design, some, days, rows, calendar_months, used)


def calendar_design(
    calendar: Rows, blocks: Rows
) -> tuple[Numbers, tuple[int, ...], tuple[int, ...]]:
    """Columns for each calendar month, then for each block but the first.

    Parameters
    ----------
    calendar
        Calendar month of each row, 1 to 12.
    blocks
        Block of each row.

    Returns
    -------
    tuple
        The design, the calendar months that have a column, and the blocks.

    Examples
    --------
    >>> calendar_design(np.array([1, 2, 1, 2]), np.array([0, 0, 1, 1]))[0]
    array([[1., 0., 0.],
           [0., 1., 0.],
           [1., 0., 1.],
           [0., 1., 1.]])
    """
    calendar_months, used = np.unique(calendar), np.unique(blocks)
    by_month = calendar[:, None] == calendar_months[None, :]
    by_block = blocks[:, None] == used[None, 1:]
    design = np.hstack([by_month, by_block]).astype(float)
    return design, tuple(calendar_months.tolist()), tuple(used.tolist())


def _rows_that_inform(counts: Counts, calendar: Rows, blocks: Rows, use: Chosen) -> Rows:
    weight = np.where(use, counts, 0)
    month_totals = np.bincount(calendar, weight, minlength=YEAR + 1)
    block_totals = np.bincount(blocks, weight)
    return np.flatnonzero(use & (month_totals[calendar] > 0) & (block_totals[blocks] > 0))
