"""Chapters: one a theme, each with what is known, how sure, and what is not held."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.commentary import explanations_by_theme
from wardmote.assessment.findings import Finding
from wardmote.assessment.patterns import SeasonFound
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.pieces import Sentence
from wardmote.publish.strategic.changed import columns, row
from wardmote.publish.strategic.commentary import commentary_on
from wardmote.publish.strategic.known_breaks import breaks_of_chapter
from wardmote.publish.strategic.levels import level_points
from wardmote.publish.strategic.months import chart_of
from wardmote.publish.strategic.partners import partners_on
from wardmote.publish.strategic.places import concentration_sentence
from wardmote.publish.strategic.wording import is_plural, sentence
from wardmote.publish.tables import Table
from wardmote.vocabulary.categories import families
from wardmote.vocabulary.months import MONTH_NAMES
from wardmote.vocabulary.themes import THEMES, Theme

# What no police count of a theme can show, and who could supply it; with the categories of
# partners' records that would tell it, and what is still not held where one of them is.
NOT_HELD_UNLESS = {
    "asb_and_environment": (
        "Reports to the council and to landlords, who could supply their own counts.",
        ("noise", "neighbour_nuisance", "rowdy_behaviour", "street_drinking", "other_asb"),
        "Reports to landlords, who could supply their own counts.",
    ),
    "violence": (
        "Injuries seen by hospitals: the emergency department could supply counts (ISTV).",
        ("assault_attendance", "assault_admission"),
        "Injuries that were not taken to the hospital which shared its counts.",
    ),
    "drugs": (
        "Drug use itself, treatment and unmet need: public health could supply counts.",
        ("drug_treatment",),
        "Drug use itself and unmet need: people in treatment are those who were reached.",
    ),
}
NOT_HELD = {
    "asb_and_environment": ("Who is affected, and how often the same household.",),
    "violence": (
        "Domestic abuse, hate and knives: the force could supply flagged counts.",
        "Who was hurt: age, sex, and how often the same person. The force could supply counts.",
    ),
    "neighbourhood_crime": (
        "How entry was gained and what was taken. The force could supply counts.",
        "Repeat victims. The force could supply counts.",
    ),
    "drugs": ("What searches and operations were run, without which the count cannot be read.",),
}
EVERYWHERE = "Victims: police.uk and published tables name no victim, their age or their sex."
WHY_NOT_KNOWN = (
    "No explanation has been recorded. Recording, opportunity, enforcement, demand and "
    "displacement are the five to weigh; the partnership enters what it knows."
)


def chapters(found: Assessment) -> tuple[Section, ...]:
    """A chapter for every theme that the evidence says something about."""
    made = []
    for theme in THEMES:
        mine = [one for one in found.categories if one.measure.theme == theme.id]
        if mine:
            made.append(_chapter(theme, mine, found))
    return tuple(made)


def _chapter(theme: Theme, findings: Sequence[Finding], found: Assessment) -> Section:
    told = [*findings, *(part for one in findings for part in found.parts_of(one))]
    blocks: list[Block] = [Points(tuple(sentence(one) for one in findings))]
    blocks += _with_parts(findings, found)
    blocks += breaks_of_chapter(findings)
    blocks.append(
        Table(
            id=f"chapter-{theme.id.replace('_', '-')}",
            caption=f"{theme.title} in {found.area.name}: last twelve months and the twelve before",
            row_header="What was recorded",
            columns=columns(found),
            rows=tuple(row(one, found) for one in told),
            figure_id=findings[0].id,
            as_cards=True,
        )
    )
    blocks += partners_on(theme.id, found)
    chart = chart_of(found, findings[0])
    if chart is not None:
        blocks.append(chart)
    blocks += _patterns(findings, found)
    blocks += [block for one in told for block in commentary_on(one, found)]
    blocks.append(_how_sure(theme, findings, found))
    return Section(f"theme-{theme.id.replace('_', '-')}", theme.title, tuple(blocks))


def _with_parts(findings: Sequence[Finding], found: Assessment) -> list[Block]:
    """Where parts offset each other, it is said before anything is said of a part."""
    said = [
        f"{part.must_say[0].upper()}{part.must_say[1:].rstrip('.')}. {_family_remark(part)}".strip()
        for one in findings
        for part in (one, *found.parts_of(one))
        if part.must_say
    ]
    return [Paragraph(text) for text in dict.fromkeys(said)]


def _family_remark(part: Finding) -> str:
    known = families(part.measure.scheme)
    return next((one.remark for one in known if one.id == part.measure.moves_with), "")


def _patterns(findings: Sequence[Finding], found: Assessment) -> list[Block]:
    ids = {one.measure.id for one in findings}
    members = {member for one in findings for member in one.measure.members}
    points: list[Sentence] = [
        said
        for season in found.seasons
        if season.measure.id in ids and (said := season_sentence(season))
    ]
    points += level_points(findings, found)
    points += [
        concentration_sentence(one) for one in found.concentrations if one.category in members
    ]
    points += [
        f"{signal.name}: {words.month(signal.month)} lay {signal.side} the limits that the two "
        "years before it set."
        for signal in found.signals.found
        if signal.name in {one.measure.title for one in findings} and signal.side != "within"
    ]
    return (
        [Section(f"patterns-{findings[0].id}", "When and where", (Points(tuple(points)),))]
        if points
        else []
    )


def season_sentence(found: SeasonFound) -> str:
    """A season in words, or nothing where there is too little to say."""
    season = found.season
    title, years = found.measure.title, f"{season.years} years"
    if season.standing == "no_clear_season":
        return f"{title} {'show' if is_plural(title) else 'shows'} no clear season over {years}."
    if season.standing != "season":
        return ""
    high = [MONTH_NAMES[one.month - 1] for one in season.named_months if one.index > 1]
    low = [MONTH_NAMES[one.month - 1] for one in season.named_months if one.index < 1]
    parts = [f"higher in {words.listed(high)}"] if high else []
    parts += [f"lower in {words.listed(low)}"] if low else []
    if not parts:
        return ""
    has = "have" if is_plural(title) else "has"
    return f"{title} {has} a season: usually {' and '.join(parts)} ({years})."


def _why(theme: Theme, found: Assessment) -> list[Block]:
    """Competing explanations as bodies gave them; none of them is tested here."""
    given = next(
        (one for one in explanations_by_theme(found.around.explanations) if one.theme == theme.id),
        None,
    )
    if given is None:
        return [Paragraph(WHY_NOT_KNOWN)]
    points = tuple(
        f"{one.kind.capitalize()}: {one.claim.rstrip('.')}. "
        f"For: {'; '.join(one.evidence_for) or 'nothing recorded'}. "
        f"Against: {'; '.join(one.evidence_against) or 'nothing recorded'}. ({one.signed})"
        for one in given.explanations
    )
    return [Points(points), Paragraph(given.note)]


def _not_shared(theme: Theme, found: Assessment) -> list[str]:
    """What a partner could share on a theme; where it is shared, what is still not held."""
    if theme.id not in NOT_HELD_UNLESS:
        return []
    otherwise, told_by, left = NOT_HELD_UNLESS[theme.id]
    return [left if found.partners.categories & set(told_by) else otherwise]


def _how_sure(theme: Theme, findings: Sequence[Finding], found: Assessment) -> Section:
    sure = "; ".join(f"{one.measure.title.lower()}: {one.confidence}" for one in findings)
    missing = (*_not_shared(theme, found), *NOT_HELD.get(theme.id, ()), EVERYWHERE)
    return Section(
        f"sure-{theme.id.replace('_', '-')}",
        "How sure, and what is not held",
        (
            Paragraph(f"How sure we are of the change, from its test: {sure}."),
            Points(missing),
            Section(f"why-{theme.id.replace('_', '-')}", "Why", tuple(_why(theme, found))),
        ),
    )
