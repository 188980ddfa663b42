"""The ratio of two rates: how many times as high, and how sure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.intervals import Z, check_count
from wardmote.analysis.two_counts import exact_ratio_interval
from wardmote.errors import AnalysisError

Method = Literal["exact", "katz", "koopman", "miettinen_nurminen"]
HALVINGS = 200
FARTHEST = 40.0  # log ratio: no interval of real counts ends beyond e to the 40

_REFERENCES: dict[Method, str] = {
    "exact": "Przyborowski and Wilenski (1940), Biometrika 31",
    "katz": "Katz et al. (1978), Biometrics 34",
    "koopman": "Koopman (1984), Biometrics 40",
    "miettinen_nurminen": "Miettinen and Nurminen (1985), Statistics in Medicine 4",
}


@dataclass(frozen=True)
class RateRatio:
    """One rate over another, with its 95% interval.

    Parameters
    ----------
    ratio
        First rate over second; None where the second is 0.
    lower, upper
        Its interval; `upper` None where the counts set no upper end.
    basis
        Method, caveat, reference and parameters.
    """

    ratio: float | None
    lower: float
    upper: float | None
    basis: Basis


def ratio_of_rates(
    count: int,
    base: float,
    other_count: int,
    other_base: float,
    *,
    method: Method = "exact",
) -> RateRatio:
    """Ratio of two rates of two groups or areas in one period.

    Answers "how many times as high is the first rate?". For one area in two years use
    `compare_years`; for stop and search, `disparity`, which allows for clustered searches.

    Parameters
    ----------
    count, other_count
        Events, or persons, of the first and the second: whole numbers, 0 or more.
    base, other_base
        What each is a rate of, more than 0; persons for all methods but "exact".
    method
        "exact" for events (several may befall one person); the others for persons with a
        property: "katz" (log), "koopman" or "miettinen_nurminen" (score).

    Returns
    -------
    RateRatio
        The ratio with its 95% interval.

    Raises
    ------
    AnalysisError
        A count is negative or not whole, both are 0, or a base is not above 0; or more
        persons than the base in a method for persons.

    Notes
    -----
    Events and persons are treated as independent; clustering makes the interval too
    narrow. Residents are a poor base where the day-time population differs.

    References
    ----------
    Katz et al. (1978), Biometrics 34; Koopman (1984), Biometrics 40; Miettinen and
    Nurminen (1985), Statistics in Medicine 4.

    Examples
    --------
    >>> found = ratio_of_rates(58, 1000, 10, 1000, method="miettinen_nurminen")
    >>> round(found.ratio, 1), round(found.lower, 2), round(found.upper, 2)
    (5.8, 3.02, 11.16)
    """
    _check(count, base, other_count, other_base, persons=method != "exact")
    lower, upper = _INTERVALS[method](count, base, other_count, other_base)
    return RateRatio(
        ratio=(count / base) / (other_count / other_base) if other_count else None,
        lower=lower,
        upper=upper,
        basis=Basis(
            method=f"ratio of two rates, {method.replace('_', ' and ')} interval",
            caveat="Treats events as independent: where they cluster, the range is wider.",
            reference=_REFERENCES[method],
            parameters={"confidence": CONFIDENCE, "base": base, "other_base": other_base},
        ),
    )


def _check(count: int, base: float, other_count: int, other_base: float, *, persons: bool) -> None:
    for number in (count, other_count):
        check_count(number, of="this ratio of rates")
    too_many = persons and (count > base or other_count > other_base)
    if base <= 0 or other_base <= 0 or count + other_count == 0 or too_many:
        raise AnalysisError(
            "These two rates have no ratio.",
            expected="bases above 0, at least one event, and no more persons than the base",
            found=f"{count} of {base:g}, and {other_count} of {other_base:g}",
            next_step="Say 'cannot say', with both counts.",
        )


Ends = tuple[float, float | None]


def _exact(count: int, base: float, other_count: int, other_base: float) -> Ends:
    return exact_ratio_interval(other_count, count, days_before=other_base, days_after=base)


def _katz(count: int, base: float, other_count: int, other_base: float) -> Ends:
    if not (count and other_count):  # the log of nothing: the exact interval has no such gap
        return _exact(count, base, other_count, other_base)
    centre = log((count / base) / (other_count / other_base))
    reach = Z * sqrt(1 / count - 1 / base + 1 / other_count - 1 / other_base)
    return exp(centre - reach), exp(centre + reach)


def _koopman(count: int, base: float, other_count: int, other_base: float) -> Ends:
    return _score(count, base, other_count, other_base, correction=1.0)


def _miettinen_nurminen(count: int, base: float, other_count: int, other_base: float) -> Ends:
    together = base + other_base
    return _score(count, base, other_count, other_base, correction=together / (together - 1))


def _score(
    count: int, base: float, other_count: int, other_base: float, *, correction: float
) -> Ends:
    """Both ends: where the score statistic, as the ratio moves away, first reaches Z."""

    def excess(log_ratio: float) -> float:
        ratio = exp(log_ratio)
        other = _constrained_share(count, base, other_count, other_base, ratio)
        share = min(1.0, ratio * other)
        variance = share * (1 - share) / base + ratio**2 * other * (1 - other) / other_base
        gap = count / base - ratio * other_count / other_base
        return abs(gap) - Z * sqrt(max(0.0, correction * variance))

    seen = log((count or 0.5) / base) - log((other_count or 0.5) / other_base)
    lower = exp(_crossing(excess, seen, -FARTHEST)) if count else 0.0
    upper = exp(_crossing(excess, seen, FARTHEST)) if other_count else None
    return lower, upper


def _constrained_share(
    count: int, base: float, other_count: int, other_base: float, ratio: float
) -> float:
    """Most likely share of the second group, if the first has `ratio` times it."""
    a = (base + other_base) * ratio
    b = -(base * ratio + count + other_base + other_count * ratio)
    c = count + other_count
    return (-b - sqrt(max(0.0, b * b - 4 * a * c))) / (2 * a)


def _crossing(excess: Callable[[float], float], inside: float, outside: float) -> float:
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if excess(middle) > 0 else (middle, outside)
    return (inside + outside) / 2


_INTERVALS: dict[Method, Callable[[int, float, int, float], Ends]] = {
    "exact": _exact,
    "katz": _katz,
    "koopman": _koopman,
    "miettinen_nurminen": _miettinen_nurminen,
}
