"""Who was asked: consultations, and the groups that the plan is likely to affect."""

from __future__ import annotations

from typing import Final

from wardmote.plan.duties.hearing import audience_of
from wardmote.plan.records import Consultation, StakeholderGroup
from wardmote.publish.blocks import Block, Callout
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.wording import NOT_GIVEN, anchor, given, given_day, table_of, term
from wardmote.publish.tables import Row, Table
from wardmote.publish.words import count

NOT_MORE: Final = "not particularly"


def consultations_table(as_at: PlanAsAt) -> Table:
    """Who was asked, when and how, and whether the answers stand for the area."""
    asked = as_at.book.all(Consultation)
    return table_of(
        "consultations",
        "Who was asked",
        "Consultation",
        ("When", "Who", "How", "Answers", "Stands for the area"),
        (
            Row(
                one.title,
                (
                    _phases(one),
                    _audience(one),
                    given(one, "method", one.method),
                    given(one, "asked", count(one.asked) if one.asked is not None else ""),
                    _represents(one),
                ),
                id=anchor("consultation", one.id),
            )
            for one in asked
        ),
        of=asked,
    )


def _phases(one: Consultation) -> str:
    said = [
        f"{term(phase.starts, phase.ends)}{f' ({phase.source})' if phase.source else ''}"
        for phase in one.phases
    ]
    return given(one, "phases", "; ".join(said))


def _audience(one: Consultation) -> str:
    return given(one, "audience", ", ".join(sorted(audience_of(one))).replace("_", " "))


def _represents(one: Consultation) -> str:
    if one.is_representative is None:
        return given(one, "is_representative", "")
    return (
        "yes, by its design" if one.is_representative else "no: who answered is not who lives here"
    )


def two_dates(as_at: PlanAsAt) -> list[Block]:
    """That two sources give two stretches for one consultation."""
    differ = [one for one in as_at.book.all(Consultation) if one.dates_differ]
    said = tuple(f"{one.title}: {_phases(one)}." for one in differ)
    return [Callout("Two dates are on record", said)] if said else []


def groups_table(as_at: PlanAsAt) -> Table:
    """Groups that the plan is likely to affect, and whether they were heard."""
    groups = as_at.book.all(StakeholderGroup)
    return table_of(
        "groups",
        "Groups that the plan is likely to affect",
        "Group",
        ("Why", "How approached", "Heard on"),
        (
            Row(
                given(one, "name", one.name),
                (
                    _why_affected(one),
                    given(one, "approached", one.approached),
                    _heard_on(one),
                ),
            )
            for one in groups
        ),
        of=groups,
    )


def _why_affected(one: StakeholderGroup) -> str:
    is_open = not one.is_confirmed("why_affected")
    return given(one, "why_affected", one.why_affected) if is_open else one.why_affected or NOT_MORE


def _heard_on(one: StakeholderGroup) -> str:
    if one.reached_on or not one.is_confirmed("reached_on"):
        return given_day(one, "reached_on", one.reached_on)
    return f"not heard: {one.why_not_reached or NOT_GIVEN}"
