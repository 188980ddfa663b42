"""Use of powers: stop and search, with what must stand beside any ratio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wardmote.analysis.disparity import Disparity, UnknownBounds
from wardmote.analysis.district_disparity import DistrictDisparities
from wardmote.analysis.find_rates import FEWEST, FindRate, FindRateGap, FindRates
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.powers import GroupSearched, PowersFound
from wardmote.publish import words
from wardmote.publish.blocks import Block, Callout, Paragraph, Section
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.evidence import POWERS
from wardmote.publish.tables import Column, Row, Table

NOT_HERE: Final = (
    "No stop and search is held for this area. data.police.uk publishes it by month. "
    "Trust and confidence: no survey is held."
)
BELOW_A_DISTRICT: Final = (
    "Stop and search is not told for part of a district: published points are moved too far to say "
    "on which side of its boundary a search lies. Trust and confidence: no survey is held."
)
NO_CENSUS: Final = (
    "How often residents of each ethnic group were searched cannot be said: the census's ethnic "
    "groups are not held for the whole area, or no other group has enough searches."
)
NOT_WHOLE: Final = (
    "How often residents of each ethnic group were searched is not told: it takes twelve months."
)
NO_OFFICERS_WORD: Final = "officers have no such word"
COMPARED_WITH: Final = "is compared with"
TOGETHER: Final = "All districts together"
WITHIN: Final = "Within districts"
EXTREMES: Final = "Together, at the two extremes"
TOO_FEW: Final = f"no group has {FEWEST} searches"
MARGIN: Final = (
    "A lower share can come about without a lower threshold for searching: the average search is "
    "not the search at the margin. Likely ranges (95%) take searches as independent: where they "
    "come in clusters, they are too narrow."
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
        nothing = Paragraph(BELOW_A_DISTRICT if found.area.lsoas is not None else NOT_HERE)
        return Section("use-of-powers", title, (nothing,))
    blocks: list[Block] = [Paragraph(_how_many(found, powers))]
    if powers.groups:
        blocks += [_ratios(found, powers), *_districts(found, powers), _reading(powers)]
    else:
        blocks.append(Paragraph(NOT_WHOLE if powers.missing else NO_CENSUS))
    blocks += [
        *_find_rates(found, powers, powers.linked, LINKED),
        *_find_rates(found, powers, powers.other_outcomes, ANY_OUTCOME),
        Paragraph("Trust and confidence: no survey with its bases is held."),
    ]
    return Section("use-of-powers", title, tuple(blocks), new_page=True)


def _how_many(found: Assessment, powers: PowersFound) -> Sentence:
    return (
        f"Police searched people in {found.area.name} ",
        Number(powers.searches, POWERS),
        f" times in the {words.year_to(powers.year_ending)}. Ethnicity, as the person gave it, is "
        f"not stated in {words.percent(100 * powers.unknown_share)} of these.",
        *(f" {one}" for one in _left_out(powers)),
    )


def _left_out(powers: PowersFound) -> Iterator[str]:
    """What is not among the searches counted, each in a sentence."""
    if powers.missing:
        months = words.listed([words.month(one) for one in powers.missing])
        yield f"Nothing is held of {months}."
    if powers.without_point:
        yield (
            f"Another {words.count(powers.without_point)} searches of the whole force have no "
            "point, and are in no district's count."
        )
    if powers.by_others:
        yield f"Searches of other forces here, {words.count(powers.by_others)}, are left out."


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
        rows=(*map(_ratio_row, powers.groups), *_reference_row(powers)),
        figure_id=POWERS,
        as_cards=True,
        notes=tuple(_notes_of_ratios(powers)),
    )


def _notes_of_ratios(powers: PowersFound) -> Iterator[str]:
    yield (
        "Self-defined ethnicity; person searches only, all ages. People searched need not live in "
        "the area, so residents are a poor denominator. In brackets the likely range (95%)."
    )
    if powers.too_few:
        yield f"Too few searches for a ratio: {words.listed(powers.too_few)}."
    if powers.why_no_force:
        yield (
            "The same of the whole force, which should stand beside it, is not given: "
            f"{powers.why_no_force}."
        )


def _ratio_row(one: GroupSearched) -> Row:
    officers = NO_OFFICERS_WORD if one.officers_word is None else _ratio(one.officers_word)
    either = _either(one.bounds)
    return Row(one.group, (one.area.searches, one.area.rate, _times(one.area), officers, either))


def _reference_row(powers: PowersFound) -> Iterator[Row]:
    if powers.reference:
        yield Row("White", (*powers.reference, *[COMPARED_WITH] * 3))


def _either(bounds: UnknownBounds) -> str:
    return f"{_ratio(bounds.least)} to {_ratio(bounds.most)}"


def _ratio(value: float) -> str:
    """A ratio with as many decimals as tell it from 1: two below 2, one above."""
    return words.decimal(value, 2 if value < 2 else 1)


def _times(one: Disparity) -> str:
    """A ratio and its likely range, or that there are too few searches."""
    if one.ratio is None or one.lower is None or one.upper is None:
        return "too few"
    return f"{_ratio(one.ratio)} ({_ratio(one.lower)} to {_ratio(one.upper)})"


def _within(force: DistrictDisparities) -> str:
    """The ratio within districts; its range only where one ratio may stand for all of them."""
    one = force.within_districts
    if force.fits_all or force.extremes is None or one.ratio is None:
        return _times(one)
    lowest, highest = force.extremes
    return f"{_ratio(one.ratio)}; districts from {_ratio(lowest)} to {_ratio(highest)}"


def _districts(found: Assessment, powers: PowersFound) -> list[Block]:
    """The force's ratios, its districts', and within districts: none is read without the others."""
    groups = [(one, one.force) for one in powers.groups if one.force]
    if not groups:
        return []
    by_district = [{each.area: each for each in force.districts} for _, force in groups]
    each = [
        Row(
            powers.names[code],
            (
                *(_times(one[code]) if code in one else "no residents" for one in by_district),
                words.percent(100 * powers.unknown_shares[code])
                if code in powers.unknown_shares
                else "no search",
            ),
            stands_out=code in found.area.districts,
        )
        for code in powers.names
    ]
    each.sort(key=lambda row: (not row.stands_out, row.header))
    mine = [row for row in each if row.stands_out]
    silent = words.percent(100 * powers.force_unknown_share)
    extremes = [_either(one.force_bounds) for one, _ in groups if one.force_bounds]
    of_force = (
        Row(TOGETHER, (*(_times(force.force) for _, force in groups), silent)),
        Row(EXTREMES, (*extremes, silent)),
        Row(WITHIN, (*(_within(force) for _, force in groups), silent)),
    )
    return [
        Table(
            id="search-ratios-of-the-force",
            caption="The same in each district of the police force, in all together, and within "
            "districts",
            row_header="District",
            columns=(*(Column(one.group) for one, _ in groups), Column("Ethnicity not stated")),
            rows=(*mine, *of_force, *each[len(mine) :]),
            figure_id=POWERS,
            as_cards=True,
            notes=_notes_of_districts([force for _, force in groups]),
        )
    ]


def _notes_of_districts(forces: Sequence[DistrictDisparities]) -> tuple[str, ...]:
    read = (
        "“All together” also holds where people live and where police search. “Within districts” "
        "compares each district with itself (Mantel–Haenszel). The two extremes: all not stated "
        "were White, or of the group. Where more is not stated, a district's ratio says less."
    )
    differ = (
        "Where districts lie further apart than chance allows (5% level), no one ratio describes "
        "them: their lowest and highest stand in place of a range."
    )
    alike = "Of many ranges some lie apart by chance."
    return (read, alike if all(one.fits_all for one in forces) else differ)


def _reading(powers: PowersFound) -> Callout:
    said: list[Sentence] = [
        "A ratio above 1 is a difference in how often, not a proof of why. The likely range of a "
        "ratio covers chance and searches that come in clusters; it does not cover who was really "
        "there, nor those who did not say."
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
    apart = _points(gap) if gap else COMPARED_WITH
    return Row(one.group, (one.searches, one.found, 100 * one.share, likely, apart))


def _points(gap: FindRateGap) -> str:
    """A difference of two shares with its likely range: ``−5 (−10 to 1)``."""
    ends = (gap.difference, gap.lower, gap.upper)
    by, lower, upper = (words.decimal(100 * one) for one in ends)
    return f"{by} ({lower} to {upper})"
