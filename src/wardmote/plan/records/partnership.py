"""Who the partnership is: its bodies, its boards, and what they met for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import BoardId, BodyId, MeetingId, Post
from wardmote.plan.records.record import Record
from wardmote.vocabulary.authorities import AUTHORITY_TYPES, AuthorityType, authority_type

_TYPES = tuple(known.id for known in AUTHORITY_TYPES)


@dataclass(frozen=True, kw_only=True)
class Body(Record):
    """An organisation of the partnership.

    Parameters
    ----------
    id, name
        As other records name it, and as pages print it.
    type
        Id of its type (`wardmote.vocabulary.authorities`): that gives its role in law.
    represented_by
        Post that sits for it.
    is_senior
        Whether that post is of senior position; None where not known.
    liaison_officer
        Post designated to further the sharing of information; empty where none is recorded.
    member_from, member_to
        First and last day in the partnership; None where not recorded or still in it. With
        `member_from` still to be confirmed, the body shows nobody's place in the partnership.
    address
        Where residents find it: a web page, or a telephone number for reports.
    """

    id: BodyId
    name: str
    type: str
    represented_by: Post = Post("")
    is_senior: bool | None = None
    liaison_officer: Post = Post("")
    member_from: date | None = None
    member_to: date | None = None
    address: str = ""

    def problems(self) -> Iterator[str]:
        """Its type must exist, and its days be in order."""
        if self.type not in _TYPES:
            yield f"type {self.type!r} is not known: use {', '.join(_TYPES)}"
        if self.member_from and self.member_to and self.member_from > self.member_to:
            yield "member_to lies before member_from"

    @property
    def authority(self) -> AuthorityType:
        """Its type, with its role in law."""
        return authority_type(self.type)

    def is_member(self, on: date) -> bool:
        """Whether it was in the partnership on a day, as far as is recorded."""
        has_joined = self.member_from is None or self.member_from <= on
        return has_joined and (self.member_to is None or on <= self.member_to)


class BoardKind(StrEnum):
    """What a board is to the partnership."""

    STRATEGY_GROUP = "strategy_group"
    SUBGROUP = "subgroup"
    COMMUNITY_BOARD = "community_board"
    EXTERNAL_BOARD = "external_board"
    SCRUTINY = "scrutiny"
    DECISION_MAKER = "decision_maker"
    FORUM = "forum"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("_", " ")


class Cadence(StrEnum):
    """How often something comes round."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def days(self) -> int:
        """Days between two, at most."""
        return {"monthly": 31, "quarterly": 92, "half_yearly": 184, "yearly": 366}[self.value]

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("half_yearly", "half-yearly")


@dataclass(frozen=True, kw_only=True)
class Board(Record):
    """A board, subgroup or forum, and how it stands to the partnership.

    Parameters
    ----------
    id, name
        As other records name it, and as pages print it.
    kind
        What it is to the partnership.
    remit
        What it is for, in a sentence.
    chair
        Post, never a person.
    cadence
        How often it meets.
    parent
        Board that it answers to; empty at the top.
    members
        Bodies that sit on it.
    link
        For a board beside the partnership: what is exchanged with it, and who leads on what.
    terms_of_reference
        Where they can be seen; empty where not recorded.
    """

    id: BoardId
    name: str
    kind: BoardKind
    remit: str = ""
    chair: Post = Post("")
    cadence: Cadence | None = None
    parent: BoardId = BoardId("")
    members: tuple[BodyId, ...] = ()
    link: str = ""
    terms_of_reference: str = ""


class MeetingKind(StrEnum):
    """What a meeting was for."""

    BOARD = "board"
    STEERING_GROUP = "steering_group"
    PUBLIC_MEETING = "public_meeting"
    WARD_PANEL = "ward_panel"
    FOCUS_GROUP = "focus_group"
    SCRUTINY = "scrutiny"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A meeting that was held or is to be held.

    Parameters
    ----------
    id, title
        As other records name it, and as pages print it.
    kind
        What it was for.
    on
        Its day; None where no source gives it.
    board
        Board that met; empty for a public meeting.
    about
        What it went through: ``achievements``, ``new priorities`` …, one text each.
    attended
        Bodies that were there.
    senior_from
        Of these, bodies that sent somebody of senior position.
    noticed_on, minutes_published_on
        Days of the public notice and of the published minutes.
    address
        Papers or minutes.
    """

    id: MeetingId
    title: str
    kind: MeetingKind
    on: date | None = None
    board: BoardId = BoardId("")
    about: tuple[str, ...] = ()
    attended: tuple[BodyId, ...] = ()
    senior_from: tuple[BodyId, ...] = ()
    noticed_on: date | None = None
    minutes_published_on: date | None = None
    address: str = ""

    def problems(self) -> Iterator[str]:
        """A day, or the word that it is still to be confirmed; notice before, minutes after."""
        if self.on is None and self.is_confirmed("on"):
            yield 'on is missing: give the day, or to_be_confirmed = ["on"]'
        if self.on and self.noticed_on and self.noticed_on > self.on:
            yield "noticed_on lies after the meeting"
        if self.on and self.minutes_published_on and self.minutes_published_on < self.on:
            yield "minutes_published_on lies before the meeting"
        if set(self.senior_from) - set(self.attended):
            yield "senior_from names a body that is not in attended"
