"""A month that is only partly counted is recognised, and a quiet month is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.evidence.partial_months import partial_months


def year(*totals: int) -> dict[date, int]:
    """Totals of consecutive months from January 2024."""
    return {
        date(2024 + place // 12, place % 12 + 1, 1): total for place, total in enumerate(totals)
    }


@pytest.mark.parametrize(
    ("totals", "partial"),
    [
        pytest.param((2_700, 2_650, 2_800, 2_750, 12), [5], id="the newest month, just begun"),
        pytest.param((1, 2_709, 2_635, 2_944), [1], id="the oldest month, cut off"),
        pytest.param((900, 880, 400, 910, 905), [3], id="a month in the middle"),
        pytest.param((900, 880, 452, 910, 905), [], id="just over half is a quiet month"),
        pytest.param((900, 880, 10, 12, 905, 890, 870), [3, 4], id="two in a row"),
        pytest.param((2_700, 10), [], id="one neighbour cannot tell which of two is odd"),
        pytest.param((6, 9, 2, 7, 8), [], id="small numbers halve by chance"),
        pytest.param((100, 110, 120, 130, 140, 150, 160), [], id="growth"),
        pytest.param((), [], id="nothing"),
    ],
)
def test_partial_months_are_those_far_below_their_neighbours(
    totals: tuple[int, ...], partial: list[int]
) -> None:
    found = partial_months(year(*totals))

    assert [month.month for month in found] == partial


def test_months_that_are_missing_do_not_count_as_nought() -> None:
    totals = {date(2023, 7, 1): 410, date(2023, 8, 1): 400, date(2023, 11, 1): 415}

    assert partial_months(totals) == ()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1_000, 1_900), min_size=3, max_size=36), st.integers(2, 50))
def test_the_unit_of_counting_does_not_matter(totals: list[int], times: int) -> None:
    cut = [*totals, 1]

    once, more = partial_months(year(*cut)), partial_months(year(*(one * times for one in cut)))

    assert once == more == (max(year(*cut)),)
