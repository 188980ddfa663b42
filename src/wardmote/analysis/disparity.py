"""Stop and search: how many times as often is one group searched as another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Literal

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.intervals import Z
from wardmote.analysis.searches import Definition
from wardmote.errors import AnalysisError

FEWEST = 10  # searches in both groups, below which no ratio is given
MUCH_UNKNOWN = 0.2  # share of unknown ethnicity from which a warning is printed
PER = 1_000

Level = Literal["force", "district", "ward", "LSOA"]
_LARGE: tuple[Level, ...] = ("force", "district")


@dataclass(frozen=True)
class Searched:
    """Searches of a group and of the reference group in one area, with their residents.

    Parameters
    ----------
    area
        Force or district.
    searches, reference_searches
        Person searches month by month, of equal length.
    residents, reference_residents
        People of each group who live there, all ages, more than 0.
    """

    area: str
    searches: tuple[int, ...]
    reference_searches: tuple[int, ...]
    residents: float
    reference_residents: float

    def __post_init__(self) -> None:
        unlike = len(self.searches) != len(self.reference_searches) or not self.searches
        negative = min((*self.searches, *self.reference_searches), default=0) < 0
        if unlike or negative or not (self.residents > 0 and self.reference_residents > 0):
            raise AnalysisError(
                f"Searches in {self.area} cannot be set against their residents.",
                expected="the same months, counts of 0 or more, and residents above 0",
                found=f"{len(self.searches)} and {len(self.reference_searches)} months, "
                f"{self.residents:g} and {self.reference_residents:g} residents",
                next_step="Ingest the census population by ethnic group of this area.",
            )

    @property
    def total(self) -> int:
        """Searches of the group."""
        return sum(self.searches)

    @property
    def reference_total(self) -> int:
        """Searches of the reference group."""
        return sum(self.reference_searches)


@dataclass(frozen=True)
class Question:
    """Whose searches are set beside whose, and against which population.

    Parameters
    ----------
    group
        The group.
    definition
        Whose word the ethnicity is; the two are two results and are never mixed.
    population_year
        Year of the residents, printed.
    reference_group
        The group it is set beside.
    """

    group: str
    definition: Definition
    population_year: int
    reference_group: str = "White"


@dataclass(frozen=True)
class Disparity:
    """How many times as often residents of one group are searched as those of another.

    Parameters
    ----------
    area
        Force or district, or both groups' districts together.
    group, reference_group
        Whose searches, beside whose.
    searches, reference_searches
        How many.
    rate, reference_rate
        Searches for each 1,000 residents.
    ratio, lower, upper
        Rate over reference rate and its 95% interval; None below ten searches in either.
    phi
        Dispersion of the monthly split between the groups; at least 1.
    refusal
        Why there is no ratio; empty where there is one.
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    area: str
    group: str
    reference_group: str
    searches: int
    reference_searches: int
    rate: float
    reference_rate: float
    ratio: float | None
    lower: float | None
    upper: float | None
    phi: float
    refusal: str
    basis: Basis


@dataclass(frozen=True)
class UnknownBounds:
    """What the ratio could be, whoever the people of unknown ethnicity were.

    Parameters
    ----------
    unknown_share
        Share of searches whose ethnicity is not stated.
    least
        Ratio if all of them were of the reference group.
    most
        Ratio if all were of the group.
    filled
        Ratio with the other definition of ethnicity filling the gaps.
    is_much
        Whether a warning must be printed: more than a fifth is unknown.
    """

    unknown_share: float
    least: float
    most: float
    filled: float
    is_much: bool


def disparity(
    searched: Searched,
    question: Question,
    *,
    level: Level = "district",
    allow_below_district: bool = False,
) -> Disparity:
    """Ratio of two groups' rates of being searched, in one area and period.

    Answers "how many times as often are residents of this group searched?". It is never
    printed without `district_disparities` and `unknown_bounds` beside it.

    Parameters
    ----------
    searched
        Person searches of both groups month by month, with their residents.
    question
        Whose searches, beside whose, against which population.
    level
        Kind of area.
    allow_below_district
        Whether a ratio below district is wanted in spite of its faults.

    Returns
    -------
    Disparity
        Rates for each 1,000 residents, and their ratio with a 95% interval.

    Raises
    ------
    AnalysisError
        The area is below district, where people searched mostly do not live.

    Notes
    -----
    Searches are events, not persons, so residents add no variance; phi from the monthly
    split between the groups widens the interval for searches that come in clusters. People
    searched need not live there: residents are a poor denominator, worse the smaller the
    area.

    References
    ----------
    Race Disparity Unit (2021), Stop and search data and the effect of geographical
    differences; McCullagh and Nelder (1989), Generalized Linear Models, chapter 4.

    Examples
    --------
    >>> searched = Searched("Anyborough", (420,), (380,), 22_000, 95_000)
    >>> found = disparity(searched, Question("Black", "self-defined", 2021))
    >>> round(found.ratio, 2), round(found.lower, 2), round(found.upper, 2)
    (4.77, 4.15, 5.48)
    """
    if level not in _LARGE and not allow_below_district:
        raise AnalysisError(
            f"A disparity ratio is not given for a {level}.",
            where={"Area": searched.area},
            expected="a district or a force",
            found=level,
            next_step="Use the district: people searched in a small area mostly live elsewhere.",
        )
    phi = split_dispersion([searched])
    ratio = crude_ratio(searched)
    if ratio is None:
        return describe(searched, question, None, phi)
    spread = 1 / searched.total + 1 / searched.reference_total
    return describe(searched, question, (ratio, sqrt(phi * spread)), phi)


