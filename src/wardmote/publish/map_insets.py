"""Crowded parts of a map, to be drawn larger: a town in the middle of its country district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from wardmote.publish.map_frame import Frame, frame_of, middle_of
from wardmote.publish.mapped import Geometry
from wardmote.publish.pen import LINE_HEIGHT, WIDE, Point

TOO_SMALL: Final = 9  # pixels from an area's middle to its edge: less, and no number fits
FEWEST: Final = 3  # small areas side by side: fewer are numbered beside themselves, with a line
MOST: Final = 2  # insets of one map
LEAST_LARGER: Final = 1.6  # times: less, and the inset shows nothing that the map does not
WHOLE_SHARE: Final = 0.56  # of a wide drawing, where insets stand beside the whole
HIGH: Final = 1.15  # height of the whole beside insets, as a share of its width
SHORT: Final = 0.75  # and above them
INSET_HIGH: Final = 0.8
INSET_SHORT: Final = 0.5
LETTERS: Final = "AB"
GAP: Final = 12


@dataclass(frozen=True)
class Inset:
    """A part of a map that is drawn larger under it.

    Parameters
    ----------
    letter
        Names it on the map and on itself.
    members
        Which areas are numbered in it, by their place among the areas of the map.
    frame
        Metres to pixels of the larger drawing.
    left, top, width
        Where that lies, in pixels.
    bounds
        What it shows: west, south, east, north in metres.
    """

    letter: str
    members: tuple[int, ...]
    frame: Frame
    left: float
    top: float
    width: float
    bounds: tuple[float, float, float, float]

    def outline(self, on: Frame) -> tuple[Point, tuple[float, float]]:
        """Corner and size, on the whole map, of what it shows."""
        west, south, east, north = self.bounds
        (left, top), (right, bottom) = on.point(west, north), on.point(east, south)
        return (left, top), (right - left, bottom - top)


def framed(
    shapes: Sequence[Geometry], width: float, *, numbered: bool
) -> tuple[Frame, tuple[Inset, ...]]:
    """The frame of a map, and those of its parts that are too crowded for numbers.

    Parameters
    ----------
    shapes
        Its areas, in metres.
    width
        Of the drawing, in pixels.
    numbered
        Whether areas carry numbers: without them nothing crowds.

    Returns
    -------
    tuple
        The frame of the whole, and at most two insets: beside it on a wide drawing, under it on
        a narrow one. None where every number finds its place, or where drawing larger would not
        help.
    """
    whole = frame_of(shapes, width)
    if not numbered or not _crowds(whole, shapes):
        return whole, ()
    if width < WIDE:
        frame = frame_of(shapes, width, tallest=SHORT)
        insets = _insets(frame, shapes, (0, frame.bottom), width, INSET_SHORT)
    else:
        share = width * WHOLE_SHARE
        frame = frame_of(shapes, share, tallest=HIGH)
        insets = _insets(frame, shapes, (share + GAP, 0), width - share - GAP - 1, INSET_HIGH)
    return (frame, insets) if insets else (whole, ())


def _insets(
    frame: Frame, shapes: Sequence[Geometry], corner: Point, width: float, tallest: float
) -> tuple[Inset, ...]:
    """Insets of one width, one under the other."""
    made: list[Inset] = []
    left, top = corner
    for members in _crowds(frame, shapes):
        held = [shapes[number] for number in members]
        start = (left, top + LINE_HEIGHT)
        larger = frame_of(held, width, corner=start, tallest=tallest)
        if frame.metres_per_pixel / larger.metres_per_pixel < LEAST_LARGER:
            continue
        west, south, east, north = shapely.total_bounds(np.array(held, dtype=object)).tolist()
        bounds = (west, south, east, north)
        made.append(Inset(LETTERS[len(made)], members, larger, *start, width, bounds))
        top = larger.bottom + GAP
        if len(made) == MOST:
            break
    return tuple(made)


def _crowds(frame: Frame, shapes: Sequence[Geometry]) -> list[tuple[int, ...]]:
    """Groups of small areas that touch each other, those with most first."""
    small = [n for n, one in enumerate(shapes) if middle_of(frame, one)[2] < TOO_SMALL]
    left, groups = set(small), []
    while left:
        group, edge = set[int](), {min(left)}
        while edge:
            group |= edge
            left -= edge
            edge = {
                n
                for n in left
                if any(
                    shapely.distance(shapes[n], shapes[m]) < frame.metres_per_pixel for m in edge
                )
            }
        if len(group) >= FEWEST:
            groups.append(tuple(sorted(group)))
    return sorted(groups, key=lambda one: (-len(one), one))
