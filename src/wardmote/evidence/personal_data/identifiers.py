"""Numbers that point at one person or one home, told by the header."""

from __future__ import annotations

import re

from wardmote.evidence.personal_data.columns import Column, Hits, PersonalKind

_SAYS_PERSON_NUMBER = re.compile(
    r" (?:soc(?:ial)? sec(?:urity)?(?: (?:id|no|num|number))?|ssn|nino|ni (?:no|num|number)|"
    r"national insurance(?: (?:no|number))?|nhs (?:id|no|num|number)|pnc(?: (?:id|no|number|ref))?|"
    r"cro(?: (?:no|number))?|crn|noms(?: id)?|urn|upn|unique pupil number|"
    r"passport(?: (?:no|number))?|"
    r"(?:driving|driver|drivers) licen[cs]e(?: (?:no|number))?|"
    r"custody (?:id|no|num|number|record|ref|reference)(?: (?:no|number))?|"
    r"(?:person|nominal|offender|victim|suspect|patient|client|pupil|subject|hospital) "
    r"(?:id|no|num|number|ref|reference)) "
)
_SAYS_HOUSE = re.compile(r" (?:uprn|(?:street|house|property|flat) (?:no|num|number)) ")
# A classification, such as the Home Office's 3A.3.2.1, is written with points; persons are not
_CLASSIFICATION = re.compile(r"\w{1,4}(?:\.\w{1,4})+")
_PNC = re.compile(r"(?:\d\d|(?:19|20)\d\d)/\d{1,7}[A-HJ-NP-RT-Z]")
LEAST_DIGITS = 4  # fewer number whole classes of people, not one person
SHARE = 0.5


def _identifies(value: str) -> bool:
    digits = sum(character.isdigit() for character in value)
    return digits >= LEAST_DIGITS and not _CLASSIFICATION.fullmatch(value)


def find_identifiers(column: Column) -> Hits | None:
    """Identifiers of persons in a column, under a header that says so or in the PNC's form."""
    says = _SAYS_PERSON_NUMBER.search(column.header)
    count = sum(map(_identifies, column.values)) if says else 0
    if says and count >= max(1, SHARE * len(column.values)):
        looks = "are long enough to point at one person"
        return Hits(PersonalKind.IDENTIFIER, count, looks, says[0].strip())
    pnc = sum(bool(_PNC.fullmatch(value)) for value in column.with_digits(LEAST_DIGITS))
    if pnc >= max(2, SHARE * len(column.values)):
        looks = "have the form of a Police National Computer number"
        return Hits(PersonalKind.IDENTIFIER, pnc, looks)
    return None


def find_house_numbers(column: Column) -> Hits | None:
    """House numbers, or property reference numbers, under a header that says so."""
    says = _SAYS_HOUSE.search(column.header)
    count = sum(any(map(str.isdigit, value)) for value in column.values) if says else 0
    if says and count >= max(1, SHARE * len(column.values)):
        return Hits(PersonalKind.ADDRESS, count, "are numbers of homes", says[0].strip())
    return None
