"""Counts without files: fast, the same as the files', and statistically what the plan says."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from wardmote.northborough import (
    CRIME_TYPES,
    DEFAULT_TRUTH,
    NO_FLAWS,
    NOTHING_PLANTED,
    Flaws,
    HotSpots,
    Reclassification,
    RecordingBreak,
    SearchDisparity,
    Season,
    StepChange,
    Trend,
    Truth,
    TruthPlan,
    crime_counts,
)
from wardmote.northborough.happenings import factors
from wardmote.northborough.months import months_ending
from wardmote.northborough.plantable import Displacement, LargeEvent, NearRepeat

ALL = set(CRIME_TYPES)


def changed(plan: TruthPlan) -> set[str]:
    """Categories whose counts differ from the default plan's, at the same seed."""
    usual, other = crime_counts(seed=4), crime_counts(seed=4, plan=plan)
    return {
        category
        for position, category in enumerate(usual.categories)
        if not np.array_equal(usual.counts[position], other.counts[position])
    }


def test_counts_are_those_that_are_written(truth: Truth) -> None:
    found = crime_counts()

    for category in CRIME_TYPES:
        assert tuple(found.monthly(category).tolist()) == truth.crimes["E06999001"][category]
    assert found.hot_spots == truth.hot_spots


def test_a_hundred_seeds_take_seconds() -> None:
    crime_counts()
    start = time.process_time()
    for seed in range(20):
        crime_counts(seed=seed)

    assert (time.process_time() - start) / 20 < 0.1


def test_seeds_differ_and_the_place_does_not() -> None:
    one, other = crime_counts(seed=1), crime_counts(seed=2)

    assert one.lsoas == other.lsoas
    assert one.hot_spots != other.hot_spots
    assert not np.array_equal(one.counts, other.counts)


@pytest.mark.parametrize(
    ("plan", "categories"),
    [
        (replace(DEFAULT_TRUTH, steps=()), {"vehicle_crime"}),
        (replace(DEFAULT_TRUTH, steps=(StepChange(ratio=0.9),)), {"vehicle_crime"}),
        (replace(DEFAULT_TRUTH, trends=()), {"shoplifting"}),
        (replace(DEFAULT_TRUTH, seasons=()), {"anti_social_behaviour", "bicycle_theft"}),
        (replace(DEFAULT_TRUTH, recording_breaks=()), {"violence_and_sexual_offences"}),
        (
            replace(DEFAULT_TRUTH, reclassifications=()),
            {"other_theft", "theft_from_the_person"},
        ),
        (replace(DEFAULT_TRUTH, large_event=None), {"anti_social_behaviour"}),
        (replace(DEFAULT_TRUTH, hot_spots=None), ALL),
        (replace(DEFAULT_TRUTH, phi=1.0), ALL),
        (replace(DEFAULT_TRUTH, displacement=None), set()),
        (replace(DEFAULT_TRUTH, near_repeat=None), set()),
        (replace(DEFAULT_TRUTH, search_disparity=None), set()),
        (replace(DEFAULT_TRUTH, flaws=NO_FLAWS), set()),
    ],
    ids=lambda value: "" if isinstance(value, TruthPlan) else "+".join(sorted(value)) or "none",
)
def test_switching_one_truth_changes_only_its_own_categories(
    plan: TruthPlan, categories: set[str]
) -> None:
    assert changed(plan) == categories


@pytest.mark.parametrize("kind", ["step", "recording_break"])
def test_a_change_begins_in_the_very_month_that_the_truth_names(truth: Truth, kind: str) -> None:
    (planted,) = truth.of_kind(kind)
    months = months_ending(truth.last_month, truth.months)
    factor = factors(planted.categories[0], months, truth.plan)

    assert dict(zip(months, factor, strict=True)) == {
        month: planted.size["ratio"] if month >= planted.starts else 1.0 for month in months
    }


def test_a_reclassification_begins_in_the_very_month_that_the_truth_names(truth: Truth) -> None:
    without = crime_counts(plan=replace(DEFAULT_TRUTH, reclassifications=()))
    differs = (crime_counts().counts != without.counts).any(axis=(0, 1))

    assert without.months[int(np.flatnonzero(differs)[0])] == (
        truth.of_kind("reclassification")[0].starts
    )


def test_reclassification_leaves_every_sum_of_place_and_month_exactly() -> None:
    with_it = crime_counts(seed=4)
    without = crime_counts(seed=4, plan=replace(DEFAULT_TRUTH, reclassifications=()))

    assert np.array_equal(with_it.counts.sum(axis=0), without.counts.sum(axis=0))


