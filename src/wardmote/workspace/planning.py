"""What is done with a plan: its measures counted, its documents written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from wardmote import __version__
from wardmote.assessment.printed.words import said, subject
from wardmote.assessment.since import read_assessments
from wardmote.plan.book import PlanBook
from wardmote.plan.counted import counts_of_indicators
from wardmote.plan.going_live import hold_on
from wardmote.plan.rating import MonthlyCounts
from wardmote.plan.records.ids import IndicatorId
from wardmote.publish.plans.editions import PlanEdition, write_plan_edition
from wardmote.publish.plans.ordered import Ordered
from wardmote.publish.site import LIVE, set_banner, write_draft
from wardmote.workspace.checking import check_of
from wardmote.workspace.disk import writable
from wardmote.workspace.kept import EDITIONS, Kept
from wardmote.workspace.today import today_here


def counted_of(
    kept: Kept, book: PlanBook, version: int | None = None
) -> dict[IndicatorId, MonthlyCounts]:
    """Monthly counts of the plan's indicators; none where there is no evidence yet."""
    if version is None and kept.store.version() is None:
        return {}
    return counts_of_indicators(
        book, kept.evidence(version), kept.partnership, events_file=kept.events_file
    )


def write_plan(
    kept: Kept,
    *,
    as_of: date | None,
    formats: Sequence[str],
    template: Path | None,
    slides_template: Path | None,
    progress: Callable[[str], None],
) -> PlanEdition:
    """The plan's documents written as immutable folders, and the draft of the public site.

    Parameters
    ----------
    kept
        The workspace.
    as_of, formats, template, slides_template, progress
        As in `wardmote.workspace.Workspace.build_plan`.
    """
    progress("Reading the plan")
    book = kept.plan()
    settings = kept.partnership
    on = as_of or book.plan.known_to or today_here()
    ordered = Ordered(
        on=on,
        formats=tuple(formats),
        template=template,
        partnership=settings.name,
        slides_template=slides_template,
        software=__version__,
        is_invented=settings.is_invented,
        accent=settings.accent,
        counted=counted_of(kept, book),
        findings=_findings(kept, on),
        check=check_of(kept, book, on),
    )
    progress("Writing")
    with writable(kept.folder):
        edition = write_plan_edition(book, kept.folder, ordered)
        write_draft(kept.folder, edition.public_as_at, edition.public)
        set_banner(kept.folder / LIVE, hold_on(book, as_of or today_here()))
    return edition


def _findings(kept: Kept, on: date) -> dict[str, str]:
    """Finding to what the newest public assessment of a day or before says of it."""
    found = [one for one in read_assessments(kept.folder / EDITIONS) if one.as_of <= on]
    return {one.id: f"{subject(one)} {said(one)}" for one in found[-1].findings} if found else {}
