"""The area beside others: the districts of its police force, by rate of recorded crime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.analysis.comparison import Group, GroupComparison, compare_with_group
from wardmote.analysis.months import Period
from wardmote.analysis.rates import Rate
from wardmote.assessment.changes import YEAR
from wardmote.assessment.rates import rate_of_residents
from wardmote.assessment.series import ASB
from wardmote.evidence.cube import cube
from wardmote.evidence.held_areas import HeldAreas
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.evidence.residents import estimates_of_lsoas
from wardmote.places.residents import Residents
from wardmote.vocabulary.months import shift_month

FEWEST_DISTRICTS = 3
LOOKUP_DATE = date(2024, 4, 1)  # the look-up of districts to force areas is of April 2024


@dataclass(frozen=True)
class Compared:
    """One area's rate beside the group's.

    Parameters
    ----------
    result
        Rank, ratios and, in large groups, limits.
    series
        Source/kind that all were counted from.
    year_ending
        Last month of the year counted.
    rates
        By district code, in order of name.
    names
        By district code.
    """

    result: GroupComparison
    series: str
    year_ending: date
    rates: Mapping[str, Rate]
    names: Mapping[str, str]

    @property
    def residents_year(self) -> int:
        """Year of the estimates: one for all."""
        return next(iter(self.rates.values())).denominator.year


def compare_in_force(
    evidence: Evidence, area: PartnershipArea, areas: HeldAreas, year_ending: date
) -> Compared | None:
    """Recorded crime per 1,000 residents beside the other districts of the police force.

    Parameters
    ----------
    evidence
        One evidence version.
    area
        A partnership that is one whole district.
    areas
        Areas held.
    year_ending
        Last month of the year to compare.

    Returns
    -------
    Compared or None
        None where the area is not one district, or fewer than three districts of the force
        have both counts of that whole year and residents.

    Notes
    -----
    Anti-social behaviour is left out: forces and councils record it too unlike. Districts of
    one force share its recording, which districts of different forces do not.
    """
    if len(area.districts) != 1 or area.lsoas is not None:
        return None
    home = area.districts[0]
    force = areas.force_of_district.get(home)
    members = sorted(one for one, pfa in areas.force_of_district.items() if pfa == force and force)
    for source, kind in (
        ("mps_counts", "borough"),
        ("police_uk", "street"),
        ("police_uk_counts", "lsoa"),
    ):
        counts = _counts(evidence, members, source, kind, year_ending)
        people = _people(evidence, areas, sorted(counts), year_ending.year)
        both = [one for one in counts if one in people]
        if home in both and len(both) >= FEWEST_DISTRICTS:
            name = areas.names.get(force or "", "the same police force")
            group = Group(
                f"districts of {name}", tuple(both), LOOKUP_DATE, "ONS look-up, April 2024"
            )
            result = compare_with_group(
                home,
                {one: counts[one] for one in both},
                {one: float(people[one].count) for one in both},
                group,
            )
            names = {one: areas.names.get(one, one) for one in both}
            year = Period(shift_month(year_ending, 1 - YEAR), year_ending)
            rates = {
                one: rate_of_residents(counts[one], people[one], year)
                for one in sorted(both, key=lambda one: names[one])
            }
            return Compared(result, f"{source}/{kind}", year_ending, rates, names)
    return None


def _counts(
    evidence: Evidence, districts: list[str], source: str, kind: str, year_ending: date
) -> dict[str, int]:
    """Counts of the year by district, of districts with some in each of its months."""
    rows = evidence.con.execute(
        """
        SELECT district_code, sum("count"), count(DISTINCT month) FROM read_parquet(?)
        WHERE source = ? AND kind = ? AND covers = 'all' AND months = 1 AND category <> ?
            AND month BETWEEN ? AND ? AND district_code IN (SELECT unnest(?))
        GROUP BY district_code ORDER BY district_code
        """,
        [
            str(cube(evidence)),
            source,
            kind,
            ASB,
            shift_month(year_ending, -(YEAR - 1)),
            year_ending,
            districts,
        ],
    ).fetchall()
    return {code: int(count) for code, count, months in rows if months == YEAR}


def _people(
    evidence: Evidence, areas: HeldAreas, districts: list[str], year: int
) -> dict[str, Residents]:
    lsoas = {code: areas.lsoas_of_district(code) for code in districts}
    estimates = estimates_of_lsoas(
        evidence, tuple(one for several in lsoas.values() for one in several)
    )
    if estimates is None:
        return {}
    return {
        code: estimates.residents(several, year)
        for code, several in lsoas.items()
        if several and set(several) <= set(estimates.counts)
    }
