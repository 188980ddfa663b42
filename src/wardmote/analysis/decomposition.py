"""A series taken apart into trend, season and remainder: for pictures only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from wardmote.analysis.months import (
    YEAR,
    Counts,
    Numbers,
    check_monthly_counts,
    days_in_months,
)
from wardmote.errors import AnalysisError, TooShort

YEARS_NEEDED = 3


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Trend, season and remainder, which add up to the values.

    Parameters
    ----------
    trend, season, remainder
        One number for each value, in the values' unit.
    """

    trend: Numbers
    season: Numbers
    remainder: Numbers


def picture_of_season(
    counts: Sequence[int] | Counts, months: Sequence[date], *, of: str = "this series"
) -> Decomposition:
    """Trend and a fixed season of the log of counts per day, for a chart.

    Answers "what does the series look like without its season?". It is a picture: no
    sentence rests on it. For words use `seasonal_pattern` and `compare_years`.

    Parameters
    ----------
    counts
        Monthly counts, oldest first, each more than 0.
    months
        First day of each month, without gaps, length as `counts`; at least three years.
    of
        What is counted, for messages.

    Returns
    -------
    Decomposition
        Trend, season and remainder of log(count / days); exp(trend) is a count per day.

    Raises
    ------
    AnalysisError
        A month is missing, or a month has no count.
    TooShort
        There are fewer than three years.

    Notes
    -----
    STL, periodic season, robust to single extraordinary months. The trend near both ends
    rests on few months and moves when new ones come.

    References
    ----------
    Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6.

    Examples
    --------
    >>> from wardmote.analysis.months import months_from
    >>> year = [60, 55, 60, 59, 61, 60, 120, 60, 59, 61, 58, 62]
    >>> taken_apart = picture_of_season(year * 4, months_from(date(2020, 1, 1), 48))
    >>> int(taken_apart.season[:12].argmax()) + 1
    7
    """
    checked = check_monthly_counts(counts, months, of=of)
    if len(checked) < YEARS_NEEDED * YEAR:
        raise TooShort(
            f"{of} is too short for a picture of its season.",
            expected=f"at least {YEARS_NEEDED * YEAR} months",
            found=f"{len(checked)} months",
            next_step="Chart the months themselves.",
        )
    if not (checked > 0).all():
        raise AnalysisError(
            f"{of} has months without any, whose log does not exist.",
            found=f"{int((checked == 0).sum())} months with 0",
            next_step="Chart the months themselves, or use a larger area.",
        )
    periodic = 10 * len(checked) + 1
    return decompose(np.log(checked / days_in_months(months)), window=periodic, robust=True)


def decompose(values: Numbers, *, window: int, robust: bool) -> Decomposition:
    """STL of monthly values, with R's defaults for every window but the season's.

    Answers "trend, season, remainder?" of values that are not counts. For counts use
    `picture_of_season`.

    Parameters
    ----------
    values
        One value a month, without gaps, length at least 24.
    window
        Years of each calendar month that the season is smoothed over: odd, 7 or more;
        larger than the series for a season that is the same every year.
    robust
        Whether extraordinary months are given less weight.

    Returns
    -------
    Decomposition
        Three series that add up to the values.

    Notes
    -----
    The season is smoothed by constants (degree 0), as R's default; statsmodels' own default
    is degree 1 and gives other numbers.

    References
    ----------
    Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6.

    Examples
    --------
    >>> wave = np.tile(np.sin(np.arange(12) * np.pi / 6), 4)
    >>> parts = decompose(wave + 5, window=481, robust=False)
    >>> bool(np.allclose(parts.trend + parts.season + parts.remainder, wave + 5))
    True
    """
    from statsmodels.tsa.seasonal import STL

    model = STL(
        values,
        period=YEAR,
        seasonal=window,
        trend=_odd(1.5 * YEAR / (1 - 1.5 / window)),
        low_pass=_odd(YEAR),
        seasonal_deg=0,
        trend_deg=1,
        low_pass_deg=1,
        robust=robust,
    )
    found = model.fit() if robust else model.fit(inner_iter=2, outer_iter=0)
    return Decomposition(
        np.asarray(found.trend), np.asarray(found.seasonal), np.asarray(found.resid)
    )


def _odd(number: float) -> int:
    """The next odd whole number."""
    whole = ceil(number)
    return whole if whole % 2 else whole + 1
