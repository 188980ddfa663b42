"""A finding as an assessment printed it: plain values, the same from a finding and from JSON.

finding.py      the record, and how it is read back
fingerprint.py  a short hash: has anything that is printed changed?
words.py        a finding as the end of a sentence, by the table of allowed verbs
"""

from wardmote.assessment.printed.finding import (
    PrintedFinding,
    finding_faults,
    printed,
    read_finding,
)
from wardmote.assessment.printed.fingerprint import fingerprint
from wardmote.assessment.printed.words import said, subject

__all__ = [
    "PrintedFinding",
    "finding_faults",
    "fingerprint",
    "printed",
    "read_finding",
    "said",
    "subject",
]
