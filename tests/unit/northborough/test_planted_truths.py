"""Each planted truth can be found in the written files with a tape measure."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import numpy as np
import pytest

from unit.northborough.recount import Recount, rows_of
from wardmote.northborough import CRIME_TYPES, Truth, TruthPlan
from wardmote.northborough.months import days_in, months_ending
from wardmote.northborough.partners.fires import RATES
from wardmote.northborough.partners.incidents import Incidents, invent_incidents
from wardmote.northborough.setting import Setting

MONTHS = months_ending(date(2026, 8, 1), 60)
DAYS = days_in(MONTHS)
CALENDAR_MONTH = np.array([month.month for month in MONTHS])


def daily(recount: Recount, category: str) -> np.ndarray:
    """Northborough's crimes for each day, by month."""
    return np.array(recount.series(CRIME_TYPES[category], recount.borough)) / DAYS


def ratio_of_last(series: np.ndarray, months: int) -> float:
    return series[-months:].mean() / series[:-months].mean()


def test_hot_spots_have_six_times_the_rate_and_two_fifths_of_the_crime(
    recount: Recount, truth: Truth
) -> None:
    hot = set(truth.hot_spots)
    crimes = {lsoa: truth.crimes_by_lsoa[lsoa] for lsoa in recount.borough}
    rates = {lsoa: crimes[lsoa] / recount.residents[lsoa] for lsoa in crimes}

    assert len(hot) == round(0.10 * 84)
    assert np.median([rates[x] for x in hot]) / np.median(
        [rates[x] for x in rates if x not in hot]
    ) == pytest.approx(6.0, rel=0.25)
    assert sorted(rates, key=rates.__getitem__)[-8:] == sorted(hot, key=rates.__getitem__)
    assert 0.30 < sum(crimes[x] for x in hot) / sum(crimes.values()) < 0.50


def test_vehicle_crime_steps_down_by_three_tenths_in_september_2025(
    recount: Recount, truth: Truth
) -> None:
    (step,) = truth.of_kind("step")

    assert (step.categories, step.starts, step.size["ratio"]) == (
        ("vehicle_crime",),
        date(2025, 9, 1),
        0.7,
    )
    assert ratio_of_last(daily(recount, "vehicle_crime"), 12) == pytest.approx(0.7, abs=0.08)


def test_shoplifting_grows_by_a_hundredth_and_a_half_each_month(recount: Recount) -> None:
    slope = np.polyfit(np.arange(60), np.log(daily(recount, "shoplifting")), 1)[0]

    assert slope == pytest.approx(np.log(1.015), abs=0.003)


@pytest.mark.parametrize(
    ("category", "amplitude"), [("anti_social_behaviour", 0.30), ("bicycle_theft", 0.45)]
)
def test_summer_problems_swing_with_the_year(
    recount: Recount, category: str, amplitude: float
) -> None:
    series = daily(recount, category)
    wave = np.cos(2 * np.pi * (CALENDAR_MONTH - 7) / 12)

    assert 2 * (series * wave).mean() / series.mean() == pytest.approx(amplitude, abs=0.08)


def test_violence_jumps_at_the_declared_break_and_hospital_attendances_do_not(
    recount: Recount, truth: Truth
) -> None:
    (jump,) = truth.of_kind("recording_break")
    attendances = np.array(truth.partner_counts["assault_attendance"]) / DAYS

    assert jump.starts == date(2025, 11, 1)
    violence = daily(recount, "violence_and_sexual_offences")
    assert ratio_of_last(violence, 10) == pytest.approx(1.25, abs=0.06)
    assert ratio_of_last(attendances, 10) == pytest.approx(1.0, abs=0.10)


def test_a_reclassification_moves_thefts_and_leaves_their_sum(recount: Recount) -> None:
    other, person = daily(recount, "other_theft"), daily(recount, "theft_from_the_person")

    assert ratio_of_last(other, 12) == pytest.approx(0.70, abs=0.08)
    assert ratio_of_last(person, 12) > 1.8
    assert ratio_of_last(other + person, 12) == pytest.approx(1.0, abs=0.08)


def test_quiet_categories_change_no_more_than_chance_allows(recount: Recount, truth: Truth) -> None:
    for category in truth.quiet:
        if category != "bicycle_theft":  # which has a season
            counts = np.array(recount.series(CRIME_TYPES[category], recount.borough))
            error = np.sqrt(truth.plan.phi * (1 / counts[-12:].sum() + 1 / counts[:-12].sum()))
            assert abs(np.log(ratio_of_last(counts / DAYS, 12))) < 3 * error