def test_a_step_multiplies_the_mean_over_many_seeds() -> None:
    plan = replace(NOTHING_PLANTED, steps=(StepChange("robbery", 2.0, months_from_end=6),))
    series = np.array([crime_counts(seed=s, months=24, plan=plan).monthly("robbery")
                       for s in range(60)])  # fmt: skip

    assert series[:, -6:].mean() / series[:, :-6].mean() == pytest.approx(2.0, rel=0.05)


@pytest.mark.parametrize("phi", [1.0, 1.6, 4.0])
def test_monthly_totals_vary_as_the_plan_says(phi: float) -> None:
    plan = replace(NOTHING_PLANTED, phi=phi)
    totals = np.array([crime_counts(seed=s, months=12, plan=plan).monthly("burglary")
                       for s in range(40)])  # fmt: skip

    # of one calendar month over seeds, so that months' lengths do not count
    assert (totals.var(axis=0, ddof=1) / totals.mean(axis=0)).mean() == pytest.approx(phi, rel=0.25)


def test_quiet_series_look_changed_no_more_often_than_chance() -> None:
    signs = []
    for seed in range(40):
        found = crime_counts(seed=seed)
        for category in DEFAULT_TRUTH.quiet:
            if category == "bicycle_theft":
                continue
            x = found.monthly(category)
            before, after = x[-24:-12].sum(), x[-12:].sum()
            signs.append((after - before) / np.sqrt(DEFAULT_TRUTH.phi * (after + before)))

    assert np.mean(np.abs(signs) > 1.96) == pytest.approx(0.05, abs=0.04)
    assert np.mean(signs) == pytest.approx(0, abs=0.18)


def test_without_hot_spots_crime_follows_residents() -> None:
    found = crime_counts(plan=replace(NOTHING_PLANTED, volume=20))
    by_lsoa = found.counts.sum(axis=(0, 2))[:84]
    hot = crime_counts(plan=DEFAULT_TRUTH).counts.sum(axis=(0, 2))[:84]

    assert found.hot_spots == ()
    assert by_lsoa.max() / by_lsoa.min() < 2.5
    assert hot.max() / hot.min() > 8


def test_volume_scales_every_count() -> None:
    half = crime_counts(plan=replace(DEFAULT_TRUTH, volume=0.5)).counts.sum()

    assert half / crime_counts().counts.sum() == pytest.approx(0.5, rel=0.03)


def test_the_smallest_northborough_still_has_its_shape() -> None:
    found = crime_counts(months=1, plan=replace(NOTHING_PLANTED, volume=0.001))

    assert found.counts.shape == (14, 124, 1)


def test_quiet_names_what_nothing_happens_to() -> None:
    assert set(NOTHING_PLANTED.quiet) == ALL
    assert set(DEFAULT_TRUTH.quiet) == ALL - {
        "vehicle_crime", "shoplifting", "violence_and_sexual_offences", "other_theft",
        "theft_from_the_person", "anti_social_behaviour",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: HotSpots(share_of_lsoas=0.9, ratio=0.5), "share_of_lsoas is 0.9, not from 0.01"),
        (lambda: HotSpots(share_of_lsoas=0.9, ratio=0.5), "ratio is 0.5, not from 1 to 100"),
        (lambda: StepChange(category="arson"), "category 'arson' is none of anti_social_behaviour"),
        (lambda: Trend(monthly_growth=1.5), "monthly_growth is 1.5, not from -0.2 to 0.2"),
        (lambda: Season("drugs", 2), "amplitude is 2, not from 0 to 1"),
        (lambda: RecordingBreak(months_from_end=0), "months_from_end is 0, not from 1"),
        (lambda: Reclassification(share=2), "share is 2, not from 0 to 1"),
        (lambda: NearRepeat(category="burglary"), "category 'burglary' is none of noise"),
        (lambda: Displacement(category="x"), "category 'x' is none of noise"),
        (lambda: LargeEvent(ratio=-1), "ratio is -1, not from 0"),
        (lambda: SearchDisparity({"Green": 2}), "group 'Green' is none of Asian, Black"),
        (lambda: Flaws(unplaced_share=3), "unplaced_share is 3, not from 0 to 1"),
        (lambda: TruthPlan(phi=0.5), "phi is 0.5, not from 1 to 100"),
        (lambda: crime_counts(months=8), "StepChange    starts 12 months from the end"),
        (lambda: crime_counts(months=8), "LargeEvent    starts 14 months from the end"),
        (lambda: crime_counts(months=0), "1 to 240 months"),
        (
            lambda: crime_counts(plan=TruthPlan(large_event=LargeEvent(ward="E05999999"))),
            "There is no such ward",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_planted_is_refused_with_the_reason(build: object, words: str) -> None:
    from wardmote.errors import ConfigurationError

    with pytest.raises(ConfigurationError) as refusal:
        build()

    assert words in str(refusal.value)
    assert "Next" in str(refusal.value)
