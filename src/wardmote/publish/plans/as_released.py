"""What is said of an indicator, held to what its readings were released as.

An indicator's rating adds readings up over years, and leaves out what contains a small number.
Its readings are printed one by one beside it. A figure of either stands only where both allow it,
so that the two together give away no more than each alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from wardmote.plan.rating import SUPPRESSED, Difference, Point, Rag, Rated
from wardmote.plan.released import ReleasedReading

TOO_SMALL: Final = "Its figures are too small to be printed, or would give one away."


def as_released(rated: Rated, readings: Iterable[ReleasedReading]) -> Rated:
    """What may be said of an indicator beside its released readings.

    Answers "may this figure stand on the same page as the readings?".

    Parameters
    ----------
    rated
        As it was rated: figures, status, sentence.
    readings
        Of the plan, as released: what partners may have, so that both editions agree.

    Returns
    -------
    Rated
        Without every figure whose period shares a day with a reading that was not printed.
        Where one is left out that the status rests on, so are the status, its test and its
        sentence: a ratio and one figure give back the other.
    """
    withheld = [
        one for one in readings if one.indicator == rated.indicator.id and not one.is_figure
    ]
    if not withheld:
        return rated
    made = replace(
        rated,
        start=_held_back(rated.start, withheld),
        latest=_held_back(rated.latest, withheld),
        this_quarter=_held_back(rated.this_quarter, withheld),
        same_quarter_last_year=_held_back(rated.same_quarter_last_year, withheld),
        last_12_months=_held_back(rated.last_12_months, withheld),
        previous_12=_held_back(rated.previous_12, withheld),
    )
    rests_on = (made.start, made.latest)
    if not any(one is not None and one.is_suppressed for one in rests_on):
        return made
    return replace(
        made,
        rag=Rag.NOT_RATED,
        difference=Difference.CANNOT_MEASURE,
        because=TOO_SMALL,
        test=None,
    )


def _held_back(point: Point | None, withheld: list[ReleasedReading]) -> Point | None:
    if point is None or point.ends is None:
        return point
    starts = point.starts or point.ends
    if any(one.starts <= point.ends and starts <= one.ends for one in withheld):
        return replace(point, value=None, base=None, text=SUPPRESSED)
    return point
