"""data.police.uk: monthly street, outcomes and stop-and-search files of each force.

What is one record. In street files a repeated Crime ID within a force's month is one crime;
rows without a Crime ID (all anti-social behaviour, and everything before December 2011) are
separate incidents even where every field is equal. In outcomes, rows equal in Crime ID,
month and outcome are one, and different outcomes of a crime are all kept. Stop and search
has no id, so equal rows are separate searches.

Coordinates are snap points: they serve joins to areas and nothing finer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from wardmote.evidence import judging
from wardmote.evidence.scopes import district_of_lsoa_name, scope_table
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import ALL, Scope, only_category, slug
from wardmote.vocabulary.categories import find_category

FIRST_MONTH = date(2010, 12, 1)  # the first month that data.police.uk published
FIRST_SEARCH = date(2014, 12, 1)  # stop and search follows the Best Use scheme
NAME = re.compile(
    r"(?P<month>\d{4}-\d{2})-(?P<force>[a-z-]+?)-(?P<kind>street|outcomes|stop-and-search)\.csv$"
)
LEAST_ROWS_TO_TELL = 50  # in fewer rows, one district or one category can be chance
CITY_OF_LONDON = "City of London"  # the one force whose area is a single district

_PLACE = ("Longitude", "Latitude", "Location", "LSOA code", "LSOA name")
_STREET_OPTIONAL = ("Reported by", *_PLACE, "Last outcome category", "Context", "Crime ID")
STREET = Layout(
    name="street",
    kind="street",
    table="incidents",
    required=("Crime ID", "Month", "Falls within", "Longitude", "Latitude", "Crime type"),
    optional=_STREET_OPTIONAL,
    since="2011-12",
    sample="2024-03-northshire-street.csv",
    identity=("reference", "month"),
)
STREET_WITHOUT_ID = Layout(
    name="street-without-id",
    kind="street",
    table="incidents",
    required=("Month", "Falls within", "Longitude", "Latitude", "Crime type"),
    optional=_STREET_OPTIONAL,
    since="2011-09",
    sample="2011-10-northshire-street.csv",
    identity=("reference", "month"),
)
STREET_ON_GRID = Layout(
    name="street-on-grid",
    kind="street",
    table="incidents",
    required=("Month", "Falls within", "Easting", "Northing", "Crime type"),
    optional=("Reported by", "Location", "LSOA code", "LSOA name", "Context", "Crime ID"),
    since="2010-12",
    sample="2010-12-northshire-street.csv",
    identity=("reference", "month"),
)
OUTCOMES = Layout(
    name="outcomes",
    kind="outcomes",
    table="outcomes",
    required=("Crime ID", "Month", "Falls within", "Outcome type"),
    optional=("Reported by", *_PLACE),
    since="2012-06",
    sample="2024-03-northshire-outcomes.csv",
    identity=("reference", "month", "outcome"),
)
SEARCHES = Layout(
    name="stop-and-search",
    kind="stop-and-search",
    table="searches",
    required=("Type", "Date", "Legislation", "Object of search", "Outcome"),
    optional=(
        "Part of a policing operation",
        "Policing operation",
        "Latitude",
        "Longitude",
        "Gender",
        "Age range",
        "Self-defined ethnicity",
        "Officer-defined ethnicity",
        "Outcome linked to object of search",
        "Removal of more than just outer clothing",
    ),
    since="2014-12",
    sample="2024-03-northshire-stop-and-search.csv",
)


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of files of one layout, judged."""
    wanted = tuple(dict.fromkeys((*layout.required, *layout.optional)))
    rows = staging.text_rows(files, wanted)
    names = _file_names(staging, files)
    notes: tuple[str, ...] = ()
    if layout.table == "searches":
        query = _searches(staging, rows, names)
    elif layout.table == "outcomes":
        query = _outcomes(staging, rows, names)
    else:
        query, notes = _street(staging, rows, names, files, on_grid=layout is STREET_ON_GRID)
    yield StagedRows(query, layout, files, notes)


