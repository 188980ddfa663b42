"""The arithmetic of change points: the best step to add to a regression, and AR(1) noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.months import Numbers

Places = NDArray[np.int64]
CORRECTIONS = 3  # the bias depends on the correlation itself, so it is measured again
NUDGE = 0.1
LEAST_SLOPE = 0.3
SAME = 1e-10  # columns closer than this say the same thing twice
STEADY = 0.95  # no noise is taken to be closer to a random walk than this


@dataclass(frozen=True)
class Noise:
    """What a series' noise is like.

    Parameters
    ----------
    carry
        Lag-1 correlation, at most 0.95 either way.
    doubt
        Standard error of that.
    spread
        Standard deviation of each month.
    """

    carry: float
    doubt: float
    spread: float

    def simulate(self, rng: np.random.Generator, length: int, number: int) -> Numbers:
        """Series of such noise, one a column; their correlations differ as far as is in doubt."""
        carries = np.clip(rng.normal(self.carry, self.doubt, number), -STEADY, STEADY)
        return autoregressive_noise(rng, length, number, carry=carries, spread=self.spread)


def residuals(design: Numbers, series: Numbers) -> Numbers:
    """What a regression on the design does not explain of each series.

    Parameters
    ----------
    design
        n by k; columns that say the same thing twice do no harm.
    series
        One series a column, n by m.

    Returns
    -------
    numpy.ndarray
        n by m.

    Examples
    --------
    >>> residuals(np.ones((2, 1)), np.array([[1.0], [3.0]])).round(6).tolist()
    [[-1.0], [1.0]]
    """
    return _left_by(_basis_of(design), series)


def _basis_of(design: Numbers) -> Numbers:
    """Orthonormal columns that span what a design explains."""
    left, sizes, _ = np.linalg.svd(design, full_matrices=False)
    return np.asarray(left[:, sizes > SAME * sizes.max(initial=0)], dtype=float)


def _left_by(basis: Numbers, series: Numbers) -> Numbers:
    """What a design leaves of each series.

    By einsum, since for matrices this narrow the threads of a BLAS cost more than they save,
    and with it the last bits do not depend on how many there are.
    """
    explained = np.einsum("nk,km->nm", basis, np.einsum("nk,nm->km", basis, series))
    left = series - explained
    rounding = np.abs(left) <= SAME * np.abs(series).max(axis=0)
    return np.where(rounding, 0.0, left)


def with_steps(design: Numbers, places: Sequence[int] | Places) -> Numbers:
    """A design with one more column for each step: 0 before its place, 1 from it on.

    Examples
    --------
    >>> with_steps(np.ones((3, 1)), [2])
    array([[1., 0.],
           [1., 0.],
           [1., 1.]])
    """
    rows = np.arange(len(design))[:, None]
    return np.hstack([design, (rows >= np.asarray(places, dtype=np.int64)).astype(float)])


def best_step(values: Numbers, design: Numbers, candidates: Places) -> tuple[int, float]:
    """The step that, added to a regression, leaves the least unexplained.

    Answers "if the level changed once more, where?". Whether it did is another question:
    `find_changes` asks it of counts.

    Parameters
    ----------
    values
        The series, length n.
    design
        What is in the regression already, n by k.
    candidates
        Places at which the new level may start, from 1 to n - 1.

    Returns
    -------
    tuple
        The place at which the new level starts, and the residual sum of squares with it.

    Notes
    -----
    Every place is tried; none is skipped for speed.

    References
    ----------
    Bai (1997), Econometric Theory 13.

    Examples
    --------
    >>> place, left = best_step(np.array([1.0, 1, 1, 5, 6]), np.ones((5, 1)), np.arange(1, 5))
    >>> place, round(left, 6)
    (3, 0.5)
    """
    gains, left = gains_of_steps(values[:, None], design, candidates)
    best = int(np.argmax(gains[:, 0]))
    return int(candidates[best]), max(0.0, float(left[0] - gains[best, 0]))


def gains_of_steps(series: Numbers, design: Numbers, candidates: Places) -> tuple[Numbers, Numbers]:
    """What each candidate step would explain of each of many series.

    Parameters
    ----------
    series
        One series a column, n by m.
    design
        What is in the regression already, n by k.
    candidates
        c places at which the new level may start.

    Returns
    -------
    tuple
        Fall of the residual sum of squares, c by m, and that sum before, length m.

    Examples
    --------
    >>> gains, left = gains_of_steps(np.array([[0.0], [2]]), np.ones((2, 1)), np.array([1]))
    >>> gains.round(6).tolist(), left.round(6).tolist()
    ([[2.0]], [2.0])
    """
    basis = _basis_of(design)
    left = _left_by(basis, series)
    # A step is 1 from its place on, so its products with anything are sums from there on.
    met = _sums_from(left)[candidates]
    sizes = len(design) - candidates - (_sums_from(basis)[candidates] ** 2).sum(axis=1)
    new = (sizes > SAME)[:, None]  # a step that the design has already explains nothing more
    gains = np.where(new, met**2 / np.where(new, sizes[:, None], 1), 0)
    return gains, (left**2).sum(axis=0)


def _sums_from(columns: Numbers) -> Numbers:
    """Sum of each column from each row to the end."""
    return np.asarray(columns[::-1].cumsum(axis=0)[::-1], dtype=float)


def autoregressive_noise(
    rng: np.random.Generator, length: int, number: int, *, carry: float | Numbers, spread: float
) -> Numbers:
    """Noise in which each month carries over a part of the month before.

    Parameters
    ----------
    rng
        Source of randomness.
    length, number
        Months, and how many series.
    carry
        Lag-1 correlation, between -1 and 1: one for all, or one for each series.
    spread
        Standard deviation of each month.

    Returns
    -------
    numpy.ndarray
        One series a column, length by number.

    Examples
    --------
    >>> autoregressive_noise(np.random.default_rng(0), 3, 2, carry=0.5, spread=1.0).shape
    (3, 2)
    """
    fresh = rng.normal(0, spread * np.sqrt(1 - carry**2), (length, number))
    noise = np.empty_like(fresh)
    noise[0] = fresh[0] / np.sqrt(1 - carry**2)
    for month in range(1, length):
        noise[month] = carry * noise[month - 1] + fresh[month]
    return noise


def carry_and_spread(
    values: Numbers, design: Numbers, rng: np.random.Generator, *, draws: int
) -> Noise:
    """Lag-1 correlation and standard deviation of what a regression leaves, bias taken out.

    Answers "what does this series' noise look like?", for simulating it.

    Parameters
    ----------
    values
        The series, length n.
    design
        The regression, n by k.
    rng
        Source of randomness.
    draws
        Simulated series by which the bias is measured.

    Returns
    -------
    Noise
        The correlation, how far it can be known, and the standard deviation.

    Notes
    -----
    A regression with many columns eats correlation; how much is measured by simulating
    noise of the correlation seen and fitting the same regression to it.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 10.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> noise = autoregressive_noise(rng, 400, 1, carry=0.6, spread=2.0)[:, 0]
    >>> found = carry_and_spread(noise, np.ones((400, 1)), rng, draws=99)
    >>> 0.5 < found.carry < 0.7, 1.7 < found.spread < 2.3
    (True, True)
    """
    basis = _basis_of(design)
    left = _left_by(basis, values[:, None])
    seen = float(_carry(left)[0])
    carry, kept, doubt = seen, 1.0, 0.0
    for _ in range(CORRECTIONS):
        noise = autoregressive_noise(rng, len(values), draws, carry=carry, spread=1.0)
        simulated = _left_by(basis, noise)
        kept = float((simulated**2).sum(axis=0).mean())
        again = _carry(simulated)
        nudged = autoregressive_noise(rng, len(values), draws, carry=carry - NUDGE, spread=1.0)
        slope = (
            again.mean() - _carry(_left_by(basis, nudged)).mean()
        ) / NUDGE  # giving back also stretches errors
        doubt = float(again.std() / max(slope, LEAST_SLOPE))
        carry = float(np.clip(seen + carry - again.mean(), -STEADY, STEADY))
    return Noise(carry, doubt, float(np.sqrt((left**2).sum() / kept)))


def _carry(residuals: Numbers) -> Numbers:
    products = (residuals[1:] * residuals[:-1]).sum(axis=0)
    sizes = np.maximum((residuals**2).sum(axis=0), np.finfo(float).tiny)
    return np.asarray(products / sizes, dtype=float)
