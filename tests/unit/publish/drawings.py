"""Reading a drawing back: paths, dots and lettering as numbers and words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/2000/svg}"


def marks(svg: str, tag: str) -> list[dict[str, str]]:
    """Attributes of every element of one kind; lettering has its words under ``""``."""
    found = ElementTree.fromstring(svg).iter(NAMESPACE + tag)
    plain = {"fill": "", "stroke": "", "stroke-width": ""}
    return [{**plain, **element.attrib, "": element.text or ""} for element in found]


def points(path: dict[str, str]) -> list[tuple[float, float]]:
    """Corners of a path."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path["d"].replace("h0", ""))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def lettering(svg: str) -> list[str]:
    """Words of a drawing, in the order in which they were drawn."""
    return [mark[""] for mark in marks(svg, "text")]


def lines_of(svg: str, colour: str) -> list[list[tuple[float, float]]]:
    """Series of one colour: two pixels wide, not dots."""
    return [
        points(path)
        for path in marks(svg, "path")
        if path["stroke"] == colour and path["stroke-width"] == "2" and "h0" not in path["d"]
    ]
