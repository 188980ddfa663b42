"""Where: the map of wards beside its table, concentration in small places, and what moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from wardmote.analysis.contribution import Contributions
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.places_found import ConcentrationFound, WardLevel
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.exhibits import Map
from wardmote.publish.maps import MappedArea, Measure, Surrounding, Why, map_exhibit
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.changed import broken_inside
from wardmote.publish.strategic.evidence import PLACES, WARDS
from wardmote.publish.strategic.rates import ward_rates
from wardmote.publish.tables import Column, Row, Table

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
INVENTED_ATTRIBUTION = "An invented place: these outlines are of nowhere."
NEIGHBOURS_WITHIN_METRES = 3_000
PARTS_SHOWN = 6
NOT_DANGEROUS = "A high rate is not a dangerous place: people come from elsewhere."
CATEGORIES_SHOWN = 6


def where(found: Assessment) -> Section:
    """Wards on a map, then how concentrated it is, then which wards moved the total."""
    blocks: list[Block] = []
    exhibit = ward_map(found)
    if exhibit is not None:
        blocks.append(exhibit)
    elif found.wards:
        blocks.append(_ward_table(found))
    if (table := ward_rates(found)) is not None:
        blocks.append(table)
    if found.concentrations:
        blocks += _concentration(found)
    if found.moved_by_ward is not None:
        blocks.append(_moved(found, found.moved_by_ward, "ward", "Ward"))
    if not blocks:
        blocks.append(Paragraph("Where within the area is not known: no ward look-up is held."))
    return Section("where", "Where it was recorded", tuple(blocks))


def ward_map(found: Assessment, *, map_id: str = "where-map", is_short: bool = False) -> Map | None:
    """Wards by rate, or by count where no residents are held; None without outlines."""
    from wardmote.places.projection import project

    outlines = found.ward_boundaries
    inside = [
        one.code for one in found.wards if outlines is not None and one.code in outlines.codes
    ]
    if outlines is None or not inside:
        return None
    metres = project(outlines)
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
    what = found.total.measure.title.lower()
    return map_exhibit(
        areas,
        id=map_id,
        title=_map_title(found),
        subtitle=f"{what.capitalize()} by ward, {words.year_to(found.series.months[-1])}, "
        f"{measure.unit}. Source: {found.series.chosen.label}.",
        measure=measure,
        area_header="Ward",
        shows=_map_shows(found, with_rates=with_rates),
        does_not_show=NOT_DANGEROUS
        if is_short
        else _map_does_not_show(found, missing=len(found.wards) - len(areas)),
        figure_id=WARDS,
        attribution=INVENTED_ATTRIBUTION if found.is_invented else ATTRIBUTION,
        surroundings=_neighbours(metres.codes, metres.names, metres.geometries, inside),
    )


def _neighbours(
    codes: Sequence[str], names: Sequence[str], shapes: Iterable[object], inside: Sequence[str]
) -> tuple[Surrounding, ...]:
    """Wards of other districts close by, as quiet context."""
    import shapely

    mine = set(inside)
    home = shapely.union_all(
        [shape for code, shape in zip(codes, shapes, strict=True) if code in mine]
    )
    near = home.buffer(NEIGHBOURS_WITHIN_METRES)
    return tuple(
        Surrounding(name, shape)
        for code, name, shape in zip(codes, names, shapes, strict=True)
        if code not in mine and shapely.intersects(near, shape)
    )


def _value(one: WardLevel, with_rates: bool) -> tuple[float | None, Why | None]:
    value = one.rate_per_1000 if with_rates else float(one.count)
    return (value, None) if value is not None else (None, Why.NO_DATA)


def _map_title(found: Assessment) -> str:
    counts = np.array(sorted((one.count for one in found.wards), reverse=True))
    half = int(np.searchsorted(np.cumsum(counts), counts.sum() / 2) + 1)
    number = words.spelt(half).capitalize()
    return f"{number} of {len(counts)} wards hold half of what was recorded"


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
        caption=f"Recorded by ward, {words.year_to(found.series.months[-1])}",
        row_header="Ward",
        columns=(Column("Recorded", "number", 0), Column("Code")),
        rows=tuple(Row(one.name, (one.count, one.code)) for one in found.wards),
        figure_id=WARDS,
    )


def _concentration(found: Assessment) -> list[Block]:
    first, *others = found.concentrations
    rows = sorted(others, key=lambda one: -one.now.share)[:CATEGORIES_SHOWN]
    table = Table(
        id="concentration",
        caption="How far records are concentrated in the LSOAs with most of them, "
        f"{found.area.name}",
        row_header="What was recorded",
        columns=(
            Column("Records", "number", 0),
            Column("In the top tenth of LSOAs", "% of records", 0),
            Column("By chance alone", "% of records", 0),
            Column("Leading LSOAs of the year before: their share then and now"),
            Column("Of these, leading again"),
        ),
        rows=tuple(concentration_row(one) for one in (first, *rows)),
        figure_id=PLACES,
        as_cards=True,
        notes=(
            "An LSOA is a small area of about 1,500 residents. A tenth of them is taken exactly, "
            "between whole places; sentences count whole ones. Places lead where people go. Places "
            "chosen because they had most fall back by themselves: a smaller share now is no proof "
            "of anything done there.",
        ),
    )
    return [Paragraph(concentration_sentence(first)), table]


def concentration_sentence(one: ConcentrationFound) -> Sentence:
    """How concentrated one thing is, in whole places and beside chance."""
    now = one.now
    share = 100 * now.whole_share
    chance = 100 * now.whole_chance
    return (
        f"{words.spelt(now.whole_places).capitalize()} of {words.count(now.places)} LSOAs hold ",
        Number(share, PLACES, words.percent(share)),
        f" of {one.what}; by chance alone they would hold about {words.percent(chance)}.",
    )


def concentration_row(one: ConcentrationFound) -> Row:
    """One thing as a row: this year beside chance, and what became of the leading places."""
    shares = again = "not enough held"
    if (lasting := one.lasting) is not None:
        then, now = (
            words.percent(100 * each) for each in (lasting.share_before, lasting.share_after)
        )
        shares, again = f"{then}, then {now}", f"{lasting.still_top} of {one.now.whole_places}"
    title = one.what[0].upper() + one.what[1:]
    return Row(
        title,
        (one.now.incidents, 100 * one.now.share, 100 * one.now.chance, shares, again),
        stands_out=one.category == "all",
    )


def _moved(found: Assessment, moved: Contributions, what: str, header: str) -> Table:
    parts = moved.largest(PARTS_SHOWN)
    broken = broken_inside(found.total)
    return Table(
        id=f"moved-by-{what}",
        caption=f"What the change in the total is made of, by {what}, {found.area.name}",
        row_header=header,
        columns=(
            Column("Twelve months before", "number", 0),
            Column("Last twelve months", "number", 0),
            Column("Difference", "number", 0),
        ),
        rows=(
            *(Row(one.name, (one.before, one.after, one.change)) for one in parts),
            Row("All together", (moved.before, moved.after, moved.net), stands_out=True),
        ),
        figure_id=WARDS if what == "ward" else found.total.id,
        notes=(
            "Differences of single rows are not tested and may be chance; they add up exactly.",
            *((f"{broken}: some of the difference may be no more than that.",) if broken else ()),
        ),
    )


def moved_by_category(found: Assessment) -> Table | None:
    """Which categories the change of the total is made of."""
    if found.moved_by_category is None:
        return None
    return _moved(found, found.moved_by_category, "category", "What was recorded")