def _street(
    staging: Staging,
    rows: str,
    names: str,
    files: Sequence[SourceFile],
    *,
    on_grid: bool,
) -> tuple[str, tuple[str, ...]]:
    if on_grid:
        rows = _with_degrees(staging, rows)
    words = _category_words(staging, rows)
    month = _month('"Month"')
    lon, lat = (judging.blank(f'"{name}"') for name in ("Longitude", "Latitude"))
    crime_type = judging.blank('"Crime type"')
    month_fault = judging.month_fault(month, as_of=_as_of(staging), first=FIRST_MONTH)
    fault = (
        f"coalesce(r.fault, {month_fault}, "
        f"{judging.category_fault(crime_type, 'w.category')}, "
        f"{judging.point_fault(lon, lat)})"
    )
    scopes, notes = scope_table(staging, len(files), dict(_scopes_seen(staging, rows, words)))
    query = f"""
        SELECT r.file_no, row_number, {fault} AS fault,
            CASE WHEN w.category IS NULL THEN "Crime type"
                 WHEN {month} IS NULL THEN "Month" END AS found,
            'police_uk' AS scheme, w.category, {month} AS month,
            NULL::DATE AS occurred_on, NULL::BIGINT AS occurred_hour,
            {judging.blank('"Crime ID"')} AS reference,
            coalesce(named_force, {_force('"Falls within"')}) AS agency,
            TRY_CAST({lon} AS DOUBLE) AS longitude, TRY_CAST({lat} AS DOUBLE) AS latitude,
            CASE WHEN {lon} IS NULL THEN NULL ELSE "Location" END AS location,
            {judging.blank('"LSOA code"')} AS area_given,
            {judging.blank('"Last outcome category"')} AS outcome_given,
            coalesce(named_force, {_force('"Falls within"')}, 'unknown') AS supply_agency,
            {_period(month)} AS supply_period, s.scope AS supply_scope
        FROM {rows} r
        JOIN {names} n USING (file_no)
        JOIN {scopes} s USING (file_no)
        LEFT JOIN {words} w ON w.spelt = r."Crime type"
    """
    return query, notes


def _outcomes(staging: Staging, rows: str, names: str) -> str:
    month = _month('"Month"')
    lon, lat = (judging.blank(f'"{name}"') for name in ("Longitude", "Latitude"))
    month_fault = judging.month_fault(month, as_of=_as_of(staging), first=FIRST_MONTH)
    return f"""
        SELECT r.file_no, row_number,
            coalesce(r.fault, {month_fault},
                CASE WHEN {judging.blank('"Crime ID"')} IS NULL THEN 'there is no Crime ID'
                     WHEN {judging.blank('"Outcome type"')} IS NULL THEN 'there is no outcome' END,
                {judging.point_fault(lon, lat)}) AS fault,
            CASE WHEN {month} IS NULL THEN "Month" END AS found,
            {judging.blank('"Crime ID"')} AS reference, {month} AS month,
            {judging.blank('"Outcome type"')} AS outcome,
            coalesce(named_force, {_force('"Falls within"')}) AS agency,
            TRY_CAST({lon} AS DOUBLE) AS longitude, TRY_CAST({lat} AS DOUBLE) AS latitude,
            CASE WHEN {lon} IS NULL THEN NULL ELSE "Location" END AS location,
            {judging.blank('"LSOA code"')} AS area_given,
            coalesce(named_force, {_force('"Falls within"')}, 'unknown') AS supply_agency,
            {_period(month)} AS supply_period,
            '{staging.declaration.scope or ALL}' AS supply_scope
        FROM {rows} r JOIN {names} n USING (file_no)
    """


