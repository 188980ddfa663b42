"""Charts as SVG: months, and the same months for several things beside each other.

Each is drawn twice, for a page and for a phone. Months are counted, not timed, so that a
picture is the same in every time zone. Lines are told apart by their dash and by the name at
their end, never by colour alone; values start at zero. `wardmote.publish.changes` draws
changes with their intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from wardmote.errors import AnalysisError
from wardmote.publish import look, words
from wardmote.publish.axes import Axis, axis_ticks, draw_grid, draw_month_axis, room_for
from wardmote.publish.exhibits import Drawing
from wardmote.publish.lettering import width_of, wrapped
from wardmote.publish.pen import LINE_HEIGHT, NARROW, SMALL, TEXT_SIZE, WIDE, Pen
from wardmote.publish.series import (
    MOST_LINES,
    Break,
    Limits,
    Line,
    Span,
    refuse_series,
    unbroken_runs,
)

GAP: Final = 20  # between panels
BAND: Final = "#DCDEDF"
SHADE: Final = "#F1F1F1"
CONTEXT_LINE: Final = "#868A8D"  # the palette's grey is too pale for a line that must be seen
DASH: Final = (5, 3)
MOST_DOTS: Final = 60  # with more months than this, dots run together
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

__all__ = ["Break", "Limits", "Line", "Span", "draw_months", "draw_small_multiples"]


@dataclass(frozen=True)
class _Plot:
    """Months with their events, and where they and the values of one panel lie."""

    months: Sequence[str]
    breaks: Sequence[Break]
    spans: Sequence[Span]
    across: Axis
    up: Axis

    def at(self, place: float, value: float) -> tuple[float, float]:
        return self.across.at(place), self.up.at(value)

    def breaks_at(self) -> list[int]:
        return [self.months.index(one.month) for one in self.breaks]

    def edge(self, place: float) -> float:
        """Pixel between a month and the one before, inside the plot."""
        return self.across.at(min(max(place - 0.5, 0), len(self.months) - 1))


@dataclass(frozen=True)
class _Note:
    """Why an event is drawn: above the plot, `row` lines up, where a leader from `x` ends."""

    x: float
    row: int
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        return max(width_of(line, TEXT_SIZE) for line in self.lines)

    def start(self, plot: _Plot, width: float) -> float:
        """Where the lettering begins on a picture of that width: clear of the axis."""
        return max(plot.across.start, min(self.x, width - self.width))


@dataclass(frozen=True)
class _End:
    """What is written right of a line, level with its last value."""

    value: float
    lines: tuple[str, ...]
    bold: int  # so many of its lines, from the top

    @property
    def width(self) -> float:
        return max(width_of(line, TEXT_SIZE, bold=self.bold > 0) for line in self.lines)


def draw_months(
    months: Sequence[str],
    lines: Sequence[Line],
    *,
    unit: str,
    breaks: Sequence[Break] = (),
    spans: Sequence[Span] = (),
) -> Drawing:
    """Monthly numbers as lines from zero, with what must be known to read them.

    Answers "how has it gone, month by month?". For several measures, or more than four
    places, use `draw_small_multiples`.

    Parameters
    ----------
    months
        ``YYYY-MM``, none left out: 36 or more, or all that there are.
    lines
        One to four. A single line has its last value printed at its end.
    unit
        What the numbers count, printed above their axis.
    breaks
        Dashed verticals with their reasons; no line crosses one.
    spans
        Shaded months with their reasons.

    Returns
    -------
    Drawing
        640 and 320 pixels wide.

    Raises
    ------
    AnalysisError
        The series do not fit the months (see `refuse_series`), or there are more than four.

    Notes
    -----
    The axis starts at zero, so that small changes look small. Nothing is known between two
    months: the line only joins them.

    Examples
    --------
    >>> months, burglary = ["2024-01", "2024-02", "2024-03"], Line("Burglary", (40, 38, 41))
    >>> drawing = draw_months(months, [burglary], unit="Burglaries a month")
    >>> ">Burglaries a month</text>" in drawing.wide, ">Mar 2024</text>" in drawing.narrow
    (True, True)
    """
    refuse_series(months, lines, breaks, spans)
    if len(lines) > MOST_LINES:
        raise AnalysisError(
            "A chart has too many lines to be read.",
            expected=f"at most {MOST_LINES}",
            found=str(len(lines)),
            next_step="Draw them beside each other: charts.draw_small_multiples.",
        )
    ticks = axis_ticks(value for line in lines for value in line.all_values())

    def drawn(width: int, height: int, most: int) -> str:
        ends = _ends(months, lines, most)
        room = max((end.width for end in ends), default=0)
        across = Axis(0, len(months) - 1, room_for(ticks, TEXT_SIZE), width - room - 12)
        flat = _Plot(months, breaks, spans, across, Axis(0, ticks[-1], 0, 0))
        notes = _notes(flat, width)
        rows = max((note.row + len(note.lines) for note in notes), default=0)
        above = LINE_HEIGHT * (1 + rows) + 8
        plot = replace(flat, up=Axis(0, ticks[-1], above + height, above))
        pen = Pen(width, above + height + 26)
        pen.text((0, TEXT_SIZE), unit, colour=look.QUIET_TEXT)
        _draw_panel(pen, plot, lines, ticks, TEXT_SIZE)
        _draw_notes(pen, notes, plot)
        _draw_ends(pen, ends, plot)
        return pen.svg()

    return Drawing(wide=drawn(WIDE, 240, 130), narrow=drawn(NARROW, 190, 80))


def draw_small_multiples(
    months: Sequence[str],
    panels: Sequence[Line],
    *,
    breaks: Sequence[Break] = (),
    spans: Sequence[Span] = (),
    one_scale: bool = True,
) -> Drawing:
    """The same months for several things, a small chart each.

    Answers "which of these went differently?". The last value is printed at each line's end;
    events are lettered, with their reasons under the charts.

    Parameters
    ----------
    months
        ``YYYY-MM``, none left out; the same for all.
    panels
        One line each, with its own limits if it has any; its name stands above.
    breaks, spans
        As in `draw_months`, for all panels.
    one_scale
        All panels share one scale. Otherwise each has its own, and the picture says so.

    Returns
    -------
    Drawing
        Three panels in a row, two on a phone.

    Raises
    ------
    AnalysisError
        The series do not fit the months (see `refuse_series`).

    Examples
    --------
    >>> panels = [Line("Burglary", (40, 38, 41)), Line("Robbery", (9, 14, 11))]
    >>> drawing = draw_small_multiples(["2024-01", "2024-02", "2024-03"], panels)
    >>> "All charts have one scale." in drawing.wide
    True
    """
    refuse_series(months, panels, breaks, spans)
    shared = [value for panel in panels for value in panel.all_values()]

    def drawn(width: int, columns: int, height: int) -> str:
        size = (width - GAP * (columns - 1)) / columns
        titles = [wrapped(panel.name, size, TEXT_SIZE, bold=True) for panel in panels]
        title = LINE_HEIGHT * max(map(len, titles)) + 14
        whole = title + height + 34
        key = [
            line for text in _key(breaks, spans, one_scale) for line in wrapped(text, width, SMALL)
        ]
        rows = -(-len(panels) // columns)
        pen = Pen(width, rows * whole + len(key) * LINE_HEIGHT)
        for number, panel in enumerate(panels):
            x, y = number % columns * (size + GAP), number // columns * whole
            for row, text in enumerate(titles[number]):
                pen.text((x, y + TEXT_SIZE + row * LINE_HEIGHT), text, bold=True)
            ticks = axis_ticks(shared if one_scale else panel.all_values(), steps=2)
            last = words.tick(panel.last[1]) if panel.last else ""
            left, right = room_for(ticks, SMALL), size - width_of(last, SMALL, bold=True) - 6
            across = Axis(0, len(months) - 1, x + left, x + right)
            up = Axis(0, ticks[-1], y + title + height, y + title)
            plot = _Plot(months, breaks, spans, across, up)
            _draw_panel(pen, plot, [panel], ticks, SMALL)
            _draw_letters(pen, plot)
            if panel.last:
                end_x, end_y = plot.at(*panel.last)
                pen.text((end_x + 5, end_y + 4), last, size=SMALL, bold=True)
        for number, text in enumerate(key):
            at = (0, rows * whole + number * LINE_HEIGHT + 10)
            pen.text(at, text, size=SMALL, colour=look.QUIET_TEXT)
        return pen.svg()

    return Drawing(wide=drawn(WIDE, 3, 84), narrow=drawn(NARROW, 2, 72))


def _draw_panel(
    pen: Pen, plot: _Plot, lines: Sequence[Line], ticks: Sequence[float], size: float
) -> None:
    """Everything inside the axes, and the axes; `size` is of their lettering."""
    top, bottom = plot.up.end, plot.up.start
    for span in plot.spans:
        first, last = (plot.months.index(month) for month in (span.first, span.last))
        start, end = plot.edge(first), plot.edge(last + 1)
        pen.box((start, top), (end - start, bottom - top), fill=SHADE)
    for line in lines:
        _draw_band(pen, line.limits, plot)
    draw_grid(pen, ticks, plot.up, plot.across, size)
    for place in plot.breaks_at():
        x = plot.edge(place)
        pen.line((x, bottom), (x, top), colour=look.INK, dash=DASH)
    for number, line in reversed(list(enumerate(lines))):
        _draw_line(pen, line, number, plot, dot=size / 8)
    draw_month_axis(pen, plot.months, plot.across, bottom, size)


def _draw_band(pen: Pen, limits: Limits | None, plot: _Plot) -> None:
    if limits is None:
        return
    both = tuple(
        None if low is None or high is None else high
        for low, high in zip(limits.lower, limits.upper, strict=True)
    )
    for run in unbroken_runs(both, plot.breaks_at()):
        over = [plot.at(place, limits.upper[place] or 0) for place in run]
        under = [plot.at(place, limits.lower[place] or 0) for place in reversed(run)]
        pen.area(([*over, *under],), fill=BAND)


def _draw_line(pen: Pen, line: Line, number: int, plot: _Plot, *, dot: float) -> None:
    colour = CONTEXT_LINE if line.context else look.SERIES_COLOURS[number]
    dash = () if line.context else look.SERIES_DASHES[number]
    for run in unbroken_runs(line.values, plot.breaks_at()):
        points = [(place, line.values[place] or 0) for place in run]
        pen.path((plot.at(*point) for point in points), colour=colour, dash=dash)
        if len(points) == 1 or (len(plot.months) <= MOST_DOTS and not line.context):
            pen.dots((plot.at(*point) for point in points), dot, fill=colour)
        outside = [point for point in points if line.limits and not line.limits.hold(*point)]
        for point in outside:
            pen.dot(plot.at(*point), 2.4 * dot, fill=colour, outline=look.WHITE)


def _ends(months: Sequence[str], lines: Sequence[Line], most: float) -> list[_End]:
    """Last value of a single line, names of several, and of their limits."""
    ends = []
    for line in lines:
        if line.last and len(lines) == 1:
            place, value = line.last
            ends.append(_End(value, (words.tick(value), words.short_month(months[place])), bold=1))
        elif line.last:
            name = wrapped(line.name, most, TEXT_SIZE, bold=True)
            ends.append(_End(line.last[1], name, bold=0 if line.context else len(name)))
        if line.limits and (last := Line("", line.limits.upper).last):
            ends.append(_End(last[1], wrapped(line.limits.name, most, TEXT_SIZE), bold=0))
    return ends


def _draw_ends(pen: Pen, ends: Sequence[_End], plot: _Plot) -> None:
    """Lettering level with the lines' ends, moved apart so that none covers another."""
    highest_first = sorted(ends, key=lambda end: -end.value)
    heights = [LINE_HEIGHT * len(end.lines) for end in highest_first]
    wanted = [plot.up.at(end.value) - LINE_HEIGHT / 2 for end in highest_first]
    tops = _apart(wanted, heights, plot.up.end - 4, plot.up.start + LINE_HEIGHT / 2)
    for end, top in zip(highest_first, tops, strict=True):
        for row, text in enumerate(end.lines):
            bold = row < end.bold
            at = (plot.across.end + 8, top + TEXT_SIZE + row * LINE_HEIGHT)
            pen.text(at, text, bold=bold, colour=look.INK if bold else look.QUIET_TEXT)


