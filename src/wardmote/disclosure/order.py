"""What a release is asked for, and what is refused before anything is computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from wardmote.disclosure.identity import identities
from wardmote.disclosure.published import PublishedTable
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.disclosure.tables import CountTable
from wardmote.errors import DisclosureError

MOST_CROSSED = 2
"""Dimensions that a table with small counts may cross (statistics.md S5, budget)."""


class Order(NamedTuple):
    """What every kind of release needs."""

    sensitivity: Sensitivity
    user: str
    as_of: date
    earlier: tuple[PublishedTable, ...]


def check_order(tables: Sequence[CountTable], guarded: Sequence[CountTable], order: Order) -> None:
    """Refuse tables that may not leave together, or not as they are."""
    subjects = sorted({table.counted for table in (*tables, *guarded)})
    if len(subjects) != 1 or order.sensitivity is Sensitivity.OPEN:
        raise DisclosureError(
            "These tables cannot be released together.",
            expected="tables that count one thing, of class standard or sensitive",
            found=f"{'; '.join(subjects) or 'no tables'}, class {order.sensitivity.value}",
            next_step="Release each subject, and each open table, by itself.",
        )
    for table in tables:
        _check_crossing(table, order.sensitivity.threshold)
        check_one_treatment(table, order.earlier, rounded=False)


def _check_crossing(table: CountTable, threshold: int) -> None:
    """Refuse a cube with small counts, and say which of its faces would do."""
    crossed = [dimension.name for dimension in table.dimensions if len(dimension.labels) > 1]
    small = ((table.grid > 0) & (table.grid < threshold)).any()
    if len(crossed) > MOST_CROSSED and small:
        pairs = [" × ".join(pair) for pair in combinations(crossed, MOST_CROSSED)]
        raise DisclosureError(
            f"{table.title} cannot be published: it crosses {len(crossed)} dimensions and "
            f"some of its counts are fewer than {threshold}.",
            known=pairs,
            next_step="Publish these margins instead: release_linked([table.margin(…), …]), "
            "or pass rounding=RandomRounding(…) for standard counts.",
        )


def check_one_treatment(
    table: CountTable, earlier: Sequence[PublishedTable], *, rounded: bool
) -> None:
    """Refuse to print rounded what is out exactly, or the other way about."""
    mine = set(identities(table, finest=True))
    for other in earlier:
        unlike = other.is_rounded is not rounded and other.sensitivity is not Sensitivity.OPEN
        if unlike and mine & set(identities(other, finest=True)):
            raise DisclosureError(
                f"{table.title} cannot be published {'rounded' if rounded else 'exactly'}: "
                f"{other.title} has the same counts {'exactly' if rounded else 'rounded'}.",
                next_step="Keep one treatment for a table: the one that it has had before.",
            )
