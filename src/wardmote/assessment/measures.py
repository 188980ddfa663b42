"""Measures: what an assessment counts, at the levels at which it may speak.

A *category* is what a publisher calls a kind of crime. A *part* is a kind within it, whose
change may be stated only after its siblings and its parent. Some parts belong to a *family*
that a publisher splits, or moves cases within: the family then stands between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wardmote.vocabulary.categories import (
    Category,
    CategoryFamily,
    categories,
    category,
    families,
)

LOWER_BETTER, AMBIGUOUS = "lower_better", "ambiguous"


@dataclass(frozen=True)
class Measure:
    """One thing counted month by month.

    Parameters
    ----------
    id
        Category id, or family id.
    title
        As pages name it.
    scheme
        Whose categories.
    members
        Category ids of the cube that it adds up.
    theme
        Chapter that it belongs to.
    limbs
        Limbs of section 6 that it serves.
    polarity
        ``lower_better``, ``higher_better`` or ``ambiguous``.
    parent
        Id of the measure that it is part of, or None for a category.
    moves_with
        Id of the family within which cases may move between labels, or None.
    only_for_testing
        A family of whole categories: tested, never a finding of its own.
    remark
        What a reader must know of it.
    """

    id: str
    title: str
    scheme: str
    members: tuple[str, ...]
    theme: str
    limbs: frozenset[str]
    polarity: str
    parent: str | None = None
    moves_with: str | None = None
    only_for_testing: bool = False
    remark: str = ""

    @property
    def is_category(self) -> bool:
        """Whether it is a whole category rather than a part of one."""
        return self.parent is None and not self.only_for_testing

    @property
    def is_judged(self) -> bool:
        """Whether more or fewer could be called better or worse at all."""
        return self.polarity != AMBIGUOUS


def measures_of(scheme: str, held: Iterable[str]) -> tuple[Measure, ...]:
    """Measures of one list of categories, parents before their parts.

    Parameters
    ----------
    scheme
        ``police_uk`` or ``mps``.
    held
        Category ids that have a count.

    Returns
    -------
    tuple of Measure
        Only those with a category held.

    Examples
    --------
    >>> [one.id for one in measures_of("police_uk", ["burglary", "drugs"])]
    ['burglary', 'drugs']
    >>> found = measures_of("mps", ["burglary/burglary_residential", "burglary/domestic_burglary"])
    >>> [(one.id, one.parent) for one in found][:2]
    [('burglary', None), ('residential_burglary', 'burglary')]
    """
    present = set(held)
    minors = [one for one in categories(scheme) if one.parent is not None and one.id in present]
    measures = [
        *_whole_categories(scheme, present, minors),
        *(_family(family, present) for family in families(scheme)),
        *_parts(scheme, minors),
    ]
    return tuple(one for one in measures if one.members)


def _whole_categories(
    scheme: str, present: set[str], minors: Sequence[Category]
) -> Iterable[Measure]:
    within = {member: one.id for one in families(scheme) for member in one.members}
    for one in categories(scheme):
        if one.parent is None:
            members = tuple(minor.id for minor in minors if minor.parent == one.id)
            if one.id in present:
                members = (*members, one.id)
            yield _measure(one, members, parent=None, moves_with=within.get(one.id))


def _parts(scheme: str, minors: Sequence[Category]) -> Iterable[Measure]:
    within = {member: one.id for one in families(scheme) for member in one.members}
    several = {one.parent for one in minors if sum(o.parent == one.parent for o in minors) > 1}
    for one in minors:
        family = within.get(one.id)
        if one.parent in several:
            yield _measure(one, (one.id,), parent=family or one.parent, moves_with=family)


def _family(family: CategoryFamily, present: set[str]) -> Measure:
    members = tuple(one for one in family.members if one in present)
    known = [category(family.scheme, one) for one in family.members]
    parents = {one.parent for one in known}
    parent = parents.pop() if len(parents) == 1 else None
    unjudged = any(one.polarity == AMBIGUOUS for one in known)
    return Measure(
        id=family.id,
        title=family.title,
        scheme=family.scheme,
        members=members if len(members) > 1 else (),
        theme=known[0].theme,
        limbs=known[0].limbs,
        polarity=AMBIGUOUS if unjudged else LOWER_BETTER,
        parent=parent,
        only_for_testing=parent is None,
        remark=family.remark,
    )


def _measure(
    one: Category, members: tuple[str, ...], *, parent: str | None, moves_with: str | None
) -> Measure:
    return Measure(
        id=one.id,
        title=one.title,
        scheme=one.scheme,
        members=members,
        theme=one.theme,
        limbs=one.limbs,
        polarity=one.polarity,
        parent=parent,
        moves_with=moves_with,
        remark=getattr(one, "remark", ""),
    )


def counts_of(measure: Measure, counts: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """Monthly counts of a measure: its members added up."""
    lines = [counts[one] for one in measure.members if one in counts]
    return tuple(sum(values) for values in zip(*lines, strict=True))
