"""Office for National Statistics: residents by year, age and ethnic group, and households.

From the census through Nomis' bulk tables, from the mid-year estimates' workbooks, and in
the forms that open-data packages keep them in. One record is one area's row; a wide row
makes a record for each of its columns, and one bad cell quarantines the row.

Choices. Ethnic groups are the finest that a file has: their sum is the total, so no total
is stored. Percentages and broad groups say again what the numbers say: columns of them are
not read, and rows of them are quarantined with that reason. Of the estimates' workbooks
only the total is read, not the single years of age by sex. Areas other than LSOAs and
districts are quarantined. An estimate's year is in its heading, its sheet's name or its
file's name; a row whose year is nowhere is quarantined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wardmote.evidence import judging
from wardmote.evidence.scopes import district_of_lsoa_name, district_scopes, scope_table
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows, column_key
from wardmote.evidence.staging import Staging
from wardmote.evidence.table_files import (
    TABLE_SUFFIXES,
    Fits,
    headers_of,
    table_columns,
    table_rows,
)
from wardmote.evidence.wide_rows import long_rows

AGENCY = "ons"
CENSUS = 2021
FIRST_YEAR = 2001  # of LSOAs: no area code here is older
NOMIS_CODE = "geography code"
MEASURES_VALUE = "; measures: Value"  # Nomis writes it behind some headings and not others

AREA_COLUMN = re.compile(r"(?P<kind>lsoa|ltla|lad)(20)?(?P<year>\d\d)(code|cd)")
MID_YEAR = re.compile(r"Mid[-_ ]?(?P<year>20\d\d)", re.IGNORECASE)
# "population20_lsoa11.csv" is of 2020; elsewhere a file's name has a whole year, or none.
YEARS_IN_NAMES = (
    MID_YEAR,
    re.compile(r"population(?P<year>\d\d)_"),
    re.compile(r"(?P<year>20\d\d)"),
)

NAME_COLUMNS = (
    *(f"LAD {year} Name" for year in (2021, 2022, 2023, 2024)),
    "ltla21_name",
    "LSOA 2021 Name",
    "LSOA Name",
    "lsoa11_name",
    "geography",
)


@dataclass(frozen=True)
class Form:
    """One layout, and how it says its numbers.

    Parameters
    ----------
    name, kind, required, sample, since
        Of its layout. The first required column has the area codes.
    measure
        ``residents``, ``households`` or ``ethnic_group``.
    cells
        For a wide layout: pattern of the headings of its cells; what it calls ``group`` is
        the group that they count, else they count all.
    group, count
        For a long layout: columns of its groups and counts.
    total
        For a long layout: column of the area's total, the same in each of its rows.
    is_census
        Whether the numbers are the census's; mid-year estimates otherwise.
    """

    name: str
    kind: str
    required: tuple[str, ...]
    measure: str
    sample: str
    since: str = "2021"
    cells: str = ""
    group: str = ""
    count: str = ""
    total: str = ""
    is_census: bool = True

    @cached_property
    def layout(self) -> Layout:
        """The layout that the form makes."""
        return Layout(
            name=self.name,
            kind=self.kind,
            table="residents",
            required=self.required,
            optional=("date", *NAME_COLUMNS),
            suffixes=TABLE_SUFFIXES,
            since=self.since,
            sample=self.sample,
            identity=("measure", "area_kind", "area_code", "year", "group"),
            rows_make_one_record=not (self.cells or self.total),
        )

    def group_of(self, heading: str) -> str | None:
        """Group that a column's cells count; None for a column that is not read.

        Examples
        --------
        >>> ages = Form("x", "x", (), "residents", "", cells=r"Total|(?P<group>[0-9]+)")
        >>> ages.group_of("Total"), ages.group_of("42"), ages.group_of("Area")
        ('all', '42', None)
        """
        found = re.fullmatch(self.cells, _bare(heading)) if self.cells else None
        return found and (found.groupdict().get("group") or "all")

    def fits(self, header: tuple[str, ...]) -> bool:
        """Whether a header has the columns, and for a wide layout some cells."""
        keys = {column_key(_bare(column)) for column in header}
        has_columns = {column_key(one) for one in self.required} <= keys
        return has_columns and (not self.cells or any(map(self.group_of, header)))


def _bare(heading: str) -> str:
    return heading.strip().removesuffix(MEASURES_VALUE)


FORMS = (
    Form(
        "residents-by-year",
        "residents",
        ("LSOA 2021 Code",),
        "residents",
        sample="residents-by-year.parquet",
        since="2011",
        cells=r"Mid-20\d\d: Population",
        is_census=False,
    ),
    Form(
        "mid-year-estimates",
        "residents",
        ("LSOA 2021 Code", "Total"),
        "residents",
        sample="mid-year-estimates.xlsx",
        since="2022",
        cells="Total",
        is_census=False,
    ),
    Form(
        "single-year-of-age",
        "residents",
        ("lsoa11_code", "total_population", "0", "90+"),
        "residents",
        sample="population20_lsoa11.csv",
        since="2017",
        cells=r"total_population|(?P<group>\d{1,2}|90\+)",
        is_census=False,
    ),
    Form(
        "age-and-sex",
        "residents",
        ("ltla21_code", "total_population", "younger_males"),
        "residents",
        sample="age_gender21_ltla21.csv",
        cells=r"total_population|(?P<group>\w+_(fe)?males)",
    ),
    Form(
        "nomis-ts001",
        "residents",
        (NOMIS_CODE, "Residence type: Total"),
        "residents",
        sample="census2021-ts001-lsoa.csv",
        cells="Residence type: Total",
    ),
    Form(
        "nomis-ts003",
        "households",
        (NOMIS_CODE, "Household composition: Total"),
        "households",
        sample="census2021-ts003-lsoa.csv",
        cells="Household composition: Total",
    ),
    Form(
        "nomis-ts021",
        "ethnic-groups",
        (NOMIS_CODE, "Ethnic group: Total: All usual residents"),
        "ethnic_group",
        sample="census2021-ts021-lsoa.csv",
        # Broad groups have no second colon; the total says so.
        cells=r"Ethnic group: (?!Total)(?P<group>[^:]+: .+)",
    ),
    Form(
        "nomis-ts041",
        "households",
        (NOMIS_CODE, "Number of households"),
        "households",
        sample="census2021-ts041-ltla.csv",
        cells="Number of households",
    ),
    Form(
        "ethnic-groups-of-lsoas",
        "ethnic-groups",
        ("lsoa21_code", "ethnic_group", "n"),
        "ethnic_group",
        sample="ethnicity21_lsoa21.csv",
        group="ethnic_group",
        count="n",
    ),
    Form(
        "ethnic-groups-of-districts",
        "ethnic-groups",
        ("ltla21_code", "ethnic_group", "value"),
        "ethnic_group",
        sample="ethnicity21_ltla21.csv",
        group="ethnic_group",
        count="value",
    ),
    Form(
        "occupancy-of-lsoas",
        "households",
        ("lsoa21_code", "occupancy_rating", "n", "total_households"),
        "households",
        sample="household_overcrowding21_lsoa21.csv",
        group="occupancy_rating",
        count="n",
        total="total_households",
    ),
)


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file by its columns, or by a header in one of its sheets."""
    forms = (form for header in headers_of(file) if (form := _form_of(header)) is not None)
    return next((form.layout for form in forms), None)


