"""Rates, their denominators, and rolling years."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analysis.months import Period, months_from
from wardmote.analysis.rates import Denominator, choose_denominator, recorded_rate, rolling_years
from wardmote.errors import AnalysisError, TooShort

YEAR = Period(date(2023, 7, 1), date(2024, 6, 1))
RESIDENTS = Denominator(21_000, "residents", 2022)
HOUSEHOLDS = Denominator(9_000, "households", 2021)


def test_a_rate_carries_its_denominator_and_its_year():
    rate = recorded_rate(84, RESIDENTS, period=YEAR)

    assert (rate.value, rate.denominator.year) == (4.0, 2022)
    assert (rate.lower * 21, rate.upper * 21) == pytest.approx((67.0, 104.0), abs=0.05)
    assert rate.basis.method == "rate per 1,000 residents (2022), exact interval"


@pytest.mark.parametrize(
    ("last", "approximate"), [(date(2024, 7, 1), False), (date(2024, 8, 1), True)]
)
def test_more_than_two_years_past_its_population_a_rate_is_approximate(last, approximate):
    rate = recorded_rate(84, RESIDENTS, period=Period(date(2023, 8, 1), last))

    assert rate.is_approximate is approximate


def test_nothing_recorded_still_has_an_upper_end():
    rate = recorded_rate(0, RESIDENTS, period=YEAR)

    assert (rate.value, rate.lower) == (0, 0)
    assert rate.upper == pytest.approx(3.6888795 / 21)


@pytest.mark.parametrize("size", [0, -5, float("nan")])
def test_an_area_without_population_has_no_rate(size):
    with pytest.raises(AnalysisError, match="A rate needs residents") as refusal:
        Denominator(size, "residents", 2022)

    assert "Print the count alone" in str(refusal.value)


@pytest.mark.parametrize(
    ("at_risk", "of", "instead_of"),
    [
        ("burglary", "households", ""),
        ("vehicle crime", "households", "vehicles"),
        ("business crime", "residents", "premises"),
        ("violence", "residents", ""),
    ],
)
def test_the_denominator_is_what_is_at_risk_or_says_what_it_stands_in_for(at_risk, of, instead_of):
    held = {"residents": RESIDENTS, "households": HOUSEHOLDS}

    chosen = choose_denominator(at_risk, held)

    assert (chosen.of, chosen.instead_of) == (of, instead_of)
    caveat = recorded_rate(9, chosen, period=YEAR).basis.caveat
    assert ("not held" in caveat) == bool(instead_of)


def test_no_denominator_at_all_is_refused_with_those_held():
    with pytest.raises(AnalysisError, match="households or residents") as refusal:
        choose_denominator("burglary", {"vehicles": Denominator(5, "vehicles", 2021)})

    assert "Known     vehicles" in str(refusal.value)


def test_rolling_years_are_the_sums_of_their_months():
    counts = list(range(30))

    sums = rolling_years(counts, months_from(date(2023, 10, 1), 30))

    assert [year.count for year in sums] == [sum(counts[s : s + 12]) for s in range(19)]
    assert str(sums[-1].period) == "April 2025 to March 2026"


def test_less_than_a_year_has_no_rolling_year():
    with pytest.raises(TooShort, match="11 months"):
        rolling_years([1] * 11, months_from(date(2025, 1, 1), 11))
