"""The five results of a duty, decided in one order, each with why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from wardmote.assessment.duties.elsewhere import DutyEvidence, HeldElsewhere
from wardmote.assessment.duties.looked import Looked
from wardmote.vocabulary.laws import LegalRule
from wardmote.vocabulary.months import day_name as day

NOT_CONFIRMED = {
    "V~": "The law is known here at second hand only.",
    "K": "The law was not read: this is general knowledge of the field.",
    "U": "The law was not read, and this is not verified.",
    "": "This is a check of our own, not a statement about the law.",
}
"""Mark of a duty's gist to why it is not judged."""

AS_WE_UNDERSTAND = "As we understand the law"


class Judged(Protocol):
    """What duties bear on: whose law binds it, and of how many tiers its area is."""

    @property
    def country(self) -> str:
        """Country whose law binds it."""

    @property
    def two_tier(self) -> bool:
        """Whether a county council shares the district's work."""


class Result(StrEnum):
    """What a check may say of a duty on a day, in the order in which it is decided."""

    NOT_APPLICABLE = "not_applicable"
    LAW_TO_BE_CONFIRMED = "law_to_be_confirmed"
    MET = "met"
    NOT_MET = "not_met"
    NOT_SHOWN_HERE = "not_shown_here"

    @property
    def words(self) -> str:
        """As a line of counts says it: ``not shown here``."""
        return self.value.replace("_", " ")

    @property
    def shape(self) -> str:
        """Its shape: a result is never colour alone, and never a light."""
        return _SHAPES[self]


_SHAPES = {
    Result.NOT_APPLICABLE: "–",
    Result.LAW_TO_BE_CONFIRMED: "?",
    Result.MET: "●",
    Result.NOT_MET: "◆",
    Result.NOT_SHOWN_HERE: "○",
}


@dataclass(frozen=True)
class Judgement:
    """Result of one duty by the law of one day.

    Parameters
    ----------
    result
        One of the five.
    because
        The record, or exactly what was looked for and not found.
    as_we_understand
        Whether the law was read in gist only, so that the result must be said with care.
    """

    result: Result
    because: str
    as_we_understand: bool = False

    @property
    def words(self) -> str:
        """As the table prints it.

        Examples
        --------
        >>> Judgement(Result.MET, "", as_we_understand=True).words
        'As we understand the law: met'
        """
        if self.as_we_understand and self.result in (Result.MET, Result.NOT_MET):
            return f"{AS_WE_UNDERSTAND}: {self.result.words}"
        return self.result.words.capitalize()


def judge_duty(
    rule: LegalRule,
    looked: Looked,
    record: Judged,
    on: date,
    evidence: DutyEvidence,
) -> Judgement:
    """Result of one duty by the law of a day, and by what was known on it.

    Answers "does this assessment, or plan, do what the law asks?", as far as records can show it.

    Parameters
    ----------
    rule
        The duty.
    looked
        What was looked for, and whether it is there, on that day.
    record
        The assessment or plan.
    on
        The day.
    evidence
        What people recorded as held elsewhere, and what is declared complete here.

    Returns
    -------
    Judgement
        In this order: not applicable; law to be confirmed; met; not met, only where the system
        is declared complete for that kind of record and the deadline has passed; else not
        shown here.

    Notes
    -----
    Where the gist of a duty was read and its words were not, it is judged, and both *met* and
    *not met* are said "as we understand the law". "Not met" never stands for "we hold no
    record".
    """
    why_not = _why_not_applicable(rule, record, on) or looked.excepted
    if why_not:
        return Judgement(Result.NOT_APPLICABLE, why_not)
    elsewhere = evidence.for_rule(rule.id)
    if rule.standing == "to_be_confirmed":
        recorded = [_recorded(one) for one in elsewhere if one.dated <= on]
        because = " ".join([_why_not_confirmed(rule), looked.said, *recorded])
        return Judgement(Result.LAW_TO_BE_CONFIRMED, because)
    careful = rule.standing == "as_we_understand"
    if looked.is_there:
        return Judgement(Result.MET, looked.said, careful)
    counting = [one for one in elsewhere if looked.first_day <= one.dated <= on]
    if counting:
        because = " ".join(_recorded(one) for one in counting)
        return Judgement(Result.MET, because, careful)
    because = " ".join([looked.said, *(_too_old(one, looked, on) for one in elsewhere)])
    complete = evidence.complete_for(looked.kind, looked.declared_from or looked.first_day)
    if looked.due_on and on > looked.due_on and complete:
        because = f"{because} It was due by {day(looked.due_on)}. {complete.words}"
        return Judgement(Result.NOT_MET, because, careful)
    return Judgement(Result.NOT_SHOWN_HERE, because)


def _why_not_applicable(rule: LegalRule, record: Judged, on: date) -> str:
    if not rule.is_in_force(on):
        starts, ends = rule.in_force_from, rule.in_force_to
        if starts and on < starts:
            return f"Not yet in force on {day(on)}: it is from {day(starts)}."
        return f"No longer in force on {day(on)}: it ended on {day(ends)}." if ends else ""
    if not rule.applies_in(record.country, two_tier=record.two_tier):
        if "any" not in rule.area_kinds and not record.two_tier:
            return "It binds only where a county council shares the work."
        return f"It binds partnerships in {rule.jurisdiction}, not in {record.country}."
    return ""


def _why_not_confirmed(rule: LegalRule) -> str:
    if rule.doubts:
        return " ".join(rule.doubts)
    return NOT_CONFIRMED[rule.gist_mark]


def _recorded(one: HeldElsewhere) -> str:
    return f"Recorded by {one.who}: {one.what} ({one.where}, {day(one.dated)})."


def _too_old(one: HeldElsewhere, looked: Looked, on: date) -> str:
    if one.dated > on:
        return f"{one.what}, recorded by {one.who}, is of {day(one.dated)}: after {day(on)}."
    return (
        f"{one.what}, recorded by {one.who}, is of {day(one.dated)}: "
        f"before {day(looked.first_day)}, so it is not counted."
    )
