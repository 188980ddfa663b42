"""The whole check of an assessment: head, first line, what to do first, and every duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from wardmote.assessment.duties.elsewhere import DutyEvidence, Review
from wardmote.assessment.duties.looked import Look, Looked
from wardmote.assessment.duties.looking import LIMB_SUBJECTS, LOOKS, limb_look
from wardmote.assessment.duties.record import AssessmentRecord
from wardmote.assessment.duties.results import Result, judge_duty
from wardmote.assessment.duties.rows import DutyRecord, NextStep
from wardmote.assessment.printed.words import count, day, listed
from wardmote.errors import ConfigurationError
from wardmote.vocabulary.laws import LegalRule, rule
from wardmote.vocabulary.limbs import LIMBS, Limb

NOTE = "Record check, not legal advice"
CONTENTS = "REG-07"  # the parts of the assessment that the front page counts
LIMB_RULE = "CDA-04"

RULE_IDS = (*LOOKS, LIMB_RULE, *(f"{LIMB_RULE}({limb.id})" for limb in LIMBS))
"""Rules that a person may record evidence for: a limb, or all four by ``CDA-04``."""

_ASSESSMENT, _PEOPLE, _PLAN = "Assessment", "Hearing people", "Plan"
_GROUPS = {"REG-0": _ASSESSMENT, "REG-12": _PEOPLE, LIMB_RULE: _PLAN}


@dataclass(frozen=True)
class DutyCheck:
    """Every duty that an assessment was checked against.

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

    record: AssessmentRecord
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
        own = "adoption" if self.record.adopted_on else "its date, not adopted yet"
        return (
            ("Partnership", self.record.partnership),
            ("Country", self.record.country),
            ("Checked", f"assessment of {day(self.record.as_of)}, for {self.record.year}"),
            ("Law", f"as at {own} ({day(self.record.own_date)}) and as at {day(self.today)}"),
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

    @property
    def contents_line(self) -> str:
        """The front page's line: which parts of regulation 7 the assessment shows.

        It counts what is there, whether or not the law's words were confirmed.
        """
        parts = [one for one in self.records if one.id.startswith(CONTENTS) and one.applies]
        lacking = [one for one in parts if not one.is_there]
        shown = count(len(parts) - len(lacking), "part")
        if not lacking:
            return f"Reg 7: {shown} shown."
        verb = "needs" if len(lacking) == 1 else "need"
        needs = listed(list(dict.fromkeys(one.needs for one in lacking)))
        return f"Reg 7: {shown} shown, {len(lacking)} {verb} {needs}."


def check_assessment(
    record: AssessmentRecord,
    *,
    today: date,
    run_by: str,
    evidence: DutyEvidence | None = None,
) -> DutyCheck:
    """Statutory check of one assessment, by the law of its date and by today's.

    Answers "what does the law ask of this assessment, and what of it can be shown?", for
    regulations 5 to 7, and for what an assessment shows of regulation 12 and of section 6.
    The duties about plans are not its business.

    Parameters
    ----------
    record
        What the assessment shows.
    today
        The day of the check.
    run_by
        Body that runs it.
    evidence
        What people recorded in ``duties.toml``; nothing by default.

    Returns
    -------
    DutyCheck
        One record a duty, and one for each limb of section 6.

    Raises
    ------
    ConfigurationError
        Today lies before the assessment's own date.

    Notes
    -----
    It reads records. A duty can be done and not recorded here: that is "not shown here",
    never "not met".

    References
    ----------
    SI 2007/1830, regulations 5 to 7 and 12; Crime and Disorder Act 1998, section 6(1). How far
    each was read stands in `DutyRecord.mark`.

    Examples
    --------
    >>> from wardmote.vocabulary.years import ReportingYear
    >>> record = AssessmentRecord("Northborough", date(2026, 11, 22), ReportingYear(2026))
    >>> check = check_assessment(record, today=date(2026, 11, 22), run_by="Northborough Council")
    >>> check.first_line
    'Of 15 duties that apply: 0 met, 0 not met, 10 not shown here, 5 law to be confirmed.'
    >>> [str(one.today.result) for one in check.records if one.id in ("REG-05", "REG-07g")]
    ['not_shown_here', 'not_applicable']
    """
    if today < record.own_date:
        raise ConfigurationError(
            "A check cannot be run before the assessment that it is of.",
            expected=f"{day(record.own_date)} or later",
            found=day(today),
            next_step="Give the day of the check.",
        )
    known = evidence or DutyEvidence()
    records = tuple(_record(asked, record, today, known) for asked in _everything_asked())
    return DutyCheck(record, today, run_by, records, known.review)


class _Asked(NamedTuple):
    """One duty that is looked at, and how far its first day was read."""

    rule: LegalRule
    look: Look
    days_mark: str = ""


def _everything_asked() -> Iterator[_Asked]:
    for rule_id, look in LOOKS.items():
        yield _Asked(rule(rule_id), look)
    for limb in LIMBS:
        yield _Asked(_of_limb(limb), limb_look(limb.id, LIMB_SUBJECTS[limb.id]), limb.date_mark)


def _of_limb(limb: Limb) -> LegalRule:
    """Rule CDA-04 for one limb: the last came into force long after the others."""
    whole = rule(LIMB_RULE)
    aim = limb.title.partition(":")[0]
    return replace(
        whole,
        id=f"{LIMB_RULE}({limb.id})",
        title=aim.capitalize(),
        duty=f"Responsible authorities must formulate and implement a strategy for {aim}.",
        provision=f"s.6(1)({limb.id})",
        citation=whole.citation.replace("(a)-(d)", f"({limb.id})"),
        in_force_from=limb.in_force_from,
    )


def _record(
    asked: _Asked, record: AssessmentRecord, today: date, evidence: DutyEvidence
) -> DutyRecord:
    one, look = asked.rule, asked.look
    then, now = look(record, record.own_date), look(record, today)
    judged = judge_duty(one, now, record, today, evidence)
    return DutyRecord(
        rule=one,
        group=next(name for start, name in _GROUPS.items() if one.id.startswith(start)),
        at_its_date=judge_duty(one, then, record, record.own_date, evidence),
        today=judged,
        is_there=now.is_there,
        needs="" if now.is_there else now.needs,
        next_step=_next_step(judged.result, now, record, today),
        days_mark=asked.days_mark,
    )


def _next_step(
    result: Result, looked: Looked, record: AssessmentRecord, today: date
) -> NextStep | None:
    if looked.is_there or result in (Result.MET, Result.NOT_APPLICABLE):
        return None
    # A deadline is stated only where the law that sets it was read, and while it is ahead.
    is_ahead = looked.due_on is not None and today <= looked.due_on
    by = looked.due_on if is_ahead and result is not Result.LAW_TO_BE_CONFIRMED else None
    return NextStep(looked.action, record.partnership, by)
