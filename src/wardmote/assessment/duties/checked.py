"""The whole check of anything that duties bear on: head, first line, what to do first, records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from wardmote.assessment.duties.elsewhere import DutyEvidence, Review
from wardmote.assessment.duties.looked import Look, Looked
from wardmote.assessment.duties.results import Judged, Result, judge_duty
from wardmote.assessment.duties.rows import DutyRecord, NextStep
from wardmote.errors import ConfigurationError
from wardmote.vocabulary.laws import LegalRule
from wardmote.vocabulary.limbs import Limb
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count

NOTE = "Record check, not legal advice"
LIMB_RULE = "CDA-04"


class Checked(Judged, Protocol):
    """What a check is of: an assessment, a plan."""

    @property
    def partnership(self) -> str:
        """The partnership's name, as pages print it."""

    @property
    def title(self) -> str:
        """What is checked, in a few words."""

    @property
    def own_date(self) -> date:
        """Day by whose law the first result is."""

    @property
    def own_day(self) -> str:
        """That day as the table's header names it: ``At adoption``."""

    @property
    def own_day_in_law(self) -> str:
        """That day as the head names it, to follow "as at"."""

    @property
    def views_from(self) -> date:
        """First day on which views can have been gathered for it."""


CheckedT = TypeVar("CheckedT", bound=Checked)


@dataclass(frozen=True)
class Asked(Generic[CheckedT]):
    """One duty that is looked at.

    Parameters
    ----------
    rule
        The duty.
    look
        What is looked for under it.
    group
        Heading that it stands under.
    days_mark
        How far its first and last day were read, where that differs from the duty itself.
    """

    rule: LegalRule
    look: Look[CheckedT]
    group: str
    days_mark: str = ""


@dataclass(frozen=True)
class DutyCheck:
    """Every duty that something was checked against.

    Parameters
    ----------
    record
        What was checked.
    today
        The day whose law the second result is by.
    run_by
        Body that ran it.
    records
        Every duty, in the order of the table, those that do not apply too.
    review
        Who reviewed it; None until somebody has.
    """

    record: Checked
    today: date
    run_by: str
    records: tuple[DutyRecord, ...]
    review: Review | None = None

    @property
    def note(self) -> str:
        """What stands above the table."""
        if self.review is None:
            return f"{NOTE}; not reviewed yet."
        return f"{NOTE}; reviewed by {self.review.who}, {day(self.review.on)}."

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each fact of the head."""
        own = f"{self.record.own_day_in_law} ({day(self.record.own_date)})"
        return (
            ("Partnership", self.record.partnership),
            ("Country", self.record.country),
            ("Checked", self.record.title),
            ("Law", f"as at {own} and as at {day(self.today)}"),
            ("Run", f"on {day(self.today)} by {self.run_by}"),
            ("Note", self.note),
        )

    @property
    def counts(self) -> Mapping[Result, int]:
        """Result by today's law to number of duties."""
        found = Counter(one.today.result for one in self.records)
        return {result: found[result] for result in Result}

    @property
    def first_line(self) -> str:
        """How many duties apply, and how many have which result, by today's law."""
        applying = sum(one.applies for one in self.records)
        order = (Result.MET, Result.NOT_MET, Result.NOT_SHOWN_HERE, Result.LAW_TO_BE_CONFIRMED)
        counted = ", ".join(f"{self.counts[result]} {result.words}" for result in order)
        verb = "applies" if applying == 1 else "apply"
        return f"Of {count(applying, 'duty', 'duties')} that {verb}: {counted}."

    @property
    def first(self) -> tuple[DutyRecord, ...]:
        """What to do first: not met, or due within 90 days."""
        return tuple(one for one in self.records if one.is_first(self.today))

    @property
    def groups(self) -> tuple[tuple[str, tuple[DutyRecord, ...]], ...]:
        """Duties under their headings."""
        names = dict.fromkeys(one.group for one in self.records)
        return tuple(
            (name, tuple(one for one in self.records if one.group == name)) for name in names
        )


def duty_record(
    asked: Asked[CheckedT], record: CheckedT, today: date, evidence: DutyEvidence
) -> DutyRecord:
    """One duty, judged by the law of the record's own date and by today's.

    Parameters
    ----------
    asked
        The duty, and what is looked for under it.
    record
        What is checked.
    today
        The day of the check.
    evidence
        What people recorded of duties.
    """
    rule, look = asked.rule, asked.look
    then, now = look(record, record.own_date), look(record, today)
    judged = judge_duty(rule, now, record, today, evidence)
    return DutyRecord(
        rule=rule,
        group=asked.group,
        at_its_date=judge_duty(rule, then, record, record.own_date, evidence),
        today=judged,
        is_there=now.is_there,
        needs="" if now.is_there else now.needs,
        next_step=_next_step(judged.result, now, record, today),
        days_mark=asked.days_mark,
        own_day=record.own_day,
    )


def _next_step(result: Result, looked: Looked, record: Checked, today: date) -> NextStep | None:
    if looked.is_there or result in (Result.MET, Result.NOT_APPLICABLE):
        return None
    # A deadline is stated only where the law that sets it was read, and while it is ahead.
    is_ahead = looked.due_on is not None and today <= looked.due_on
    by = looked.due_on if is_ahead and result is not Result.LAW_TO_BE_CONFIRMED else None
    return NextStep(looked.action, looked.body or record.partnership, by)


def limb_rule(limb: Limb, whole: LegalRule) -> LegalRule:
    """Rule CDA-04 for one limb: the last came into force long after the others.

    Parameters
    ----------
    limb
        The limb.
    whole
        Rule CDA-04.
    """
    aim = limb.title.partition(":")[0]
    return whole.part(
        limb.id,
        title=aim.capitalize(),
        duty=f"Responsible authorities must formulate and implement a strategy for {aim}.",
        provision=f"s.6(1)({limb.id})",
        citation=whole.citation.replace("(a)-(d)", f"({limb.id})"),
        in_force_from=limb.in_force_from,
    )


def refuse_a_day_before(record: Checked, today: date, what: str) -> None:
    """Refuse a check that is run before what it is of.

    Raises
    ------
    ConfigurationError
        Today lies before the record's own date.
    """
    if today < record.own_date:
        raise ConfigurationError(
            f"A check cannot be run before the {what} that it is of.",
            expected=f"{day(record.own_date)} or later",
            found=day(today),
            next_step="Give the day of the check.",
        )