def _form_of(header: tuple[str, ...]) -> Form | None:
    return next((form for form in FORMS if form.fits(header)), None)


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of files of one layout, judged."""
    form = next(form for form in FORMS if form.layout == layout)
    cells = _cells(staging, form, files, lambda header: _form_of(header) is form)
    judged = _judged(staging, form, cells, _file_years(staging, form, files))
    scopes, notes = scope_table(staging, len(files), district_scopes(staging, judged))
    period = "census" if form.is_census else "mid"
    query = f"""
        SELECT * EXCLUDE (district), '{AGENCY}' AS supply_agency,
            concat_ws('-', '{period}', year, CASE area_kind WHEN 'lsoa' THEN 'lsoa' ELSE 'lad' END
                || lpad((vintage % 100)::VARCHAR, 2, '0')) AS supply_period,
            s.scope AS supply_scope
        FROM {judged} JOIN {scopes} s USING (file_no)
    """
    yield StagedRows(query, layout, files, notes)


def _cells(staging: Staging, form: Form, files: tuple[SourceFile, ...], fits: Fits) -> str:
    """Table with a row for each cell: ``heading``, ``cell``, the group and year it says."""
    columns = table_columns(files, fits)
    read = tuple(column for column in columns if form.group_of(column))
    wanted = dict.fromkeys((form.required[0], "date", *NAME_COLUMNS))
    if form.cells:
        wide = table_rows(staging, files, (*wanted, *read), fits)
        rows = long_rows(staging, wide, read)
    else:
        wanted |= dict.fromkeys(form.required)
        rows = _long_cells(staging, form, table_rows(staging, files, tuple(wanted), fits))
    said = staging.new_name("headings")
    staging.con.execute(f'CREATE TEMP TABLE {said} (heading VARCHAR, "group" VARCHAR, year BIGINT)')
    known = [[one, form.group_of(one), _year_in(one, MID_YEAR)] for one in read]
    if known:
        staging.con.executemany(f"INSERT INTO {said} VALUES (?, ?, ?)", known)
    table = staging.new_name("cells")
    staging.con.execute(
        f'CREATE TEMP VIEW {table} AS SELECT r.*, h."group", h.year AS heading_year '
        f"FROM {rows} r LEFT JOIN {said} h USING (heading)"
    )
    return table


def _long_cells(staging: Staging, form: Form, rows: str) -> str:
    table = staging.new_name("long_cells")
    total = f"UNION ALL SELECT *, 'all', \"{form.total}\" FROM {rows}" if form.total else ""
    staging.con.execute(
        f'CREATE TEMP VIEW {table} AS SELECT *, "{form.group}" AS heading, "{form.count}" AS cell '
        f"FROM {rows} {total}"
    )
    return table


def _judged(staging: Staging, form: Form, cells: str, file_years: str) -> str:
    code = judging.blank(f'"{form.required[0]}"')
    kind, vintage = _area_of(form)
    of_kind = " ".join(
        f"WHEN '{one}' THEN {judging.code_fault('code', one)}" for one in ("lsoa", "district")
    )
    sheet_year = f"TRY_CAST(regexp_extract(sheet, '{MID_YEAR.pattern}', 1, 'i') AS BIGINT)"
    name = "coalesce({})".format(", ".join(judging.blank(f'"{one}"') for one in NAME_COLUMNS))
    last_year = staging.declaration.as_of.year
    table = staging.new_name("residents")
    staging.con.execute(f"""
        CREATE TEMP TABLE {table} AS
        WITH read AS (
            SELECT *, {code} AS code, {district_of_lsoa_name(name)} AS district,
                coalesce(heading_year, {sheet_year}, TRY_CAST("date" AS BIGINT), file_year) AS year,
                coalesce("group", trim(regexp_replace(heading, '[(](number|percent)[)]$', '')))
                    AS words
            FROM {cells} JOIN {file_years} USING (file_no)
        ), kinds AS (SELECT *, {kind} AS area_kind FROM read
        ), faults AS (
            SELECT *, CASE area_kind {of_kind} END AS area_fault,
                CASE WHEN "group" IS NOT NULL THEN NULL
                     WHEN heading LIKE '%(percent)' THEN '{judging.A_PERCENTAGE}'
                     WHEN regexp_matches(lower(heading), '^(total|all )')
                     THEN '{judging.A_SUB_TOTAL}' END AS group_fault,
                CASE WHEN year BETWEEN {FIRST_YEAR} AND {last_year} THEN NULL
                     ELSE '{judging.YEAR_UNREADABLE}' END AS year_fault,
                {judging.count_fault("coalesce(cell, '')")} AS count_fault
            FROM kinds
        )
        SELECT file_no, row_number,
            coalesce(fault, area_fault, group_fault, year_fault, count_fault) AS fault,
            CASE WHEN fault IS NOT NULL THEN NULL
                 WHEN area_fault IS NOT NULL THEN code
                 WHEN group_fault IS NOT NULL THEN heading
                 WHEN year_fault IS NOT NULL THEN year::VARCHAR
                 WHEN count_fault IS NOT NULL THEN cell END AS found,
            '{form.measure}' AS measure, area_kind, {vintage} AS vintage, code AS area_code,
            year, words AS "group", {judging.whole("cell")} AS count, district
        FROM faults
    """)
    return table


def _area_of(form: Form) -> tuple[str, int]:
    """SQL for the kind of a row's area, and the year of its codes."""
    column = AREA_COLUMN.fullmatch(column_key(form.required[0]))
    if column is None:
        return "CASE WHEN code[1:3] IN ('E01', 'W01') THEN 'lsoa' ELSE 'district' END", CENSUS
    kind = "lsoa" if column["kind"] == "lsoa" else "district"
    return f"'{kind}'", 2000 + int(column["year"])


def _file_years(staging: Staging, form: Form, files: tuple[SourceFile, ...]) -> str:
    table = staging.new_name("years")
    staging.con.execute(f"CREATE TEMP TABLE {table} (file_no INTEGER, file_year BIGINT)")
    years = [
        CENSUS if form.is_census else _year_in(file.file_name, *YEARS_IN_NAMES) for file in files
    ]
    staging.con.executemany(
        f"INSERT INTO {table} VALUES (?, ?)", [list(one) for one in enumerate(years)]
    )
    return table


def _year_in(text: str, *patterns: re.Pattern[str]) -> int | None:
    for pattern in patterns:
        if found := pattern.search(text):
            year = int(found["year"])
            return year + 2000 if year < 100 else year
    return None


SOURCE = Source(
    name="ons",
    title="Residents, ethnic groups and households",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity",
    refresh="estimates yearly, census every ten years",
    layouts=tuple(form.layout for form in FORMS),
    stage=stage,
    recognise=recognise,
    sensitivity="open",
)
