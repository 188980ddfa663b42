"""What people write beside findings: commentary that survives a rebuild, and explanations.

stamps.py        the figures that an entry was written against
markdown.py      the little Markdown that is printed: paragraphs, points, links
entries.py       a folder of Markdown files into entries, one below each ``## finding-id``
standing.py      entries beside today's findings: current, changed underneath, or gone
overtaken.py     since which assessment an entry's figures are others
skeleton.py      a file with a heading for each finding, to write below
files.py         the folder on disk: the skeleton written, entries confirmed
explanations.py  why did it change? competing explanations of a theme: explanations.toml

A person's words are never changed or deleted here; they are only told apart.
"""

from wardmote.assessment.commentary.entries import COMMENTARY_FOLDER, CommentaryEntry, read_entries
from wardmote.assessment.commentary.explanations import (
    EXPLANATIONS_FILE,
    Explanation,
    ThemeExplanations,
    explained_findings,
    explanations_by_theme,
    explanations_template,
    read_explanations,
)
from wardmote.assessment.commentary.files import (
    SkeletonWritten,
    confirm_entries,
    write_skeleton,
)
from wardmote.assessment.commentary.markdown import Block, Words
from wardmote.assessment.commentary.overtaken import overtaken_by
from wardmote.assessment.commentary.skeleton import restamped, with_skeleton
from wardmote.assessment.commentary.stamps import Stamp, stamp_of
from wardmote.assessment.commentary.standing import (
    Comment,
    Commentary,
    Standing,
    judge_commentary,
)

__all__ = [
    "COMMENTARY_FOLDER",
    "EXPLANATIONS_FILE",
    "Block",
    "Comment",
    "Commentary",
    "CommentaryEntry",
    "Explanation",
    "SkeletonWritten",
    "Stamp",
    "Standing",
    "ThemeExplanations",
    "Words",
    "confirm_entries",
    "explained_findings",
    "explanations_by_theme",
    "explanations_template",
    "judge_commentary",
    "overtaken_by",
    "read_entries",
    "read_explanations",
    "restamped",
    "stamp_of",
    "with_skeleton",
    "write_skeleton",
]
