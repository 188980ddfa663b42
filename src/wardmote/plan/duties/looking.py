"""What is looked for in a plan for each duty, under which heading: the table of all of them.

Facts only: nothing here knows the law's standing or says "met".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wardmote.assessment.duties.checked import LIMB_RULE, Asked, limb_rule
from wardmote.assessment.duties.looked import Look
from wardmote.plan.duties import (
    acting,
    assessments,
    case_reviews,
    contents,
    hearing,
    others,
    sending,
    strategies,
)
from wardmote.plan.duties.orders import orders_asked
from wardmote.plan.duties.record import PlanRecord
from wardmote.vocabulary.authorities import AUTHORITY_TYPES, AuthorityType
from wardmote.vocabulary.laws import LegalRule, rule
from wardmote.vocabulary.limbs import LIMBS

AUTHORITY_RULE: Final = "CDA-01"
VIOLENCE_DATE_MARK: Final = "V~"  # 31 January 2023, as areas state it (source S20)

ACTING, SHARING, ASSESSMENT, PLAN, HEARING, SENDING, SCRUTINY, OTHER = GROUPS = (
    "Who must act together",
    "Sharing information",
    "Assessment",
    "Plan",
    "Hearing people",
    "Publishing and sending",
    "Scrutiny",
    "Other duties",
)
"""Headings of the check, in order."""

LOOKS: Final[Mapping[str, Mapping[str, Look[PlanRecord]]]] = {
    ACTING: {
        "CDA-02": acting.others,
        "REG-03": acting.strategy_group,
        "REG-08": acting.county_group,
    },
    SHARING: {"REG-04": acting.protocol, "CDA-10": acting.prescribed_information},
    ASSESSMENT: {
        "REG-05": assessments.prepared,
        "REG-06": assessments.serves,
        "CDA-12": assessments.audit,
    },
    PLAN: {
        "CDA-05": strategies.police_and_crime_plan,
        "REG-09": acting.county_group,
        "REG-10": contents.prepared_and_revised,
        "REG-11a": contents.strategy,
        "REG-11b": contents.priorities,
        "REG-11c": contents.steps,
        "REG-11d": contents.resources,
        "REG-11e": contents.measures,
        "REG-11f": contents.engagement,
    },
    HEARING: {
        "REG-12-1": hearing.views,
        "REG-12-2": hearing.groups,
        "REG-12-3": hearing.other_consultation,
        "REG-12-4": hearing.public_meetings,
        "REG-13": hearing.how_people_can_help,
        "CON-01": hearing.in_time,
        "CON-02": hearing.reasons,
        "CON-03": hearing.time_given,
        "CON-04": hearing.taken_into_account,
    },
    SENDING: {
        "REG-09A": acting.county_group,
        "REG-13A": sending.copy_sent,
        "REG-14": sending.summary_published,
        "REG-14A": sending.called_meeting,
    },
    SCRUTINY: {"SCR-01": sending.committee, "SCR-02": sending.committee_met},
    OTHER: {
        "CDA-08": others.report,
        "CDA-09": others.every_function,
        "CON-05": others.equality,
        "SVD-01": others.specified_authorities,
        "SVD-02": others.kinds_and_causes,
        "SVD-03": others.own_definition,
        "SVD-04": others.violence_strategy,
        "SVD-05": others.violence_review,
        "SVD-07": others.patients,
        "CASE-01": case_reviews.procedures,
        "CASE-02": case_reviews.threshold,
        "CASE-03": case_reviews.which_complaints,
        "CASE-04": case_reviews.answer,
        "CASE-05": case_reviews.figures,
        "CASE-06": case_reviews.together,
    },
}
"""Heading to rule to what is looked for. Left out: powers that nobody has to use, rules about one
notice, which no plan holds, and the definitions."""


def everything_asked(record: PlanRecord) -> Iterator[Asked[PlanRecord]]:
    """Every duty that a plan is looked at for, in the order of the table.

    Parameters
    ----------
    record
        The plan: its space orders are looked at one by one.
    """
    for group, looks in LOOKS.items():
        if group == ACTING:
            yield from _authorities()
        if group == PLAN:
            yield from _limbs()
        for rule_id, look in looks.items():
            mark = VIOLENCE_DATE_MARK if rule_id.startswith("SVD") else ""
            yield Asked(rule(rule_id), look, group, mark)
    yield from orders_asked(record, OTHER)


def _authorities() -> Iterator[Asked[PlanRecord]]:
    whole = rule(AUTHORITY_RULE)
    for kind in AUTHORITY_TYPES:
        if kind.role == "responsible" and "England" in kind.countries:
            look = acting.authority_look(kind)
            yield Asked(authority_rule(kind, whole), look, ACTING, kind.dates_mark)


def authority_rule(kind: AuthorityType, whole: LegalRule) -> LegalRule:
    """Rule CDA-01 for one type of body: some came in, and one went out, by later law.

    Parameters
    ----------
    kind
        The type.
    whole
        Rule CDA-01.
    """
    own: dict[str, object] = {}
    if kind.mark != "V":
        own = {"gist_mark": kind.mark, "wording_mark": kind.mark}
    return whole.part(
        "county" if kind.is_two_tier_only else kind.id,
        title=kind.title.capitalize(),
        duty=f"The {kind.title} must act together with the other responsible authorities.",
        area_kinds=("two_tier",) if kind.is_two_tier_only else whole.area_kinds,
        in_force_from=kind.in_role_from,
        in_force_to=kind.in_role_to,
        **own,
    )


def _limbs() -> Iterator[Asked[PlanRecord]]:
    for limb in LIMBS:
        part = limb_rule(limb, rule(LIMB_RULE))
        yield Asked(part, strategies.limb_look(limb), PLAN, limb.date_mark)
