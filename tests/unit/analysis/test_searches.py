"""Stop and search: which searches count, disparity, the unknown, and find rates."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.disparity import (
    Question,
    Searched,
    disparity,
    split_dispersion,
    unknown_bounds,
)
from wardmote.analysis.district_disparity import district_disparities
from wardmote.analysis.find_rates import (
    linked_find_rates,
    newcombe_interval,
    other_outcome_rates,
)
from wardmote.analysis.searches import SearchCell, ethnic_group, tally_searches
from wardmote.errors import AnalysisError

MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)
BLACK = Question("Black", "self-defined", 2021)
ARREST, NOTHING = "Arrest", "A no further action disposal"


def cell(count, *, self_defined=None, officer="White", outcome=NOTHING, linked=None, **more):
    place = {"month": MARCH, "district": "Luton", "search_type": "Person search", **more}
    return SearchCell(
        self_defined=self_defined,
        officer_defined=officer,
        outcome=outcome,
        linked=linked,
        count=count,
        **place,
    )


class TestTally:
    def test_searches_of_vehicles_alone_are_left_out_and_counted(self):
        cells = [
            cell(5),
            cell(3, search_type="Person and Vehicle search"),
            cell(2, search_type="Vehicle search"),
            cell(1, search_type=None),
        ]

        tally = tally_searches(cells, "officer-defined")

        assert (tally.total, tally.vehicle_only) == (8, 3)

    def test_the_two_definitions_are_two_results(self):
        cells = [cell(5, self_defined="Mixed/Multiple ethnic groups - White and Asian")]

        assert tally_searches(cells, "self-defined").count("Mixed") == 5
        assert tally_searches(cells, "officer-defined").count("White") == 5

    def test_the_unknown_is_filled_from_the_other_definition_only_where_unknown(self):
        cells = [
            cell(5, self_defined="Other ethnic group - Not stated", officer="Black"),
            cell(4, self_defined="White - Irish", officer="Black"),
            cell(3, self_defined=None, officer=None),
        ]

        tally = tally_searches(cells, "self-defined")

        assert tally.unknown_share == 8 / 12
        assert tally.count("Black") == 0
        assert tally.count("Black", fill=True) == 5
        assert tally.count("White", fill=True) == 4
        assert tally.count("not stated", fill=True) == 3

    def test_months_and_districts_are_kept_apart(self):
        cells = [cell(5), cell(3, month=APRIL), cell(2, district="Bedford"), cell(1, district=None)]

        tally = tally_searches(cells, "officer-defined")

        assert tally.monthly("White") == (8, 3)
        assert tally.monthly("White", district="Luton") == (5, 3)
        assert tally.districts == ("Bedford", "Luton")

    @pytest.mark.parametrize(
        ("published", "group"),
        [
            ("White", "White"),
            ("White - Any other White background", "White"),
            ("Black/African/Caribbean/Black British - African", "Black"),
            ("Asian/Asian British - Chinese", "Asian"),
            ("Mixed/Multiple ethnic groups - White and Asian", "Mixed"),
            ("Other ethnic group - Arab", "Other"),
            ("Other", "Other"),
            ("Other ethnic group - Not stated", "not stated"),
            ("", "not stated"),
            (None, "not stated"),
        ],
    )
    def test_publishers_words_have_their_census_group(self, published, group):
        assert ethnic_group(published) == group

    def test_unknown_words_are_refused_with_the_known_ones(self):
        with pytest.raises(AnalysisError, match="belongs to no group") as refusal:
            ethnic_group("Martian")

        assert "Known     Asian, Black, Mixed, White, Other, not stated" in str(refusal.value)

    def test_no_person_searches_are_refused(self):
        with pytest.raises(AnalysisError, match="2 of vehicles alone"):
            tally_searches([cell(2, search_type="Vehicle search")], "self-defined")


class TestDisparity:
    def test_it_equals_the_methods_register(self):
        """M-12. Its 4.16 has the persons' -1/P terms; searches are events: 4.15 (S6)."""
        found = disparity(Searched("x", (420,), (380,), 22_000, 95_000), BLACK)

        assert (found.rate, found.reference_rate) == pytest.approx((19.09, 4.0), abs=0.005)
        assert (found.ratio, found.lower, found.upper) == pytest.approx(
            (4.773, 4.154, 5.483), abs=0.0005
        )

    def test_interval_equals_a_poisson_regression(self):
        import statsmodels.api as sm

        fit = sm.GLM(
            [150, 230, 200, 220],
            [[1, 0], [1, 0], [1, 1], [1, 1]],
            family=sm.families.Poisson(),
            offset=np.log([95_000, 95_000, 22_000, 22_000]),
        ).fit()

        found = disparity(Searched("x", (420,), (380,), 22_000, 95_000), BLACK)

        assert np.log([found.lower, found.upper]) == pytest.approx(fit.conf_int()[1], abs=1e-6)

    def test_dispersion_equals_a_quasi_binomial_regression(self):
        import statsmodels.api as sm

        rng = np.random.default_rng(3)
        first, second = rng.poisson(20, 24) * rng.integers(1, 4, 24), rng.poisson(60, 24)
        fit = sm.GLM(
            np.column_stack([first, second]), np.ones(24), family=sm.families.Binomial()
        ).fit()

        phi = split_dispersion([Searched("x", tuple(first), tuple(second), 1, 1)])

        assert phi == pytest.approx(fit.pearson_chi2 / 23)

    def test_searches_in_clusters_widen_the_interval(self):
        steady = Searched("x", (35,) * 12, (32,) * 12, 22_000, 95_000)
        clusters = Searched("x", (210, *[19] * 10, 20), (32,) * 12, 22_000, 95_000)

        calm, wild = disparity(steady, BLACK), disparity(clusters, BLACK)

        assert calm.phi == 1 < wild.phi
        assert np.log(wild.upper / wild.lower) == pytest.approx(
            np.sqrt(wild.phi) * np.log(calm.upper / calm.lower), rel=1e-6
        )

    @pytest.mark.parametrize(("group", "reference"), [(9, 50), (50, 9)])
    def test_below_ten_searches_in_either_group_there_is_no_ratio(self, group, reference):
        found = disparity(Searched("x", (group,), (reference,), 100, 1000), BLACK)

        assert (found.ratio, found.lower) == (None, None)
        assert found.refusal == "fewer than 10 searches of one of the groups"

    @pytest.mark.parametrize("level", ["ward", "LSOA"])
    def test_below_district_ratios_are_blocked_unless_asked_for(self, level):
        searched = Searched("Town Centre", (40,), (40,), 100, 1000)

        with pytest.raises(AnalysisError, match=f"not given for a {level}") as refusal:
            disparity(searched, BLACK, level=level)

        assert "mostly live elsewhere" in str(refusal.value)
        assert disparity(searched, BLACK, level=level, allow_below_district=True).ratio == 10

    @pytest.mark.parametrize(
        "numbers",
        [((1, 2), (1,), 5, 5), ((), (), 5, 5), ((-1,), (1,), 5, 5), ((1,), (1,), 0, 5)],
    )
    def test_searches_without_residents_or_months_are_refused(self, numbers):
        with pytest.raises(AnalysisError, match="census population by ethnic group"):
            Searched("x", *numbers)

    def test_clustered_searches_with_no_disparity_alarm_near_the_nominal_rate(self):
        rng = np.random.default_rng(4)
        alarms = 0
        for _ in range(300):
            first, second = (rng.negative_binomial(15, 1 / 3, 24) for _ in "12")
            found = disparity(Searched("x", tuple(first), tuple(second), 1000, 1000), BLACK)
            alarms += not found.lower <= 1 <= found.upper

        assert 0.02 <= alarms / 300 <= 0.09


