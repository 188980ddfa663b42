"""A finding as the end of a sentence, by the table of allowed verbs."""

from __future__ import annotations

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.printed.finding import PrintedFinding


def subject(one: PrintedFinding) -> str:
    """What a sentence about a finding is about: a record, never crime itself.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> subject(read_finding({"id": "x", "theme": "drugs", "category": "drug_offences",
    ...     "area": "E", "verdict": "rose", "polarity": "ambiguous", "before": 1, "after": 2}))
    'Recorded drug offences'
    """
    first, second = one.title[:1], one.title[1:2]
    start = first if second.isupper() else first.lower()  # "NFIB fraud" keeps its capitals
    return f"Recorded {start}{one.title[1:]}"


def said(one: PrintedFinding) -> str:
    """What may be said of a finding: verdict and both counts, or counts alone.

    Answers "how does the sentence go on after its subject?". The verb is decided by the test
    and the polarity (`wardmote.analysis.verbs.ALLOWED`), never by the size of the change.

    Parameters
    ----------
    one
        The finding.

    Returns
    -------
    str
        Without a full stop.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> values = {"id": "x", "theme": "drugs", "category": "drugs", "area": "E",
    ...     "polarity": "lower_better", "before": 3003, "after": 2527}
    >>> said(read_finding({**values, "verdict": "no_clear_change"}))
    'shows no clear change: 2,527 against 3,003 the year before'
    >>> said(read_finding({**values, "verdict": "rose", "polarity": "ambiguous"}))
    'came to 2,527, against 3,003 the year before: counted, and not judged'
    """
    if one.before is None:
        return f"came to {one.after:,} in twelve months, with no earlier year held"
    counts = f"{one.after:,} against {one.before:,} the year before"
    if one.wording.counts_only:
        return f"came to {counts.replace(' against', ', against')}: counted, and not judged"
    if one.verdict is Verdict.TOO_SHORT:
        return f"came to {counts}, too short a series to say more"
    if one.verdict is Verdict.CANNOT_SAY:
        return f"came to {counts}, and the change cannot be judged"
    return f"{one.wording.phrase}: {counts}"
