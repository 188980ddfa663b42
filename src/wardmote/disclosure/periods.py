"""Counts of one measure over periods: which of them would give a small number away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PeriodCount:
    """People or events counted in one period, both days included."""

    starts: date
    ends: date
    count: float

    def overlaps(self, other: PeriodCount) -> bool:
        """Whether the two have a day in common."""
        return self.starts <= other.ends and other.starts <= self.ends

    def holds(self, other: PeriodCount) -> bool:
        """Whether the other lies inside it."""
        return self.starts <= other.starts and other.ends <= self.ends


def withheld_periods(counts: Sequence[PeriodCount], threshold: int) -> tuple[bool, ...]:
    """Whether each count must be withheld, so that none below the threshold can be worked out.

    Answers "which values of this series may be printed?". A small count is withheld, and with
    it every count whose period overlaps its own: from a year and three of its quarters the
    fourth follows. So is a count that is only a little more than those inside it together.

    Parameters
    ----------
    counts
        Of one measure in one place.
    threshold
        Smallest count above zero that may be printed; 0 where all may.

    Returns
    -------
    tuple of bool
        One for each count, in order.

    Notes
    -----
    Withholds more than the least that would do: for a handful of periods that is the safer
    bargain. It looks at a period and those inside it, not at chains of periods that overlap
    in part. Tables of areas go through `release`, which proves what it leaves in.

    Examples
    --------
    >>> quarters = [PeriodCount(date(2026, m, 1), date(2026, m + 2, 28), n)
    ...     for m, n in ((1, 9), (4, 3), (7, 12))]
    >>> year = PeriodCount(date(2026, 1, 1), date(2026, 12, 31), 40)
    >>> withheld_periods([*quarters, year], 5)
    (False, True, False, True)
    """
    small = [one for one in counts if 0 < one.count < threshold]
    return tuple(
        any(one.overlaps(other) for other in small)
        or 0 < abs(one.count - _counted_inside(one, counts)) < threshold
        for one in counts
    )


def withheld_in_turn(counts: Sequence[PeriodCount], threshold: int) -> tuple[bool, ...]:
    """Whether each count must be withheld, where they come one after the other.

    Answers "what may be printed now, beside what was printed when less was known?". A verdict
    rests on what came before it alone, so it never changes: editions printed on different days
    give no more away together than the last alone.

    Parameters
    ----------
    counts
        Of one measure in one place, in the order in which they came.
    threshold
        Smallest count above zero that may be printed; 0 where all may.

    Returns
    -------
    tuple of bool
        One for each count, in order.

    Examples
    --------
    The year was printed first. The third quarter would leave the last, and is withheld.

    >>> year = PeriodCount(date(2026, 1, 1), date(2026, 12, 31), 28)
    >>> quarters = [PeriodCount(date(2026, m, 1), date(2026, m + 2, 28), n)
    ...     for m, n in ((1, 9), (4, 6), (7, 12))]
    >>> withheld_in_turn([year, *quarters], 5)
    (False, False, False, True)
    """
    printed: list[PeriodCount] = []
    verdicts = []
    for number, one in enumerate(counts, 1):
        small = [each for each in counts[:number] if 0 < each.count < threshold]
        beside = [*printed, one]
        is_out = any(one.overlaps(each) for each in small) or any(
            0 < abs(each.count - _counted_inside(each, beside)) < threshold for each in beside
        )
        verdicts.append(is_out)
        printed += [] if is_out else [one]
    return tuple(verdicts)


def _counted_inside(whole: PeriodCount, counts: Sequence[PeriodCount]) -> float:
    """The most that periods inside one, none overlapping another, count together."""
    # Two values for the same days are a correction: what lies between them counts nobody.
    parts = [one for one in counts if whole.holds(one) and not one.holds(whole)]
    together: list[tuple[date, float]] = []
    for one in sorted(parts, key=lambda part: part.ends):
        before = max((count for ends, count in together if ends < one.starts), default=0.0)
        together.append((one.ends, before + one.count))
    return max((count for _, count in together), default=0.0)
