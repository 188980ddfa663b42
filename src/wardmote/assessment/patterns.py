"""Patterns in time: seasons, and months out of the ordinary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analysis.limits import JudgedMonth, Signals, judge_month, list_signals
from wardmote.analysis.seasons import Seasonality, seasonal_pattern
from wardmote.assessment.changes import Context, Counted, breaks_of
from wardmote.assessment.measures import Measure, counts_of
from wardmote.errors import AnalysisError

FEWEST_A_MONTH = 10.0  # a season in fewer is chance
MONTHS_FOR_LIMITS = 25  # 24 for the baseline, and the month judged


@dataclass(frozen=True)
class SeasonFound:
    """One measure's yearly pattern."""

    measure: Measure
    season: Seasonality


def seasons_of(counted: Sequence[Counted], context: Context) -> tuple[SeasonFound, ...]:
    """Yearly patterns of whole categories with enough a month to have one."""
    found = []
    for one in counted:
        line, months = counts_of(one.measure, one.series.counts), one.series.months
        if one.measure.is_category and sum(line) >= FEWEST_A_MONTH * len(line):
            known = breaks_of(one.measure.scheme, one.measure.members, months, context)
            try:
                season = seasonal_pattern(line, months, breaks=known)
                found.append(SeasonFound(one.measure, season))
            except AnalysisError:
                continue  # a calendar month without any: nothing can be said of its season
    return tuple(found)


def signals_of(
    counted: Sequence[Counted], seasons: Sequence[SeasonFound], context: Context
) -> Signals:
    """The last month of each category beside the limits that the two years before it set.

    Returns
    -------
    Signals
        Those out of the ordinary, with how many were looked at.
    """
    by_measure = {one.measure.id: one.season for one in seasons}
    judged: list[JudgedMonth] = []
    for one in counted:
        months = one.series.months
        if not one.measure.is_category or len(months) < MONTHS_FOR_LIMITS:
            continue
        breaks = breaks_of(one.measure.scheme, one.measure.members, months, context)
        line = counts_of(one.measure, one.series.counts)
        try:
            judged.append(
                judge_month(
                    line,
                    months,
                    name=one.measure.title,
                    season=by_measure.get(one.measure.id),
                    breaks=breaks,
                )
            )
        except AnalysisError:
            continue  # a break leaves too short a baseline: no limits, and nothing is said
    return list_signals(judged)
