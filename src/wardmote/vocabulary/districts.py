"""The register of places a partnership can be named after: districts, counties, partnerships.

England's districts of 2024 by code and name, the counties above some of them, and the
partnerships that are not simply one district. Wales, Scotland and Northern Ireland are known
by name only, so that a person hears why Wardmote cannot help. A partnership's area is
declared, never guessed: `wardmote.vocabulary.area_choice` refuses what is ambiguous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from wardmote.vocabulary.area_kinds import (
    AREA_KINDS,
    COUNTRIES,
    PREFIX_LENGTH,
    is_area_code,
    kind_of_code,
)
from wardmote.vocabulary.shipped import read_shipped

REGISTER_YEAR = 2024
"""Year of the district codes: columns are called lad24cd."""

REGISTERED_PREFIXES = ("E06", "E07", "E08", "E09", "E10")
"""Codes that begin so are listed in full: one that is missing does not exist in 2024."""

_PARTNERSHIP = r"\b(csp|(community safety )?partnership)$"
_TITLES = (
    r"\b(london borough of|royal borough of|metropolitan borough of|borough of|city of|county of"
    r"|county|city|council|borough|district)\b"
)


@dataclass(frozen=True)
class NamedArea:
    """One place that a person can name.

    Parameters
    ----------
    name
        Official name; empty where only a code was given that this register does not list.
    kind
        Id of an area kind: ``district``, ``county``, ``csp`` …
    country
        ``England``, ``Wales``, ``Scotland`` or ``Northern Ireland``.
    code
        ONS code, or None where the register has only the name.
    districts
        Codes of the districts that it is, or that it lies in.
    county
        Name of the county above a district in a two-tier area; None elsewhere.
    force
        Slug of the police force, where known.
    partnerships
        Names of the partnerships of a district, where they are not simply the district itself.

    Examples
    --------
    >>> luton, = find_areas("Luton")
    >>> luton.code, luton.force, luton.is_two_tier
    ('E06000032', 'bedfordshire', False)
    """

    name: str
    kind: str
    country: str = "England"
    code: str | None = None
    districts: tuple[str, ...] = ()
    county: str | None = None
    force: str | None = None
    partnerships: tuple[str, ...] = ()

    @property
    def is_two_tier(self) -> bool:
        """Whether a county council shares the district's work."""
        return self.county is not None

    @property
    def label(self) -> str:
        """Name and code, or what tells it from others of the same name."""
        if self.kind == "csp":
            return f"{self.name or self.code} CSP"
        return " ".join(part for part in (self.code, self.name) if part)


def districts() -> tuple[NamedArea, ...]:
    """Every local authority district of England in 2024.

    Returns
    -------
    tuple of NamedArea
        In the order of their codes.

    Examples
    --------
    >>> len(districts())
    296
    """
    return tuple(area for area in _register() if area.kind == "district" and area.code)


def districts_of_force(slug: str) -> tuple[NamedArea, ...]:
    """Districts that a police force covers.

    Parameters
    ----------
    slug
        For example ``bedfordshire``.

    Returns
    -------
    tuple of NamedArea
        In the order of their codes; empty for a force outside England.

    Examples
    --------
    >>> [area.name for area in districts_of_force("bedfordshire")]
    ['Luton', 'Bedford', 'Central Bedfordshire']
    """
    return tuple(area for area in districts() if area.force == slug)


def find_areas(text: str) -> tuple[NamedArea, ...]:
    """Places that a code or a name stands for.

    Answers "what could this be?". To insist on one, and explain why not, use
    `wardmote.vocabulary.area_choice.choose_area`.

    Parameters
    ----------
    text
        A code, or a name as people write it: capitals, punctuation and words such as
        "London Borough of" or "Council" do not matter. A name that ends in "CSP" means the
        partnership only.

    Returns
    -------
    tuple of NamedArea
        Empty where nothing has this very name; `near_areas` then offers some. A code of a kind
        that is not listed here (a ward, a Welsh district) is returned without a name.

    Examples
    --------
    >>> [area.code for area in find_areas("london borough of tower hamlets")]
    ['E09000030']
    >>> [area.label for area in find_areas("Dorset")]
    ['E06000059 Dorset', 'Dorset CSP']
    >>> find_areas("Cardiff")[0].country
    'Wales'
    """
    code = text.strip().upper()
    if is_area_code(code):
        return tuple(area for area in _register() if area.code == code) or _unlisted(code)
    found = _by_name().get(_folded(text), ())
    if re.search(_PARTNERSHIP, _plain(text)):
        return tuple(area for area in found if area.kind == "csp")
    return found


