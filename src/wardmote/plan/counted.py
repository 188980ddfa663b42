"""Monthly counts of indicators that the evidence store can answer, from one evidence version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wardmote.assessment.changes import Context, breaks_of
from wardmote.assessment.compose import PartnershipSettings
from wardmote.assessment.entered import not_known
from wardmote.assessment.measures import Measure, measures_of
from wardmote.assessment.series import ASB, Series, SeriesSet, area_series
from wardmote.errors import AnalysisError, ConfigurationError, Fault
from wardmote.evidence.partnership_area import partnership_area
from wardmote.evidence.reader import Evidence
from wardmote.plan.book import PlanBook
from wardmote.plan.rating import MonthlyCounts
from wardmote.plan.records import Indicator
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.records.measures import Query
from wardmote.vocabulary.breaks import known_breaks

EVERYTHING = "all"
"""As a query's category: all recorded crime of the series."""


def counts_of_indicators(
    book: PlanBook,
    evidence: Evidence,
    partnership: PartnershipSettings,
    *,
    events_file: Path | None = None,
) -> dict[IndicatorId, MonthlyCounts]:
    """Monthly counts of every indicator with a query, from series chosen as an assessment does.

    Answers "what does the evidence store hold for the plan's measures?".

    Parameters
    ----------
    book
        The plan.
    evidence
        One evidence version.
    partnership
        Its settings.
    events_file
        The partnership's own breaks, beside the shipped ones.

    Returns
    -------
    dict
        Id of the indicator to its counts; one whose category has no record in the area is
        left out, and rated as such.

    Raises
    ------
    ConfigurationError
        A query names a category, an area or a series that is not held: all of them at once.
    """
    asked = [(one, one.query) for one in book.all(Indicator) if one.query is not None]
    if not asked:
        return {}
    area = partnership_area(evidence, partnership.area_code, name=partnership.area_name)
    context = Context(area, known_breaks(events_file), residents=None)
    series_named = cache(lambda wanted: area_series(evidence, area, wanted=wanted))
    found: dict[IndicatorId, MonthlyCounts] = {}
    faults: list[Fault] = []
    for indicator, query in asked:
        try:
            held = series_named(query.series or partnership.series)
            lines = _lines(query, held, area.code)
        except AnalysisError as refused:
            faults.append(Fault(f"indicator {indicator.id}", f"query.series: {refused.what}"))
        except _NotHeld as problem:
            faults.append(Fault(f"indicator {indicator.id}", str(problem)))
        else:
            found[indicator.id] = _monthly(lines, context, evidence.version.name)
    if faults:
        raise ConfigurationError(
            f"The evidence store cannot answer {len(faults)} of the plan's queries.",
            faults=faults,
            next_step="Correct query in the plan's indicators, or read the files in: "
            "wardmote ingest PATH…",
        )
    return found


class _NotHeld(ValueError):
    """A query that names something that is not there."""


class _Lines(NamedTuple):
    """Counts of every category that a query adds up."""

    series: Series
    members: tuple[str | None, ...]
    counts: Sequence[Sequence[int]]


def _lines(query: Query, held: SeriesSet, own_area: str) -> _Lines:
    series = held.crime
    if query.category == ASB and held.asb is not None:
        series = held.asb
    by_category = _counts_by_category(series, query.area if query.area != own_area else "")
    if query.category == EVERYTHING:
        return _Lines(series, (None,), list(by_category.values()))
    members = _members(query.category, series)
    return _Lines(series, members, [by_category[one] for one in members if one in by_category])


def _counts_by_category(series: Series, area: str) -> dict[str, tuple[int, ...]]:
    if not area:
        return dict(series.counts)
    places = {**series.by_ward, **series.by_lsoa}
    found = {category: line for (category, code), line in places.items() if code == area}
    if not found:
        raise _NotHeld(f"query.area: {area} is no ward or LSOA of {series.chosen.label} here")
    return found


def _members(category: str, series: Series) -> tuple[str, ...]:
    measures: Sequence[Measure] = measures_of(series.chosen.scheme, series.counts)
    chosen = next((one for one in measures if one.id == category), None)
    if chosen is None:
        known = sorted(one.id for one in measures)
        raise _NotHeld(f"query.category: {not_known(category, [*known, EVERYTHING])}")
    return chosen.members


def _monthly(lines: _Lines, context: Context, version: str) -> MonthlyCounts:
    chosen = lines.series.chosen
    none = [0] * len(chosen.months)
    counts = [sum(values) for values in zip(none, *lines.counts, strict=True)]
    breaks = breaks_of(chosen.scheme, lines.members, chosen.months, context)
    return MonthlyCounts(
        chosen.months, counts, tuple(breaks), f"{chosen.label}, evidence {version}"
    )
