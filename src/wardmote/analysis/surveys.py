"""How sure is a share of answers, and a gap between two shares. No base, no interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.intervals import Z, share_interval
from wardmote.errors import AnalysisError

LARGE_PART = 0.05  # of the population: from here a sample leaves less to chance
CALLED_A_CHANGE = 6.0  # points a year, where files give no base

SampleKind = Literal["probability", "quota", "open"]

RANGE_NAMES: Mapping[SampleKind, str] = {
    "probability": "margin of error",
    "quota": "indicative range if the quotas worked as random selection",
    "open": "",
}
"""What the range of a share is called: a margin of error needs a random sample."""


@dataclass(frozen=True)
class Sample:
    """Who answered, and how they were found.

    Parameters
    ----------
    name
        The survey, or the group within it.
    kind
        "probability" (drawn at random), "quota" or "open" (whoever wished to).
    base
        How many answered, unweighted; None where the file does not say.
    design_effect
        What weighting and clustering cost: variance over that of as many drawn at random,
        1 or more. For a group, that of the group and not of the whole sample.
    population
        How many there are to ask, if known.
    """

    name: str
    kind: SampleKind
    base: int | None
    design_effect: float = 1.0
    population: int | None = None

    def __post_init__(self) -> None:
        too_many = self.population is not None and (self.base or 0) > self.population
        if (self.base is not None and self.base < 1) or self.design_effect < 1 or too_many:
            raise AnalysisError(
                f"The sample {self.name!r} cannot be one.",
                expected="a base of 1 or more and not above the population, a design effect "
                "of 1 or more",
                found=f"base {self.base}, design effect {self.design_effect:g}, "
                f"population {self.population}",
                next_step="Give the unweighted number who answered.",
            )

    @property
    def refusal(self) -> str:
        """Why no range may be printed; empty where one may."""
        if self.kind == "open":
            return "whoever wished answered: the answers stand for themselves alone"
        if self.base is None:
            return "the number who answered is not published"
        return ""

    @property
    def effective_base(self) -> float:
        """How many drawn at random would tell as much.

        Raises
        ------
        AnalysisError
            The sample allows no range.
        """
        if self.refusal or self.base is None:
            raise AnalysisError(
                f"No range may be given for {self.name}.",
                found=self.refusal,
                next_step="Print the share without a range, and why.",
            )
        left = 1.0
        if self.population is not None and self.base / self.population > LARGE_PART:
            left = (self.population - self.base) / (self.population - 1)
        return self.base / self.design_effect / left if left else float("inf")


@dataclass(frozen=True)
class AnswerShare:
    """Share of answers, with its range where one may be printed.

    Parameters
    ----------
    share
        0 to 1.
    sample
        Who answered.
    lower, upper, margin
        95% range and half its width at this share; None where none may be printed.
    range_name
        What the range must be called.
    refusal
        Why there is none; empty where there is one.
    basis
        Method, caveat, reference, parameters.
    """

    share: float
    sample: Sample
    lower: float | None
    upper: float | None
    margin: float | None
    range_name: str
    refusal: str
    basis: Basis


@dataclass(frozen=True)
class ShareGap:
    """Difference of two shares.

    Parameters
    ----------
    difference
        First less second, -1 to 1.
    lower, upper, p
        95% range, and the two-sided p-value from the same standard error; None where none
        may be printed.
    refusal
        Why there is none; empty where there is one.
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    difference: float
    lower: float | None
    upper: float | None
    p: float | None
    refusal: str
    basis: Basis

    @property
    def is_clear(self) -> bool:
        """Whether the range leaves out no difference."""
        return self.lower is not None and self.upper is not None and self.lower * self.upper > 0


@dataclass(frozen=True)
class BaselessChange:
    """Change of a share whose base is not published.

    Parameters
    ----------
    points
        Later less earlier, in percentage points.
    years
        Time between the two, more than 0.
    is_called_a_change
        Whether it may be: six points a year or more.
    basis
        Method, caveat, reference.
    """

    points: float
    years: float
    is_called_a_change: bool
    basis: Basis


