"""Tables that can be read aloud: a caption, headers with units, no blank cells."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from wardmote.errors import Fault
from wardmote.publish import words
from wardmote.publish.pieces import Number, Sentence, plain, read_number
from wardmote.publish.refusals import id_faults, missing, refuse_if, says_nothing
from wardmote.vocabulary.marking import Marking

if TYPE_CHECKING:
    from wardmote.disclosure.release import Released

Cell = int | float | Number | Sentence


@dataclass(frozen=True)
class Column:
    """One column: what it is, in what unit, how its numbers are printed.

    Parameters
    ----------
    header
        What the column holds.
    unit
        Printed in the header, for example ``per 1,000 residents``.
    decimals
        The same for every number of the column. None: the column holds words.
    """

    header: str
    unit: str = ""
    decimals: int | None = None

    @property
    def holds_numbers(self) -> bool:
        """Whether its cells are numbers, aligned right."""
        return self.decimals is not None

    @property
    def full_header(self) -> str:
        """Header and unit as one line, for a CSV or a phone's card."""
        return f"{self.header} ({self.unit})" if self.unit else self.header

    def printed(self, cell: Cell) -> str:
        """A cell as it is printed, without links.

        Examples
        --------
        >>> Column("Rate", "per 1,000 residents", decimals=1).printed(1234)
        '1,234.0'
        """
        if isinstance(cell, int | float):
            return words.decimal(cell, self.decimals or 0)
        return cell.text if isinstance(cell, Number) else plain(cell)

    def published(self, cell: Cell) -> int | float | str:
        """A cell as it may leave: a number no more precise than it is printed, or words."""
        printed = self.printed(cell)
        number = read_number(printed) if self.holds_numbers else None
        return printed if number is None else number


@dataclass(frozen=True)
class Row:
    """One row: the thing, and what is said of it.

    Parameters
    ----------
    header
        The thing that the row is about.
    cells
        One for each column. A missing number is said in words: ``suppressed``,
        ``not received``, ``not asked``.
    stands_out
        The row talked about, or the total.
    id
        Anchor on a page, where other parts lead to the row; empty otherwise.
    """

    header: str
    cells: tuple[Cell, ...]
    stands_out: bool = False
    id: str = ""


@dataclass(frozen=True)
class Table:
    """A table that is published whole, and as a CSV beside it.

    Parameters
    ----------
    id
        Anchor and name of the CSV.
    caption
        What, where, when.
    row_header
        Header of the first column, which names the rows.
    columns, rows
        At least one of each.
    figure_id
        Receipt for every number that does not name its own; required where there is one.
    notes
        What a reader must know to read it right.
    as_cards
        On a phone, show each row as a card: only where a row is one thing.
    screen_only
        Left out on paper, where a sentence says how long it is and where: for a table that is
        looked things up in, or that says again what stands elsewhere in the document.
    released
        What the disclosure rules have passed of counts that are not open. Its numbers may be
        printed, in this table and in sentences that name the same figures, and no others. It
        is a permission, not a part of what is printed.

    Raises
    ------
    DisclosureError
        A header, caption or cell is missing or says nothing, numbers of one column differ in
        their decimals, or a row has too few or too many cells. All such faults at once.

    Notes
    -----
    A table has one marking: to leave out some of its rows would let a reader find them by
    subtraction from its total.
    """

    id: str
    caption: str
    row_header: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    figure_id: str = ""
    notes: tuple[Sentence, ...] = ()
    as_cards: bool = False
    screen_only: bool = False
    marking: Marking = Marking.PUBLIC
    released: tuple[Released, ...] = field(default=(), compare=False, repr=False)
    kind: ClassVar[str] = "table"

    def __post_init__(self) -> None:
        refuse_if(
            self._faults(),
            what=f'Table "{self.id}" cannot be published.',
            next_step="Give the table what is missing where it is built.",
        )

    def _faults(self) -> Iterator[Fault]:
        yield from id_faults(self.id)
        yield from missing(self.caption, "caption", "says what the table holds, where and when")
        yield from missing(self.row_header, "row header", "says what the rows are")
        for number, column in enumerate(self.columns, start=1):
            yield from missing(column.header, f"column {number}", "is read out before each cell")
        headers = [column.full_header for column in self.columns]
        for header in sorted({header for header in headers if headers.count(header) > 1}):
            yield Fault("columns", f'two are headed "{header}".')
        if not self.columns or not self.rows:
            yield Fault("rows", 'none: publish a row that says "none", or no table.')
        if not self.figure_id and any(isinstance(cell, int | float) for _, cell in self.cells()):
            yield Fault("figure_id", "numbers without a receipt.")
        for number, row in enumerate(self.rows, start=1):
            yield from self._row_faults(f"row {number}", row)

    def _row_faults(self, where: str, row: Row) -> Iterator[Fault]:
        yield from missing(row.header, where, "needs a header that names it")
        yield from id_faults(row.id) if row.id else ()
        if len(row.cells) != len(self.columns):
            yield Fault(where, f"{len(row.cells)} cells for {len(self.columns)} columns.")
            return
        for column, cell in zip(self.columns, row.cells, strict=True):
            problem = _cell_problem(column, cell)
            if problem:
                yield Fault(f'{where}, "{column.header}"', problem)

    def cells(self) -> Iterator[tuple[Column, Cell]]:
        """Every cell with its column, row by row."""
        for row in self.rows:
            yield from zip(self.columns, row.cells, strict=False)


def _cell_problem(column: Column, cell: Cell) -> str:
    if isinstance(cell, bool):
        return 'true or false: write "yes" or "no".'
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            return 'not a number: say why, for example "too few to say".'
        return "" if column.holds_numbers else "a bare number in a column of words."
    if isinstance(cell, Number):
        even = not column.holds_numbers or cell.text == column.printed(cell.value)
        return "" if even else "printed with other decimals than its column."
    if says_nothing(plain(cell)):
        return 'says nothing: write "suppressed", "not received", "not asked" or why.'
    return ""
