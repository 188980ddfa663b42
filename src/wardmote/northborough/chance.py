"""Where chance comes from: one stream of numbers for each thing that is invented."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Labels = NDArray[np.int64]
Numbers = NDArray[np.float64]


def stream(seed: int, *names: str) -> np.random.Generator:
    """Random numbers of one thing, that no other thing uses.

    So switching one planted truth off changes nothing else: the other categories, feeds and
    months come out the same.

    Examples
    --------
    >>> stream(1, "street").integers(100) == stream(1, "street").integers(100)
    np.True_
    """
    return np.random.default_rng([seed, crc32("/".join(names).encode())])


def one_each(counts: Counts) -> tuple[Labels, ...]:
    """Position on each axis of every single thing counted.

    Examples
    --------
    >>> one_each(np.array([[0, 2], [1, 0]]))
    (array([0, 0, 1]), array([1, 1, 0]))
    """
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    return tuple(np.unravel_index(cells, counts.shape))


def overdispersed(rng: np.random.Generator, mean: Numbers, phi: float) -> Counts:
    """Counts with the given means and a variance of `phi` times the mean.

    Parameters
    ----------
    mean
        Expected counts, 0 or more, any shape.
    phi
        Variance divided by mean: 1 is Poisson, more is negative binomial.
    """
    if phi > 1:
        mean = rng.gamma(np.maximum(mean, 1e-12) / (phi - 1), phi - 1)
    return rng.poisson(mean).astype(np.int64)
