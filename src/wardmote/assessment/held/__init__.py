"""Receipts: which authority's data set came for which quarter, and which did not.

data_sets.py   what is declared to come, and from whom: datasets.toml
arrivals.py    when each month of a supply first came
cells.py       one quarter of one data set: received, late, missing or not held
rows.py        one data set over the quarters
undeclared.py  what is held though nobody declared it
receipts.py    the whole matrix

Only what a person declared can be missing. Everything else that is not here is "not held".
"""

from wardmote.assessment.held.arrivals import Arrival, arrivals_in, arrivals_of, first_arrivals
from wardmote.assessment.held.cells import Cell, State
from wardmote.assessment.held.data_sets import (
    DATA_SETS_FILE,
    CameOn,
    DataSet,
    Declared,
    KnownSource,
    known_sources,
    read_data_sets,
)
from wardmote.assessment.held.receipts import (
    NextDue,
    Receipts,
    quarter_words,
    quarters_due,
    receipts,
)
from wardmote.assessment.held.rows import ReceiptRow

__all__ = [
    "DATA_SETS_FILE",
    "Arrival",
    "CameOn",
    "Cell",
    "DataSet",
    "Declared",
    "KnownSource",
    "NextDue",
    "ReceiptRow",
    "Receipts",
    "State",
    "arrivals_in",
    "arrivals_of",
    "first_arrivals",
    "known_sources",
    "quarter_words",
    "quarters_due",
    "read_data_sets",
    "receipts",
]
