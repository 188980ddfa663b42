"""Staging: a source file's rows as text, numbered as in their file, ready to be judged.

The fast road is DuckDB reading many clean CSVs at once. A file that it will not read
cleanly (another encoding, semicolons, a cut last line) takes the slow road: Python's csv
module reads it record by record, and every record that is not whole becomes a fault with
its row number. Either way no row is lost and no row changes its number.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.errors import SourceError
from wardmote.evidence.source import Declaration, SourceFile, column_key

if TYPE_CHECKING:
    import duckdb

CUT_SHORT = "the row is cut short or has too many fields"
OPEN_QUOTE = "the row runs over several lines: a quotation mark is not closed"
_PATTERN = re.compile(r"[*?[]")
FIELD_LIMIT = 1_000_000  # a field longer than a megabyte is a broken quote, not a value

# Everything as text: publishers' values are judged by us, with a reason, never dropped by a cast.
_READ = (
    "read_csv({paths}, header=true, all_varchar=true, delim=',', quote='\"', escape='\"', "
    "columns={columns}, auto_detect=false, strict_mode=true, null_padding=false, "
    "hive_partitioning=false)"
)


@dataclass
class Staging:
    """Where sources put their rows: one DuckDB connection and a folder for scratch.

    Parameters
    ----------
    con
        In-process connection; temporary tables made on it go when the ingest ends.
    folder
        Scratch folder on the workspace's disk.
    declaration
        What the person said of these files.
    """

    con: duckdb.DuckDBPyConnection
    folder: Path
    declaration: Declaration

    def __post_init__(self) -> None:
        self._numbers = itertools.count()

    def new_name(self, stem: str) -> str:
        """Name for a temporary table that no other has."""
        return f"{stem}_{next(self._numbers)}"

    def text_rows(self, files: Sequence[SourceFile], wanted: Sequence[str]) -> str:
        """Temporary table of the files' rows as text.

        Parameters
        ----------
        files
            Text tables; their columns may come in any order and with any capitals.
        wanted
            Names of the columns to give; one that a file lacks is NULL there.

        Returns
        -------
        str
            Name of a table with ``file_no`` (place in `files`), ``row_number``, the wanted
            columns as text (blank is NULL, spaces around are trimmed by nobody), and
            ``fault`` for a row that could not be read.
        """
        table = self.new_name("read")
        quoted = ", ".join(f"{_name(column)} VARCHAR" for column in wanted)
        self.con.execute(
            f"CREATE TEMP TABLE {table} (file_no INTEGER, row_number BIGINT, fault VARCHAR"
            f"{', ' + quoted if quoted else ''})"
        )
        clean = [(no, file) for no, file in enumerate(files) if _is_plain(file)]
        other = [(no, file) for no, file in enumerate(files) if not _is_plain(file)]
        for _, group in itertools.groupby(
            sorted(clean, key=lambda one: one[1].columns), key=lambda one: one[1].columns
        ):
            other.extend(self._read_fast(table, list(group), wanted))
        for no, file in other:
            self._read_slowly(table, no, file, wanted)
        return self._numbered(table)

    def _numbered(self, table: str) -> str:
        """View of the rows with each one's place in its own file.

        DuckDB keeps the order of files and rows as it reads them with every core, so long as
        nothing is joined to them on the way; so a row's place is its place in the table less
        that of its file's first row. Numbering while reading would leave one core to do it all.
        """
        firsts, view = self.new_name("firsts"), self.new_name("rows")
        self.con.execute(
            f"CREATE TEMP TABLE {firsts} AS "
            f"SELECT file_no, min(rowid) AS first FROM {table} GROUP BY file_no"
        )
        self.con.execute(f"""
            CREATE TEMP VIEW {view} AS
            SELECT r.* REPLACE (coalesce(r.row_number, r.rowid - f.first + 1) AS row_number)
            FROM {table} r JOIN {firsts} f USING (file_no)
        """)
        return view

    def _read_fast(
        self, table: str, files: list[tuple[int, SourceFile]], wanted: Sequence[str]
    ) -> list[tuple[int, SourceFile]]:
        """Read clean files at once; give back those that turn out not to be clean."""
        import duckdb

        try:
            self._insert_fast(table, files, wanted)
        except duckdb.Error:
            if len(files) == 1:
                return files
            half = len(files) // 2
            return self._read_fast(table, files[:half], wanted) + self._read_fast(
                table, files[half:], wanted
            )
        return []

    def _insert_fast(
        self, table: str, files: list[tuple[int, SourceFile]], wanted: Sequence[str]
    ) -> None:
        columns = files[0][1].columns
        theirs = {column_key(column): column for column in columns}
        picked = "".join(
            f", {_name(theirs[column_key(column)])}" if column_key(column) in theirs else ", NULL"
            for column in wanted
        )
        paths = [str(file.path) for _, file in files]
        numbers = [no for no, _ in files]
        types = "{" + ", ".join(f"{text_literal(column)}: 'VARCHAR'" for column in columns) + "}"
        reader = _READ.format(paths=paths_literal(paths), columns=types)
        self.con.execute(f"""
            INSERT INTO {table}
            SELECT {numbers}[file_index::BIGINT + 1], NULL, NULL{picked} FROM {reader}
        """)

    def _read_slowly(self, table: str, no: int, file: SourceFile, wanted: Sequence[str]) -> None:
        clean = self.folder / f"{self.new_name('clean')}.csv"
        with clean.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            for row_number, fault, fields in _records(file, wanted):
                writer.writerow([no, row_number, fault, *fields])
        types = ", ".join(
            ["'file_no': 'INTEGER'", "'row_number': 'BIGINT'", "'fault': 'VARCHAR'"]
            + [f"{text_literal(column)}: 'VARCHAR'" for column in wanted]
        )
        self.con.execute(
            f"INSERT INTO {table} SELECT * FROM read_csv({text_literal(str(clean))}, header=false, "
            f"delim=',', quote='\"', escape='\"', auto_detect=false, columns={{{types}}})"
        )
        clean.unlink()


def _is_plain(file: SourceFile) -> bool:
    return file.delimiter == "," and file.encoding in ("utf-8", "utf-8-sig")


def _records(file: SourceFile, wanted: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    theirs = {column_key(column): place for place, column in enumerate(file.columns)}
    places = [theirs.get(column_key(column)) for column in wanted]
    with (
        _unlimited_fields(),
        file.path.open(newline="", encoding=file.encoding, errors="replace") as text,
    ):
        reader = csv.reader(_without_nulls(text), delimiter=file.delimiter)
        next(reader, None)
        row_number, line = 0, reader.line_num
        for row in _rows(reader, file):
            lines, line = reader.line_num - line, reader.line_num
            if lines > 1:  # each line was a row: none is lost, and the numbers after it stand
                for _ in range(lines):
                    row_number += 1
                    yield row_number, OPEN_QUOTE, [""] * len(places)
            elif row:
                row_number += 1
                fault = "" if len(row) == len(file.columns) else CUT_SHORT
                fields = ["" if at is None or at >= len(row) else row[at] for at in places]
                yield row_number, fault, fields


def _rows(reader: Iterator[list[str]], file: SourceFile) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise SourceError(
            "The file cannot be read as a table.",
            where={"File": file.name},
            found=str(error),
            next_step="Download it again, or open it and save it as CSV UTF-8.",
        ) from error


def _without_nulls(lines: Iterator[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)


@contextmanager
def _unlimited_fields() -> Iterator[None]:
    before = csv.field_size_limit(FIELD_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _name(column: str) -> str:
    """Column name quoted for SQL."""
    return '"' + column.replace('"', '""') + '"'


def text_literal(value: str) -> str:
    """Value quoted for SQL.

    Examples
    --------
    >>> text_literal("King's Lynn")
    "'King''s Lynn'"
    """
    return "'" + value.replace("'", "''") + "'"


def paths_literal(paths: Sequence[str]) -> str:
    """Paths as an SQL list of names: DuckDB would take a star or a bracket for a pattern.

    Examples
    --------
    >>> paths_literal(["a.csv", "o'b.csv", "march[1].csv"])
    "['a.csv', 'o''b.csv', 'march[[]1].csv']"
    """
    return "[" + ", ".join(text_literal(_PATTERN.sub(r"[\g<0>]", path)) for path in paths) + "]"
