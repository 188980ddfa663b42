"""How it looks: one typeface, one palette, and the contrast that they must keep.

Colours are those of the Government Analysis Function's guidance for charts; ink, link and
focus are those of the GOV.UK Design System. Nothing here says anything by colour alone.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

FONT_FAMILY: Final = "Inter"
FONT_FILES: Final = {400: "Inter-Regular", 600: "Inter-SemiBold"}  # weight: file without ending

INK: Final = "#0B0C0C"
WHITE: Final = "#FFFFFF"
QUIET_TEXT: Final = "#505A5F"
LINK: Final = "#1D70B8"
CONTEXT: Final = "#BFC1C3"
CONTEXT_FILL: Final = "#F3F2F1"
WATER: Final = "#DCE6EC"

DARK_BLUE: Final = "#12436D"
TURQUOISE: Final = "#28A197"
DARK_PINK: Final = "#801650"
ORANGE: Final = "#F46A25"
SERIES_COLOURS: Final = (DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE)  # at most four on one chart
SERIES_DASHES: Final = ((), (6, 3), (2, 2), (8, 3, 2, 3))  # so that they read without colour

LIGHTEST_CLASS: Final = "#EEF4FA"
DARKEST_CLASS: Final = DARK_BLUE

TEXT_CONTRAST: Final = 4.5  # WCAG 2.2, 1.4.3
GRAPHIC_CONTRAST: Final = 3.0  # WCAG 2.2, 1.4.11


def fonts_folder() -> Traversable:
    """Folder of the shipped typeface and its licence, inside the package."""
    return files("wardmote.publish") / "fonts"


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 (black) to 1 (white).

    Parameters
    ----------
    colour
        ``#RRGGBB``.

    References
    ----------
    WCAG 2.2, definition of relative luminance.

    Examples
    --------
    >>> luminance("#FFFFFF"), luminance("#000000")
    (1.0, 0.0)
    """
    channels = (channel / 255 for channel in bytes.fromhex(colour.removeprefix("#")))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 12)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21.

    Answers "can this be read on that?": at least 4.5 for text, 3 for the parts of a graphic.

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF")
    21.0
    >>> contrast(LINK, WHITE) >= TEXT_CONTRAST
    True
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(background: str) -> str:
    """Ink or white, whichever reads better on that colour.

    Examples
    --------
    >>> readable_on(DARK_BLUE) == WHITE, readable_on(LIGHTEST_CLASS) == INK
    (True, True)
    """
    return max((INK, WHITE), key=lambda colour: contrast(colour, background))


def class_colours(classes: int) -> tuple[str, ...]:
    """Colours of a map's classes, lightest for the lowest: one hue in even steps.

    Parameters
    ----------
    classes
        How many, 1 to 5.

    Returns
    -------
    tuple of str
        ``#RRGGBB``, darker at every step, so that they keep their order in black and white.

    Examples
    --------
    >>> class_colours(2)
    ('#EEF4FA', '#12436D')
    """
    if classes == 1:
        return (LIGHTEST_CLASS,)
    low, high = (bytes.fromhex(end[1:]) for end in (LIGHTEST_CLASS, DARKEST_CLASS))
    steps = [step / (classes - 1) for step in range(classes)]
    return tuple(
        "#" + bytes(round(a + (b - a) * step) for a, b in zip(low, high, strict=True)).hex().upper()
        for step in steps
    )
