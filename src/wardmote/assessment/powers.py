"""Use of powers: stop and search, by ethnic group, with all that must stand beside a ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from wardmote.analysis.district_disparity import (
    DistrictDisparities,
    district_disparities,
    together,
)
from wardmote.analysis.find_rates import FindRates, linked_find_rates, other_outcome_rates
from wardmote.analysis.searches import (
    ETHNIC_GROUPS,
    NOT_STATED,
    PERSON_SEARCHES,
    SearchTally,
    tally_searches,
)
from wardmote.assessment.findings import FileRows
from wardmote.assessment.force_searches import (
    by_others,
    districts_of_force,
    force_year,
    neighbours,
    search_cells,
    without_point,
)
from wardmote.evidence.held_areas import held_areas
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.evidence.residents import census_groups, files_of_groups

CENSUS_YEAR = 2021
REFERENCE = "White"
DEFINITION: Literal["self-defined"] = "self-defined"
NOT_OFFICERS = frozenset({"Mixed"})  # officers have no such word, so theirs cannot fill its gaps


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
    officers_word
        The ratio with officers' word for those not stated; None where officers have no word for
        the group.
    force
        The same of the whole force and of each of its districts; None where they are not all
        held, because a force without one of its districts is not the force.
    force_bounds
        What the force's ratio could be.
    """

    group: str
    area: Disparity
    bounds: UnknownBounds
    officers_word: float | None
    force: DistrictDisparities | None
    force_bounds: UnknownBounds | None


@dataclass(frozen=True)
class PowersFound:
    """Stop and search in one area over the newest twelve months of its force's files.

    Parameters
    ----------
    year_ending
        Last month.
    missing
        Months of the twelve of which no search is held: without them no ratio is given.
    searches
        Person searches in the area.
    vehicle_only
        Searches of vehicles alone, left out.
    by_others
        Searches in the area by other agencies, left out.
    without_point
        Person searches of the force that have no point: in no district's count.
    unknown_share
        Share of the area's person searches whose ethnicity is not stated.
    reference
        Searches of the reference group in the area, and for each 1,000 of its residents; None
        where its residents are not held.
    groups
        Each group with enough searches beside the reference group.
    too_few
        Groups with too few.
    names
        Code to name of the force's districts; empty where the force is not set beside.
    unknown_shares
        The same share in each of the force's districts with any search.
    force_unknown_share
        The same in all of them together; 0 where the force is not set beside.
    why_no_force
        Why the force is not set beside the area; empty where it is.
    linked, other_outcomes
        Find rates, by two measures.
    rows_behind
        Files and rows of the area's searches.
    census_rows
        Those of the residents that ratios are set against; empty without a ratio.
    """

    year_ending: date
    missing: tuple[date, ...]
    searches: int
    vehicle_only: int
    by_others: int
    without_point: int
    unknown_share: float
    reference: tuple[int, float] | None
    groups: tuple[GroupSearched, ...]
    too_few: tuple[str, ...]
    names: Mapping[str, str]
    unknown_shares: Mapping[str, float]
    force_unknown_share: float
    why_no_force: str
    linked: FindRates
    other_outcomes: FindRates
    rows_behind: tuple[FileRows, ...]
    census_rows: tuple[FileRows, ...]


def powers_used(evidence: Evidence, area: PartnershipArea) -> PowersFound | None:
    """Stop and search in the area's districts.

    Answers "who is searched here, and does it find anything?".

    Parameters
    ----------
    evidence
        One evidence version.
    area
        The partnership's.

    Returns
    -------
    PowersFound or None
        None where no search is placed there, and for an area finer than a district: points are
        moved too far to say which side of its boundary they lie on.

    Raises
    ------
    AnalysisError
        An ethnicity in the files belongs to no group.
    """
    year = None if area.lsoas is not None else force_year(evidence, area)
    if year is None:
        return None
    cells, files = search_cells(evidence, year)
    mine = [one for one in cells if one.district in area.districts]
    if not any(one.search_type in PERSON_SEARCHES for one in mine):
        return None
    whole = tally_searches(cells, DEFINITION)
    tally = replace(tally_searches(mine, DEFINITION), months=whole.months)
    areas = held_areas(evidence)
    people = census_groups(evidence, neighbours(areas, area))
    force, why_not = districts_of_force(areas, area, people)
    around = _Around(tally, whole, area, force, {} if year.missing else people)
    groups, too_few = around.groups()
    return PowersFound(
        year.last,
        missing=year.missing,
        searches=tally.total,
        vehicle_only=tally.vehicle_only,
        by_others=by_others(evidence, area, year),
        without_point=without_point(evidence, year),
        unknown_share=tally.unknown_share,
        reference=around.reference(),
        groups=groups,
        too_few=too_few,
        names={code: areas.names.get(code, code) for code in force},
        unknown_shares={code: _unknown(whole, [code]) for code in force if code in whole.districts},
        force_unknown_share=_unknown(whole, force),
        why_no_force=why_not,
        linked=linked_find_rates(tally, is_filled=any(whole.linked.values())),
        other_outcomes=other_outcome_rates(tally),
        rows_behind=tuple(
            FileRows(sha256, rows) for sha256, district, rows in files if district in area.districts
        ),
        census_rows=tuple(
            FileRows(*one)
            for one in (files_of_groups(evidence, force or area.districts) if groups else ())
        ),
    )


