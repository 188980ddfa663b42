"""Slide 1: introduction."""

from __future__ import annotations

from datetime import timedelta

from spec.deck.element import Built, element, is_open
from spec.deck.folder import blank, drop, without_chapter
from wardmote.assessment.duties import Result
from wardmote.assessment.entered import body_fault
from wardmote.plan.coverage_matrix import Cover
from wardmote.plan.records import Action, Board, Body, Circumstance, Outcome, Priority, Project
from wardmote.plan.records.plan import CircumstanceKind
from wardmote.vocabulary.breaks import shipped_breaks


def has_a_foreword_by_a_post(built: Built) -> bool:
    plan = built.book.plan
    signs = built.book.find(Body, plan.foreword_by)
    is_a_post = is_open(plan, "foreword_post") and not body_fault(plan.foreword_post)
    return bool(signs and is_a_post and built.book.words.get("foreword"))


def states_its_law_and_shows_every_limb(built: Built) -> bool:
    limbs = [built.duty(f"CDA-04({limb})") for limb in "abc"]
    return "1998" in built.book.plan.stated_basis and limbs == [(Result.MET,) * 2] * 3


def follows_its_predecessor(built: Built) -> bool:
    plan = built.book.plan
    ended = plan.predecessor_ended
    return bool(
        ended
        and ended + timedelta(days=1) == plan.starts
        and [str(year) for year in plan.years] == ["2021/22", "2022/23", "2023/24"]
        and not plan.successor
        and built.duty("REG-10") == (Result.LAW_TO_BE_CONFIRMED,) * 2
        and "a gap. Reason on record" in built.because("REG-10")
    )


def every_priority_has_an_approach(built: Built) -> bool:
    served = {one.priority for one in built.book.all(Action)}
    aimed = {one.priority for one in built.book.all(Outcome)}
    return all(one.why and one.id in served and one.id in aimed for one in built.book.all(Priority))


def circumstances_bear_on_priorities(built: Built) -> bool:
    kinds = {one.kind for one in built.book.all(Circumstance) if one.bears_on or one.bears_on_all}
    return kinds >= {
        CircumstanceKind.CONTEXT,
        CircumstanceKind.CHALLENGE,
        CircumstanceKind.OPPORTUNITY,
    }


def projects_and_subgroups_deliver(built: Built) -> bool:
    subgroups = {one.id for one in built.book.all(Board) if one.parent == "partnership"}
    bundled = {one.project for one in built.book.all(Action)}
    placed = all(one.board in subgroups or is_open(one, "board") for one in built.book.all(Action))
    projects = built.book.all(Project)
    return bool(projects) and placed and all(one.id in bundled for one in projects)


def covid_is_a_known_break(built: Built) -> bool:
    breaks = {one.id: one for one in shipped_breaks()}
    return any(
        one.bears_on_all
        and one.kind is CircumstanceKind.EVENT
        and one.started == min(breaks[name].starts for name in one.evidence)
        and all(breaks[name].excluded_from_baselines for name in one.evidence)
        for one in built.book.all(Circumstance)
        if one.evidence and set(one.evidence) <= set(breaks)
    )


def inequality_has_a_note(built: Built) -> bool:
    events = [one for one in built.book.all(Circumstance) if "discrimination" in one.words]
    noted = built.groups.cell("race", "hate").cover is Cover.SHOWN
    return bool(events) and noted and built.groups.cell("disability", "hate").cover is Cover.GAP


SLIDE_1 = (
    element("F1.0", "A foreword, by a body and a post, and by no named person",
            has_a_foreword_by_a_post, without_chapter("foreword")),
    element("F1.1", "The law that the plan itself names, and every limb of its day shown",
            states_its_law_and_shows_every_limb,
            blank("plan", "stated_basis")),
    element("F1.2", "It starts the day after its predecessor, runs three years, and its end "
            "without a successor is explained",
            follows_its_predecessor, blank("plan", "predecessor_ended")),
    element("F1.3", "Every priority says why, with outcomes and actions",
            every_priority_has_an_approach, drop("action", priority="hate")),
    element("F1.4", "Context, challenges and opportunities, each bearing on priorities",
            circumstances_bear_on_priorities, drop("circumstance", kind="opportunity")),
    element("F1.5", "Projects bundle actions; each action has a subgroup or says that it is open",
            projects_and_subgroups_deliver, drop("project")),
    element("F1.6", "The pandemic is an event whose days the register of breaks leaves out",
            covid_is_a_known_break, drop("circumstance", title="Covid-19")),
    element("F1.7", "What the plan means for groups: a note, or a gap that is seen",
            inequality_has_a_note, drop("equality", group="race")),
)  # fmt: skip
