"""Sheets that came back into updates: all of them, or none with every fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from wardmote.assessment.entered import not_known
from wardmote.errors import ConfigurationError, Fault, SourceError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import append_records, read_plan
from wardmote.plan.records import Action, Promise, Update
from wardmote.plan.sheets.cells import CellFault, cell_value, is_formula
from wardmote.plan.sheets.columns import BY_TITLE, FILLED, REF, WHAT, normal
from wardmote.plan.sheets.grid import SheetRow, read_grid
from wardmote.plan.updating import (
    bodies_of,
    history_file,
    said_beside,
    thing_of,
    update_faults,
    update_of,
)

_REF, _WHAT, _HOW = BY_TITLE[normal(REF)], BY_TITLE[normal(WHAT)], FILLED[0]
LIKE_THE_PROMISE = 12  # characters of the promise that must still stand beside its id


@dataclass(frozen=True)
class SheetsRead:
    """What sheets that came back added to the history.

    Parameters
    ----------
    updates
        In the order of the sheets and their rows.
    empty_rows
        Rows without news.
    said
        What whoever reads them in must know.
    path
        File of the history; None where there was no news.
    """

    updates: tuple[Update, ...]
    empty_rows: int
    said: tuple[str, ...]
    path: Path | None


def read_sheets(
    folder: Path, sheets: Sequence[Path], *, on: date, today: date, by: str = ""
) -> SheetsRead:
    """Add what owners filled in to the plan's history: every sheet, or none.

    Parameters
    ----------
    folder
        The plan's folder.
    sheets
        Workbooks that came back.
    on
        Day on which it was said.
    today
        Day on which it is entered.
    by
        Body that enters it; the owner itself where empty.

    Returns
    -------
    SheetsRead
        The updates, and what must be known.

    Raises
    ------
    SourceError
        A sheet cannot be read, or a row of one cannot be used: all faults of all sheets.
    """
    taken = _Taken(read_plan(folder), _Entry(on, today, by))
    for path in sheets:
        taken.take(path)
    if taken.faults:
        number = len(taken.faults)
        raise SourceError(
            f"{number} {'thing' if number == 1 else 'things'} in these sheets cannot be used. "
            "Nothing was saved.",
            faults=taken.faults,
            next_step="Correct these in the sheet, or ask its owner, and read it again.",
        )
    target = history_file(folder, today) if taken.updates else None
    if target:
        append_records(target, taken.updates)
    said = tuple(dict.fromkeys(taken.said))
    return SheetsRead(tuple(taken.updates), taken.empty_rows, said, target)


class _Entry(NamedTuple):
    """When it was said, when entered, and by whom."""

    on: date
    today: date
    by: str


class _Taken:
    """What was taken from the sheets so far: each row is asked against the rows before it."""

    def __init__(self, book: PlanBook, entry: _Entry) -> None:
        self.book = book
        self.entry = entry
        self.updates: list[Update] = []
        self.faults: list[Fault] = []
        self.said: list[str] = []
        self.empty_rows = 0

    def take(self, path: Path) -> None:
        """Everything of one sheet."""
        grid = read_grid(path)
        for one in grid.unread:
            self.said.append(f"{path.name}: column {one} is none of ours and was not read.")
        for row, values, wrong in _rows(self.book, grid.rows):
            self.faults += [Fault(f"{path.name}  {one.where}", one.problem) for one in wrong]
            if values is not None:
                self._take_row(f"{path.name}  row {row.number} ({values['about']})", values)
            elif not wrong:
                self.empty_rows += 1

    def _take_row(self, where: str, values: dict[str, Any]) -> None:
        made, problems = _update(self.book, values, self.entry)
        self.faults += [Fault(where, one) for one in problems]
        if made is not None and not problems:
            self.said += said_beside(self.book, made)
            self.book = self.book.with_records([made])
            self.updates.append(made)


Row = tuple[SheetRow, dict[str, Any] | None, list[Fault]]


def _rows(book: PlanBook, rows: Sequence[SheetRow]) -> Iterator[Row]:
    """Each row with the values of its update, None where it has no news, or its faults."""
    first: dict[str, int] = {}
    for row in rows:
        filled = [one for one in FILLED if one in row.cells]
        about, faults = _about(book, row, is_filled=bool(filled))
        if about and filled and about in first:
            faults.append(Fault(row.where(_REF), f"{about} stands in row {first[about]} too"))
        if about and filled:
            first.setdefault(about, row.number)
        values: dict[str, Any] = {"about": about}
        for column in filled:
            try:
                values[column.field] = cell_value(row.cells[column], column)
            except CellFault as problem:
                faults.append(Fault(row.where(column), str(problem)))
        yield row, values if filled and not faults else None, faults


def _about(book: PlanBook, row: SheetRow, *, is_filled: bool) -> tuple[str, list[Fault]]:
    """Id that a row is about; its promise must still stand beside it, or cells were shifted."""
    found = row.cells.get(_REF)
    if found is None:
        problem = "is empty, and the row is filled: which promise is it about?"
        return "", [Fault(row.where(_REF), problem)] if is_filled else []
    if is_formula(found):
        return "", [Fault(row.where(_REF), "holds a formula: write the id itself")]
    about = str(found).strip()
    words = _words_of(book, about)
    if words is None:
        known = book.updatable_ids()
        return "", [Fault(row.where(_REF), not_known(about[:20], known))] if is_filled else []
    shown = row.cells.get(_WHAT)
    start = normal(words)[:LIKE_THE_PROMISE].strip()
    # Of rows without news too: where a header was moved, what is filled stands under no question.
    if shown is not None and start not in normal(str(shown)):
        problem = f"is not what {about} promises: were cells moved up, down or sideways?"
        return about, [Fault(row.where(_WHAT), problem)]
    return about, []


def _words_of(book: PlanBook, about: str) -> str | None:
    step = next((one for _, one in book.milestones() if one.id == about), None)
    if step:
        return step.title
    thing = thing_of(book, about)
    if isinstance(thing, Promise):
        return thing.wording
    return thing.title if isinstance(thing, Action) else None


def _update(
    book: PlanBook, values: dict[str, Any], entry: _Entry
) -> tuple[Update | None, list[str]]:
    thing = thing_of(book, values["about"])
    owner = bodies_of(thing)[0] if thing else entry.by
    given = {"says": "note", **values, "on": entry.on, "by": entry.by or owner}
    if given["by"] != owner:
        given["on_behalf_of"] = owner
    try:
        made = update_of(given)
    except ConfigurationError as refused:
        return None, [one.problem for one in refused.faults]
    return made, list(update_faults(book, made, today=entry.today))
