"""The quick attack: what follows from each equation alone, again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.equations import Equations

Floats = NDArray[np.float64]
MAX_ROUNDS = 50
"""Bounds hold after any round, so stopping early loses speed and never safety."""


def propagate(equations: Equations, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Bounds on every finest cell that follow from bounds on the groups.

    Answers "is anything plainly given away?" in milliseconds. A cell that survives may
    still be given away by several equations together: that is for the linear programme.

    Parameters
    ----------
    equations
        Which finest cells each group adds up.
    low, high
        Least and most of each group; `high` may be infinite.

    Returns
    -------
    tuple of two arrays
        Least and most of each finest cell: never too narrow, often too wide.

    Examples
    --------
    >>> from wardmote.disclosure.dimensions import Dimension
    >>> from wardmote.disclosure.equations import equations_of
    >>> from wardmote.disclosure.tables import CountTable
    >>> ward = Dimension("ward", ("Bow", "Poplar"), total="All")
    >>> equations = equations_of([CountTable("Table 4", "reports", (ward,), [3, 9])])
    >>> low, high = propagate(equations, np.array([1.0, 9, 12]), np.array([np.inf, 9, 12]))
    >>> low.tolist(), high.tolist()
    ([3.0, 9.0], [3.0, 9.0])
    """
    matrix = equations.incidence.tocoo()
    rows, cells = matrix.row, matrix.col
    least = np.zeros(matrix.shape[1])
    most = np.full(matrix.shape[1], np.inf)
    for _ in range(MAX_ROUNDS):
        before = least.sum(), np.isinf(most).sum(), most[np.isfinite(most)].sum()
        others_least = (equations.incidence @ least)[rows] - least[cells]
        np.minimum.at(most, cells, high[rows] - others_least)
        np.maximum.at(least, cells, low[rows] - _others_most(equations, most, rows, cells))
        if before == (least.sum(), np.isinf(most).sum(), most[np.isfinite(most)].sum()):
            break
    return least, most


def _others_most(
    equations: Equations, most: Floats, rows: NDArray[np.int32], cells: NDArray[np.int32]
) -> Floats:
    """Most of the rest of each group, for each cell in it: infinite if any of them is."""
    open_ended = np.isinf(most)
    finite = np.where(open_ended, 0.0, most)
    others_open = (equations.incidence @ open_ended.astype(np.int64))[rows] - open_ended[cells]
    others_finite = (equations.incidence @ finite)[rows] - finite[cells]
    return np.where(others_open > 0, np.inf, others_finite)
