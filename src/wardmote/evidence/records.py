"""The tables of the evidence store: what one row is, and what each column means.

A table's columns are declared once, here. The Delta schema, the data dictionary in
`docs/reference/` and the check that a source stages the right columns all come from it.
Every table also carries where each row came from: `source`, `file_sha256` and
`row_number` (1 is the first record under the header). The `files` table adds the file's
name, publisher, licence and the day it was retrieved; `supply` is the unit of replacement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

SQL_TYPES = {
    "text": "VARCHAR",
    "whole": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "time": "TIMESTAMP",
    "yes_no": "BOOLEAN",
    "bytes": "BLOB",
}


@dataclass(frozen=True)
class Column:
    """One column of an evidence table.

    Parameters
    ----------
    name
        In the field's words, with unit or code year where one applies.
    kind
        One of ``text``, ``whole``, ``number``, ``date``, ``time``, ``yes_no``, ``bytes``.
    meaning
        For the data dictionary.
    """

    name: str
    kind: str
    meaning: str

    def __post_init__(self) -> None:
        if self.kind not in SQL_TYPES:
            raise ValueError(f"column {self.name}: unknown kind {self.kind!r}")

    @property
    def sql_type(self) -> str:
        """DuckDB's type for it."""
        return SQL_TYPES[self.kind]


PROVENANCE = (
    Column("source", "text", "Source module that read the row, for example police_uk"),
    Column("file_sha256", "text", "SHA-256 of the file the row was read from"),
    Column("row_number", "whole", "Record in that file: 1 is the first under the header"),
)


