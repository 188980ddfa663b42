"""The strategic assessment as one document, from which every format is made."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.publish.blocks import Block, Section
from wardmote.publish.document import Document, Strip
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.strategic.changed import answer, what_changed
from wardmote.publish.strategic.chapters import chapters
from wardmote.publish.strategic.commentary import commentary_left_over
from wardmote.publish.strategic.duties import statutory_check
from wardmote.publish.strategic.evidence import receipts_of, sources_of
from wardmote.publish.strategic.front import front_page
from wardmote.publish.strategic.last_plan import how_last_plan_did
from wardmote.publish.strategic.levels import levels_over_the_years
from wardmote.publish.strategic.method import basis_and_method, foot, not_known
from wardmote.publish.strategic.months import chart_of_all
from wardmote.publish.strategic.partners import what_partners_show
from wardmote.publish.strategic.people import beside_others, the_area
from wardmote.publish.strategic.people_told import what_people_told
from wardmote.publish.strategic.places import moved_by_category, where
from wardmote.publish.strategic.powers import use_of_powers
from wardmote.publish.strategic.proposed import themes_considered
from wardmote.publish.strategic.rates import district_rates, rates_table
from wardmote.publish.strategic.since import since_earlier_assessment
from wardmote.vocabulary.marking import Marking


def compose_assessment(
    found: Assessment, *, front_rows: int = 6, plan: PlanAsAt | None = None
) -> Document:
    """The strategic assessment as a document.

    Parameters
    ----------
    found
        What was found.
    front_rows
        Rows of the front page's table, at most six.
    plan
        The partnership plan as the public may have it on that day; None where none is recorded.

    Returns
    -------
    Document
        For partners. Its figures are counts that their publishers have published at this
        geography, and sums of them; and of partners' own records what `wardmote.disclosure` has
        released, the same for all readers. `wardmote.publish.readers.for_readers` makes the
        public one from it, by marking alone.
    """
    receipts = receipts_of(found)
    return Document(
        title=f"Strategic assessment of {found.area.name}",
        strip=Strip(
            place=found.area.name,
            assessed_on=found.as_of,
            data_to=f"{found.last_month:%Y-%m}",
            version=_made_from(found, plan),
            invented=found.is_invented,
        ),
        answer=answer(found),
        blocks=_blocks(found, front_rows, plan),
        receipts=receipts,
        sources=sources_of(found, receipts),
        foot=foot(found),
        marking=Marking.PARTNERS,
        accent=found.accent,
    )


def _made_from(found: Assessment, plan: PlanAsAt | None) -> str:
    records = f", plan {plan.records_hash}" if plan else ""
    return f"evidence {found.evidence_version}{records}, wardmote {found.software}"


def _blocks(found: Assessment, front_rows: int, plan: PlanAsAt | None) -> tuple[Block, ...]:
    """Front page, then the sections in the order of a strategic assessment."""
    return (
        front_page(found, rows=front_rows, plan=plan),
        what_changed(found),
        *since_earlier_assessment(found),
        basis_and_method(found),
        the_area(found),
        how_last_plan_did(found, plan),
        _overview(found),
        where(found),
        *chapters(found),
        *what_partners_show(found),
        use_of_powers(found),
        *what_people_told(found, plan),
        themes_considered(found),
        *commentary_left_over(found),
        not_known(found, plan),
        statutory_check(found),
    )


def _overview(found: Assessment) -> Section:
    blocks: list[Block] = [chart_of_all(found)]
    blocks += filter(None, [rates_table(found), *beside_others(found), district_rates(found)])
    moved = moved_by_category(found)
    if moved is not None:
        blocks.append(moved)
    blocks += levels_over_the_years(found)
    return Section("overview", "Levels and trends", tuple(blocks))
