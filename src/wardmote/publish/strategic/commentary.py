"""What people wrote beside the findings, for the readers that it was written for."""

from __future__ import annotations

from typing import Final

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.commentary import Comment, CommentaryEntry, Standing, Words
from wardmote.assessment.findings import Finding
from wardmote.publish.blocks import Block, Callout, Paragraph, Points, Section
from wardmote.publish.pieces import Link, Sentence
from wardmote.vocabulary.marking import Marking

WRITTEN_BEFORE: Final = "Written before the figure changed"
LOOK_OVER: Final = "Look this over before it is published"


def commentary_on(finding: Finding, found: Assessment) -> list[Block]:
    """What somebody wrote about a finding, marked for its readers.

    A reader of an entry is told where its figure has changed underneath it. What is left for
    its writers to do is for partners, whoever may read the entry.
    """
    comment = found.around.commentary.about(finding.id)
    if comment is None:
        return []
    blocks = [*entry_blocks(comment.entry), *_remarks(comment)]
    return [
        Section(
            f"commentary-{finding.id}",
            f"Commentary: {finding.measure.title}",
            tuple(blocks),
            marking=Marking(comment.entry.readers),
        )
    ]


def commentary_left_over(found: Assessment) -> list[Block]:
    """Entries whose finding is not in this assessment: kept, and listed for partners."""
    gone = found.around.commentary.gone
    if not gone:
        return []
    points = tuple(f"{one.entry.place}: {one.flag}" for one in gone)
    return [
        Section(
            "commentary-left-over",
            "Commentary without a finding",
            (Paragraph("It is kept in its file and printed nowhere."), Points(points)),
            marking=Marking.PARTNERS,
        )
    ]


def entry_blocks(entry: CommentaryEntry) -> list[Block]:
    """An entry's paragraphs and points, with their links."""
    return [
        Points(tuple(map(_sentence, block.lines)))
        if block.is_list
        else Paragraph(tuple(piece for line in block.lines for piece in _sentence(line)))
        for block in entry.blocks
    ]


def _sentence(line: tuple[Words, ...]) -> tuple[str | Link, ...]:
    return tuple(Link(one.text, one.address) if one.address else one.text for one in line)


def _remarks(comment: Comment) -> list[Block]:
    remarks: list[Block] = []
    to_do: list[Sentence] = []
    if comment.standing is Standing.CHANGED:
        remarks.append(Callout(WRITTEN_BEFORE, (comment.flag,)))
    elif comment.flag:
        to_do.append(comment.flag)
    if comment.words_to_check:
        to_do.append(f"Its test does not allow: {', '.join(comment.words_to_check)}.")
    if to_do:
        remarks.append(Callout(LOOK_OVER, tuple(to_do), marking=Marking.PARTNERS))
    return remarks
