"""Official look-ups between areas: LSOA 2011 to 2021, LSOA to ward, district to CSP and force.

From the ONS Open Geography portal in its own column names, of any year of ward, district,
partnership and force, and in the names of open-data packages. One row is one record: an
area and the larger ones that it lies in. An area can have several rows where it lies in
several, as seven districts do that hold two to four partnerships.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.evidence import judging
from wardmote.evidence.scopes import scope_table
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows, column_key
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import Scope
from wardmote.evidence.table_files import (
    TABLE_SUFFIXES,
    headers_of,
    table_columns,
    table_rows,
)
from wardmote.places.code_columns import code_columns_of, name_column_of

AGENCY = "ons"
CHANGES = ("U", "S", "M", "X")  # unchanged, split, merged, irregular
CHANGE_UNKNOWN = "the change is none of U, S, M and X"
SHORT = {"lsoa": "lsoa", "ward": "wd", "district": "lad", "csp": "csp", "police_force_area": "pfa"}

AREA_CHANGES = Layout(
    name="lsoa11-lsoa21",
    kind="area-changes",
    table="area_changes",
    required=("LSOA11CD", "LSOA21CD", "CHGIND", "LAD22CD"),
    optional=("LSOA11NM", "LSOA21NM", "LAD22NM", "LAD22NMW", "ObjectId"),
    suffixes=TABLE_SUFFIXES,
    since="2023",
    sample="lsoa11-lsoa21-lad22.csv",
    identity=("lsoa11cd", "lsoa21cd"),
)


def _links(name: str, required: Sequence[str], sample: str, since: str) -> Layout:
    return Layout(
        name=name,
        kind="area-links",
        table="area_links",
        required=tuple(required),
        optional=("ObjectId",),
        suffixes=TABLE_SUFFIXES,
        since=since,
        sample=sample,
        identity=("lookup", "child_code", "parent_code", "grandparent_code"),
    )


# Required columns are those of one year; the same of any other year is recognised too.
LSOA_WARD_DISTRICT = _links(
    "lsoa-ward-district", ("LSOA21CD", "WD24CD", "LAD24CD"), "lsoa21-wd24-lad24.csv", "2022"
)
DISTRICT_CSP_FORCE = _links(
    "district-csp-force", ("LAD24CD", "CSP24CD", "PFA24CD"), "lad24-csp24-pfa24.csv", "2011"
)
KINDS = {
    LSOA_WARD_DISTRICT.name: ("lsoa", "ward", "district"),
    DISTRICT_CSP_FORCE.name: ("district", "csp", "police_force_area"),
}
LINKS = (LSOA_WARD_DISTRICT, DISTRICT_CSP_FORCE)


@dataclass(frozen=True)
class Levels:
    """The three columns of codes in one file, small to large, and their columns of names.

    Parameters
    ----------
    lookup
        What they make: ``lsoa21-wd24-lad24``.
    codes, names
        Columns; a name is None where the file has codes only.
    """

    lookup: str
    codes: tuple[str, ...]
    names: tuple[str | None, ...]


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file by the kinds of its code columns, of whatever year."""
    return next(filter(None, map(_layout_of, headers_of(file))), None)


def _layout_of(header: tuple[str, ...]) -> Layout | None:
    if {column_key(one) for one in AREA_CHANGES.required} <= set(map(column_key, header)):
        return AREA_CHANGES
    return next((layout for layout in LINKS if _levels(layout, header)), None)


