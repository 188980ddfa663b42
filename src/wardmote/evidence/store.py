"""The evidence store: Delta tables, and the evidence versions that pin them.

    evidence/
      tables/incidents/ …    Delta Lake tables (Parquet underneath), partitioned by supply
      versions/v000001.json  which version of each table belongs together
      quarantine/            rows that could not be used, with reason and row number
      derived/v000001/       placements and cube: rebuilt from the version at will
      incoming/              an ingest's scratch, cleared by the next one

Readers open tables through an evidence version and never block. One writer at a time; a
writer that was killed leaves the last version standing, and the next one clears up after it.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import wardmote
from wardmote.errors import EvidenceError, StoreBusy, WardmoteError
from wardmote.evidence.records import TABLES
from wardmote.evidence.versions import (
    EvidenceVersion,
    read_version,
    version_numbers,
    write_version,
)

if TYPE_CHECKING:
    import pyarrow as pa

LOCK_WAIT_SECONDS = 2.0  # long enough for a reader of the lock file, too short to look hung


@dataclass(frozen=True)
class Part:
    """One Parquet file of one supply, written and not yet committed.

    Parameters
    ----------
    path
        Where it lies in the incoming folder.
    supply_id
        The supply that it belongs to.
    rows
        How many rows it holds.
    """

    path: Path
    supply_id: str
    rows: int


class Store:
    """One workspace's evidence, on disk.

    Parameters
    ----------
    folder
        The ``evidence`` folder of a workspace; made when first written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def versions_folder(self) -> Path:
        """Where the version records lie."""
        return self.folder / "versions"

    def table_folder(self, table: str) -> Path:
        """Where one Delta table lies."""
        return self.folder / "tables" / table

    def derived_folder(self, version: EvidenceVersion) -> Path:
        """Where what is computed from a version is kept."""
        return self.folder / "derived" / version.name

    @property
    def quarantine_folder(self) -> Path:
        """Where rows that could not be used are kept."""
        return self.folder / "quarantine"

    def versions(self) -> list[EvidenceVersion]:
        """Every evidence version, oldest first."""
        numbers = version_numbers(self.versions_folder)
        return [one for number in numbers if (one := self.version(number)) is not None]

    def version(self, number: int | None = None) -> EvidenceVersion | None:
        """One evidence version; the newest by default."""
        return read_version(self.versions_folder, number)

    def files_of(self, version: EvidenceVersion, table: str) -> list[str]:
        """Parquet files that hold a table at a version; none if it has never been filled."""
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        if table not in version.tables:
            return []
        folder = self.table_folder(table)
        try:
            opened = DeltaTable(folder, version=version.tables[table])
        except DeltaError as error:
            raise _damaged(folder, "its log cannot be read") from error
        # Not file_uris(): those are addresses, in which a space of the folder is %20.
        names = opened.get_add_actions().column("path").to_pylist()
        files = sorted(str(folder / name) for name in names)
        gone = sum(1 for one in files if not Path(one).is_file())
        if gone:
            raise _damaged(folder, f"{gone:,} of its {len(files):,} files are gone")
        return files

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The right to write, for one ingest.

        Raises
        ------
        StoreBusy
            Another ingest holds it.
        EvidenceError
            The folder cannot be written to.
        """
        from filelock import FileLock, Timeout

        with _disk_faults(self.folder, "Nothing was saved."):
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / ".lock", timeout=LOCK_WAIT_SECONDS)
            try:
                lock.acquire()
            except Timeout as error:
                raise StoreBusy(
                    "Another ingest is writing to this workspace.",
                    where={"Store": self.folder.name},
                    next_step="Wait until it has finished, then run this one again.",
                ) from error
        try:
            with _disk_faults(self.folder, "The evidence version before this ingest stands."):
                writer = Writer(self)
                try:
                    yield writer
                finally:
                    writer.clear()
        finally:
            lock.release()


class Writer:
    """One ingest's hand on the store.

    Parameters
    ----------
    store
        The store, whose lock is held.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.before = store.version()
        self._tables = dict(self.before.tables) if self.before else {}
        self._undo_what_was_never_finished()
        self.incoming = store.folder / "incoming" / uuid.uuid4().hex[:12]
        self.incoming.mkdir(parents=True)

    def _undo_what_was_never_finished(self) -> None:
        """Take back table commits that no version pins: an ingest was killed among them."""
        from deltalake import DeltaTable

        shutil.rmtree(self.store.folder / "incoming", ignore_errors=True)
        tables = self.store.folder / "tables"
        for folder in sorted(tables.iterdir()) if tables.is_dir() else ():
            pinned = self._tables.get(folder.name)
            if pinned is None:
                shutil.rmtree(folder)
            elif (table := DeltaTable(folder)).version() != pinned:
                table.restore(pinned)

    @property
    def next_number(self) -> int:
        """Number that the version being written will have."""
        return self.before.number + 1 if self.before else 1

    def replace_supplies(
        self, table: str, supply_ids: Sequence[str], parts: Sequence[Part]
    ) -> None:
        """Replace supplies of one table by new parts, in one Delta commit.

        Parameters
        ----------
        table
            Name of an evidence table.
        supply_ids
            Supplies whose rows go; those with parts come again.
        parts
            Files to take in; they are moved into the table's folder.
        """
        folder = self.store.table_folder(table)
        opened = self._open_or_create(table)
        actions = [_added(part, folder) for part in parts]
        opened.create_write_transaction(
            actions,
            mode="overwrite",
            schema=opened.schema(),
            partition_by=["supply"],
            partition_filters=[("supply", "in", sorted(set(supply_ids)))],
        )
        self._tables[table] = self._newest(table)

    def write_whole(self, table: str, rows: pa.Table) -> None:
        """Write a small table anew (the registers of files and supplies)."""
        from deltalake import write_deltalake

        folder = self.store.table_folder(table)
        write_deltalake(folder, rows, mode="overwrite", schema_mode="overwrite")
        self._tables[table] = self._newest(table)

    def commit(self, *, paths: Sequence[str], rows: dict[str, int]) -> EvidenceVersion:
        """Pin every table as it now stands: the moment the ingest becomes true."""
        version = EvidenceVersion(
            number=self.next_number,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            software=wardmote.__version__,
            tables=self._tables,
            paths=tuple(paths),
            rows=rows,
        )
        if hasattr(os, "sync"):
            os.sync()  # tables before the record that pins them, even through a power cut
        write_version(self.store.versions_folder, version)
        return version

    def clear(self) -> None:
        """Remove this ingest's scratch."""
        shutil.rmtree(self.incoming, ignore_errors=True)

    def _open_or_create(self, table: str) -> Any:
        from deltalake import DeltaTable

        folder = self.store.table_folder(table)
        if table in self._tables:
            return DeltaTable(folder)
        folder.mkdir(parents=True, exist_ok=True)
        schema = TABLES[table].arrow_schema()
        return DeltaTable.create(str(folder), schema=schema, partition_by=["supply"])

    def _newest(self, table: str) -> int:
        from deltalake import DeltaTable

        return int(DeltaTable(self.store.table_folder(table)).version())


