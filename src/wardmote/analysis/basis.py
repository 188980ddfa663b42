"""What a number rests on: carried by every result of `analysis`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Parameter = str | int | float | bool | None
Sidedness = Literal["two-sided", "one-sided", "no test"]

CONFIDENCE = 0.95  # of every interval, unless a result says otherwise


@dataclass(frozen=True)
class Basis:
    """What one number rests on, so that a page can always say it.

    Parameters
    ----------
    method
        The method in plain words, as it would be named to an analyst.
    caveat
        How the number misleads: one sentence that a page may print.
    reference
        Where the method is published.
    null
        What the test supposes to be true, or an empty text where there is no test.
    sidedness
        Which tails of the test count.
    parameters
        Everything that was chosen, automatic choices included.
    """

    method: str
    caveat: str
    reference: str
    null: str = ""
    sidedness: Sidedness = "no test"
    parameters: Mapping[str, Parameter] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if bool(self.null) != (self.sidedness != "no test"):
            raise ValueError("a test states its null and its tails; no test states neither")
