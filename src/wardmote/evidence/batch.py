"""One batch of files of one layout: staged, judged, de-duplicated and written as Parquet."""

from __future__ import annotations

import os
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.errors import Fault
from wardmote.evidence.connection import connect_in_process, insert_rows
from wardmote.evidence.personal_columns import personal_values
from wardmote.evidence.records import Table
from wardmote.evidence.reports import RowAccount
from wardmote.evidence.source import Declaration, Layout, Said, Source, SourceFile, StagedRows
from wardmote.evidence.staging import Staging, text_literal
from wardmote.evidence.store import Part
from wardmote.evidence.supplies import Scope, Supply

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "1500MB"  # DuckDB spills to the scratch folder beyond it
MOST_WRITERS = 4  # each holds the rows of one supply
SAMPLED_VALUES = 2_000
SAMPLED_ROWS = 50_000


@dataclass
class BatchRows:
    """What became of the rows of a batch.

    Parameters
    ----------
    table
        Evidence table that they go to.
    identity
        Columns that name one record, for merging with other batches.
    shas
        SHA-256 of the files, in order.
    accounts
        One a file, in order.
    parts
        Parquet files written to the incoming folder.
    files_of_supply
        Supply to the SHA-256 of the files that its rows came from.
    faulty
        Quarantined rows: (file name, sha256, row number, reason, value found).
    personal
        Columns whose values look personal.
    said
        Publisher and licence, where a mapping gives them.
    """

    source: str
    kind: str
    table: str
    identity: tuple[str, ...]
    shas: tuple[str, ...]
    accounts: list[RowAccount] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    files_of_supply: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    faulty: list[tuple[str, str, int, str, str | None]] = field(default_factory=list)
    personal: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    said: Said | None = None

    def reasons(self) -> Iterator[str]:
        """Reason of each quarantined row."""
        return (reason for _, _, _, reason, _ in self.faulty)


def connect(scratch: Path) -> duckdb.DuckDBPyConnection:
    """In-process DuckDB that spills to a scratch folder and reaches no network."""
    con = connect_in_process()
    con.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    con.execute("SET temp_directory = ?", [str(scratch / "spill")])
    # With it, a column that happens to hold no NULL would be written as one that cannot.
    con.execute("SET disabled_optimizers = 'statistics_propagation'")
    return con


def stage_batch(
    source: Source,
    layout: Layout,
    files: tuple[SourceFile, ...],
    declaration: Declaration,
    incoming: Path,
) -> BatchRows:
    """Stage files of one layout and write their good rows as Parquet, a folder a supply.

    Parameters
    ----------
    source, layout
        What recognised them.
    files
        Files of that layout.
    declaration
        What the person said of them.
    incoming
        Scratch folder; the parts stay there until they are committed.
    """
    result = BatchRows(
        source.name, layout.kind, layout.table, layout.identity, tuple(one.sha256 for one in files)
    )
    with connect(incoming) as con:
        staging = Staging(con, incoming, declaration)
        counted: dict[int, RowAccount] = defaultdict(RowAccount)
        for staged in source.stage(staging, layout, files):
            _take(staging, source, staged, result, counted)
        result.accounts = [counted[no] for no in range(len(files))]
    return result


def _take(
    staging: Staging,
    source: Source,
    staged: StagedRows,
    result: BatchRows,
    counted: dict[int, RowAccount],
) -> None:
    con, layout = staging.con, staged.layout
    rows = staging.new_name("judged")
    # Not temporary, like the other tables made here: several connections write from them.
    con.execute(f"CREATE TABLE {rows} AS {staged.query}")
    if not layout.rows_make_one_record:
        _spread_faults(con, rows)
    repeats = _repeats(staging, rows, layout)
    for no, account in _accounts(con, rows, repeats, one_record_a_row=layout.rows_make_one_record):
        counted[no] += account
    result.faulty += _faulty(con, rows, staged.files)
    result.notes += staged.notes
    result.said = staged.said or result.said
    if not source.personal_columns_checked:
        result.personal += personal_values(_samples(con, rows, layout.evidence_table), staged.files)
    _write(staging, source, staged, rows, repeats, result)


