"""The other way: every count moved by a little chance, and none left out."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.identity import identities
from wardmote.disclosure.tables import CountTable
from wardmote.errors import DisclosureError

ROUNDING_BASE = 5
"""Base of published rounding of small counts in England (domain.md IG-06)."""

KEY_BYTES = 16
"""Shortest secret that cannot be guessed."""

DRAWN_BYTES = 6  # 48 bits: exact in a float, and finer than any count of crimes needs

ADDITIVITY_LOST = "Counts are randomly rounded to {base}, each by itself: they may not add up."


@dataclass(frozen=True)
class RandomRounding:
    """Unbiased random rounding, the same for the same cell in every table and edition.

    Answers "how can a table of many crossed dimensions be published?". A count is moved
    to one of its two neighbouring multiples of the base, the nearer the likelier, so that
    its expected value is the count. Use suppression where readers must be able to add up.

    Parameters
    ----------
    key
        A secret of the partnership, the same every year. Whoever has it can undo much of
        the rounding. At least 16 bytes; never printed, never logged.
    base
        Multiples that counts are moved to.

    Raises
    ------
    DisclosureError
        The key is short, or the base is not above 1.

    Notes
    -----
    Subtotals and totals are rounded by themselves, so additivity is lost, and said. A
    printed 5 stands for 1 to 9. The chance comes from the key and from *which* records
    are counted, not from how many: publishing twice does not average it away, and a
    corrected count moves as its predecessor did. No claim of proof is made.

    References
    ----------
    Fellegi (1975), Controlled random rounding, Survey Methodology 1. Rounding keyed to
    the cell follows Fraser and Wooton (2005), A proposed method for confidentialising
    tabular output, UNECE work session on statistical data confidentiality.

    Examples
    --------
    >>> rounding = RandomRounding(b"sixteen bytes or more")
    >>> rounding
    RandomRounding(base=5)
    >>> rounding.within
    4
    """

    key: bytes = field(repr=False)
    base: int = ROUNDING_BASE

    def __post_init__(self) -> None:
        if len(self.key) < KEY_BYTES or self.base <= 1:
            raise DisclosureError(
                "The table cannot be rounded: the rounding has no secret, or no base.",
                expected=f"a key of at least {KEY_BYTES} bytes and a base above 1",
                next_step="Make one with secrets.token_bytes(32) and keep it for every edition.",
            )

    @property
    def within(self) -> int:
        """Most that a printed count may differ from the true one."""
        return self.base - 1

    @property
    def note(self) -> str:
        """What readers are told."""
        return ADDITIVITY_LOST.format(base=self.base)

    def rounded(self, table: CountTable) -> NDArray[np.int64]:
        """Every printed position of a table, rounded."""
        whole, left = np.divmod(table.grid, self.base)
        chance = np.array(self._chances(table)).reshape(table.grid.shape)
        return (whole + (chance * self.base < left)) * self.base

    def _chances(self, table: CountTable) -> list[float]:
        """A number from 0 to 1 for each position, fixed by the key and by what is counted."""
        drawn = [hmac.digest(self.key, n.encode(), hashlib.sha256) for n in identities(table)]
        return [int.from_bytes(number[:DRAWN_BYTES], "big") / 256**DRAWN_BYTES for number in drawn]
