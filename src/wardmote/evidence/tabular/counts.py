"""Counts as councils write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wardmote.evidence.judging import COUNT_NEGATIVE, COUNT_UNREADABLE
from wardmote.evidence.tabular.parsed import CellError, Parsed, parse_each

_WHOLE = re.compile(r"(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?")


def parse_counts(values: Sequence[str]) -> Parsed[int]:
    """Counts from text: whole numbers of 0 or more.

    Answers "how many does each row say?". A blank, a share, a dash or a "<5" is at fault: what
    it stands for is for the person to say, never a silent 0.

    Parameters
    ----------
    values
        Cells as text; ``1,234`` and ``1234.0`` are whole numbers.

    Returns
    -------
    Parsed of int
        One for each cell.

    Examples
    --------
    >>> parse_counts(["1,234", "12.0", "<5", "-1"]).values
    (1234, 12, None, None)
    """
    return parse_each(values, _count)


def _count(cell: str) -> int:
    match = _WHOLE.fullmatch(cell.strip())
    if match is None:
        raise CellError(COUNT_UNREADABLE)
    number = int(match[2].replace(",", ""))
    if match[1] and number:
        raise CellError(COUNT_NEGATIVE)
    return number
