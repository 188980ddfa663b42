"""Names of people: told by the header, or by how many values are common names."""

from __future__ import annotations

import re

from wardmote.evidence.personal_data.columns import Column, Hits, PersonalKind
from wardmote.evidence.personal_data.given_and_family_names import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    PLACE_AND_ORGANISATION_WORDS,
    TITLES,
)

# Of the 7,093 names of wards in England and Wales 0.2% are common names of people ("Charles
# Dickens"), of 26,000 London street names fewer; of people in England roughly half.
SHARE_OF_NAMES = 0.1
LEAST_NAMES = 5
LEAST_OF_FEW = 3  # enough when they are half of the column
LEAST_CERTAIN_NAMES = 2  # "Sarah Jones": both words are on the lists
SHARE_OF_NAME_FORMS = 0.5  # under "surname", where numbers and codes are pseudonyms
SHARE_BY_HEADER = 0.1
LEAST_BY_HEADER = 2

_SAYS_NAME = re.compile(
    r" (?:fore ?names?|given names?|first names?|sur ?names?|last names?|family names?|full name|"
    r"middle names?|maiden name|alias(?:es)?|next of kin|your name|"
    r"(?:victim|complainant|suspect|offender|perpetrator|caller|reporter|resident|tenant|officer|"
    r"keeper|owner|parent|child|pupil|patient|client|customer|respondent|applicant|contact|person|"
    r"witness|informant|nominal|subject)s? (?:full )?name|"
    r"name of (?:the )?(?:victim|complainant|suspect|offender|perpetrator|caller|reporter|resident|"
    r"tenant|officer|keeper|owner|parent|child|pupil|patient|client|customer|person|witness)) "
)
_SAYS_PERSON = re.compile(
    r" (?:name|names|victim|complainant|suspect|offender|perpetrator|caller|reported by|reporter|"
    r"resident|tenant|officer|keeper|owner|contact|witness|informant|assigned to|case worker|"
    r"caseworker|logged by|entered by|created by|updated by|person|subject) "
)
_SAYS_PLACE = re.compile(
    r" (?:ward|lsoa|msoa|area|borough|district|street|road|place|school|park|site|location|town|"
    r"city|county|region|station|operation|organisation|company|agency|force|trust) "
)
# What a name is written with: letters, points, hyphens and apostrophes, one to five words
_NAME_SHAPED = re.compile(r"[^\W\d_]['’.\w-]*(?:,? ['’.\w-]+){0,4}")
LONGEST_NAME = 60
_FAMILY = FAMILY_NAMES - PLACE_AND_ORGANISATION_WORDS


def _is_given(word: str) -> bool:
    return word in GIVEN_NAMES or word.partition("-")[0] in GIVEN_NAMES


def _words(value: str) -> list[str]:
    """Words of a value that could be a full name: two to four; else none."""
    if len(value) > LONGEST_NAME:
        return []
    words = value.lower().replace(",", " ").replace(".", " ").split()
    return words if 2 <= len(words) <= 4 else []


def is_certain_name(value: str) -> bool:
    """Whether a value is a common first name with a common surname, in either order.

    Examples
    --------
    >>> is_certain_name("Sarah JONES"), is_certain_name("Khan, Mohammed")
    (True, True)
    >>> is_certain_name("Victoria Park"), is_certain_name("James Street")
    (False, False)
    """
    words = _words(value)
    if not words:
        return False
    if "," in value:
        return words[0] in FAMILY_NAMES and any(map(_is_given, words[1:]))
    return _is_given(words[0]) and words[-1] in _FAMILY


def _is_likely_name(value: str) -> bool:
    """A title, or a common first name or an initial, and not the word for a place."""
    words = _words(value)
    if not words or PLACE_AND_ORGANISATION_WORDS.intersection(words[1:]):
        return False
    first, last = words[0], words[-1]
    if first in TITLES or _is_given(first):
        return True
    if "," in value and any(map(_is_given, words[1:])):
        return True
    return (len(first) == 1 and last in _FAMILY) or (len(last) == 1 and first in _FAMILY)


def find_names(column: Column) -> Hits | None:
    """Names of people in a column, when there are enough to stop an import."""
    return _by_header_and_form(column) or _by_header_and_list(column) or _by_list(column)


def _by_header_and_form(column: Column) -> Hits | None:
    says = _SAYS_NAME.search(column.header)
    shaped = sum(map(_looks_like_a_name, column.without_digits)) if says else 0
    if says and shaped >= max(1, SHARE_OF_NAME_FORMS * len(column.values)):
        return Hits(PersonalKind.NAME, shaped, "have the form of a name", says[0].strip())
    return None


def _looks_like_a_name(value: str) -> bool:
    return len(value) <= LONGEST_NAME and bool(_NAME_SHAPED.fullmatch(value))


def _by_header_and_list(column: Column) -> Hits | None:
    says = _SAYS_PERSON.search(column.header)
    if not says or _SAYS_PLACE.search(column.header):
        return None
    hits = sum(map(_is_likely_name, column.readable))
    if hits >= max(LEAST_BY_HEADER, SHARE_BY_HEADER * len(column.values)) or _is_half(hits, column):
        return Hits(PersonalKind.NAME, hits, "are common names of people", says[0].strip())
    return None


def _is_half(count: int, column: Column) -> bool:
    return 0 < count >= len(column.values) / 2


def _by_list(column: Column) -> Hits | None:
    likely = sum(map(_is_likely_name, column.without_digits))
    certain = sum(map(is_certain_name, column.without_digits))
    words = {value.lower() for value in column.without_digits}
    for count, least, looks in (
        (likely, LEAST_NAMES, "are common names of people"),
        (certain, LEAST_CERTAIN_NAMES, "are common names of people"),
        (len(words & GIVEN_NAMES), LEAST_NAMES, "are common first names"),
        (len(words & FAMILY_NAMES), LEAST_NAMES, "are common surnames"),
    ):
        enough = count >= max(least, SHARE_OF_NAMES * len(column.values))
        if enough or (count >= LEAST_OF_FEW and _is_half(count, column)):
            return Hits(PersonalKind.NAME, count, looks)
    return None
