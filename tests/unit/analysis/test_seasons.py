"""Seasonality: how long a series must be, which months are named, and false alarms."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wardmote.analysis.breaks import Break
from wardmote.analysis.decomposition import decompose, picture_of_season
from wardmote.analysis.months import Period, days_in_months, months_from
from wardmote.analysis.seasons import seasonal_pattern
from wardmote.errors import AnalysisError, TooShort

SUMMER = np.array([0.9, 0.9, 0.9, 1, 1, 1.1, 1.3, 1.1, 1, 1, 0.9, 0.9])  # mean 1


def drawn(rng, years, *, shape=None, mean=100.0, phi=3.0):
    """Counts with a planted yearly shape per day, or none."""
    months = months_from(date(2026 - years, 1, 1), 12 * years)
    expected = mean * days_in_months(months) / 30.4
    if shape is not None:
        expected = expected * np.tile(shape, years)
    return rng.negative_binomial(expected / (phi - 1), 1 / phi), months


@pytest.mark.parametrize(
    ("months", "standing"),
    [(30, "too_short"), (35, "too_short"), (36, "shown"), (59, "shown"), (60, "season")],
)
def test_three_years_are_shown_and_five_are_called_a_season(months, standing):
    counts, names = drawn(np.random.default_rng(1), 5, shape=SUMMER)

    found = seasonal_pattern(counts[:months], names[:months], left_out=())

    assert found.standing == standing
    assert bool(found.indices) == (standing != "too_short")
    assert bool(found.named_months) == (standing == "season")


def test_a_change_of_recording_inside_a_year_neither_makes_a_season_nor_hides_one():
    rng = np.random.default_rng(5)
    known = [Break("rules changed", date(2025, 3, 1))]
    step = np.where(np.arange(60) >= 50, 2, 1)  # March is the fifth year's third month

    def seasons(shape):
        runs = [drawn(rng, 5, shape=shape, mean=400, phi=1.5) for _ in range(60)]
        found = [
            seasonal_pattern(counts * step, months, breaks=known, left_out=())
            for counts, months in runs
        ]
        return sum(one.standing == "season" for one in found)

    assert seasons(None) <= 6
    assert seasons(1 + 0.5 * (SUMMER - 1)) >= 57


def test_an_event_that_really_happened_gives_no_level_of_its_own():
    counts, months = drawn(np.random.default_rng(2), 5)
    festival = Break("a festival", date(2023, 7, 1), date(2023, 7, 31), comparable=True)

    told = seasonal_pattern(counts, months, breaks=[festival], left_out=())

    assert told == seasonal_pattern(counts, months, left_out=())


def test_months_left_out_make_the_series_shorter():
    counts, names = drawn(np.random.default_rng(1), 6, shape=SUMMER)

    whole = seasonal_pattern(counts, names, left_out=())
    cut = seasonal_pattern(counts, names, left_out=[Period(date(2021, 3, 1), date(2022, 6, 1))])

    assert (whole.years, whole.standing) == (6, "season")
    assert (cut.years, cut.standing) == (4, "shown")


def test_covid_is_left_out_unless_said_otherwise():
    months = months_from(date(2016, 1, 1), 120)
    counts = np.array([10 if date(2020, 3, 1) <= m <= date(2021, 6, 1) else 300 for m in months])

    kept, cut = seasonal_pattern(counts, months, left_out=()), seasonal_pattern(counts, months)

    assert "March 2020 to June 2021" in cut.basis.parameters["left_out"]
    assert np.ptp([index.index for index in cut.indices]) < 0.12  # February alone is shorter
    assert np.ptp([index.index for index in kept.indices]) > 0.15


def test_indices_add_up_to_twelve_and_are_per_day():
    months = months_from(date(2021, 1, 1), 60)

    found = seasonal_pattern(days_in_months(months).astype(int) * 10, months, left_out=())

    assert sum(index.index for index in found.indices) == pytest.approx(12)
    assert [index.index for index in found.indices] == pytest.approx([1] * 12)


def test_indices_and_test_equal_statsmodels():
    import statsmodels.api as sm
    from scipy import stats

    counts, months = drawn(np.random.default_rng(4), 6, shape=SUMMER)
    month = np.array([one.month for one in months])
    year = np.repeat(np.arange(6), 12)
    factor = (month[:, None] == np.arange(1, 13)).astype(float)
    block = (year[:, None] == np.arange(1, 6)).astype(float)
    offset = np.log(days_in_months(months))
    poisson = sm.families.Poisson()
    full = sm.GLM(counts, np.hstack([factor, block]), family=poisson, offset=offset).fit()
    none = sm.GLM(counts, sm.add_constant(block), family=poisson, offset=offset).fit()
    phi = full.pearson_chi2 / full.df_resid
    f = (none.deviance - full.deviance) / 11 / phi

    found = seasonal_pattern(counts, months, left_out=())

    effects = np.exp(full.params[:12])
    assert [index.index for index in found.indices] == pytest.approx(
        effects / effects.mean(), rel=1e-6
    )
    assert found.p == pytest.approx(stats.f.sf(f, 11, full.df_resid), rel=1e-5)


def test_a_planted_summer_is_named_and_an_average_month_is_not():
    counts, months = drawn(np.random.default_rng(2), 10, shape=SUMMER, mean=300)

    found = seasonal_pattern(counts, months, left_out=())

    named = {index.month: index.index for index in found.named_months}
    assert named[7] == pytest.approx(1.3, abs=0.08)
    assert {4, 10}.isdisjoint(named)


def test_series_without_a_season_are_seldom_given_one():
    rng = np.random.default_rng(6)

    alarms = [
        seasonal_pattern(*drawn(rng, 6), left_out=()).standing == "season" for _ in range(200)
    ]

    assert 0.01 <= np.mean(alarms) <= 0.1


def test_intervals_hold_the_planted_index_about_95_times_in_100():
    rng = np.random.default_rng(8)
    truth = SUMMER[6]

    held = []
    for _ in range(150):
        july = seasonal_pattern(*drawn(rng, 6, shape=SUMMER), left_out=()).indices[6]
        held.append(july.lower <= truth <= july.upper)

    assert 0.9 <= np.mean(held) <= 0.99


def test_what_is_not_a_season_is_not_taken_out():
    counts, months = drawn(np.random.default_rng(1), 5, shape=SUMMER)

    season = seasonal_pattern(counts, months, left_out=())
    shown = seasonal_pattern(counts[:36], months[:36], left_out=())

    assert season.index_of(date(2030, 7, 1)) == season.indices[6].index
    assert shown.index_of(date(2030, 7, 1)) == 1


def test_a_calendar_month_without_any_count_is_refused():
    counts = [0 if month % 12 == 3 else 5 for month in range(60)]

    with pytest.raises(AnalysisError, match="too sparse for a season") as refusal:
        seasonal_pattern(counts, months_from(date(2021, 1, 1), 60), of="arson", left_out=())

    assert "none in 1 of the 12" in str(refusal.value)


def test_bursts_without_a_range_that_means_anything_are_refused():
    counts = np.zeros(36, dtype=int)
    counts[[0, 13, 26, 3, 16, 29, 6, 19, 32, 9, 22, 35]] = [1, 900, 1, 900] * 3

    with pytest.raises(AnalysisError, match="too sparse"):
        seasonal_pattern(counts, months_from(date(2021, 1, 1), 36), left_out=())


class TestPicture:
    def test_trend_and_season_are_taken_apart(self):
        months = months_from(date(2015, 1, 1), 120)
        growth = np.linspace(0, 1, 120)
        counts = np.round(
            days_in_months(months) * 10 * np.exp(growth) * np.tile(SUMMER, 10)
        ).astype(int)

        picture = picture_of_season(counts, months)

        assert np.ptp(picture.trend - growth) < 0.05
        assert np.diff(picture.season[::12]) == pytest.approx(np.zeros(9), abs=0.01)
        assert int(picture.season[:12].argmax()) == 6

    def test_one_extraordinary_month_does_not_bend_it(self):
        months = months_from(date(2015, 1, 1), 60)
        plain = (days_in_months(months) * 10).astype(int)
        riot = plain.copy()
        riot[30] *= 5

        picture = picture_of_season(riot, months)

        assert np.ptp(picture.trend) < 0.05
        assert picture.remainder[30] > 1.4

    def test_months_without_any_are_refused(self):
        with pytest.raises(AnalysisError, match="1 months with 0"):
            picture_of_season([0] + [5] * 35, months_from(date(2020, 1, 1), 36))

    def test_two_years_are_too_short(self):
        with pytest.raises(TooShort, match="at least 36 months"):
            picture_of_season([5] * 35, months_from(date(2020, 1, 1), 35))

    def test_periodic_windows_are_those_of_r(self):
        """R's stl(s.window = "periodic") uses 10n+1, trend 19 and low pass 13 for months."""
        from statsmodels.tsa.seasonal import STL

        values = np.random.default_rng(0).normal(size=48)
        oracle = STL(
            values, period=12, seasonal=481, trend=19, low_pass=13, seasonal_deg=0, trend_deg=1,
            low_pass_deg=1,
        ).fit(inner_iter=2, outer_iter=0)  # fmt: skip

        assert decompose(values, window=481, robust=False).trend == pytest.approx(oracle.trend)
