"""The pack for scrutiny: the law, what is late, and what was decided."""

from __future__ import annotations

from typing import TypeVar

from wardmote.plan.records import Action, Promise, Referral
from wardmote.plan.status import Status
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.document import Document
from wardmote.publish.plans.actions import actions_table, in_order
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.delivery import decisions
from wardmote.publish.plans.partnership.heard import board_views
from wardmote.publish.plans.partnership.opening import exceptions
from wardmote.publish.plans.partnership.standing import statutory
from wardmote.publish.plans.tracker import done, who, wording
from wardmote.publish.plans.tracker import in_order as promises_in_order
from wardmote.publish.plans.wording import due, full_stop, number_of, on_day, table_of
from wardmote.publish.tables import Row, Table

_Promised = TypeVar("_Promised", Action, Promise)
LOOKED_AT = (Status.LATE, Status.NO_UPDATE, Status.AT_RISK, Status.STOPPED)


def compose_scrutiny_pack(as_at: PlanAsAt, *, check: Section | None = None) -> Document:
    """What a crime and disorder committee asks for, in one document.

    Parameters
    ----------
    as_at
        The plan on a day, for partners.
    check
        The statutory check as a section; without it the pack says that it was not run.
    """
    promises = _needing(as_at, as_at.book.all(Promise))
    actions = tuple(_needing(as_at, as_at.book.all(Action)))
    return Document(
        title=f"Scrutiny pack: {as_at.plan.title}",
        strip=as_at.strip(),
        answer=_answer(as_at),
        blocks=(
            Section("late", "What is late, silent, at risk or stopped", (
                _promises(as_at, promises),
                actions_table(
                    as_at, "late-actions", "Actions", in_order(as_at, actions), anchors=True
                ),
            )),
            Section("decided", "What was decided", (
                decisions(as_at, "decisions"),
                board_views(as_at),
                *_referrals(as_at),
                *_exceptions(as_at, check),
            )),
            statutory(as_at, check),
        ),
        receipts=(),
        sources=(),
        marking=as_at.readers,
        accent=as_at.accent,
    )  # fmt: skip


def _needing(as_at: PlanAsAt, things: tuple[_Promised, ...]) -> list[_Promised]:
    return [one for one in things if as_at.standings[one.id].status in LOOKED_AT]


def _answer(as_at: PlanAsAt) -> str:
    found = [one.status for one in as_at.standings.values()]
    late, silent = found.count(Status.LATE), found.count(Status.NO_UPDATE)
    return (
        f"Of {number_of(len(found), 'action or promise', 'actions and promises')}, {late} "
        f"{'is' if late == 1 else 'are'} late and {silent} "
        f"{'has' if silent == 1 else 'have'} no update."
    )


def _promises(as_at: PlanAsAt, promises: list[Promise]) -> Table:
    return table_of(
        "late-promises",
        "Promises to residents",
        "Promise",
        ("Who", "By when", "How it stands"),
        (
            Row(
                wording(as_at, one),
                (who(as_at, one), due(one, as_at.standings[one.id]), done(as_at, one)),
            )
            for one in promises_in_order(as_at, promises)
        ),
        of=promises,
    )


def _exceptions(as_at: PlanAsAt, check: Section | None) -> list[Block]:
    """Exceptions at adoption; where the check is not run they stand beside it already."""
    if check is None:
        return []
    recorded = exceptions(as_at, "exceptions-again")
    none = (
        "The plan was adopted without a recorded exception."
        if as_at.plan.is_adopted(as_at.on)
        else "No adoption is recorded, and no exception to it."
    )
    return recorded or [Paragraph(none)]


def _referrals(as_at: PlanAsAt) -> list[Block]:
    held = [one for one in as_at.book.all(Referral) if one.on <= as_at.on]
    if not held:
        return []
    return [
        table_of(
            "referrals",
            "Passed from one board to another",
            "What",
            ("From", "To", "On", "Answer"),
            (
                Row(
                    full_stop(one.words),
                    (
                        as_at.board(one.from_board),
                        as_at.board(one.to_board),
                        on_day(one.on),
                        f"{on_day(one.answered_on)}: {one.answer}"
                        if one.answer
                        else "no answer yet",
                    ),
                )
                for one in held
            ),
            of=held,
        )
    ]
