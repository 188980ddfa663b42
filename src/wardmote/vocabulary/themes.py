"""Themes: how an assessment groups what happened, and which limbs of the law each speaks to."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.limbs import LIMB_IDS


@dataclass(frozen=True)
class Theme:
    """One chapter's worth of crime and disorder.

    Parameters
    ----------
    id
        How tables name it.
    title
        How pages name it.
    limbs
        Limbs of section 6 (`wardmote.vocabulary.limbs`) that evidence on this theme serves.
        A category can serve others.

    Examples
    --------
    >>> theme("drugs").title, sorted(theme("drugs").limbs)
    ('Drugs', ['a', 'b'])
    """

    id: str
    title: str
    limbs: frozenset[str]

    def __post_init__(self) -> None:
        if not self.limbs or not self.limbs <= LIMB_IDS:
            raise ConfigurationError(
                f"The theme {self.id!r} must serve one limb of section 6 or more.",
                found=", ".join(sorted(self.limbs)) or "none",
                known=tuple(sorted(LIMB_IDS)),
                next_step="Correct its limbs in vocabulary/themes.py.",
            )


def _theme(theme_id: str, title: str, limbs: str) -> Theme:
    return Theme(theme_id, title, frozenset(limbs))


THEMES = (
    _theme("asb_and_environment", "Anti-social behaviour and the environment", "a"),
    _theme("violence", "Violence and weapons", "ad"),
    _theme("sexual_offences", "Sexual offences", "ad"),
    _theme("domestic_abuse", "Domestic abuse", "ad"),
    _theme("neighbourhood_crime", "Neighbourhood crime", "a"),
    _theme("theft_and_shoplifting", "Shoplifting and other theft", "a"),
    _theme("public_order", "Public order", "a"),
    _theme("hate", "Hate crime and community tensions", "a"),
    _theme("drugs", "Drugs", "ab"),
    _theme("alcohol", "Alcohol", "ab"),
    _theme("reoffending", "Re-offending", "c"),
    _theme("exploitation", "Exploitation", "ad"),
    _theme("fraud", "Fraud", "a"),
    _theme("fire", "Deliberate fires", "a"),
    _theme("roads", "Roads and transport", "a"),
    _theme("young_people", "Young people at risk", "acd"),
    _theme("vulnerability", "Health and vulnerability", "abcd"),
    _theme("other_crime", "Other crime", "a"),
)
"""In the order in which an assessment takes them."""

_BY_ID = {theme.id: theme for theme in THEMES}


def theme(theme_id: str) -> Theme:
    """Theme by its id.

    Parameters
    ----------
    theme_id
        For example ``neighbourhood_crime``.

    Returns
    -------
    Theme
        The theme, with its title and limbs.

    Raises
    ------
    ConfigurationError
        No theme has this id; the message lists those that exist.

    Examples
    --------
    >>> theme("asb_and_environment").title
    'Anti-social behaviour and the environment'
    """
    if theme_id not in _BY_ID:
        raise ConfigurationError(
            f"There is no theme called {theme_id!r}.",
            known=tuple(_BY_ID),
            next_step="Use one of the known themes.",
        )
    return _BY_ID[theme_id]
