"""Use of powers: stop and search, with what must stand beside any ratio."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.powers import GroupSearched, PowersFound
from wardmote.publish import words
from wardmote.publish.blocks import Block, Callout, Paragraph, Section
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.evidence import POWERS
from wardmote.publish.tables import Column, Row, Table


def use_of_powers(found: Assessment) -> Section:
    """Stop and search by ethnic group; or that none is held."""
    powers = found.powers
    title = "Trust, confidence and use of powers"
    if powers is None or not powers.rows_behind:
        nothing = Paragraph(
            "No stop and search is held for this area. data.police.uk publishes it by month. "
            "Trust and confidence: no survey is held."
        )
        return Section("use-of-powers", title, (nothing,))
    blocks: list[Block] = [Paragraph(_how_many(found, powers))]
    if powers.groups:
        blocks += [_ratios(found, powers), _reading(powers)]
    if powers.linked.rates:
        blocks.append(_find_rates(found, powers))
    blocks.append(Paragraph("Trust and confidence: no survey with its bases is held."))
    return Section("use-of-powers", title, tuple(blocks), new_page=True)


def _how_many(found: Assessment, powers: PowersFound) -> Sentence:
    unplaced = (
        f" Another {words.count(powers.without_place)} searches of the force have no point and are "
        "in no district's count."
        if powers.without_place
        else ""
    )
    return (
        f"Police searched people in {found.area.name} ",
        Number(powers.searches, POWERS),
        f" times in the {words.year_to(powers.year_ending)}. Ethnicity, as the person gave it, is "
        f"not stated in {words.percent(100 * powers.unknown_share)} of these.{unplaced}",
    )


def _ratios(found: Assessment, powers: PowersFound) -> Table:
    return Table(
        id="search-ratios",
        caption="How many times as often residents of each group were searched as White "
        f"residents, {found.area.name}, {words.year_to(powers.year_ending)}",
        row_header="Ethnic group",
        columns=(
            Column("Searches", "number", 0),
            Column("Rate", "per 1,000 residents, Census 2021", 1),
            Column("Times as often as White"),
            Column("If all unknown were White, or of the group"),
            Column("Whole force, and within its districts"),
        ),
        rows=tuple(_ratio_row(one) for one in powers.groups),
        figure_id=POWERS,
        notes=(
            "Self-defined ethnicity; person searches only, all ages. People searched need not "
            "live in the area, so residents are a poor denominator.",
        ),
    )


def _ratio_row(one: GroupSearched) -> Row:
    area = one.area
    times = (
        f"{words.decimal(area.ratio, 1)} ({words.decimal(area.lower, 1)} to "
        f"{words.decimal(area.upper, 1)})"
        if area.ratio is not None and area.lower is not None and area.upper is not None
        else "too few"
    )
    bounds = f"{words.decimal(one.bounds.least, 1)} to {words.decimal(one.bounds.most, 1)}"
    return Row(one.group, (area.searches, area.rate, times, bounds, _force(one)))


def _force(one: GroupSearched) -> str:
    if one.force is None or one.force.force.ratio is None:
        return "boundaries of the other districts not held"
    within = one.force.within_districts.ratio
    inside = f", {words.decimal(within, 1)} within" if within is not None else ""
    return f"{words.decimal(one.force.force.ratio, 1)}{inside}"


def _reading(powers: PowersFound) -> Callout:
    said: list[Sentence] = [
        "A ratio above 1 is a difference in how often, not a proof of why. The likely range covers "
        "chance and searches that come in clusters; it does not cover who was really there."
    ]
    if any(one.bounds.is_much for one in powers.groups):
        said.append(
            "Much of the ethnicity is not stated: the column of bounds shows what the ratio would "
            "be at the two extremes."
        )
    return Callout("How to read this", tuple(said))


def _find_rates(found: Assessment, powers: PowersFound) -> Table:
    return Table(
        id="find-rates",
        caption="How often a search found what it was for, "
        f"{found.area.name}, {words.year_to(powers.year_ending)}",
        row_header="Ethnic group",
        columns=(
            Column("Searches", "number", 0),
            Column("Found", "number", 0),
            Column("Share", "%", 0),
            Column("Likely range"),
        ),
        rows=tuple(
            Row(
                one.group,
                (
                    one.searches,
                    one.found,
                    100 * one.share,
                    f"{words.percent(100 * one.lower)} to {words.percent(100 * one.upper)}",
                ),
            )
            for one in powers.linked.rates
        ),
        figure_id=POWERS,
        notes=(
            "Share of all searches whose outcome was linked to what was looked for; a blank counts "
            "as not linked. A lower share can come about without a lower threshold for searching.",
        ),
    )
