"""When a draft of the public site may go live: partners saw it, a named post approved it, no hold.

The log is the plan's history (`SiteStep`), and only ever added to. A draft is known by the hash
of its files: one that was changed since partners saw it starts again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wardmote.errors import NotPermitted, TransitionError
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Approver, Hold, SiteStep
from wardmote.plan.records.ids import Post
from wardmote.plan.records.publication import SiteStepKind
from wardmote.vocabulary.bank_holidays import is_working_day
from wardmote.vocabulary.months import day_name

SIGHT_DAYS: Final = 5  # working days in which partners see public text before it is published


class Stage(StrEnum):
    """Where a draft of the site stands."""

    DRAFT = "draft"
    IN_SIGHT = "in_sight"
    TO_APPROVE = "to_approve"
    APPROVED = "approved"
    LIVE = "live"


@dataclass(frozen=True)
class DraftStanding:
    """Where one draft stands on a day.

    Parameters
    ----------
    stage
        Where.
    sight_ends
        Last of the days in which partners may see and answer it; None before it was shown.
    approved_by
        Post that approved it; empty until then.
    hold
        A hold that the day lies in; None otherwise.
    """

    stage: Stage
    sight_ends: date | None = None
    approved_by: str = ""
    hold: Hold | None = None


def hold_on(book: PlanBook, on: date) -> Hold | None:
    """The hold on publishing that a day lies in; None otherwise."""
    return next((one for one in book.all(Hold) if one.starts <= on <= one.ends), None)


def last_day_of_sight(shown_on: date) -> date:
    """Last of the working days in which partners see a draft.

    Examples
    --------
    >>> last_day_of_sight(date(2026, 11, 12))  # a Thursday
    datetime.date(2026, 11, 19)
    """
    day, left = shown_on, SIGHT_DAYS
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def standing_of_draft(book: PlanBook, draft: str, *, on: date) -> DraftStanding:
    """Where a draft of the site stands on a day.

    Answers "what has to happen before this is public?".

    Parameters
    ----------
    book
        The plan with its history.
    draft
        Hash of the draft's files.
    on
        The day.
    """
    steps = {one.step: one for one in book.all(SiteStep) if one.draft == draft and one.on <= on}
    hold = hold_on(book, on)
    shown = steps.get(SiteStepKind.SIGHT)
    if shown is None:
        return DraftStanding(Stage.DRAFT, hold=hold)
    ends = last_day_of_sight(shown.on)
    approved = steps.get(SiteStepKind.APPROVED)
    by = approved.by if approved else ""
    if SiteStepKind.LIVE in steps:
        return DraftStanding(Stage.LIVE, ends, by, hold)
    if approved:
        return DraftStanding(Stage.APPROVED, ends, by, hold)
    return DraftStanding(Stage.IN_SIGHT if on <= ends else Stage.TO_APPROVE, ends, hold=hold)


def show_to_partners(book: PlanBook, draft: str, *, on: date) -> SiteStep:
    """The step that begins the partners' days; refused where they have begun.

    Raises
    ------
    TransitionError
        It was shown to them already.
    """
    standing = standing_of_draft(book, draft, on=on)
    if standing.stage is not Stage.DRAFT:
        raise TransitionError(
            "Partners have been shown this draft already.",
            found=standing.stage.replace("_", " "),
            next_step="Approve it once their days are over.",
        )
    return SiteStep(on=on, step=SiteStepKind.SIGHT, draft=draft)


def approve(book: PlanBook, draft: str, *, on: date, by: str) -> SiteStep:
    """The step by which a named approver approves a draft.

    Raises
    ------
    NotPermitted
        The post is no approver of the plan.
    TransitionError
        Partners have not been shown it, or their days are not over.
    """
    posts = [str(one.post) for one in book.all(Approver)]
    if by not in posts:
        raise NotPermitted(
            "This post may not approve the site.",
            found=by or "no post",
            known=posts,
            next_step="Name one of these, or record the approver: [[approver]] post, body.",
        )
    standing = standing_of_draft(book, draft, on=on)
    if standing.stage is not Stage.TO_APPROVE:
        raise TransitionError(
            "The draft cannot be approved.",
            expected="a draft that partners saw for five working days, and that is not approved",
            found=_why_not(standing),
            next_step="See where it stands: wardmote publish",
        )
    return SiteStep(on=on, step=SiteStepKind.APPROVED, draft=draft, by=Post(by))


def _why_not(standing: DraftStanding) -> str:
    if standing.stage is Stage.IN_SIGHT and standing.sight_ends:
        return f"partners have until {day_name(standing.sight_ends)}"
    return standing.stage.replace("_", " ")


def go_live(book: PlanBook, draft: str, *, on: date) -> SiteStep:
    """The step by which an approved draft goes live.

    Raises
    ------
    TransitionError
        It is not approved, or the day lies in a hold: the last version stays.
    """
    standing = standing_of_draft(book, draft, on=on)
    if standing.hold is not None:
        raise TransitionError(
            "Nothing new is published now. The last version stays.",
            where={"Hold": f"{day_name(standing.hold.starts)} to {day_name(standing.hold.ends)}"},
            found=standing.hold.why,
            next_step=f"Publish after {day_name(standing.hold.ends)}.",
        )
    if standing.stage is not Stage.APPROVED:
        raise TransitionError(
            "The draft is not approved, so it does not go live.",
            expected="approved",
            found=_why_not(standing),
            next_step="See where it stands: wardmote publish",
        )
    return SiteStep(on=on, step=SiteStepKind.LIVE, draft=draft)
