"""The edition that readers of one marking may have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wardmote.publish.blocks import Block, Section, SideBySide, figures_of, walk
from wardmote.publish.document import Document
from wardmote.publish.pieces import numbers_in
from wardmote.vocabulary.marking import Marking


def for_readers(document: Document, marking: Marking) -> Document:
    """The document as readers of that marking may have it, with nothing else left in it.

    Answers "what can we publish of this?". Everything marked above is dropped; so is a section
    or row of blocks that is empty without it, and every receipt and source file that no
    remaining part rests on, since their names tell what was dropped.

    Parameters
    ----------
    document
        For readers of any marking. It is left as it is.
    marking
        Whom the new edition is for.

    Returns
    -------
    Document
        With that marking, checked like any other.

    Raises
    ------
    DisclosureError
        What is left does not stand by itself: it links to a part that was dropped, say.

    Notes
    -----
    Markings say who may read a statement. Whether a small number may leave is for
    `wardmote.disclosure`, before a document is composed. The answer, the title and the strip
    are on every edition and must be written for all readers.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.publish.blocks import Paragraph
    >>> from wardmote.publish.document import Strip
    >>> strip = Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 1")
    >>> blocks = Paragraph("For all."), Paragraph("For us.", marking=Marking.PARTNERS)
    >>> document = Document("Luton", strip, "Nothing rose.", blocks, (), ())
    >>> [block.words for block in for_readers(document, Marking.PUBLIC).blocks]
    ['For all.']
    """
    blocks = _kept(document.blocks, marking)
    foot = _kept(document.foot, marking)
    named = {number.figure_id for number in numbers_in(document.answer)}
    named |= {figure for block in walk((*blocks, *foot)) for figure in figures_of(block)}
    receipts = tuple(one for one in document.receipts if one.figure_id in named)
    counted = {part.sha256 for receipt in receipts for part in receipt.counted}
    sources = tuple(one for one in document.sources if one.sha256 in counted)
    return replace(
        document, blocks=blocks, foot=foot, receipts=receipts, sources=sources, marking=marking
    )


def _kept(blocks: Iterable[Block], marking: Marking) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if not block.marking.open_to(marking):
            continue
        if isinstance(block, Section | SideBySide):
            inside = _kept(block.blocks, marking)
            if inside:
                kept.append(replace(block, blocks=inside))
        else:
            kept.append(block)
    return tuple(kept)
