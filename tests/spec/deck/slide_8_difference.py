"""Slide 8: what difference the plan will make for residents."""

from __future__ import annotations

from datetime import timedelta

from spec.deck.element import Built, element, is_open
from spec.deck.folder import blank, drop
from wardmote.assessment.duties import Result
from wardmote.plan.records import Alignment, ExternalPlan, Indicator, Outcome, Promise, SpaceOrder
from wardmote.plan.status import Status, standings


def every_promise_is_tracked(built: Built) -> bool:
    promises = built.book.all(Promise)
    found = standings(built.book, on=built.book.plan.starts - timedelta(days=1))
    return [one.number for one in promises] == list(range(1, 12)) and all(
        found[one.id].status is Status.NOT_STARTED and (one.measure or one.why_no_measure)
        for one in promises
    )


def cleaner_streets_can_be_walked(built: Built) -> bool:
    promise = built.promise(1)
    measure = built.measure_of(promise)
    outcomes = {name for one in promise.actions if (action := built.action(one))
                for name in action.outcomes} if promise else set()  # fmt: skip
    return bool(measure and set(measure.outcomes) <= outcomes)


def the_order_has_its_measure(built: Built) -> bool:
    orders, promise = built.book.all(SpaceOrder), built.promise(2)
    line = built.claim("order-reduces-canisters")
    return bool(
        promise
        and line
        and not line.is_shown
        and [one.measure for one in orders] == [promise.measure]
        and all(one.ends and one.ends > built.book.plan.ends for one in orders)
        and all("£" not in one.enforcement + one.law_note for one in orders)
    )


def alignments(built: Built, plan_id: str) -> dict[str, str]:
    """Objective of another plan to how the priorities stand to it."""
    plan = built.book.find(ExternalPlan, plan_id)
    own = {one.id: one.words for one in plan.objectives} if plan else {}
    return {
        own[one.objective]: one.nature.value
        for one in built.book.all(Alignment)
        if one.objective in own
    }


def two_themes_of_four(built: Built) -> bool:
    return alignments(built, "mayors-action-plan") == {
        "Better use of police powers": "contributes",
        "Working together to make Black communities safer": "contributes",
        "A police service that better represents and understands Black communities": "not_taken_up",
        "Holding the police to account": "not_taken_up",
    }


def three_limbs_are_shown(built: Built) -> bool:
    rows = built.limbs(built.book.plan.own_date).rows
    return [row.id for row in rows if row.is_shown] == ["a", "b", "c"]


def fear_is_measured_apart_from_crime(built: Built) -> bool:
    measure = built.measure_of(built.promise(6))
    return bool(measure and measure.denominator and measure.baseline is None)


def cohesion_starts_from_a_figure(built: Built) -> bool:
    measure = built.measure_of(built.promise(7))
    start = measure.baseline if measure else None
    return bool(start and start.value == 0.78 and start.base is None and not measure.targets)


def all_kinds_are_not_one_count(built: Built) -> bool:
    promise = built.promise(9)
    return bool(promise and promise.why_no_measure and "a9" in promise.actions)


def prevention_only_contributes(built: Built) -> bool:
    line = built.claim("prevention-lowers-likelihood")
    measure = built.measure_of(built.promise(10))
    return bool(line and "contribute" in line.may_be_said and measure and measure.caveat)


def networks_not_people(built: Built) -> bool:
    promise = built.promise(11)
    measured = {name for one in built.book.all(Indicator) for name in one.outcomes}
    served = {one.id for one in built.book.all(Outcome)} - measured
    return bool(promise and promise.why_no_measure and "networks-disrupted" in served)


def is_aligned(built: Built, plan_id: str, nature: str) -> bool:
    plan = built.book.find(ExternalPlan, plan_id)
    found = alignments(built, plan_id)
    is_whole = plan is not None and len(found) == len(plan.objectives)
    return is_whole and set(found.values()) == {nature} and is_open(plan, "objectives")


SLIDE_8 = (
    element("F8.0", "Eleven promises, each with a status by rule, and a measure or why it has none",
            every_promise_is_tracked, drop("promise")),
    element("F8.1", "Cleaner streets: from promise to action to outcome to measure",
            cleaner_streets_can_be_walked, drop("promise", id="p1")),
    element("F8.2", "The order has the promise's measure, outlasts the plan, and quotes no penalty",
            the_order_has_its_measure, drop("order", id="nitrous-oxide-pspo")),
    element("F8.3", "Two of the Mayor's four themes are taken up, in their published words",
            two_themes_of_four, drop("alignment", objective="better-powers")),
    element("F8.4", "Crime, substance misuse and re-offending are each shown by actions",
            three_limbs_are_shown,
            drop("action", id="a6"), drop("action", id="a8")),
    element("F8.5", "Regard is had to every listed priority of the Mayor; the list is open",
            lambda built: is_aligned(built, "mayors-priorities", "has_regard")
            and built.duty("CDA-05") == (Result.NOT_SHOWN_HERE,) * 2,
            drop("alignment", objective="mayor-strategic")),
    element("F8.6", "Fear of crime has a measure of its own, without a start yet",
            fear_is_measured_apart_from_crime, drop("indicator", id="fear-of-crime")),
    element("F8.7", "Cohesion starts from 78% in 2019, and no target is made up",
            cohesion_starts_from_a_figure, blank("indicator", "baseline", id="cohesion-survey")),
    element("F8.8", "The plan contributes to the community plan, whose commitments are open",
            lambda built: is_aligned(built, "community-plan", "contributes"),
            drop("alignment", objective="community-commitments")),
    element("F8.9", "All kinds of exploitation are promised, and no one count stands for them",
            all_kinds_are_not_one_count, drop("promise", id="p9")),
    element("F8.10", "Prevention is promised with a measure, and may be said to contribute",
            prevention_only_contributes, drop("claim", id="prevention-lowers-likelihood")),
    element("F8.11", "Networks are disrupted; no count of operations is taken for success",
            networks_not_people, drop("promise", id="p11")),
)  # fmt: skip
