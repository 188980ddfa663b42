"""The words that a mapping may use."""

from __future__ import annotations

import json
from difflib import get_close_matches

from wardmote.vocabulary.categories import categories

KINDS = ("incidents", "counts")
SCHEMES = ("partner", "police_uk")  # whose category ids a mapping may use, ours first
SOURCE_KEYS = (
    "title",
    "agency",
    "licence",
    "sharing_agreement",
    "kind",
    "files",
    "category_is",
    "lad24cd_is",
    "skip_rows",
    "sheet",
    "delimiter",
    "encoding",
)
TABLES = ("source", "columns", "formats", "values", "drop", "generalise")
DAYS = ("occurred_on", "period_start", "period_end")
DATES = (*DAYS, "month")
COORDINATES = {
    "national_grid": ("easting", "northing"),
    "longitude_latitude": ("longitude", "latitude"),
}
AREA_CODES = ("lsoa21cd", "lsoa11cd", "wd24cd", "lad24cd")
COLUMNS = (
    "reference",
    *DATES,
    "category",
    *COORDINATES["national_grid"],
    *COORDINATES["longitude_latitude"],
    *AREA_CODES,
    "count",
)
FORMATS = (*DATES, "coordinates")
GENERALISE = ("outward",)


def category_ids() -> dict[str, str]:
    """Category ids that a mapping may use, each with its list; that of partners first."""
    partner, police = ({one.id: scheme for one in categories(scheme)} for scheme in SCHEMES)
    return partner | {id: scheme for id, scheme in police.items() if id not in partner}


def scheme_of(category_id: str) -> str:
    """List of categories that an id belongs to: ``partner`` or ``police_uk``.

    Examples
    --------
    >>> scheme_of("noise"), scheme_of("burglary")
    ('partner', 'police_uk')
    """
    return category_ids()[category_id]


def unknown(word: str, known: tuple[str, ...]) -> str:
    """Why a word is at fault, with the nearest that exist.

    Examples
    --------
    >>> unknown("eastings", COLUMNS)
    'is not known: perhaps easting'
    """
    near = get_close_matches(word, known, n=2)
    return "is not known: " + (
        f"perhaps {' or '.join(near)}" if near else f"use {', '.join(known)}"
    )


def folded(word: str) -> str:
    """Word without the accidents of capitals and spacing.

    Examples
    --------
    >>> folded(" Noise -  Music")
    'noise - music'
    """
    return " ".join(word.split()).casefold()


def as_toml(value: object) -> str:
    """A text, list of texts or number as TOML writes it.

    Its strings are JSON's, with one control character more. Comments use it for names too,
    since a control character may not stand in a comment either.

    Examples
    --------
    >>> as_toml(["x", "y"])
    '["x", "y"]'
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
