"""What is looked for in an assessment for each duty: the table of all of them.

Facts only: nothing here knows the law's standing or says "met". `results` judges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from wardmote.assessment.duties import contents, hearing
from wardmote.assessment.duties.looked import Look, Looked, judged_by_people
from wardmote.assessment.duties.record import AssessmentRecord, Subject
from wardmote.vocabulary.sentences import count


def limb_look(limb_id: str, subjects: Sequence[Subject]) -> Look[AssessmentRecord]:
    """What an assessment shows under one limb of section 6: findings, never a strategy."""

    def look(record: AssessmentRecord, _on: date) -> Looked:
        findings = [found for one in subjects for found in record.analysed.get(one, ())]
        shown = count(len(set(findings)), "finding") if findings else "no finding"
        return judged_by_people(
            record,
            said=f"Limb ({limb_id}): {shown} in this assessment. An assessment is not a "
            "strategy: the plan shows whether there is one.",
            action="Check the plan",
            kind="plans",
        )

    return look


LOOKS: Mapping[str, Look[AssessmentRecord]] = {
    "REG-05": contents.prepared,
    "REG-06": contents.serves_a_plan,
    "REG-07a": contents.levels,
    "REG-07b": contents.changes,
    "REG-07c": contents.reasons,
    "REG-07d": contents.proposed,
    "REG-07e": hearing.public_priorities,
    "REG-07f": contents.last_plan,
    "REG-07g": contents.county,
    "REG-12-1": hearing.views,
    "REG-12-2": hearing.groups,
    "REG-12-3": hearing.other_consultation,
}
"""Rule to what is looked for under it, in the order of the check."""

LIMB_SUBJECTS: Mapping[str, tuple[Subject, ...]] = {
    "a": (Subject.CRIME, Subject.ASB_AND_ENVIRONMENT),
    "b": (Subject.SUBSTANCE_MISUSE,),
    "c": (Subject.REOFFENDING,),
    "d": (Subject.SERIOUS_VIOLENCE,),
}
"""Limb of section 6 to the subjects whose findings speak to it."""
