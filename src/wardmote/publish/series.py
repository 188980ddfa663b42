"""Monthly series as a chart needs them: values, limits, breaks and unusual months."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wardmote.errors import AnalysisError, Fault
from wardmote.publish import words

MOST_LINES: Final = 4

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Limits:
    """The range in which ordinary months lie: one value a month, None where none is set.

    Parameters
    ----------
    lower, upper
        In the unit of the series; `upper` is not below `lower`.
    name
        Printed beside the band, for example ``Ordinary months``.
    """

    lower: Values
    upper: Values
    name: str

    def hold(self, place: int, value: float) -> bool:
        """Whether a value lies within the limits of its month, or none are set."""
        low, high = self.lower[place], self.upper[place]
        return (low is None or value >= low) and (high is None or value <= high)


@dataclass(frozen=True)
class Line:
    """One series of monthly numbers.

    Parameters
    ----------
    name
        Printed at the end of its line, or above its panel.
    values
        One for each month, 0 or more; None where there is none: nothing is drawn across.
    limits
        Of its own, if any; months outside are drawn as larger dots.
    context
        Drawn grey: not what the chart is about.
    """

    name: str
    values: Values
    limits: Limits | None = None
    context: bool = False

    def all_values(self) -> Values:
        """Every value that its axis must reach."""
        return self.values + (self.limits.upper if self.limits else ())

    @property
    def last(self) -> tuple[int, float] | None:
        """Place and value of its last month that has one."""
        held = [(place, value) for place, value in enumerate(self.values) if value is not None]
        return held[-1] if held else None


@dataclass(frozen=True)
class Break:
    """A month from which a series counts something else than before.

    Parameters
    ----------
    month
        First month of the new way, ``YYYY-MM``.
    reason
        Printed on the chart, in a few words.
    """

    month: str
    reason: str


@dataclass(frozen=True)
class Span:
    """Months unlike others, first to last, shaded: Covid restrictions, say."""

    first: str
    last: str
    reason: str


def refuse_series(
    months: Sequence[str], lines: Sequence[Line], breaks: Sequence[Break], spans: Sequence[Span]
) -> None:
    """Raise one error with everything that keeps these series from being drawn.

    Raises
    ------
    AnalysisError
        Fewer than two months, or not consecutive; no line; a series or its limits not as long
        as the months; a value below 0 or not finite; a break or span outside the months.
    """
    faults = [*_month_faults(months)]
    if not lines:
        faults.append(Fault("lines", "none."))
    for line in lines:
        faults += _line_faults(line, len(months))
    named = [(one.reason, one.month) for one in breaks]
    named += [(one.reason, month) for one in spans for month in (one.first, one.last)]
    faults += [
        Fault(f'"{reason}"', f"{month} is not drawn.")
        for reason, month in named
        if month not in months
    ]
    if faults:
        raise AnalysisError(
            "A chart of months cannot be drawn.",
            faults=faults,
            next_step="Correct the series; leave out events of other months.",
        )


def _month_faults(months: Sequence[str]) -> Iterator[Fault]:
    starts = [words.month_start(month) for month in months]
    numbers = [start.year * 12 + start.month for start in starts]
    if len(numbers) < 2:
        yield Fault("months", "fewer than two: print the number instead.")
    elif numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        yield Fault("months", "not consecutive. Give a missing month the value None.")


def _line_faults(line: Line, months: int) -> Iterator[Fault]:
    where = f'"{line.name}"'
    series = [line.values]
    if line.limits:
        series += [line.limits.lower, line.limits.upper]
    for values in series:
        if len(values) != months:
            yield Fault(where, f"{len(values)} values for {months} months.")
        if any(value is not None and not (0 <= value < math.inf) for value in values):
            yield Fault(where, "a value is below 0 or not a number. Give None where none is known.")


def unbroken_runs(values: Values, breaks_at: Sequence[int]) -> Iterator[list[int]]:
    """Places of values that a line may join: no gap and no break between them.

    Examples
    --------
    >>> list(unbroken_runs((4.0, 5.0, None, 6.0, 7.0, 8.0), breaks_at=[4]))
    [[0, 1], [3], [4, 5]]
    """
    run: list[int] = []
    for place, value in enumerate(values):
        if run and (value is None or place in breaks_at):
            yield run
            run = []
        if value is not None:
            run.append(place)
    if run:
        yield run
