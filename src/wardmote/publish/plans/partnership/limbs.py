"""Part 11: the strategy for each part of section 6(1)."""

from __future__ import annotations

from typing import Final

from wardmote.plan.coverage import limb_coverage
from wardmote.plan.records import Action, Priority
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.pieces import Link, Piece
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.partnership.matrices import matrix_table
from wardmote.publish.plans.wording import anchor, number_of
from wardmote.publish.words import day
from wardmote.vocabulary.limbs import LIMBS, Limb, limbs_in_force

CHAPTER_OF: Final = {
    "a": "crime_and_disorder",
    "b": "substances",
    "c": "reoffending",
    "d": "serious_violence",
}


def limbs(as_at: PlanAsAt) -> Section:
    """Each part of the law's list, what the plan says on it, and who serves it."""
    own_day = as_at.plan.own_date
    blocks: list[Block] = [_limb(as_at, one) for one in LIMBS]
    if as_at.book.all(Priority):
        covered = limb_coverage(as_at.whole, on=own_day, readers=as_at.readers)
        blocks.append(matrix_table(as_at, "limb-coverage", covered, by_number=lambda cell: True))
    return Section("limbs", "Strategy for each part of section 6(1)", tuple(blocks))


def _limb(as_at: PlanAsAt, limb: Limb) -> Section:
    serving = [one for one in as_at.book.all(Priority) if limb.id in one.limbs]
    pieces: list[Piece] = ["Priorities that serve it: "]
    for one in sorted(serving, key=lambda each: each.number):
        pieces += [Link(one.title, f"#{anchor('priority', one.id)}"), "; "]
    serves = (*pieces[:-1], ".") if serving else "No priority serves it: a gap."
    actions = sum(1 for one in as_at.book.all(Action) if limb.id in _limbs_of(as_at, one))
    blocks: list[Block] = [*chapter(as_at, CHAPTER_OF[limb.id]), Paragraph(serves)]
    blocks.append(Paragraph(f"{number_of(actions, 'action')} for it in this plan.".capitalize()))
    if limb not in limbs_in_force(as_at.plan.own_date):
        on = day(as_at.plan.own_date)
        blocks.insert(0, Paragraph(f"This part was not yet in force on {on}."))
    title = f"({limb.id}) {limb.title[:1].upper()}{limb.title[1:]}"
    return Section(anchor("limb", limb.id), title, tuple(blocks))


def _limbs_of(as_at: PlanAsAt, action: Action) -> tuple[str, ...]:
    priority = as_at.book.find(Priority, action.priority)
    return action.limbs or (priority.limbs if priority else ())
