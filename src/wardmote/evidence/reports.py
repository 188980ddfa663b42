"""What an ingest tells: every row accounted for, what came and went, what was noticed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from wardmote.errors import EvidenceError
from wardmote.vocabulary.sentences import count


@dataclass(frozen=True)
class RowAccount:
    """Where the rows of one file, kind or ingest went.

    Parameters
    ----------
    rows_read
        Records under the header.
    accepted
        In the store.
    quarantined
        Kept beside the store, with a reason and the row number.
    duplicates
        The same record again.

    Raises
    ------
    EvidenceError
        The three do not add up to the rows read: a row would be lost.

    Examples
    --------
    >>> RowAccount(10, 8, 1, 1) + RowAccount(5, 5, 0, 0)
    RowAccount(rows_read=15, accepted=13, quarantined=1, duplicates=1)
    """

    rows_read: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicates: int = 0

    def __post_init__(self) -> None:
        if self.rows_read != self.accepted + self.quarantined + self.duplicates:
            raise EvidenceError(
                "Rows do not add up. Nothing was saved.",
                expected=f"{self.rows_read:,} rows read",
                found=f"{self.accepted:,} accepted + {self.quarantined:,} quarantined + "
                f"{self.duplicates:,} duplicates",
                next_step="Report this with the file's name: it is a fault of the software.",
            )

    def __add__(self, other: RowAccount) -> RowAccount:
        return RowAccount(
            self.rows_read + other.rows_read,
            self.accepted + other.accepted,
            self.quarantined + other.quarantined,
            self.duplicates + other.duplicates,
        )


@dataclass(frozen=True)
class FileAccount:
    """One file of an ingest, and where its rows went.

    Parameters
    ----------
    name, sha256
        The file.
    source, kind, layout
        What it was recognised as.
    rows
        Where its rows went.
    copy_of
        Name of the file with the same bytes, when this is a copy or is held already.
    encoding
        As found, when it is not plain UTF-8.
    """

    name: str
    sha256: str
    source: str
    kind: str
    layout: str
    rows: RowAccount
    copy_of: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True)
class SupplyChange:
    """One supply that came, or came again."""

    supply_id: str
    rows_before: int
    rows_after: int


@dataclass(frozen=True)
class PlacedRows:
    """Of the incidents and searches accepted: how many have a place, and where.

    Parameters
    ----------
    without_place
        Neither point nor area code: accepted, in no area's count.
    outside_area
        Placed, outside the partnership's area.
    beyond_boundaries
        With a point that lies in no boundary held.
    code_disagrees
        The source's area code and the point are more than 50 m apart: flagged, kept.
    """

    without_place: int = 0
    outside_area: int = 0
    beyond_boundaries: int = 0
    code_disagrees: int = 0


@dataclass(frozen=True)
class IngestReport:
    """Everything an ingest did.

    Parameters
    ----------
    version
        Evidence version that it made, or the one that stands if nothing changed.
    changed
        Whether a new version was made.
    files
        One account a file.
    supplies
        Supplies that came, or came again.
    reasons
        Reason to number of quarantined rows.
    places
        Where the accepted rows lie; None before any boundary is held.
    unrecognised, ignored
        Data files that no source knows; other files.
    notes
        Sentences: what was noticed and what was chosen.
    """

    version: str
    changed: bool
    files: tuple[FileAccount, ...]
    supplies: tuple[SupplyChange, ...]
    reasons: Mapping[str, int]
    places: PlacedRows | None = None
    unrecognised: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quarantine_file: str | None = None

    @property
    def total(self) -> RowAccount:
        """All rows of all files."""
        return sum((file.rows for file in self.files), RowAccount())

    @property
    def by_kind(self) -> dict[tuple[str, str], RowAccount]:
        """Source and kind to rows."""
        accounts: dict[tuple[str, str], RowAccount] = defaultdict(RowAccount)
        for file in self.files:
            accounts[file.source, file.kind] += file.rows
        return dict(sorted(accounts.items()))

    @property
    def rows_gone(self) -> int:
        """Rows of supplies that were replaced."""
        return sum(change.rows_before for change in self.supplies)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values, for `wardmote ingest --json`."""
        return {
            "evidence_version": self.version,
            "changed": self.changed,
            **asdict(self.total),
            "sources": [
                {"source": source, "kind": kind, **asdict(rows)}
                for (source, kind), rows in self.by_kind.items()
            ],
            "quarantine_reasons": dict(sorted(self.reasons.items())),
            "quarantine_file": self.quarantine_file,
            "places": asdict(self.places) if self.places else None,
            "supplies": [asdict(change) for change in self.supplies],
            "files": [asdict(file) for file in self.files],
            "unrecognised": list(self.unrecognised),
            "ignored": list(self.ignored),
            "notes": list(self.notes),
        }


def overlap_note(supply_ids: Sequence[str]) -> tuple[str, ...]:
    """Warning that several files made one supply of records that nothing tells apart.

    Examples
    --------
    >>> overlap_note(["police_uk.street.northshire.all.2024-03"])[0][:36]
    '1 supply came in several files, the '
    """
    if not supply_ids:
        return ()
    return (
        f"{count(len(supply_ids), 'supply', 'supplies')} came in several files, the first of "
        f"them {supply_ids[0]}. If the files overlap, their rows without an id (anti-social "
        "behaviour, searches) are counted twice: leave one file out.",
    )


def replaced_note(replaced: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """Warning that a file took the place of one of another name, and may be a part beside it.

    Parameters
    ----------
    replaced
        Supply, a file that it was held from, and a file that it came in now.

    Examples
    --------
    >>> replaced_note([("mapped_csv.incidents.c.noise.2024-03", "w1.csv", "w2.csv")])[0][-70:]
    'If each is a part of the period, not a correction, read them together.'
    """
    if not replaced:
        return ()
    supply_id, before, now = replaced[0]
    were = count(len(replaced), "supply was", "supplies were")
    return (
        f"{were} replaced by files of another name, the first of them {supply_id}: {before} by "
        f"{now}. If each is a part of the period, not a correction, read them together.",
    )


def quarantine_note(rows: int) -> tuple[str, ...]:
    """Hint that rows of files held already can be judged again.

    Examples
    --------
    >>> quarantine_note(1)
    ('1 row of files held already is in quarantine. To judge it again: --replace.',)
    """
    if not rows:
        return ()
    is_or_are, them = ("is", "it") if rows == 1 else ("are", "them")
    return (
        f"{count(rows, 'row')} of files held already {is_or_are} in quarantine. "
        f"To judge {them} again: --replace.",
    )
