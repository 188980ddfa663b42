"""Levels of a series, and the changes between them, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.analysis.basis import Basis
from wardmote.analysis.breaks import Break
from wardmote.analysis.months import Period


@dataclass(frozen=True)
class LevelChange:
    """One month in which a new level began.

    Parameters
    ----------
    month
        First month of the new level.
    earliest, latest
        95% interval of that month.
    ratio
        New level over old, the season taken out.
    known
        A known event within the interval, reported before any other reason; or None.
    before, after
        Typical count in 30.4 days of the level that ended and of the one that began.
    or_earlier, or_later
        Whether the interval ends where a level would be shorter than a year, so that the change
        may lie beyond it.
    """

    month: date
    earliest: date
    latest: date
    ratio: float
    known: Break | None
    before: float
    after: float
    or_earlier: bool = False
    or_later: bool = False


@dataclass(frozen=True)
class Level:
    """One stretch between changes.

    Parameters
    ----------
    period
        Its months.
    typical_month
        Typical count in 30.4 days, the season taken out.
    """

    period: Period
    typical_month: float


@dataclass(frozen=True)
class GradualChange:
    """A straight line (of the logarithm) that fits as well as steps.

    Parameters
    ----------
    period
        The months told of: the longest stretch without a known change of recording.
    first, last
        Typical count in 30.4 days at the start and at the end, the season taken out.
    """

    period: Period
    first: float
    last: float


@dataclass(frozen=True)
class ChangePoints:
    """The changes of level found in a series.

    Parameters
    ----------
    changes
        In order of date; none where the level did not clearly change.
    levels
        The stretches between them.
    gradual
        A line that fits as well, which is then said in place of the steps; or None.
    given
        Known changes of recording, boundary or system inside the series: levels on both sides
        of one are not compared, whatever they are.
    p
        How often noise alone offers a first step as good; None where no level could be a year
        long. In a family of series it is adjusted like any other (`benjamini_hochberg`).
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    changes: tuple[LevelChange, ...]
    levels: tuple[Level, ...]
    gradual: GradualChange | None
    given: tuple[Break, ...]
    p: float | None
    basis: Basis
