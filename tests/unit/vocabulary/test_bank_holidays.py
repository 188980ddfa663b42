"""Bank holidays of England and Wales, against the published lists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.vocabulary.bank_holidays import bank_holidays, is_working_day, working_days_before

PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
"""As the government's list gave them, month and day."""


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_days_are_those_published(year):
    published = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}

    assert bank_holidays(year) == published


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_so_many_working_days_lie_between(day, number):
    reached = working_days_before(day, number)
    between = [date.fromordinal(one) for one in range(reached.toordinal(), day.toordinal())]

    assert is_working_day(reached)
    assert sum(map(is_working_day, between)) == number


def test_none_before_is_the_day_itself_even_a_sunday():
    assert working_days_before(date(2026, 11, 22), 0) == date(2026, 11, 22)
