"""Values of one measure, period by period as they come out: which of them may be printed.

The one rule for series of readings. Documents, slides, site and exports all ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final

from wardmote.disclosure.dimensions import Dimension
from wardmote.disclosure.published import PublishedTable
from wardmote.disclosure.release import Released, release
from wardmote.disclosure.seal import Sealed, key
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.disclosure.stretches import Stretches
from wardmote.disclosure.tables import CountTable
from wardmote.errors import DisclosureError

ALL_OF_THEM: Final = "all of them"
USER: Final = "partnership"


@dataclass(frozen=True)
class PeriodValue:
    """What stands behind one value of a measure.

    Parameters
    ----------
    starts, ends
        First and last day of its period.
    counts
        People or events whom the value gives away, in groups that do not overlap: one for a
        count; two for a share of a known base, those counted and the others. None for a value
        that gives nobody away, such as days without the number of cases.
    is_printable
        Whether it may be printed as far as all other rules go: a percentage of a few may not.

    Raises
    ------
    DisclosureError
        It ends before it starts, or a count is negative.
    """

    starts: date
    ends: date
    counts: tuple[int, ...]
    is_printable: bool = True

    def __post_init__(self) -> None:
        if self.ends < self.starts or any(one < 0 for one in self.counts):
            raise DisclosureError(
                "A value cannot be checked for small numbers.",
                where={"Period": f"{self.starts} to {self.ends}"},
                expected="a last day that is not before the first, and counts from 0",
                next_step="Correct the reading.",
            )

    @property
    def after(self) -> date:
        """The day after its last."""
        return self.ends + timedelta(days=1)

    def overlaps(self, other: PeriodValue) -> bool:
        """Whether the two have a day in common."""
        return self.starts <= other.ends and other.starts <= self.ends


@dataclass(frozen=True, eq=False)
class ReleasedPeriods(Sealed):
    """Which values of one measure may be printed, and which sums of them.

    Made by `release_periods` only.

    Parameters
    ----------
    periods
        First and last day of each value, in the order in which they came out.
    printed
        Whether each may be printed.
    """

    periods: tuple[tuple[date, date], ...]
    printed: tuple[bool, ...]

    def digest(self) -> str:
        """Everything that it allows."""
        return f"{self.periods}\n{self.printed}"

    def tells(self, starts: date, ends: date) -> bool:
        """Whether a figure of a period may be printed: it is printed, or adds up from what is.

        Examples
        --------
        >>> months = [PeriodValue(date(2026, m, 1), date(2026, m, 28), (n,))
        ...     for m, n in ((1, 9), (2, 12))]
        >>> found = release_periods("fires", months, sensitivity=Sensitivity.STANDARD)
        >>> found.tells(date(2026, 1, 1), date(2026, 1, 28))
        True
        """
        reached = {starts}
        for first, last in sorted(one for one, is_shown in self._standing.items() if is_shown):
            if first in reached and last <= ends:
                reached.add(last + timedelta(days=1))
        return ends + timedelta(days=1) in reached

    @property
    def _standing(self) -> dict[tuple[date, date], bool]:
        """Whether the newest value of each period may be printed."""
        return dict(zip(self.periods, self.printed, strict=True))


def release_periods(
    counted: str, values: Sequence[PeriodValue], *, sensitivity: Sensitivity
) -> ReleasedPeriods:
    """Which values of one measure may be printed, now and in every later edition.

    Answers "what of these readings may we print, so that no small number can be worked out?".
    Each value is judged beside those that came before it, which may be out already. So what one
    edition printed no later one has to take back, and whoever has them all learns no more than
    from the last.

    Parameters
    ----------
    counted
        What is counted, in words; the same in every edition.
    values
        In the order in which they came out. Of one period the later replaces the earlier.
    sensitivity
        Class of what is counted.

    Returns
    -------
    ReleasedPeriods

    Notes
    -----
    A value is printed whole or not at all: a share only where both those counted and the others
    may be, since with its base it gives back both. `release` judges it beside all that overlaps
    it, directly or through others, and finds two tables for every small number among them, one
    where it is at most 1 and one where it is large enough. A sum of several suppressed values
    can be known to be at least one for each of them. Of a small value readers may know what was
    out before it came, as of the rest of a quarter of five of which a month was left out; what
    comes later closes in on it no further. Nor does a value that is printed close in on any
    stretch of time that holds a few (`wardmote.disclosure.stretches`).

    It does not know that one measure is a part of another, nor that a value was entered later
    than it says: what was printed before it came is then out.

    References
    ----------
    statistics.md S5.

    Examples
    --------
    A year and three of its quarters would give the fourth away. The year was out first.

    >>> year = PeriodValue(date(2026, 1, 1), date(2026, 12, 31), (40,))
    >>> quarters = [PeriodValue(date(2026, m, 1), date(2026, m + 2, d), (n,))
    ...     for m, d, n in ((1, 31, 14), (4, 30, 3), (7, 30, 11), (10, 31, 12))]
    >>> release_periods("fires", [year, *quarters], sensitivity=Sensitivity.STANDARD).printed
    (True, True, False, True, False)
    """
    series = _Series(counted, sensitivity, _edges(values))
    printed = tuple(series.judge(one) for one in values)
    return ReleasedPeriods(key(), tuple((one.starts, one.ends) for one in values), printed)


@dataclass
class _Series:
    """Values that came out so far, each with whether it was printed."""

    counted: str
    sensitivity: Sensitivity
    edges: tuple[date, ...]
    out: list[_Out] = field(default_factory=list)
    worked_out: dict[int, _Known] = field(default_factory=dict)

    @cached_property
    def pieces(self) -> dict[str, date]:
        """The stretches of time into which the periods cut each other, with their first days."""
        return {f"from {first}": first for first, _ in pairwise(self.edges)}

    def judge(self, value: PeriodValue) -> bool:
        """Whether the next value may be printed; it is then among those that came out."""
        if self.sensitivity is Sensitivity.OPEN or not value.counts:
            return value.is_printable
        near = self._linked(value)
        is_first = all(one.is_printed for one in near)
        table = _table(self.counted, value, self.pieces)
        made = self._released(table, near, value.ends, zeros_published=is_first)
        is_printed = (
            value.is_printable
            and made is not None
            and not made.published.has_suppressed
            and not self._gives_away(value)
        )
        self._learn(value, is_printed=is_printed, is_somebody=is_first)
        self.out.append(
            _Out(
                value,
                made.published if made is not None and is_printed else _nothing(table, is_first),
                None if is_printed or made is None else table,
                is_printed,
            )
        )
        return is_printed

    def _known(self, value: PeriodValue) -> dict[int, _Known]:
        """What readers have worked out of each group so far."""
        bare = _Known(Stretches.of(self.edges), Stretches.of(self.edges))
        return {group: self.worked_out.get(group, bare) for group in range(len(value.counts))}

    def _gives_away(self, value: PeriodValue) -> bool:
        """Whether, printed, it would close in on fewer than may be told, in any stretch of time."""
        threshold = self.sensitivity.threshold
        for group, known in self._known(value).items():
            printed = known.with_count(value, value.counts[group])
            if printed.closes_in(known, group, threshold, self.out):
                return True
        return False

    def _learn(self, value: PeriodValue, *, is_printed: bool, is_somebody: bool) -> None:
        for group, known in self._known(value).items():
            if is_printed:
                self.worked_out[group] = known.with_count(value, value.counts[group])
            elif is_somebody and len(value.counts) == 1:
                self.worked_out[group] = known.with_somebody(value)

    def _linked(self, value: PeriodValue) -> list[_Out]:
        """What came out before and overlaps a value, directly or through others."""
        found: list[_Out] = []
        reached, left = [value], list(self.out)
        while reached:
            one = reached.pop()
            touching = [each for each in left if each.value.overlaps(one)]
            left = [each for each in left if each not in touching]
            found += touching
            reached += [each.value for each in touching]
        return [one for one in self.out if one in found]

    def _released(
        self, table: CountTable, near: Sequence[_Out], as_of: date, *, zeros_published: bool
    ) -> Released | None:
        """What of a value may be printed; None where a small number follows whatever is left out.

        A zero is left out where something near it was: so a value that is left out says that it
        is not zero only if nothing was before it, and never closes in on another.
        """
        try:
            return release(
                table,
                sensitivity=self.sensitivity,
                user=USER,
                as_of=as_of,
                earlier=[one.known for one in near],
                guarded=[one.guarded for one in near if one.guarded is not None],
                zeros_published=zeros_published,
            )
        except DisclosureError:
            return None


@dataclass(frozen=True)
class _Known:
    """What follows from what was printed; and with it, that what was not printed is not zero."""

    printed: Stretches
    all: Stretches

    def with_count(self, value: PeriodValue, count: int) -> _Known:
        period = value.starts, value.after
        return _Known(self.printed.with_count(*period, count), self.all.with_count(*period, count))

    def with_somebody(self, value: PeriodValue) -> _Known:
        return _Known(self.printed, self.all.with_least(value.starts, value.after, 1))

    def closes_in(self, before: _Known, group: int, threshold: int, out: Sequence[_Out]) -> bool:
        """Whether more follows than before of a stretch of a few, or of a small value."""
        return self.all.closes_in_on_more(before.all, threshold) or any(
            self._least_of(one) > max(1.0, before._least_of(one))
            for one in out
            if group < len(one.value.counts) and 0 < one.value.counts[group] < threshold
        )

    def _least_of(self, one: _Out) -> float:
        return self.printed.bounds(one.value.starts, one.value.after)[0]


@dataclass(frozen=True, eq=False)
class _Out:
    """A value that came out: what readers have of it, and what they must not work out."""

    value: PeriodValue
    known: PublishedTable
    guarded: CountTable | None
    is_printed: bool


def _nothing(table: CountTable, is_no_zero: bool) -> PublishedTable:
    """A value that was not printed, as readers have it."""
    return PublishedTable(
        table.title,
        table.counted,
        table.dimensions,
        (None,) * table.grid.size,
        table.scope,
        zeros_published=is_no_zero and table.grid.size == 1,
    )


def _table(counted: str, value: PeriodValue, pieces: dict[str, date]) -> CountTable:
    period = f"{value.starts} to {value.ends}"
    within = frozenset(one for one, day in pieces.items() if value.starts <= day <= value.ends)
    periods = Dimension("period", (period,), parts={period: within})
    groups = tuple(f"group {number}" for number in range(1, len(value.counts) + 1))
    total = ALL_OF_THEM if len(groups) > 1 else None
    return CountTable(
        f"{counted}, {period}",
        counted,
        (periods, Dimension("group", groups, total=total)),
        [list(value.counts)],
    )


def _edges(values: Iterable[PeriodValue]) -> tuple[date, ...]:
    """Days on which a value starts, or that follow one's last."""
    held = tuple(values)
    return tuple(sorted({one.starts for one in held} | {one.after for one in held}))
