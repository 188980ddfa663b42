"""Police forces: the slug in data.police.uk's file names, the publisher's name, the area code."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.errors import ConfigurationError


@dataclass(frozen=True)
class Force:
    """One police force that publishes on data.police.uk.

    Parameters
    ----------
    slug
        In its file names: ``2024-03-bedfordshire-street.csv``.
    name
        In the column "Reported by", and on pages.
    country
        ``England``, ``Wales``, ``Northern Ireland``, or ``Great Britain`` for the railways.
    code
        ONS code of its police force area (2023 onwards alike); None where it has no territory
        of its own in England and Wales.
    other_names
        Names it has published under before or since.

    Examples
    --------
    >>> force("bedfordshire").name, force("bedfordshire").code
    ('Bedfordshire Police', 'E23000026')
    """

    slug: str
    name: str
    country: str
    code: str | None
    other_names: tuple[str, ...] = ()

    @property
    def is_territorial(self) -> bool:
        """Whether it is one of the 43 that police an area of England or Wales."""
        return self.code is not None


FORCES = (
    Force("avon-and-somerset", "Avon and Somerset Constabulary", "England", "E23000036"),
    Force("bedfordshire", "Bedfordshire Police", "England", "E23000026"),
    Force("btp", "British Transport Police", "Great Britain", None),
    Force("cambridgeshire", "Cambridgeshire Constabulary", "England", "E23000023"),
    Force("cheshire", "Cheshire Constabulary", "England", "E23000006"),
    Force("city-of-london", "City of London Police", "England", "E23000034"),
    Force("cleveland", "Cleveland Police", "England", "E23000013"),
    Force("cumbria", "Cumbria Constabulary", "England", "E23000002"),
    Force("derbyshire", "Derbyshire Constabulary", "England", "E23000018"),
    Force("devon-and-cornwall", "Devon & Cornwall Police", "England", "E23000035"),
    Force("dorset", "Dorset Police", "England", "E23000039"),
    Force("durham", "Durham Constabulary", "England", "E23000008"),
    Force("dyfed-powys", "Dyfed-Powys Police", "Wales", "W15000004"),
    Force("essex", "Essex Police", "England", "E23000028"),
    Force("gloucestershire", "Gloucestershire Constabulary", "England", "E23000037"),
    Force("greater-manchester", "Greater Manchester Police", "England", "E23000005"),
    Force("gwent", "Gwent Police", "Wales", "W15000002"),
    Force(
        "hampshire",
        "Hampshire Constabulary",
        "England",
        "E23000030",
        ("Hampshire and Isle of Wight Constabulary",),
    ),
    Force("hertfordshire", "Hertfordshire Constabulary", "England", "E23000027"),
    Force("humberside", "Humberside Police", "England", "E23000012"),
    Force("kent", "Kent Police", "England", "E23000032"),
    Force("lancashire", "Lancashire Constabulary", "England", "E23000003"),
    Force(
        "leicestershire",
        "Leicestershire Police",
        "England",
        "E23000021",
        ("Leicestershire Constabulary",),
    ),
    Force("lincolnshire", "Lincolnshire Police", "England", "E23000020"),
    Force("merseyside", "Merseyside Police", "England", "E23000004"),
    Force(
        "metropolitan",
        "Metropolitan Police Service",
        "England",
        "E23000001",
        ("Metropolitan Police",),
    ),
    Force("norfolk", "Norfolk Constabulary", "England", "E23000024"),
    Force("north-wales", "North Wales Police", "Wales", "W15000001"),
    Force("north-yorkshire", "North Yorkshire Police", "England", "E23000009"),
    Force("northamptonshire", "Northamptonshire Police", "England", "E23000022"),
    Force("northern-ireland", "Police Service of Northern Ireland", "Northern Ireland", None),
    Force("northumbria", "Northumbria Police", "England", "E23000007"),
    Force("nottinghamshire", "Nottinghamshire Police", "England", "E23000019"),
    Force("south-wales", "South Wales Police", "Wales", "W15000003"),
    Force("south-yorkshire", "South Yorkshire Police", "England", "E23000011"),
    Force("staffordshire", "Staffordshire Police", "England", "E23000015"),
    Force("suffolk", "Suffolk Constabulary", "England", "E23000025"),
    Force("surrey", "Surrey Police", "England", "E23000031"),
    Force("sussex", "Sussex Police", "England", "E23000033"),
    Force("thames-valley", "Thames Valley Police", "England", "E23000029"),
    Force("warwickshire", "Warwickshire Police", "England", "E23000017"),
    Force("west-mercia", "West Mercia Police", "England", "E23000016"),
    Force("west-midlands", "West Midlands Police", "England", "E23000014"),
    Force("west-yorkshire", "West Yorkshire Police", "England", "E23000010"),
    Force("wiltshire", "Wiltshire Police", "England", "E23000038"),
)
"""The 43 territorial forces of England and Wales, the railways' force and Northern Ireland's.
Months that a force did not publish are in the register of breaks."""

_BY_SLUG = {force.slug: force for force in FORCES}


def force(slug: str) -> Force:
    """Force by the slug of its file names.

    Parameters
    ----------
    slug
        For example ``avon-and-somerset``.

    Returns
    -------
    Force
        The force.

    Raises
    ------
    ConfigurationError
        No force has this slug; the message gives the nearest ones.

    Examples
    --------
    >>> force("metropolitan").name
    'Metropolitan Police Service'
    """
    if slug not in _BY_SLUG:
        from difflib import get_close_matches

        raise ConfigurationError(
            f"There is no police force called {slug!r} on data.police.uk.",
            known=get_close_matches(slug, _BY_SLUG, n=3) or tuple(_BY_SLUG),
            next_step="Use the name in the force's file names, such as avon-and-somerset.",
        )
    return _BY_SLUG[slug]


def find_force(text: str) -> Force | None:
    """Force by its slug, its name, an older name or its area code; or None.

    Parameters
    ----------
    text
        As a file or a person has it. Capitals do not matter, ``&`` is read as ``and``.

    Returns
    -------
    Force or None
        The force, where the whole text names one.

    Examples
    --------
    >>> find_force("Devon and Cornwall Police").slug
    'devon-and-cornwall'
    >>> find_force("E23000001").slug
    'metropolitan'
    """
    wanted = _folded(text)
    for known in FORCES:
        names = (known.slug, known.name, known.code or "", *known.other_names)
        if wanted and wanted in {_folded(name) for name in names}:
            return known
    return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("&", " and ").replace("-", " ").split())
