"""Parts 1 to 4: foreword, what requires the plan and its life, context, how it was developed."""

from __future__ import annotations

from typing import Final

from wardmote.plan.records import (
    AdoptionException,
    ApprovalStep,
    AssessmentUsed,
    Circumstance,
    KnowledgeGap,
    Meeting,
    Priority,
)
from wardmote.plan.records.partnership import MeetingKind
from wardmote.plan.records.plan import ForewordState
from wardmote.publish.blocks import Block, Definitions, Paragraph, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.asked import consultations_table, groups_table, two_dates
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.wording import (
    anchor,
    full_stop,
    given,
    given_day,
    on_day,
    one_of_more,
    table_of,
    term,
)
from wardmote.publish.tables import Row, Table

FOREWORD_STATES: Final = {
    ForewordState.WANTED: "The foreword is not written yet.",
    ForewordState.DRAFTED: "This foreword is a draft: it has not been agreed.",
}


def foreword(as_at: PlanAsAt) -> Section:
    """Who signs, how far the foreword has got, and its words."""
    plan = as_at.plan
    body = given(plan, "foreword_by", as_at.body(plan.foreword_by) if plan.foreword_by else "")
    post = given(plan, "foreword_post", plan.foreword_post)
    blocks: list[Block] = [Definitions((("By", f"{post}, {body}"),))]
    if plan.foreword_state in FOREWORD_STATES:
        blocks.append(Paragraph(FOREWORD_STATES[plan.foreword_state]))
    return Section("foreword", "Foreword", (*blocks, *chapter(as_at, "foreword")))


def legal_basis(as_at: PlanAsAt) -> Section:
    """What requires the plan, its term, and how it came to be adopted."""
    plan = as_at.plan
    adopted = given_day(plan, "adopted_on", plan.adopted_on)
    by = given(plan, "adopted_by", as_at.board(plan.adopted_by) if plan.adopted_by else "")
    rows = [
        ("What it is for", full_stop(plan.summary)),
        ("Term", term(plan.starts, plan.ends)),
        ("Where it stands", given(plan, "state", plan.state.value)),
        ("Adopted", adopted if adopted == by else f"{adopted}, by: {by}"),
        ("Plan before", _before(as_at)),
        ("Plan after", _after(as_at)),
        (
            "What requires it, as the plan itself states",
            given(plan, "stated_basis", plan.stated_basis),
        ),
    ]
    return Section(
        "legal-basis",
        "What requires this plan, and its life",
        (Definitions(tuple(rows)), _approvals(as_at), *exceptions(as_at, "exceptions")),
    )


def _before(as_at: PlanAsAt) -> str:
    plan = as_at.plan
    if not plan.predecessor:
        return "none recorded"
    return f"{plan.predecessor}; ended {on_day(plan.predecessor_ended)}"


def _after(as_at: PlanAsAt) -> str:
    plan = as_at.plan
    if plan.successor:
        return plan.successor
    if as_at.on <= plan.ends:
        return "not due yet"
    return full_stop(plan.why_no_successor or "None is recorded, and the term has ended")


def _approvals(as_at: PlanAsAt) -> Table:
    steps = sorted(as_at.book.all(ApprovalStep), key=lambda one: one.order)
    return table_of(
        "approvals",
        "How the plan is approved",
        "Step",
        ("What happens", "Who", "Day fixed", "Done"),
        (
            Row(
                str(one.order),
                (
                    one.title,
                    as_at.board(one.board) if one.board else as_at.body(one.body),
                    on_day(one.on),
                    on_day(one.done_on) if one.done_on else "not yet recorded",
                ),
            )
            for one in steps
        ),
        of=steps,
    )


def exceptions(as_at: PlanAsAt, table_id: str) -> list[Block]:
    """What was not in place when the plan was adopted; nothing where nothing is recorded."""
    recorded = as_at.book.all(AdoptionException)
    if not recorded:
        return []
    return [
        table_of(
            table_id,
            "Adopted with these exceptions",
            "What is not in place",
            ("Why", "Taken by", "On", "To be put right by", "Rule"),
            (
                Row(
                    one.what,
                    (
                        full_stop(one.why),
                        as_at.body(one.who),
                        on_day(one.on),
                        on_day(one.put_right_by),
                        one.rule or "no rule named",
                    ),
                )
                for one in recorded
            ),
            of=recorded,
        )
    ]


