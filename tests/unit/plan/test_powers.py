"""Space orders after they were made, and how a case can be reviewed: records, check, calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from unit.plan.deck_like_plan import ORDER, PLAN, TODAY, deck_like
from wardmote.assessment.duties.rows import DutyRecord
from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.calendar import plan_calendar
from wardmote.plan.duties import check_plan
from wardmote.plan.records import CaseReviewProcedures, Consultation, SpaceOrder
from wardmote.plan.records.ids import ConsultationId, Post
from wardmote.plan.records.powers import OrderChange, OrderChangeKind
from wardmote.plan.records.voice import Phase
from wardmote.vocabulary.marking import Marking

EXTENDED = OrderChange(
    on=date(2024, 4, 20), kind=OrderChangeKind.EXTENDED, ends=date(2027, 4, 27), what="It goes on"
)
VARIED = OrderChange(
    on=date(2025, 2, 1), kind=OrderChangeKind.VARIED, what="The park is in it", evidence=("Survey",)
)
DISCHARGED = OrderChange(on=date(2026, 3, 1), kind=OrderChangeKind.DISCHARGED)
PROCEDURES = CaseReviewProcedures(
    published_on=date(2021, 1, 5),
    contact=Post("Community safety team"),
    complaints=3,
    consulted_on=date(2020, 12, 1),
    if_dissatisfied="Another council looks at it",
    revised_on=date(2025, 1, 5),
)


def with_order(**changed: Any) -> PlanBook:
    held = deck_like(plan=PLAN)
    return PlanBook({**held.records, SpaceOrder: (replace(ORDER, **changed),)})


def found(book: PlanBook, rule_id: str, today: date = TODAY) -> DutyRecord:
    made = check_plan(book, today=today, run_by="Deckborough Council").find(rule_id)
    assert made is not None
    return made


def test_an_order_lasts_until_its_extension_ends_or_it_is_discharged() -> None:
    assert ORDER.last_day == date(2024, 4, 27)
    assert replace(ORDER, changes=(EXTENDED,)).last_day == date(2027, 4, 27)
    assert replace(ORDER, changes=(EXTENDED, VARIED, DISCHARGED)).last_day == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ((replace(EXTENDED, on=date(2024, 4, 28)),), "extended after it had ended on 2024-04-27"),
        ((replace(EXTENDED, ends=date(2027, 4, 28)),), "an extension lasts longer than three"),
        ((replace(EXTENDED, ends=date(2024, 4, 27)),), "or not at all"),
        ((replace(EXTENDED, ends=None),), "an extension has ends"),
        ((replace(VARIED, ends=date(2027, 4, 1)),), "and no other change has"),
        ((VARIED, EXTENDED), "changes are not in order"),
        ((replace(VARIED, on=date(2021, 4, 27)),), "after the day on which it was made"),
        ((DISCHARGED, replace(VARIED, on=date(2026, 4, 1))), "after it was discharged"),
    ],
)
def test_a_change_that_cannot_have_been_is_refused(
    changes: tuple[OrderChange, ...], problem: str
) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        replace(ORDER, changes=changes)


def test_variation_and_discharge_bear_only_on_an_order_that_was_changed() -> None:
    for book in (with_order(), with_order(changes=(EXTENDED,))):
        untouched = found(book, "PSPO-04(nox)").today
        assert untouched.words == "Not applicable"
        assert "No record shows that it was varied or discharged." in untouched.because

    varied = found(with_order(changes=(EXTENDED, VARIED)), "PSPO-04(nox)")
    assert varied.today.words == "Law to be confirmed"
    assert "Varied on 1 February 2025: The park is in it. It rests on: Survey." in (
        varied.today.because
    )
    assert varied.is_there
    bare = replace(VARIED, evidence=())
    assert not found(with_order(changes=(EXTENDED, bare)), "PSPO-04(nox)").is_there
    assert found(
        with_order(changes=(EXTENDED, VARIED)), "PSPO-04(nox)", date(2025, 1, 31)
    ).today.words == "Not applicable"  # fmt: skip


def test_an_extension_is_told_from_the_day_on_which_it_was_decided() -> None:
    book = with_order(changes=(EXTENDED,))

    assert "it ends on 27 April 2027 at the latest." in found(book, "PSPO-03(nox)").today.because
    before = found(book, "PSPO-03(nox)", date(2024, 4, 19)).today.because
    assert "it ends on 27 April 2024 at the latest." in before


def test_an_expedited_order_is_consulted_on_afterwards_and_no_other_is() -> None:
    def book(starts: date, *, is_expedited: bool) -> PlanBook:
        phase = Phase(starts=starts, ends=date(2021, 7, 1))
        asked = Consultation(id=ConsultationId("nox-views"), title="Views", phases=(phase,))
        order = with_order(consultation="nox-views", is_expedited=is_expedited)
        return PlanBook({**order.records, Consultation: (asked,)})

    usual = book(date(2021, 1, 4), is_expedited=False)
    assert found(usual, "PSPO-07(nox)").today.words == "Not applicable"
    assert found(usual, "PSPO-05(nox)").today.words != "Not applicable"

    after = book(date(2021, 5, 10), is_expedited=True)
    assert found(after, "PSPO-07(nox)").today.words == "As we understand the law: met"
    assert "begun on 10 May 2021; made on 28 April 2021." in (
        found(after, "PSPO-07(nox)").today.because
    )
    assert found(after, "PSPO-05(nox)").today.words == "Not applicable"
    before = book(date(2021, 4, 27), is_expedited=True)
    assert found(before, "PSPO-07(nox)").today.words == "Not shown here"


@pytest.mark.parametrize(
    ("changes", "today", "said"),
    [
        ((), date(2021, 6, 9), "It can be challenged until 9 June 2021."),
        ((), date(2021, 6, 10), "It could be challenged until 9 June 2021."),
        ((EXTENDED, VARIED), date(2025, 2, 2), "It can be challenged until 15 March 2025."),
        ((EXTENDED,), date(2025, 2, 2), "It could be challenged until 9 June 2021."),
    ],
)
def test_a_challenge_is_open_for_six_weeks_from_the_making_or_the_newest_variation(
    changes: tuple[OrderChange, ...], today: date, said: str
) -> None:
    challenge = found(with_order(changes=changes), "PSPO-09(nox)", today)

    assert said in challenge.today.because
    assert challenge.today.words == "Law to be confirmed"


def test_the_calendar_has_the_last_day_as_extended() -> None:
    entries = plan_calendar(
        with_order(changes=(EXTENDED,)),
        first=date(2024, 1, 1),
        last=date(2028, 1, 1),
        readers=Marking.PARTNERS,
    )

    assert [one.on for one in entries if one.id == "order-nox-ends"] == [date(2027, 4, 27)]


CASES = {
    "CASE-01": ({"contact": Post("")}, "Looked for a point of contact; none is recorded."),
    "CASE-02": ({"complaints": 4}, "met at 4 complaints; the law allows 3 at most."),
    "CASE-03": ({"published_on": None, "revised_on": None}, "none are recorded"),
    "CASE-06": ({"if_dissatisfied": ""}, "Looked for and not found: what a dissatisfied"),
}


@pytest.mark.parametrize(("rule_id", "broken"), CASES.items(), ids=CASES)
def test_procedures_for_case_reviews_show_what_they_hold_and_no_more(
    rule_id: str, broken: tuple[dict[str, Any], str]
) -> None:
    lacking, said = broken
    whole = found(deck_like(PROCEDURES), rule_id)
    part = found(deck_like(replace(PROCEDURES, **lacking)), rule_id)

    assert whole.is_there
    assert not part.is_there
    assert said in part.today.because
    assert whole.today.words == "Law to be confirmed"  # the Act of 2026 changed parts of it


def test_procedures_that_say_nothing_of_months_have_those_of_the_law() -> None:
    usual = found(deck_like(PROCEDURES), "CASE-03").today.because
    own = found(deck_like(replace(PROCEDURES, complaint_within_months=2)), "CASE-03").today.because

    assert "within 1 month of the behaviour, and the application within 6 months; the" in usual
    assert "within 2 months of the behaviour, and the application within 6 months, as the" in own


def test_procedures_of_later_are_none_at_adoption() -> None:
    later = replace(PROCEDURES, published_on=date(2022, 1, 5))

    assert "none are recorded" in found(deck_like(later), "CASE-01").at_its_date.because


def test_no_single_case_is_held() -> None:
    assert "Single cases are not held here" in found(deck_like(PROCEDURES), "CASE-04").because


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"complaints": 0}, "complaints is below 1"),
        ({"revised_on": date(2020, 1, 1)}, "revised_on lies before published_on"),
    ],
)
def test_procedures_that_cannot_be_are_refused(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        replace(PROCEDURES, **changed)
