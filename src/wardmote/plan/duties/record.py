"""A plan as a check sees it, and what it holds by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from wardmote.assessment.duties.looked import Looked
from wardmote.plan.book import PlanBook
from wardmote.plan.records import Body, Consultation, Dispatch, Plan, Record
from wardmote.vocabulary.sentences import listed
from wardmote.vocabulary.years import year_of

R = TypeVar("R", bound=Record)

OURS: Final = "the partnership"  # whose step it is, where it is no one body's
PUBLIC: Final = "public"
"""Who gets what is published (`Dispatch.to`)."""


@dataclass(frozen=True)
class PlanRecord:
    """A plan, to be checked on a day.

    Parameters
    ----------
    book
        The plan.
    today
        The day of the check.
    partnership
        Its name, as pages print it.
    area_code
        Code of its area; empty where not known.
    """

    book: PlanBook
    today: date
    partnership: str
    area_code: str = ""

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.book.plan

    @property
    def country(self) -> str:
        """Whose law binds it."""
        return self.plan.country

    @property
    def two_tier(self) -> bool:
        """Whether a county council shares the work."""
        return self.plan.two_tier

    @property
    def title(self) -> str:
        """What is checked."""
        return self.plan.title

    @property
    def own_date(self) -> date:
        """Day by whose law it is judged first.

        Of its adoption; where that is not recorded the first day of its term, or today while
        that is still ahead.
        """
        return self.plan.adopted_on or min(self.plan.starts, self.today)

    @property
    def own_day(self) -> str:
        """That day as the table's header names it."""
        if self.plan.adopted_on:
            return "At adoption"
        return "At its first day" if self.plan.starts <= self.today else "Before adoption"

    @property
    def own_day_in_law(self) -> str:
        """That day as the head names it."""
        if self.plan.adopted_on:
            return "adoption"
        if self.plan.starts > self.today:
            return "today, not adopted yet"
        return "its first day, as no day of adoption is recorded"

    @property
    def views_from(self) -> date:
        """First day on which views and papers can have been gathered for it.

        The start of the year before its term: a house rule, the Regulations give no day.
        """
        return year_of(self.plan.starts).previous.period_start

    @property
    def prepared_by(self) -> date:
        """Last day on which it could be prepared before its term."""
        return self.plan.starts - timedelta(days=1)

    def is_adopted(self, on: date) -> bool:
        """Whether it had been adopted by a day, as far as is recorded."""
        return self.plan.is_adopted(on)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of one kind."""
        return self.book.all(kind)

    def responsible(self, on: date) -> tuple[Body, ...]:
        """Responsible authorities that were in the partnership on a day."""
        return tuple(
            one
            for one in self.all(Body)
            if one.authority.role == "responsible" and one.is_member(on)
        )

    def sent(self, what: str, on: date, to: Iterable[str] = (PUBLIC,)) -> Dispatch | None:
        """The first record of something published or sent by a day; None where there is none."""
        to_whom = set(to)
        every = sorted(self.all(Dispatch), key=lambda one: one.on)
        return next(
            (one for one in every if one.what == what and one.to in to_whom and one.on <= on), None
        )

    def newest_sent(self, what: str, on: date) -> Dispatch | None:
        """The newest record of something published by a day; None where there is none."""
        every = [one for one in self.all(Dispatch) if one.what == what and one.on <= on]
        return max(every, key=lambda one: one.on, default=None)

    def consultations(self, on: date) -> tuple[Consultation, ...]:
        """Consultations for this plan that were over by a day."""
        return tuple(
            one
            for one in self.all(Consultation)
            if (last := closed_on(one)) and self.views_from <= last <= on
        )


def closed_on(one: Consultation) -> date | None:
    """Last day of a consultation; None where no days are recorded.

    Examples
    --------
    >>> from wardmote.plan.records.ids import ConsultationId
    >>> from wardmote.plan.records.voice import Phase
    >>> phase = Phase(starts=date(2020, 7, 1), ends=date(2020, 12, 31))
    >>> closed_on(Consultation(id=ConsultationId("c"), title="Views", phases=(phase,)))
    datetime.date(2020, 12, 31)
    """
    return max((phase.ends for phase in one.phases), default=None)


def quoted(words: Iterable[str]) -> str:
    """Sentences of others as a list within one of ours.

    Examples
    --------
    >>> quoted(["Noise at night.", "Fly-tipping"])
    '“Noise at night” and “Fly-tipping”'
    """
    return listed([f"“{one.rstrip('.')}”" for one in words])


def looked(
    record: PlanRecord,
    *,
    is_there: bool,
    said: str,
    action: str,
    kind: str = "plans",
    due_on: date | None = None,
    body: str = "",
    excepted: str = "",
) -> Looked:
    """What was looked for in a plan under one duty.

    Parameters
    ----------
    record
        The plan.
    is_there, said, action, kind, due_on, body, excepted
        As `wardmote.assessment.duties.looked.Looked` has them.
    """
    return Looked(
        is_there=is_there,
        said=said,
        needs="",
        action=action,
        kind=kind,
        first_day=record.views_from,
        due_on=due_on,
        body=body or OURS,
        excepted=excepted,
    )


def for_people(record: PlanRecord, *, said: str, action: str, body: str = "") -> Looked:
    """A duty that no record of a plan can show to be met, or to be missed."""
    return looked(record, is_there=False, said=said, action=action, body=body)
