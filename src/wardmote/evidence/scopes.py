"""What the files of a batch cover: as the person said, or as their rows show."""

from __future__ import annotations

from collections.abc import Mapping

from wardmote.evidence.connection import insert_rows
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import ALL, Scope, slug


def district_of_lsoa_name(column: str) -> str:
    """SQL for the district's name in a column of LSOA names.

    ONS names an LSOA after its district, then a number and a letter: "Tower Hamlets 002B".

    Examples
    --------
    >>> district_of_lsoa_name("lsoa_name")
    "regexp_replace(lsoa_name, ' [0-9]{3}[A-Z]+$', '')"
    """
    return f"regexp_replace({column}, ' [0-9]{{3}}[A-Z]+$', '')"


def scope_table(
    staging: Staging, files: int, seen: Mapping[int, Scope]
) -> tuple[str, tuple[str, ...]]:
    """Temporary table of each file's scope, and what to say of it.

    Parameters
    ----------
    staging
        Where the table is made; what the person declared goes before what the rows show.
    files
        How many files the batch has.
    seen
        File's number to the scope that its rows show; a file that is not named covers
        everything.

    Returns
    -------
    tuple
        Name of a table with ``file_no`` and ``scope``; and notes for the report.
    """
    declared = staging.declaration.scope
    said = None if declared is None else Scope.parse(declared)
    scopes = [said or seen.get(no, Scope()) for no in range(files)]
    table = staging.new_name("scopes")
    staging.con.execute(f"CREATE TEMP TABLE {table} (file_no INTEGER, scope VARCHAR)")
    insert_rows(staging.con, table, [(no, str(one)) for no, one in enumerate(scopes)])
    narrow = () if said else sorted({str(one) for one in scopes if not one.is_everything})
    return table, tuple(_note(scope) for scope in narrow)


def _note(scope: str) -> str:
    words = scope.replace(f"{ALL}@", "").replace("@", " in ").replace("_", " ")
    return (
        f"Files that hold only {words} were taken as a supply of that scope ({scope}); "
        "say --scope all if there is nothing else."
    )


def district_scopes(staging: Staging, rows: str) -> dict[int, Scope]:
    """Scopes of files that hold one district only.

    Parameters
    ----------
    staging
        Where the rows are.
    rows
        Table of judged rows, with ``file_no``, ``fault`` and ``district``, the name of the
        district that a row lies in, or NULL where the file does not tell.

    Returns
    -------
    dict
        File's number to its scope; files of several districts, or of rows that do not tell
        theirs, are not in it.
    """
    seen = staging.con.execute(f"""
        SELECT file_no, any_value(district) FROM {rows} WHERE fault IS NULL
        GROUP BY file_no HAVING count(DISTINCT district) = 1 AND count(district) = count(*)
    """).fetchall()
    return {no: Scope(area=slug(district)) for no, district in seen}
