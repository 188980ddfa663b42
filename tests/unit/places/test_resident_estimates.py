"""Residents in years with and without an estimate: the rule, and that it is said."""

from __future__ import annotations

import pytest

from wardmote.errors import ConfigurationError, EvidenceError
from wardmote.places.residents import Estimates

A, B, LATE = "E01000001", "E01000002", "E01000003"
ROWS = [
    (A, 2011, 1_000),
    (A, 2021, 1_100),
    (A, 2022, 1_150),
    (B, 2011, 2_000),
    (B, 2022, 2_050),
    (LATE, 2022, 10),
]
ESTIMATES = Estimates.from_rows("lsoa", 2021, ROWS)


@pytest.mark.parametrize(
    ("year", "used", "forward", "back", "approximate", "note"),
    [
        (2022, 2022, False, False, False, "residents of mid-2022"),
        (2023, 2022, True, False, False, "residents of mid-2022, carried forward to 2023"),
        (2024, 2022, True, False, False, "residents of mid-2022, carried forward to 2024"),
        (
            2025,
            2022,
            True,
            False,
            True,
            "residents of mid-2022, carried forward to 2025: approximate",
        ),
        (2010, 2011, False, True, False, "residents of mid-2011, carried back to 2010"),
        (2008, 2011, False, True, True, "residents of mid-2011, carried back to 2008: approximate"),
        (
            2020,
            2011,
            True,
            False,
            True,
            "residents of mid-2011, carried forward to 2020: approximate",
        ),
    ],
)
def test_the_rule_for_a_year_without_estimate(
    year: int, used: int, forward: bool, back: bool, approximate: bool, note: str
) -> None:
    found = ESTIMATES.residents([A, B], year)

    assert (found.year_asked, found.year_used) == (year, used)
    assert (found.carried_forward, found.carried_back) == (forward, back)
    assert found.approximate is approximate
    assert found.note == note


def test_one_sum_never_mixes_two_years() -> None:
    # B has no estimate for 2021, so the sum goes back to 2011 for both.
    assert ESTIMATES.residents([A], 2021).count == 1_100
    assert ESTIMATES.residents([A, B], 2021).counts == {A: 1_000, B: 2_000}


def test_the_sum_is_of_the_areas_asked_for_in_their_order() -> None:
    found = ESTIMATES.residents([B, A], 2022)

    assert list(found.counts) == [B, A]
    assert found.count == 3_200


def test_households_are_called_households() -> None:
    households = Estimates("lsoa", 2021, {A: {2021: 430}}, unit="households")

    assert households.residents([A], 2023).note == "households of 2021, carried forward to 2023"


def test_areas_without_any_estimate_are_refused() -> None:
    with pytest.raises(EvidenceError, match="1 of 2 areas have no estimate") as refusal:
        ESTIMATES.residents([A, "E01999999"], 2022)
    assert "E01999999" in str(refusal.value)
    with pytest.raises(EvidenceError, match="1 are asked for twice"):
        ESTIMATES.residents([A, A], 2022)
    with pytest.raises(EvidenceError, match="at least one"):
        ESTIMATES.residents([], 2022)


def test_areas_without_a_common_year_are_refused() -> None:
    gaps = Estimates("lsoa", 2021, {A: {2011: 1}, B: {2022: 1}})

    with pytest.raises(EvidenceError, match="no year with an estimate for all 2 areas"):
        gaps.residents([A, B], 2022)


def test_years_are_those_with_any_estimate() -> None:
    assert ESTIMATES.years == (2011, 2021, 2022)


def test_impossible_estimates_are_refused_all_at_once() -> None:
    with pytest.raises(EvidenceError) as refusal:
        Estimates("lsoa", 2021, {A: {2021: -1, 2022: -2}})
    assert f"{A} 2021    a negative count." in str(refusal.value)
    assert f"{A} 2022    a negative count." in str(refusal.value)

    with pytest.raises(EvidenceError, match=f"{A} 2011    given twice"):
        Estimates.from_rows("lsoa", 2021, [*ROWS, ROWS[0]])
    with pytest.raises(EvidenceError, match="no estimate of any year"):
        Estimates("lsoa", 2021, {})
    with pytest.raises(ConfigurationError, match="needs the year"):
        Estimates("lsoa", 21, {A: {2021: 1}})
