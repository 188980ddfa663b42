"""A draft goes live once partners saw it, a named post approved it, and no hold is on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unit.plan.small_plan import write_small_plan
from wardmote.errors import NotPermitted, TransitionError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import read_plan
from wardmote.plan.going_live import (
    Stage,
    approve,
    go_live,
    last_day_of_sight,
    show_to_partners,
    standing_of_draft,
)
from wardmote.plan.records import SiteStep
from wardmote.plan.records.publication import SiteStepKind
from wardmote.vocabulary.marking import Marking

CHAIR = "Chair of the Board"
PUBLICATION = f"""
[[approver]]
post = "{CHAIR}"
body = "council"

[[hold]]
starts = 2027-03-23
ends = 2027-05-06
why = "Election."
"""
SHOWN, LAST, AFTER = date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 20)
IN_HOLD = date(2027, 4, 1)


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return read_plan(write_small_plan(tmp_path, publication=PUBLICATION))


@pytest.fixture
def shown(book: PlanBook) -> PlanBook:
    return book.with_records([show_to_partners(book, "d", on=SHOWN)])


@pytest.fixture
def approved(shown: PlanBook) -> PlanBook:
    return shown.with_records([approve(shown, "d", on=AFTER, by=CHAIR)])


def test_partners_have_five_working_days_whatever_holidays_come() -> None:
    assert last_day_of_sight(date(2026, 12, 23)) == date(2027, 1, 4)


def test_a_draft_goes_through_every_stage_in_order(
    book: PlanBook, shown: PlanBook, approved: PlanBook
) -> None:
    live = approved.with_records([go_live(approved, "d", on=AFTER)])

    assert standing_of_draft(book, "d", on=SHOWN).stage is Stage.DRAFT
    assert standing_of_draft(shown, "d", on=LAST).stage is Stage.IN_SIGHT
    assert standing_of_draft(shown, "d", on=AFTER).stage is Stage.TO_APPROVE
    assert standing_of_draft(approved, "d", on=AFTER).approved_by == CHAIR
    assert standing_of_draft(live, "d", on=AFTER).stage is Stage.LIVE


def test_a_draft_is_not_approved_before_the_partners_days_are_over(
    book: PlanBook, shown: PlanBook
) -> None:
    with pytest.raises(TransitionError, match="partners have until 19 November 2026"):
        approve(shown, "d", on=LAST, by=CHAIR)
    with pytest.raises(TransitionError, match="draft"):
        approve(book, "d", on=AFTER, by=CHAIR)


@pytest.mark.parametrize("by", ["", "Chair", "Clerk of the Board"])
def test_only_a_named_approver_approves(shown: PlanBook, by: str) -> None:
    with pytest.raises(NotPermitted, match=CHAIR):
        approve(shown, "d", on=AFTER, by=by)


def test_what_was_not_approved_does_not_go_live(book: PlanBook, shown: PlanBook) -> None:
    for held in (book, shown):
        with pytest.raises(TransitionError, match="not approved"):
            go_live(held, "d", on=AFTER)


def test_a_draft_that_was_changed_since_starts_again(approved: PlanBook) -> None:
    assert standing_of_draft(approved, "another", on=AFTER).stage is Stage.DRAFT
    with pytest.raises(TransitionError, match="not approved"):
        go_live(approved, "another", on=AFTER)


def test_nothing_new_goes_live_in_a_hold(approved: PlanBook) -> None:
    for day in (date(2027, 3, 23), IN_HOLD, date(2027, 5, 6)):
        with pytest.raises(TransitionError, match=r"Publish after 6 May 2027"):
            go_live(approved, "d", on=day)
    assert go_live(approved, "d", on=date(2027, 3, 22)).step is SiteStepKind.LIVE
    assert go_live(approved, "d", on=date(2027, 5, 7)).step is SiteStepKind.LIVE


def test_partners_are_not_shown_one_draft_twice(shown: PlanBook) -> None:
    with pytest.raises(TransitionError, match="already"):
        show_to_partners(shown, "d", on=AFTER)


def test_the_log_is_not_public_and_leaves_no_trace_in_what_is(approved: PlanBook) -> None:
    assert SiteStep in approved.records
    assert SiteStep not in approved.for_readers(Marking.PUBLIC).records
