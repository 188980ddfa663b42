"""A name for the records behind a printed position, the same in every table and edition."""

from __future__ import annotations

import hashlib
from itertools import product

from wardmote.disclosure.published import PublishedTable
from wardmote.disclosure.tables import CountTable


def identities(table: CountTable | PublishedTable, *, finest: bool = False) -> list[str]:
    """Names of the records that each position of a table counts.

    Answers "is this cell the same cell as that one?", whatever the two are called.

    Parameters
    ----------
    table
        Any table.
    finest
        Only the finest labels, without subtotals and totals.

    Returns
    -------
    list of str
        In the order of the positions.

    Examples
    --------
    >>> from wardmote.disclosure.dimensions import Dimension
    >>> whole = Dimension("ward", ("Bow",), parts={"Bow": frozenset({"east", "west"})})
    >>> halves = Dimension("ward", ("east", "west"), total="Bow and around")
    >>> one = identities(CountTable("Table 4", "reports", (whole,), [9]))
    >>> one[0] == identities(CountTable("Table 5", "reports", (halves,), [3, 6]))[2]
    True
    """
    fixed = [(name, _digest(parts)) for name, parts in table.scope.items()]
    sides = [
        [(d.name, _digest(d.parts_of(p))) for p in (d.labels if finest else d.positions)]
        for d in table.dimensions
    ]
    places = ([*fixed, *chosen] for chosen in product(*sides))
    return ["\n".join([table.counted, *(f"{n}={d}" for n, d in sorted(p))]) for p in places]


def _digest(parts: frozenset[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
