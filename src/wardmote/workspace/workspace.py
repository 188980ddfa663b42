"""Every job that is run on a workspace: what the commands and a notebook call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.workspace.kept import Kept
from wardmote.workspace.today import today_here

if TYPE_CHECKING:
    from wardmote.evidence.reports import IngestReport
    from wardmote.plan.book import PlanBook
    from wardmote.plan.duties import PlanDutyCheck
    from wardmote.plan.rating import Rated
    from wardmote.plan.records.ids import IndicatorId
    from wardmote.publish.editions import Edition
    from wardmote.publish.notebook import ShownAssessment
    from wardmote.publish.plans.editions import PlanEdition

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Workspace(Kept):
    """One partnership's folder, opened, and the jobs that are run on it.

    Parameters
    ----------
    folder
        Holds ``partnership.toml``.
    partnership
        Its settings.
    """

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
        from wardmote.workspace.beginning import begin_workspace

        path = Path(folder)
        return cls(path, begin_workspace(path, area, name=name, whole_district=whole_district))

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
        from wardmote.evidence.request import Request
        from wardmote.workspace.ingesting import ingest_files

        request = Request(
            tuple(Path(path) for path in paths),
            as_of or today_here(),
            scope or None,
            replace_smaller,
            source,
        )
        return ingest_files(self, request, progress=progress)

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
        from wardmote.workspace.assessing import write_assessment

        return write_assessment(
            self,
            on=as_of or today_here(),
            version=version,
            formats=formats,
            template=_path(template),
            since=since,
            progress=progress,
        )

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
        from wardmote.workspace.assessing import find, plan_if_any

        book = plan_if_any(self)
        return ShownAssessment(
            find(self, on=as_of or today_here(), version=version, progress=progress, book=book)
        )

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
        from wardmote.workspace.planning import counted_of

        return rate_indicators(book, on=on, counted=counted_of(self, book, version))

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
        from wardmote.workspace.planning import write_plan

        return write_plan(
            self,
            as_of=as_of,
            formats=formats,
            template=_path(template),
            slides_template=_path(slides_template),
            progress=progress,
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
        from wardmote.workspace.checking import check_of

        return check_of(self, self.plan(), on=today or today_here())


def _path(named: str | Path | None) -> Path | None:
    return Path(named) if named else None
