"""Slide 4: drivers and underlying factors."""

from __future__ import annotations

from spec.deck.element import Built, element, is_open
from spec.deck.folder import blank, drop
from wardmote.plan.claims import claims_on_driver
from wardmote.plan.coverage_matrix import Cover
from wardmote.plan.records import (
    Alignment,
    CrossCuttingTheme,
    Driver,
    ExternalPlan,
    Indicator,
    Outcome,
    TheoryStep,
)
from wardmote.plan.records.delivery import Tier
from wardmote.plan.records.measures import Unit


def every_driver_leans_on_a_claim(built: Built) -> bool:
    drivers = built.book.all(Driver)
    themes = {str(one.id) for one in built.book.all(CrossCuttingTheme)}
    return len(drivers) == 3 and all(
        one.bears_on and one.id not in themes and claims_on_driver(built.book, one.id)
        for one in drivers
    )


def substantial_may_not_be_said(built: Built) -> bool:
    line = built.claim("drugs-drive-crime")
    return bool(
        line
        and not line.is_shown
        and "substantial" in line.claim.words
        and "substantial" not in line.may_be_said
        and "Drugs" in line.leaned_on_by
    )


def drugs_contribute_to_two_things(built: Built) -> bool:
    drugs = built.book.find(Driver, "drugs")
    return bool(drugs) and len(drugs.contributes_to) == 2 and len(drugs.bears_on) == 4


def the_market_runs_through_all(built: Built) -> bool:
    covers = [cell.cover for row in built.themes.rows for cell in row.cells]
    return sorted(covers) == [*[Cover.CLAIMED_ONLY] * 3, Cover.SHOWN]


def treatment_serves_substances_and_reoffending(built: Built) -> bool:
    action = built.action("a6")
    return bool(action and set(action.limbs) == {"b", "c"} and is_open(action, "lead"))


def enforcement_is_no_measure_of_success(built: Built) -> bool:
    action = built.action("a7")
    counted = [one for one in built.book.all(Indicator) if "operations" in one.numerator.lower()]
    return bool(action and action.limbs == ("b",) and not counted)


def risk_lies_during_and_after(built: Built) -> bool:
    driver = built.book.find(Driver, "mental-health")
    told = " ".join(driver.contributes_to) if driver else ""
    line = built.claim("risk-during-and-after-contact")
    return bool("during" in told and "after" in told and line and not line.is_shown)


def the_earliest_opportunity_is_secondary(built: Built) -> bool:
    action = built.action("a8")
    cell = built.principles.cell("early-help", "reoffending")
    shown = {one.action for one in cell.shown}
    return bool(action and action.tier is Tier.SECONDARY and "a8" in shown)


def best_outcomes_await_a_measure(built: Built) -> bool:
    outcome = built.book.find(Outcome, "best-mental-health")
    action = built.action("a8")
    measured = {name for one in built.book.all(Indicator) for name in one.outcomes}
    return bool(outcome and action and outcome.id in action.outcomes and outcome.id not in measured)


def cohesion_leads_to_less_hate(built: Built) -> bool:
    steps = [one for one in built.book.all(TheoryStep) if one.priority == "hate"]
    kinds = [one.kind for one in sorted(steps, key=lambda one: one.order)]
    line = built.claim("cohesion-lowers-risk")
    return bool(kinds == ["activity", "outcome", "impact"] and line and not line.is_shown)


def tensions_have_a_body(built: Built) -> bool:
    action = built.action("a3")
    rated = [
        one
        for one in built.book.all(Indicator)
        if one.priority == "hate" and one.unit is Unit.COUNT
    ]
    return bool(action and action.lead == "council" and action.priority == "hate" and not rated)


def integration_has_a_measure(built: Built) -> bool:
    action = built.action("a4")
    measured = {name for one in built.book.all(Indicator) for name in one.outcomes}
    return bool(action and action.outcomes and set(action.outcomes) <= measured)


def the_cohesion_plan_is_pointed_to(built: Built) -> bool:
    plans = {one.id: one for one in built.book.all(ExternalPlan)}
    named = {plan for one in built.book.all(Driver) for plan in one.plans}
    aligned = {one.objective for one in built.book.all(Alignment)}
    return any(
        one.kind == "cohesion_plan" and {own.id for own in one.objectives} <= aligned
        for one in map(plans.get, named)
        if one
    )


SLIDE_4 = (
    element("F4.0", "Three drivers, apart from themes, each leaning on a claim",
            every_driver_leans_on_a_claim, drop("driver")),
    element("F4.1", "A substantial proportion is claimed, not shown, and may not be said",
            substantial_may_not_be_said, drop("claim", id="drugs-drive-crime")),
    element("F4.2", "Drugs contribute to two kinds of crime",
            drugs_contribute_to_two_things, blank("driver", "contributes_to", id="drugs")),
    element("F4.3", "The drugs market runs through four priorities: one shows how, three claim it",
            the_market_runs_through_all, drop("theme", id="drugs-market")),
    element("F4.4", "Treatment serves limbs (b) and (c); who leads is open",
            treatment_serves_substances_and_reoffending, drop("action", id="a6")),
    element("F4.5", "Enforcement is an action, and never a measure of success",
            enforcement_is_no_measure_of_success, drop("action", id="a7")),
    element("F4.6", "Risk lies during and after contact: claimed, not shown",
            risk_lies_during_and_after, drop("driver", id="mental-health")),
    element("F4.7", "The earliest opportunity is prevention of the second tier, and shows early "
            "help", the_earliest_opportunity_is_secondary, drop("action", id="a8")),
    element("F4.8", "Best outcomes have an action, and no measure yet",
            best_outcomes_await_a_measure, drop("outcome", id="best-mental-health")),
    element("F4.9", "Cohesion leads to less hate, link by link, and was not tested",
            cohesion_leads_to_less_hate, drop("theory", priority="hate")),
    element("F4.10", "Tensions are followed by the council, and no count of hate is rated",
            tensions_have_a_body, drop("action", id="a3")),
    element("F4.11", "Integration has an outcome with a measure",
            integration_has_a_measure, drop("action", id="a4")),
    element("F4.12", "The cohesion plan is pointed to, all its objectives taken up",
            the_cohesion_plan_is_pointed_to,
            drop("alignment", objective="stronger-cohesion"),
            drop("external_plan", id="cohesion-plan")),
)  # fmt: skip
