"""What happened to the plan: updates, reports, approvals, sendings. Only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.assessment.duties import KINDS_OF_RECORD
from wardmote.assessment.entered import not_known
from wardmote.plan.records.ids import BoardId, BodyId, IndicatorId, MeetingId, OrderId, Post
from wardmote.plan.records.record import Record
from wardmote.vocabulary.laws import rules
from wardmote.vocabulary.marking import Marking


class Said(StrEnum):
    """What an owner says of an action, a milestone or a promise."""

    STARTED = "started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DONE = "done"
    STOPPED = "stopped"
    NOTE = "note"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True)
class Update(Record):
    """What an owner said about one action, milestone or promise on one day.

    Parameters
    ----------
    about
        Id of the action, milestone or promise.
    on
        Day on which it was said.
    says
        What is said of it.
    by
        Body that entered it.
    on_behalf_of
        Body whose word it is, where another entered it.
    what_changed, so_what
        What changed, and who noticed or what it led to.
    forecast
        When its owner now thinks it will be done.
    why, put_right, put_right_by, help_needed
        Where it is late or at risk: why, what will put it right and by when, and what is asked.
    evidence
        For something done: where that can be seen.
    signed_off_by
        For something done: the second post that agreed.
    moved_to, moved_why
        A new due day and why; the first one stays on record.
    new_wording
        A promise's new wording; the first one stays on record.
    stopped_at, stopped_why
        For something stopped: the deciding meeting and the reason.
    reply
        A partner's reply, printed beside it.
    """

    about: str
    on: date
    says: Said
    by: BodyId
    on_behalf_of: BodyId = BodyId("")
    what_changed: str = ""
    so_what: str = ""
    forecast: date | None = None
    why: str = ""
    put_right: str = ""
    put_right_by: date | None = None
    help_needed: str = ""
    evidence: str = ""
    signed_off_by: Post = Post("")
    moved_to: date | None = None
    moved_why: str = ""
    new_wording: str = ""
    stopped_at: str = ""
    stopped_why: str = ""
    reply: str = ""

    def problems(self) -> Iterator[str]:
        """What is stopped has a meeting and a reason; what is moved has a reason."""
        if self.says is Said.STOPPED and not (self.stopped_at and self.stopped_why):
            yield "something stopped needs stopped_at (the deciding meeting) and stopped_why"
        if bool(self.moved_to) != bool(self.moved_why):
            yield "moved_to and moved_why go together"
        if len(self.new_wording.split()) > 25:
            yield "new_wording has more than 25 words"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a subgroup asks of the Board.

    Parameters
    ----------
    kind
        ``decide``, ``note`` or ``help``.
    ask
        What is asked.
    by
        By when; None where it does not press.
    otherwise
        What happens if nothing is done.
    """

    kind: str
    ask: str
    by: date | None = None
    otherwise: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureComment:
    """What a chair says beside one measure; at most 30 words. Figures are not editable."""

    indicator: IndicatorId
    words: str


@dataclass(frozen=True, kw_only=True)
class StatusOverride:
    """A chair's other view of an action's status, printed beside the computed one."""

    about: str
    status: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SubgroupReport(Record):
    """What a subgroup's chair adds to its highlight report.

    Parameters
    ----------
    board
        The subgroup.
    quarter_ends
        Last day of the quarter.
    meeting
        Meeting of the Board that it is for.
    prepared_by
        Post.
    for_the_board
        What is asked; at most three.
    nothing_for_the_board
        Typed by the chair where nothing is asked.
    comments, overrides
        Words beside measures, and other views of status.
    residents, other_boards, cross_cutting
        What was put to whom and what came of it; cross-cutting work, or why there is none.
    """

    board: BoardId
    quarter_ends: date
    prepared_by: Post
    meeting: MeetingId = MeetingId("")
    for_the_board: tuple[Request, ...] = ()
    nothing_for_the_board: bool = False
    comments: tuple[MeasureComment, ...] = ()
    overrides: tuple[StatusOverride, ...] = ()
    residents: tuple[str, ...] = ()
    other_boards: tuple[str, ...] = ()
    cross_cutting: tuple[str, ...] = ()
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """Asks, or the typed word that there are none; few and short."""
        if bool(self.for_the_board) == self.nothing_for_the_board:
            yield "give for_the_board, or nothing_for_the_board = true: one of the two"
        if len(self.for_the_board) > 3:
            yield "for_the_board has more than three"
        for one in self.for_the_board:
            if one.kind not in ("decide", "note", "help"):
                yield f"kind {one.kind!r} is not known: use decide, note, help"
        for said in self.comments:
            if len(said.words.split()) > 30:
                yield f"the comment on {said.indicator} has more than 30 words"


