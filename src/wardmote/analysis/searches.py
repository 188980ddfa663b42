"""Stop and search: which searches count, and whose, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from wardmote.errors import AnalysisError

Definition = Literal["self-defined", "officer-defined"]

PERSON_SEARCHES = frozenset({"Person search", "Person and Vehicle search"})
"""Searches of a person; one of a vehicle alone has nobody's ethnicity."""

NO_FURTHER_ACTION = frozenset(
    {"A no further action disposal", "Nothing found - no further action", None, ""}
)
"""Outcomes that are none; nearly all blanks are no further action, so they are never dropped."""

ETHNIC_GROUPS = ("Asian", "Black", "Mixed", "White", "Other")
OFFICER_GROUPS = ("Asian", "Black", "White", "Other")  # officers have no "Mixed"
NOT_STATED = "not stated"


@dataclass(frozen=True)
class SearchCell:
    """Searches that are alike in everything that is asked of them.

    Parameters
    ----------
    month
        First day of the month.
    district
        Where, or None if not known.
    search_type
        The publisher's word: "Person search", "Vehicle search", "Person and Vehicle search".
    self_defined, officer_defined
        Ethnicity in the publisher's words, or None where blank.
    outcome
        The publisher's words, or None where blank.
    linked
        "Outcome linked to object of search"; None where blank, which counts as not linked.
    count
        How many, 1 or more.
    """

    month: date
    district: str | None
    search_type: str | None
    self_defined: str | None
    officer_defined: str | None
    outcome: str | None
    linked: bool | None
    count: int


@dataclass(frozen=True)
class SearchTally:
    """Person searches by ethnic group, district and month, by one definition of ethnicity.

    Parameters
    ----------
    definition
        Whose word the ethnicity is. The two are two results and are never mixed.
    months
        The months, in order.
    searches
        Searches by (group, district, month).
    filled
        The same with the unknown filled from the other definition, for a second estimate.
    linked, other_outcomes
        Searches whose outcome was linked to what was looked for, and with any outcome but
        no further action, by group.
    vehicle_only
        Searches of vehicles alone, left out.
    """

    definition: Definition
    months: tuple[date, ...]
    searches: Mapping[tuple[str, str | None, date], int] = field(hash=False)
    filled: Mapping[tuple[str, str | None, date], int] = field(hash=False)
    linked: Mapping[str, int] = field(hash=False)
    other_outcomes: Mapping[str, int] = field(hash=False)
    vehicle_only: int

    @property
    def districts(self) -> tuple[str, ...]:
        """Districts with any search, in order of name; searches without one are elsewhere."""
        return tuple(sorted({place for _, place, _ in self.searches if place is not None}))

    @property
    def total(self) -> int:
        """All person searches."""
        return sum(self.searches.values())

    @property
    def unknown_share(self) -> float:
        """Share of person searches whose ethnicity is not stated."""
        return self.count(NOT_STATED) / self.total if self.total else 0.0

    def monthly(self, group: str, *, district: str | None = None) -> tuple[int, ...]:
        """Searches of a group in each month, everywhere or in one district."""
        by_month: Counter[date] = Counter()
        for (whose, place, month), number in self.searches.items():
            if whose == group and district in (None, place):
                by_month[month] += number
        return tuple(by_month[month] for month in self.months)

    def count(self, group: str, *, fill: bool = False) -> int:
        """Searches of a group; with `fill`, the unknown taken from the other definition."""
        table = self.filled if fill else self.searches
        return sum(number for (whose, _, _), number in table.items() if whose == group)


def ethnic_group(published: str | None) -> str:
    """One of the five census groups, or "not stated", from a publisher's words.

    Answers "which population is this search set against?".

    Parameters
    ----------
    published
        The words of either ethnicity column; None or empty where blank.

    Returns
    -------
    str
        One of `ETHNIC_GROUPS`, or `NOT_STATED`.

    Raises
    ------
    AnalysisError
        The words belong to no group.

    Notes
    -----
    "Other ethnic group - Not stated" is not a group: it is a third of the Met's searches.

    References
    ----------
    Census 2021 ethnic groups for England and Wales.

    Examples
    --------
    >>> ethnic_group("Asian/Asian British - Bangladeshi"), ethnic_group(None)
    ('Asian', 'not stated')
    >>> ethnic_group("Other ethnic group - Not stated")
    'not stated'
    """
    words = (published or "").strip()
    if not words or words.lower().endswith("not stated"):
        return NOT_STATED
    for group in ETHNIC_GROUPS:
        if words.startswith(group):
            return group
    raise AnalysisError(
        "An ethnicity in the stop and search files belongs to no group.",
        found=words,
        known=(*ETHNIC_GROUPS, NOT_STATED),
        next_step="Add the publisher's new words to analysis/searches.py, with their source.",
    )


def tally_searches(cells: Iterable[SearchCell], definition: Definition) -> SearchTally:
    """Person searches by ethnic group, by one definition of ethnicity.

    Answers "how many searches of whom, where and when?", as `disparity` and `find_rates`
    need it.

    Parameters
    ----------
    cells
        Searches of every type, with blanks as None.
    definition
        "self-defined" (what the person said) or "officer-defined" (what the officer saw).

    Returns
    -------
    SearchTally
        Person searches; those of vehicles alone are counted and left out.

    Raises
    ------
    AnalysisError
        An ethnicity belongs to no group, or there is no person search.

    Notes
    -----
    A blank outcome, or link, counts as none. Dropping blanks would leave mostly searches
    that found something, and every find rate would shine.

    References
    ----------
    College of Policing, Authorised Professional Practice: Stop and search.

    Examples
    --------
    >>> month = date(2024, 3, 1)
    >>> cells = [
    ...     SearchCell(month, "Luton", "Person search", None, "Asian", None, None, 7),
    ...     SearchCell(month, "Luton", "Vehicle search", None, None, None, None, 2),
    ... ]
    >>> tally = tally_searches(cells, "self-defined")
    >>> tally.count("not stated"), tally.count("Asian", fill=True), tally.vehicle_only
    (7, 7, 2)
    """
    searches: Counter[tuple[str, str | None, date]] = Counter()
    filled: Counter[tuple[str, str | None, date]] = Counter()
    linked: Counter[str] = Counter()
    other: Counter[str] = Counter()
    vehicle_only = 0
    for cell in cells:
        if cell.search_type not in PERSON_SEARCHES:
            vehicle_only += cell.count
            continue
        group, stand_in = _groups(cell, definition)
        searches[group, cell.district, cell.month] += cell.count
        filled[stand_in, cell.district, cell.month] += cell.count
        linked[group] += cell.count if cell.linked else 0
        other[group] += 0 if cell.outcome in NO_FURTHER_ACTION else cell.count
    if not searches:
        raise AnalysisError(
            "There are no person searches.",
            found=f"{vehicle_only} of vehicles alone, or of no stated type",
            next_step="Ingest the stop and search files of the force.",
        )
    months = tuple(sorted({month for _, _, month in searches}))
    return SearchTally(definition, months, searches, filled, linked, other, vehicle_only)


def _groups(cell: SearchCell, definition: Definition) -> tuple[str, str]:
    """The group by one definition, and by the other where that one is silent."""
    words = [cell.self_defined, cell.officer_defined]
    if definition == "officer-defined":
        words.reverse()
    first, second = (ethnic_group(one) for one in words)
    return first, second if first == NOT_STATED else first
