"""Supplies: the unit in which evidence arrives and is replaced.

A supply is what one agency hands over at a time: source, kind, publishing force or
agency, declared scope and period. Ingesting a corrected month replaces that supply's
month and nothing else. Two supplies that count the same crimes must not both be counted:
`supplies_that_count` decides which one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.errors import ConfigurationError

ALL = "all"
SMALLER_THAN = (
    0.5  # a replacement below half of what it replaces is more often a cut file than news
)
SMALL_SUPPLY_ROWS = 20  # below this, halving is ordinary


def slug(text: str) -> str:
    """Text as a part of a supply's name: lower case, digits and single hyphens.

    Examples
    --------
    >>> slug("Devon & Cornwall Police")
    'devon-cornwall-police'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@dataclass(frozen=True, order=True)
class Scope:
    """What part of everything a supply covers.

    Parameters
    ----------
    category
        ``"all"``, or the only category held (the shared Metropolitan street files are
        ``"burglary"``). No page may then read as if it were all crime.
    area
        ``"all"`` of the agency's area, or the one area code held.

    Examples
    --------
    >>> str(Scope("burglary", "E09000030"))
    'burglary@E09000030'
    >>> Scope.parse("all")
    Scope(category='all', area='all')
    """

    category: str = ALL
    area: str = ALL

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9_/-]+", self.category) or not re.fullmatch(
            r"[A-Za-z0-9-]+", self.area
        ):
            raise ConfigurationError(
                f"The scope {self.category}@{self.area} cannot be read.",
                expected="a category id, or a category id and an area code: burglary@E09000030",
                next_step="Write --scope all, --scope burglary or --scope burglary@E09000030.",
            )

    def __str__(self) -> str:
        return self.category if self.area == ALL else f"{self.category}@{self.area}"

    @classmethod
    def parse(cls, text: str) -> Scope:
        """Scope from its written form."""
        category, _, area = text.partition("@")
        return cls(category or ALL, area or ALL)

    @property
    def is_everything(self) -> bool:
        """Whether it covers all categories of the agency's whole area."""
        return self == Scope()

    def overlaps(self, other: Scope) -> bool:
        """Whether both could hold the same record."""
        return _meets(self.category, other.category) and _meets(self.area, other.area)

    def covers(self, other: Scope) -> bool:
        """Whether it holds all that the other holds."""
        return self.category in (ALL, other.category) and self.area in (ALL, other.area)

    @property
    def breadth(self) -> int:
        """How much it covers: 3 everything, 2 one area, 1 one category, 0 both narrow."""
        return 2 * (self.category == ALL) + (self.area == ALL)


def _meets(one: str, other: str) -> bool:
    return ALL in (one, other) or one == other


@dataclass(frozen=True, order=True)
class Supply:
    """One hand-over of evidence.

    Parameters
    ----------
    source, kind
        Which source module, and which of its kinds of record.
    agency
        Publishing force or agency, as a slug.
    scope
        What it covers.
    period
        ``2024-03`` for a month, or another label for data without one (``census-2021``).

    Examples
    --------
    >>> Supply("police_uk", "street", "bedfordshire", Scope(), "2024-03").id
    'police_uk.street.bedfordshire.all.2024-03'
    """

    source: str
    kind: str
    agency: str
    scope: Scope
    period: str

    @property
    def id(self) -> str:
        """Its name in the store, safe in a path on any system."""
        scope = self.scope.category.replace("/", "--")
        if self.scope.area != ALL:
            scope += f"__{self.scope.area}"
        return ".".join((self.source, self.kind, self.agency, scope, self.period))

    def takes_in(self, other: Supply) -> bool:
        """Whether it is a broader supply of the same agency and period.

        Examples
        --------
        >>> extract = Supply("police_uk", "street", "northshire", Scope("burglary"), "2024-03")
        >>> Supply("police_uk", "street", "northshire", Scope(), "2024-03").takes_in(extract)
        True
        """
        same = (self.source, self.kind, self.agency, self.period) == (
            other.source,
            other.kind,
            other.agency,
            other.period,
        )
        return same and self.scope != other.scope and self.scope.covers(other.scope)

    @classmethod
    def from_id(cls, supply_id: str) -> Supply:
        """Supply from its name in the store."""
        source, kind, agency, scope, period = supply_id.split(".")
        category, _, area = scope.partition("__")
        return cls(source, kind, agency, Scope(category.replace("--", "/"), area or ALL), period)


@dataclass(frozen=True)
class SetAside:
    """A supply that is held but not counted, and why."""

    supply: Supply
    because_of: Supply

    def __str__(self) -> str:
        return (
            f"{self.supply.id} is held but not counted: {self.because_of.id} already holds "
            "the same agency and month."
        )


def supplies_that_count(
    supplies: Iterable[Supply],
) -> tuple[tuple[Supply, ...], tuple[SetAside, ...]]:
    """Supplies to count, so that no record is counted twice.

    Answers "the same burglaries came in the force's file and again in a borough extract:
    which do we count?". For one source, kind, agency and period the broadest supply counts,
    and a narrower one only where it overlaps none that counts already.

    Parameters
    ----------
    supplies
        All supplies held.

    Returns
    -------
    tuple
        Supplies that count, in order; and those set aside, each with the one that covers it.

    Notes
    -----
    It compares what supplies say they cover, not their rows. An agency extract with a crime
    that the force's own file lacks is set aside all the same; the report says so.

    Examples
    --------
    >>> force = Supply("police_uk", "street", "metropolitan", Scope("burglary"), "2024-03")
    >>> borough = Scope("burglary", "E09000030")
    >>> extract = Supply("police_uk", "street", "metropolitan", borough, "2024-03")
    >>> counted, aside = supplies_that_count([extract, force])
    >>> [str(supply.scope) for supply in counted], str(aside[0].supply.scope)
    (['burglary'], 'burglary@E09000030')
    """
    counted: list[Supply] = []
    aside: list[SetAside] = []
    by_month: dict[tuple[str, str, str, str], list[Supply]] = {}
    for supply in sorted(supplies, key=lambda one: (-one.scope.breadth, one)):
        same = by_month.setdefault((supply.source, supply.kind, supply.agency, supply.period), [])
        rival = next((one for one in same if one.scope.overlaps(supply.scope)), None)
        if rival is None:
            same.append(supply)
            counted.append(supply)
        else:
            aside.append(SetAside(supply, rival))
    return tuple(sorted(counted)), tuple(sorted(aside, key=lambda one: one.supply))


def is_much_smaller(rows_before: int, rows_after: int) -> bool:
    """Whether a replacement is so much smaller that a person must confirm it.

    Examples
    --------
    >>> is_much_smaller(5_000, 2_400), is_much_smaller(5_000, 4_900), is_much_smaller(5, 0)
    (True, False, True)
    """
    if rows_after == 0:
        return rows_before > 0
    return rows_before >= SMALL_SUPPLY_ROWS and rows_after < SMALLER_THAN * rows_before


def only_category(categories: Sequence[tuple[str, int]], *, least_rows: int = 50) -> str | None:
    """Category of a supply that holds nothing else, where that cannot be chance.

    Answers "was this file cut to one kind of crime by whoever passed it on?". A whole
    force's month holds a dozen categories, so one category and at least `least_rows` rows
    means a cut file.

    Examples
    --------
    >>> only_category([("burglary", 4_800)])
    'burglary'
    >>> only_category([("burglary", 3), ("drugs", 1)]) is None
    True
    """
    if len(categories) == 1 and categories[0][1] >= least_rows:
        return categories[0][0]
    return None
