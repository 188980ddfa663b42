"""What a sheet asks: each column in an owner's words, and the field that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from wardmote.plan.records.history import Said


class Kind(Enum):
    """What a column holds."""

    SHOWN = auto()
    CHOICE = auto()
    DAY = auto()
    TEXT = auto()
    POST = auto()


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet.

    Parameters
    ----------
    title
        As the header prints it.
    width
        In characters.
    kind
        What it holds.
    field
        Field of an update that it becomes; empty for what is only shown.
    ask
        What to write there, for the sheet of instructions.
    """

    title: str
    width: int
    kind: Kind = Kind.SHOWN
    field: str = ""
    ask: str = ""


REF: Final = "Ref"
WHAT: Final = "What was promised"
HOW: Final = "How is it?"

CHOICES: Final = {
    "Started": Said.STARTED,
    "On track": Said.ON_TRACK,
    "At risk": Said.AT_RISK,
    "Done": Said.DONE,
    "Stopped": Said.STOPPED,
    "Note only": Said.NOTE,
}
"""Words of the drop-down list, and what they say."""

COLUMNS: Final = (
    SheetColumn(REF, 8),
    SheetColumn(WHAT, 44),
    SheetColumn("First due", 19),
    SheetColumn("Due now", 19),
    SheetColumn("Status today", 13),
    SheetColumn("Because", 34),
    SheetColumn(HOW, 13, Kind.CHOICE, "says", "Choose from the list."),
    SheetColumn("What changed?", 36, Kind.TEXT, "what_changed", "In a sentence."),
    SheetColumn("So what?", 30, Kind.TEXT, "so_what", "Who noticed, or what it led to."),
    SheetColumn("When will it be done?", 19, Kind.DAY, "forecast", "Your own forecast: a day."),
    SheetColumn("Late or at risk: why?", 26, Kind.TEXT, "why", "Why, in a sentence."),
    SheetColumn("What will put it right?", 26, Kind.TEXT, "put_right", "In a sentence."),
    SheetColumn("Right by when?", 19, Kind.DAY, "put_right_by", "A day."),
    SheetColumn("Help needed?", 22, Kind.TEXT, "help_needed", "What you ask of others."),
    SheetColumn("Done: where to see it?", 26, Kind.TEXT, "evidence", "A report, minute or page."),
    SheetColumn("Done: signed off by?", 22, Kind.POST, "signed_off_by", "A second post, no name."),
    SheetColumn("Move to?", 19, Kind.DAY, "moved_to", "A new due day. The first is kept."),
    SheetColumn("Move: why?", 26, Kind.TEXT, "moved_why", "Needed with a new day."),
    SheetColumn("Stopped: at which meeting?", 22, Kind.TEXT, "stopped_at", "Needed for Stopped."),
    SheetColumn("Stopped: why?", 26, Kind.TEXT, "stopped_why", "Needed for Stopped."),
)
"""Columns of a sheet, from the left: first what is shown, then what an owner fills."""

FILLED: Final = tuple(one for one in COLUMNS if one.field)


def normal(title: str) -> str:
    """A title or a word of the list without what people change by accident.

    Examples
    --------
    >>> normal("  What  changed ?"), normal("ON-TRACK")
    ('what changed', 'on track')
    """
    return " ".join(re.sub(r"[^\w]+", " ", title.casefold().replace("_", " ")).split())


BY_TITLE: Final = {normal(one.title): one for one in COLUMNS}
