"""The quasi-Poisson log-linear model that change, season and limits all stand on."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.basis import CONFIDENCE
from wardmote.analysis.months import Numbers
from wardmote.errors import AnalysisError

LEAST_DISPERSION = 1.0  # counts steadier than chance are luck, not precision
ROUNDS = 50
STEP = 1e-9  # largest change in a log rate that still counts as moving
FARTHEST = 50.0  # log rate a day: beyond it the model is running away to nothing or to infinity
PAIRS_FOR_A_CORRELATION = 3
LONGEST_RUNS = 0.99  # a correlation of 1, from a handful of months, would make a variance infinite
WIDEST = 1_000.0  # upper end over lower end: a wider range says nothing


@dataclass(frozen=True)
class Contrast:
    """One combination of a model's coefficients, on the log scale, with its t-test.

    Parameters
    ----------
    estimate
        The combination: a log ratio.
    error
        Its standard error, more than 0.
    df
        Residual degrees of freedom of the model.
    """

    estimate: float
    error: float
    df: int

    @property
    def t(self) -> float:
        """Estimate over standard error."""
        return self.estimate / self.error

    @property
    def p(self) -> float:
        """Two-sided p-value; the null is a ratio of 1."""
        from scipy.special import stdtr

        return float(2 * stdtr(self.df, -abs(self.t)))

    @property
    def ratio(self) -> float:
        """The estimate as a ratio."""
        return float(np.exp(self.estimate))

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end of the 95% interval of the ratio.

        Raises
        ------
        AnalysisError
            The range is so wide that it says nothing.
        """
        from scipy.special import stdtrit

        reach = float(stdtrit(self.df, (1 + CONFIDENCE) / 2)) * self.error
        if 2 * reach > log(WIDEST):
            raise _no_solution()
        return exp(self.estimate - reach), exp(self.estimate + reach)


@dataclass(frozen=True, eq=False)
class LogLinearFit:
    """A fitted model of counts per day.

    Parameters
    ----------
    coefficients
        Log rates and log ratios, in the order of the design's columns, length k.
    spread
        Their covariance before scaling by the dispersion, k by k.
    fitted
        Expected counts, length n.
    residuals
        Pearson residuals, (count - fitted) / sqrt(fitted), length n.
    phi
        Dispersion: Pearson chi-square over residual degrees of freedom, never below 1.
    lag1
        Correlation of each residual with that of the month before; 0 where not defined.
    df
        Residual degrees of freedom.
    deviance
        Poisson deviance, for tests of several coefficients at once.
    """

    coefficients: Numbers
    spread: Numbers
    fitted: Numbers
    residuals: Numbers
    phi: float
    lag1: float
    df: int
    deviance: float

    @property
    def inflation(self) -> float:
        """What variances are multiplied by: dispersion, and runs of high or low months."""
        return self.phi * ((1 + self.lag1) / (1 - self.lag1) if self.lag1 > 0 else 1.0)

    def contrast(self, weights: Numbers) -> Contrast:
        """A combination of coefficients, with the inflated standard error."""
        variance = self.inflation * float(weights @ self.spread @ weights)
        return Contrast(float(weights @ self.coefficients), float(np.sqrt(variance)), self.df)


