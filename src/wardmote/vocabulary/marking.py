"""Who may read a thing: the marking that every part of a document carries."""

from __future__ import annotations

from enum import Enum


class Marking(Enum):
    """Who may read it, from most open to least.

    Examples
    --------
    >>> Marking.PUBLIC.open_to(Marking.PARTNERS)
    True
    >>> Marking.PARTNERS.open_to(Marking.PUBLIC)
    False
    >>> Marking("partners").words
    'For partners only'
    """

    PUBLIC = "public"
    PARTNERS = "partners"

    @property
    def words(self) -> str:
        """As it is printed at the top of every page."""
        return {"public": "Public", "partners": "For partners only"}[self.value]

    @property
    def folder(self) -> str:
        """Folder of a workspace where editions for these readers lie.

        Examples
        --------
        >>> [one.folder for one in Marking]
        ['editions', 'partner-editions']
        """
        return {"public": "editions", "partners": "partner-editions"}[self.value]

    def open_to(self, readers: Marking) -> bool:
        """Whether readers of an edition with that marking may have it."""
        order = list(Marking)
        return order.index(self) <= order.index(readers)

    def within(self, around: Marking) -> Marking:
        """The marking of a part inside another: the closer of the two.

        Examples
        --------
        >>> Marking.PUBLIC.within(Marking.PARTNERS)
        <Marking.PARTNERS: 'partners'>
        """
        return around if self.open_to(around) else self
