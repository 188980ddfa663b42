"""Police recorded crime by Community Safety Partnership and quarter: the official tables.

The Home Office's open data tables for England and Wales, a sheet for each financial year.
They are the control total that a partnership's own count is compared with; they hold no
anti-social behaviour. One row is one record: a partnership, quarter and offence. Offences
of one group have several rows, so equal rows are separate records.

Crime that a force has not given to a partnership stands under names such as "Unassigned
Kent": it is kept under that name. Where the publisher writes a note in place of a number
the row is quarantined. Lines of notes around a sheet's table are no records.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardmote.evidence import judging
from wardmote.evidence.scopes import district_scopes, scope_table
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows, column_key
from wardmote.evidence.staging import Staging
from wardmote.evidence.table_files import TABLE_SUFFIXES, headers_of, table_columns, table_rows

AGENCY = "home-office"
FIRST_QUARTER = date(2002, 4, 1)  # of the oldest table by partnership
QUARTER_UNREADABLE = "the financial year or quarter cannot be read"
QUARTER_IN_FUTURE = "the quarter is in the future"

COUNTS = ("Offence Count", "Number of Offences")
CODES = ("ONS Code", "CSP code", "CSP ONS Code")
_COMMON = (
    "Financial Year",
    "Financial Quarter",
    "CSP Name",
    "Offence Group",
    "Offence Subgroup",
)
_OPTIONAL = ("Police Force", "Force Name", *CODES, "Offence Description", "Offence Code")


def _layout(name: str, count: str, *, since: str, sample: str) -> Layout:
    return Layout(
        name=name,
        kind="recorded-crime",
        table="control_totals",
        required=(*_COMMON, count),
        optional=_OPTIONAL,
        suffixes=TABLE_SUFFIXES,
        since=since,
        sample=sample,
    )


OFFENCE_COUNT = _layout("offence-count", COUNTS[0], since="2015-16", sample="offence-count.ods")
NUMBER_OF_OFFENCES = _layout(
    "number-of-offences", COUNTS[1], since="2002-03", sample="number-of-offences.csv"
)
LAYOUTS = (OFFENCE_COUNT, NUMBER_OF_OFFENCES)


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file, by the header of its table or of one of its sheets."""
    return next(filter(None, map(_layout_of, headers_of(file))), None)


def _layout_of(header: tuple[str, ...]) -> Layout | None:
    keys = set(map(column_key, header))
    fitting = (one for one in LAYOUTS if set(map(column_key, one.required)) <= keys)
    return next(fitting, None)


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of the tables, judged."""

    def fits(header: tuple[str, ...]) -> bool:
        return _layout_of(header) is layout

    rows = table_rows(staging, files, (*layout.required, *CODES), fits)
    judged = _judged(staging, rows, layout.required[-1])
    scopes, notes = scope_table(staging, len(files), district_scopes(staging, judged))
    query = f"""
        SELECT * EXCLUDE (district), '{AGENCY}' AS supply_agency,
            strftime(month, '%Y-%m') || '-quarter' AS supply_period, s.scope AS supply_scope
        FROM {judged} JOIN {scopes} s USING (file_no)
    """
    dropped = _unread(table_columns(files, fits))
    yield StagedRows(query, layout, files, (*notes, *dropped))


def _judged(staging: Staging, rows: str, count: str) -> str:
    # "2015/16" with quarter "1" or "Q1" begins on 1 April 2015; its quarter 4 in January 2016.
    year = (
        "TRY_CAST(regexp_extract(\"Financial Year\", '^ *(20[0-9]{2})[/-][0-9]{2,4} *$', 1) AS INT)"
    )
    quarter = "TRY_CAST(regexp_extract(\"Financial Quarter\", '^ *Q?([1-4])(\\.0)? *$', 1) AS INT)"
    words = {name: judging.blank(f'"{name}"') for name in _COMMON}
    code = "coalesce({})".format(", ".join(judging.blank(f'"{one}"') for one in CODES))
    as_of = staging.declaration.as_of
    table = staging.new_name("totals")
    staging.con.execute(f"""
        CREATE TEMP TABLE {table} AS
        WITH read AS (
            SELECT *, {year} AS y, {quarter} AS q, "{count}" AS counted,
                {words["CSP Name"]} AS csp, {code} AS csp_code
            FROM {rows}
        ), dated AS (
            SELECT *, make_date(y + CASE WHEN q = 4 THEN 1 ELSE 0 END,
                CASE q WHEN 4 THEN 1 ELSE 1 + 3 * q END, 1) AS month FROM read
        )
        SELECT file_no, row_number,
            coalesce(fault, {judging.name_fault("csp")},
                CASE WHEN csp_code IS NOT NULL THEN {judging.code_fault("csp_code", "csp")} END,
                CASE WHEN month IS NULL OR month < DATE '{FIRST_QUARTER}'
                     THEN '{QUARTER_UNREADABLE}'
                     WHEN month > DATE '{as_of}' THEN '{QUARTER_IN_FUTURE}'
                     WHEN {words["Offence Group"]} IS NULL THEN '{judging.CATEGORY_MISSING}' END,
                {judging.signed_count_fault("coalesce(counted, '')")}) AS fault,
            CASE WHEN fault IS NULL
                 THEN concat_ws(' ', "Financial Year", "Financial Quarter", counted) END AS found,
            coalesce(csp_code, csp) AS area_code, csp AS area_name, month, 3 AS months,
            {words["Offence Group"]} AS offence_group,
            {words["Offence Subgroup"]} AS offence_subgroup,
            {judging.whole("counted")} AS count, csp AS district
        FROM dated
    """)
    return table


def _unread(columns: tuple[str, ...]) -> tuple[str, ...]:
    has_offences = column_key("Offence Description") in map(column_key, columns)
    return ("Offences are kept by group and subgroup, not one by one.",) if has_offences else ()


SOURCE = Source(
    name="recorded_crime_csp",
    title="Police recorded crime by Community Safety Partnership",
    publisher="Home Office",
    licence="Open Government Licence v3.0",
    url="https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables",
    refresh="quarterly",
    layouts=LAYOUTS,
    stage=stage,
    recognise=recognise,
    sensitivity="open",
)
