"""Is this month out of the ordinary? Limits from the months before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from wardmote.analysis.basis import Basis
from wardmote.analysis.breaks import Break
from wardmote.analysis.months import (
    YEAR,
    Counts,
    Numbers,
    check_monthly_counts,
    days_in_months,
)
from wardmote.analysis.quantiles import count_quantile
from wardmote.analysis.seasons import Seasonality
from wardmote.errors import TooShort
from wardmote.vocabulary.months import month_name

BASELINE = 24
LEAST_BASELINE = YEAR  # fewer months say too little about how much a month moves
MOVING_RANGE_TO_LIMIT = 2.66  # 3 / 1.128, for ranges of two
AVERAGE_MONTH = 30.4  # days
TOO_FEW = 10.0  # a month: below this a moving range is too coarse, and counts are exact
TAIL = 0.00135  # beyond three standard deviations of the normal, each side
RUN = 8

Side = Literal["above", "below", "within"]


@dataclass(frozen=True)
class JudgedMonth:
    """One month beside the limits that the months before it set.

    Parameters
    ----------
    name
        What is counted.
    month
        The month judged.
    count
        Its count.
    value
        What is compared with the limits: the count for 30.4 days with the season taken
        out, or the count itself where counts are small (`exact`).
    centre, lower, upper
        Mean of the baseline and its limits, in the unit of `value`.
    side
        "above" or "below" the limits, or "within".
    run
        "above" or "below" if this and the seven months before all lie on that side of the
        centre, else "within".
    exact
        Whether the limits are exact quantiles of counts.
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    name: str
    month: date
    count: int
    value: float
    centre: float
    lower: float
    upper: float
    side: Side
    run: Side
    exact: bool
    basis: Basis

    @property
    def is_signal(self) -> bool:
        """Whether the month lies outside its limits or ends a run of eight."""
        return self.side != "within" or self.run != "within"


@dataclass(frozen=True)
class Signals:
    """The months out of the ordinary, with how many were looked at.

    Parameters
    ----------
    found
        Those with a signal.
    looked_at
        How many were judged.
    expected_by_chance
        Signals beyond the limits to expect if nothing happened at all; at least so many,
        as limits from 24 months are themselves uncertain.
    """

    found: tuple[JudgedMonth, ...]
    looked_at: int
    expected_by_chance: float


def individuals_limits(
    values: Sequence[float], *, adjoining: Sequence[bool] | None = None
) -> tuple[float, float, float]:
    """Mean and limits of an individuals (XmR) chart: mean ± 2.66 mean moving range.

    Answers "between which values do single months of this series lie?". To judge a month
    of counts use `judge_month`, which leaves that month out and takes the season out.

    Parameters
    ----------
    values
        Baseline values, oldest first, 2 or more. Never rolling sums: neighbours that share
        months hardly differ, and the limits shrink to nothing.
    adjoining
        Whether each value but the first follows the one before it, length one less; the
        default is that all do.

    Returns
    -------
    tuple
        Mean, lower limit (0 or more) and upper limit.

    Raises
    ------
    TooShort
        No two values adjoin.

    Notes
    -----
    The limits hold for single months. A season makes the moving range too small for its
    own highs and lows.

    References
    ----------
    Wheeler (1993), Understanding Variation.

    Examples
    --------
    >>> year = [41, 38, 45, 50, 47, 39, 44, 52, 49, 43, 40, 46]
    >>> [round(limit, 1) for limit in individuals_limits(year)]
    [44.5, 30.7, 58.3]
    """
    series = np.asarray(values, dtype=float)
    ranges = np.abs(np.diff(series))
    if adjoining is not None:
        ranges = ranges[np.asarray(adjoining, dtype=bool)]
    if not len(ranges):
        raise TooShort(
            "There are too few months in a row for limits.",
            expected="at least two months in a row",
            found=f"{len(series)} months",
            next_step="Wait for more months, or chart them without limits.",
        )
    centre, reach = float(series.mean()), MOVING_RANGE_TO_LIMIT * float(ranges.mean())
    return centre, max(0.0, centre - reach), centre + reach


def judge_month(
    counts: Sequence[int] | Counts,
    months: Sequence[date],
    *,
    name: str = "",
    season: Seasonality | None = None,
    breaks: Sequence[Break] = (),
) -> JudgedMonth:
    """The last month of a series beside limits from the 24 months before it.

    Answers "is this month out of the ordinary, worth asking about?". It does not say that
    anything changed: for years use `compare_years`. List signals of many series with
    `list_signals`.

    Parameters
    ----------
    counts
        Monthly counts, oldest first: whole numbers, 0 or more; never rolling sums.
    months
        First day of each month, without gaps, length as `counts`; the last is judged.
    name
        What is counted, in words.
    season
        Its seasonal pattern, if known; used only where it may be called a season.
    breaks
        Known events: the baseline starts after the last that makes figures not comparable,
        and leaves out the months of those that ended.

    Returns
    -------
    JudgedMonth
        The month with its limits and signals.

    Raises
    ------
    AnalysisError
        A month is missing or a count is not a whole number, 0 or more.
    TooShort
        Fewer than 12 months are left for the baseline.

    Notes
    -----
    An individuals chart for means of 10 a month or more; below that exact quantiles of a
    negative binomial (Poisson where the baseline is no more dispersed) at .00135 and
    .99865. One limit a month on 20 wards by 14 categories gives about one false signal a
    month or more.

    References
    ----------
    Wheeler (1993), Understanding Variation; Mohammed, Worthington and Woodall (2008),
    Quality and Safety in Health Care 17.

    Examples
    --------
    >>> from wardmote.analysis.months import months_from
    >>> months = months_from(date(2024, 1, 1), 25)
    >>> judged = judge_month([41, 38, 45, 50, 47, 39] * 4 + [80], months)
    >>> judged.side, round(judged.upper)
    ('above', 55)
    """
    checked = check_monthly_counts(counts, months, of=name or "this series")
    kept = _baseline(months, breaks)
    if len(kept) < LEAST_BASELINE:
        before = f" before {month_name(months[-1])}" if months else ""
        raise TooShort(
            f"Too few months{before} set limits for {name or 'this series'}.",
            expected=f"at least {LEAST_BASELINE} comparable months in the {BASELINE} before",
            found=f"{len(kept)} months",
            next_step="Chart the months without limits.",
        )
    expected_share = _season_and_days(months, season)
    values = checked / expected_share
    series = _Series(checked, values, expected_share, kept)
    few = float(values[kept].mean()) < TOO_FEW
    return _judged(name, months[-1], series, few=few, season=season)


