"""Where the scan for personal data meets an ingest: columns nobody knows, and values taken in."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Mapping, Sequence

from wardmote.errors import Fault
from wardmote.evidence.personal_data import PersonalColumn, column_labels, scan_columns
from wardmote.evidence.source import Recognised, SourceFile, column_key

SAMPLED_ROWS = 1_000
SEVERAL = 3  # more files than this are counted, not listed


def personal_columns_of(file: SourceFile, recognised: Recognised | None) -> list[Fault]:
    """Columns of a file that look personal and that no layout accounts for.

    Parameters
    ----------
    file
        A table in text or Parquet; other files have no columns here and pass.
    recognised
        What it was recognised as. Its layout's own columns are public and are scanned by
        value when they are staged. A file that nobody recognises is scanned whole.
    """
    if recognised is not None and recognised.source.personal_columns_checked:
        return []
    known: set[str] = set()
    if recognised is not None:
        layout = recognised.layout
        known = {column_key(one) for one in (*layout.required, *layout.optional)}
        if not layout.required:
            return []  # recognised by more than its columns: its own module reads them
    unknown = [name for name in file.columns if column_key(name) not in known]
    if not unknown:
        return []
    samples = _sample(file)
    found = scan_columns({name: samples.get(name, ()) for name in unknown})
    return _faults(found, file.name, column_labels(file.columns))


def personal_values(
    samples: Mapping[str, Sequence[str]], files: Sequence[SourceFile]
) -> list[Fault]:
    """Columns about to be taken in whose values look personal."""
    names = ", ".join(file.name for file in files[:SEVERAL])
    if len(files) > SEVERAL:
        names += f" and {len(files) - SEVERAL:,} more"
    return _faults(scan_columns(samples), names, {name: f'"{name}"' for name in samples})


def _faults(columns: Sequence[PersonalColumn], file: str, labels: Mapping[str, str]) -> list[Fault]:
    """One fault a column, called by its place where the header line may itself be values."""
    return [
        Fault(file, f"{_called(labels[one.column])} looks like {one.kind.value}: {one.evidence}")
        for one in columns
    ]


def _called(label: str) -> str:
    return label if label.startswith("column ") else f"column {label}"


def _sample(file: SourceFile) -> dict[str, list[str]]:
    if file.suffix == ".parquet":
        return _parquet_sample(file)
    with file.path.open(newline="", encoding=file.encoding, errors="replace") as text:
        rows = csv.reader((line.replace("\0", "") for line in text), delimiter=file.delimiter)
        next(rows, None)
        values = list(itertools.islice(rows, SAMPLED_ROWS))
    return {
        name: [row[place] for row in values if place < len(row) and row[place].strip()]
        for place, name in enumerate(file.columns)
    }


def _parquet_sample(file: SourceFile) -> dict[str, list[str]]:
    import pyarrow.parquet as pq

    batch = next(pq.ParquetFile(file.path).iter_batches(SAMPLED_ROWS), None)
    if batch is None:
        return {}
    return {
        name: [str(value) for value in batch.column(place).to_pylist() if value is not None]
        for place, name in enumerate(file.columns)
    }
