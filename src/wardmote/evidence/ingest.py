"""Files in, an evidence version out, every row accounted for.

Rows end as accepted, quarantined with a reason, or duplicate, and the three add up to the
rows read. What is replaced is a supply (source, kind, agency, scope, period), so a corrected
month replaces that month and nothing else. Nothing is saved unless everything can be.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from wardmote.errors import (
    ConfigurationError,
    Fault,
    PersonalData,
    SmallReplacement,
    SourceError,
)
from wardmote.evidence import quarantine
from wardmote.evidence.batch import BatchRows, stage_batch
from wardmote.evidence.files import FoundFiles, find_files, open_files
from wardmote.evidence.merging import merge_parts
from wardmote.evidence.personal_columns import personal_columns_of
from wardmote.evidence.registers import (
    HeldFile,
    HeldSupply,
    as_table,
    held_files,
    held_supplies,
)
from wardmote.evidence.replacement import Replacement, files_of_supplies
from wardmote.evidence.reports import (
    FileAccount,
    IngestReport,
    RowAccount,
    SupplyChange,
    overlap_note,
    quarantine_note,
    replaced_note,
)
from wardmote.evidence.source import (
    Declaration,
    Layout,
    Recognised,
    Source,
    SourceFile,
    recognise,
    registered_sources,
)
from wardmote.evidence.store import Store, Writer
from wardmote.evidence.supplies import ALL, Scope, is_much_smaller
from wardmote.vocabulary.categories import SCHEMES, categories
from wardmote.vocabulary.sentences import count

# Tables some of whose records have nothing to tell them apart by.
WITHOUT_ID = frozenset({"incidents", "searches"})
BATCH_BYTES = 192_000_000  # of text at once: flat memory, and large enough to keep both cores busy

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Request:
    """What a person asks of an ingest.

    Parameters
    ----------
    paths
        Files and folders, ZIPs among them.
    as_of
        Day of the ingest: a later month is in the future.
    scope
        What the supplies cover, where the person says so.
    replace_smaller
        Whether a supply may be replaced by an empty or much smaller one. Files that are
        held already are then read again.
    source
        Only this source may recognise the files.
    leave_alone
        Folders that are no sources, wherever they lie: the workspace's own store and pages.
    """

    paths: tuple[Path, ...]
    as_of: date
    scope: str | None = None
    replace_smaller: bool = False
    source: str | None = None
    leave_alone: tuple[Path, ...] = ()


def ingest(
    store: Store,
    request: Request,
    *,
    sources: Sequence[Source] | None = None,
    progress: Progress = lambda _sentence: None,
) -> IngestReport:
    """Read files into the evidence store as one new evidence version.

    Parameters
    ----------
    store
        The workspace's store; nobody else writes to it meanwhile.
    request
        Which files, and what is said of them.
    sources
        Sources that may recognise them; those installed by default.
    progress
        Told a sentence now and then.

    Returns
    -------
    IngestReport
        Where every row went. If every file was held already, no new version is made.

    Raises
    ------
    ConfigurationError
        The scope names no category.
    SourceError
        A file cannot be read, is recognised by nobody, or by two. All files' faults at once.
    PersonalData
        A column looks personal.
    SmallReplacement
        A supply would be replaced by an empty or much smaller one.
    StoreBusy, EvidenceError
        Another ingest is writing, or the disk refuses.
    """
    _check_scope(request.scope)
    found = find_files(request.paths, leave_alone=request.leave_alone)
    known = _chosen(registered_sources() if sources is None else sources, request.source)
    with store.writing() as writer:
        run = _Run(store, writer, request, known, progress)
        run.read(found)
        run.refuse_faults()
        return run.commit(found)


def _check_scope(scope: str | None) -> None:
    """Refuse a scope that names no category: the page made from it could not say what it is."""
    named = Scope.parse(scope or ALL).category
    known = sorted({one.id for scheme in SCHEMES for one in categories(scheme)})
    if named not in (ALL, *known):
        raise ConfigurationError(
            f"The scope {named} is not a category. Nothing was saved.",
            known=get_close_matches(named, known) or known,
            next_step="Write --scope all, --scope burglary or --scope burglary@E09000030.",
        )


def _last_part(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _chosen(sources: Sequence[Source], name: str | None) -> tuple[Source, ...]:
    chosen = tuple(one for one in sources if name in (None, one.name))
    if not chosen:
        raise SourceError(
            f"There is no source called {name}.",
            known=[one.name for one in sources],
            next_step="Choose one of these, or leave --source out.",
        )
    return chosen


@dataclass
class _Run:
    """One ingest under way."""

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

    # Reading ---------------------------------------------------------------------------

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
        touched = self._replacement().touched
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

    def _replacement(self) -> Replacement:
        return Replacement(
            self.supplies_before,
            self.batches,
            frozenset(self.accounts),
            frozenset(self.emptied),
            self.request.replace_smaller,
        )

    # Refusing --------------------------------------------------------------------------

    def refuse_faults(self) -> None:
        """Raise for everything found wrong, of one sort at a time, all of that sort at once."""
        if self.personal:
            raise PersonalData(
                "Some columns look personal. Nothing was saved.",
                faults=self.personal,
                next_step="Drop or generalise them with a mapping: wardmote source inspect FILE "
                "proposes one.\nA file that is about people belongs to the linkage step, where its "
                "controller runs it.",
            )
        if self.faults:
            raise SourceError(
                "Some files cannot be read. Nothing was saved.",
                faults=self.faults,
                next_step="Put these right, or take them away, and run it again.",
            )
        if not self.accounts and not self.copies:
            raise SourceError(
                "No source recognises what you named. Nothing was saved.",
                faults=[Fault(name, "no source has this layout") for name in self.unrecognised],
                known=[one.name for one in self.sources],
                next_step="For a council's own table: wardmote source inspect FILE",
            )

    def _refuse_small(self, changes: Iterable[SupplyChange]) -> None:
        small = [one for one in changes if is_much_smaller(one.rows_before, one.rows_after)]
        if small and not self.request.replace_smaller:
            raise SmallReplacement(
                "A supply would be replaced by an empty or much smaller one. Nothing was saved.",
                faults=[
                    Fault(one.supply_id, f"{one.rows_before:,} rows held, {one.rows_after:,} came")
                    for one in small
                ],
                next_step="If the new file is right, run it again with --replace.",
            )

    # Committing ------------------------------------------------------------------------

    def commit(self, found: FoundFiles) -> IngestReport:
        """Merge, check and commit what was staged; tell where every row went."""
        self._merge()
        replacement = self._replacement()
        changes = replacement.changes()
        self._refuse_small(changes)
        changes = tuple(one for one in changes if one.rows_before or one.rows_after)
        copied = [self._copy_account(file, sha256) for file, sha256 in self.copies]
        files = (*self.accounts.values(), *copied)
        reasons = Counter(reason for batch in self.batches for reason in batch.reasons())
        before = self.writer.before
        report = IngestReport(
            version=before.name if before else "",
            changed=bool(self.accounts),
            files=files,
            supplies=changes,
            reasons=reasons,
            unrecognised=tuple(self.unrecognised),
            ignored=found.ignored,
            notes=(
                *self.notes,
                *self._overlaps(),
                *self._taken_for_corrections(changes),
                *self._still_in_quarantine(),
            ),
        )
        return self._committed(report, replacement) if report.changed else report

    def _overlaps(self) -> tuple[str, ...]:
        """Supplies of records without an id that came in several files."""
        # A mapping gives its own warning.
        mine = [one for one in self.batches if one.table in WITHOUT_ID and not one.said]
        files = files_of_supplies(mine)
        return overlap_note(sorted(one for one, sha256s in files.items() if len(sha256s) > 1))

    def _taken_for_corrections(self, changes: Iterable[SupplyChange]) -> tuple[str, ...]:
        """Supplies whose files were replaced by files of other names."""
        came = files_of_supplies(self.batches)
        replaced = []
        for one in changes:
            before = self.supplies_before.get(one.supply_id)
            if before and one.rows_after:
                old = {_last_part(self.files_before[sha].name) for sha in before.sha256s}
                new = {_last_part(self.accounts[sha].name) for sha in came[one.supply_id]}
                if old.isdisjoint(new):
                    replaced.append((one.supply_id, min(old), min(new)))
        return replaced_note(replaced)

    def _still_in_quarantine(self) -> tuple[str, ...]:
        """Rows in quarantine of files that were not read again."""
        held = {sha256 for _, sha256 in self.copies} - set(self.accounts)
        return quarantine_note(sum(self.files_before[sha256].quarantined for sha256 in held))

    def _committed(self, report: IngestReport, replacement: Replacement) -> IngestReport:
        self.progress("Committing")
        supplies = replacement.supplies_after(self.writer.next_number)
        for table, parts in replacement.parts_by_table().items():
            ids = {part.supply_id for part in parts} | replacement.supplies_gone(table)
            self.writer.replace_supplies(table, sorted(ids), parts)
        self.writer.write_whole("supplies", as_table(supplies.values(), HeldSupply))
        self.writer.write_whole("files", as_table(self._files_after(supplies), HeldFile))
        kept = quarantine.write(self.store.quarantine_folder, self.writer.next_number, self.batches)
        total = report.total
        version = self.writer.commit(
            paths=[path.name for path in self.request.paths],
            rows={
                "rows_read": total.rows_read,
                "accepted": total.accepted,
                "quarantined": total.quarantined,
                "duplicates": total.duplicates,
            },
        )
        return replace(report, version=version.name, quarantine_file=kept)

    def _merge(self) -> None:
        moved = merge_parts(self.batches, self.writer.incoming)
        for sha256, rows in moved.items():
            account = self.accounts[sha256]
            now = replace(
                account.rows,
                accepted=account.rows.accepted - rows,
                duplicates=account.rows.duplicates + rows,
            )
            self.accounts[sha256] = replace(account, rows=now)

    def _files_after(self, supplies: dict[str, HeldSupply]) -> list[HeldFile]:
        used = {sha256 for one in supplies.values() for sha256 in one.sha256s}
        kept = {sha: file for sha, file in self.files_before.items() if sha in used}
        kept.update({sha: self._held_file(account) for sha, account in self.accounts.items()})
        return sorted(kept.values(), key=lambda one: (one.source, one.name, one.sha256))

    def _held_file(self, account: FileAccount) -> HeldFile:
        one = self.recognised[account.sha256]
        said = next(
            (batch.said for batch in self.batches if account.sha256 in batch.shas and batch.said),
            None,
        )
        rows = account.rows
        return HeldFile(
            account.sha256,
            account.name,
            one.file.size_bytes,
            account.source,
            account.kind,
            account.layout,
            said.publisher if said else one.source.publisher,
            said.licence if said else one.source.licence,
            self.request.as_of.isoformat(),
            self.request.scope or "",
            rows.rows_read,
            rows.accepted,
            rows.quarantined,
            rows.duplicates,
            one.source.sensitivity,
        )

    def _copy_account(self, file: SourceFile, sha256: str) -> FileAccount:
        """A copy's rows are all duplicates: the file is read once."""
        if sha256 in self.accounts:
            original = self.accounts[sha256]
            rows, name = original.rows.rows_read, original.name
            kind, source, layout = original.kind, original.source, original.layout
        else:
            held = self.files_before[sha256]
            rows, name = held.rows_read, held.name
            kind, source, layout = held.kind, held.source, held.layout
        account = RowAccount(rows, 0, 0, rows)
        return FileAccount(file.name, sha256, source, kind, layout, account, name, file.encoding)
