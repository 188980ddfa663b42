"""Months, reporting years and information periods."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.information_periods import InformationPeriod, information_period_of
from wardmote.vocabulary.months import (
    count_months,
    days_in_month,
    last_day,
    month_code,
    month_name,
    month_of,
    months_between,
    next_month,
    parse_month,
    shift_month,
)
from wardmote.vocabulary.years import ReportingYear, parse_year, year_of

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("text", ["2024-03", "202403", " 2024-03 "])
def test_a_month_is_read_in_each_way_that_publishers_write_it(text):
    assert parse_month(text) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-00", "2024", "March 2024", "2024-3", "", "٢٠٢٤-٠٣"]
)
def test_what_is_not_a_month_is_refused_with_an_example(text):
    with pytest.raises(ConfigurationError) as refusal:
        parse_month(text)

    assert "such as 2024-03" in str(refusal.value)


@given(days, st.integers(-400, 400))
def test_shifting_there_and_back_returns_to_the_month(day, months):
    assert shift_month(shift_month(day, months), -months) == month_of(day)


@given(days, days)
def test_months_between_are_the_distinct_months_of_every_day_between(first, last):
    first, last = min(first, last), min(max(first, last), min(first, last) + timedelta(days=900))
    every_day = [first + timedelta(days=step) for step in range((last - first).days + 1)]

    assert list(months_between(first, last)) == sorted({month_of(day) for day in every_day})
    assert count_months(first, last) == len(months_between(first, last))


def test_months_between_the_wrong_way_round_are_none():
    assert months_between(date(2024, 2, 1), date(2024, 1, 31)) == ()


@given(days)
def test_days_in_a_month_agree_with_the_calendar(day):
    assert days_in_month(day) == calendar.monthrange(day.year, day.month)[1]
    assert next_month(day) == last_day(day) + timedelta(days=1)


@given(days)
def test_a_month_written_as_a_code_is_read_back(day):
    assert parse_month(month_code(day)) == month_of(day)


def test_a_month_is_named_in_english():
    assert [month_name(date(2025, month, 5)) for month in (1, 12)] == [
        "January 2025",
        "December 2025",
    ]


@given(days)
def test_every_day_lies_in_its_own_reporting_year_and_in_no_other(day):
    year = year_of(day)

    assert day in year
    assert day not in year.next
    assert day not in year.previous


def test_the_reporting_year_runs_from_1_april_to_31_march():
    year = year_of(date(2026, 4, 1))

    assert year_of(date(2026, 3, 31)) == year.previous
    assert (year.period_start, year.period_end) == (date(2026, 4, 1), date(2027, 3, 31))
    assert [month_code(month) for month in year][::11] == ["2026-04", "2027-03"]
    assert str(ReportingYear(1999)) == "1999/00"


@given(st.integers(1900, 2200))
def test_a_reporting_year_written_out_is_read_back(starting_in):
    year = ReportingYear(starting_in)

    assert parse_year(str(year)) == year
    assert parse_year(f"{starting_in}-{starting_in + 1}") == year


@pytest.mark.parametrize("text", ["2024", "2024/26", "2024/2024", "24/25", "2024/1925", "next"])
def test_what_could_be_another_year_is_refused(text):
    with pytest.raises(ConfigurationError) as refusal:
        parse_year(text)

    assert "two years that follow each other" in str(refusal.value)


def test_a_year_that_no_calendar_holds_is_refused():
    with pytest.raises(ConfigurationError, match="such as 2024"):
        ReportingYear(0)


def test_data_of_july_to_september_2026_are_due_by_the_end_of_december():
    period = information_period_of(date(2026, 9, 30))

    assert period.period_start == date(2026, 7, 1)
    assert period.due_on == date(2026, 12, 31)


@given(days)
def test_information_periods_are_the_quarters_of_the_calendar(day):
    period = information_period_of(day)

    assert period.period_start <= day <= period.period_end
    assert period.period_start.month in (1, 4, 7, 10)
    assert len(period.months) == 3
    assert period.next.period_start == period.period_end + timedelta(days=1)


def test_an_information_period_cannot_start_within_a_quarter():
    with pytest.raises(ConfigurationError, match="information_period_of"):
        InformationPeriod(date(2026, 8, 1))
