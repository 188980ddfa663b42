"""What an edition of a plan is ordered with, and the plan as each of its documents needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.plan.book import PlanBook
from wardmote.plan.duties import PlanDutyCheck
from wardmote.plan.rating import MonthlyCounts
from wardmote.plan.records.ids import IndicatorId
from wardmote.plan.told import Told, told_of
from wardmote.publish import look
from wardmote.publish.formats import WRITERS
from wardmote.publish.plans.as_at import PlanAsAt, plan_as_at
from wardmote.vocabulary.marking import Marking


@dataclass(frozen=True)
class Ordered:
    """What an edition is made from, beside the plan itself.

    Parameters
    ----------
    on
        Day that it stands for.
    formats
        Of `wardmote.publish.formats`; the pages are always there.
    template
        A council's own template for Word.
    check
        The statutory check of the whole plan; without it the documents say that it was not run.
    counted
        Indicators with a query, to their monthly counts from the evidence store.
    findings
        Id of a finding to what the newest assessment for the public says of it.
    partnership
        Its name.
    slides_template
        A council's own template for PowerPoint.
    software, is_invented, accent
        As `wardmote.publish.plans.as_at.plan_as_at`.
    """

    on: date
    formats: Sequence[str] = tuple(WRITERS)
    template: Path | None = None
    check: PlanDutyCheck | None = None
    counted: Mapping[IndicatorId, MonthlyCounts] | None = None
    findings: Mapping[str, str] | None = None
    partnership: str = ""
    slides_template: Path | None = None
    software: str = ""
    is_invented: bool = False
    accent: str = look.DARK_BLUE


class Views:
    """One plan as its readers may have it on a day, made once however many documents ask.

    What may be told of small numbers takes longest, and is one answer for all readers of a day.

    Parameters
    ----------
    book
        The whole plan.
    ordered
        What the edition is made from beside it.
    """

    def __init__(self, book: PlanBook, ordered: Ordered) -> None:
        self.ordered = ordered
        self._book = book
        self._told: dict[date, Mapping[IndicatorId, Told]] = {}
        self._made: dict[tuple[Marking, date], PlanAsAt] = {}

    def at(self, readers: Marking, day: date) -> PlanAsAt:
        """The plan for some readers on a day."""
        if (readers, day) not in self._made:
            self._made[readers, day] = self._make(readers, day)
        return self._made[readers, day]

    def of_edition(self, readers: Marking) -> PlanAsAt:
        """The plan for some readers on the day of the edition."""
        return self.at(readers, self.ordered.on)

    def _make(self, readers: Marking, day: date) -> PlanAsAt:
        ordered = self.ordered
        if day not in self._told:
            self._told[day] = told_of(self._book, on=day, counted=ordered.counted)
        return plan_as_at(
            self._book,
            day,
            readers,
            counted=ordered.counted,
            told=self._told[day],
            software=ordered.software,
            is_invented=ordered.is_invented,
            accent=ordered.accent,
            findings=ordered.findings,
        )
