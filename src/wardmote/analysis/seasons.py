"""Which months are usually high or low, and whether it may be called a season."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Literal

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.breaks import Break
from wardmote.analysis.families import CLEAR
from wardmote.analysis.loglinear import WIDEST, fit_log_linear
from wardmote.analysis.months import YEAR, Counts, Numbers, Period, check_monthly_counts
from wardmote.analysis.year_model import Chosen, Rows, YearModel, fit_year_model
from wardmote.errors import AnalysisError

YEARS_TO_SHOW = 3
YEARS_TO_CALL_IT_A_SEASON = 5
COVID = Period(date(2020, 3, 1), date(2021, 6, 1))  # months unlike any season

Standing = Literal["too_short", "shown", "no_clear_season", "season"]


@dataclass(frozen=True)
class MonthIndex:
    """How one calendar month compares with the average month, per day.

    Parameters
    ----------
    month
        1 (January) to 12.
    index
        1 is average; the twelve add up to 12.
    lower, upper
        Its 95% interval.
    is_named
        Whether a sentence may name the month.
    """

    month: int
    index: float
    lower: float
    upper: float
    is_named: bool


@dataclass(frozen=True)
class Seasonality:
    """The yearly pattern of a series.

    Parameters
    ----------
    standing
        "too_short" (under 3 years: nothing is shown), "shown" (3 or 4 years: a picture, no
        words), "no_clear_season" or "season" (5 years or more).
    years
        Full years: how often the least observed calendar month was observed.
    indices
        One for each month, January first; empty where too short.
    p
        p-value of the calendar-month factor as a whole; None where too short.
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    standing: Standing
    years: int
    indices: tuple[MonthIndex, ...]
    p: float | None
    basis: Basis

    @property
    def named_months(self) -> tuple[MonthIndex, ...]:
        """The months that a sentence may name."""
        return tuple(index for index in self.indices if index.is_named)

    def index_of(self, month: date) -> float:
        """What to divide a month's count by: 1 unless this may be called a season."""
        return self.indices[month.month - 1].index if self.standing == "season" else 1.0


def seasonal_pattern(
    counts: Sequence[int] | Counts,
    months: Sequence[date],
    *,
    left_out: Sequence[Period] = (COVID,),
    breaks: Sequence[Break] = (),
    of: str = "this series",
) -> Seasonality:
    """Seasonal index of each calendar month, with intervals, and a test of the whole.

    Answers "are some months usually higher, and may we say so?". For a picture of trend and
    season together use `picture_of_season`.

    Parameters
    ----------
    counts
        Monthly counts, oldest first: whole numbers, 0 or more. Give all years there are.
    months
        First day of each month, without gaps, length as `counts`.
    left_out
        Periods unlike any season. The default is Covid, March 2020 to June 2021.
    breaks
        Known events about the series and area. From one that makes figures not comparable the
        level is a new one, or its step would be taken for a season.
    of
        What is counted, for messages.

    Returns
    -------
    Seasonality
        Twelve indices of counts per day with their intervals, and what may be said.

    Raises
    ------
    AnalysisError
        A month is missing, a count is not a whole number, 0 or more, or a calendar month
        has no count in any year, or too few for an interval.

    Notes
    -----
    The calendar-month factor of the model of `compare_years`, over all whole years; a year that
    a change of recording cuts has two levels. It supposes the same pattern each year; where that
    moved, the average fits no year. Five years see a pattern of five years and nothing older.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapter 9.

    Examples
    --------
    Twice as many in July as in other months, six years running.

    >>> from wardmote.analysis.months import months_from
    >>> year = [60, 55, 60, 59, 61, 60, 120, 60, 59, 61, 58, 62]
    >>> found = seasonal_pattern(year * 6, months_from(date(2010, 1, 1), 72))
    >>> found.standing, found.named_months[0].month, round(found.named_months[0].index, 2)
    ('season', 7, 1.83)
    """
    checked = check_monthly_counts(counts, months, of=of)
    whole = len(checked) // YEAR * YEAR
    kept = tuple(months[len(checked) - whole :])
    checked = checked[len(checked) - whole :]
    use = np.array([not any(_within(month, period) for period in left_out) for month in kept])
    years = _years_of_least_observed(kept, use)
    if years < YEARS_TO_SHOW:
        return Seasonality("too_short", years, (), None, _basis(years, left_out))
    model = fit_year_model(checked, kept, _levels(kept, breaks), use=use)
    if len(model.calendar_months) < YEAR:
        raise _too_sparse(of, f"none in {YEAR - len(model.calendar_months)} of the {YEAR}")
    p = _p_of_factor(model)
    standing = _standing(years, p)
    indices = _indices(model, of, may_name=standing == "season")
    return Seasonality(standing, years, indices, p, _basis(years, left_out))