def split_dispersion(areas: Sequence[Searched]) -> float:
    """How much the monthly split between two groups swings beyond chance; at least 1.

    Answers "do searches of a group come in clusters, such as operations?".

    Parameters
    ----------
    areas
        Searches of both groups month by month; splits are about each area's own share.

    Returns
    -------
    float
        Pearson chi-square over degrees of freedom of the quasi-binomial model, 1 or more.

    Notes
    -----
    With a single month there is nothing to see it by, and it is 1.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapter 4.

    Examples
    --------
    >>> split_dispersion([Searched("x", (20, 0), (0, 20), 1, 1)])
    40.0
    """
    square, free = 0.0, 0
    for area in areas:
        first = np.array(area.searches, dtype=float)
        both = first + np.array(area.reference_searches, dtype=float)
        share = float(first.sum() / both.sum()) if both.sum() else 0.0
        some = both > 0
        if 0 < share < 1 and some.sum() > 1:
            spread = both[some] * share * (1 - share)
            square += float(((first[some] - both[some] * share) ** 2 / spread).sum())
            free += int(some.sum()) - 1
    return max(1.0, square / free) if free else 1.0


def unknown_bounds(searched: Searched, *, unknown: int, filled: tuple[int, int]) -> UnknownBounds:
    """What the ratio could be, whoever the people of unknown ethnicity were.

    Answers "can the unknown change what we say?".

    Parameters
    ----------
    searched
        Searches of known ethnicity, of both groups.
    unknown
        Searches of unknown ethnicity, 0 or more.
    filled
        Searches of the group and of the reference group with the other definition of
        ethnicity filling the gaps.

    Returns
    -------
    UnknownBounds
        The least and the most that the ratio could be, and the filled estimate.

    Raises
    ------
    AnalysisError
        A count is negative, or neither known nor filled searches of the reference exist.

    Notes
    -----
    The share is of searches of these two groups and the unknown. Officers have no
    "Mixed", so filling moves people between groups as well as out of the unknown.

    References
    ----------
    Race Disparity Unit (2021), Stop and search data and the effect of geographical
    differences.

    Examples
    --------
    >>> bounds = unknown_bounds(Searched("x", (40,), (40,), 10, 20), unknown=20, filled=(50, 50))
    >>> round(bounds.least, 2), bounds.filled, bounds.most
    (1.33, 2.0, 3.0)
    """
    group, reference = searched.total, searched.reference_total
    if min(unknown, *filled) < 0 or not reference or not filled[1]:
        raise AnalysisError(
            f"The unknown in {searched.area} cannot be bounded.",
            expected="searches of the reference group, and counts of 0 or more",
            found=f"{reference} known, {filled[1]} filled, {unknown} unknown",
            next_step="Print the counts without a ratio.",
        )
    scale = searched.reference_residents / searched.residents
    share = unknown / (group + reference + unknown)
    return UnknownBounds(
        unknown_share=share,
        least=group / (reference + unknown) * scale,
        most=(group + unknown) / reference * scale,
        filled=filled[0] / filled[1] * scale,
        is_much=share > MUCH_UNKNOWN,
    )


def crude_ratio(searched: Searched) -> float | None:
    """Rate over reference rate, or None below ten searches in either group."""
    if min(searched.total, searched.reference_total) < FEWEST:
        return None
    rate = searched.total / searched.residents
    return rate / (searched.reference_total / searched.reference_residents)


def describe(
    searched: Searched,
    question: Question,
    estimate: tuple[float, float] | None,
    phi: float,
    *,
    method: str = "ratio of search rates for each 1,000 residents",
) -> Disparity:
    """A disparity from a ratio and the standard error of its logarithm, if there is one.

    Parameters
    ----------
    searched
        Searches and residents.
    question
        Whose searches, beside whose.
    estimate
        Ratio and standard error of its logarithm, or None for too few searches.
    phi
        Dispersion that the error allows for.
    method
        How the ratio was made.

    Returns
    -------
    Disparity
        With its 95% interval, or with the reason why there is no ratio.
    """
    ratio, lower, upper = _with_ends(estimate)
    return Disparity(
        area=searched.area,
        group=question.group,
        reference_group=question.reference_group,
        searches=searched.total,
        reference_searches=searched.reference_total,
        rate=searched.total / searched.residents * PER,
        reference_rate=searched.reference_total / searched.reference_residents * PER,
        ratio=ratio,
        lower=lower,
        upper=upper,
        phi=phi,
        refusal="" if estimate else f"fewer than {FEWEST} searches of one of the groups",
        basis=_basis(question, phi, method),
    )


def _with_ends(
    estimate: tuple[float, float] | None,
) -> tuple[float, float, float] | tuple[None, None, None]:
    if estimate is None:
        return None, None, None
    ratio, error = estimate
    return ratio, ratio * exp(-Z * error), ratio * exp(Z * error)


def _basis(question: Question, phi: float, method: str) -> Basis:
    return Basis(
        method=method,
        null="both groups are searched equally often for their number of residents",
        sidedness="two-sided",
        caveat="People searched need not live there; residents are a poor denominator.",
        reference="Race Disparity Unit (2021), Stop and search data and geographical differences",
        parameters={
            "ethnicity": question.definition,
            "reference_group": question.reference_group,
            "population_year": question.population_year,
            "population": "residents of all ages",
            "phi": phi,
            "per": PER,
            "confidence": CONFIDENCE,
        },
    )