@dataclass(frozen=True)
class Table:
    """One table of the evidence store.

    Parameters
    ----------
    name
        Plural noun.
    one_row
        What one row is.
    columns
        Without the provenance columns, which every table has.
    sorted_by
        Column that orders each file, so that an area's rows lie together.
    """

    name: str
    one_row: str
    columns: tuple[Column, ...]
    sorted_by: str

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Its own columns, then provenance."""
        return self.columns + PROVENANCE

    def arrow_schema(self) -> pa.Schema:
        """Schema of the Delta table, partition column `supply` last."""
        import pyarrow as pa

        types = {
            "text": pa.string(),
            "whole": pa.int64(),
            "number": pa.float64(),
            "date": pa.date32(),
            "time": pa.timestamp("us"),
            "yes_no": pa.bool_(),
            "bytes": pa.binary(),
        }
        fields = [pa.field(column.name, types[column.kind]) for column in self.all_columns]
        return pa.schema([*fields, pa.field("supply", pa.string())])


_MONTH = Column("month", "date", "First day of the month")
_POINT = (
    Column("longitude", "number", "WGS84 degrees; police.uk's are snap points, not true places"),
    Column("latitude", "number", "WGS84 degrees"),
)

INCIDENTS = Table(
    "incidents",
    "One recorded crime, or one incident such as a report of anti-social behaviour",
    (
        Column("scheme", "text", "List of categories the next column belongs to"),
        Column("category", "text", "Category id in the vocabulary"),
        _MONTH,
        Column("occurred_on", "date", "Day, where the source gives one"),
        Column("occurred_hour", "whole", "Hour 0-23, where the source gives one"),
        Column("reference", "text", "The publisher's own id: police.uk's Crime ID"),
        Column("agency", "text", "Who recorded it: force slug, or agency of the mapping"),
        *_POINT,
        Column("location", "text", "The publisher's words for the snap point"),
        Column("area_given", "text", "Area code given by the source, of whatever vintage"),
        Column("outcome_given", "text", "Last outcome, as the street file gives it"),
    ),
    "area_given",
)
OUTCOMES = Table(
    "outcomes",
    "One outcome of one crime; a crime can have several",
    (
        Column("reference", "text", "Crime ID"),
        _MONTH,
        Column("outcome", "text", "The publisher's words"),
        Column("agency", "text", "Force slug"),
        *_POINT,
        Column("location", "text", "The publisher's words for the snap point"),
        Column("area_given", "text", "Area code given by the source"),
    ),
    "area_given",
)
SEARCHES = Table(
    "searches",
    "One stop and search, of a person or a vehicle",
    (
        Column("searched_at", "time", "Local time in England; police.uk publishes UTC"),
        _MONTH,
        Column("search_type", "text", "Person search, Vehicle search, or both"),
        Column("agency", "text", "Force slug"),
        *_POINT,
        Column("gender", "text", "As published"),
        Column("age_range", "text", "As published"),
        Column("self_defined_ethnicity", "text", "As published"),
        Column("officer_defined_ethnicity", "text", "As published; officers have no 'Mixed'"),
        Column("legislation", "text", "Power used"),
        Column("object_of_search", "text", "What was looked for"),
        Column("outcome", "text", "What was done"),
        Column("outcome_linked", "yes_no", "Outcome linked to the object; blank is not linked"),
        Column("clothing_removed", "yes_no", "More than outer clothing removed"),
        Column("operation", "yes_no", "Part of a policing operation"),
        Column("area_given", "text", "Always empty: this layout has no area"),
    ),
    "searched_at",
)
COUNTS = Table(
    "counts",
    "How many of one category in one area and month, as its publisher counted them",
    (
        Column("scheme", "text", "List of categories the next column belongs to"),
        Column("category", "text", "Category id in the vocabulary"),
        _MONTH,
        Column("months", "whole", "Length of the period in months: 1, or 3 for a quarter"),
        Column("area_kind", "text", "lsoa, ward, district or csp"),
        Column("area_given", "text", "Area code given by the source, or its name where no code is"),
        Column("agency", "text", "Who counted"),
        Column("count", "whole", "0 or more"),
    ),
    "area_given",
)
AREA_BOUNDARIES = Table(
    "area_boundaries",
    "The outline of one area in one vintage",
    (
        Column("kind", "text", "lsoa, ward, district, csp …"),
        Column("vintage", "whole", "Year of the code: 2021 for lsoa21cd"),
        Column("code", "text", "ONS code"),
        Column("name", "text", "Name"),
        Column("epsg", "whole", "Projection of the geometry: 4326 or 27700"),
        Column("geometry", "bytes", "Well-known binary"),
    ),
    "code",
)
AREA_CHANGES = Table(
    "area_changes",
    "One LSOA of 2011 and one LSOA of 2021 that share ground",
    (
        Column("lsoa11cd", "text", "Code of 2011"),
        Column("lsoa21cd", "text", "Code of 2021"),
        Column("change", "text", "U unchanged, S split, M merged, X irregular"),
        Column("lad22cd", "text", "District of 2022"),
    ),
    "lsoa11cd",
)
AREA_LINKS = Table(
    "area_links",
    "One area and the larger areas that it lies in",
    (
        Column(
            "lookup",
            "text",
            "Which look-up, with its years: for example lsoa21-wd24-lad24 or lad24-csp24-pfa24",
        ),
        Column("child_code", "text", "Smallest area"),
        Column("child_name", "text", "Its name"),
        Column("parent_code", "text", "The area it lies in"),
        Column("parent_name", "text", "Its name"),
        Column("grandparent_code", "text", "The area that one lies in"),
        Column("grandparent_name", "text", "Its name"),
    ),
    "child_code",
)
RESIDENTS = Table(
    "residents",
    "How many people, or households, of one group in one area and year",
    (
        Column("measure", "text", "residents, households or ethnic_group"),
        Column("area_kind", "text", "lsoa or district"),
        Column("vintage", "whole", "Year of the area code"),
        Column("area_code", "text", "ONS code"),
        Column("year", "whole", "Mid-year, or census year"),
        Column("group", "text", "'all', or the publisher's words"),
        Column("count", "whole", "0 or more"),
    ),
    "area_code",
)
DEPRIVATION = Table(
    "deprivation",
    "One measure of the Indices of Deprivation for one area",
    (
        Column("edition", "whole", "2015, 2019 or 2025"),
        Column("area_kind", "text", "lsoa or district"),
        Column("area_code", "text", "ONS code"),
        Column("measure", "text", "For example imd_rank, crime_decile"),
        Column("value", "number", "As published"),
    ),
    "area_code",
)
CONTROL_TOTALS = Table(
    "control_totals",
    "Officially published recorded crime of one CSP, quarter and offence group",
    (
        Column("area_code", "text", "CSP code, or name where no code is given"),
        Column("area_name", "text", "CSP name"),
        Column("month", "date", "First month of the quarter"),
        Column("months", "whole", "Length of the period in months"),
        Column("offence_group", "text", "The publisher's words"),
        Column("offence_subgroup", "text", "The publisher's words"),
        Column("count", "whole", "Offences recorded; may be negative after a correction"),
    ),
    "area_code",
)

TABLES = {
    table.name: table
    for table in (
        INCIDENTS,
        OUTCOMES,
        SEARCHES,
        COUNTS,
        AREA_BOUNDARIES,
        AREA_CHANGES,
        AREA_LINKS,
        RESIDENTS,
        DEPRIVATION,
        CONTROL_TOTALS,
    )
}
