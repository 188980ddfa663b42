"""What boards answer for: money, risks, decisions, and what they ask of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardmote.plan.records.ids import (
    BoardId,
    BodyId,
    DecisionId,
    FundingId,
    MeetingId,
    PriorityId,
    ReferralId,
    RiskId,
)
from wardmote.plan.records.record import Record
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True, kw_only=True)
class Funding(Record):
    """A stream of money.

    Parameters
    ----------
    id, stream
        As actions name it, and as pages print it.
    funder
        Who gives it.
    amount_pounds
        For the whole period; None where not known.
    starts, ends
        Its days; None where not known.
    what_stops
        What stops when it ends; empty where nobody has said.
    conditions
        What it is tied to.
    """

    id: FundingId
    stream: str
    funder: str
    amount_pounds: int | None = None
    starts: date | None = None
    ends: date | None = None
    what_stops: str = ""
    conditions: str = ""
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """Days in order."""
        if self.starts and self.ends and self.ends < self.starts:
            yield "ends lies before starts"


@dataclass(frozen=True, kw_only=True)
class Risk(Record):
    """Something that may stop the plan.

    Parameters
    ----------
    id, title
        As reports name it, and what may happen.
    likelihood, impact
        Each from 1 to 5, as first judged.
    owner, mitigation
        Body that answers for it, and what is done.
    priority, board
        What it bears on, and who follows it.
    raised_on
        Day.
    """

    id: RiskId
    title: str
    likelihood: int
    impact: int
    owner: BodyId
    mitigation: str
    raised_on: date
    priority: PriorityId = PriorityId("")
    board: BoardId = BoardId("")
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """Two marks from 1 to 5."""
        for name in ("likelihood", "impact"):
            if not 1 <= getattr(self, name) <= 5:
                yield f"{name} lies outside 1 to 5"


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """What a board decided.

    Parameters
    ----------
    id, words
        As other records name it, and what was decided.
    board, on, meeting
        Who, when, and where.
    alternatives
        What else was considered.
    is_strategic
        Whether a community board's view is asked for.
    """

    id: DecisionId
    words: str
    board: BoardId
    on: date | None = None
    meeting: MeetingId = MeetingId("")
    alternatives: tuple[str, ...] = ()
    is_strategic: bool = False


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """Something passed from one board to another.

    Parameters
    ----------
    id, words
        As reports name it, and what it is about.
    from_board, to_board
        From, to.
    on, answered_on, answer
        When it was passed, when answered, and how.
    """

    id: ReferralId
    words: str
    from_board: BoardId
    to_board: BoardId
    on: date
    answered_on: date | None = None
    answer: str = ""
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """An answer comes after the question."""
        if self.answered_on and self.answered_on < self.on:
            yield "answered_on lies before on"
        if self.from_board == self.to_board:
            yield "it is referred to the board that it comes from"
