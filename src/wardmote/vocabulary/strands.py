"""The monitored strands of hate crime and hate incidents."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.errors import ConfigurationError


@dataclass(frozen=True)
class Strand:
    """One monitored strand of hostility.

    Parameters
    ----------
    id
        How tables name it.
    title
        How pages name it.
    mark
        How far the national definition was read (`wardmote.vocabulary.marks`).

    Examples
    --------
    >>> [strand.id for strand in STRANDS]
    ['race', 'religion', 'sexual_orientation', 'disability', 'transgender']
    """

    id: str
    title: str
    mark: str = "K"


STRANDS = (
    Strand("race", "race or ethnicity"),
    Strand("religion", "religion or belief"),
    Strand("sexual_orientation", "sexual orientation"),
    Strand("disability", "disability"),
    Strand("transgender", "transgender identity"),
)
"""Five strands are monitored nationally. One incident can have several, so strands never add
up to a total."""


def strand(strand_id: str) -> Strand:
    """Strand by its id.

    Parameters
    ----------
    strand_id
        One of the five, for example ``race``.

    Returns
    -------
    Strand
        The strand, with its words.

    Raises
    ------
    ConfigurationError
        No strand has this id; the message lists the five.

    Examples
    --------
    >>> strand("religion").title
    'religion or belief'
    """
    for known in STRANDS:
        if known.id == strand_id:
            return known
    raise ConfigurationError(
        f"There is no hate strand called {strand_id!r}.",
        known=tuple(known.id for known in STRANDS),
        next_step="Use one of the five monitored strands; an incident may have several.",
    )
