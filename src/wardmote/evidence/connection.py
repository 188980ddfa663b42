"""The query engine in this process: no network, no progress bar, in a shell or a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    shown = con.execute("SELECT current_setting('enable_progress_bar')").fetchone()
    # In a notebook without ipywidgets the bar is off, and DuckDB refuses even to turn it off.
    if shown and shown[0]:
        con.execute("SET enable_progress_bar = false")
    return con
