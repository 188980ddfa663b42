"""What may leave: one rule set for every number that the partnership publishes.

::

    CountTable ──► release ──► Released ──► renderers (check_released)
                      ▲            └──► percentage, rate (Figure)
       earlier, guarded

`release` decides what of a table may be printed; what it returns is the only thing that
renderers accept. The rules are statistics.md S5 and domain.md A10.2; the numbers in them
are in `sensitivity` and `figures`.

How a table is made safe, in the order of the modules: `lines` says what is suppressed at
once; `equations` writes all tables as sums of the same finest cells; `remainders` finds
the groups that only several tables name; `knowledge` adds what is out already;
`intervals` and `witnesses` look for two tables for each small number, one in which it is
low and one in which it is not; `protection` buys the missing ones for the least
information; `merging` is for what cannot be bought.
"""

from wardmote.disclosure.dimensions import Dimension
from wardmote.disclosure.figures import (
    Figure,
    counts_given_back,
    percentage,
    rate,
    stated_percentage,
)
from wardmote.disclosure.log import LogEntry
from wardmote.disclosure.published import PublishedTable
from wardmote.disclosure.release import Released, release, release_linked
from wardmote.disclosure.rounding import RandomRounding
from wardmote.disclosure.seal import check_released
from wardmote.disclosure.sensitivity import LEGEND, RULE_SET, SYMBOL, Sensitivity
from wardmote.disclosure.tables import CountTable

__all__ = [
    "LEGEND",
    "RULE_SET",
    "SYMBOL",
    "CountTable",
    "Dimension",
    "Figure",
    "LogEntry",
    "PublishedTable",
    "RandomRounding",
    "Released",
    "Sensitivity",
    "check_released",
    "counts_given_back",
    "percentage",
    "rate",
    "release",
    "release_linked",
    "stated_percentage",
]
