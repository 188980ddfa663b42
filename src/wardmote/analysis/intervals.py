"""Intervals of one count and of one share."""

from __future__ import annotations

from typing import Literal

from wardmote.analysis.basis import CONFIDENCE
from wardmote.errors import AnalysisError

Interval = tuple[float, float]
Z = 1.959963984540054  # of the normal distribution, two-sided 95%


def check_count(count: float, *, of: str = "the count") -> None:
    """Refuse a count that is negative or not whole.

    Raises
    ------
    AnalysisError
        The count is negative, or not whole.
    """
    if not (count >= 0 and count == int(count)):
        raise AnalysisError(
            f"No interval can be given for {of}.",
            expected="a whole number, 0 or more",
            found=f"{count:g}",
            next_step="Give the count itself, before any rounding, weighting or sharing out.",
        )


def count_interval(
    count: int, *, method: Literal["exact", "byar"] = "exact", confidence: float = CONFIDENCE
) -> Interval:
    """Interval of the number of events expected, from the number seen.

    Answers "if nothing changed, which counts would be no surprise as the long-run mean?".
    For the change between two counts use `compare_years`.

    Parameters
    ----------
    count
        Events recorded: a whole number, 0 or more.
    method
        "exact", or "byar" for Byar's approximation, which official health tables use.
    confidence
        Coverage, strictly between 0 and 1.

    Returns
    -------
    tuple
        Lower and upper end, in events.

    Raises
    ------
    AnalysisError
        The count is negative or not whole.

    Notes
    -----
    It treats events as independent, so it is too narrow where a few addresses or people
    account for many of them.

    References
    ----------
    Garwood (1936), Biometrika 28; Breslow and Day (1987), Statistical Methods in Cancer
    Research, volume II.

    Examples
    --------
    >>> lower, upper = count_interval(10)
    >>> round(lower, 3), round(upper, 3)
    (4.795, 18.39)
    """
    check_count(count)
    tail = (1 - confidence) / 2
    return _exact_count(count, tail) if method == "exact" else _byar(count, tail)


def _exact_count(count: int, tail: float) -> Interval:
    from scipy.special import gammaincinv

    lower = float(gammaincinv(count, tail)) if count else 0.0
    return lower, float(gammaincinv(count + 1, 1 - tail))


def _byar(count: int, tail: float) -> Interval:
    from scipy.special import ndtri

    z, above = -ndtri(tail), count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3 if count else 0.0
    return float(lower), float(above * (1 - 1 / (9 * above) + z / (3 * above**0.5)) ** 3)


def share_interval(
    part: float,
    whole: float,
    *,
    method: Literal["wilson", "clopper_pearson"] = "wilson",
    confidence: float = CONFIDENCE,
) -> Interval:
    """Interval of a share, from a part of a whole.

    Answers "how sure are we of this share?" where each member of the whole is counted once
    and independently. For shares of survey answers use `share_of_answers`, which knows how
    the sample was drawn.

    Parameters
    ----------
    part
        Those with the property, from 0 to `whole`.
    whole
        All of them, more than 0. An effective number, such as n over the design effect, is
        allowed for "wilson".
    method
        "wilson" (score), or "clopper_pearson" (exact: covers at least the stated share).
    confidence
        Coverage, strictly between 0 and 1.

    Returns
    -------
    tuple
        Lower and upper end, as shares from 0 to 1.

    Raises
    ------
    AnalysisError
        The whole is not above 0, or the part is not from 0 to the whole.

    Notes
    -----
    Members that go together (searches of one group of friends) make it too narrow.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22; Clopper and Pearson
    (1934), Biometrika 26.

    Examples
    --------
    >>> lower, upper = share_interval(12, 40)
    >>> round(lower, 3), round(upper, 3)
    (0.181, 0.454)
    """
    if not 0 <= part <= whole or whole <= 0:
        raise AnalysisError(
            "No interval can be given for this share.",
            expected="a part from 0 to the whole, and a whole above 0",
            found=f"{part:g} of {whole:g}",
            next_step="Say 'cannot say' where there is no base.",
        )
    tail = (1 - confidence) / 2
    if method == "wilson":
        return _wilson(part, whole, tail)
    return _clopper_pearson(part, whole, tail)


def _wilson(part: float, whole: float, tail: float) -> Interval:
    from scipy.special import ndtri

    z2, share = float(ndtri(tail)) ** 2, part / whole
    middle = share + z2 / (2 * whole)
    reach = (z2 * (share * (1 - share) + z2 / (4 * whole)) / whole) ** 0.5
    scale = 1 + z2 / whole
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def _clopper_pearson(part: float, whole: float, tail: float) -> Interval:
    from scipy.special import betaincinv

    lower = float(betaincinv(part, whole - part + 1, tail)) if part else 0.0
    upper = float(betaincinv(part + 1, whole - part, 1 - tail)) if part < whole else 1.0
    return lower, upper
