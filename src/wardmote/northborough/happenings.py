"""How much happens, where and when: the planted truths turned into counts.

The counts of crimes are all that most tests of a method need, so they can be drawn without
writing a file: `crime_counts` takes milliseconds, where writing five years takes seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from wardmote.northborough.chance import Counts, Labels, Numbers, overdispersed
from wardmote.northborough.months import Months, days_in
from wardmote.northborough.place import NORTHBOROUGH
from wardmote.northborough.plan import DEFAULT_TRUTH, TruthPlan
from wardmote.northborough.plantable import CRIME_TYPES, RecordingBreak, Season, StepChange
from wardmote.northborough.setting import (
    DEFAULT_LAST_MONTH,
    DEFAULT_MONTHS,
    DEFAULT_SEED,
    Setting,
)

DAYS_IN_YEAR = 365.25
# Recorded crimes a year for each 1,000 residents of Northborough, invented, near English rates.
YEARLY_RATES = {
    "anti_social_behaviour": 12.0,
    "bicycle_theft": 1.2,
    "burglary": 3.3,
    "criminal_damage_and_arson": 5.6,
    "drugs": 2.3,
    "other_crime": 1.3,
    "other_theft": 5.8,
    "possession_of_weapons": 0.8,
    "public_order": 5.2,
    "robbery": 0.8,
    "shoplifting": 3.4,
    "theft_from_the_person": 1.2,
    "vehicle_crime": 5.6,
    "violence_and_sexual_offences": 18.0,
}
SOUTHMERE_RATE = 0.25  # of Northborough's: a quieter, more rural district
NEED_OF_HOT_SPOTS = 1.2  # how strongly the deprived LSOAs of the centre are picked


@dataclass(frozen=True)
class CrimeCounts:
    """Crimes and ASB incidents with a place, as recorded; no flaw of the files is in them.

    Parameters
    ----------
    counts
        Whole numbers, shape (categories, LSOAs, months), in the order of the next three.
    categories, lsoas, months
        Our category ids, LSOA 2021 codes (Northborough's first) and first days.
    hot_spots
        LSOA 2021 codes that were planted hot.
    in_northborough
        True for each LSOA of the partnership.
    """

    counts: Counts
    categories: tuple[str, ...]
    lsoas: tuple[str, ...]
    months: Months
    hot_spots: tuple[str, ...]
    in_northborough: tuple[bool, ...]

    def monthly(self, category: str) -> Counts:
        """Northborough's count of a category in each month."""
        counts = self.counts[self.categories.index(category)]
        return np.asarray(counts[np.array(self.in_northborough)].sum(axis=0))


def crime_counts(
    *,
    seed: int = DEFAULT_SEED,
    last_month: date = DEFAULT_LAST_MONTH,
    months: int = DEFAULT_MONTHS,
    plan: TruthPlan = DEFAULT_TRUTH,
) -> CrimeCounts:
    """Counts by category, LSOA and month that `write_northborough` would write.

    Use it to ask, over many seeds, whether a method finds what was planted; use
    `write_northborough` to test what reads files.

    Parameters
    ----------
    seed
        The same seed gives the same counts.
    last_month, months
        The period: first day of its last month, and how many months.
    plan
        What is planted.

    Returns
    -------
    CrimeCounts
        Of both districts.

    Raises
    ------
    ConfigurationError
        The plan has a change before the first month.

    Examples
    --------
    >>> found = crime_counts(seed=7, months=24)
    >>> found.counts.shape
    (14, 124, 24)
    """
    return counts_in(Setting(seed, last_month, months, plan))


def counts_in(setting: Setting) -> CrimeCounts:
    """`crime_counts` of one telling."""
    place = setting.place
    hot = hot_lsoas(setting)
    drawn = {category: _drawn(setting, category, hot) for category in CRIME_TYPES}
    _reclassify(drawn, setting)
    return CrimeCounts(
        counts=np.stack(list(drawn.values())),
        categories=tuple(drawn),
        lsoas=tuple(lsoa.code for lsoa in place.lsoas),
        months=setting.period,
        hot_spots=tuple(place.lsoas[number].code for number in hot.tolist()),
        in_northborough=tuple((place.district_of == 0).tolist()),
    )


def hot_lsoas(setting: Setting) -> Labels:
    """Positions of the planted hot spots, mostly deprived LSOAs near the centre, sorted."""
    planted, place = setting.plan.hot_spots, setting.place
    if planted is None:
        return np.empty(0, dtype=np.int64)
    among = place.in_district(NORTHBOROUGH)
    how_many = max(1, round(planted.share_of_lsoas * len(among)))
    pull = np.exp(NEED_OF_HOT_SPOTS * place.need[among])
    rng = setting.stream("hot spots")
    return np.sort(rng.choice(among, how_many, replace=False, p=pull / pull.sum()))


def _drawn(setting: Setting, category: str, hot: Labels) -> Counts:
    """Counts of one category by LSOA and month: a total for each district, then shared out."""
    rng = setting.stream("crime", category)
    weight = weight_of_lsoas(setting, hot, rng)
    rate = monthly_rate(category, setting.period, setting.plan)
    counts = np.zeros((len(weight), len(rate)), dtype=np.int64)
    for number, level in enumerate((1.0, SOUTHMERE_RATE)):
        inside = setting.place.district_of == number
        residents = setting.place.residents[inside].sum()
        expected = np.outer(weight * residents / weight[inside].sum(), level * rate)
        expected = _with_event(setting, category, expected)[inside]
        counts[inside] = shared_out(rng, expected, setting.plan.phi)
    return counts


def weight_of_lsoas(setting: Setting, hot: Labels, rng: np.random.Generator) -> Numbers:
    """Relative number of incidents in each LSOA: residents, hot spots and ordinary spread."""
    planted = setting.plan.hot_spots
    weight = setting.place.residents.astype(float)
    spread = rng.normal(0, 1, len(weight))
    if planted:
        weight = weight * np.exp(planted.ordinary_spread * spread)
        weight[hot] *= planted.ratio
    return weight


def monthly_rate(category: str, period: Months, plan: TruthPlan) -> Numbers:
    """Expected crimes of each month for each resident of Northborough, all truths in it."""
    yearly = plan.volume * YEARLY_RATES[category] / 1_000
    return yearly * days_in(period) / DAYS_IN_YEAR * factors(category, period, plan)


def factors(category: str, period: Months, plan: TruthPlan) -> Numbers:
    """What the planted truths multiply each month by; ones where nothing is planted.

    Examples
    --------
    >>> from wardmote.northborough.months import months_ending
    >>> factors("vehicle_crime", months_ending(date(2026, 8, 1), 14), DEFAULT_TRUTH)[:4]
    array([1. , 1. , 0.7, 0.7])
    """
    factor = np.ones(len(period))
    for trend in plan.trends:
        if trend.category == category:
            factor *= (1 + trend.monthly_growth) ** np.arange(len(period))
    changes: tuple[StepChange | RecordingBreak, ...] = (*plan.steps, *plan.recording_breaks)
    for change in changes:
        if change.category == category:
            factor[len(period) - change.months_from_end :] *= change.ratio
    for season in plan.seasons:
        if season.category == category:
            factor *= _wave(season, period)
    return factor


def _wave(season: Season, period: Months) -> Numbers:
    turn = 2 * np.pi / 12 * np.array([month.month - season.peak_month for month in period])
    return np.asarray(1 + season.amplitude * np.cos(turn))


def _with_event(setting: Setting, category: str, expected: Numbers) -> Numbers:
    event = setting.plan.large_event
    if event and event.category == category:
        inside = setting.place.in_ward(event.ward)
        expected[inside, setting.months - event.months_from_end] *= event.ratio
    return expected


def shared_out(rng: np.random.Generator, expected: Numbers, phi: float) -> Counts:
    """Counts by place and month whose monthly totals vary `phi` times as much as Poisson's.

    Parameters
    ----------
    expected
        Shape (places, months).
    """
    means = expected.sum(axis=0)
    totals = overdispersed(rng, means, phi)
    return np.asarray(rng.multinomial(totals, (expected / means).T).T, dtype=np.int64)


def _reclassify(drawn: Mapping[str, Counts], setting: Setting) -> None:
    """Move crimes between categories from a month on, so that the sum stays what it was."""
    for moved in setting.plan.reclassifications:
        rng = setting.stream("reclassification", moved.from_category, moved.to_category)
        since = np.s_[:, -moved.months_from_end :]
        going = rng.binomial(drawn[moved.from_category][since], moved.share)
        drawn[moved.from_category][since] -= going
        drawn[moved.to_category][since] += going
