"""Is this area different from a group of others? Ranks, ratios and funnel limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from wardmote.analysis.basis import Basis, Parameter
from wardmote.analysis.months import Numbers
from wardmote.analysis.quantiles import count_quantile
from wardmote.errors import AnalysisError, Fault

MEMBERS_FOR_LIMITS = 10  # fewer cannot show how much such areas differ anyway
WINSORISED = 0.1  # of z-scores at each end, so that a few outliers do not widen the funnel
WARN, ALARM = 0.95, 0.998  # two areas in 20 lie outside 95% by chance: words only at 99.8%
FEWEST_MEMBERS = 2

Position = Literal["higher", "lower", "not clearly different", "not judged"]


@dataclass(frozen=True)
class Group:
    """Areas that are compared with each other, as they were on a date.

    Parameters
    ----------
    name
        What the group is called: "most similar partnerships".
    members
        Codes or names, at least two, none twice.
    as_of
        The date of this membership: groups are redrawn.
    source
        Who drew it.
    """

    name: str
    members: tuple[str, ...]
    as_of: date
    source: str

    def __post_init__(self) -> None:
        if len(set(self.members)) != len(self.members) or len(self.members) < FEWEST_MEMBERS:
            raise AnalysisError(
                f"The group {self.name!r} cannot be compared with.",
                expected="at least two members, none of them twice",
                found=", ".join(self.members) or "none",
                next_step="Correct the members of the group.",
            )


@dataclass(frozen=True)
class FunnelLimits:
    """Between which rates areas of one size lie, if they are like the group.

    Parameters
    ----------
    coverage
        0.95 or 0.998.
    lower, upper
        Rates; outside is strictly below the one or above the other.
    """

    coverage: float
    lower: float
    upper: float


@dataclass(frozen=True)
class GroupComparison:
    """One area beside a group of others.

    Parameters
    ----------
    area
        The area.
    group
        The group, dated.
    rate
        Its rate per `per`.
    group_rate
        Pooled rate of the group without the area.
    group_median
        Median of the others' rates.
    rank, of
        1 is the highest of so many, the area included; level areas share the better rank.
    ratio, ratio_to_median
        Rate over pooled rate and over median.
    phi
        Overdispersion of the others about their pooled rate; None with too few members.
    limits
        At 95% and at 99.8%; empty with fewer than ten members.
    position
        The word that may be used: by the 99.8% limits, and never "worse" or "better".
    per
        What rates are quoted for.
    basis
        Method, caveat, reference, parameters.
    """

    area: str
    group: Group
    rate: float
    group_rate: float
    group_median: float
    rank: int
    of: int
    ratio: float
    ratio_to_median: float | None
    phi: float | None
    limits: tuple[FunnelLimits, ...]
    position: Position
    per: int
    basis: Basis


def compare_with_group(
    area: str,
    counts: Mapping[str, int],
    bases: Mapping[str, float],
    group: Group,
    *,
    per: int = 1_000,
) -> GroupComparison:
    """One area's rate beside the rates of a group of areas, in one period.

    Answers "is it different from areas like it, beyond chance and beyond how much such
    areas differ anyway?". For change over time use `compare_years`.

    Parameters
    ----------
    area
        The area asked about; it may be a member of the group.
    counts
        Events by area, for the area and every member: whole numbers, 0 or more.
    bases
        What the rates are of, by area, more than 0; the same kind and year for all.
    group
        The areas compared with, dated.
    per
        What rates are quoted for.

    Returns
    -------
    GroupComparison
        Rate, rank, ratios and, for groups of ten or more, funnel limits and a word.

    Raises
    ------
    AnalysisError
        An area has no count or no base, or the others together have no events.

    Notes
    -----
    "Different" is not "worse": groups differ in recording, day-time population and age.
    The reference is the pooled rate of the others, so the area is not compared with itself.
    Limits are widened by the square root of phi (multiplicative, z-scores winsorised at
    10%) whenever phi is above 1; exact Poisson limits are drawn only where it is not. Two
    areas in 20 lie outside the 95% limits by chance.

    References
    ----------
    Spiegelhalter (2005), Statistics in Medicine 24, and Quality and Safety in Health
    Care 14.

    Examples
    --------
    >>> codes = tuple("ABCDEFGHIJ")
    >>> counts = dict(zip(codes, [190, 98, 103, 95, 107, 101, 99, 104, 96, 97], strict=True))
    >>> group = Group("ten alike", codes, date(2026, 4, 1), "invented")
    >>> found = compare_with_group("A", counts, dict.fromkeys(codes, 10_000), group)
    >>> found.rank, round(found.ratio, 2), found.position
    (1, 1.9, 'higher')
    """
    others = [member for member in group.members if member != area]
    _check(area, others, counts, bases)
    other_counts = np.array([counts[one] for one in others], dtype=float)
    other_bases = np.array([bases[one] for one in others], dtype=float)
    reference = float(other_counts.sum() / other_bases.sum())
    rates = other_counts / other_bases
    rate, median = counts[area] / bases[area], float(np.median(rates))
    enough = len(group.members) >= MEMBERS_FOR_LIMITS
    phi = overdispersion(other_counts, reference * other_bases) if enough else None
    limits = funnel_limits(reference, bases[area], phi, per=per) if phi is not None else ()
    return GroupComparison(
        area=area,
        group=group,
        rate=rate * per,
        group_rate=reference * per,
        group_median=median * per,
        rank=1 + int((rates > rate).sum()),
        of=len(others) + 1,
        ratio=rate / reference,
        ratio_to_median=rate / median if median else None,
        phi=phi,
        limits=limits,
        position=_position(rate * per, limits),
        per=per,
        basis=_basis(group, phi),
    )


def overdispersion(counts: Sequence[float] | Numbers, expected: Sequence[float] | Numbers) -> float:
    """How much more areas differ from what is expected of them than chance would have it.

    Answers "how wide must a funnel be for areas like these?". 1 is chance alone.

    Parameters
    ----------
    counts
        Events by area.
    expected
        Expected events by area, each more than 0, length as `counts`.

    Returns
    -------
    float
        Mean square of the z-scores, winsorised at 10% at each end.

    Notes
    -----
    Winsorising pulls the outermost tenth at each end in to the next score, so that the very
    areas that a funnel should find do not hide themselves.

    References
    ----------
    Spiegelhalter (2005), Statistics in Medicine 24.

    Examples
    --------
    >>> round(overdispersion([104, 96, 102, 98], [100, 100, 100, 100]), 6)
    0.1
    """
    wanted = np.asarray(expected, dtype=float)
    z = np.sort((np.asarray(counts, dtype=float) - wanted) / np.sqrt(wanted))
    cut = int(WINSORISED * len(z))
    pulled_in = np.clip(z, z[cut], z[len(z) - 1 - cut])
    return float(np.mean(pulled_in**2))


def funnel_limits(
    reference: float, base: float, phi: float, *, per: int = 1_000
) -> tuple[FunnelLimits, FunnelLimits]:
    """Funnel limits at 95% and 99.8% for an area of one size, for a word or a chart.

    Answers "between which rates would an area of this size lie, if it were like the rest?".

    Parameters
    ----------
    reference
        Rate of the rest, events for each one of the base, more than 0.
    base
        Size of the area, more than 0.
    phi
        Overdispersion of the rest; 1 or less gives exact Poisson limits.
    per
        What rates are quoted for.

    Returns
    -------
    tuple
        The limits at 95%, then at 99.8%.

    Notes
    -----
    Poisson quantiles are whole counts: a rate on the limit is inside.

    References
    ----------
    Spiegelhalter (2005), Statistics in Medicine 24.

    Examples
    --------
    Ten expected: the quantiles of the Poisson distribution are 4 and 17, 2 and 21.

    >>> [(limit.lower, limit.upper) for limit in funnel_limits(0.01, 1_000, 1.0, per=1_000)]
    [(4.0, 17.0), (2.0, 21.0)]
    """
    expected = reference * base

    def at(coverage: float) -> FunnelLimits:
        lower, upper = _count_limits(expected, phi, (1 - coverage) / 2)
        return FunnelLimits(coverage, lower / base * per, upper / base * per)

    return at(WARN), at(ALARM)


def _count_limits(expected: float, phi: float, tail: float) -> tuple[float, float]:
    from scipy.special import ndtri

    if phi <= 1:
        return count_quantile(expected, 1, tail), count_quantile(expected, 1, 1 - tail)
    reach = -float(ndtri(tail)) * float(np.sqrt(phi * expected))
    return max(0.0, expected - reach), expected + reach


def _position(rate: float, limits: Sequence[FunnelLimits]) -> Position:
    if not limits:
        return "not judged"
    alarm = limits[-1]
    if rate > alarm.upper:
        return "higher"
    return "lower" if rate < alarm.lower else "not clearly different"


def _basis(group: Group, phi: float | None) -> Basis:
    parameters: dict[str, Parameter] = {
        "group": group.name,
        "membership_as_of": group.as_of.isoformat(),
        "members": len(group.members),
        "source": group.source,
    }
    caveat = "Different is not worse: recording, day-time population and age differ."
    if phi is None:
        return Basis(
            method="rank and ratio only: too few areas for limits",
            caveat=caveat,
            reference="Spiegelhalter (2005), Statistics in Medicine 24",
            parameters=parameters,
        )
    widened = "widened for overdispersion" if phi > 1 else "exact Poisson"
    return Basis(
        method=f"funnel limits, {widened}",
        caveat=caveat,
        reference="Spiegelhalter (2005), Statistics in Medicine 24",
        null="the area's rate is one of those that the group's areas have",
        sidedness="two-sided",
        parameters={**parameters, "phi": phi, "winsorised": WINSORISED, "words_at": ALARM},
    )


def _check(
    area: str, others: Sequence[str], counts: Mapping[str, int], bases: Mapping[str, float]
) -> None:
    faults = [
        *(Fault(one, "no count") for one in (area, *others) if one not in counts),
        *(Fault(one, "not a count") for one in (area, *others) if counts.get(one, 0) < 0),
        *(Fault(one, "no base above 0") for one in (area, *others) if not bases.get(one, 0) > 0),
    ]
    if not faults and not sum(counts[one] for one in others):
        faults = [Fault("the others", "no events in any")]
    if faults:
        raise AnalysisError(
            f"{area} cannot be compared with its group.",
            expected="a count and a base above 0 for the area and every member",
            faults=faults,
            next_step="Ingest what is missing, or leave the area out and say so.",
        )
