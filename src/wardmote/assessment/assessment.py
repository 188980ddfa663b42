"""One assessment: what was found about one area, as at a date, from one evidence version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.analysis.contribution import Contributions
from wardmote.analysis.limits import Signals
from wardmote.analysis.rates import Rate
from wardmote.assessment.around import Around
from wardmote.assessment.compared import Compared
from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.levels import LevelFound
from wardmote.assessment.partners import PartnerRecords
from wardmote.assessment.patterns import SeasonFound
from wardmote.assessment.people import People
from wardmote.assessment.places_found import ConcentrationFound, WardLevel
from wardmote.assessment.powers import PowersFound
from wardmote.assessment.series import Series, SeriesSet
from wardmote.assessment.unplaced import Unplaced
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.registers import HeldFile
from wardmote.places.areas import AreaSet
from wardmote.vocabulary.breaks import Break


def assessment_id(as_of: date, evidence_version: str) -> str:
    """Id of an assessment: its date and what it was made from, as its folder is called.

    Examples
    --------
    >>> assessment_id(date(2026, 11, 22), "v000003")
    '2026-11-22-v000003'
    """
    return f"{as_of.isoformat()}-{evidence_version}"


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
    series_set
        The series that levels and changes come from, and why those.
    findings
        One a category or part: categories first, largest first, each followed by its parts.
    total
        Everything of the crime series together, tested by itself.
    rates
        Rate of the later year of each finding, by its id; empty where no residents are held.
    seasons, signals
        Patterns in time.
    levels
        When the level of each category changed, over all the months held.
    wards
        Levels by ward, in order of name; empty where wards are not known.
    ward_boundaries
        Outlines of the wards, or None.
    ward_rows
        Files behind the ward levels.
    not_in_wards
        Records of the area whose ward is not known.
    moved_by_ward, moved_by_category
        What the change of the total is made of, summing exactly to it.
    concentrations
        How far things are concentrated over LSOAs.
    lsoa_rows
        Files behind the concentrations.
    compared
        The area beside the other districts of its force, or None.
    powers
        Stop and search, or None where none is placed in the area.
    partners
        What partners' own records show, as far as it may be told.
    people
        The area's residents, households and deprivation, as far as they are held.
    around
        The statutory check, candidate priorities, commentary and explanations.
    unplaced
        Rows of the force without any place in both years, by category.
    breaks
        Known events that touch the months shown.
    files
        Files held, by SHA-256.
    scope_notes
        What the series do not cover, in sentences.
    """

    partnership_name: str
    area: PartnershipArea
    is_invented: bool
    as_of: date
    evidence_version: str
    software: str
    series_set: SeriesSet
    findings: tuple[Finding, ...]
    total: Finding
    rates: Mapping[str, Rate]
    seasons: tuple[SeasonFound, ...]
    signals: Signals
    levels: tuple[LevelFound, ...]
    wards: tuple[WardLevel, ...]
    ward_boundaries: AreaSet | None
    ward_rows: tuple[FileRows, ...]
    not_in_wards: int
    moved_by_ward: Contributions | None
    moved_by_category: Contributions | None
    concentrations: tuple[ConcentrationFound, ...]
    lsoa_rows: tuple[FileRows, ...]
    compared: Compared | None
    powers: PowersFound | None
    partners: PartnerRecords
    people: People
    around: Around
    unplaced: Unplaced
    breaks: tuple[Break, ...]
    files: Mapping[str, HeldFile]
    scope_notes: tuple[str, ...] = ()
    contact: str = ""
    accent: str = "#12436D"

    @property
    def id(self) -> str:
        """Its id, as its folder is called."""
        return assessment_id(self.as_of, self.evidence_version)

    @property
    def series(self) -> Series:
        """The series of recorded crime."""
        return self.series_set.crime

    @property
    def last_month(self) -> date:
        """Last whole month of the newest series used."""
        return max(one.months[-1] for one in self.series_set.used)

    @property
    def categories(self) -> tuple[Finding, ...]:
        """Findings about whole categories, largest first."""
        return tuple(one for one in self.findings if one.measure.is_category)

    def parts_of(self, finding: Finding) -> tuple[Finding, ...]:
        """Findings about the parts of a category, in their order."""
        ids = {finding.measure.id}
        found = []
        for one in self.findings:
            if one.measure.parent in ids:
                ids.add(one.measure.id)
                found.append(one)
        return tuple(found)