def _searches(staging: Staging, rows: str, names: str) -> str:
    # Published in UTC: local midnight to one o'clock in summer falls in the month before.
    at = """timezone('Europe/London', TRY_CAST("Date" AS TIMESTAMPTZ))"""
    month = f"coalesce(named_month, CAST(date_trunc('month', {at}) AS DATE))"
    lon, lat = (judging.blank(f'"{name}"') for name in ("Longitude", "Latitude"))
    return f"""
        SELECT r.file_no, row_number,
            coalesce(r.fault,
                CASE WHEN {at} IS NULL THEN 'the date cannot be read' END,
                {judging.month_fault(month, as_of=_as_of(staging), first=FIRST_SEARCH)},
                CASE WHEN abs(date_diff('month', {month}, CAST({at} AS DATE))) > 1
                     THEN 'the date is not in the month of the file' END,
                {judging.point_fault(lon, lat)}) AS fault,
            CASE WHEN {at} IS NULL THEN "Date" END AS found,
            {at} AS searched_at, {month} AS month,
            {judging.blank('"Type"')} AS search_type,
            coalesce(named_force, 'unknown') AS agency,
            TRY_CAST({lon} AS DOUBLE) AS longitude, TRY_CAST({lat} AS DOUBLE) AS latitude,
            {judging.blank('"Gender"')} AS gender, {judging.blank('"Age range"')} AS age_range,
            {judging.blank('"Self-defined ethnicity"')} AS self_defined_ethnicity,
            {judging.blank('"Officer-defined ethnicity"')} AS officer_defined_ethnicity,
            {judging.blank('"Legislation"')} AS legislation,
            {judging.blank('"Object of search"')} AS object_of_search,
            {judging.blank('"Outcome"')} AS outcome,
            TRY_CAST({judging.blank('"Outcome linked to object of search"')} AS BOOLEAN)
                AS outcome_linked,
            TRY_CAST({judging.blank('"Removal of more than just outer clothing"')} AS BOOLEAN)
                AS clothing_removed,
            TRY_CAST({judging.blank('"Part of a policing operation"')} AS BOOLEAN) AS operation,
            NULL::VARCHAR AS area_given,
            coalesce(named_force, 'unknown') AS supply_agency, {_period(month)} AS supply_period,
            '{staging.declaration.scope or ALL}' AS supply_scope
        FROM {rows} r JOIN {names} n USING (file_no)
    """


def _scopes_seen(staging: Staging, rows: str, words: str) -> Iterable[tuple[int, Scope]]:
    """Scopes of files that hold one category or one district only, by number."""
    district = district_of_lsoa_name(judging.blank('"LSOA name"'))
    seen = staging.con.execute(f"""
        SELECT file_no, list(DISTINCT w.category), count(*), list(DISTINCT {district})
            FILTER ({judging.blank('"LSOA name"')} IS NOT NULL), any_value("Falls within")
        FROM {rows} r JOIN {words} w ON w.spelt = r."Crime type" GROUP BY file_no
    """).fetchall()
    for no, kinds, number, districts, force in seen:
        category = only_category([(kind, number) for kind in kinds]) or ALL
        cut_to_one = (
            len(districts or ()) == 1
            and number >= LEAST_ROWS_TO_TELL
            and not str(force).startswith(CITY_OF_LONDON)
        )
        scope = Scope(category, slug(districts[0]) if cut_to_one else ALL)
        if not scope.is_everything:
            yield no, scope