class TestDistricts:
    def test_within_districts_a_ratio_made_by_geography_goes_away(self):
        districts = [
            Searched("busy", (200,), (100,), 10_000, 5_000),
            Searched("quiet", (10,), (100,), 5_000, 50_000),
        ]

        found = district_disparities(districts, BLACK)

        assert found.force.ratio == pytest.approx(3.85, abs=0.005)
        assert found.within_districts.ratio == pytest.approx(1)
        assert [one.ratio for one in found.districts] == pytest.approx([1, 1])

    def test_one_district_is_the_force(self):
        found = district_disparities([Searched("x", (420,), (380,), 22_000, 95_000)], BLACK)

        for one in (found.within_districts, *found.districts):
            assert (one.ratio, one.lower) == pytest.approx((found.force.ratio, found.force.lower))

    def test_it_covers_a_planted_ratio_about_95_times_in_100(self):
        rng = np.random.default_rng(8)
        people = rng.uniform(2_000, 20_000, (12, 2))
        rates = rng.uniform(0.002, 0.02, 12)
        held = 0
        for _ in range(200):
            districts = [
                Searched(
                    str(place),
                    tuple(rng.poisson(2.5 * rate * first / 12, 12)),
                    tuple(rng.poisson(rate * second / 12, 12)),
                    first,
                    second,
                )
                for place, (rate, (first, second)) in enumerate(zip(rates, people, strict=True))
            ]
            within = district_disparities(districts, BLACK).within_districts
            held += within.lower <= 2.5 <= within.upper

        assert 0.91 <= held / 200 <= 0.99

    def test_a_district_too_small_for_a_ratio_still_counts_within(self):
        districts = [
            Searched("large", (100,), (100,), 1_000, 1_000),
            Searched("small", (2,), (3,), 100, 100),
        ]

        found = district_disparities(districts, BLACK)

        assert found.districts[1].ratio is None
        assert found.within_districts.searches == 102

    def test_no_districts_and_unlike_months_are_refused(self):
        with pytest.raises(AnalysisError, match="no districts"):
            district_disparities([], BLACK)
        with pytest.raises(AnalysisError, match="a 1, b 2"):
            district_disparities(
                [Searched("a", (1,), (1,), 5, 5), Searched("b", (1, 2), (1, 2), 5, 5)], BLACK
            )


