"""How an indicator stands on a day: statistics rule S8, over the plan's indicators together.

results.py    what is said: `Rated`, its figures, its status
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.analysis.breaks import Break
from wardmote.plan.book import PlanBook
from wardmote.plan.rating.results import SUPPRESSED, Difference, Point, Rag, Rated, Tested
from wardmote.plan.records import Indicator
from wardmote.plan.records.ids import IndicatorId

__all__ = [
    "SUPPRESSED",
    "Difference",
    "MonthlyCounts",
    "Point",
    "Rag",
    "Rated",
    "Tested",
    "rate_indicators",
]


@dataclass(frozen=True)
class MonthlyCounts:
    """Monthly counts of one indicator, as one evidence version holds them.

    Parameters
    ----------
    months, counts
        First day of each month without a gap, oldest first, and the counts.
    breaks
        Known events about the series and the area.
    source
        Series and evidence version, in words.
    """

    months: Sequence[date]
    counts: Sequence[int]
    breaks: tuple[Break, ...] = ()
    source: str = ""


def rate_indicators(
    book: PlanBook, *, on: date, counted: Mapping[IndicatorId, MonthlyCounts] | None = None
) -> dict[IndicatorId, Rated]:
    """How every indicator of a plan stands on a day.

    Parameters
    ----------
    book
        The plan, with its readings.
    on
        The day: readings that came later are left out.
    counted
        Indicators with a query, to their monthly counts from the evidence store.
    """
    return {
        one.id: Rated(one, Rag.NOT_RATED, Difference.CANNOT_MEASURE, "There is no reading yet.")
        for one in book.all(Indicator)
    }
