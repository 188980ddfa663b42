"""A document as slides: each of its sections is one, with one message and one exhibit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardmote.errors import Fault
from wardmote.publish.blocks import Definitions, Paragraph, Points, Section
from wardmote.publish.document import Document
from wardmote.publish.exhibits import Drawn
from wardmote.publish.pieces import plain
from wardmote.publish.refusals import refuse_if
from wardmote.publish.tables import Table

MOST_WORDS: Final = 40  # of title and text: more is read aloud, or not at all
SOURCE: Final = "Source"
SENTENCE_ENDS: Final = (".", "?", "!", "”")


@dataclass(frozen=True)
class Slide:
    """One slide.

    Parameters
    ----------
    title
        Its message, as a sentence.
    text
        At most a few more sentences.
    exhibit
        One table or picture; None where words are enough.
    source
        Where what is shown comes from.
    """

    title: str
    text: tuple[str, ...]
    exhibit: Table | Drawn | None
    source: str

    @property
    def notes(self) -> str:
        """What the speaker must know: what the exhibit shows, and what it does not."""
        if isinstance(self.exhibit, Drawn):
            return self.exhibit.summary
        if self.exhibit is not None:
            return " ".join([f"{self.exhibit.caption}.", *map(plain, self.exhibit.notes)])
        return ""


def slides_of(document: Document) -> tuple[Slide, ...]:
    """Slides of a document.

    Parameters
    ----------
    document
        Each block of its body is a section: a slide with paragraphs or points, at most one
        table, chart, diagram or map, and a source.

    Returns
    -------
    tuple of Slide
        In order; the document's title and answer are for the first slide.

    Raises
    ------
    DisclosureError
        A section holds what a slide has no room for: all such faults at once.
    """
    refuse_if(
        (fault for block in document.blocks for fault in _faults(block)),
        what=f'"{document.title}" cannot be shown as slides.',
        next_step="Give each slide one message, one exhibit and its source.",
    )
    return tuple(_slide(block) for block in document.blocks if isinstance(block, Section))


def _slide(section: Section) -> Slide:
    exhibits = [one for one in section.blocks if isinstance(one, Table | Drawn)]
    return Slide(
        section.title,
        tuple(_text(section)),
        exhibits[0] if exhibits else None,
        _source(section),
    )


def _text(section: Section) -> Iterator[str]:
    for one in section.blocks:
        if isinstance(one, Paragraph):
            yield plain(one.words)
        elif isinstance(one, Points):
            yield from map(plain, one.items)


def _source(section: Section) -> str:
    said = (one for one in section.blocks if isinstance(one, Definitions))
    return next((plain(words) for one in said for name, words in one.items if name == SOURCE), "")


def _faults(block: object) -> Iterator[Fault]:
    if not isinstance(block, Section):
        yield Fault(getattr(block, "kind", "block"), "stands in no section: it has no slide.")
        return
    where = f'slide "{block.id}"'
    words = len(" ".join([block.title, *_text(block)]).split())
    if words > MOST_WORDS:
        yield Fault(where, f"{words} words: at most {MOST_WORDS}.")
    if not block.title.endswith(SENTENCE_ENDS):
        yield Fault(where, "its title is no sentence: say the message.")
    if sum(isinstance(one, Table | Drawn) for one in block.blocks) > 1:
        yield Fault(where, "more than one exhibit.")
    if not _source(block):
        yield Fault(where, "no source.")
    for one in block.blocks:
        if not isinstance(one, Paragraph | Points | Definitions | Table | Drawn):
            yield Fault(where, f"holds a {one.kind}.")
