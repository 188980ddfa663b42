"""What is said of an indicator on a day: its figures, its status and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from wardmote.analysis.basis import Basis
from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan.records import Indicator

SUPPRESSED: Final = SYMBOL
TOO_SMALL: Final = "Its figures are too small to be printed, or would give one away."


class Rag(StrEnum):
    """Status of an indicator, in the order in which the rules are tried (statistics rule S8)."""

    NOT_RATED = "not_rated"
    RED = "red"
    GREEN = "green"
    AMBER_BEHIND = "amber_improving_but_behind"
    AMBER_AT_TARGET = "amber_at_target_not_distinguishable"
    AMBER_NO_CLEAR_CHANGE = "amber_no_clear_change"

    @property
    def words(self) -> str:
        """As pages print it: words as well as colour."""
        return _RAG_WORDS[self]

    @property
    def colour(self) -> str:
        """Colour that goes with the words: red, amber or green; empty where not rated."""
        return "" if self is Rag.NOT_RATED else self.value.partition("_")[0]


_RAG_WORDS: Final = {
    Rag.NOT_RATED: "Not rated",
    Rag.RED: "Red: worse than at the start",
    Rag.GREEN: "Green: better than at the start, and on the way to the aim",
    Rag.AMBER_BEHIND: "Amber: better than at the start, but behind the aim",
    Rag.AMBER_AT_TARGET: "Amber: at the aim, but not clearly different from the start",
    Rag.AMBER_NO_CLEAR_CHANGE: "Amber: no clear change",
}


class Difference(StrEnum):
    """Whether what was promised made a difference, in the promise tracker's words."""

    BETTER = "better"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSE = "worse"
    TOO_EARLY = "too_early"
    CANNOT_MEASURE = "cannot_measure"
    FIGURES_ONLY = "figures_only"

    @property
    def words(self) -> str:
        """As pages print it; nothing where the figures stand without a word."""
        return _DIFFERENCE_WORDS[self]


_DIFFERENCE_WORDS: Final = {
    Difference.BETTER: "Better",
    Difference.NO_CLEAR_CHANGE: "No clear change",
    Difference.WORSE: "Worse",
    Difference.TOO_EARLY: "Too early",
    Difference.CANNOT_MEASURE: "We cannot measure this",
    Difference.FIGURES_ONLY: "",
}


@dataclass(frozen=True)
class Point:
    """One figure of an indicator, as it may be printed.

    Parameters
    ----------
    period
        In words: "April to June 2026", "by 31 March 2029".
    ends
        Last day of it; None for an aim that is a direction alone.
    value, base
        The figure and how many were asked or counted from; None where suppressed or unknown.
    text
        What a page prints: "1,204", "48% of 1,104", or `SUPPRESSED`.
    starts
        First day of it; None for an aim.
    """

    period: str
    ends: date | None
    value: float | None
    base: int | None
    text: str
    starts: date | None = None

    @property
    def is_suppressed(self) -> bool:
        """Whether it is too small a number to be printed, or would give one away."""
        return self.text == SUPPRESSED

    def __str__(self) -> str:
        return f"{self.text} ({self.period})" if self.period else self.text


@dataclass(frozen=True)
class Tested:
    """The test of the change since the baseline.

    Parameters
    ----------
    change, lower, upper
        Ratio of later over earlier, or difference of two shares, with its 95% interval; an
        `upper` of None has no end.
    is_ratio
        Which of the two.
    p, adjusted_p
        Two-sided, alone and as one of the plan's indicators (Benjamini-Hochberg).
    family_size
        Indicators of the plan that were tested.
    basis
        Method, null, caveat, reference.
    """

    change: float | None
    lower: float
    upper: float | None
    is_ratio: bool
    p: float
    adjusted_p: float
    family_size: int
    basis: Basis

    @property
    def unchanged(self) -> float:
        """The change that is none: 1 for a ratio, 0 for a difference."""
        return 1.0 if self.is_ratio else 0.0

    @property
    def is_above(self) -> bool:
        """Whether the whole interval lies above no change."""
        return self.lower > self.unchanged

    @property
    def is_below(self) -> bool:
        """Whether the whole interval lies below no change."""
        return self.upper is not None and self.upper < self.unchanged


@dataclass(frozen=True)
class Rated:
    """What may be said of one indicator on a day.

    Parameters
    ----------
    indicator
        Which.
    rag
        Its status; print `Rag.words`, with the colour at most beside them.
    difference
        The tracker's word; print `said`.
    because
        Why, in a sentence with both figures.
    start, latest
        Baseline, and the newest figure of a period like the baseline's: those two may be put
        side by side. None where there is none.
    aim
        Next target, or the direction; None for an ambiguous measure.
    this_quarter, same_quarter_last_year
        Newest reading as it came, and the one of the same months a year before.
    last_12_months, previous_12
        Where every month or quarter of them is held.
    provider
        Body that gave the newest figure; empty for the evidence store.
    source
        Where the evidence store has it from, with its version; empty for readings.
    received_on
        Day on which the newest reading came; None for the evidence store.
    missing_since
        Last day for which there is a figure, where the next one is overdue; None otherwise.
    missing
        The same in words: "not received from Northshire Police since 30 June 2026".
    test
        What the status rests on; None where nothing was tested.
    remarks
        What a reader must know: known events, revised readings, what a test assumes.
    """

    indicator: Indicator
    rag: Rag
    difference: Difference
    because: str
    start: Point | None = None
    latest: Point | None = None
    aim: Point | None = None
    this_quarter: Point | None = None
    same_quarter_last_year: Point | None = None
    last_12_months: Point | None = None
    previous_12: Point | None = None
    provider: str = ""
    source: str = ""
    received_on: date | None = None
    missing_since: date | None = None
    missing: str = ""
    test: Tested | None = None
    remarks: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The tracker's word, with the reason where it cannot be measured.

        Nothing where the figures stand without a word.
        """
        if self.difference is Difference.CANNOT_MEASURE:
            reason = self.because[:1].lower() + self.because[1:]
            return f"{self.difference.words}, because {reason}"
        return self.difference.words
