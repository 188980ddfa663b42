"""The force's street and outcomes files, month by month, as data.police.uk publishes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from wardmote.northborough.chance import Counts, Labels, one_each
from wardmote.northborough.happenings import CrimeCounts
from wardmote.northborough.ledger import Ledger, joined
from wardmote.northborough.months import shifted
from wardmote.northborough.names import FORCE_NAME, FORCE_SLUG
from wardmote.northborough.outcomes import NO_UPDATE, OUTCOMES, drawn_outcomes, last_outcome
from wardmote.northborough.place import MAP_POINTS_PER_LSOA
from wardmote.northborough.plantable import CRIME_TYPES
from wardmote.northborough.setting import Setting

STREET_COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
OUTCOME_COLUMNS = (*STREET_COLUMNS[:9], "Outcome type")
NO_PLACE = -1
NOWHERE = ",,No Location,,"
AT_ZERO = "0.000000,0.000000,No Location,,"
YEARS_AHEAD = 10  # a slip of the finger in a year
WITHOUT_ID = "anti_social_behaviour"
SECOND_OUTCOME_SHARE = 0.003
REPEATS_THAT_DIFFER = 0.3  # the same crime twice in a month, its last outcome not the same


@dataclass(frozen=True)
class Crimes:
    """Crimes and ASB incidents, one for each position of these arrays.

    Parameters
    ----------
    category, month
        Position in `CRIME_TYPES`; number of the month.
    point
        Number of the map point, -1 without a place.
    reference
        Crime ID, empty for ASB.
    outcome, outcome_month
        See `outcomes.drawn_outcomes`.
    """

    category: Labels
    month: Labels
    point: Labels
    reference: tuple[str, ...]
    outcome: Counts
    outcome_month: Counts

    def monthly_without_place(self, months: int) -> dict[str, tuple[int, ...]]:
        """Rows without a place by category and month."""
        lost = self.point == NO_PLACE
        return {
            title: tuple(np.bincount(self.month[lost & (self.category == number)],
                                     minlength=months).tolist())
            for number, title in enumerate(CRIME_TYPES)
        }  # fmt: skip


def invent_crimes(setting: Setting, found: CrimeCounts) -> Crimes:
    """One record for each crime counted, and some more without a place."""
    rng = setting.stream("street")
    category, lsoa, month = one_each(found.counts)
    lost = rng.poisson(found.counts.sum(axis=1) * setting.plan.flaws.unplaced_share)
    lost_category, lost_month = one_each(lost)
    point = _points_in(setting, lsoa)
    category = np.concatenate([category, lost_category])
    month = np.concatenate([month, lost_month])
    point = np.concatenate([point, np.full(len(lost_category), NO_PLACE)])
    outcome, outcome_month = drawn_outcomes(category, month, setting.stream("outcomes"))
    return Crimes(category, month, point, _references(rng, category), outcome, outcome_month)


def _points_in(setting: Setting, lsoa: Labels) -> Labels:
    """A map point of each LSOA, some far more used than others."""
    rng = setting.stream("map points")
    use = rng.gamma(0.8, size=(len(setting.place.lsoas), MAP_POINTS_PER_LSOA))
    reach = (use / use.sum(axis=1, keepdims=True)).cumsum(axis=1)
    which = (rng.random(len(lsoa))[:, None] > reach[lsoa]).sum(axis=1)
    return np.asarray(lsoa * MAP_POINTS_PER_LSOA + which.clip(max=MAP_POINTS_PER_LSOA - 1))


def _references(rng: np.random.Generator, category: Labels) -> tuple[str, ...]:
    digits = rng.bytes(32 * len(category)).hex()
    without = list(CRIME_TYPES).index(WITHOUT_ID)
    return tuple(
        "" if each == without else digits[64 * number : 64 * number + 64]
        for number, each in enumerate(category.tolist())
    )


def write_street(setting: Setting, crimes: Crimes, ledger: Ledger) -> Counter[str]:
    """Street file of each month; returns how many flawed rows of each sort are in them."""
    last = setting.months - 1
    starts, places = _month_and_force(setting), _place_fields(setting)
    titles = tuple(CRIME_TYPES.values())
    repeated = _repeated(setting, crimes)
    flaws: Counter[str] = Counter(repeated_crime_ids=len(repeated))
    by_month: list[list[str]] = [[] for _ in setting.period]
    columns = (crimes.category, crimes.month, crimes.point, crimes.outcome, crimes.outcome_month)
    records = list(zip(crimes.reference, *(each.tolist() for each in columns), strict=True))
    for position in _as_published(setting, crimes).tolist():
        reference, category, month, point, outcome, reached = records[position]
        ended = last_outcome(outcome, reached, last) if reference else ""
        row = f"{reference},{starts[month]},{places[month][point]},{titles[category]}"
        by_month[month].append(f"{row},{ended},")
        if position in repeated:
            by_month[month].append(f"{row},{repeated[position] or ended},")
        elif not reference:
            flaws["identical_asb_rows"] += by_month[month][-2:-1] == by_month[month][-1:]
    flaws += _add_impossible(setting, by_month[last])
    for first, lines in zip(setting.period, by_month, strict=True):
        ledger.write_table(_path(first, "street"), STREET_COLUMNS, lines)
    return flaws


def _month_and_force(setting: Setting) -> list[str]:
    return [f"{month:%Y-%m},{FORCE_NAME},{FORCE_NAME}" for month in setting.period]


def _path(month: date, kind: str) -> str:
    return f"police_uk/{month:%Y-%m}/{month:%Y-%m}-{FORCE_SLUG}-{kind}.csv"


def _place_fields(setting: Setting) -> list[list[str]]:
    """Longitude to LSOA name of each map point, for each month's code vintage."""
    old, new = (_vintage(setting, year) for year in (2011, 2021))
    change = setting.months - setting.plan.lsoa_2021_from_end
    return [old if month < change else new for month in range(setting.months)]


