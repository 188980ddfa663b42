"""One force's searches: whose they are, in which months, and which districts are the force's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardmote.analysis.searches import PERSON_SEARCHES, SearchCell
from wardmote.assessment.changes import YEAR
from wardmote.evidence.cube import counted, placed
from wardmote.evidence.held_areas import HeldAreas
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.months import shift_month

KEYS = (
    "month",
    "district_code",
    "search_type",
    "self_defined_ethnicity",
    "officer_defined_ethnicity",
    "outcome",
    "outcome_linked",
)


@dataclass(frozen=True)
class ForceYear:
    """The newest twelve months of the agency that searches most in an area.

    Parameters
    ----------
    agency
        Its short name in the files.
    first, last
        Months.
    missing
        Months between them of which it has no search: no file came, or an empty one.
    """

    agency: str
    first: date
    last: date
    missing: tuple[date, ...]


def force_year(evidence: Evidence, area: PartnershipArea) -> ForceYear | None:
    """Whose searches an area's are, and which months are held; None where none lies there.

    Parameters
    ----------
    evidence
        One evidence version. It may hold several forces' files, each with months of its own.
    area
        Where.
    """
    rows = placed(evidence, "searches")
    here = rows.filter(rows.district_code.isin(list(area.districts)))
    by_agency = here.group_by("agency").agg(searches=here.count()).to_pyarrow().to_pylist()
    if not by_agency:
        return None
    agency = min(by_agency, key=lambda one: (-one["searches"], one["agency"]))["agency"]
    of_agency = counted(evidence, "searches").filter(lambda row: row.agency == agency)
    held = {one["month"] for one in of_agency.select("month").distinct().to_pyarrow().to_pylist()}
    last = max(held)
    year = [shift_month(last, -ago) for ago in reversed(range(YEAR))]
    return ForceYear(agency, year[0], last, tuple(one for one in year if one not in held))


def search_cells(
    evidence: Evidence, year: ForceYear
) -> tuple[list[SearchCell], list[tuple[str, str | None, int]]]:
    """The agency's searches, those alike counted together; and rows by file and district."""
    rows = _of_year(placed(evidence, "searches"), year)
    grouped = rows.group_by(KEYS).agg(count=rows.count()).order_by(KEYS).to_pyarrow().to_pylist()
    by_file = rows.group_by(["file_sha256", "district_code"]).agg(rows=rows.count())
    files = by_file.order_by(["file_sha256", "district_code"]).to_pyarrow().to_pylist()
    return (
        [SearchCell(*[one[key] for key in (*KEYS, "count")]) for one in grouped],
        [(one["file_sha256"], one["district_code"], one["rows"]) for one in files],
    )


def without_point(evidence: Evidence, year: ForceYear) -> int:
    """Person searches of the agency that have no point: in no district's count."""
    rows = _of_year(counted(evidence, "searches"), year)
    rows = rows.filter(rows.longitude.isnull() & rows.search_type.isin(sorted(PERSON_SEARCHES)))
    return int(rows.count().execute())


def by_others(evidence: Evidence, area: PartnershipArea, year: ForceYear) -> int:
    """Searches of other agencies in the area and the same months, which are left out."""
    rows = placed(evidence, "searches")
    rows = rows.filter(
        (rows.agency != year.agency)
        & (rows.month >= year.first)
        & (rows.month <= year.last)
        & rows.district_code.isin(list(area.districts))
        & rows.search_type.isin(sorted(PERSON_SEARCHES))
    )
    return int(rows.count().execute())


def _of_year(rows: Any, year: ForceYear) -> Any:
    return rows.filter(
        (rows.agency == year.agency) & (rows.month >= year.first) & (rows.month <= year.last)
    )


def neighbours(areas: HeldAreas, area: PartnershipArea) -> tuple[str, ...]:
    """The area's districts, and those of the same force by the look-up held."""
    forces = {areas.force_of_district.get(one, "") for one in area.districts} - {""}
    same = {one for one, force in areas.force_of_district.items() if force in forces}
    return tuple(sorted({*area.districts, *same}))


def districts_of_force(
    areas: HeldAreas, area: PartnershipArea, people: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[str, ...], str]:
    """Every district of the area's police force; or why it cannot be set beside the area.

    A search just across the border is another force's district's, and says nothing of it.

    Parameters
    ----------
    areas
        Look-ups and outlines held.
    area
        The partnership's.
    people
        District to its residents by ethnic group, where the census is held.

    Returns
    -------
    tuple
        Codes in order and no reason, or no codes and the reason.
    """
    forces = {areas.force_of_district.get(one, "") for one in area.districts}
    if len(forces) != 1 or "" in forces:
        return (), "no look-up held tells which districts are the force's"
    mine = neighbours(areas, area)
    if set(mine) <= set(area.districts):
        return (), "this area is the whole of its force"
    drawn = frozenset(areas.lsoa21.codes) if areas.lsoa21 else frozenset[str]()
    undrawn = [one for one in mine if not _is_drawn(areas.lsoas_of_district(one), drawn)]
    if undrawn:
        return (), f"the outlines of {_of_all(undrawn, mine)} are not held whole"
    uncounted = [one for one in mine if not people.get(one)]
    if uncounted:
        return (), f"the census of {_of_all(uncounted, mine)} is not held whole"
    return mine, ""


def _is_drawn(lsoas: Sequence[str], drawn: frozenset[str]) -> bool:
    return bool(lsoas) and drawn.issuperset(lsoas)


def _of_all(some: Sequence[str], every: Sequence[str]) -> str:
    return f"{len(some)} of the force's {len(every)} districts"
