"""What readers may have of a plan: by marking, and without small numbers.

Every writer of this package and of `wardmote.plan.stratml` calls `require_cleared` first, so
that no format can bypass it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from wardmote.disclosure.clearance import Clearance, check_clearance, clear
from wardmote.disclosure.periods import PeriodCount, withheld_in_turn, withheld_periods
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.errors import DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.exchange.plain import plain_bytes
from wardmote.plan.folder.writing import plain_values
from wardmote.plan.records import TABLES, Indicator, Reading, Record
from wardmote.plan.records.measures import Unit
from wardmote.plan.released import released_readings
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


Period = tuple[str, date, date]
"""Id of an indicator, with the first and last day of one of its values."""


def clear_book(
    book: PlanBook,
    readers: Marking,
    *,
    on: date,
    user: str = "partnership",
) -> ClearedBook:
    """The plan as readers of one marking may have it.

    Answers "what of this plan may we hand on?". Records marked above the readers are left out.
    For the public, so is every value of an indicator that is or gives away a small number, and
    every value that the plan's documents withhold (`wardmote.plan.released`): those print shares
    rounded, this hands them on exactly.

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
    open_book = book.as_at(on).for_readers(readers)
    kept, withheld, baselines = open_book, set[str](), set[str]()
    if readers is Marking.PUBLIC:
        printed = released_readings(book, on=on, readers=readers)
        unprinted = {
            (str(one.indicator), one.starts, one.ends) for one in printed if not one.is_figure
        }
        for one in open_book.all(Indicator):
            readings = open_book.all(Reading)
            keys, is_baseline_out = _withheld_of(one, readings, unprinted)
            withheld |= keys
            baselines |= {one.id} if is_baseline_out else set()
        kept = _without_values(open_book, withheld, baselines)
    made = ClearedBook(kept, readers, on, frozenset(withheld), frozenset(baselines))
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


def _withheld_of(
    indicator: Indicator, readings: Sequence[Reading], also: Collection[Period]
) -> tuple[set[str], bool]:
    """Keys of the readings of one indicator that are withheld, and whether its baseline is."""
    threshold = Sensitivity(indicator.small_numbers).threshold
    own = [one for one in readings if one.indicator == indicator.id]
    held = [(one.starts, one.ends, _people(indicator, one.value, one.base)) for one in own]
    came = [one.received_on for one in own]
    first = indicator.baseline
    if first is not None and first.value is not None:
        held.append((first.starts, first.ends, _people(indicator, first.value, first.base)))
        came.append(date.min)
    out = [(str(indicator.id), starts, ends) in also for starts, ends, _ in held]
    for part in range(PARTS):
        counts = [PeriodCount(starts, ends, parts[part]) for starts, ends, parts in held]
        now = withheld_periods(counts, threshold)
        ever = _in_turn(counts, came, threshold)
        out = [any(three) for three in zip(out, now, ever, strict=True)]
    keys = {reading_key(one) for one, is_out in zip(own, out, strict=False) if is_out}
    return keys, any(out[len(own) :])


def _in_turn(
    counts: Sequence[PeriodCount], came: Sequence[date], threshold: int
) -> tuple[bool, ...]:
    """What was or will be withheld by what was known when it came: earlier editions are out."""
    order = sorted(range(len(counts)), key=lambda place: came[place])
    verdicts = withheld_in_turn([counts[place] for place in order], threshold)
    return tuple(out for _, out in sorted(zip(order, verdicts, strict=True)))


PARTS: Final = 2  # those who are counted, and those who were asked and are not


def _people(indicator: Indicator, value: float, base: int | None) -> tuple[float, float]:
    """People or events behind a value, and the rest of its base; none where it counts nobody."""
    if base is not None and indicator.unit is Unit.SHARE:
        part = round(value * base, 6)
        return part, base - part
    if base is not None and indicator.unit is Unit.PER_1000:
        return round(value * base / 1000, 6), 0.0
    if indicator.unit is Unit.COUNT:
        return value, 0.0
    return (float(base) if base is not None else 0.0), 0.0


def _without_values(book: PlanBook, withheld: set[str], baselines: set[str]) -> PlanBook:
    records: dict[type[Record], tuple[Record, ...]] = dict(book.records)
    records[Reading] = tuple(
        replace(one, value=0.0, base=None, note="") if reading_key(one) in withheld else one
        for one in book.all(Reading)
    )
    records[Indicator] = tuple(
        replace(one, baseline=replace(one.baseline, value=None, base=None))
        if one.id in baselines and one.baseline
        else one
        for one in book.all(Indicator)
    )
    return PlanBook(records, book.words)
