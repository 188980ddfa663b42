"""How small is too small: the three classes of count, and the words for what was left out.

The whole rule in a few names. Everything else in `disclosure` is how it is kept.
"""

from __future__ import annotations

from enum import Enum

RULE_SET = "wardmote-disclosure-1"
"""Name of the rules in every log entry. Change it when a rule or a number changes."""

STANDARD_THRESHOLD = 5
"""Counts of 1 to 4 are suppressed: ONS and NHS practice for small areas (domain.md IG-05)."""

SENSITIVE_THRESHOLD = 10
"""Domestic abuse, sexual offences, NRM, Channel, exclusions and the like (domain.md IG-07)."""

PROVEN_LOW = 1
"""A suppressed count must still be possible at 1 or less … (statistics.md S5, requirement)."""

LOW_LINE_TIMES = 2
"""Zeros of a line whose total is below 2t are suppressed with it (statistics.md S5, design)."""

SYMBOL = "suppressed"
LEGEND = "suppressed (small number, or to protect one)"
"""One symbol and one legend, so that a reader cannot tell which cells are the small ones."""


class Sensitivity(Enum):
    """Class of a measure: how much a small count of it could tell about a person.

    Answers "from which count may this be printed?". `OPEN` is for counts that their own
    publisher has already published at the same or a finer grain (police.uk, MPS): they
    are never suppressed, and an attacker is taken to know them.

    References
    ----------
    domain.md A10.2 step 1 and IG-07; statistics.md S5, classes.

    Examples
    --------
    >>> Sensitivity.SENSITIVE.threshold
    10
    >>> Sensitivity("standard").threshold
    5
    """

    OPEN = "open"
    STANDARD = "standard"
    SENSITIVE = "sensitive"

    @property
    def threshold(self) -> int:
        """Smallest count above zero that may be printed."""
        return _THRESHOLDS[self]


_THRESHOLDS = {
    Sensitivity.OPEN: 0,
    Sensitivity.STANDARD: STANDARD_THRESHOLD,
    Sensitivity.SENSITIVE: SENSITIVE_THRESHOLD,
}
