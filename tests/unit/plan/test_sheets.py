"""Sheets go out to owners and come back as Excel really does; nothing is half saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from unit.plan.small_plan import ACTIONS, write_small_plan
from wardmote.errors import ConfigurationError, SourceError
from wardmote.plan.folder import read_plan
from wardmote.plan.records import Update
from wardmote.plan.records.history import Said
from wardmote.plan.sheets import SheetsRead, read_sheets, write_sheet
from wardmote.plan.sheets.cells import CellFault, cell_value
from wardmote.plan.sheets.columns import BY_TITLE, COLUMNS, normal
from wardmote.plan.sheets.writing import GUIDE, HEADER_ROW, SHEET

TODAY = date(2026, 7, 1)
PLACE = {one.title: place for place, one in enumerate(COLUMNS, 1)}
P1, A1, STEP = HEADER_ROW + 1, HEADER_ROW + 2, HEADER_ROW + 3
DAY = BY_TITLE["move to"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_plan(tmp_path / "plan")


@pytest.fixture
def sent(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "council.xlsx"
    assert write_sheet(read_plan(folder), "council", path, on=TODAY) == 3
    return path


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    book = load_workbook(path)
    change(book[SHEET])
    book.save(path)
    return path


def fill(row: int, **cells: Any) -> Callable[[Any], None]:
    """Cells of one row, by the first words of their titles."""

    def change(sheet: Any) -> None:
        for name, value in cells.items():
            title = next(one for one in PLACE if normal(one).startswith(normal(name)))
            sheet.cell(row, PLACE[title]).value = value

    return change


def taken(folder: Path, *paths: Path, **more: Any) -> SheetsRead:
    return read_sheets(folder, paths, on=TODAY, today=TODAY, **more)


def faults(folder: Path, *paths: Path) -> dict[str, str]:
    with pytest.raises(SourceError) as refused:
        taken(folder, *paths)
    assert not (folder / "history").exists()
    return {one.where.split("  ", 1)[-1]: one.problem for one in refused.value.faults}


def test_a_sheet_shows_what_a_body_answers_for_and_how_it_stands(sent: Path) -> None:
    sheet = load_workbook(sent)[SHEET]
    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=P1)]

    assert [row[0] for row in rows] == ["P1", "A1", "A1.1"]
    assert rows[1][4] == "At risk"
    assert rows[2][1] == "Step: Night team in post"
    assert rows[2][2] == datetime(2026, 6, 30)  # noqa: DTZ001
    assert load_workbook(sent).sheetnames == [SHEET, GUIDE]
    assert [one.type for one in sheet.data_validations.dataValidation] == ["list", "date"]


def test_what_an_owner_fills_becomes_updates(folder: Path, sent: Path) -> None:
    changed(sent, fill(A1, how="At risk", what_changed="Two left", late="No cover",
                       right_by="31 August 2026"))  # fmt: skip
    changed(sent, fill(STEP, how="Done", done_where="Rota", done_signed="Head of safety"))

    found = taken(folder, sent)

    assert [(one.about, one.says) for one in found.updates] == [
        ("A1", Said.AT_RISK), ("A1.1", Said.DONE)
    ]  # fmt: skip
    assert found.updates[0].put_right_by == date(2026, 8, 31)
    assert found.empty_rows == 1
    assert read_plan(folder).all(Update) == found.updates


def test_an_untouched_sheet_adds_nothing(folder: Path, sent: Path) -> None:
    assert taken(folder, sent) == SheetsRead((), 3, (), None)
    assert not (folder / "history").exists()


def test_rows_above_columns_added_and_moved_and_blank_rows_do_no_harm(
    folder: Path, sent: Path
) -> None:
    def as_it_comes_back(sheet: Any) -> None:
        fill(A1, how="on-track ", move_to="31/03/27", move_why="Hiring")(sheet)
        sheet.insert_rows(A1)
        sheet.insert_rows(1, 3)
        sheet.cell(1, 1).value = "Please return by Friday"
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=9)
        sheet.cell(HEADER_ROW + 2, 7).value = "TO FILL IN"
        sheet.merge_cells(
            start_row=HEADER_ROW + 2, start_column=7, end_row=HEADER_ROW + 2, end_column=20
        )
        sheet.insert_cols(3)
        sheet.cell(HEADER_ROW + 3, 3).value = "Our own notes"
        sheet.cell(A1 + 4, 3).value = "ask about the van"

    found = taken(folder, changed(sent, as_it_comes_back))

    assert [(one.about, one.says, one.moved_to) for one in found.updates] == [
        ("A1", Said.ON_TRACK, date(2027, 3, 31))
    ]
    assert found.said == (
        "council.xlsx: column C (Our own notes) is none of ours and was not read.",
    )


def test_a_header_of_two_merged_rows_is_one_header(folder: Path, sent: Path) -> None:
    def merge(sheet: Any) -> None:
        fill(A1, how="Started")(sheet)
        sheet.insert_rows(HEADER_ROW + 1)
        for place in range(1, len(COLUMNS) + 1):
            sheet.merge_cells(
                start_row=HEADER_ROW, end_row=HEADER_ROW + 1, start_column=place, end_column=place
            )

    assert [one.about for one in taken(folder, changed(sent, merge)).updates] == ["A1"]


def test_columns_in_another_order_and_sheet_are_found(folder: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Cover"
    sheet = book.create_sheet("Sheet2")
    sheet.append(["WHAT CHANGED", "how is it", "ref", "What was promised"])
    sheet.append(["Started early", "Started", "A1", "answer noise complaints within 2 hours"])
    book.save(tmp_path / "own.xlsx")

    assert [one.what_changed for one in taken(folder, tmp_path / "own.xlsx").updates] == [
        "Started early"
    ]


@pytest.mark.parametrize(
    ("cells", "where", "problem"),
    [
        ({"what_changed": "=HYPERLINK(1)"}, "What changed?", "holds a formula"),
        ({"what_changed": "=cmd|' /C calc'!A0"}, "What changed?", "holds a formula"),
        ({"what_changed": "@SUM(1)"}, "What changed?", "holds a formula"),
        ({"move_to": "=TODAY()"}, "Move to?", "holds a formula"),
        ({"move_to": "end of March"}, "Move to?", "cannot be read as a day"),
        ({"move_to": "03/27"}, "Move to?", "cannot be read as a day"),
        ({"how": "nearly"}, "How is it?", "'nearly' is not known: use Started"),
        ({"done_signed": "Sarah Jones"}, "Done: signed off by?", "looks like the name of a person"),
        ({"what_changed": "Sarah Jones took over"}, "What changed?", "names a person"),
        ({"ref": "A7", "how": "Done"}, "Ref", "'A7' is not known: use A1"),
        ({"ref": None, "how": "Done"}, "Ref", "is empty, and the row is filled"),
        ({"ref": "P1", "how": "On track"}, "What was promised", "is not what P1 promises"),
        ({"ref": "=A1", "how": "On track"}, "Ref", "holds a formula"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_and_nothing_is_saved(
    folder: Path, sent: Path, cells: dict[str, Any], where: str, problem: str
) -> None:
    changed(sent, fill(STEP, how="On track"))
    found = faults(folder, changed(sent, fill(A1, **cells)))

    assert list(found) == [f"row {A1}  {where}"]
    assert found[f"row {A1}  {where}"].startswith(problem)


def test_cells_shifted_to_the_side_are_noticed(folder: Path, sent: Path) -> None:
    def shift(sheet: Any) -> None:
        fill(A1, how="On track", what_changed="Started")(sheet)
        for place in range(2, len(COLUMNS)):
            sheet.cell(A1, place).value = sheet.cell(A1, place + 1).value

    assert f"row {A1}  What was promised" in faults(folder, changed(sent, shift))


def test_all_faults_of_all_sheets_come_at_once(folder: Path, sent: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(sent.read_bytes())
    changed(sent, fill(A1, how="nearly", move_to="soon"))
    changed(sent, fill(P1, how="Done"))
    changed(other, fill(A1, how="On track"))
    changed(other, fill(STEP, what_changed="=1"))

    found = faults(folder, sent, other)

    assert sorted(found) == [
        "row 5 (P1)", "row 6  How is it?", "row 6  Move to?", "row 7  What changed?"
    ]  # fmt: skip
    assert found["row 5 (P1)"] == "something done needs evidence: where can it be seen?"


def test_one_id_in_two_rows_is_refused(folder: Path, sent: Path) -> None:
    changed(sent, fill(A1, how="On track"))
    changed(sent, fill(STEP, ref="A1", what="Answer noise complaints", how="Done"))

    assert faults(folder, sent) == {f"row {STEP}  Ref": f"A1 stands in row {A1} too"}


def test_two_sheets_about_one_promise_are_both_kept_and_it_is_said(
    folder: Path, sent: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(sent.read_bytes())
    changed(sent, fill(P1, how="On track"))
    changed(other, fill(P1, how="At risk", late="No cover"))

    found = taken(folder, sent, other, by="police")

    assert len(found.updates) == 2
    assert found.updates[0].on_behalf_of == "council"
    assert found.said == (
        "council said on track of P1 on the same day: both are kept, and the later entry holds.",
    )


def test_a_header_that_is_not_sound_is_refused(folder: Path, sent: Path) -> None:
    def repeat(sheet: Any) -> None:
        sheet.cell(HEADER_ROW, PLACE["So what?"]).value = "What changed?"

    assert faults(folder, changed(sent, repeat)) == {
        "column I": "What changed? stands there a second time"
    }


def test_a_workbook_without_our_columns_and_a_file_that_is_none_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.append(["Name", "Age"])
    book.save(tmp_path / "x.xlsx")
    (tmp_path / "y.xlsx").write_text("not a workbook")

    for name, problem in (("x", "No sheet of this workbook"), ("y", "cannot be opened")):
        with pytest.raises(SourceError, match=problem):
            taken(folder, tmp_path / f"{name}.xlsx")
    with pytest.raises(SourceError, match="no such file"):
        taken(folder, tmp_path / "z.xlsx")


def test_no_text_of_the_plan_becomes_a_formula(tmp_path: Path) -> None:
    title = "\"=cmd|' /C calc'!A0\""
    plan = write_small_plan(
        tmp_path / "plan",
        actions=ACTIONS.replace('"Answer noise complaints within two hours"', title),
    )
    write_sheet(read_plan(plan), "council", tmp_path / "s.xlsx", on=TODAY)
    sheet = load_workbook(tmp_path / "s.xlsx")[SHEET]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet.cell(A1, 2).value == "'=cmd|' /C calc'!A0"


def test_a_sheet_that_an_owner_may_have_filled_is_not_written_over(
    folder: Path, sent: Path
) -> None:
    with pytest.raises(ConfigurationError, match="may have filled it"):
        write_sheet(read_plan(folder), "council", sent, on=TODAY)
    assert write_sheet(read_plan(folder), "council", sent, on=TODAY, replace=True) == 3
    assert write_sheet(read_plan(folder), "police", sent.with_name("p.xlsx"), on=TODAY) == 0
    assert not sent.with_name("p.xlsx").exists()


@pytest.mark.parametrize(
    "written",
    [
        "31 March 2027", "31/03/27", "31/03/2027", "31.3.2027", "31-Mar-27", "31st March 2027",
        "31st of March, 2027", "2027-03-31", "Wednesday 31 March 2027", 46477, 46477.0, "46477",
        datetime(2027, 3, 31), datetime(2027, 3, 31, 9, 30), date(2027, 3, 31),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(written: Any) -> None:
    assert cell_value(written, DAY) == date(2027, 3, 31)


@pytest.mark.parametrize("written", ["03/31/2027", "31 March", "2027", True, 5, "32/01/2027"])
def test_what_may_be_another_day_is_not_guessed(written: Any) -> None:
    with pytest.raises(CellFault):
        cell_value(written, DAY)
