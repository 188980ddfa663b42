"""Counts made from data.police.uk: LSOA 2021, month and category, one row each.

Nobody publishes such a table under data.police.uk's own name; analysts and open-data sites
make it from the street files, anti-social behaviour included. One row is one count. A
combination that has no row had none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardmote.evidence.area_counts import CountsOf, staged_counts
from wardmote.evidence.scopes import district_of_lsoa_name
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows
from wardmote.evidence.staging import Staging
from wardmote.evidence.words import word_table
from wardmote.vocabulary.categories import find_category

SCHEME = "police_uk"
COUNTS = CountsOf(SCHEME, agency="police-uk", area_kind="lsoa", first_month=date(2010, 12, 1))

LSOA_MONTH_CATEGORY = Layout(
    name="lsoa-month-category",
    kind="lsoa",
    table="counts",
    required=("lsoa_code", "category", "month", "crime_count"),
    optional=("lsoa_name", "borough"),
    since="2023-07",
    sample="lsoa-month-category.csv",
    identity=("area_given", "category", "month"),
)


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of files of counts, judged."""
    rows = staging.text_rows(files, (*layout.required, *layout.optional))
    words = word_table(staging, rows, ("category",), _category_id)
    read = f"""
        SELECT file_no, row_number, fault, lsoa_code AS area, month, w.id AS category,
            r.category AS words, crime_count AS count,
            coalesce(nullif(trim(borough), ''), {district_of_lsoa_name("lsoa_name")}) AS district
        FROM {rows} r LEFT JOIN {words} w ON w.category = r.category
    """
    yield staged_counts(staging, layout, files, read, of=COUNTS)


def _category_id(words: str) -> str | None:
    found = find_category(SCHEME, words)
    return found.id if found else None


SOURCE = Source(
    name="police_uk_counts",
    title="Recorded crime and anti-social behaviour by LSOA, month and category",
    publisher="made from data.police.uk by whoever passed it on",
    licence="Open Government Licence v3.0",
    url="https://data.police.uk/data/",
    refresh="as it is made",
    layouts=(LSOA_MONTH_CATEGORY,),
    stage=stage,
    sensitivity="open",
)