def test_the_festival_month_stands_out_in_its_ward_only(recount: Recount, truth: Truth) -> None:
    (event,) = truth.of_kind("large_event")
    ward = {x for x, row in recount.wards.items() if row["WD24CD"] == event.areas[0]}
    july = [i for i, month in enumerate(MONTHS) if month.month == 7]
    here = np.array(recount.series("Anti-social behaviour", ward))[july]
    elsewhere = np.array(recount.series("Anti-social behaviour", recount.borough - ward))[july]

    assert MONTHS[july[3]] == event.starts == date(2025, 7, 1)
    assert here[3] > 2.5 * np.delete(here, 3).mean()
    assert elsewhere[3] < 1.3 * np.delete(elsewhere, 3).mean()


def test_street_drinking_moves_to_the_next_ward(recount: Recount, truth: Truth) -> None:
    (moved,) = truth.of_kind("displacement")
    names = {row["WD24CD"]: row["WD24NM"] for row in recount.wards.values()}
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for row in recount.feed("council-asb"):
        if row["Type of report"] == "Street drinking":
            day = datetime.strptime(row["Date reported"], "%d/%m/%Y").date()  # noqa: DTZ007
            (after if day >= moved.starts else before)[row["Ward"]] += 1
    share = {
        ward: after[ward] / 18 / (before[ward] / 42) for ward in (names[x] for x in moved.areas)
    }

    assert list(share) == ["Market", "Eastgate"]
    assert share["Market"] == pytest.approx(0.4, abs=0.1)
    assert share["Eastgate"] > 1.4
    assert sum(after.values()) / 18 == pytest.approx(sum(before.values()) / 42, rel=0.1)


def knox_ratio(easting: np.ndarray, northing: np.ndarray, day: np.ndarray) -> float:
    """Pairs within 150 m and 10 days, over their mean when days are dealt out anew by quarter."""
    apart = np.hypot(easting[:, None] - easting, northing[:, None] - northing)
    one, other = np.nonzero(np.triu(apart <= 150, 1))
    rng = np.random.default_rng(5)
    quarter = day // 91
    in_quarters = np.argsort(quarter, kind="stable")
    dealt = []
    for _ in range(99):
        shuffled = np.empty_like(day)
        shuffled[in_quarters] = day[np.lexsort((rng.random(len(day)), quarter))]
        dealt.append((np.abs(shuffled[one] - shuffled[other]) <= 10).sum())
    return (np.abs(day[one] - day[other]) <= 10).sum() / np.mean(dealt)


def test_deliberate_fires_repeat_near_and_soon(recount: Recount) -> None:
    fires = [
        row
        for row in recount.feed("deliberate-fires")
        if row["Incident type"].startswith("Deliberate secondary")
    ]
    place = np.array([(float(r["Easting"]), float(r["Northing"])) for r in fires])
    day = np.array([
        datetime.strptime(r["Time of call"], "%d/%m/%Y %H:%M").toordinal()  # noqa: DTZ007
        for r in fires
    ])  # fmt: skip

    assert knox_ratio(*place.T, day) > 2.0


def fires_without_repeats() -> Incidents:
    setting = Setting(plan=TruthPlan(near_repeat=None))
    fires = invent_incidents(setting, RATES)
    return fires[fires["category"] == "deliberate_secondary_fire"]


def test_fires_do_not_repeat_when_that_is_switched_off() -> None:
    fires = fires_without_repeats()
    day = fires["when"].astype("datetime64[D]").astype(int)

    assert knox_ratio(fires["easting"], fires["northing"], day) == pytest.approx(1.0, abs=0.35)


def test_black_residents_are_searched_several_times_as_often(recount: Recount) -> None:
    residents: Counter[str] = Counter()
    for row in rows_of(recount.folder / "population/ethnicity21_lsoa21.csv"):
        if row["lsoa21_code"] in recount.borough:
            residents[row["ethnic_group"].split(",")[0]] += float(row["n"])
    searched: Counter[str] = Counter()
    for row in recount.searches:
        if recount.lsoa_of_point.get((row["Longitude"], row["Latitude"])) in recount.borough:
            searched[row["Self-defined ethnicity"].split("/")[0].split(" ")[0]] += 1

    black, white = (searched[group] / residents[group] for group in ("Black", "White"))
    assert black / white == pytest.approx(3.5, rel=0.2)
