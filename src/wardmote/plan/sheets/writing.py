"""A body's actions, steps and promises as an Excel workbook that an owner can fill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Action, Body, Promise, Update
from wardmote.plan.records.delivery import Milestone
from wardmote.plan.sheets.columns import CHOICES, COLUMNS, FILLED, HOW, Kind
from wardmote.plan.status import Status, is_milestone_done, standings
from wardmote.vocabulary.months import day_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET: Final = "Updates"
GUIDE: Final = "Read me first"
HEADER_ROW: Final = 4
FACE: Final = "Calibri"
LINE: Final = 15  # points
INK, QUIET, SHOWN_FILL, ASKED_FILL, RULE = "0B0C0C", "505A5F", "F3F2F1", "FFF7BF", "BFC1C3"
HEAD_FILL, HEAD_INK = "12436D", "FFFFFF"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_sheet(book: PlanBook, body: str, path: Path, *, on: date, replace: bool = False) -> int:
    """A workbook with a row for everything that one body answers for.

    Parameters
    ----------
    book
        The plan with its history.
    body
        Id of the body.
    path
        File to write.
    on
        Day whose status is shown.
    replace
        Whether a file that is there may be replaced: an owner may have filled it.

    Returns
    -------
    int
        How many rows; a workbook without any is not written.

    Raises
    ------
    ConfigurationError
        There is no such body, or the file is there already.
    """
    owner = book.one(Body, body)
    rows = list(_rows(book, body, on))
    if not rows:
        return 0
    if path.exists() and not replace:
        raise ConfigurationError(
            "This sheet is there already, and its owner may have filled it. Nothing was written.",
            where={"File": str(path)},
            next_step="Read it first: wardmote plan sheets read FILE. Or write over it: --replace",
        )
    from openpyxl import Workbook

    made = Workbook()
    made.properties.creator = "Wardmote"
    made.properties.created = datetime(on.year, on.month, on.day)  # noqa: DTZ001  no zone here
    sheet: Any = made.active
    sheet.title = SHEET
    _fill(sheet, rows, f"{book.plan.title}: how do these stand?", owner.name, on)
    _guide(made.create_sheet(GUIDE), owner.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return len(rows)


def _rows(book: PlanBook, body: str, on: date) -> Iterator[list[str | date]]:
    """What is shown of each: promises first, then actions, each with its open steps."""
    held = standings(book, on=on)
    for promise in book.all(Promise):
        if promise.accountable == body:
            yield _shown(promise.id, promise.wording, promise.due, held[promise.id])
    for action in book.all(Action):
        if action.lead != body:
            continue
        standing = held[action.id]
        yield _shown(action.id, action.title, action.due, standing)
        if standing.status in (Status.DONE, Status.STOPPED):
            continue
        for step in action.milestones:
            if not is_milestone_done(step, book.all(Update), on):
                yield _step(step, on)


def _shown(ref: str, what: str, first: date, standing: Any) -> list[str | date]:
    return [ref, what, first, standing.due, standing.status.words, standing.because]


def _step(step: Milestone, on: date) -> list[str | date]:
    is_late = step.due < on
    because = f"It was due by {day_name(step.due)}." if is_late else "A step on the way."
    return [step.id, f"Step: {step.title}", step.due, step.due, "Late" if is_late else "", because]


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula, not even after a detour by CSV.

    Examples
    --------
    >>> safe_text("=1+1"), safe_text("Night team in post")
    ("'=1+1", 'Night team in post')
    """
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _fill(sheet: Worksheet, rows: list[list[str | date]], title: str, owner: str, on: date) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color=RULE)
    line = Border(bottom=thin, right=thin)
    wrap = Alignment(wrap_text=True, vertical="top", horizontal="left")
    _put(sheet, 1, 1, title).font = Font(name=FACE, bold=True, size=14, color=INK)
    said = f"For {owner} · as at {day_name(on)} · fill the yellow columns, leave the grey ones"
    _put(sheet, 2, 1, said).font = Font(name=FACE, color=QUIET)
    for place, column in enumerate(COLUMNS, 1):
        head = _put(sheet, HEADER_ROW, place, column.title)
        head.font = Font(name=FACE, bold=True, color=HEAD_INK)
        head.fill = PatternFill("solid", start_color=HEAD_FILL)
        head.alignment = wrap
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[HEADER_ROW].height = 32
    for number, values in enumerate(rows, HEADER_ROW + 1):
        for place, column in enumerate(COLUMNS, 1):
            value = values[place - 1] if place <= len(values) else None
            cell = _put(sheet, number, place, value)
            fill = ASKED_FILL if column.field else SHOWN_FILL
            cell.fill = PatternFill("solid", start_color=fill)
            cell.font = Font(name=FACE, color=INK if column.field else QUIET)
            cell.alignment, cell.border = wrap, line
            if column.kind is Kind.DAY or isinstance(value, date):
                cell.number_format = "d mmmm yyyy"
        sheet.row_dimensions[number].height = LINE * _lines(values)
    _offer_choices(sheet, HEADER_ROW + 1, HEADER_ROW + len(rows))
    _page(sheet)


def _lines(values: list[str | date]) -> int:
    """Lines that the longest text of a row takes, and one to spare for an answer."""
    texts = zip(values, COLUMNS, strict=False)
    return 1 + max(len(one) // column.width + 1 for one, column in texts if isinstance(one, str))


def _put(sheet: Worksheet, row: int, place: int, value: str | date | None) -> Any:
    cell: Any = sheet.cell(row, place)
    cell.value = safe_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _offer_choices(sheet: Worksheet, first: int, last: int) -> None:
    """A drop-down list, and a check of days; both can be passed over, and reading checks again."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True)
    words.error, words.errorTitle = "Choose one of the list.", HOW
    days = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    days.error, days.errorTitle = "Write a day, such as 31 March 2027.", "A day"
    days.errorStyle = "warning"
    for place, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(place)
        if column.kind is Kind.CHOICE:
            words.add(f"{letter}{first}:{letter}{last}")
        elif column.kind is Kind.DAY:
            days.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(words)
    sheet.add_data_validation(days)


def _page(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


GUIDE_LINES: Final = (
    "1. Go to the sheet Updates. Each row is something that you answer for.",
    "2. Fill the yellow columns of the rows that have news. Leave the others empty.",
    "3. Choose How is it? from the list. Write days as 31 March 2027.",
    "4. Leave the grey columns as they are: they tell us which row is which.",
    "5. Name posts and bodies, never people. Write no formulas.",
    "6. Save it as an Excel workbook, and send it back.",
)


def _guide(sheet: Worksheet, owner: str) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    _put(sheet, 1, 1, f"How to fill this, {owner}").font = Font(name=FACE, bold=True, size=14)
    for number, words in enumerate(GUIDE_LINES, 3):
        _put(sheet, number, 1, words)
    first = len(GUIDE_LINES) + 4
    _put(sheet, first, 1, "Column").font = Font(name=FACE, bold=True)
    _put(sheet, first, 2, "What to write").font = Font(name=FACE, bold=True)
    for number, column in enumerate(FILLED, first + 1):
        _put(sheet, number, 1, column.title)
        _put(sheet, number, 2, column.ask)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 52
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name=FACE, size=cell.font.size, bold=cell.font.bold)
            cell.alignment = Alignment(vertical="top")
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
