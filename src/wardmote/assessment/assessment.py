"""One assessment: what was found about one area, as at a date, from one evidence version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.series import Series
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.registers import HeldFile
from wardmote.places.areas import AreaSet
from wardmote.places.residents import Residents
from wardmote.vocabulary.breaks import Break
from wardmote.vocabulary.months import month_of, shift_month


@dataclass(frozen=True)
class WardLevel:
    """Recorded crime and incidents of one ward in the later year."""

    code: str
    name: str
    count: int
    residents: int | None

    @property
    def rate_per_1000(self) -> float | None:
        """For each thousand residents; None where no population is held."""
        return 1000 * self.count / self.residents if self.residents else None


@dataclass(frozen=True)
class Assessment:
    """Everything that the pages of an assessment say, before it is composed.

    Parameters
    ----------
    partnership_name, area, is_invented
        Whose, and where.
    as_of
        Date that it stands for.
    evidence_version, software
        What it was made from, and by.
    series
        The series that levels and changes come from, and why that one.
    findings
        One a category, largest first.
    total
        Every category together, tested like the others but not one of their family.
    wards
        Levels by ward, or empty where wards are not known.
    ward_boundaries
        Outlines of the wards, or None.
    ward_rows
        Files behind the ward levels.
    not_in_wards
        Records of the area whose ward is not known.
    unplaced
        Rows of the force without any place, by category.
    residents
        Of the area, with the year that they are of; None where none are held.
    residents_rows
        Files behind the residents.
    breaks
        Known events that touch the months shown.
    files
        Files held, by SHA-256.
    scope_notes
        What the series does not cover, in sentences.
    """

    partnership_name: str
    area: PartnershipArea
    is_invented: bool
    as_of: date
    evidence_version: str
    software: str
    series: Series
    findings: tuple[Finding, ...]
    total: Finding
    wards: tuple[WardLevel, ...]
    ward_boundaries: AreaSet | None
    ward_rows: tuple[FileRows, ...]
    not_in_wards: int
    unplaced: Mapping[str, int]
    residents: Residents | None
    residents_rows: tuple[FileRows, ...]
    breaks: tuple[Break, ...]
    files: Mapping[str, HeldFile]
    scope_notes: tuple[str, ...] = ()
    contact: str = ""
    accent: str = "#12436D"

    @property
    def last_month(self) -> date:
        """Last whole month of the series."""
        return self.series.months[-1]

    @property
    def year_start(self) -> date:
        """First month of the later year."""
        return shift_month(month_of(self.last_month), -11)
