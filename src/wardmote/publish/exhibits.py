"""Charts, maps, diagrams: a picture never travels without its finding, its summary, its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from wardmote.errors import Fault
from wardmote.publish.refusals import id_faults, missing, refuse_if
from wardmote.publish.svg import svg_faults
from wardmote.publish.tables import Table
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True)
class Drawing:
    """One picture, drawn for the width of a page and for that of a phone.

    Parameters
    ----------
    wide
        SVG of about 640 pixels, for desktop and print.
    narrow
        SVG of about 320 pixels with lettering of the same size. Shrunk to a phone, the wide
        one could not be read.
    """

    wide: str
    narrow: str

    def __post_init__(self) -> None:
        faults = [
            Fault(width, fault.problem)
            for width, svg in (("wide", self.wide), ("narrow", self.narrow))
            for fault in svg_faults(svg)
        ]
        refuse_if(
            faults,
            what="A picture cannot be published.",
            next_step="Draw it with wardmote.publish.charts or wardmote.publish.maps.",
        )


@dataclass(frozen=True)
class Exhibit:
    """A picture with all that a reader needs who cannot see it, or does not believe it.

    Parameters
    ----------
    id
        Anchor and name of the SVG file.
    title
        The finding, in a sentence.
    subtitle
        What is plotted, unit, place, period, source and data date.
    drawing
        The picture.
    shows, does_not_show
        The summary, two sentences: what the picture shows, and what it does not. Together
        they are its text alternative in every format.
    table
        The numbers drawn.
    figure_id
        Receipt of the numbers drawn.

    Raises
    ------
    DisclosureError
        Title, subtitle, either sentence of the summary or the receipt is missing, or the
        exhibit is open to readers that its table is not.
    """

    id: str
    title: str
    subtitle: str
    drawing: Drawing
    shows: str
    does_not_show: str
    table: Table
    figure_id: str
    marking: Marking = Marking.PUBLIC
    kind: ClassVar[str] = "exhibit"

    def __post_init__(self) -> None:
        refuse_if(
            self._faults(),
            what=f'{self.kind.capitalize()} "{self.id}" cannot be published.',
            next_step="Say in words what the picture says, where it is built.",
        )

    def _faults(self) -> Iterator[Fault]:
        yield from id_faults(self.id)
        yield from missing(self.title, "title", "says the finding")
        yield from missing(self.subtitle, "subtitle", "says what is plotted, where and when")
        yield from missing(self.shows, "shows", "tells the picture to those who cannot see it")
        yield from missing(self.does_not_show, "does_not_show", "keeps a reader from wrong ideas")
        yield from self._receipt_faults()
        if self.table.marking != self.marking:
            yield Fault("marking", "not the same as its table's.")

    def _receipt_faults(self) -> Iterator[Fault]:
        if not self.figure_id:
            yield Fault("figure_id", "no receipt.")

    @property
    def table_summary(self) -> str:
        """What leads to its table on a page."""
        return "The numbers in this chart"

    @property
    def leads_to_table(self) -> str:
        """What leads to its table on paper."""
        return "The numbers"

    @property
    def summary(self) -> str:
        """The text alternative: what it shows, and what it does not."""
        return f"{self.shows} {self.does_not_show}"


@dataclass(frozen=True)
class Chart(Exhibit):
    """Numbers over time or side by side, as a picture."""

    kind: ClassVar[str] = "chart"


@dataclass(frozen=True)
class Diagram(Exhibit):
    """Words and how one leads to the next, as a picture; its table holds no number."""

    kind: ClassVar[str] = "diagram"

    def _receipt_faults(self) -> Iterator[Fault]:
        if self.figure_id or self.table.figure_id:
            yield Fault("figure_id", "a diagram has no numbers, and so no receipt.")
        for column in self.table.columns:
            if column.holds_numbers:
                yield Fault(f'column "{column.header}"', "numbers: draw a chart.")

    @property
    def table_summary(self) -> str:
        """What leads to its table on a page."""
        return "The same as a list"

    @property
    def leads_to_table(self) -> str:
        """What leads to its table on paper."""
        return "The same as a list"


@dataclass(frozen=True)
class Map(Exhibit):
    """One measure over areas, as a picture beside its table.

    Parameters
    ----------
    attribution
        What the owners of the boundaries ask to be printed.
    """

    attribution: str = ""
    kind: ClassVar[str] = "map"

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from missing(self.attribution, "attribution", "is owed to the boundaries' owners")


Drawn = Chart | Diagram | Map
