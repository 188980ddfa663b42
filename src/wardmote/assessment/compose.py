"""From the evidence to an assessment: which series, what changed, where, from which rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import wardmote
from wardmote.analysis.breaks import Break as BreakInSeries
from wardmote.analysis.change import Change, JudgedChange, compare_years, judge_family
from wardmote.assessment.assessment import Assessment, WardLevel
from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.series import Series, area_series
from wardmote.errors import AnalysisError
from wardmote.evidence.held_areas import HeldAreas, boundaries, held_areas
from wardmote.evidence.partnership_area import PartnershipArea, partnership_area
from wardmote.evidence.reader import Evidence
from wardmote.evidence.residents import estimates_of_lsoas, files_of_residents
from wardmote.evidence.tally import RowsBehind, rows_behind, unplaced_rows
from wardmote.places.residents import Estimates, Residents
from wardmote.vocabulary.breaks import Break, breaks_affecting, read_breaks, shipped_breaks
from wardmote.vocabulary.categories import Category, category
from wardmote.vocabulary.months import month_name, shift_month

YEAR = 12
ALL = "all"
MONTHS_NAMED = 3  # more than this are counted


class PartnershipSettings(Protocol):
    """What an assessment needs to know of a partnership's settings."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def area_name(self) -> str: ...  # noqa: D102
    @property
    def area_code(self) -> str: ...  # noqa: D102
    @property
    def is_invented(self) -> bool: ...  # noqa: D102
    @property
    def contact(self) -> str: ...  # noqa: D102
    @property
    def accent(self) -> str: ...  # noqa: D102
    @property
    def series(self) -> str: ...  # noqa: D102


def assess(
    evidence: Evidence,
    partnership: PartnershipSettings,
    *,
    as_of: date,
    events_file: Path | None = None,
) -> Assessment:
    """Assess one partnership's area from one evidence version.

    Parameters
    ----------
    evidence
        One evidence version.
    partnership
        Its settings.
    as_of
        Date that the assessment stands for.
    events_file
        The partnership's own breaks, beside the shipped ones.

    Raises
    ------
    AnalysisError
        No series holds the area, or the series is shorter than a year.
    """
    areas = held_areas(evidence)
    area = partnership_area(evidence, partnership.area_code, areas=areas)
    series = area_series(evidence, area, wanted=partnership.series)
    if len(series.months) < YEAR:
        raise AnalysisError(
            f"The series {series.chosen.label} is shorter than a year for {area.name}.",
            expected=f"at least {YEAR} whole months without a gap",
            found=f"{len(series.months)}",
            next_step="Read earlier months in: wardmote ingest PATH…",
        )
    months = series.months
    first = months[-2 * YEAR] if len(months) >= 2 * YEAR else months[-YEAR]
    known = [*shipped_breaks(), *_own_breaks(events_file)]
    behind = rows_behind(
        evidence,
        area,
        source=series.chosen.source,
        kind=series.chosen.kind,
        first=first,
        last=months[-1],
    )
    lsoas = _lsoas(area, areas)
    estimates = estimates_of_lsoas(evidence, lsoas)
    residents = estimates.residents(lsoas, months[-1].year) if estimates else None
    findings, total = _findings(series, area, behind, known, residents, first)
    wards = _wards(series, areas, lsoas, estimates)
    return Assessment(
        partnership_name=partnership.name,
        area=area,
        is_invented=partnership.is_invented,
        as_of=as_of,
        evidence_version=evidence.version.name,
        software=wardmote.__version__,
        series=series,
        findings=findings,
        total=total,
        wards=wards,
        ward_boundaries=boundaries(evidence, "ward") if wards else None,
        ward_rows=_ward_rows(evidence, area, series) if wards else (),
        not_in_wards=_not_in_wards(series, wards),
        unplaced=unplaced_rows(
            evidence,
            source=series.chosen.source,
            kind=series.chosen.kind,
            first=months[-YEAR],
            last=months[-1],
        ),
        residents=residents,
        residents_rows=tuple(
            FileRows(sha256, rows) for sha256, rows in files_of_residents(evidence, lsoas)
        ),
        breaks=breaks_affecting(
            _area_names(area), series.chosen.scheme, None, months[0], months[-1], known=known
        ),
        files=evidence.files,
        scope_notes=_scope_notes(series, evidence),
        contact=partnership.contact,
        accent=partnership.accent,
    )


def _own_breaks(events_file: Path | None) -> tuple[Break, ...]:
    return read_breaks(events_file) if events_file and events_file.is_file() else ()


def _area_names(area: PartnershipArea) -> tuple[str, ...]:
    return (area.code, *area.districts)


def _lsoas(area: PartnershipArea, areas: HeldAreas) -> tuple[str, ...]:
    if area.lsoas is not None:
        return tuple(sorted(area.lsoas))
    return tuple(one for lad in area.districts for one in areas.lsoas_of_district(lad))


def _findings(
    series: Series,
    area: PartnershipArea,
    behind: Sequence[RowsBehind],
    known: Sequence[Break],
    residents: Residents | None,
    first: date,
) -> tuple[tuple[Finding, ...], Finding]:
    scheme, months = series.chosen.scheme, series.months
    changes = [
        compare_years(counts, months, name=one, breaks=_breaks(area, scheme, one, months, known))
        for one, counts in series.counts.items()
        if sum(counts[-2 * YEAR :])  # a category that has ended is not a finding
    ]
    judged = judge_family(changes, family=f"all categories of {series.chosen.label} in {area.name}")
    both_years = (first, months[-1])
    findings = [
        _finding(category(scheme, one.change.name), one, area, behind, residents, both_years)
        for one in judged
    ]
    together = _total_change(series, area, known)
    total = _finding(_everything(series), together, area, behind, residents, (first, months[-1]))
    findings.sort(key=lambda one: (-one.after, one.category.id))
    return tuple(findings), total


