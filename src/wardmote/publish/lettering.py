"""How wide words are in the shipped typeface, so that a drawing can make room for them."""

from __future__ import annotations

from typing import Final

# Advance widths of Inter Regular's space to tilde, in hundredths of the size (its hmtx table).
_ADVANCES: Final = (
    *(28, 28, 40, 63, 64, 81, 64, 22, 36, 36, 50, 66, 28, 46, 28, 36),
    *(62, 46, 61, 64, 64, 61, 62, 57, 62, 62, 28, 28, 66, 66, 66, 51),
    *(94, 68, 65, 73, 72, 60, 59, 74, 74, 26, 54, 65, 56, 89, 75, 76),
    *(63, 76, 64, 64, 64, 74, 68, 95, 64, 66, 62, 36, 36, 36, 47, 45),
    *(50, 56, 62, 56, 62, 58, 36, 61, 59, 24, 24, 54, 24, 87, 59, 60),
    *(61, 61, 37, 52, 36, 58, 56, 81, 54, 56, 54, 36, 33, 36, 66),
)
_ORDINARY: Final = 62  # what is not in the table: accented letters are as wide as their base
SEMI_BOLD_IS_WIDER: Final = 1.05


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of words, in the unit of `size`."""
    hundredths = sum(
        _ADVANCES[ord(letter) - 32] if " " <= letter <= "~" else _ORDINARY for letter in words
    )
    return hundredths * size / 100 * (SEMI_BOLD_IS_WIDER if bold else 1)


def wrapped(words: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Words in lines no wider than that, broken at spaces; a longer word keeps its line.

    Examples
    --------
    >>> wrapped("Violence against the person", 120, 13)
    ('Violence against', 'the person')
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
