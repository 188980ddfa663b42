"""Quarantine: rows that could not be used, kept beside the store with reason and row number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardmote.evidence.batch import BatchRows

COLUMNS = ("source", "kind", "file", "file_sha256", "row_number", "reason", "found")


def write(folder: Path, version: int, batches: Sequence[BatchRows]) -> str | None:
    """Write an ingest's quarantined rows to one Parquet file.

    Parameters
    ----------
    folder
        The store's quarantine folder.
    version
        Number of the evidence version being made.
    batches
        What was staged.

    Returns
    -------
    str or None
        Name of the file; None if no row was quarantined.

    Notes
    -----
    The value at fault is kept only where its field is public; a row's other values stay in
    the file it came from, which the SHA-256 names.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        dict(zip(COLUMNS, (batch.source, batch.kind, *faulty), strict=True))
        for batch in batches
        for faulty in batch.faulty
    ]
    if not rows:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"v{version:06d}.parquet"
    types = [pa.int64() if name == "row_number" else pa.string() for name in COLUMNS]
    schema = pa.schema(list(zip(COLUMNS, types, strict=True)))
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, compression="zstd")
    return path.name
