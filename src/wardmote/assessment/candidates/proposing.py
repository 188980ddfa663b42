"""The rule: which themes are proposed as priorities, in which order, and which are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.analysis.concentration import Concentration
from wardmote.assessment.candidates.scores import ThemeScores, scores_of_themes
from wardmote.assessment.candidates.words import (
    RULE,
    Reason,
    asked_of,
    confidence_of,
    reasons_of,
)
from wardmote.assessment.printed import PrintedFinding
from wardmote.errors import AnalysisError, Fault
from wardmote.vocabulary.themes import theme

MOST = 4  # lines "for decision" on the first page (product.md 2.1)
LEAST_TREND, LEAST_CONCENTRATION, LEAST_VOLUME = 1, 2, 3
"""A theme is proposed if one of its scores reaches this. Ours, and for the Board to change."""
REMAINDERS = frozenset({"other_crime"})
"""Themes that hold what fits nowhere else: there is nothing to act on as one."""


@dataclass(frozen=True)
class CandidatePriority:
    """A machine's proposal that a theme should become a priority. Not a decision.

    It has no field for who decided, when or why, and nothing turns it into one: a decision is
    made by people, recorded as another type, and may leave every candidate out.

    Parameters
    ----------
    rank
        Place in the list, 1 first.
    theme
        Id of the theme.
    because
        Why, the strongest reason first, each with the findings that it rests on.
    confidence
        How sure, with why.
    asked
        What the Board is asked to do.
    scores
        The numbers behind the rank.

    Raises
    ------
    AnalysisError
        It has no reason, or its rank is not 1 or more.
    """

    rank: int
    theme: str
    because: tuple[Reason, ...]
    confidence: str
    asked: str
    scores: ThemeScores

    def __post_init__(self) -> None:
        problems = [
            (self.rank < 1, "its rank is not 1 or more"),
            (not self.because, "it has no reason"),
        ]
        wrong = [Fault(self.theme, problem) for is_wrong, problem in problems if is_wrong]
        if wrong:
            raise AnalysisError(
                "A theme cannot be proposed.",
                faults=wrong,
                next_step="Report this: it is a fault of the software.",
            )

    @property
    def title(self) -> str:
        """Title of the theme."""
        return theme(self.theme).title

    @property
    def limbs(self) -> frozenset[str]:
        """Limbs of section 6 that the theme serves."""
        return theme(self.theme).limbs

    @property
    def findings(self) -> tuple[str, ...]:
        """Ids of all findings that it rests on, each once."""
        return tuple(dict.fromkeys(one for reason in self.because for one in reason.findings))


@dataclass(frozen=True)
class NotProposed:
    """A theme that was looked at and not proposed, and why.

    Parameters
    ----------
    theme
        Id of the theme.
    why
        In a sentence.
    scores
        Its numbers.
    """

    theme: str
    why: str
    scores: ThemeScores


@dataclass(frozen=True)
class Proposals:
    """Every theme that was looked at: those proposed, in order, and the rest.

    Parameters
    ----------
    candidates
        In the order of the rule.
    others
        Considered and not proposed; for partners, not for the public page.
    rule
        By what they were ordered, in words.
    """

    candidates: tuple[CandidatePriority, ...]
    others: tuple[NotProposed, ...]
    rule: str = RULE


def propose_priorities(
    findings: Sequence[PrintedFinding],
    *,
    places: Mapping[str, Concentration] | None = None,
    also_shown_by: Mapping[str, Sequence[str]] | None = None,
    most: int = MOST,
) -> Proposals:
    """Themes that the findings would put to the Board, by one stated rule.

    Answers "what does the evidence alone suggest to talk about first?". It proposes; people
    score harm, hear residents and decide.

    Parameters
    ----------
    findings
        Of one assessment, parts of categories among them.
    places
        Category id to its concentration over small areas, for those that have one.
    also_shown_by
        Theme id to other evidence that shows the same, in words.
    most
        How many may be proposed, 1 or more.

    Returns
    -------
    Proposals
        Candidates by the sum of their scores, then by trend, by volume, and by the order of
        chapters; and every other theme with why it is not among them.

    Notes
    -----
    It misleads where harm is rare or hidden: domestic abuse, exploitation and hate leave few
    records and rank low. A category that is not judged, such as drugs, counts at no more than
    its earlier level, so it is never proposed because it rose.

    References
    ----------
    statistics.md S11 on A11.1: trend from the lower end of the interval, not from z.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> risen = read_finding({"id": "change-burglary", "theme": "neighbourhood_crime",
    ...     "category": "burglary", "area": "E06999001", "verdict": "rose",
    ...     "polarity": "lower_better", "before": 1000, "after": 1200,
    ...     "lower": 1.08, "ratio": 1.2, "upper": 1.33})
    >>> found = propose_priorities([risen]).candidates[0]
    >>> found.title, found.scores.trend, found.scores.least_more
    ('Neighbourhood crime', 2, 80)
    """
    scored = scores_of_themes(findings, places)
    order = {one.theme: number for number, one in enumerate(scored)}
    ranked = sorted(scored, key=lambda one: (*_rank(one), order[one.theme]))
    worthy = [one for one in ranked if _why_not(one) == ""]
    shown_by = also_shown_by or {}
    candidates = tuple(
        CandidatePriority(
            rank=rank,
            theme=one.theme,
            because=reasons_of(one, len(scored)),
            confidence=confidence_of(one, shown_by.get(one.theme, ())),
            asked=asked_of(one),
            scores=one,
        )
        for rank, one in enumerate(worthy[:most], 1)
    )
    below = f"It comes after the first {most}."
    others = tuple(
        NotProposed(one.theme, _why_not(one) or below, one)
        for one in ranked
        if one not in worthy[:most]
    )
    return Proposals(candidates, others)


def _rank(one: ThemeScores) -> tuple[float, int, int]:
    return -one.total, -(one.trend or 0), -one.volume


def _why_not(one: ThemeScores) -> str:
    if one.theme in REMAINDERS:
        return "It holds what fits nowhere else."
    enough = (
        (one.trend or 0) >= LEAST_TREND
        or (one.concentration or 0) >= LEAST_CONCENTRATION
        or one.volume_score >= LEAST_VOLUME
    )
    if enough:
        return ""
    if not one.judged:
        return "It is counted and not judged, and it is not among the largest."
    return "It did not clearly get worse, is not among the largest, and is not in few places."
