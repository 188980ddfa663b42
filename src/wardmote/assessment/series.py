"""Which series an assessment rests on: one source and kind, chosen by rule and said.

Several sources count the same crimes (street files, counts by LSOA, a force's own tables).
They are never added. The rule: the series that covers all kinds of crime in the most
months up to the newest, police.uk's categories first because they include anti-social
behaviour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wardmote.errors import AnalysisError
from wardmote.evidence.cube import cube
from wardmote.evidence.partial_months import partial_months
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.months import months_between, next_month

MONTHS_FOR_CHANGE = 24
# Among series that cover everything and are long enough, in this order.
PREFERRED = (
    ("police_uk", "street"),
    ("police_uk_counts", "lsoa"),
    ("mps_counts", "borough"),
    ("mps_counts", "ward"),
    ("mps_counts", "lsoa"),
)


@dataclass(frozen=True)
class Candidate:
    """One series that could be used, and how far it reaches."""

    source: str
    kind: str
    covers: str
    scheme: str
    months: tuple[date, ...]

    @property
    def label(self) -> str:
        """Its name: source/kind."""
        return f"{self.source}/{self.kind}"


@dataclass(frozen=True)
class Series:
    """Monthly counts of one partnership's area, by category and by smaller area.

    Parameters
    ----------
    chosen
        Which source and kind, and its unbroken months up to the last whole one.
    because
        Why this one, for the reader.
    left_out
        Months held but not used: partial, or before a gap.
    counts
        Category id to counts, in the order of `months`, for the whole area.
    by_lsoa, by_ward
        (category id, area code) to counts in the same order.
    set_aside
        Series held and not used, with why.
    """

    chosen: Candidate
    because: str
    left_out: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]
    by_ward: Mapping[tuple[str, str], tuple[int, ...]] = field(repr=False)
    by_lsoa: Mapping[tuple[str, str], tuple[int, ...]] = field(repr=False)
    set_aside: tuple[str, ...] = ()

    @property
    def months(self) -> tuple[date, ...]:
        """Unbroken months, oldest first."""
        return self.chosen.months

    @property
    def covers_everything(self) -> bool:
        """Whether it may be read as all recorded crime."""
        return self.chosen.covers == "all"


def area_series(evidence: Evidence, area: PartnershipArea, *, wanted: str = "auto") -> Series:
    """Monthly counts of a partnership's area, from the one series chosen by rule.

    Parameters
    ----------
    evidence
        One evidence version.
    area
        Where the partnership's records lie.
    wanted
        ``auto``, or ``source/kind`` where the partnership's settings name one.

    Raises
    ------
    AnalysisError
        No series holds a record of the area, or the one wanted is not held.
    """
    rows = _rows_of_area(evidence, area)
    groups: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        key = (row["source"], row["kind"], row["covers"], row["scheme"])
        if row["months"] == 1 and row["scheme"] != "partner":
            groups.setdefault(key, []).append(row)
    if not groups:
        raise AnalysisError(
            f"The evidence holds no recorded crime of {area.name or area.code}.",
            expected="street files, or counts by LSOA, ward or borough, of this area; "
            "and look-ups or boundaries that tell which LSOA is where",
            found=_held(evidence),
            next_step="Read them in: wardmote ingest PATH…  then wardmote evidence quality",
        )
    candidates = [_candidate(key, group) for key, group in sorted(groups.items())]
    chosen, because = _choose(candidates, wanted)
    group = groups[chosen.source, chosen.kind, chosen.covers, chosen.scheme]
    held = {row["month"] for row in group}
    return Series(
        chosen=chosen,
        because=because,
        left_out=tuple(sorted(held - set(chosen.months))),
        counts=_by_category(group, chosen.months),
        by_ward=_by_area(group, chosen.months, "ward_code"),
        by_lsoa=_by_area(group, chosen.months, "lsoa21cd"),
        set_aside=tuple(one.label for one in candidates if one != chosen),
    )


def _held(evidence: Evidence) -> str:
    kinds = sorted({f"{one.supply.source}/{one.supply.kind}" for one in evidence.supplies.values()})
    return ", ".join(kinds) or "nothing"


def _rows_of_area(evidence: Evidence, area: PartnershipArea) -> list[dict[str, Any]]:
    rows = evidence.parquet(cube(evidence))
    if area.lsoas is not None:
        inside = rows.filter(rows.lsoa21cd.isin(sorted(area.lsoas)))
    else:
        inside = rows.filter(rows.district_code.isin(list(area.districts)))
    found: list[dict[str, Any]] = inside.to_pyarrow().to_pylist()
    return found


def _candidate(key: tuple[str, str, str, str], rows: Sequence[dict[str, Any]]) -> Candidate:
    totals: dict[date, int] = {}
    for row in rows:
        totals[row["month"]] = totals.get(row["month"], 0) + row["count"]
    whole = set(totals) - set(partial_months(totals))
    return Candidate(*key, _unbroken(whole))


def _unbroken(months: set[date]) -> tuple[date, ...]:
    """Run of months up to the last, without a gap."""
    if not months:
        return ()
    first, *later = sorted(months)
    run_start, before = first, first
    for month in later:
        if month != next_month(before):
            run_start = month
        before = month
    return tuple(months_between(run_start, before))


def _choose(candidates: Sequence[Candidate], wanted: str) -> tuple[Candidate, str]:
    if wanted != "auto":
        named = [one for one in candidates if one.label == wanted]
        if not named:
            raise AnalysisError(
                f"The series {wanted} is not held for this area.",
                known=sorted({one.label for one in candidates}),
                next_step="Change assessment.series in partnership.toml, or read its files in.",
            )
        return named[0], "the partnership's settings name it"
    best = min(candidates, key=_rank)
    if len(candidates) == 1:
        return best, "it is the only one held"
    if best.covers != "all":
        return best, "no series held covers all recorded crime, and this one is the longest"
    if len(best.months) < MONTHS_FOR_CHANGE:
        return best, "no series held has two unbroken years, and this one comes first by rule"
    return best, (
        "it covers all recorded crime in at least two unbroken years; police.uk's files come "
        "before a force's own tables, because they hold anti-social behaviour too"
    )


def _rank(one: Candidate) -> tuple[bool, bool, int, int, int, str]:
    label = (one.source, one.kind)
    place = PREFERRED.index(label) if label in PREFERRED else len(PREFERRED)
    last = one.months[-1].toordinal() if one.months else 0
    too_short = len(one.months) < MONTHS_FOR_CHANGE
    return one.covers != "all", too_short, place, -last, -len(one.months), one.label


def _by_category(
    rows: Sequence[dict[str, Any]], months: Sequence[date]
) -> dict[str, tuple[int, ...]]:
    keyed = _by_area([{**row, "all": "all"} for row in rows], months, "all")
    return {category: counts for (category, _), counts in keyed.items()}


def _by_area(
    rows: Sequence[dict[str, Any]], months: Sequence[date], area: str
) -> dict[tuple[str, str], tuple[int, ...]]:
    place = {month: index for index, month in enumerate(months)}
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row[area] is not None and row["month"] in place:
            line = found.setdefault((row["category"], row[area]), [0] * len(months))
            line[place[row["month"]]] += row["count"]
    return {key: tuple(line) for key, line in sorted(found.items())}
