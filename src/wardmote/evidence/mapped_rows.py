"""One agency's table as columns of evidence, by its mapping: each row good or with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from wardmote.evidence import judging
from wardmote.evidence.mapping import FileMapping
from wardmote.evidence.personal_data import scan_column
from wardmote.evidence.tabular import (
    Parsed,
    TextTable,
    parse_coordinates,
    parse_counts,
    parse_dates,
)
from wardmote.evidence.tabular.dates import has_time
from wardmote.evidence.tabular.parsed import CellError, parse_each
from wardmote.evidence.tabular.points import NATIONAL_GRID, Point
from wardmote.vocabulary.area_kinds import is_area_code
from wardmote.vocabulary.districts import find_areas

EARLIEST = date(1990, 1, 1)  # no partner's feed goes back further: older is a mistyped year
DEGREE_PLACES = 6  # a tenth of a metre
LONGEST_COUNT = 12  # "<5" or "suppressed": what stands there in place of a number
LONGEST_WORD = 60  # a longer "category" is somebody's sentence
MONTHS_OF_A_YEAR = 12
AREA_KINDS = {"lsoa21cd": "lsoa", "lsoa11cd": "lsoa", "wd24cd": "ward", "lad24cd": "district"}

COUNT_REPEATED = "an earlier row counts the same area, category and period"
DATE_IN_FUTURE = "the date is in the future"
DATE_TOO_EARLY = "the date is before 1990"
PERIOD_REVERSED = "the period ends before it begins"
PERIOD_NOT_MONTHS = "the period is not of whole months"
_LIKE_A_DATE = re.compile(r"[\d/:.,T +-]{1,30}|\d{0,2}[ -]?[A-Za-z]{3,9}[ -]\d{2,4}")

COLUMN_TYPES = {
    "file_no": "whole",
    "row_number": "whole",
    "fault": "text",
    "found": "text",
    "scheme": "text",
    "category": "text",
    "month": "date",
    "months": "whole",
    "occurred_on": "date",
    "occurred_hour": "whole",
    "reference": "text",
    "longitude": "number",
    "latitude": "number",
    "area_kind": "text",
    "area_given": "text",
    "count": "whole",
}

Column = list[Any]


@dataclass(frozen=True)
class When:
    """When a row happened, or the first month and number of months that it counts."""

    month: date | None = None
    months: int = 1
    day: date | None = None
    hour: int | None = None
    fault: str | None = None


class _Cells:
    """A table's cells by our names; a column that the mapping does not give is blank."""

    def __init__(self, mapping: FileMapping, table: TextTable) -> None:
        self.mapping, self.table = mapping, table
        self.rows = len(table.rows)

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        return {ours: self.table.column(theirs) for ours, theirs in self.mapping.columns.items()}

    @cached_property
    def _blank(self) -> tuple[str, ...]:
        return ("",) * self.rows

    def __getitem__(self, ours: str) -> tuple[str, ...]:
        return self._known.get(ours, self._blank)


