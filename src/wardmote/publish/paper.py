"""What a document needs on paper: numbers for its exhibits and receipts, and appendices.

A page set leads from a number to its receipt by a link. Paper cannot be clicked, so a printed
document numbers what it refers to: figures, tables, receipts (R1, R2 …) and files (F1, F2 …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Section, SideBySide, figures_of
from wardmote.publish.column_widths import column_widths, lines_of_rows
from wardmote.publish.document import Document
from wardmote.publish.exhibits import Exhibit, Map
from wardmote.publish.pieces import plain
from wardmote.publish.receipts import Counted, Receipt, SourceFile, source_order
from wardmote.publish.tables import Table

_WHITE_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
LONGEST_BESIDE_A_MAP: Final = 26  # rows that fit beside a map on one sheet
WIDE: Final = 56.0  # ems of a table's type (9 pt) that a sheet has room for: 178 mm
SIDEWAYS: Final = 83.0  # the same of a sheet turned sideways: 265 mm
NARROW: Final = 26.5  # the same beside something: 85 mm
MOST_LINES_OF_A_HEADER: Final = 3
SHORT_TABLE: Final = 24  # lines: a table of no more stays whole on its sheet
ONE_SHEET_TABLE: Final = 42  # the same after the text, where no words wait for it
CONTENTS_FROM: Final = 6  # sections: a document of fewer is its own list of contents
LONG: Final = 900  # words, about three sheets: a shorter one is too

ABOUT_THESE_FIGURES: Final = "About these figures"
ABOUT_THIS_DOCUMENT: Final = "About this document"
NUMBERS_OF_PICTURES: Final = "The numbers in the pictures"
WHERE_NUMBERS_COME_FROM: Final = "Where the numbers come from"
SOURCE_FILES: Final = "Source files"
HOW_TO_FOLLOW: Final = (
    "Every underlined number leads to the files, rows and method behind it, at the end of this "
    "document."
)
HOW_TO_READ_RECEIPTS: Final = (
    "Each entry says how a figure was computed and from which files; a file’s number leads to "
    "its name and its SHA-256 in the list that follows."
)
HOW_TO_CHECK_FILES: Final = (
    "A file is the same as ours if its SHA-256 is: sha256sum FILE, or on Windows "
    "certutil -hashfile FILE SHA256."
)


@dataclass(frozen=True)
class Paper:
    """A document with what print adds to it.

    Parameters
    ----------
    document
        What is printed.
    figures, tables
        Id of each chart and map, and of each table, to its number, in the order of print.
    apart
        Tables of exhibits that are printed after the text.
    receipts
        In the order in which the text first needs them.
    files
        By publisher and name.
    """

    document: Document
    figures: Mapping[str, int]
    tables: Mapping[str, int]
    apart: tuple[Table, ...]
    receipts: tuple[Receipt, ...]
    files: tuple[SourceFile, ...]

    @property
    def running_head(self) -> str:
        """What every sheet says at its top."""
        return self.document.strip.running_head

    @property
    def about(self) -> str:
        """Heading of what is said at the end about the whole."""
        return ABOUT_THESE_FIGURES if self.document.receipts else ABOUT_THIS_DOCUMENT

    @property
    def contents(self) -> tuple[Section, ...]:
        """Sections to list, none in a short document."""
        sections = tuple(one for one in self.document.blocks if isinstance(one, Section))
        is_long = self._words >= LONG
        return sections if len(sections) >= CONTENTS_FROM and is_long else ()

    @cached_property
    def _words(self) -> int:
        """Words in sentences and tables, about."""
        return sum(len(plain(said).split()) for _, said in self.document.sentences())

    @property
    def sheets(self) -> Iterator[tuple[bool, tuple[Block, ...]]]:
        """Blocks after the front in runs, each with whether its sheets are turned sideways."""
        for is_sideways, run in groupby(self.document.blocks[len(self.front) :], _is_sideways):
            first, *others = run
            if is_sideways and isinstance(first, Section):
                # A sheet that is turned begins a page already: a second break would leave it blank.
                first = replace(first, new_page=False)
            yield is_sideways, (first, *others)

    @property
    def front(self) -> tuple[Block, ...]:
        """What stands before the contents: a first section that must fit one sheet."""
        return tuple(one for one in self.document.blocks[:1] if _must_fit(one))

    @cached_property
    def begin_a_page(self) -> frozenset[str]:
        """Sections that begin a page because they, or those before them, must fit one."""
        blocks = self.document.blocks
        pairs = (pair for pair in pairwise(blocks) if any(map(_must_fit, pair)))
        return frozenset(after.id for _, after in pairs if isinstance(after, Section))

    @cached_property
    def choices_of_all(self) -> tuple[tuple[str, str], ...]:
        """Choices that were the same for every figure: they are printed once."""
        if len(self.receipts) < 2:
            return ()
        first, *others = (receipt.parameters for receipt in self.receipts)
        return tuple(one for one in first if all(one in parameters for parameters in others))

    @cached_property
    def receipt_numbers(self) -> Mapping[str, int]:
        """Figure to the R of its receipt."""
        return {one.figure_id: number for number, one in enumerate(self.receipts, start=1)}

    @cached_property
    def file_numbers(self) -> Mapping[str, int]:
        """SHA-256 to the F of its file."""
        return {file.sha256: number for number, file in enumerate(self.files, start=1)}

    def counted(self, receipt: Receipt) -> list[tuple[int, Counted]]:
        """Which F each file of a receipt is, with the rows counted in it, in order."""
        numbered = ((self.file_numbers[part.sha256], part) for part in receipt.counted)
        return sorted(numbered, key=lambda pair: pair[0])

    def references(self, block: Block) -> list[tuple[int, int]]:
        """Receipts that a block itself rests on, as ranges of their numbers."""
        return ranges({self.receipt_numbers[figure_id] for figure_id in figures_of(block)})


def _must_fit(block: Block) -> bool:
    return isinstance(block, Section) and block.one_page


def _is_sideways(block: Block) -> bool:
    return isinstance(block, Section) and block.landscape and not block.one_page


def on_paper(document: Document) -> Paper:
    """Number the parts of a document as they are printed.

    Parameters
    ----------
    document
        Any document.

    Returns
    -------
    Paper
        With charts' tables, and those of maps that have no room beside them, after the text:
        wide ones first, since narrow ones stand beside each other.
    """
    document = replace(document, blocks=tuple(map(_printed, document.blocks)))
    exhibits = list(document.exhibits())
    in_text = [table for table in _tables_in_text(document.blocks) if table is not None]
    in_text += [table for table in _tables_in_text(document.foot) if table is not None]
    printed = {table.id for table in in_text}
    apart = sorted((one.table for one in exhibits if one.table.id not in printed), key=is_narrow)
    return Paper(
        document,
        {one.id: number for number, one in enumerate(exhibits, start=1)},
        {table.id: number for number, table in enumerate((*in_text, *apart), start=1)},
        tuple(apart),
        tuple(_in_order_of_need(document)),
        tuple(sorted(document.sources, key=source_order)),
    )


def _printed(block: Block) -> Block:
    """A block as paper has it: a sentence in place of a table that is for the screen only."""
    if isinstance(block, Section | SideBySide):
        return replace(block, blocks=tuple(map(_printed, block.blocks)))
    if not isinstance(block, Table) or not block.screen_only:
        return block
    many = len(block.rows)
    rows = f"{words.count(many)} row{'' if many == 1 else 's'}"
    said = f"{block.caption}: {rows}, not printed here. See the page of this document, or"
    return Paragraph(f"{said} {block.id}.csv beside it.", marking=block.marking)


def _tables_in_text(blocks: Iterable[Block], *, is_narrow: bool = False) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Map) and not is_narrow and has_table_beside(block):
            yield block.table
        elif isinstance(block, Section | SideBySide):
            narrow = is_narrow or isinstance(block, SideBySide)
            yield from _tables_in_text(block.blocks, is_narrow=narrow)


def has_table_beside(exhibit: Exhibit) -> bool:
    """Whether an exhibit that has the width of the page is printed with its table."""
    return isinstance(exhibit, Map) and len(exhibit.table.rows) <= LONGEST_BESIDE_A_MAP


def is_narrow(table: Table) -> bool:
    """Whether two such tables fit beside each other on a sheet, without breaking a line."""
    header, *rows = lines_of_rows(table, column_widths(table, NARROW))
    return header <= MOST_LINES_OF_A_HEADER and max(rows) == 1


def _in_order_of_need(document: Document) -> Iterator[Receipt]:
    named = dict.fromkeys(figure_id for _, figure_id in document.figures_named())
    yield from (document.receipt(figure_id) for figure_id in named)
    unnamed = (one for one in document.receipts if one.figure_id not in named)
    yield from sorted(unnamed, key=lambda receipt: receipt.statement)


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Whole numbers as ranges, first and last.

    Examples
    --------
    >>> ranges([7, 1, 2, 3])
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def range_words(letter: str, first: int, last: int) -> str:
    """A range of references as it is printed.

    Examples
    --------
    >>> range_words("R", 1, 3), range_words("R", 7, 7)
    ('R1–R3', 'R7')
    """
    return f"{letter}{first}" if first == last else f"{letter}{first}–{letter}{last}"


def rows_and_files(receipt: Receipt) -> str:
    """How many rows of how many files a figure was counted from.

    Examples
    --------
    >>> from wardmote.publish.receipts import Counted
    >>> rows_and_files(Receipt("a", "A.", "Counted.", (Counted("0" * 64, 4127),)))
    '4,127 rows in 1 file'
    """
    rows, files = receipt.rows, len(receipt.counted)
    of_files = f"{words.count(files)} file{'' if files == 1 else 's'}"
    if rows is None:
        return f"Rows of {of_files}; how many is not told, since it would tell small numbers"
    return f"{words.count(rows)} row{'' if rows == 1 else 's'} in {of_files}"


def width_of(svg: str) -> float:
    """Width of a drawing of ours, in pixels."""
    found = re.search(r'<svg\b[^>]*?\bwidth="([\d.]+)', svg)
    return float(found[1]) if found else 640.0


def one_line(text: str) -> str:
    r"""Words with breaks and tabs as single spaces, as a browser shows them.

    Examples
    --------
    >>> one_line("two\n  lines")
    'two lines'
    """
    return _WHITE_SPACE.sub(" ", text)
