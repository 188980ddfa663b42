"""From the evidence to an assessment: which series, what changed, where, from which rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import wardmote
from wardmote.analysis.contribution import Contributions, contributions_to_change
from wardmote.analysis.verdicts import judge_family
from wardmote.assessment.around import around
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.changes import (
    YEAR,
    Context,
    Counted,
    everything,
    make_finding,
    total_change,
)
from wardmote.assessment.compared import compare_in_force
from wardmote.assessment.duties import YearOnRecord
from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.judged import judge_series
from wardmote.assessment.levels import levels_of
from wardmote.assessment.partners import partner_records
from wardmote.assessment.patterns import seasons_of, signals_of
from wardmote.assessment.people import people_of
from wardmote.assessment.places_found import concentrations, ward_contributions, ward_levels
from wardmote.assessment.powers import powers_used
from wardmote.assessment.rates import rates_of
from wardmote.assessment.series import Series, SeriesSet, area_series
from wardmote.assessment.since import read_assessment, since_earlier
from wardmote.assessment.unplaced import unplaced_of
from wardmote.errors import AnalysisError
from wardmote.evidence.held_areas import HeldAreas, boundaries, held_areas
from wardmote.evidence.partnership_area import PartnershipArea, partnership_area
from wardmote.evidence.reader import Evidence
from wardmote.evidence.residents import estimates_of_lsoas
from wardmote.evidence.tally import RowsBehind, rows_behind
from wardmote.vocabulary.breaks import Break, breaks_affecting, known_breaks
from wardmote.vocabulary.categories import category
from wardmote.vocabulary.districts import districts
from wardmote.vocabulary.months import last_day, month_name, shift_month
from wardmote.vocabulary.sentences import listed

MONTHS_NAMED = 3  # more than this are counted


class PartnershipSettings(Protocol):
    """What an assessment needs to know of a partnership's settings."""

    @property
    def name(self) -> str:
        """As pages print it."""
        ...

    @property
    def area_name(self) -> str:
        """The area's name."""
        ...

    @property
    def area_code(self) -> str:
        """ONS code."""
        ...

    @property
    def is_invented(self) -> bool:
        """Whether the place does not exist."""
        ...

    @property
    def contact(self) -> str:
        """Whom a reader can ask."""
        ...

    @property
    def accent(self) -> str:
        """``#RRGGBB``."""
        ...

    @property
    def series(self) -> str:
        """``auto``, or ``source/kind``."""
        ...