def mapped_columns(
    mapping: FileMapping, table: TextTable, *, file_no: int, as_of: date
) -> dict[str, Column]:
    """A table's rows as columns of evidence, in their order.

    Parameters
    ----------
    mapping
        How the table is read.
    table
        Its cells as text. What is not dropped has passed the scan for personal data.
    file_no
        Number of the file in its batch.
    as_of
        Day of the ingest: what is dated later cannot be true.

    Returns
    -------
    dict
        The columns of `COLUMN_TYPES`. ``fault`` is the first found in the order category,
        date, place, count; ``found`` the value at fault, where it cannot be personal.

    Notes
    -----
    A time of day is taken only where some row has one: a column of midnights is a column of
    days. Midnight among other times is often a clerk's default, and is kept as it is.
    """
    cells = _Cells(mapping, table)
    categories = parse_each(cells["category"], lambda word: _category(mapping, word))
    whens = [_judged(one, as_of) for one in _whens(mapping, cells)]
    points = _points(mapping, cells)
    areas = _areas(mapping, cells)
    counts = _counts(mapping, cells, areas, whens)
    judged = zip(
        categories.faults,
        (one.fault for one in whens),
        points.faults,
        areas.faults,
        counts.faults,
        strict=True,
    )
    faults = [next(filter(None, reasons), None) for reasons in judged]
    return {
        "file_no": [file_no] * cells.rows,
        "row_number": list(range(1, cells.rows + 1)),
        "fault": faults,
        "found": _found(mapping, cells, categories, whens, counts),
        "scheme": [
            mapping.scheme_of(one) if one is not None else None for one in categories.values
        ],
        "category": list(categories.values),
        "month": [one.month for one in whens],
        "months": [one.months for one in whens],
        "occurred_on": [one.day for one in whens],
        "occurred_hour": [one.hour for one in whens],
        "reference": [one.strip() or None for one in cells["reference"]],
        "longitude": [one and one[0] for one in points.values],
        "latitude": [one and one[1] for one in points.values],
        "area_kind": [_area_kind(mapping) if one else None for one in areas.values],
        "area_given": list(areas.values),
        "count": list(counts.values),
    }


def _category(mapping: FileMapping, word: str) -> str:
    found = mapping.category_of(word)
    if found is None:
        raise CellError(judging.CATEGORY_UNKNOWN if word.strip() else judging.CATEGORY_MISSING)
    return found


def _whens(mapping: FileMapping, cells: _Cells) -> list[When]:
    if "period_start" in mapping.columns:
        starts, ends = (_moments(mapping, cells, one) for one in ("period_start", "period_end"))
        pairs = zip(starts.values, ends.values, starts.faults, ends.faults, strict=True)
        return [_period(*pair) for pair in pairs]
    if "month" in mapping.columns:
        months = _moments(mapping, cells, "month")
        return [
            When(fault=fault) if moment is None else When(moment.date().replace(day=1))
            for moment, fault in zip(months.values, months.faults, strict=True)
        ]
    days = _moments(mapping, cells, "occurred_on")
    timed = has_time(mapping.formats["occurred_on"]) and any(
        moment is not None and moment.time() != time() for moment in days.values
    )
    return [
        When(fault=fault) if moment is None else _occurred(moment, timed)
        for moment, fault in zip(days.values, days.faults, strict=True)
    ]


def _moments(mapping: FileMapping, cells: _Cells, ours: str) -> Parsed[datetime]:
    return parse_dates(cells[ours], mapping.formats[ours])


def _occurred(moment: datetime, timed: bool) -> When:
    day = moment.date()
    return When(day.replace(day=1), day=day, hour=moment.hour if timed else None)


def _period(
    start: datetime | None, end: datetime | None, start_fault: str | None, end_fault: str | None
) -> When:
    if start is None or end is None:
        return When(fault=start_fault or end_fault)
    if end < start:
        return When(fault=PERIOD_REVERSED)
    after = date.fromordinal(end.date().toordinal() + 1)
    if start.day != 1 or after.day != 1:
        return When(fault=PERIOD_NOT_MONTHS)
    months = (after.year - start.year) * MONTHS_OF_A_YEAR + after.month - start.month
    return When(start.date(), months)


def _judged(when: When, as_of: date) -> When:
    first = when.day or when.month
    if first is None:
        return when
    fault = DATE_IN_FUTURE if first > as_of else DATE_TOO_EARLY if first < EARLIEST else None
    return When(when.month, when.months, when.day, when.hour, fault)


def _points(mapping: FileMapping, cells: _Cells) -> Parsed[Point]:
    """Points in degrees."""
    if mapping.coordinates is None:
        return Parsed((None,) * cells.rows, (None,) * cells.rows)
    on_grid = mapping.coordinates == NATIONAL_GRID
    names = ("easting", "northing") if on_grid else ("longitude", "latitude")
    points = parse_coordinates(cells[names[0]], cells[names[1]], mapping.coordinates)
    return Parsed(_in_degrees(points.values), points.faults) if on_grid else points


