"""The strategic assessment as one document, from which every format is made."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.publish.blocks import Block, Section
from wardmote.publish.document import Document, Strip
from wardmote.publish.strategic.changed import answer, what_changed
from wardmote.publish.strategic.chapters import chapters
from wardmote.publish.strategic.commentary import commentary_left_over
from wardmote.publish.strategic.duties import statutory_check
from wardmote.publish.strategic.evidence import receipts_of, sources_of
from wardmote.publish.strategic.front import front_page
from wardmote.publish.strategic.levels import levels_over_the_years
from wardmote.publish.strategic.method import basis_and_method, foot, last_plan, not_known
from wardmote.publish.strategic.months import chart_of_all
from wardmote.publish.strategic.partners import what_partners_show
from wardmote.publish.strategic.people import beside_others, the_area
from wardmote.publish.strategic.places import moved_by_category, where
from wardmote.publish.strategic.powers import use_of_powers
from wardmote.publish.strategic.proposed import themes_considered
from wardmote.publish.strategic.rates import district_rates, rates_table
from wardmote.publish.strategic.since import since_earlier_assessment
from wardmote.vocabulary.marking import Marking


def compose_assessment(found: Assessment, *, front_rows: int = 6) -> Document:
    """The strategic assessment as a document.

    Parameters
    ----------
    found
        What was found.
    front_rows
        Rows of the front page's table, at most six.

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
            version=f"evidence {found.evidence_version}, wardmote {found.software}",
            invented=found.is_invented,
        ),
        answer=answer(found),
        blocks=_blocks(found, front_rows),
        receipts=receipts,
        sources=sources_of(found, receipts),
        foot=foot(found),
        marking=Marking.PARTNERS,
        accent=found.accent,
    )


def _blocks(found: Assessment, front_rows: int) -> tuple[Block, ...]:
    """Front page, then the sections in the order of a strategic assessment."""
    return (
        front_page(found, rows=front_rows),
        what_changed(found),
        *since_earlier_assessment(found),
        basis_and_method(found),
        the_area(found),
        last_plan(),
        _overview(found),
        where(found),
        *chapters(found),
        *what_partners_show(found),
        use_of_powers(found),
        themes_considered(found),
        *commentary_left_over(found),
        not_known(found),
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
