"""Use of powers: stop and search, by ethnic group, with all that must stand beside a ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wardmote.analysis.disparity import (
    Disparity,
    Question,
    Searched,
    UnknownBounds,
    disparity,
    unknown_bounds,
)
from wardmote.analysis.district_disparity import DistrictDisparities, district_disparities
from wardmote.analysis.find_rates import FindRates, linked_find_rates, other_outcome_rates
from wardmote.analysis.searches import (
    ETHNIC_GROUPS,
    NOT_STATED,
    PERSON_SEARCHES,
    SearchCell,
    SearchTally,
    tally_searches,
)
from wardmote.assessment.changes import YEAR
from wardmote.assessment.findings import FileRows
from wardmote.errors import AnalysisError
from wardmote.evidence.cube import counted, placed
from wardmote.evidence.held_areas import HeldAreas, held_areas
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.evidence.residents import census_groups
from wardmote.vocabulary.months import shift_month

CENSUS_YEAR = 2021
REFERENCE = "White"
DEFINITION: Literal["self-defined"] = "self-defined"


@dataclass(frozen=True)
class GroupSearched:
    """One ethnic group beside the reference group: the area's ratio and its surroundings.

    Parameters
    ----------
    group
        One of the census's five.
    area
        The ratio in the partnership's area.
    bounds
        What it could be, whoever the people of unknown ethnicity were.
    force
        The same of the whole force and of each of its districts; None where they are not all
        held, because a force without one of its districts is not the force.
    """

    group: str
    area: Disparity
    bounds: UnknownBounds
    force: DistrictDisparities | None


@dataclass(frozen=True)
class PowersFound:
    """Stop and search in one area over the last twelve months held.

    Parameters
    ----------
    year_ending
        Last month.
    searches
        Person searches in the area.
    vehicle_only
        Searches of vehicles alone, left out.
    without_point
        Person searches of the force that have no point: in no district's count.
    unknown_share
        Share of the area's person searches whose ethnicity is not stated.
    groups
        Each group with enough searches beside the reference group.
    names
        Code to name of the force's districts.
    linked, other_outcomes
        Find rates, by two measures.
    rows_behind
        Files and rows.
    """

    year_ending: date
    searches: int
    vehicle_only: int
    without_point: int
    unknown_share: float
    groups: tuple[GroupSearched, ...]
    names: Mapping[str, str]
    linked: FindRates
    other_outcomes: FindRates
    rows_behind: tuple[FileRows, ...]


def powers_used(evidence: Evidence, area: PartnershipArea) -> PowersFound | None:
    """Stop and search in the area's districts, or None where no search is placed there."""
    (year_ending,) = evidence.first_row("SELECT max(month) FROM searches")
    if year_ending is None or area.lsoas is not None:
        return None
    first = shift_month(year_ending, -(YEAR - 1))
    cells, files = _cells(evidence, first, year_ending)
    mine = [one for one in cells if one.district in area.districts]
    try:
        tally = tally_searches(mine, DEFINITION)
        whole = tally_searches(cells, DEFINITION)
    except AnalysisError:
        return None  # no person search in the area: there is nothing to report
    areas = held_areas(evidence)
    force = _force_districts(areas, area)
    people = census_groups(evidence, sorted({*area.districts, *force}))
    return PowersFound(
        year_ending,
        searches=tally.total,
        vehicle_only=tally.vehicle_only,
        without_point=_without_point(evidence, first, year_ending),
        unknown_share=tally.unknown_share,
        groups=_groups(tally, whole, area, people, force),
        names={code: areas.names.get(code, code) for code in force},
        linked=linked_find_rates(tally),
        other_outcomes=other_outcome_rates(tally),
        rows_behind=tuple(
            FileRows(sha256, rows) for sha256, district, rows in files if district in area.districts
        ),
    )


