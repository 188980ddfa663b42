"""Known events: where they lie about a comparison, and whether they forbid it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.analysis.months import Period
from wardmote.vocabulary.months import month_name, month_of, next_month

MIDDLE_OF_MONTH = 15


@dataclass(frozen=True)
class Break:
    """A known event that a comparison over time must respect, from the register of events.

    Parameters
    ----------
    what
        The event in words that can stand in a sentence.
    first
        The day from which the series is different.
    last
        The last day on which it is, where the event ended.
    comparable
        Whether figures on both sides mean the same thing. A change of recording system
        makes them not comparable; a festival or a lockdown is said, but is real.

    Examples
    --------
    The change of system on 28 February 2024 counts from March.

    >>> Break("the police changed their recording system", date(2024, 2, 28)).month
    datetime.date(2024, 3, 1)
    """

    what: str
    first: date
    last: date | None = None
    comparable: bool = False

    def __post_init__(self) -> None:
        if not self.what:
            raise ValueError("a break says what happened")
        if self.last is not None and self.last < self.first:
            raise ValueError(f"the break {self.what!r} ends before it starts")

    @property
    def month(self) -> date:
        """The first month of the new state: the start of a month nearest to the day."""
        start = month_of(self.first)
        return start if self.first.day <= MIDDLE_OF_MONTH else next_month(start)

    @property
    def resumes(self) -> date | None:
        """The first month after an event that ended, or None if it has not."""
        return None if self.last is None else next_month(self.last)

    @property
    def turns(self) -> tuple[date, ...]:
        """The months at which the series changes state: the start, and the end if any."""
        return (self.month,) if self.resumes is None else (self.month, self.resumes)

    def cuts(self, period: Period) -> bool:
        """Whether the event starts or ends after a period's first month and not after its last."""
        return any(period.first < turn <= period.last for turn in self.turns)


@dataclass(frozen=True)
class PlacedBreak:
    """A known event, and where it lies about the two periods compared.

    Parameters
    ----------
    event
        The event, from the register.
    where
        "before both years", "inside the earlier year", "between the two years" or
        "inside the later year".
    """

    event: Break
    where: str

    @property
    def forbids(self) -> bool:
        """Whether figures on both sides of it enter the comparison and mean unlike things."""
        return not self.event.comparable and self.where != BEFORE_BOTH

    def __str__(self) -> str:
        return f"{self.event.what} ({month_name(self.event.first)}, {self.where})"


BEFORE_BOTH = "before both years"


def place_breaks(
    breaks: Sequence[Break], earlier: Period, later: Period
) -> tuple[PlacedBreak, ...]:
    """Known events that bear on a comparison of two periods, each with its place.

    Answers "what must be said of the register beside this comparison?".

    Parameters
    ----------
    breaks
        Known events about the series and area.
    earlier, later
        The two periods.

    Returns
    -------
    tuple
        The events that start or end in or between the periods, and those in force through
        both; others are left out.

    Notes
    -----
    An event on the first day of the earlier period lies before both: both follow it.

    References
    ----------
    House rule: breaks in series are data, from a register.

    Examples
    --------
    >>> year = Period(date(2024, 3, 1), date(2025, 2, 1))
    >>> next_year = Period(date(2025, 3, 1), date(2026, 2, 1))
    >>> system = Break("the police changed their recording system", date(2024, 2, 28))
    >>> place_breaks([system], year, next_year)[0].where
    'before both years'
    """
    placed = [PlacedBreak(event, _where(event, earlier, later)) for event in breaks]
    return tuple(one for one in placed if one.where)


def _where(event: Break, earlier: Period, later: Period) -> str:
    for turn in event.turns:
        if earlier.first < turn <= earlier.last:
            return "inside the earlier year"
        if earlier.last < turn <= later.first:
            return "between the two years"
        if later.first < turn <= later.last:
            return "inside the later year"
    in_force = event.resumes is None or event.resumes > later.last
    return BEFORE_BOTH if event.month <= earlier.first and in_force else ""
