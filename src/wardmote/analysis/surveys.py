"""How sure is a share of answers? No base, no interval. For two shares: `share_gaps`."""

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


def share_of_answers(share: float, sample: Sample) -> AnswerShare:
    """A share of answers with its 95% range, called what the sample allows.

    Answers "how sure are we of this percentage?". For two shares use
    `share_gaps`: two ranges that overlap can still differ clearly.

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
    check_shares(share)
    if sample.refusal:
        basis = sampling_basis(sample.refusal, "no range: " + sample.refusal)
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
        basis=sampling_basis(
            "Wilson interval on the effective base",
            "Sampling error only: not answering and wording can matter more.",
            effective_base=base,
        ),
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


def sampling_basis(method: str, caveat: str, **parameters: float) -> Basis:
    """What a share of answers rests on."""
    return Basis(
        method=method,
        caveat=caveat,
        reference="Kish (1965), Survey Sampling",
        parameters={**parameters, "confidence": CONFIDENCE},
    )


def check_shares(*shares: float) -> None:
    """Refuse shares that are not from 0 to 1."""
    wrong = [share for share in shares if not 0 <= share <= 1]
    if wrong:
        raise AnalysisError(
            "A share is out of range.",
            expected="0 to 1: 0.48 for 48%",
            found=", ".join(f"{share:g}" for share in wrong),
            next_step="Divide per cents by 100.",
        )
