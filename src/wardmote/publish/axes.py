"""Axes: where a number lies on a drawing, and which ticks a reader needs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wardmote.publish import look, words
from wardmote.publish.classes import round_step
from wardmote.publish.lettering import width_of
from wardmote.publish.pen import TEXT_SIZE, Pen

GRID: Final = "#DEE0E2"
MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
TICK: Final = 5
TICK_GAP: Final = 8
LEFT_OF_AXIS: Final = 30  # so far the name of a month may reach out
RIGHT_OF_AXIS: Final = 20


@dataclass(frozen=True)
class Axis:
    """A straight scale from numbers to pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Pixel of a number."""
        share = (number - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def axis_ticks(values: Iterable[float | None], steps: int = 4) -> tuple[float, ...]:
    """Round ticks from zero to at least the largest value.

    Examples
    --------
    >>> axis_ticks([310, None, 885])
    (0, 250, 500, 750, 1000)
    >>> axis_ticks([0])
    (0, 1)
    """
    largest = max((value for value in values if value is not None), default=0)
    if largest <= 0:
        return (0, 1)
    step = round_step(largest / steps, whole=largest >= steps)
    ticks = math.ceil(largest / step - 1e-9)
    return tuple(round(step * tick, 9) for tick in range(ticks + 1))


def month_ticks(months: Sequence[str], width: float, size: float = TEXT_SIZE) -> tuple[int, ...]:
    """Places of the months to name on an axis of that width: Januaries before others.

    Examples
    --------
    >>> months = [f"{2021 + n // 12}-{n % 12 + 1:02}" for n in range(4, 40)]
    >>> [months[place] for place in month_ticks(months, 500)]
    ['2021-07', '2022-01', '2022-07', '2023-01', '2023-07', '2024-01']
    """
    room = width / max(1, len(months) - 1)
    needed = width_of("May 2024", size) + 10
    step = next((step for step in MONTH_STEPS if step * room >= needed), MONTH_STEPS[-1])
    starts = map(words.month_start, months)
    numbers = [start.year * 12 + start.month - 1 for start in starts]
    return tuple(place for place, number in enumerate(numbers) if number % step == 0)


def draw_month_axis(pen: Pen, months: Sequence[str], across: Axis, y: float, size: float) -> None:
    """Baseline with named months under it: first and last where there is no room for more."""
    pen.line((across.start, y), (across.end, y), colour=look.INK)
    places = month_ticks(months, across.end - across.start, size)
    if len(places) < 2:
        places = (0, len(months) - 1)
    for place in places:
        x, name = across.at(place), words.short_month(months[place])
        half = width_of(name, size) / 2
        middle = min(max(x, across.start - LEFT_OF_AXIS + half), across.end + RIGHT_OF_AXIS - half)
        pen.line((x, y), (x, y + TICK), colour=look.INK)
        pen.text((middle, y + TICK + size), name, anchor="middle", size=size)


def room_for(ticks: Sequence[float], size: float) -> float:
    """Pixels that the numbers left of an axis need."""
    return max(width_of(words.tick(tick), size) for tick in ticks) + TICK_GAP + 4


def draw_grid(
    pen: Pen, ticks: Sequence[float], up: Axis, across: Axis, size: float = TEXT_SIZE
) -> None:
    """Light lines across at each tick, with its number to the left."""
    for tick in ticks:
        y = up.at(tick)
        pen.line((across.start, y), (across.end, y), colour=GRID)
        at = (across.start - TICK_GAP, y + size * 0.36)
        pen.text(at, words.tick(tick), anchor="end", size=size)
