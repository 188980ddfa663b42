"""A workspace: one partnership's folder. What the commands, a notebook and the web call.

partnership.toml    settings
events.toml         breaks in series that this partnership knows of
datasets.toml       what partners are to send, and from when
commentary/         what people write beside findings
explanations.toml   why things changed, as bodies see it
sources/            what the analyst dropped in, if they like to keep it here
evidence/           the store
editions/           assessments for the public, each an immutable folder
partner-editions/   the same assessments, with what is marked for partners
plan/               the partnership plan, and its history
site-draft/, site/  the public site: what is to go live, and what is live
plan-editions/      its documents for the public; partner-plan-editions/ for partners
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.configuration import (
    FILE,
    INVENTED_CODE,
    Partnership,
    is_area_of_a_partnership,
    partnership_file,
    read_partnership,
)
from wardmote.errors import ConfigurationError, EvidenceError
from wardmote.vocabulary.area_choice import choose_area
from wardmote.vocabulary.area_kinds import kind_of_code
from wardmote.vocabulary.marking import Marking

if TYPE_CHECKING:
    from wardmote.assessment.assessment import Assessment
    from wardmote.assessment.duties import DutyEvidence
    from wardmote.assessment.since import PrintedAssessment
    from wardmote.evidence.partnership_area import PartnershipArea
    from wardmote.evidence.reader import Evidence
    from wardmote.evidence.reports import IngestReport
    from wardmote.evidence.store import Store
    from wardmote.plan.book import PlanBook
    from wardmote.plan.duties import PlanDutyCheck
    from wardmote.plan.rating import MonthlyCounts, Rated
    from wardmote.plan.records.ids import IndicatorId
    from wardmote.publish.editions import Edition
    from wardmote.publish.notebook import ShownAssessment
    from wardmote.publish.plans.as_at import PlanAsAt
    from wardmote.publish.plans.editions import PlanEdition

EVENTS_FILE = "events.toml"
EVENTS_TEMPLATE = """\
# Breaks in series and large events that this partnership knows of. Wardmote ships the
# national ones; add yours below, one [[break]] each. Charts draw them, tests respect them.
#
# [[break]]
# id = "system-change-2024"
# what = "The force changed its recording system"
# starts = 2024-02-28
# # ends = 2024-03-31          # leave out where the change stays
# areas = ["all"]              # or codes
# series = ["all"]             # or police_uk:burglary, mps:burglary, theme:violence
# kind = "system"              # event, recording, boundary or system
# excluded_from_baselines = true
# source = "Who says so, and when"
"""

DISK_REFUSALS = frozenset(
    {
        errno.EACCES,
        errno.EDQUOT,
        errno.EEXIST,
        errno.ENAMETOOLONG,
        errno.ENOSPC,
        errno.ENOTDIR,
        errno.EPERM,
        errno.EROFS,
    }
)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Workspace:
    """One partnership's folder, opened.

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
    def open(cls, folder: str | Path) -> Workspace:
        """Open a workspace.

        Raises
        ------
        ConfigurationError
            The folder is not a workspace, or its settings have faults.
        """
        path = Path(folder)
        return cls(path, read_partnership(path / FILE))

    @classmethod
    def init(
        cls,
        folder: str | Path,
        area: str,
        *,
        name: str | None = None,
        whole_district: bool = False,
    ) -> Workspace:
        """Make a workspace for the partnership of an area.

        Parameters
        ----------
        folder
            New, or empty, or without a ``partnership.toml``.
        area
            Code or name of a district or a community safety partnership in England.
        name
            The partnership's name; made from the area's by default.
        whole_district
            Declares that the area is the whole district, though it holds several partnerships.

        Raises
        ------
        AmbiguousArea
            The name stands for several areas, or the district holds several partnerships.
        NotModelled
            The area is in Wales, Scotland or Northern Ireland.
        ConfigurationError
            The folder is a workspace already or cannot be written to, or there is no such area.
        """
        path = Path(folder)
        if (path / FILE).is_file():
            raise ConfigurationError(
                "This folder is a workspace already. Nothing was changed.",
                where={"File": str(path / FILE)},
                next_step=f"Edit {FILE}, or choose another folder.",
            )
        partnership = _declared(area, whole_district=whole_district)
        partnership = replace(partnership, name=name or partnership.name)
        with _writable(path):
            for inside in ("sources", *(one.folder for one in Marking)):
                (path / inside).mkdir(parents=True, exist_ok=True)
            if not (path / EVENTS_FILE).exists():
                (path / EVENTS_FILE).write_text(EVENTS_TEMPLATE, encoding="utf-8", newline="\n")
            text = partnership_file(partnership)
            (path / FILE).write_text(text, encoding="utf-8", newline="\n")
        return cls(path, partnership)

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

    def ingest(
        self,
        paths: Sequence[str | Path],
        *,
        as_of: date | None = None,
        scope: str | None = None,
        replace_smaller: bool = False,
        source: str | None = None,
        progress: Progress = lambda _sentence: None,
    ) -> IngestReport:
        """Read files into the evidence store.

        Parameters
        ----------
        paths
            Files and folders, ZIPs among them.
        as_of
            Day of the ingest; today by default.
        scope
            What the supplies cover, where the files do not tell: ``burglary``.
        replace_smaller
            Whether a supply may be replaced by an empty or much smaller one.
        source
            Only this source may recognise the files.
        progress
            Told a sentence now and then.
        """
        from wardmote.evidence.ingest import Request, ingest
        from wardmote.evidence.places_of_rows import with_places

        request = Request(
            tuple(Path(path) for path in paths),
            as_of or _today(),
            scope or None,
            replace_smaller,
            source,
            leave_alone=(self.store.folder, *(self.folder / one.folder for one in Marking)),
        )
        report = ingest(self.store, request, progress=progress)
        if not report.changed:
            return report
        progress("Placing")
        evidence = self.evidence()
        try:
            code = self.partnership.area_code or self.area(evidence).code
            return with_places(report, evidence, code)
        except EvidenceError as error:  # the rows are saved: what is not known yet is only said
            said = f"Which rows lie outside the partnership's area is not told: {error.what}"
            return replace(report, notes=(*report.notes, said))

    def assess(
        self,
        *,
        as_of: date | None = None,
        version: int | None = None,
        formats: Sequence[str] = ("html", "pdf", "docx"),
        template: str | Path | None = None,
        since: str | Path | None = None,
        progress: Progress = lambda _sentence: None,
    ) -> Edition:
        """Build an assessment from the evidence: an edition for the public, one for partners.

        Parameters
        ----------
        as_of
            Date that the assessment stands for; today by default.
        version
            Evidence version; the newest by default.
        formats
            Of html, pdf and docx; the pages are always written.
        template
            A council's own template for Word.
        since
            An earlier assessment to compare with: its folder, or its name in ``editions``.
        progress
            Told a sentence now and then.
        """
        from wardmote.publish.editions import write_edition

        on = as_of or _today()
        book = self._plan_if_any()
        found = self._found(on, version, progress, since=self._edition(since), book=book)
        told = self._plan_told(book, on, version) if book else None
        progress("Writing")
        with _writable(self.folder):
            return write_edition(
                found,
                self.folder,
                formats=formats,
                template=Path(template) if template else None,
                plan=told,
            )

    def _plan_if_any(self) -> PlanBook | None:
        return self.plan() if self.plan_folder.is_dir() else None

    def _plan_told(self, book: PlanBook, on: date, version: int | None) -> PlanAsAt | None:
        """The plan as the public may have it on a day, or on the last that it tells of.

        None before its first day.
        """
        from wardmote import __version__
        from wardmote.publish.plans.as_at import plan_as_at

        if book.plan.starts > on:
            return None
        return plan_as_at(
            book,
            min(on, book.plan.known_to or on),
            Marking.PUBLIC,
            counted=self._counted(book, version),
            software=__version__,
        )

    def assessments(self) -> tuple[PrintedAssessment, ...]:
        """Assessments that are kept here, as they were printed, oldest first.

        Raises
        ------
        ConfigurationError
            There is none yet, or one cannot be read back.
        """
        from wardmote.assessment.since import read_assessments

        found = read_assessments(self.folder / "editions")
        if not found:
            raise ConfigurationError(
                "There is no assessment yet.",
                where={"Folder": str(self.folder / "editions")},
                next_step="Build one: wardmote assess",
            )
        return found

    def analyse(
        self,
        *,
        as_of: date | None = None,
        version: int | None = None,
        progress: Progress = lambda _sentence: None,
    ) -> ShownAssessment:
        """The findings of an assessment, to look at and to go on with; nothing is written.

        In a notebook it shows itself; ``analyse()["burglary"]`` is one finding, and
        `to_frame` a pandas table of all. To publish, use `assess`.

        Parameters
        ----------
        as_of, version, progress
            As in `assess`.

        Raises
        ------
        AnalysisError
            No series holds the area, or the series is shorter than a year.
        """
        from wardmote.publish.notebook import ShownAssessment

        on = as_of or _today()
        return ShownAssessment(self._found(on, version, progress, book=self._plan_if_any()))

    def plan(self) -> PlanBook:
        """The partnership plan in this workspace's ``plan`` folder.

        Raises
        ------
        ConfigurationError
            There is none, or it has faults: all of them are listed.
        """
        from wardmote.plan.folder import read_plan

        return read_plan(self.plan_folder)

    @property
    def plan_folder(self) -> Path:
        """Where the plan and its history lie."""
        from wardmote.plan.folder import PLAN_FOLDER

        return self.folder / PLAN_FOLDER

    def rate_plan(
        self, book: PlanBook, *, on: date, version: int | None = None
    ) -> dict[IndicatorId, Rated]:
        """How every indicator of the plan stands on a day.

        Parameters
        ----------
        book
            The plan.
        on
            The day.
        version
            Evidence version for indicators with a query; the newest by default. Without any
            evidence they are rated as not held.

        Raises
        ------
        ConfigurationError
            A query names a category, an area or a series that is not held.
        """
        from wardmote.plan.rating import rate_indicators

        return rate_indicators(book, on=on, counted=self._counted(book, version))

    def _counted(self, book: PlanBook, version: int | None) -> dict[IndicatorId, MonthlyCounts]:
        """Monthly counts of the plan's indicators; none where there is no evidence yet."""
        from wardmote.plan.counted import counts_of_indicators

        if version is None and self.store.version() is None:
            return {}
        return counts_of_indicators(
            book,
            self.evidence(version),
            self.partnership,
            events_file=self.folder / EVENTS_FILE,
        )

    def build_plan(
        self,
        *,
        as_of: date | None = None,
        formats: Sequence[str] = ("html", "pdf", "docx"),
        template: str | Path | None = None,
        slides_template: str | Path | None = None,
        progress: Progress = lambda _sentence: None,
    ) -> PlanEdition:
        """Write the plan's documents as immutable folders, and the draft of the public site.

        Parameters
        ----------
        as_of
            Day that they stand for; by default the last that the plan tells of
            (`Plan.known_to`), or today. What came later is left out.
        formats
            Of html, pdf and docx; the pages are always written.
        template
            A council's own template for Word.
        slides_template
            A council's own template for PowerPoint.
        progress
            Told a sentence now and then.

        Raises
        ------
        ConfigurationError
            There is no plan, or it has faults: all of them are listed.
        DisclosureError
            A document may not leave: nothing has been written.
        """
        from wardmote import __version__
        from wardmote.plan.going_live import hold_on
        from wardmote.publish.plans.editions import Ordered, public_as_at, write_plan_edition
        from wardmote.publish.site import LIVE, set_banner, write_draft

        progress("Reading the plan")
        book = self.plan()
        settings = self.partnership
        on = as_of or book.plan.known_to or _today()
        ordered = Ordered(
            on=on,
            formats=tuple(formats),
            template=Path(template) if template else None,
            partnership=settings.name,
            slides_template=Path(slides_template) if slides_template else None,
            software=__version__,
            is_invented=settings.is_invented,
            accent=settings.accent,
            counted=self._counted(book, None),
            findings=self._findings(on),
            check=self._checked(book, on),
        )
        progress("Writing")
        with _writable(self.folder):
            edition = write_plan_edition(book, self.folder, ordered)
            write_draft(self.folder, public_as_at(book, ordered), edition.public)
            set_banner(self.folder / LIVE, hold_on(book, as_of or _today()))
        return edition

    def _findings(self, on: date) -> dict[str, str]:
        """Finding to what the newest public assessment of a day or before says of it."""
        from wardmote.assessment.printed.words import said, subject
        from wardmote.assessment.since import read_assessments

        found = [one for one in read_assessments(self.folder / "editions") if one.as_of <= on]
        return (
            {one.id: f"{subject(one)} {said(one)}" for one in found[-1].findings} if found else {}
        )

    def check_plan(self, *, today: date | None = None) -> PlanDutyCheck:
        """Statutory check of the plan, by the law of its adoption and by that of a day.

        Parameters
        ----------
        today
            The day of the check; today by default.

        Raises
        ------
        ConfigurationError
            There is no plan, or it or ``duties.toml`` has faults: all of them are listed.
        """
        return self._checked(self.plan(), today or _today())

    def _checked(self, book: PlanBook, today: date) -> PlanDutyCheck:
        from wardmote.plan.duties import check_plan

        return check_plan(
            book,
            today=today,
            run_by=self.partnership.name,
            partnership=self.partnership.name,
            area_code=self.partnership.area_code,
            evidence=self.duty_evidence(),
        )

    def duty_evidence(self) -> DutyEvidence:
        """What people recorded of duties in this workspace's ``duties.toml``.

        Raises
        ------
        ConfigurationError
            The file has faults: all of them are listed.
        """
        from wardmote.assessment.duties import DUTIES_FILE, EVIDENCE_RULE_IDS, read_duty_evidence

        return read_duty_evidence(self.folder / DUTIES_FILE, rules=EVIDENCE_RULE_IDS)

    def _edition(self, name: str | Path | None) -> Path | None:
        """Folder of an assessment from its path, or from its name alone."""
        if name is None:
            return None
        by_name = self.folder / "editions" / name
        return by_name if by_name.is_dir() and not Path(name).is_dir() else Path(name)

    def _found(
        self,
        as_of: date,
        version: int | None,
        progress: Progress,
        *,
        since: Path | None = None,
        book: PlanBook | None = None,
    ) -> Assessment:
        from wardmote.assessment.assessment import assessment_id
        from wardmote.assessment.compose import assess
        from wardmote.plan.year_on_record import year_on_record

        progress("Analysing")
        evidence = self.evidence(version)
        own_id = assessment_id(as_of, evidence.version.name)
        return assess(
            evidence,
            self.partnership,
            as_of=as_of,
            events_file=self.folder / EVENTS_FILE,
            since=since,
            year=year_on_record(book, as_of=as_of, assessment_id=own_id) if book else None,
        )


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Turn the disk's refusal into words that a person can act on."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_REFUSALS:
            raise
        raise ConfigurationError(
            "The folder cannot be written to.",
            where={"Folder": str(folder)},
            found=error.strerror or str(error),
            next_step="Free some space, ask for the right to write there, or use another folder.",
        ) from error


def _declared(area: str, *, whole_district: bool) -> Partnership:
    code = area.strip().upper()
    if INVENTED_CODE.fullmatch(code) and is_area_of_a_partnership(code):
        return _named("", kind_of_code(code), code)
    chosen = choose_area(area, whole_district=whole_district)
    return _named(chosen.name, chosen.kind, chosen.code or "")


def _named(name: str, kind: str, code: str) -> Partnership:
    called = name or code
    return Partnership(f"{called} Community Safety Partnership", called, kind, code)


def _today() -> date:
    return date.today()  # noqa: DTZ011  a workspace is dated where its people are
