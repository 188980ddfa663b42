"""A table of counts on its way out, before anybody has checked it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wardmote.disclosure.dimensions import Dimension
from wardmote.errors import DisclosureError, Fault

Scope = Mapping[str, frozenset[str]]


@dataclass(frozen=True, eq=False)
class CountTable:
    """Counts of one thing, divided by dimensions, with the totals that will be printed.

    Answers nothing by itself: it is what `release` is given. A single figure is a table
    with no dimension; a series has one; a table with small counts may cross two.

    Parameters
    ----------
    title
        How messages call the table, for example ``Table 4``.
    counted
        What is counted, in exactly the same words in every table that counts it. Tables
        are checked against each other only where these words agree.
    dimensions
        The crossed dimensions, in the order of the axes of `counts`.
    counts
        True counts at the finest labels: whole numbers, 0 or more, one axis a dimension.
        Subtotals and totals are added up here, never given.
    scope
        What the table covers of dimensions that it does not cross: ``{"period": months}``.
        Needed as soon as another table divides the same thing by that dimension.

    Raises
    ------
    DisclosureError
        The counts do not fit the labels, are not whole numbers, or are below zero.

    Notes
    -----
    The counts are true counts. This object must never be rendered; renderers take only
    what `release` returns.

    Examples
    --------
    >>> ward = Dimension("ward", ("Bow East", "Bow West"), total="All wards")
    >>> kind = Dimension("category", ("Noise", "Litter"), total="All")
    >>> table = CountTable("Table 4", "reports to the council", (ward, kind), [[12, 7], [30, 9]])
    >>> table.grid.tolist()
    [[12, 7, 19], [30, 9, 39], [42, 16, 58]]
    """

    title: str
    counted: str
    dimensions: tuple[Dimension, ...]
    counts: ArrayLike
    scope: Scope = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dimensions", tuple(self.dimensions))
        object.__setattr__(self, "scope", {k: frozenset(v) for k, v in self.scope.items()})
        counts = np.array(self.counts)
        faults = [Fault(self.title, problem) for problem in self._problems(counts)]
        if faults:
            raise DisclosureError(
                f"{self.title} cannot be checked: its counts and its labels do not fit.",
                faults=faults,
                next_step="Give whole numbers, one for each combination of the finest labels.",
            )
        counts = counts.astype(np.int64)
        counts.flags.writeable = False
        object.__setattr__(self, "counts", counts)

    def _problems(self, counts: NDArray[np.int64]) -> list[str]:
        names = [dimension.name for dimension in self.dimensions]
        shape = tuple(len(dimension.labels) for dimension in self.dimensions)
        whole = np.issubdtype(counts.dtype, np.integer)
        problems = {
            "it has no title": not self.title.strip(),
            "it does not say what is counted": not self.counted.strip(),
            f"the labels ask for {shape} counts and {counts.shape} were given": (
                counts.shape != shape
            ),
            "counts must be whole numbers": not whole,
            "a count is below zero": bool(whole and (counts < 0).any()),
            "two dimensions have one name": len(set(names)) != len(names),
            "a dimension is both crossed and in the scope": bool(set(names) & set(self.scope)),
            "the scope of a dimension is empty": any(not parts for parts in self.scope.values()),
        }
        return [problem for problem, is_so in problems.items() if is_so]

    @cached_property
    def grid(self) -> NDArray[np.int64]:
        """True counts of every printed position, subtotals and totals included."""
        grid = np.asarray(self.counts)
        for axis, dimension in enumerate(self.dimensions):
            grid = np.moveaxis(np.tensordot(dimension.membership, grid, (1, axis)), 0, axis)
        grid.flags.writeable = False
        return grid

    def margin(self, *names: str) -> CountTable:
        """The table of some of the dimensions, added up over the others.

        Answers "what may I publish instead?" when three crossed dimensions are refused.

        Parameters
        ----------
        names
            Dimensions to keep, in the order wanted.

        Returns
        -------
        CountTable
            With the dimensions left out kept in its scope.

        Raises
        ------
        DisclosureError
            A name is unknown, or a dimension left out has labels that overlap.

        Examples
        --------
        >>> ward = Dimension("ward", ("Bow East", "Bow West"))
        >>> month = Dimension("month", ("2024-03", "2024-04"))
        >>> table = CountTable("Table 4", "reports", (ward, month), [[12, 7], [30, 9]])
        >>> table.margin("month").grid.tolist()
        [42, 16]
        """
        known = {dimension.name: axis for axis, dimension in enumerate(self.dimensions)}
        unknown = [name for name in names if name not in known]
        dropped = [d for d in self.dimensions if d.name not in names]
        if unknown or any(dimension.overlaps for dimension in dropped):
            raise DisclosureError(
                f"{self.title} has no margin by {' × '.join(names)}.",
                known=tuple(known),
                next_step="Keep dimensions of the table, and those whose labels overlap.",
            )
        summed = np.asarray(self.counts).sum(axis=tuple(known[d.name] for d in dropped))
        kept = [dimension.name for dimension in self.dimensions if dimension.name in names]
        return CountTable(
            f"{self.title} by {' × '.join(names)}",
            self.counted,
            tuple(self.dimensions[known[name]] for name in names),
            np.transpose(summed, [kept.index(name) for name in names]),
            {**self.scope, **{dimension.name: dimension.every_part for dimension in dropped}},
        )

    def merged(self, name: str, labels: tuple[str, ...], into: str) -> CountTable:
        """The same table with some labels of one dimension joined into one.

        Answers "what if these two wards, or months, were one line?".

        Parameters
        ----------
        name
            Dimension to merge in.
        labels
            Two or more of its labels, all in the same group or in none.
        into
            The new label, put where the first one was.

        Returns
        -------
        CountTable

        Raises
        ------
        DisclosureError
            The dimension or a label is unknown, or the labels are in different groups.

        Examples
        --------
        >>> ward = Dimension("ward", ("Bow East", "Bow West", "Mile End"))
        >>> table = CountTable("Table 4", "reports", (ward,), [2, 7, 30])
        >>> table.merged("ward", ("Bow East", "Bow West"), "Bow").grid.tolist()
        [9, 30]
        """
        axis = next((i for i, d in enumerate(self.dimensions) if d.name == name), None)
        before = self.dimensions[axis] if axis is not None else None
        if axis is None or before is None or not set(labels) <= set(before.labels):
            raise DisclosureError(
                f"{self.title} cannot be merged: {name!r} or one of its labels is not in it.",
                known=before.labels if before else tuple(d.name for d in self.dimensions),
                next_step="Name a dimension of the table, and labels of that dimension.",
            )
        after = before.merged(labels, into)
        joining = np.array(
            [[label in labels if new == into else label == new for label in before.labels]
             for new in after.labels],
            dtype=np.int64,
        )  # fmt: skip
        counts = np.moveaxis(np.tensordot(joining, np.asarray(self.counts), (1, axis)), 0, axis)
        dimensions = (*self.dimensions[:axis], after, *self.dimensions[axis + 1 :])
        return replace(self, dimensions=dimensions, counts=counts)
