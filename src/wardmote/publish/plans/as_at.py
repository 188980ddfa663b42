"""A plan as its readers may have it on a day: what every document of it is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from wardmote.plan.book import PlanBook
from wardmote.plan.exchange import ClearedBook, clear_book
from wardmote.plan.rating import MonthlyCounts, Rated, rate_indicators
from wardmote.plan.records import (
    AssessmentUsed,
    Board,
    Body,
    Claim,
    Hold,
    Indicator,
    Plan,
    Update,
)
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.released import ReleasedReading, released_readings
from wardmote.plan.status import Standing, standings
from wardmote.plan.told import Told, told_of, without_untold
from wardmote.publish import look, words
from wardmote.publish.as_json import as_plain
from wardmote.publish.document import Strip
from wardmote.publish.plans.wording import NOT_PUBLIC, given, number_of
from wardmote.vocabulary.breaks import shipped_breaks
from wardmote.vocabulary.marking import Marking

VERSION_DIGITS = 12  # of the hash of the records, printed on every sheet


@dataclass(frozen=True)
class PlanAsAt:
    """A plan on a day, for readers of one marking.

    Parameters
    ----------
    book
        The records that these readers may have, and no others; without the values that may not
        be told, so that no page can print them.
    whole
        All records, without those values too: only to tell what is missing from what is not
        public.
    cleared
        The same plan as the deck and programs may have it.
    on
        The day.
    readers
        Whom it is for.
    standings
        How each action and promise stands.
    rated
        How each indicator stands.
    readings
        Partner readings, as they may be printed.
    software
        Version that made it.
    is_invented
        The place does not exist.
    accent
        The partnership's colour.
    findings
        Id of a finding to what the newest assessment says of it.

    Notes
    -----
    Standings and ratings are those of the records that the readers may have: nothing that is
    printed for the public rests on a record that is not.
    """

    book: PlanBook
    whole: PlanBook
    cleared: ClearedBook
    on: date
    readers: Marking
    standings: Mapping[str, Standing]
    rated: Mapping[IndicatorId, Rated]
    readings: tuple[ReleasedReading, ...]
    software: str = ""
    is_invented: bool = False
    accent: str = look.DARK_BLUE
    counted: Mapping[IndicatorId, MonthlyCounts] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.book.plan

    def body(self, body_id: str) -> str:
        """Name of a body; that it is not public where these readers may not have it."""
        return self._named(Body, body_id)

    def board(self, board_id: str) -> str:
        """Name of a board; that it is not public where these readers may not have it."""
        return self._named(Board, board_id)

    def finding(self, finding_id: str) -> str:
        """What the newest assessment says of a finding; where none tells, which one is named."""
        if finding_id in self.findings:
            return self.findings[finding_id]
        named = self.book.find(AssessmentUsed, finding_id)
        return named.title if named else f"finding “{finding_id}” of the assessment"

    def shown_by(self, evidence: Iterable[str]) -> list[str]:
        """What something rests on, in words: a finding, a claim, a break; a paper by its name."""
        said = (self.findings.get(one) or self._claimed(one) or one for one in evidence)
        return list(dict.fromkeys(said))  # two breaks may be one thing to a reader

    def _claimed(self, evidence_id: str) -> str:
        claim = self.book.find(Claim, evidence_id)
        if claim:
            return f"the claim “{claim.words}”, {claim.held.words}"
        known = (one for one in shipped_breaks() if one.id == evidence_id)
        return next((one.label or one.what.rstrip(".") for one in known), "")

    def lead(self, record: Any, name: str) -> str:
        """Body or board that a field names, or why none is named."""
        held = getattr(record, name)
        kind = Board if name == "lead" and self.whole.find(Board, held) else Body
        return given(record, name, self._named(kind, held) if held else "")

    def _named(self, kind: type[Body] | type[Board], record_id: str) -> str:
        found = self.book.find(kind, record_id)
        return given(found, "name", found.name) if found else NOT_PUBLIC

    @cached_property
    def updates(self) -> tuple[Update, ...]:
        """Every update up to the day, oldest first."""
        said = (one for one in self.book.all(Update) if one.on <= self.on)
        return tuple(sorted(said, key=lambda one: one.on))

    def updates_about(self, *ids: str) -> tuple[Update, ...]:
        """Updates about some things, newest first."""
        return tuple(one for one in reversed(self.updates) if one.about in ids)

    @property
    def hold(self) -> Hold | None:
        """A hold on publishing that the day lies in."""
        return next((one for one in self.book.all(Hold) if one.starts <= self.on <= one.ends), None)

    @property
    def updated(self) -> str:
        """When something was last heard, and how long ago that is."""
        if not self.updates:
            return "no update recorded yet"
        newest = self.updates[-1].on
        days = (self.on - newest).days
        ago = f"{number_of(days, 'day')} ago" if days else "today"
        return f"{words.day(newest)}, {ago}"

    @property
    def next_update(self) -> str:
        """By when the next update is due, by the plan's cadence."""
        newest = self.updates[-1].on if self.updates else self.plan.starts
        by = newest + timedelta(days=self.plan.update_cadence_days)
        return words.day(by) if by >= self.on else f"was due by {words.day(by)}"

    @cached_property
    def records_hash(self) -> str:
        """First digits of a hash of the records that the readers may have, as they are printed.

        From the hash of a suppressed number and all that stands around it, whoever tries a few
        numbers has it.
        """
        held = {
            kind.__name__: [as_plain(one) for one in records]
            for kind, records in sorted(self.book.records.items(), key=lambda one: one[0].__name__)
            if records
        }
        content = json.dumps([held, dict(self.book.words)], sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()[:VERSION_DIGITS]

    @property
    def version(self) -> str:
        """What the documents were made from: a hash of the records, and the software."""
        return f"plan {self.records_hash}, wardmote {self.software}"

    def strip(self) -> Strip:
        """What every page and sheet of every document tells of itself."""
        return Strip(
            place=self.plan.area,
            assessed_on=self.on,
            data_to="",
            version=self.version,
            invented=self.is_invented,
            dated="Plan as at",
            more=(
                *([("Made from", self.plan.made_from)] if self.plan.made_from else []),
                ("Updated", self.updated),
                ("Next update by", self.next_update),
            ),
        )


def plan_as_at(
    book: PlanBook,
    on: date,
    readers: Marking,
    *,
    counted: Mapping[IndicatorId, MonthlyCounts] | None = None,
    told: Mapping[IndicatorId, Told] | None = None,
    software: str = "",
    is_invented: bool = False,
    accent: str = look.DARK_BLUE,
    findings: Mapping[str, str] | None = None,
) -> PlanAsAt:
    """A plan as its readers may have it on a day.

    Parameters
    ----------
    book
        The whole plan.
    on
        The day: what came later is left out.
    readers
        Whom it is for.
    counted
        Indicators with a query, to their monthly counts from the evidence store.
    told
        What may be told of the whole plan on that day, where it is known already.
    software
        Version, as every sheet prints it.
    is_invented
        The place does not exist.
    accent
        The partnership's colour.
    findings
        Id of a finding to what the newest assessment for the public says of it.
    """
    theirs = book.for_readers(readers)
    may_have = {one.id for one in theirs.all(Indicator)}
    known = {key: value for key, value in (counted or {}).items() if key in may_have}
    if told is None:
        told = told_of(book, on=on, counted=counted)
    released = released_readings(book, on=on, readers=readers, told=told)
    return PlanAsAt(
        book=without_untold(theirs, told),
        whole=without_untold(book, told),
        cleared=clear_book(book, readers, on=on, told=told),
        on=on,
        readers=readers,
        standings=standings(theirs, on=on),
        rated=rate_indicators(theirs, on=on, counted=known, told=told),
        readings=released,
        software=software,
        is_invented=is_invented,
        accent=accent,
        counted=known,
        findings=findings or {},
    )
