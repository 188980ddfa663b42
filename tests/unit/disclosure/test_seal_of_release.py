"""Nothing but `release` makes what renderers accept."""

from __future__ import annotations

import copy
import pickle
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import wardmote
from wardmote.disclosure import (
    CountTable,
    Dimension,
    Figure,
    PublishedTable,
    Released,
    Sensitivity,
    check_released,
    percentage,
    release,
)
from wardmote.errors import DisclosureError

WARD = Dimension("ward", ("Bow", "Mile End", "Poplar"), total="All")


@pytest.fixture
def released():
    table = CountTable("Table 4", "reports", (WARD,), [3, 12, 40])
    return release(table, sensitivity=Sensitivity.STANDARD, user="analyst", as_of=date(2026, 4, 1))


@pytest.fixture
def unsafe():
    return PublishedTable("Table 4", "reports", (WARD,), (3, 12, 40, 55))


def test_what_release_returns_is_accepted(released):
    figure = percentage(released, ("Poplar",), ("All",))

    assert check_released(released) is released
    assert check_released(figure) is figure


def by_hand(released, unsafe):
    return Released(object(), unsafe, released.log, ())


def without_key(released, unsafe):
    return Released(None, unsafe, released.log, ())


def by_replacing(released, unsafe):
    return replace(released, published=unsafe)


def by_replacing_with_a_key(released, unsafe):
    return replace(released, published=unsafe, seal=object())


def by_allocating(released, unsafe):
    forged = object.__new__(Released)
    object.__setattr__(forged, "published", unsafe)
    object.__setattr__(forged, "log", released.log)
    object.__setattr__(forged, "notes", ())
    return forged


def by_changing(released, unsafe):
    object.__setattr__(released, "published", unsafe)
    return released


def by_dropping_the_legend(released, unsafe):
    object.__setattr__(released, "notes", ())
    return released


def by_inheriting(released, unsafe):
    class Mine(Released):
        def __init__(self, published):
            object.__setattr__(self, "published", published)

        def digest(self):
            return released.digest()

    return Mine(unsafe)


def by_posing(released, unsafe):
    class Lookalike:
        published, log, notes = unsafe, released.log, ()

        def digest(self):
            return released.digest()

    return Lookalike()


def by_pickling(released, unsafe):
    return pickle.loads(pickle.dumps(released))


def as_a_figure(released, unsafe):
    return Figure(object(), "3", 3.0, "")


def plain_knowledge(released, unsafe):
    return unsafe


def plain_number(released, unsafe):
    return 3


@pytest.mark.parametrize(
    "bypass",
    [
        by_hand, without_key, by_replacing, by_replacing_with_a_key, by_allocating, by_changing,
        by_dropping_the_legend, by_inheriting, by_posing, by_pickling, as_a_figure,
        plain_knowledge, plain_number,
    ],
)  # fmt: skip
def test_nothing_else_is(bypass, released, unsafe):
    with pytest.raises((DisclosureError, ValueError)):
        check_released(bypass(released, unsafe))


def test_refusal_says_how_to_do_it_properly(unsafe):
    with pytest.raises(DisclosureError) as refused:
        check_released(unsafe)

    assert str(refused.value) == (
        "This PublishedTable has not passed the disclosure rules.\n"
        "  Next      Make it with wardmote.disclosure.release and render what that returns."
    )
    assert refused.value.exit_code == 14


def test_a_copy_is_the_same_object(released):
    assert copy.copy(released) is released
    assert copy.deepcopy(released) is released


def test_key_is_used_inside_disclosure_only():
    root = Path(wardmote.__file__).parent
    asking = re.compile(r"disclosure(\.seal)? import .*\b(key|_KEY|seal)\b|disclosure\.seal\b.*key")
    outside = [
        path.relative_to(root)
        for path in root.rglob("*.py")
        if path.parent.name != "disclosure" and asking.search(path.read_text(encoding="utf-8"))
    ]

    assert outside == []
