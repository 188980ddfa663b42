"""Who must act together, who must co-operate, and who may be invited (rules CDA-01 and CDA-02)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wardmote.errors import ConfigurationError

ROLES = {
    "responsible": "responsible authority",
    "co_operating": "co-operating person or body",
    "participating": "participating person or body",
}
"""Role in a partnership, and its statutory name."""


@dataclass(frozen=True)
class AuthorityType:
    """One type of body in a partnership.

    Parameters
    ----------
    id
        How settings name it.
    title
        How pages name one.
    role
        ``responsible``, ``co_operating`` or ``participating``.
    countries
        Where the type exists.
    is_two_tier_only
        Whether it exists only where a county council shares the work.
    in_role_from, in_role_to
        First and last day on which the law gave it the role; None where not established or not
        ended.
    mark
        How far the role was read (`wardmote.vocabulary.marks`).
    dates_mark
        How far the dates were read.
    """

    id: str
    title: str
    role: str
    countries: tuple[str, ...] = ("England", "Wales")
    is_two_tier_only: bool = False
    in_role_from: date | None = None
    in_role_to: date | None = None
    mark: str = "V"
    dates_mark: str = ""

    def is_in_role(self, on: date) -> bool:
        """Whether the law gave it the role on a day, as far as the dates are established."""
        has_started = self.in_role_from is None or self.in_role_from <= on
        return has_started and (self.in_role_to is None or on <= self.in_role_to)


AUTHORITY_TYPES = (
    AuthorityType("council", "local council", "responsible"),
    AuthorityType(
        "county_council",
        "county council",
        "responsible",
        countries=("England",),
        is_two_tier_only=True,
    ),
    AuthorityType(
        "probation",
        "provider of probation services",
        "responsible",
        in_role_from=date(2010, 4, 1),
        dates_mark="K",
    ),
    AuthorityType("police", "chief officer of police", "responsible"),
    AuthorityType("fire", "fire and rescue authority", "responsible"),
    AuthorityType(
        "ccg",
        "clinical commissioning group",
        "responsible",
        countries=("England",),
        in_role_from=date(2013, 4, 1),
        in_role_to=date(2022, 6, 30),
        mark="K",
        dates_mark="K",
    ),
    AuthorityType(
        "icb",
        "integrated care board",
        "responsible",
        countries=("England",),
        in_role_from=date(2022, 7, 1),
        dates_mark="K",
    ),
    AuthorityType("lhb", "local health board", "responsible", countries=("Wales",)),
    AuthorityType("local_policing_body", "local policing body", "co_operating", mark="V~"),
    AuthorityType("parish_council", "parish or town council", "co_operating", mark="K"),
    AuthorityType("nhs_trust", "NHS trust or foundation trust", "co_operating", mark="K"),
    AuthorityType("school", "school or college", "co_operating", mark="K"),
    AuthorityType("housing_provider", "registered provider of housing", "co_operating", mark="K"),
    AuthorityType("voluntary_sector", "voluntary organisation", "participating", mark="K"),
    AuthorityType("transport", "transport operator or its police", "participating", mark="K"),
    AuthorityType("community_board", "community or neighbourhood board", "participating", mark="K"),
)
"""A partnership's own list of co-operating and participating bodies is data of that
partnership: these types serve to name them."""

_BY_ID = {known.id: known for known in AUTHORITY_TYPES}


def authority_type(type_id: str) -> AuthorityType:
    """Type of body by its id.

    Parameters
    ----------
    type_id
        For example ``icb``.

    Returns
    -------
    AuthorityType
        The type, with its role.

    Raises
    ------
    ConfigurationError
        No type has this id; the message lists those that exist.

    Examples
    --------
    >>> authority_type("fire").title
    'fire and rescue authority'
    """
    if type_id not in _BY_ID:
        raise ConfigurationError(
            f"There is no type of authority called {type_id!r}.",
            known=tuple(_BY_ID),
            next_step="Use one of the known types.",
        )
    return _BY_ID[type_id]


def responsible_types(on: date, *, two_tier: bool) -> tuple[AuthorityType, ...]:
    """Types of responsible authority that an English partnership had to have on a day.

    Parameters
    ----------
    on
        Day by whose law to judge.
    two_tier
        Whether a county council shares the district's work.

    Returns
    -------
    tuple of AuthorityType
        One or more bodies of each type are needed.

    Notes
    -----
    The days on which probation and the integrated care boards came in are general knowledge,
    not read in the law (`AuthorityType.dates_mark`).

    References
    ----------
    Crime and Disorder Act 1998, section 5(1).

    Examples
    --------
    >>> [known.id for known in responsible_types(date(2024, 4, 1), two_tier=False)]
    ['council', 'probation', 'police', 'fire', 'icb']
    >>> [known.id for known in responsible_types(date(2021, 4, 1), two_tier=False)]
    ['council', 'probation', 'police', 'fire', 'ccg']
    """
    return tuple(
        known
        for known in AUTHORITY_TYPES
        if known.role == "responsible"
        and "England" in known.countries
        and known.is_in_role(on)
        and (two_tier or not known.is_two_tier_only)
    )


def missing_types(present: Iterable[str], on: date, *, two_tier: bool) -> tuple[AuthorityType, ...]:
    """Types of responsible authority that a partnership has no body of.

    Says that no body is recorded here, never that the partnership has none.

    Parameters
    ----------
    present
        Ids of the types that are recorded.
    on
        Day by whose law to judge.
    two_tier
        Whether a county council shares the district's work.

    Returns
    -------
    tuple of AuthorityType
        Empty when each type is there.

    Raises
    ------
    ConfigurationError
        One of the ids is unknown.

    Examples
    --------
    >>> gaps = missing_types(["council", "police", "fire"], date(2024, 4, 1), two_tier=False)
    >>> [known.id for known in gaps]
    ['probation', 'icb']
    """
    held = {authority_type(type_id).id for type_id in present}
    return tuple(
        known for known in responsible_types(on, two_tier=two_tier) if known.id not in held
    )
