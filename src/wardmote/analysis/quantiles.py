"""Quantiles of counts: Poisson, and negative binomial where they swing more."""

from __future__ import annotations

import numpy as np


def count_quantile(mean: float, phi: float, probability: float) -> float:
    """Smallest count that a Poisson or negative binomial stays at or below so often.

    Answers "which count is out of the ordinary, when counts are small?".

    Parameters
    ----------
    mean
        Expected count, 0 or more.
    phi
        Variance over mean; 1 or less is taken as Poisson.
    probability
        How often the count is at or below, strictly between 0 and 1.

    Returns
    -------
    float
        A whole number.

    Notes
    -----
    The negative binomial has r = mean / (phi - 1) and p = 1 / phi.

    References
    ----------
    Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, chapter 5.

    Examples
    --------
    >>> [count_quantile(10, 1, chance) for chance in (0.001, 0.025, 0.975, 0.999)]
    [2.0, 4.0, 17.0, 21.0]
    """
    from scipy.special import betainc, pdtr

    if mean == 0:
        return 0.0
    size, reached = 16, np.zeros(0, dtype=bool)
    while not reached.any():  # far tails of large means need more room
        size *= 2
        counts = np.arange(size, dtype=float)
        poisson = phi <= 1
        chances = pdtr(counts, mean) if poisson else betainc(mean / (phi - 1), counts + 1, 1 / phi)
        reached = chances >= probability
    return float(np.argmax(reached))
