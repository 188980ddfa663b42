"""Changes as SVG: a dot for each, and the interval that it may really have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wardmote.errors import AnalysisError, Fault
from wardmote.publish import look, words
from wardmote.publish.axes import GRID, Axis
from wardmote.publish.classes import round_step
from wardmote.publish.exhibits import Drawing
from wardmote.publish.lettering import width_of, wrapped
from wardmote.publish.pen import LINE_HEIGHT, NARROW, TEXT_SIZE, WIDE, Pen

FARTHEST: Final = 100  # percent: what lies beyond ends in an arrow, so that the rest stays legible
ROW: Final = 34
STACKED_ROW: Final = 26  # under a line of words
MOST_NAME: Final = 200  # longer names take several lines


@dataclass(frozen=True)
class Change:
    """One thing's change, in percent of the earlier count, with its interval.

    Parameters
    ----------
    name
        What changed.
    percent, lower, upper
        0 is no change, −100 is gone. All None where no test could be made.
    verdict
        As the sentence has it: ``rose``, ``no clear change``, ``too short to say``.
    clear
        Whether that is a clear change: drawn filled, others hollow.
    """

    name: str
    percent: float | None
    lower: float | None
    upper: float | None
    verdict: str
    clear: bool

    @property
    def interval(self) -> tuple[float, float, float] | None:
        """Lower end, change, upper end; None where no test could be made."""
        if self.percent is None or self.lower is None or self.upper is None:
            return None
        return self.lower, self.percent, self.upper


def draw_changes(changes: Sequence[Change]) -> Drawing:
    """Changes in percent beside each other, each with its interval and its verdict in words.

    Answers "which of these changed, and how sure are we?". An interval that reaches across
    the line at 0 is no clear change. In the order given: by priority, never by size.

    Parameters
    ----------
    changes
        At least one.

    Returns
    -------
    Drawing
        Names left and verdicts right; on a phone, above each interval.

    Raises
    ------
    AnalysisError
        There is none, or an interval does not hold its change.

    Notes
    -----
    Percentages of unlike bases stand side by side: a large one of a small count is not more
    than a small one of a large count. Print both counts in the table.

    Examples
    --------
    >>> drawing = draw_changes([Change("Violence", 10, 6, 14, "rose", clear=True)])
    >>> ">rose</text>" in drawing.wide, ">Violence: rose</text>" in drawing.narrow
    (True, True)
    """
    _refuse(changes)
    ticks = _ticks([one.interval for one in changes if one.interval])

    def drawn(width: int, *, stacked: bool) -> str:
        verdicts = max(width_of(one.verdict, TEXT_SIZE, bold=True) for one in changes)
        names = min(max(width_of(one.name, TEXT_SIZE, bold=True) for one in changes), MOST_NAME)
        left, right = (20, width - 20) if stacked else (names + 28, width - verdicts - 28)
        across = Axis(ticks[0], ticks[-1], left, right)
        texts = [_texts(one, width if stacked else names, stacked=stacked) for one in changes]
        tall = LINE_HEIGHT * max(map(len, texts))
        row = STACKED_ROW + tall if stacked else max(ROW, tall + 8)
        bottom = len(changes) * row
        pen = Pen(width, bottom + 30)
        for tick in ticks:
            half = width_of(_signed(tick), TEXT_SIZE) / 2
            x = min(max(across.at(tick), half), width - half)
            pen.text((x, bottom + 22), _signed(tick), anchor="middle")
        for number, one in enumerate(changes):
            _draw_grid(
                pen, ticks, across, number * row + (tall if stacked else 0), (number + 1) * row
            )
            middle = number * row + (tall + STACKED_ROW / 2 if stacked else row / 2)
            first = number * row + float(LINE_HEIGHT)
            if not stacked:
                first = middle + 5 - (len(texts[number]) - 1) * LINE_HEIGHT / 2
                pen.text((width, middle + 5), one.verdict, anchor="end", bold=one.clear)
            for line, text in enumerate(texts[number]):
                pen.text((0, first + line * LINE_HEIGHT), text, bold=one.clear, halo=True)
            _draw_interval(pen, one, across, middle)
        return pen.svg()

    return Drawing(wide=drawn(WIDE, stacked=False), narrow=drawn(NARROW, stacked=True))


def _texts(one: Change, width: float, *, stacked: bool) -> tuple[str, ...]:
    said = f"{one.name}: {one.verdict}" if stacked else one.name
    return wrapped(said, width, TEXT_SIZE, bold=True)


def _draw_grid(pen: Pen, ticks: Sequence[float], across: Axis, top: float, bottom: float) -> None:
    for tick in ticks:
        x = across.at(tick)
        pen.line((x, top), (x, bottom), colour=look.INK if tick == 0 else GRID)


def _draw_interval(pen: Pen, one: Change, across: Axis, y: float) -> None:
    if one.interval is None:
        return
    low, middle, high = (across.at(min(max(v, across.low), across.high)) for v in one.interval)
    pen.line((low, y), (high, y), colour=look.DARK_BLUE, width=2)
    if one.interval[2] > across.high:
        pen.area((((high, y - 5), (high + 8, y), (high, y + 5)),), fill=look.DARK_BLUE)
    fill = look.DARK_BLUE if one.clear else look.WHITE
    pen.dot((middle, y), 5.5, fill=fill, outline=look.DARK_BLUE, width=2)


def _ticks(intervals: Sequence[tuple[float, float, float]]) -> list[float]:
    ends = [min(max(end, -100), FARTHEST) for one in intervals for end in one]
    low, high = min([*ends, -10]), max([*ends, 10])
    step = round_step((high - low) / 4, whole=True)
    return [step * tick for tick in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _signed(tick: float) -> str:
    return f"{'+' if tick > 0 else ''}{words.decimal(tick, 0)}%"


def _refuse(changes: Sequence[Change]) -> None:
    faults = [
        Fault(f'"{one.name}"', "its interval does not hold its change.")
        for one in changes
        if one.interval and not (one.interval[0] <= one.interval[1] <= one.interval[2])
    ]
    if not changes:
        faults.append(Fault("changes", "none."))
    if faults:
        raise AnalysisError(
            "A chart of changes cannot be drawn.",
            faults=faults,
            next_step="Give each change with the interval of its own test.",
        )
