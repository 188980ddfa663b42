"""From metres on the ground to pixels of a map, and the middle of a shape in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from wardmote.publish.mapped import Geometry
from wardmote.publish.pen import Point

TALLEST: Final = 0.9  # of the width, so that a map and its legend fit a screen
MARGIN: Final = 14
FINEST: Final = 0.6  # pixels: corners nearer than this to a straight line are left out


@dataclass(frozen=True)
class Frame:
    """How British National Grid metres become pixels."""

    west: float
    north: float
    metres_per_pixel: float
    left: float
    top: float
    bottom: float
    width: float

    def point(self, easting: float, northing: float) -> Point:
        """Pixel of a place."""
        x = self.left + (easting - self.west) / self.metres_per_pixel
        return x, self.top + (self.north - northing) / self.metres_per_pixel

    def rings(self, geometry: Geometry) -> Iterator[list[Point]]:
        """Outer and inner rings of a geometry, in pixels."""
        for part in shapely.get_parts(geometry):
            if shapely.get_type_id(part) == shapely.GeometryType.POLYGON:
                for ring in shapely.get_rings(part):
                    yield [self.point(*place) for place in shapely.get_coordinates(ring)[:-1]]

    def simplified(self, geometries: Sequence[Geometry]) -> Any:
        """Geometries without corners too fine to see; shared borders stay shared."""
        tolerance = FINEST * self.metres_per_pixel
        return shapely.coverage_simplify(np.array(geometries, dtype=object), tolerance)


def frame_of(
    geometries: Sequence[Geometry],
    width: float,
    *,
    corner: Point = (0, 0),
    tallest: float = TALLEST,
) -> Frame:
    """A frame that shows geometries whole, so many pixels wide.

    Parameters
    ----------
    geometries
        What it shows.
    width
        Of the frame, in pixels.
    corner
        Its upper left corner.
    tallest
        Greatest height, as a share of the width.
    """
    west, south, east, north = shapely.total_bounds(np.array(geometries, dtype=object))
    across, up = width - 2 * MARGIN, width * tallest - 2 * MARGIN
    scale = max((east - west) / across, (north - south) / up)
    left = corner[0] + (width - (east - west) / scale) / 2
    top = corner[1] + MARGIN
    return Frame(west, north, scale, left, top, top + (north - south) / scale + MARGIN, width)


def middle_of(frame: Frame, shape: Geometry) -> tuple[float, float, float]:
    """Pixel of the point farthest inside a shape, and how far that is from its edge."""
    spoke = shapely.maximum_inscribed_circle(shape, tolerance=frame.metres_per_pixel)
    centre = shapely.get_coordinates(spoke)[0]
    return *frame.point(*centre), shapely.length(spoke) / frame.metres_per_pixel
