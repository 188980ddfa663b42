"""Merging: one supply whose rows came in several batches holds each record once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    moved: Counter[str] = Counter()
    for supply_id, several in seen.items():
        if len(several) > 1 and several[0].identity:
            moved += _merge(supply_id, several, incoming)
    return moved


def _merge(supply_id: str, batches: Sequence[BatchRows], incoming: Path) -> Counter[str]:
    identity = batches[0].identity
    key = ", ".join(map(_quoted, identity))
    parts = [part for batch in batches for part in batch.parts if part.supply_id == supply_id]
    paths = paths_literal([str(part.path) for part in parts])
    source = f"read_parquet({paths}, hive_partitioning=false)"
    target = incoming / f"merged-{parts[0].path.stem}.parquet"
    with connect(incoming) as con:
        con.execute(f"""
            CREATE TEMP TABLE numbered AS SELECT *, row_number() OVER (
                PARTITION BY {key} ORDER BY file_sha256, row_number) AS nth
            FROM {source}
        """)
        again = f"nth > 1 AND {identity[0]} IS NOT NULL"
        moved = con.execute(
            f"SELECT file_sha256, count(*) FROM numbered WHERE {again} GROUP BY 1"
        ).fetchall()
        found = con.execute(
            f"COPY (SELECT * EXCLUDE (nth) FROM numbered WHERE NOT ({again})) "
            f"TO '{target.as_posix()}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
    for batch in batches:
        batch.parts = [part for part in batch.parts if part.supply_id != supply_id]
    batches[0].parts.append(Part(target, supply_id, int(found[0]) if found else 0))
    for batch in batches[1:]:
        batches[0].files_of_supply[supply_id] |= batch.files_of_supply[supply_id]
    return Counter(dict(moved))


def _quoted(column: str) -> str:
    """Column name for SQL: `group` is a word of the language."""
    return f'"{column}"'
