"""Dates of birth: a header that says so, or dates spread over a lifetime."""

from __future__ import annotations

import re

from wardmote.evidence.personal_data.columns import Column, Hits, PersonalKind

_SAYS_BIRTH = re.compile(r" (?:dob|d o b|date ?of ?birth|birth ?date|birth ?day|born|birth) ")
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = re.compile(
    rf"(?P<first>\d{{4}})[-/.]{_MONTH_NUMBER}[-/.]{_DAY_NUMBER}(?!\d).*|"
    rf"{_DAY_NUMBER}[-/. ](?:{_MONTH_NUMBER}|[a-z]{{3,9}})[-/. ](?P<last>\d{{4}}|\d\d)(?!\d).*|"
    r"(?P<packed>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    re.IGNORECASE,
)
_EXCEL_DAY = re.compile(r"[1-4]\d{4}")  # 1927 to 2036 as Excel counts days
SHARE_BY_HEADER = 0.05
SHARE_OF_DAYS = 0.8
LEAST_DAYS = 20
LEAST_DIGITS = 6  # day and year
A_LIFETIME_YEARS = 30  # between the tenth and the ninetieth in a hundred: no register runs so long
NO_RECORDS_BEFORE = 1985  # nor does one start so early, as computers in town halls do not


def _year(value: str) -> int | None:
    match = _DAY.fullmatch(value)
    if not match:
        return None
    year = int(match["first"] or match["last"] or match["packed"])
    return year if year > 99 else None


def _is_day(value: str) -> bool:
    return bool(_DAY.fullmatch(value) or _EXCEL_DAY.fullmatch(value))


def find_dates_of_birth(column: Column) -> Hits | None:
    """Dates of birth in a column; dates of anything else are fine."""
    says = _SAYS_BIRTH.search(column.header)
    if says:
        days = sum(map(_is_day, (value.removesuffix(".0") for value in column.values)))
        if days and days >= SHARE_BY_HEADER * len(column.values):
            return Hits(PersonalKind.BIRTH, days, "are dates", says[0].strip())
    return _spread_over_a_lifetime(column)


def _spread_over_a_lifetime(column: Column) -> Hits | None:
    years = sorted(
        year for year in map(_year, column.with_digits(LEAST_DIGITS)) if year is not None
    )
    if len(years) < max(LEAST_DAYS, SHARE_OF_DAYS * len(column.values)):
        return None
    low, high = years[len(years) // 10], years[-len(years) // 10]
    if low < NO_RECORDS_BEFORE and high - low >= A_LIFETIME_YEARS:
        return Hits(PersonalKind.BIRTH, len(years), "are dates spread over a lifetime")
    return None