def _with_degrees(staging: Staging, rows: str) -> str:
    """Rows of the first layout, their National Grid points turned into degrees."""
    from wardmote.places.projection import to_longitude_latitude

    points = staging.con.execute(f"""
        SELECT DISTINCT "Easting", "Northing", TRY_CAST("Easting" AS DOUBLE) AS e,
            TRY_CAST("Northing" AS DOUBLE) AS n
        FROM {rows} WHERE TRY_CAST("Easting" AS DOUBLE) > 0 AND TRY_CAST("Northing" AS DOUBLE) > 0
    """).fetchnumpy()
    longitude, latitude = to_longitude_latitude(points["e"], points["n"])
    degrees = {
        "Easting": points["Easting"],
        "Northing": points["Northing"],
        "Longitude": longitude.round(6).astype(str).astype(object),
        "Latitude": latitude.round(6).astype(str).astype(object),
    }
    import pandas as pd

    name = staging.new_name("degrees")
    staging.con.register(name, pd.DataFrame(degrees))
    joined = staging.new_name("rows")
    # A point that has no degrees keeps its own words, so that it is judged and quarantined.
    staging.con.execute(f"""
        CREATE TEMP TABLE {joined} AS
        SELECT r.*, coalesce(d."Longitude", r."Easting") AS "Longitude",
            coalesce(d."Latitude", r."Northing") AS "Latitude",
            NULL::VARCHAR AS "Last outcome category"
        FROM {rows} r LEFT JOIN {name} d USING ("Easting", "Northing")
    """)
    staging.con.unregister(name)
    return joined


def _file_names(staging: Staging, files: Sequence[SourceFile]) -> str:
    """Table of what each file's name says: force and month, where it has the usual form."""
    table = staging.new_name("names")
    staging.con.execute(
        f"CREATE TEMP TABLE {table} (file_no INTEGER, named_force VARCHAR, named_month DATE)"
    )
    said = [(no, _named(file)) for no, file in enumerate(files)]
    staging.con.execute(
        f"INSERT INTO {table} SELECT unnest(?), unnest(?), TRY_CAST(unnest(?) AS DATE)",
        [
            [no for no, _ in said],
            [force for _, (force, _) in said],
            [f"{month}-01" if month else None for _, (_, month) in said],
        ],
    )
    return table


def _named(file: SourceFile) -> tuple[str | None, str | None]:
    match = NAME.search(file.file_name.lower())
    return (match["force"], match["month"]) if match else (None, None)


def _category_words(staging: Staging, rows: str) -> str:
    """Table of each spelling that the rows use, and the category that it stands for."""
    spelt = staging.con.execute(f'SELECT DISTINCT "Crime type" FROM {rows}').fetchall()
    known = [
        [words, found.id]
        for (words,) in spelt
        if words and (found := find_category("police_uk", words)) is not None
    ]
    table = staging.new_name("words")
    staging.con.execute(f"CREATE TEMP TABLE {table} (spelt VARCHAR, category VARCHAR)")
    if known:
        staging.con.executemany(f"INSERT INTO {table} VALUES (?, ?)", known)
    return table


def _month(column: str) -> str:
    return f"CAST(try_strptime(trim({column}), '%Y-%m') AS DATE)"


def _period(month: str) -> str:
    return f"strftime({month}, '%Y-%m')"


def _force(column: str) -> str:
    """Force's slug from its published name: 'Bedfordshire Police' is bedfordshire."""
    short = f"regexp_replace(lower({column}), ' (police|constabulary|police service)$', '')"
    return f"nullif(regexp_replace({short}, '[^a-z]+', '-', 'g'), '')"


def _as_of(staging: Staging) -> date:
    return staging.declaration.as_of


def empty_supply(file: SourceFile) -> tuple[str, str] | None:
    """Force and month of a file without rows, from its name."""
    force, month = _named(file)
    return (force, month) if force and month else None


SOURCE = Source(
    name="police_uk",
    title="Street-level crime, outcomes and stop and search",
    publisher="data.police.uk, for the Home Office and the police forces",
    licence="Open Government Licence v3.0",
    url="https://data.police.uk/data/",
    refresh="monthly, about two months in arrears",
    layouts=(STREET, STREET_WITHOUT_ID, STREET_ON_GRID, OUTCOMES, SEARCHES),
    stage=stage,
    empty_supply=empty_supply,
    sensitivity="open",
)
