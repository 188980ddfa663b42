"""What every record of a plan has: a marking, a source, and what is still to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from wardmote.errors import ConfigurationError, Fault
from wardmote.vocabulary.marking import Marking


def _words(name: str) -> str:
    """Name of a kind of record in words: ``adoption exception``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


@dataclass(frozen=True, kw_only=True)
class Record:
    """One thing that a plan holds. It checks itself: a record that exists is sound by itself.

    Parameters
    ----------
    marking
        Who may read it. What is made for the public leaves out the rest.
    source
        Where it is stated: a slide, a minute, a report.
    quoted
        Whether its words are the source's own.
    to_be_confirmed
        Names of its fields that no source gives yet: printed as "to be confirmed".

    Raises
    ------
    ConfigurationError
        Something in it cannot be; all such faults at once.
    """

    marking: Marking = Marking.PUBLIC
    source: str = ""
    quoted: bool = False
    to_be_confirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        found = [*self._unknown_fields(), *self._unsourced_words(), *self.problems()]
        if found:
            kind = _words(type(self).__name__)
            raise ConfigurationError(
                f"This {kind} cannot be used. Nothing was saved.",
                faults=[Fault(getattr(self, "id", "") or kind, one) for one in found],
                next_step="Correct it, and give it again.",
            )

    def problems(self) -> Iterator[str]:
        """What is wrong with it by itself, in words; nothing by default."""
        return iter(())

    def _unknown_fields(self) -> Iterator[str]:
        own = {one.name for one in fields(self)}
        for name in self.to_be_confirmed:
            if name not in own:
                yield f"to_be_confirmed names {name!r}, which is none of its fields"

    def _unsourced_words(self) -> Iterator[str]:
        if self.quoted and not self.source:
            yield "it is quoted, and source does not say from where"

    def is_confirmed(self, name: str) -> bool:
        """Whether one of its fields is known, as far as its source goes."""
        return name not in self.to_be_confirmed
