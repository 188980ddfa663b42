"""What an ingest has taken in, committed: merged, checked, saved, and told where every row went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from wardmote.evidence import quarantine
from wardmote.evidence.files import FoundFiles
from wardmote.evidence.intake import Intake
from wardmote.evidence.merging import merge_parts
from wardmote.evidence.refusing import refuse_small
from wardmote.evidence.registers import HeldFile, HeldSupply, as_table
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
from wardmote.evidence.source import SourceFile

# Tables some of whose records have nothing to tell them apart by.
WITHOUT_ID = frozenset({"incidents", "searches"})


def commit(intake: Intake, found: FoundFiles) -> IngestReport:
    """Merge, check and commit what was staged; tell where every row went."""
    _merge(intake)
    replacement = intake.replacement()
    changes = replacement.changes()
    refuse_small(intake, changes)
    changes = tuple(one for one in changes if one.rows_before or one.rows_after)
    copied = [_copy_account(intake, file, sha256) for file, sha256 in intake.copies]
    files = (*intake.accounts.values(), *copied)
    reasons = Counter(reason for batch in intake.batches for reason in batch.reasons())
    before = intake.writer.before
    report = IngestReport(
        version=before.name if before else "",
        changed=bool(intake.accounts),
        files=files,
        supplies=changes,
        reasons=reasons,
        unrecognised=tuple(intake.unrecognised),
        ignored=found.ignored,
        notes=(
            *intake.notes,
            *_overlaps(intake),
            *_taken_for_corrections(intake, changes),
            *_still_in_quarantine(intake),
        ),
    )
    return _committed(intake, report, replacement) if report.changed else report


def _overlaps(intake: Intake) -> tuple[str, ...]:
    """Supplies of records without an id that came in several files."""
    # A mapping gives its own warning.
    mine = [one for one in intake.batches if one.table in WITHOUT_ID and not one.said]
    files = files_of_supplies(mine)
    return overlap_note(sorted(one for one, sha256s in files.items() if len(sha256s) > 1))


def _taken_for_corrections(intake: Intake, changes: Iterable[SupplyChange]) -> tuple[str, ...]:
    """Supplies whose files were replaced by files of other names."""
    came = files_of_supplies(intake.batches)
    replaced = []
    for one in changes:
        before = intake.supplies_before.get(one.supply_id)
        if before and one.rows_after:
            old = {_last_part(intake.files_before[sha].name) for sha in before.sha256s}
            new = {_last_part(intake.accounts[sha].name) for sha in came[one.supply_id]}
            if old.isdisjoint(new):
                replaced.append((one.supply_id, min(old), min(new)))
    return replaced_note(replaced)


def _still_in_quarantine(intake: Intake) -> tuple[str, ...]:
    """Rows in quarantine of files that were not read again."""
    held = {sha256 for _, sha256 in intake.copies} - set(intake.accounts)
    return quarantine_note(sum(intake.files_before[sha256].quarantined for sha256 in held))


def _committed(intake: Intake, report: IngestReport, replacement: Replacement) -> IngestReport:
    intake.progress("Committing")
    supplies = replacement.supplies_after(intake.writer.next_number)
    for table, parts in replacement.parts_by_table().items():
        ids = {part.supply_id for part in parts} | replacement.supplies_gone(table)
        intake.writer.replace_supplies(table, sorted(ids), parts)
    intake.writer.write_whole("supplies", as_table(supplies.values(), HeldSupply))
    intake.writer.write_whole("files", as_table(_files_after(intake, supplies), HeldFile))
    kept = quarantine.write(
        intake.store.quarantine_folder, intake.writer.next_number, intake.batches
    )
    total = report.total
    version = intake.writer.commit(
        paths=[path.name for path in intake.request.paths],
        rows={
            "rows_read": total.rows_read,
            "accepted": total.accepted,
            "quarantined": total.quarantined,
            "duplicates": total.duplicates,
        },
    )
    return replace(report, version=version.name, quarantine_file=kept)


def _merge(intake: Intake) -> None:
    moved = merge_parts(intake.batches, intake.writer.incoming)
    for sha256, rows in moved.items():
        account = intake.accounts[sha256]
        now = replace(
            account.rows,
            accepted=account.rows.accepted - rows,
            duplicates=account.rows.duplicates + rows,
        )
        intake.accounts[sha256] = replace(account, rows=now)


def _files_after(intake: Intake, supplies: dict[str, HeldSupply]) -> list[HeldFile]:
    used = {sha256 for one in supplies.values() for sha256 in one.sha256s}
    kept = {sha: file for sha, file in intake.files_before.items() if sha in used}
    kept.update({sha: _held_file(intake, account) for sha, account in intake.accounts.items()})
    return sorted(kept.values(), key=lambda one: (one.source, one.name, one.sha256))


def _held_file(intake: Intake, account: FileAccount) -> HeldFile:
    one = intake.recognised[account.sha256]
    said = next(
        (batch.said for batch in intake.batches if account.sha256 in batch.shas and batch.said),
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
        intake.request.as_of.isoformat(),
        intake.request.scope or "",
        rows.rows_read,
        rows.accepted,
        rows.quarantined,
        rows.duplicates,
        one.source.sensitivity,
    )


def _copy_account(intake: Intake, file: SourceFile, sha256: str) -> FileAccount:
    """A copy's rows are all duplicates: the file is read once."""
    if sha256 in intake.accounts:
        original = intake.accounts[sha256]
        rows, name = original.rows.rows_read, original.name
        kind, source, layout = original.kind, original.source, original.layout
    else:
        held = intake.files_before[sha256]
        rows, name = held.rows_read, held.name
        kind, source, layout = held.kind, held.source, held.layout
    account = RowAccount(rows, 0, 0, rows)
    return FileAccount(file.name, sha256, source, kind, layout, account, name, file.encoding)


def _last_part(name: str) -> str:
    return name.rsplit("/", 1)[-1]
