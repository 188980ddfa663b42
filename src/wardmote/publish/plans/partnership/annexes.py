"""Parts 20 and 21: actions by subgroup, projects, terms, and the yearly revision."""

from __future__ import annotations

from wardmote.plan.records import (
    Action,
    AssessmentUsed,
    Board,
    Dispatch,
    Project,
    Revision,
    SharingProtocol,
    SpaceOrder,
)
from wardmote.plan.records.partnership import BoardKind
from wardmote.plan.status import Status
from wardmote.publish.blocks import Block, Definitions, Paragraph, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.priorities import other_orders
from wardmote.publish.plans.wording import (
    anchor,
    full_stop,
    given,
    given_day,
    on_day,
    one_of_more,
    table_of,
)
from wardmote.publish.tables import Row, Table

STATUS_TERMS = (
    (Status.STOPPED, "A meeting decided to stop it, and said why."),
    (Status.DONE, "It is done, shown by evidence, and a second person has signed it off."),
    (Status.LATE, "Its day has passed, or will be missed, or was moved twice."),
    (Status.NO_UPDATE, "Nobody has said how it stands for longer than agreed."),
    (Status.AT_RISK, "Its owner says so, or a step that it needs is late."),
    (Status.ON_TRACK, "It has begun, and none of the above is so."),
    (Status.NOT_STARTED, "Its first day is still to come."),
)


def annexes(as_at: PlanAsAt) -> Section:
    """What a reader looks up: who does what, projects, what was sent, the words of a status."""
    terms = tuple((f"{one.shape} {one.words}", said) for one, said in STATUS_TERMS)
    return Section(
        "annexes",
        "Annexes",
        (
            _by_subgroup(as_at),
            _projects(as_at),
            *other_orders(as_at),
            *_protocols(as_at),
            _dispatches(as_at),
            Section("terms", "What each status means", (Definitions(terms),)),
        ),
    )


def _by_subgroup(as_at: PlanAsAt) -> Table:
    """Which actions each group follows, by number: each stands whole under its priority."""
    followed = {
        board: [one for one in as_at.book.all(Action) if one.board == board.id]
        for board in as_at.book.all(Board)
    }
    listed = {
        board: held for board, held in followed.items() if held or board.kind is BoardKind.SUBGROUP
    }
    return table_of(
        "actions-by-subgroup",
        "Which group follows which actions",
        "Group",
        ("Actions", "Late, or without an update"),
        (
            Row(
                given(board, "name", board.name),
                (
                    one_of_more((one.id for one in held), "none recorded"),
                    one_of_more((one.id for one in held if _is_behind(as_at, one)), "no action"),
                ),
            )
            for board, held in listed.items()
        ),
        of=(one for held in listed.values() for one in held),
    )


def _is_behind(as_at: PlanAsAt, action: Action) -> bool:
    return as_at.standings[action.id].status in (Status.LATE, Status.NO_UPDATE)


def _projects(as_at: PlanAsAt) -> Table:
    held = as_at.book.all(Project)
    return table_of(
        "projects",
        "Key projects",
        "Project",
        ("What it is", "Followed by", "Actions", "How we will know whether it worked"),
        (
            Row(
                one.title,
                (
                    full_stop(one.summary),
                    given(one, "board", as_at.board(one.board) if one.board else ""),
                    one_of_more(
                        (each.id for each in as_at.book.all(Action) if each.project == one.id),
                        "none recorded",
                    ),
                    given(one, "evaluation", one.evaluation),
                ),
                id=anchor("project", one.id),
            )
            for one in held
        ),
        of=held,
    )


def _protocols(as_at: PlanAsAt) -> list[Block]:
    held = as_at.book.all(SharingProtocol)
    if not held:
        return []
    return [
        table_of(
            "sharing-protocols",
            "Agreements on sharing information",
            "Agreement",
            ("Signed by", "Signed on", "To be reviewed by"),
            (
                Row(
                    one.title,
                    (
                        one_of_more(as_at.body(each) for each in one.parties),
                        on_day(one.signed_on),
                        on_day(one.review_by),
                    ),
                )
                for one in held
            ),
            of=held,
        )
    ]


def _dispatches(as_at: PlanAsAt) -> Table:
    held = [one for one in as_at.book.all(Dispatch) if one.on <= as_at.on]
    return table_of(
        "dispatches",
        "What was published or sent",
        "What",
        ("To", "On"),
        (Row(_sent(as_at, one), (_to(as_at, one), on_day(one.on))) for one in held),
        of=held,
    )


def _sent(as_at: PlanAsAt, one: Dispatch) -> str:
    """What was sent, in words, with the order where it was one."""
    order = as_at.book.find(SpaceOrder, one.about) if one.about else None
    return order.title if order else one.what.replace("_", " ").capitalize()


def _to(as_at: PlanAsAt, one: Dispatch) -> str:
    return "the public" if one.to == "public" else as_at.body(one.to)


def _assessment(as_at: PlanAsAt, one: Revision) -> str:
    found = as_at.book.find(AssessmentUsed, one.assessment) if one.assessment else None
    return found.title if found else one.assessment


def revisions(as_at: PlanAsAt) -> Section:
    """What each yearly revision changed, and why."""
    held = as_at.book.all(Revision)
    blocks: list[Block] = []
    if not held:
        blocks.append(Paragraph("No yearly revision is recorded yet."))
    blocks.append(
        table_of(
            "revision-notes",
            "Yearly revisions",
            "Year that starts in",
            ("What changed, and why", "Adopted", "Assessment that it had regard to"),
            (
                Row(
                    str(one.for_year),
                    (
                        full_stop(one.note),
                        given_day(one, "adopted_on", one.adopted_on),
                        given(one, "assessment", _assessment(as_at, one)),
                    ),
                    id=anchor("revision", str(one.for_year)),
                )
                for one in held
            ),
            of=held,
        )
    )
    return Section("revisions", "Yearly revision: what changed, and why", tuple(blocks))
