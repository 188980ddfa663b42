"""Slide 3: what residents told us."""

from __future__ import annotations

from spec.deck.element import Built, element, is_open
from spec.deck.folder import blank, drop
from wardmote.plan.coverage_matrix import Cover
from wardmote.plan.records import Concern, SpaceOrder


def every_concern_has_its_place(built: Built) -> bool:
    concerns = built.book.all(Concern)
    is_counted = "Without an answer, 4 of 8 concerns" in built.because("CON-04")
    return is_counted and all(
        one.quoted and one.priorities and (one.is_answered or is_open(one, "did"))
        for one in concerns
    )


def more_than_crime_is_not_shown(built: Built) -> bool:
    first, line = built.concern("asb-first"), built.claim("residents-put-asb-first")
    others = [one for one in built.book.all(Concern) if one != first]
    return bool(
        first
        and line
        and first.rank == 1
        and all(is_open(one, "rank") for one in others)
        and not line.is_shown
        and "significant" not in line.may_be_said
        and "significant" not in first.strength
    )


def drugs_in_sight_meet_order_and_measure(built: Built) -> bool:
    concern = built.concern("visible-drugs")
    measured = {one.measure for one in built.book.all(SpaceOrder)}
    return bool(concern and concern.part_of == "asb-first" and set(concern.measures) & measured)


def noise_waits_for_its_answer(built: Built) -> bool:
    concern = built.concern("noise")
    return bool(
        concern
        and not concern.is_answered
        and is_open(concern, "did")
        and "neighbourhood" in concern.priorities
        and not concern.actions
    )


def young_people_are_not_labelled(built: Built) -> bool:
    concern = built.concern("late-groups")
    return bool(
        concern and "safeguarding" in concern.priorities and "not offending" in concern.guard
    )


def cars_belong_to_late_groups(built: Built) -> bool:
    concern = built.concern("vehicles")
    within = built.concern(concern.part_of) if concern else None
    return bool(within and within.id == "late-groups" and within.part_of == "noise")


def support_comes_first(built: Built) -> bool:
    concern = built.concern("rough-sleeping")
    forbidden = " ".join(one for order in built.book.all(SpaceOrder) for one in order.prohibits)
    return bool(
        concern
        and concern.guard.startswith("Support first")
        and not concern.is_answered
        and "sleep" not in forbidden
    )


def early_help_answers_exploitation(built: Built) -> bool:
    concern = built.concern("earlier-help-exploitation")
    if concern is None:
        return False
    cell = built.principles.cell("early-help", "safeguarding")
    return cell.cover is Cover.SHOWN and {one.action for one in cell.shown} <= set(concern.actions)


def treatment_answers_addiction(built: Built) -> bool:
    concern = built.concern("earlier-help-addiction")
    actions = [built.action(one) for one in concern.actions] if concern else []
    return any(one is not None and "b" in one.limbs for one in actions)


SLIDE_3 = (
    element("F3.0", "Each of eight concerns has its place in the plan, and an answer or the word "
            "that it is open",
            every_concern_has_its_place, blank("concern", "priorities", id="noise")),
    element("F3.1", "Anti-social behaviour stands first; that it stands clearly first is not shown",
            more_than_crime_is_not_shown, drop("concern", id="asb-first")),
    element("F3.2", "Drugs in sight are part of that, and are measured by what the order changes",
            drugs_in_sight_meet_order_and_measure, drop("concern", id="visible-drugs")),
    element("F3.3", "Noise has a priority and no action: its answer is open, and seen to be",
            noise_waits_for_its_answer, drop("concern", id="noise")),
    element("F3.4", "Groups late at night are guarded from being labelled",
            young_people_are_not_labelled, blank("concern", "guard", id="late-groups")),
    element("F3.5", "Cars are part of the concern about groups, which is part of noise",
            cars_belong_to_late_groups, drop("concern", id="vehicles")),
    element("F3.6", "Rough sleeping is met with support, and by no order",
            support_comes_first, blank("concern", "guard", id="rough-sleeping")),
    element("F3.7", "Earlier help against exploitation is shown by actions that answer it",
            early_help_answers_exploitation, drop("concern", id="earlier-help-exploitation")),
    element("F3.8", "Earlier help against addiction is answered under limb (b)",
            treatment_answers_addiction, drop("concern", id="earlier-help-addiction")),
)  # fmt: skip
