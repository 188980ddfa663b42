"""Recorded crime of the Metropolitan Police: ward, LSOA or borough, month, minor category.

In long files one row is one count, and a combination without a row had none. In the London
Datastore's own wide files one row is an area and minor category with a column for each
month: each cell is a count, a blank cell is none, and one bad cell quarantines its row.
The three geographies count the same crimes: ward and LSOA counts leave out what could not
be placed, so they are lower than the borough's, and must never be added to them.

The Datastore cuts its files at the newest month before that month is whole. Such a partial
month is recognised by its total, kept, and said; comparisons leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from wardmote.evidence import judging
from wardmote.evidence.area_counts import CountsOf, staged_counts
from wardmote.evidence.scopes import district_of_lsoa_name
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
from wardmote.evidence.words import word_table
from wardmote.vocabulary.categories import find_category
from wardmote.vocabulary.districts import find_areas

SCHEME = "mps"
AGENCY = "metropolitan"
FIRST_MONTH = date(2008, 1, 1)  # of the oldest LSOA table on the London Datastore
MONTH_COLUMN = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])")
MOST_WARDS_OF_A_BOROUGH = 28  # Croydon, since 2018; no London borough has more
AREA_KINDS = {"ward": "ward", "lsoa": "lsoa", "borough": "district"}

_IDENTITY = ("area_given", "category", "month")
_NAMES = ("WardName", "LSOA Name", "LookUp_BoroughName", "BoroughName", "Borough", "BOCU")


def _layout(name: str, kind: str, required: Sequence[str], *, since: str, sample: str) -> Layout:
    return Layout(
        name=name,
        kind=kind,
        table="counts",
        required=tuple(required),
        optional=tuple(one for one in _NAMES if one not in required),
        suffixes=TABLE_SUFFIXES,
        since=since,
        sample=sample,
        identity=_IDENTITY,
        rows_make_one_record=name.endswith("long"),
    )


_TEXTS = ("MajorText", "MinorText")
_CATEGORIES = ("Major Category", "Minor Category")
_LONG = ("Month", "Count")

WARD_LONG = _layout(
    "ward-long", "ward", ("WardCode", *_TEXTS, *_LONG), since="2010-04", sample="ward-long.csv"
)
LSOA_LONG = _layout(
    "lsoa-long",
    "lsoa",
    ("LSOA Code", *_CATEGORIES, *_LONG),
    since="2024-02",
    sample="lsoa-long.csv",
)
BOROUGH_LONG = _layout(
    "borough-long",
    "borough",
    ("BoroughName", *_TEXTS, *_LONG),
    since="2010-04",
    sample="borough-long.csv",
)
WARD_WIDE = _layout(
    "ward-wide", "ward", ("WardCode", *_TEXTS), since="2010-04", sample="ward-wide.csv"
)
LSOA_WIDE = _layout(
    "lsoa-wide", "lsoa", ("LSOA Code", *_CATEGORIES), since="2010-04", sample="lsoa-wide.csv"
)
BOROUGH_WIDE = _layout(
    "borough-wide",
    "borough",
    ("BoroughName", *_TEXTS),
    since="2010-04",
    sample="borough-wide.parquet",
)
BOROUGH_LOOKED_UP = _layout(
    "borough-looked-up-wide",
    "borough",
    ("LookUp_BoroughName", *_TEXTS),
    since="2010-04",
    sample="borough-looked-up-wide.csv",
)
# A ward file may name its borough too, so wards come before boroughs.
LAYOUTS = (
    WARD_LONG,
    LSOA_LONG,
    BOROUGH_LONG,
    WARD_WIDE,
    LSOA_WIDE,
    BOROUGH_WIDE,
    BOROUGH_LOOKED_UP,
)


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file by its columns: wide if they are months."""
    return next(filter(None, map(_layout_of, headers_of(file))), None)


def _layout_of(header: tuple[str, ...]) -> Layout | None:
    keys = set(map(column_key, header))
    for layout in LAYOUTS:
        if {column_key(one) for one in layout.required} <= keys:
            is_whole = layout.rows_make_one_record or bool(_month_columns(header))
            return layout if is_whole else None
    return None


def _month_columns(header: Iterable[str]) -> tuple[str, ...]:
    return tuple(column for column in header if MONTH_COLUMN.fullmatch(column))


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Rows of files of counts, judged."""
    named = (*layout.required, *layout.optional)
    if layout.rows_make_one_record:
        rows, month, count = table_rows(staging, files, named, _fits(layout)), "Month", "Count"
    else:
        months = _month_columns(table_columns(files, _fits(layout)))
        wide = table_rows(staging, files, (*named, *months), _fits(layout))
        rows, month, count = long_rows(staging, wide, months), "heading", "cell"
    area, major, minor = layout.required[:3]
    words = word_table(staging, rows, (major, minor), _category_id)
    boroughs = word_table(staging, rows, (area,), _borough_code)
    read = f"""
        SELECT file_no, row_number, fault, coalesce(b.id, r."{area}") AS area,
            "{month}" AS month, w.id AS category,
            concat_ws(' / ', nullif(trim(r."{major}"), ''), nullif(trim(r."{minor}"), '')) AS words,
            "{count}" AS count, {_district()} AS district
        FROM {rows} r
        LEFT JOIN {words} w ON w."{major}" = r."{major}" AND w."{minor}" = r."{minor}"
        LEFT JOIN {boroughs} b ON b."{area}" = r."{area}"
    """
    most = MOST_WARDS_OF_A_BOROUGH if layout.kind == "ward" else 0
    counts = CountsOf(SCHEME, AGENCY, AREA_KINDS[layout.kind], FIRST_MONTH, most)
    yield staged_counts(staging, layout, files, read, of=counts)


def _fits(layout: Layout) -> Fits:
    return lambda header: _layout_of(header) is layout


def _category_id(major: str, minor: str) -> str | None:
    """Minor category, if it stands under this major one; many words stand under two."""
    above, below = find_category(SCHEME, major), find_category(SCHEME, minor)
    if above is None or below is None or below.parent != (above.parent or above.id):
        return None
    return below.id


def _borough_code(name: str) -> str | None:
    """Code of a borough by its name; "Unknown" and the airports have none."""
    codes = [area.code for area in find_areas(name) if area.kind == "district"]
    return codes[0] if len(codes) == 1 else None


def _district() -> str:
    """SQL for the borough that a row lies in, as far as the file names it."""
    names = ("LookUp_BoroughName", "BoroughName", "Borough", "BOCU")
    boroughs = [judging.blank(f'r."{name}"') for name in names]
    boroughs.append(district_of_lsoa_name('r."LSOA Name"'))
    return f"coalesce({', '.join(boroughs)})"


SOURCE = Source(
    name="mps_counts",
    title="Recorded crime by ward, LSOA and borough",
    publisher="Metropolitan Police Service, through the London Datastore",
    licence="Open Government Licence v2.0",
    url="https://data.london.gov.uk/dataset/recorded_crime_summary",
    refresh="monthly",
    layouts=LAYOUTS,
    stage=stage,
    recognise=recognise,
    sensitivity="open",
)
