"""Candidate priorities: proposed by a stated rule, never by a percentage, never decided."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.assessment.asked import table
from unit.assessment.printed_findings import INTERVALS, finding
from wardmote.analysis.concentration import measure_concentration
from wardmote.analysis.verbs import NEVER, Polarity
from wardmote.assessment.candidates import (
    CandidatePriority,
    propose_priorities,
    scores_of_themes,
)
from wardmote.errors import AnalysisError

THEMES = ("neighbourhood_crime", "theft_and_shoplifting", "violence", "drugs", "public_order")
EVERYWHERE = measure_concentration([10] * 50, top=0.1)
IN_FEW = measure_concentration([200] * 5 + [5] * 45, top=0.1)


def of_theme(theme, verdict="no_clear_change", before=1000, after=1000, **changed):
    return finding(changed.pop("name", theme), verdict, before, after, theme=theme, **changed)


def order(*findings, **more):
    return [one.theme for one in propose_priorities(findings, **more).candidates]


def scores(theme, *findings, places=None):
    return next(one for one in scores_of_themes(findings, places) if one.theme == theme)


TRENDS = table(
    """
    verdict         | polarity      | interval       | trend | least more
    rose            | lower_better  | 1.01 1.10 1.20 | 1     | 10
    rose            | lower_better  | 1.05 1.10 1.20 | 2     | 50
    rose            | lower_better  | 1.10 1.20 1.30 | 3     | 100
    rose            | lower_better  | 1.20 1.30 1.40 | 4     | 200
    rose            | lower_better  | 1.04 2.00 3.90 | 1     | 40
    no_clear_change | lower_better  | 0.98 1.50 2.30 | 0     | 0
    fell            | lower_better  | 0.60 0.70 0.80 | 0     | 0
    fell            | higher_better | 0.60 0.70 0.80 | 4     | 200
    rose            | higher_better | 1.20 1.30 1.40 | 0     | 0
    rose            | ambiguous     | 1.20 1.30 1.40 | none  | 0
    """
)


@pytest.mark.parametrize(("verdict", "polarity", "interval", "trend", "least"), TRENDS)
def test_trend_is_scored_from_the_near_end_of_the_interval(
    verdict, polarity, interval, trend, least
):
    ends = tuple(map(float, interval.split()))
    one = of_theme("violence", verdict, 1000, 1100, interval=ends, polarity=polarity)

    found = scores("violence", one)

    assert str(found.trend).lower() == trend
    assert found.least_more == int(least)


def test_a_large_percentage_of_a_small_part_of_a_theme_is_a_small_trend():
    bicycles = of_theme(
        "theft_and_shoplifting", "rose", 40, 120, name="bicycles", interval=(1.8, 3.0, 5.0)
    )
    shops = of_theme("theft_and_shoplifting", "no_clear_change", 4000, 4000, name="shops")

    found = scores("theft_and_shoplifting", bicycles, shops)

    assert found.trend == 1
    assert found.growth == pytest.approx(32 / 4040)


def test_the_percentage_alone_does_not_order():
    tripled = of_theme("public_order", "rose", 10, 30, interval=(1.001, 3.0, 9.0))
    steady = of_theme("neighbourhood_crime", "rose", 3000, 3400, interval=(1.06, 1.13, 1.2))

    assert order(tripled, steady) == ["neighbourhood_crime", "public_order"]


def test_volume_is_the_share_of_themes_with_fewer():
    findings = [of_theme(theme, after=100 * number) for number, theme in enumerate(THEMES, 1)]

    found = {one.theme: one.volume_score for one in scores_of_themes(findings)}

    assert [found[theme] for theme in THEMES] == [0, 1, 2, 3, 4]


def test_parts_are_not_counted_again():
    parent = of_theme("neighbourhood_crime", "no_clear_change", 1398, 1382, name="burglary")
    parts = [
        of_theme("neighbourhood_crime", "rose", 625, 802, name="sheds", part_of="burglary"),
        of_theme("neighbourhood_crime", "fell", 773, 580, name="homes", part_of="burglary"),
    ]

    found = scores("neighbourhood_crime", parent, *parts)

    assert (found.volume, found.trend) == (1382, 0)
    assert scores("neighbourhood_crime", *parts).volume == 1382  # where the whole is not there


PLACES = table(
    """
    top five of 50 places have | score
    even                       | 0
    few                        | 4
    """
)


@pytest.mark.parametrize(("where", "score"), PLACES)
def test_concentration_is_what_lies_beyond_chance(where, score):
    one = of_theme("neighbourhood_crime")
    found = {"even": EVERYWHERE, "few": IN_FEW}[where]

    assert scores(one.theme, one, places={one.category: found}).concentration == int(score)


def test_where_something_not_judged_was_found_says_where_police_looked():
    drugs = of_theme("drugs", polarity="ambiguous")

    assert scores("drugs", drugs, places={drugs.category: IN_FEW}).concentration is None


@given(
    after=st.integers(1000, 10**6),
    others=st.lists(st.integers(1, 3000), min_size=4, max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_what_is_not_judged_is_never_proposed_because_it_rose(after, others):
    rest = [
        of_theme(theme, after=number)
        for theme, number in zip(set(THEMES) - {"drugs"}, others, strict=True)
    ]
    before = of_theme("drugs", "no_clear_change", 1000, 1000, polarity="ambiguous")
    risen = of_theme("drugs", "rose", 1000, after, polarity="ambiguous")

    assert order(risen, *rest) == order(before, *rest)
    for one in propose_priorities([risen, *rest]).candidates:
        if one.theme == "drugs":
            assert "rose" not in " ".join(reason.text for reason in one.because)


FINDINGS = st.lists(
    st.builds(
        of_theme,
        st.sampled_from(THEMES),
        st.sampled_from(list(INTERVALS)),
        st.integers(1, 5000),
        st.integers(0, 5000),
        name=st.uuids().map(str),
        polarity=st.sampled_from(list(Polarity)),
    ),
    max_size=12,
)


@given(FINDINGS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_findings_does_not_matter_and_no_theme_is_lost(findings, chance):
    shuffled = list(findings)
    chance.shuffle(shuffled)

    found = propose_priorities(findings)

    assert found == propose_priorities(shuffled)
    themes = [one.theme for one in (*found.candidates, *found.others)]
    assert sorted(themes) == sorted({one.theme for one in findings})
    assert [one.rank for one in found.candidates] == list(range(1, len(found.candidates) + 1))


@given(FINDINGS, st.floats(0.001, 0.05))
@settings(max_examples=60, deadline=None)
def test_a_firmer_rise_never_lowers_a_theme(findings, firmer):
    risen = of_theme("violence", "rose", 1000, 1100, name="knives")
    higher = replace(risen, lower=risen.lower + min(firmer, risen.ratio - risen.lower))

    def rank(one):
        found = propose_priorities([*findings, one], most=99)
        return [*(each.theme for each in found.candidates)].index("violence")

    assert rank(higher) <= rank(risen)


@given(FINDINGS)
@settings(max_examples=60, deadline=None)
def test_a_candidate_names_its_findings_and_no_forbidden_word(findings):
    known = {one.id for one in findings}

    for one in propose_priorities(findings).candidates:
        text = " ".join([*(reason.text for reason in one.because), one.asked, one.confidence])
        assert one.findings
        assert set(one.findings) <= known
        assert not any(re.search(rf"\b{word}\b", text.lower()) for word in NEVER)
        assert one.confidence.split(":")[0] in ("Low", "Moderate", "High")


def test_a_candidate_says_why_how_sure_and_what_is_asked():
    burglary = of_theme(
        "neighbourhood_crime", "rose", 1398, 1600, name="burglary", interval=(1.06, 1.14, 1.23)
    )
    robbery = of_theme("neighbourhood_crime", "no_clear_change", 300, 310, name="robbery")
    others = [of_theme(theme, after=100) for theme in ("violence", "public_order")]

    found = propose_priorities([burglary, robbery, *others], places={"burglary": IN_FEW})

    one = found.candidates[0]
    assert (one.title, sorted(one.limbs), one.rank) == ("Neighbourhood crime", ["a"], 1)
    assert [reason.text for reason in one.because] == [
        "Recorded burglary: 5 of 50 small areas had 82% of it; chance alone would give them up to "
        f"{100 * IN_FEW.chance_interval[1]:.0f}%.",
        "1,910 recorded in twelve months; by volume above 2 of the 2 other themes.",
        "Recorded burglary rose: 1,600 against 1,398 the year before; at least 83 more a year.",
    ]
    assert one.findings == ("change-burglary", "change-robbery")
    assert one.confidence == "Moderate: tested, from one source of records"
    assert one.asked == (
        "Decide whether neighbourhood crime should be a priority, and whether to start in 5 small "
        "areas."
    )


CONFIDENCE = table(
    """
    verdict         | polarity     | after | also               | confidence
    rose            | lower_better | 1100  |                    | Moderate: tested, from one source of records
    rose            | lower_better | 1100  | hospital admissions | High: tested, and also shown by hospital admissions
    rose            | lower_better | 99    |                    | Low: fewer than 100 records in a year
    too_short       | lower_better | 1100  | hospital admissions | Low: no change could be tested
    rose            | ambiguous    | 1100  | hospital admissions | Low: counted and not judged; more records can mean more police work or more trust
    """  # noqa: E501
)


@pytest.mark.parametrize(("verdict", "polarity", "after", "also", "confidence"), CONFIDENCE)
def test_confidence_is_about_the_evidence(verdict, polarity, after, also, confidence):
    one = of_theme("violence", verdict, 1000, int(after), polarity=polarity)

    found = propose_priorities([one], also_shown_by={"violence": [also]} if also else None)

    assert found.candidates[0].confidence == confidence


WHY_NOT = table(
    """
    theme        | why
    other_crime  | It holds what fits nowhere else.
    drugs        | It is counted and not judged, and it is not among the largest.
    public_order | It did not clearly get worse, is not among the largest, and is not in few places.
    violence     | It comes after the first 1.
    """
)


@pytest.mark.parametrize(("theme", "why"), WHY_NOT)
def test_what_is_not_proposed_says_why(theme, why):
    findings = [
        of_theme("neighbourhood_crime", "rose", 3000, 3400),
        of_theme("violence", "rose", 2000, 2200),
        of_theme("other_crime", "rose", 900, 5000),
        of_theme("drugs", "rose", 500, 900, polarity="ambiguous"),
        of_theme("public_order", "no_clear_change", 400, 400),
    ]

    found = propose_priorities(findings, most=1)

    assert [one.theme for one in found.candidates] == ["neighbourhood_crime"]
    assert {one.theme: one.why for one in found.others}[theme] == why


def test_at_most_four_are_proposed():
    findings = [of_theme(theme, "rose", 1000, 1200) for theme in THEMES]

    assert len(order(*findings)) == 4


def test_without_findings_nothing_is_proposed():
    found = propose_priorities([])

    assert (found.candidates, found.others) == ((), ())
    assert "A percentage alone never decides" in found.rule


def test_a_candidate_is_no_decision():
    names = {field.name for field in fields(CandidatePriority)}

    assert not names & {"decided_by", "decided_on", "decision", "agreed_by", "status", "owner"}


def test_a_candidate_without_a_reason_cannot_be_built():
    with pytest.raises(AnalysisError) as refused:
        CandidatePriority(0, "drugs", (), "Low", "Decide", scores("drugs", of_theme("drugs")))

    assert [fault.problem for fault in refused.value.faults] == [
        "its rank is not 1 or more",
        "it has no reason",
    ]