def _unknown(tally: SearchTally, districts: Sequence[str]) -> float:
    """Share of some districts' searches whose ethnicity is not stated; 0 where there are none."""
    every = sum(n for (_, place, _), n in tally.searches.items() if place in districts)
    return _count(tally.searches, NOT_STATED, districts) / every if every else 0.0


@dataclass(frozen=True)
class _Around:
    """What a group's ratio is made of: searches, residents, and the force's districts."""

    tally: SearchTally
    whole: SearchTally
    area: PartnershipArea
    force: tuple[str, ...]
    people: Mapping[str, Mapping[str, int]]

    def groups(self) -> tuple[tuple[GroupSearched, ...], tuple[str, ...]]:
        """Groups with a ratio, and those with too few searches for one."""
        found, too_few = [], []
        for group in ETHNIC_GROUPS:
            searched = self._searched(self.tally, self.area.name, self.area.districts, group)
            if group == REFERENCE or searched is None:
                continue
            ratio = disparity(searched, Question(group, DEFINITION, CENSUS_YEAR))
            if ratio.ratio is None:
                too_few.append(group)
            else:
                found.append(self._group(ratio, searched))
        return tuple(found), tuple(too_few)

    def reference(self) -> tuple[int, float] | None:
        """Searches of the reference group, and for each 1,000 of its residents."""
        searched = self._searched(self.tally, self.area.name, self.area.districts, REFERENCE)
        if searched is None:
            return None
        return searched.total, 1000 * searched.total / searched.residents

    def _group(self, ratio: Disparity, searched: Searched) -> GroupSearched:
        group = ratio.group
        bounds = self._bounds(self.tally, searched, self.area.districts, group)
        force = self._force(group)
        question = Question(group, DEFINITION, CENSUS_YEAR)
        return GroupSearched(
            group,
            ratio,
            bounds,
            officers_word=None if group in NOT_OFFICERS else bounds.filled,
            force=district_disparities(force, question) if len(force) > 1 else None,
            force_bounds=self._bounds(self.whole, together(force), self.force, group)
            if len(force) > 1
            else None,
        )

    def _force(self, group: str) -> list[Searched]:
        """The force's districts; one without residents of a group has no ratio to give."""
        each = (self._searched(self.whole, code, [code], group) for code in self.force)
        return [one for one in each if one is not None]

    def _bounds(
        self, tally: SearchTally, searched: Searched, districts: Sequence[str], group: str
    ) -> UnknownBounds:
        return unknown_bounds(
            searched,
            unknown=_count(tally.searches, NOT_STATED, districts),
            filled=(
                _count(tally.filled, group, districts),
                _count(tally.filled, REFERENCE, districts),
            ),
        )

    def _searched(
        self, tally: SearchTally, name: str, districts: Sequence[str], group: str
    ) -> Searched | None:
        """Searches and residents; None where the census of one of the districts is not held."""
        if not all(self.people.get(one) for one in districts):
            return None
        residents = sum(self.people[one].get(group, 0) for one in districts)
        reference = sum(self.people[one].get(REFERENCE, 0) for one in districts)
        if not residents or not reference:
            return None
        lines = [_monthly(tally, one, districts) for one in (group, REFERENCE)]
        return Searched(name, lines[0], lines[1], residents, reference)


def _count(
    table: Mapping[tuple[str, str | None, date], int], group: str, districts: Sequence[str]
) -> int:
    return sum(n for (whose, place, _), n in table.items() if whose == group and place in districts)


def _monthly(tally: SearchTally, group: str, districts: Sequence[str]) -> tuple[int, ...]:
    lines = [tally.monthly(group, district=one) for one in districts]
    return tuple(sum(values) for values in zip(*lines, strict=True))
