"""Longitude and latitude to and from the British National Grid, where distances are taken.

The transformation is named outright instead of being chosen by PROJ. PROJ picks the best
one that the machine has files for, and warns where the best (the OSTN15 grid) is missing;
the same point would then lie up to two metres apart on two machines.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from wardmote.errors import SourceError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from wardmote.places.areas import AreaSet

LONGITUDE_LATITUDE = 4326  # EPSG code of WGS 84
NATIONAL_GRID = 27700  # EPSG code of OSGB36 / British National Grid

ACCURACY_METRES = 2.0
"""What the transformation below is good for in most of Great Britain (EPSG, operation 1314).

At Ordnance Survey's test points in Cornwall and Scilly it is 4 to 5 m out.
"""

GRID_WEST, GRID_SOUTH, GRID_EAST, GRID_NORTH = -9.01, 49.75, 2.01, 61.01
"""Area of use of the National Grid in degrees (EPSG dataset, extent of EPSG:27700)."""

HALF_TURN_DEGREES = 180

# EPSG operation 1314, "OSGB36 to WGS 84 (6)", then the projection of EPSG:27700.
_WGS84_TO_NATIONAL_GRID = (
    "+proj=pipeline"
    " +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    " +step +proj=push +v_3"
    " +step +proj=cart +ellps=WGS84"
    " +step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06"
    " +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 +convention=position_vector"
    " +step +inv +proj=cart +ellps=airy"
    " +step +proj=pop +v_3"
    " +step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717"
    " +x_0=400000 +y_0=-100000 +ellps=airy"
)


def to_national_grid(
    longitude: ArrayLike, latitude: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Easting and northing of points given in longitude and latitude.

    Answers "where is this in metres?", so that a distance can be taken. To convert
    areas, use `project`.

    Parameters
    ----------
    longitude, latitude
        Degrees (WGS 84), in this order: numbers or arrays of one shape.

    Returns
    -------
    tuple of numpy.ndarray
        Easting and northing in metres, in the shape given. Not a number where a
        coordinate is missing or lies outside the area of use of the grid
        (`GRID_WEST` … `GRID_NORTH`), where metres of this grid mean nothing.

    Notes
    -----
    Good to about two metres in most of Great Britain (`ACCURACY_METRES`), the same on
    every machine. That is enough for snap points and generalised boundaries; it is not
    enough to say which of two neighbouring addresses a point is.

    References
    ----------
    EPSG Geodetic Parameter Dataset, operation 1314; Ordnance Survey, A guide to
    coordinate systems in Great Britain, section 6.6.

    Examples
    --------
    >>> easting, northing = to_national_grid(-0.0765, 51.5081)  # Tower Hill
    >>> round(float(easting)), round(float(northing))
    (533587, 180550)
    """
    longitude = np.asarray(longitude, dtype=np.float64)
    latitude = np.asarray(latitude, dtype=np.float64)
    usable = (longitude >= GRID_WEST) & (longitude <= GRID_EAST)
    usable &= (latitude >= GRID_SOUTH) & (latitude <= GRID_NORTH)
    easting, northing = _national_grid().transform(
        np.where(usable, longitude, np.nan), np.where(usable, latitude, np.nan)
    )
    return np.asarray(easting), np.asarray(northing)


