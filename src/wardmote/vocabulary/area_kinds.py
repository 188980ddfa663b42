"""Kinds of area, and what the first three characters of an ONS code say about one.

An ONS code is a letter for the country, two digits for the kind, and six for the place:
``E09000030`` is England, London borough, Tower Hamlets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.errors import ConfigurationError

COUNTRIES = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
"""First letter of a code, and its country."""

_CODE = r"[EWSN]\d{8}"
PREFIX_LENGTH = 3


@dataclass(frozen=True)
class AreaKind:
    """One kind of area.

    Parameters
    ----------
    id
        How tables name it: ``lsoa``, ``ward``, ``district`` …
    title, plural
        How pages name one and several.
    prefixes
        First three characters of its codes, one or more for each country; none where ONS
        gives no codes.

    Examples
    --------
    >>> area_kind("district").prefixes[:4]
    ('E06', 'E07', 'E08', 'E09')
    """

    id: str
    title: str
    plural: str
    prefixes: tuple[str, ...] = ()


AREA_KINDS = (
    AreaKind("output_area", "output area", "output areas", ("E00", "W00", "S00", "N00")),
    AreaKind(
        "lsoa",
        "lower layer Super Output Area",
        "lower layer Super Output Areas",
        ("E01", "W01", "S01"),  # in Scotland, a data zone
    ),
    AreaKind(
        "msoa",
        "middle layer Super Output Area",
        "middle layer Super Output Areas",
        ("E02", "W02", "S02"),  # in Scotland, an intermediate zone
    ),
    AreaKind("ward", "ward", "wards", ("E05", "W05", "S13", "N08")),
    AreaKind("parish", "parish or community", "parishes and communities", ("E04", "W04")),
    AreaKind(
        "district",
        "local authority district",
        "local authority districts",
        # unitary, district of a county, metropolitan district, London borough
        ("E06", "E07", "E08", "E09", "W06", "S12", "N09"),
    ),
    AreaKind("county", "county", "counties", ("E10",)),
    AreaKind("metropolitan_county", "metropolitan county", "metropolitan counties", ("E11",)),
    AreaKind("region", "region", "regions", ("E12",)),
    AreaKind(
        "csp",
        "community safety partnership",
        "community safety partnerships",
        ("E22", "W14"),
    ),
    AreaKind("police_force_area", "police force area", "police force areas", ("E23", "W15")),
    AreaKind("fire_area", "fire and rescue area", "fire and rescue areas", ("E31", "W25")),
    AreaKind("integrated_care_board", "integrated care board", "integrated care boards", ("E54",)),
    AreaKind("country", "country", "countries", ("E92", "W92", "S92", "N92")),
    AreaKind("neighbourhood", "neighbourhood", "neighbourhoods"),
    AreaKind("restricted_area", "restricted area", "restricted areas"),
)
"""From small to large as far as they nest; the last two are drawn locally and have no codes."""

_BY_ID = {kind.id: kind for kind in AREA_KINDS}
_BY_PREFIX = {prefix: kind for kind in AREA_KINDS for prefix in kind.prefixes}


def area_kind(kind_id: str) -> AreaKind:
    """Kind of area by the name that tables use.

    Parameters
    ----------
    kind_id
        For example ``lsoa``. From a code, use `kind_of_code`.

    Returns
    -------
    AreaKind
        The kind, with its words and code prefixes.

    Raises
    ------
    ConfigurationError
        No kind has this name; the message lists those that exist.

    Examples
    --------
    >>> area_kind("csp").title
    'community safety partnership'
    """
    if kind_id not in _BY_ID:
        raise ConfigurationError(
            f"There is no kind of area called {kind_id!r}.",
            known=tuple(_BY_ID),
            next_step="Use one of the known kinds.",
        )
    return _BY_ID[kind_id]


def is_area_code(text: str) -> bool:
    """Whether a text has the shape of an ONS code: a letter and eight digits.

    Says nothing about whether such an area exists.

    Parameters
    ----------
    text
        Any text. Codes are written in capitals.

    Returns
    -------
    bool
        True for the shape of a code of England, Wales, Scotland or Northern Ireland.

    Examples
    --------
    >>> is_area_code("E09000030"), is_area_code("Tower Hamlets")
    (True, False)
    """
    return re.fullmatch(_CODE, text, re.ASCII) is not None


def kind_of_code(code: str) -> str:
    """Kind of area that an ONS code stands for.

    Answers "is this column wards or LSOAs?". It reads the code's first three characters only:
    whether the area exists, and in which year, is for the look-ups.

    Parameters
    ----------
    code
        ONS code, in capitals.

    Returns
    -------
    str
        Id of an `AreaKind`, for example ``lsoa``.

    Raises
    ------
    ConfigurationError
        The text is not an ONS code, or is of a kind that Wardmote does not use.

    Notes
    -----
    LSOA codes of 2011 and 2021 begin alike, and most are the same area: the vintage cannot be
    told from a code alone.

    Examples
    --------
    >>> kind_of_code("E01004222"), kind_of_code("E09000030")
    ('lsoa', 'district')
    """
    _check_code(code)
    prefix = code[:PREFIX_LENGTH]
    if prefix not in _BY_PREFIX:
        raise ConfigurationError(
            f"{code} is of a kind of area that Wardmote does not use.",
            found=f"codes that begin {prefix}",
            known=tuple(f"{known} {kind.title}" for known, kind in _BY_PREFIX.items()),
            next_step="Use areas of a known kind, or add this one to vocabulary/area_kinds.py.",
        )
    return _BY_PREFIX[prefix].id


def country_of_code(code: str) -> str:
    """Country that an ONS code belongs to.

    Parameters
    ----------
    code
        ONS code, in capitals.

    Returns
    -------
    str
        ``England``, ``Wales``, ``Scotland`` or ``Northern Ireland``.

    Raises
    ------
    ConfigurationError
        The text is not an ONS code.

    Examples
    --------
    >>> country_of_code("W06000015")
    'Wales'
    """
    _check_code(code)
    return COUNTRIES[code[0]]


def _check_code(code: str) -> None:
    if not is_area_code(code):
        raise ConfigurationError(
            "This is not an ONS area code.",
            expected="a capital letter (E, W, S or N) and eight digits, such as E09000030",
            found=repr(code),
            next_step="Check that the column holds codes and not names.",
        )
