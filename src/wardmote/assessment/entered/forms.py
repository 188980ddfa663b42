"""What one value of a hand-written file must be, in words that a message can give."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from wardmote.evidence.personal_data.people import is_certain_name

_LIKE_AN_ADDRESS = re.compile(r"\S@\S")
_WORD = re.compile(r"[A-Z][A-Za-z'’-]+|[a-z0-9]+")


@dataclass(frozen=True)
class Form:
    """What a value must be.

    Parameters
    ----------
    words
        What it must be, to follow "must be".
    fits
        Whether a value, as TOML reads it, is that.
    """

    words: str
    fits: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def body_fault(name: str) -> str:
    """Why a name cannot stand for a body, or an empty text.

    Answers "is this a body or a post, as the record asks, or somebody's name?". It knows
    common names and e-mail addresses; it is a net, not a proof.

    Examples
    --------
    >>> body_fault("Sarah Jones")
    'looks like the name of a person: give the body or the post'
    >>> body_fault("Community safety team, Northborough Council")
    ''
    """
    if _LIKE_AN_ADDRESS.search(name):
        return "looks like an e-mail address: give the body or the post"
    if any(is_certain_name(part) for part in (name, *name.split(","))):
        return "looks like the name of a person: give the body or the post"
    return ""


def person_fault(text: str) -> str:
    """Why a text may not be kept, or an empty text: it names somebody, or gives an address.

    Answers "does this sentence name a person?", of two words side by side that are a common
    first name and a common surname. It is a net, not a proof.

    Examples
    --------
    >>> person_fault("Sarah Jones called on 40 homes")
    'names a person: give the body or the post'
    >>> person_fault("The team called on 40 homes in Victoria Park")
    ''
    """
    if _LIKE_AN_ADDRESS.search(text):
        return "holds an e-mail address: give the body or the post"
    words = _WORD.findall(text)
    if any(is_certain_name(f"{first} {last}") for first, last in pairwise(words)):
        return "names a person: give the body or the post"
    return ""


TEXT = Form("text in quotes", _is_text)
DAY = Form("a date without quotes, such as 2026-09-30", _is_day)
TEXTS = Form('a list of texts, such as ["a", "b"]', _is_texts)
BODY = Form(
    "a body or a post in quotes, never a person's name",
    lambda value: _is_text(value) and not body_fault(value),
)


def one_of(known: Collection[str]) -> Form:
    """A form for one of a few words.

    Examples
    --------
    >>> one_of(["month", "quarter"]).words
    'one of month, quarter'
    """
    return Form(f"one of {', '.join(known)}", lambda value: value in known)


@dataclass(frozen=True)
class Field:
    """One name of an entry, and what its value must be."""

    name: str
    form: Form
    required: bool = True


@dataclass(frozen=True)
class EntryForm:
    """One kind of entry of a file.

    Parameters
    ----------
    table
        Its name in brackets: ``data_set`` for ``[[data_set]]``.
    fields
        Every name that it may have.
    named_by
        Name whose value tells a person which entry is meant.
    several
        Whether it stands in two pairs of brackets, as often as needed.
    """

    table: str
    fields: tuple[Field, ...]
    named_by: str = ""
    several: bool = True

    @property
    def brackets(self) -> str:
        """As a person writes it above an entry."""
        return f"[[{self.table}]]" if self.several else f"[{self.table}]"

    def faults(self, values: Mapping[str, Any]) -> list[str]:
        """Everything wrong with the form of one entry, in words."""
        known = {one.name: one for one in self.fields}
        return [
            *(f"{one.name} is missing" for one in self.fields if _lacks(one, values)),
            *(not_known(name, known) for name in values if name not in known),
            *(
                f"{name} must be {known[name].form.words}"
                for name, value in values.items()
                if name in known and not known[name].form.fits(value)
            ),
        ]


def _lacks(field: Field, values: Mapping[str, Any]) -> bool:
    return field.required and field.name not in values


def not_known(word: str, known: Collection[str]) -> str:
    """Why a word is at fault, with the nearest that exist.

    Parameters
    ----------
    word
        As a person wrote it.
    known
        The words that exist.

    Examples
    --------
    >>> not_known("authorty", ["authority", "agency", "rules"])
    "'authorty' is not known: perhaps authority"
    >>> not_known("x", ["authority", "agency"])
    "'x' is not known: use authority, agency"
    """
    near = get_close_matches(word, list(known), n=2)
    return f"{word!r} is not known: " + (
        f"perhaps {' or '.join(near)}" if near else f"use {', '.join(known) or 'none'}"
    )
