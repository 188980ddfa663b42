"""The whole check of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.assessment.duties import (
    Complete,
    DutyCheck,
    DutyEvidence,
    HeldElsewhere,
    Review,
    duty_record,
)
from wardmote.assessment.duties.rows import DutyRecord
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.plan.duties.looking import GROUPS, everything_asked
from wardmote.plan.duties.practice import Practice, practices
from wardmote.plan.duties.record import PlanRecord


@dataclass(frozen=True)
class PlanDutyCheck(DutyCheck):
    """Every duty that a plan was checked against, and good practice beside it.

    Parameters
    ----------
    practice
        Good practice as today's records show it: no law, and no part of the counts.
    """

    record: PlanRecord
    practice: tuple[Practice, ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, tuple[DutyRecord, ...]], ...]:
        """Duties under their headings, in the order of the check."""
        return tuple(
            (name, held)
            for name in GROUPS
            if (held := tuple(one for one in self.records if one.group == name))
        )

    def find(self, rule_id: str) -> DutyRecord | None:
        """One duty by its number: ``REG-10``, ``CDA-04(d)``; None where it is not checked."""
        return next((one for one in self.records if one.id == rule_id), None)


def check_plan(
    book: PlanBook,
    *,
    today: date,
    run_by: str,
    evidence: DutyEvidence | None = None,
    partnership: str = "",
    area_code: str = "",
) -> PlanDutyCheck:
    """Statutory check of a plan, by the law of its adoption and by today's.

    Answers "what does the law ask of this partnership and its plan, and what of it can be
    shown?". A plan that is not adopted yet is judged by the law of its first day, or of today.

    Parameters
    ----------
    book
        The plan.
    today
        The day of the check.
    run_by
        Body that runs it.
    evidence
        What people recorded in the workspace's ``duties.toml``; what stands in the plan's own
        folder is added to it.
    partnership
        Its name, as pages print it; made from the plan's area where empty.
    area_code
        Code of its area, for the one area that is excepted from a duty.

    Returns
    -------
    PlanDutyCheck
        One record a duty, and good practice.

    Notes
    -----
    It reads records. A duty can be done and not recorded here: that is "not shown here",
    never "not met".

    References
    ----------
    How far each instrument was read stands in `DutyRecord.mark`.

    Examples
    --------
    >>> from wardmote.plan.records import Plan
    >>> from wardmote.plan.records.plan import PlanState
    >>> plan = Plan(title="Plan 2021 to 2024", area="Northborough", starts=date(2021, 4, 1),
    ...     ends=date(2024, 3, 31), state=PlanState.SUPERSEDED, summary="A safer place.",
    ...     adopted_on=date(2021, 3, 12))
    >>> check = check_plan(PlanBook({Plan: (plan,)}), today=date(2026, 11, 22),
    ...     run_by="Northborough Council")
    >>> limb = check.find("CDA-04(d)")
    >>> limb.at_its_date.words, limb.today.words
    ('Not applicable', 'Not shown here')
    """
    record = PlanRecord(
        book,
        today,
        partnership or f"{book.plan.area} Community Safety Partnership",
        area_code,
    )
    known = (evidence or DutyEvidence()).with_more(plan_evidence(book))
    held = tuple(duty_record(asked, record, today, known) for asked in everything_asked(record))
    return PlanDutyCheck(record, today, run_by, held, known.review, practices(record, today))


def plan_evidence(book: PlanBook) -> DutyEvidence:
    """What people recorded of duties in the plan's own folder.

    Parameters
    ----------
    book
        The plan.
    """
    reviews = sorted(book.all(records.Review), key=lambda one: one.on)
    return DutyEvidence(
        held_elsewhere=tuple(
            HeldElsewhere(one.rule, one.what, one.where, one.who, one.on)
            for one in book.all(records.HeldElsewhere)
        ),
        complete=tuple(
            Complete(one.kind, one.since, one.who) for one in book.all(records.Complete)
        ),
        review=Review(reviews[-1].who, reviews[-1].on) if reviews else None,
    )
