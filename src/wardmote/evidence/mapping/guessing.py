"""What each column of a file may be: a machine's guess from its name and values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from wardmote.evidence.mapping.words import COORDINATES, SCHEMES, folded
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
ALIKE = 0.5  # more than half of a category's name must be there: "street cleaning" is no drinking
TRIED_VALUES = 500  # of each column, spread over its rows
STEM_LETTERS = 7  # enough to tell words apart, few enough to join their endings
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
class CategoryGuess:
    """Category that a word may mean; sure where the vocabulary has the very word."""

    category_id: str
    is_sure: bool


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
        fitting = _fitting(values, formats)
        if fitting:
            found.append(DateGuess(name, fitting))
    return sorted(found, key=lambda guess: _remoteness(guess.column))


def guess_months(columns: Columns, days: Sequence[DateGuess]) -> list[DateGuess]:
    """Columns of months, and of days under a header that says month; the former first."""
    found = []
    for name, values in columns.items():
        fitting = _fitting(values, MONTH_FORMATS)
        if fitting:
            found.append(DateGuess(name, fitting))
    found += [one for one in days if _SAYS_MONTH.search(header_words(one.column))]
    return sorted(found, key=lambda guess: not _SAYS_MONTH.search(header_words(guess.column)))


def _fitting(values: Sequence[str], formats: Sequence[str]) -> tuple[str, ...]:
    different = list(dict.fromkeys(filled(values)))
    tried = different[:: max(1, len(different) // TRIED_VALUES)]
    return tuple(
        format
        for format in guess_date_formats(tried, formats)
        if all(moment and moment.year in _YEARS for moment in parse_dates(tried, format).values)
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
        cells = filled(values)
        says = _SAYS_COUNT.search(header_words(name))
        if says and cells and not parse_counts(cells).faulty:
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
    known = len(guess_categories(sorted(words))) / len(words)
    says = bool(_SAYS_CATEGORY.search(header_words(name)))
    says_other = bool(_NOT_CATEGORY.search(header_words(name)))
    return 2 * known + says - 2 * says_other - (not known and not says)


def count_words(values: Sequence[str]) -> list[tuple[str, int]]:
    """Different values and how often each is there, the most frequent first.

    Capitals and spacing do not make a value different; it is shown as first met.
    """
    shown = {folded(value): " ".join(value.split()) for value in reversed(filled(values))}
    return [
        (shown[word], times) for word, times in Counter(map(folded, filled(values))).most_common()
    ]


def guess_categories(words: Sequence[str]) -> dict[str, CategoryGuess]:
    """Category that each word of theirs most resembles, where one does.

    The list that knows most of the words is asked first, so that a police file is not read
    by the councils' list.

    Examples
    --------
    >>> guessed = guess_categories(["Fly tipping", "Noise - loud music", "Council tax"])
    >>> [(word, guess.category_id, guess.is_sure) for word, guess in guessed.items()]
    [('Fly tipping', 'fly_tipping', True), ('Noise - loud music', 'noise', False)]
    """
    known = {
        scheme: [find_category(scheme, word) is not None for word in words] for scheme in SCHEMES
    }
    schemes = sorted(SCHEMES, key=lambda scheme: -sum(known[scheme]))
    guesses = {word: _exact(word, schemes) or _alike(word, schemes) for word in words}
    return {word: guess for word, guess in guesses.items() if guess is not None}


def _known(words: Sequence[str], scheme: str) -> int:
    return sum(find_category(scheme, word) is not None for word in words)


def _exact(word: str, schemes: Sequence[str]) -> CategoryGuess | None:
    found = next(filter(None, (find_category(scheme, word) for scheme in schemes)), None)
    return CategoryGuess(found.id, True) if found else None


def _alike(word: str, schemes: Sequence[str]) -> CategoryGuess | None:
    theirs = _stems(word)
    best, most = None, (0.0, 0)
    for scheme in schemes:
        for category_id, ours in _stems_of_names(scheme):
            shared = len(theirs & ours)
            likeness = (shared / len(ours), shared)
            if likeness[0] > ALIKE and likeness > most:
                best, most = category_id, likeness
    return CategoryGuess(best, False) if best else None


@cache
def _stems_of_names(scheme: str) -> tuple[tuple[str, frozenset[str]], ...]:
    named = [
        (one.id, _stems(name))
        for one in categories(scheme)
        for name in (one.title, *one.publisher_words)
    ]
    return tuple((id, stems) for id, stems in named if stems)


def _stems(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text.lower())) - _EMPTY_WORDS
    return frozenset(word.rstrip("s")[:STEM_LETTERS] for word in words)