def to_longitude_latitude(
    easting: ArrayLike, northing: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitude and latitude of points given on the British National Grid.

    The way back from `to_national_grid`; there and back moves a point by about a
    millimetre.

    Parameters
    ----------
    easting, northing
        Metres, in this order: numbers or arrays of one shape.

    Returns
    -------
    tuple of numpy.ndarray
        Longitude and latitude in degrees (WGS 84), in the shape given; not a number
        where a coordinate is missing.

    Notes
    -----
    Good to about two metres, as `to_national_grid`. Eastings and northings given in
    the wrong order are still somewhere: check the result against the place expected.

    Examples
    --------
    >>> longitude, latitude = to_longitude_latitude(533_587, 180_550)
    >>> round(float(longitude), 4), round(float(latitude), 4)
    (-0.0765, 51.5081)
    """
    easting = np.asarray(easting, dtype=np.float64)
    northing = np.asarray(northing, dtype=np.float64)
    known = np.isfinite(easting) & np.isfinite(northing)
    longitude, latitude = _national_grid().transform(
        np.where(known, easting, np.nan), np.where(known, northing, np.nan), direction="INVERSE"
    )
    return np.asarray(longitude), np.asarray(latitude)


def project(areas: AreaSet, to: int = NATIONAL_GRID) -> AreaSet:
    """The same areas in another projection.

    Answers "how do I bring these areas to the projection of those?". The areas given
    are left as they were.

    Parameters
    ----------
    areas
        Areas in any projection that has an EPSG code.
    to
        EPSG code wanted. 27700, the British National Grid, is where every distance and
        size is taken.

    Returns
    -------
    AreaSet
        Same kind, year, codes and order; new geometries.

    Raises
    ------
    SourceError
        There is no projection with that EPSG code.

    Notes
    -----
    Only corners are moved, and the lines between them stay straight: an edge of several
    kilometres bends by less than a metre, which generalised boundaries hide.

    Examples
    --------
    >>> import shapely
    >>> from wardmote.places.areas import AreaSet
    >>> square = shapely.box(-0.0775, 51.5075, -0.0755, 51.5087)
    >>> areas = AreaSet("lsoa", 2021, ("E01000001",), ("Tower Hill",), [square], 4326)
    >>> round(project(areas).geometries[0].area)  # square metres
    18533
    """
    if areas.epsg == to:
        return areas
    moved = shapely.transform(areas.geometries, lambda xy: _moved(xy, areas.epsg, to))
    return replace(areas, geometries=moved, epsg=to)


def check_same_projection(
    a: AreaSet | int, b: AreaSet | int, *, names: tuple[str, str] = ("The first", "the second")
) -> None:
    """Refusal to join two things that lie in different projections.

    Libraries warn and carry on, and then nothing falls inside anything: here it is an
    error that shows both.

    Parameters
    ----------
    a, b
        Areas, or the EPSG code of something else, such as points.
    names
        What the two are called in the message, for example ``("Points", "areas")``.

    Raises
    ------
    SourceError
        The projections differ.

    Examples
    --------
    >>> check_same_projection(27700, 27700)
    >>> check_same_projection(27700, 4326, names=("Points", "areas"))
    Traceback (most recent call last):
    wardmote.errors.SourceError: Points use British National Grid (EPSG:27700) and areas use longitude and latitude (EPSG:4326).
      Next      Convert one with places.projection.project(areas, to=27700).
    """  # noqa: E501
    first, second = _epsg_of(a), _epsg_of(b)
    if first != second:
        raise SourceError(
            f"{names[0]} use {projection_name(first)}"
            f" and {names[1]} use {projection_name(second)}.",
            next_step=f"Convert one with places.projection.project(areas, to={first}).",
        )


def projection_name(epsg: int) -> str:
    """Name of a projection with its EPSG code, for a message.

    Parameters
    ----------
    epsg
        EPSG code.

    Returns
    -------
    str
        For example ``British National Grid (EPSG:27700)``.

    Raises
    ------
    SourceError
        There is no projection with that EPSG code.

    Examples
    --------
    >>> projection_name(4326)
    'longitude and latitude (EPSG:4326)'
    >>> projection_name(3857)
    'WGS 84 / Pseudo-Mercator (EPSG:3857)'
    """
    everyday = {
        LONGITUDE_LATITUDE: "longitude and latitude",
        NATIONAL_GRID: "British National Grid",
    }
    return f"{everyday.get(epsg) or _projection(epsg).name} (EPSG:{epsg})"


def lies_in_britain(bounds: ArrayLike, epsg: int) -> bool:
    """Whether coordinates read in this projection lie in the United Kingdom.

    Answers "can this be the projection of these coordinates?". It cannot say that it is.

    Parameters
    ----------
    bounds
        Least and greatest coordinates: west, south, east, north, in the units of `epsg`.
    epsg
        EPSG code to try.

    Returns
    -------
    bool
        False for degrees read as metres, metres read as degrees, and swapped order.

    Raises
    ------
    SourceError
        There is no projection with that EPSG code.

    Examples
    --------
    >>> london = [-0.1, 51.4, 0.0, 51.6]
    >>> lies_in_britain(london, 4326), lies_in_britain(london, 27700)
    (True, False)
    """
    corners = np.asarray(bounds, dtype=np.float64).reshape(2, 2)
    if epsg != LONGITUDE_LATITUDE and np.abs(corners).max() <= HALF_TURN_DEGREES:
        return False  # a city a few hundred metres wide, in the sea off Scilly
    longitude, latitude = _to_wgs84(corners[:, 0], corners[:, 1], epsg)
    return bool(
        np.all((longitude >= GRID_WEST) & (longitude <= GRID_EAST))
        and np.all((latitude >= GRID_SOUTH) & (latitude <= GRID_NORTH))
    )


def _epsg_of(thing: AreaSet | int) -> int:
    return thing if isinstance(thing, int) else thing.epsg


def _moved(xy: NDArray[np.float64], epsg: int, to: int) -> NDArray[np.float64]:
    # Always by way of longitude and latitude, so that the step to the grid is ours.
    longitude, latitude = _to_wgs84(xy[:, 0], xy[:, 1], epsg)
    if to == LONGITUDE_LATITUDE:
        return np.column_stack([longitude, latitude])
    if to == NATIONAL_GRID:
        return np.column_stack(_national_grid().transform(longitude, latitude))
    return np.column_stack(_general(to).transform(longitude, latitude, direction="INVERSE"))


def _to_wgs84(x: NDArray[np.float64], y: NDArray[np.float64], epsg: int) -> Any:
    if epsg == LONGITUDE_LATITUDE:
        return x, y
    if epsg == NATIONAL_GRID:
        return _national_grid().transform(x, y, direction="INVERSE")
    return _general(epsg).transform(x, y)


@cache
def _national_grid() -> Any:
    from pyproj import Transformer

    return Transformer.from_pipeline(_WGS84_TO_NATIONAL_GRID)


@cache
def _general(epsg: int) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(_projection(epsg), LONGITUDE_LATITUDE, always_xy=True)


@cache
def _projection(epsg: int) -> Any:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_epsg(epsg)
    except CRSError:
        raise SourceError(
            f"There is no projection EPSG:{epsg}.",
            next_step="Use 27700 for British National Grid or 4326 for longitude and latitude.",
        ) from None
