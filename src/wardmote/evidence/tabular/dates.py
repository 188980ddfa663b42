"""Dates and times as councils write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from wardmote.errors import ConfigurationError
from wardmote.evidence.tabular.parsed import CellError, Parsed, parse_each

EXCEL = "excel"
# Excel believes that 1900 was a leap year, and knows no zones
EXCEL_DAY_NOUGHT = datetime(1899, 12, 30)  # noqa: DTZ001
EXCEL_DAYS = range(1, 73_051)  # to the end of 2099
HALF_A_SECOND = timedelta(microseconds=500_000)
DATE_MISSING = "the date is missing"
DATE_UNREADABLE = "the date cannot be read"

DAY_FORMATS = (
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S%z",
    "%d-%m-%Y",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d/%m/%y",
    "%d/%m/%y %H:%M",
    "%Y%m%d",
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M",
    EXCEL,
)
MONTH_FORMATS = ("%Y-%m", "%Y%m", "%b %Y", "%B %Y", "%b-%y", "%b-%Y", "%m/%Y")

_DIRECTIVE = re.compile(r"%(.?)")
_KNOWN = frozenset("dmyYHIMSpbBaAjzfTDR%")
_YEARS, _MONTHS, _DAYS = frozenset("yY"), frozenset("mbBj"), frozenset("dj")
_TIMES = frozenset("HIT")
_ONLY_DIGITS = re.compile(r"(?:%[YymdHMS])+")
_LETTERS = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"), ("HH", "%H"), ("SS", "%S"))


def date_format_fault(format: str, *, to_month: bool = False) -> str | None:
    """What is wrong with a date format, or None.

    Parameters
    ----------
    format
        Python's directives (``%d/%m/%Y``), or ``excel``.
    to_month
        Whether year and month are enough.

    Examples
    --------
    >>> date_format_fault("%d/%m/%Y") is None
    True
    >>> date_format_fault("DD/MM/YYYY")
    'it has no % signs: perhaps "%d/%m/%Y"'
    >>> date_format_fault("%d/%M/%Y")
    'it has no month (%m; %M is minutes)'
    """
    if format == EXCEL:
        return None
    found = set(_DIRECTIVE.findall(format))
    if not found:
        return f'it has no % signs: perhaps "{_with_percents(format)}"'
    checks = (
        (
            found <= _KNOWN,
            f"it has a directive that is not known: %{min(found - _KNOWN, default='')}",
        ),
        (found & _YEARS, "it has no year (%Y for 2024, %y for 24)"),
        (found & _MONTHS, f"it has no month (%m{'; %M is minutes' if 'M' in found else ''})"),
        (to_month or found & _DAYS, "it has no day (%d)"),
        ("I" not in found or "p" in found, "it has %I, an hour to 12, without %p for am or pm"),
    )
    return next((fault for fits, fault in checks if not fits), None)


def _with_percents(format: str) -> str:
    text = format.upper()
    for letters, directive in _LETTERS:
        text = text.replace(letters, directive)
    return text.replace("%H:%m", "%H:%M")


def has_time(format: str) -> bool:
    """Whether a format gives the time of day; an Excel date may or may not have one.

    Examples
    --------
    >>> has_time("%d/%m/%Y"), has_time("%d/%m/%Y %H:%M"), has_time("excel")
    (False, True, True)
    """
    return format == EXCEL or bool(_TIMES & set(_DIRECTIVE.findall(format)))


def parse_dates(values: Sequence[str], format: str) -> Parsed[datetime]:
    """Dates, or dates with times, from text.

    Answers "when did each of these happen, by the clock on the wall?". For months of national
    files use `wardmote.vocabulary.months.parse_month`.

    Parameters
    ----------
    values
        Cells as text.
    format
        Python's directives, for example ``%d/%m/%Y %H:%M``; or ``excel`` for date cells of a
        workbook and for Excel's day numbers (45352, or 45352.5 at noon).

    Returns
    -------
    Parsed of datetime
        One for each cell, without a zone: UK clock time. A moment with a zone (``%z``) is
        turned into it. A blank cell is at fault too, since a record without a date has no
        place in any period.

    Raises
    ------
    ConfigurationError
        The format is not one.

    Notes
    -----
    ``%d/%m/%Y`` and ``%m/%d/%Y`` both fit days up to the twelfth: a wrong choice moves half
    of the records and is seen only in the other half's faults. Where Excel itself read dates
    the American way, its cells are wrong already, and days after the twelfth are left as text.

    Examples
    --------
    >>> parse_dates(["31/03/2024", "31/02/2024", ""], "%d/%m/%Y").faults
    (None, 'the date cannot be read', 'the date is missing')
    >>> parse_dates(["45352.5"], "excel").values[0].isoformat()
    '2024-03-01T12:00:00'
    """
    fault = date_format_fault(format, to_month=True)
    if fault:
        raise ConfigurationError(
            f'"{format}" is not a date format: {fault}.',
            expected="a format such as %d/%m/%Y, or excel",
            next_step="Correct the format in the mapping.",
        )
    return parse_each(values, lambda cell: _moment(cell.strip(), format))


def guess_date_formats(values: Iterable[str], formats: Sequence[str]) -> tuple[str, ...]:
    """Formats that fit every value, the likeliest in England first.

    Parameters
    ----------
    values
        Cells as text; blanks are passed over.
    formats
        To try, for example `DAY_FORMATS`.

    Returns
    -------
    tuple of str
        Empty when none fits all. Two or more when days never pass the twelfth.

    Examples
    --------
    >>> guess_date_formats(["01/02/2024", "03/04/2024"], DAY_FORMATS)
    ('%d/%m/%Y', '%m/%d/%Y')
    """
    different = list(dict.fromkeys(cell for value in values if (cell := value.strip())))
    return tuple(
        format for format in formats if different and all(_fits(cell, format) for cell in different)
    )


def _fits(cell: str, format: str) -> bool:
    try:
        _moment(cell, format)
    except CellError:
        return False
    return True


def _moment(cell: str, format: str) -> datetime:
    if not cell:
        raise CellError(DATE_MISSING)
    try:
        moment = _from_excel(cell) if format == EXCEL else _from_text(cell, format)
    except (ValueError, OverflowError) as error:
        raise CellError(DATE_UNREADABLE) from error
    if moment.tzinfo is not None:
        return moment.astimezone(_uk()).replace(tzinfo=None)
    return moment


def _from_text(cell: str, format: str) -> datetime:
    moment = datetime.strptime(cell, format)  # noqa: DTZ007 - a sheet gives clock time
    # Without signs between, strptime reads "202411" by %Y%m%d as 1 January: lengths must agree
    if _ONLY_DIGITS.fullmatch(format) and len(cell) != len(moment.strftime(format)):
        raise ValueError("digits are missing")
    return moment


def _from_excel(cell: str) -> datetime:
    if re.fullmatch(r"\d{4}-.*", cell):
        return datetime.fromisoformat(cell)
    days = float(cell)
    if int(days) not in EXCEL_DAYS:
        raise ValueError("not a day of Excel's")
    moment = EXCEL_DAY_NOUGHT + timedelta(days=days)
    return (moment + HALF_A_SECOND).replace(microsecond=0)


@cache
def _uk() -> ZoneInfo:
    return ZoneInfo("Europe/London")
