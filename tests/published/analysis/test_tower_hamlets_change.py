"""The sentences of product.md 2.3 about Tower Hamlets, from the publishers' own files."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analysis.breaks import Break
from wardmote.analysis.change import compare_years
from wardmote.analysis.siblings import judge_with_siblings, offsetting_parts
from wardmote.analysis.verbs import Verdict
from wardmote.analysis.verdicts import judge_family

pytestmark = pytest.mark.real_data

CONNECT = Break("the police changed their recording system", date(2024, 2, 28))
HOMES = ("RES BURGLARY OF A HOME",)
OUTBUILDINGS = ("RES BURGLARY OF UNCONNECTED BUILDING",)
RESIDENTIAL = (*HOMES, *OUTBUILDINGS, "DOMESTIC BURGLARY")


def judged(series, **options):
    return judge_family([compare_years(*series, **options)])[0]


def rounded(change):
    lower, upper = change.percent_interval
    return round(lower), round(upper)


def test_violence_rose(ward_series):
    result = judged(ward_series(major="VIOLENCE AGAINST THE PERSON"), breaks=[CONNECT])

    assert (result.change.after, result.change.before) == (10_330, 9_396)
    assert result.verdict is Verdict.ROSE
    assert round(result.change.percent) == 10
    assert rounded(result.change) == (6, 14)
    assert [placed.where for placed in result.change.breaks] == ["before both years"]


def test_vehicle_crime_shows_no_clear_change(ward_series):
    result = judged(ward_series(major="VEHICLE OFFENCES"))

    assert (result.change.after, result.change.before) == (2_527, 3_003)
    assert result.verdict is Verdict.NO_CLEAR_CHANGE
    assert rounded(result.change) == (-33, 5)


def test_asb_shows_no_clear_change_where_a_poisson_test_calls_a_fall(asb_series):
    result = judged(asb_series)

    before, after = result.change.before, result.change.after
    assert (after, before) == (10_931, 11_280)
    assert result.verdict is Verdict.NO_CLEAR_CHANGE
    assert (after - before) / (after + before) ** 0.5 == pytest.approx(-2.34, abs=0.005)


def test_residential_burglary_shows_no_clear_change(ward_series):
    result = judged(ward_series(minor=RESIDENTIAL))

    assert (result.change.after, result.change.before) == (1_382, 1_398)
    assert result.verdict is Verdict.NO_CLEAR_CHANGE
    assert rounded(result.change) == (-21, 24)


def test_homes_and_outbuildings_offset_and_neither_may_be_quoted_alone(ward_series):
    def last_two_years(minor, name):
        counts, months = ward_series(minor=minor)
        return compare_years(counts[-24:], months[-24:], name=name)

    homes, outbuildings, whole = judge_family(
        [
            last_two_years(HOMES, "homes"),
            last_two_years(OUTBUILDINGS, "outbuildings"),
            compare_years(*ward_series(minor=RESIDENTIAL), name="residential burglary"),
        ]
    )

    assert (homes.change.before, homes.change.after) == (773, 580)
    assert (outbuildings.change.before, outbuildings.change.after) == (625, 802)
    reading = judge_with_siblings(homes, [outbuildings], whole)
    assert reading.must_say == (
        "homes 193 fewer, outbuildings 177 more: "
        "together residential burglary shows no clear change"
    )
    assert offsetting_parts(whole, [homes, outbuildings]) == (homes, outbuildings)


def test_drug_offences_are_counted(ward_series):
    change = compare_years(*ward_series(major="DRUG OFFENCES"))

    assert (change.after, change.before) == (2_527, 1_965)