def _apart(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Tops of blocks as near as may be to where they are wanted, between two edges.

    Examples
    --------
    >>> _apart([50, 55, 90], [20, 20, 20], top=0, bottom=100)
    [35, 55, 80]
    >>> _apart([-5, 2], [20, 20], top=0, bottom=100)
    [0, 20]
    """
    tops = list(wanted)
    floor = bottom
    for number in reversed(range(len(tops))):
        tops[number] = min(tops[number], floor - heights[number])
        floor = tops[number]
    ceiling = top
    for number, height in enumerate(heights):
        tops[number] = max(tops[number], ceiling)
        ceiling = tops[number] + height
    return tops


def _notes(plot: _Plot, width: float) -> list[_Note]:
    """Reasons of events, in rows above the plot, right to left so that no leader is crossed."""
    events = [(plot.edge(plot.months.index(one.month)), one.reason) for one in plot.breaks]
    events += [(plot.edge(plot.months.index(one.first)), one.reason) for one in plot.spans]
    notes: list[_Note] = []
    for x, reason in sorted(events, reverse=True):
        new = _Note(x, 0, wrapped(reason, width - plot.across.start, TEXT_SIZE))
        end = new.start(plot, width) + new.width + 12
        beside = [note for note in notes if note.start(plot, width) < end]
        row = max((note.row + len(note.lines) for note in beside), default=0)
        notes.append(replace(new, row=row))
    return notes


def _draw_notes(pen: Pen, notes: Sequence[_Note], plot: _Plot) -> None:
    feet = [plot.up.end - 6 - note.row * LINE_HEIGHT for note in notes]
    for note, foot in zip(notes, feet, strict=True):
        pen.line((note.x, plot.up.end), (note.x, foot + 3), colour=look.INK, dash=DASH)
    for note, foot in zip(notes, feet, strict=True):
        for row, text in enumerate(reversed(note.lines)):
            pen.text((note.start(plot, pen.width), foot - row * LINE_HEIGHT), text, halo=True)


def _draw_letters(pen: Pen, plot: _Plot) -> None:
    for letter, place in zip(LETTERS, plot.breaks_at(), strict=False):
        pen.text((plot.edge(place), plot.up.end - 3), letter, anchor="middle", size=SMALL)


def _key(breaks: Sequence[Break], spans: Sequence[Span], one_scale: bool) -> list[str]:
    return [
        *(f"{letter}: {one.reason}" for letter, one in zip(LETTERS, breaks, strict=False)),
        *(
            f"Shaded, {words.month(one.first)} to {words.month(one.last)}: {one.reason}"
            for one in spans
        ),
        "All charts have one scale." if one_scale else "Each chart has its own scale.",
    ]
