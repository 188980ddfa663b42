"""Parts 16, 17 and 19: others' plans, what it means for people, and the law."""

from __future__ import annotations

from wardmote.plan.coverage import group_coverage
from wardmote.plan.records import Alignment, ExternalPlan, Priority
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.partnership.matrices import matrix_table
from wardmote.publish.plans.partnership.opening import exceptions, priority_title
from wardmote.publish.plans.wording import anchor, full_stop, given, table_of, term
from wardmote.publish.tables import Row, Table

NOT_CHECKED = "The statutory check has not been run for this edition."


def alignment(as_at: PlanAsAt) -> Section:
    """Plans of others, and how each priority stands to their objectives."""
    return Section(
        "alignment",
        "Others' plans, and how this one stands to them",
        (_plans(as_at), _table(as_at)),
    )


def _plans(as_at: PlanAsAt) -> Table:
    held = as_at.book.all(ExternalPlan)
    return table_of(
        "external-plans",
        "Plans of others that bear on this one",
        "Plan",
        ("Whose", "Kind", "Term", "Objectives that bear on ours"),
        (
            Row(
                one.title,
                (
                    one.whose,
                    one.kind.replace("_", " "),
                    given(one, "starts", term(one.starts, one.ends) if one.starts else ""),
                    given(one, "objectives", "; ".join(each.words for each in one.objectives)),
                ),
                id=anchor("external-plan", one.id),
            )
            for one in held
        ),
        of=held,
    )


def _table(as_at: PlanAsAt) -> Table:
    names = {
        each.id: f"{plan.title}: {each.words}"
        for plan in as_at.book.all(ExternalPlan)
        for each in plan.objectives
    }
    held = as_at.book.all(Alignment)
    return table_of(
        "alignments",
        "How our priorities stand to their objectives",
        "Objective",
        ("Our priority", "How it stands", "Why, or how"),
        (
            Row(
                names.get(one.objective, "not public"),
                (
                    priority_title(as_at, one.priority) if one.priority else "no priority",
                    one.nature.words,
                    full_stop(one.reason),
                ),
            )
            for one in held
        ),
        of=held,
    )


def equality(as_at: PlanAsAt) -> Section:
    """What each priority means for each group that equality law protects."""
    blocks: list[Block] = [*chapter(as_at, "equality")]
    if as_at.book.all(Priority):
        covered = group_coverage(as_at.whole, readers=as_at.readers)
        blocks.append(matrix_table(as_at, "group-coverage", covered))
    else:
        blocks.append(Paragraph("No priority is recorded yet."))
    return Section("equality", "Equality", tuple(blocks))


def statutory(as_at: PlanAsAt, check: Section | None) -> Section:
    """The statutory check, or that it was not run; and what was adopted as an exception."""
    if check is not None:
        return check
    blocks = (Paragraph(NOT_CHECKED), *exceptions(as_at, "exceptions-again"))
    return Section("statutory-check", "Statutory check", blocks)