def _added(part: Part, folder: Path) -> Any:
    from deltalake.transaction import AddAction

    relative = f"supply={part.supply_id}/part-{uuid.uuid4().hex}.parquet"
    target = folder / relative
    target.parent.mkdir(exist_ok=True)
    size = part.path.stat().st_size
    part.path.replace(target)
    return AddAction(
        path=relative,
        size=size,
        partition_values={"supply": part.supply_id},
        modification_time=int(time.time() * 1000),
        data_change=True,
        stats=f'{{"numRecords":{part.rows}}}',
    )


@contextmanager
def _disk_faults(folder: Path, saved: str) -> Iterator[None]:
    """Turn the disk's refusals into messages that a person can act on."""
    try:
        yield
    except WardmoteError:  # said already; its words may be those of a source file's refusal
        raise
    except OSError as error:
        raise _disk_error(error, folder, saved) from error
    except Exception as error:  # DuckDB and deltalake wrap the disk's errors in their own
        if (text := _disk_words(str(error))) is None:
            raise
        raise EvidenceError(
            f"The evidence store cannot be written: {text}. {saved}",
            where={"Folder": str(folder)},
            found=str(error).splitlines()[0][:200],
            next_step="Free some space, or ask for the right to write there, and run it again.",
        ) from error


def _damaged(folder: Path, found: str) -> EvidenceError:
    return EvidenceError(
        "The evidence store is damaged: a table is not whole.",
        where={"Table": folder.name},
        found=found,
        next_step="Restore the evidence folder from a backup, or read the files into a new "
        "workspace.",
    )


def _disk_error(error: OSError, folder: Path, saved: str) -> EvidenceError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    what = "the disk is full" if full else "the folder is read-only or not yours"
    if not full and error.errno not in (errno.EACCES, errno.EROFS, errno.EPERM):
        what = os.strerror(error.errno) if error.errno else str(error)
    return EvidenceError(
        f"The evidence store cannot be written: {what}. {saved}",
        where={"Folder": str(folder)},
        next_step="Free some space and run it again."
        if full
        else "Ask for the right to write there, or use another workspace.",
    )


def _disk_words(text: str) -> str | None:
    lower = text.lower()
    if "no space left" in lower or "disk full" in lower:
        return "the disk is full"
    if "read-only" in lower or "permission denied" in lower:
        return "the folder is read-only or not yours"
    return None
