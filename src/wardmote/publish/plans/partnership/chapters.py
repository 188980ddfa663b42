"""Chapters that people write: their Markdown as blocks."""

from __future__ import annotations

from wardmote.assessment.commentary.markdown import Words, blocks_of, line_fault
from wardmote.publish.blocks import Block, Paragraph, Points
from wardmote.publish.pieces import Link, Sentence, Strong
from wardmote.publish.plans.as_at import PlanAsAt


def chapter(as_at: PlanAsAt, name: str) -> list[Block]:
    """What somebody wrote in ``words/NAME.md``; nothing where nobody did."""
    return written(as_at.book.words.get(name, ""))


def written(text: str) -> list[Block]:
    r"""Markdown as blocks: paragraphs, points, links; a heading is a paragraph that stands out.

    Lines that are not printed, such as pictures and tables, are left out: `wardmote plan check`
    is where they are found.

    Examples
    --------
    >>> [block.kind for block in written("# Why\n\nBecause.\n\n- one\n- two")]
    ['paragraph', 'paragraph', 'points']
    """
    made: list[Block] = []
    lines: list[str] = []
    for line in [*text.splitlines(), "#"]:
        if line.lstrip().startswith("#"):
            made += _blocks(lines)
            heading = line.strip().lstrip("#").strip()
            made += [Paragraph((Strong(heading),))] if heading else []
            lines = []
        elif not line_fault(line):
            lines.append(line)
    return made


def _blocks(lines: list[str]) -> list[Block]:
    made: list[Block] = []
    for block in blocks_of(lines):
        said = tuple(_sentence(line) for line in block.lines)
        made += [Points(said)] if block.is_list else [Paragraph(one) for one in said]
    return made


def _sentence(line: tuple[Words, ...]) -> Sentence:
    return tuple(Link(words.text, words.address) if words.address else words.text for words in line)
