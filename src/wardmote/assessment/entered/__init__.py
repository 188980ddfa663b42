"""What people write by hand beside an assessment: small TOML files, read with all faults at once.

forms.py     what one value must be, in words that a message can give
reading.py   a file into entries of the right form, and the one error with every fault
"""

from wardmote.assessment.entered.forms import (
    BODY,
    DAY,
    TEXT,
    TEXTS,
    EntryForm,
    Field,
    body_fault,
    not_known,
    one_of,
    person_fault,
)
from wardmote.assessment.entered.reading import Entry, EntryFile

__all__ = [
    "BODY",
    "DAY",
    "TEXT",
    "TEXTS",
    "Entry",
    "EntryFile",
    "EntryForm",
    "Field",
    "body_fault",
    "not_known",
    "one_of",
    "person_fault",
]
