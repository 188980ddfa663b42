"""Published counts by area, month and category, judged alike whoever published them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wardmote.evidence import judging
from wardmote.evidence.partial_months import partial_months
from wardmote.evidence.scopes import scope_table
from wardmote.evidence.source import Layout, SourceFile, StagedRows
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import ALL, Scope, only_category, slug

KIND_WORDS = {"lsoa": "LSOA"}

# Columns that a source's own query gives, each as text but for the first two.
READ = "file_no, row_number, fault, area, month, category, words, count, district"


@dataclass(frozen=True)
class CountsOf:
    """What one publisher's counts are.

    Parameters
    ----------
    scheme
        List of categories that its words belong to.
    agency
        Who counted, as a slug.
    area_kind
        ``lsoa``, ``ward`` or ``district``.
    first_month
        The first that it published.
    most_of_one_district
        Areas that one district can have, where files do not name districts: a file with no
        more of them was cut to one. 0 where files do name them.
    """

    scheme: str
    agency: str
    area_kind: str
    first_month: date
    most_of_one_district: int = 0


def staged_counts(
    staging: Staging,
    layout: Layout,
    files: tuple[SourceFile, ...],
    read: str,
    *,
    of: CountsOf,
) -> StagedRows:
    """Counts on the table, judged.

    Parameters
    ----------
    staging, layout, files
        As the source was given them.
    read
        SQL whose columns are those of `READ`: ``category`` is the id found for the
        publisher's ``words`` or NULL, ``district`` the name of the district that the area
        lies in where the file tells it.
    of
        What the counts are.

    Returns
    -------
    StagedRows
        With notes on files that hold one district only, on partial months, and on files
        that count the same thing differently.

    Notes
    -----
    One area, month and category has one count. Equal rows are one record; a later row of
    the same file with another count is quarantined, because adding the two, or choosing
    silently, would both be wrong.
    """
    judged = _judged(staging, read, of)
    _refuse_second_counts(staging, judged)
    scopes, notes = scope_table(staging, len(files), _scopes_seen(staging, judged, of))
    notes += _partial_note(staging, judged, layout) + _disagreement(staging, judged, files)
    query = f"""
        SELECT * EXCLUDE (district), '{of.agency}' AS supply_agency,
            strftime(month, '%Y-%m') AS supply_period, s.scope AS supply_scope
        FROM {judged} JOIN {scopes} s USING (file_no)
    """
    return StagedRows(query, layout, files, notes)


def _judged(staging: Staging, read: str, of: CountsOf) -> str:
    table = staging.new_name("counts")
    month = "coalesce(try_strptime(trim(month), '%Y-%m'), try_strptime(trim(month), '%Y%m'))"
    area = judging.blank("area")
    words = judging.blank("words")
    by_name = of.area_kind == "district"
    area_fault = judging.name_fault(area) if by_name else judging.code_fault(area, of.area_kind)
    month_fault = judging.month_fault(
        "on_month", as_of=staging.declaration.as_of, first=of.first_month
    )
    count_fault = judging.count_fault("coalesce(count, '')")
    staging.con.execute(f"""
        CREATE TEMP TABLE {table} AS
        WITH read AS ({read}),
        dated AS (SELECT *, CAST({month} AS DATE) AS on_month FROM read),
        faulted AS (
            SELECT *, {area_fault} AS area_fault,
                {judging.category_fault(words, "category")} AS category_fault,
                {month_fault} AS month_fault, {count_fault} AS count_fault
            FROM dated
        )
        SELECT file_no, row_number,
            coalesce(fault, area_fault, category_fault, month_fault, count_fault) AS fault,
            CASE WHEN fault IS NOT NULL THEN NULL
                 WHEN area_fault IS NOT NULL THEN area
                 WHEN category_fault IS NOT NULL THEN words
                 WHEN month_fault IS NOT NULL THEN month
                 WHEN count_fault IS NOT NULL THEN count END AS found,
            '{of.scheme}' AS scheme, category, on_month AS month, 1 AS months,
            '{of.area_kind}' AS area_kind, {area} AS area_given, '{of.agency}' AS agency,
            {judging.whole("count")} AS count, {judging.blank("district")} AS district
        FROM faulted
    """)
    return table


def _refuse_second_counts(staging: Staging, judged: str) -> None:
    key = "file_no, area_given, category, month"
    staging.con.execute(f"""
        UPDATE {judged} AS again SET fault = '{judging.COUNTED_TWICE}' FROM (
            SELECT r.rowid AS cell, r.count,
                first_value(r.count) OVER (PARTITION BY {key} ORDER BY row_number, r.rowid) AS kept
            FROM {judged} r SEMI JOIN (
                SELECT {key} FROM {judged} WHERE fault IS NULL
                GROUP BY ALL HAVING min(count) <> max(count)
            ) USING ({key}) WHERE fault IS NULL
        ) one WHERE one.cell = again.rowid AND one.count <> one.kept
    """)


def _scopes_seen(staging: Staging, judged: str, of: CountsOf) -> dict[int, Scope]:
    seen = staging.con.execute(f"""
        SELECT file_no, list(DISTINCT category), count(*),
            list(DISTINCT district) FILTER (district IS NOT NULL),
            count(DISTINCT area_given), min(area_given), max(area_given)
        FROM {judged} WHERE fault IS NULL GROUP BY file_no
    """).fetchall()
    found = {}
    for no, categories, rows, districts, areas, first, last in seen:
        category = only_category([(one, rows) for one in categories]) or ALL
        area = slug(districts[0]) if len(districts or ()) == 1 else ALL
        if not districts and areas <= of.most_of_one_district:
            area = f"{first}-{last}"
        found[no] = Scope(category, area)
    return found


def _partial_note(staging: Staging, judged: str, layout: Layout) -> tuple[str, ...]:
    totals: dict[date, int] = dict(
        staging.con.execute(
            f"SELECT month, sum(count)::BIGINT FROM {judged} WHERE fault IS NULL GROUP BY month"
        ).fetchall()
    )
    months = partial_months(totals)
    if not months:
        return ()
    usual = sorted(totals.values())[len(totals) // 2]
    listed = ", ".join(f"{month:%Y-%m} ({totals[month]:,})" for month in months)
    return (
        f"Counts by {KIND_WORDS.get(layout.kind, layout.kind)}: a usual month has {usual:,}, so "
        f"{listed} must be partial. It is kept as evidence and left out of comparisons.",
    )


def _disagreement(staging: Staging, judged: str, files: Iterable[SourceFile]) -> tuple[str, ...]:
    found = staging.con.execute(f"""
        SELECT count(*), min(first_no) FROM (
            SELECT min(file_no) AS first_no FROM {judged} WHERE fault IS NULL
            GROUP BY area_given, category, month
            HAVING count(DISTINCT file_no) > 1 AND min(count) <> max(count)
        )
    """).fetchone()
    if not found or not found[0]:
        return ()
    kept = tuple(files)[found[1]].name
    return (
        f"Two files count the same area, month and category differently {found[0]:,} times. "
        f"The first file's count was kept ({kept}): leave out the older file.",
    )
