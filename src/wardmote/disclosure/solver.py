"""The one place that calls HiGHS."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.clock import Clock
from wardmote.errors import DisclosureError

Floats = NDArray[np.float64]

WHOLE_WITHIN = 1e-6
"""HiGHS's own tolerance."""

_SOLVED, _OUT_OF_TIME, _IMPOSSIBLE = 0, 1, 2  # scipy.optimize.milp's status


def least_cost(
    cost: Floats,
    matrix: Any,
    *,
    below: Floats,
    above: Floats,
    least: Floats,
    most: Floats,
    whole: int,
    clock: Clock,
) -> Floats | None:
    """Cheapest solution of a linear programme, in whole numbers where asked.

    Parameters
    ----------
    cost
        Of a unit of each column.
    matrix, below, above
        Constraints: ``below <= matrix @ x <= above``.
    least, most
        Bounds of each column.
    whole
        Number of leading columns that must be whole numbers; 0 for none.
    clock
        Time left.

    Returns
    -------
    numpy.ndarray or None
        None where there is no solution: a proof, not a failure.

    Raises
    ------
    DisclosureError
        Time ran out, or the solver failed. Nothing is then proved.

    References
    ----------
    Huangfu and Hall (2018), Parallelizing the dual revised simplex method (HiGHS).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    result = milp(
        cost,
        integrality=np.arange(len(cost)) < whole,
        bounds=Bounds(least, most),
        constraints=LinearConstraint(matrix, below, above),
        options={"time_limit": clock.left()},
    )
    if result.status == _IMPOSSIBLE:
        return None
    if result.status == _OUT_OF_TIME:
        raise clock.out_of_time()
    if result.status != _SOLVED:
        raise DisclosureError(
            "The tables cannot be published: the solver gave no answer, so nothing is proved.",
            found=str(result.message),
            next_step="Publish fewer cells, or merge lines, and run again.",
        )
    return np.asarray(result.x, dtype=float)


def are_whole(numbers: Floats) -> bool:
    """Whether numbers are whole, as far as the solver can tell."""
    return bool(np.all(np.abs(numbers - np.rint(numbers)) <= WHOLE_WITHIN))