def fit_log_linear(
    counts: Numbers, design: Numbers, days: Numbers, positions: NDArray[np.int64]
) -> LogLinearFit:
    """Quasi-Poisson log-linear model of counts with the log of days as offset.

    Answers "what would be expected each month, and how far do months swing about it?".
    `compare_years` and `seasonal_pattern` build the design; most callers want those.

    Parameters
    ----------
    counts
        One count a month, 0 or more, length n.
    design
        One row a month, one column a coefficient, n by k, of full rank, k less than n.
    days
        Days in each month, length n.
    positions
        Number of each month counted from any start, so that months which do not follow
        each other are not paired in the lag-1 correlation, length n.

    Returns
    -------
    LogLinearFit
        Coefficients, fitted counts, residuals, dispersion and lag-1 correlation.

    Raises
    ------
    AnalysisError
        The model has no finite solution: a group of the design has no counts at all, or
        there are no more months than coefficients.

    Notes
    -----
    Iteratively reweighted least squares. The dispersion widens intervals for clustered
    counts; the lag-1 factor (1+r)/(1-r) for runs. Both are estimates: from 24 months they
    rest on 11 degrees of freedom only.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapters 2 and 6.

    Examples
    --------
    Two groups: 10 a day against 20 a day is a ratio of 2.

    >>> design = np.array([[1.0, 0], [1, 0], [1, 1], [1, 1]])
    >>> fit = fit_log_linear(
    ...     np.array([300.0, 300, 600, 600]), design, np.full(4, 30.0), np.arange(4)
    ... )
    >>> round(fit.contrast(np.array([0.0, 1])).ratio, 6)
    2.0
    """
    if len(counts) <= design.shape[1]:
        raise _no_solution()
    mean = counts + 0.5 if (counts == 0).any() else counts.astype(float)
    linear = np.log(mean / days)
    for _ in range(ROUNDS):
        weighted = design * mean[:, None]
        working = linear + (counts - mean) / mean
        coefficients = _solve(weighted.T @ design, weighted.T @ working)
        moved = design @ coefficients
        if np.abs(moved).max() > FARTHEST:
            raise _no_solution()
        step = np.abs(moved - linear).max()
        linear = moved
        mean = days * np.exp(linear)
        if step < STEP:
            return _fit(counts, design, mean, coefficients, positions)
    raise _no_solution()


def _solve(matrix: Numbers, right: Numbers) -> Numbers:
    if not np.isfinite(matrix).all() or not np.isfinite(right).all():
        raise _no_solution()
    try:
        return np.asarray(np.linalg.solve(matrix, right), dtype=float)
    except np.linalg.LinAlgError:
        raise _no_solution() from None


def _inverse(matrix: Numbers) -> Numbers:
    return _solve(matrix, np.eye(len(matrix)))


def _no_solution() -> AnalysisError:
    return AnalysisError(
        "The model of these counts has no solution.",
        expected="more months than coefficients, and a count in every calendar month and year",
        next_step="Use a larger area, a wider category or a longer period.",
    )


def _fit(
    counts: Numbers,
    design: Numbers,
    mean: Numbers,
    coefficients: Numbers,
    positions: NDArray[np.int64],
) -> LogLinearFit:
    residuals = (counts - mean) / np.sqrt(mean)
    df = len(counts) - design.shape[1]
    return LogLinearFit(
        coefficients=coefficients,
        spread=_inverse(design.T @ (design * mean[:, None])),
        fitted=mean,
        residuals=residuals,
        phi=max(LEAST_DISPERSION, float(residuals @ residuals) / df),
        lag1=lag1_correlation(residuals, positions),
        df=df,
        deviance=_deviance(counts, mean),
    )


def lag1_correlation(residuals: Numbers, positions: NDArray[np.int64]) -> float:
    """Correlation of residuals with those of the month before, over pairs that adjoin.

    Examples
    --------
    >>> lag1_correlation(np.array([1.0, -1, 1, -1, 1]), np.arange(5))
    -1.0
    """
    adjoining = np.diff(positions) == 1
    earlier, later = residuals[:-1][adjoining], residuals[1:][adjoining]
    if len(earlier) < PAIRS_FOR_A_CORRELATION or not (_varies(earlier) and _varies(later)):
        return 0.0
    return float(np.clip(np.corrcoef(earlier, later)[0, 1], -1.0, LONGEST_RUNS))


def _varies(values: Numbers) -> bool:
    return bool(np.ptp(values) > STEP)  # a perfect fit leaves rounding dust, not residuals


def _deviance(counts: Numbers, mean: Numbers) -> float:
    some = counts > 0
    return float(2 * (counts[some] @ np.log(counts[some] / mean[some]) - (counts - mean).sum()))
