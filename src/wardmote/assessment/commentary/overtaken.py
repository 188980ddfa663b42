"""Since which assessment an entry's figures are others."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.assessment.commentary.entries import CommentaryEntry
from wardmote.assessment.printed import fingerprint
from wardmote.assessment.since import PrintedAssessment


def overtaken_by(
    entry: CommentaryEntry, assessments: Sequence[PrintedAssessment]
) -> PrintedAssessment | None:
    """The first assessment that no longer says what an entry was written against.

    Answers "since when are these words about other figures?".

    Parameters
    ----------
    entry
        With its stamp.
    assessments
        All that are kept, oldest first.

    Returns
    -------
    PrintedAssessment or None
        None where the newest still says it, or where none that is kept ever did.
    """
    says = [_says(entry, one) for one in assessments]
    if True not in says:
        return None
    last = len(says) - 1 - says[::-1].index(True)
    return assessments[last + 1] if last + 1 < len(assessments) else None


def _says(entry: CommentaryEntry, assessment: PrintedAssessment) -> bool:
    finding = assessment.finding(entry.finding)
    if finding is None or entry.stamp is None:
        return False
    return fingerprint(finding) == entry.stamp.fingerprint
