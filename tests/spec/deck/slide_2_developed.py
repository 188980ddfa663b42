"""Slide 2: how the plan was developed."""

from __future__ import annotations

from collections.abc import Callable

from spec.deck.element import Built, element, is_open
from spec.deck.folder import blank, drop, take_out
from wardmote.assessment.duties import Result
from wardmote.plan.records import (
    AssessmentUsed,
    BoardView,
    Consultation,
    Decision,
    Driver,
    KnowledgeGap,
    Meeting,
    NotChosen,
    PreviousPlanPoint,
    Priority,
    Promise,
    Reading,
    Revision,
    StakeholderGroup,
)
from wardmote.plan.records.partnership import MeetingKind
from wardmote.vocabulary.marking import Marking


def assessments(built: Built, kind: str) -> list[AssessmentUsed]:
    return [one for one in built.book.all(AssessmentUsed) if one.kind == kind]


def covers(part: str) -> Callable[[Built], bool]:
    return lambda built: any(part in one.covers for one in assessments(built, "strategic"))


def rests_on_an_undated_assessment(built: Built) -> bool:
    found = assessments(built, "strategic")
    return len(found) == 1 and all(is_open(one, "adopted_on", "year") for one in found)


def data_are_claimed_not_listed(built: Built) -> bool:
    line = built.claim("data-from-the-partnership")
    listed = any(one.data_from for one in assessments(built, "strategic"))
    return bool(line and not line.is_shown and line.is_weakened and not listed)


def trends_without_figures(built: Built) -> bool:
    return covers("trends")(built) and not built.book.all(Reading)


def patterns_without_places(built: Built) -> bool:
    everywhere = all(one.place == "borough-wide" for one in built.book.all(Promise))
    return covers("patterns")(built) and everywhere


def drivers_are_linked(built: Built) -> bool:
    drivers = built.book.all(Driver)
    return covers("drivers")(built) and all(one.bears_on and one.contributes_to for one in drivers)


def the_chain_stands_beside_the_slide(built: Built) -> bool:
    said = built.because("REG-05")
    return (
        built.duty("REG-05") == (Result.NOT_SHOWN_HERE,) * 2
        and "Slide 2 names the Police and Justice Act 2006" in said
        and "SI 2007/1830" in said
    )


def every_later_year_has_a_row(built: Built) -> bool:
    rows = {one.for_year: one for one in built.book.all(Revision)}
    later = [year.period_start.year for year in built.book.plan.years[1:]]
    return sorted(rows) == later and not any(one.adopted_on for one in rows.values())


def steering_groups(built: Built) -> list[Meeting]:
    return [one for one in built.book.all(Meeting) if one.kind is MeetingKind.STEERING_GROUP]


def discussed(topic: str) -> Callable[[Built], bool]:
    return lambda built: any(topic in one.about for one in steering_groups(built))


def four_meetings_await_their_days(built: Built) -> bool:
    held = steering_groups(built)
    return len(held) == 4 and all(one.on is None and is_open(one, "on") for one in held)


def the_plan_before_is_reviewed(built: Built) -> bool:
    kinds = {one.kind for one in built.book.all(PreviousPlanPoint)}
    topics = ("achievements of the plan before", "remaining challenges of the plan before")
    seen = all(discussed(topic)(built) for topic in topics)
    return seen and kinds == {"achievement", "remaining_challenge"}


def new_areas_leave_the_way_in_open(built: Built) -> bool:
    ways = built.book.all(Priority)
    return discussed("new priority areas")(built) and all(is_open(one, "entered") for one in ways)


def big_tickets_are_a_decision(built: Built) -> bool:
    decided = built.book.find(Decision, "priorities-chosen")
    asked = {one.decision for one in built.book.all(BoardView)}
    return bool(
        discussed("big-ticket areas")(built)
        and decided
        and decided.is_strategic
        and is_open(decided, "on", "alternatives")
        and decided.id in asked
    )


def out_of_scope_is_for_partners(built: Built) -> bool:
    held = [one for one in built.book.all(NotChosen) if one.scope == "out_of_scope"]
    public = built.book.for_readers(Marking.PUBLIC).all(NotChosen)
    return bool(held) and not public and all(one.handled_by for one in held)