def share_of_answers(share: float, sample: Sample) -> AnswerShare:
    """A share of answers with its 95% range, called what the sample allows.

    Answers "how sure are we of this percentage?". For two shares use `gap_between_groups`
    or `gap_in_one_sample`: two ranges that overlap can still differ clearly.

    Parameters
    ----------
    share
        Weighted share, 0 to 1.
    sample
        Who answered.

    Returns
    -------
    AnswerShare
        The share, its range and what the range is called; or why there is none.

    Raises
    ------
    AnalysisError
        The share is not from 0 to 1.

    Notes
    -----
    Sampling error only. Who does not answer, and how a question is put, can move a share by
    more, and no range shows it.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22; Kish (1965), Survey
    Sampling.

    Examples
    --------
    >>> found = share_of_answers(0.5, Sample("residents' survey", "probability", 1_104))
    >>> round(100 * found.margin, 2), found.range_name
    (2.95, 'margin of error')
    """
    _check_shares(share)
    if sample.refusal:
        basis = _basis(sample.refusal, "no range: " + sample.refusal)
        return AnswerShare(share, sample, None, None, None, "", sample.refusal, basis)
    base = sample.effective_base
    if base == float("inf"):  # everybody answered
        lower, upper = share, share
    else:
        lower, upper = share_interval(share * base, base)
    return AnswerShare(
        share=share,
        sample=sample,
        lower=lower,
        upper=upper,
        margin=Z * sqrt(share * (1 - share) / base),
        range_name=RANGE_NAMES[sample.kind],
        refusal="",
        basis=_basis(
            "Wilson interval on the effective base",
            "Sampling error only: not answering and wording can matter more.",
            effective_base=base,
        ),
    )


def gap_between_groups(
    share: float, sample: Sample, other_share: float, other_sample: Sample
) -> ShareGap:
    """Difference of shares of two groups, who are different people.

    Answers "do these groups answer differently?", or the same question asked of two
    samples in two years.

    Parameters
    ----------
    share, other_share
        Weighted shares, 0 to 1.
    sample, other_sample
        The groups, each with its own base and design effect.

    Returns
    -------
    ShareGap
        First less second with its 95% range; or why there is none.

    Raises
    ------
    AnalysisError
        A share is not from 0 to 1.

    Notes
    -----
    The margin of the whole sample does not apply to its groups: two halves of 640 have
    ±7.7 points on their gap.

    References
    ----------
    Kish (1965), Survey Sampling, chapter 2.

    Examples
    --------
    >>> half = Sample("half of 640", "probability", 320)
    >>> gap = gap_between_groups(0.5, half, 0.5, half)
    >>> round(100 * gap.upper, 1)
    7.7
    """
    _check_shares(share, other_share)
    refusal = sample.refusal or other_sample.refusal
    variance = 0.0
    if not refusal:
        variance = share * (1 - share) / sample.effective_base
        variance += other_share * (1 - other_share) / other_sample.effective_base
    return _gap(share - other_share, variance, refusal, "difference of shares of two groups")


def gap_in_one_sample(
    share: float, other_share: float, sample: Sample, *, both: float | None = None
) -> ShareGap:
    """Difference of two shares of the same people.

    Answers "was this named clearly more often than that?".

    Parameters
    ----------
    share, other_share
        Weighted shares, 0 to 1.
    sample
        Who answered.
    both
        Share who named both, where they could name more than one thing; None takes 0,
        which is right for one answer each and makes the range too wide otherwise.

    Returns
    -------
    ShareGap
        First less second with its 95% range; or why there is none.

    Raises
    ------
    AnalysisError
        A share is not from 0 to 1, or more named both than either.

    Notes
    -----
    People who name both tell nothing of the gap; leaving them out of the variance is what
    `both` does.

    References
    ----------
    Kish (1965), Survey Sampling, chapter 12.

    Examples
    --------
    >>> gap = gap_in_one_sample(0.48, 0.29, Sample("residents", "probability", 1_104))
    >>> [round(100 * end) for end in (gap.lower, gap.difference, gap.upper)]
    [14, 19, 24]
    """
    _check_shares(share, other_share, both or 0.0)
    if both is not None and (both > min(share, other_share) or share + other_share - both > 1):
        raise AnalysisError(
            "These shares cannot all be right.",
            expected="no more who named both than who named either, and no more than all",
            found=f"{share:g}, {other_share:g} and both {both:g}",
            next_step="Take all three from the same answers and weights.",
        )
    difference = share - other_share
    variance = 0.0
    if not sample.refusal:
        spread = share + other_share - 2 * (both or 0.0) - difference**2
        variance = max(0.0, spread) / sample.effective_base
    return _gap(difference, variance, sample.refusal, "difference of two shares of one sample")


