"""Values read from text, each good or with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """Values of one column, in the order of its rows.

    Parameters
    ----------
    values
        What each cell says; None where it is blank or at fault.
    faults
        Why a cell cannot be used, or None. A reason never carries the cell's text.
    """

    values: tuple[T | None, ...]
    faults: tuple[str | None, ...]

    def __post_init__(self) -> None:
        if len(self.values) != len(self.faults):
            raise ValueError(f"{len(self.values)} values but {len(self.faults)} faults")

    @property
    def faulty(self) -> int:
        """How many cells cannot be used."""
        return sum(fault is not None for fault in self.faults)


class CellError(ValueError):
    """A cell that cannot be used; its message is the reason for the quarantine."""


Key = TypeVar("Key")


def parse_each(cells: Iterable[Key], read: Callable[[Key], T | None]) -> Parsed[T]:
    """Values of cells, each different cell read once.

    Parameters
    ----------
    cells
        Texts, or tuples of texts.
    read
        Gives the value, or None for a blank; raises `CellError` with the reason.

    Examples
    --------
    >>> parse_each(["1", "", "2"], lambda cell: int(cell) if cell else None).values
    (1, None, 2)
    """
    known: dict[Key, tuple[T | None, str | None]] = {}
    results = []
    for cell in cells:
        if cell not in known:
            known[cell] = _attempt(cell, read)
        results.append(known[cell])
    return Parsed(tuple(value for value, _ in results), tuple(fault for _, fault in results))


def _attempt(cell: Key, read: Callable[[Key], T | None]) -> tuple[T | None, str | None]:
    try:
        return read(cell), None
    except CellError as reason:
        return None, str(reason)
