"""What was planted, recorded so that a test can ask for it back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wardmote.northborough.ledger import WrittenFile
from wardmote.northborough.plan import TruthPlan

Monthly = Mapping[str, tuple[int, ...]]
BROKEN_LIST = re.compile(r"\[\n\s+([^\[\]{}]*?)\n\s+\]")


@dataclass(frozen=True)
class Planted:
    """One planted truth: what, in which categories, where, since when and how large.

    Parameters
    ----------
    kind
        For example ``step`` or ``hot_spots``.
    categories
        Our category ids.
    areas
        Codes: LSOA 2021, ward 2024 or district.
    starts, ends
        First and last month; None where it is there throughout.
    size
        Its numbers by name, for example ``{"ratio": 0.7}``.
    seen_in
        Folder or file pattern where a method can find it.
    """

    kind: str
    categories: tuple[str, ...]
    areas: tuple[str, ...]
    starts: date | None
    ends: date | None
    size: Mapping[str, float]
    seen_in: str


@dataclass(frozen=True)
class Truth:
    """What is true of one Northborough, written beside its sources as truth.json.

    Parameters
    ----------
    seed, first_month, last_month, months, plan
        What it was made from.
    planted
        Every truth that was switched on.
    quiet
        Categories of police.uk whose level never changes (a season may).
    hot_spots
        LSOA 2021 codes.
    crimes
        District code → category → crimes (each Crime ID once; each ASB row) with a place, in
        each month. Quarantinable rows are in none of these counts.
    unplaced
        Category → crimes without a place in each month; the force does not say whose.
    crimes_by_lsoa
        LSOA 2021 code → crimes with a place over all months and categories.
    searches
        Rows of stop and search in each month's file.
    partner_counts
        Category → what the feeds hold in each month, placed or not; a quarter's count stands
        at its first month. Quarantinable rows are not in it.
    duplicates
        Rows that repeat another, by sort; `identical_asb_rows` and `repeated_searches` repeat
        every field and are nonetheless incidents and searches of their own.
    quarantinable
        Rows that cannot be true, by sort.
    flaws
        Other rows worth knowing of: without a place, stamped in the month before.
    files
        Every file with its rows and SHA-256.
    """

    seed: int
    first_month: date
    last_month: date
    months: int
    plan: TruthPlan
    planted: tuple[Planted, ...]
    quiet: tuple[str, ...]
    hot_spots: tuple[str, ...]
    crimes: Mapping[str, Monthly]
    unplaced: Monthly
    crimes_by_lsoa: Mapping[str, int]
    searches: tuple[int, ...]
    partner_counts: Monthly
    duplicates: Mapping[str, int]
    quarantinable: Mapping[str, int]
    flaws: Mapping[str, int]
    files: tuple[WrittenFile, ...]

    def of_kind(self, kind: str) -> tuple[Planted, ...]:
        """The planted truths of one kind, none when it is switched off."""
        return tuple(each for each in self.planted if each.kind == kind)

    def rows(self, beginning: str) -> int:
        """Rows in all files whose path begins so, for example ``police_uk/``."""
        return sum(file.rows for file in self.files if file.path.startswith(beginning))

    def as_json(self) -> str:
        """The record as JSON, one line for each list of numbers."""
        text = json.dumps(asdict(self), indent=1, default=_plain, ensure_ascii=False)
        return BROKEN_LIST.sub(lambda found: "[" + _one_line(found[1]) + "]", text) + "\n"


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in truth.json")


def _one_line(items: str) -> str:
    return re.sub(r",\n\s+", ", ", items)
