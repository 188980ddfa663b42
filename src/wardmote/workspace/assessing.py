"""From one evidence version to an assessment: found, and written as an edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from wardmote import __version__
from wardmote.assessment.assessment import Assessment, assessment_id
from wardmote.assessment.compose import assess
from wardmote.plan.book import PlanBook
from wardmote.plan.year_on_record import year_on_record
from wardmote.publish.editions import Edition, write_edition
from wardmote.publish.plans.as_at import PlanAsAt, plan_as_at
from wardmote.vocabulary.marking import Marking
from wardmote.workspace.disk import writable
from wardmote.workspace.kept import EDITIONS, Kept
from wardmote.workspace.planning import counted_of


def find(
    kept: Kept,
    *,
    on: date,
    version: int | None,
    progress: Callable[[str], None],
    since: Path | None = None,
    book: PlanBook | None = None,
) -> Assessment:
    """Everything that the evidence tells of a partnership's area on a day.

    Parameters
    ----------
    kept
        The workspace.
    on
        Date that the assessment stands for.
    version
        Evidence version; the newest where it is None.
    progress
        Told a sentence now and then.
    since
        Folder of an earlier assessment to compare with.
    book
        The plan, where there is one: what came of its year is part of the assessment.
    """
    progress("Analysing")
    evidence = kept.evidence(version)
    own_id = assessment_id(on, evidence.version.name)
    return assess(
        evidence,
        kept.partnership,
        as_of=on,
        events_file=kept.events_file,
        since=since,
        year=year_on_record(book, as_of=on, assessment_id=own_id) if book else None,
    )


def write_assessment(
    kept: Kept,
    *,
    on: date,
    version: int | None,
    formats: Sequence[str],
    template: Path | None,
    since: str | Path | None,
    progress: Callable[[str], None],
) -> Edition:
    """An assessment written for the public and for partners, with the plan as it stands beside it.

    Parameters
    ----------
    kept
        The workspace.
    on, version, formats, template, since, progress
        As in `wardmote.workspace.Workspace.assess`.
    """
    book = plan_if_any(kept)
    found = find(
        kept, on=on, version=version, progress=progress, since=_earlier(kept, since), book=book
    )
    told = _plan_told(kept, book, on, version) if book else None
    progress("Writing")
    with writable(kept.folder):
        return write_edition(found, kept.folder, formats=formats, template=template, plan=told)


def plan_if_any(kept: Kept) -> PlanBook | None:
    """The plan, where one has been begun."""
    return kept.plan() if kept.plan_folder.is_dir() else None


def _plan_told(kept: Kept, book: PlanBook, on: date, version: int | None) -> PlanAsAt | None:
    """The plan as the public may have it on a day, or on the last that it tells of.

    None before its first day.
    """
    if book.plan.starts > on:
        return None
    return plan_as_at(
        book,
        min(on, book.plan.known_to or on),
        Marking.PUBLIC,
        counted=counted_of(kept, book, version),
        software=__version__,
    )


def _earlier(kept: Kept, name: str | Path | None) -> Path | None:
    """Folder of an assessment from its path, or from its name alone."""
    if name is None:
        return None
    by_name = kept.folder / EDITIONS / name
    return by_name if by_name.is_dir() and not Path(name).is_dir() else Path(name)
