"""A table as the world has it: what was printed, and what the rule printed with it tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.dimensions import Dimension
from wardmote.disclosure.sensitivity import SYMBOL, Sensitivity
from wardmote.errors import DisclosureError

NOT_PRINTED = -1


@dataclass(frozen=True, eq=False)
class PublishedTable:
    """What was printed of one table: a fact about the world, which an attacker may use.

    Answers "what does everybody already know?". Build one for a table that others have
    published, or read back one of ours with `from_canonical`, and pass it to `release`
    as `earlier`. It is knowledge and not permission: renderers take `Released` only.

    Parameters
    ----------
    title, counted, dimensions, scope
        As in `CountTable`.
    values
        What was printed at every position (subtotals and totals included), in the order
        of the axes; None where it was suppressed.
    sensitivity
        The class it was published under.
    zeros_published
        Whether zeros were printed, so that a suppressed count is at least 1.
    within
        How far a printed count may be from the true one: 0 for exact tables, 4 for
        random rounding to 5, 5 for rounding to the nearest 10.

    Raises
    ------
    DisclosureError
        The number of values is not the number of positions.

    Examples
    --------
    >>> ward = Dimension("ward", ("Bow", "Poplar"), total="All")
    >>> table = PublishedTable("Table 4", "reports", (ward,), (None, None, 58))
    >>> table.text("Bow"), table.text("All")
    ('suppressed', '58')
    >>> PublishedTable.from_canonical(table.canonical()).sha256 == table.sha256
    True
    """

    title: str
    counted: str
    dimensions: tuple[Dimension, ...]
    values: tuple[int | None, ...]
    scope: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sensitivity: Sensitivity = Sensitivity.STANDARD
    zeros_published: bool = True
    within: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "scope", {k: frozenset(v) for k, v in self.scope.items()})
        expected = int(np.prod(self.shape))
        if len(self.values) != expected:
            raise DisclosureError(
                f"{self.title} cannot be used as known: its values do not fit its labels.",
                expected=f"{expected:,} values, subtotals and totals included",
                found=f"{len(self.values):,}",
                next_step="Give every printed position once, and None where it was suppressed.",
            )

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of printed positions along each dimension."""
        return tuple(len(dimension.positions) for dimension in self.dimensions)

    @property
    def grid(self) -> NDArray[np.int64]:
        """Printed counts, with `NOT_PRINTED` where they were suppressed."""
        known = [NOT_PRINTED if value is None else value for value in self.values]
        return np.array(known, dtype=np.int64).reshape(self.shape)

    @property
    def is_rounded(self) -> bool:
        """Whether printed counts may differ from true ones."""
        return self.within > 0

    @property
    def has_suppressed(self) -> bool:
        """Whether anything was left out, so that the legend is needed."""
        return None in self.values

    def value(self, *positions: str) -> int | None:
        """Printed count at one position, None where it is suppressed.

        Parameters
        ----------
        positions
            One label (or group, or total) for each dimension, in their order.

        Returns
        -------
        int or None

        Raises
        ------
        DisclosureError
            There is no such position.
        """
        try:
            place = tuple(
                dimension.positions.index(position)
                for dimension, position in zip(self.dimensions, positions, strict=True)
            )
        except ValueError:
            raise DisclosureError(
                f"{self.title} has no position {' × '.join(positions)}.",
                known=[position for d in self.dimensions for position in d.positions],
                next_step="Give one label for each dimension, in the table's order.",
            ) from None
        return self.values[int(np.ravel_multi_index(place, self.shape)) if place else 0]

    def text(self, *positions: str) -> str:
        """Printed words at one position: the count, or that it is suppressed."""
        value = self.value(*positions)
        return SYMBOL if value is None else f"{value:,}"

    def rows(self) -> Iterator[dict[str, str | int | None]]:
        """Every position as one flat row: the labels, and `count` (None where suppressed)."""
        names = [dimension.name for dimension in self.dimensions]
        places = product(*(dimension.positions for dimension in self.dimensions))
        for place, value in zip(places, self.values, strict=True):
            yield {**dict(zip(names, place, strict=True)), "count": value}

    def canonical(self) -> bytes:
        """The bytes whose hash is logged: JSON, keys in order, the same on every machine."""
        return json.dumps(
            {
                "title": self.title,
                "counted": self.counted,
                "dimensions": [_as_plain(dimension) for dimension in self.dimensions],
                "scope": {name: sorted(parts) for name, parts in self.scope.items()},
                "values": list(self.values),
                "sensitivity": self.sensitivity.value,
                "zeros_published": self.zeros_published,
                "within": self.within,
            },
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    @property
    def sha256(self) -> str:
        """Hash of `canonical`, in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def from_canonical(cls, text: bytes) -> PublishedTable:
        """Read back a table that an earlier edition published."""
        found = json.loads(text)
        return cls(
            found["title"],
            found["counted"],
            tuple(_from_plain(dimension) for dimension in found["dimensions"]),
            tuple(found["values"]),
            {name: frozenset(parts) for name, parts in found["scope"].items()},
            Sensitivity(found["sensitivity"]),
            found["zeros_published"],
            found["within"],
        )


def _as_plain(dimension: Dimension) -> dict[str, Any]:
    return {
        "name": dimension.name,
        "labels": list(dimension.labels),
        "parts": {label: sorted(parts) for label, parts in dimension.parts.items()},
        "groups": [[group, list(members)] for group, members in dimension.groups.items()],
        "total": dimension.total,
    }


def _from_plain(plain: Mapping[str, Any]) -> Dimension:
    return Dimension(
        plain["name"],
        tuple(plain["labels"]),
        {label: frozenset(parts) for label, parts in plain["parts"].items()},
        {group: tuple(members) for group, members in plain["groups"]},
        plain["total"],
    )
