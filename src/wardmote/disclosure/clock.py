"""How long a proof may take."""

from __future__ import annotations

from time import perf_counter

from wardmote.errors import DisclosureError

TIME_LIMIT_SECONDS = 60.0
"""Twelve times the budget of statistics.md S5 (1,000 cells in 5 s), for slow machines."""


class Clock:
    """Time left for one release. Reaching the end means not publishable, never "safe".

    Parameters
    ----------
    seconds
        From now.
    title
        What is being released, for the message.
    """

    def __init__(self, seconds: float, title: str) -> None:
        self._limit = seconds
        self._end = perf_counter() + seconds
        self.title = title

    def left(self) -> float:
        """Seconds left.

        Raises
        ------
        DisclosureError
            There are none.
        """
        left = self._end - perf_counter()
        if left <= 0:
            raise self.out_of_time()
        return left

    def out_of_time(self) -> DisclosureError:
        """The refusal, for a solver that stopped first."""
        return DisclosureError(
            f"{self.title} cannot be published: it was not proved safe in time.",
            expected=f"a proof within {self._limit:g} seconds",
            next_step="Publish fewer cells, merge lines, or allow more time_limit_seconds.",
        )