def _spread_faults(con: duckdb.DuckDBPyConnection, rows: str) -> None:
    """One bad cell of a wide row quarantines the row: its other cells may have slipped too."""
    con.execute(f"""
        UPDATE {rows} r SET fault = bad.fault FROM (
            SELECT file_no, row_number, min(fault) AS fault FROM {rows}
            WHERE fault IS NOT NULL GROUP BY ALL
        ) bad WHERE bad.file_no = r.file_no AND bad.row_number = r.row_number
    """)


def _repeats(staging: Staging, rows: str, layout: Layout) -> str:
    """Table of the rows that repeat an earlier record of their supply."""
    con, table = staging.con, staging.new_name("repeats")
    con.execute(f"CREATE TABLE {table} (file_no INTEGER, row_number BIGINT, cell BIGINT)")
    if not layout.identity:
        return table
    columns = ("supply_agency", "supply_period", "supply_scope", *layout.identity)
    key = ", ".join(f'"{column}"' for column in columns)
    good = f'fault IS NULL AND "{layout.identity[0]}" IS NOT NULL'
    # Repeats are rare: a hash finds the few records that may have any, and only those are
    # compared in full and numbered.
    con.execute(f"""
        INSERT INTO {table}
        WITH several AS (
            SELECT hash({key}) AS mark FROM {rows} WHERE {good} GROUP BY ALL HAVING count(*) > 1
        )
        SELECT file_no, row_number, cell FROM (
            SELECT file_no, row_number, rowid AS cell, row_number() OVER (
                PARTITION BY {key} ORDER BY file_no, row_number, rowid) AS nth
            FROM {rows} WHERE {good} AND hash({key}) IN (SELECT mark FROM several)
        ) WHERE nth > 1
    """)
    return table


def _accounts(
    con: duckdb.DuckDBPyConnection, rows: str, repeats: str, *, one_record_a_row: bool
) -> list[tuple[int, RowAccount]]:
    if one_record_a_row:
        found = con.execute(f"""
            SELECT file_no, count(*), count(*) - count(fault) - coalesce(any_value(again), 0),
                count(fault), coalesce(any_value(again), 0)
            FROM {rows} LEFT JOIN (
                SELECT file_no, count(*) AS again FROM {repeats} GROUP BY file_no
            ) USING (file_no)
            GROUP BY file_no
        """).fetchall()
    else:
        found = con.execute(f"""
            WITH judged AS (
                SELECT r.file_no, r.row_number, bool_or(fault IS NOT NULL) AS bad,
                    bool_and(p.cell IS NOT NULL) AS again
                FROM {rows} r LEFT JOIN {repeats} p ON p.cell = r.rowid
                GROUP BY r.file_no, r.row_number
            )
            SELECT file_no, count(*), count(*) FILTER (NOT bad AND NOT again),
                count(*) FILTER (bad), count(*) FILTER (again AND NOT bad)
            FROM judged GROUP BY file_no
        """).fetchall()
    return [(no, RowAccount(*counts)) for no, *counts in found]


def _faulty(
    con: duckdb.DuckDBPyConnection, rows: str, files: Sequence[SourceFile]
) -> list[tuple[str, str, int, str, str | None]]:
    found = con.execute(f"""
        SELECT file_no, row_number, any_value(fault), any_value(found) FROM {rows}
        WHERE fault IS NOT NULL GROUP BY file_no, row_number ORDER BY file_no, row_number
    """).fetchall()
    return [(files[no].name, files[no].sha256, n, why, value) for no, n, why, value in found]


