"""Incidents with a day, an hour and a true place, from which the feeds are written."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from wardmote.northborough.chance import Counts, Labels, one_each
from wardmote.northborough.happenings import (
    DAYS_IN_YEAR,
    hot_lsoas,
    shared_out,
    weight_of_lsoas,
)
from wardmote.northborough.months import days_in
from wardmote.northborough.names import BUSIEST_WARD
from wardmote.northborough.plantable import NearRepeat
from wardmote.northborough.setting import Setting

# One record for each incident: our category id, clock time, position of its LSOA of 2021, and
# where it truly was in metres.
INCIDENT = np.dtype([
    ("category", "U32"),
    ("when", "datetime64[m]"),
    ("lsoa", "i8"),
    ("easting", "f8"),
    ("northing", "f8"),
])  # fmt: skip
Incidents = NDArray[np.void]
Moments = NDArray[np.datetime64]

TOWN_CENTRE_PROBLEMS = {"street_drinking": 4.0, "begging": 4.0}  # times as much in that ward
BUSY_WEEKEND = np.array([0.85, 0.85, 0.9, 1.0, 1.3, 1.4, 1.0])  # Monday first
BY_HOUR = np.array([6, 5, 3, 2, 1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8, 9, 10, 9, 8.0])
A_MONDAY = np.datetime64("1970-01-05", "D")


def invent_incidents(setting: Setting, rates: Mapping[str, float]) -> Incidents:
    """Incidents in Northborough, by time; those that repeat nearby follow what is planted.

    Parameters
    ----------
    rates
        Yearly, for each 1,000 residents, by category id.
    """
    planted = setting.plan.near_repeat
    parts = []
    for category, rate in rates.items():
        rng = setting.stream("partner", category)
        repeats = planted if planted and planted.category == category else None
        alone = rate * (1 - repeats.share) if repeats else rate
        lsoa, month = one_each(_counts(setting, category, alone, rng))
        part = _placed(setting, _displaced(setting, category, lsoa, month), month, rng)
        part["category"] = category
        parts.append(_with_repeats(setting, part, repeats, rng) if repeats else part)
    together = np.concatenate(parts)
    return together[np.argsort(together["when"], kind="stable")]


def words_for(
    incidents: Incidents, words: Mapping[str, tuple[str, ...]], rng: np.random.Generator
) -> list[str]:
    """One of its category's words for each incident, as its sender names it."""
    chance = rng.random(len(incidents)).tolist()
    return [
        words[category][int(u * len(words[category]))]
        for category, u in zip(incidents["category"].tolist(), chance, strict=True)
    ]


def as_metres(places: NDArray[np.float64]) -> list[str]:
    """Eastings or northings in whole metres, as text."""
    return [f"{place:.0f}" for place in places.tolist()]


def monthly(setting: Setting, incidents: Incidents) -> dict[str, tuple[int, ...]]:
    """How many of each category in each month."""
    first = np.datetime64(setting.period[0], "M")
    month = (incidents["when"].astype("datetime64[M]") - first).astype(int)
    return {
        category: tuple(
            np.bincount(month[incidents["category"] == category], minlength=setting.months).tolist()
        )
        for category in np.unique(incidents["category"]).tolist()
    }


def _counts(setting: Setting, category: str, rate: float, rng: np.random.Generator) -> Counts:
    """Counts by LSOA of Northborough and month."""
    place = setting.place
    home = place.district_of == 0
    weight = weight_of_lsoas(setting, hot_lsoas(setting), rng)
    busiest = next(ward.code for ward in place.wards if ward.name == BUSIEST_WARD)
    weight[place.in_ward(busiest)] *= TOWN_CENTRE_PROBLEMS.get(category, 1.0)
    yearly = setting.plan.volume * rate / 1_000 * place.residents[home].sum()
    share_of_year = days_in(setting.period) / DAYS_IN_YEAR
    expected = np.outer(weight[home] / weight[home].sum(), yearly * share_of_year)
    return shared_out(rng, expected, setting.plan.phi)


def _displaced(setting: Setting, category: str, lsoa: Labels, month: Labels) -> Labels:
    """LSOAs with the planted share of one ward's incidents moved to the next."""
    planted = setting.plan.displacement
    if planted is None or planted.category != category:
        return lsoa
    rng = setting.stream("displacement")
    leaves = setting.place.in_ward(planted.from_ward)[lsoa]
    leaves &= month >= setting.months - planted.months_from_end
    leaves &= rng.random(len(lsoa)) < planted.share
    to_ward = np.flatnonzero(setting.place.in_ward(planted.to_ward))
    return np.where(leaves, rng.choice(to_ward, len(lsoa)), lsoa)


def _placed(setting: Setting, lsoa: Labels, month: Labels, rng: np.random.Generator) -> Incidents:
    """Incidents of these LSOAs and months at a time and place within each."""
    incidents = np.zeros(len(lsoa), dtype=INCIDENT)
    cells = np.zeros(len(lsoa), dtype=np.int64)
    for number in np.unique(lsoa).tolist():
        here = lsoa == number
        cells[here] = rng.choice(setting.place.lsoas[number].cells, int(here.sum()))
    places = setting.place.mesh.points_in(cells, rng)
    incidents["lsoa"], (incidents["easting"], incidents["northing"]) = lsoa, places.T
    incidents["when"] = _days(setting, month, rng) + _minutes(len(lsoa), rng)
    return incidents


def _days(setting: Setting, month: Labels, rng: np.random.Generator) -> Moments:
    """A day of each month, the weekend's likelier."""
    days = np.zeros(len(month), dtype="datetime64[D]")
    for number, first in enumerate(setting.period):
        of_month = np.datetime64(first, "D") + np.arange(days_in((first,))[0])
        share = BUSY_WEEKEND[(of_month - A_MONDAY).astype(int) % 7]
        here = month == number
        days[here] = rng.choice(of_month, int(here.sum()), p=share / share.sum())
    return days.astype("datetime64[m]")


def _minutes(many: int, rng: np.random.Generator) -> NDArray[np.timedelta64]:
    hour = rng.choice(24, many, p=BY_HOUR / BY_HOUR.sum())
    return np.asarray((60 * hour + rng.integers(60, size=many)).astype("timedelta64[m]"))


def _with_repeats(
    setting: Setting, first: Incidents, planted: NearRepeat, rng: np.random.Generator
) -> Incidents:
    """Those incidents and the ones that follow from them, near and soon.

    One that falls outside the borough or after the last month is left out.
    """
    offspring = rng.poisson(planted.share / (1 - planted.share), len(first))
    repeats = np.repeat(first, offspring)
    away = planted.radius_metres * np.sqrt(rng.random(len(repeats)))
    bearing = rng.uniform(0, 2 * np.pi, len(repeats))
    repeats["easting"] += away * np.sin(bearing)
    repeats["northing"] += away * np.cos(bearing)
    later = rng.integers(1, planted.window_days + 1, len(repeats)).astype("timedelta64[D]")
    repeats["when"] = repeats["when"].astype("datetime64[D]") + later
    repeats["when"] += _minutes(len(repeats), rng)
    repeats["lsoa"] = setting.place.lsoa_at(repeats["easting"], repeats["northing"])
    home = np.append(setting.place.district_of == 0, False)[repeats["lsoa"]]
    in_time = repeats["when"].astype("datetime64[M]") <= np.datetime64(setting.last_month, "M")
    return np.concatenate([first, repeats[home & in_time]])
