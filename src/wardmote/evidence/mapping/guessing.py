"""What each column of a file may be: a machine's guess from its name and values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.evidence.mapping.words import COORDINATES, SCHEMES
from wardmote.evidence.personal_data.columns import header_words
from wardmote.evidence.tabular import (
    guess_date_formats,
    parse_coordinates,
    parse_counts,
    parse_dates,
)
from wardmote.evidence.tabular.dates import DAY_FORMATS, EXCEL, MONTH_FORMATS
from wardmote.vocabulary.categories import categories, find_category

MOST_CATEGORIES = 60  # a list of kinds is short; longer is places, streets or references
SHARE_OF_ROWS = 0.5  # and its words repeat
ALIKE = 0.5  # of the words of a category's name that a word of theirs has
MOSTLY = 0.9  # of the filled rows; the others are the faults that the mapping will show

_YEARS = range(1990, 2100)
_SAYS_DATE = re.compile(
    r" (?:date|dates|day|when|time|datetime|on|at|reported|received|created|logged) "
)
_SAYS_MONTH = re.compile(r" (?:month|period|mth) ")
_SAYS_START = re.compile(r" (?:start|from|begin|beginning) ")
_SAYS_END = re.compile(r" (?:end|to|ending) ")
_SAYS_COUNT = re.compile(
    r" (?:count|counts|number|total|no of|incidents|reports|attendances|n|volume) "
)
_SAYS_CATEGORY = re.compile(
    r" (?:type|category|kind|nature|classification|class|service|offence|crime|subject|issue|"
    r"incident|subcategory|reason|method) "
)
_NOT_CATEGORY = re.compile(
    r" (?:outcome|status|ward|area|ethnicity|gender|sex|age|agency|team|source|channel|priority|"
    r"location|street|site|month|date) "
)
_SAYS_REFERENCE = re.compile(r" (?:ref|reference|id|case|case no|urn|request|job|number|no) ")
_OCCURRED = (  # what a date column's header says, the nearest to "it happened" first
    re.compile(r" (?:occurred|offence|incident|committed|happened|event|arrival|assault) "),
    re.compile(r" (?:reported|received|created|logged|opened|requested|raised|found) "),
    re.compile(r" (?:date|when|day) "),
)
_LATER = re.compile(r" (?:closed|resolved|updated|completed|cleared|modified|end|due|printed) ")
_AXES = {
    "easting": re.compile(r" (?:easting|eastings|east|x|x coord|grid e|bng e) "),
    "northing": re.compile(r" (?:northing|northings|north|y|y coord|grid n|bng n) "),
    "longitude": re.compile(r" (?:longitude|long|lon|lng|x) "),
    "latitude": re.compile(r" (?:latitude|lat|y) "),
}
_AREA_CODES = {
    "lsoa": re.compile(r"[EW]01\d{6}"),
    "wd24cd": re.compile(r"[EW]05\d{6}"),
    "lad24cd": re.compile(r"[EW]0[6-9]\d{6}"),
}
_WORD = re.compile(r"[a-z]+")
_EMPTY_WORDS = frozenset(
    [
        "and",
        "or",
        "of",
        "in",
        "on",
        "the",
        "a",
        "an",
        "to",
        "other",
        "incident",
        "complaint",
        "report",
        "type",
    ]
)

Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class DateGuess:
    """A column that holds dates, and the formats that fit all of them, the likeliest first."""

    column: str
    formats: tuple[str, ...]


def filled(values: Sequence[str]) -> list[str]:
    """Values that are not blank, trimmed."""
    return [trimmed for value in values if (trimmed := value.strip())]


def guess_days(columns: Columns) -> list[DateGuess]:
    """Columns of dates, the one that best says when a thing happened first."""
    found = []
    for name, values in columns.items():
        says_date = _SAYS_DATE.search(header_words(name))
        formats = [one for one in DAY_FORMATS if one != EXCEL or says_date]
        fitting = _in_our_time(guess_date_formats(filled(values), formats), values)
        if fitting:
            found.append(DateGuess(name, fitting))
    return sorted(found, key=lambda guess: _remoteness(guess.column))


def guess_months(columns: Columns, days: Sequence[DateGuess]) -> list[DateGuess]:
    """Columns of months, and of days under a header that says month; the former first."""
    found = []
    for name, values in columns.items():
        fitting = _in_our_time(guess_date_formats(filled(values), MONTH_FORMATS), values)
        if fitting:
            found.append(DateGuess(name, fitting))
    found += [one for one in days if _SAYS_MONTH.search(header_words(one.column))]
    return sorted(found, key=lambda guess: not _SAYS_MONTH.search(header_words(guess.column)))


def _in_our_time(formats: Sequence[str], values: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        format
        for format in formats
        if all(
            moment is None or moment.year in _YEARS for moment in parse_dates(values, format).values
        )
    )


def _remoteness(name: str) -> int:
    words = header_words(name)
    if _LATER.search(words):
        return len(_OCCURRED) + 1
    return next((rank for rank, says in enumerate(_OCCURRED) if says.search(words)), len(_OCCURRED))


def guess_period(days: Sequence[DateGuess]) -> tuple[DateGuess, DateGuess] | None:
    """Columns of a period's first and last day, where two dates say so."""
    starts = [one for one in days if _SAYS_START.search(header_words(one.column))]
    ends = [one for one in days if _SAYS_END.search(header_words(one.column))]
    return (starts[0], ends[0]) if starts and ends and starts[0] != ends[0] else None


