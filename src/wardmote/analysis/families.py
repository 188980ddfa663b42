"""Many tests at once: how small p must be when it is one of a family."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

CLEAR = 0.05  # the false discovery rate that we accept in a family


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values of a family of tests, in the order given.

    Answers "of the results called clear, is at most 1 in 20 expected to be false?": call
    clear what is below `CLEAR` after adjustment.

    Parameters
    ----------
    p_values
        p-values of every test that was looked at, not only of the interesting ones.

    Returns
    -------
    tuple
        Adjusted p-values, each at least the original and at most 1.

    Notes
    -----
    The rate holds for independent tests and for those that go up and down together, as
    neighbouring areas do; a family that is chosen after looking at it breaks it.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.02])
    (0.03, 0.04, 0.03)
    """
    p = np.asarray(p_values, dtype=float)
    size = len(p)
    order = np.argsort(p)[::-1]
    scaled = p[order] * size / np.arange(size, 0, -1)
    adjusted = np.empty(size)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled))
    return tuple(float(value) for value in adjusted)
