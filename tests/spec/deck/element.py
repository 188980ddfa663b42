"""One element of the deck: what must hold of the plan, and how it is taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from spec.deck.folder import Edit
from wardmote.assessment.duties import Result
from wardmote.plan.book import PlanBook
from wardmote.plan.claims import ClaimLine, claims_register
from wardmote.plan.coverage import (
    FacetCover,
    facet_coverage,
    group_coverage,
    limb_coverage,
    principle_coverage,
    theme_coverage,
)
from wardmote.plan.coverage_matrix import Cell, CoverageMatrix
from wardmote.plan.duties import PlanDutyCheck, check_plan
from wardmote.plan.records import Action, Concern, Indicator, Promise, Record
from wardmote.publish.document import Document
from wardmote.publish.duties import plan_check_section
from wardmote.publish.plans.as_at import plan_as_at
from wardmote.publish.plans.partnership import compose_plan
from wardmote.publish.plans.tracker import compose_tracker
from wardmote.vocabulary.marking import Marking

TODAY = date(2026, 11, 12)


@dataclass(frozen=True)
class Built:
    """A plan's book, and what the rules make of it."""

    book: PlanBook

    @cached_property
    def principles(self) -> CoverageMatrix:
        return principle_coverage(self.book)

    @cached_property
    def facets(self) -> tuple[FacetCover, ...]:
        return facet_coverage(self.book)

    @cached_property
    def themes(self) -> CoverageMatrix:
        return theme_coverage(self.book)

    @cached_property
    def groups(self) -> CoverageMatrix:
        return group_coverage(self.book)

    @cached_property
    def check(self) -> PlanDutyCheck:
        return check_plan(self.book, today=TODAY, run_by="Tower Hamlets Council")

    @cached_property
    def pages(self) -> dict[str, Document]:
        """Pages as partners have them on the day before the plan begins."""
        on = self.book.plan.starts - timedelta(days=1)
        as_at = plan_as_at(self.book, on, Marking.PARTNERS, software="0")
        check = plan_check_section(self.check)
        return {"plan": compose_plan(as_at, check=check), "promises": compose_tracker(as_at)}

    def told_at(self, address: str) -> str:
        """What stands at an address, in words; empty where there is no such place."""
        page, _, anchor = address.partition("#")
        document = self.pages[page]
        parts = {part.id: part for part in document.parts_with_ids()}
        rows = {row.id: row for table in document.tables() for row in table.rows if row.id}
        found = rows.get(anchor, parts.get(anchor))
        return repr(found) if found else ""

    def duty(self, rule_id: str) -> tuple[Result, Result]:
        """Results of a duty: by the law of the plan's first day, and of today."""
        found = self.check.find(rule_id)
        assert found, rule_id
        return found.at_its_date.result, found.today.result

    def because(self, rule_id: str) -> str:
        """What a duty's results rest on."""
        found = self.check.find(rule_id)
        return found.because if found else ""

    def limbs(self, on: date) -> CoverageMatrix:
        return limb_coverage(self.book, on=on)

    def row(self, principle: str) -> tuple[Cell, ...]:
        """Cells of one principle; none where it is not in the plan."""
        rows = (row.cells for row in self.principles.rows if row.id == principle)
        return next(rows, ())

    def claim(self, claim_id: str) -> ClaimLine | None:
        return next((one for one in claims_register(self.book) if one.claim.id == claim_id), None)

    def action(self, action_id: str) -> Action | None:
        return self.book.find(Action, action_id)

    def concern(self, concern_id: str) -> Concern | None:
        return self.book.find(Concern, concern_id)

    def promise(self, number: int) -> Promise | None:
        return self.book.find(Promise, f"p{number}")

    def measure_of(self, promise: Promise | None) -> Indicator | None:
        return self.book.find(Indicator, promise.measure) if promise else None


def is_open(record: Record, *names: str) -> bool:
    """Whether a record says of its fields that no source gives them yet."""
    return not any(record.is_confirmed(name) for name in names)


@dataclass(frozen=True)
class Element:
    """One element of the deck.

    Parameters
    ----------
    id
        As the breakdown of the deck numbers it.
    says
        What must hold.
    holds
        Whether it does, of a plan.
    without
        How it is taken out.
    """

    id: str
    says: str
    holds: Callable[[Built], object]
    without: tuple[Edit, ...] = field(default=())


def element(
    element_id: str, says: str, holds: Callable[[Built], object], *without: Edit
) -> Element:
    """An element, as the slides' tables list them."""
    return Element(element_id, says, holds, without)
