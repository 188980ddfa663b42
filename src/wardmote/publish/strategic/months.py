"""Month by month: the chart of everything, and small charts of the categories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.changes import places_of
from wardmote.assessment.findings import Finding
from wardmote.assessment.measures import counts_of
from wardmote.assessment.series import ASB
from wardmote.publish import words
from wardmote.publish.charts import Break, Line, Span, draw_months, draw_small_multiples
from wardmote.publish.exhibits import Chart
from wardmote.publish.strategic.evidence import MONTHS
from wardmote.publish.strategic.wording import verdict_words
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.breaks import Break as KnownBreak
from wardmote.vocabulary.breaks import breaks_affecting
from wardmote.vocabulary.months import last_day, month_of, next_month

MONTHS_SHOWN = 36
MIDDLE_OF_MONTH = 15
DOES_NOT_SHOW = "It does not show why, nor what was never reported."


def chart_of_all(found: Assessment) -> Chart:
    """Recorded crime and anti-social behaviour, each its own line: they are not one thing."""
    months, lines = _two_lines(found)
    total = found.total
    before = "" if total.before is None else f" against {words.count(total.before)} the year before"
    return _chart(
        found,
        "month-by-month-chart",
        f"{words.count(total.after)} recorded in twelve months{before}",
        months,
        lines,
    )


def _two_lines(found: Assessment) -> tuple[Sequence[date], list[Line]]:
    series = found.series
    months = series.months[-MONTHS_SHOWN:]
    crime = [line for one, line in series.counts.items() if one != ASB]
    lines = []
    if crime:
        total = [sum(values) for values in zip(*crime, strict=True)]
        lines.append(Line("Recorded crime", tuple(total[-len(months) :])))
    if ASB in series.counts:
        lines.append(Line("Anti-social behaviour", series.counts[ASB][-len(months) :]))
    return months, lines


def chart_of(found: Assessment, finding: Finding) -> Chart | None:
    """One category month by month; None where its series is not at hand."""
    series = next(
        (one for one in found.series_set.used if one.chosen.label == finding.series), None
    )
    if series is None:
        return None
    line = counts_of(finding.measure, series.counts)
    months = series.months[-MONTHS_SHOWN:]
    name = finding.measure.title
    return _chart(
        found,
        f"{finding.id}-chart",
        f"{name}: {verdict_words(finding).lower()}",
        months,
        [Line(name, line[-len(months) :])],
        figure_id=finding.id,
        source=finding.series,
        known=known_of(found, finding, months),
    )


def known_of(found: Assessment, finding: Finding, months: Sequence[date]) -> tuple[KnownBreak, ...]:
    """Known breaks of a category's own series in some months, with those of every series."""
    first, last = months[0], last_day(months[-1])
    touching = {
        one.id: one
        for member in finding.measure.members
        for one in breaks_affecting(
            places_of(found.area), finding.measure.scheme, member, first, last, known=found.breaks
        )
    }
    return tuple(touching.values())


def _chart(
    found: Assessment,
    chart_id: str,
    title: str,
    months: Sequence[date],
    lines: list[Line],
    *,
    figure_id: str = MONTHS,
    source: str = "",
    known: Iterable[KnownBreak] | None = None,
) -> Chart:
    names = [f"{one:%Y-%m}" for one in months]
    breaks, spans = events(_of_everything(found) if known is None else known, months)
    first, last = words.month(months[0]), words.month(months[-1])
    return Chart(
        id=chart_id,
        title=title,
        subtitle=f"Number recorded each month, {found.area.name}, {first} to {last}. "
        f"Source: {source or found.series.chosen.label}.",
        drawing=draw_months(names, lines, unit="recorded each month", breaks=breaks, spans=spans),
        shows=_shows(lines, months),
        does_not_show=DOES_NOT_SHOW,
        table=_table(found, chart_id, months, lines, figure_id),
        figure_id=figure_id,
    )


def _table(
    found: Assessment, chart_id: str, months: Sequence[date], lines: list[Line], figure_id: str
) -> Table:
    return Table(
        id=f"{chart_id.removesuffix('-chart')}-table",
        caption=f"{words.listed([line.name for line in lines])}, {found.area.name}, by month",
        row_header="Month",
        columns=tuple(Column(line.name, "number", 0) for line in lines),
        rows=tuple(
            Row(words.month(month), tuple(int(line.values[place] or 0) for line in lines))
            for place, month in enumerate(months)
        ),
        figure_id=figure_id,
    )


def small_multiples(found: Assessment, findings: Sequence[Finding], *, chart_id: str) -> Chart:
    """Several categories beside each other, on one scale each, over the same months."""
    months = found.series.months[-MONTHS_SHOWN:]
    mine = [one for one in findings if one.series == found.series.chosen.label]
    panels = [
        Line(one.measure.title, counts_of(one.measure, found.series.counts)[-len(months) :])
        for one in mine
    ]
    breaks, spans = events(_of_everything(found), months)
    names = [f"{one:%Y-%m}" for one in months]
    first, last = words.month(months[0]), words.month(months[-1])
    return Chart(
        id=chart_id,
        title="How each of these went, month by month",
        subtitle=f"Number recorded each month, {found.area.name}, {first} to {last}; each "
        f"picture has its own scale. Source: {found.series.chosen.label}.",
        drawing=draw_small_multiples(names, panels, breaks=breaks, spans=spans, one_scale=False),
        shows="The number at each line's end is the last month's; the table has every month.",
        does_not_show=DOES_NOT_SHOW,
        table=_table(found, chart_id, months, panels, MONTHS),
        figure_id=MONTHS,
    )


def _shows(lines: Iterable[Line], months: Sequence[date]) -> str:
    said = []
    for line in lines:
        values = [int(value or 0) for value in line.values]
        low, high = min(values), max(values)
        said.append(
            f"{line.name} ran between {words.count(low)} "
            f"({words.month(months[values.index(low)])}) and {words.count(high)} a month "
            f"({words.month(months[values.index(high)])})"
        )
    return "; ".join(said) + "."


def _of_everything(found: Assessment) -> list[KnownBreak]:
    """Known breaks of a whole series; one category's own belong on that category's chart."""
    whole = {"all", found.series.chosen.scheme}
    return [one for one in found.breaks if whole & set(one.series)]


def events(
    known: Iterable[KnownBreak], months: Sequence[date]
) -> tuple[tuple[Break, ...], tuple[Span, ...]]:
    """Known events that fall on the months drawn: lines for steps, shades for what lasted."""
    breaks: list[Break] = []
    spans: list[Span] = []
    shown = {one: f"{one:%Y-%m}" for one in months}
    for one in known:
        start = month_of(one.starts)
        if one.ends is not None and one.ends != one.starts:
            inside = [month for month in months if start <= month <= month_of(one.ends)]
            if inside:
                spans.append(Span(shown[inside[0]], shown[inside[-1]], one.drawn))
        else:
            month = start if one.starts.day <= MIDDLE_OF_MONTH else next_month(start)
            if month in shown and month != months[0]:
                breaks.append(Break(shown[month], one.drawn))
    return tuple(breaks), tuple(spans)
