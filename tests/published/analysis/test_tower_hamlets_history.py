"""Sixteen years of Tower Hamlets: seasons, changes of level, concentration, contribution."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from wardmote.analysis.breaks import Break
from wardmote.analysis.changepoints import find_changes
from wardmote.analysis.concentration import measure_concentration, persistence
from wardmote.analysis.contribution import contributions_to_change
from wardmote.analysis.decomposition import picture_of_season
from wardmote.analysis.limits import judge_month
from wardmote.analysis.seasons import seasonal_pattern

pytestmark = pytest.mark.real_data

RESIDENTIAL = (
    "DOMESTIC BURGLARY",
    "RES BURGLARY OF A HOME",
    "RES BURGLARY OF UNCONNECTED BUILDING",
)
PLACES = 169
YEARS = (range(202403, 202503), range(202503, 202603))


@pytest.fixture(scope="module")
def lsoa_years(real_data):
    """Offences by LSOA in the two years to February 2026, and by major category."""
    places, majors = (Counter(), Counter()), (Counter(), Counter())
    source = real_data / "tower_hamlets" / "mps_lsoa_month_minor_2024-02_2026-02.csv"
    with source.open(newline="") as rows:
        for row in csv.DictReader(rows):
            for number, months in enumerate(YEARS):
                if int(row["month"]) in months:
                    places[number][row["lsoa_code"]] += int(row["count"])
                    majors[number][row["major_category"]] += int(row["count"])
    return places, majors


def test_violence_has_a_season_of_long_days_and_thirty_months_have_none(ward_series):
    counts, months = ward_series(major="VIOLENCE AGAINST THE PERSON")

    whole = seasonal_pattern(counts, months)
    short = seasonal_pattern(counts[-30:], months[-30:])

    assert (whole.standing, short.standing) == ("season", "too_short")
    assert whole.years >= 13
    high = {index.month for index in whole.named_months if index.index > 1}
    assert high & {5, 6, 7}
    assert not high & {1, 2, 12}


def test_residential_burglary_stepped_up_in_spring_2017_and_an_event_there_is_named(ward_series):
    counts, months = ward_series(minor=RESIDENTIAL)
    event = Break("an event that a register might hold", date(2017, 4, 1), comparable=True)

    found = find_changes(counts, months, known=[event])

    first = found.changes[0]
    assert first.known is event
    assert first.ratio > 1.3
    assert found.gradual is None


def test_the_season_of_a_picture_agrees_with_that_of_the_model(ward_series):
    counts, months = ward_series(major="VIOLENCE AGAINST THE PERSON")

    picture, pattern = picture_of_season(counts, months), seasonal_pattern(counts, months)

    highest = max(pattern.indices, key=lambda index: index.index).month
    drawn = max(range(12), key=lambda place: picture.season[place])
    assert abs(highest - months[drawn].month) <= 1


def test_limits_use_the_season_of_the_long_series(ward_series):
    counts, months = ward_series(major="VIOLENCE AGAINST THE PERSON")

    judged = judge_month(counts, months, season=seasonal_pattern(counts, months))

    assert judged.basis.parameters == {
        "baseline_months": 24,
        "season_taken_out": True,
        "tail": 0.00135,
        "run": 8,
    }
    assert judged.lower < judged.centre < judged.upper


def test_concentration_equals_an_independent_count(lsoa_years):
    (_, after), _ = lsoa_years
    counts = [*after.values(), *[0] * (PLACES - len(after))]

    found = measure_concentration(counts, top=0.2)

    top = sum(sorted(counts, reverse=True)[:34])
    assert found.places == PLACES
    assert found.whole_places == 34
    assert found.whole_share == pytest.approx(top / sum(counts))
    assert found.share > found.chance_interval[1]


def test_the_same_places_lead_next_year(lsoa_years):
    (before, after), _ = lsoa_years
    places = before.keys() | after.keys()

    found = persistence(
        {place: before[place] for place in places}, {place: after[place] for place in places}
    )

    assert found.share_after == pytest.approx(found.share_before, abs=0.02)
    assert found.still_top > 20


def test_contributions_of_categories_sum_exactly(lsoa_years):
    _, (before, after) = lsoa_years

    found = contributions_to_change(before, after)

    assert sum(part.change for part in found.parts) == sum(after.values()) - sum(before.values())
    assert sum(part.change for part in found.largest(3)) == found.net
