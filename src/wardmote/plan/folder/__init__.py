"""A plan's folder: TOML, Markdown and CSV that a person edits, into records and back.

forms.py        what one value must be, and the error that says so
tables.py       one TOML file into records
references.py   every id that a record names must exist; no circles
joined.py       what only several records together can get wrong
reading.py      the whole folder into a book, with all faults in one error
writing.py      records as TOML; the history is only ever added to
beginning.py    records into a folder that is not there yet

::

    plan/
      plan.toml  bodies.toml  context.toml  voice.toml  priorities.toml …   any tables in any file
      words/foreword.md …     chapters in Markdown
      readings/*.csv          readings of indicators, as partners send them
      history/*.toml          updates, reports, exceptions, sendings
"""

from wardmote.plan.folder.beginning import begin_plan
from wardmote.plan.folder.reading import PLAN_FOLDER, read_plan
from wardmote.plan.folder.writing import append_record, append_records, record_toml

__all__ = [
    "PLAN_FOLDER",
    "append_record",
    "append_records",
    "begin_plan",
    "read_plan",
    "record_toml",
]
