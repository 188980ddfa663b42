"""One area out of what a person wrote, or the reason why not."""

from __future__ import annotations

from wardmote.errors import AmbiguousArea, ConfigurationError, NotModelled, WardmoteError
from wardmote.vocabulary.area_kinds import area_kind
from wardmote.vocabulary.districts import (
    REGISTER_YEAR,
    NamedArea,
    districts,
    find_areas,
    near_areas,
)

STARTABLE_KINDS = ("district", "csp")
"""A partnership covers one district, a part of one, or several that have agreed."""


def choose_area(text: str, *, whole_district: bool = False) -> NamedArea:
    """The one district or partnership that a code or name stands for.

    A district that holds several partnerships, or shares one, is refused: which is meant has
    to be declared, never guessed.

    Parameters
    ----------
    text
        Code or name of a district or a partnership in England.
    whole_district
        Declares that the area is the whole district, whatever partnerships it has.

    Returns
    -------
    NamedArea
        A district, or a partnership. A partnership given by its code (E22…) has no name here,
        and one given by its name has no code: the look-up of districts to partnerships joins them.

    Raises
    ------
    AmbiguousArea
        Several places fit; the message lists them.
    NotModelled
        The place is in Wales, Scotland or Northern Ireland.
    ConfigurationError
        No place fits; the message offers the nearest. Or the code is of a ward, say.

    Examples
    --------
    >>> choose_area("Luton").code
    'E06000032'
    >>> choose_area("E06000060", whole_district=True).name
    'Buckinghamshire'
    """
    found = find_areas(text)
    if not found:
        raise _unknown(text)
    if len(found) > 1 and whole_district:
        found = tuple(area for area in found if area.kind == "district") or found
    if len(found) > 1:
        raise _ambiguous(
            f"{text.strip()} stands for {len(found)} places.", tuple(area.label for area in found)
        )
    return _checked(found[0], whole_district=whole_district)


def _checked(area: NamedArea, *, whole_district: bool) -> NamedArea:
    if area.country != "England":
        raise _outside_england(area)
    if area.kind == "county":
        raise _is_a_county(area)
    if area.kind not in STARTABLE_KINDS:
        raise _wrong_kind(area)
    if area.partnerships and not whole_district:
        raise _several_partnerships(area)
    return area


def _unknown(text: str) -> WardmoteError:
    near = near_areas(text)
    holding = [area for area in near if _begins_with(area.name, text)]
    if len(holding) > 1:
        return _ambiguous(
            f"{text.strip()} could be any of {len(holding)} places.",
            tuple(area.label for area in holding),
        )
    return ConfigurationError(
        f"There is no district or partnership in England called {text.strip()!r}.",
        expected=f"a code or a name of {REGISTER_YEAR}, such as E09000030 or Tower Hamlets",
        known=tuple(area.label for area in near),
        next_step="Use one of these."
        if near
        else "Check the spelling, or give the ONS code of the district.",
    )


def _begins_with(name: str, text: str) -> bool:
    rest = name.casefold().removeprefix(text.strip().casefold())
    return len(rest) < len(name) and not rest[:1].isalnum()


def _ambiguous(what: str, choices: tuple[str, ...]) -> AmbiguousArea:
    return AmbiguousArea(
        what, known=choices, next_step="Say which: give one of these, by its code or its full name."
    )


def _several_partnerships(area: NamedArea) -> AmbiguousArea:
    if len(area.partnerships) == 1:
        what = f"{area.name} belongs to a partnership of several districts."
    else:
        what = f"{area.name} holds {len(area.partnerships)} partnerships."
    return AmbiguousArea(
        what,
        where={"Area": area.label},
        known=tuple(f"{name} CSP" for name in area.partnerships),
        next_step="Name the partnership, or declare that you mean the whole district.",
    )


def _is_a_county(area: NamedArea) -> AmbiguousArea:
    names = {known.code: known.label for known in districts()}
    return _ambiguous(
        f"{area.name} is a county of {len(area.districts)} districts, and partnerships are of "
        "districts.",
        tuple(names[code] for code in area.districts),
    )


def _wrong_kind(area: NamedArea) -> ConfigurationError:
    return ConfigurationError(
        f"{area.code} is the code of a {area_kind(area.kind).title}.",
        expected="a district (E06 to E09) or a community safety partnership (E22)",
        next_step="Give the district or the partnership that it lies in.",
    )


def _outside_england(area: NamedArea) -> NotModelled:
    return NotModelled(
        f"{area.name or area.code} is in {area.country}, which Wardmote does not model.",
        expected="a district or partnership in England: the duties, the partners and the areas "
        f"of {area.country} are set by other law",
        next_step="Choose a place in England.",
    )
