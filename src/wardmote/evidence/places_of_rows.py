"""Where an ingest's rows lie: without a place, outside the partnership, beyond boundaries."""

from __future__ import annotations

from dataclasses import replace

from wardmote.evidence.partnership_area import partnership_area
from wardmote.evidence.placing import CodeCheck, PlacedBy, placements
from wardmote.evidence.reader import Evidence
from wardmote.evidence.reports import IngestReport, PlacedRows

COUNTED_TABLES = ("incidents", "searches")


def with_places(report: IngestReport, evidence: Evidence, area_code: str) -> IngestReport:
    """The report, with where the accepted rows of its supplies lie.

    Parameters
    ----------
    report
        Of the ingest that has just been committed.
    evidence
        At the version that it made.
    area_code
        Code of the partnership's area.

    Notes
    -----
    Outcomes are left out: they are about crimes that the street files place already.
    """
    if not report.changed:
        return report
    supplies = [change.supply_id for change in report.supplies if change.rows_after]
    within = partnership_area(evidence, area_code)
    total = PlacedRows()
    for table in COUNTED_TABLES:
        held = [one for one in supplies if evidence.supplies[one].table == table]
        if held:
            found = _of_table(evidence, table, held, within.districts, within.lsoas)
            total = PlacedRows(
                total.without_place + found.without_place,
                total.outside_area + found.outside_area,
                total.beyond_boundaries + found.beyond_boundaries,
                total.code_disagrees + found.code_disagrees,
            )
    return replace(report, places=total)


def _of_table(
    evidence: Evidence,
    table: str,
    supplies: list[str],
    districts: tuple[str, ...],
    lsoas: frozenset[str] | None,
) -> PlacedRows:
    # In SQL that DuckDB and Spark both accept: loading Ibis would take longer than the query.
    rows = evidence.con.execute(
        f"""
        SELECT p.lsoa21cd, p.district_code, p.placed_by, p.code_check, count(*) AS count
        FROM {table} r JOIN read_parquet(?) p
            ON r.longitude IS NOT DISTINCT FROM p.longitude
            AND r.latitude IS NOT DISTINCT FROM p.latitude
            AND r.area_given IS NOT DISTINCT FROM p.area_given
        WHERE r.supply IN (SELECT unnest(?))
        GROUP BY ALL
        """,
        [str(placements(evidence)), supplies],
    )
    names = [one[0] for one in rows.description or ()]
    groups = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    nowhere = sum(one["count"] for one in groups if one["placed_by"] == PlacedBy.NOWHERE)
    beyond = sum(one["count"] for one in groups if one["placed_by"] == PlacedBy.BEYOND)
    far = sum(one["count"] for one in groups if one["code_check"] == CodeCheck.FAR)
    outside = sum(
        one["count"]
        for one in groups
        if one["placed_by"] not in (PlacedBy.NOWHERE, PlacedBy.BEYOND)
        and not _inside(one["lsoa21cd"], one["district_code"], districts, lsoas)
    )
    return PlacedRows(nowhere, outside, beyond, far)


def _inside(
    lsoa21cd: str | None,
    district: str | None,
    districts: tuple[str, ...],
    lsoas: frozenset[str] | None,
) -> bool:
    if lsoas is not None:
        return lsoa21cd in lsoas
    return district in districts
