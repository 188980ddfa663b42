"""How much happens, where and when: the planted truths turned into counts.

The counts of crimes are all that most tests of a method need, so they can be drawn without
writing a file: `crime_counts` takes milliseconds, where writing five years takes seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from wardmote.northborough.chance import Counts, Numbers, overdispersed, stream
from wardmote.northborough.mesh import Labels
from wardmote.northborough.months import Months, days_in, months_ending
from wardmote.northborough.place import NORTHBOROUGH, Place, the_place
from wardmote.northborough.plan import (
    CRIME_TYPES,
    DEFAULT_TRUTH,
    LargeEvent,
    Season,
    TruthPlan,
)

DEFAULT_SEED, DEFAULT_LAST_MONTH, DEFAULT_MONTHS = 1837, date(2026, 8, 1), 60
DAYS_IN_YEAR = 365.25
# Recorded crimes a year for each 1,000 residents of Northborough, invented, near English rates.
YEARLY_RATES = {
    "anti_social_behaviour": 13.0,
    "bicycle_theft": 1.2,
    "burglary": 3.3,
    "criminal_damage_and_arson": 5.6,
    "drugs": 2.3,
    "other_crime": 1.3,
    "other_theft": 5.8,
    "possession_of_weapons": 0.8,
    "public_order": 5.8,
    "robbery": 0.8,
    "shoplifting": 3.4,
    "theft_from_the_person": 1.2,
    "vehicle_crime": 5.6,
    "violence_and_sexual_offences": 21.0,
}
SOUTHMERE_RATE = 0.45  # of Northborough's: a quieter, more rural district
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
    plan.check_fits(months)
    place = the_place()
    period = months_ending(last_month, months)
    hot = hot_lsoas(place, plan, seed)
    drawn = {category: _drawn(place, period, plan, seed, category, hot) for category in CRIME_TYPES}
    _reclassify(drawn, plan, seed)
    return CrimeCounts(
        counts=np.stack(list(drawn.values())),
        categories=tuple(drawn),
        lsoas=tuple(lsoa.code for lsoa in place.lsoas),
        months=period,
        hot_spots=tuple(place.lsoas[number].code for number in hot.tolist()),
        in_northborough=tuple((place.district_of == 0).tolist()),
    )


def hot_lsoas(place: Place, plan: TruthPlan, seed: int) -> Labels:
    """Positions of the planted hot spots, mostly deprived LSOAs near the centre, sorted."""
    if plan.hot_spots is None:
        return np.empty(0, dtype=np.int64)
    among = place.in_district(NORTHBOROUGH)
    how_many = max(1, round(plan.hot_spots.share_of_lsoas * len(among)))
    pull = np.exp(NEED_OF_HOT_SPOTS * place.need[among])
    rng = stream(seed, "hot spots")
    return np.sort(rng.choice(among, how_many, replace=False, p=pull / pull.sum()))


def _drawn(
    place: Place, period: Months, plan: TruthPlan, seed: int, category: str, hot: Labels
) -> Counts:
    """Counts of one category by LSOA and month: a total for each district, then shared out."""
    rng = stream(seed, "crime", category)
    where = rates_by_lsoa(place, plan, hot, rng)
    expected = where[:, None] * monthly_rate(category, period, plan)
    for number in range(2):
        inside = place.district_of == number
        expected[inside] *= (SOUTHMERE_RATE if number else 1.0) / where[inside].sum()
        expected[inside] *= place.residents[inside].sum()
    if plan.large_event and plan.large_event.category == category:
        expected = _with_event(place, period, plan.large_event, expected)
    counts = [
        shared_out(rng, expected[place.district_of == number], plan.phi) for number in range(2)
    ]
    return np.concatenate(counts)


def rates_by_lsoa(place: Place, plan: TruthPlan, hot: Labels, rng: np.random.Generator) -> Numbers:
    """Relative number of incidents in each LSOA: residents, hot spots and ordinary spread."""
    weight = place.residents.astype(float)
    spread = rng.normal(0, 1, len(weight))
    if plan.hot_spots:
        weight = weight * np.exp(plan.hot_spots.ordinary_spread * spread)
        weight[hot] *= plan.hot_spots.ratio
    return np.asarray(weight)


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
    number = np.arange(len(period))
    factor = np.ones(len(period))
    for trend in plan.trends:
        if trend.category == category:
            factor *= (1 + trend.monthly_growth) ** number
    for change in (*plan.steps, *plan.recording_breaks):
        if change.category == category:
            factor[len(period) - change.months_from_end :] *= change.ratio
    for season in plan.seasons:
        if season.category == category:
            factor *= _wave(season, period)
    return factor


def _wave(season: Season, period: Months) -> Numbers:
    turn = 2 * np.pi / 12 * np.array([month.month - season.peak_month for month in period])
    return np.asarray(1 + season.amplitude * np.cos(turn))


def _with_event(place: Place, period: Months, event: LargeEvent, expected: Numbers) -> Numbers:
    inside = place.ward_of == place.ward_named(event.ward)
    expected[inside, len(period) - event.months_from_end] *= event.ratio
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
    shares = (expected / means).T
    return np.asarray(rng.multinomial(totals, shares).T, dtype=np.int64)


def _reclassify(drawn: Mapping[str, Counts], plan: TruthPlan, seed: int) -> None:
    """Move crimes between categories from a month on, so that the sum stays what it was."""
    for moved in plan.reclassifications:
        rng = stream(seed, "reclassification", moved.from_category, moved.to_category)
        since = np.s_[:, -moved.months_from_end :]
        going = rng.binomial(drawn[moved.from_category][since], moved.share)
        drawn[moved.from_category][since] -= going
        drawn[moved.to_category][since] += going
