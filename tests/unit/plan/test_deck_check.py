"""The statutory check of the plan that was made from the deck alone, as it is shipped."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.examples import example_folder
from wardmote.plan.duties import PlanDutyCheck, check_plan
from wardmote.plan.folder import read_plan

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def check() -> PlanDutyCheck:
    book = read_plan(example_folder("tower_hamlets_2021_24") / "plan")
    return check_plan(book, today=TODAY, run_by="Tower Hamlets Council")


EXPECTED = {
    "CDA-04(d)": ("not_applicable", "not_shown_here"),
    "CDA-01(icb)": ("not_applicable", "not_shown_here"),
    "REG-05": ("not_shown_here", "not_shown_here"),
    "REG-10": ("law_to_be_confirmed", "law_to_be_confirmed"),
    "REG-12-4": ("law_to_be_confirmed", "law_to_be_confirmed"),
    "REG-12-1": ("not_shown_here", "not_shown_here"),
    "CDA-01(council)": ("met", "met"),
    "CDA-01(police)": ("not_shown_here", "not_shown_here"),
    "CDA-01(fire)": ("not_shown_here", "not_shown_here"),
    "CDA-01(probation)": ("not_shown_here", "not_shown_here"),
    "REG-03": ("not_shown_here", "not_shown_here"),
}


@pytest.mark.parametrize(("rule_id", "results"), EXPECTED.items(), ids=EXPECTED)
def test_the_deck_alone_gives_its_expected_results(
    check: PlanDutyCheck, rule_id: str, results: tuple[str, str]
) -> None:
    found = check.find(rule_id)

    assert found is not None
    assert (found.at_its_date.result.value, found.today.result.value) == results


SAID = {
    "CDA-04(d)": "Not yet in force on 1 April 2021: it is from 31 January 2023.",
    "CDA-01(icb)": "Not yet in force on 1 April 2021: it is from 1 July 2022.",
    "REG-05": "required by SI 2007/1830, reg 5, made under Crime and Disorder Act 1998, s.6(2), as "
    "substituted by the Police and Justice Act 2006.",
    "REG-10": "Its term ended on 31 March 2024. Looked for a plan from 1 April 2024; none is "
    "recorded: a gap.",
    "REG-12-4": "the amendment of 2011 may have removed it",
    "REG-12-1": "two dates on record: 1 July 2020 to 31 December 2020 (Deck, slide 2: July to "
    "December) and 1 July 2020 to 30 November 2020",
    "CDA-01(police)": "Metropolitan Police is recorded (Neighbourhood Watch page, 15 November "
    "2022); its place in the partnership is to be confirmed.",
    "CDA-01(fire)": "its place in the partnership is to be confirmed.",
    "REG-03": "5 members recorded, still to be confirmed.",
}


@pytest.mark.parametrize(("rule_id", "said"), SAID.items(), ids=SAID)
def test_each_result_says_why(check: PlanDutyCheck, rule_id: str, said: str) -> None:
    found = check.find(rule_id)

    assert found is not None
    assert said in found.because


def test_the_deck_says_that_an_assessment_exists(check: PlanDutyCheck) -> None:
    found = check.find("REG-05")

    assert found is not None
    assert "The plan says that one exists" in found.today.because


def test_nothing_that_the_deck_leaves_out_is_called_not_met(check: PlanDutyCheck) -> None:
    assert "0 not met" in check.first_line
