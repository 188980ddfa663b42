"""Indices of Deprivation of England, 2015, 2019 and 2025: ranks, deciles and scores.

From the ministry's File 7 (all ranks, deciles and scores by LSOA) and from open-data
packages' forms of it. One record is one area's row; it makes a record for each measure, and
one bad cell quarantines the row. File 7's population columns are not read: they are years
older than the index.

A rank of 1 and a decile of 1 are the most deprived. Editions are not comparable in their
scores, and are ranks among different areas: 32,844 LSOAs of 2011, then 33,755 of 2021.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.evidence import judging
from wardmote.evidence.scopes import district_of_lsoa_name, district_scopes, scope_table
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows, column_key
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import slug
from wardmote.evidence.table_files import (
    TABLE_SUFFIXES,
    Header,
    headers_of,
    table_columns,
    table_rows,
)
from wardmote.evidence.wide_rows import long_rows

AGENCY = "mhclg"
RANK_IMPOSSIBLE = "a rank below 1, or a decile outside 1 to 10"

# What the publisher calls an index or domain, and what its measures are called here.
DOMAINS = {
    "Index of Multiple Deprivation (IMD)": "imd",
    "Education, Skills and Training": "education",
    "Health Deprivation and Disability": "health",
    "Barriers to Housing and Services": "housing_and_services",
    "Housing and Access": "housing_and_services",
    "Living Environment": "environment",
    "Income Deprivation Affecting Children Index (IDACI)": "idaci",
    "Income Deprivation Affecting Older People (IDAOPI)": "idaopi",
}
_DOMAIN_KEYS = {column_key(words): short for words, short in DOMAINS.items()}
_MEASURE = re.compile(r"(?P<domain>.+?)[ _](?P<what>score|rank|decile)( \(.*\))?", re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """One layout, and what its areas are.

    Parameters
    ----------
    layout
        Its first required column has the area codes.
    edition
        Of the indices.
    area_kind, vintage
        Of the area codes.
    """

    layout: Layout
    edition: int
    area_kind: str
    vintage: int


def _layout(name: str, required: Sequence[str], *, since: str, sample: str) -> Layout:
    return Layout(
        name=name,
        kind="deprivation",
        table="deprivation",
        required=tuple(required),
        optional=NAME_COLUMNS,
        suffixes=TABLE_SUFFIXES,
        since=since,
        sample=sample,
        identity=("edition", "area_code", "measure"),
        rows_make_one_record=False,
    )


NAME_COLUMNS = (
    "LSOA name (2011)",
    "LSOA name (2021)",
    *(f"Local Authority District code ({year})" for year in (2013, 2019, 2024)),
    *(f"Local Authority District name ({year})" for year in (2013, 2019, 2024)),
    "ltla24_name",
)
_IMD_RANK = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
FORMS = (
    Form(
        _layout(
            "file-7-2025", ("LSOA code (2021)", _IMD_RANK), since="2025", sample="file-7-2025.csv"
        ),
        edition=2025,
        area_kind="lsoa",
        vintage=2021,
    ),
    Form(
        _layout(
            "file-7-2019",
            ("LSOA code (2011)", _IMD_RANK, "Local Authority District code (2019)"),
            since="2019",
            sample="file-7-2019.csv",
        ),
        edition=2019,
        area_kind="lsoa",
        vintage=2011,
    ),
    Form(
        _layout(
            "file-7-2015",
            ("LSOA code (2011)", _IMD_RANK, "Local Authority District code (2013)"),
            since="2015",
            sample="file-7-2015.csv",
        ),
        edition=2015,
        area_kind="lsoa",
        vintage=2011,
    ),
    Form(
        _layout(
            "lsoas-2025",
            ("lsoa21_code", "IMD_rank", "IMD_decile"),
            since="2025",
            sample="imd2025_lsoa21.csv",
        ),
        edition=2025,
        area_kind="lsoa",
        vintage=2021,
    ),
    Form(
        _layout(
            "lsoas-2019",
            ("lsoa11_code", "IMD_rank", "IMD_decile"),
            since="2019",
            sample="imd2019_lsoa11.csv",
        ),
        edition=2019,
        area_kind="lsoa",
        vintage=2011,
    ),
    Form(
        _layout(
            "districts-2025",
            ("ltla24_code", "imd_average_rank", "imd_average_score"),
            since="2025",
            sample="imd2025_ltla24.csv",
        ),
        edition=2025,
        area_kind="district",
        vintage=2024,
    ),
)


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file by its columns; one named as another edition is not ours.

    The package's file of 2015 has the columns of its file of 2019.
    """
    form = next(filter(None, map(_form_of, headers_of(file))), None)
    named = re.search(r"im?o?d(?P<year>20\d\d)", file.file_name.lower())
    if form is None or (named and int(named["year"]) != form.edition):
        return None
    return form.layout


