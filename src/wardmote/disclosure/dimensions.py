"""One way in which a table is divided: by ward, by month, by category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wardmote.errors import DisclosureError, Fault

Line = tuple[int, tuple[int, ...]]
"""A total and what it is the total of, as positions."""


@dataclass(frozen=True)
class Dimension:
    """Labels along one side of a table, with what each stands for.

    Answers "which printed cells add up to which?", inside this table and between tables:
    two tables are linked where dimensions of the same name share *parts*.

    Parameters
    ----------
    name
        What the table is divided by, for example ``ward`` or ``month``. Tables that
        divide by the same thing must use the same name.
    labels
        The finest labels, in printed order.
    parts
        The finest pieces that each label stands for, in words that all linked tables
        share: months of a year, small areas of a ward. A label left out stands for
        itself. Labels may share parts only where nothing is added up (rolling years).
    groups
        Nested subtotals: ``{"North": ("Bow East", "Bow West")}``.
    total
        Label of the total of all labels, or None where it is not printed.

    Raises
    ------
    DisclosureError
        Labels repeat, a group names an unknown label, or a total would count twice.

    Notes
    -----
    A wrong part is a link that nobody sees: a ward given as itself in one table and as
    small areas in another is, to the engine, two places that have nothing in common.

    Examples
    --------
    >>> ward = Dimension("ward", ("Bow East", "Bow West", "Mile End"),
    ...                  groups={"Bow": ("Bow East", "Bow West")}, total="All wards")
    >>> ward.positions
    ('Bow East', 'Bow West', 'Mile End', 'Bow', 'All wards')
    >>> sorted(ward.parts_of("Bow"))
    ['Bow East', 'Bow West']
    >>> ward.lines
    ((3, (0, 1)), (4, (2, 3)))
    """

    name: str
    labels: tuple[str, ...]
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", tuple(self.labels))
        object.__setattr__(self, "parts", {k: frozenset(v) for k, v in self.parts.items()})
        object.__setattr__(self, "groups", {k: tuple(v) for k, v in self.groups.items()})
        faults = [Fault(f"dimension {self.name}", problem) for problem in self._problems()]
        if faults:
            raise DisclosureError(
                f"The dimension {self.name!r} cannot be checked: its labels do not fit together.",
                faults=faults,
                next_step="Give each label once, and each group labels that exist.",
            )

    def _problems(self) -> list[str]:
        known = set(self.labels)
        grouped = [label for members in self.groups.values() for label in members]
        problems = {
            "it has no labels": not self.labels,
            "labels, groups and total must all be named differently": (
                len(set(self.positions)) != len(self.positions)
            ),
            "parts are given for labels that do not exist": bool(set(self.parts) - known),
            "a label stands for no parts": any(not parts for parts in self.parts.values()),
            "a group names labels that do not exist": bool(set(grouped) - known),
            "a group has no labels": any(not members for members in self.groups.values()),
            "a label is in two groups": len(set(grouped)) != len(grouped),
            "labels share parts, so a total would count twice": (
                self.overlaps and bool(self.groups or self.total)
            ),
        }
        return [problem for problem, is_so in problems.items() if is_so]

    @property
    def positions(self) -> tuple[str, ...]:
        """Everything printed along this side: labels, then groups, then the total."""
        return (*self.labels, *self.groups, *([self.total] if self.total else []))

    @property
    def overlaps(self) -> bool:
        """Whether labels share parts, as rolling years do."""
        pieces = [self._parts_of_label(label) for label in self.labels]
        return sum(map(len, pieces)) != len(frozenset().union(*pieces))

    @property
    def every_part(self) -> frozenset[str]:
        """All parts that the labels stand for."""
        return frozenset().union(*(self._parts_of_label(label) for label in self.labels))

    def _parts_of_label(self, label: str) -> frozenset[str]:
        return self.parts.get(label, frozenset({label}))

    def parts_of(self, position: str) -> frozenset[str]:
        """Parts that one printed position stands for."""
        if position in self.groups:
            return frozenset().union(*map(self._parts_of_label, self.groups[position]))
        return self.every_part if position == self.total else self._parts_of_label(position)

    @cached_property
    def membership(self) -> NDArray[np.int64]:
        """Which labels each position adds up: one row a position, one column a label."""
        at = {label: index for index, label in enumerate(self.labels)}
        rows = np.zeros((len(self.positions), len(at)), dtype=np.int64)
        rows[: len(at)] = np.eye(len(at), dtype=np.int64)
        for row, members in enumerate(self.groups.values(), start=len(at)):
            rows[row, [at[member] for member in members]] = 1
        if self.total:
            rows[-1] = 1
        return rows

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Each printed total with the positions that it is the total of."""
        at = {position: index for index, position in enumerate(self.positions)}
        lines = [
            (at[group], tuple(at[m] for m in members)) for group, members in self.groups.items()
        ]
        if self.total:
            grouped = {label for members in self.groups.values() for label in members}
            alone = [at[label] for label in self.labels if label not in grouped]
            lines.append((at[self.total], (*alone, *(at[group] for group in self.groups))))
        return tuple(lines)

    def merged(self, labels: tuple[str, ...], into: str) -> Dimension:
        """The same dimension with some labels joined into one, at the place of the first."""
        kept = tuple(
            into if label == labels[0] else label
            for label in self.labels
            if label == labels[0] or label not in labels
        )
        parts = {label: self.parts_of(label) for label in self.labels if label not in labels}
        parts[into] = frozenset().union(*(self.parts_of(label) for label in labels))
        groups = {
            group: tuple(dict.fromkeys(into if m in labels else m for m in members))
            for group, members in self.groups.items()
        }
        return Dimension(self.name, kept, parts, groups, self.total)
