"""The plan handed on: as CSV with a data package, and as JSON.

cleared.py    what readers may have of a plan; every writer asks for it first
as_csv.py     a table for each kind of record, described for programs
as_json.py    the whole plan as one object
handing_on.py the files of one format, written

`wardmote.plan.stratml` writes the same for those who read StratML.
"""

from wardmote.plan.exchange.as_csv import csv_files
from wardmote.plan.exchange.as_json import plan_json
from wardmote.plan.exchange.cleared import ClearedBook, clear_book, require_cleared
from wardmote.plan.exchange.handing_on import EXPORTS, write_exports

__all__ = [
    "EXPORTS",
    "ClearedBook",
    "clear_book",
    "csv_files",
    "plan_json",
    "require_cleared",
    "write_exports",
]
