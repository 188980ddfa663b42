"""The first page of an assessment: one answer, one table, one chart and one map.

It says what was recorded and whether that changed beyond the swings of each series. It
judges nothing that a count cannot show, and every number leads to its files and rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import numpy as np

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.assessment import Assessment, WardLevel
from wardmote.assessment.findings import FileRows, Finding
from wardmote.publish import words
from wardmote.publish.blocks import Block, Callout, Definitions, Paragraph, Points, Section
from wardmote.publish.charts import Break, Line, Span, draw_months
from wardmote.publish.document import Document, Strip
from wardmote.publish.exhibits import Chart, Map
from wardmote.publish.maps import MappedArea, Measure, Why, map_exhibit
from wardmote.publish.marking import Marking
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.receipts import Counted, Receipt, SourceFile
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.breaks import Break as KnownBreak
from wardmote.vocabulary.months import month_of, next_month

ASB = "anti_social_behaviour"
MONTHS_SHOWN = 36
POLICE_UK_CANNOT_SHOW = (
    "police.uk gives no day or hour of a crime, no victim and no suspect, and no flag for "
    "domestic abuse, hate or knives. Its points are anonymised: they serve areas, not streets."
)
MPS_CANNOT_SHOW = (
    "The Metropolitan Police's tables hold crimes that could be placed in a ward or LSOA, and no "
    "anti-social behaviour."
)
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
INVENTED_ATTRIBUTION = "An invented place: these outlines are of nowhere."
WORDS = {
    Verdict.ROSE: "Rose",
    Verdict.FELL: "Fell",
    Verdict.LITTLE_CHANGED: "Little changed",
    Verdict.NO_CLEAR_CHANGE: "No clear change",
    Verdict.TOO_SHORT: "Too short to say",
    Verdict.CANNOT_SAY: "Cannot say",
}


def compose_first_page(found: Assessment) -> Document:
    """The first page of an assessment as a document.

    Parameters
    ----------
    found
        What was found.

    Returns
    -------
    Document
        Fit for the public: it holds counts that their publishers have published at this
        geography, and nothing else.
    """
    blocks: list[Block] = [_what_changed(found), _month_by_month(found)]
    if found.wards:
        blocks.append(_where(found))
    blocks += [_not_known(found), _made_from(found)]
    receipts = _receipts(found)
    return Document(
        title=f"Recorded crime in {found.area.name}",
        strip=Strip(
            place=found.area.name,
            assessed_on=found.as_of,
            data_to=f"{found.last_month:%Y-%m}",
            version=f"evidence {found.evidence_version}, wardmote {found.software}",
            invented=found.is_invented,
        ),
        answer=answer(found),
        blocks=tuple(blocks),
        receipts=receipts,
        sources=_sources(found, receipts),
        foot=_foot(found),
        marking=Marking.PUBLIC,
        accent=found.accent,
    )


def answer(found: Assessment) -> Sentence:
    """What changed, in one sentence, with the numbers that it rests on."""
    judged = [one for one in found.findings if one.is_judged]
    unjudged = len(found.findings) - len(judged)
    counted = Counter(one.judged.verdict for one in judged)
    parts = [
        f"{words.spelt(counted[verdict])} {said if counted[verdict] == 1 else several}"
        for verdict, said, several in (
            (Verdict.ROSE, "rose", "rose"),
            (Verdict.FELL, "fell", "fell"),
            (Verdict.LITTLE_CHANGED, "little changed", "little changed"),
            (Verdict.NO_CLEAR_CHANGE, "shows no clear change", "show no clear change"),
            (Verdict.TOO_SHORT, "is too short to say", "are too short to say"),
            (Verdict.CANNOT_SAY, "cannot be compared", "cannot be compared"),
        )
        if counted[verdict]
    ]
    if unjudged:
        parts.append(
            f"{words.spelt(unjudged)} {'is' if unjudged == 1 else 'are'} counted and not judged"
        )
    kinds = len(found.findings)
    start = "Of " + words.spelt(kinds) + f" kind{'' if kinds == 1 else 's'} of recorded crime"
    if any(one.category.id == ASB for one in found.findings):
        start += " and anti-social behaviour"
    return (
        f"{start} in {found.area.name}, {words.listed(parts)}. Police recorded ",
        _number(found.total, found.total.after),
        f" in all in the {words.year_to(found.last_month)}",
        *_against(found.total),
        ".",
    )


def _against(total: Finding) -> tuple[str | Number, ...]:
    if total.before is None:
        return ()
    return (", against ", _number(total, total.before), " in the twelve months before")


def _number(finding: Finding, value: int) -> Number:
    return Number(value, finding.id)


# The table ---------------------------------------------------------------------------------


def _what_changed(found: Assessment) -> Section:
    table = Table(
        id="what-was-recorded",
        caption=f"What was recorded in {found.area.name}, {words.year_to(found.last_month)} "
        "against the twelve months before",
        row_header="What was recorded",
        columns=_columns(found),
        rows=tuple(_row(one, found) for one in (*found.findings, found.total)),
        figure_id=found.total.id,
        notes=_table_notes(found),
    )
    blocks: list[Block] = [Paragraph(_how_to_read(found))]
    if found.scope_notes:
        blocks.insert(0, Callout("What this does not cover", found.scope_notes))
    return Section("what-changed", "What changed, and what did not", (*blocks, table))


def _columns(found: Assessment) -> tuple[Column, ...]:
    columns = [
        Column("Twelve months before", "number", 0),
        Column(f"To {words.month(found.last_month)}", "number", 0),
    ]
    if found.residents is not None:
        columns.append(Column("Rate", "per 1,000 residents", 1))
    return (*columns, Column("What the counts show"), Column("Likely range of the change"))


def _row(one: Finding, found: Assessment) -> Row:
    cells: list[object] = [
        "not held" if one.before is None else _number(one, one.before),
        _number(one, one.after),
    ]
    if found.residents is not None:
        cells.append(one.rate_per_1000 if one.rate_per_1000 is not None else "no residents held")
    cells += [_verdict_words(one), _range_words(one)]
    return Row(one.category.title, tuple(cells), stands_out=one is found.total)  # type: ignore[arg-type]


def _verdict_words(one: Finding) -> str:
    if not one.is_judged:
        return "Counted, not judged"
    return WORDS[one.judged.verdict]


def _range_words(one: Finding) -> str:
    change = one.judged.change
    if change.refusal:
        return f"not tested: {change.refusal}"
    interval = change.percent_interval
    if interval is None or change.lower is None or change.upper is None:
        return "too few for a percentage"
    said = words.likely_range(change.lower, change.upper)
    if change.lower >= 1:
        return f"{said} more"
    return f"{said} fewer" if change.upper <= 1 else said


def _how_to_read(found: Assessment) -> Sentence:
    change = found.total.judged.change
    held = len(found.series.months)
    used = change.basis.parameters.get("months_used", held)
    return (
        "A change is called one only where it goes beyond the month-to-month swings that each "
        f"series has shown over its last {used} months, and only after allowing for "
        "how many series were looked at. “No clear change” does not mean unchanged. "
        "A recorded change may lie in what is reported or how it is recorded; this page does not "
        "say why."
    )


def _table_notes(found: Assessment) -> tuple[Sentence, ...]:
    notes: list[Sentence] = [
        "“Counted, not judged”: more of these can mean more searching or more trust in the "
        "police, so the count is not called better or worse."
    ]
    if found.residents is not None:
        notes.append(
            f"Rates use {found.residents.note} ({words.count(found.residents.count)} people). "
            "People also come in from elsewhere, to town centres most of all."
        )
    unplaced = sum(found.unplaced.values())
    if unplaced:
        notes.append(
            f"In the same twelve months {words.count(unplaced)} rows of the whole force have no "
            "place: they are in no area's count, this one's included."
        )
    return tuple(notes)


# The chart ---------------------------------------------------------------------------------


def _month_by_month(found: Assessment) -> Section:
    return Section("month-by-month", "Month by month", (_chart(found),))


def _chart(found: Assessment) -> Chart:
    months = found.series.months[-MONTHS_SHOWN:]
    lines = _lines(found, len(months))
    names = [f"{one:%Y-%m}" for one in months]
    breaks, spans = _events(found.breaks, months)
    table = Table(
        id="month-by-month-table",
        caption=f"Recorded each month in {found.area.name}",
        row_header="Month",
        columns=tuple(Column(line.name, "number", 0) for line in lines),
        rows=tuple(
            Row(words.month(month), tuple(int(line.values[place] or 0) for line in lines))
            for place, month in enumerate(months)
        ),
        figure_id="months",
    )
    first, last = words.month(months[0]), words.month(months[-1])
    return Chart(
        id="month-by-month-chart",
        title=_chart_title(found),
        subtitle=f"Number recorded each month, {found.area.name}, {first} to {last}. "
        f"Source: {found.series.chosen.label}.",
        drawing=draw_months(names, lines, unit="recorded each month", breaks=breaks, spans=spans),
        shows=_shows(lines, months),
        does_not_show="It does not show why, nor what was never reported.",
        table=table,
        figure_id="months",
    )


def _chart_title(found: Assessment) -> str:
    total = found.total
    before = "" if total.before is None else f" against {words.count(total.before)} the year before"
    return f"{words.count(total.after)} recorded in twelve months{before}"


def _lines(found: Assessment, months: int) -> list[Line]:
    """Crime and anti-social behaviour apart where both are held: they are not one thing."""
    asb = found.series.counts.get(ASB)
    crime = [line for one, line in found.series.counts.items() if one != ASB]
    total = [sum(values) for values in zip(*crime, strict=True)] if crime else []
    if asb is None:
        return [Line("Recorded crime", tuple(total[-months:]))]
    if not total:
        return [Line("Anti-social behaviour", tuple(asb[-months:]))]
    return [
        Line("Recorded crime", tuple(total[-months:])),
        Line("Anti-social behaviour", tuple(asb[-months:])),
    ]


def _shows(lines: Iterable[Line], months: tuple[date, ...]) -> str:
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


def _events(
    known: Iterable[KnownBreak], months: tuple[date, ...]
) -> tuple[tuple[Break, ...], tuple[Span, ...]]:
    breaks, spans = [], []
    shown = {one: f"{one:%Y-%m}" for one in months}
    for one in known:
        lasts = one.ends is not None and one.ends != one.starts
        start = month_of(one.starts)
        if lasts and one.ends is not None:
            inside = [month for month in months if start <= month <= month_of(one.ends)]
            if inside:
                spans.append(Span(shown[inside[0]], shown[inside[-1]], one.what.rstrip(".")))
        else:
            month = start if one.starts.day <= 15 else next_month(start)
            if month in shown and month != months[0]:
                breaks.append(Break(shown[month], one.what.rstrip(".")))
    return tuple(breaks), tuple(spans)


# The map -----------------------------------------------------------------------------------


def _where(found: Assessment) -> Section:
    blocks: list[Block] = []
    exhibit = _map(found)
    blocks.append(exhibit if exhibit is not None else _ward_table(found))
    return Section("where", "Where it was recorded", tuple(blocks))


def _map(found: Assessment) -> Map | None:
    from wardmote.places.projection import project

    outlines = found.ward_boundaries
    if outlines is None:
        return None
    inside = [one.code for one in found.wards if one.code in outlines.codes]
    if not inside:
        return None
    metres = project(outlines.select(inside))
    drawn = dict(zip(metres.codes, metres.geometries, strict=True))
    with_rates = all(one.rate_per_1000 is not None for one in found.wards)
    measure = (
        Measure("Rate", "per 1,000 residents", is_rate=True, decimals=1)
        if with_rates
        else Measure("Recorded", "number", is_rate=False)
    )
    areas = [
        MappedArea(one.code, one.name, drawn[one.code], *_value(one, with_rates))
        for one in found.wards
        if one.code in drawn
    ]
    return map_exhibit(
        areas,
        id="where-map",
        title=_map_title(found),
        subtitle=f"Recorded crime and anti-social behaviour by ward, "
        f"{words.year_to(found.last_month)}, {measure.unit}. Source: {found.series.chosen.label}.",
        measure=measure,
        area_header="Ward",
        shows=_map_shows(found, with_rates=with_rates),
        does_not_show=_map_does_not_show(found, missing=len(found.wards) - len(areas)),
        figure_id="wards",
        attribution=INVENTED_ATTRIBUTION if found.is_invented else ATTRIBUTION,
    )


def _value(one: WardLevel, with_rates: bool) -> tuple[float | None, Why | None]:
    value = one.rate_per_1000 if with_rates else float(one.count)
    return (value, None) if value is not None else (None, Why.NO_DATA)


def _map_title(found: Assessment) -> str:
    counts = np.array(sorted((one.count for one in found.wards), reverse=True))
    total = int(counts.sum())
    half = int(np.searchsorted(np.cumsum(counts), total / 2) + 1)
    return f"{words.spelt(half).capitalize()} of {len(counts)} wards hold half of what was recorded"


def _map_shows(found: Assessment, *, with_rates: bool) -> str:
    values = [one.rate_per_1000 if with_rates else one.count for one in found.wards]
    known = [value for value in values if value is not None]
    unit = "for each 1,000 residents" if with_rates else "in twelve months"
    places = 1 if with_rates else 0
    return (
        f"Wards run from {words.decimal(min(known), places)} to "
        f"{words.decimal(max(known), places)} {unit}."
    )


def _map_does_not_show(found: Assessment, *, missing: int) -> str:
    said = (
        "Residents are not the people at risk where many come to shop, work or go out, so a high "
        "rate is not a dangerous place."
    )
    if missing:
        said += f" {words.spelt(missing).capitalize()} wards have no outline held."
    if found.not_in_wards:
        number = words.count(found.not_in_wards)
        said += f" {number} records of the area have no ward and are not drawn."
    return said


def _ward_table(found: Assessment) -> Table:
    return Table(
        id="where-table",
        caption=f"Recorded by ward, {words.year_to(found.last_month)}",
        row_header="Ward",
        columns=(Column("Recorded", "number", 0), Column("Code")),
        rows=tuple(Row(one.name, (one.count, one.code)) for one in found.wards),
        figure_id="wards",
    )


# What is not known, and where it comes from ------------------------------------------------


def _not_known(found: Assessment) -> Section:
    source = found.series.chosen.source
    items: list[Sentence] = [
        "What was never reported, and what other bodies recorded.",
        MPS_CANNOT_SHOW if source == "mps_counts" else POLICE_UK_CANNOT_SHOW,
    ]
    if found.residents is None:
        items.append("Rates: no population of the area is held. The ONS publishes it by LSOA.")
    if not found.wards:
        items.append("Wards: no look-up from LSOA to ward is held. The ONS publishes it.")
    return Section("not-known", "What this page cannot tell you", (Points(tuple(items)),))


def _made_from(found: Assessment) -> Section:
    series = found.series
    months = f"{words.month(series.months[0])} to {words.month(series.months[-1])}"
    items: list[tuple[str, Sentence]] = [
        ("Series", f"{series.chosen.label}, {months}: chosen because {series.because}."),
    ]
    if series.set_aside:
        items.append(("Held and not used here", ", ".join(series.set_aside) + "."))
    if found.breaks:
        items.append(("Known breaks", " ".join(f"{one.what.rstrip('.')}." for one in found.breaks)))
    items.append(
        (
            "Test",
            f"{found.total.judged.change.basis.method}; "
            f"{found.total.judged.change.basis.reference}.",
        )
    )
    return Section("made-from", "What this was made from", (Definitions(tuple(items)),))


def _foot(found: Assessment) -> tuple[Block, ...]:
    lines: list[Sentence] = [
        "Every underlined number leads to its files, their rows and the method. To see one row: "
        "wardmote evidence trace SHA:ROW",
        "Police recorded crime is not accredited official statistics.",
    ]
    if found.contact:
        lines.append(f"Questions: {found.contact}")
    return tuple(Paragraph(line) for line in lines)


def _receipts(found: Assessment) -> tuple[Receipt, ...]:
    receipts = [_finding_receipt(one, found) for one in (*found.findings, found.total)]
    period = f"{words.month(found.series.months[0])} to {words.month(found.last_month)}"
    receipts.append(
        Receipt(
            "months",
            f"Recorded each month in {found.area.name}, {period}.",
            "Count of accepted rows of the series by month.",
            _counted(found.total.rows_behind),
            parameters=_parameters(found),
            caveat="The rows listed are those of the last two years; earlier months are in the "
            "evidence of the same version."
            if len(found.series.months) > 24
            else "",
        )
    )
    if found.wards:
        statement = f"Recorded by ward in {found.area.name}, {words.year_to(found.last_month)}."
        receipts.append(
            Receipt(
                "wards",
                statement,
                "Count of accepted rows by the ward that the LSOA of each belongs to "
                "(ONS best-fit look-up of LSOA 2021 to ward).",
                _counted((*found.ward_rows, *found.residents_rows)),
                parameters=_parameters(found),
                caveat="An LSOA is given whole to the ward that holds most of its people.",
            )
        )
    return tuple(receipts)


def _finding_receipt(one: Finding, found: Assessment) -> Receipt:
    change = one.judged.change
    before = "" if one.before is None else f", {words.count(one.before)} in the twelve before"
    parameters = [
        *_parameters(found),
        ("Verdict", f"{one.verdict}: {one.judged.because}"),
        ("Null hypothesis", change.basis.null or "none tested"),
        ("Sides", change.basis.sidedness or "none"),
        ("Family", f"{one.judged.family}, {one.judged.family_size} tests"),
        *((name.replace("_", " "), f"{value}") for name, value in change.basis.parameters.items()),
    ]
    if change.p is not None:
        parameters.append(
            ("p", f"{change.p:.4f}; after Benjamini-Hochberg {one.judged.adjusted_p:.4f}")
        )
    if change.phi is not None:
        parameters.append(("Dispersion phi", f"{change.phi:.2f} on {change.df} degrees of freedom"))
    return Receipt(
        one.id,
        f"{one.category.title}, {found.area.name}: {words.count(one.after)} in the "
        f"{words.year_to(found.last_month)}{before}.",
        f"Count of accepted rows; compared by {change.basis.method} ({change.basis.reference}).",
        _counted((*one.rows_behind, *(found.residents_rows if one.rate_per_1000 else ()))),
        parameters=tuple(parameters),
        caveat=change.basis.caveat,
    )


def _parameters(found: Assessment) -> tuple[tuple[str, str], ...]:
    parameters = [
        ("Evidence version", found.evidence_version),
        ("Series", found.series.chosen.label),
        ("Area", f"{found.area.name} {found.area.code}".strip()),
        ("Districts", ", ".join(found.area.districts)),
    ]
    if found.residents is not None:
        parameters.append(("Residents", found.residents.note))
    return tuple(parameters)


def _counted(rows: Iterable[FileRows]) -> tuple[Counted, ...]:
    return tuple(Counted(one.sha256, one.rows) for one in rows)


def _sources(found: Assessment, receipts: Iterable[Receipt]) -> tuple[SourceFile, ...]:
    used = sorted({part.sha256 for receipt in receipts for part in receipt.counted})
    return tuple(
        SourceFile(
            name=found.files[sha256].name.rsplit("/", 1)[-1],
            sha256=sha256,
            publisher=found.files[sha256].publisher,
            licence=found.files[sha256].licence,
            retrieved_on=date.fromisoformat(found.files[sha256].retrieved_on),
        )
        for sha256 in used
    )
