"""What readers may have of a plan: by marking, and without small numbers.

Every writer of this package and of `wardmote.plan.stratml` calls `require_cleared` first, so
that no format can bypass it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wardmote.disclosure.clearance import Clearance, check_clearance, clear
from wardmote.errors import DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.exchange.plain import plain_bytes
from wardmote.plan.folder.writing import plain_values
from wardmote.plan.records import TABLES, Indicator, Reading
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.told import Told, told_of, without_untold
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True)
class ClearedBook:
    """A plan as its readers may have it.

    Made by `clear_book`: one that is put together by hand has no clearance, and nothing is
    written from it.

    Parameters
    ----------
    book
        With what the readers may have, and nothing else.
    readers
        Whom it is for.
    on
        Day that it stands for.
    withheld
        Readings whose value is not in it, by `reading_key`: their value is 0 here, and every
        writer prints "suppressed" instead.
    withheld_baselines
        Ids of indicators whose baseline is not in it.
    clearance
        That it has passed.
    """

    book: PlanBook
    readers: Marking
    on: date
    withheld: frozenset[str] = frozenset()
    withheld_baselines: frozenset[str] = frozenset()
    clearance: Clearance | None = field(default=None, compare=False, repr=False)

    def content(self) -> bytes:
        """Canonical bytes of everything that a writer may print."""
        kinds = {name: [*map(plain_values, self.book.all(kind))] for name, kind in TABLES.items()}
        held: Mapping[str, Any] = {
            "readers": self.readers.value,
            "on": self.on,
            "withheld": sorted(self.withheld),
            "withheld_baselines": sorted(self.withheld_baselines),
            "words": dict(self.book.words),
            "records": kinds,
        }
        return plain_bytes(held)

    def is_withheld(self, reading: Reading) -> bool:
        """Whether the value of a reading is not in it."""
        return reading_key(reading) in self.withheld


def reading_key(one: Reading) -> str:
    """What tells one reading from all others of a plan."""
    return f"{one.indicator} {one.starts} {one.ends} {one.received_on} {one.provider}"


def clear_book(
    book: PlanBook,
    readers: Marking,
    *,
    on: date,
    user: str = "partnership",
    told: Mapping[IndicatorId, Told] | None = None,
) -> ClearedBook:
    """The plan as readers of one marking may have it.

    Answers "what of this plan may we hand on?". Records marked above the readers are left out.
    For the public, so is every value that may not be told (`wardmote.plan.told`), as in the
    plan's documents, and every reading that came later than the day.

    Parameters
    ----------
    book
        The whole plan. It is left as it is.
    readers
        Whom it is for. Partners have all values: they supplied them.
    on
        Day that it stands for: what came later is left out, as from the documents.
    user
        Who clears it: a role or an account.
    told
        What may be told of the whole plan on that day, where it is known already.

    Raises
    ------
    DisclosureError
        The plan itself is not for these readers.
    """
    if not book.plan.marking.open_to(readers):
        raise DisclosureError(
            "The plan is marked for partners, so nothing of it was written for the public.",
            next_step='Take marking = "partners" out of [plan] when it may be published.',
        )
    # Of what came later nothing was asked whether it may be printed beside the rest.
    theirs = book.as_at(on).for_readers(readers)
    withheld, baselines = frozenset[str](), frozenset[str]()
    if readers is Marking.PUBLIC:
        may = told_of(book, on=on) if told is None else told
        held = without_untold(theirs, may)
        indicators = {one.id for one in held.all(Indicator)}
        baselines = frozenset(one for one in indicators if not may[one].baseline)
        withheld = frozenset(
            reading_key(one)
            for one in theirs.all(Reading)
            if may[one.indicator].has(one) and not may[one.indicator].tells(one)
        )
        theirs = held
    made = ClearedBook(theirs, readers, on, withheld, baselines)
    return replace(made, clearance=clear(made.content(), (), user=user, as_of=on))


def require_cleared(cleared: ClearedBook) -> ClearedBook:
    """Give back what has been cleared, and refuse everything else.

    Raises
    ------
    DisclosureError
        It has no clearance, or was changed since.
    """
    if not isinstance(cleared, ClearedBook):
        raise DisclosureError(
            f"This {type(cleared).__name__} has not been cleared, so nothing was written.",
            next_step="Clear it first: wardmote.plan.exchange.clear_book.",
        )
    check_clearance(cleared.clearance, cleared.content())
    return cleared
