"""Rows of a force that have no place: in no area's count, and told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardmote.assessment.changes import YEAR
from wardmote.assessment.findings import FileRows
from wardmote.assessment.series import Series
from wardmote.evidence.reader import Evidence
from wardmote.evidence.tally import RowsBehind, unplaced_rows
from wardmote.vocabulary.months import shift_month


@dataclass(frozen=True)
class Unplaced:
    """Rows of the whole force without a place, in the two years compared.

    Parameters
    ----------
    before, after
        Category to rows, in the earlier year and in the later.
    rows_behind
        Files, and rows of each.
    """

    before: Mapping[str, int]
    after: Mapping[str, int]
    rows_behind: tuple[FileRows, ...]


def unplaced_of(evidence: Evidence, crime: Series) -> Unplaced:
    """Rows of a series that no area counts, by category and year.

    Parameters
    ----------
    evidence
        One evidence version.
    crime
        The series of recorded crime.
    """
    before, after = (_year(evidence, crime, years_ago=ago) for ago in (1, 0))
    files: dict[str, int] = {}
    for one in (*before, *after):
        files[one.file_sha256] = files.get(one.file_sha256, 0) + one.rows
    behind = tuple(FileRows(sha256, rows) for sha256, rows in sorted(files.items()))
    return Unplaced(_by_category(before), _by_category(after), behind)


def _year(evidence: Evidence, crime: Series, *, years_ago: int) -> tuple[RowsBehind, ...]:
    last = shift_month(crime.months[-1], -YEAR * years_ago)
    return unplaced_rows(
        evidence,
        source=crime.chosen.source,
        kind=crime.chosen.kind,
        first=shift_month(last, 1 - YEAR),
        last=last,
    )


def _by_category(rows: tuple[RowsBehind, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in rows:
        found[one.category] = found.get(one.category, 0) + one.rows
    return found
