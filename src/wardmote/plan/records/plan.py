"""The plan itself: its term, who speaks for it, what it rests on, and how it is revised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.plan.records.ids import AssessmentId, BoardId, BodyId, Post, PriorityId
from wardmote.plan.records.record import Record
from wardmote.vocabulary.years import ReportingYear, year_of


class PlanState(StrEnum):
    """Where a plan stands in its life."""

    DRAFTING = "drafting"
    CONSULTING = "consulting"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class ForewordState(StrEnum):
    """How far the foreword has got."""

    WANTED = "wanted"
    DRAFTED = "drafted"
    AGREED = "agreed"


@dataclass(frozen=True, kw_only=True)
class Plan(Record):
    """A partnership plan, and its term.

    Parameters
    ----------
    title, area
        As its cover prints them.
    starts, ends
        First and last day of its term.
    state
        Where it stands.
    summary
        What it is for, in a sentence or two, as its own source says.
    adopted_on, adopted_by
        Day, and board; None and empty until then.
    predecessor, predecessor_ended
        Title and last day of the plan before; empty and None for a first plan.
    successor, why_no_successor
        Title of the plan that follows; or, where the term ended without one, why.
    foreword_by, foreword_post, foreword_state
        Who signs: body and post, and how far it has got. Its words stand in ``words/foreword.md``.
    overarching_title, overarching_words
        The aim above all priorities, such as trust and confidence.
    priorities_serve
        What the priorities are there to address, beside the partnership's own outcomes.
    update_cadence_days
        How often the owner of an action or promise is to say how it stands.
    country, two_tier
        Whose law binds it, and whether a county council shares the work.
    stated_basis
        How the plan itself states what requires it; the check gives the citation chain.
    made_from, known_to
        For a plan that others than the partnership wrote down: what from, as every page prints
        it; and the last day that it tells of, as at which its pages are made by default. Later
        silence is theirs, not the partnership's.
    languages
        Languages in which the page for residents can be asked for.
    """

    title: str
    area: str
    starts: date
    ends: date
    state: PlanState
    summary: str
    adopted_on: date | None = None
    adopted_by: BoardId = BoardId("")
    predecessor: str = ""
    predecessor_ended: date | None = None
    successor: str = ""
    why_no_successor: str = ""
    foreword_by: BodyId = BodyId("")
    foreword_post: Post = Post("")
    foreword_state: ForewordState = ForewordState.WANTED
    overarching_title: str = ""
    overarching_words: str = ""
    priorities_serve: tuple[str, ...] = ()
    update_cadence_days: int = 92
    country: str = "England"
    two_tier: bool = False
    stated_basis: str = ""
    made_from: str = ""
    known_to: date | None = None
    languages: tuple[str, ...] = ()

    def is_adopted(self, on: date) -> bool:
        """Whether it had been adopted by a day, as far as is recorded."""
        in_force = self.state in (PlanState.ADOPTED, PlanState.SUPERSEDED)
        return in_force and (self.adopted_on or self.starts) <= on

    def problems(self) -> Iterator[str]:
        """Its term must have a beginning before its end, and its states agree with its days."""
        if self.ends <= self.starts:
            yield "ends does not lie after starts"
        if self.predecessor_ended and self.predecessor_ended >= self.starts:
            yield "the plan before ends on or after the day on which this one starts"
        is_in_force = self.state in (PlanState.ADOPTED, PlanState.SUPERSEDED)
        if is_in_force and not self.adopted_on and self.is_confirmed("adopted_on"):
            yield 'it is adopted: give adopted_on, or to_be_confirmed = ["adopted_on"]'
        if self.adopted_on and not is_in_force:
            yield f"it has a day of adoption, and its state is {self.state}"
        if not 7 <= self.update_cadence_days <= 366:
            yield "update_cadence_days lies outside 7 to 366"

    @property
    def years(self) -> tuple[ReportingYear, ...]:
        """Every reporting year that its term touches."""
        years = [year_of(self.starts)]
        while years[-1].period_end < self.ends:
            years.append(years[-1].next)
        return tuple(years)

    @property
    def own_date(self) -> date:
        """Day by whose law it is judged first: of its adoption, or the first of its term."""
        return self.adopted_on or self.starts


@dataclass(frozen=True, kw_only=True)
class Revision(Record):
    """A yearly revision of the plan: what changed and why.

    Parameters
    ----------
    for_year
        Calendar year in which the reporting year that it is for starts.
    adopted_on
        Day on which it was adopted; None while it is a draft.
    note
        What changed and why; "nothing changed, because" is a note too.
    assessment
        Assessment that it had regard to.
    """

    for_year: int
    note: str
    adopted_on: date | None = None
    assessment: AssessmentId = AssessmentId("")


@dataclass(frozen=True, kw_only=True)
class AssessmentUsed(Record):
    """A strategic assessment that the plan rests on.

    Parameters
    ----------
    id, title
        The id of an assessment in this workspace, or a name of its own; and its title.
    kind
        ``strategic``, or ``audit`` for the three-yearly audits before 2007.
    year
        Calendar year in which its reporting year starts; None where not known.
    adopted_on
        Day, where known.
    covers
        What it went through: ``trends``, ``patterns``, ``drivers`` …
    data_from
        Bodies whose data it used.
    address
        Where it can be seen.
    """

    id: AssessmentId
    title: str
    kind: str = "strategic"
    year: int | None = None
    adopted_on: date | None = None
    covers: tuple[str, ...] = ()
    data_from: tuple[BodyId, ...] = ()
    address: str = ""

    def problems(self) -> Iterator[str]:
        """Its kind must be one of two."""
        if self.kind not in ("strategic", "audit"):
            yield f"kind {self.kind!r} is not known: use strategic, audit"


@dataclass(frozen=True, kw_only=True)
class KnowledgeGap(Record):
    """Something that the assessment did not cover, and who is to find it out.

    Parameters
    ----------
    what
        What is not known.
    raised_by
        Board or meeting that said so.
    owner
        Body that could supply it; empty where nobody was asked.
    due
        By when; None where not agreed.
    """

    what: str
    raised_by: str = ""
    owner: BodyId = BodyId("")
    due: date | None = None


class CircumstanceKind(StrEnum):
    """What a circumstance is to the plan."""

    CONTEXT = "context"
    CHALLENGE = "challenge"
    OPPORTUNITY = "opportunity"
    EVENT = "event"


@dataclass(frozen=True, kw_only=True)
class Circumstance(Record):
    """Something about the place or the time that bears on the plan.

    Parameters
    ----------
    title, words
        In a few words, and in a sentence or two.
    kind
        Context, challenge, opportunity, or an event with its days.
    bears_on
        Priorities that it matters to; empty only where it matters to all, which `bears_on_all`
        says.
    bears_on_all
        Whether it matters to every priority.
    evidence
        What shows it: ids of findings, or where it is stated.
    started, ended
        Days of an event.
    """

    title: str
    words: str
    kind: CircumstanceKind
    bears_on: tuple[PriorityId, ...] = ()
    bears_on_all: bool = False
    evidence: tuple[str, ...] = ()
    started: date | None = None
    ended: date | None = None

    def problems(self) -> Iterator[str]:
        """A circumstance that bears on nothing does not belong in a plan."""
        if not self.bears_on and not self.bears_on_all:
            yield "it bears on nothing: give bears_on, or bears_on_all = true"
        if self.started and self.ended and self.ended < self.started:
            yield "ended lies before started"


@dataclass(frozen=True, kw_only=True)
class PreviousPlanPoint(Record):
    """One thing that the plan before achieved, or left to do.

    Parameters
    ----------
    words
        What it was.
    kind
        ``achievement``, ``remaining_challenge`` or ``unfinished_action``.
    became
        What became of it: ``carried_forward``, ``closed``, ``re_scoped``; empty for an
        achievement.
    priority
        Priority of this plan that takes it up.
    """

    words: str
    kind: str
    became: str = ""
    priority: PriorityId = PriorityId("")

    def problems(self) -> Iterator[str]:
        """Its two words must be known ones."""
        if self.kind not in ("achievement", "remaining_challenge", "unfinished_action"):
            yield f"kind {self.kind!r} is not known"
        if self.became not in ("", "carried_forward", "closed", "re_scoped"):
            yield f"became {self.became!r} is not known"
