"""The statutory check of a plan: product.md 3.3, and what it says of a plan like the deck's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unit.plan.deck_like_plan import (
    ASSESSMENT,
    BODIES,
    CONCERN,
    CONSULTATION,
    ORDER,
    PLAN,
    TODAY,
    deck_like,
)
from wardmote.assessment.duties import Complete, DutyEvidence, HeldElsewhere, Result
from wardmote.assessment.duties.looked import KINDS_OF_RECORD
from wardmote.assessment.duties.results import judge_duty
from wardmote.errors import ConfigurationError
from wardmote.plan import records
from wardmote.plan.duties import PlanRecord, check_plan
from wardmote.plan.duties.contents import prepared_and_revised
from wardmote.plan.duties.looking import GROUPS, LOOKS
from wardmote.plan.records.alignment import AlignmentNature, Objective
from wardmote.plan.records.ids import (
    ActionId,
    BoardId,
    BodyId,
    ExternalPlanId,
    ObjectiveId,
    OrderId,
    PriorityId,
)
from wardmote.plan.records.plan import PlanState
from wardmote.plan.records.priorities import Entered
from wardmote.vocabulary.laws import rule

EARLY = date(2015, 4, 1)
ALL_HERE = tuple(Complete(kind, EARLY, "Community safety team") for kind in KINDS_OF_RECORD)
ADOPTED = replace(PLAN, adopted_on=date(2021, 3, 20), to_be_confirmed=())
ACTIONS = tuple(
    records.Action(
        id=ActionId(f"A-{name}"),
        title="Do it",
        priority=PriorityId(name),
        lead=BodyId("council"),
        starts=date(2021, 4, 1),
        due=date(2022, 3, 31),
    )
    for name in ("neighbourhood", "hate", "reoffending", "violence")
)


def checked(*more, plan=PLAN, today=TODAY, complete=(), held=(), area_code=""):
    evidence = DutyEvidence(tuple(held), tuple(complete))
    book = deck_like(*more, plan=plan)
    return check_plan(
        book, today=today, run_by="Deckborough Council", evidence=evidence, area_code=area_code
    )


def results(check, rule_id):
    found = check.find(rule_id)
    return found.at_its_date.result.value, found.today.result.value


def elsewhere(rule_id, dated=date(2021, 2, 1)):
    return HeldElsewhere(rule_id, "Report", "Board papers, item 7", "Board support team", dated)


@pytest.mark.parametrize(
    ("rule_id", "then", "now"),
    [
        ("CDA-04(d)", "not_applicable", "not_shown_here"),
        ("CDA-01(icb)", "not_applicable", "not_shown_here"),
        ("CDA-01(ccg)", "law_to_be_confirmed", "not_applicable"),
        ("REG-05", "not_shown_here", "not_shown_here"),
        ("REG-10", "law_to_be_confirmed", "law_to_be_confirmed"),
        ("REG-12-4", "law_to_be_confirmed", "law_to_be_confirmed"),
        ("CDA-12", "not_applicable", "not_applicable"),
        ("SVD-01", "not_applicable", "not_shown_here"),
        ("REG-08", "not_applicable", "not_applicable"),
        ("PSPO-08(nox)", "not_applicable", "law_to_be_confirmed"),
    ],
)
def test_the_deck_alone_gives_these_results(rule_id, then, now):
    assert results(checked(), rule_id) == (then, now)


def test_the_deck_says_that_an_assessment_exists_and_the_chain_of_citation_is_given():
    because = checked().find("REG-05").today.because

    assert "The plan says that one exists: Detailed strategic assessment (deck, slide 2)" in because
    assert "“a statutory requirement under the Police and Justice Act 2006”" in because
    assert (
        "required by SI 2007/1830, reg 5, made under Crime and Disorder Act 1998, s.6(2), as "
        "substituted by the Police and Justice Act 2006." in because
    )


def test_the_gap_after_the_term_is_stated_with_its_reason():
    because = checked().find("REG-10").today.because

    assert (
        "Its term ended on 31 March 2024. Looked for a plan from 1 April 2024; none is recorded: a "
        "gap. Reason on record: The next plan on record begins in 2025." in because
    )
    assert "a gap" not in checked(plan=replace(PLAN, successor="Plan 2024")).find("REG-10").because


def test_the_gap_is_not_met_once_the_law_is_confirmed_and_plans_are_declared_complete():
    confirmed = replace(
        rule("REG-10"), gist_mark="V", wording_mark="V", source_url="https://example.org/"
    )
    record = PlanRecord(deck_like(), TODAY, "Deckborough")
    found = prepared_and_revised(record, TODAY)

    for complete, result in (((), Result.NOT_SHOWN_HERE), (ALL_HERE, Result.NOT_MET)):
        evidence = DutyEvidence(complete=complete)
        assert judge_duty(confirmed, found, record, TODAY, evidence).result is result


def test_two_dates_of_one_consultation_are_both_on_record():
    because = checked().find("REG-12-1").today.because

    assert (
        "two dates on record: 1 July 2020 to 31 December 2020 (deck) and 1 July 2020 to 30 "
        "November 2020 (council page)." in because
    )


def test_a_consultation_on_an_order_is_none_on_the_plan():
    on_order = replace(CONSULTATION, id="order", title="On the order", topics=("order",))

    assert "On the order" not in checked(on_order).find("REG-12-1").today.because


def test_no_strategy_older_than_its_limb_counts_for_it():
    revised = records.Revision(for_year=2023, note="Serious violence.", adopted_on=date(2023, 3, 1))

    assert results(checked(*ACTIONS), "CDA-04(a)") == ("met", "met")
    assert results(checked(*ACTIONS), "CDA-04(d)")[1] == "not_shown_here"
    assert results(checked(*ACTIONS, revised), "CDA-04(d)")[1] == "met"


def test_a_draft_is_no_strategy_yet():
    draft = replace(
        PLAN,
        state=PlanState.DRAFTING,
        starts=date(2027, 4, 1),
        ends=date(2030, 3, 31),
        predecessor_ended=None,
    )
    check = checked(*ACTIONS, plan=draft)

    assert results(check, "CDA-04(a)")[1] == "not_shown_here"
    assert check.find("CDA-04(a)").own_day == "Before adoption"
    assert check.find("REG-11a").today.because.startswith("In the draft.")


NEVER_MET_BY_A_RECORD = ("REG-12-2", "REG-12-3", "CON-02", "CON-03", "CDA-09", "PSPO-01(nox)")


@pytest.mark.parametrize("rule_id", NEVER_MET_BY_A_RECORD)
def test_what_people_must_judge_is_met_only_by_their_word(rule_id):
    whole = rule_id.partition("(")[0]

    assert results(checked(complete=ALL_HERE), rule_id)[1] == "not_shown_here"
    recorded = checked(held=[elsewhere(whole, date(2022, 2, 1))]).find(rule_id).today
    assert recorded.result is Result.MET
    assert recorded.because.startswith("Recorded by Board support team: Report")


def test_not_met_needs_the_deadline_and_the_declaration():
    assert results(checked(), "REG-12-1")[1] == "not_shown_here"
    assert results(checked(complete=ALL_HERE), "REG-12-1")[1] == "not_met"
    late = tuple(replace(one, since=date(2021, 1, 1)) for one in ALL_HERE)
    assert results(checked(complete=late), "REG-12-1")[1] == "not_shown_here"


def test_a_duty_is_not_missed_on_its_last_day():
    draft = replace(
        PLAN, state=PlanState.DRAFTING, starts=date(2027, 1, 1), ends=date(2029, 12, 31),
        predecessor_ended=None,
    )  # fmt: skip
    found = {
        day: results(checked(plan=draft, complete=ALL_HERE, today=day), "REG-12-1")[1]
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    }

    assert list(found.values()) == ["not_shown_here", "not_met"]


def test_a_draft_before_its_deadline_is_never_not_met():
    draft = replace(
        PLAN,
        state=PlanState.DRAFTING,
        starts=date(2027, 1, 1),
        ends=date(2029, 12, 31),
        predecessor_ended=None,
    )
    check = checked(plan=draft, complete=ALL_HERE)

    assert results(check, "REG-12-1")[1] == "not_shown_here"
    assert check.find("REG-12-1") in check.first
    assert check.find("REG-12-1").next_step.by == date(2026, 12, 31)


@given(
    complete=st.booleans(),
    adopted=st.none() | st.dates(date(2020, 6, 1), date(2021, 9, 1)),
    today=st.dates(date(2021, 9, 2), date(2030, 1, 1)),
    has_actions=st.booleans(),
    two_tier=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_a_duty_whose_law_is_not_confirmed_is_never_not_met(
    complete, adopted, today, has_actions, two_tier
):
    plan = replace(
        PLAN,
        adopted_on=adopted,
        to_be_confirmed=() if adopted else ("adopted_on",),
        two_tier=two_tier,
    )
    check = checked(
        *(ACTIONS if has_actions else ()),
        plan=plan,
        today=today,
        complete=ALL_HERE if complete else (),
    )
    for one in check.records:
        both = {one.at_its_date.result, one.today.result}
        if one.rule.standing == "to_be_confirmed":
            assert both <= {Result.LAW_TO_BE_CONFIRMED, Result.NOT_APPLICABLE}, one.id
        if Result.NOT_MET in both:
            assert complete, one.id
        assert one.today.because.endswith((".", "”")), one.id


def test_results_come_in_their_order_whatever_is_recorded():
    """Not applicable stands before doubt, doubt before met, met before not met."""
    held = [elsewhere(one) for one in ("CDA-12", "REG-12-4", "REG-12-1")]
    check = checked(complete=ALL_HERE, held=held)

    assert results(check, "CDA-12")[1] == "not_applicable"
    assert results(check, "REG-12-4")[1] == "law_to_be_confirmed"
    assert results(check, "REG-12-1")[1] == "met"


def test_the_copy_of_the_plan_is_met_by_its_sending_to_the_local_policing_body():
    sent = records.Dispatch(what="plan", to="local_policing_body", on=date(2021, 4, 9))
    public = replace(sent, to="public")

    assert results(checked(sent, plan=ADOPTED), "REG-13A") == ("not_shown_here", "met")
    assert results(checked(public, plan=ADOPTED), "REG-13A")[1] == "not_shown_here"
    city = checked(area_code="E09000001").find("REG-13A").today
    assert (city.result, city.because) == (
        Result.NOT_APPLICABLE,
        "It does not bind in the City of London.",
    )


def test_an_assessment_counts_only_for_the_year_in_which_it_was_adopted():
    dated = replace(ASSESSMENT, id="sa-2020", adopted_on=date(2021, 1, 20))
    late = replace(dated, adopted_on=date(2021, 4, 2))

    first, second = checked(dated, plan=ADOPTED), checked(late, plan=ADOPTED)
    assert results(first, "REG-05") == ("met", "not_shown_here")
    assert results(second, "REG-05")[0] == "not_shown_here"


def test_a_body_counts_while_it_is_in_the_partnership():
    fire = records.Body(
        id=BodyId("fire"), name="Fire Brigade", type="fire", member_from=date(2023, 1, 1)
    )

    assert results(checked(fire), "CDA-01(fire)") == ("not_shown_here", "met")


def test_an_order_is_not_judged_before_it_was_made():
    assert results(checked(plan=ADOPTED), "PSPO-01(nox)") == ("not_applicable", "not_shown_here")


def test_each_order_is_checked_and_names_the_council():
    second = replace(ORDER, id=OrderId("alcohol"), title="Alcohol order")
    check = checked(second)

    assert check.find("PSPO-06(nox)").next_step.body == "Deckborough Council"
    assert check.find("PSPO-06(alcohol)").today.because.startswith("Alcohol order.")
    assert "it ended on 27 April 2024 at the latest unless it was extended before." in (
        check.find("PSPO-03(nox)").today.because
    )


def test_evidence_in_the_plans_own_folder_counts_and_its_review_is_printed():
    held = records.HeldElsewhere(
        rule="REG-12-1", what="Survey", where="Item 7", who="Survey team", on=date(2020, 9, 1)
    )
    review = records.Review(who="Monitoring officer", on=date(2026, 10, 1))
    check = checked(held, review)

    assert results(check, "REG-12-1") == ("met", "met")
    assert check.note.endswith("reviewed by Monitoring officer, 1 October 2026.")


@pytest.mark.parametrize("rule_id", ["REG-99", "reg-10"])
def test_evidence_for_a_rule_that_does_not_exist_is_refused(rule_id):
    with pytest.raises(ConfigurationError, match="is not known"):
        records.HeldElsewhere(rule=rule_id, what="x", where="y", who="Team", on=TODAY)


def test_good_practice_stands_apart_and_is_not_counted():
    check = checked()
    counted = sum(check.counts.values())

    assert {one.result for one in check.practice} <= {"In place", "Not in place"}
    assert counted == len(check.records)
    assert not {one.id for one in check.practice} & {one.id for one in check.records}


def test_an_answer_to_every_concern_is_good_practice_in_place():
    answered = replace(CONCERN, we="did", did="A night team was set up.")
    without = {one.id: one.is_in_place for one in checked().practice}
    book = deck_like()
    book = type(book)({**book.records, records.Concern: (answered,)})
    check = check_plan(book, today=TODAY, run_by="Deckborough Council")

    assert not without["CON-09"]
    assert {one.id: one.is_in_place for one in check.practice}["CON-09"]
    assert check.find("CON-04").today.words == "As we understand the law: met"


def test_the_headings_stand_in_their_order_and_nothing_is_scored():
    check = checked()

    assert [name for name, _ in check.groups] == list(GROUPS)
    assert set(LOOKS) == set(GROUPS)
    assert "%" not in f"{check.first_line} {check.note}"
    assert check.first_line.startswith(f"Of {sum(one.applies for one in check.records)} duties")


def test_what_both_days_share_is_said_once():
    because = checked().find("REG-05").because

    assert because.count("The chain is") == 1
    assert "At its first day: Looked for an assessment adopted in 2020/21" in because


def test_every_rule_that_is_looked_for_exists_and_names_its_bodies():
    assert len(BODIES) == 3
    for looks in LOOKS.values():
        for rule_id in looks:
            assert rule(rule_id).id == rule_id


def test_an_action_whose_lead_is_open_has_no_accountable_body() -> None:
    led_by_nobody = replace(ACTIONS[0], lead=BodyId(""), to_be_confirmed=("lead",))
    said = checked(led_by_nobody, *ACTIONS[1:]).find("REG-11c").because

    assert "The lead body is to be confirmed for 1 of 4 actions: A-neighbourhood." in said


def test_objectives_that_nobody_has_listed_are_not_taken_up() -> None:
    objective = Objective(id=ObjectiveId("o"), words="The priorities of the Mayor")
    crime_plan = records.ExternalPlan(
        id=ExternalPlanId("pcp"), title="The Mayor's priorities", whose="Mayor",
        kind="police_and_crime_plan", objectives=(objective,),
    )  # fmt: skip
    taken_up = records.Alignment(
        objective=objective.id, nature=AlignmentNature.HAS_REGARD, reason="It does.",
        priority=PriorityId("hate"),
    )  # fmt: skip
    unlisted = replace(crime_plan, to_be_confirmed=("objectives",))

    assert results(checked(crime_plan, taken_up), "CDA-05") == ("met", "met")
    assert results(checked(unlisted, taken_up), "CDA-05") == ("not_shown_here", "not_shown_here")


def test_a_priority_whose_way_in_is_open_is_not_traced() -> None:
    traced = records.Priority(
        id=PriorityId("new"), number=5, title="Fires", statement="Fewer.", why="They rose.",
        entered=Entered.FROM_FINDINGS, findings=("fires",), limbs=("a",), lead=BoardId("board"),
    )  # fmt: skip
    unsure = replace(traced, to_be_confirmed=("entered",))

    assert results(checked(traced), "REG-11b") == ("met", "met")
    assert results(checked(unsure), "REG-11b") == ("not_shown_here",) * 2


def test_a_plan_that_wants_only_its_adoption_is_told_to_adopt_it() -> None:
    drafting = replace(ADOPTED, state=PlanState.DRAFTING, adopted_on=None)
    shown = checked(*ACTIONS, plan=drafting, today=date(2021, 4, 2)).find("CDA-04(b)")
    without = checked(plan=drafting, today=date(2021, 4, 2)).find("CDA-04(b)")

    assert str(shown.next_step).startswith("Adopt the plan, and record the day")
    assert str(without.next_step).startswith("Set out a strategy for limb (b)")
