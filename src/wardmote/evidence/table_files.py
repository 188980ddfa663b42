"""Tables in any file that holds one: text, Parquet or workbook, all read as rows of text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from wardmote.evidence.source import SourceFile, column_key
from wardmote.evidence.staging import Staging, paths_literal
from wardmote.evidence.workbooks import (
    ROWS_ABOVE_A_HEADER,
    WORKBOOK_SUFFIXES,
    is_record,
    sheet_rows,
    sheet_tops,
)

Header = tuple[str, ...]
Fits = Callable[[Header], bool]
TABLE_SUFFIXES = (".csv", ".parquet", *WORKBOOK_SUFFIXES)


def headers_of(file: SourceFile) -> tuple[Header, ...]:
    """Rows that could be the header of a table in a file.

    Answers "which layouts could this file hold?". A text table or Parquet has one header;
    in a workbook every early row with several filled cells could be one.

    Parameters
    ----------
    file
        As it was handed over.

    Returns
    -------
    tuple
        Headers, each a tuple of column names; none for a file that holds no table.
    """
    if file.suffix not in WORKBOOK_SUFFIXES:
        return (file.columns,) if file.suffix in TABLE_SUFFIXES else ()
    tops = sheet_tops(file)
    return tuple(row for _, rows in tops for row in rows if is_record(row))


def table_columns(files: Sequence[SourceFile], fits: Fits) -> tuple[str, ...]:
    """Names of the columns in the tables of these files, each once, in their order.

    Parameters
    ----------
    files
        Files of one layout.
    fits
        Whether a header is of that layout.
    """
    found: dict[str, str] = {}
    for file in files:
        for header in filter(fits, headers_of(file)):
            for column in header:
                found.setdefault(column_key(column), column)
    return tuple(column for column in found.values() if column)


def table_rows(
    staging: Staging, files: Sequence[SourceFile], wanted: Sequence[str], fits: Fits
) -> str:
    """Temporary table of the files' rows as text, whatever sort of table each file is.

    Parameters
    ----------
    staging
        Where the table is made.
    files
        Files of one layout.
    wanted
        Names of the columns to give; one that a file lacks is NULL there.
    fits
        Whether a header is of that layout: it finds the tables of a workbook.

    Returns
    -------
    str
        Name of a table with ``file_no``, ``row_number`` (through all sheets of a workbook),
        ``fault``, ``sheet`` (blank outside workbooks) and the wanted columns as text.
    """
    table = staging.new_name("table_rows")
    columns = "".join(f", {_quoted(column)} VARCHAR" for column in wanted)
    staging.con.execute(
        f"CREATE TEMP TABLE {table} (file_no INTEGER, row_number BIGINT, fault VARCHAR, "
        f"sheet VARCHAR{columns})"
    )
    texts = [(no, file) for no, file in enumerate(files) if file.suffix == ".csv"]
    if texts:
        _add_texts(staging, table, texts, wanted)
    for no, file in enumerate(files):
        if file.suffix == ".parquet":
            _add_parquet(staging, table, no, file, wanted)
        elif file.suffix in WORKBOOK_SUFFIXES:
            flat = _flat_copy(staging, file, wanted, fits)
            rows = staging.text_rows([flat], flat.columns)
            staging.con.execute(f"INSERT INTO {table} SELECT {no}, * EXCLUDE (file_no) FROM {rows}")
            flat.path.unlink()
    return table


def _add_texts(
    staging: Staging, table: str, files: list[tuple[int, SourceFile]], wanted: Sequence[str]
) -> None:
    rows = staging.text_rows([file for _, file in files], wanted)
    numbers = [no for no, _ in files]
    columns = "".join(f", {_quoted(column)}" for column in wanted)
    staging.con.execute(
        f"INSERT INTO {table} SELECT {numbers}[file_no + 1], row_number, fault, ''{columns} "
        f"FROM {rows}"
    )


def _add_parquet(
    staging: Staging, table: str, no: int, file: SourceFile, wanted: Sequence[str]
) -> None:
    theirs = {column_key(column): column for column in file.columns}
    picked = "".join(
        f", CAST({_quoted(theirs[column_key(column)])} AS VARCHAR)"
        if column_key(column) in theirs
        else ", NULL"
        for column in wanted
    )
    staging.con.execute(
        f"INSERT INTO {table} SELECT {no}, file_row_number + 1, NULL, ''{picked} "
        f"FROM read_parquet({paths_literal([str(file.path)])}, file_row_number = true)"
    )


def _flat_copy(staging: Staging, file: SourceFile, wanted: Sequence[str], fits: Fits) -> SourceFile:
    """A workbook's records as one CSV in the scratch folder, the sheet's name first."""
    path = staging.folder / f"{staging.new_name('sheets')}.csv"
    columns = ("sheet", *wanted)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(_workbook_rows(file, wanted, fits))
    return replace(file, path=path, name=path.name, columns=columns, delimiter=",")


def _workbook_rows(
    file: SourceFile, wanted: Sequence[str], fits: Fits
) -> Iterator[tuple[str, ...]]:
    for sheet, rows in sheet_rows(file):
        places: list[int | None] | None = None
        for number, row in enumerate(rows):
            if places is None and number >= ROWS_ABOVE_A_HEADER:
                break
            if places is None and fits(row):
                theirs = {column_key(name): place for place, name in enumerate(row)}
                places = [theirs.get(column_key(name)) for name in wanted]
            elif places is not None and is_record(row):
                cells = ("" if at is None or at >= len(row) else row[at] for at in places)
                yield (sheet, *cells)


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
