"""Coordinates as councils give them: the National Grid, or longitude and latitude."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from wardmote.errors import ConfigurationError
from wardmote.evidence.judging import (
    EAST,
    EASTING_MOST,
    HALF_A_POINT,
    NORTH,
    NORTHING_MOST,
    POINT_ABROAD,
    POINT_SWAPPED,
    POINT_UNREADABLE,
    POINT_ZERO,
    SOUTH,
    WEST,
)
from wardmote.evidence.tabular.parsed import CellError, Parsed, parse_each

NATIONAL_GRID = "national_grid"
LONGITUDE_LATITUDE = "longitude_latitude"
COORDINATE_SYSTEMS = (NATIONAL_GRID, LONGITUDE_LATITUDE)
GRID_SWAPPED = "easting and northing are swapped"

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
Point = tuple[float, float]


def parse_coordinates(first: Sequence[str], second: Sequence[str], system: str) -> Parsed[Point]:
    """Points from two columns of text.

    Answers "where did each of these happen, as far as the file says?".

    Parameters
    ----------
    first
        Eastings, or longitudes.
    second
        Northings, or latitudes; as many.
    system
        ``national_grid`` (metres, EPSG:27700) or ``longitude_latitude`` (degrees, EPSG:4326).

    Returns
    -------
    Parsed of tuple
        (easting, northing) or (longitude, latitude), one for each row. Both blank is a row
        without a place, which is no fault. Half a point, (0, 0), a point outside the country
        and a pair that only makes sense the other way round are.

    Raises
    ------
    ConfigurationError
        There is no such system.

    Notes
    -----
    A swapped pair of eastings and northings shows only where the point then falls outside
    England and Wales: around Manchester, where both are alike, it does not.

    Examples
    --------
    >>> parse_coordinates(["535421", "0", ""], ["181234", "0", ""], "national_grid").faults
    (None, 'the coordinates are 0, 0', None)
    >>> parse_coordinates(["51.88"], ["-0.41"], "longitude_latitude").faults
    ('longitude and latitude are swapped',)
    """
    if system not in COORDINATE_SYSTEMS:
        raise ConfigurationError(
            f'There is no coordinate system "{system}".',
            known=COORDINATE_SYSTEMS,
            next_step="Correct coordinates under [formats] in the mapping.",
        )
    fault = _grid_fault if system == NATIONAL_GRID else _degrees_fault
    pairs = zip(map(str.strip, first), map(str.strip, second), strict=True)
    return parse_each(pairs, lambda pair: _point(pair, fault))


def _point(pair: tuple[str, str], fault_of: Callable[[Point], str | None]) -> Point | None:
    if pair == ("", ""):
        return None
    if "" in pair:
        raise CellError(HALF_A_POINT)
    point = (_number(pair[0]), _number(pair[1]))
    fault = POINT_ZERO if point == (0.0, 0.0) else fault_of(point)
    if fault:
        raise CellError(fault)
    return point


def _number(cell: str) -> float:
    plain = cell.replace(",", "") if _THOUSANDS.fullmatch(cell) else cell
    try:
        number = float(plain)
    except ValueError as error:
        raise CellError(POINT_UNREADABLE) from error
    if not math.isfinite(number):
        raise CellError(POINT_UNREADABLE)
    return number


def _degrees_fault(point: Point) -> str | None:
    if _in_degrees(*point):
        return None
    return POINT_SWAPPED if _in_degrees(*reversed(point)) else POINT_ABROAD


def _in_degrees(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def _grid_fault(point: Point) -> str | None:
    if not _in_england_or_wales(*point) and _in_england_or_wales(*reversed(point)):
        return GRID_SWAPPED
    easting, northing = point
    on_grid = 0 <= easting <= EASTING_MOST and 0 <= northing <= NORTHING_MOST
    return None if on_grid else POINT_ABROAD


def _in_england_or_wales(easting: float, northing: float) -> bool:
    """A coarse outline: a box, and north of Anglesey and the Humber only what is land there."""
    if not (80_000 <= easting <= 660_000 and 5_000 <= northing <= 660_000):
        return False
    return northing <= 400_000 or 285_000 <= easting <= 545_000
