"""Evidence versions: the small records that pin every table at one Delta version.

A Delta commit covers one table and an ingest fills several, so the record is written last,
synced, and linked into place: readers open tables only through it. It either is there whole
or is not there, and any version can be read again as long as its folder is kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wardmote.errors import EvidenceError

NAME = "v{number:06d}.json"


@dataclass(frozen=True)
class EvidenceVersion:
    """One state of the evidence: which version of each table belongs together.

    Parameters
    ----------
    number
        1 for the first ingest, then counting up.
    made_at
        When it was committed, UTC, ISO 8601.
    software
        Version of Wardmote that wrote it.
    tables
        Table name to Delta version.
    paths
        What was ingested, as the person named it.
    rows
        The ingest's row accounting, for `wardmote evidence versions`.
    """

    number: int
    made_at: str
    software: str
    tables: Mapping[str, int]
    paths: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in sentences and file names: v000003."""
        return f"v{self.number:06d}"


def version_numbers(folder: Path) -> list[int]:
    """Numbers of the versions in a folder, oldest first."""
    return sorted(int(path.stem[1:]) for path in folder.glob("v[0-9]*.json"))


def read_version(folder: Path, number: int | None = None) -> EvidenceVersion | None:
    """One version's record; the newest by default, None where there is none yet.

    Raises
    ------
    EvidenceError
        The version asked for does not exist, or its record cannot be read.
    """
    numbers = version_numbers(folder)
    if number is None:
        if not numbers:
            return None
        number = numbers[-1]
    if number not in numbers:
        raise EvidenceError(
            f"There is no evidence version {number}.",
            where={"Store": folder.parent.name},
            known=[str(one) for one in numbers],
            next_step="List them with: wardmote evidence versions",
        )
    path = folder / NAME.format(number=number)
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return EvidenceVersion(**{**values, "paths": tuple(values.get("paths", ()))})
    except (ValueError, TypeError) as error:
        raise EvidenceError(
            "The record of an evidence version cannot be read.",
            where={"File": path.name},
            found=str(error),
            next_step="Restore it from a backup, or remove it: the version before stands.",
        ) from error


def write_version(folder: Path, version: EvidenceVersion) -> None:
    """Put a version's record in place, whole or not at all.

    Raises
    ------
    EvidenceError
        A record with that number is there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / NAME.format(number=version.number)
    draft = folder / f".draft-{version.number}-{os.getpid()}"
    with draft.open("w", encoding="utf-8", newline="\n") as out:
        json.dump(asdict(version), out, indent=1, sort_keys=True)
        out.flush()
        os.fsync(out.fileno())
    try:
        _put_in_place(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(folder)


def _put_in_place(draft: Path, target: Path) -> None:
    if target.exists():
        raise EvidenceError(
            f"Evidence version {target.stem} is there already.",
            where={"File": target.name},
            next_step="Run the ingest again: another one finished first.",
        )
    try:
        os.link(draft, target)  # fails if the target exists, which a rename would overwrite
    except (OSError, NotImplementedError):
        # No hard links on this disk (FAT, some network shares). The store's lock still keeps
        # a second writer out, and a rename is whole or not at all.
        draft.replace(target)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no handle on a folder to sync
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
