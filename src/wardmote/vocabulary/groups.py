"""The nine protected characteristics: what an equality note is about."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.errors import ConfigurationError

GROUPS_SOURCE = "Equality Act 2010, section 4"
"""Where the law lists them: not read, general knowledge of the field."""


@dataclass(frozen=True)
class ProtectedGroup:
    """People who share one protected characteristic.

    Parameters
    ----------
    id
        How plans name it.
    title
        How pages name it.
    mark
        How far the list was read (`wardmote.vocabulary.marks`).

    Examples
    --------
    >>> len(PROTECTED_GROUPS)
    9
    """

    id: str
    title: str
    mark: str = "K"


PROTECTED_GROUPS = (
    ProtectedGroup("age", "age"),
    ProtectedGroup("disability", "disability"),
    ProtectedGroup("gender_reassignment", "gender reassignment"),
    ProtectedGroup("marriage_and_civil_partnership", "marriage and civil partnership"),
    ProtectedGroup("pregnancy_and_maternity", "pregnancy and maternity"),
    ProtectedGroup("race", "race"),
    ProtectedGroup("religion_or_belief", "religion or belief"),
    ProtectedGroup("sex", "sex"),
    ProtectedGroup("sexual_orientation", "sexual orientation"),
)
"""In the order of the Act."""

GROUP_IDS = tuple(known.id for known in PROTECTED_GROUPS)


def protected_group(group_id: str) -> ProtectedGroup:
    """Protected group by its id.

    Parameters
    ----------
    group_id
        One of the nine, for example ``religion_or_belief``.

    Returns
    -------
    ProtectedGroup
        The group, with its words.

    Raises
    ------
    ConfigurationError
        No group has this id; the message lists the nine.

    Examples
    --------
    >>> protected_group("sex").title
    'sex'
    """
    for known in PROTECTED_GROUPS:
        if known.id == group_id:
            return known
    raise ConfigurationError(
        f"There is no protected group called {group_id!r}.",
        known=GROUP_IDS,
        next_step="Use one of the nine protected characteristics.",
    )
