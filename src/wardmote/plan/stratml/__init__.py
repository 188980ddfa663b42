"""StratML: the plan in the one international format for plans, out and in.

elements.py   its words: namespaces, identifiers, labelled lines
writing.py    a cleared book into a plan or a performance report
results.py    indicators, actions and promises with what is aimed at and what came
parsing.py    a file from elsewhere, read without trusting it
reading.py    its elements into records; what has no place here is said, never guessed

References
----------
ANSI/AIIM 22:2017 (StratML Part 2); ISO 17469-1:2015 (Part 1).
"""

from wardmote.plan.stratml.reading import Imported, NotTaken, import_stratml
from wardmote.plan.stratml.writing import stratml_bytes

__all__ = ["Imported", "NotTaken", "import_stratml", "stratml_bytes"]
