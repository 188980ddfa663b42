"""A finding as plain values: read back as it was written, and worded by its test alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unit.assessment.asked import table
from unit.assessment.printed_findings import INTERVALS, finding
from wardmote.analysis.change import compare_years
from wardmote.analysis.months import months_from
from wardmote.analysis.verbs import Polarity, Verdict, wrong_words
from wardmote.analysis.verdicts import judge_family
from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.measures import measures_of
from wardmote.assessment.printed import (
    finding_faults,
    fingerprint,
    printed,
    read_finding,
    said,
    subject,
)
from wardmote.assessment.printed.finding import as_plain
from wardmote.errors import AnalysisError

BURGLARY = finding("burglary", "rose", 9396, 10330)


def test_a_finding_of_an_assessment_is_printed_with_its_own_values():
    months = months_from(date(2024, 5, 1), 24)
    judged = judge_family([compare_years([10] * 12 + [20] * 12, months)])[0]
    measure = next(one for one in measures_of("police_uk", ["burglary"]))
    one = Finding(
        id="change-burglary",
        measure=measure,
        area_code="E06999001",
        area_name="Northborough",
        series="police_uk/street",
        judged=judged,
        months=(months[0], months[-1]),
        rows_behind=(FileRows("a" * 64, 360),),
        counted=360,
    )

    found = printed(one)

    assert (found.id, found.theme, found.category) == (
        "change-burglary",
        "neighbourhood_crime",
        "burglary",
    )
    assert (found.before, found.after, found.verdict) == (120, 240, Verdict.ROSE)
    assert (found.lower, found.ratio, found.upper) == (
        judged.change.lower,
        judged.change.ratio,
        judged.change.upper,
    )


@pytest.mark.parametrize("months", [None, (date(2024, 5, 1), date(2026, 4, 1))])
def test_a_printed_finding_reads_back_as_it_was_written(months):
    one = replace(BURGLARY, months=months, part_of="")

    assert read_finding(json.loads(json.dumps(as_plain(one)))) == one
    assert finding_faults(as_plain(one)) == []


FAULTS = table(
    """
    name     | value          | fault
    verdict  | "went up"      | verdict is not one of rose, fell, little_changed, no_clear_change
    polarity | "bad"          | polarity is not one of lower_better
    before   | "12"           | before is not a whole number or null
    after    | 1.5            | after is not a whole number
    after    | -1             | a count is negative
    after    | true           | after is not a whole number
    lower    | 2.0            | the ratio lies outside its interval
    lower    | NaN            | a number is not finite
    months   | ["2024-05"]    | months is not two months
    months   | 7              | months is not two months
    id       | ""             | id is not a text
    """
)


@pytest.mark.parametrize(("name", "value", "fault"), FAULTS)
def test_what_is_not_a_finding_says_why(name, value, fault):
    values = {**as_plain(BURGLARY), name: json.loads(value)}

    assert any(one.startswith(fault) for one in finding_faults(values))


@pytest.mark.parametrize("values", [[], "x", None])
def test_what_is_no_object_is_no_finding(values):
    assert finding_faults(values) == ["it is not an object"]


def test_a_finding_of_impossible_numbers_cannot_be_built():
    with pytest.raises(AnalysisError) as refused:
        replace(BURGLARY, lower=1.2, after=-1)

    assert [fault.problem for fault in refused.value.faults] == [
        "a count is negative",
        "the ratio lies outside its interval",
    ]


CHANGES = table(
    """
    what      | value           | changes
    after     | 10331           | yes
    before    | 9397            | yes
    verdict   | no_clear_change | yes
    area      | E06999002       | yes
    lower     | 1.05            | yes
    upper     | 1.16            | yes
    lower     | 1.0601          | no
    title     | Breaking in     | no
    theme     | violence        | no
    polarity  | ambiguous       | no
    """
)


@pytest.mark.parametrize(("what", "value", "changes"), CHANGES)
def test_a_fingerprint_changes_with_what_is_printed_and_with_nothing_else(what, value, changes):
    kinds = {"after": int, "before": int, "lower": float, "upper": float}
    kinds |= {"verdict": Verdict, "polarity": Polarity}

    other = replace(BURGLARY, **{what: kinds.get(what, str)(value)})

    assert (fingerprint(other) != fingerprint(BURGLARY)) is (changes == "yes")


def test_a_fingerprint_is_the_same_on_every_machine():
    text = '["change-burglary", "E06999001", "rose", 9396, 10330, 1.06, 1.14]'

    assert hashlib.sha256(text.encode()).hexdigest().startswith("82936efd")  # sha256sum says so
    assert fingerprint(BURGLARY) == "82936efd"


@given(
    verdict=st.sampled_from(list(INTERVALS)),
    polarity=st.sampled_from(list(Polarity)),
    before=st.none() | st.integers(0, 10**6),
    after=st.integers(0, 10**6),
)
def test_no_sentence_says_more_than_its_test(verdict, polarity, before, after):
    one = finding("burglary", verdict, before, after, polarity=polarity)

    sentence = f"{subject(one)} {said(one)}."

    assert wrong_words(sentence, one.wording) == ()
    assert f"{after:,}" in sentence
    assert before is None or f"{before:,}" in sentence
    assert "%" not in sentence


SAID = table(
    """
    verdict         | polarity     | said
    rose            | lower_better | rose: 110 against 100 the year before
    fell            | lower_better | fell: 110 against 100 the year before
    little_changed  | lower_better | little changed: 110 against 100 the year before
    no_clear_change | lower_better | shows no clear change: 110 against 100 the year before
    too_short       | lower_better | came to 110 against 100 the year before, too short a series to say more
    cannot_say      | lower_better | came to 110 against 100 the year before, and the change cannot be judged
    rose            | ambiguous    | came to 110, against 100 the year before: counted, and not judged
    """  # noqa: E501
)


@pytest.mark.parametrize(("verdict", "polarity", "words"), SAID)
def test_each_verdict_has_its_words(verdict, polarity, words):
    assert said(finding("burglary", verdict, 100, 110, polarity=polarity)) == words


def test_a_name_in_capitals_keeps_them():
    assert subject(finding("burglary", title="NFIB fraud")) == "Recorded NFIB fraud"
    assert subject(BURGLARY) == "Recorded burglary"
