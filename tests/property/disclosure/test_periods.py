"""Readings over months, quarters and years, in any order: no small number can be worked out.

The attacker has every value that was printed, in whatever edition, and a linear programme.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wardmote.analysis.months import months_from
from wardmote.disclosure import Sensitivity
from wardmote.disclosure.periods import PeriodValue, release_periods
from wardmote.vocabulary.months import last_day

MONTHS = months_from(date(2025, 4, 1), 8)
Window = tuple[int, int]
WINDOWS = st.lists(
    st.sampled_from(list(combinations(range(len(MONTHS) + 1), 2))),
    min_size=2, max_size=7, unique=True,
)  # fmt: skip
SIZES = st.sampled_from([0, 1, 2, 3, 4, 5, 7, 9, 10, 14, 30])
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a linear programme is slow to shrink
CLASSES = st.sampled_from([Sensitivity.STANDARD, Sensitivity.SENSITIVE])


def truths(groups: int) -> st.SearchStrategy[list[tuple[int, ...]]]:
    """What each month held: of a count one number, of a share those counted and the others."""
    month = st.tuples(*[SIZES] * groups)
    return st.lists(month, min_size=len(MONTHS), max_size=len(MONTHS))


def value(truth: list[tuple[int, ...]], window: Window) -> PeriodValue:
    first, after = window
    together = tuple(int(one) for one in np.sum(truth[first:after], axis=0))
    return PeriodValue(MONTHS[first], last_day(MONTHS[after - 1]), together)


def contains(window: Window, other: Window) -> bool:
    return window[0] <= other[0] and other[1] <= window[1]


def linked(windows: list[Window]) -> set[int]:
    """Places of the windows that overlap the last one, directly or through others."""
    found = {len(windows) - 1}
    while True:
        more = {
            place
            for place, (a, b) in enumerate(windows)
            if any(a < windows[one][1] and windows[one][0] < b for one in found)
        }
        if more <= found:
            return found
        found |= more


class Calculator:
    """Bounds any months of any group by all that was printed of it."""

    def __init__(self, values: list[PeriodValue], windows: list[Window], printed: tuple[bool, ...]):
        # a share with its base tells each group of it; a count of nobody is always printed
        self.known = [
            (window, one.counts)
            for one, window, shown in zip(values, windows, printed, strict=True)
            if shown
        ]
        # … so one that is not printed is of somebody, if nothing was left out near it before
        self.not_nobody = [
            window
            for place, window in enumerate(windows)
            if not printed[place]
            and len(values[place].counts) == 1
            and not any(
                not printed[before] for before in linked(windows[: place + 1]) if before < place
            )
        ]

    @staticmethod
    def row(window: Window) -> list[int]:
        return [int(window[0] <= place < window[1]) for place in range(len(MONTHS))]

    def bounds(self, group: int | None, window: Window) -> tuple[float, float]:
        """Least and most of one group, or of all together."""
        equal = {
            "A_eq": [self.row(one) for one, _ in self.known] or None,
            "b_eq": [sum(n) if group is None else n[group] for _, n in self.known] or None,
            "A_ub": [[-one for one in self.row(w)] for w in self.not_nobody] or None,
            "b_ub": [-1] * len(self.not_nobody) or None,
        }
        low = linprog(self.row(window), **equal)
        high = linprog([-one for one in self.row(window)], **equal)
        assert low.status == 0
        return low.fun, (-high.fun if high.status == 0 else np.inf)


def found(
    truth: list[tuple[int, ...]], windows: list[Window], sensitivity: Sensitivity
) -> tuple[list[PeriodValue], Calculator]:
    values = [value(truth, one) for one in windows]
    released = release_periods("things", values, sensitivity=sensitivity)
    return values, Calculator(values, windows, released.printed)


@pytest.mark.parametrize("groups", [1, 2])
def test_no_small_number_follows_from_values_that_overlap(groups: int) -> None:
    @settings(max_examples=60, deadline=None, phases=PHASES)
    @given(truths(groups), WINDOWS, CLASSES)
    def attacked(
        truth: list[tuple[int, ...]], windows: list[Window], sensitivity: Sensitivity
    ) -> None:
        values, attacker = found(truth, windows, sensitivity)
        every = [*range(groups), *([None] if groups > 1 else [])]
        for place, (one, window) in enumerate(zip(values, windows, strict=True)):
            for group in every:
                count = sum(one.counts) if group is None else one.counts[group]
                if 0 < count < sensitivity.threshold:
                    low, high = attacker.bounds(group, window)
                    inside = [w for w in attacker.not_nobody if contains(window, w)]
                    # What was out before it came can no more be helped: nothing is added to it.
                    _, then = found(truth, windows[:place], sensitivity)
                    at_least, at_most = then.bounds(group, window) if place else (0, np.inf)
                    assert low <= max(1, len(inside), at_least) + 1e-6
                    assert high >= min(sensitivity.threshold, at_most) - 1e-6

    attacked()


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(truths(1), WINDOWS, CLASSES)
def test_no_stretch_of_time_between_two_values_is_given_away(
    truth: list[tuple[int, ...]], windows: list[Window], sensitivity: Sensitivity
) -> None:
    _, attacker = found(truth, windows, sensitivity)

    for window in combinations(range(len(MONTHS) + 1), 2):
        count = value(truth, window).counts[0]
        if 0 < count < sensitivity.threshold:
            low, high = attacker.bounds(0, window)
            assert low != pytest.approx(high)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(truths(2), WINDOWS, CLASSES, st.integers(1, 6))
def test_what_comes_later_takes_nothing_back(
    truth: list[tuple[int, ...]], windows: list[Window], sensitivity: Sensitivity, so_far: int
) -> None:
    """An edition of last quarter and one of today print the same of what both have."""
    values = [value(truth, one) for one in windows]

    now = release_periods("things", values, sensitivity=sensitivity).printed
    then = release_periods("things", values[:so_far], sensitivity=sensitivity).printed

    assert then == now[:so_far]


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(truths(1), WINDOWS, CLASSES)
def test_nothing_is_withheld_that_gives_nothing_away(
    truth: list[tuple[int, ...]], windows: list[Window], sensitivity: Sensitivity
) -> None:
    """Where nothing small is anywhere near, all is printed: the rule is no stricter than it is."""
    large = [(one[0] + sensitivity.threshold,) for one in truth]
    values = [value(large, one) for one in windows]

    assert all(release_periods("things", values, sensitivity=sensitivity).printed)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(truths(1), WINDOWS, CLASSES, st.sampled_from(list(combinations(range(9), 2))))
def test_a_sum_is_told_only_where_it_adds_up_from_what_is_printed(
    truth: list[tuple[int, ...]], windows: list[Window], sensitivity: Sensitivity, asked: Window
) -> None:
    values, attacker = found(truth, windows, sensitivity)
    released = release_periods("things", values, sensitivity=sensitivity)
    wanted = value(truth, asked)

    if released.tells(wanted.starts, wanted.ends):
        assert attacker.bounds(0, asked) == pytest.approx((wanted.counts[0],) * 2)


def test_the_attack_works_on_a_careless_share() -> None:
    """A year of 400 and three quarters of it: the base and the part of the fourth follow."""
    truth = [(n, 9 * n) for n in (10, 10, 10, 10, 10, 10, 3, 0)]
    windows = [(0, 8), (0, 2), (2, 4), (4, 6)]
    values = [value(truth, one) for one in windows]

    careless = Calculator(values, windows, (True,) * 4)
    careful = release_periods("things", values, sensitivity=Sensitivity.STANDARD)

    assert careless.bounds(0, (6, 8)) == pytest.approx((3, 3))
    assert careful.printed == (True, True, True, False)
