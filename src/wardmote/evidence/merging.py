"""Merging: one supply whose rows came in several batches holds each record once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from wardmote.evidence.batch import BatchRows, connect
from wardmote.evidence.staging import paths_literal
from wardmote.evidence.store import Part


def merge_parts(batches: Sequence[BatchRows], incoming: Path) -> Counter[str]:
    """Merge the parts of supplies that came in more than one batch, in place.

    Parameters
    ----------
    batches
        Their parts are replaced where a supply is merged.
    incoming
        Scratch folder.

    Returns
    -------
    Counter
        SHA-256 of a file to how many of its rows turned out to be duplicates.
    """
    seen: dict[str, list[BatchRows]] = {}
    for batch in batches:
        for supply_id in {part.supply_id for part in batch.parts}:
            seen.setdefault(supply_id, []).append(batch)
    shared = {
        supply_id: several
        for supply_id, several in seen.items()
        if len(several) > 1 and several[0].identity
    }
    repeats = {
        supply_id: _merge(supply_id, several, incoming) for supply_id, several in shared.items()
    }
    tables = {several[0].table for several in shared.values()}
    return sum(
        (_rows_gone(table, batches, shared, repeats, incoming) for table in tables), Counter()
    )


def _merge(supply_id: str, batches: Sequence[BatchRows], incoming: Path) -> Path:
    """Merge one supply; gives a file of the rows of which a record was a repeat."""
    identity = batches[0].identity
    key = ", ".join(map(_quoted, identity))
    parts = [part for batch in batches for part in batch.parts if part.supply_id == supply_id]
    target = incoming / f"merged-{parts[0].path.stem}.parquet"
    repeats = incoming / f"repeats-{parts[0].path.stem}.parquet"
    with connect(incoming) as con:
        con.execute(f"""
            CREATE TEMP TABLE numbered AS SELECT *, row_number() OVER (
                PARTITION BY {key} ORDER BY file_sha256, row_number) AS nth
            FROM {_reader(parts)}
        """)
        again = f"nth > 1 AND {identity[0]} IS NOT NULL"
        con.execute(
            f"COPY (SELECT DISTINCT file_sha256, row_number FROM numbered WHERE {again}) "
            f"TO '{repeats.as_posix()}' (FORMAT parquet)"
        )
        found = con.execute(
            f"COPY (SELECT * EXCLUDE (nth) FROM numbered WHERE NOT ({again})) "
            f"TO '{target.as_posix()}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
    for batch in batches:
        batch.parts = [part for part in batch.parts if part.supply_id != supply_id]
    batches[0].parts.append(Part(target, supply_id, int(found[0]) if found else 0))
    for batch in batches[1:]:
        batches[0].files_of_supply[supply_id] |= batch.files_of_supply[supply_id]
    return repeats


def _rows_gone(
    table: str,
    batches: Sequence[BatchRows],
    shared: Mapping[str, Sequence[BatchRows]],
    repeats: Mapping[str, Path],
    incoming: Path,
) -> Counter[str]:
    """Rows of each file of which nothing is left: of a wide row, another cell may be."""
    files = [repeats[one] for one, several in shared.items() if several[0].table == table]
    parts = [part for batch in batches if batch.table == table for part in batch.parts]
    with connect(incoming) as con:
        found = con.execute(f"""
            SELECT file_sha256, count(*) FROM (
                SELECT DISTINCT * FROM read_parquet({paths_literal(list(map(str, files)))})
            ) ANTI JOIN {_reader(parts)} USING (file_sha256, row_number) GROUP BY 1
        """).fetchall()
    return Counter(dict(found))


def _reader(parts: Sequence[Part]) -> str:
    paths = paths_literal([str(part.path) for part in parts])
    return f"read_parquet({paths}, hive_partitioning=false)"


def _quoted(column: str) -> str:
    """Column name for SQL: `group` is a word of the language."""
    return f'"{column}"'
