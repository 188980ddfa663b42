"""Wide tables, a column for each month or group, as long ones: a row for each cell."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.evidence.staging import Staging


def long_rows(staging: Staging, rows: str, cells: Sequence[str]) -> str:
    """Temporary table with a row for each filled cell of a wide table.

    Parameters
    ----------
    staging
        Where the table is made.
    rows
        Name of the wide table, all its cells text.
    cells
        Its columns that hold cells; at least one.

    Returns
    -------
    str
        Name of a table with the other columns of `rows`, ``heading`` (the cell's column) and
        ``cell``. A blank cell makes no row; a row of blank cells only keeps one, with a
        NULL cell, so that it can be judged and is not lost.

    Examples
    --------
    >>> import duckdb
    >>> from datetime import date
    >>> from pathlib import Path
    >>> from wardmote.evidence.source import Declaration
    >>> staging = Staging(duckdb.connect(), Path(), Declaration(date(2026, 11, 22)))
    >>> _ = staging.con.execute(
    ...     "CREATE TABLE wide AS SELECT 'Bow East' AS ward, '7' AS february, '' AS march"
    ... )
    >>> table = long_rows(staging, "wide", ["february", "march"])
    >>> staging.con.execute(f"SELECT ward, heading, cell FROM {table}").fetchall()
    [('Bow East', 'february', '7')]
    """
    table = staging.new_name("long_rows")
    names = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    filled = ", ".join(f"nullif(trim({name}), '')" for name in names)
    first = "'" + cells[0].replace("'", "''") + "'"
    staging.con.execute(f"""
        CREATE TEMP TABLE {table} AS
        WITH marked AS (SELECT *, coalesce({filled}) IS NULL AS _blank FROM {rows})
        SELECT * EXCLUDE (_blank, _cell), nullif(trim(_cell), '') AS cell
        FROM (FROM marked UNPIVOT INCLUDE NULLS (_cell FOR heading IN ({", ".join(names)})))
        WHERE nullif(trim(_cell), '') IS NOT NULL OR (_blank AND heading = {first})
    """)
    return table
