"""Partner readings that have passed the disclosure rules: nothing else of them is printed.

Readings pass one by one, in the order in which they came, each beside what is out already. So
an edition of last quarter and one of today never give away together what neither does alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wardmote.disclosure import (
    SYMBOL,
    CountTable,
    Dimension,
    Released,
    Sensitivity,
    release,
    stated_percentage,
)
from wardmote.errors import DisclosureError
from wardmote.plan.book import PlanBook
from wardmote.plan.rating.wording import value_words
from wardmote.plan.records import Indicator, Reading
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.records.measures import Unit
from wardmote.vocabulary.marking import Marking

NO_BASE: Final = "not shown: its base was not given, so it cannot be checked"
NOT_WHOLE: Final = "not shown: a count must be a whole number"
DOES_NOT_FIT: Final = "not shown: it does not fit what was printed before"


@dataclass(frozen=True)
class ReleasedReading:
    """One reading as it may be printed.

    Parameters
    ----------
    indicator, starts, ends, marking
        Which, of which period, for whom.
    text
        What a page prints: a figure, or ``suppressed``, or why it is not shown.
    is_figure
        Whether it is a figure.
    received_on, provider
        When it came, and the body that gave it; None and empty for a baseline.
    is_baseline
        Whether it is where the indicator started.
    note
        What a reader must know.
    """

    indicator: IndicatorId
    starts: date
    ends: date
    marking: Marking
    text: str
    is_figure: bool
    received_on: date | None = None
    provider: str = ""
    is_baseline: bool = False
    note: str = ""


@dataclass(frozen=True)
class _Held:
    """One value on its way out."""

    starts: date
    ends: date
    value: float
    base: int | None
    marking: Marking
    reading: Reading | None = None

    @property
    def period(self) -> str:
        return f"{self.starts:%Y-%m-%d} to {self.ends:%Y-%m-%d}"


def released_readings(book: PlanBook, *, on: date, readers: Marking) -> tuple[ReleasedReading, ...]:
    """Every reading and baseline of a plan, as readers may have it on a day.

    Answers "what of our partners' figures may be printed?". Counts pass
    `wardmote.disclosure.release`, each beside all that came before it; shares and rates are
    withheld where they and their base give back a small count.

    Parameters
    ----------
    book
        The whole plan: what partners may have is out too, as far as an attacker is concerned.
    on
        The day: what was received later is left out.
    readers
        Whom it is for.

    Returns
    -------
    tuple of ReleasedReading
        By indicator, oldest period first; of readings of one period the newest.

    Notes
    -----
    Safe against arithmetic on what is printed of one indicator. It does not know that one
    indicator is a part of another: give such indicators one class, and print the larger alone.

    References
    ----------
    statistics.md S5; domain.md A10.2.
    """
    return tuple(
        one
        for indicator in book.all(Indicator)
        if indicator.marking.open_to(readers)
        for one in _released(indicator, _held(book, indicator, on))
        if one.marking.open_to(readers)
    )


def _held(book: PlanBook, indicator: Indicator, on: date) -> list[_Held]:
    """Baseline, then readings in the order in which they came; of one period the newest."""
    readings = [
        one for one in book.all(Reading) if one.indicator == indicator.id and one.received_on <= on
    ]
    newest = {
        (one.starts, one.ends): one for one in sorted(readings, key=lambda one: one.received_on)
    }
    held = [
        _Held(one.starts, one.ends, one.value, one.base, one.marking, one)
        for one in sorted(newest.values(), key=lambda one: (one.received_on, one.starts))
    ]
    start = indicator.baseline
    if start is None or start.value is None or (start.starts, start.ends) in newest:
        return held
    return [_Held(start.starts, start.ends, start.value, start.base, indicator.marking), *held]


def _released(indicator: Indicator, held: list[_Held]) -> list[ReleasedReading]:
    sensitivity = Sensitivity(indicator.small_numbers)
    if indicator.unit is Unit.COUNT and sensitivity is not Sensitivity.OPEN:
        texts = list(_counts(indicator, held, sensitivity))
    else:
        texts = [_alone(indicator.unit, one, sensitivity) for one in held]
    made = [_one(indicator, one, text) for one, text in zip(held, texts, strict=True)]
    return sorted(made, key=lambda one: (one.starts, one.ends))


def _one(indicator: Indicator, held: _Held, text: str) -> ReleasedReading:
    reading = held.reading
    return ReleasedReading(
        indicator=indicator.id,
        starts=held.starts,
        ends=held.ends,
        marking=held.marking.within(indicator.marking),
        text=text,
        is_figure=text not in (SYMBOL, NO_BASE, NOT_WHOLE, DOES_NOT_FIT)
        and not text.startswith("not shown"),
        received_on=reading.received_on if reading else None,
        provider=reading.provider if reading else "",
        is_baseline=reading is None,
        note=reading.note if reading else "",
    )


def _counts(indicator: Indicator, held: list[_Held], sensitivity: Sensitivity) -> Iterator[str]:
    """Counts one by one, each beside those that are out."""
    pieces = _pieces(held)
    out: list[Released] = []
    for one in held:
        if one.value != int(one.value):
            yield NOT_WHOLE
            continue
        within = frozenset(piece for piece, day in pieces.items() if one.starts <= day <= one.ends)
        periods = Dimension("period", (one.period,), parts={one.period: within})
        table = CountTable(indicator.title, indicator.id, (periods,), [int(one.value)])
        try:
            made = release(
                table,
                sensitivity=sensitivity,
                user="partnership",
                as_of=one.reading.received_on if one.reading else one.ends,
                earlier=out,
            )
        except DisclosureError:
            yield DOES_NOT_FIT
            continue
        out.append(made)
        yield made.text(one.period)


def _pieces(held: Iterable[_Held]) -> dict[str, date]:
    """The stretches of time into which the periods cut each other, each with its first day."""
    edges = {one.starts for one in held} | {one.ends + timedelta(days=1) for one in held}
    return {f"from {edge:%Y-%m-%d}": edge for edge in edges}


def _alone(unit: Unit, held: _Held, sensitivity: Sensitivity) -> str:
    """A value that is no count, or an open one."""
    if sensitivity is not Sensitivity.OPEN:
        if unit is Unit.SHARE:
            return _share(held, sensitivity)
        if unit is Unit.PER_1000 and held.base is None:
            return NO_BASE
        if unit is Unit.PER_1000 and 0 < held.value * (held.base or 0) / 1000 < (
            sensitivity.threshold
        ):
            return SYMBOL
        if held.base is not None and held.base < sensitivity.threshold:
            return SYMBOL
    return value_words(held.value, unit, held.base)


def _share(held: _Held, sensitivity: Sensitivity) -> str:
    if held.base is None:
        return NO_BASE
    count = round(held.value * held.base)
    shown = stated_percentage(100 * held.value, count, held.base, sensitivity=sensitivity)
    if shown.value is None:
        return shown.text if shown.text == SYMBOL else f"{shown.text}: {shown.remark}"
    return f"{shown.text} of {held.base:,}"
