"""How the plan comes out: the chain of approvals, holds, and who may put it live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import BoardId, BodyId, Post
from wardmote.plan.records.record import Record
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True, kw_only=True)
class ApprovalStep(Record):
    """One step of the approval chain.

    Parameters
    ----------
    order
        Its place, from 1.
    title
        What happens: ``Board agrees the draft``.
    board, body
        Who approves: a board, or one body for itself.
    working_days_before
        Working days before the last step.
    on
        A day that is fixed already; None where it is computed.
    done_on
        Day on which it happened; None until then.
    """

    order: int
    title: str
    working_days_before: int
    board: BoardId = BoardId("")
    body: BodyId = BodyId("")
    on: date | None = None
    done_on: date | None = None

    def problems(self) -> Iterator[str]:
        """One approver, and a step that does not lie behind the last."""
        if bool(self.board) == bool(self.body):
            yield "give board, or body: one of the two"
        if self.working_days_before < 0:
            yield "working_days_before is negative"


@dataclass(frozen=True, kw_only=True)
class Hold(Record):
    """Days on which nothing new is published: before an election, above all.

    Parameters
    ----------
    starts, ends
        Its days, both included.
    why
        What the banner says.
    """

    starts: date
    ends: date
    why: str

    def problems(self) -> Iterator[str]:
        """Days in order."""
        if self.ends < self.starts:
            yield "ends lies before starts"


@dataclass(frozen=True, kw_only=True)
class Approver(Record):
    """Post that may put pages live."""

    post: Post
    body: BodyId


class SiteStepKind(StrEnum):
    """What was done with a draft of the site."""

    SIGHT = "sight"
    APPROVED = "approved"
    LIVE = "live"


@dataclass(frozen=True, kw_only=True)
class SiteStep(Record):
    """One step of a draft of the public site on its way out.

    Parameters
    ----------
    on
        Day.
    step
        Partners were shown it, an approver approved it, or it went live.
    draft
        Hash of every file of the draft: what was seen is what goes live.
    by
        Post that did it; required for an approval.
    """

    on: date
    step: SiteStepKind
    draft: str
    by: Post = Post("")
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """An approval is somebody's."""
        if self.step is SiteStepKind.APPROVED and not self.by:
            yield "an approval needs by: the post that approved"