def list_signals(judged: Sequence[JudgedMonth]) -> Signals:
    """Signals of many series, with the number looked at.

    Answers "what should we ask about this month?", and says how many such signals chance
    alone would give.

    Parameters
    ----------
    judged
        Every month judged, not only the interesting ones.

    Returns
    -------
    Signals
        Those with a signal, in the order given; the number looked at; chance's number.

    Notes
    -----
    A signal is a question, not a finding.

    References
    ----------
    Wheeler (1993), Understanding Variation.

    Examples
    --------
    >>> list_signals([]).looked_at
    0
    """
    return Signals(
        found=tuple(one for one in judged if one.is_signal),
        looked_at=len(judged),
        expected_by_chance=2 * TAIL * len(judged),
    )


@dataclass(frozen=True, eq=False)
class _Series:
    """A series prepared for limits: its last month is judged by the months kept."""

    counts: Counts
    values: Numbers
    expected_share: Numbers
    kept: list[int]


def _baseline(months: Sequence[date], breaks: Sequence[Break]) -> list[int]:
    """Positions of the comparable months among the 24 before the last."""
    unlike = [turn for event in breaks if not event.comparable for turn in event.turns]
    ended = [(event.month, event.resumes) for event in breaks if event.resumes is not None]
    last = len(months) - 1
    start = max((turn for turn in unlike if months and turn <= months[last]), default=None)
    return [
        place
        for place in range(max(0, last - BASELINE), last)
        if (start is None or months[place] >= start)
        and not any(first <= months[place] < resumes for first, resumes in ended)
    ]


def _season_and_days(months: Sequence[date], season: Seasonality | None) -> Numbers:
    """What each month would be of an average one: its days, and its season if there is one."""
    index = np.array([season.index_of(month) if season else 1.0 for month in months])
    return np.asarray(days_in_months(months) / AVERAGE_MONTH * index, dtype=float)


def _judged(
    name: str, month: date, series: _Series, *, few: bool, season: Seasonality | None
) -> JudgedMonth:
    count = int(series.counts[-1])
    if few:
        value: float = count
        centre, lower, upper = _exact_limits(series)
    else:
        value = float(series.values[-1])
        kept = series.kept
        adjoining = np.diff(kept) == 1
        centre, lower, upper = individuals_limits(
            series.values[kept].tolist(), adjoining=adjoining.tolist()
        )
    return JudgedMonth(
        name=name,
        month=month,
        count=count,
        value=value,
        centre=centre,
        lower=lower,
        upper=upper,
        side=_side(value, lower, upper),
        run=_run(series, centre / float(series.expected_share[-1]) if few else centre),
        exact=few,
        basis=_basis(series, few=few, season=season),
    )


def _exact_limits(series: _Series) -> tuple[float, float, float]:
    kept = series.kept
    rate = float(series.counts[kept].sum() / series.expected_share[kept].sum())
    expected = rate * series.expected_share[kept]
    squares = (series.counts[kept] - expected) ** 2 / expected if rate else np.zeros(len(kept))
    phi = float(squares.sum()) / (len(kept) - 1)
    mean = rate * float(series.expected_share[-1])
    return mean, count_quantile(mean, phi, TAIL), count_quantile(mean, phi, 1 - TAIL)


def _side(value: float, lower: float, upper: float) -> Side:
    if value > upper:
        return "above"
    return "below" if value < lower else "within"


def _run(series: _Series, centre: float) -> Side:
    """Side of the centre on which the last eight months all lie, if they do and adjoin."""
    last = len(series.values) - 1
    eight = [*[place for place in series.kept if place > last - RUN], last]
    if len(eight) < RUN:
        return "within"
    if (series.values[eight] > centre).all():
        return "above"
    return "below" if (series.values[eight] < centre).all() else "within"


def _basis(series: _Series, *, few: bool, season: Seasonality | None) -> Basis:
    in_season = season is not None and season.standing == "season"
    return Basis(
        method="exact count limits" if few else "individuals (XmR) chart",
        null="the month comes from the same process as the baseline",
        sidedness="two-sided",
        caveat="A signal is a question, not a finding; many series give false ones.",
        reference="Wheeler (1993), Understanding Variation",
        parameters={
            "baseline_months": len(series.kept),
            "season_taken_out": in_season,
            "tail": TAIL,
            "run": RUN,
        },
    )
