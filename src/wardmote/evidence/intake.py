"""What an ingest takes in: files recognised, and their rows staged in batches."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from wardmote.errors import Fault
from wardmote.evidence.batch import BatchRows, stage_batch
from wardmote.evidence.files import FoundFiles, open_files
from wardmote.evidence.personal_columns import personal_columns_of
from wardmote.evidence.registers import held_files, held_supplies
from wardmote.evidence.replacement import Replacement
from wardmote.evidence.reports import FileAccount, RowAccount
from wardmote.evidence.request import Request
from wardmote.evidence.source import Declaration, Layout, Recognised, Source, SourceFile, recognise
from wardmote.evidence.store import Store, Writer
from wardmote.vocabulary.sentences import count

BATCH_BYTES = 192_000_000  # of text at once: flat memory, and large enough to keep both cores busy

Progress = Callable[[str], None]


@dataclass
class Intake:
    """What one ingest has taken in so far: files recognised, rows staged, faults met."""

    store: Store
    writer: Writer
    request: Request
    sources: tuple[Source, ...]
    progress: Progress
    accounts: dict[str, FileAccount] = field(default_factory=dict)  # by SHA-256
    copies: list[tuple[SourceFile, str]] = field(default_factory=list)
    recognised: dict[str, Recognised] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    personal: list[Fault] = field(default_factory=list)
    unrecognised: list[str] = field(default_factory=list)
    batches: list[BatchRows] = field(default_factory=list)
    emptied: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.files_before = held_files(self.store, self.writer.before)
        self.supplies_before = held_supplies(self.store, self.writer.before)
        self.declaration = Declaration(self.request.as_of, self.request.scope)

    def read(self, found: FoundFiles) -> None:
        """Stage the rows of every file, in batches of one layout."""
        waiting: dict[tuple[str, str], list[Recognised]] = defaultdict(list)
        held: list[Recognised] = []
        for file in open_files(found, self.writer.incoming):
            if (one := self._recognised(file)) is None:
                continue
            if self._is_held(one):
                held.append(one)
                continue
            group = waiting[one.source.name, one.layout.name]
            group.append(one)
            if sum(each.file.size_bytes for each in group) >= BATCH_BYTES:
                self._stage(waiting.pop((one.source.name, one.layout.name)))
        for group in waiting.values():
            self._stage(group)
        self._read_again_what_is_touched(held)

    def _recognised(self, file: SourceFile | Fault) -> Recognised | None:
        if isinstance(file, Fault):
            self.faults.append(file)
            return None
        if file.sha256 in self.recognised:
            self.copies.append((file, file.sha256))
            return None
        one = recognise(file, self.sources)
        personal = personal_columns_of(file, one)
        if personal:
            self.personal.extend(personal)
        elif one is None:
            self.unrecognised.append(file.name)
        else:
            self.recognised[file.sha256] = one
            return one
        return None

    def _is_held(self, one: Recognised) -> bool:
        """Whether it is held, and would be read as it was.

        A corrected mapping is read anew, and so is a file of which nothing could be used: its
        month may be past by now, its category known.
        """
        before = self.files_before.get(one.file.sha256)
        if before is None or self.request.replace_smaller:
            return False
        if before.quarantined and not before.accepted:
            return False
        said = (one.layout.name, self.request.scope or "")
        return said == (before.layout, before.scope_declared)

    def _read_again_what_is_touched(self, held: list[Recognised]) -> None:
        """Held files whose supplies are being replaced are part of the replacement."""
        touched = self.replacement().touched
        again = [one for one in held if self._supplies_of(one.file.sha256) & touched]
        for _, group in itertools.groupby(
            again, key=lambda one: (one.source.name, one.layout.name)
        ):
            self._stage(list(group))
        for one in held:
            if one not in again:
                self.copies.append((one.file, one.file.sha256))

    def _supplies_of(self, sha256: str) -> set[str]:
        return {one.supply_id for one in self.supplies_before.values() if sha256 in one.sha256s}

    def _stage(self, group: list[Recognised]) -> None:
        source, layout = group[0].source, group[0].layout
        files = tuple(one.file for one in group)
        self.progress(f"Reading {count(len(files), 'file')}: {source.name} {layout.name}")
        batch = stage_batch(source, layout, files, self.declaration, self.writer.incoming)
        self.batches.append(batch)
        self.personal.extend(batch.personal)
        self.notes.extend(note for note in batch.notes if note not in self.notes)
        for file, rows in zip(files, batch.accounts, strict=True):
            self._account(file, source, layout, rows)
            if file.path.is_relative_to(self.writer.incoming):
                file.path.unlink()

    def _account(self, file: SourceFile, source: Source, layout: Layout, rows: RowAccount) -> None:
        self.accounts[file.sha256] = FileAccount(
            file.name, file.sha256, source.name, layout.kind, layout.name, rows, None, file.encoding
        )
        if rows.rows_read == 0 and (named := source.empty_supply(file)) is not None:
            self.emptied |= {
                one.supply_id
                for one in self.supplies_before.values()
                if (one.supply.source, one.supply.kind) == (source.name, layout.kind)
                and (one.supply.agency, one.supply.period) == named
            }

    def replacement(self) -> Replacement:
        """What the rows staged so far do to each supply that is held."""
        return Replacement(
            self.supplies_before,
            self.batches,
            frozenset(self.accounts),
            frozenset(self.emptied),
            self.request.replace_smaller,
        )