def _samples(con: duckdb.DuckDBPyConnection, rows: str, table: Table) -> dict[str, list[str]]:
    """Distinct values of each text column, to be scanned."""
    texts = [column.name for column in table.columns if column.kind == "text"]
    held = con.execute(f"SELECT count(*) FROM {rows}").fetchall()[0][0]
    every = max(1, held // SAMPLED_ROWS)  # a personal column is personal throughout
    samples = {}
    for name in texts:
        found = con.execute(
            f'SELECT DISTINCT "{name}" FROM {rows} WHERE row_number % {every} = 0 '
            f'AND "{name}" IS NOT NULL LIMIT {SAMPLED_VALUES}'
        ).fetchall()
        samples[_as_header(name)] = [str(value) for (value,) in found]
    return samples


def _as_header(column: str) -> str:
    """Evidence column as a header to scan by: every name in the store is an area's name.

    Examples
    --------
    >>> _as_header("parent_name"), _as_header("location")
    ('area parent', 'location')
    """
    return f"area {column.removesuffix('_name')}" if column.endswith("_name") else column


def _write(
    staging: Staging,
    source: Source,
    staged: StagedRows,
    rows: str,
    repeats: str,
    result: BatchRows,
) -> None:
    """Write the good rows, a file a supply.

    Supply by supply takes half the work of one sort of everything: few rows are sorted
    at a time, in memory that stays near, and none has to be told its file.
    """
    table = staged.layout.evidence_table
    shas = _shas(staging, staged.files)
    columns = ", ".join(
        f"CAST(r.{column.name} AS {column.sql_type}) AS {column.name}" for column in table.columns
    )

    def write_part(supply_id: str, its_rows: str) -> Part:
        path = staging.folder / f"part-{uuid.uuid4().hex}.parquet"
        with staging.con.cursor() as own:
            ((written,),) = own.execute(f"""
                COPY (
                    SELECT {columns}, '{source.name}' AS source, f.sha256 AS file_sha256,
                        r.row_number
                    FROM {rows} r JOIN {shas} f USING (file_no)
                    ANTI JOIN {repeats} p ON p.cell = r.rowid
                    WHERE r.fault IS NULL AND {its_rows}
                    ORDER BY r.{table.sorted_by}
                ) TO {text_literal(path.as_posix())} (FORMAT parquet, COMPRESSION zstd)
            """).fetchall()
        return Part(path, supply_id, int(written))

    supplies = _supplies(staging, source, staged, rows, result)
    with ThreadPoolExecutor(min(MOST_WRITERS, os.cpu_count() or 1)) as writers:
        result.parts += writers.map(write_part, *zip(*supplies, strict=True))


def _shas(staging: Staging, files: Sequence[SourceFile]) -> str:
    """Table of the files' SHA-256, by number."""
    table = staging.new_name("shas")
    staging.con.execute(f"CREATE TABLE {table} (file_no INTEGER, sha256 VARCHAR)")
    insert_rows(staging.con, table, [(no, one.sha256) for no, one in enumerate(files)])
    return table


def _supplies(
    staging: Staging, source: Source, staged: StagedRows, rows: str, result: BatchRows
) -> list[tuple[str, str]]:
    """Id of each supply of the good rows, and the condition in SQL that its rows meet.

    Notes which files each came from.
    """
    found = staging.con.execute(f"""
        SELECT supply_agency, supply_period, supply_scope, list(DISTINCT file_no)
        FROM {rows} WHERE fault IS NULL GROUP BY ALL ORDER BY ALL
    """).fetchall()
    supplies = []
    for agency, period, scope, numbers in found:
        supply = Supply(source.name, staged.layout.kind, agency, Scope.parse(scope), period)
        result.files_of_supply[supply.id].update(staged.files[no].sha256 for no in numbers)
        key = {"supply_agency": agency, "supply_period": period, "supply_scope": scope}
        its_rows = " AND ".join(f"{name} = {text_literal(said)}" for name, said in key.items())
        supplies.append((supply.id, its_rows))
    return supplies
