"""One telling of Northborough: its seed, its months and what is planted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from wardmote.errors import ConfigurationError
from wardmote.northborough.chance import stream
from wardmote.northborough.months import Months, months_ending, shifted
from wardmote.northborough.place import Place, the_place
from wardmote.northborough.plan import DEFAULT_TRUTH, TruthPlan

DEFAULT_SEED, DEFAULT_LAST_MONTH, DEFAULT_MONTHS = 1837, date(2026, 8, 1), 60
LONGEST = 240  # months


@dataclass(frozen=True)
class Setting:
    """What everything that is invented needs to know.

    Parameters
    ----------
    seed
        0 or more.
    last_month
        First day of the last month.
    months
        1 to 240.
    plan
        What is planted.

    Raises
    ------
    ConfigurationError
        One of them cannot be, or the plan has a change before the first month.
    """

    seed: int = DEFAULT_SEED
    last_month: date = DEFAULT_LAST_MONTH
    months: int = DEFAULT_MONTHS
    plan: TruthPlan = DEFAULT_TRUTH

    def __post_init__(self) -> None:
        if self.seed < 0 or self.last_month.day != 1 or not 1 <= self.months <= LONGEST:
            raise ConfigurationError(
                "Northborough cannot be invented for this seed and period.",
                expected=f"a seed of 0 or more, the first of a month, and 1 to {LONGEST} months",
                found=f"seed {self.seed}, {self.last_month:%Y-%m-%d}, {self.months} months",
                next_step="Correct the seed, the last month or the number of months.",
            )
        self.plan.check_fits(self.months)

    @cached_property
    def period(self) -> Months:
        """First days of its months."""
        return months_ending(self.last_month, self.months)

    @property
    def place(self) -> Place:
        """The place, the same in every telling."""
        return the_place()

    def months_back(self, from_end: int) -> date:
        """First month of a change that many months from the end."""
        return shifted(self.last_month, 1 - from_end)

    def stream(self, *names: str) -> np.random.Generator:
        """Random numbers that only the thing with these names uses."""
        return stream(self.seed, *names)
