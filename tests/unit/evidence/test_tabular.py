"""Councils' own files become text with Excel's row numbers, or an error that says which rows."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from wardmote.errors import SourceError
from wardmote.evidence.tabular import TextTable, read_text_table
from wardmote.evidence.tabular.table import column_letter

HEADER = "Case ref,Date reported,Type of report"
ROWS = "A1,01/03/2024,Noise – music\nA2,02/03/2024,Fly-tipping £50\n"


def written(tmp_path: Path, content: str | bytes, name: str = "asb.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(tmp_path: Path, rows: list[list[object]], name: str = "asb.xlsx") -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    path = tmp_path / name
    book.save(path)
    return path


def refusal(path: Path, **told: object) -> str:
    with pytest.raises(SourceError) as raised:
        read_text_table(path, **told)  # type: ignore[arg-type]
    return str(raised.value)


@pytest.mark.parametrize(
    ("mark", "encoding", "found"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (b"", "cp1252", "cp1252"),
        (b"", "utf-16", "utf-16"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
    ],
)
def test_encoding_is_found_and_said(tmp_path: Path, mark: bytes, encoding: str, found: str) -> None:
    path = written(tmp_path, mark + f"{HEADER}\n{ROWS}".encode(encoding))

    table = read_text_table(path)

    assert table.encoding == found
    assert table.columns == ("Case ref", "Date reported", "Type of report")
    assert table.rows[1] == ("A2", "02/03/2024", "Fly-tipping £50")
    assert table.rows[0][2] == "Noise – music"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_though_the_other_stands_in_cells(
    tmp_path: Path, delimiter: str
) -> None:
    other = "," if delimiter != "," else ";"
    lines = ["a#b#c", f'1{other}5#x#"y{delimiter}z"', f"2{other}5#x#y"]
    path = written(tmp_path, "\n".join(lines).replace("#", delimiter))

    table = read_text_table(path)

    assert table.delimiter == delimiter
    assert table.rows[0] == (f"1{other}5", "x", f"y{delimiter}z")


def test_excel_hint_of_a_delimiter_is_obeyed_and_is_not_a_row(tmp_path: Path) -> None:
    table = read_text_table(written(tmp_path, "sep=|\r\na,a|b\r\n1|2\r\n"))

    assert table.columns == ("a,a", "b")
    assert table.row_numbers == (2,)


def test_row_numbers_are_those_that_excel_shows(tmp_path: Path) -> None:
    text = 'Noise 2024\n\na,b\n1,"two\nlines"\n,\n3,4\n'

    table = read_text_table(written(tmp_path, text), skip_rows=2)

    assert table.rows == (("1", "two\nlines"), ("3", "4"))
    assert table.row_numbers == (4, 6)
    assert table.blank_rows == 1


def test_nameless_columns_without_values_are_left_out(tmp_path: Path) -> None:
    table = read_text_table(written(tmp_path, " a , b b ,,c,,\n1,2,,3,,\n4,5,,6\n"))

    assert table.columns == ("a", "b b", "c")
    assert table.rows == (("1", "2", "3"), ("4", "5", "6"))


def test_column_gives_cells_in_order_and_lists_names_when_unknown(tmp_path: Path) -> None:
    table = read_text_table(written(tmp_path, "a,b\n1,2\n3,4\n"))

    assert table.column("b") == ("2", "4")
    with pytest.raises(SourceError, match='no column "B"') as raised:
        table.column("B")
    assert "Known     a, b" in str(raised.value)


def test_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read_text_table(written(tmp_path, HEADER)).rows == ()


def test_workbook_cells_become_text_with_dates_in_iso_and_whole_numbers_bare(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path,
        [
            ["Noise complaints", None, None],
            [],
            ["Ref", "When", "Metres", "Seen", "At"],
            [
                1234.0,
                datetime(2024, 3, 1),  # noqa: DTZ001
                0.5,
                True,
                time(23, 15),
            ],
            [None, None],
            [
                "A2",
                datetime(2024, 3, 1, 23, 14, 59, 999_900),  # noqa: DTZ001
                None,
                None,
                None,
            ],
            ["A3", date(2024, 3, 2)],
        ],
    )

    table = read_text_table(path, skip_rows=1)

    assert table.columns == ("Ref", "When", "Metres", "Seen", "At")
    assert table.rows == (
        ("1234", "2024-03-01", "0.5", "TRUE", "23:15:00"),
        ("A2", "2024-03-01 23:15:00", "", "", ""),
        ("A3", "2024-03-02", "", "", ""),
    )
    assert table.row_numbers == (4, 6, 7)
    assert (table.encoding, table.sheet, table.delimiter) == ("xlsx", "Sheet", "")


def test_first_sheet_that_is_not_hidden_is_read_and_another_by_name(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].sheet_state = "hidden"
    for name in ("Guide", "Data"):
        book.create_sheet(name).append([f"{name} column"])
    path = tmp_path / "x.xlsx"
    book.save(path)

    assert read_text_table(path).sheet == "Guide"
    assert read_text_table(path, sheet="Data").columns == ("Data column",)
    text = refusal(path, sheet="data")
    assert 'has no sheet "data"' in text
    assert "Known     Sheet, Guide, Data" in text


def test_size_that_a_workbook_claims_is_not_believed(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["a", "b"], [1, 2], [3, 4]])
    claiming = tmp_path / "claiming.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(claiming, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1"'))

    table = read_text_table(claiming)

    assert table.rows == (("1", "2"), ("3", "4"))


@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).map(
                str.strip
            ),
            min_size=3,
            max_size=3,
        ),
        max_size=8,
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_was_written_is_read_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["a", "b", "c"], *rows])

    table = read_text_table(written(tmp_path, out.getvalue()), delimiter=delimiter)

    filled = [(place, row) for place, row in enumerate(rows, start=2) if any(row)]
    assert table.rows == tuple(tuple(row) for _, row in filled)
    assert table.row_numbers == tuple(place for place, _ in filled)


# Bad input, with its words


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n,,\n", "\ufeff"])
def test_empty_file_says_so(tmp_path: Path, content: str) -> None:
    assert "The file is empty: it has no header and no rows." in refusal(written(tmp_path, content))


def test_missing_file_says_so(tmp_path: Path) -> None:
    assert "There is no such file." in refusal(tmp_path / "gone.csv")


def test_all_ragged_rows_are_listed_with_excel_numbers(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, "a,b,c\n1,2\n1,2,3\n1,2,3,4\n1"))

    assert "3 things in this table cannot be read. Nothing was saved." in text
    assert "row 2    has 2 of 3 cells\n" in text
    assert "row 4    has 4 of 3 cells\n" in text
    assert "row 5    has 1 of 3 cells: the file may be cut short here" in text
    assert "row 3 " not in text


def test_title_rows_are_recognised_and_the_remedy_is_given(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, "Noise 2024\nJan to Mar,\na,b,c\n1,2,3\n4,5,6\n"))

    assert "If row 3 is the header, write skip_rows = 2 in the mapping." in text


def test_title_above_a_sheet_leaves_nameless_columns_and_the_remedy(tmp_path: Path) -> None:
    text = refusal(workbook(tmp_path, [["Noise 2024"], ["a", "b"], [1, 2]]))

    assert "column B    has values but no name" in text
    assert "write skip_rows = 1" in text


def test_repeated_names_are_told_by_letter_and_never_by_name(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, "Sarah Jones,x,Sarah  Jones\n1,2,3\n"))

    assert "column C    has the same name as column A" in text
    assert "Sarah" not in text


def test_quotation_mark_that_never_closes_gives_the_row(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, 'a,b\n1,2\n3,"four\n5,6\n'))

    assert "A quotation mark is not closed" in text
    assert "Row       3" in text


def test_wrong_encoding_told_is_refused_with_the_line_and_the_known_ones(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, f"{HEADER}\n{ROWS}".encode("cp1252")), encoding="utf-8")

    assert "it does not read as utf-8" in text
    assert "Line      2" in text
    assert "cp1252" in text


def test_utf8_told_as_windows_text_is_refused_and_not_garbled(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, f"{HEADER}\n{ROWS}"), encoding="cp1252")

    assert "it does not read as cp1252" in text


def test_two_encodings_in_one_file_are_refused_and_not_garbled(tmp_path: Path) -> None:
    mixed = f"{HEADER}\n{ROWS}".encode() + "A3,03/03/2024,£5\n".encode("cp1252")

    assert "not all in one encoding" in refusal(written(tmp_path, mixed))


def test_unknown_encoding_lists_the_known(tmp_path: Path) -> None:
    text = refusal(written(tmp_path, HEADER), encoding="ascii7")

    assert 'The encoding "ascii7" is not one that tables come in.' in text
    assert "utf-16" in text


def test_noughts_in_text_are_refused(tmp_path: Path) -> None:
    assert "not all in one encoding" in refusal(written(tmp_path, f"{HEADER}\n" + "1,2,\0\n" * 3))


def test_workbook_under_a_text_name_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["a"], [1]])
    path = path.rename(tmp_path / "asb.csv")

    assert "Give it its own ending: .xlsx or .zip." in refusal(path)


def test_old_workbook_under_a_text_name_is_named_for_what_it_is(tmp_path: Path) -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100

    assert "an old Excel workbook (.xls), or one with a password" in refusal(written(tmp_path, old))


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.98])
def test_truncated_workbook_is_refused_in_words(tmp_path: Path, kept: float) -> None:
    whole = workbook(tmp_path, [["a", "b"], *[[n, n] for n in range(500)]]).read_bytes()
    path = written(tmp_path, whole[: int(len(whole) * kept)], "cut.xlsx")

    assert "The workbook cannot be opened." in refusal(path)


def test_damaged_sheet_inside_a_whole_zip_is_refused_in_words(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["a"], [1]])
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)

    assert "The workbook cannot be opened." in refusal(damaged)


def test_workbook_that_unpacks_to_gigabytes_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, [["a"], [1]])
    monkeypatch.setattr("wardmote.evidence.tabular.workbook.LARGEST_UNPACKED_BYTES", 1_000)

    assert "unpacks to more than a gigabyte" in refusal(path)


def test_table_cannot_be_built_with_rows_of_another_length() -> None:
    with pytest.raises(ValueError, match="longer or shorter"):
        TextTable(("a", "b"), (("1",),), (2,), "utf-8", ",")
    with pytest.raises(ValueError, match="row numbers"):
        TextTable(("a",), (("1",),), (), "utf-8", ",")
    with pytest.raises(ValueError, match="same name"):
        TextTable(("a", "a"), (), (), "utf-8", ",")


def test_letters_count_as_excel_counts() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@pytest.mark.real_data
def test_real_survey_with_semicolons_and_decimal_commas_is_read(real_data: Path) -> None:
    table = read_text_table(real_data / "london" / "pas" / "PAS_buroughs.csv")

    assert table.delimiter == ";"
    assert table.columns == ("Date", "Survey", "Borough", "Measure", "Proportion", "MPS")
    assert set(map(len, table.rows)) == {6}


@pytest.mark.real_data
def test_real_workbook_whose_columns_share_a_name_is_refused_with_their_letters(
    real_data: Path,
) -> None:
    path = real_data / "harm" / "cchi2020dataxls.xlsx"

    text = refusal(path, sheet="CCHI 2020 values sheet")

    assert "91 things in this table cannot be read" in text
    assert "column V    has the same name as column U" in text
    assert "skip_rows" not in text


@pytest.mark.real_data
def test_real_feed_of_a_council_is_read_row_for_row(real_data: Path) -> None:
    path = real_data / "service_requests" / "lewisham_open311_requests.csv"

    table = read_text_table(path)

    with path.open(encoding="utf-8", newline="") as text:
        expected = list(csv.reader(text))
    assert len(table.rows) == 14_884
    assert list(table.rows[-1]) == expected[-1]
    assert table.row_numbers[-1] == 14_885
