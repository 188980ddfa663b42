"""Powers against anti-social behaviour: space orders and their changes, case reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wardmote.plan.records.ids import IndicatorId, OrderId, Post
from wardmote.plan.records.record import Record
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import day_name


class OrderChangeKind(StrEnum):
    """What was done with an order after it was made."""

    EXTENDED = "extended"
    VARIED = "varied"
    DISCHARGED = "discharged"

    @property
    def words(self) -> str:
        """As pages print it."""
        return self.value


@dataclass(frozen=True, kw_only=True)
class OrderChange:
    """One change of a space order: extended, varied or discharged.

    Parameters
    ----------
    on
        Day on which it was decided.
    kind
        Which.
    what
        What changed, in a sentence.
    ends
        Its new last day, for an extension.
    evidence
        What the change rests on.
    """

    on: date
    kind: OrderChangeKind
    what: str = ""
    ends: date | None = None
    evidence: tuple[str, ...] = ()


def order_change_words(one: OrderChange) -> str:
    """A change of an order as pages print it.

    Examples
    --------
    >>> order_change_words(OrderChange(on=date(2026, 3, 1), kind=OrderChangeKind.VARIED,
    ...     what="The park was added", evidence=("Survey, January 2026",)))
    'Varied on 1 March 2026: The park was added. It rests on: Survey, January 2026.'
    """
    until = f" until {day_name(one.ends)}" if one.ends else ""
    what = f": {one.what.rstrip('.')}" if one.what else ""
    rests = f" It rests on: {'; '.join(one.evidence)}." if one.evidence else ""
    return f"{one.kind.words.capitalize()}{until} on {day_name(one.on)}{what}.{rests}"


@dataclass(frozen=True, kw_only=True)
class SpaceOrder(Record):
    """A public spaces protection order, with what it is to bring about and how that is seen.

    Parameters
    ----------
    id, title
        As other records name it, and as pages print it.
    area
        Where it applies, in words.
    prohibits
        What it forbids or requires.
    made_on, starts, ends
        Its days; None where no source gives them.
    outcome
        What it is to bring about.
    measure
        Indicator that shows it; empty only with `why_no_measure`.
    why_no_measure
        Why nothing measures it: a stated gap.
    consultation
        Consultation on it.
    evidence
        What it rests on.
    enforcement
        How it is enforced, in stages.
    law_note
        What has changed in law since.
    is_expedited
        Whether it was made as an expedited order, with its consultation after it.
    changes
        What was done with it since, in order.
    """

    id: OrderId
    title: str
    area: str
    prohibits: tuple[str, ...]
    outcome: str
    made_on: date | None = None
    starts: date | None = None
    ends: date | None = None
    measure: IndicatorId = IndicatorId("")
    why_no_measure: str = ""
    consultation: str = ""
    evidence: tuple[str, ...] = ()
    enforcement: str = ""
    law_note: str = ""
    is_expedited: bool = False
    changes: tuple[OrderChange, ...] = ()

    @property
    def last_day(self) -> date | None:
        """Last day on which it has effect, as extended or discharged; None without a first."""
        if self.starts is None:
            return None
        last = self.ends or last_day_of_order(self.starts)
        for one in self.changes:
            if one.kind is OrderChangeKind.EXTENDED and one.ends:
                last = one.ends
            elif one.kind is OrderChangeKind.DISCHARGED:
                last = one.on
        return last

    def problems(self) -> Iterator[str]:
        """A measure, or why there is none; at most three years; changes that can have been."""
        yield from self._changes()
        if bool(self.measure) == bool(self.why_no_measure):
            yield "an order has a measure, or why_no_measure says why not"
        if self.starts and self.ends:
            if self.ends < self.starts:
                yield "ends lies before starts"
            elif self.ends > last_day_of_order(self.starts):
                yield "it lasts longer than three years (rule PSPO-03)"

    def _changes(self) -> Iterator[str]:
        days = [one.on for one in self.changes]
        if days != sorted(days) or (days and self.made_on and days[0] < self.made_on):
            yield "changes are not in order of their days, after the day on which it was made"
        if any(one.kind is OrderChangeKind.DISCHARGED for one in self.changes[:-1]):
            yield "changes go on after it was discharged"
        last = (self.ends or last_day_of_order(self.starts)) if self.starts else None
        for one in self.changes:
            if (one.kind is OrderChangeKind.EXTENDED) != (one.ends is not None):
                yield "an extension has ends, its new last day, and no other change has"
            elif one.ends and last:
                if one.on > last:
                    yield f"it was extended after it had ended on {last:%Y-%m-%d} (rule PSPO-03)"
                if not last < one.ends <= last_day_of_order(last + timedelta(days=1)):
                    yield "an extension lasts longer than three years, or not at all (rule PSPO-03)"
                last = one.ends


def last_day_of_order(starts: date) -> date:
    """Last day on which a space order can have effect, unless it is extended.

    Examples
    --------
    >>> last_day_of_order(date(2021, 4, 28))
    datetime.date(2024, 4, 27)
    """
    years = int(rule("PSPO-03").parameter("max_years"))
    try:
        after = starts.replace(year=starts.year + years)
    except ValueError:  # 29 February
        after = date(starts.year + years, 3, 1)
    return after - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class CaseReviewProcedures(Record):
    """How people can have a case of anti-social behaviour reviewed: the published procedures.

    Single cases are never held here.

    Parameters
    ----------
    published_on, address
        Since when they are published, and where.
    contact
        Post to which applications go.
    complaints
        Complaints at which the threshold is met.
    complaint_within_months, application_within_months
        Within how many months of the behaviour a complaint counts, and of the complaint an
        application; None where the procedures do not say.
    consulted_on
        Day on which the local policing body was consulted on them.
    if_dissatisfied
        What an applicant can do who is not content with the outcome.
    revised_on
        When they were last assessed and revised.
    """

    published_on: date | None = None
    address: str = ""
    contact: Post = Post("")
    complaints: int | None = None
    complaint_within_months: int | None = None
    application_within_months: int | None = None
    consulted_on: date | None = None
    if_dissatisfied: str = ""
    revised_on: date | None = None

    def problems(self) -> Iterator[str]:
        """Numbers of one or more; revised after they were published."""
        for name in ("complaints", "complaint_within_months", "application_within_months"):
            value = getattr(self, name)
            if value is not None and value < 1:
                yield f"{name} is below 1"
        if self.revised_on and self.published_on and self.revised_on < self.published_on:
            yield "revised_on lies before published_on"
