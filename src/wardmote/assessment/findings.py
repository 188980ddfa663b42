"""Findings: what an assessment says, each with its numbers, its test and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.analysis.change import Change
from wardmote.analysis.verbs import ALLOWED, Polarity, Verdict, Wording
from wardmote.analysis.verdicts import JudgedChange
from wardmote.assessment.measures import Measure
from wardmote.errors import AnalysisError


@dataclass(frozen=True)
class FileRows:
    """Rows of one file behind a finding."""

    sha256: str
    rows: int


@dataclass(frozen=True)
class Finding:
    """One statement about one measure in one area: two years' counts, and what they show.

    Parameters
    ----------
    id
        Stable between assessments: ``change-burglary``.
    measure
        What was counted.
    area_code, area_name
        Where.
    series
        Source/kind that it was counted from.
    judged
        The two counts, the test and its verdict.
    months
        First month of the earlier year, last of the later.
    rows_behind
        Files, and rows of each, that the two counts are made of.
    counted
        What those rows add up to.
    rate_per_1000
        Of the later year, for each thousand residents.
    must_say
        Words that must stand beside it, because siblings moved the other way; else empty.
    may_be_a_label
        Whether those siblings are labels that cases are known to move between.

    Raises
    ------
    AnalysisError
        The rows behind it do not add up to its counts: it cannot be traced.
    """

    id: str
    measure: Measure
    area_code: str
    area_name: str
    series: str
    judged: JudgedChange
    months: tuple[date, date]
    rows_behind: tuple[FileRows, ...]
    counted: int
    rate_per_1000: float | None = None
    must_say: str = ""
    may_be_a_label: bool = False

    def __post_init__(self) -> None:
        if self.counted != self.after + (self.before or 0):
            raise AnalysisError(
                f"The counts of {self.measure.title} do not agree with the rows behind them.",
                expected=f"{self.counted:,} from the rows",
                found=f"{self.after + (self.before or 0):,} from the cube",
                next_step="Report this: it is a fault of the software.",
            )

    @property
    def change(self) -> Change:
        """The two years compared."""
        return self.judged.change

    @property
    def before(self) -> int | None:
        """Count of the earlier year."""
        return self.change.before

    @property
    def after(self) -> int:
        """Count of the later year."""
        return self.change.after

    @property
    def verdict(self) -> Verdict:
        """What may be said of it.

        The test's verdict; but where labels that cases move between take a rise or fall back,
        it may be no more than another label, and that cannot be told from the counts.
        """
        if self.may_be_a_label and self.judged.verdict in (Verdict.ROSE, Verdict.FELL):
            return Verdict.CANNOT_SAY
        return self.judged.verdict

    @property
    def because(self) -> str:
        """Why the verdict is what it is."""
        return self.must_say or self.judged.because

    @property
    def wording(self) -> Wording:
        """The words that its verdict and polarity allow."""
        return ALLOWED[self.verdict, Polarity(self.measure.polarity)]

    @property
    def is_judged(self) -> bool:
        """Whether more or fewer could be called better or worse at all."""
        return self.measure.is_judged

    @property
    def confidence(self) -> str:
        """How sure, in a word: from the test, not from an opinion."""
        if self.verdict in (Verdict.TOO_SHORT, Verdict.CANNOT_SAY):
            return "cannot say"
        if self.change.assumes_independence:
            return "low: few events"
        return "high" if self.verdict in (Verdict.ROSE, Verdict.FELL) else "moderate"
