"""Use of powers: stop and search, with what must stand beside any ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardmote.analysis.disparity import Disparity
from wardmote.analysis.find_rates import FEWEST, FindRate, FindRateGap, FindRates
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.powers import GroupSearched, PowersFound
from wardmote.publish import words
from wardmote.publish.blocks import Block, Callout, Paragraph, Section
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.evidence import POWERS
from wardmote.publish.tables import Column, Row, Table

NO_CENSUS: Final = (
    "How often residents of each ethnic group were searched cannot be said: the census's ethnic "
    "groups are not held, or too few searches of two groups."
)
NO_FORCE: Final = (
    "The same of the whole force, which should stand beside it, is not given: the outlines and "
    "the census of each of its districts are not all held."
)
TOO_FEW: Final = f"no group has {FEWEST} searches"
MARGIN: Final = (
    "A lower share can come about without a lower threshold for searching: the average search is "
    "not the search at the margin."
)


@dataclass(frozen=True)
class Measure:
    """One way to say that a search found something; the two are two results."""

    table_id: str
    asks: str
    caption: str
    found: str
    note: str


LINKED: Final = Measure(
    "find-rates",
    "How often did a search find what it was for?",
    "How often a search found what it was for",
    "Found",
    "Share of all searches whose outcome was linked to what was looked for; a blank counts as not "
    "linked.",
)
ANY_OUTCOME: Final = Measure(
    "outcome-rates",
    "How often did a search lead to anything?",
    "How often a search led to anything but no further action",
    "With an outcome",
    "Share of all searches with any outcome but no further action, linked to what was looked for "
    "or not; a blank counts as none.",
)


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
        blocks += [_ratios(found, powers), *_districts(found, powers), _reading(powers)]
    else:
        blocks.append(Paragraph(NO_CENSUS))
    blocks += [
        *_find_rates(found, powers, powers.linked, LINKED),
        *_find_rates(found, powers, powers.other_outcomes, ANY_OUTCOME),
        Paragraph("Trust and confidence: no survey with its bases is held."),
    ]
    return Section("use-of-powers", title, tuple(blocks), new_page=True)


def _how_many(found: Assessment, powers: PowersFound) -> Sentence:
    without_point = (
        f" Another {words.count(powers.without_point)} searches in the same files have no point, "
        "and are in no district's count."
        if powers.without_point
        else ""
    )
    return (
        f"Police searched people in {found.area.name} ",
        Number(powers.searches, POWERS),
        f" times in the {words.year_to(powers.year_ending)}. Ethnicity, as the person gave it, is "
        f"not stated in {words.percent(100 * powers.unknown_share)} of these.{without_point}",
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
            Column("With officers' word for those not stated"),
            Column("If all not stated were White, or of the group"),
        ),
        rows=tuple(_ratio_row(one) for one in powers.groups),
        figure_id=POWERS,
        as_cards=True,
        notes=(
            "Self-defined ethnicity; person searches only, all ages. People searched need not "
            "live in the area, so residents are a poor denominator.",
            *(() if powers.groups[0].force else (NO_FORCE,)),
        ),
    )


def _ratio_row(one: GroupSearched) -> Row:
    bounds = one.bounds
    either = f"{words.decimal(bounds.least, 1)} to {words.decimal(bounds.most, 1)}"
    filled = words.decimal(bounds.filled, 1)
    return Row(one.group, (one.area.searches, one.area.rate, _times(one.area), filled, either))


def _times(one: Disparity) -> str:
    """A ratio and its likely range, or that there are too few searches."""
    if one.ratio is None or one.lower is None or one.upper is None:
        return "too few"
    lower, upper = words.decimal(one.lower, 1), words.decimal(one.upper, 1)
    return f"{words.decimal(one.ratio, 1)} ({lower} to {upper})"


def _districts(found: Assessment, powers: PowersFound) -> list[Block]:
    """The force's ratios, its districts', and within districts: none is read without the others."""
    groups = [(one.group, one.force) for one in powers.groups if one.force]
    if not groups:
        return []
    together = Row("All districts together", tuple(_times(one.force) for _, one in groups))
    within = Row("Within districts", tuple(_times(one.within_districts) for _, one in groups))
    codes = [one.area for one in groups[0][1].districts]
    each = [
        Row(
            powers.names[code],
            tuple(_times(one.districts[place]) for _, one in groups),
            stands_out=code in found.area.districts,
        )
        for place, code in enumerate(codes)
    ]
    each.sort(key=lambda row: (not row.stands_out, row.header))
    mine = [row for row in each if row.stands_out]
    return [
        Table(
            id="search-ratios-of-the-force",
            caption="The same in each district of the police force, in all together, and within "
            "districts",
            row_header="District",
            columns=tuple(Column(group) for group, _ in groups),
            rows=(*mine, together, within, *each[len(mine) :]),
            figure_id=POWERS,
            as_cards=True,
            notes=(
                "“All together” also holds where people live and where police search. “Within "
                "districts” compares each district with itself (Mantel–Haenszel); where districts "
                "differ widely it is an average of unlike things. Of many ranges some lie apart "
                "by chance.",
            ),
        )
    ]


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


def _find_rates(
    found: Assessment, powers: PowersFound, rates: FindRates, measure: Measure
) -> list[Block]:
    """Shares by group, and each group's gap to the reference group; or why there are none."""
    if not rates.rates:
        return [Paragraph(f"{measure.asks} Cannot say: {rates.refusal or TOO_FEW}.")]
    gaps = {one.group: one for one in rates.gaps}
    return [
        Table(
            id=measure.table_id,
            caption=f"{measure.caption}, {found.area.name}, {words.year_to(powers.year_ending)}",
            row_header="Ethnic group",
            columns=(
                Column("Searches", "number", 0),
                Column(measure.found, "number", 0),
                Column("Share", "%", 0),
                Column("Likely range"),
                Column("Points above or below White"),
            ),
            rows=tuple(_find_rate(one, gaps.get(one.group)) for one in rates.rates),
            figure_id=POWERS,
            as_cards=True,
            notes=(f"{measure.note} {MARGIN}",),
        )
    ]


def _find_rate(one: FindRate, gap: FindRateGap | None) -> Row:
    likely = f"{words.percent(100 * one.lower)} to {words.percent(100 * one.upper)}"
    apart = _points(gap) if gap else "is compared with"
    return Row(one.group, (one.searches, one.found, 100 * one.share, likely, apart))


def _points(gap: FindRateGap) -> str:
    """A difference of two shares with its likely range: ``−5 (−10 to 1)``."""
    ends = (gap.difference, gap.lower, gap.upper)
    by, lower, upper = (words.decimal(100 * one, 0) for one in ends)
    return f"{by} ({lower} to {upper})"
