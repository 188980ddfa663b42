"""Partner readings as they may be printed, in words: nothing else of them is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.disclosure.sensitivity import SYMBOL
from wardmote.plan.book import PlanBook
from wardmote.plan.rating.wording import value_words
from wardmote.plan.records import Indicator, Reading
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.told import Told, in_order_of_coming, told_of, why_not
from wardmote.vocabulary.marking import Marking


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
        What a reader must know; empty beside a figure that is not printed, since it may tell it.
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


def released_readings(
    book: PlanBook,
    *,
    on: date,
    readers: Marking,
    told: Mapping[IndicatorId, Told] | None = None,
) -> tuple[ReleasedReading, ...]:
    """Every reading and baseline of a plan, as readers may have it on a day.

    Answers "what of our partners' figures may be printed?", in words; `wardmote.plan.told` has
    the rule.

    Parameters
    ----------
    book
        The whole plan: what partners may have is out too, as far as an attacker is concerned.
    on
        The day: what was received later is left out.
    readers
        Whom it is for.
    told
        What may be told of the whole plan on that day, where it is known already.

    Returns
    -------
    tuple of ReleasedReading
        By indicator, oldest period first; of readings of one period the newest.
    """
    known = told_of(book, on=on) if told is None else told
    return tuple(
        one
        for indicator in book.all(Indicator)
        if indicator.marking.open_to(readers)
        for one in sorted(
            _released(indicator, known[indicator.id], readers),
            key=lambda one: (one.starts, one.ends),
        )
    )


def _released(indicator: Indicator, told: Told, readers: Marking) -> Iterator[ReleasedReading]:
    theirs = [one for one in told.by_reading if one.marking.open_to(readers)]
    newest = {(one.starts, one.ends): one for one in in_order_of_coming(theirs)}
    start = indicator.baseline
    if start is not None and start.value is not None and (start.starts, start.ends) not in newest:
        text = _text(indicator, start.value, start.base, is_told=told.baseline)
        yield ReleasedReading(
            indicator.id,
            start.starts,
            start.ends,
            indicator.marking,
            text,
            told.baseline,
            is_baseline=True,
        )
    for one in newest.values():
        yield _reading(indicator, one, is_told=told.by_reading[one])


def _reading(indicator: Indicator, one: Reading, *, is_told: bool) -> ReleasedReading:
    return ReleasedReading(
        indicator=indicator.id,
        starts=one.starts,
        ends=one.ends,
        marking=one.marking.within(indicator.marking),
        text=_text(indicator, one.value, one.base, is_told=is_told),
        is_figure=is_told,
        received_on=one.received_on,
        provider=one.provider,
        note=one.note if is_told else "",
    )


def _text(indicator: Indicator, value: float, base: int | None, *, is_told: bool) -> str:
    if is_told:
        return value_words(value, indicator.unit, base)
    because = why_not(indicator, value, base)
    return f"not shown: {because}" if because else SYMBOL
