"""A column to judge, and what is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_WORD_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Values that nothing can be read from: hashes, decimals, short numbers, ONS codes, moments
_CODE = re.compile(
    r"[0-9a-f]{32,}|-?\d{1,6}|-?\d*\.\d{2,}|[EWKSNJ]\d{8}|"
    r"\d{4}-\d\d-\d\d[T ](?!00:00)\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
)
_DIGIT = re.compile(r"\d")


class PersonalKind(StrEnum):
    """What a personal column holds, in words for a message."""

    FREE_TEXT = "free text"
    EMAIL = "email addresses"
    NATIONAL_INSURANCE = "National Insurance numbers"
    NHS = "NHS numbers"
    PHONE = "phone numbers"
    VEHICLE = "vehicle registration marks"
    ADDRESS = "addresses"
    POSTCODE = "full postcodes"
    BIRTH = "dates of birth"
    NAME = "names of people"
    IDENTIFIER = "numbers that identify a person"


@dataclass(frozen=True)
class PersonalColumn:
    """A column that looks personal, and why: never a value of it.

    Parameters
    ----------
    column
        Its name, as in the file. Do not print it where the file may lack a header line, for
        then it is a value; `check_no_personal_data` knows.
    kind
        What it seems to hold.
    share
        Share of its distinct values that look like that, 0 to 1.
    evidence
        Why, in words for a person.
    """

    column: str
    kind: PersonalKind
    share: float
    evidence: str

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"share must be over 0 and at most 1, not {self.share}")


@dataclass(frozen=True)
class Hits:
    """How many distinct values look personal, and what the header adds."""

    kind: PersonalKind
    count: int
    looks: str
    header_says: str = ""


def header_words(name: str) -> str:
    """Header as lower-case words with a space around each.

    Examples
    --------
    >>> header_words("dateOfBirth"), header_words("soc_sec_id"), header_words("D.O.B.")
    (' date of birth ', ' soc sec id ', ' d o b ')
    """
    words = _NOT_A_WORD.sub(" ", _WORD_BREAK.sub(" ", name).lower()).strip()
    return f" {words} "


@dataclass(frozen=True)
class Column:
    """A column ready to be judged: header as words, values distinct and trimmed.

    Parameters
    ----------
    header
        From `header_words`.
    values
        Distinct values that are not blank, in the order they came.
    given
        How many values that are not blank were given, repeats included.
    """

    header: str
    values: tuple[str, ...]
    given: int

    @classmethod
    def from_rows(cls, name: str, values: Sequence[str]) -> Column:
        """Column from its name and values as they stand in the file."""
        filled = [trimmed for value in values if (trimmed := value.strip())]
        return cls(header_words(name), tuple(dict.fromkeys(filled)), len(filled))

    @cached_property
    def readable(self) -> tuple[str, ...]:
        """Values that are more than a hash, a decimal, a short number, a code or a moment."""
        return tuple(value for value in self.values if not _CODE.fullmatch(value))

    @cached_property
    def _digits(self) -> tuple[int, ...]:
        return tuple(len(_DIGIT.findall(value)) for value in self.readable)

    @cached_property
    def without_digits(self) -> tuple[str, ...]:
        """Readable values that hold no digit."""
        counted = zip(self.readable, self._digits, strict=True)
        return tuple(value for value, digits in counted if not digits)

    def with_digits(self, least: int) -> Iterator[str]:
        """Readable values with so many digits, without the ``.0`` that Excel puts on numbers."""
        counted = zip(self.readable, self._digits, strict=True)
        return (value.removesuffix(".0") for value, digits in counted if digits >= least)
