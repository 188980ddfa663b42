"""The statutory check: each duty by the law of the record's own date, and by today's.

What judges is the same for an assessment and a plan; what is looked for in a plan stands in
`wardmote.plan.duties`.

record.py      what the assessment itself shows, as far as the law asks for it
subjects.py    which subjects of the law its findings are about
looked.py      what was looked for under one duty, and whether it is there
contents.py    regulations 5 to 7, looked for
hearing.py     regulation 12, looked for
looking.py     the table of all of them
results.py     the five results, in the order in which they are decided
rows.py        one duty of the check, as its table prints it
elsewhere.py   evidence that people record as held elsewhere: duties.toml
check.py       the whole check, with its head, its first line and what to do first

A record check, not legal advice. It has no score, no percentage and no light for the whole.
"""

from wardmote.assessment.duties.check import EVIDENCE_RULE_IDS, check_assessment, contents_line
from wardmote.assessment.duties.checked import Asked, Checked, DutyCheck, duty_record
from wardmote.assessment.duties.elsewhere import (
    DUTIES_FILE,
    Complete,
    DutyEvidence,
    HeldElsewhere,
    Review,
    read_duty_evidence,
)
from wardmote.assessment.duties.looked import KINDS_OF_RECORD
from wardmote.assessment.duties.record import (
    AssessmentRecord,
    ConsultationHeld,
    PlanRecorded,
    Subject,
    YearOnRecord,
)
from wardmote.assessment.duties.results import Judgement, Result
from wardmote.assessment.duties.rows import DutyRecord, NextStep
from wardmote.assessment.duties.subjects import subjects_of

__all__ = [
    "DUTIES_FILE",
    "EVIDENCE_RULE_IDS",
    "KINDS_OF_RECORD",
    "Asked",
    "AssessmentRecord",
    "Checked",
    "Complete",
    "ConsultationHeld",
    "DutyCheck",
    "DutyEvidence",
    "DutyRecord",
    "HeldElsewhere",
    "Judgement",
    "NextStep",
    "PlanRecorded",
    "Result",
    "Review",
    "Subject",
    "YearOnRecord",
    "check_assessment",
    "contents_line",
    "duty_record",
    "read_duty_evidence",
    "subjects_of",
]
