"""Which changes may be called a rise or a fall? One verdict each, over a family of tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analysis.change import Change
from wardmote.analysis.families import CLEAR, benjamini_hochberg
from wardmote.analysis.verbs import Verdict

LEAST_CHANGE = 0.03  # a clear change smaller than this is of no use to anyone
LITTLE = 0.05  # "little changed": the whole interval lies this close to no change


@dataclass(frozen=True)
class JudgedChange:
    """A change with its verdict, as one of a family of tests.

    Parameters
    ----------
    change
        The comparison.
    verdict
        What may be said of it.
    because
        Why, in words for the analyst.
    adjusted_p
        p after Benjamini-Hochberg over the family, or None where not tested.
    family
        What the family is: one measure and period, all categories by areas of one level.
    family_size
        Tests in it.
    """

    change: Change
    verdict: Verdict
    because: str
    adjusted_p: float | None
    family: str
    family_size: int


def judge_family(changes: Sequence[Change], *, family: str = "") -> tuple[JudgedChange, ...]:
    """Verdicts on all changes of one measure and period together.

    Answers "which of these may be called a rise or a fall, when so many were looked at?".
    Give it every test of the edition's measure and period, all categories by areas of one
    level, not those of one chapter.

    Parameters
    ----------
    changes
        Every change that was looked at.
    family
        What they have in common, in words.

    Returns
    -------
    tuple
        One verdict for each change, in the order given.

    Notes
    -----
    Changes that a break forbids are not tests, and do not make the others look better.
    "No clear change" is not "unchanged": the series may have moved by anything in the
    interval.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.analysis.change import compare_years
    >>> from wardmote.analysis.months import months_from
    >>> months = months_from(date(2024, 3, 1), 24)
    >>> doubled = compare_years([10] * 12 + [20] * 12, months)
    >>> steady = compare_years([10] * 24, months)
    >>> [str(judged.verdict) for judged in judge_family([doubled, steady])]
    ['rose', 'no_clear_change']
    """
    tested = [change.p for change in changes if change.p is not None]
    adjusted = iter(benjamini_hochberg(tested))
    return tuple(
        _judge(change, None if change.p is None else next(adjusted), family, len(tested))
        for change in changes
    )


def _judge(change: Change, adjusted_p: float | None, family: str, family_size: int) -> JudgedChange:
    verdict, because = _verdict(change, adjusted_p, family_size)
    return JudgedChange(change, verdict, because, adjusted_p, family, family_size)


def _verdict(change: Change, adjusted_p: float | None, size: int) -> tuple[Verdict, str]:
    if adjusted_p is None or change.lower is None:
        verdict = Verdict.TOO_SHORT if change.too_short else Verdict.CANNOT_SAY
        return verdict, change.refusal
    upper = np.inf if change.upper is None else change.upper
    ratio = np.inf if change.ratio is None else change.ratio
    alone = change.leaves_out_no_change
    if alone and adjusted_p < CLEAR and abs(ratio - 1) >= LEAST_CHANGE:
        verdict = Verdict.ROSE if ratio > 1 else Verdict.FELL
        among = f" and it is clear among {size} tests" if size > 1 else ""
        return verdict, f"the likely range leaves out no change{',' if among else ''}{among}"
    if change.lower >= 1 - LITTLE and upper <= 1 + LITTLE:
        return Verdict.LITTLE_CHANGED, "the whole likely range lies within 5% of no change"
    if alone and adjusted_p >= CLEAR:
        return Verdict.NO_CLEAR_CHANGE, f"clear by itself, but not as one of {size} tests"
    if alone:
        return Verdict.NO_CLEAR_CHANGE, "clear, but smaller than 3%"
    return Verdict.NO_CLEAR_CHANGE, "the difference is within the swings that this series shows"
