"""Wards of partners' feeds: whole quarters, each by itself, and nothing adds up to a secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wardmote.assessment.partners.feeds import Feed, feeds_of
from wardmote.assessment.partners.wards import NOT_KNOWN, TOTAL, release_wards
from wardmote.disclosure import Sensitivity
from wardmote.evidence.registers import HeldFile
from wardmote.evidence.shared_rows import SharedRows
from wardmote.vocabulary.months import months_between

SHA = "0" * 64
FILES = {
    SHA: HeldFile(
        SHA, "a.csv", 1, "mapped_csv", "incidents", "l", "The council", "x", "2026-11-22", "",
        1, 1, 0, 0,
    )
}  # fmt: skip
WARDS = {"E05999001": "Abbey", "E05999002": "Bridge", "E05999003": "Castle", "E05999004": "Dock"}
LAST = date(2026, 6, 1)


def row(month: date, ward: str | None, count: int, category: str = "noise") -> SharedRows:
    return SharedRows("council", "asb", category, month, 1, True, ward, SHA, count, count)


def feed(
    counts: dict[str | None, int], *, first: date = date(2025, 7, 1), last: date = LAST, more=()
) -> Feed:
    rows = [
        row(month, ward, count)
        for month in months_between(first, last)
        for ward, count in counts.items()
    ]
    (found,) = feeds_of([*rows, *more], FILES, as_of=date(2026, 11, 22))
    return found


def released(one: Feed, sensitivity: Sensitivity = Sensitivity.STANDARD):
    return release_wards(
        "asb by ward", one, WARDS, sensitivity=sensitivity, as_of=date(2026, 11, 22)
    )


ALL_LARGE = {code: 10 + place for place, code in enumerate(WARDS)}


def test_wards_stand_in_order_of_name_with_the_count_of_each_whole_quarter():
    found = released(feed(ALL_LARGE))

    assert found.names == ("Abbey", "Bridge", "Castle", "Dock", NOT_KNOWN)
    assert len(found.quarters) == 4
    assert [found.value(name, found.quarters[-1]) for name in found.names] == [30, 33, 36, 39, 0]


def test_rows_whose_ward_is_not_known_are_told_apart_and_not_lost():
    found = released(feed({**ALL_LARGE, None: 7}))

    assert found.value(NOT_KNOWN, found.quarters[0]) == 21
    assert found.released[0].value(TOTAL) == 3 * (sum(ALL_LARGE.values()) + 7)


def test_a_quarter_with_a_small_ward_is_not_told_by_ward_at_all():
    small = row(date(2026, 2, 1), "E05999002", 3)
    counts = {code: n for code, n in ALL_LARGE.items() if code != "E05999002"}
    others = [row(date(2025, month, 1), "E05999002", 9) for month in (8, 11)]

    found = released(feed(counts, more=(small, *others)))

    assert [one.period_start for one in found.withheld] == [date(2026, 1, 1)]
    assert not any(one.published.has_suppressed for one in found.released)
    assert found.value("Bridge", found.quarters[-1]) == 0


def test_small_counts_in_every_quarter_say_why_nothing_is_told():
    found = released(feed({**ALL_LARGE, "E05999002": 1}))

    assert found.because == "each of the last quarters has a small count in it"


def test_a_quarter_is_told_alike_in_every_edition():
    small = row(date(2026, 2, 1), "E05999002", 3)
    counts = {code: n for code, n in ALL_LARGE.items() if code != "E05999002"}
    earlier = released(feed(counts, last=date(2026, 3, 1), more=(small,)))
    later = released(feed(counts, more=(small,)))

    assert set(earlier.withheld) <= set(later.withheld)
    for quarter in set(earlier.quarters) & set(later.quarters):
        assert [earlier.value(name, quarter) for name in earlier.names] == [
            later.value(name, quarter) for name in later.names
        ]


def test_a_quarter_with_a_suppressed_category_is_not_told_by_ward():
    begging = row(date(2026, 2, 1), "E05999001", 3, category="begging")

    found = released(feed(ALL_LARGE, more=(begging,)))

    assert [one.period_start for one in found.quarters] == [
        date(2025, 7, 1),
        date(2025, 10, 1),
        date(2026, 4, 1),
    ]


@pytest.mark.parametrize(
    ("change", "sensitivity", "because"),
    [
        ({}, Sensitivity.SENSITIVE, "whole area only"),
        ({"step": 3}, Sensitivity.STANDARD, "one person can be in several"),
        ({"by_ward": {"": (9,) * 12}}, Sensitivity.STANDARD, "no ward that is known"),
    ],
)
def test_what_may_not_be_told_by_ward_says_why(change, sensitivity, because):
    found = released(replace(feed(ALL_LARGE), **change), sensitivity)

    assert because in found.because
    assert not found.quarters and not found.released
