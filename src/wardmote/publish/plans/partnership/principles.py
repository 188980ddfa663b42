"""Part 8: principles, and how each of them shows in what is done."""

from __future__ import annotations

from wardmote.plan.coverage import FacetCover, facet_coverage, principle_coverage
from wardmote.plan.coverage_matrix import Showing
from wardmote.plan.records import Principle
from wardmote.publish.blocks import Block, Paragraph, Points, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.partnership.matrices import matrix_table
from wardmote.publish.plans.wording import anchor, full_stop


def principles(as_at: PlanAsAt) -> Section:
    """Each principle in its own words, its parts, and the matrix of where it shows."""
    held = as_at.book.all(Principle)
    facets = facet_coverage(as_at.whole, readers=as_at.readers)
    blocks: list[Block] = [*chapter(as_at, "principles")]
    if not held:
        blocks.append(Paragraph("No principle is recorded yet."))
    blocks += [_principle(one, facets) for one in held]
    if held:
        covered = principle_coverage(as_at.whole, readers=as_at.readers)
        told = {(part.principle, one.action) for part in facets for one in part.shown}
        blocks.append(
            matrix_table(
                as_at,
                "principle-coverage",
                covered,
                by_number=lambda cell: all((cell.row, one.action) in told for one in cell.shown),
            )
        )
    return Section("principles", "Principles, and how each shows", tuple(blocks))


def _principle(one: Principle, facets: tuple[FacetCover, ...]) -> Section:
    said = f"“{one.words}”" if one.quoted else full_stop(one.words)
    parts = tuple(_facet(each) for each in facets if each.principle == one.id)
    blocks: list[Block] = [Paragraph(said)]
    if parts:
        blocks.append(Points(parts))
    return Section(anchor("principle", one.id), one.title, tuple(blocks))


def _action(one: Showing) -> str:
    """An action by its number and title, as the matrix below names it."""
    return f"{one.action}, {one.title}" if one.action else one.title


def _facet(one: FacetCover) -> str:
    if not one.shown:
        return f"{full_stop(one.facet)} Gap: no action shows it."
    shown = "; ".join(f"{_action(each)}: {each.how.rstrip('.')}" for each in one.shown)
    return f"{full_stop(one.facet)} Shown by {shown}."
