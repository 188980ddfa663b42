"""Changes of level: the published break, planted ones, quiet series and known events."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.breaks import Break
from wardmote.analysis.changepoints import find_changes
from wardmote.analysis.months import days_in_months, months_from
from wardmote.analysis.steps import autoregressive_noise, best_step, carry_and_spread
from wardmote.errors import AnalysisError, TooShort

MONTHS = months_from(date(2018, 1, 1), 96)


def drawn(seed, *, levels=((0, 200),), climb=0.0, swings=0.05, carry=0.3):
    """Seasonal Poisson counts with planted levels: (first month, mean) in order."""
    rng = np.random.default_rng(seed)
    month = np.arange(96)
    level = np.zeros(96)
    for start, mean in levels:
        level[start:] = mean
    noise = autoregressive_noise(rng, 96, 1, carry=carry, spread=swings)[:, 0]
    season = 1 + 0.2 * np.sin(2 * np.pi * month / 12)
    per_day = level * season * np.exp(climb * month / 96 + noise)
    return rng.poisson(per_day * days_in_months(MONTHS) / 30.4)


def test_the_nile_breaks_after_1898():
    """KN-32: one mean shift after observation 28, RSS 1597457.194, means 1097.75 and 849.97."""
    import statsmodels.datasets as datasets

    flow = datasets.nile.load_pandas().data["volume"].to_numpy()

    place, left = best_step(flow, np.ones((100, 1)), np.arange(1, 100))

    assert place == 28
    assert left == pytest.approx(1_597_457.194, abs=0.0005)
    assert (flow[:28].mean(), flow[28:].mean()) == pytest.approx((1_097.75, 849.9722222))


def test_the_best_step_is_that_of_trying_every_regression():
    rng = np.random.default_rng(1)
    design = np.column_stack([np.ones(30), rng.normal(size=30)])
    values = rng.normal(size=30)

    by_hand = {}
    for place in range(2, 29):
        wider = np.column_stack([design, np.arange(30) >= place])
        residuals = values - wider @ np.linalg.lstsq(wider, values, rcond=None)[0]
        by_hand[place] = residuals @ residuals

    place, left = best_step(values, design, np.arange(2, 29))
    assert place == min(by_hand, key=by_hand.get)
    assert left == pytest.approx(min(by_hand.values()))


@pytest.mark.parametrize("seed", range(3))
def test_two_planted_steps_are_found_with_their_sizes(seed):
    found = find_changes(drawn(seed, levels=((0, 150), (30, 230), (66, 160))), MONTHS)

    assert len(found.changes) == 2
    for change, at, ratio in zip(found.changes, (30, 66), (230 / 150, 160 / 230), strict=True):
        assert change.earliest <= MONTHS[at] <= change.latest
        assert change.ratio == pytest.approx(ratio, abs=0.15)
    assert found.gradual is None


def test_levels_are_typical_months_between_the_changes():
    found = find_changes(drawn(0, levels=((0, 150), (30, 230))), MONTHS)

    assert [level.typical_month for level in found.levels] == pytest.approx([150, 230], rel=0.1)
    assert found.levels[0].period.first == MONTHS[0]
    assert found.levels[1].period.first == found.changes[0].month
    assert sum(len(level.period) for level in found.levels) == 96


def test_quiet_series_are_seldom_given_a_change():
    false = [bool(find_changes(drawn(seed), MONTHS, seed=seed).changes) for seed in range(16)]

    assert sum(false) <= 3  # 5% of 16, and chance


def test_runs_of_high_months_are_not_taken_for_steps():
    false = [
        bool(find_changes(drawn(seed, swings=0.12, carry=0.6), MONTHS, seed=seed).changes)
        for seed in range(16)
    ]

    assert sum(false) <= 4


def test_a_gradual_climb_is_said_as_one():
    found = [find_changes(drawn(seed, climb=0.8), MONTHS).gradual for seed in range(3)]

    assert sum(gradual is not None for gradual in found) >= 2
    gradual = next(one for one in found if one)
    assert gradual.last / gradual.first == pytest.approx(np.exp(0.8), rel=0.15)


def test_a_level_lasts_at_least_a_year():
    lately = drawn(3, levels=((0, 150), (90, 300)), swings=0.02)  # for six months

    found = find_changes(lately, MONTHS)

    assert all(len(level.period) >= 12 for level in found.levels)


def test_a_known_event_beside_a_change_comes_first():
    counts = drawn(1, levels=((0, 150), (48, 230)))
    festival = Break("a festival", MONTHS[48], comparable=True)
    long_ago = Break("another", MONTHS[5], comparable=True)

    assert find_changes(counts, MONTHS, known=[long_ago, festival]).changes[0].known is festival
    assert find_changes(counts, MONTHS, known=[long_ago]).changes[0].known is None


def test_a_known_change_of_recording_is_never_found_as_a_change():
    system = Break("the police changed their recording system", MONTHS[48])

    for seed in range(8):
        found = find_changes(drawn(seed, levels=((0, 150), (48, 230))), MONTHS, known=[system])
        assert not any(abs(MONTHS.index(one.month) - 48) < 12 for one in found.changes)
        assert found.given == (system,)
        assert MONTHS[48] in [level.period.first for level in found.levels]


def test_a_recording_break_too_near_the_end_to_be_found_draws_no_change_elsewhere():
    counts = drawn(2, levels=((0, 150), (86, 230)))  # ten months before the end
    system = Break("the police changed their recording system", MONTHS[86])

    assert find_changes(counts, MONTHS).changes[-1].month == MONTHS[84]  # as near as it may be
    assert find_changes(counts, MONTHS, known=[system]).changes == ()


def test_a_step_away_from_a_known_change_of_recording_is_still_found():
    counts = drawn(4, levels=((0, 150), (30, 230), (66, 400)))
    system = Break("the police changed their recording system", MONTHS[66])

    (change,) = find_changes(counts, MONTHS, known=[system]).changes

    assert change.earliest <= MONTHS[30] <= change.latest
    assert (change.before, change.after) == pytest.approx((150, 230), rel=0.1)


def test_a_gradual_climb_past_a_known_break_is_told_for_its_longest_stretch():
    counts = drawn(0, climb=1.0)
    counts[70:] = counts[70:] * 2
    system = Break("the police changed their recording system", MONTHS[70])

    gradual = find_changes(counts, MONTHS, known=[system]).gradual

    assert gradual is not None
    assert (gradual.period.first, gradual.period.last) == (MONTHS[0], MONTHS[69])
    assert gradual.last / gradual.first == pytest.approx(np.exp(69 / 95), rel=0.2)


def test_the_same_seed_gives_the_same_answer():
    counts = drawn(1, levels=((0, 150), (48, 190)))

    assert find_changes(counts, MONTHS, seed=5) == find_changes(counts, MONTHS, seed=5)
    assert find_changes(counts, MONTHS, seed=5).basis.parameters["seed"] == 5


def test_the_number_of_changes_stops_at_five():
    stairs = [100 * 2 ** (month // 12 % 2 * 2) + month % 3 for month in range(96)]

    assert len(find_changes(stairs, MONTHS).changes) == 5


def test_steady_series_are_no_trouble():
    days = (days_in_months(MONTHS) * 10).astype(int)

    assert find_changes(days, MONTHS).changes == ()


def test_correlation_eaten_by_a_regression_is_given_back():
    rng = np.random.default_rng(3)
    design = (np.arange(96)[:, None] // 12 == np.arange(8)).astype(float)
    found, plain = [], []
    for _ in range(30):
        noise = autoregressive_noise(rng, 96, 1, carry=0.5, spread=1.0)[:, 0]
        found.append(carry_and_spread(noise, design, rng, draws=99))
        left = noise - design @ np.linalg.lstsq(design, noise, rcond=None)[0]
        plain.append(left[1:] @ left[:-1] / (left @ left))

    assert np.mean(plain) < 0.45
    assert np.mean([one.carry for one in found]) == pytest.approx(0.5, abs=0.08)
    assert np.mean([one.spread for one in found]) == pytest.approx(1, abs=0.1)


def test_two_years_are_too_short():
    with pytest.raises(TooShort, match="at least 36 months"):
        find_changes([5] * 35, MONTHS[:35])


def test_months_without_any_are_refused():
    with pytest.raises(AnalysisError, match="2 months with 0") as refusal:
        find_changes([0, 0] + [5] * 94, MONTHS, of="arson")

    assert "arson" in str(refusal.value)
