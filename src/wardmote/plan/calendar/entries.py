"""One entry of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.marking import Marking


class EntryKind(StrEnum):
    """What kind of day it is."""

    DUTY = "duty"
    ORDER = "order"
    APPROVAL = "approval"
    HOLD = "hold"
    MEETING = "meeting"
    ACTION = "action"
    MILESTONE = "milestone"
    PROMISE = "promise"
    MEASURE = "measure"
    MONEY = "money"
    OTHER = "other"


@dataclass(frozen=True)
class CalendarEntry:
    """One day, or one stretch of days, that a partnership has to have in mind.

    Parameters
    ----------
    id
        Stable: the same thing has the same id when its day moves.
    on
        The day, or the first of several.
    title
        What it is, in a few words.
    kind
        What kind of day it is.
    ends
        Last day of a stretch; None for one day.
    body
        Whose it is.
    note
        More of it, in a sentence or two.
    rule
        Id of the rule that sets it; empty where no rule does.
    is_practice
        Whether the day is usual and no rule sets it, though a rule is behind it.
    marking
        Who may see it.
    """

    id: str
    on: date
    title: str
    kind: EntryKind
    ends: date | None = None
    body: str = ""
    note: str = ""
    rule: str = ""
    is_practice: bool = False
    marking: Marking = Marking.PUBLIC

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.on:
            raise ConfigurationError(
                f"The entry {self.title!r} ends before it starts.",
                found=f"{self.on} to {self.ends}",
                next_step="Correct its days in the plan's folder.",
            )

    @property
    def rests_on(self) -> str:
        """What sets the day: law, law to be confirmed, practice; empty where neither does.

        Examples
        --------
        >>> CalendarEntry("x", date(2027, 3, 31), "Revise", EntryKind.DUTY, rule="REG-10").rests_on
        'REG-10, law to be confirmed'
        """
        if self.is_practice:
            return f"{self.rule}, practice" if self.rule else "practice"
        if not self.rule:
            return ""
        standing = {
            "confirmed": "law",
            "as_we_understand": "law, as we understand it",
            "to_be_confirmed": "law to be confirmed",
        }
        found = rule(self.rule)
        return f"{self.rule}, {standing[found.standing] if found.is_binding else 'practice'}"

    def touches(self, first: date, last: date) -> bool:
        """Whether any of its days lies in a stretch, both ends included."""
        return self.on <= last and (self.ends or self.on) >= first
