"""Publishers' workbooks: sheets as rows of text, notes left out, bombs and scraps refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from wardmote.errors import SourceError
from wardmote.evidence.source import SourceFile
from wardmote.evidence.workbooks import MOST_UNPACKED_BYTES, is_record, sheet_rows, sheet_tops

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
Ods = Callable[[str], SourceFile]


def described(path: Path) -> SourceFile:
    return SourceFile(path, path.name, "0" * 64, path.stat().st_size)


@pytest.fixture
def ods(tmp_path: Path) -> Ods:
    def write(rows: str) -> SourceFile:
        path = tmp_path / "tables.ods"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(
                "content.xml",
                f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
                f'<table:table table:name="2023_24">{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            )
        return described(path)

    return write


def rows_of(file: SourceFile) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [(name, list(rows)) for name, rows in sheet_rows(file)]


def xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> SourceFile:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return described(path)


def test_repeated_cells_and_rows_of_ods_are_written_out(ods: Ods) -> None:
    file = ods(
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell office:value-type="float" office:value="7.0"/>'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
        "<text:p>a</text:p></table:table-cell></table:table-row>"
    )

    assert rows_of(file) == [("2023_24", [("7", "", "", "a", "a")] * 2)]


def test_a_million_empty_rows_at_the_end_of_ods_are_one(ods: Ods) -> None:
    file = ods(
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    )

    assert rows_of(file) == [("2023_24", [()])]


def test_days_and_paragraphs_of_ods_are_text(ods: Ods) -> None:
    file = ods(
        '<table:table-row><table:table-cell office:value-type="date" '
        'office:date-value="2024-03-31T00:00:00"/><table:table-cell office:value-type="string">'
        "<text:p>one</text:p><text:p>two <text:span>three</text:span></text:p>"
        "</table:table-cell></table:table-row>"
    )

    assert rows_of(file) == [("2023_24", [("2024-03-31", "one\ntwo three")])]


def test_sheets_of_xlsx_come_in_order_as_text(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "t.xlsx", {"Notes": [("a",)], "Data": [("Code", "n"), ("E01", 2.0)]})

    assert rows_of(file) == [("Notes", [("a",)]), ("Data", [("Code", "n"), ("E01", "2")])]


def test_tops_are_read_even_where_a_sheet_is_long(tmp_path: Path) -> None:
    long = [("x", number) for number in range(500)]
    file = xlsx(tmp_path / "t.xlsx", {"Long": long, "After": [("Code", "n")]})

    tops = dict(sheet_tops(file))

    assert len(tops["Long"]) == 15
    assert tops["After"] == (("Code", "n"),)


@pytest.mark.parametrize(
    ("row", "record"),
    [
        pytest.param(("E01000001", "1472"), True, id="a record"),
        pytest.param(("Source: ONS", "", ""), False, id="a footnote"),
        pytest.param((), False, id="a blank line"),
    ],
)
def test_a_line_with_one_cell_is_a_note(row: tuple[str, ...], record: bool) -> None:
    assert is_record(row) is record


def test_half_a_workbook_is_refused_by_its_name(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "t.xlsx", {"Data": [("Code", "n")] * 50})
    path = tmp_path / "half.xlsx"
    path.write_bytes(whole.path.read_bytes()[: whole.size_bytes // 2])

    with pytest.raises(SourceError, match=r"(?s)A workbook cannot be read.*half\.xlsx.*again"):
        rows_of(described(path))


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(
    ods: Ods, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ods("")
    huge = zipfile.ZipInfo("content.xml")
    huge.file_size = MOST_UNPACKED_BYTES + 1
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _archive: [huge])

    with pytest.raises(SourceError, match=r"unpacks to 4\.0 GB"):
        rows_of(file)
