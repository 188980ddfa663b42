"""The front page: one side of A4, at most 450 words, and it prints in black and white."""

from __future__ import annotations

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.duties import contents_line
from wardmote.assessment.findings import Finding
from wardmote.publish import words
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section, SideBySide
from wardmote.publish.pieces import Number, Strong
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.strategic.last_plan import plan_line
from wardmote.publish.strategic.months import small_multiples
from wardmote.publish.strategic.people_told import people_line
from wardmote.publish.strategic.places import ward_map
from wardmote.publish.strategic.rates import rate_cell, rate_header, rate_unit
from wardmote.publish.strategic.wording import (
    LEAST_ON_FRONT_PAGE,
    NOT_JUDGED,
    VERDICT_WORDS,
    range_words,
)
from wardmote.publish.tables import Column, Row, Table

ROWS_SHOWN = 6
PANELS_SHOWN = 4
CANDIDATES_SHOWN = 2
MOST_WORDS = 450


def front_page(
    found: Assessment, *, rows: int = ROWS_SHOWN, plan: PlanAsAt | None = None
) -> Section:
    """What a Board member reads first: findings, two exhibits, and what is not known."""
    chosen = chosen_findings(found, rows=rows)
    blocks: list[Block] = [_for_decision(found), _table(found, chosen)]
    exhibits: list[Block] = []
    ours = [one for one in chosen if one.series == found.series.chosen.label]
    drawn = ours[:PANELS_SHOWN]
    if drawn:
        exhibits.append(small_multiples(found, drawn, chart_id="front-chart"))
    if (drawing := ward_map(found, map_id="front-map", is_short=True)) is not None:
        exhibits.append(drawing)
    if exhibits:
        blocks.append(SideBySide(tuple(exhibits)))
    blocks.append(_told_and_promised(found, plan))
    return Section("front-page", "At a glance", tuple(blocks), one_page=True)


def chosen_findings(found: Assessment, *, rows: int = ROWS_SHOWN) -> tuple[Finding, ...]:
    """Six findings at most: what moved, then the largest; never by size of change."""

    def order(one: Finding) -> tuple[bool, bool, int, str]:
        moved = one.is_judged and one.verdict in (Verdict.ROSE, Verdict.FELL)
        return not moved, not one.is_judged, -one.after, one.measure.id

    return tuple(sorted(found.categories, key=order)[:rows])


def _table(found: Assessment, chosen: tuple[Finding, ...]) -> Table:
    with_rates = bool(found.rates)
    given = [Column("Last twelve months", "number", 0), Column("The year before", "number", 0)]
    if with_rates:
        given.insert(1, Column(rate_header(found.rates.values()), rate_unit(found), 1))
    return Table(
        id="front-findings",
        caption=f"What stands out, {words.year_to(found.total.months[1])}",
        row_header="What",
        columns=(*given, Column("Against last year"), Column("How sure"), Column("Caveat")),
        rows=tuple(_row(one, found) for one in chosen),
        figure_id=found.total.id,
        as_cards=True,
    )


def _row(one: Finding, found: Assessment) -> Row:
    cells: list[Number | float | str] = [Number(one.after, one.id)]
    if found.rates:
        cells.append(rate_cell(one, found))
    cells.append("not held" if one.before is None else Number(one.before, one.id))
    cells += [_against(one), one.confidence, _caveat(one)]
    return Row(one.measure.title, tuple(cells))


def _against(one: Finding) -> str:
    if not one.is_judged:
        return NOT_JUDGED
    said = VERDICT_WORDS[one.verdict]
    before = one.before or 0
    if one.verdict in (Verdict.ROSE, Verdict.FELL) and before >= LEAST_ON_FRONT_PAGE:
        return f"{said} ({range_words(one)})"
    return said


def _caveat(one: Finding) -> str:
    if one.change.breaks:
        return "Known break: see chapter."
    if not one.is_judged:
        return "Also police activity and trust."
    if one.may_be_a_label:
        return "May be another label."
    if one.change.assumes_independence:
        return "Few events."
    return "Only what was recorded."


def _for_decision(found: Assessment) -> Block:
    """Candidate priorities, as proposals: the Board decides."""
    candidates = found.around.proposals.candidates[:CANDIDATES_SHOWN]
    if not candidates:
        return Paragraph("For decision: nothing is proposed from these counts alone.")
    proposed = tuple(
        (
            Strong(one.title),
            f": {one.because[0].text.rstrip('.')}. {one.confidence.split(':')[0]} confidence.",
        )
        for one in candidates
    )
    return Section("for-decision", "Proposed for the Board to decide", (Points(proposed),))


def _told_and_promised(found: Assessment, plan: PlanAsAt | None) -> Definitions:
    return Definitions(
        (
            ("What people told us", people_line(found, plan)),
            ("Last year's plan", plan_line(found, plan)),
            ("The law", contents_line(found.around.duties)),
            ("What we do not know", _gaps(found)),
        )
    )


def _gaps(found: Assessment) -> str:
    """Three gaps, with who could fill them."""
    third = (
        "Known breaks touch these months and are drawn."
        if found.breaks
        else "Why any of it changed: nobody has said yet."
    )
    return (
        "What was never reported: the council, landlords and hospitals could supply counts. Who "
        f"was harmed, and how often the same person: the force could. {third}"
    )
