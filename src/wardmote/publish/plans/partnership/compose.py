"""The partnership plan as one document, from which every format is made."""

from __future__ import annotations

from typing import Final

from wardmote.plan.records import Priority, Promise
from wardmote.publish.blocks import Block, Callout, Section
from wardmote.publish.document import Document
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.partnership.annexes import annexes, revisions
from wardmote.publish.plans.partnership.before import drivers, previous_plan
from wardmote.publish.plans.partnership.delivery import governance, performance, resources, risks
from wardmote.publish.plans.partnership.heard import engagement, residents
from wardmote.publish.plans.partnership.limbs import limbs
from wardmote.publish.plans.partnership.opening import (
    context,
    foreword,
    how_developed,
    legal_basis,
)
from wardmote.publish.plans.partnership.principles import principles
from wardmote.publish.plans.partnership.priorities import confidence, priorities
from wardmote.publish.plans.partnership.standing import alignment, equality, statutory
from wardmote.publish.plans.wording import number_of, on_day, term

ON_HOLD: Final = "On hold"


def compose_plan(as_at: PlanAsAt, *, check: Section | None = None) -> Document:
    """The partnership plan as a document of 21 parts.

    Parameters
    ----------
    as_at
        The plan on a day, for its readers.
    check
        The statutory check as a section; without it the plan says that it was not run.

    Returns
    -------
    Document
        For the readers of `as_at`. Every part says something, be it that nothing is recorded.
    """
    return Document(
        title=as_at.plan.title,
        strip=as_at.strip(),
        answer=answer(as_at),
        blocks=(*hold_banner(as_at), *_parts(as_at, check)),
        receipts=(),
        sources=(),
        marking=as_at.readers,
        accent=as_at.accent,
    )


def _parts(as_at: PlanAsAt, check: Section | None) -> tuple[Section, ...]:
    return (
        foreword(as_at),
        legal_basis(as_at),
        context(as_at),
        how_developed(as_at),
        residents(as_at),
        previous_plan(as_at),
        drivers(as_at),
        principles(as_at),
        priorities(as_at),
        confidence(as_at),
        limbs(as_at),
        governance(as_at),
        resources(as_at),
        performance(as_at),
        engagement(as_at),
        alignment(as_at),
        equality(as_at),
        risks(as_at),
        statutory(as_at, check),
        annexes(as_at),
        revisions(as_at),
    )


def answer(as_at: PlanAsAt) -> str:
    """What the plan is, in one sentence."""
    held = as_at.book
    priorities_in_it = number_of(len(held.all(Priority)), "priority", "priorities")
    promises = number_of(len(held.all(Promise)), "promise")
    runs = term(as_at.plan.starts, as_at.plan.ends)
    return f"The plan runs from {runs}. It has {priorities_in_it} and {promises} to residents."


def hold_banner(as_at: PlanAsAt) -> list[Block]:
    """What is said while nothing new is published; nothing on other days."""
    hold = as_at.hold
    if hold is None:
        return []
    until = f"Nothing new is published from {on_day(hold.starts)} to {on_day(hold.ends)}."
    return [Callout(ON_HOLD, (f"{until} {hold.why}",))]
