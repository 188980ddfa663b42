"""Which figures of a plan's measures may be told: the one rule for small numbers, asked once.

Readings, ratings, documents, slides, the site and exports all rest on what this gives back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final, Protocol

from wardmote.disclosure.figures import SMALLEST_BASE
from wardmote.disclosure.periods import PeriodValue, ReleasedPeriods, release_periods
from wardmote.disclosure.seal import check_released
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Indicator, Reading, Record
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.records.measures import Unit
from wardmote.vocabulary.months import last_day

PER: Final = {Unit.SHARE: 1.0, Unit.PER_1000: 1000.0}
"""What a share and a rate are of, so that value times base over it is people."""


class Counted(Protocol):
    """Monthly counts of an indicator with a query."""

    @property
    def months(self) -> Sequence[date]:
        """First day of each month."""
        ...

    @property
    def counts(self) -> Sequence[int]:
        """What was counted in it."""
        ...


@dataclass(frozen=True)
class Told:
    """What may be told of one indicator.

    Parameters
    ----------
    released
        Its values, by period, and whether each may be printed.
    by_reading
        Reading, superseded ones too, to whether its value may be printed.
    baseline
        Whether the value that its baseline states may be.
    """

    released: ReleasedPeriods
    by_reading: Mapping[Reading, bool] = field(default_factory=dict)
    baseline: bool = True

    def has(self, reading: Reading) -> bool:
        """Whether a reading is one of those judged: others came later."""
        return _what(reading) in self._by_what

    def tells(self, reading: Reading) -> bool:
        """Whether the value of a reading may be printed, whatever its provider is called here."""
        return self._by_what.get(_what(reading), False)

    @cached_property
    def _by_what(self) -> dict[tuple[object, ...], bool]:
        return {_what(one): is_told for one, is_told in self.by_reading.items()}


def _what(one: Reading) -> tuple[object, ...]:
    """What makes a reading one, whoever may know its provider."""
    return one.indicator, one.starts, one.ends, one.received_on, one.value, one.base


def told_of(
    book: PlanBook, *, on: date, counted: Mapping[IndicatorId, Counted] | None = None
) -> dict[IndicatorId, Told]:
    """What may be told of every indicator of a plan on a day.

    Answers "which of our figures may be printed, and which sums of them?". For the public and
    for partners alike: what either has been given is out.

    Parameters
    ----------
    book
        The whole plan, whoever it is for.
    on
        The day: what came later is left out, and changes nothing of what came before.
    counted
        Indicators with a query, to their monthly counts.

    References
    ----------
    statistics.md S5; `wardmote.disclosure.periods`.
    """
    held = counted or {}
    return {one.id: _told(one, book, on, held.get(one.id)) for one in book.all(Indicator)}


def _told(indicator: Indicator, book: PlanBook, on: date, counted: Counted | None) -> Told:
    readings = in_order_of_coming(
        one for one in book.all(Reading) if one.indicator == indicator.id and one.received_on <= on
    )
    start = _stated_baseline(indicator)
    values = [start] if start else []
    values += [_value(indicator, one.starts, one.ends, one.value, one.base) for one in readings]
    if counted is not None:
        values += [
            PeriodValue(month, last_day(month), (int(count),))
            for month, count in zip(counted.months, counted.counts, strict=True)
            if last_day(month) <= on
        ]
    released = release_periods(
        indicator.title, values, sensitivity=Sensitivity(indicator.small_numbers)
    )
    printed = check_released(released).printed
    first = 1 if start else 0
    told = dict(zip(readings, printed[first : first + len(readings)], strict=True))
    return Told(released, told, baseline=printed[0] if start else True)


def in_order_of_coming(readings: Iterable[Reading]) -> list[Reading]:
    """Readings in the order in which they came; of one day the older period first."""
    return sorted(readings, key=lambda one: (one.received_on, one.starts, one.ends))


def _stated_baseline(indicator: Indicator) -> PeriodValue | None:
    start = indicator.baseline
    if start is None or start.value is None:
        return None
    return _value(indicator, start.starts, start.ends, start.value, start.base)


def _value(
    indicator: Indicator, starts: date, ends: date, value: float, base: int | None
) -> PeriodValue:
    return PeriodValue(
        starts, ends, _behind(indicator, value, base), not why_not(indicator, value, base)
    )


def _behind(indicator: Indicator, value: float, base: int | None) -> tuple[int, ...]:
    """People or events whom a value gives away: with its base, a share gives back two counts."""
    if indicator.unit is Unit.COUNT:
        return (round(value),)
    if base is None:
        return ()
    if indicator.unit is Unit.SHARE:
        part = round(value * base)
        return part, base - part
    if indicator.unit is Unit.PER_1000:
        return (round(value * base / PER[Unit.PER_1000]),)
    return (base,)


def without_untold(book: PlanBook, told: Mapping[IndicatorId, Told]) -> PlanBook:
    """The book without the values that may not be told, nor the notes beside them.

    What is made from it cannot print them, in whatever words.

    Parameters
    ----------
    book
        The plan, or what readers may have of it.
    told
        What may be told of the whole plan. A reading that it does not name came later: it is
        left out.
    """
    records: dict[type[Record], tuple[Record, ...]] = dict(book.records)
    records[Reading] = tuple(
        one if told[one.indicator].tells(one) else replace(one, value=0.0, base=None, note="")
        for one in book.all(Reading)
        if told[one.indicator].has(one)
    )
    records[Indicator] = tuple(with_told_baseline(one, told[one.id]) for one in book.all(Indicator))
    return PlanBook({kind: held for kind, held in records.items() if held}, book.words)


def with_told_baseline(indicator: Indicator, told: Told) -> Indicator:
    """An indicator without the value of its baseline, where that may not be told."""
    start = indicator.baseline
    if told.baseline or start is None:
        return indicator
    return replace(indicator, baseline=replace(start, value=None, base=None))


NO_BASE: Final = "its base was not given, so it cannot be checked"
NOT_WHOLE: Final = "a count must be a whole number"
FEW: Final = f"base below {SMALLEST_BASE}"


def why_not(indicator: Indicator, value: float, base: int | None) -> str:
    """Why a value may not be printed whatever the others are; nothing where it may.

    A value of a class that is open needs no check.
    """
    if Sensitivity(indicator.small_numbers) is Sensitivity.OPEN:
        return ""
    if indicator.unit is Unit.COUNT:
        return "" if value == int(value) else NOT_WHOLE
    if indicator.unit not in PER:
        return ""
    if base is None:
        return NO_BASE
    return FEW if indicator.unit is Unit.SHARE and base < SMALLEST_BASE else ""
