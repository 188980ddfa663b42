"""Rates of what was recorded: of what is at risk where that is held, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wardmote.analysis.months import Period
from wardmote.analysis.rates import Denominator, Rate, choose_denominator, recorded_rate
from wardmote.assessment.findings import Finding
from wardmote.assessment.people import People
from wardmote.places.residents import Residents
from wardmote.vocabulary.months import shift_month

YEAR = 12
CENSUS = 2021
HOUSEHOLDS, RESIDENTS = "households", "residents"

AT_RISK: Mapping[str, str] = {
    "burglary": "burglary",
    "residential_burglary": "burglary",
    "vehicle_crime": "vehicle crime",
    "vehicle_offences": "vehicle crime",
}
"""Categories, and families of parts, that happen to something other than people."""

BUSINESS = "business"  # in the id of a part that happens to premises


def rates_of(findings: Iterable[Finding], people: People) -> dict[str, Rate]:
    """Rate of the later year of each finding, by its id; empty where no residents are held.

    Parameters
    ----------
    findings
        Categories, parts and the total.
    people
        What is held of the area's residents and households.

    Notes
    -----
    Households are of the census, residents of the newest estimate: each says its year.
    """
    held = _held(people)
    if RESIDENTS not in held:
        return {}
    return {
        one.id: recorded_rate(
            one.after,
            choose_denominator(at_risk(one.measure.id), held),
            period=year_to(one),
        )
        for one in findings
    }


def rate_of_residents(count: int, residents: Residents, period: Period) -> Rate:
    """Rate of a count for each 1,000 residents of one area."""
    return recorded_rate(
        count, Denominator(residents.count, RESIDENTS, residents.year_used), period=period
    )


def year_to(finding: Finding) -> Period:
    """The later year of a finding."""
    last = finding.months[1]
    return Period(shift_month(last, 1 - YEAR), last)


def at_risk(measure_id: str) -> str:
    """What a measure happens to, as `wardmote.analysis.rates.AT_RISK` names it.

    Examples
    --------
    >>> at_risk("burglary"), at_risk("burglary/burglary_business_and_community"), at_risk("drugs")
    ('burglary', 'business crime', 'people')
    """
    category = measure_id.partition("/")[0]
    if category not in AT_RISK:
        return "people"
    return "business crime" if BUSINESS in measure_id else AT_RISK[category]


def _held(people: People) -> dict[str, Denominator]:
    held: dict[str, Denominator] = {}
    if people.residents is not None and people.residents.count:
        now = people.residents
        held[RESIDENTS] = Denominator(now.count, RESIDENTS, now.year_used)
    if people.households:
        held[HOUSEHOLDS] = Denominator(people.households, HOUSEHOLDS, CENSUS)
    return held
