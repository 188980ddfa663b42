"""Changes of level over many Northboroughs: what was planted is found, what is quiet is not.

Rates are stated here and measured on the seeds below, as in `test_planted_truth`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from integration.test_planted_truth import AREA, behind, context, series_of
from wardmote.assessment.changes import Context, changes_of
from wardmote.assessment.levels import LevelFound, find_levels
from wardmote.northborough import DEFAULT_TRUTH, NOTHING_PLANTED, TruthPlan, crime_counts

SEEDS = range(40)
STEP = date(2025, 9, 1)  # the planted fall of vehicle crime, twelve months before the end
TOLERANCE = 4  # months


def levels(
    seed: int, plan: TruthPlan, known: Context, *, months: int = 60
) -> dict[str, LevelFound]:
    series = series_of(crime_counts(seed=seed, plan=plan, months=months))
    found = find_levels(changes_of(series, behind(series), known), known)
    return {one.measure.id: one for one in found}


@cache
def planted(seed: int) -> dict[str, LevelFound]:
    return levels(seed, DEFAULT_TRUTH, context())


def moved(one: LevelFound) -> bool:
    return bool(one.told) or one.is_gradual


def apart(first: date, second: date) -> int:
    return abs((first.year - second.year) * 12 + first.month - second.month)


def test_the_planted_step_is_found_within_four_months_in_nine_runs_of_ten() -> None:
    last = [planted(seed)["vehicle_crime"].told[-1:] for seed in SEEDS]
    near = [bool(one) and apart(one[0].month, STEP) <= TOLERANCE for one in last]

    assert np.mean(near) >= 0.9


def test_the_interval_of_a_step_found_holds_the_month_planted_in_nine_of_ten() -> None:
    last = [one[0] for seed in SEEDS if (one := planted(seed)["vehicle_crime"].told[-1:])]

    assert np.mean([each.earliest <= STEP <= each.latest for each in last]) >= 0.9


def test_the_size_of_the_step_is_that_of_the_plan() -> None:
    ratios = [one[0].ratio for seed in SEEDS if (one := planted(seed)["vehicle_crime"].told[-1:])]

    assert np.median(ratios) == pytest.approx(0.7, abs=0.03)


def test_the_planted_trend_is_told_as_gradual_in_nine_runs_of_ten() -> None:
    assert np.mean([planted(seed)["shoplifting"].is_gradual for seed in SEEDS]) >= 0.9


def test_a_reclassification_is_never_told_as_a_change_of_level() -> None:
    for seed in SEEDS:
        for one in ("other_theft", "theft_from_the_person"):
            changes = planted(seed)[one].told
            assert all(apart(each.month, STEP) > TOLERANCE for each in changes), f"seed {seed}"
            assert not planted(seed)[one].is_gradual


def test_a_declared_recording_break_is_never_told_as_a_change_of_level() -> None:
    for seed in SEEDS:
        violence = planted(seed)["violence_and_sexual_offences"]

        assert violence.result is not None and len(violence.result.given) == 1
        assert all(apart(each.month, date(2025, 11, 1)) >= 12 for each in violence.told)


def test_quiet_series_beside_planted_ones_are_told_in_at_most_one_run_of_twenty() -> None:
    quiet = ("burglary", "criminal_damage_and_arson", "drugs", "public_order", "bicycle_theft")

    assert np.mean([moved(planted(seed)[one]) for seed in SEEDS for one in quiet]) <= 0.05


@pytest.mark.parametrize("months", [48, 60])
def test_with_nothing_planted_an_assessment_seldom_tells_any_change(months: int) -> None:
    plan = replace(NOTHING_PLANTED, phi=1.6)  # as unruly as the default telling
    nothing = Context(AREA, (), None)

    alarms = [
        any(map(moved, levels(seed, plan, nothing, months=months).values())) for seed in SEEDS
    ]

    assert np.mean(alarms) <= 0.08


def test_three_years_are_too_short_and_fewer_than_ten_a_month_too_few() -> None:
    short = levels(1, DEFAULT_TRUTH, context(), months=47)
    whole = planted(1)

    assert short["burglary"].because == "47 months are held, and 48 are needed"
    assert whole["robbery"].because == "fewer than 10 a month"
    assert whole["robbery"].result is None and not moved(whole["robbery"])


def test_the_number_of_series_looked_at_together_is_said() -> None:
    found = planted(1).values()

    assert {one.looked_at for one in found} == {sum(one.result is not None for one in found)}
    assert all(one.adjusted_p >= one.result.p for one in found if one.result and one.result.p)
