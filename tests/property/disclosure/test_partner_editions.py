"""Partners' records, edition after edition: no small month, quarter or year can be worked out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property.disclosure.attacker import Attacker
from wardmote.assessment.partners.feeds import feeds_of
from wardmote.assessment.partners.releasing import release_line
from wardmote.disclosure import PublishedTable, Sensitivity
from wardmote.evidence.registers import HeldFile
from wardmote.evidence.shared_rows import SharedRows
from wardmote.vocabulary.information_periods import InformationPeriod
from wardmote.vocabulary.months import last_day, month_code, months_between, shift_month

FIRST = date(2023, 7, 1)
SHA = "0" * 64
FILES = {
    SHA: HeldFile(
        SHA, "a.csv", 1, "mapped_csv", "incidents", "l", "The council", "x", "2026-11-22", "",
        1, 1, 0, 0,
    )
}  # fmt: skip
COUNTS = st.lists(st.sampled_from([0, 1, 2, 4, 5, 6, 9, 12, 30]), min_size=40, max_size=40)
CLASSES = st.sampled_from([Sensitivity.STANDARD, Sensitivity.SENSITIVE])


def edition(counts: list[int], held: int, sensitivity: Sensitivity) -> list[PublishedTable]:
    """What is printed of one line by an assessment that holds so many months of it."""
    months = [shift_month(FIRST, place) for place in range(held)]
    rows = [
        SharedRows("council", "asb", "noise", month, 1, True, None, SHA, count, count)
        for month, count in zip(months, counts[:held], strict=True)
    ]
    # another category keeps every month whole, so that the line is judged by itself
    rows += [
        SharedRows("council", "asb", "begging", month, 1, True, None, SHA, 999, 999)
        for month in months
    ]
    (feed,) = feeds_of(rows, FILES, as_of=last_day(months[-1]))
    released = release_line(
        "noise", feed.counts["noise"], feed.months, by_month=True, sensitivity=sensitivity,
        as_of=last_day(months[-1]),
    )  # fmt: skip
    return [one.published for one in released.every]


def group(months: list[date]) -> frozenset[tuple[str, ...]]:
    return frozenset((month_code(one),) for one in months)


def small_groups(counts: list[int], known: set[tuple[str, ...]], threshold: int):
    """Months, quarters and years that are small, of those that the attacker has heard of."""
    for size in (1, 3, 12):
        for start in range(0, len(counts) - size + 1):
            months = [shift_month(FIRST, start + step) for step in range(size)]
            total = sum(counts[start : start + size])
            if 0 < total < threshold and group(months) <= known:
                yield months, total


@settings(max_examples=25, deadline=None)
@given(COUNTS, CLASSES, st.integers(27, 37))
def test_no_small_number_follows_from_editions_a_month_apart(
    counts: list[int], sensitivity: Sensitivity, held: int
) -> None:
    """A suppressed quarter is at least 1, since zeros are printed: so is each of a year's."""
    printed = [t for late in range(3) for t in edition(counts, held + late, sensitivity)]
    attacker = Attacker(printed)
    known = set(attacker.unknowns)

    for months, _ in small_groups(counts, known, sensitivity.threshold):
        low, high = attacker.bounds(group(months))
        assert low <= (1 if len(months) <= 3 else 4)
        assert high >= sensitivity.threshold


def test_an_edition_a_month_later_says_nothing_new_until_the_quarter_ends() -> None:
    counts = [7, 8, 9, 30, 11, 6] * 7

    august, september = (edition(counts, held, Sensitivity.STANDARD) for held in (38, 39))
    july = edition(counts, 37, Sensitivity.STANDARD)

    assert [one.sha256 for one in july] == [one.sha256 for one in august]
    assert [one.sha256 for one in august] != [one.sha256 for one in september]


def test_the_attack_works_on_rolling_years() -> None:
    """Two careless editions: the quarters of one year, and a year that rolls by a month."""
    months = months_between(date(2025, 1, 1), date(2026, 1, 1))
    released = release_line(
        "noise", [9] * 24, months_between(date(2024, 1, 1), date(2025, 12, 1)), by_month=True,
        sensitivity=Sensitivity.STANDARD, as_of=date(2026, 2, 1),
    )  # fmt: skip
    dimension = released.years.published.dimensions[0]  # type: ignore[union-attr]
    rolled = type(dimension)(
        "month", ("year",), parts={"year": frozenset(map(month_code, months[1:]))}
    )
    careless = PublishedTable("rolled", "noise", (rolled,), (9 * 11 + 3,))

    attacker = Attacker([*(one.published for one in released.every), careless])

    assert attacker.bounds(group([date(2026, 1, 1)])) == pytest.approx((3, 3))


@given(COUNTS, CLASSES)
@settings(max_examples=25, deadline=None)
def test_nothing_printed_has_a_suppressed_quarter_in_it(
    counts: list[int], sensitivity: Sensitivity
) -> None:
    tables = edition(counts, 39, sensitivity)
    hidden = {
        month_code(month)
        for row in tables[0].rows()
        if row["count"] is None
        for month in InformationPeriod(date.fromisoformat(f"{row['month']}-01")).months
    }

    for table in tables:
        (dimension,) = table.dimensions
        for position, value in zip(dimension.positions, table.values, strict=True):
            assert value is None or not dimension.parts_of(position) & hidden
