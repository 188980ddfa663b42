"""What of one line of a feed may leave: its quarters, the sums of whole ones, its months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.disclosure import CountTable, Dimension, Released, Sensitivity, release_linked
from wardmote.vocabulary.information_periods import MONTHS_IN_PERIOD, InformationPeriod
from wardmote.vocabulary.months import month_code

QUARTERS_IN_YEAR = 4
MOST_QUARTERS = 12
"""Quarters told: the two years compared, and one before them."""

YEAR_LABELS = ("the twelve months before", "the last twelve months")
PERIOD = "month"  # the one dimension; its parts are months in every table, so tables are linked


@dataclass(frozen=True)
class LineReleased:
    """One line as it may leave.

    Parameters
    ----------
    quarters
        The newest quarters, each printed or suppressed by itself.
    years
        The two years compared, or None where a quarter of either is suppressed.
    months
        Months of those quarters, or None where one of them may not be printed.
    """

    quarters: Released
    years: Released | None = None
    months: Released | None = None

    @property
    def every(self) -> tuple[Released, ...]:
        """All tables that left."""
        return tuple(one for one in (self.quarters, self.years, self.months) if one is not None)

    def quarter(self, quarter: InformationPeriod) -> int | None:
        """Count of one quarter, None where it is suppressed."""
        return self.quarters.value(month_code(quarter.period_start))

    @property
    def before(self) -> int | None:
        """Count of the earlier year, None where it may not be told."""
        return self.years.value(YEAR_LABELS[0]) if self.years else None

    @property
    def after(self) -> int | None:
        """Count of the later year, None where it may not be told."""
        return self.years.value(YEAR_LABELS[1]) if self.years else None


def release_line(
    counted: str,
    counts: Sequence[int],
    months: Sequence[date],
    *,
    by_month: bool,
    sensitivity: Sensitivity,
    as_of: date,
) -> LineReleased:
    """Release one line of a feed, so that no other assessment can be subtracted from it.

    Answers "which of these counts may be printed, whatever was printed before or will be?".

    Parameters
    ----------
    counted
        What is counted, in the same words in every assessment.
    counts, months
        Of whole quarters, oldest first.
    by_month
        Whether it counts what happened in each month; otherwise a quarter's count stands at
        its first month, and quarters are never added up.
    sensitivity
        Class of what is counted. Sensitive counts leave by quarter only.
    as_of
        The date that the assessment stands for.

    Returns
    -------
    LineReleased

    Notes
    -----
    Earlier editions need not be read: a quarter's standing follows from its own count alone,
    so it is the same in every edition; a sum is printed only where all its quarters are, so
    no printed number has a suppressed one in it; months are printed for whole quarters of
    which each month may be. A *correction* of a quarter can put it on the other side of the
    threshold; that tells that it was corrected, and no more.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.vocabulary.months import months_between
    >>> months = months_between(date(2024, 1, 1), date(2025, 12, 1))
    >>> found = release_line("fires", [1, 0, 1, *[9] * 21], months, by_month=True,
    ...     sensitivity=Sensitivity.STANDARD, as_of=date(2026, 3, 1))
    >>> found.quarters.text("2024-01"), found.quarters.text("2024-04"), found.years
    ('suppressed', '27', None)
    """
    periods = [InformationPeriod(one) for one in months[::MONTHS_IN_PERIOD]][-MOST_QUARTERS:]
    lines = [tuple(counts[3 * i : 3 * i + 3]) for i in range(len(counts) // MONTHS_IN_PERIOD)]
    blocks = dict(zip(periods, lines[-MOST_QUARTERS:], strict=True))
    tables = [_quarters(counted, blocks)]
    told = _years(counted, blocks, sensitivity) if by_month else None
    drawn = _months(counted, blocks, sensitivity) if by_month else None
    tables += [one for one in (told, drawn) if one is not None]
    released = iter(release_linked(tables, sensitivity=sensitivity, user="assess", as_of=as_of))
    return LineReleased(
        next(released), next(released) if told else None, next(released) if drawn else None
    )


Blocks = dict[InformationPeriod, tuple[int, ...]]


def may_print(count: int, sensitivity: Sensitivity) -> bool:
    """Whether a count may be printed by itself."""
    return count == 0 or count >= sensitivity.threshold


def told_from(counts: Sequence[int], sensitivity: Sensitivity) -> int:
    """Where the last unbroken run of quarters that may be printed begins, as a place in `counts`.

    Examples
    --------
    >>> told_from([9, 9, 9, 1, 0, 1, 9, 9, 9, 9, 9, 9], Sensitivity.STANDARD)
    6
    """
    sums = [sum(counts[at : at + MONTHS_IN_PERIOD]) for at in range(0, len(counts), 3)]
    hidden = [place for place, one in enumerate(sums) if not may_print(one, sensitivity)]
    return MONTHS_IN_PERIOD * (hidden[-1] + 1) if hidden else 0


def _quarters(counted: str, blocks: Blocks) -> CountTable:
    labels = tuple(month_code(one.period_start) for one in blocks)
    parts = {
        label: frozenset(map(month_code, one.months))
        for label, one in zip(labels, blocks, strict=True)
    }
    dimension = Dimension(PERIOD, labels, parts=parts)
    return CountTable(
        f"{counted} by quarter", counted, (dimension,), [sum(block) for block in blocks.values()]
    )


def _years(counted: str, blocks: Blocks, sensitivity: Sensitivity) -> CountTable | None:
    both = list(blocks.items())[-2 * QUARTERS_IN_YEAR :]
    sums = [sum(block) for _, block in both]
    if len(both) < 2 * QUARTERS_IN_YEAR or not all(may_print(one, sensitivity) for one in sums):
        return None
    if not sum(sums):
        return None
    halves = (both[:QUARTERS_IN_YEAR], both[QUARTERS_IN_YEAR:])
    parts = {
        label: frozenset(month_code(month) for period, _ in half for month in period.months)
        for label, half in zip(YEAR_LABELS, halves, strict=True)
    }
    totals = [sum(sum(block) for _, block in half) for half in halves]
    return CountTable(
        f"{counted} by year", counted, (Dimension(PERIOD, YEAR_LABELS, parts=parts),), totals
    )


def _months(counted: str, blocks: Blocks, sensitivity: Sensitivity) -> CountTable | None:
    counts = [one for block in blocks.values() for one in block]
    is_fine = all(may_print(one, sensitivity) for one in counts)
    if sensitivity is Sensitivity.SENSITIVE or not is_fine:
        return None
    labels = tuple(month_code(month) for one in blocks for month in one.months)
    return CountTable(f"{counted} by month", counted, (Dimension(PERIOD, labels),), counts)
