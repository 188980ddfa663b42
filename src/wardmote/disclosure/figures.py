"""Percentages and rates of counts that have passed, and whether they may be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from wardmote.disclosure.release import Released
from wardmote.disclosure.seal import Sealed, check_released, key
from wardmote.disclosure.sensitivity import LEGEND, PROVEN_LOW, SYMBOL, Sensitivity
from wardmote.errors import DisclosureError

SMALLEST_BASE = 30
"""No percentage of fewer (domain.md A10.2 step 4)."""

FLAGGED_BASE = 100
"""A percentage of fewer says so (domain.md A10.2 step 4)."""

UNRELIABLE_BELOW = 20
"""A rate on fewer events says "unreliable" (domain.md A10.2 step 4)."""

NOT_SHOWN = "not shown"
FROM_ROUNDED = "from rounded counts"


@dataclass(frozen=True, eq=False)
class Figure(Sealed):
    """One percentage or rate as it may be printed.

    Made by `percentage`, `stated_percentage` and `rate` only.

    Parameters
    ----------
    text
        As printed: ``41%``, ``12.3``, ``suppressed`` or ``not shown``.
    value
        The printed number, None where there is none.
    remark
        What is printed beside it: why it is missing, or how far to trust it. May be empty.
    """

    text: str
    value: float | None
    remark: str

    def digest(self) -> str:
        """Everything that a renderer would print."""
        return f"{self.text}\n{self.value}\n{self.remark}"


def percentage(
    released: Released, of: tuple[str, ...], out_of: tuple[str, ...], *, decimals: int = 0
) -> Figure:
    """Percentage that one printed count is of another in the same released table.

    Answers "what share of the ward's reports was noise?". For a percentage whose counts
    are not printed, such as a weighted survey share, use `stated_percentage`.

    Parameters
    ----------
    released
        The table.
    of, out_of
        Positions of the part and of the base.
    decimals
        Printed after the point, 0 or more.

    Returns
    -------
    Figure
        Suppressed where either count is; not shown on a base below 30; with a remark on
        one below 100, and on rounded counts.

    Raises
    ------
    DisclosureError
        The table was not released, or has no such position.

    Notes
    -----
    Half rounds up. Shares of a base below 100 move by more than a point with one report.

    References
    ----------
    domain.md A10.2 step 4; statistics.md S5.
    """
    published = check_released(released).published
    part, base = published.value(*of), published.value(*out_of)
    if part is None or base is None:
        return _figure(SYMBOL, None, LEGEND)
    if base < SMALLEST_BASE:
        return _too_small(base)
    remarks = [_flag(base), FROM_ROUNDED if published.is_rounded else ""]
    text = _decimal(Fraction(100 * part, base), decimals)
    return _figure(f"{text}%", float(text), "; ".join(filter(None, remarks)))


def stated_percentage(
    percent: float, count: int, base: int, *, sensitivity: Sensitivity, decimals: int = 0
) -> Figure:
    """Percentage printed with its base and without its count, such as a weighted share.

    Answers "would this percentage and its base give back a small number?".

    Parameters
    ----------
    percent
        As computed, weighted or not, 0 to 100.
    count
        People or incidents that it stands for, unweighted. Never printed.
    base
        Unweighted base that is printed beside it.
    sensitivity
        Class of what is counted.
    decimals
        Printed after the point, 0 or more.

    Returns
    -------
    Figure
        Suppressed where the count, or the rest of the base, is small and the printed
        percentage leaves no count of 1 or less, or none at the threshold.

    Raises
    ------
    DisclosureError
        The count is below zero or above the base, or the percentage is outside 0 to 100.

    Notes
    -----
    The base is taken to be printed by itself. Where counts of the same base are printed
    too, release them as a table and use `percentage`.

    References
    ----------
    statistics.md S5, step 4.

    Examples
    --------
    7.5% of 40 can only be 3.

    >>> stated_percentage(7.5, 3, 40, sensitivity=Sensitivity.STANDARD, decimals=1).text
    'suppressed'
    >>> shown = stated_percentage(42.0, 21, 50, sensitivity=Sensitivity.STANDARD)
    >>> shown.text, shown.remark
    ('42%', 'base below 100')
    """
    if not 0 <= count <= base or not 0 <= percent <= 100:
        raise DisclosureError(
            "The percentage cannot be checked: its count, base and value do not fit.",
            expected="0 <= count <= base, and a percentage from 0 to 100",
            next_step="Give the unweighted count and base that the percentage stands for.",
        )
    if base < SMALLEST_BASE:
        return _too_small(base)
    text = _decimal(Fraction(percent).limit_denominator(10**9), decimals)
    rest = _decimal(100 - Fraction(text), decimals)
    if _gives_back(text, count, base, sensitivity) or _gives_back(
        rest, base - count, base, sensitivity
    ):
        return _figure(SYMBOL, None, LEGEND)
    return _figure(f"{text}%", float(text), _flag(base))


def rate(
    released: Released,
    of: tuple[str, ...],
    denominator: int,
    *,
    per: int = 1_000,
    decimals: int = 1,
) -> Figure:
    """Rate of one printed count for each so many residents, households or vehicles.

    Answers "how many for each thousand residents?", as it may be printed. Intervals and
    comparisons belong to `analysis`.

    Parameters
    ----------
    released
        The table of counts.
    of
        Position of the count.
    denominator
        Public figure that the rate is for, above 0.
    per
        Residents (households, …) that the rate is quoted for.
    decimals
        Printed after the point, 0 or more.

    Returns
    -------
    Figure
        Suppressed where the count is; 'unreliable' on fewer than 20 events.

    Raises
    ------
    DisclosureError
        The table was not released, has no such position, or the denominator is not above 0.

    References
    ----------
    domain.md A10.2 step 4.
    """
    count = check_released(released).published.value(*of)
    if denominator <= 0:
        raise DisclosureError(
            "The rate cannot be printed: its denominator is not above zero.",
            next_step="Give the residents, households or vehicles of the same area and year.",
        )
    if count is None:
        return _figure(SYMBOL, None, LEGEND)
    text = _decimal(Fraction(count * per, denominator), decimals)
    unreliable = f"unreliable: fewer than {UNRELIABLE_BELOW} events"
    remarks = [
        unreliable if count < UNRELIABLE_BELOW else "",
        FROM_ROUNDED if released.published.is_rounded else "",
    ]
    return _figure(text, float(text), "; ".join(filter(None, remarks)))


def counts_given_back(percent: str, base: int) -> range:
    """Whole counts that a printed percentage of a printed base may stand for.

    Answers "what does a reader get who multiplies?". Either way of rounding a half is
    allowed for, so the range is never too narrow.

    Parameters
    ----------
    percent
        As printed, without the sign: its decimals are its precision.
    base
        The printed base, above 0.

    Returns
    -------
    range
        Where no count of that base gives that percentage (weighted shares), the counts on
        either side of it.

    Examples
    --------
    >>> list(counts_given_back("7.5", 40))
    [3]
    >>> list(counts_given_back("1", 400))
    [2, 3, 4, 5, 6]
    """
    half = Fraction(1, 2 * 10 ** max(0, -int(Decimal(percent).as_tuple().exponent)))
    low, high = (Fraction(percent) - half) * base / 100, (Fraction(percent) + half) * base / 100
    first, last = math.ceil(low), math.floor(high)
    if first > last:
        first, last = last, first
    return range(max(0, first), min(base, last) + 1)


def _gives_back(percent: str, count: int, base: int, sensitivity: Sensitivity) -> bool:
    """Whether a small count is closed in: no table with it low, or none with it at t."""
    if not 0 < count < sensitivity.threshold:
        return False
    possible = counts_given_back(percent, base)
    return possible[0] > PROVEN_LOW or possible[-1] < sensitivity.threshold


def _decimal(number: Fraction, decimals: int) -> str:
    """Half rounds up, from the exact fraction: 0.5 of a point is never lost to binary."""
    scaled = math.floor(number * 10**decimals + Fraction(1, 2))
    return str(
        (Decimal(scaled) / 10**decimals).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )


def _flag(base: int) -> str:
    return f"base below {FLAGGED_BASE}" if base < FLAGGED_BASE else ""


def _too_small(base: int) -> Figure:
    return _figure(NOT_SHOWN, None, f"base below {SMALLEST_BASE}")


def _figure(text: str, value: float | None, remark: str) -> Figure:
    return Figure(key(), text, value, remark)
