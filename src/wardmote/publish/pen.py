"""A pen that draws SVG: shapes and lettering as text, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from wardmote.publish import look
from wardmote.publish.svg import NAMESPACE

WIDE: Final = 640  # a page's drawing
NARROW: Final = 320  # a phone's, with lettering of the same size
TEXT_SIZE: Final = 14
SMALL: Final = 12
LINE_HEIGHT: Final = 18
HALO: Final = 3  # white around lettering that stands on lines

Point = tuple[float, float]


class Pen:
    """One picture being drawn, in pixels from its upper left corner.

    Shapes lie over each other in the order in which they were drawn.

    Examples
    --------
    >>> pen = Pen(40, 20)
    >>> pen.line((0, 10), (40, 10), colour="#0B0C0C")
    >>> '<path d="M0 10L40 10"' in pen.svg()
    True
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._defs: list[str] = []
        self._marks: list[str] = []

    def line(
        self,
        start: Point,
        end: Point,
        *,
        colour: str,
        width: float = 1,
        dash: Sequence[int] = (),
    ) -> None:
        """A straight line."""
        self.path((start, end), colour=colour, width=width, dash=dash)

    def path(
        self,
        points: Iterable[Point],
        *,
        colour: str,
        width: float = 2,
        dash: Sequence[int] = (),
    ) -> None:
        """A line through points."""
        dashes = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
        self._marks.append(
            f'<path d="{_through(points)}" fill="none" stroke="{colour}" '
            f'stroke-width="{_n(width)}"{dashes}/>'
        )

    def area(
        self,
        rings: Iterable[Iterable[Point]],
        *,
        fill: str,
        outline: str = "none",
        width: float = 1,
    ) -> None:
        """A filled shape; rings inside others are holes. `fill` is a colour or `hatch`'s name."""
        shape = "".join(f"{_through(ring)}Z" for ring in rings)
        self._marks.append(
            f'<path d="{shape}" fill="{fill}" fill-rule="evenodd" stroke="{outline}" '
            f'stroke-width="{_n(width)}"/>'
        )

    def box(
        self, corner: Point, size: tuple[float, float], *, fill: str, outline: str = "none"
    ) -> None:
        """A filled rectangle from its upper left corner."""
        (x, y), (width, height) = corner, size
        ring = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.area((ring,), fill=fill, outline=outline)

    def dot(
        self, centre: Point, radius: float, *, fill: str, outline: str = "none", width: float = 1
    ) -> None:
        """A circle."""
        x, y = centre
        self._marks.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" '
            f'stroke="{outline}" stroke-width="{_n(width)}"/>'
        )

    def dots(self, centres: Iterable[Point], radius: float, *, fill: str) -> None:
        """Many small circles of one kind."""
        places = "".join(f"M{_n(x)} {_n(y)}h0" for x, y in centres)
        self._marks.append(
            f'<path d="{places}" fill="none" stroke="{fill}" stroke-width="{_n(2 * radius)}" '
            'stroke-linecap="round"/>'
        )

    def text(
        self,
        at: Point,
        words: str,
        *,
        anchor: str = "start",
        size: float = TEXT_SIZE,
        colour: str = look.INK,
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of lettering on its baseline; `anchor` is start, middle or end."""
        x, y = at
        extra = f' text-anchor="{anchor}"' if anchor != "start" else ""
        if size != TEXT_SIZE:
            extra += f' font-size="{_n(size)}"'
        if bold:
            extra += ' font-weight="600"'
        if halo:
            extra += f' stroke="{look.WHITE}" stroke-width="{HALO}" paint-order="stroke"'
        self._marks.append(
            f'<text x="{_n(x)}" y="{_n(y)}" fill="{colour}"{extra}>{escape(words)}</text>'
        )

    def hatch(self, name: str, *, colour: str, crossed: bool) -> str:
        """A fill of slanted lines, crossed or not; returns what to give as `fill`."""
        strokes = "M0 6L6 0M-1.5 1.5L1.5 -1.5M4.5 7.5L7.5 4.5"
        if crossed:
            strokes += "M0 0L6 6M-1.5 4.5L1.5 7.5M4.5 -1.5L7.5 1.5"
        self._defs.append(
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<path d="M0 0H6V6H0Z" fill="{look.WHITE}"/>'
            f'<path d="{strokes}" stroke="{colour}" stroke-width="1"/></pattern>'
        )
        return f"url(#{name})"

    def clip(self, name: str, corner: Point, size: tuple[float, float]) -> None:
        """Everything drawn from here to `unclip` shows inside that rectangle only."""
        (x, y), (width, height) = corner, size
        self._defs.append(
            f'<clipPath id="{name}"><rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" '
            f'height="{_n(height)}"/></clipPath>'
        )
        self._marks.append(f'<g clip-path="url(#{name})">')

    def unclip(self) -> None:
        """Ends what `clip` began."""
        self._marks.append("</g>")

    def svg(self) -> str:
        """The picture."""
        defs = f"<defs>{''.join(self._defs)}</defs>" if self._defs else ""
        width, height = _n(self.width), _n(self.height)
        fonts = f"{look.FONT_FAMILY}, Arial, sans-serif"
        return (
            f'<svg xmlns="{NAMESPACE}" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="{fonts}" font-size="{TEXT_SIZE}" '
            'stroke-linejoin="round">'
            f"{defs}{''.join(self._marks)}</svg>"
        )


def _through(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A coordinate to a tenth of a pixel, without a needless zero or sign."""
    return f"{round(float(number), 1) + 0.0:.1f}".removesuffix(".0")
