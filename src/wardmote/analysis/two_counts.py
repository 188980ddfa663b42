"""Two counts: e-test and exact interval for small ones, and the z-score used for scoring."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

import numpy as np

from wardmote.analysis.basis import CONFIDENCE
from wardmote.analysis.months import Numbers
from wardmote.errors import AnalysisError

LOST_PROBABILITY = 1e-12  # of each Poisson tail left out of the e-test's sum
TIE = 1e-9  # statistics this close are the same one, told apart by rounding only


def e_test(before: int, after: int, *, days_before: float = 1, days_after: float = 1) -> float:
    """Two-sided p-value that two small counts come from the same rate.

    Answers "could two counts like these come from one unchanging rate of independent
    events?". Use it only where the two together are below 50: for larger counts events
    are not independent enough, and `compare_years` measures by how much.

    Parameters
    ----------
    before, after
        The two counts, 0 or more.
    days_before, days_after
        Length of the two periods, in any one unit, more than 0.

    Returns
    -------
    float
        p-value, 0 to 1; the null is one rate for both periods.

    Notes
    -----
    Repeat victims and linked offences make events not independent; then p is too small.
    The authors' pivot does not pool the variance: it loses power where the two periods
    are of very different length.

    References
    ----------
    Krishnamoorthy and Thomson (2004), Journal of Statistical Planning and Inference 119.

    Examples
    --------
    The authors' own example.

    >>> round(e_test(0, 3), 4)
    0.0884
    """
    if before + after == 0:
        return 1.0
    rate = (before + after) / (days_before + days_after)
    chances_before = _poisson_chances(rate * days_before)
    chances_after = _poisson_chances(rate * days_after)
    all_before = np.arange(len(chances_before), dtype=float)[:, None]
    all_after = np.arange(len(chances_after), dtype=float)[None, :]
    seen = _pivot(np.array([[before]]), np.array([[after]]), days_before, days_after)
    extreme = _pivot(all_before, all_after, days_before, days_after) >= seen - TIE
    return min(1.0, float(chances_before @ extreme @ chances_after))


def _pivot(before: Numbers, after: Numbers, days_before: float, days_after: float) -> Numbers:
    gap = np.abs(after / days_after - before / days_before)
    error = np.sqrt(after / days_after**2 + before / days_before**2)
    return np.divide(gap, error, out=np.zeros_like(error), where=error > 0)


@lru_cache(maxsize=256)
def _poisson_chances(mean: float) -> Numbers:
    from scipy.special import gammaln, pdtrik

    counts = np.arange(np.ceil(pdtrik(1 - LOST_PROBABILITY, mean)) + 1)
    return np.asarray(np.exp(counts * np.log(mean) - mean - gammaln(counts + 1)), dtype=float)


def exact_ratio_interval(
    before: int, after: int, *, days_before: float = 1, days_after: float = 1
) -> tuple[float, float | None]:
    """Exact 95% interval of the ratio of two small Poisson rates.

    Answers "between which ratios, after over before, may the truth lie?". As `e_test`, it
    assumes independent events and is for small counts only.

    Parameters
    ----------
    before, after
        The two counts, 0 or more, not both 0.
    days_before, days_after
        Length of the two periods, in any one unit, more than 0.

    Returns
    -------
    tuple
        Lower end, and upper end or None where the counts set no upper end (0 before).

    Notes
    -----
    Conditional on the two counts together; it covers at least 95% and usually more.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26; Przyborowski and Wilenski (1940),
    Biometrika 31.

    Examples
    --------
    >>> lower, upper = exact_ratio_interval(10, 20)
    >>> round(lower, 2), round(upper, 2)
    (0.89, 4.78)
    """
    from scipy.special import betaincinv

    tail = (1 - CONFIDENCE) / 2
    lower = float(betaincinv(after, before + 1, tail)) if after else 0.0
    if not before:
        return _odds(lower) * days_before / days_after, None
    upper = float(betaincinv(after + 1, before, 1 - tail))
    return _odds(lower) * days_before / days_after, _odds(upper) * days_before / days_after


def _odds(share: float) -> float:
    return share / (1 - share)


def standardised_change(before: int, after: int, *, phi: float = 1.0) -> float:
    """Difference of two counts in standard errors, (after - before) / sqrt(phi * sum).

    Answers "how large is the change beside its noise?", for scoring only. It grows with
    volume, and no sentence may rest on it: use `compare_years`.

    Parameters
    ----------
    before, after
        The two counts, not both 0.
    phi
        Dispersion about season and year, 1 or more; `Change.phi` has it.

    Returns
    -------
    float
        z; above 0 for a rise.

    Raises
    ------
    AnalysisError
        Both counts are 0, or phi is below 1.

    Notes
    -----
    With phi 1 it is the Poisson test that calls ordinary swings of large series a change.

    References
    ----------
    Method register M-04.

    Examples
    --------
    >>> round(standardised_change(451, 512), 2), round(standardised_change(451, 512, phi=2), 2)
    (1.97, 1.39)
    """
    if before + after <= 0 or phi < 1:
        raise AnalysisError(
            "These two counts cannot be put in standard errors.",
            expected="at least one event, and a dispersion of 1 or more",
            found=f"{before} and {after}, phi {phi:g}",
            next_step="Take phi from the monthly series (compare_years).",
        )
    return (after - before) / sqrt(phi * (before + after))
