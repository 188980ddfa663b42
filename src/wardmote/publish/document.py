"""The document: what every edition, in whatever format, is made from.

    Document
      Strip                 place, date, data to, version: on every sheet
      answer                the one sentence
      Section               a heading and its blocks, sections among them
        Paragraph  Points  Definitions  Callout
        Table  Chart  Diagram  Map
        SideBySide          blocks next to each other where there is room
      foot                  how to read, contact
      Receipt  SourceFile   where the numbers come from

A document that is built is fit to be shown to the readers of its marking: ids are unique,
every number has its receipt and every receipt its files, links lead to something, and
nothing in it is marked above it. Each record says what it refuses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from wardmote.disclosure.clearance import Clearance
from wardmote.errors import ConfigurationError, Fault
from wardmote.publish import look, words
from wardmote.publish.blocks import (
    Block,
    Section,
    SideBySide,
    figures_of,
    name_of,
    sentences_of,
    walk,
    walk_marked,
)
from wardmote.publish.exhibits import Exhibit
from wardmote.publish.pieces import Number, Sentence, links_in, numbers_in, plain
from wardmote.publish.receipts import Receipt, SourceFile
from wardmote.publish.refusals import missing, refuse_if
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking

DEEPEST_SECTION: Final = 4  # h2 to h5: below that a reader is lost


@dataclass(frozen=True)
class Strip:
    """What every page and every printed sheet tells of itself.

    Parameters
    ----------
    place
        Name of the area.
    assessed_on
        Date that the document stands for; nothing in it depends on today's.
    data_to
        Last month with data, ``YYYY-MM``; empty for a document that holds none.
    version
        What it was made from and the software version, as one line.
    invented
        The place does not exist.
    dated
        What the date is the date of.
    more
        Other facts that every page must tell: label and value.

    Raises
    ------
    DisclosureError
        Place or version is missing, or the data end after the date.

    Examples
    --------
    >>> Strip("Luton", date(2024, 11, 22), "2024-04", "evidence 3, wardmote 0.1.0").data_age
    'seven months old'
    """

    place: str
    assessed_on: date
    data_to: str
    version: str
    invented: bool = False
    dated: str = "Assessment of"
    more: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        faults = missing(self.place, "place", "says where this is about")
        faults += missing(self.version, "version", "says what this was made from")
        faults += missing(self.dated, "dated", "says what the date is of")
        try:
            _ = self.data_age
        except ConfigurationError as error:
            faults.append(Fault("data_to", error.what))
        refuse_if(
            faults, what="A document cannot be dated.", next_step="Correct the document's strip."
        )

    @property
    def data_age(self) -> str:
        """How old the data are on the document's date; empty where it holds none."""
        return words.data_age(self.data_to, self.assessed_on) if self.data_to else ""

    @property
    def running_head(self) -> str:
        """What every printed sheet says at its top."""
        said = [self.place_in_words, f"{self.dated} {words.day(self.assessed_on)}"]
        if self.data_to:
            said.append(f"Data to {words.month(self.data_to)}, {self.data_age}")
        return " · ".join(said)

    @property
    def place_in_words(self) -> str:
        """The place, and whether it exists."""
        return f"{self.place} (invented place)" if self.invented else self.place

    def facts(self, marking: Marking) -> tuple[tuple[str, str], ...]:
        """Label and value of each fact, in the order in which they are printed."""
        data = f"{words.month(self.data_to)}, {self.data_age}" if self.data_to else ""
        return (
            ("Place", self.place_in_words),
            (self.dated, words.day(self.assessed_on)),
            *([("Data to", data)] if data else []),
            *self.more,
            ("Marking", marking.words),
            ("Version", self.version),
        )