def _levels(months: Sequence[date], breaks: Sequence[Break]) -> Rows:
    """Number of the level of each month: one for each year, and one more from each break on."""
    turns = {turn for one in breaks if not one.comparable for turn in one.turns}
    begins = [place % YEAR == 0 or month in turns for place, month in enumerate(months)]
    return np.asarray(np.cumsum(begins) - 1, dtype=np.int64)


def _too_sparse(of: str, found: str) -> AnalysisError:
    return AnalysisError(
        f"{of} is too sparse for a season.",
        expected="counts in each calendar month of several years",
        found=found,
        next_step="Use a larger area or a wider category.",
    )


def _within(month: date, period: Period) -> bool:
    return period.first <= month <= period.last


def _years_of_least_observed(months: Sequence[date], use: Chosen) -> int:
    observed = [month.month for month, used in zip(months, use, strict=True) if used]
    return int(np.bincount(observed, minlength=YEAR + 1)[1:].min())


def _standing(years: int, p: float) -> Standing:
    if years < YEARS_TO_CALL_IT_A_SEASON:
        return "shown"
    return "season" if p < CLEAR else "no_clear_season"


def _p_of_factor(model: YearModel) -> float:
    """F-test of all calendar months together, on the quasi-likelihood."""
    from scipy.special import fdtrc

    free = YEAR - 1
    blocks = model.design[:, YEAR:]
    level = np.hstack([np.ones((len(model.rows), 1)), blocks])
    without = fit_log_linear(model.counts, level, model.days, model.rows)
    f = (without.deviance - model.fit.deviance) / free / model.fit.phi
    return float(fdtrc(free, model.fit.df, max(0.0, f)))


def _indices(model: YearModel, of: str, *, may_name: bool) -> tuple[MonthIndex, ...]:
    """Month factors over their mean; the delta method for the mean.

    Variances take phi without the lag-1 factor: that is for sums of months in a row, and a
    calendar month is an average over years, which do not adjoin.
    """
    from scipy.special import stdtrit

    logs = model.fit.coefficients[:YEAR]
    share = np.exp(logs) / np.exp(logs).sum()
    gradients = np.eye(YEAR) - share  # of log(index), one row a month
    spread = model.fit.phi * model.fit.spread[:YEAR, :YEAR]
    errors = np.sqrt(np.einsum("ij,jk,ik->i", gradients, spread, gradients))
    reach = float(stdtrit(model.fit.df, (1 + CONFIDENCE) / 2)) * errors
    if 2 * reach.max() > log(WIDEST):
        raise _too_sparse(of, "a range that says nothing")
    return tuple(_month_index(*row, may_name) for row in _rows(share * YEAR, reach))


def _rows(indices: Numbers, reach: Numbers) -> list[tuple[int, float, float, float]]:
    lower, upper = indices * np.exp(-reach), indices * np.exp(reach)
    columns = zip(indices.tolist(), lower.tolist(), upper.tolist(), strict=True)
    return [(month, *row) for month, row in enumerate(columns, start=1)]


def _month_index(
    month: int, index: float, lower: float, upper: float, may_name: bool
) -> MonthIndex:
    return MonthIndex(month, index, lower, upper, may_name and (lower > 1 or upper < 1))


def _basis(years: int, left_out: Sequence[Period]) -> Basis:
    return Basis(
        method="calendar-month factor of a quasi-Poisson model of counts per day",
        null="all calendar months have the same rate per day",
        sidedness="one-sided",  # an F-test: only a large ratio speaks against the null
        caveat=f"The average pattern of {years} full years; it may not be that of any one year.",
        reference="McCullagh and Nelder (1989), Generalized Linear Models, chapter 9",
        parameters={
            "full_years": years,
            "left_out": "; ".join(str(period) for period in left_out),
            "confidence": CONFIDENCE,
        },
    )