def _in_degrees(points: Sequence[Point | None]) -> tuple[Point | None, ...]:
    from wardmote.places.projection import to_longitude_latitude

    different = sorted({point for point in points if point is not None})
    if not different:
        return tuple(points)
    eastings, northings = zip(*different, strict=True)
    longitudes, latitudes = to_longitude_latitude(eastings, northings)
    degrees = {
        point: (round(float(longitude), DEGREE_PLACES), round(float(latitude), DEGREE_PLACES))
        for point, longitude, latitude in zip(different, longitudes, latitudes, strict=True)
    }
    return tuple(None if point is None else degrees[point] for point in points)


def _area_kind(mapping: FileMapping) -> str:
    return AREA_KINDS[mapping.area_code or "lad24cd"]


def _areas(mapping: FileMapping, cells: _Cells) -> Parsed[str]:
    """Area codes: the column's, or the one district of all records.

    An incident without a place is a good record; a count of nowhere counts nothing.
    """
    if mapping.area_code is not None:
        given = cells[mapping.area_code]
        return parse_each(given, lambda cell: _area(cell.strip(), mapping))
    everywhere = None if mapping.coordinates else mapping.lad24cd_is
    fault = judging.AREA_MISSING if mapping.kind == "counts" and everywhere is None else None
    return Parsed((everywhere,) * cells.rows, (fault,) * cells.rows)


def _area(cell: str, mapping: FileMapping) -> str | None:
    kind = _area_kind(mapping)
    if not cell and mapping.kind == "counts":
        raise CellError(judging.AREA_MISSING)
    if not cell or re.fullmatch(judging.CODE_SHAPES[kind], cell):
        return cell or None
    if is_area_code(cell):
        raise CellError(judging.AREA_OF_OTHER_KIND)
    codes = [area.code for area in find_areas(cell) if area.kind == kind and area.code]
    if len(codes) != 1:
        raise CellError(judging.AREA_UNREADABLE)
    return codes[0]


def _counts(
    mapping: FileMapping, cells: _Cells, areas: Parsed[str], whens: Sequence[When]
) -> Parsed[int]:
    """Counts; a second one of the same area, word and period is at fault."""
    if mapping.kind != "counts":
        return Parsed((None,) * cells.rows, (None,) * cells.rows)
    counts = parse_counts(cells["count"])
    seen: set[tuple[object, ...]] = set()
    faults = []
    rows = zip(cells["category"], areas.values, whens, counts.faults, strict=True)
    for word, area, when, fault in rows:
        key = (word, area, when.month, when.months)
        faults.append(fault or (COUNT_REPEATED if key in seen else None))
        if fault is None and area is not None:
            seen.add(key)
    return Parsed(counts.values, tuple(faults))


def _found(
    mapping: FileMapping,
    cells: _Cells,
    categories: Parsed[str],
    whens: Sequence[When],
    counts: Parsed[int],
) -> Column:
    """Value at fault of each row, where it cannot be personal; never a point or a reference."""
    ours = next(one for one in ("period_start", "month", "occurred_on") if one in mapping.columns)
    header = mapping.columns.get("category", "")
    found: Column = []
    for place in range(cells.rows):
        date_cell, count_cell = cells[ours][place], cells["count"][place]
        if categories.faults[place]:
            found.append(_harmless_word(header, cells["category"][place]))
        elif whens[place].fault:
            found.append(date_cell if _LIKE_A_DATE.fullmatch(date_cell) else None)
        elif counts.faults[place]:
            found.append(count_cell if len(count_cell) <= LONGEST_COUNT else None)
        else:
            found.append(None)
    return found


def _harmless_word(header: str, word: str) -> str | None:
    """An unknown category's word, unless it alone looks like something about a person.

    Alone, under a header that says "name", one likely name is enough: in a column it is not.
    """
    is_short = 0 < len(word) <= LONGEST_WORD
    looks_personal = any(scan_column(one, [word]) for one in (header, "name"))
    return word if is_short and not looks_personal else None
