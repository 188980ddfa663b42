"""The statutory check of a plan, with what people recorded of its duties."""

from __future__ import annotations

from datetime import date

from wardmote.plan.book import PlanBook
from wardmote.plan.duties import PlanDutyCheck, check_plan
from wardmote.workspace.kept import Kept


def check_of(kept: Kept, book: PlanBook, on: date) -> PlanDutyCheck:
    """Statutory check of the plan on a day, with what people recorded of duties."""
    return check_plan(
        book,
        today=on,
        run_by=kept.partnership.name,
        partnership=kept.partnership.name,
        area_code=kept.partnership.area_code,
        evidence=kept.duty_evidence(),
    )
