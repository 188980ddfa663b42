"""Bars as SVG: how many of each, named left and counted at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wardmote.errors import AnalysisError
from wardmote.publish import look
from wardmote.publish.exhibits import Drawing
from wardmote.publish.lettering import width_of, wrapped
from wardmote.publish.pen import LINE_HEIGHT, NARROW, TEXT_SIZE, WIDE, Pen

THICK: Final = 20
MOST_NAME: Final = 240
GAP: Final = 12


@dataclass(frozen=True)
class Bar:
    """One bar.

    Parameters
    ----------
    name
        What is counted.
    value
        At least 0; None where there is none to print.
    text
        The value as it is printed, or why there is none.
    stands_out
        The one talked about: dark, others grey.
    """

    name: str
    value: float | None
    text: str
    stands_out: bool = True


def draw_bars(bars: Sequence[Bar]) -> Drawing:
    """Bars from zero below each other, in the order given.

    Answers "how many of each?". For changes use `wardmote.publish.changes.draw_changes`.

    Parameters
    ----------
    bars
        At least one.

    Returns
    -------
    Drawing
        Names left of the bars; on a phone, above them.

    Raises
    ------
    AnalysisError
        There is none, or a value is negative.

    Examples
    --------
    >>> drawing = draw_bars([Bar("Late", 2, "2"), Bar("Done", 6, "6")])
    >>> ">Late</text>" in drawing.wide, ">6</text>" in drawing.narrow
    (True, True)
    """
    if not bars or any(one.value is not None and one.value < 0 for one in bars):
        raise AnalysisError(
            "These bars cannot be drawn.",
            expected="at least one, none below 0",
            found="none" if not bars else "a negative value",
            next_step="Draw changes with wardmote.publish.changes.",
        )
    return Drawing(
        wide=_drawn(bars, WIDE, stacked=False), narrow=_drawn(bars, NARROW, stacked=True)
    )


def _drawn(bars: Sequence[Bar], width: int, *, stacked: bool) -> str:
    longest = max(width_of(one.name, TEXT_SIZE) for one in bars)
    left = 0.0 if stacked else min(longest, MOST_NAME) + GAP
    names = [wrapped(one.name, width if stacked else left - GAP, TEXT_SIZE) for one in bars]
    ends = max(width_of(one.text, TEXT_SIZE, bold=True) for one in bars) + 8
    largest = max((one.value or 0 for one in bars), default=0) or 1
    rows = [_row(len(lines), stacked=stacked) for lines in names]
    pen = Pen(width, sum(rows))
    top = 0.0
    for one, lines, tall in zip(bars, names, rows, strict=True):
        lettering = len(lines) * LINE_HEIGHT
        bar_top = top + lettering + 2 if stacked else top + (tall - GAP - THICK) / 2
        first = top + TEXT_SIZE if stacked else bar_top + 15 - (len(lines) - 1) * LINE_HEIGHT / 2
        for number, line in enumerate(lines):
            pen.text((0, first + number * LINE_HEIGHT), line)
        long = (one.value or 0) / largest * (width - left - ends)
        if long:
            fill = look.DARK_BLUE if one.stands_out else look.CONTEXT
            pen.box((left, bar_top), (long, THICK), fill=fill)
        pen.text((left + long + 6, bar_top + 15), one.text, bold=True)
        top += tall
    return pen.svg()


def _row(lines: int, *, stacked: bool) -> float:
    lettering = lines * LINE_HEIGHT
    return (lettering + 2 + THICK if stacked else max(THICK, lettering)) + GAP
