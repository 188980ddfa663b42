"""Rates: of what is at risk where it is held, with exact intervals, and none without people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from scipy.stats import chi2

from wardmote.analysis.months import Period
from wardmote.assessment.people import People
from wardmote.assessment.places_found import ward_levels
from wardmote.assessment.rates import rate_of_residents, rates_of
from wardmote.assessment.series import Candidate, Series
from wardmote.places.residents import Estimates, Residents
from wardmote.vocabulary.months import months_between

MONTHS = (date(2024, 9, 1), date(2026, 8, 1))
RESIDENTS = Residents({"E01999001": 20_000}, year_asked=2026, year_used=2024)
PEOPLE = People(RESIDENTS, None, 8_000, {}, None, None, (), ())
YEAR = Period(date(2025, 9, 1), date(2026, 8, 1))


def finding(measure: str, after: int) -> SimpleNamespace:
    return SimpleNamespace(
        id=f"change-{measure}", after=after, months=MONTHS, measure=SimpleNamespace(id=measure)
    )


def rate(measure: str, people: People = PEOPLE, after: int = 100):
    return rates_of([finding(measure, after)], people)[f"change-{measure}"]


def test_burglary_is_a_rate_of_households_and_robbery_of_residents():
    assert (rate("burglary").denominator.of, rate("burglary").value) == ("households", 12.5)
    assert (rate("robbery").denominator.of, rate("robbery").value) == ("residents", 5.0)


def test_the_denominator_names_its_own_year():
    assert rate("burglary").denominator.year == 2021
    assert rate("robbery").denominator.year == 2024


def test_two_years_past_its_estimate_a_rate_is_approximate():
    newer = replace(RESIDENTS, year_used=2025)

    assert rate("robbery").is_approximate  # August 2026 lies more than two years past mid-2024
    assert not rate("robbery", replace(PEOPLE, residents=newer)).is_approximate


def test_households_stand_in_for_vehicles_and_say_so():
    assert rate("vehicle_crime").denominator.instead_of == "vehicles"


def test_residents_stand_in_where_no_households_are_held():
    found = rate("burglary", replace(PEOPLE, households=None))

    assert (found.denominator.of, found.denominator.instead_of) == ("residents", "households")


def test_burglary_of_businesses_is_no_rate_of_households():
    assert rate("burglary/burglary_business_and_community").denominator.of == "residents"


def test_the_interval_is_the_exact_one():
    """KN-15: ten events, 4.795 to 18.390; none, 0 to 3.689."""
    ten, none = rate("robbery", after=10), rate("robbery", after=0)

    assert (ten.lower * 20, ten.upper * 20) == pytest.approx((4.7953887, 18.3903560))
    assert (none.lower, none.upper * 20) == pytest.approx((0, 3.6888795))
    assert ten.upper * 20 == pytest.approx(chi2.ppf(0.975, 22) / 2)


def test_without_residents_there_is_no_rate():
    assert rates_of([finding("robbery", 5)], replace(PEOPLE, residents=None)) == {}


def test_a_ward_where_nobody_is_known_to_live_has_a_count_and_no_rate():
    months = tuple(months_between(*MONTHS))
    wards = {"E01999001": "E05999001", "E01999002": "E05999002"}
    areas = SimpleNamespace(ward_of_lsoa=wards, names={})
    by_ward = {("robbery", ward): (1,) * 24 for ward in wards.values()}
    chosen = Candidate("police_uk", "street", "all", "police_uk", months)
    series = Series(chosen, "only one", (), {"robbery": (2,) * 24}, by_ward, {})
    estimates = Estimates("lsoa", 2021, {"E01999001": {2024: 1_500}, "E01999002": {2024: 0}})

    lived_in, empty = ward_levels(series, areas, tuple(wards), estimates)

    assert lived_in.rate == rate_of_residents(
        12, Residents({"E01999001": 1_500}, year_asked=2026, year_used=2024), YEAR
    )
    assert (empty.count, empty.rate, empty.rate_per_1000) == (12, None, None)
