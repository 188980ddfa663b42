"""What is kept in a partnership's folder, read as it is asked for. Nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from wardmote.configuration import FILE, Partnership, read_partnership
from wardmote.errors import ConfigurationError

if TYPE_CHECKING:
    from wardmote.assessment.duties import DutyEvidence
    from wardmote.assessment.since import PrintedAssessment
    from wardmote.evidence.partnership_area import PartnershipArea
    from wardmote.evidence.reader import Evidence
    from wardmote.evidence.store import Store
    from wardmote.plan.book import PlanBook

EVENTS_FILE: Final = "events.toml"
EDITIONS: Final = "editions"


@dataclass(frozen=True)
class Kept:
    """A partnership's folder: its settings, and all that is kept beside them.

    Parameters
    ----------
    folder
        Holds ``partnership.toml``.
    partnership
        Its settings.
    """

    folder: Path
    partnership: Partnership

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Open a workspace.

        Raises
        ------
        ConfigurationError
            The folder is not a workspace, or its settings have faults.
        """
        path = Path(folder)
        return cls(path, read_partnership(path / FILE))

    @property
    def events_file(self) -> Path:
        """Where the partnership's own breaks in series are written; it may be missing."""
        return self.folder / EVENTS_FILE

    @cached_property
    def store(self) -> Store:
        """The evidence store."""
        from wardmote.evidence.store import Store

        return Store(self.folder / "evidence")

    def evidence(self, number: int | None = None) -> Evidence:
        """The evidence at one version; the newest by default."""
        from wardmote.evidence.reader import Evidence

        return Evidence(self.store, number)

    def area(self, evidence: Evidence) -> PartnershipArea:
        """Where the partnership lies, as far as one evidence version tells.

        Raises
        ------
        EvidenceError
            No look-up or boundary held tells it yet.
        """
        from wardmote.evidence.partnership_area import partnership_area

        settings = self.partnership
        return partnership_area(evidence, settings.area_code, name=settings.area_name)

    def assessments(self) -> tuple[PrintedAssessment, ...]:
        """Assessments that are kept here, as they were printed, oldest first.

        Raises
        ------
        ConfigurationError
            There is none yet, or one cannot be read back.
        """
        from wardmote.assessment.since import read_assessments

        found = read_assessments(self.folder / EDITIONS)
        if not found:
            raise ConfigurationError(
                "There is no assessment yet.",
                where={"Folder": str(self.folder / EDITIONS)},
                next_step="Build one: wardmote assess",
            )
        return found

    @property
    def plan_folder(self) -> Path:
        """Where the plan and its history lie."""
        from wardmote.plan.folder import PLAN_FOLDER

        return self.folder / PLAN_FOLDER

    def plan(self) -> PlanBook:
        """The partnership plan in this workspace's ``plan`` folder.

        Raises
        ------
        ConfigurationError
            There is none, or it has faults: all of them are listed.
        """
        from wardmote.plan.folder import read_plan

        return read_plan(self.plan_folder)

    def duty_evidence(self) -> DutyEvidence:
        """What people recorded of duties in this workspace's ``duties.toml``.

        Raises
        ------
        ConfigurationError
            The file has faults: all of them are listed.
        """
        from wardmote.assessment.duties import DUTIES_FILE, EVIDENCE_RULE_IDS, read_duty_evidence

        return read_duty_evidence(self.folder / DUTIES_FILE, rules=EVIDENCE_RULE_IDS)
