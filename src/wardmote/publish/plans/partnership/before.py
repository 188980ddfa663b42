"""Parts 6 and 7: the plan before, and the drivers and themes behind this one."""

from __future__ import annotations

from wardmote.plan.claims import claims_register
from wardmote.plan.coverage import theme_coverage
from wardmote.plan.records import CrossCuttingTheme, Driver, ExternalPlan, PreviousPlanPoint
from wardmote.publish.blocks import Block, Definitions, Paragraph, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.partnership.matrices import matrix_table
from wardmote.publish.plans.partnership.opening import priority_title
from wardmote.publish.plans.wording import (
    anchor,
    each_of,
    full_stop,
    given,
    one_of_more,
    table_of,
    where_given,
)
from wardmote.publish.tables import Row, Table


def previous_plan(as_at: PlanAsAt) -> Section:
    """What the plan before achieved, and what became of the rest."""
    points = as_at.book.all(PreviousPlanPoint)
    table = table_of(
        "previous-plan-points",
        "The plan before",
        "What",
        ("Kind", "What became of it", "Taken up by"),
        (
            Row(
                one.words,
                (
                    one.kind.replace("_", " "),
                    given(one, "became", one.became.replace("_", " ")),
                    priority_title(as_at, one.priority) if one.priority else "no priority",
                ),
            )
            for one in points
        ),
        of=points,
    )
    said = () if points else (Paragraph("No review of the plan before is recorded yet."),)
    return Section(
        "previous-plan", "Review of the plan before", (*chapter(as_at, "review"), *said, table)
    )


def drivers(as_at: PlanAsAt) -> Section:
    """Underlying factors, themes across all priorities, and what may be claimed of them."""
    blocks: list[Block] = [*chapter(as_at, "drivers")]
    blocks += [_driver(as_at, one) for one in as_at.book.all(Driver)]
    themes = as_at.book.all(CrossCuttingTheme)
    blocks += [
        Section(anchor("theme", one.id), f"Across all priorities: {one.title}", (_words(one),))
        for one in themes
    ]
    if themes:
        blocks.append(
            matrix_table(
                as_at, "theme-coverage", theme_coverage(as_at.whole, readers=as_at.readers)
            )
        )
    blocks.append(_claims(as_at))
    return Section("drivers", "Drivers and cross-cutting themes", tuple(blocks))


def _words(one: CrossCuttingTheme | Driver) -> Paragraph:
    return Paragraph(f"“{one.words}”" if one.quoted else full_stop(one.words))


def _driver(as_at: PlanAsAt, one: Driver) -> Section:
    plans = [as_at.book.find(ExternalPlan, each) for each in one.plans]
    rows = (
        ("Bears on", one_of_more(priority_title(as_at, each) for each in one.bears_on)),
        *where_given(
            "Said to contribute to", one, "contributes_to", each_of(one.contributes_to, "")
        ),
        ("What is done about it", given(one, "responses", "; ".join(one.responses))),
        ("Plans that deal with it", one_of_more(each.title for each in plans if each)),
        *where_given("Where it is stated", one, "source", one.source),
    )
    return Section(anchor("driver", one.id), one.title, (_words(one), Definitions(rows)))


def _claims(as_at: PlanAsAt) -> Table:
    lines = claims_register(as_at.book, readers=as_at.readers)
    return table_of(
        "claims",
        "What is claimed, and what may be said",
        "Claim as it was made",
        ("What may be said", "What would show it", "Held", "Leans on it"),
        (
            Row(
                f"“{line.claim.words}”",
                (
                    full_stop(line.may_be_said),
                    "; ".join(line.claim.would_show),
                    _held(line.claim.held.words, as_at.shown_by(line.claim.evidence)),
                    one_of_more(line.leaned_on_by, "nothing"),
                ),
                id=anchor("claim", line.claim.id),
            )
            for line in lines
        ),
        of=(line.claim for line in lines),
    )


def _held(held: str, evidence: list[str]) -> str:
    return f"{held}: {'; '.join(evidence)}" if evidence else held
