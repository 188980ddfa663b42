"""A partnership's area in the evidence: which districts, and which LSOAs where it must be finer.

A CSP that is one or several whole districts is the sum of those districts. Seven districts
hold several CSPs: there the CSP's own boundary, or its LSOAs, must be held, because no
district total can be divided.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    evidence: Evidence, code: str, *, areas: HeldAreas | None = None
) -> PartnershipArea:
    """Districts, and LSOAs where needed, of a partnership's area.

    Parameters
    ----------
    evidence
        One evidence version.
    code
        ONS code of a district or a CSP; empty where it is not known yet.
    areas
        What `held_areas` gave, to save asking again.

    Raises
    ------
    EvidenceError
        The area is one of several CSPs in a district, and its boundary is not held.
    """
    areas = areas or held_areas(evidence)
    name = areas.names.get(code, code)
    if not code or kind_of_code(code) == "district":
        known = code in areas.district_codes
        return PartnershipArea(code, name, (code,) if code else (), None, known)
    districts = tuple(sorted(lad for lad, csps in areas.csps_of_district.items() if code in csps))
    shared = [lad for lad in districts if len(areas.csps_of_district[lad]) > 1]
    lsoas = _lsoas_inside(evidence, code, name, areas) if shared else None
    return PartnershipArea(code, name, districts, lsoas, bool(districts))


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
