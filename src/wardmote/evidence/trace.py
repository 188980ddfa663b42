"""Trace: from a row's id, or a finding, back to the file that it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from wardmote.errors import EvidenceError
from wardmote.evidence.cube import placed
from wardmote.evidence.placing import PLACED_TABLES
from wardmote.evidence.reader import Evidence
from wardmote.evidence.records import TABLES
from wardmote.evidence.registers import HeldFile

ROW_ID = re.compile(r"(?P<sha>[0-9a-f]{8,64}):(?P<row>\d+)")


@dataclass(frozen=True)
class TracedRow:
    """One row of the evidence, where it came from, and how it was placed.

    Parameters
    ----------
    table
        Evidence table.
    values
        Its columns.
    file
        The file it came from.
    row_number
        Its place under the header: a spreadsheet shows it one line further down.
    """

    table: str
    values: dict[str, Any]
    file: HeldFile
    row_number: int


def trace_row(evidence: Evidence, row_id: str) -> tuple[TracedRow, ...]:
    """Records that were made from one row of one file.

    Parameters
    ----------
    evidence
        One evidence version.
    row_id
        ``SHA:ROW``: at least the first eight digits of the file's SHA-256, and the row number.

    Raises
    ------
    EvidenceError
        The id cannot be read, or no file or no accepted row fits it.
    """
    match = ROW_ID.fullmatch(row_id.strip().lower())
    if match is None:
        raise EvidenceError(
            f"{row_id!r} is not the id of a row.",
            expected="the start of a file's SHA-256, a colon and the row number: 3f2a91bc:17",
            next_step="Receipts of an assessment list files with their SHA-256.",
        )
    files = [file for sha, file in evidence.files.items() if sha.startswith(match["sha"])]
    if len(files) != 1:
        raise EvidenceError(
            f"{len(files) or 'No'} file{'s' if len(files) > 1 else ''} held "
            f"{'begin' if len(files) > 1 else 'begins'} with {match['sha']}.",
            known=[f"{file.sha256[:12]} {file.name}" for file in files],
            next_step="Give more digits of the SHA-256, or look in an older version.",
        )
    file, number = files[0], int(match["row"])
    found = [row for table in TABLES for row in _rows(evidence, table, file, number)]
    if not found:
        raise EvidenceError(
            f"Row {number} of {file.name} is not in the evidence.",
            expected=f"an accepted row from 1 to {file.rows_read}",
            found=f"{file.quarantined:,} rows of this file were quarantined, {file.duplicates:,} "
            "were duplicates",
            next_step="Quarantined rows are listed in evidence/quarantine/.",
        )
    return tuple(found)


def _rows(evidence: Evidence, table: str, file: HeldFile, number: int) -> list[TracedRow]:
    rows = placed(evidence, table) if table in PLACED_TABLES else evidence.table(table)
    mine = rows.filter((rows.file_sha256 == file.sha256) & (rows.row_number == number))
    hidden = {"geometry", "file_sha256", "row_number", "source"}
    return [
        TracedRow(table, {k: v for k, v in one.items() if k not in hidden}, file, number)
        for one in mine.to_pyarrow().to_pylist()
    ]
