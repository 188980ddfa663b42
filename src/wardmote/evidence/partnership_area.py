"""A partnership's area in the evidence: which districts, and which LSOAs where it must be finer.

A CSP that is one or several whole districts is the sum of those districts. Seven districts
hold several CSPs: there the CSP's own boundary, or its LSOAs, must be held, because no
district total can be divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wardmote.errors import EvidenceError
from wardmote.evidence.held_areas import HeldAreas, boundaries, held_areas
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.area_kinds import kind_of_code


@dataclass(frozen=True)
class PartnershipArea:
    """Where a partnership's records lie.

    Parameters
    ----------
    code, name
        The area as declared.
    districts
        Codes of the districts that it is, or lies in.
    lsoas
        LSOA 2021 codes, where the area is finer than its districts; otherwise None.
    lookup_held
        Whether a look-up or boundary told us, rather than the code alone.
    """

    code: str
    name: str
    districts: tuple[str, ...]
    lsoas: frozenset[str] | None = None
    lookup_held: bool = True


def partnership_area(
    evidence: Evidence, code: str, *, name: str = "", areas: HeldAreas | None = None
) -> PartnershipArea:
    """Districts, and LSOAs where needed, of a partnership's area.

    Parameters
    ----------
    evidence
        One evidence version.
    code
        ONS code of a district or a CSP; empty for a CSP known by name only.
    name
        Name of the CSP, where there is no code: found in what is held.
    areas
        What `held_areas` gave, to save asking again.

    Raises
    ------
    EvidenceError
        The CSP is in no look-up and no boundary held; or the area is one of several CSPs in a
        district, and its boundary is not held.
    """
    areas = areas or held_areas(evidence)
    code = code or _code_of(evidence, name, areas)
    name = areas.names.get(code, name or code)
    if kind_of_code(code) == "district":
        return PartnershipArea(code, name, (code,), None, code in areas.district_codes)
    if code not in _csps(evidence, areas):
        raise _unknown(name, sorted(_csps(evidence, areas).values()))
    districts = tuple(sorted(lad for lad, csps in areas.csps_of_district.items() if code in csps))
    shared = [lad for lad in districts if len(areas.csps_of_district[lad]) > 1]
    lsoas = _lsoas_inside(evidence, code, name, areas) if shared else None
    return PartnershipArea(code, name, districts, lsoas, bool(districts))


def _csps(evidence: Evidence, areas: HeldAreas) -> dict[str, str]:
    """Code and name of each CSP that a look-up or a boundary held tells of."""
    outlines = boundaries(evidence, "csp")
    drawn = outlines.codes if outlines is not None else ()
    looked_up = (csp for several in areas.csps_of_district.values() for csp in several)
    return {one: areas.names.get(one, one) for one in sorted({*drawn, *looked_up})}


def _code_of(evidence: Evidence, name: str, areas: HeldAreas) -> str:
    known = _csps(evidence, areas)
    found = [one for one, called in known.items() if called.casefold() == name.casefold()]
    if len(found) != 1:
        raise _unknown(name, sorted(known.values()))
    return found[0]


def _unknown(name: str, known: Sequence[str]) -> EvidenceError:
    return EvidenceError(
        f"Where the partnership {name} lies is not known yet.",
        expected="the ONS look-up of districts to community safety partnerships, or their "
        "boundaries, with this one in it",
        found=f"{len(known):,} partnerships" if known else "neither",
        known=get_close_matches(name, known),
        next_step="Download it from the ONS Open Geography portal and read it in with wardmote "
        "ingest. Where the partnership is simply one district, its code can stand in "
        "partnership.toml instead.",
    )


def _lsoas_inside(evidence: Evidence, code: str, name: str, areas: HeldAreas) -> frozenset[str]:
    """LSOAs whose inside point lies in the CSP's own boundary."""
    import shapely

    from wardmote.places.projection import project

    outlines = boundaries(evidence, "csp")
    if outlines is None or areas.lsoa21 is None or code not in outlines.codes:
        raise EvidenceError(
            f"{name} is one of several partnerships in its district, and its boundary is not held.",
            expected="the ONS boundaries of community safety partnerships, and of LSOAs 2021",
            next_step="Download them from the ONS Open Geography portal and read them in with "
            "wardmote ingest.",
        )
    outline = project(outlines).geometries[outlines.index_of(code)]
    lsoas = project(areas.lsoa21)
    inside = shapely.contains(outline, shapely.point_on_surface(lsoas.geometries))
    return frozenset(one for one, yes in zip(lsoas.codes, inside, strict=True) if yes)