def guess_count(columns: Columns) -> str | None:
    """Column of counts: whole numbers under a header that says so."""
    for name, values in columns.items():
        if _SAYS_COUNT.search(header_words(name)) and filled(values):
            if not parse_counts(filled(values)).faulty:
                return name
    return None


def guess_points(columns: Columns) -> tuple[str, str, str] | None:
    """System of the coordinates, and their two columns, by header and range."""
    for system, (first, second) in COORDINATES.items():
        for one in _named(columns, _AXES[first]):
            for other in _named(columns, _AXES[second]):
                if one != other and _are_points(columns[one], columns[other], system):
                    return system, one, other
    return None


def _named(columns: Columns, says: re.Pattern[str]) -> list[str]:
    return [name for name in columns if says.search(header_words(name))]


def _are_points(first: Sequence[str], second: Sequence[str], system: str) -> bool:
    points = parse_coordinates(first, second, system)
    good = sum(point is not None for point in points.values)
    return good > 0 and good >= MOSTLY * (good + points.faulty)


def guess_area_code(columns: Columns) -> tuple[str, str] | None:
    """Our name of an area code, and its column: the smallest area that is there."""
    for code, pattern in _AREA_CODES.items():
        for name, values in columns.items():
            cells = filled(values)
            if cells and sum(map(bool, map(pattern.fullmatch, cells))) >= MOSTLY * len(cells):
                return (_lsoa_of(name) if code == "lsoa" else code), name
    return None


def _lsoa_of(name: str) -> str:
    return "lsoa11cd" if " 11 " in header_words(name) or "2011" in name else "lsoa21cd"


def guess_reference(columns: Columns) -> str | None:
    """Column of the agency's own reference: different in every row, under a header that says so."""
    for name in _named(columns, _SAYS_REFERENCE):
        cells = filled(columns[name])
        if cells and len(set(cells)) == len(cells):
            return name
    return None


def guess_category_column(columns: Columns) -> str | None:
    """Column whose few words say what kind of thing each row is."""
    scores = {name: _category_score(name, values) for name, values in columns.items()}
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] > 0 else None


def _category_score(name: str, values: Sequence[str]) -> float:
    cells = filled(values)
    words = set(cells)
    few = len(words) <= MOST_CATEGORIES and len(words) <= max(3, SHARE_OF_ROWS * len(cells))
    if not words or not few or not any(map(str.isalpha, "".join(words))):
        return 0.0
    known = sum(guess_category(word) is not None for word in words) / len(words)
    says = bool(_SAYS_CATEGORY.search(header_words(name)))
    says_other = bool(_NOT_CATEGORY.search(header_words(name)))
    return 2 * known + says - 2 * says_other - (not known and not says)


def count_words(values: Sequence[str]) -> list[tuple[str, int]]:
    """Different values and how often each is there, the most frequent first."""
    return Counter(" ".join(value.split()) for value in filled(values)).most_common()


def guess_category(word: str) -> str | None:
    """Category id that a word of theirs most resembles, or None.

    Examples
    --------
    >>> guess_category("Fly tipping"), guess_category("Noise - loud music")
    ('fly_tipping', 'noise')
    >>> guess_category("Council tax") is None
    True
    """
    for scheme in SCHEMES:
        if found := find_category(scheme, word):
            return found.id
    likeness, best = max((_likeness(word, name), id) for id, name in _names())
    return best if likeness >= ALIKE else None


def _names() -> list[tuple[str, str]]:
    return [
        (one.id, name)
        for scheme in SCHEMES
        for one in categories(scheme)
        for name in (one.title, *one.publisher_words)
    ]


def _likeness(word: str, name: str) -> float:
    theirs, ours = _stems(word), _stems(name)
    return len(theirs & ours) / len(ours) if ours else 0.0


def _stems(text: str) -> set[str]:
    return {
        word.rstrip("s")[:7] for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS
    }
