"""Which area each point lies in, for a million points in about a second.

Points are sorted from west to east. Published map points repeat, and repeats now stand
together, so that each is looked up once. An area has its candidates in one slice, and only
those between its south and north are tested against its polygon. On the same points and
areas this was several times as fast as an STRtree or a spatial join (`benchmarks/points.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from wardmote.errors import EvidenceError
from wardmote.places.areas import AreaSet
from wardmote.places.projection import LONGITUDE_LATITUDE, check_same_projection

NOWHERE = -1
"""Index of the area of a point that lies in none."""


@dataclass(frozen=True, eq=False)
class PlacedPoints:
    """Which area each of many points lies in.

    Parameters
    ----------
    codes
        For each point, in the order given, the index of its area in `AreaSet.codes`;
        `NOWHERE` (-1) where it lies in none.
    outside
        Points with a place that lie in none of the areas.
    without_place
        Points whose longitude or latitude is missing.
    on_boundary
        Points that more than one area claims, and that the lowest code keeps.

    Examples
    --------
    >>> placed = PlacedPoints(np.array([0, -1, -1]), outside=1, without_place=1, on_boundary=0)
    >>> placed.inside
    1
    """

    codes: NDArray[np.int32]
    outside: int
    without_place: int
    on_boundary: int

    @property
    def inside(self) -> int:
        """Points that lie in one of the areas."""
        return len(self.codes) - self.outside - self.without_place


class _Spots(NamedTuple):
    """Points from west to east with few repeats, and which of them each point given is."""

    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    of_point: NDArray[np.int64]


def areas_of_points(longitude: ArrayLike, latitude: ArrayLike, areas: AreaSet) -> PlacedPoints:
    """Area that each point lies in.

    Answers "which LSOA is this map point in?" for any number of points at once. For how
    far a point is from an area that it should be in, use
    `wardmote.places.distances.distance_to_area_metres`.

    Parameters
    ----------
    longitude, latitude
        Degrees (WGS 84), one for each point, in this order; not a number where a point
        has no place.
    areas
        Areas in longitude and latitude (EPSG:4326). They may overlap.

    Returns
    -------
    PlacedPoints
        One area for each point, and how many points have none.

    Raises
    ------
    SourceError
        The areas are in another projection.
    EvidenceError
        There are not as many longitudes as latitudes.

    Notes
    -----
    A boundary belongs to every area that it bounds: a point on it goes to the area with
    the lowest code, so that the answer does not depend on the order of anything.
    Published crime points are moved to the middle of a street or to a public place, and
    boundaries run along streets: near one, the area found may not be where the crime was.

    References
    ----------
    Home Office, data.police.uk, "About": location anonymisation.

    Examples
    --------
    >>> squares = [shapely.box(0, 51, 1, 52), shapely.box(1, 51, 2, 52)]
    >>> areas = AreaSet("ward", 2024, ("E05000001", "E05000002"), ("West", "East"), squares, 4326)
    >>> placed = areas_of_points([0.5, 1.5, 1.0, 5.0], [51.5, 51.5, 51.5, 51.5], areas)
    >>> placed.codes.tolist(), placed.outside, placed.on_boundary
    ([0, 1, 0, -1], 1, 1)
    """
    check_same_projection(LONGITUDE_LATITUDE, areas, names=("Points", "areas"))
    longitude, latitude = _pairs(longitude, latitude)
    known = np.isfinite(longitude) & np.isfinite(latitude)
    spots = _spots(longitude[known], latitude[known])
    owners, claims = _owners(spots, areas)
    codes = np.full(len(known), NOWHERE, dtype=np.int32)
    codes[known] = owners[spots.of_point]
    without_place = len(known) - int(known.sum())
    outside = int((codes == NOWHERE).sum()) - without_place
    on_boundary = int((claims[spots.of_point] > 1).sum())
    return PlacedPoints(codes, outside, without_place, on_boundary)


def _pairs(
    longitude: ArrayLike, latitude: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    longitude = np.asarray(longitude, dtype=np.float64)
    latitude = np.asarray(latitude, dtype=np.float64)
    if longitude.shape != latitude.shape or longitude.ndim != 1:
        raise EvidenceError(
            "Points need one longitude and one latitude each.",
            found=f"{longitude.size:,} longitudes and {latitude.size:,} latitudes",
            next_step="Pass two columns of the same table.",
        )
    return longitude, latitude


def _spots(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> _Spots:
    # Repeats that another point of their longitude comes between are not found. Finding
    # them too would cost a second sort; keeping them costs a second look-up, and is as right.
    eastwards = np.argsort(longitude)
    longitude, latitude = longitude[eastwards], latitude[eastwards]
    is_new = np.ones(len(eastwards), dtype=bool)
    is_new[1:] = (longitude[1:] != longitude[:-1]) | (latitude[1:] != latitude[:-1])
    of_point = np.empty(len(eastwards), dtype=np.int64)
    of_point[eastwards] = np.cumsum(is_new) - 1
    return _Spots(longitude[is_new], latitude[is_new], of_point)


def _owners(spots: _Spots, areas: AreaSet) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    west, south, east, north = shapely.bounds(areas.geometries).T
    starts = np.searchsorted(spots.longitude, west, side="left")
    ends = np.searchsorted(spots.longitude, east, side="right")
    owners = np.full(len(spots.longitude), NOWHERE, dtype=np.int32)
    claims = np.zeros(len(spots.longitude), dtype=np.int32)
    shapely.prepare(areas.geometries)
    # Highest code first: the lowest code writes last, and so keeps a boundary point.
    for area in np.argsort(np.asarray(areas.codes))[::-1]:
        start, end = starts[area], ends[area]
        latitude = spots.latitude[start:end]
        near = start + np.flatnonzero((latitude >= south[area]) & (latitude <= north[area]))
        if len(near) == 0:
            continue
        inside = shapely.intersects_xy(
            areas.geometries[area], spots.longitude[near], spots.latitude[near]
        )
        owners[near[inside]] = area
        claims[near[inside]] += 1
    return owners, claims
