"""What happened, by each publisher's own list of categories, with its theme and limbs.

Three lists, here called schemes: ``police_uk`` (the 14 of data.police.uk), ``mps`` (major and
minor categories of the Metropolitan Police's files) and ``partner`` (feeds of councils, fire
and health). The lists are data: `categories.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.limbs import LIMB_IDS, limbs_in_force
from wardmote.vocabulary.shipped import read_shipped
from wardmote.vocabulary.themes import theme

SCHEMES = ("police_uk", "mps", "partner")
POLARITIES = ("lower_better", "higher_better", "ambiguous")
"""Which way is good. `ambiguous`: more can mean more searching, or more trust in reporting, so
no rise or fall of it is ever called better or worse."""

_ID = r"[a-z0-9_]+(/[a-z0-9_]+)?"
_NOT_A_WORD = r"[^a-z0-9]+"


@dataclass(frozen=True)
class Category:
    """One category of one publisher's list.

    Parameters
    ----------
    id
        How tables name it; a minor category stands under its major: ``burglary/domestic_burglary``.
    scheme
        Whose list: ``police_uk``, ``mps`` or ``partner``.
    title
        How pages name it.
    publisher_words
        How files name it, older names too. Compared without regard to capitals and spacing.
    theme
        Id of the theme it belongs to (`wardmote.vocabulary.themes`).
    limbs
        Limbs of section 6 that it can speak to, of any date; `limbs_of` gives those of a day.
    polarity
        ``lower_better``, ``higher_better`` or ``ambiguous``.
    valid_from, valid_to
        First and last day of regular use by its publisher, where its list has changed. Corrected
        and late records outside these days are real: never refuse a row for them.
    source
        Where the category comes from.
    remark
        Why its theme or polarity is what it is, where that is not plain.
    is_sensitive
        Whether a small count of it could tell about health, race or religion, or a child: it
        leaves under the higher threshold of `wardmote.disclosure`, for quarters and the whole
        area only (domain.md IG-07).
    """

    id: str
    scheme: str
    title: str
    publisher_words: tuple[str, ...]
    theme: str
    limbs: frozenset[str]
    polarity: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    remark: str = ""
    is_sensitive: bool = False

    def __post_init__(self) -> None:
        problems = [
            (not re.fullmatch(_ID, self.id), "its id is not in snake_case"),
            (self.scheme not in SCHEMES, "its scheme is unknown"),
            (not self.publisher_words, "it has no words to be recognised by"),
            (not self.limbs <= LIMB_IDS, "its limbs are not limbs of section 6"),
            (self.polarity not in POLARITIES, "its polarity is unknown"),
            (
                bool(self.valid_from and self.valid_to and self.valid_from > self.valid_to),
                "it ends before it starts",
            ),
        ]
        wrong = [problem for is_wrong, problem in problems if is_wrong]
        if wrong:
            raise ConfigurationError(
                f"The category {self.scheme}:{self.id} cannot be used: {'; '.join(wrong)}.",
                next_step="Correct it in vocabulary/categories.toml.",
            )

    @property
    def parent(self) -> str | None:
        """Id of the major category that this minor one stands under, if it is a minor one."""
        major, _, minor = self.id.partition("/")
        return major if minor else None

    def is_in_use(self, on: date) -> bool:
        """Whether its publisher used it regularly on a day."""
        has_started = self.valid_from is None or self.valid_from <= on
        return has_started and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class CategoryFamily:
    """Categories of one list whose counts must be read together.

    A publisher splits a category, or moves cases between two: each then rises or falls for
    that reason alone, while the family stays comparable.

    Parameters
    ----------
    id
        How tables name it.
    scheme
        Whose list.
    title
        How pages name it.
    members
        Ids of its categories.
    remark
        Why they belong together.
    """

    id: str
    scheme: str
    title: str
    members: tuple[str, ...]
    remark: str


def categories(scheme: str) -> tuple[Category, ...]:
    """Every category of one publisher's list, in its own order.

    Parameters
    ----------
    scheme
        ``police_uk``, ``mps`` or ``partner``.

    Returns
    -------
    tuple of Category
        For ``mps``, each major category comes before its minor ones.

    Raises
    ------
    ConfigurationError
        There is no such list.

    Examples
    --------
    >>> len(categories("police_uk"))
    14
    """
    return tuple(_by_id(scheme).values())


def category(scheme: str, category_id: str) -> Category:
    """Category by its id.

    For the words of a publisher's file, use `category_from_words`.

    Parameters
    ----------
    scheme
        ``police_uk``, ``mps`` or ``partner``.
    category_id
        For example ``vehicle_crime``.

    Returns
    -------
    Category
        The category.

    Raises
    ------
    ConfigurationError
        No category of this list has the id; the message lists those that exist.

    Examples
    --------
    >>> category("mps", "burglary/domestic_burglary").parent
    'burglary'
    """
    known = _by_id(scheme)
    if category_id not in known:
        raise ConfigurationError(
            f"There is no category {category_id!r} in {scheme}.",
            known=tuple(known),
            next_step="Use one of the known categories.",
        )
    return known[category_id]


def find_category(scheme: str, text: str) -> Category | None:
    """Category that a publisher's words stand for, or None.

    Use it where an unknown word is expected, as when a layout is guessed. Where a row must have
    a category, `category_from_words` explains what is wrong.

    Parameters
    ----------
    scheme
        ``police_uk``, ``mps`` or ``partner``.
    text
        As the file has it, or the category's id or title. Capitals, hyphens and spaces do not
        matter, and ``&`` is read as ``and``.

    Returns
    -------
    Category or None
        Where a major and a minor category share their words, the minor one: files of counts
        carry both, and the minor is the finer.

    Notes
    -----
    Older names are read as the present category that holds most of them. "Violent crime" had no
    sexual offences in it, and "Public disorder and weapons" had weapons: the register of breaks
    (`wardmote.vocabulary.breaks`) says when.

    Examples
    --------
    >>> find_category("police_uk", "VIOLENCE  AND SEXUAL OFFENCES").id
    'violence_and_sexual_offences'
    >>> find_category("police_uk", "Piracy") is None
    True
    """
    return _by_words(scheme).get(_folded(text))


def category_from_words(scheme: str, text: str) -> Category:
    """Category that a publisher's words stand for.

    Parameters
    ----------
    scheme
        ``police_uk``, ``mps`` or ``partner``.
    text
        As for `find_category`.

    Returns
    -------
    Category
        The category.

    Raises
    ------
    ConfigurationError
        The words are unknown; the message gives the nearest, then the titles that exist.

    Examples
    --------
    >>> category_from_words("mps", "RES BURGLARY OF A HOME").id
    'burglary/res_burglary_of_a_home'
    """
    found = find_category(scheme, text)
    if found is None:
        raise ConfigurationError(
            f"This is not a category of {scheme}.",
            found=repr(text),
            known=_nearest_first(scheme, text),
            next_step="Use a known category, or say in the mapping which one this is.",
        )
    return found


def limbs_of(found: Category, on: date) -> frozenset[str]:
    """Limbs of section 6 that a category spoke to under the law of a day.

    Parameters
    ----------
    found
        A category of any list.
    on
        Day by whose law to judge: serious violence is a limb from 31 January 2023.

    Returns
    -------
    frozenset of str
        Letters of the limbs.

    Notes
    -----
    A limb says what evidence can serve it, not what an offence is in law. Each partnership
    defines its own serious violence.

    Examples
    --------
    >>> robbery = category("police_uk", "robbery")
    >>> sorted(limbs_of(robbery, date(2022, 4, 1))), sorted(limbs_of(robbery, date(2024, 4, 1)))
    (['a'], ['a', 'd'])
    """
    return found.limbs & {limb.id for limb in limbs_in_force(on)}


def categories_of_theme(theme_id: str, scheme: str) -> tuple[Category, ...]:
    """Categories of one list that belong to a theme.

    Never add a major category to its minor ones: choose one level first.

    Parameters
    ----------
    theme_id
        For example ``neighbourhood_crime``.
    scheme
        ``police_uk``, ``mps`` or ``partner``.

    Returns
    -------
    tuple of Category
        In the order of the list; empty when the list has none.

    Raises
    ------
    ConfigurationError
        There is no such theme or list.

    Examples
    --------
    >>> [found.id for found in categories_of_theme("neighbourhood_crime", "police_uk")]
    ['burglary', 'robbery', 'theft_from_the_person', 'vehicle_crime']
    """
    known = theme(theme_id)
    return tuple(found for found in categories(scheme) if found.theme == known.id)


def families(scheme: str) -> tuple[CategoryFamily, ...]:
    """Families of one list: categories whose counts must be read together.

    Answers "did homes burgled fall, or did sheds take their place?". A member's change may be
    stated only after its family's has been tested.

    Parameters
    ----------
    scheme
        ``police_uk``, ``mps`` or ``partner``.

    Returns
    -------
    tuple of CategoryFamily
        Empty when the list has none.

    Raises
    ------
    ConfigurationError
        There is no such list.

    Examples
    --------
    >>> [family.id for family in families("mps")]
    ['residential_burglary', 'fraud']
    """
    _check_scheme(scheme)
    entries = read_shipped("categories.toml")[scheme].get("family", ())
    return tuple(
        CategoryFamily(
            scheme=scheme,
            id=entry["id"],
            title=entry["title"],
            members=tuple(entry["members"]),
            remark=entry["remark"],
        )
        for entry in entries
    )


def _nearest_first(scheme: str, text: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    titles = {_folded(known.title): known.title for known in categories(scheme)}
    near = [titles[match] for match in get_close_matches(_folded(text), titles, n=3)]
    return tuple(dict.fromkeys([*near, *titles.values()]))


def _folded(text: str) -> str:
    return re.sub(_NOT_A_WORD, " ", text.casefold().replace("&", " and ")).strip()


def _check_scheme(scheme: str) -> None:
    if scheme not in SCHEMES:
        raise ConfigurationError(
            f"There is no list of categories called {scheme!r}.",
            known=SCHEMES,
            next_step="Use one of the known lists.",
        )


@cache
def _by_id(scheme: str) -> dict[str, Category]:
    _check_scheme(scheme)
    listed = read_shipped("categories.toml")[scheme]
    built = [_category(scheme, listed["source"], entry) for entry in listed["category"]]
    return {found.id: found for found in built}


@cache
def _by_words(scheme: str) -> dict[str, Category]:
    # Minor categories come after their major, so where both use the same words the minor wins.
    return {
        _folded(words): found
        for found in categories(scheme)
        for words in (found.id, found.title, *found.publisher_words)
    }


def _category(scheme: str, source: str, entry: dict[str, Any]) -> Category:
    return Category(
        id=entry["id"],
        scheme=scheme,
        title=entry["title"],
        publisher_words=tuple(entry.get("words", (entry["title"],))),
        theme=entry["theme"],
        limbs=frozenset(entry.get("limbs", theme(entry["theme"]).limbs)),
        polarity=entry["polarity"],
        valid_from=entry.get("valid_from"),
        valid_to=entry.get("valid_to"),
        source=entry.get("source", source),
        remark=entry.get("remark", ""),
        is_sensitive=entry.get("sensitive", False),
    )