def _levels(layout: Layout, header: Sequence[str]) -> Levels | None:
    columns = code_columns_of(header)
    found = []
    for kind in KINDS[layout.name]:
        of_kind = [(name, column) for name, column in columns.items() if column.kind == kind]
        if len(of_kind) != 1:
            return None  # none, or two years of one kind: another look-up than these
        found += of_kind
    lookup = "-".join(f"{SHORT[column.kind]}{column.vintage % 100:02d}" for _, column in found)
    codes = tuple(name for name, _ in found)
    return Levels(lookup, codes, tuple(name_column_of(code, header) for code in codes))


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of look-ups of one layout, judged."""
    judged = _changes(staging, files) if layout is AREA_CHANGES else _linked(staging, layout, files)
    scopes, notes = scope_table(staging, len(files), _scopes_seen(staging, layout, judged))
    query = f"""
        SELECT * EXCLUDE (district), '{AGENCY}' AS supply_agency, s.scope AS supply_scope
        FROM {judged} JOIN {scopes} s USING (file_no)
    """
    yield StagedRows(query, layout, files, notes)


def _changes(staging: Staging, files: tuple[SourceFile, ...]) -> str:
    rows = table_rows(
        staging, files, AREA_CHANGES.required, lambda one: _layout_of(one) is AREA_CHANGES
    )
    before, after, change, district = (judging.blank(one) for one in AREA_CHANGES.required)
    table = staging.new_name("changes")
    staging.con.execute(f"""
        CREATE TEMP TABLE {table} AS
        SELECT file_no, row_number,
            coalesce(fault, {judging.code_fault(before, "lsoa")},
                {judging.code_fault(after, "lsoa")}, {judging.code_fault(district, "district")},
                CASE WHEN {change} IS NULL OR {change} NOT IN {CHANGES}
                     THEN '{CHANGE_UNKNOWN}' END) AS fault,
            CASE WHEN fault IS NULL THEN concat_ws(' ', {before}, {after}, {change}, {district})
                END AS found,
            {before} AS lsoa11cd, {after} AS lsoa21cd, {change} AS change, {district} AS lad22cd,
            {district} AS district, 'lsoa11-lsoa21' AS supply_period
        FROM {rows}
    """)
    return table


def _linked(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> str:
    """One table of files of several years, whose columns have different names."""
    columns = table_columns(files, lambda header: _layout_of(header) is layout)
    rows = table_rows(staging, files, columns, lambda header: _layout_of(header) is layout)
    selects = [
        _linked_file(rows, no, layout, _levels_of(file, layout)) for no, file in enumerate(files)
    ]
    table = staging.new_name("links")
    staging.con.execute(f"CREATE TEMP TABLE {table} AS {' UNION ALL '.join(selects)}")
    return table


def _levels_of(file: SourceFile, layout: Layout) -> Levels:
    return next(found for header in headers_of(file) if (found := _levels(layout, header)))


def _linked_file(rows: str, no: int, layout: Layout, levels: Levels) -> str:
    codes = [judging.blank(f'"{code}"') for code in levels.codes]
    names = [judging.blank(f'"{name}"') if name else "NULL::VARCHAR" for name in levels.names]
    faults = [
        judging.code_fault(code, kind) for code, kind in zip(codes, KINDS[layout.name], strict=True)
    ]
    return f"""
        SELECT file_no, row_number, coalesce(fault, {", ".join(faults)}) AS fault,
            CASE WHEN fault IS NULL THEN concat_ws(' ', {", ".join(codes)}) END AS found,
            '{levels.lookup}' AS lookup,
            {codes[0]} AS child_code, {names[0]} AS child_name,
            {codes[1]} AS parent_code, {names[1]} AS parent_name,
            {codes[2]} AS grandparent_code, {names[2]} AS grandparent_name,
            {codes[2] if layout is LSOA_WARD_DISTRICT else "NULL"} AS district,
            '{levels.lookup}' AS supply_period
        FROM {rows} WHERE file_no = {no}
    """


def _scopes_seen(staging: Staging, layout: Layout, judged: str) -> dict[int, Scope]:
    if layout is DISTRICT_CSP_FORCE:
        return {}
    seen = staging.con.execute(
        f"SELECT file_no, any_value(district) FROM {judged} WHERE fault IS NULL "
        "GROUP BY file_no HAVING count(DISTINCT district) = 1"
    ).fetchall()
    return {no: Scope(area=district) for no, district in seen}


SOURCE = Source(
    name="lookups",
    title="Look-ups between areas",
    publisher="Office for National Statistics, Open Geography portal",
    licence="Open Government Licence v3.0",
    url="https://geoportal.statistics.gov.uk/",
    refresh="yearly",
    layouts=(AREA_CHANGES, *LINKS),
    stage=stage,
    recognise=recognise,
    sensitivity="open",
)
