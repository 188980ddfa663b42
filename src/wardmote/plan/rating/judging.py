"""The status that a test allows: the rest of statistics rule S8."""

from __future__ import annotations

from datetime import date

from wardmote.analysis.families import CLEAR
from wardmote.analysis.verbs import Polarity
from wardmote.analysis.verdicts import LEAST_CHANGE
from wardmote.plan.rating.results import Difference, Point, Rag, Tested
from wardmote.plan.rating.testing import Compared
from wardmote.plan.rating.wording import range_words, value_words
from wardmote.plan.records import Indicator

DIFFERENCES = {
    Rag.RED: Difference.WORSE,
    Rag.GREEN: Difference.BETTER,
    Rag.AMBER_BEHIND: Difference.BETTER,
    Rag.AMBER_AT_TARGET: Difference.NO_CLEAR_CHANGE,
    Rag.AMBER_NO_CLEAR_CHANGE: Difference.NO_CLEAR_CHANGE,
}
"""The tracker's word for each status that rests on a test."""


def is_clear(test: Tested) -> bool:
    """Whether a change may be called one: alone, in its family, and large enough to matter.

    Parameters
    ----------
    test
        With its place in the family.
    """
    is_small = test.is_ratio and test.change is not None and abs(test.change - 1) < LEAST_CHANGE
    return (test.is_above or test.is_below) and test.adjusted_p < CLEAR and not is_small


def way_to_aim(indicator: Indicator, start: float, on: date) -> float | None:
    """Where an indicator is to be on a day: on straight lines from baseline to each target.

    Parameters
    ----------
    indicator
        With baseline and targets.
    start
        Value of the baseline.
    on
        The day.

    Returns
    -------
    float or None
        None where there is no target, or no baseline; after the last target, that target.

    Examples
    --------
    Half of the way from 100 down to 80.

    >>> from wardmote.plan.records.measures import Baseline, Target, Unit
    >>> from wardmote.plan.records.partnership import Cadence
    >>> one = Indicator(id="i", title="T", why="W", numerator="N", unit=Unit.COUNT,
    ...     polarity=Polarity.LOWER_BETTER, owner="council", frequency=Cadence.YEARLY,
    ...     supplied_by="police", targets=(Target(value=80, by=date(2028, 3, 31)),),
    ...     baseline=Baseline(starts=date(2025, 4, 1), ends=date(2026, 4, 1), value=100))
    >>> round(way_to_aim(one, 100, date(2027, 4, 1)), 1)
    90.0
    """
    if not indicator.targets or indicator.baseline is None:
        return None
    day, value = indicator.baseline.ends, start
    for one in indicator.targets:
        if on <= one.by and one.by > day:
            passed = max(0, (on - day).days) / (one.by - day).days
            return value + passed * (one.value - value)
        day, value = one.by, one.value
    return value


def rag_of(indicator: Indicator, compared: Compared, test: Tested) -> tuple[Rag, float | None]:
    """Status by the rules in their order, and where the way to the aim stood.

    Parameters
    ----------
    indicator
        With polarity, baseline and targets.
    compared
        Baseline and newest figure.
    test
        The test, in its family.
    """
    is_lower_better = indicator.polarity is Polarity.LOWER_BETTER
    is_right = test.is_below if is_lower_better else test.is_above
    wanted = way_to_aim(indicator, compared.start.value, compared.latest.ends)
    reached = wanted is not None and (
        compared.latest.value <= wanted if is_lower_better else compared.latest.value >= wanted
    )
    if is_clear(test):
        if not is_right:
            return Rag.RED, wanted
        return (Rag.GREEN if reached or wanted is None else Rag.AMBER_BEHIND), wanted
    return (Rag.AMBER_AT_TARGET if reached else Rag.AMBER_NO_CLEAR_CHANGE), wanted


def because(
    indicator: Indicator,
    test: Tested,
    rag: Rag,
    *,
    start: Point,
    latest: Point,
    wanted: float | None,
) -> str:
    """The sentence behind a status, with both figures and the likely range.

    Parameters
    ----------
    indicator, test, rag
        What was judged.
    start, latest
        As they may be printed.
    wanted
        Where the way to the aim stood; None without a target.
    """
    figures = f"{latest.text} in {latest.period}, against {start.text} in {start.period}"
    likely = range_words(test)
    shown = f" ({likely})" if likely else ""
    aim = ""
    if wanted is not None:
        asked = value_words(_rounded(wanted), indicator.unit)
        aim = f" By then the way to the aim asked for {asked}."
    return f"{figures}: {_verdict(test, rag)}{shown}.{aim}"


def _rounded(value: float) -> float:
    return round(value) if abs(value) >= 100 else value


def _verdict(test: Tested, rag: Rag) -> str:
    if rag in (Rag.AMBER_AT_TARGET, Rag.AMBER_NO_CLEAR_CHANGE):
        alone = test.is_above or test.is_below
        if alone and test.adjusted_p >= CLEAR:
            return f"clear by itself, but not as one of {test.family_size} measures"
        return "clear, but smaller than 3%" if alone else "no clear change"
    word = "higher" if test.is_above else "lower"
    return f"{word}, by more than {'its usual swings' if test.is_ratio else 'chance'} would explain"
