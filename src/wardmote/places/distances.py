"""How far a point is from the area that it is said to lie in."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from wardmote.places.areas import AreaSet
from wardmote.places.points import NOWHERE
from wardmote.places.projection import project, to_national_grid

AGREES_WITHIN_METRES = 50.0
"""A point this near to the area that its source gives agrees with it.

The published boundaries are generalised: their lines lie up to 20 m from the true ones,
and the transformation is good to 2 m (5 m in Cornwall). Where Bedfordshire's street rows
disagreed with the boundaries, the farthest point was 19.9 m out. Beyond 50 m none of this
explains a difference.
"""


def distance_to_area_metres(
    longitude: ArrayLike, latitude: ArrayLike, areas: AreaSet, claimed: ArrayLike
) -> NDArray[np.float64]:
    """Distance of each point from the area that is claimed for it.

    Answers "does the LSOA in this row fit its point?": it does within
    `AGREES_WITHIN_METRES`. To find the area of a point, use
    `wardmote.places.points.areas_of_points`.

    Parameters
    ----------
    longitude, latitude
        Degrees (WGS 84), one for each point, in this order.
    areas
        Areas in any projection.
    claimed
        For each point, the index in `areas` of the area that it is said to lie in;
        -1 where none is claimed.

    Returns
    -------
    numpy.ndarray
        Metres on the British National Grid, one for each point: 0 inside the area, not a
        number where no area is claimed or the point has no place in Great Britain.

    Notes
    -----
    A straight line to the nearest edge. Not a number is not agreement: compare with
    ``<=``, which is false for it.

    References
    ----------
    ONS Open Geography Portal, "Boundary dataset resolution": generalised (20 m).

    Examples
    --------
    A square of 100 m on the grid, and points at its middle and 30 m east of it.

    >>> from wardmote.places.projection import to_longitude_latitude
    >>> square = [shapely.box(530_000, 180_000, 530_100, 180_100)]
    >>> areas = AreaSet("ward", 2024, ("E05000001",), ("Square",), square, 27700)
    >>> longitude, latitude = to_longitude_latitude([530_050, 530_130], [180_050, 180_050])
    >>> distance_to_area_metres(longitude, latitude, areas, [0, 0]).round(2).tolist()
    [0.0, 30.0]
    """
    easting, northing = to_national_grid(longitude, latitude)
    claimed = np.asarray(claimed, dtype=np.int64)
    measurable = np.isfinite(easting) & np.isfinite(northing) & (claimed != NOWHERE)
    polygons = project(areas).geometries[claimed[measurable]]
    points = shapely.points(easting[measurable], northing[measurable])
    metres = np.full(claimed.shape, np.nan)
    metres[measurable] = shapely.distance(points, polygons)
    return metres
