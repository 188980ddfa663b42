"""Finest cells that fit what we know to be true, and as much as may be of what was printed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import UNKNOWN, Equations, Numbers
from wardmote.disclosure.intervals import Floats
from wardmote.disclosure.solver import are_whole, least_cost
from wardmote.errors import DisclosureError, Fault


def fit(
    equations: Equations, low: Floats, high: Floats, certain: NDArray[np.bool_], clock: Clock
) -> Numbers:
    """Whole numbers for the finest cells, moving as few printed figures as possible.

    Parameters
    ----------
    equations
        Groups as sums of finest cells.
    low, high
        Bounds on each group.
    certain
        Groups whose bounds hold: the rest may be missed, at a cost of one a unit.
    clock
        Time left.

    Returns
    -------
    numpy.ndarray
        One whole number, 0 or more, for each finest cell.

    Raises
    ------
    DisclosureError
        Our own tables contradict each other.
    """
    from scipy.sparse import csr_array, hstack

    groups, cells = equations.incidence.shape
    doubtful = np.flatnonzero(~certain)
    slack = csr_array(
        (np.ones(len(doubtful)), (doubtful, np.arange(len(doubtful)))),
        shape=(groups, len(doubtful)),
    )
    columns = cells + 2 * len(doubtful)
    programme = {
        "cost": np.append(np.zeros(cells), np.ones(2 * len(doubtful))),
        "matrix": hstack([equations.incidence, -slack, slack], format="csc"),
        "below": low,
        "above": high,
        "least": np.append(np.maximum(equations.true, 0), np.zeros(columns - cells)),
        "most": np.append(
            np.where(equations.true == UNKNOWN, np.inf, equations.true),
            np.full(columns - cells, np.inf),
        ),
    }
    found = least_cost(**programme, whole=0, clock=clock)
    if found is not None and not are_whole(found[:cells]):
        found = least_cost(**programme, whole=cells, clock=clock)
    if found is None:
        raise _contradiction(equations, low, certain)
    return np.rint(found[:cells]).astype(np.int64)


def _contradiction(
    equations: Equations, low: Floats, certain: NDArray[np.bool_]
) -> DisclosureError:
    seen: dict[bytes, int] = {}
    faults = []
    for group in np.flatnonzero(certain):
        other = seen.setdefault(equations.key(group), int(group))
        if low[other] != low[group]:
            faults.append(Fault(equations.names[group], f"differs from {equations.names[other]}."))
    return DisclosureError(
        "The tables cannot be published together: they contradict each other.",
        faults=faults,
        next_step="Count them from the same records, the unplaced ones treated alike.",
    )