def _form_of(header: Header) -> Form | None:
    keys = set(map(column_key, header))
    fitting = (form for form in FORMS if set(map(column_key, form.layout.required)) <= keys)
    return next(fitting, None)


def measure_of(heading: str, form: Form) -> str | None:
    """Measure that a column's cells are of; None for a column that is not read.

    Examples
    --------
    >>> lsoas, districts = FORMS[0], FORMS[-1]
    >>> measure_of("Income Rank (where 1 is most deprived)", lsoas)
    'income_rank'
    >>> measure_of("Housing_and_Services_decile", lsoas)
    'housing_and_services_decile'
    >>> measure_of("imd25_extent", districts)
    'imd_extent'
    """
    if form.area_kind == "district":
        is_name = column_key(heading) in map(column_key, (form.layout.required[0], *NAME_COLUMNS))
        return None if is_name else heading.strip().lower().replace("imd25_", "imd_")
    found = _MEASURE.fullmatch(heading.strip())
    if found is None:
        return None
    domain = found["domain"].replace("_", " ")
    short = _DOMAIN_KEYS.get(column_key(domain)) or slug(domain).replace("-", "_")
    return f"{short}_{found['what'].lower()}"


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of files of one layout, judged."""
    form = next(form for form in FORMS if form.layout == layout)

    def fits(header: Header) -> bool:
        return _form_of(header) is form

    read = {
        column: measure
        for column in table_columns(files, fits)
        if (measure := measure_of(column, form))
    }
    code = layout.required[0]
    wide = table_rows(staging, files, (code, *NAME_COLUMNS, *read), fits)
    judged = _judged(staging, form, long_rows(staging, wide, tuple(read)), _said(staging, read))
    scopes, notes = scope_table(staging, len(files), district_scopes(staging, judged))
    short = "lsoa" if form.area_kind == "lsoa" else "lad"
    period = f"imd-{form.edition}-{short}{form.vintage % 100}"
    query = f"""
        SELECT * EXCLUDE (district), '{AGENCY}' AS supply_agency, '{period}' AS supply_period,
            s.scope AS supply_scope
        FROM {judged} JOIN {scopes} s USING (file_no)
    """
    yield StagedRows(query, layout, files, notes)


def _said(staging: Staging, read: dict[str, str]) -> str:
    table = staging.new_name("measures")
    staging.con.execute(f"CREATE TEMP TABLE {table} (heading VARCHAR, measure VARCHAR)")
    staging.con.executemany(
        f"INSERT INTO {table} VALUES (?, ?)", [list(one) for one in read.items()]
    )
    return table


def _judged(staging: Staging, form: Form, cells: str, measures: str) -> str:
    code = judging.blank(f'"{form.layout.required[0]}"')
    value = "TRY_CAST(replace(cell, ',', '') AS DOUBLE)"
    lsoa = district_of_lsoa_name('coalesce("LSOA name (2021)", "LSOA name (2011)")')
    table = staging.new_name("deprivation")
    staging.con.execute(f"""
        CREATE TEMP TABLE {table} AS
        WITH read AS (SELECT *, {code} AS code, {value} AS value, {lsoa} AS district FROM {cells}
        ), faults AS (
            SELECT *, {judging.code_fault("code", form.area_kind)} AS area_fault,
                CASE WHEN value IS NULL OR NOT isfinite(value) THEN '{judging.VALUE_UNREADABLE}'
                     WHEN regexp_matches(measure, '(^|_)rank(_|$)') AND value < 1
                     THEN '{RANK_IMPOSSIBLE}'
                     WHEN regexp_matches(measure, '_decile$') AND value NOT BETWEEN 1 AND 10
                     THEN '{RANK_IMPOSSIBLE}' END AS value_fault
            FROM read LEFT JOIN {measures} USING (heading)
        )
        SELECT file_no, row_number, coalesce(fault, area_fault, value_fault) AS fault,
            CASE WHEN fault IS NOT NULL THEN NULL
                 WHEN area_fault IS NOT NULL THEN code
                 WHEN value_fault IS NOT NULL THEN cell END AS found,
            {form.edition} AS edition, '{form.area_kind}' AS area_kind, code AS area_code,
            measure, value, district
        FROM faults
    """)
    return table


SOURCE = Source(
    name="imd",
    title="English Indices of Deprivation",
    publisher="Ministry of Housing, Communities and Local Government",
    licence="Open Government Licence v3.0",
    url="https://www.gov.uk/government/collections/english-indices-of-deprivation",
    refresh="every four to six years",
    layouts=tuple(form.layout for form in FORMS),
    stage=stage,
    recognise=recognise,
    sensitivity="open",
)
