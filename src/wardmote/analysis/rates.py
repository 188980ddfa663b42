"""Rates with the right denominator and their uncertainty, and rolling years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.intervals import count_interval
from wardmote.analysis.months import (
    YEAR,
    Counts,
    Period,
    check_monthly_counts,
)
from wardmote.errors import AnalysisError, TooShort
from wardmote.vocabulary.months import count_months

MID_YEAR = 7  # population estimates are for the middle of a year
MONTHS_PAST_AN_ESTIMATE = 24  # beyond, a rate is "approximate"

AT_RISK: Mapping[str, tuple[str, ...]] = {
    "burglary": ("households",),
    "vehicle crime": ("vehicles", "households"),
    "business crime": ("premises",),
    "town centre": ("workday population",),
}
"""What is at risk, best first, by theme or kind of place; residents where nothing is named."""


@dataclass(frozen=True)
class Denominator:
    """What a rate is a rate of.

    Parameters
    ----------
    size
        How many there are, more than 0.
    of
        What they are: "residents", "households", "vehicles".
    year
        The year that the number is for.
    instead_of
        What would be right but is not held; empty where this is right.
    """

    size: float
    of: str
    year: int
    instead_of: str = ""

    def __post_init__(self) -> None:
        if not self.size > 0:
            raise AnalysisError(
                f"A rate needs {self.of or 'people'} to be a rate of.",
                expected="more than 0",
                found=f"{self.size:g}",
                next_step="Print the count alone: an area without population has no rate.",
            )


@dataclass(frozen=True)
class Rate:
    """Events for each so many of a denominator, with a 95% interval.

    Parameters
    ----------
    count
        Events in the period.
    denominator
        What they are set against.
    per
        How many of the denominator the rate is quoted for.
    value, lower, upper
        The rate and its interval, unrounded. Round only when publishing.
    period
        Months that the events are of.
    basis
        Method, caveat, reference and parameters.
    """

    count: int
    denominator: Denominator
    per: int
    value: float
    lower: float
    upper: float
    period: Period
    basis: Basis

    @property
    def is_approximate(self) -> bool:
        """Whether the word "approximate" must be used: the denominator is out of date."""
        middle = date(self.denominator.year, MID_YEAR, 1)
        return count_months(middle, self.period.last) - 1 > MONTHS_PAST_AN_ESTIMATE


def recorded_rate(
    count: int,
    denominator: Denominator,
    *,
    period: Period,
    per: int = 1_000,
    method: Literal["exact", "byar"] = "exact",
) -> Rate:
    """Rate of recorded events in one area over one period, with its uncertainty.

    Answers "how many for each thousand, and how sure are we?". To say that it changed, use
    `compare_years` on the counts; that it differs from elsewhere, `compare_with_group`.

    Parameters
    ----------
    count
        Events recorded in the area and period: a whole number, 0 or more.
    denominator
        What is at risk, of the same area (`choose_denominator`).
    period
        Months counted. The rate is for this period, not for a year, unless it is one.
    per
        How many of the denominator the rate is quoted for. Official tables use 1,000.
    method
        Interval of the count: "exact", or "byar" as official health tables.

    Returns
    -------
    Rate
        The rate with its 95% interval.

    Raises
    ------
    AnalysisError
        The count is negative or not whole.

    Notes
    -----
    It treats events as independent, so it is too narrow where a few addresses account for
    most of the count. Residents are a poor denominator for town centres.

    References
    ----------
    Garwood (1936), Biometrika 28; Breslow and Day (1987), Statistical Methods in Cancer
    Research, volume II.

    Examples
    --------
    84 crimes among 21,000 residents. The exact limits are 67.0 and 104.0 crimes.

    >>> year = Period(date(2025, 3, 1), date(2026, 2, 1))
    >>> rate = recorded_rate(84, Denominator(21_000, "residents", 2022), period=year)
    >>> rate.value, round(rate.lower, 2), round(rate.upper, 2)
    (4.0, 3.19, 4.95)
    >>> rate.is_approximate
    True
    """
    lower, upper = count_interval(count, method=method)
    scale = per / denominator.size
    stands_in = f" {denominator.of} stand in for {denominator.instead_of}, which are not held."
    return Rate(
        count=count,
        denominator=denominator,
        per=per,
        value=count * scale,
        lower=lower * scale,
        upper=upper * scale,
        period=period,
        basis=Basis(
            method=f"rate per {per:,} {denominator.of} ({denominator.year}), {method} interval",
            caveat="Treats events as independent; the denominator is not everyone at risk."
            + (stands_in if denominator.instead_of else ""),
            reference="Breslow and Day (1987), Statistical Methods in Cancer Research II",
            parameters={
                "per": per,
                "denominator": denominator.size,
                "denominator_year": denominator.year,
                "confidence": CONFIDENCE,
            },
        ),
    )


def choose_denominator(at_risk: str, held: Mapping[str, Denominator]) -> Denominator:
    """The best denominator that is held for a theme or kind of place.

    Answers "a rate of what?". The choice is automatic, so it is carried into every rate.

    Parameters
    ----------
    at_risk
        Theme or kind of place: a key of `AT_RISK`, or any other for residents.
    held
        Denominators of the area, by what they are of.

    Returns
    -------
    Denominator
        The best held; `instead_of` says what would have been better.

    Raises
    ------
    AnalysisError
        Neither the right denominator nor residents are held.

    Notes
    -----
    Households are at risk of burglary, vehicles of vehicle crime; in a town centre most
    victims live elsewhere.

    References
    ----------
    Method register M-01.

    Examples
    --------
    >>> held = {"residents": Denominator(225_000, "residents", 2022)}
    >>> choose_denominator("burglary", held).instead_of
    'households'
    """
    wanted = AT_RISK.get(at_risk, ("residents",))
    for place, of in enumerate((*wanted, "residents")):
        if of in held:
            return replace(held[of], instead_of=wanted[0] if place else "")
    raise AnalysisError(
        f"No denominator is held for {at_risk}.",
        expected=" or ".join(dict.fromkeys((*wanted, "residents"))),
        known=sorted(held),
        next_step="Ingest the population or households of the area.",
    )


@dataclass(frozen=True)
class RollingYear:
    """Events in twelve months in a row.

    Parameters
    ----------
    period
        The twelve months.
    count
        Events in them.
    """

    period: Period
    count: int


def rolling_years(
    counts: Sequence[int] | Counts, months: Sequence[date], *, of: str = "this series"
) -> tuple[RollingYear, ...]:
    """Sums of each twelve months in a row, oldest first.

    Answers "where is the yearly total heading?", for charts. It is no test: for change use
    `compare_years`, for months out of the ordinary `judge_month`.

    Parameters
    ----------
    counts
        Monthly counts: whole numbers, 0 or more.
    months
        First day of each month, without gaps, length as `counts`.
    of
        What is counted, for messages.

    Returns
    -------
    tuple
        One sum for each month from the twelfth on.

    Raises
    ------
    AnalysisError
        A month is missing or a count is not a whole number, 0 or more.
    TooShort
        There are fewer than twelve months.

    Notes
    -----
    Neighbouring sums share eleven months, so they look smooth whatever happens, and one
    extraordinary month lifts twelve of them and then drops out.

    References
    ----------
    Method register M-03.

    Examples
    --------
    >>> from wardmote.analysis.months import months_from
    >>> sums = rolling_years([5] * 12 + [6], months_from(date(2025, 1, 1), 13))
    >>> [(str(year.period), year.count) for year in sums][-1]
    ('February 2025 to January 2026', 61)
    """
    checked = check_monthly_counts(counts, months, of=of)
    if len(checked) < YEAR:
        raise TooShort(
            f"{of} is too short for a rolling year.",
            expected=f"at least {YEAR} months",
            found=f"{len(checked)} months",
            next_step="Print the months themselves.",
        )
    sums = np.convolve(checked, np.ones(YEAR, dtype=np.int64), mode="valid")
    return tuple(
        RollingYear(Period(months[start], months[start + YEAR - 1]), int(total))
        for start, total in enumerate(sums)
    )