def gaps_of_the_assessment_have_a_place(built: Built) -> bool:
    gaps = built.book.all(KnowledgeGap)
    return any(one.raised_by and is_open(one, "owner", "due") for one in gaps)


def consulted(built: Built, audience: str) -> Consultation | None:
    found = built.book.find(Consultation, "plan-consultation")
    return found if found and audience in found.audience else None


def two_stretches_stay_on_record(built: Built) -> bool:
    found = consulted(built, "partners")
    ends = {f"{one.ends:%B}" for one in found.phases} if found else set()
    is_seen = "two dates on record" in built.because("CON-01")
    return bool(found and found.dates_differ and is_seen and ends == {"November", "December"})


def groups_were_approached(built: Built) -> bool:
    rows = [one for one in built.book.all(StakeholderGroup) if one.name == "Community groups"]
    is_asked = consulted(built, "community_groups") is not None
    is_unheard = built.duty("REG-12-2") == (Result.NOT_SHOWN_HERE,) * 2
    is_dated = any(one.reached_on or not is_open(one, "reached_on") for one in rows)
    return bool(rows) and is_asked and is_unheard and not is_dated


def residents_stand_for_no_more_than_themselves(built: Built) -> bool:
    found = consulted(built, "residents")
    return bool(found and found.asked is None and not found.is_representative)


SLIDE_2 = (
    element("F2.1", "It rests on one strategic assessment, whose year no source gives",
            rests_on_an_undated_assessment, drop("assessment", kind="strategic")),
    element("F2.2", "Data from across the partnership: claimed, and which is not listed",
            data_are_claimed_not_listed, drop("claim", id="data-from-the-partnership")),
    element("F2.3", "The assessment looked for trends; the plan gives no figure as one",
            trends_without_figures, take_out("assessment", "covers", "trends", kind="strategic")),
    element("F2.4", "The assessment looked for patterns; no promise singles out a place",
            patterns_without_places,
            take_out("assessment", "covers", "patterns", kind="strategic")),
    element("F2.5", "The assessment looked for drivers, and each driver bears on priorities",
            drivers_are_linked, take_out("assessment", "covers", "drivers", kind="strategic")),
    element("F2.6", "The law that asks for the assessment stands beside what the slide says",
            the_chain_stands_beside_the_slide, blank("plan", "stated_basis")),
    element("F2.7", "The three-yearly audit before is on record, and is no strategic assessment",
            lambda built: len(assessments(built, "audit")) == 1,
            drop("assessment", kind="audit")),
    element("F2.8", "Every later year of the term has its row, and none is called revised",
            every_later_year_has_a_row, drop("revision", for_year=2023)),
    element("F2.9", "Four steering group meetings, whose days are open",
            four_meetings_await_their_days, drop("meeting", id="steering-4")),
    element("F2.10", "Achievements and remaining challenges of the plan before were reviewed",
            the_plan_before_is_reviewed, drop("previous_plan", kind="remaining_challenge")),
    element("F2.11", "New areas were discussed; how each priority came in is open",
            new_areas_leave_the_way_in_open,
            take_out("meeting", "about", "new priority areas", kind="steering_group")),
    element("F2.12", "The choice is a strategic decision, on which a view is asked for",
            big_tickets_are_a_decision, drop("decision", id="priorities-chosen")),
    element("F2.13", "What is out of scope is for partners, with who deals with it",
            out_of_scope_is_for_partners, drop("not_chosen", scope="out_of_scope")),
    element("F2.14", "What the assessment did not cover is a gap that wants an owner",
            gaps_of_the_assessment_have_a_place, drop("knowledge_gap")),
    element("F2.15", "Partners were consulted; two sources give two stretches",
            two_stretches_stay_on_record, blank("consultation", "phases", id="plan-consultation")),
    element("F2.16", "Community groups were approached; when they were heard is open",
            groups_were_approached, drop("group", name="Community groups")),
    element("F2.17", "Residents were asked; nothing says that they stand for all",
            residents_stand_for_no_more_than_themselves,
            take_out("consultation", "audience", "residents", id="plan-consultation")),
)  # fmt: skip
