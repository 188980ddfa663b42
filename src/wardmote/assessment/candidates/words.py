"""Because, how sure, and what is asked: the words of a candidate, from its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.candidates.scores import TOP_SCORE, ThemeScores
from wardmote.assessment.printed import said, subject
from wardmote.vocabulary.sentences import listed
from wardmote.vocabulary.themes import theme

FEW = 100  # records of a year: below it no percentage stands on the first page (product.md 2.1)
MOST_NAMED = 2  # findings in one reason; the rest are in the chapter

RULE = (
    "Each theme is scored from 0 to 4 on trend, volume and concentration, and ordered by the sum. "
    "Trend: by how much it grew at least (the lower end of the likely range of each clear rise, "
    "as a share of the theme). Volume: how many other themes have fewer records. Concentration: "
    "the share of the top places beyond what chance gives them. A percentage alone never decides, "
    "and what is not judged never counts for having risen. Harm and people's views are not in it."
)
"""What stands beside the list wherever it is printed."""


@dataclass(frozen=True)
class Reason:
    """One reason for a candidate.

    Parameters
    ----------
    text
        A sentence.
    findings
        Ids of the findings that it rests on.
    """

    text: str
    findings: tuple[str, ...]


def reasons_of(scores: ThemeScores, themes: int) -> tuple[Reason, ...]:
    """Why a theme is proposed, the strongest first.

    Parameters
    ----------
    scores
        Of the theme.
    themes
        How many themes were scored.
    """
    reasons = [
        (scores.trend or 0, _trend(scores)),
        (scores.concentration or 0, _places(scores)),
        (scores.volume_score, _volume(scores, themes)),
    ]
    given = [(score, reason) for score, reason in reasons if score and reason]
    return tuple(reason for _, reason in sorted(given, key=lambda pair: -pair[0]))


def confidence_of(scores: ThemeScores, also_shown_by: Sequence[str]) -> str:
    """How sure, in words: what the proposal rests on, never how bad it is.

    Parameters
    ----------
    scores
        Of the theme.
    also_shown_by
        Other evidence that shows the same, in words: "hospital admissions".
    """
    if not scores.judged:
        return "Low: counted and not judged; more records can mean more police work or more trust"
    if scores.volume < FEW:
        return f"Low: fewer than {FEW} records in a year"
    if all(one.verdict in (Verdict.TOO_SHORT, Verdict.CANNOT_SAY) for one in scores.judged):
        return "Low: no change could be tested"
    if also_shown_by:
        return f"High: tested, and also shown by {listed(list(also_shown_by))}"
    return "Moderate: tested, from one source of records"


def asked_of(scores: ThemeScores) -> str:
    """What the Board is asked to do with it.

    Examples
    --------
    >>> asked_of(ThemeScores("drugs", (), 10, 0, 0.0, None, 4.0, None))
    'Decide whether drugs should be a priority, on other evidence than these counts.'
    """
    title = theme(scores.theme).title
    name = title[0].lower() + title[1:]
    if not scores.judged:
        return f"Decide whether {name} should be a priority, on other evidence than these counts."
    if scores.concentration and scores.places:
        number = scores.places[1].whole_places
        where = f"{number} small areas" if number > 1 else "one small area"
        return f"Decide whether {name} should be a priority, and whether to start in {where}."
    return f"Decide whether {name} should be a priority."


def _trend(scores: ThemeScores) -> Reason | None:
    worse = scores.worse
    if not worse:
        return None
    named = worse[:MOST_NAMED]
    text = "; ".join(f"{subject(one)} {said(one)}" for one in named)
    more = f"; {len(worse) - len(named)} more went the same way" if len(worse) > len(named) else ""
    return Reason(f"{text}{more}{_least(scores)}.", tuple(one.id for one in worse))


def _least(scores: ThemeScores) -> str:
    """What all of them come to at the near end of their likely ranges."""
    if not scores.least_more:
        return ""
    ways = {one.verdict for one in scores.worse}
    more = {Verdict.ROSE: " more", Verdict.FELL: " fewer"}[ways.pop()] if len(ways) == 1 else ""
    together = "together " if len(scores.worse) > 1 else ""
    return f"; {together}at least {scores.least_more:,}{more} a year"


def _volume(scores: ThemeScores, themes: int) -> Reason:
    below = round(scores.volume_score / TOP_SCORE * (themes - 1))
    recorded = sum(one.after for one in scores.findings)
    compared = f"; by volume above {below} of the {themes - 1} other themes" if themes > 1 else ""
    return Reason(
        f"{recorded:,} recorded in twelve months{compared}.",
        tuple(one.id for one in scores.findings),
    )


def _places(scores: ThemeScores) -> Reason | None:
    if scores.places is None:
        return None
    of, found = scores.places
    name = subject(of)
    return Reason(
        f"{name}: {found.whole_places} of {found.places} small areas had "
        f"{_percent(found.whole_share)} of it; chance alone would give them up to "
        f"{_percent(found.chance_interval[1])}.",
        (of.id,),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
