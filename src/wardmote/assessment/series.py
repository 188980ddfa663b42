"""Which series an assessment rests on: chosen by rule, said, and never added.

Several sources count the same crimes: street files, counts by LSOA, a force's own tables.
Crime comes from one series: a force's own table first, because it tells violence from sexual
offences and homes from sheds, where it covers everything, is long enough to compare two
years and is not much older than the rest. Anti-social behaviour comes from police.uk where
that series has none. Small places come from whichever series knows LSOAs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from wardmote.errors import AnalysisError
from wardmote.evidence.cube import cube
from wardmote.evidence.partial_months import partial_months
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.months import months_between, next_month, shift_month

if TYPE_CHECKING:
    import pyarrow as pa

MONTHS_FOR_CHANGE = 24
MONTHS_BEHIND = 3  # a finer series may end this much earlier than the newest
ASB = "anti_social_behaviour"
# Among series that cover everything, are long enough and not too old, in this order.
PREFERRED = (
    ("mps_counts", "ward"),
    ("police_uk", "street"),
    ("police_uk_counts", "lsoa"),
    ("mps_counts", "borough"),
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
    """

    chosen: Candidate
    because: str
    left_out: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]
    by_ward: Mapping[tuple[str, str], tuple[int, ...]] = field(repr=False)
    by_lsoa: Mapping[tuple[str, str], tuple[int, ...]] = field(repr=False)

    @property
    def months(self) -> tuple[date, ...]:
        """Unbroken months, oldest first."""
        return self.chosen.months

    @property
    def covers_everything(self) -> bool:
        """Whether it may be read as all recorded crime."""
        return self.chosen.covers == "all"


@dataclass(frozen=True)
class SeriesSet:
    """The series of one assessment, each for what it alone can tell.

    Parameters
    ----------
    crime
        Levels and changes of recorded crime.
    asb
        Anti-social behaviour, where `crime` has none of it; otherwise None.
    by_lsoa
        Small places: `crime` itself where it knows LSOAs, else another, or None.
    set_aside
        Series held and not used, by name.
    """

    crime: Series
    asb: Series | None
    by_lsoa: Series | None
    set_aside: tuple[str, ...]

    @property
    def used(self) -> tuple[Series, ...]:
        """Each series used, once."""
        found = [one for one in (self.crime, self.asb, self.by_lsoa) if one is not None]
        return tuple({one.chosen.label: one for one in found}.values())


