"""Claims register: what the plan says is so, what would show it, and what may be said."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.plan.book import PlanBook
from wardmote.plan.records import Claim, Driver, Priority
from wardmote.plan.records.theory import Held
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True)
class ClaimLine:
    """One claim as the register shows it.

    Parameters
    ----------
    claim
        The claim.
    may_be_said
        The strongest wording that the evidence allows: what a page may print as fact.
    leaned_on_by
        Titles of the drivers and priorities that lean on it.
    """

    claim: Claim
    may_be_said: str
    leaned_on_by: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Whether everything that would show it is held."""
        return self.claim.held is Held.HELD

    @property
    def is_weakened(self) -> bool:
        """Whether less may be said than is claimed."""
        return self.may_be_said != self.claim.words


def claims_register(
    book: PlanBook, *, readers: Marking = Marking.PARTNERS
) -> tuple[ClaimLine, ...]:
    """Every claim with what may be said of it: what is not held first.

    Answers "which of our sentences could not be defended?".

    Parameters
    ----------
    book
        The plan.
    readers
        Whose edition it is for: claims that they may not have are left out.

    Returns
    -------
    tuple of ClaimLine
        Not held, held in part, held; within each in the order of the plan.

    Notes
    -----
    The register takes a person's word for what is held. It stops a claim from being printed
    stronger than that; it does not test the evidence.
    """
    lines = (_line(book, one) for one in book.all(Claim) if one.marking.open_to(readers))
    return tuple(sorted(lines, key=lambda one: _ORDER.index(one.claim.held)))


_ORDER = (Held.NOT_HELD, Held.IN_PART, Held.HELD)


def _line(book: PlanBook, claim: Claim) -> ClaimLine:
    drivers = (book.find(Driver, one) for one in claim.drivers)
    priorities = (book.find(Priority, one) for one in claim.bears_on)
    return ClaimLine(
        claim=claim,
        may_be_said=claim.strongest_wording,
        leaned_on_by=tuple(one.title for one in (*drivers, *priorities) if one),
    )


def claims_on_driver(book: PlanBook, driver: str) -> tuple[ClaimLine, ...]:
    """The register's lines on which one driver leans."""
    return tuple(one for one in claims_register(book) if driver in one.claim.drivers)
