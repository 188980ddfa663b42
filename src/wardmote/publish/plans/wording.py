"""How every document of a plan says a thing: empty states, names, days, statuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from wardmote.plan.records import Record
from wardmote.plan.status import Standing, Status
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Points
from wardmote.publish.pieces import Sentence, plain
from wardmote.publish.refusals import says_nothing
from wardmote.publish.tables import Cell, Column, Row, Table
from wardmote.vocabulary.marking import Marking

NOT_GIVEN: Final = "not given"
NOT_PUBLIC: Final = "not public"
TO_BE_CONFIRMED: Final = "to be confirmed"
NOTHING_HERE: Final = "nothing to show"
MOST_BESIDE_ON_A_PHONE: Final = 2  # columns beside the row's header
WHAT_IS_HELD: Final = "What is recorded"
NO_SOURCE: Final = "no source recorded"


def anchor(kind: str, record_id: str) -> str:
    """Anchor of a record: the same in every edition, whatever else is in it.

    Examples
    --------
    >>> anchor("action", "A1.1"), anchor("priority", "hate_crime")
    ('action-a1-1', 'priority-hate-crime')
    """
    return f"{kind}-{re.sub(r'[^a-z0-9]+', '-', record_id.lower()).strip('-')}"


def given(record: Record, field: str, said: str) -> str:
    """What a field says, and that it is to be confirmed; or that it is not given.

    Examples
    --------
    >>> given(Record(source="Slide 2", to_be_confirmed=("source",)), "source", "Slide 2")
    'Slide 2 (to be confirmed)'
    >>> given(Record(), "source", ""), given(Record(), "source", "Slide 2")
    ('not given', 'Slide 2')
    >>> given(Record(to_be_confirmed=("source",)), "source", "")
    'to be confirmed'
    """
    if said:
        return said if record.is_confirmed(field) else f"{said.rstrip('.')} (to be confirmed)"
    return NOT_GIVEN if record.is_confirmed(field) else TO_BE_CONFIRMED


def on_day(day: date | None) -> str:
    """A day in words, or that it is not given."""
    return words.day(day) if day else NOT_GIVEN


def given_day(record: Record, field: str, day: date | None) -> str:
    """A day of a record, or why there is none."""
    return given(record, field, words.day(day) if day else "")


def term(starts: date | None, ends: date | None) -> str:
    """From one day to another, as far as they are known.

    Examples
    --------
    >>> term(date(2026, 4, 1), None)
    'from 1 April 2026'
    """
    if starts and ends:
        return f"{words.day(starts)} to {words.day(ends)}"
    if starts or ends:
        return f"from {words.day(starts)}" if starts else f"to {on_day(ends)}"
    return NOT_GIVEN


def pounds(amount: int | None) -> str:
    """Money, or that the amount is not given."""
    return NOT_GIVEN if amount is None else f"£{words.count(amount)}"


def status(standing: Standing | Status) -> str:
    """Shape and word: status is never colour alone.

    Examples
    --------
    >>> status(Status.LATE)
    '◆ Late'
    """
    one = standing.status if isinstance(standing, Standing) else standing
    return f"{one.shape} {one.words}"


def due(record: Record, standing: Standing) -> str:
    """The first day and, where it was moved, the one that holds now and why."""
    if not standing.moves:
        return given_day(record, "due", standing.due)
    why = "; ".join(one.why.rstrip(".") for one in standing.moves)
    return f"was {words.day(standing.due_first)}, now {words.day(standing.due)}: {why}"


def number_of(number: int, one: str, many: str = "") -> str:
    """A number of things.

    Examples
    --------
    >>> number_of(1, "action"), number_of(14, "promise"), number_of(2, "body", "bodies")
    ('one action', '14 promises', 'two bodies')
    """
    return f"{words.spelt(number)} {one if number == 1 else many or f'{one}s'}"


def full_stop(said: str) -> str:
    """Words as a sentence of their own.

    Examples
    --------
    >>> full_stop("the night team is in post"), full_stop("Done?")
    ('The night team is in post.', 'Done?')
    """
    trimmed = said.strip()
    stop = "" if trimmed.rstrip("”").endswith((".", "?", "!", "…")) else "."
    return f"{trimmed[:1].upper()}{trimmed[1:]}{stop}"


def ended(said: str) -> str:
    """Words that go on after a colon, with their full stop.

    Examples
    --------
    >>> ended("It was due in May"), ended("PCSOs walk there")
    ('it was due in May.', 'PCSOs walk there.')
    """
    stopped = full_stop(said)
    is_word = stopped[1:2].islower() or stopped[1:2] == " "
    return f"{stopped[:1].lower()}{stopped[1:]}" if is_word else stopped


def shortened(said: str, most: int) -> str:
    """So many words at most, saying that there are more.

    Examples
    --------
    >>> shortened("one two three four", 2)
    'one two …'
    """
    every = said.split()
    return said if len(every) <= most else f"{' '.join(every[:most])} …"


def each_of(shown: Iterable[str], otherwise: str = NOT_GIVEN) -> str:
    """Phrases, kept apart by semicolons since they may hold commas of their own.

    Examples
    --------
    >>> each_of(["Noise at night, and nobody comes", "Rubbish"])
    'Noise at night, and nobody comes; Rubbish'
    """
    return "; ".join(shown) or otherwise


def where_given(term: str, record: Record, field: str, said: str) -> tuple[tuple[str, str], ...]:
    """A term with what a field says of it; nothing where the field is empty and need not be full.

    Examples
    --------
    >>> where_given("Where it is stated", Record(source="Slide 2"), "source", "Slide 2")
    (('Where it is stated', 'Slide 2'),)
    >>> where_given("Where it is stated", Record(), "source", "")
    ()
    """
    told = given(record, field, said)
    return () if told == NOT_GIVEN else ((term, told),)


def one_of_more(shown: Iterable[str], otherwise: str = NOT_GIVEN) -> str:
    """Names as a list, or what is said where there are none."""
    return words.listed(list(shown)) or otherwise


def points_or(items: Iterable[Sentence], otherwise: str) -> Block:
    """A list, or the sentence that says why there is none."""
    listed = tuple(items)
    return Points(listed) if listed else Paragraph(otherwise)


def table_of(
    table_id: str,
    caption: str,
    row_header: str,
    columns: Iterable[str],
    rows: Iterable[Row],
    *,
    notes: tuple[Sentence, ...] = (),
    as_cards: bool = False,
    screen_only: bool = False,
    of: Iterable[Record] = (),
) -> Table:
    """A table of words; one row that says "None" where there is nothing.

    It is for partners where any of the records that it is made of is. Where its rows are
    records of more than two columns, a phone shows each as a card: a row is one thing.
    """
    records = tuple(of)
    headed = tuple(Column(one) for one in columns)
    found = tuple(map(_said, rows))
    if not found:  # one cell says it: a row of seven that say nothing is a wall
        headed, found = (Column(WHAT_IS_HELD),), (Row("None", (NOTHING_HERE,)),)
    return Table(
        table_id,
        caption,
        row_header,
        headed,
        found,
        notes=notes,
        as_cards=as_cards or (bool(records) and len(headed) > MOST_BESIDE_ON_A_PHONE),
        screen_only=screen_only,
        marking=closest(records),
    )


def is_empty(table: Table) -> bool:
    """Whether a table of `table_of` has nothing to show."""
    return [row.cells for row in table.rows] == [(NOTHING_HERE,)]


def _said(row: Row) -> Row:
    """A row whose records were filled in with a dash or "n/a": they give nothing."""
    cells = (NOT_GIVEN if _is_empty(cell) else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str | tuple) and says_nothing(plain(cell))


def closest(records: Iterable[Record]) -> Marking:
    """The marking of a part that is made of some records: the closest of theirs."""
    marking = Marking.PUBLIC
    for one in records:
        marking = one.marking.within(marking)
    return marking
