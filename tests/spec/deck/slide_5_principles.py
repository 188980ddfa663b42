"""Slide 5: six principles, each asked of every priority."""

from __future__ import annotations

from collections.abc import Callable

from spec.deck.element import Built, element, is_open
from spec.deck.folder import blank, drop
from wardmote.plan.coverage_matrix import Cover
from wardmote.plan.prevention import prevention_balance
from wardmote.plan.records import Funding, Indicator, Priority
from wardmote.plan.records.delivery import DETERMINANTS

SHOWN, CLAIMED = Cover.SHOWN, Cover.CLAIMED_ONLY


def covers(principle: str, *wanted: Cover) -> Callable[[Built], bool]:
    return lambda built: tuple(cell.cover for cell in built.row(principle)) == wanted


def parts(built: Built, principle: str) -> dict[str, bool]:
    """Part of a principle to whether anything shows it."""
    return {one.facet: bool(one.shown) for one in built.facets if one.principle == principle}


def early_help_is_balanced(built: Built) -> bool:
    named = [one.replace(" ", "_") for one in parts(built, "early-help")]
    balance = prevention_balance(built.book)
    return (
        covers("early-help", CLAIMED, CLAIMED, SHOWN, SHOWN)(built)
        and tuple(named) == DETERMINANTS
        and len(balance.without_tier.actions) == 9
        and not balance.without_tier.is_money_known
    )


def violence_is_not_yet_defined(built: Built) -> bool:
    funded = all(is_open(one, "stream", "amount_pounds") for one in built.book.all(Funding))
    shown = parts(built, "public-health")
    return covers("public-health", *[CLAIMED] * 4)(built) and funded and not any(shown.values())


def contexts_are_claimed_only(built: Built) -> bool:
    shown = parts(built, "contextual-safeguarding")
    wanted = {"whole family", "every context", "trauma informed", "adverse childhood experiences"}
    is_claimed = covers("contextual-safeguarding", *[CLAIMED] * 4)(built)
    return is_claimed and set(shown) == wanted and not any(shown.values())


def residents_counted(built: Built) -> bool:
    shown = parts(built, "resident-involvement")
    felt = built.book.find(Indicator, "fear-of-crime")
    return bool(
        covers("resident-involvement", SHOWN, CLAIMED, CLAIMED, CLAIMED)(built)
        and shown["coproducing solutions"]
        and not shown["feelings of safety"]
        and felt
    )


def agencies_work_together(built: Built) -> bool:
    shown = parts(built, "collaboration")
    return (
        covers("collaboration", CLAIMED, SHOWN, SHOWN, CLAIMED)(built)
        and shown["work across agencies"]
        and not shown["share data and intelligence"]
    )


def victims_have_one_sentence(built: Built) -> bool:
    told = {one.id for one in built.book.all(Priority) if one.victims}
    silent = [one for one in built.book.all(Priority) if not one.victims]
    return (
        covers("supporting-victims", *[CLAIMED] * 4)(built)
        and told == {"safeguarding"}
        and all(is_open(one, "victims") for one in silent)
    )


SLIDE_5 = (
    element("F5.1", "Early help is shown in two priorities; its parts are the six determinants; "
            "actions without a tier are counted",
            early_help_is_balanced, drop("principle", id="early-help")),
    element("F5.2", "A public health approach is claimed in all priorities, and shown in none",
            violence_is_not_yet_defined, drop("principle", id="public-health")),
    element("F5.3", "Each part of contextual safeguarding is seen to be without an action",
            contexts_are_claimed_only, blank("principle", "facets", id="contextual-safeguarding")),
    element("F5.4", "Residents shaped the order; whether they feel safer is asked apart",
            residents_counted, blank("action", "principles", id="a1")),
    element("F5.5", "Work across agencies is shown in two priorities, sharing of data in none",
            agencies_work_together, drop("principle", id="collaboration")),
    element("F5.6", "Victims have a sentence in one priority; the others say that it is open",
            victims_have_one_sentence, blank("priority", "victims", id="safeguarding")),
)  # fmt: skip
