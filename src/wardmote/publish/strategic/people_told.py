"""What people told the partnership: who was asked, what they put first, who was not heard."""

from __future__ import annotations

from datetime import date
from typing import Final

from wardmote.assessment.assessment import Assessment
from wardmote.plan.duties.record import closed_on
from wardmote.plan.records import Concern, Consultation, StakeholderGroup
from wardmote.publish import words
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.asked import consultations_table, groups_table, two_dates
from wardmote.publish.plans.partnership.heard import answer_to, how_strongly, quoted
from wardmote.publish.plans.wording import anchor, shortened, table_of
from wardmote.publish.tables import Row, Table

NOT_ASKED: Final = "Not asked yet."
FIRST: Final = 3  # of what people told, on the front page
MOST_WORDS: Final = 12  # of each


def what_people_told(found: Assessment, plan: PlanAsAt | None) -> tuple[Section, ...]:
    """The section, or nothing where nobody was asked: the gap is said among the gaps.

    Parameters
    ----------
    found
        The assessment.
    plan
        The plan as the public may have it on that day: its records hold the consultations.
    """
    if plan is None or not plan.book.all(Consultation):
        return ()
    blocks: list[Block] = [Paragraph(_when(found, plan)), consultations_table(plan)]
    blocks += two_dates(plan)
    if plan.book.all(Concern):
        blocks.append(_concerns(plan))
    if plan.book.all(StakeholderGroup):
        blocks.append(groups_table(plan))
    return (Section("people-told", "What people told us", tuple(blocks)),)


def people_line(found: Assessment, plan: PlanAsAt | None) -> str:
    """The front page's line: the top three, how many were asked and when, who was not heard."""
    if plan is None or not plan.book.all(Consultation):
        return NOT_ASKED
    said = []
    if concerns := _ranked(plan)[:FIRST]:
        said.append(f"{'; '.join(shortened(quoted(one), MOST_WORDS) for one in concerns)}.")
    said.append(_asked(plan))
    if unheard := [one.name for one in plan.book.all(StakeholderGroup) if _was_not_heard(one)]:
        said.append(f"Not heard: {words.listed([_small(one) for one in unheard])}.")
    if not _is_fresh(found, plan):
        said.append("Not asked since.")
    return " ".join(said)


def was_asked(found: Assessment, plan: PlanAsAt | None) -> bool:
    """Whether people were asked for this assessment: not only for an earlier one."""
    return plan is not None and _is_fresh(found, plan)


def _when(found: Assessment, plan: PlanAsAt) -> str:
    since = words.day(found.around.duties.record.views_from)
    if _is_fresh(found, plan):
        return f"People were asked what should come first, since {since}."
    over = _newest(plan)
    last = f" The last was over on {words.day(over)}." if over else ""
    return f"No consultation since {since} that asked what should come first is recorded.{last}"


def _asked(plan: PlanAsAt) -> str:
    sizes = [
        f"{words.count(one.asked)} in {one.title[:1].lower()}{one.title[1:]}"
        for one in plan.book.all(Consultation)
        if one.asked and one.is_representative
    ]
    if not sizes:
        return "No survey that stands for the area is recorded."
    return f"Asked: {words.listed(sizes)}."


def _concerns(plan: PlanAsAt) -> Table:
    concerns = _ranked(plan)
    return table_of(
        "told-concerns",
        "What people told us, in their order of importance",
        "What was said",
        ("How strongly", "What came of it"),
        (
            Row(
                f"{one.rank}. {quoted(one)}",
                (how_strongly(one), answer_to(one)),
                id=anchor("concern", one.id),
            )
            for one in concerns
        ),
        of=concerns,
    )


def _ranked(plan: PlanAsAt) -> list[Concern]:
    return sorted(plan.book.all(Concern), key=lambda one: one.rank)


def _is_fresh(found: Assessment, plan: PlanAsAt) -> bool:
    """Whether people were asked what should come first, since the assessment before."""
    over = _newest(plan)
    return over is not None and over >= found.around.duties.record.views_from


def _newest(plan: PlanAsAt) -> date | None:
    on_priorities = (one for one in plan.book.all(Consultation) if "priorities" in one.topics)
    days = (closed_on(one) for one in on_priorities)
    return max((one for one in days if one and one <= plan.on), default=None)


def _was_not_heard(one: StakeholderGroup) -> bool:
    return one.reached_on is None and bool(one.why_not_reached)


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
