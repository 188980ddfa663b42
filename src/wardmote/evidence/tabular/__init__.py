"""A council's own CSV or XLSX: read as text first, then value by value.

reading.py     a file into a table of text
decoding.py    bytes to text: which encoding
delimited.py   text to rows: which delimiter
workbook.py    a workbook's sheet to rows
table.py       rows to a table: header, names, faults
dates.py       dates and times
points.py      coordinates
counts.py      whole numbers
parsed.py      values read, each good or with a reason
"""

from wardmote.evidence.tabular.counts import parse_counts
from wardmote.evidence.tabular.dates import date_format_fault, guess_date_formats, parse_dates
from wardmote.evidence.tabular.parsed import Parsed
from wardmote.evidence.tabular.points import parse_coordinates
from wardmote.evidence.tabular.reading import read_text_table
from wardmote.evidence.tabular.table import TextTable

__all__ = [
    "Parsed",
    "TextTable",
    "date_format_fault",
    "guess_date_formats",
    "parse_coordinates",
    "parse_counts",
    "parse_dates",
    "read_text_table",
]
