"""Lorenz curve, top shares and Gini coefficients of incidents over places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analysis.intervals import check_count
from wardmote.analysis.months import Counts
from wardmote.errors import AnalysisError


def lorenz_curve(counts: Sequence[int] | Counts) -> tuple[float, ...]:
    """Cumulative share of incidents of the 0, 1, 2 … N places with most.

    Answers "what share do the first so many places have?", for a chart.

    Parameters
    ----------
    counts
        Incidents in each place, length N, places with none included.

    Returns
    -------
    tuple
        N + 1 shares from 0 to 1, never falling.

    Raises
    ------
    AnalysisError
        There are no places, no incidents, or a count is negative or not whole.

    Notes
    -----
    Most first: the curve bows upwards, as criminologists draw it.

    References
    ----------
    Lorenz (1905), Publications of the American Statistical Association 9.

    Examples
    --------
    >>> [round(share, 2) for share in lorenz_curve([8, 0, 10, 2])]
    [0.0, 0.5, 0.9, 1.0, 1.0]
    """
    checked = check_places(counts)
    most_first = np.cumsum(np.sort(checked)[::-1])
    return (0.0, *(most_first / checked.sum()).tolist())


def share_of_top(counts: Sequence[int] | Counts, top: float) -> float:
    """Share of incidents that the top share of places has.

    Answers "which share of incidents lies in the top 20% of places?". `measure_concentration`
    puts it beside chance, and a sentence needs that.

    Parameters
    ----------
    counts
        Incidents in each place, length N, places with none included.
    top
        Share of places, above 0 and at most 1.

    Returns
    -------
    float
        The share, from 0 to 1; between whole places in line.

    Raises
    ------
    AnalysisError
        There are no places or incidents, a count is not whole, or `top` is out of range.

    Notes
    -----
    Leaving out the places with no incident makes N smaller and concentration look less.

    References
    ----------
    Weisburd (2015), Criminology 53.

    Examples
    --------
    2.5 places of 10: the first two whole, and half of the third.

    >>> round(share_of_top([10, 8, 2, 0, 0, 0, 0, 0, 0, 0], 0.25), 2)
    0.95
    """
    check_top(top)
    return _share_at(lorenz_curve(counts), top)


def gini(counts: Sequence[int] | Counts) -> float:
    """Gini coefficient of incidents over places.

    Answers "how uneven, in one number?". With fewer incidents than places it is high even
    if no place has two: then use `generalised_gini`.

    Parameters
    ----------
    counts
        Incidents in each place, places with none included.

    Returns
    -------
    float
        0 (all the same) to 1 - 1/N (all in one).

    Raises
    ------
    AnalysisError
        There are no places, no incidents, or a count is negative or not whole.

    Notes
    -----
    The plain, biased coefficient, as the literature on crime and place uses it.

    References
    ----------
    Gini (1912); Bernasco and Steenbeek (2017), Journal of Quantitative Criminology 33.

    Examples
    --------
    >>> round(gini([10, 8, 2, 0, 0, 0, 0, 0, 0, 0]), 2)
    0.78
    """
    checked = np.sort(check_places(counts))
    size = len(checked)
    ranks = np.arange(1, size + 1)
    return float(2 * (ranks @ checked) / (size * checked.sum()) - (size + 1) / size)


def generalised_gini(counts: Sequence[int] | Counts, *, unbiased: bool = False) -> float:
    """Gini coefficient beside the most even spread that so few incidents allow.

    Answers "how uneven, given that C incidents can reach C places at most?".

    Parameters
    ----------
    counts
        Incidents in each place, places with none included.
    unbiased
        Whether to correct for the number of places or incidents, whichever is smaller.

    Returns
    -------
    float
        0 where no spread could be more even, up to 1.

    Raises
    ------
    AnalysisError
        There are no places, no incidents, or a count is negative or not whole; or the
        correction is asked for one place or one incident.

    Notes
    -----
    Equal to the plain coefficient where there are as many incidents as places.

    References
    ----------
    Bernasco and Steenbeek (2017), Journal of Quantitative Criminology 33.

    Examples
    --------
    >>> round(generalised_gini([2, 1, 1, 0, 0, 0, 0, 0, 0, 0]), 3)
    0.375
    >>> round(generalised_gini([2, 1, 1, 0, 0, 0, 0, 0, 0, 0], unbiased=True), 3)
    0.5
    """
    checked = check_places(counts)
    places, incidents = len(checked), int(checked.sum())
    generalised = max(1.0, places / incidents) * (gini(checked) - 1) + 1
    if not unbiased:
        return generalised
    smaller = min(places, incidents)
    if smaller == 1:
        raise AnalysisError(
            "One place, or one incident, has no concentration to correct.",
            expected="at least 2 places and 2 incidents",
            found=f"{places} places, {incidents} incidents",
            next_step="Use a longer period or smaller places.",
        )
    return generalised * smaller / (smaller - 1)


def check_places(counts: Sequence[int] | Counts) -> Counts:
    """Counts of places as whole numbers, if there is anything to be concentrated.

    Raises
    ------
    AnalysisError
        There are no places, no incidents, or a count is negative or not whole.
    """
    values = np.asarray(counts)
    for count in values[~((values >= 0) & (values == np.floor(values)))]:
        check_count(float(count), of="a place")
    if not values.size or not values.sum() > 0:
        raise AnalysisError(
            "There is nothing to be concentrated.",
            expected="at least one place and one incident",
            found=f"{values.size} places, {int(values.sum()) if values.size else 0} incidents",
            next_step="Say 'cannot say': no incidents were recorded.",
        )
    return values.astype(np.int64)


def check_top(top: float) -> None:
    """Refuse a top share of places that is not one.

    Raises
    ------
    AnalysisError
        It is not above 0 and at most 1.
    """
    if not 0 < top <= 1:
        raise AnalysisError(
            "The top share of places is out of range.",
            expected="above 0 and at most 1: 0.2 for the top 20%",
            found=f"{top:g}",
            next_step="Give a share, not a per cent.",
        )


def _share_at(curve: Sequence[float], top: float) -> float:
    places = len(curve) - 1
    return float(np.interp(top * places, np.arange(places + 1), curve))
