"""Personal data: recognised at the door, so that it never enters the evidence store.

columns.py         a column to judge, and what is found in it
shapes.py          emails, phones, NHS and NI numbers, vehicle marks, addresses, postcodes
people.py          names of people, with the lists in given_and_family_names.py
dates_of_birth.py  a header that says so, or dates spread over a lifetime
identifiers.py     custody, PNC, pupil and other numbers; house numbers
free_text.py       what people wrote
scan.py            the judgement, and the error that stops an import
"""

from wardmote.evidence.personal_data.columns import PersonalColumn, PersonalKind
from wardmote.evidence.personal_data.scan import (
    check_no_personal_data,
    column_labels,
    looks_like_data,
    looks_personal,
    scan_column,
    scan_columns,
)
from wardmote.evidence.personal_data.shapes import outward_postcode

__all__ = [
    "PersonalColumn",
    "PersonalKind",
    "check_no_personal_data",
    "column_labels",
    "looks_like_data",
    "looks_personal",
    "outward_postcode",
    "scan_column",
    "scan_columns",
]
