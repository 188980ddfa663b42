"""Files into the evidence store, and where their rows lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wardmote.errors import EvidenceError
from wardmote.evidence.ingest import ingest
from wardmote.evidence.places_of_rows import with_places
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.request import Request
from wardmote.vocabulary.marking import Marking
from wardmote.workspace.kept import Kept


def ingest_files(kept: Kept, request: Request, *, progress: Callable[[str], None]) -> IngestReport:
    """Read files into the store of a workspace, and say where their rows lie.

    Parameters
    ----------
    kept
        The workspace. Its own store and editions are never read as sources.
    request
        The files, and how they are to be read.
    progress
        Told a sentence now and then.
    """
    own = (kept.store.folder, *(kept.folder / one.folder for one in Marking))
    request = replace(request, leave_alone=own)
    report = ingest(kept.store, request, progress=progress)
    if not report.changed:
        return report
    progress("Placing")
    return _with_places(kept, report)


def _with_places(kept: Kept, report: IngestReport) -> IngestReport:
    evidence = kept.evidence()
    try:
        code = kept.partnership.area_code or kept.area(evidence).code
        return with_places(report, evidence, code)
    except EvidenceError as error:  # the rows are saved: what is not known yet is only said
        said = f"Which rows lie outside the partnership's area is not told: {error.what}"
        return replace(report, notes=(*report.notes, said))
