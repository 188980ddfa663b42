"""Every theme that was looked at as a priority: those proposed, and those that were not.

For partners: the public is told what is proposed on the front page, and who handles the rest
once a Board has decided.
"""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.candidates import CandidatePriority
from wardmote.publish.blocks import Block, Definitions, Paragraph, Section
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking
from wardmote.vocabulary.themes import theme

PROPOSED_BY = "Proposed from the counts alone; the Board decides."


def themes_considered(found: Assessment) -> Section:
    """Candidate priorities with every reason, the themes not proposed, and the rule."""
    proposals = found.around.proposals
    blocks: list[Block] = [Paragraph(f"{PROPOSED_BY} {proposals.rule}")]
    if proposals.candidates:
        blocks.append(Definitions(tuple(map(_candidate, proposals.candidates))))
    else:
        blocks.append(Paragraph("Nothing is proposed from these counts alone."))
    if proposals.others:
        blocks.append(
            Table(
                id="themes-not-proposed",
                caption="Considered and not proposed",
                row_header="Theme",
                columns=(Column("Why not"),),
                rows=tuple(Row(theme(one.theme).title, (one.why,)) for one in proposals.others),
                marking=Marking.PARTNERS,
            )
        )
    return Section(
        "themes-considered",
        "Themes considered as priorities",
        tuple(blocks),
        marking=Marking.PARTNERS,
    )


def _candidate(one: CandidatePriority) -> tuple[str, str]:
    reasons = " ".join(reason.text for reason in one.because)
    return one.title, f"{reasons} {one.confidence}."
