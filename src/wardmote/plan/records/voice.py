"""What people said: consultations, their concerns, the groups that were asked, boards' views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardmote.plan.records.ids import (
    ActionId,
    BoardId,
    ConcernId,
    ConsultationId,
    DecisionId,
    IndicatorId,
    PriorityId,
    PromiseId,
)
from wardmote.plan.records.record import Record

AUDIENCES = ("residents", "workers", "partners", "community_groups", "businesses", "young_people")
TOPICS = ("levels_and_patterns", "priorities", "draft_plan", "order", "other")


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One stretch of a consultation.

    Parameters
    ----------
    starts, ends
        Its days: the first and the last.
    audience
        Who was asked: words of `AUDIENCES`.
    method
        How.
    source
        Who gives these days; two sources may give two.
    """

    starts: date
    ends: date
    audience: tuple[str, ...] = ()
    method: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Consultation(Record):
    """People asked, how, and how far their answers stand for others.

    Parameters
    ----------
    id, title
        As other records name it, and as pages print it.
    phases
        Its stretches; several sources that differ are several phases, each with its source.
    audience
        Who was asked: words of `AUDIENCES`.
    topics
        What about: words of `TOPICS`.
    method
        How they were asked.
    asked
        How many answered; None where not known.
    is_representative
        Whether the sample stands for the area: by its design, not its size. None: not known.
    decided_on
        Day of the decision that it was for; None where not recorded.
    results
        Where the results can be seen.
    """

    id: ConsultationId
    title: str
    phases: tuple[Phase, ...] = ()
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    method: str = ""
    asked: int | None = None
    is_representative: bool | None = None
    decided_on: date | None = None
    results: str = ""

    def problems(self) -> Iterator[str]:
        """Known words; days in order; over before the decision."""
        for name, known in (("audience", AUDIENCES), ("topics", TOPICS)):
            unknown = sorted(set(getattr(self, name)) - set(known))
            if unknown:
                yield f"{name} {', '.join(unknown)} not known: use {', '.join(known)}"
        for one in self.phases:
            if one.ends < one.starts:
                yield "a phase ends before it starts"
            if self.decided_on and one.ends > self.decided_on:
                yield "a phase ends after the decision that it was for"
        if self.asked is not None and self.asked < 0:
            yield "asked is negative"

    @property
    def dates_differ(self) -> bool:
        """Whether two sources give two stretches for it."""
        sources = {one.source for one in self.phases if one.source}
        days = {(one.starts, one.ends) for one in self.phases}
        return len(sources) > 1 and len(days) > 1


@dataclass(frozen=True, kw_only=True)
class StakeholderGroup(Record):
    """A group that the plan is likely to affect.

    Parameters
    ----------
    name
        As it calls itself.
    why_affected
        Why the plan is likely to affect it particularly; empty where it is not.
    approached, reached_on
        How it was approached, and when it was heard; None where it was not.
    consultation
        The consultation that this was part of.
    why_not_reached
        Where it was not heard: why.
    """

    name: str
    why_affected: str = ""
    approached: str = ""
    reached_on: date | None = None
    consultation: ConsultationId = ConsultationId("")
    why_not_reached: str = ""


@dataclass(frozen=True, kw_only=True)
class Concern(Record):
    """Something that people said they want changed, and what came of it.

    Parameters
    ----------
    id, rank, words
        As other records name it, its place among the concerns, and what was said.
    consultations
        Where it was said.
    part_of
        The wider concern that it was named within; empty where it stands by itself.
    strength
        How strongly, in words that the source's evidence allows; empty where it gives none.
    share, base
        Share of those asked, 0 to 1, and how many were asked; None where not known.
    did, we
        What came of it, and which of ``did``, ``will`` or ``cannot`` it is; empty while it has
        no answer.
    priorities, actions, promises, measures
        Where the plan takes it up.
    guard
        What must be kept in mind in answering it: support first, no labelling.
    """

    id: ConcernId
    rank: int
    words: str
    consultations: tuple[ConsultationId, ...] = ()
    part_of: ConcernId = ConcernId("")
    strength: str = ""
    share: float | None = None
    base: int | None = None
    we: str = ""
    did: str = ""
    priorities: tuple[PriorityId, ...] = ()
    actions: tuple[ActionId, ...] = ()
    promises: tuple[PromiseId, ...] = ()
    measures: tuple[IndicatorId, ...] = ()
    guard: str = ""

    def problems(self) -> Iterator[str]:
        """An answer is one of three; a share has its base."""
        if self.we not in ("", "did", "will", "cannot"):
            yield f"we {self.we!r} is not known: use did, will, cannot"
        if bool(self.we) != bool(self.did):
            yield "we and did go together: which it is, and what"
        if self.share is not None and (self.base is None or not 0 <= self.share <= 1):
            yield "a share lies from 0 to 1 and has its base"

    @property
    def is_answered(self) -> bool:
        """Whether somebody has said what came of it."""
        return bool(self.we)


@dataclass(frozen=True, kw_only=True)
class BoardView(Record):
    """What a community board said about a strategic decision.

    Parameters
    ----------
    board, decision
        Whose view, on what.
    on
        Day; None where the board was not asked yet.
    view
        What it said; "no view given" is said where it is empty.
    answer
        What became of it.
    """

    board: BoardId
    decision: DecisionId
    on: date | None = None
    view: str = ""
    answer: str = ""