@dataclass(frozen=True)
class Document:
    """Everything that an edition says, to whom, and where it comes from.

    Parameters
    ----------
    title
        What the document is, with the place.
    strip
        What every sheet tells of itself.
    answer
        What the document answers, in one sentence.
    blocks
        The body, in reading order.
    receipts, sources
        Behind the numbers, and behind the receipts.
    foot
        How to read, contact.
    marking
        Readers that this edition is for.
    accent
        The partnership's one colour, ``#RRGGBB``, readable as text on white.
    clearance
        That the disclosure rules have passed it (`wardmote.publish.clearing`); without it no
        renderer writes anything.

    Raises
    ------
    DisclosureError
        All the faults of the document at once: two parts with one id, a number without a
        receipt, a receipt without its file, a link to nothing, a part marked above the whole,
        an accent too pale to read.

    Notes
    -----
    `wardmote.publish.readers.for_readers` makes the edition for a lower marking.
    """

    title: str
    strip: Strip
    answer: Sentence
    blocks: tuple[Block, ...]
    receipts: tuple[Receipt, ...]
    sources: tuple[SourceFile, ...]
    foot: tuple[Block, ...] = ()
    marking: Marking = Marking.PARTNERS
    accent: str = look.DARK_BLUE
    clearance: Clearance | None = field(default=None, compare=False, repr=False)
    language: str = field(default="en-GB", init=False)

    def __post_init__(self) -> None:
        refuse_if(
            self._faults(),
            what=f'"{self.title}" cannot be published.',
            next_step="Correct these where the document is composed; nothing has been written.",
        )

    def _faults(self) -> Iterator[Fault]:
        yield from missing(self.title, "title", "says what the document is")
        yield from missing(plain(self.answer), "answer", "is what the reader came for")
        if look.contrast(self.accent, look.WHITE) < look.TEXT_CONTRAST:
            yield Fault("accent", f"too pale to read on white: {self.accent}.")
        ids = [part.id for part in self.parts_with_ids()]
        rows = (row.id for table in self.tables() for row in table.rows if row.id)
        yield from _repeated("id", (*ids, *rows))
        yield from _repeated("receipt of", (receipt.figure_id for receipt in self.receipts))
        yield from _repeated("source file", (source.sha256 for source in self.sources))
        yield from _depth_faults(self.blocks)
        yield from self._marking_faults()
        yield from self._evidence_faults()
        yield from self._link_faults()

    def _marking_faults(self) -> Iterator[Fault]:
        for thing in (*self.all_blocks(), *self.receipts, *self.sources):
            if not thing.marking.open_to(self.marking):
                yield Fault(_name(thing), f"marked {thing.marking.value}, in a wider edition.")

    def _evidence_faults(self) -> Iterator[Fault]:
        receipts = {receipt.figure_id: receipt for receipt in self.receipts}
        sources = {source.sha256: source for source in self.sources}
        for thing, marking, figure_id in self._figures_marked():
            receipt = receipts.get(figure_id)
            if receipt is None:
                yield Fault(_name(thing), f'figure "{figure_id}" has no receipt.')
            elif not receipt.marking.open_to(marking):
                yield Fault(_name(thing), f'open to readers that receipt "{figure_id}" is not.')
        for receipt in self.receipts:
            for part in receipt.counted:
                source = sources.get(part.sha256)
                if source is None:
                    yield Fault(_name(receipt), f"no file with SHA-256 {part.sha256[:12]}….")
                elif not source.marking.open_to(receipt.marking):
                    yield Fault(_name(receipt), f"open to readers that {source.name} is not.")

    def _link_faults(self) -> Iterator[Fault]:
        anchors = {f"#{part.id}" for part in self.parts_with_ids()}
        anchors |= {f"#{row}" for row in self._rows_with_ids}
        for block, sentence in self.sentences():
            for link in links_in(sentence):
                if link.address.startswith("#") and link.address not in anchors:
                    yield Fault(_name(block), f'links to "{link.address}", which is not here.')

    def all_blocks(self) -> Iterator[Block]:
        """Every block, containers before what they hold, foot last."""
        return walk((*self.blocks, *self.foot))

    def tables(self) -> Iterator[Table]:
        """Every table, those of charts and maps too, in reading order."""
        for block in self.all_blocks():
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Exhibit):
                yield block.table

    def exhibits(self) -> Iterator[Exhibit]:
        """Every chart, diagram and map, in reading order."""
        return (block for block in self.all_blocks() if isinstance(block, Exhibit))

    def parts_with_ids(self) -> Iterator[Section | Exhibit | Table]:
        """Every part that can be linked to."""
        for block in self.all_blocks():
            if isinstance(block, Section | Exhibit):
                yield block
        yield from self.tables()

    @cached_property
    def _rows_with_ids(self) -> dict[str, str]:
        return {row.id: table.id for table in self.tables() for row in table.rows if row.id}

    def part_at(self, anchor: str) -> str:
        """Id of the part that an anchor lies in: for a row its table, otherwise itself."""
        return self._rows_with_ids.get(anchor, anchor)

    def sentences(self) -> Iterator[tuple[Block | Document, Sentence]]:
        """Every sentence with the block that says it; the answer comes first."""
        yield self, self.answer
        for block in self.all_blocks():
            for sentence in sentences_of(block):
                yield block, sentence

    def numbers(self) -> Iterator[Number]:
        """Every number printed with a receipt of its own, in reading order."""
        for _, sentence in self.sentences():
            yield from numbers_in(sentence)

    def figures_named(self) -> Iterator[tuple[Block | Document, str]]:
        """Every figure that a part rests on, with the part, in reading order."""
        return ((thing, figure_id) for thing, _, figure_id in self._figures_marked())

    def _figures_marked(self) -> Iterator[tuple[Block | Document, Marking, str]]:
        for number in numbers_in(self.answer):
            yield self, self.marking, number.figure_id
        for block, marking in walk_marked((*self.blocks, *self.foot)):
            for figure_id in figures_of(block):
                yield block, marking, figure_id

    def receipt(self, figure_id: str) -> Receipt:
        """The receipt of one figure of this document."""
        return next(one for one in self.receipts if one.figure_id == figure_id)

    def source(self, sha256: str) -> SourceFile:
        """The source file with that hash."""
        return next(one for one in self.sources if one.sha256 == sha256)


def _repeated(what: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, times in sorted(Counter(names).items()):
        if times > 1:
            yield Fault(f'{what} "{name}"', f"given {times} times.")


def _depth_faults(blocks: Iterable[Block], depth: int = 1) -> Iterator[Fault]:
    for block in blocks:
        if isinstance(block, Section) and depth > DEEPEST_SECTION:
            yield Fault(f'section "{block.id}"', f"deeper than {DEEPEST_SECTION} levels.")
        elif isinstance(block, Section | SideBySide):
            yield from _depth_faults(block.blocks, depth + isinstance(block, Section))


def _name(thing: Block | Document | Receipt | SourceFile) -> str:
    if isinstance(thing, Document):
        return "the answer"
    if isinstance(thing, Receipt):
        return f'receipt "{thing.figure_id}"'
    return f"source file {thing.name}" if isinstance(thing, SourceFile) else name_of(thing)
