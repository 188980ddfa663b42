"""The query engine in this process: no network, no progress bar, in a shell or a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


def connect_in_process() -> duckdb.DuckDBPyConnection:
    """A DuckDB of its own, in memory, that fetches no extension and draws nothing.

    Examples
    --------
    >>> connect_in_process().execute("SELECT 6 * 7").fetchone()
    (42,)
    """
    import duckdb

    con = duckdb.connect()
    con.execute("SET autoinstall_known_extensions = false")
    # Fetched to its end: a half-read result would block the connection.
    ((shown,),) = con.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    # In a notebook without ipywidgets the bar is off, and DuckDB refuses even to turn it off.
    if shown:
        con.execute("SET enable_progress_bar = false")
    return con


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Put a few rows into a table, a column at a time: row by row takes ten times as long.

    Examples
    --------
    >>> con = connect_in_process()
    >>> _ = con.execute("CREATE TABLE files (file_no INTEGER, name VARCHAR)")
    >>> insert_rows(con, "files", [(0, "a.csv"), (1, None)])
    >>> con.execute("SELECT * FROM files").fetchall()
    [(0, 'a.csv'), (1, None)]
    """
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        con.execute(
            f"INSERT INTO {table} SELECT {', '.join('unnest(?)' for _ in columns)}", columns
        )
