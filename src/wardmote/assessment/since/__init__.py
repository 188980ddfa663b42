"""What changed since an earlier assessment (rule REG-07b).

earlier.py     an assessment as it was printed: read back from its folder
restating.py   that assessment's months, counted anew from today's evidence
compare.py     each finding beside the frozen figure, and beside the same year counted anew
sentences.py   what may be said of it: the verbs of the tests, and no causes

The *frozen* figure is what was printed then. The *restated* one is the same period counted
from today's evidence: files come late and are corrected, so the two can differ.
"""

from wardmote.assessment.since.compare import (
    SinceFinding,
    SinceLast,
    Status,
    compare_since,
)
from wardmote.assessment.since.earlier import (
    PrintedAssessment,
    read_assessment,
    read_assessments,
)
from wardmote.assessment.since.restating import (
    Restated,
    SinceEarlier,
    as_restated,
    restate,
    since_earlier,
)
from wardmote.assessment.since.sentences import (
    reasons_not_restated,
    revision_of,
    sentence_of,
    summary_of,
)

__all__ = [
    "PrintedAssessment",
    "Restated",
    "SinceEarlier",
    "SinceFinding",
    "SinceLast",
    "Status",
    "as_restated",
    "compare_since",
    "read_assessment",
    "read_assessments",
    "reasons_not_restated",
    "restate",
    "revision_of",
    "sentence_of",
    "since_earlier",
    "summary_of",
]
