"""What is computed from an evidence version and kept beside it: it can be deleted at will."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.evidence.reader import Evidence

if TYPE_CHECKING:
    import pyarrow as pa


def derived(evidence: Evidence, name: str, compute: Callable[[], pa.Table]) -> Path:
    """A derived table of an evidence version: computed the first time, then read.

    Parameters
    ----------
    evidence
        One evidence version, which never changes, so neither does what is derived from it.
    name
        Name of the table.
    compute
        Gives its rows.
    """
    import pyarrow.parquet as pq

    path = evidence.store.derived_folder(evidence.version) / f"{name}.parquet"
    if not path.exists():
        rows = compute()
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{name}-{os.getpid()}")
        pq.write_table(rows, draft, compression="zstd")
        draft.replace(path)  # two readers may both compute it: the same bytes, whole
    return path
