"""Rectangles on a slide, and how much room words need in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wardmote.errors import DisclosureError
from wardmote.publish.lettering import width_of, wrapped

EMU_TO_A_POINT: Final = 12_700
LINE: Final = 1.22  # height of a line over the size of its letters
SAFE: Final = 0.99  # of a width: we measure with a typeface that is wider than the usual ones
INSET: Final = 7.2  # points that PowerPoint keeps free left and right of words


@dataclass(frozen=True)
class Room:
    """A rectangle on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def below(self, tall: float) -> Room:
        """What is left below a strip of that height."""
        return Room(self.left, self.top + tall, self.width, self.height - tall)

    def strip(self, tall: float) -> Room:
        """Its uppermost part."""
        return Room(self.left, self.top, self.width, tall)

    def foot(self, tall: float) -> Room:
        """Its lowest part."""
        return Room(self.left, self.top + self.height - tall, self.width, tall)

    def without_foot(self, tall: float) -> Room:
        """Itself without its lowest part."""
        return Room(self.left, self.top, self.width, self.height - tall)

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in PowerPoint's unit."""
        left, top, width, height = (
            round(one * EMU_TO_A_POINT) for one in (self.left, self.top, self.width, self.height)
        )
        return left, top, width, height


def lines_of(words: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines that words take in a box of that width, its insets taken off."""
    return max(1, len(wrapped(words, (width - 2 * INSET) * SAFE, size, bold=bold)))


def height_of(paragraphs: Iterable[str], width: float, size: float, *, bold: bool = False) -> float:
    """Height that paragraphs need, each with half a line after it."""
    tall = 0.0
    for one in paragraphs:
        tall += (lines_of(one, width, size, bold=bold) + 0.4) * size * LINE
    return tall + INSET


def longest_word(words: str, size: float, *, bold: bool = False) -> float:
    """Width of the longest word, which cannot be broken."""
    return max((width_of(one, size, bold=bold) for one in words.split()), default=0)


def size_that_fits(
    paragraphs: tuple[str, ...], room: Room, sizes: Iterable[float], *, bold: bool = False
) -> float:
    """The largest size at which words fit a room.

    Raises
    ------
    DisclosureError
        They fit at none: nothing is written that a reader could not see whole.
    """
    for size in sizes:
        too_wide = any(
            longest_word(one, size, bold=bold) > (room.width - 2 * INSET) for one in paragraphs
        )
        if not too_wide and height_of(paragraphs, room.width, size, bold=bold) <= room.height:
            return size
    raise DisclosureError(
        "The words of a slide do not fit on it, so nothing was written.",
        where={"Slide": paragraphs[0][:60]},
        expected=f"words that fit {room.width:.0f} by {room.height:.0f} points",
        next_step="Shorten them, or use a template with more room.",
    )
