"""Maps as SVG: one measure over areas, in at most five classes, beside its table.

Areas carry numbers, which the table explains; those without a value are hatched and say why.
Neighbours and water are drawn quietly. Points of crimes are never drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import shapely

from wardmote.publish import look
from wardmote.publish.classes import Classes, round_classes
from wardmote.publish.exhibits import Drawing, Map
from wardmote.publish.lettering import width_of, wrapped
from wardmote.publish.map_frame import FINEST, MARGIN, Frame, middle_of
from wardmote.publish.map_insets import Inset, framed
from wardmote.publish.mapped import (
    Geometry,
    MappedArea,
    Measure,
    Surrounding,
    Why,
    refuse_areas,
)
from wardmote.publish.pen import LINE_HEIGHT, NARROW, SMALL, TEXT_SIZE, WIDE, Pen, Point
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

SWATCH: Final = 18
OUTLINE: Final = "#4D5357"
NUMBER_ROOM: Final = 18  # pixels between the middles of two numbers
MOST_NUMBERED: Final = 60  # more areas than this (LSOAs, say), and numbers hide the map

__all__ = ["MappedArea", "Measure", "Surrounding", "Why", "draw_map", "map_exhibit"]


def map_exhibit(
    areas: Sequence[MappedArea],
    *,
    id: str,
    title: str,
    subtitle: str,
    measure: Measure,
    area_header: str,
    shows: str,
    does_not_show: str,
    figure_id: str,
    attribution: str,
    surroundings: Sequence[Surrounding] = (),
    marking: Marking = Marking.PUBLIC,
) -> Map:
    """A map with the table that explains its numbers, by the names of the areas.

    Answers "where is it high and where low?". In order of name: places are not ranked.

    Parameters
    ----------
    areas
        The areas, in any order.
    area_header
        What they are: ``Ward``.
    attribution
        What the owners of the boundaries ask to be printed.
    surroundings
        Neighbours and water around them.

    Returns
    -------
    Map
        Its table has the number on the map (unless there are too many areas to number), the
        value and the code of each area.

    Raises
    ------
    AnalysisError
        See `draw_map`.
    DisclosureError
        A part of the exhibit is missing.
    """
    ordered = sorted(areas, key=lambda area: area.name)
    drawing = draw_map(ordered, measure=measure, attribution=attribution, surroundings=surroundings)
    numbered = len(ordered) <= MOST_NUMBERED
    rows = tuple(
        Row(area.name, (*([number] if numbered else []), _cell(area), area.code))
        for number, area in enumerate(ordered, start=1)
    )
    columns = (
        *([Column("Number on map", decimals=0)] if numbered else []),
        Column(measure.name, measure.unit, decimals=measure.decimals),
        Column("Code"),
    )
    table = Table(
        id=f"{id}-table",
        caption=f"{measure.name}, {measure.unit}, as on the map",
        row_header=area_header,
        columns=columns,
        rows=rows,
        figure_id=figure_id,
        notes=tuple(f"{why.legend}." for why in Why if any(area.why is why for area in areas)),
        marking=marking,
    )
    return Map(
        id=id,
        title=title,
        subtitle=subtitle,
        drawing=drawing,
        shows=shows,
        does_not_show=does_not_show,
        table=table,
        figure_id=figure_id,
        marking=marking,
        attribution=attribution,
    )


def _cell(area: MappedArea) -> float | str:
    if area.value is None:
        return (area.why or Why.NO_DATA).value
    return area.value


def draw_map(
    areas: Sequence[MappedArea],
    *,
    measure: Measure,
    attribution: str,
    surroundings: Sequence[Surrounding] = (),
) -> Drawing:
    """One measure over areas, numbered in the order given.

    Parameters
    ----------
    areas
        Polygons in British National Grid metres, with their values.
    measure
        What the values are, printed above the legend.
    attribution
        Printed under the map.
    surroundings
        Drawn quietly behind; named where there is room.

    Returns
    -------
    Drawing
        640 and 320 pixels wide.

    Raises
    ------
    AnalysisError
        The areas cannot be mapped: see `wardmote.publish.mapped.refuse_areas`.

    Notes
    -----
    Large areas catch the eye whether or not many people live in them. A class hides what
    differs inside it; see `wardmote.publish.classes`.

    Examples
    --------
    >>> ward = MappedArea("E05000001", "Abbey", shapely.box(5e5, 2e5, 5.01e5, 2.01e5), 12)
    >>> measure = Measure("Recorded burglary", "offences", is_rate=False)
    >>> drawing = draw_map([ward], measure=measure, attribution="© the owner")
    >>> ">Recorded burglary, offences</text>" in drawing.wide
    True
    """
    refuse_areas(areas, measure)
    held = [area.value for area in areas if area.value is not None]
    classes = round_classes(held, whole=not measure.is_rate)

    def drawn(width: int) -> str:
        shapes = [area.geometry for area in areas]
        frame, insets = framed(shapes, width, numbered=len(areas) <= MOST_NUMBERED)
        pen = Pen(width, 0)
        fills = _fills(pen, areas, classes)
        pen.clip("frame", (0, 0), (frame.width, frame.bottom))
        _draw_surroundings(pen, frame, surroundings, named=width == WIDE)
        colours = [fills[_kind(area, classes)] for area in areas]
        _draw_areas(pen, frame, shapes, colours, insets)
        pen.unclip()
        bottom = frame.bottom
        for inset in insets:
            bottom = max(bottom, _draw_inset(pen, frame, inset, shapes, colours))
        y = _draw_legend(pen, bottom + LINE_HEIGHT, measure, classes, fills)
        for line in wrapped(attribution, width, SMALL):
            y += SMALL + 4
            pen.text((0, y), line, size=SMALL, colour=look.QUIET_TEXT)
        pen.height = y + 6
        return pen.svg()

    return Drawing(wide=drawn(WIDE), narrow=drawn(NARROW))


def _fills(pen: Pen, areas: Sequence[MappedArea], classes: Classes) -> dict[int | Why, str]:
    """Fill of each class and each reason that the map uses."""
    fills: dict[int | Why, str] = dict(enumerate(look.class_colours(len(classes))))
    for why, name in ((Why.NO_DATA, "no-data"), (Why.SUPPRESSED, "suppressed")):
        if any(area.why is why for area in areas):
            fills[why] = pen.hatch(name, colour=OUTLINE, crossed=why is Why.SUPPRESSED)
    return fills


def _kind(area: MappedArea, classes: Classes) -> int | Why:
    return (area.why or Why.NO_DATA) if area.value is None else classes.of(area.value)


def _draw_surroundings(
    pen: Pen, frame: Frame, surroundings: Sequence[Surrounding], *, named: bool
) -> None:
    seen = shapely.box(
        frame.west - frame.left * frame.metres_per_pixel,
        frame.north - (frame.bottom - MARGIN) * frame.metres_per_pixel,
        frame.west + (frame.width - frame.left) * frame.metres_per_pixel,
        frame.north + MARGIN * frame.metres_per_pixel,
    )
    for one in sorted(surroundings, key=lambda one: one.water):
        shape = shapely.simplify(one.geometry, FINEST * frame.metres_per_pixel)
        fill, outline = (look.WATER, "none") if one.water else (look.CONTEXT_FILL, look.CONTEXT)
        pen.area(frame.rings(shape), fill=fill, outline=outline)
        if named:
            _draw_name(pen, frame, one.name, shapely.intersection(one.geometry, seen))


def _draw_name(pen: Pen, frame: Frame, name: str, shape: Geometry) -> None:
    """A quiet name in the middle of what is seen of a shape, where there is room for it."""
    if shapely.is_empty(shape) or not name:
        return
    x, y, radius = middle_of(frame, shape)
    half = width_of(name, SMALL) / 2
    if half <= min(radius * 1.6, x - 2, pen.width - x - 2):
        pen.text((x, y + 4), name, anchor="middle", size=SMALL, colour=look.QUIET_TEXT, halo=True)


def _draw_areas(
    pen: Pen,
    frame: Frame,
    geometries: Sequence[Geometry],
    fills: Sequence[str],
    insets: Sequence[Inset],
) -> None:
    shapes = frame.simplified(geometries)
    for shape, fill in zip(shapes, fills, strict=True):
        pen.area(frame.rings(shape), fill=fill, outline=OUTLINE, width=0.8)
    if len(geometries) > MOST_NUMBERED:
        return
    elsewhere = {number for inset in insets for number in inset.members}
    middles = {
        number: middle_of(frame, shape)
        for number, shape in enumerate(shapes)
        if number not in elsewhere
    }
    _draw_numbers(pen, middles, fills)


def _draw_inset(
    pen: Pen, frame: Frame, inset: Inset, geometries: Sequence[Geometry], fills: Sequence[str]
) -> float:
    """A crowded part drawn larger, and where it lies on the map; returns where it ends."""
    corner, size = inset.outline(frame)
    pen.box(corner, size, fill="none", outline=look.INK)
    x, y = corner[0] + size[0] + 3, corner[1] + TEXT_SIZE
    pen.text((x, y), inset.letter, colour=look.INK, bold=True, halo=True)
    large, height = inset.frame, inset.frame.bottom - inset.top
    pen.text((inset.left, inset.top - 6), f"{inset.letter}, drawn larger", bold=True)
    pen.clip(f"inset-{inset.letter.lower()}", (inset.left, inset.top), (inset.width, height))
    shapes = large.simplified(geometries)
    for shape, fill in zip(shapes, fills, strict=True):
        pen.area(large.rings(shape), fill=fill, outline=OUTLINE, width=0.8)
    middles = {number: middle_of(large, shapes[number]) for number in inset.members}
    _draw_numbers(pen, middles, fills)
    pen.unclip()
    pen.box((inset.left, inset.top), (inset.width, height), fill="none", outline=look.INK)
    return large.bottom


def _draw_numbers(
    pen: Pen, middles: Mapping[int, tuple[float, float, float]], fills: Sequence[str]
) -> None:
    """A number in each area; where small areas crowd, beside it with a line to it."""
    places: dict[int, Point] = {}
    for number in sorted(middles, key=lambda number: -middles[number][2]):
        places[number] = _free_place(middles[number][:2], list(places.values()), pen.width)
    moved = [number for number, place in places.items() if place != middles[number][:2]]
    for number in moved:
        pen.line(middles[number][:2], places[number], colour=look.INK)
        pen.dot(middles[number][:2], 1.5, fill=look.INK)
    for number, (x, y) in sorted(places.items()):
        on_colour = number not in moved and not fills[number].startswith("url")
        pen.text(
            (x, y + TEXT_SIZE * 0.36),
            str(number + 1),
            anchor="middle",
            colour=look.readable_on(fills[number]) if on_colour else look.INK,
            bold=True,
            halo=not on_colour,
        )


def _free_place(wanted: Point, taken: Sequence[Point], width: float) -> Point:
    """The nearest place for a number where it covers no other; where there is none, as wanted."""
    for away in (0, *range(NUMBER_ROOM, 5 * NUMBER_ROOM, 4)):
        for turn in range(0, 360, 30):
            x = wanted[0] + away * math.cos(math.radians(turn))
            y = wanted[1] + away * math.sin(math.radians(turn))
            inside = NUMBER_ROOM / 2 <= x <= width - NUMBER_ROOM / 2 and y >= NUMBER_ROOM / 2
            if inside and all(math.dist((x, y), other) >= NUMBER_ROOM for other in taken):
                return (x, y)
    return wanted


def _draw_legend(
    pen: Pen, y: float, measure: Measure, classes: Classes, fills: dict[int | Why, str]
) -> float:
    """Name of the measure and a swatch for each class and reason; returns where it ends."""
    for line in wrapped(f"{measure.name}, {measure.unit}", pen.width, TEXT_SIZE, bold=True):
        pen.text((0, y), line, bold=True)
        y += LINE_HEIGHT
    labels = classes.labels()
    indent = SWATCH + 6
    x, y, row = 0.0, y - 6, 0.0
    for kind, fill in fills.items():
        label = kind.legend if isinstance(kind, Why) else labels[kind]
        lines = wrapped(label, pen.width - indent, TEXT_SIZE)
        room = indent + max(width_of(line, TEXT_SIZE) for line in lines)
        if x + room > pen.width:
            x, y, row = 0.0, y + row, 0.0
        row = max(row, SWATCH + 6, len(lines) * LINE_HEIGHT + 6)
        pen.box((x, y), (SWATCH, SWATCH), fill=fill, outline=OUTLINE)
        for number, line in enumerate(lines):
            pen.text((x + indent, y + 14 + number * LINE_HEIGHT), line)
        x += room + 18
    return y + row
