"""Concentration of places: published coefficients, chance, and the year after."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.analysis.concentration import measure_concentration, persistence
from wardmote.analysis.lorenz import generalised_gini, gini, lorenz_curve, share_of_top
from wardmote.errors import AnalysisError

ZEROS = [0] * 7


@pytest.mark.parametrize(
    ("counts", "plain", "generalised"),
    [
        ([10, 8, 2, *ZEROS], 0.78, 0.78),
        ([3, 1, 1, *ZEROS], 0.78, 0.56),
        ([2, 1, 1, *ZEROS], 0.75, 0.375),
        ([1] * 5 + [0] * 5, 0.5, 0.0),
    ],
)
def test_gini_coefficients_equal_the_published_ones(counts, plain, generalised):
    """KN-25 and KN-25b."""
    assert gini(counts) == pytest.approx(plain)
    assert generalised_gini(counts) == pytest.approx(generalised)


def test_the_unbiased_coefficient_equals_the_published_one():
    assert generalised_gini([2, 1, 1, *ZEROS], unbiased=True) == pytest.approx(0.5)


def test_gini_is_half_the_mean_difference_over_the_mean():
    counts = np.random.default_rng(1).negative_binomial(1, 0.05, 169)

    differences = np.abs(counts[:, None] - counts[None, :]).mean()

    assert gini(counts) == pytest.approx(differences / (2 * counts.mean()))


def test_the_curve_is_one_minus_twice_its_area_to_the_gini():
    counts = [10, 8, 2, *ZEROS]

    area = np.trapezoid(lorenz_curve(counts), dx=1 / 10)

    assert 2 * area - 1 == pytest.approx(gini(counts))


@pytest.mark.parametrize(
    ("top", "share"), [(0.1, 0.5), (0.15, 0.7), (0.2, 0.9), (0.05, 0.25), (1, 1.0)]
)
def test_top_shares_between_whole_places_lie_in_line(top, share):
    assert share_of_top([10, 8, 2, *ZEROS], top) == pytest.approx(share)


def test_the_sentence_has_a_whole_number_of_places_and_their_own_share():
    counts = list(range(169))

    found = measure_concentration(counts, top=0.2)

    assert (found.whole_places, found.places) == (34, 169)
    assert found.whole_share == sum(range(135, 169)) / sum(counts)
    assert found.share == pytest.approx(
        (sum(range(136, 169)) + 0.8 * 135) / sum(counts)  # 33.8 places
    )


def test_places_without_incidents_count_as_places():
    with_zeros, without = [5, 4, 1, *ZEROS], [5, 4, 1]

    assert share_of_top(with_zeros, 0.3) == 1
    assert share_of_top(without, 0.3) < 0.5


class TestChance:
    def test_few_incidents_over_many_places_are_concentrated_by_chance_alone(self):
        found = measure_concentration([1] * 20 + [0] * 80, top=0.2)

        assert found.share == 1
        assert found.chance == pytest.approx(1, abs=0.02)

    def test_it_equals_a_slow_simulation_written_otherwise(self):
        found = measure_concentration([30, 10, 5, 3, 2, 0, 0, 0, 0, 0], top=0.25)

        rng = np.random.default_rng(99)
        shares = []
        for _ in range(4000):
            hits = sorted(np.bincount(rng.integers(0, 10, 50), minlength=10), reverse=True)
            shares.append((hits[0] + hits[1] + hits[2] / 2) / 50)
        assert found.chance == pytest.approx(np.mean(shares), abs=0.005)
        assert found.chance_interval == pytest.approx(np.quantile(shares, [0.025, 0.975]), abs=0.02)

    def test_planted_concentration_is_found_and_even_spread_is_not(self):
        rng = np.random.default_rng(7)
        even = rng.multinomial(3000, np.full(169, 1 / 169))
        hot = rng.multinomial(3000, np.r_[np.full(34, 0.5 / 34), np.full(135, 0.5 / 135)])

        found_even, found_hot = measure_concentration(even), measure_concentration(hot)

        assert found_even.chance_interval[0] <= found_even.share <= found_even.chance_interval[1]
        assert found_hot.share > found_hot.chance_interval[1] + 0.2

    def test_it_can_follow_an_exposure(self):
        counts = [60, 20, 10, 10]

        found = measure_concentration(counts, top=0.25, exposure=[60, 20, 10, 10])

        assert found.chance == pytest.approx(0.6, abs=0.02)

    def test_the_same_seed_gives_the_same_answer_and_leaves_the_global_one_alone(self):
        before = np.random.get_state()[1][:3].tolist()

        first = measure_concentration([5, 4, 1, 0], seed=3)

        assert first == measure_concentration([5, 4, 1, 0], seed=3)
        assert first.basis.parameters["seed"] == 3
        assert np.random.get_state()[1][:3].tolist() == before

    @pytest.mark.parametrize("exposure", [[1, 1], [0, 0, 0, 0], [1, -1, 1, 1]])
    def test_an_exposure_that_does_not_fit_is_refused(self, exposure):
        with pytest.raises(AnalysisError, match="exposure does not fit"):
            measure_concentration([5, 4, 1, 0], exposure=exposure)


class TestPersistence:
    def test_the_same_places_are_followed_and_not_next_years_leaders(self):
        before, after = {"a": 9, "b": 1, "c": 0}, {"a": 1, "b": 0, "c": 9}

        found = persistence(before, after, top=1 / 3)

        assert found.same_places == ("a",)
        assert (found.share_before, found.share_after, found.still_top) == (0.9, 0.1, 0)

    def test_regression_to_the_mean_shows_in_pure_chance(self):
        rng = np.random.default_rng(5)
        codes = [f"E{place:03}" for place in range(100)]
        first, second = (dict(zip(codes, rng.poisson(3, 100).tolist(), strict=True)) for _ in "12")

        found = persistence(first, second)

        assert found.share_before > 0.33
        assert found.share_after == pytest.approx(0.2, abs=0.06)

    def test_places_level_at_the_edge_are_taken_by_code(self):
        level = {"c": 5, "a": 5, "b": 5, "d": 5}

        assert persistence(level, level, top=0.5).same_places == ("a", "b")

    def test_other_places_in_the_second_year_are_refused(self):
        with pytest.raises(AnalysisError, match="same places") as refusal:
            persistence({"a": 5, "b": 1}, {"a": 5, "c": 1})

        assert "2 in one year only: b, c" in str(refusal.value)


@pytest.mark.parametrize("counts", [[], [0, 0]])
def test_nothing_is_not_concentrated(counts):
    with pytest.raises(AnalysisError, match="nothing to be concentrated"):
        gini(counts)


@pytest.mark.parametrize("counts", [[1, -1], [1, 0.5], [1, float("nan")]])
def test_counts_that_are_not_counts_are_refused(counts):
    with pytest.raises(AnalysisError, match="whole number, 0 or more"):
        share_of_top(counts, 0.2)


@pytest.mark.parametrize("top", [0, -0.2, 20])
def test_a_top_that_is_not_a_share_is_refused(top):
    with pytest.raises(AnalysisError, match="a share, not a per cent"):
        share_of_top([1, 2], top)


def test_one_incident_has_nothing_to_correct():
    with pytest.raises(AnalysisError, match="at least 2 places and 2 incidents"):
        generalised_gini([1, 0, 0], unbiased=True)
