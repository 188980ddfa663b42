"""A sheet for each owner body: out to those who will never log in, and back as it really comes.

columns.py    what a sheet asks, in an owner's words, and the field that each answer becomes
writing.py    a body's actions, steps and promises as an Excel workbook
grid.py       a workbook that came back: which sheet, which row is the header, which column is what
cells.py      one cell into a date, a word of the list or a text; or what is wrong with it
reading.py    rows into updates, with all faults of all sheets in one error
"""

from wardmote.plan.sheets.reading import SheetsRead, read_sheets
from wardmote.plan.sheets.writing import write_sheet

__all__ = ["SheetsRead", "read_sheets", "write_sheet"]
