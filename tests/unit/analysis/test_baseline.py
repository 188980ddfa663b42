"""The change since a baseline year: the same test as between two years, where the years touch."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.baseline import compare_with_baseline
from wardmote.analysis.breaks import Break
from wardmote.analysis.change import Change, compare_years
from wardmote.analysis.months import Period, months_from
from wardmote.errors import AnalysisError

FIRST = date(2022, 4, 1)
BASELINE = Period(date(2023, 4, 1), date(2024, 3, 1))


def drawn(seed: int, *levels: float) -> list[int]:
    """Twelve months at each level, with a season."""
    chance = np.random.default_rng(seed)
    season = 1 + 0.2 * np.sin(np.arange(12) / 12 * 2 * np.pi)
    return [int(n) for level in levels for n in chance.poisson(level * season)]


def compared(counts: list[int], **more: object) -> Change:
    return compare_with_baseline(
        counts,
        months_from(FIRST, len(counts)),
        baseline=BASELINE,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("seed", range(5))
def test_where_the_years_touch_it_is_the_test_of_two_years(seed: int) -> None:
    counts = drawn(seed, 50, 60, 45)

    assert compared(counts) == compare_years(counts, months_from(FIRST, 36))


def test_years_that_do_not_touch_are_compared_as_they_stand() -> None:
    counts = drawn(1, 80, 80) + drawn(2, 60)[:7] + drawn(3, 40)

    found = compared(counts)

    assert (found.before, found.after) == (sum(counts[12:24]), sum(counts[-12:]))
    assert found.upper is not None and found.upper < 0.7
    assert found.later == Period(date(2024, 11, 1), date(2025, 10, 1))


def test_months_between_that_fill_no_year_change_nothing() -> None:
    with_gap = drawn(1, 80, 80) + [500] * 7 + drawn(3, 40)
    other_gap = drawn(1, 80, 80) + [1] * 7 + drawn(3, 40)

    assert compared(with_gap) == compared(other_gap)


def test_a_planted_halving_is_found_and_steadiness_is_not_called_a_change() -> None:
    clear = []
    for seed in range(40):
        steady = compared(drawn(seed, 60, 60, 60, 60))
        clear.append(steady.p is not None and steady.p < 0.05)
        halved = compared(drawn(seed, 60, 60, 45, 30))
        assert halved.upper is not None and halved.upper < 1
    assert sum(clear) <= 6


def test_fewer_than_twelve_months_since_is_too_short() -> None:
    found = compared(drawn(1, 60, 60) + [60] * 11)

    assert found.too_short
    assert found.refusal == "11 of the 12 months that must follow the baseline are held"
    assert found.before is not None


def test_a_baseline_that_is_not_all_held_is_not_guessed() -> None:
    found = compare_with_baseline([9] * 30, months_from(date(2023, 5, 1), 30), baseline=BASELINE)

    assert (found.before, found.refusal) == (None, "the months of the baseline are not all held")


def test_a_break_since_the_baseline_forbids_the_test_wherever_it_lies() -> None:
    for day in (date(2023, 9, 1), date(2024, 8, 1), date(2025, 6, 1)):
        found = compared(drawn(1, 60, 60, 60, 60)[:45], breaks=[Break("new system", day)])
        assert found.p is None and found.refusal.startswith("new system")


def test_small_counts_are_tested_as_independent_events() -> None:
    found = compared([1] * 12 + [2] * 12 + [0, 1] * 6)

    assert found.assumes_independence
    assert found == compare_years([2] * 12 + [0, 1] * 6, months_from(BASELINE.first, 24))


def test_a_baseline_of_a_quarter_is_refused() -> None:
    with pytest.raises(AnalysisError, match="not a year"):
        compare_with_baseline(
            [9] * 24,
            months_from(FIRST, 24),
            baseline=Period(date(2022, 4, 1), date(2022, 6, 1)),
        )
