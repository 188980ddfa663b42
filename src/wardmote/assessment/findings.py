"""Findings: what an assessment says, each with its numbers, its test and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.analysis.change import JudgedChange
from wardmote.errors import AnalysisError
from wardmote.vocabulary.categories import Category


@dataclass(frozen=True)
class FileRows:
    """Rows of one file behind a finding."""

    sha256: str
    rows: int


@dataclass(frozen=True)
class Finding:
    """One statement about one category of recorded crime or incident in one area.

    Parameters
    ----------
    id
        Stable between assessments: ``change-burglary``.
    category
        What was recorded.
    area_code
        Where.
    judged
        The two counts, the test and its verdict.
    months
        First month of the earlier year, last of the later.
    rows_behind
        Files, and rows of each, that the two counts are made of.
    residents
        People living in the area, for the rate; None where no population is held.
    rate_per_1000
        Of the later year.

    Raises
    ------
    AnalysisError
        The rows behind it do not add up to its counts: it cannot be traced.
    """

    id: str
    category: Category
    area_code: str
    judged: JudgedChange
    months: tuple[date, date]
    rows_behind: tuple[FileRows, ...]
    counted: int
    rate_per_1000: float | None = None

    def __post_init__(self) -> None:
        if self.counted != self.after + (self.before or 0):
            raise AnalysisError(
                f"The counts of {self.category.title} do not agree with the rows behind them.",
                expected=f"{self.counted:,} from the rows",
                found=f"{self.after + (self.before or 0):,} from the cube",
                next_step="Report this: it is a fault of the software.",
            )

    @property
    def before(self) -> int | None:
        """Count of the earlier year."""
        return self.judged.change.before

    @property
    def after(self) -> int:
        """Count of the later year."""
        return self.judged.change.after

    @property
    def verdict(self) -> str:
        """What the test lets us say."""
        return str(self.judged.verdict)

    @property
    def is_judged(self) -> bool:
        """Whether more or fewer could be called better or worse at all."""
        return self.category.polarity != "ambiguous"