def assess(
    evidence: Evidence,
    partnership: PartnershipSettings,
    *,
    as_of: date,
    events_file: Path | None = None,
    since: Path | None = None,
    year: YearOnRecord | None = None,
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
    since
        Folder of an earlier assessment to compare with; None for no comparison.
    year
        What the rest of the year's cycle put on record: last year's plan, consultations.

    Raises
    ------
    AnalysisError
        No series holds the area, the series is shorter than a year, it goes on after the date,
        or the assessment to compare with is no earlier one of this area.
    """
    earlier = read_assessment(since) if since else None
    areas = held_areas(evidence)
    area = partnership_area(
        evidence, partnership.area_code, name=partnership.area_name, areas=areas
    )
    series_set = area_series(evidence, area, wanted=partnership.series)
    crime = series_set.crime
    _refuse_short(crime, area)
    _refuse_future(series_set, as_of)
    lsoas = _lsoas(area, areas)
    people = people_of(evidence, lsoas, area.districts, crime.months[-1].year)
    known = known_breaks(events_file)
    context = Context(area, known, people.residents)
    judged = judge_series(evidence, crime, series_set.asb, context)
    findings = _ordered(judged.findings)
    total = _total(crime, judged.behind, context)
    seasons = seasons_of(judged.counted, context)
    concentrated = concentrations(series_set.by_lsoa, lsoas, _titles(series_set.by_lsoa))
    wards = ward_levels(crime, areas, lsoas, estimates_of_lsoas(evidence, lsoas))
    by_lsoa = series_set.by_lsoa
    return Assessment(
        partnership_name=partnership.name,
        area=area,
        is_invented=partnership.is_invented,
        as_of=as_of,
        evidence_version=evidence.version.name,
        software=wardmote.__version__,
        series_set=series_set,
        findings=findings,
        total=total,
        rates=rates_of((*findings, total), people),
        seasons=seasons,
        signals=signals_of(judged.counted, seasons, context),
        levels=levels_of(evidence, judged.counted, context),
        wards=wards,
        ward_boundaries=boundaries(evidence, "ward") if wards else None,
        ward_rows=_rows_of_year(evidence, area, crime, "ward_code") if wards else (),
        not_in_wards=_not_in_wards(crime, wards),
        moved_by_ward=ward_contributions(wards),
        moved_by_category=_moved_by_category(crime, judged.counted),
        concentrations=concentrated,
        lsoa_rows=_rows_of_year(evidence, area, by_lsoa, "lsoa21cd") if by_lsoa else (),
        compared=compare_in_force(evidence, area, areas, crime.months[-1]),
        powers=powers_used(evidence, area),
        partners=partner_records(
            evidence, context, wards=_names_of_wards(areas, lsoas), as_of=as_of
        ),
        people=people,
        around=around(
            evidence,
            findings,
            concentrated,
            partnership=partnership.name,
            as_of=as_of,
            two_tier=_is_two_tier(area),
            since=since_earlier(earlier, evidence, findings, context, as_of=as_of)
            if earlier
            else None,
            folder=events_file.parent if events_file else None,
            year=year,
        ),
        unplaced=unplaced_of(evidence, crime),
        breaks=_breaks_shown(series_set, context),
        files=evidence.files,
        scope_notes=_scope_notes(series_set, evidence),
        contact=partnership.contact,
        accent=partnership.accent,
    )


def _refuse_short(series: Series, area: PartnershipArea) -> None:
    if len(series.months) < YEAR:
        raise AnalysisError(
            f"The series {series.chosen.label} is shorter than a year for {area.name}.",
            expected=f"at least {YEAR} whole months without a gap",
            found=f"{len(series.months)}",
            next_step="Read earlier months in: wardmote ingest PATH…",
        )


def _is_two_tier(area: PartnershipArea) -> bool:
    known = {one.code: one for one in districts()}
    return any(code in known and known[code].is_two_tier for code in area.districts)


def _refuse_future(series_set: SeriesSet, as_of: date) -> None:
    """A page dated before the months that it shows would be false."""
    last = last_day(max(one.months[-1] for one in series_set.used))
    if as_of < last:
        raise AnalysisError(
            "The evidence goes on after the day that the assessment is to stand for.",
            expected=f"{last.isoformat()} or later",
            found=as_of.isoformat(),
            next_step="Leave --as-of out, or assess an older version: wardmote evidence versions",
        )


def _lsoas(area: PartnershipArea, areas: HeldAreas) -> tuple[str, ...]:
    if area.lsoas is not None:
        return tuple(sorted(area.lsoas))
    return tuple(one for lad in area.districts for one in areas.lsoas_of_district(lad))


def _names_of_wards(areas: HeldAreas, lsoas: Sequence[str]) -> dict[str, str]:
    codes = {areas.ward_of_lsoa[one] for one in lsoas if one in areas.ward_of_lsoa}
    return {one: areas.names.get(one, one) for one in sorted(codes)}


def _rows_of_year(
    evidence: Evidence, area: PartnershipArea, series: Series, area_column: str
) -> tuple[FileRows, ...]:
    rows: dict[str, int] = {}
    for one in rows_behind(
        evidence,
        area,
        source=series.chosen.source,
        kind=series.chosen.kind,
        first=shift_month(series.months[-1], 1 - YEAR),
        last=series.months[-1],
        area_column=area_column,
    ):
        rows[one.file_sha256] = rows.get(one.file_sha256, 0) + one.rows
    return tuple(FileRows(sha256, number) for sha256, number in sorted(rows.items()))


def _ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Categories by size, each followed by its parts by size."""

    def size(one: Finding) -> tuple[int, str]:
        return -one.after, one.measure.id

    ordered: list[Finding] = []

    def add(parent: str | None) -> None:
        for one in sorted((f for f in findings if f.measure.parent == parent), key=size):
            ordered.append(one)
            add(one.measure.id)

    add(None)
    return tuple(ordered)


def _total(series: Series, behind: Sequence[RowsBehind], context: Context) -> Finding:
    judged = judge_family([total_change(series, context)], family="the total, tested by itself")
    return make_finding(everything(series), series, judged[0], behind, context)


def _moved_by_category(series: Series, counted: Sequence[Counted]) -> Contributions | None:
    """Which categories the change of the crime series is made of."""
    mine = [
        one
        for one in counted
        if one.measure.is_category and one.series is series and one.change.before is not None
    ]
    if not mine:
        return None
    return contributions_to_change(
        {one.measure.title: one.change.before or 0 for one in mine},
        {one.measure.title: one.change.after for one in mine},
    )


def _not_in_wards(series: Series, wards: Sequence[object]) -> int:
    if not wards:
        return 0
    total = sum(sum(line[-YEAR:]) for line in series.counts.values())
    return total - sum(sum(line[-YEAR:]) for line in series.by_ward.values())


def _titles(series: Series | None) -> dict[str, str]:
    if series is None:
        return {}
    return {one: category(series.chosen.scheme, one).title.lower() for one in series.counts}


def _breaks_shown(series_set: SeriesSet, context: Context) -> tuple[Break, ...]:
    """Known breaks of any category of any series used, each once."""
    touching = {
        one.id: one
        for series in series_set.used
        for member in (None, *series.counts)
        for one in breaks_affecting(
            context.places,
            series.chosen.scheme,
            member,
            series.months[0],
            last_day(series.months[-1]),
            known=context.known,
        )
    }
    return tuple(sorted(touching.values(), key=lambda one: (one.starts, one.id)))


def _scope_notes(series_set: SeriesSet, evidence: Evidence) -> tuple[str, ...]:
    notes = []
    crime = series_set.crime
    if not crime.covers_everything:
        covered = category(crime.chosen.scheme, crime.chosen.covers).title.lower()
        notes.append(f"The files held cover {covered} only. Nothing here is about any other crime.")
    for series in series_set.used:
        if series.left_out:
            notes.append(
                f"{series.chosen.label}, {_some_months(series.left_out)}: held and not used, "
                "because they lie before a gap or are not whole."
            )
    used = {(one.chosen.source, one.chosen.kind) for one in series_set.used}
    aside = [
        one.supply
        for one in evidence.supplies_set_aside
        if (one.supply.source, one.supply.kind) in used
    ]
    if aside:
        notes.append(
            f"{len(aside)} supplies of these series are held and not counted, because broader "
            "ones hold the same records."
        )
    return tuple(notes)


def _some_months(months: Sequence[date]) -> str:
    names = [month_name(one) for one in months]
    if len(names) > MONTHS_NAMED:
        return f"{len(names)} months, {names[0]} to {names[-1]}"
    return listed(names)
