"""The store's two registers: which files are held, and which supplies they made.

Both are small tables, written whole with every evidence version, so that a version says by
itself what it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wardmote.evidence.connection import connect_in_process
from wardmote.evidence.store import Store
from wardmote.evidence.supplies import Supply
from wardmote.evidence.versions import EvidenceVersion

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class HeldFile:
    """One file whose rows are in the store, or were quarantined from it.

    Parameters
    ----------
    sha256, name, size_bytes
        The file, as the person named it.
    source, kind, layout
        What it was recognised as.
    publisher, licence
        From the source, or from the mapping that a person wrote.
    sensitivity
        ``open``, ``standard`` or ``sensitive``: of the source.
    retrieved_on
        Day of the ingest, ISO 8601.
    scope_declared
        What the person said it covers; empty if the source told.
    rows_read, accepted, quarantined, duplicates
        Where its rows went.
    """

    sha256: str
    name: str
    size_bytes: int
    source: str
    kind: str
    layout: str
    publisher: str
    licence: str
    retrieved_on: str
    scope_declared: str
    rows_read: int
    accepted: int
    quarantined: int
    duplicates: int
    sensitivity: str = "standard"  # a store of an older version does not say: the safe class


@dataclass(frozen=True)
class HeldSupply:
    """One supply in the store.

    Parameters
    ----------
    supply_id
        See `Supply.id`.
    table
        Evidence table that its rows are in.
    rows
        How many.
    files
        SHA-256 of the files that they came from, comma-separated.
    version
        Evidence version that brought it.
    """

    supply_id: str
    table: str
    rows: int
    files: str
    version: int

    @property
    def supply(self) -> Supply:
        """The supply itself."""
        return Supply.from_id(self.supply_id)

    @property
    def sha256s(self) -> tuple[str, ...]:
        """The files' hashes."""
        return tuple(self.files.split(",")) if self.files else ()


def held_files(store: Store, version: EvidenceVersion | None) -> dict[str, HeldFile]:
    """Files held at a version, by SHA-256."""
    return {file.sha256: file for file in map(_file, _rows(store, version, "files"))}


def held_supplies(store: Store, version: EvidenceVersion | None) -> dict[str, HeldSupply]:
    """Supplies held at a version, by id."""
    rows = _rows(store, version, "supplies")
    return {supply.supply_id: supply for supply in (HeldSupply(**row) for row in rows)}


def _file(row: dict[str, Any]) -> HeldFile:
    return HeldFile(**row)


def _rows(store: Store, version: EvidenceVersion | None, table: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    if version is None:
        return []
    files = store.files_of(version, table)
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def as_table(
    records: Iterable[HeldFile] | Iterable[HeldSupply], record: type[HeldFile] | type[HeldSupply]
) -> pa.Table:
    """Records as an Arrow table, columns in the order of their fields."""
    import pyarrow as pa

    types = {"str": pa.string(), "int": pa.int64()}
    fields = record.__dataclass_fields__.values()
    schema = pa.schema([pa.field(one.name, types[str(one.type)]) for one in fields])
    held = list(records)
    con = connect_in_process()  # pyarrow would import pandas to look at a list
    casts = ", ".join(
        f"unnest(?::{'BIGINT' if one.type == pa.int64() else 'VARCHAR'}[]) AS {one.name}"
        for one in schema
    )
    columns = [[getattr(one, name) for one in held] for name in schema.names]
    found: pa.Table = con.sql(f"SELECT {casts}", params=columns).to_arrow_table()
    return found.cast(schema)
