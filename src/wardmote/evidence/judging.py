"""Judging a row's values in SQL: the faults that every source looks for in the same words.

Each function gives an SQL expression that is NULL for a good value and a reason otherwise.
The engine works a CASE out branch by branch, and again for each: where most values are good
and telling is dear, the good case comes first.
Quarantine is for what cannot be read or cannot be true; a row without a place, or outside
the partnership, is a good row.
"""

from __future__ import annotations

from datetime import date

# A box around the United Kingdom, its islands included (degrees, WGS84).
WEST, EAST, SOUTH, NORTH = -9.0, 2.5, 49.0, 61.5
# The National Grid's own extent in metres.
EASTING_MOST, NORTHING_MOST = 700_000, 1_300_000

MONTH_UNREADABLE = "the month cannot be read"
MONTH_IN_FUTURE = "the month is in the future"
MONTH_TOO_EARLY = "the month is before this source began"
HALF_A_POINT = "one coordinate is missing"
POINT_UNREADABLE = "the coordinates cannot be read"
POINT_ZERO = "the coordinates are 0, 0"
POINT_SWAPPED = "longitude and latitude are swapped"
POINT_ABROAD = "the point is outside the United Kingdom"
CATEGORY_MISSING = "there is no category"
CATEGORY_UNKNOWN = "the category is unknown"
COUNT_UNREADABLE = "the count cannot be read as a whole number"
COUNT_NEGATIVE = "the count is negative"
COUNTED_TWICE = "an earlier row gives this area, category and month another count"
AREA_MISSING = "there is no area"
AREA_UNREADABLE = "the area code cannot be read"
AREA_OF_OTHER_KIND = "the area is of another kind than the table is for"
YEAR_UNREADABLE = "the year cannot be read"
VALUE_UNREADABLE = "the value cannot be read as a number"
A_PERCENTAGE = "a percentage: its number stands in a row of its own"
A_SUB_TOTAL = "a sub-total: its parts stand in rows of their own"

# ONS codes by kind of area; districts are also given by name where a publisher has no codes.
CODE_SHAPES = {
    "lsoa": "[EW]01[0-9]{6}",
    "ward": "[EW]05[0-9]{6}",
    "district": "(E0[6-9]|W06)[0-9]{6}",
    "csp": "(E22|W14)[0-9]{6}",
    "police_force_area": "(E23|W15)[0-9]{6}",
}


def blank(column: str) -> str:
    """Column as text without spaces around, blank as NULL."""
    return f"nullif(trim({column}), '')"


def month_fault(month: str, *, as_of: date, first: date) -> str:
    """Fault of a month; `month` is an SQL expression of type DATE, NULL if unreadable."""
    last = as_of.replace(day=1)
    return (
        f"CASE WHEN {month} BETWEEN DATE '{first}' AND DATE '{last}' THEN NULL "
        f"WHEN {month} IS NULL THEN '{MONTH_UNREADABLE}' "
        f"WHEN {month} > DATE '{last}' THEN '{MONTH_IN_FUTURE}' "
        f"ELSE '{MONTH_TOO_EARLY}' END"
    )


def point_fault(longitude: str, latitude: str) -> str:
    """Fault of a point given as two text columns in degrees; both blank is no fault."""
    lon, lat = f"TRY_CAST({longitude} AS DOUBLE)", f"TRY_CAST({latitude} AS DOUBLE)"
    inside = f"{lon} BETWEEN {WEST} AND {EAST} AND {lat} BETWEEN {SOUTH} AND {NORTH}"
    swapped = f"{lat} BETWEEN {WEST} AND {EAST} AND {lon} BETWEEN {SOUTH} AND {NORTH}"
    return (
        f"CASE WHEN {inside} THEN NULL "
        f"WHEN {longitude} IS NULL AND {latitude} IS NULL THEN NULL "
        f"WHEN {longitude} IS NULL OR {latitude} IS NULL THEN '{HALF_A_POINT}' "
        f"WHEN {lon} IS NULL OR {lat} IS NULL OR isnan({lon}) OR isnan({lat}) "
        f"THEN '{POINT_UNREADABLE}' "
        f"WHEN {lon} = 0 AND {lat} = 0 THEN '{POINT_ZERO}' "
        f"WHEN {swapped} THEN '{POINT_SWAPPED}' "
        f"ELSE '{POINT_ABROAD}' END"
    )


def signed_count_fault(count: str) -> str:
    """Fault of a count that a correction may have made negative; 12.0 is a whole number."""
    number = f"TRY_CAST(replace({count}, ',', '') AS DOUBLE)"
    return (
        f"CASE WHEN {whole(count)} IS NULL OR {number} <> round({number}) "
        f"THEN '{COUNT_UNREADABLE}' END"
    )


def count_fault(count: str) -> str:
    """Fault of a count given as text; whole numbers written 12.0 are good."""
    negative = f"CASE WHEN {whole(count)} < 0 THEN '{COUNT_NEGATIVE}' END"
    return f"coalesce({signed_count_fault(count)}, {negative})"


def whole(count: str) -> str:
    """Whole number from text that `count_fault` has passed."""
    return f"TRY_CAST(round(TRY_CAST(replace({count}, ',', '') AS DOUBLE)) AS BIGINT)"


def category_fault(words: str, category: str) -> str:
    """Fault of a category: `words` is the publisher's text, `category` the id found for it."""
    return (
        f"CASE WHEN {words} IS NULL THEN '{CATEGORY_MISSING}' "
        f"WHEN {category} IS NULL THEN '{CATEGORY_UNKNOWN}' END"
    )


def code_fault(code: str, kind: str) -> str:
    """Fault of an area's code: `code` is an SQL expression, blank as NULL.

    Says nothing about whether such an area exists: that is for the look-ups.
    """
    return (
        f"CASE WHEN {code} IS NULL THEN '{AREA_MISSING}' "
        f"WHEN regexp_full_match({code}, '{CODE_SHAPES[kind]}') THEN NULL "
        f"WHEN regexp_full_match({code}, '[A-Z][0-9]{{8}}') THEN '{AREA_OF_OTHER_KIND}' "
        f"ELSE '{AREA_UNREADABLE}' END"
    )


def name_fault(name: str) -> str:
    """Fault of an area given by its name: `name` is an SQL expression, blank as NULL."""
    return f"CASE WHEN {name} IS NULL THEN '{AREA_MISSING}' END"