def _force_districts(areas: HeldAreas, area: PartnershipArea) -> tuple[str, ...]:
    """Every district of the area's police force; none where one of them cannot hold a point.

    A search just across the border is another force's district's, and says nothing of it.
    """
    forces = {areas.force_of_district.get(one, "") for one in area.districts}
    if len(forces) != 1 or "" in forces or areas.lsoa21 is None:
        return ()
    mine = sorted(one for one, force in areas.force_of_district.items() if force in forces)
    drawn = {areas.district_of_lsoa.get(code) for code in areas.lsoa21.codes}
    return tuple(mine) if set(mine) <= drawn else ()


def _without_point(evidence: Evidence, first: date, last: date) -> int:
    rows = counted(evidence, "searches")
    rows = rows.filter(
        (rows.month >= first)
        & (rows.month <= last)
        & rows.longitude.isnull()
        & rows.search_type.isin(sorted(PERSON_SEARCHES))
    )
    return int(rows.count().execute())


def _cells(
    evidence: Evidence, first: date, last: date
) -> tuple[list[SearchCell], list[tuple[str, str | None, int]]]:
    rows = placed(evidence, "searches")
    rows = rows.filter((rows.month >= first) & (rows.month <= last))
    keys = [
        "month",
        "district_code",
        "search_type",
        "self_defined_ethnicity",
        "officer_defined_ethnicity",
        "outcome",
        "outcome_linked",
    ]
    grouped = rows.group_by(keys).agg(count=rows.count()).order_by(keys).to_pyarrow().to_pylist()
    by_file = rows.group_by(["file_sha256", "district_code"]).agg(rows=rows.count())
    files = by_file.order_by(["file_sha256", "district_code"]).to_pyarrow().to_pylist()
    return (
        [SearchCell(*[one[key] for key in (*keys, "count")]) for one in grouped],
        [(one["file_sha256"], one["district_code"], one["rows"]) for one in files],
    )


def _groups(
    tally: SearchTally,
    whole: SearchTally,
    area: PartnershipArea,
    people: dict[str, dict[str, int]],
    force: Sequence[str],
) -> tuple[GroupSearched, ...]:
    found = []
    for group in ETHNIC_GROUPS:
        question = Question(group, DEFINITION, CENSUS_YEAR)
        mine = _searched(tally, area.name, area.districts, group, people)
        if group == REFERENCE or mine is None:
            continue
        ratio = disparity(mine, question)
        if ratio.ratio is None:
            continue
        bounds = unknown_bounds(
            mine,
            unknown=tally.count(NOT_STATED),
            filled=(tally.count(group, fill=True), tally.count(REFERENCE, fill=True)),
        )
        around = _force(whole, force, people, question)
        found.append(GroupSearched(group, ratio, bounds, around))
    return tuple(found)


def _searched(
    tally: SearchTally,
    name: str,
    districts: Sequence[str],
    group: str,
    people: dict[str, dict[str, int]],
) -> Searched | None:
    residents = sum(people.get(one, {}).get(group, 0) for one in districts)
    reference = sum(people.get(one, {}).get(REFERENCE, 0) for one in districts)
    if not residents or not reference:
        return None
    lines = [_monthly(tally, group, districts), _monthly(tally, REFERENCE, districts)]
    return Searched(name, lines[0], lines[1], residents, reference)


def _monthly(tally: SearchTally, group: str, districts: Sequence[str]) -> tuple[int, ...]:
    lines = [tally.monthly(group, district=one) for one in districts]
    return tuple(sum(values) for values in zip(*lines, strict=True))


def _force(
    whole: SearchTally,
    force: Sequence[str],
    people: dict[str, dict[str, int]],
    question: Question,
) -> DistrictDisparities | None:
    districts = [
        one
        for code in force
        if (one := _searched(whole, code, [code], question.group, people)) is not None
    ]
    if len(districts) < len(force) or len(force) < 2:
        return None  # a district without a census is missing from the force
    try:
        return district_disparities(districts, question)
    except AnalysisError:
        return None  # too few searches in the districts to compare any
