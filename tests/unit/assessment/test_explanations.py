"""Competing explanations: entered by people, with evidence for and against, never a cause."""

from __future__ import annotations

from datetime import date

import pytest

from unit.assessment.asked import table
from unit.assessment.printed_findings import finding
from wardmote.assessment.commentary import (
    explained_findings,
    explanations_by_theme,
    explanations_template,
    read_explanations,
)
from wardmote.errors import ConfigurationError

IDS = ("change-burglary", "change-noise")
GOOD = """
[[explanation]]
theme = "neighbourhood_crime"
findings = ["change-burglary"]
kind = "recording"
claim = "Sheds are now counted as residential burglary"
for = ["Homes fell by 193 while other buildings rose by 177"]
against = []
author = "Community safety team, Northborough Council"
date = 2026-10-01
"""
OTHER = """
[[explanation]]
theme = "neighbourhood_crime"
kind = "opportunity"
claim = "More outbuildings hold bicycles"
for = []
against = ["Bicycle theft shows no clear change"]
author = "Police analyst"
date = 2026-10-02
"""
UNEXPLAINED = """
[[explanation]]
theme = "asb_and_environment"
findings = ["change-noise"]
kind = "unexplained"
claim = "We asked the council and found no reason"
for = []
against = []
author = "Community safety team"
date = 2026-10-01
"""


def read(tmp_path, text):
    path = tmp_path / "explanations.toml"
    path.write_text(text, encoding="utf-8")
    return read_explanations(path, findings=IDS)


def test_explanations_of_a_theme_stand_together_in_the_order_of_chapters(tmp_path):
    themes = explanations_by_theme(read(tmp_path, GOOD + UNEXPLAINED + OTHER))

    assert [one.theme for one in themes] == ["asb_and_environment", "neighbourhood_crime"]
    assert [one.kind for one in themes[1].explanations] == ["recording", "opportunity"]
    assert themes[1].title == "Neighbourhood crime"
    assert themes[1].explanations[0].signed == (
        "Community safety team, Northborough Council, 1 October 2026"
    )


NOTES = table(
    """
    recorded    | note
    one         | Only one explanation is recorded, so nothing is weighed against it. Not considered: opportunity, enforcement, demand and displacement.
    two         | These compete; none of them is tested here. Not considered: enforcement, demand and displacement.
    unexplained | It is on record that nobody knows why.
    """  # noqa: E501
)


@pytest.mark.parametrize(("recorded", "note"), NOTES)
def test_a_theme_says_what_was_not_considered(tmp_path, recorded, note):
    text = {"one": GOOD, "two": GOOD + OTHER, "unexplained": UNEXPLAINED}[recorded]

    assert explanations_by_theme(read(tmp_path, text))[0].note == note


def test_unexplained_is_an_answer_to_why(tmp_path):
    assert explained_findings(read(tmp_path, GOOD + UNEXPLAINED + OTHER)) == set(IDS)


def test_without_the_file_nothing_is_explained(tmp_path):
    assert read_explanations(tmp_path / "explanations.toml", findings=IDS) == ()


FAULTS = table(
    """
    instead of                    | is written                     | fault
    kind = "recording"            | kind = "recordng"              | kind must be one of recording
    "neighbourhood_crime"         | "burglary"                     | theme must be one of
    "change-burglary"             | "change-burglry"               | findings: 'change-burglry' is not known: perhaps
    author = "Community safety team, Northborough Council" | author = "Smith, David" | author must be a body
    against = []                  |                                | against is missing
    date = 2026-10-01             | date = 2026-10-01T10:00:00     | date must be a date
    claim = "Sheds                | claim = "" # "Sheds            | claim must be text
    for = ["Homes fell by 193 while other buildings rose by 177"] | for = [] | neither for nor against has evidence
    """  # noqa: E501
)


@pytest.mark.parametrize(("good", "bad", "fault"), FAULTS)
def test_a_wrong_explanation_says_what_would_be_right(tmp_path, good, bad, fault):
    with pytest.raises(ConfigurationError) as refused:
        read(tmp_path, GOOD.replace(good, bad, 1))

    assert refused.value.faults[0].problem.startswith(fault)
    assert refused.value.faults[0].where.startswith("explanation 1")
    assert "David" not in str(refused.value)


def test_all_wrong_explanations_come_in_one_error_with_the_known_findings(tmp_path):
    text = GOOD.replace("change-burglary", "x") + UNEXPLAINED.replace("change-noise", "y")

    with pytest.raises(ConfigurationError) as refused:
        read(tmp_path, text)

    assert len(refused.value.faults) == 2
    assert refused.value.known == IDS


def test_the_template_explains_nothing_until_its_number_signs_are_taken_away(tmp_path):
    findings = [finding("burglary", "rose"), finding("noise", "no_clear_change")]
    text = explanations_template(findings, on=date(2026, 11, 22))
    path = tmp_path / "explanations.toml"
    ids = [one.id for one in findings]

    path.write_text(text, encoding="utf-8")
    assert read_explanations(path, findings=ids) == ()

    entry = text[text.index("# [[explanation]]") :].replace("# ", "")
    path.write_text(entry, encoding="utf-8")
    assert explained_findings(read_explanations(path, findings=ids)) == {"change-burglary"}
