"""How a sentence says several things: names in a row, and a number with what is counted."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str], *, joined_by: str = "and") -> str:
    """Names as a sentence lists them.

    Examples
    --------
    >>> listed(["Luton", "Bedford", "Central Bedfordshire"])
    'Luton, Bedford and Central Bedfordshire'
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joined_by} {names[-1]}"


def count(number: int, singular: str = "", plural: str = "") -> str:
    """A count, thousands separated, with what is counted.

    Examples
    --------
    >>> count(10330), count(1, "duty", "duties"), count(2, "month")
    ('10,330', '1 duty', '2 months')
    """
    noun = singular if number == 1 else plural or (f"{singular}s" if singular else "")
    return f"{number:,} {noun}".strip()
