"""One cell of a sheet into a day, a word of the list or a text; or what is wrong with it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from wardmote.assessment.entered import body_fault, not_known, person_fault
from wardmote.evidence.tabular.dates import EXCEL, parse_dates
from wardmote.plan.sheets.columns import CHOICES, Kind, SheetColumn, normal

DAY_FORMATS: Final = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d %B %Y",
    "%d %b %Y",
    "%d %B %y",
    "%d %b %y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%A %d %B %Y",
    "%a %d %B %Y",
)
"""Days as people type them here; never the American way round."""

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
LONGEST: Final = 1_000  # characters: a cell holds a sentence, not a report
_FORMULA = re.compile(r"^(=|@|[+\-][^\s])")
_WORDS: Final = {normal(word): says for word, says in CHOICES.items()}


class CellFault(ValueError):
    """A cell that cannot be used; its message says why, and never carries what stands there."""


def cell_value(value: Any, column: SheetColumn) -> Any:
    """What one filled cell says.

    Parameters
    ----------
    value
        As the workbook holds it; a formula as its text.
    column
        What it must be.

    Raises
    ------
    CellFault
        It is not that.

    Examples
    --------
    >>> from wardmote.plan.sheets.columns import BY_TITLE
    >>> day = BY_TITLE["move to"]
    >>> cell_value("31st March 2027", day), cell_value(46477, day), cell_value("31/03/27", day)
    (datetime.date(2027, 3, 31), datetime.date(2027, 3, 31), datetime.date(2027, 3, 31))
    """
    if is_formula(value):
        raise CellFault("holds a formula: write the words or the day themselves")
    if column.kind is Kind.DAY:
        return _day(value)
    if column.kind is Kind.CHOICE:
        return _choice(value)
    return _text(value, column.kind)


def is_formula(value: Any) -> bool:
    """Whether a cell is a formula, or a text that a spreadsheet would take for one.

    Examples
    --------
    >>> [is_formula(one) for one in ("=1+1", "+cmd|' /C calc'!A0", "- a dash and words", 5)]
    [True, True, False, False]
    """
    if isinstance(value, str):
        return bool(_FORMULA.match(value.lstrip(" '\t\r\n")))
    return not isinstance(value, int | float | date | datetime | bool) and value is not None


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        found: date | None = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, bool):
        found = None
    elif isinstance(value, int | float):
        found = _parsed(str(value), (EXCEL,))
    else:
        found = _parsed(_plain_day(str(value)), (*DAY_FORMATS, EXCEL))
    if found is None or not EARLIEST <= found <= LATEST:
        raise CellFault("cannot be read as a day: write it as 31 March 2027")
    return found


def _plain_day(text: str) -> str:
    """A day without what people add: 31st, Sept, a comma."""
    plain = " ".join(text.replace(",", " ").replace(" of ", " ").split())
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", plain, flags=re.IGNORECASE)
    return re.sub(r"\bSept\b", "Sep", plain, flags=re.IGNORECASE)


def _parsed(text: str, formats: tuple[str, ...]) -> date | None:
    for one in formats:
        found = parse_dates([text], one).values[0]
        if found is not None:
            return found.date()
    return None


def _choice(value: Any) -> str:
    word = normal(str(value))
    if word not in _WORDS:
        raise CellFault(not_known(str(value).strip()[:20], list(CHOICES)))
    return _WORDS[word].value


def _text(value: Any, kind: Kind) -> str:
    text = " ".join(str(value).split())
    if len(text) > LONGEST:
        raise CellFault(f"is longer than {LONGEST:,} characters")
    fault = (body_fault(text) if kind is Kind.POST else "") or person_fault(text)
    if fault:
        raise CellFault(fault)
    return text
