"""Every indicator of a plan, rated as one family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.analysis.breaks import Break
from wardmote.analysis.families import benjamini_hochberg
from wardmote.plan.book import PlanBook
from wardmote.plan.rating.figures import (
    YEAR,
    Figure,
    a_year_before,
    figure_of,
    monthly_figures,
    newest_quarter,
    pooled,
    readings_in_force,
)
from wardmote.plan.rating.judging import DIFFERENCES, because, rag_of
from wardmote.plan.rating.overdue import arrival_of, missing_words
from wardmote.plan.rating.results import (
    TOO_SMALL,
    Difference,
    Point,
    Rag,
    Rated,
    Tested,
)
from wardmote.plan.rating.testing import Compared, Held, Unrated, compare
from wardmote.plan.rating.wording import aim_of, point_of, suppressed
from wardmote.plan.records import Indicator, Reading
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.told import Told, told_of, with_told_baseline
from wardmote.vocabulary.months import last_day


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
    book: PlanBook,
    *,
    on: date,
    counted: Mapping[IndicatorId, MonthlyCounts] | None = None,
    told: Mapping[IndicatorId, Told] | None = None,
) -> dict[IndicatorId, Rated]:
    """How every indicator of a plan stands on a day.

    Answers "did it make a difference?", each by its change since the baseline, tested together:
    of many measures one is always about to look better by chance.

    Parameters
    ----------
    book
        The plan, with its readings.
    on
        The day: readings that came later are left out.
    counted
        Indicators with a query, to their monthly counts from the evidence store.
    told
        What may be told of each, where the plan that it was asked of holds more than `book`.

    Returns
    -------
    dict
        Id of every indicator to what may be said of it, in the order of the plan.

    Notes
    -----
    Counts are tested by the model of `compare_with_baseline` on every month since the baseline
    year; shares as two samples. Other units have no test, since nothing shows how much they
    swing. A status says that a figure moved, not that the plan moved it.

    References
    ----------
    Statistics rules S1, S7 and S8; Benjamini and Hochberg (1995), Journal of the Royal
    Statistical Society B 57.
    """
    counts = counted or {}
    may = told_of(book, on=on, counted=counts) if told is None else told
    whole = {one.id: _held(book, one, on, counts.get(one.id)) for one in book.all(Indicator)}
    held = {name: _told_part(book, one, may[name], on) for name, one in whole.items()}
    found = {name: _compared(one, held[name]) for name, one in whole.items()}
    tests = _as_family(found)
    rated = {}
    for name, compared in found.items():
        bare = _with_figures(book, _Both(whole[name], held[name], may[name]), on, counts.get(name))
        if isinstance(compared, Unrated):
            rated[name] = replace(bare, difference=compared.difference, because=compared.because)
        else:
            rated[name] = _judged(bare, held[name], compared, tests[name])
    return rated


def _held(book: PlanBook, indicator: Indicator, on: date, counts: MonthlyCounts | None) -> Held:
    if indicator.query is not None:
        if counts is None:
            return Held(indicator, ())
        over = [month for month in counts.months if last_day(month) <= on]
        figures = monthly_figures(over, counts.counts[: len(over)])
        return Held(indicator, figures, counts.breaks)
    own = (one for one in book.all(Reading) if one.indicator == indicator.id)
    return Held(indicator, tuple(figure_of(one) for one in readings_in_force(own, on)))


def _told_part(book: PlanBook, held: Held, told: Told, on: date) -> Held:
    """What is held of an indicator, as if nobody had given us what may not be told."""
    if held.indicator.query is not None:
        figures = tuple(one for one in held.figures if told.released.tells(one.starts, one.ends))
    else:
        own = (one for one in book.all(Reading) if one.indicator == held.indicator.id)
        force = readings_in_force(own, on)
        figures = tuple(figure_of(one) for one in force if told.tells(one))
    return replace(held, indicator=with_told_baseline(held.indicator, told), figures=figures)


def _compared(whole: Held, held: Held) -> Compared | Unrated:
    """The change, from what may be told; none where one of its two figures may not be."""
    if _periods(whole) != _periods(held):
        return Unrated(Difference.CANNOT_MEASURE, TOO_SMALL)
    return compare(held)


def _periods(held: Held) -> list[tuple[date, date] | None]:
    return [_period(one) if one else None for one in (held.start, held.latest)]


def _period(figure: Figure) -> tuple[date, date]:
    return figure.starts, figure.ends


def _as_family(found: Mapping[IndicatorId, Compared | Unrated]) -> dict[IndicatorId, Tested]:
    tested = {name: one for name, one in found.items() if isinstance(one, Compared)}
    adjusted = benjamini_hochberg([one.p for one in tested.values()])
    return {
        name: Tested(
            change=one.change,
            lower=one.lower,
            upper=one.upper,
            is_ratio=one.is_ratio,
            p=one.p,
            adjusted_p=p,
            family_size=len(tested),
            basis=one.basis,
        )
        for (name, one), p in zip(tested.items(), adjusted, strict=True)
    }


def _judged(bare: Rated, held: Held, found: Compared, test: Tested) -> Rated:
    rag, wanted = rag_of(held.indicator, found, test)
    start = point_of(found.start, held.indicator)
    latest = point_of(found.latest, held.indicator)
    return replace(
        bare,
        rag=rag,
        difference=DIFFERENCES[rag],
        because=because(held.indicator, test, rag, start=start, latest=latest, wanted=wanted),
        test=test,
        remarks=(*bare.remarks, *found.remarks),
    )


@dataclass(frozen=True)
class _Both:
    """Everything that is held of an indicator, and the part of it that may be told."""

    whole: Held
    part: Held
    told: Told

    def shown(self, figure: Figure | None) -> Point | None:
        """The figure of a period from what may be told; that it is suppressed where none is."""
        if figure is None:
            return None
        same = self._same(figure)
        return point_of(same, self.part.indicator) if same else suppressed(figure)

    def _same(self, figure: Figure) -> Figure | None:
        start = self.part.start
        exact = (*self.part.figures, *([start] if start else []))
        found = next((one for one in exact if _period(one) == _period(figure)), None)
        if found or not figure.months:
            return found
        unit = self.part.indicator.unit
        return pooled(self.part.figures, unit, ends=figure.ends, months=figure.months)


def _with_figures(book: PlanBook, both: _Both, on: date, counts: MonthlyCounts | None) -> Rated:
    """Every figure of what is held, not rated yet."""
    held, shown = both.whole, both.shown
    indicator, figures = held.indicator, held.figures
    covered = max((one.ends for one in figures), default=None)
    arrival = arrival_of(book, indicator, on, covered_to=covered)
    quarter = newest_quarter(figures, indicator.unit)
    year, year_before = _two_years(held)
    newest = arrival.newest
    late = missing_words(book, arrival)

    return Rated(
        indicator=indicator,
        rag=Rag.NOT_RATED,
        difference=Difference.CANNOT_MEASURE,
        because="",
        start=shown(held.start),
        latest=shown(held.latest),
        aim=aim_of(indicator, on),
        this_quarter=shown(quarter),
        same_quarter_last_year=shown(
            a_year_before(figures, indicator.unit, quarter) if quarter else None
        ),
        last_12_months=shown(year),
        previous_12=shown(year_before),
        provider=newest.provider if newest else "",
        source=counts.source if counts else "",
        received_on=newest.received_on if newest else None,
        missing_since=arrival.covered_to if late else None,
        missing=late,
        remarks=_remarks(indicator, newest, arrival.revised, both.told),
    )


def _two_years(held: Held) -> tuple[Figure | None, Figure | None]:
    """The newest twelve months that are held without a gap, and those before."""
    unit = held.indicator.unit
    for ends in sorted({one.ends for one in held.figures if one.months}, reverse=True):
        year = pooled(held.figures, unit, ends=ends, months=YEAR)
        if year:
            return year, a_year_before(held.figures, unit, year)
    return None, None


def _remarks(
    indicator: Indicator, newest: Reading | None, revised: int, told: Told
) -> tuple[str, ...]:
    """A note beside a figure that may not be told may tell it: it goes too."""
    said = [indicator.caveat, newest.note if newest and told.tells(newest) else ""]
    if newest and newest.revised:
        said.append("The newest figure replaces an earlier one of the same period.")
    elif revised:
        said.append("An earlier period's figure was replaced by a later one.")
    return tuple(filter(None, said))
