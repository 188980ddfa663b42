"""Months and periods; and that broken series are refused with every fault named."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.breaks import Break, place_breaks
from wardmote.analysis.months import (
    Period,
    check_monthly_counts,
    days_in_months,
    months_from,
)
from wardmote.errors import AnalysisError

JANUARY = date(2024, 1, 1)


def test_all_faults_of_a_series_come_in_one_error():
    months = [JANUARY, date(2024, 3, 1), date(2024, 3, 1), date(2024, 4, 2)]

    with pytest.raises(AnalysisError) as refusal:
        check_monthly_counts([1, -2, np.nan, 0.5, 7], months, of="ASB in Luton")

    words = str(refusal.value)
    assert words.startswith("The monthly counts of ASB in Luton cannot be analysed.")
    for fault in (
        "length    5 counts for 4 months",
        "2024-04-02    not the first day of a month",
        "2024-01 to 2024-03    1 months missing",
        "2024-03 to 2024-03    repeated or out of order",
        "count 2    negative: -2",
        "count 3    not a number",
        "count 4    not whole: 0.5; shared-out counts are mapped, never tested",
        "Next      Put 0 where nothing was recorded",
    ):
        assert fault in words


def test_counts_in_order_come_back_as_they_are():
    checked = check_monthly_counts(np.array([3.0, 0.0]), months_from(JANUARY, 2))

    assert checked.tolist() == [3, 0]
    assert checked.dtype == np.int64


def test_leap_years_have_a_longer_february():
    assert days_in_months([date(2023, 2, 1), date(2024, 2, 1)]).tolist() == [28, 29]


def test_a_period_knows_its_months_and_days():
    period = Period(JANUARY, date(2024, 12, 1))

    assert (len(period), period.days) == (12, 366)
    assert str(period) == "January 2024 to December 2024"


@pytest.mark.parametrize(
    ("first", "last"), [(JANUARY, date(2023, 12, 1)), (date(2024, 1, 2), date(2024, 2, 1))]
)
def test_a_period_that_is_not_whole_months_cannot_be_built(first, last):
    with pytest.raises(ValueError, match="not a period of whole months"):
        Period(first, last)


def test_a_break_counts_from_the_nearest_start_of_a_month():
    assert Break("x", date(2024, 2, 15)).month == date(2024, 2, 1)
    assert Break("x", date(2024, 2, 16)).month == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("what", "last", "words"), [("", None, "what happened"), ("x", JANUARY, "ends before")]
)
def test_a_break_that_says_nothing_or_runs_backwards_cannot_be_built(what, last, words):
    with pytest.raises(ValueError, match=words):
        Break(what, date(2024, 5, 1), last)


@pytest.mark.parametrize(
    ("event", "where"),
    [
        pytest.param(Break("x", date(2023, 12, 1)), "before both years", id="before"),
        pytest.param(Break("x", date(2024, 1, 1)), "before both years", id="on the first day"),
        pytest.param(Break("x", date(2024, 2, 1)), "inside the earlier year", id="earlier"),
        pytest.param(Break("x", date(2025, 1, 1)), "between the two years", id="between"),
        pytest.param(Break("x", date(2025, 12, 1)), "inside the later year", id="later"),
        pytest.param(Break("x", date(2026, 1, 1)), None, id="after"),
        pytest.param(Break("x", date(2020, 1, 1), date(2020, 12, 31)), None, id="long over"),
        pytest.param(
            Break("x", date(2020, 1, 1), date(2024, 5, 31)), "inside the earlier year", id="ends in"
        ),
        pytest.param(
            Break("x", JANUARY, date(2024, 12, 31)), "between the two years", id="all one year"
        ),
        pytest.param(
            Break("x", date(2020, 1, 1), date(2030, 12, 31)), "before both years", id="throughout"
        ),
    ],
)
def test_breaks_are_placed_about_two_years(event, where):
    placed = place_breaks(
        [event], Period(JANUARY, date(2024, 12, 1)), Period(date(2025, 1, 1), date(2025, 12, 1))
    )

    assert [one.where for one in placed] == ([where] if where else [])