def _vintage(setting: Setting, year: int) -> list[str]:
    points, place = setting.place.points, setting.place
    areas = place.lsoas if year == 2021 else place.lsoas_2011
    position = points.lsoa21 if year == 2021 else points.lsoa11
    fields = [
        joined((f"{longitude:.6f}", f"{latitude:.6f}", name, areas[lsoa].code, areas[lsoa].name))
        for longitude, latitude, name, lsoa in zip(
            points.longitude.tolist(), points.latitude.tolist(), points.names,
            position.tolist(), strict=True,
        )
    ]  # fmt: skip
    return [*fields, NOWHERE]  # so that number -1 is nowhere


def _as_published(setting: Setting, crimes: Crimes) -> Labels:
    """Order of the rows within a month: LSOA name, crime type; those without a place last."""
    points, place = setting.place.points, setting.place
    old = _by_name([place.lsoas_2011[lsoa].name for lsoa in points.lsoa11.tolist()])
    new = _by_name([place.lsoas[lsoa].name for lsoa in points.lsoa21.tolist()])
    change = setting.months - setting.plan.lsoa_2021_from_end
    rank = np.where(crimes.month < change, old[crimes.point], new[crimes.point])
    return np.lexsort((crimes.point, crimes.category, rank))


def _by_name(titles: list[str]) -> Labels:
    """Alphabetical position of each map point's LSOA, with nowhere, number -1, last."""
    order = {title: position for position, title in enumerate(sorted(set(titles)))}
    return np.array([*(order[title] for title in titles), len(order)])


def _repeated(setting: Setting, crimes: Crimes) -> Mapping[int, str]:
    """Crimes whose row is repeated, and the last outcome of the repetition where it differs."""
    rng = setting.stream("repeated crime ids")
    with_id = np.flatnonzero([bool(reference) for reference in crimes.reference])
    chosen = with_id[rng.random(len(with_id)) < setting.plan.flaws.repeated_crime_id_share]
    differs = rng.random(len(chosen)) < REPEATS_THAT_DIFFER
    return {
        position: NO_UPDATE if other else ""
        for position, other in zip(chosen.tolist(), differs.tolist(), strict=True)
    }


def _add_impossible(setting: Setting, lines: list[str]) -> Counter[str]:
    """Rows for the quarantine, at the end of the last month's file."""
    planted = setting.plan.flaws
    rng = setting.stream("impossible rows")
    ahead = shifted(setting.last_month, 12 * YEARS_AHEAD)
    end = f"{CRIME_TYPES['other_crime']},{NO_UPDATE},"
    for number in range(planted.rows_in_the_future + planted.rows_at_zero):
        future = number < planted.rows_in_the_future
        month = ahead if future else setting.last_month
        where = NOWHERE if future else AT_ZERO
        start = f"{rng.bytes(32).hex()},{month:%Y-%m},{FORCE_NAME},{FORCE_NAME}"
        lines.append(f"{start},{where},{end}")
    return Counter(
        street_rows_in_the_future=planted.rows_in_the_future,
        street_rows_at_zero=planted.rows_at_zero,
    )


def write_outcomes(setting: Setting, crimes: Crimes, ledger: Ledger) -> Counter[str]:
    """Outcomes file of each month; returns how many repeated and second outcomes are in them."""
    rng = setting.stream("outcome rows")
    starts, places = _month_and_force(setting), _place_fields(setting)
    reached = np.flatnonzero(
        (crimes.outcome >= 0)
        & (crimes.outcome_month < setting.months)
        & np.array([bool(reference) for reference in crimes.reference])
    )
    twice = rng.random(len(reached)) < setting.plan.flaws.repeated_outcome_share
    second = rng.random(len(reached)) < SECOND_OUTCOME_SHARE
    by_month: list[list[str]] = [[] for _ in setting.period]
    tally: Counter[str] = Counter(repeated_outcomes=0, second_outcomes=0)
    for position, repeat, another in zip(reached, twice, second, strict=True):
        month, outcome = int(crimes.outcome_month[position]), int(crimes.outcome[position])
        where = places[month][crimes.point[position]]
        row = f"{crimes.reference[position]},{starts[month]},{where}"
        by_month[month] += [f"{row},{OUTCOMES[outcome]}"] * (1 + bool(repeat))
        tally["repeated_outcomes"] += bool(repeat)
        if another:
            by_month[month].append(f"{row},{OUTCOMES[1 if outcome == 0 else 0]}")
            tally["second_outcomes"] += 1
    for first, lines in zip(setting.period, by_month, strict=True):
        ledger.write_table(_path(first, "outcomes"), OUTCOME_COLUMNS, sorted(lines))
    return tally
