"""Entries beside today's findings: current, changed underneath, gone, or never stamped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wardmote.analysis.verbs import wrong_words
from wardmote.assessment.commentary.entries import CommentaryEntry
from wardmote.assessment.printed import PrintedFinding, fingerprint, said


class Standing(StrEnum):
    """How an entry stands to the figures of today."""

    CURRENT = "current"
    CHANGED = "changed"
    GONE = "gone"
    NOT_STAMPED = "not_stamped"


@dataclass(frozen=True)
class Comment:
    """An entry beside today's finding.

    Parameters
    ----------
    entry
        What was written.
    standing
        How it stands to the figures of today.
    flag
        What a reader must be told beside it; empty where nothing.
    words_to_check
        Words that the finding's test does not allow in a sentence of ours. They are the
        writer's, and stay; somebody should look at them before they are published.
    """

    entry: CommentaryEntry
    standing: Standing
    flag: str = ""
    words_to_check: tuple[str, ...] = ()


@dataclass(frozen=True)
class Commentary:
    """All entries beside today's findings.

    Parameters
    ----------
    comments
        Entries whose finding is still there, in the order of the findings.
    gone
        Entries whose finding is not; kept in their file, and listed.
    without
        Ids of findings that nobody has written about.
    """

    comments: tuple[Comment, ...] = ()
    gone: tuple[Comment, ...] = ()
    without: tuple[str, ...] = ()

    def about(self, finding: str) -> Comment | None:
        """The comment on one finding, if there is one."""
        return next((one for one in self.comments if one.entry.finding == finding), None)

    @property
    def flagged(self) -> tuple[Comment, ...]:
        """Comments that somebody should look at."""
        return tuple(one for one in (*self.comments, *self.gone) if one.flag or one.words_to_check)


def judge_commentary(
    entries: Iterable[CommentaryEntry], findings: Sequence[PrintedFinding]
) -> Commentary:
    """Entries beside today's findings, each with what has changed underneath it.

    Answers "do these words still belong to these figures?". Nothing is deleted.

    Parameters
    ----------
    entries
        From `read_entries`.
    findings
        Of the assessment that is being built.

    Returns
    -------
    Commentary
        Comments, entries without a finding, and findings without an entry.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> one = read_finding({"id": "change-drugs", "theme": "drugs", "category": "drugs",
    ...     "area": "E06999001", "verdict": "rose", "polarity": "ambiguous",
    ...     "before": 100, "after": 150})
    >>> judge_commentary([], [one]).without
    ('change-drugs',)
    """
    written = {one.finding: one for one in entries}
    present = {one.id for one in findings}
    return Commentary(
        comments=tuple(_comment(written[one.id], one) for one in findings if one.id in written),
        gone=tuple(_gone(one) for one in written.values() if one.finding not in present),
        without=tuple(one.id for one in findings if one.id not in written),
    )


def _comment(entry: CommentaryEntry, finding: PrintedFinding) -> Comment:
    words = wrong_words(entry.text, finding.wording)
    if entry.stamp is None:
        flag = "Nothing says which figures this was written against: look it over and stamp it."
        return Comment(entry, Standing.NOT_STAMPED, flag, words)
    if entry.stamp.fingerprint == fingerprint(finding):
        return Comment(entry, Standing.CURRENT, words_to_check=words)
    was, now = entry.stamp.figures, said(finding)
    if was == now:
        flag = f"Written before the likely range changed; the counts are the same: {now}."
    else:
        flag = f"Written before the figure changed: was “{was}”, now “{now}”."
    return Comment(entry, Standing.CHANGED, flag, words)


def _gone(entry: CommentaryEntry) -> Comment:
    was = f" It was “{entry.stamp.figures}”." if entry.stamp else ""
    flag = f"The finding {entry.finding} is not in this assessment.{was}"
    return Comment(entry, Standing.GONE, flag)
