"""Are two shares of answers different? And what people name, beside what is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.intervals import Z
from wardmote.analysis.surveys import Sample, check_shares, sampling_basis
from wardmote.errors import AnalysisError

CALLED_A_CHANGE = 6.0  # points a year, where files give no base


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
    check_shares(share, other_share)
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
    check_shares(share, other_share, both or 0.0)
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
    check_shares(before, after)
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
        basis=sampling_basis(
            "difference in points, untested", "The number who answered is not published."
        ),
    )


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
    return tuple(
        (one, _rank(one, concern, subjects), _rank(one, incidents, subjects)) for one in subjects
    )


def _rank(subject: str, values: Mapping[str, float], subjects: Sequence[str]) -> int:
    return 1 + sum(values[other] > values[subject] for other in subjects)


def _gap(difference: float, variance: float, refusal: str, method: str) -> ShareGap:
    from scipy.special import ndtr

    if refusal:
        return ShareGap(difference, None, None, None, refusal, sampling_basis(method, refusal))
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
