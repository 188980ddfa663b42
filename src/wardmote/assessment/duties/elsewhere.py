"""What people record of duties: evidence held elsewhere, what is complete here, and a review.

A workspace's ``duties.toml``::

    [[complete]]                  # every record of this kind is kept here
    kind = "assessments"
    since = 2024-04-01
    who = "Community safety team, Northborough Council"

    [[held_elsewhere]]
    rule = "REG-12-1"
    what = "Residents' and workers' survey 2026, report to the Board"
    where = "Board papers, 14 October 2026, item 7"
    who = "Consultation team, Northborough Council"
    date = 2026-09-30

    [review]
    who = "Monitoring officer, Northborough Council"
    date = 2026-12-01
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.assessment.duties.looked import KINDS_OF_RECORD
from wardmote.assessment.entered import (
    BODY,
    DAY,
    TEXT,
    EntryFile,
    EntryForm,
    Field,
    not_known,
    one_of,
)
from wardmote.vocabulary.months import day_name as day

DUTIES_FILE = "duties.toml"

_HELD = EntryForm(
    "held_elsewhere",
    (
        Field("rule", TEXT),
        Field("what", TEXT),
        Field("where", TEXT),
        Field("who", BODY),
        Field("date", DAY),
    ),
    named_by="rule",
)
_COMPLETE = EntryForm(
    "complete",
    (Field("kind", one_of(KINDS_OF_RECORD)), Field("since", DAY), Field("who", BODY)),
    named_by="kind",
)
_REVIEW = EntryForm("review", (Field("who", BODY), Field("date", DAY)), several=False)


@dataclass(frozen=True)
class HeldElsewhere:
    """Evidence of a duty that this system does not hold, as a body records it.

    Parameters
    ----------
    rule
        Id of the rule.
    what, where
        The evidence, and where it can be seen.
    who
        Body that records it.
    dated
        Day of the evidence itself.
    """

    rule: str
    what: str
    where: str
    who: str
    dated: date


@dataclass(frozen=True)
class Complete:
    """A body's word that every record of one kind is kept here, from a day on."""

    kind: str
    since: date
    who: str

    @property
    def words(self) -> str:
        """As a judgement gives it."""
        return f"{self.who} declares that all {self.kind} since {day(self.since)} are held here."


@dataclass(frozen=True)
class Review:
    """Who reviewed the check, and when."""

    who: str
    on: date


@dataclass(frozen=True)
class DutyEvidence:
    """What people recorded of duties.

    Parameters
    ----------
    held_elsewhere
        Evidence that this system does not hold.
    complete
        Kinds of record that are all kept here.
    review
        Who reviewed the check; None until somebody has.
    """

    held_elsewhere: tuple[HeldElsewhere, ...] = ()
    complete: tuple[Complete, ...] = ()
    review: Review | None = None

    def with_more(self, more: DutyEvidence) -> DutyEvidence:
        """Everything recorded in two places; the later of two reviews."""
        reviews = [one for one in (self.review, more.review) if one]
        return DutyEvidence(
            (*self.held_elsewhere, *more.held_elsewhere),
            (*self.complete, *more.complete),
            max(reviews, key=lambda one: one.on, default=None),
        )

    def for_rule(self, rule_id: str) -> tuple[HeldElsewhere, ...]:
        """Evidence recorded for a rule, or for the rule that it is a part of."""
        whole = rule_id.partition("(")[0]
        return tuple(one for one in self.held_elsewhere if one.rule in (rule_id, whole))

    def complete_for(self, kind: str, since: date) -> Complete | None:
        """The word that all records of a kind are here since a day or longer, if given."""
        return next((one for one in self.complete if one.kind == kind and one.since <= since), None)


def read_duty_evidence(path: Path, *, rules: Collection[str]) -> DutyEvidence:
    """What people recorded of duties, from a workspace's ``duties.toml``.

    Parameters
    ----------
    path
        The file. One that is not there holds nothing.
    rules
        Ids of the rules that evidence may be for, as a rule
        `wardmote.assessment.duties.EVIDENCE_RULE_IDS`.

    Returns
    -------
    DutyEvidence
        Checked.

    Raises
    ------
    ConfigurationError
        The file is not TOML, or some of its entries are wrong. All faults come in one error,
        with the rules that exist.

    Examples
    --------
    >>> import tempfile
    >>> text = '''
    ... [[held_elsewhere]]
    ... rule = "REG-12-1"
    ... what = "Survey of residents and workers"
    ... where = "Board papers, item 7"
    ... who = "Consultation team"
    ... date = 2026-09-30
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "duties.toml"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     read_duty_evidence(path, rules=["REG-12-1"]).held_elsewhere[0].who
    'Consultation team'
    """
    file = EntryFile(path, (_HELD, _COMPLETE, _REVIEW))
    held = file.entries("held_elsewhere")
    unknown = [
        one.fault(f"rule {not_known(one.text('rule'), rules)}")
        for one in held
        if one.text("rule") not in rules
    ]
    file.refuse(
        [*unknown, *file.repeated("complete", "kind")], known=sorted(rules) if unknown else ()
    )
    return DutyEvidence(
        held_elsewhere=tuple(
            HeldElsewhere(
                rule=one.text("rule"),
                what=one.text("what"),
                where=one.text("where"),
                who=one.text("who"),
                dated=one.values["date"],
            )
            for one in held
        ),
        complete=tuple(
            Complete(one.text("kind"), one.values["since"], one.text("who"))
            for one in file.entries("complete")
        ),
        review=next(
            (Review(one.text("who"), one.values["date"]) for one in file.entries("review")), None
        ),
    )
