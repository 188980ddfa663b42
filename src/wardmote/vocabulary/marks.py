"""How far a statement about the law or practice was read in its source."""

from __future__ import annotations

MARKS = {
    "V": "read in the instrument",
    "V~": "second hand: another source says so, the text itself was not read",
    "K": "general knowledge of the field, to be confirmed",
    "U": "unverified",
    "": "no mark: a check of our own, not a statement about the law",
}
"""Mark to meaning. Only V may be stated as law."""