def area_series(evidence: Evidence, area: PartnershipArea, *, wanted: str = "auto") -> SeriesSet:
    """Monthly counts of a partnership's area, from series chosen by rule.

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
    groups = _groups(_rows_of_area(evidence, area))
    if not groups:
        raise AnalysisError(
            f"The evidence holds no recorded crime of {area.name or area.code}.",
            expected="street files, or counts by LSOA, ward or borough, of this area; "
            "and look-ups or boundaries that tell which LSOA is where",
            found=_held(evidence),
            next_step="Read them in: wardmote ingest PATH…  then wardmote evidence quality",
        )
    candidates = {
        one: groups[key] for key in sorted(groups) if (one := _candidate(key, groups[key]))
    }
    crime, because = _choose(list(candidates), wanted)
    chosen = _series(crime, candidates[crime], because)
    asb = None if ASB in chosen.counts else _asb(candidates)
    by_lsoa = chosen if chosen.by_lsoa else _by_lsoa(candidates)
    used = {one.chosen for one in (chosen, asb, by_lsoa) if one is not None}
    aside = tuple(one.label for one in candidates if one not in used)
    return SeriesSet(chosen, asb, by_lsoa, aside)


def series_until(
    evidence: Evidence, area: PartnershipArea, ends: Mapping[str, date]
) -> dict[str, Series]:
    """Series of an area as they are today, each cut so that it ends with an earlier month.

    Answers "what does today's evidence hold of the months that an earlier assessment used?".

    Parameters
    ----------
    evidence
        One evidence version.
    area
        Where the partnership's records lie.
    ends
        ``source/kind`` to the last month wanted.

    Returns
    -------
    dict
        ``source/kind`` to its series. One that is not held, or that has a gap or a partial
        month at its end, is left out.
    """
    found: dict[str, Series] = {}
    groups = _groups(_rows_of_area(evidence, area)) if ends else {}
    for key in sorted(groups, key=lambda each: each[2] != "all"):  # what covers everything first
        last = ends.get(f"{key[0]}/{key[1]}")
        rows = [row for row in groups[key] if last is not None and row["month"] <= last]
        one = _candidate(key, rows)
        if one.months and one.months[-1] == last:
            found.setdefault(one.label, _series(one, rows, "an earlier assessment used it"))
    return found


def _groups(
    rows: Sequence[dict[str, Any]],
) -> dict[tuple[str, str, str, str], list[dict[str, Any]]]:
    groups: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        if row["months"] == 1 and row["scheme"] != "partner":
            key = (row["source"], row["kind"], row["covers"], row["scheme"])
            groups.setdefault(key, []).append(row)
    return groups


def _series(chosen: Candidate, rows: Sequence[dict[str, Any]], because: str) -> Series:
    held = {row["month"] for row in rows}
    return Series(
        chosen=chosen,
        because=because,
        left_out=tuple(sorted(held - set(chosen.months))),
        counts=_by_category(rows, chosen.months),
        by_ward=_by_area(rows, chosen.months, "ward_code"),
        by_lsoa=_by_area(rows, chosen.months, "lsoa21cd"),
    )


def _asb(candidates: Mapping[Candidate, Sequence[dict[str, Any]]]) -> Series | None:
    """Anti-social behaviour alone, from the longest series of everything that has it."""
    having = {
        one: [row for row in rows if row["category"] == ASB]
        for one, rows in candidates.items()
        if one.covers == "all"
    }
    having = {one: rows for one, rows in having.items() if rows and one.months}
    if not having:
        return None
    one = max(having, key=lambda each: (each.months[-1], len(each.months), each.label))
    return _series(one, having[one], "it is the one that holds anti-social behaviour")


def _by_lsoa(candidates: Mapping[Candidate, Sequence[dict[str, Any]]]) -> Series | None:
    """The series of everything that knows LSOAs, newest and longest first."""
    knowing = [
        one
        for one, rows in candidates.items()
        if one.covers == "all" and one.months and any(row["lsoa21cd"] for row in rows)
    ]
    if not knowing:
        return None
    one = max(knowing, key=lambda each: (len(each.months) >= 12, each.months[-1], each.label))
    return _series(one, candidates[one], "it tells in which LSOA each record lies")


def _held(evidence: Evidence) -> str:
    kinds = sorted({f"{one.supply.source}/{one.supply.kind}" for one in evidence.supplies.values()})
    return ", ".join(kinds) or "nothing"


def _rows_of_area(evidence: Evidence, area: PartnershipArea) -> list[dict[str, Any]]:
    rows = evidence.parquet(cube(evidence))
    if area.lsoas is not None:
        inside = rows.filter(rows.lsoa21cd.isin(sorted(area.lsoas)))
    else:
        inside = rows.filter(rows.district_code.isin(list(area.districts)))
    return _as_dicts(inside.to_pyarrow())


def _as_dicts(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as dictionaries, each different value made once: a borough's are 150,000."""
    columns = []
    for column in table.columns:
        encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
        values = encoded.dictionary.to_pylist()
        columns.append([values[place] for place in encoded.indices.to_numpy()])
    names = table.column_names
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


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
    newest = max((one.months[-1] for one in candidates if one.months), default=date.min)
    best = min(candidates, key=lambda one: _rank(one, newest))
    if len(candidates) == 1:
        return best, "it is the only one held"
    if best.covers != "all":
        return best, "no series held covers all recorded crime, and this one is the longest"
    if len(best.months) < MONTHS_FOR_CHANGE:
        return best, "no series held has two unbroken years, and this one comes first by rule"
    return best, (
        "it covers all recorded crime in at least two unbroken years and ends within "
        f"{MONTHS_BEHIND} months of the newest; a force's own tables come before police.uk's, "
        "because they tell kinds of crime apart"
    )


def _rank(one: Candidate, newest: date) -> tuple[bool, bool, bool, int, int, str]:
    label = (one.source, one.kind)
    place = PREFERRED.index(label) if label in PREFERRED else len(PREFERRED)
    too_short = len(one.months) < MONTHS_FOR_CHANGE
    too_old = not one.months or one.months[-1] < shift_month(newest, -MONTHS_BEHIND)
    return one.covers != "all", too_short, too_old, place, -len(one.months), one.label


def _by_category(
    rows: Sequence[dict[str, Any]], months: Sequence[date]
) -> dict[str, tuple[int, ...]]:
    place = {month: index for index, month in enumerate(months)}
    found: dict[str, list[int]] = {}
    for row in rows:
        if row["month"] in place:
            line = found.setdefault(row["category"], [0] * len(months))
            line[place[row["month"]]] += row["count"]
    return {category: tuple(line) for category, line in sorted(found.items())}


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