def change_without_base(before: float, after: float, *, years: float) -> BaselessChange:
    """Change of a published share whose number of answers is not published.

    Answers "is this worth calling a change?" where no range can be computed, as in the
    shared files of the Public Attitude Survey.

    Parameters
    ----------
    before, after
        Shares, 0 to 1.
    years
        Time between them, more than 0.

    Returns
    -------
    BaselessChange
        The change in points, and whether it may be called one.

    Raises
    ------
    AnalysisError
        A share is not from 0 to 1, or no time lies between.

    Notes
    -----
    A rule of thumb, not a test: with 640 answers a quarter, gaps under six points between
    two years are mostly chance.

    References
    ----------
    House rule: under six points a year is not called a change without a base.

    Examples
    --------
    >>> change_without_base(0.67, 0.61, years=2).is_called_a_change
    False
    """
    _check_shares(before, after)
    if not years > 0:
        raise AnalysisError(
            "No time lies between these two shares.",
            expected="more than 0 years",
            found=f"{years:g}",
            next_step="Compare two different periods.",
        )
    points = round(100 * (after - before), 9)  # 0.61 - 0.67 is not quite -0.06 to a computer
    return BaselessChange(
        points=points,
        years=years,
        is_called_a_change=abs(points) / years >= CALLED_A_CHANGE,
        basis=_basis("difference in points, untested", "The number who answered is not published."),
    )


def design_effect_of_weights(weights: Sequence[float]) -> float:
    """What unequal weights cost: variance over that of as many answers with equal ones.

    Answers "how many answers are these worth?": the number over this.

    Parameters
    ----------
    weights
        One for each answer of the group, 0 or more, not all 0.

    Returns
    -------
    float
        Kish's design effect, 1 or more.

    Raises
    ------
    AnalysisError
        There are no weights, one is negative, or all are 0.

    Notes
    -----
    The loss from weighting only; clustering of interviews costs more and is not in it.

    References
    ----------
    Kish (1965), Survey Sampling, chapter 11.

    Examples
    --------
    >>> round(design_effect_of_weights([0.5] * 40 + [1] * 40 + [2] * 20), 2)
    1.3
    """
    values = np.asarray(weights, dtype=float)
    if not values.size or not (values >= 0).all() or not values.sum() > 0:
        raise AnalysisError(
            "These weights have no design effect.",
            expected="weights of 0 or more, not all 0",
            found=f"{values.size} weights",
            next_step="Weight the answers first.",
        )
    return float(values.size * (values**2).sum() / values.sum() ** 2)


def ranks_side_by_side(
    concern: Mapping[str, float], incidents: Mapping[str, float]
) -> tuple[tuple[str, int, int], ...]:
    """Ranks of what people name and of what is recorded, beside each other.

    Answers "do concerns and records point the same way?". The two have different units, so
    there is no difference in points.

    Parameters
    ----------
    concern, incidents
        Shares who named it, and incidents recorded, by subject; only those in both count.

    Returns
    -------
    tuple
        (subject, rank of concern, rank of incidents), highest concern first.

    Notes
    -----
    Level subjects share the better rank.

    References
    ----------
    House rule: concern beside incidents, ranks only.

    Examples
    --------
    >>> ranks_side_by_side({"ASB": 0.48, "drugs": 0.3}, {"ASB": 900, "drugs": 2_500})
    (('ASB', 1, 2), ('drugs', 2, 1))
    """
    subjects = sorted(concern.keys() & incidents.keys(), key=lambda one: (-concern[one], one))
    return tuple((one, _rank(one, concern, subjects), _rank(one, incidents, subjects))
                 for one in subjects)  # fmt: skip


def _rank(subject: str, values: Mapping[str, float], subjects: Sequence[str]) -> int:
    return 1 + sum(values[other] > values[subject] for other in subjects)


def _gap(difference: float, variance: float, refusal: str, method: str) -> ShareGap:
    from scipy.special import ndtr

    if refusal:
        return ShareGap(difference, None, None, None, refusal, _basis(method, refusal))
    error = sqrt(variance)
    reach = Z * error
    basis = Basis(
        method=method,
        null="the two shares are the same",
        sidedness="two-sided",
        caveat="Sampling error only: not answering and wording can matter more.",
        reference="Kish (1965), Survey Sampling",
        parameters={"standard_error": error, "confidence": CONFIDENCE},
    )
    p = float(2 * ndtr(-abs(difference) / error)) if error else float(difference == 0)
    return ShareGap(difference, difference - reach, difference + reach, p, "", basis)


def _basis(method: str, caveat: str, **parameters: float) -> Basis:
    return Basis(
        method=method,
        caveat=caveat,
        reference="Kish (1965), Survey Sampling",
        parameters={**parameters, "confidence": CONFIDENCE},
    )


def _check_shares(*shares: float) -> None:
    wrong = [share for share in shares if not 0 <= share <= 1]
    if wrong:
        raise AnalysisError(
            "A share is out of range.",
            expected="0 to 1: 0.48 for 48%",
            found=", ".join(f"{share:g}" for share in wrong),
            next_step="Divide per cents by 100.",
        )
