"""Stop and search: how often a search found what it was for, or led to anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.intervals import share_interval
from wardmote.analysis.searches import ETHNIC_GROUPS, SearchTally

FEWEST = 10  # searches of a group, below which no rate is given


@dataclass(frozen=True)
class FindRate:
    """Share of one group's searches that found something.

    Parameters
    ----------
    group
        Whose searches.
    searches, found
        All of them, and those that found something.
    share, lower, upper
        The share and its 95% interval, 0 to 1.
    """

    group: str
    searches: int
    found: int
    share: float
    lower: float
    upper: float


@dataclass(frozen=True)
class FindRateGap:
    """Difference of two find rates.

    Parameters
    ----------
    group, reference_group
        Whose rates.
    difference, lower, upper
        Group less reference, as shares, with a 95% interval.
    """

    group: str
    reference_group: str
    difference: float
    lower: float
    upper: float


@dataclass(frozen=True)
class FindRates:
    """Find rates by ethnic group, by one measure of finding.

    Parameters
    ----------
    measure
        What counts as found.
    rates
        One for each group with at least ten searches.
    gaps
        Each group's rate less the reference group's.
    refusal
        Why there are none; empty where there are.
    basis
        Method, caveat, reference, parameters.
    """

    measure: str
    rates: tuple[FindRate, ...]
    gaps: tuple[FindRateGap, ...]
    refusal: str
    basis: Basis


def linked_find_rates(
    tally: SearchTally, *, reference_group: str = "White", is_filled: bool | None = None
) -> FindRates:
    """Share of searches whose outcome was linked to what was looked for, by group.

    Answers "how often did a search find what it was for?". `other_outcome_rates` asks how
    often it led to anything; the two are two results.

    Parameters
    ----------
    tally
        Person searches, by one definition of ethnicity.
    reference_group
        The group that others are set beside.
    is_filled
        Whether the files ever say that an outcome was linked; None asks this tally alone, which
        in a small area can be without one by chance.

    Returns
    -------
    FindRates
        Shares of all searches, blanks counted as not linked; a refusal where the file
        never says that any outcome was linked, as the Metropolitan Police's do not.

    Notes
    -----
    A lower find rate suggests a lower threshold for searching a group, but can come about
    without one (infra-marginality): the average search is not the search at the margin.

    References
    ----------
    Knowles, Persico and Todd (2001), Journal of Political Economy 109; Simoiu,
    Corbett-Davies and Goel (2017), Annals of Applied Statistics 11.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.analysis.searches import SearchCell, tally_searches
    >>> cells = [
    ...     SearchCell(date(2024, 3, 1), None, "Person search", "White", None, "Arrest", True, 12),
    ...     SearchCell(date(2024, 3, 1), None, "Person search", "White", None, None, None, 28),
    ... ]
    >>> found = linked_find_rates(tally_searches(cells, "self-defined")).rates[0]
    >>> found.share, round(found.lower, 2), round(found.upper, 2)
    (0.3, 0.18, 0.45)
    """
    if not (sum(tally.linked.values()) if is_filled is None else is_filled):
        return _refused("outcome linked to the object of the search")
    return _rates(
        tally, tally.linked, "outcome linked to the object of the search", reference_group
    )


def other_outcome_rates(tally: SearchTally, *, reference_group: str = "White") -> FindRates:
    """Share of searches with any outcome but no further action, by group.

    Answers "how often did a search lead to anything?", linked to its object or not.

    Parameters
    ----------
    tally
        Person searches, by one definition of ethnicity.
    reference_group
        The group that others are set beside.

    Returns
    -------
    FindRates
        Shares of all searches, a blank outcome counted as none.

    Notes
    -----
    An arrest for how somebody took being searched counts as an outcome here.

    References
    ----------
    Knowles, Persico and Todd (2001), Journal of Political Economy 109.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.analysis.searches import SearchCell, tally_searches
    >>> cells = [
    ...     SearchCell(date(2024, 3, 1), None, "Person search", "White", None, "Arrest", False, 5),
    ...     SearchCell(date(2024, 3, 1), None, "Person search", "White", None, None, None, 15),
    ... ]
    >>> other_outcome_rates(tally_searches(cells, "self-defined")).rates[0].share
    0.25
    """
    measure = "any outcome but no further action"
    return _rates(tally, tally.other_outcomes, measure, reference_group)


def newcombe_interval(
    part: int, whole: int, other_part: int, other_whole: int
) -> tuple[float, float]:
    """95% interval of the difference of two shares of separate groups.

    Answers "how far apart may two shares be?".

    Parameters
    ----------
    part, whole
        Of the first group: 0 to `whole`, and more than 0.
    other_part, other_whole
        Of the second.

    Returns
    -------
    tuple
        Lower and upper end of first less second, -1 to 1.

    Raises
    ------
    AnalysisError
        A whole is not above 0, or a part is not from 0 to it.

    Notes
    -----
    Built from two Wilson intervals; searches of one group of friends are not independent.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, method 10.

    Examples
    --------
    >>> [round(end, 3) for end in newcombe_interval(56, 70, 48, 80)]
    [0.052, 0.334]
    """
    share, other = part / whole, other_part / other_whole
    lower, upper = share_interval(part, whole)
    other_lower, other_upper = share_interval(other_part, other_whole)
    below = sqrt((share - lower) ** 2 + (other_upper - other) ** 2)
    above = sqrt((upper - share) ** 2 + (other - other_lower) ** 2)
    return share - other - below, share - other + above


def _rates(
    tally: SearchTally, found: Mapping[str, int], measure: str, reference_group: str
) -> FindRates:
    rates = tuple(
        _rate(group, tally.count(group), found.get(group, 0))
        for group in ETHNIC_GROUPS
        if tally.count(group) >= FEWEST
    )
    reference = next((rate for rate in rates if rate.group == reference_group), None)
    gaps = tuple(_gap(rate, reference) for rate in rates if reference and rate is not reference)
    return FindRates(measure, rates, gaps, "", _basis(tally, measure))


def _rate(group: str, searches: int, found: int) -> FindRate:
    return FindRate(group, searches, found, found / searches, *share_interval(found, searches))


def _gap(rate: FindRate, reference: FindRate) -> FindRateGap:
    ends = newcombe_interval(rate.found, rate.searches, reference.found, reference.searches)
    return FindRateGap(rate.group, reference.group, rate.share - reference.share, *ends)


def _basis(tally: SearchTally, measure: str) -> Basis:
    return Basis(
        method=f"share of person searches with {measure}, Wilson interval; gaps by Newcombe",
        caveat="A lower rate can come about without a lower threshold (infra-marginality).",
        reference="Knowles, Persico and Todd (2001); Simoiu et al. (2017); Newcombe (1998)",
        parameters={
            "ethnicity": tally.definition,
            "months": len(tally.months),
            "vehicle_only_left_out": tally.vehicle_only,
            "fewest_searches": FEWEST,
            "confidence": CONFIDENCE,
        },
    )


def _refused(measure: str) -> FindRates:
    why = "the files never say that an outcome was linked: a share of none would be false"
    untested = Basis(
        method="no rate", caveat=why, reference="House rule: a column never filled says nothing"
    )
    return FindRates(measure, (), (), why, untested)
