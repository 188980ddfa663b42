"""Trend, volume and concentration of a theme, each from 0 to 4, from its findings alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.analysis.concentration import Concentration
from wardmote.analysis.verbs import Polarity, Verdict
from wardmote.assessment.printed import PrintedFinding
from wardmote.vocabulary.themes import THEMES

TOP_SCORE = 4
PLACES = 9  # so that 1.2 less 1 reaches the anchor of 0.2
TREND_ANCHORS = (0.0, 0.05, 0.10, 0.20)
"""Least growth of the theme in a year: above the first scores 1, … from the last on 4. The
anchors are ours; the measure is that of statistics.md S11 (A11.1): the lower end of the
interval, since a test's z grows with volume and a percentage with smallness."""
CONCENTRATION_ANCHORS = (0.0, 0.10, 0.20, 0.30)
"""Share of incidents in the top places beyond what chance would give them, likewise."""


@dataclass(frozen=True)
class ThemeScores:
    """What the findings of one theme say, as numbers.

    Parameters
    ----------
    theme
        Id of the theme.
    findings
        Its whole categories, largest first; parts are not counted again.
    volume
        Records in the later year; of a category that is not judged, no more than in the year
        before, so that a rise of it never adds.
    least_more
        Records a year by which the theme got worse at least: over its categories that clearly
        did, the earlier count times the end of the interval that is nearest to no change.
    growth
        That, as a share of the earlier count of its judged categories.
    trend
        0 to 4; None where no category may be judged.
    volume_score
        0 to 4: share of the other themes that have fewer records.
    concentration
        0 to 4; None where it is not known.
    places
        Category that the concentration is of, and the concentration; None where not known.
    """

    theme: str
    findings: tuple[PrintedFinding, ...]
    volume: int
    least_more: int
    growth: float
    trend: int | None
    volume_score: float
    concentration: int | None
    places: tuple[PrintedFinding, Concentration] | None = None

    @property
    def total(self) -> float:
        """All three together, 0 to 12; what is not known adds nothing."""
        return (self.trend or 0) + self.volume_score + (self.concentration or 0)

    @property
    def judged(self) -> tuple[PrintedFinding, ...]:
        """Findings where more or fewer may be called better or worse."""
        return tuple(one for one in self.findings if one.is_judged)

    @property
    def worse(self) -> tuple[PrintedFinding, ...]:
        """Findings that clearly got worse."""
        return tuple(one for one in self.findings if got_worse(one))


def scores_of_themes(
    findings: Sequence[PrintedFinding], places: Mapping[str, Concentration] | None = None
) -> tuple[ThemeScores, ...]:
    """Scores of every theme that has findings, in the order of chapters.

    Answers "how much is there of it, is it clearly getting worse, and is it in few places?".

    Parameters
    ----------
    findings
        Of one assessment.
    places
        Category id to its concentration over small areas.

    Returns
    -------
    tuple of ThemeScores
        One for each theme.

    Notes
    -----
    It counts records: a theme that few report scores low whatever its harm. Harm and what
    people think are not in it, and are for people to add.

    References
    ----------
    statistics.md S11, on A11.1; statistics.md S9 for concentration beside chance.
    """
    whole = _whole_categories(findings)
    by_theme = {
        known.id: tuple(one for one in whole if one.theme == known.id)
        for known in THEMES
        if any(one.theme == known.id for one in whole)
    }
    volumes = {name: sum(map(_volume, mine)) for name, mine in by_theme.items()}
    ordered = sorted(volumes.values())
    return tuple(
        _scores(name, mine, volumes[name], _volume_score(volumes[name], ordered), places or {})
        for name, mine in by_theme.items()
    )


def got_worse(one: PrintedFinding) -> bool:
    """Whether it clearly moved the wrong way; never where there is no wrong way.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> values = {"id": "x", "theme": "drugs", "category": "drugs", "area": "E", "before": 100,
    ...     "after": 150, "verdict": "rose", "lower": 1.2, "ratio": 1.5, "upper": 1.9}
    >>> [got_worse(read_finding({**values, "polarity": one}))
    ...     for one in ("lower_better", "higher_better", "ambiguous")]
    [True, False, False]
    """
    wrong_way = {Polarity.LOWER_BETTER: Verdict.ROSE, Polarity.HIGHER_BETTER: Verdict.FELL}
    return wrong_way.get(one.polarity) is one.verdict


def least_worse(one: PrintedFinding) -> float:
    """Records by which a finding got worse at least: from the near end of its interval.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> round(least_worse(read_finding({"id": "x", "theme": "drugs", "category": "drugs",
    ...     "area": "E", "before": 100, "after": 150, "verdict": "rose",
    ...     "polarity": "lower_better", "lower": 1.2, "ratio": 1.5, "upper": 1.9})))
    20
    """
    near = one.lower if one.verdict is Verdict.ROSE else one.upper
    if not got_worse(one) or one.before is None or near is None:
        return 0.0
    return round(one.before * abs(near - 1), PLACES)


def _whole_categories(findings: Sequence[PrintedFinding]) -> list[PrintedFinding]:
    """Findings that are not parts of another one here: nothing is counted twice."""
    present = {one.category for one in findings}
    whole = [one for one in findings if one.part_of not in present]
    return sorted(whole, key=lambda one: (-one.after, one.id))


def _volume(one: PrintedFinding) -> int:
    if one.is_judged or one.before is None:
        return one.after
    return min(one.before, one.after)


def _volume_score(volume: int, ordered: Sequence[int]) -> float:
    others = len(ordered) - 1
    return TOP_SCORE * bisect_left(ordered, volume) / others if others else float(TOP_SCORE)


def _scores(
    name: str,
    findings: tuple[PrintedFinding, ...],
    volume: int,
    volume_score: float,
    places: Mapping[str, Concentration],
) -> ThemeScores:
    judged = [one for one in findings if one.is_judged]
    least = sum(map(least_worse, judged))
    earlier = sum(one.before or 0 for one in judged)
    growth = round(least / earlier, PLACES) if earlier else 0.0
    # Where something is not judged, it was found where police looked: its places say nothing.
    of = next(((one, places[one.category]) for one in judged if one.category in places), None)
    return ThemeScores(
        theme=name,
        findings=findings,
        volume=volume,
        least_more=int(least),
        growth=growth,
        trend=_anchored(growth, TREND_ANCHORS) if judged else None,
        volume_score=volume_score,
        concentration=_anchored(_beyond_chance(of[1]), CONCENTRATION_ANCHORS) if of else None,
        places=of,
    )


def _beyond_chance(found: Concentration) -> float:
    return round(found.whole_share - found.chance_interval[1], PLACES)


def _anchored(value: float, anchors: Sequence[float]) -> int:
    """How many anchors a value has passed; the first must be exceeded, the rest reached."""
    return 0 if value <= anchors[0] else 1 + sum(value >= anchor for anchor in anchors[1:])
