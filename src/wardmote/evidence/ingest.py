"""Files in, an evidence version out, every row accounted for.

Rows end as accepted, quarantined with a reason, or duplicate, and the three add up to the
rows read. What is replaced is a supply (source, kind, agency, scope, period), so a corrected
month replaces that month and nothing else. Nothing is saved unless everything can be.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.evidence.committing import commit
from wardmote.evidence.files import find_files
from wardmote.evidence.intake import Intake, Progress
from wardmote.evidence.refusing import refuse_faults
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.request import Request, check_scope, chosen_sources
from wardmote.evidence.source import Source, registered_sources
from wardmote.evidence.store import Store


def ingest(
    store: Store,
    request: Request,
    *,
    sources: Sequence[Source] | None = None,
    progress: Progress = lambda _sentence: None,
) -> IngestReport:
    """Read files into the evidence store as one new evidence version.

    Parameters
    ----------
    store
        The workspace's store; nobody else writes to it meanwhile.
    request
        Which files, and what is said of them.
    sources
        Sources that may recognise them; those installed by default.
    progress
        Told a sentence now and then.

    Returns
    -------
    IngestReport
        Where every row went. If every file was held already, no new version is made.

    Raises
    ------
    ConfigurationError
        The scope names no category.
    SourceError
        A file cannot be read, is recognised by nobody, or by two. All files' faults at once.
    PersonalData
        A column looks personal.
    SmallReplacement
        A supply would be replaced by an empty or much smaller one.
    StoreBusy, EvidenceError
        Another ingest is writing, or the disk refuses.
    """
    check_scope(request.scope)
    found = find_files(request.paths, leave_alone=request.leave_alone)
    known = chosen_sources(registered_sources() if sources is None else sources, request.source)
    with store.writing() as writer:
        intake = Intake(store, writer, request, known, progress)
        intake.read(found)
        refuse_faults(intake)
        return commit(intake, found)