def near_areas(text: str, *, at_most: int = 8) -> tuple[NamedArea, ...]:
    """Places in England that someone who wrote this may have meant.

    Parameters
    ----------
    text
        A name that `find_areas` does not find, or a police force's.
    at_most
        How many to offer, 1 or more.

    Returns
    -------
    tuple of NamedArea
        A force's districts, where it names a force; else names that hold the words, then names
        spelt alike.

    Examples
    --------
    >>> [area.name for area in near_areas("Newcastle")][:2]
    ['Newcastle-under-Lyme', 'Newcastle upon Tyne']
    >>> near_areas("Towr Hamlets")[0].name
    'Tower Hamlets'
    """
    from difflib import get_close_matches

    wanted = _folded(text)
    of_force = districts_of_force(wanted.replace(" ", "-"))
    if of_force:
        return of_force[:at_most]
    names = _by_name()
    holding = [name for name in names if wanted and f" {wanted} " in f" {name} "]
    alike = get_close_matches(wanted, names, n=at_most)
    near = dict.fromkeys(area for name in (*holding, *alike) for area in names[name])
    # A county is no partnership, and abroad is not modelled: neither would help.
    offered = [area for area in near if area.country == "England" and area.kind != "county"]
    return tuple(offered[:at_most])


def _unlisted(code: str) -> tuple[NamedArea, ...]:
    prefix = code[:PREFIX_LENGTH]
    is_known_kind = any(prefix in kind.prefixes for kind in AREA_KINDS)
    if prefix in REGISTERED_PREFIXES or not is_known_kind:
        return ()
    return (NamedArea("", kind_of_code(code), COUNTRIES[code[0]], code),)


def _plain(text: str) -> str:
    lowered = text.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", lowered).split())


def _folded(text: str) -> str:
    plain = re.sub(_PARTNERSHIP, "", _plain(text)).strip()
    bare = " ".join(re.sub(_TITLES, " ", plain).split())
    # "London" is not the City of London.
    return plain if bare in ("", "london") else bare


@cache
def _register() -> tuple[NamedArea, ...]:
    table = read_shipped("districts.toml")
    within, across = table["partnerships_within"], table["partnerships_across"]
    listed = [area for entry in table["force_area"] for area in _districts(entry, within, across)]
    counties = [_county(entry) for entry in table["force_area"] if "county" in entry]
    partnerships = [
        *(
            NamedArea(name, "csp", districts=(code,))
            for code, names in within.items()
            for name in names
            if name not in across
        ),
        *(NamedArea(name, "csp", districts=tuple(codes)) for name, codes in across.items()),
    ]
    elsewhere = [
        NamedArea(name, "district", country)
        for country, names in table["outside_england"].items()
        for name in names
    ]
    listed.sort(key=lambda area: area.code or "")
    return (*listed, *counties, *partnerships, *elsewhere)


def _districts(
    entry: dict[str, Any], within: dict[str, list[str]], across: dict[str, list[str]]
) -> list[NamedArea]:
    county = entry.get("county", {}).get("name")
    return [
        NamedArea(
            name=name,
            kind="district",
            code=code,
            districts=(code,),
            county=county,
            force=entry["force"],
            partnerships=tuple(
                within.get(code, ()) or [csp for csp, codes in across.items() if code in codes]
            ),
        )
        for code, name in entry["districts"].items()
    ]


def _county(entry: dict[str, Any]) -> NamedArea:
    return NamedArea(
        name=entry["county"]["name"],
        kind="county",
        code=entry["county"]["code"],
        districts=tuple(entry["districts"]),
        force=entry["force"],
    )


@cache
def _by_name() -> dict[str, tuple[NamedArea, ...]]:
    by_code = {area.code: area for area in _register() if area.code}
    names = [(_folded(area.name), area) for area in _register()]
    others = read_shipped("districts.toml")["other_names"]
    names += [(_folded(name), by_code[code]) for name, code in others.items()]
    found: dict[str, tuple[NamedArea, ...]] = {}
    for name, area in names:
        found[name] = (*found.get(name, ()), area)
    return found
