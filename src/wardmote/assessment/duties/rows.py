"""One duty of the check, as its table prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from wardmote.assessment.duties.results import Judgement, Result
from wardmote.vocabulary.laws import LegalRule
from wardmote.vocabulary.marks import MARKS
from wardmote.vocabulary.months import day_name as day

SOON_DAYS = 90  # "do these first": due within so many days (product.md 3.3)


@dataclass(frozen=True)
class NextStep:
    """What to do about a duty.

    Parameters
    ----------
    action
        In a few words, without a full stop.
    body
        Whose step it is: a body, never a person.
    by
        Last day; None where the law gives none.
    """

    action: str
    body: str
    by: date | None = None

    def __str__(self) -> str:
        return f"{self.action} ({self.body}{f', by {day(self.by)}' if self.by else ''})"


@dataclass(frozen=True)
class DutyRecord:
    """One duty, by the law of the record's own date and by today's.

    Parameters
    ----------
    rule
        The duty. `LegalRule.duty` says it plainly.
    group
        Heading that it stands under.
    at_its_date
        By the law of the record's own date, and by what was known on it.
    today
        By today's law, and by what is known today.
    is_there
        Whether today what was looked for is there, whatever the law's standing.
    needs
        What it is short of, to follow "needs"; empty where nothing.
    next_step
        What to do; None where there is nothing to do.
    days_mark
        How far its first and last day were read, where that differs from the duty itself.
    own_day
        How the first of the two days is named.
    """

    rule: LegalRule
    group: str
    at_its_date: Judgement
    today: Judgement
    is_there: bool
    needs: str = ""
    next_step: NextStep | None = None
    days_mark: str = ""
    own_day: str = "At its date"

    @property
    def id(self) -> str:
        """Its stable number: ``REG-07b``, ``CDA-04(d)``."""
        return self.rule.id

    @property
    def applies(self) -> bool:
        """Whether it binds by today's law."""
        return self.today.result is not Result.NOT_APPLICABLE

    @property
    def number(self) -> str:
        """Its id as pages print it: with room to break a line in ``CDA-01 (county)``."""
        return self.id.replace("(", " (", 1)

    @property
    def source(self) -> str:
        """Instrument, provision, parent Act and amendments, as the table prints it."""
        amended = "; ".join(self.rule.amended_by)
        return f"{self.rule.citation_chain}{f'. Amended: {amended}' if amended else ''}"

    @property
    def mark(self) -> str:
        """How far the law was read: in the instrument, second hand, or to be confirmed."""
        if self.rule.standing == "to_be_confirmed":
            return f"to be confirmed: {_first(MARKS[self.rule.gist_mark])}"
        if self.rule.standing == "as_we_understand":
            return f"{_first(MARKS['V'])} in gist; its exact words were not"
        return _first(MARKS["V"])

    @property
    def in_force(self) -> str:
        """From when to when, where, and in which kind of area, as far as it is established."""
        starts, ends = self.rule.in_force_from, self.rule.in_force_to
        days = f"{f'from {day(starts)}' if starts else 'first day not established'}"
        days += f" to {day(ends)}" if ends else ""
        days += f" ({_first(MARKS[self.days_mark])})" if self.days_mark else ""
        kind = "any area" if "any" in self.rule.area_kinds else "areas under a county council"
        return f"{days}; {self.rule.jurisdiction}; {kind}"

    @property
    def because(self) -> str:
        """Why, once where both results say the same."""
        then, now = self.at_its_date.because, self.today.because
        if then == now:
            return now
        shared = _shared_sentences(then, now)
        own, today = then[len(shared) :], now[len(shared) :]
        parts = [shared.strip(), f"{self.own_day}: {own}" if own else "", f"Today: {today}"]
        return " ".join(part.strip() for part in parts if part)

    def is_first(self, today: date) -> bool:
        """Whether it belongs at the top: not met, or due within 90 days and not there."""
        if self.today.result is Result.NOT_MET:
            return True
        by = self.next_step.by if self.next_step else None
        return self.applies and by is not None and 0 <= (by - today).days <= SOON_DAYS


def _shared_sentences(one: str, other: str) -> str:
    """Whole sentences with which both texts begin."""
    pairs = zip(one.split(". ")[:-1], other.split(". ")[:-1], strict=False)
    shared = takewhile(lambda pair: pair[0] == pair[1], pairs)
    return "".join(f"{sentence}. " for sentence, _ in shared)


def _first(mark: str) -> str:
    return mark.partition(":")[0].removesuffix(", to be confirmed")
