"""Section 6: the four strategies, and regard to the police and crime plan."""

from __future__ import annotations

from datetime import date

from wardmote.assessment.duties.looked import Look, Looked
from wardmote.plan.duties.record import PlanRecord, looked, quoted
from wardmote.plan.records import Action, Alignment, ExternalPlan, Priority, Revision
from wardmote.vocabulary.limbs import Limb
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import count, listed


def limb_look(limb: Limb) -> Look[PlanRecord]:
    """Section 6(1): priorities that serve one limb, and actions that carry them out."""

    def look(record: PlanRecord, on: date) -> Looked:
        priorities = [one for one in record.all(Priority) if limb.id in one.limbs]
        named = {one.id for one in priorities}
        actions = [
            one
            for one in record.all(Action)
            if (limb.id in one.limbs if one.limbs else one.priority in named)
        ]
        is_set_out = bool(priorities and actions)
        since = _formulated_since(record, limb, on)
        said = _said(limb, priorities, actions)
        said += "" if record.is_adopted(on) else " The plan is not adopted yet."
        said += "" if since else _too_early(limb)
        return looked(
            record,
            is_there=is_set_out and since and record.is_adopted(on),
            said=said,
            action="Adopt the plan, and record the day"
            if is_set_out and since
            else f"Set out a strategy for limb ({limb.id}), with actions that carry it out",
            due_on=max(record.prepared_by, limb.in_force_from or record.prepared_by),
        )

    return look


def _formulated_since(record: PlanRecord, limb: Limb, on: date) -> bool:
    """Whether the plan, or a revision of it, was adopted since the limb came into force."""
    if limb.in_force_from is None:
        return True
    days = [record.own_date, *(one.adopted_on for one in record.all(Revision) if one.adopted_on)]
    return any(limb.in_force_from <= one <= on for one in days)


def _too_early(limb: Limb) -> str:
    from_day = day(limb.in_force_from) if limb.in_force_from else ""
    return (
        f" The plan is older than this limb. Looked for a revision adopted since {from_day}; none "
        "is recorded."
    )


def _said(limb: Limb, priorities: list[Priority], actions: list[Action]) -> str:
    if not priorities:
        return f"Looked for a priority that serves limb ({limb.id}); none is recorded."
    numbers = listed([str(one.number) for one in priorities])
    noun = "priority" if len(priorities) == 1 else "priorities"
    carried = (
        f"carried out by {count(len(actions), 'action')}"
        if actions
        else "looked for actions that carry it out; none is recorded"
    )
    return f"Limb ({limb.id}): {noun} {numbers}; {carried}."


def police_and_crime_plan(record: PlanRecord, _on: date) -> Looked:
    """Section 6(1A): each objective is taken up, or it is said why not."""
    plans = [one for one in record.all(ExternalPlan) if one.kind == "police_and_crime_plan"]
    objectives = [one for plan in plans for one in plan.objectives]
    answered = {one.objective for one in record.all(Alignment)}
    lacking = [one.words for one in objectives if one.id not in answered]
    unsure = [one.title for one in plans if not one.is_confirmed("objectives")]
    if not plans:
        said = "Looked for the police and crime plan; none is recorded."
    elif not objectives:
        said = f"{plans[0].title} is named. Looked for its objectives; none is recorded."
    elif unsure:
        said = f"{listed(unsure)}: the objectives are still to be confirmed."
    elif lacking:
        said = f"{plans[0].title}: nothing recorded on {quoted(lacking)}."
    else:
        number = count(len(objectives), "objective")
        said = f"{plans[0].title}: {number}, each taken up or its omission explained."
    return looked(
        record,
        is_there=bool(objectives) and not (lacking or unsure),
        said=said,
        action="Record each objective, with the priority that takes it up or why none does",
        due_on=record.prepared_by,
    )