def context(as_at: PlanAsAt) -> Section:
    """The place and the time, and what of them bears on the plan."""
    held = as_at.book.all(Circumstance)
    table = table_of(
        "circumstances",
        "Context, challenges and opportunities",
        "What",
        ("Kind", "In words", "Bears on", "Evidence"),
        (
            Row(
                one.title,
                (one.kind.value, _with_days(one), _bears_on(as_at, one), _evidence(as_at, one)),
                id=anchor("circumstance", one.title)[:80].rstrip("-"),
            )
            for one in held
        ),
        of=held,
    )
    return Section("context", "Our area in context", (*chapter(as_at, "context"), table))


def _with_days(one: Circumstance) -> str:
    days = f" ({term(one.started, one.ended)})" if one.started or one.ended else ""
    return f"{full_stop(one.words)}{days}"


def _bears_on(as_at: PlanAsAt, one: Circumstance) -> str:
    if one.bears_on_all:
        return "every priority"
    return one_of_more(priority_title(as_at, each) for each in one.bears_on)


def _evidence(as_at: PlanAsAt, one: Circumstance) -> str:
    said = [*as_at.shown_by(one.evidence), *([one.source] if one.source else [])]
    return "; ".join(said) or "none recorded"


def priority_title(as_at: PlanAsAt, priority_id: str) -> str:
    """Title of a priority; that it is not public where these readers may not have it."""
    found = as_at.book.find(Priority, priority_id)
    return found.title if found else "not public"


def how_developed(as_at: PlanAsAt) -> Section:
    """What the plan rests on: assessments, meetings, consultation, and what is not known."""
    blocks = [
        *chapter(as_at, "developed"),
        _assessments(as_at),
        _meetings(as_at),
        consultations_table(as_at),
        *two_dates(as_at),
        groups_table(as_at),
        _gaps(as_at),
    ]
    return Section("how-developed", "How we developed the plan", tuple(blocks))


def _assessments(as_at: PlanAsAt) -> Table:
    used = as_at.book.all(AssessmentUsed)
    return table_of(
        "assessments",
        "Assessments that the plan rests on",
        "Assessment",
        ("Kind", "Year that starts in", "Adopted", "Covers", "Data from"),
        (
            Row(
                one.title,
                (
                    one.kind,
                    given(one, "year", str(one.year or "")),
                    given_day(one, "adopted_on", one.adopted_on),
                    given(one, "covers", ", ".join(one.covers)),
                    given(one, "data_from", ", ".join(as_at.body(body) for body in one.data_from)),
                ),
                id=anchor("assessment", one.id),
            )
            for one in used
        ),
        of=used,
    )


def _meetings(as_at: PlanAsAt) -> Table:
    held = [one for one in as_at.book.all(Meeting) if one.kind in _DEVELOPED_IN]
    return table_of(
        "steering-meetings",
        "Meetings that developed the plan",
        "Meeting",
        ("Kind", "Day", "What it went through", "Who was there"),
        (
            Row(
                one.title,
                (
                    one.kind.words,
                    given_day(one, "on", one.on),
                    given(one, "about", "; ".join(one.about)),
                    given(one, "attended", ", ".join(as_at.body(body) for body in one.attended)),
                ),
                id=anchor("meeting", one.id),
            )
            for one in held
        ),
        of=held,
    )


_DEVELOPED_IN: Final = (MeetingKind.STEERING_GROUP, MeetingKind.FOCUS_GROUP)


def _gaps(as_at: PlanAsAt) -> Table:
    gaps = as_at.book.all(KnowledgeGap)
    return table_of(
        "knowledge-gaps",
        "What the assessment did not cover",
        "What is not known",
        ("Raised by", "Who could find out", "By when"),
        (
            Row(
                one.what,
                (
                    given(one, "raised_by", one.raised_by),
                    given(one, "owner", as_at.body(one.owner) if one.owner else ""),
                    given_day(one, "due", one.due),
                ),
            )
            for one in gaps
        ),
        of=gaps,
    )
