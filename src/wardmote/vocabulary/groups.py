"""The groups that equality law protects: by whom a plan asks what it means for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProtectedGroup:
    """One protected characteristic.

    Parameters
    ----------
    id
        How a plan's files name it.
    title
        How pages name it.
    mark
        How far the list was read (`wardmote.vocabulary.marks`).

    Examples
    --------
    >>> [group.id for group in PROTECTED_GROUPS][:3]
    ['age', 'disability', 'gender_reassignment']
    """

    id: str
    title: str
    mark: str = "K"


PROTECTED_GROUPS = (
    ProtectedGroup("age", "age"),
    ProtectedGroup("disability", "disability"),
    ProtectedGroup("gender_reassignment", "gender reassignment"),
    ProtectedGroup("marriage", "marriage and civil partnership"),
    ProtectedGroup("pregnancy", "pregnancy and maternity"),
    ProtectedGroup("race", "race"),
    ProtectedGroup("religion", "religion or belief"),
    ProtectedGroup("sex", "sex"),
    ProtectedGroup("sexual_orientation", "sexual orientation"),
)
"""The nine of the Equality Act 2010. Marriage and civil partnership counts for its duty not to
discriminate only; it is listed, so that a plan can say so."""

PROTECTED_GROUP_IDS = frozenset(group.id for group in PROTECTED_GROUPS)
