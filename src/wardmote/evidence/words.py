"""Publishers' words and what they stand for, found once for each different word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wardmote.evidence.staging import Staging


def word_table(
    staging: Staging, rows: str, columns: Sequence[str], find: Callable[..., str | None]
) -> str:
    """Temporary table from the words in some columns to the id that they stand for.

    Answers "which category is this?" for millions of rows by asking once a word.

    Parameters
    ----------
    staging
        Where the table is made.
    rows
        Table whose words are looked up.
    columns
        Columns that hold them; several together are one word, as major and minor category.
    find
        Gives the id for the words, in the order of `columns`, or None.

    Returns
    -------
    str
        Name of a table with `columns`, as written, and ``id``; join it on equality. Words
        that nothing is found for are not in it.

    Examples
    --------
    >>> import duckdb
    >>> from datetime import date
    >>> from pathlib import Path
    >>> from wardmote.evidence.source import Declaration
    >>> staging = Staging(duckdb.connect(), Path(), Declaration(date(2026, 11, 22)))
    >>> _ = staging.con.execute("CREATE TABLE rows AS SELECT unnest(['Drugs', 'Fun']) AS kind")
    >>> table = word_table(staging, "rows", ["kind"], {"Drugs": "drugs"}.get)
    >>> staging.con.execute(f"SELECT * FROM {table}").fetchall()
    [('Drugs', 'drugs')]
    """
    table = staging.new_name("words")
    names = ", ".join(f'"{column}"' for column in columns)
    filled = " AND ".join(f'"{column}" IS NOT NULL' for column in columns)
    typed = ", ".join(f'"{column}" VARCHAR' for column in columns)
    staging.con.execute(f"CREATE TEMP TABLE {table} ({typed}, id VARCHAR)")
    written = staging.con.execute(f"SELECT DISTINCT {names} FROM {rows} WHERE {filled}").fetchall()
    known = [[*words, found] for words in written if (found := find(*words)) is not None]
    if known:
        marks = ", ".join("?" for _ in (*columns, "id"))
        staging.con.executemany(f"INSERT INTO {table} VALUES ({marks})", known)
    return table
