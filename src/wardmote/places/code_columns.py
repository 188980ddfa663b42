"""Names of code columns, which say the kind of area and the year of its codes.

ONS calls the column ``LSOA21CD``; other publishers say ``lsoa21_code`` or ``ltla24_code``.
Here the same column is always ``lsoa21cd``. A code without its year is a fault: most codes
are the same in two vintages, so nothing in the code would show the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.area_kinds import area_kind

# ONS column stem -> kind of area. The first stem of a kind is the one that we write.
STEMS = {
    "oa": "output_area",
    "lsoa": "lsoa",
    "msoa": "msoa",
    "wd": "ward",
    "ward": "ward",
    "par": "parish",
    "lad": "district",
    "ltla": "district",
    "cty": "county",
    "csp": "csp",
    "pfa": "police_force_area",
    "rgn": "region",
    "ctry": "country",
}
"""Stems of ONS Open Geography's column names, small areas first; ``ltla`` is geographr's word."""

_COLUMN = re.compile(rf"({'|'.join(STEMS)})(\d\d)(cd|_code|nm|_name)", re.IGNORECASE)
_CENTURY = 2000  # ONS has coded areas in this form since 2009


@dataclass(frozen=True)
class CodeColumn:
    """A column of area codes of one kind and year.

    Parameters
    ----------
    kind
        Id of a kind of area, from `wardmote.vocabulary.area_kinds`.
    vintage
        Year of the codes, for example 2021.

    Examples
    --------
    >>> column = CodeColumn("district", 2024)
    >>> column.name, column.title
    ('lad24cd', 'local authority district, 2024')
    """

    kind: str
    vintage: int

    def __post_init__(self) -> None:
        area_kind(self.kind)
        if not _CENTURY <= self.vintage < _CENTURY + 100:
            raise ConfigurationError(
                "A set of area codes needs the year that it is of.",
                expected="a year such as 2021",
                found=repr(self.vintage),
                next_step="Give the year in the publisher's column name: LSOA21CD is of 2021.",
            )

    @property
    def name(self) -> str:
        """What the column is called in our tables, as ONS does in lower case."""
        stems = [stem for stem, kind in STEMS.items() if kind == self.kind]
        return f"{stems[0] if stems else self.kind}{self.vintage % 100:02d}cd"

    @property
    def title(self) -> str:
        """Kind and year in words."""
        return f"{area_kind(self.kind).title}, {self.vintage}"


def parse_code_column(name: str) -> CodeColumn | None:
    """Kind and year that a column of area codes is about, if its name says so.

    Answers "is this a column of area codes, and of which year?". For the columns of
    names that go with codes, use `name_column_of`.

    Parameters
    ----------
    name
        Column name as the publisher writes it, in any capitals.

    Returns
    -------
    CodeColumn or None
        None for every other column, also for codes without a year (``LADCD_ACTIVE``).

    Examples
    --------
    >>> parse_code_column("LSOA21CD")
    CodeColumn(kind='lsoa', vintage=2021)
    >>> parse_code_column("ltla24_code").name
    'lad24cd'
    >>> parse_code_column("LSOA21NM") is None
    True
    """
    found = _COLUMN.fullmatch(name.strip())
    if found is None or found[3].lower() not in ("cd", "_code"):
        return None
    return CodeColumn(STEMS[found[1].lower()], _CENTURY + int(found[2]))


def name_column_of(code_column: str, columns: Iterable[str]) -> str | None:
    """Column of names that goes with a column of codes.

    Parameters
    ----------
    code_column
        Name of the code column, one of `columns`.
    columns
        All column names of the table.

    Returns
    -------
    str or None
        As the table writes it; None where the table has codes only.

    Examples
    --------
    >>> name_column_of("WD24CD", ["WD24CD", "WD24NM", "WD24NMW", "LAD24NM"])
    'WD24NM'
    """
    found = _COLUMN.fullmatch(code_column.strip())
    if found is None:
        return None
    wanted = {f"{found[1]}{found[2]}{ending}".lower() for ending in ("nm", "_name")}
    return next((column for column in columns if column.strip().lower() in wanted), None)


def code_columns_of(columns: Iterable[str]) -> dict[str, CodeColumn]:
    """Columns of a table that hold area codes, small areas first.

    Parameters
    ----------
    columns
        All column names of the table.

    Returns
    -------
    dict
        Column name as the table writes it → kind and year; empty where there is none.

    Examples
    --------
    >>> list(code_columns_of(["LAD24CD", "LAD24NM", "WD24CD", "ObjectId"]))
    ['WD24CD', 'LAD24CD']
    """
    found = {column: parsed for column in columns if (parsed := parse_code_column(column))}
    order = list(dict.fromkeys(STEMS.values()))
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].kind)))
