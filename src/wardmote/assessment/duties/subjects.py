"""Which subjects of the law an assessment's findings are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wardmote.assessment.duties.record import Subject
from wardmote.assessment.printed import PrintedFinding

SUBJECTS_OF_THEME: Mapping[str, tuple[Subject, ...]] = {
    "asb_and_environment": (Subject.ASB_AND_ENVIRONMENT,),
    "drugs": (Subject.CRIME, Subject.SUBSTANCE_MISUSE),
    "alcohol": (Subject.SUBSTANCE_MISUSE,),
    "reoffending": (Subject.REOFFENDING,),
    "roads": (),
    "young_people": (),
    "vulnerability": (),
}
"""Themes that are not simply crime."""


def subjects_of(findings: Iterable[PrintedFinding]) -> dict[Subject, tuple[str, ...]]:
    """Subject to the ids of the findings about it, for `AssessmentRecord.analysed`.

    Answers "what has this assessment analysed, in the law's own division?".

    Parameters
    ----------
    findings
        Of the assessment.

    Returns
    -------
    dict
        Subjects that have a finding, in the order of the law.

    Notes
    -----
    Serious violence is never among them: each partnership defines its own, and recorded
    violence of all kinds is not it. Add it where the assessment has findings on what the
    partnership means by it.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> one = read_finding({"id": "change-drugs", "theme": "drugs", "category": "drugs",
    ...     "area": "E06999001", "verdict": "rose", "polarity": "ambiguous",
    ...     "before": 100, "after": 150})
    >>> {subject.name: ids for subject, ids in subjects_of([one]).items()}
    {'CRIME': ('change-drugs',), 'SUBSTANCE_MISUSE': ('change-drugs',)}
    """
    every = tuple(findings)
    found = {
        subject: tuple(
            one.id for one in every if subject in SUBJECTS_OF_THEME.get(one.theme, (Subject.CRIME,))
        )
        for subject in Subject
    }
    return {subject: ids for subject, ids in found.items() if ids}
