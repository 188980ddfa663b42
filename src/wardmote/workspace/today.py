"""The day that a command stands for where nobody names one."""

from __future__ import annotations

from datetime import date


def today_here() -> date:
    """The day where the reader is: a partnership is dated where its people are.

    Only the commands and the jobs of a workspace ask; all that they call is told the day.
    """
    return date.today()  # noqa: DTZ011  a day has no time zone to a person