@dataclass(frozen=True, kw_only=True)
class RiskReview(Record):
    """How a risk stands on a day: likelihood and impact, 1 to 5 each."""

    risk: str
    on: date
    likelihood: int
    impact: int
    note: str = ""
    closed: bool = False
    marking: Marking = Marking.PARTNERS


@dataclass(frozen=True, kw_only=True)
class AdoptionException(Record):
    """Something that was not in place when the plan was adopted, recorded and printed in it.

    Parameters
    ----------
    what, why
        What is missing, and why it is adopted all the same.
    who, on
        Body that takes it, and when.
    put_right_by
        By when it will be put right.
    rule
        Id of the rule that it bears on; empty where none.
    """

    what: str
    why: str
    who: BodyId
    on: date
    put_right_by: date
    rule: str = ""

    def problems(self) -> Iterator[str]:
        """Put right later than recorded; a rule that exists."""
        if self.put_right_by < self.on:
            yield "put_right_by lies before on"
        if self.rule:
            yield from unknown_rule(self.rule)


@dataclass(frozen=True, kw_only=True)
class Dispatch(Record):
    """Something sent or published: what, to whom, when.

    Parameters
    ----------
    what
        One of `SENDINGS`.
    to
        Id of a body, or ``public``.
    on
        Day.
    about
        Id of the order that was published; empty for anything else.
    address
        Where it can be seen.
    """

    what: str
    to: str
    on: date
    about: OrderId = OrderId("")
    address: str = ""

    def problems(self) -> Iterator[str]:
        """What was sent must be known."""
        if self.what not in SENDINGS:
            yield f"what {self.what!r} is not known: use {', '.join(SENDINGS)}"
        if (self.what == "order") != bool(self.about):
            yield "about goes with what = order, and only with it"


SENDINGS = (
    "plan",
    "summary",
    "assessment",
    "revision",
    "order",
    "case_review_figures",
    "violence_strategy",
)
"""What may be sent or published: the last two are figures of case reviews, and the strategy
against serious violence."""


@dataclass(frozen=True, kw_only=True)
class HeldElsewhere(Record):
    """Evidence of a duty that this plan does not hold, as a body records it.

    Parameters
    ----------
    rule
        Id of the rule: ``REG-12-1``, or one part of it such as ``CDA-04(a)``.
    what, where
        The evidence, and where it can be seen.
    who
        Body or post that records it.
    on
        Day of the evidence itself.
    """

    rule: str
    what: str
    where: str
    who: Post
    on: date
    marking: Marking = Marking.PARTNERS

    def problems(self) -> Iterator[str]:
        """Its rule must exist."""
        yield from unknown_rule(self.rule)


@dataclass(frozen=True, kw_only=True)
class Complete(Record):
    """A body's word that every record of one kind is kept in this plan, from a day on.

    Parameters
    ----------
    kind
        One of `wardmote.assessment.duties.KINDS_OF_RECORD`.
    since
        First day.
    who
        Body or post whose word it is.
    """

    kind: str
    since: date
    who: Post

    def problems(self) -> Iterator[str]:
        """Its kind must be known."""
        if self.kind not in KINDS_OF_RECORD:
            yield f"kind {self.kind!r} is not known: use {', '.join(KINDS_OF_RECORD)}"


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """Who reviewed the statutory check, and when.

    Parameters
    ----------
    who
        Body or post: the monitoring officer, as a rule.
    on
        Day.
    """

    who: Post
    on: date


def unknown_rule(rule_id: str) -> Iterator[str]:
    """Why a rule's id cannot be used; a part such as ``(a)`` is not looked at.

    Examples
    --------
    >>> list(unknown_rule("REG-7")), list(unknown_rule("CDA-04(a)"))
    (["rule 'REG-7' is not known: perhaps REG-07g or REG-07f"], [])
    """
    known = [one.id for one in rules()]
    if rule_id.partition("(")[0] not in known:
        yield f"rule {not_known(rule_id, known)}"


@dataclass(frozen=True, kw_only=True)
class SharingProtocol(Record):
    """An agreement on sharing information between the authorities.

    Parameters
    ----------
    title
        Its name.
    parties
        Bodies that have signed.
    signed_on, review_by
        Its days.
    address
        Where it can be seen.
    """

    title: str
    parties: tuple[BodyId, ...]
    signed_on: date | None = None
    review_by: date | None = None
    address: str = ""
    marking: Marking = Marking.PARTNERS
