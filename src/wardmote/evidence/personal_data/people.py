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

LEAST_NAMES = 5  # fewer common names than this in a silent column can be chance
SHARE_OF_FULL_NAMES = 0.25  # a first-name list this long holds over half of people in England
SHARE_OF_SINGLE_NAMES = 0.3
SHARE_OF_NAME_FORMS = 0.5  # under "surname", where numbers and codes are pseudonyms
SHARE_BY_HEADER = 0.05
LEAST_CERTAIN_NAMES = 2  # "Sarah Jones": both words are on the lists

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
    return _is_given(words[0]) and words[-1] in FAMILY_NAMES - PLACE_AND_ORGANISATION_WORDS


def _is_likely_name(value: str) -> bool:
    """A common first name followed by anything but the word for a place; or a title."""
    words = _words(value)
    if not words or PLACE_AND_ORGANISATION_WORDS.intersection(words[1:]):
        return False
    if words[0] in TITLES or _is_given(words[0]):
        return True
    return "," in value and any(map(_is_given, words[1:]))


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
    if hits and hits >= SHARE_BY_HEADER * len(column.values):
        return Hits(PersonalKind.NAME, hits, "are common names of people", says[0].strip())
    return None


def _by_list(column: Column) -> Hits | None:
    total = len(column.values)
    likely = sum(map(_is_likely_name, column.without_digits))
    if likely >= max(LEAST_NAMES, SHARE_OF_FULL_NAMES * total):
        return Hits(PersonalKind.NAME, likely, "are common names of people")
    certain = sum(map(is_certain_name, column.without_digits))
    if certain >= max(LEAST_CERTAIN_NAMES, SHARE_OF_FULL_NAMES * total):
        return Hits(PersonalKind.NAME, certain, "are common names of people")
    single = {value.lower() for value in column.without_digits}
    for looks, known in (("first names", GIVEN_NAMES), ("surnames", FAMILY_NAMES)):
        if len(single & known) >= max(LEAST_NAMES, SHARE_OF_SINGLE_NAMES * total):
            return Hits(PersonalKind.NAME, len(single & known), f"are common {looks}")
    return None
