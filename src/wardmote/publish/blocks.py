"""Blocks: what a document's body is built of.

Sections hold blocks, sections among them; the level of a heading follows from where it
stands, so that none can be skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from wardmote.errors import Fault
from wardmote.publish.exhibits import Chart, Diagram, Exhibit, Map
from wardmote.publish.pieces import Number, Sentence, numbers_in, plain
from wardmote.publish.refusals import id_faults, missing, refuse_if
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    words: Sentence
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "paragraph"

    def __post_init__(self) -> None:
        refuse_if(
            missing(plain(self.words), "words", "is a paragraph"),
            what="An empty paragraph cannot be published.",
            next_step="Leave it out, or say why there is nothing to say.",
        )

    @property
    def leads(self) -> bool:
        """Whether it leads to the block after it, and so never stands alone at a sheet's foot."""
        return plain(self.words).rstrip().endswith(":")


@dataclass(frozen=True)
class Points:
    """A list of sentences; numbered where their order matters."""

    items: tuple[Sentence, ...]
    numbered: bool = False
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "points"

    def __post_init__(self) -> None:
        faults = [Fault("items", "none.")] if not self.items else []
        for number, item in enumerate(self.items, start=1):
            faults += missing(plain(item), f"item {number}", "is a point")
        refuse_if(
            faults,
            what="A list of points cannot be published.",
            next_step='Say "none" in a sentence instead.',
        )


@dataclass(frozen=True)
class Definitions:
    """Terms with what each is, or labels with what each says."""

    items: tuple[tuple[str, Sentence], ...]
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "definitions"

    def __post_init__(self) -> None:
        faults = [Fault("items", "none.")] if not self.items else []
        for number, (term, said) in enumerate(self.items, start=1):
            faults += missing(term, f"term {number}", "says what is defined")
            faults += missing(plain(said), f"definition {number}", "says what the term is")
        refuse_if(
            faults,
            what="A list of definitions cannot be published.",
            next_step="Complete each pair, or leave it out.",
        )


@dataclass(frozen=True)
class Callout:
    """What must not be overlooked: a caveat, a decision that is asked for.

    Parameters
    ----------
    title
        Names it in words, such as ``How this misleads``.
    paragraphs
        What it says.
    """

    title: str
    paragraphs: tuple[Sentence, ...]
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "callout"

    def __post_init__(self) -> None:
        faults = missing(self.title, "title", "says what kind of warning this is")
        if not "".join(map(plain, self.paragraphs)).strip():
            faults.append(Fault("paragraphs", "none."))
        refuse_if(
            faults,
            what="A callout cannot be published.",
            next_step="Give the callout a title and what it says.",
        )


@dataclass(frozen=True)
class SideBySide:
    """Blocks next to each other where there is room, in reading order where there is not."""

    blocks: tuple[Block, ...]
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "side-by-side"


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; its level follows from where it stands.

    Parameters
    ----------
    id
        Anchor.
    title
        The heading.
    blocks
        At least one.
    new_page
        Begins a sheet when printed.
    one_page
        With what stands above it on its sheet, fits one side of A4: the PDF is set smaller until
        it does, and refused where it cannot.
    landscape
        Printed on sheets of its own turned sideways, for tables of many columns. Only a section
        that stands in no other can be.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    one_page: bool = False
    landscape: bool = False
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "section"

    def __post_init__(self) -> None:
        faults = id_faults(self.id) + missing(self.title, "title", "is the heading")
        if not self.blocks:
            faults.append(Fault("blocks", "none: a heading with nothing under it."))
        refuse_if(
            faults,
            what=f'Section "{self.id}" cannot be published.',
            next_step='Complete the section; where nothing is known, say "not asked yet" or why.',
        )


Block = (
    Paragraph
    | Points
    | Definitions
    | Callout
    | Table
    | Chart
    | Diagram
    | Map
    | SideBySide
    | Section
)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, containers before what they hold."""
    return (block for block, _ in walk_marked(blocks))


def walk_marked(
    blocks: Iterable[Block], around: Marking = Marking.PUBLIC
) -> Iterator[tuple[Block, Marking]]:
    """Every block with the marking that holds for it: its own, or that of what it stands in."""
    for block in blocks:
        marking = block.marking.within(around)
        yield block, marking
        if isinstance(block, Section | SideBySide):
            yield from walk_marked(block.blocks, marking)


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Every sentence that a block itself says, in reading order; not those of blocks inside."""
    if isinstance(block, Paragraph):
        yield block.words
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, Definitions):
        yield from (said for _, said in block.items)
    elif isinstance(block, Callout):
        yield from block.paragraphs
    elif isinstance(block, Table | Exhibit):
        yield from _table_sentences(block if isinstance(block, Table) else block.table)


def _table_sentences(table: Table) -> Iterator[Sentence]:
    for _, cell in table.cells():
        if isinstance(cell, Number):
            yield (cell,)
        elif not isinstance(cell, int | float):
            yield cell
    yield from table.notes


def figures_of(block: Block) -> Iterator[str]:
    """Id of every figure that a block itself rests on, as often as it is named."""
    for sentence in sentences_of(block):
        for number in numbers_in(sentence):
            yield number.figure_id
    if isinstance(block, Exhibit):
        if block.figure_id:
            yield block.figure_id
        if block.table.figure_id:
            yield block.table.figure_id
    elif isinstance(block, Table) and block.figure_id:
        yield block.figure_id


def name_of(block: Block) -> str:
    """A block as an error names it.

    Examples
    --------
    >>> name_of(Paragraph("Recorded burglary shows no clear change in these wards."))
    'paragraph "Recorded burglary shows no clear change …"'
    """
    if isinstance(block, Section | Exhibit | Table):
        return f'{block.kind} "{block.id}"'
    said = plain(next(sentences_of(block), ""))
    start = said if len(said) <= 40 else said[:40].rpartition(" ")[0] + " …"
    return f'{block.kind} "{start}"'
