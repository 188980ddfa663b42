"""The limbs of section 6 of the Crime and Disorder Act 1998: what a partnership must plan for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SERIOUS_VIOLENCE_FROM = date(2023, 1, 31)
"""When limb (d) came into force, as areas state it (read at second hand)."""


@dataclass(frozen=True)
class Limb:
    """One of the four strategies that section 6(1) asks for.

    Parameters
    ----------
    id
        Its letter in section 6(1).
    title
        In a few plain words.
    in_force_from
        First day on which it bound, or None where we have not established it.
    date_mark
        How far that date was read (`wardmote.vocabulary.marks`); empty where there is no date.

    Examples
    --------
    >>> [limb.id for limb in limbs_in_force(date(2021, 4, 1))]
    ['a', 'b', 'c']
    """

    id: str
    title: str
    in_force_from: date | None = None
    date_mark: str = ""


LIMBS = (
    Limb("a", "crime and disorder, with anti-social behaviour and harm to the local environment"),
    Limb("b", "misuse of drugs, alcohol and other substances"),
    Limb("c", "re-offending"),
    Limb("d", "serious violence: preventing it and reducing it", SERIOUS_VIOLENCE_FROM, "V~"),
)
"""Section 6(1)(a) to (d), rule CDA-04. When (a) to (c) took their present words is not
established here, so they carry no date and count as in force."""

LIMB_IDS = frozenset(limb.id for limb in LIMBS)


def limbs_in_force(on: date) -> tuple[Limb, ...]:
    """Limbs that a plan or an assessment of a given day has to cover.

    Parameters
    ----------
    on
        Day by whose law to judge: when a plan was adopted, or today.

    Returns
    -------
    tuple of Limb
        In the order of the Act.

    Notes
    -----
    For days before August 2007, when the Act asked for three-yearly audits instead, the answer
    does not hold.

    References
    ----------
    Crime and Disorder Act 1998, section 6(1).

    Examples
    --------
    >>> [limb.id for limb in limbs_in_force(date(2023, 1, 31))]
    ['a', 'b', 'c', 'd']
    """
    return tuple(limb for limb in LIMBS if limb.in_force_from is None or limb.in_force_from <= on)