class TestUnknown:
    searched = Searched("x", (40,), (40,), 10, 20)

    def test_bounds_hold_whatever_the_unknown_were(self):
        bounds = unknown_bounds(self.searched, unknown=20, filled=(50, 50))

        for of_group in range(21):
            ratio = (40 + of_group) / (60 - of_group) * 2
            assert bounds.least <= ratio <= bounds.most
        assert bounds.filled == 2

    @pytest.mark.parametrize(("unknown", "is_much"), [(20, False), (21, True)])
    def test_more_than_a_fifth_unknown_is_warned_of(self, unknown, is_much):
        assert unknown_bounds(self.searched, unknown=unknown, filled=(50, 50)).is_much is is_much

    def test_a_reference_without_searches_has_no_bounds(self):
        with pytest.raises(AnalysisError, match="cannot be bounded"):
            unknown_bounds(Searched("x", (40,), (0,), 10, 20), unknown=5, filled=(45, 0))


class TestFindRates:
    cells = (
        cell(56, officer="Black", outcome=ARREST, linked=True),
        cell(14, officer="Black"),
        cell(48, outcome=ARREST, linked=True),
        cell(20, outcome=ARREST, linked=False),
        cell(12, outcome=None),
        cell(9, officer="Asian", outcome=ARREST, linked=True),
    )

    def test_blanks_count_as_nothing_found_and_are_never_dropped(self):
        rates = linked_find_rates(tally_searches(self.cells, "officer-defined")).rates

        assert {rate.group: (rate.found, rate.searches) for rate in rates} == {
            "Black": (56, 70),
            "White": (48, 80),
        }

    def test_any_outcome_is_another_measure(self):
        rates = other_outcome_rates(tally_searches(self.cells, "officer-defined")).rates

        assert {rate.group: rate.found for rate in rates} == {"Black": 56, "White": 68}

    def test_gaps_equal_newcombes_own_example(self):
        """Newcombe (1998), example (a): 56/70 less 48/80, 0.0524 to 0.3339 by method 10."""
        gap = linked_find_rates(tally_searches(self.cells, "officer-defined")).gaps[0]

        assert (gap.group, gap.reference_group) == ("Black", "White")
        assert (gap.difference, gap.lower, gap.upper) == pytest.approx(
            (0.2, 0.0524, 0.3339), abs=5e-5
        )

    def test_newcombe_equals_statsmodels(self):
        from statsmodels.stats.proportion import confint_proportions_2indep

        for numbers in ((3, 40, 9, 25), (0, 20, 0, 30), (25, 25, 3, 30)):
            oracle = confint_proportions_2indep(*numbers, method="newcomb", compare="diff")
            assert newcombe_interval(*numbers) == pytest.approx(oracle, abs=1e-9)

    def test_fewer_than_ten_searches_have_no_rate(self):
        rates = linked_find_rates(tally_searches(self.cells, "officer-defined")).rates

        assert "Asian" not in {rate.group for rate in rates}

    def test_a_column_that_is_never_true_is_not_a_find_rate_of_nothing(self):
        tally = tally_searches([cell(90, linked=False), cell(10, linked=None)], "officer-defined")

        found = linked_find_rates(tally)

        assert found.rates == ()
        assert "never say that an outcome was linked" in found.refusal

    def test_without_the_reference_group_there_are_rates_and_no_gaps(self):
        tally = tally_searches(self.cells[:2], "officer-defined")

        assert linked_find_rates(tally).gaps == ()
