"""One data set over the quarters: a row of the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wardmote.assessment.held.arrivals import Arrival
from wardmote.assessment.held.cells import Cell


@dataclass(frozen=True)
class ReceiptRow:
    """One data set over the quarters.

    Parameters
    ----------
    authority
        The body, or the type of body that holds it by law.
    title
        What it is.
    rules
        Rules of prescribed information that it serves.
    cells
        One for each quarter.
    is_declared
        Whether somebody declared that it would come.
    newest
        Newest month that is held of it; None where nothing is.
    """

    authority: str
    title: str
    rules: tuple[str, ...]
    cells: tuple[Cell, ...]
    is_declared: bool
    newest: date | None = None


def newest_month(arrivals: Iterable[Arrival]) -> date | None:
    """Newest month that is held; None where nothing is."""
    return max((one.month for one in arrivals), default=None)