def _total_change(series: Series, area: PartnershipArea, known: Sequence[Break]) -> JudgedChange:
    totals = [sum(counts) for counts in zip(*series.counts.values(), strict=True)]
    months, scheme = series.months, series.chosen.scheme
    change: Change = compare_years(
        totals, months, name=ALL, breaks=_breaks(area, scheme, None, months, known)
    )
    return judge_family([change], family="the total, tested by itself")[0]


def _everything(series: Series) -> Category:
    """The total as if it were a category: neither better nor worse, as it mixes kinds."""
    one = category(series.chosen.scheme, next(iter(series.counts)))
    return replace(one, id=ALL, title="All of these together", polarity="ambiguous")


def _breaks(
    area: PartnershipArea,
    scheme: str,
    category_id: str | None,
    months: Sequence[date],
    known: Iterable[Break],
) -> list[BreakInSeries]:
    touching = breaks_affecting(
        _area_names(area), scheme, category_id, months[0], months[-1], known=known
    )
    return [
        BreakInSeries(
            what=one.what.rstrip("."),
            first=one.starts,
            last=None if one.ends is None or one.ends == one.starts else one.ends,
            comparable=one.kind == "event",
        )
        for one in touching
    ]


def _finding(
    what: Category,
    judged: JudgedChange,
    area: PartnershipArea,
    behind: Sequence[RowsBehind],
    residents: Residents | None,
    months: tuple[date, date],
) -> Finding:
    mine = [one for one in behind if what.id in (ALL, one.category)]
    rows: dict[str, int] = {}
    for one in mine:
        rows[one.file_sha256] = rows.get(one.file_sha256, 0) + one.rows
    after = judged.change.after
    return Finding(
        id=f"change-{what.id.replace('_', '-').replace('/', '-')}",
        category=what,
        area_code=area.code,
        judged=judged,
        months=months,
        rows_behind=tuple(FileRows(sha256, number) for sha256, number in sorted(rows.items())),
        counted=sum(one.count for one in mine),
        rate_per_1000=1000 * after / residents.count if residents and residents.count else None,
    )


def _wards(
    series: Series,
    areas: HeldAreas,
    lsoas: Sequence[str],
    estimates: Estimates | None,
) -> tuple[WardLevel, ...]:
    inside = {one: areas.ward_of_lsoa[one] for one in lsoas if one in areas.ward_of_lsoa}
    counts: dict[str, int] = dict.fromkeys(sorted(set(inside.values())), 0)
    for (_, ward), line in series.by_ward.items():
        if ward in counts:
            counts[ward] += sum(line[-YEAR:])
    if not any(counts.values()):
        return ()
    people = _residents_of_wards(inside, estimates, series.months[-1].year)
    levels = [
        WardLevel(code, areas.names.get(code, code), number, people.get(code))
        for code, number in counts.items()
    ]
    return tuple(sorted(levels, key=lambda one: one.name))


def _residents_of_wards(
    ward_of_lsoa: Mapping[str, str], estimates: Estimates | None, year: int
) -> dict[str, int]:
    if estimates is None:
        return {}
    found = estimates.residents(tuple(ward_of_lsoa), year)
    people: dict[str, int] = {}
    for lsoa, count in found.counts.items():
        people[ward_of_lsoa[lsoa]] = people.get(ward_of_lsoa[lsoa], 0) + count
    return people


def _ward_rows(evidence: Evidence, area: PartnershipArea, series: Series) -> tuple[FileRows, ...]:
    rows: dict[str, int] = {}
    for one in rows_behind(
        evidence,
        area,
        source=series.chosen.source,
        kind=series.chosen.kind,
        first=shift_month(series.months[-1], -(YEAR - 1)),
        last=series.months[-1],
        area_column="ward_code",
    ):
        rows[one.file_sha256] = rows.get(one.file_sha256, 0) + one.rows
    return tuple(FileRows(sha256, number) for sha256, number in sorted(rows.items()))


def _not_in_wards(series: Series, wards: Sequence[WardLevel]) -> int:
    if not wards:
        return 0
    total = sum(sum(line[-YEAR:]) for line in series.counts.values())
    return total - sum(one.count for one in wards)


def _scope_notes(series: Series, evidence: Evidence) -> tuple[str, ...]:
    notes = []
    if not series.covers_everything:
        covered = category(series.chosen.scheme, series.chosen.covers).title.lower()
        notes.append(f"The files held cover {covered} only. Nothing here is about any other crime.")
    if series.left_out:
        notes.append(
            f"{_some_months(series.left_out)}: held and not used, because they lie before a gap "
            "or are not whole."
        )
    aside = [
        one.supply
        for one in evidence.supplies_set_aside
        if (one.supply.source, one.supply.kind) == (series.chosen.source, series.chosen.kind)
    ]
    if aside:
        notes.append(
            f"{len(aside)} supplies of this series are held and not counted, because broader "
            "ones hold the same records."
        )
    return tuple(notes)


def _some_months(months: Sequence[date]) -> str:
    names = [month_name(one) for one in months]
    if len(names) > MONTHS_NAMED:
        return f"{len(names)} months, {names[0]} to {names[-1]}"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
