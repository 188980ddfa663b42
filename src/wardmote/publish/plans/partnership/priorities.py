"""Parts 9 and 10: each priority whole, and the aim that stands above them."""

from __future__ import annotations

from typing import Final

from wardmote.plan import belonging
from wardmote.plan.records import (
    Action,
    Alignment,
    Concern,
    Consultation,
    ExternalPlan,
    Indicator,
    NotChosen,
    Outcome,
    Priority,
    Project,
    Promise,
    Risk,
    SpaceOrder,
)
from wardmote.plan.records.powers import order_change_words
from wardmote.plan.records.priorities import Direction, Entered
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section
from wardmote.publish.plans.actions import actions_table, in_order
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.measures import measures_table
from wardmote.publish.plans.partnership.chapters import chapter
from wardmote.publish.plans.wording import (
    NOT_PUBLIC,
    anchor,
    closest,
    each_of,
    full_stop,
    given,
    given_day,
    on_day,
    one_of_more,
    status,
    table_of,
    term,
    where_given,
)
from wardmote.publish.tables import Row, Table
from wardmote.publish.theory import theory_exhibit

ENTERED: Final = {
    Entered.FROM_FINDINGS: "From what the assessment found",
    Entered.FROM_CONCERNS: "From what residents said",
    Entered.BY_DIRECTION: "By direction: it was set by somebody who may set it",
    Entered.NOT_STATED: "To be confirmed: its source does not say",
}


def priorities(as_at: PlanAsAt) -> Section:
    """Every priority, and what was considered and not chosen."""
    held = sorted(as_at.book.all(Priority), key=lambda one: one.number)
    serve = as_at.plan.priorities_serve
    blocks: list[Block] = []
    if serve:
        blocks.append(Paragraph(f"The priorities serve: {'; '.join(serve)}."))
    if not held:
        blocks.append(Paragraph("No priority is recorded yet."))
    blocks += [_priority(as_at, one) for one in held]
    blocks += [*_under_none(as_at), *_not_chosen(as_at)]
    return Section("priorities", "Our priorities", tuple(blocks))


def _under_none(as_at: PlanAsAt) -> list[Block]:
    """What these readers may have of priorities that they may not."""
    theirs = {one.id for one in as_at.book.all(Priority)}
    actions = tuple(one for one in as_at.book.all(Action) if one.priority not in theirs)
    promises = [one for one in as_at.book.all(Promise) if one.priority not in theirs]
    blocks: list[Block] = []
    if actions:
        name, caption = "actions-of-others", "What we will do"
        blocks.append(actions_table(as_at, name, caption, in_order(as_at, actions), anchors=True))
    if promises:
        blocks.append(_promises_table(as_at, "promises-of-others", promises))
    if not blocks:
        return []
    return [Section("other-priorities", "Under priorities that are not public", tuple(blocks))]


def _priority(as_at: PlanAsAt, one: Priority) -> Section:
    title = f"Priority {one.number}: {one.title}"
    blocks: list[Block] = [Paragraph(full_stop(one.statement)), _facts(as_at, one)]
    if one.direction:
        blocks.append(_direction(one.direction))
    blocks += [_outcomes(as_at, one), _actions(as_at, one), *_promises(as_at, one)]
    blocks += [*_projects(as_at, one), _measures(as_at, one), *_orders(as_at, one)]
    blocks += [*_theory(as_at, one), *_risks(as_at, one), *_alignment(as_at, one)]
    return Section(anchor("priority", one.id), title, tuple(blocks), marking=one.marking)


def _facts(as_at: PlanAsAt, one: Priority) -> Definitions:
    concerns = [as_at.book.find(Concern, each) for each in one.concerns]
    found = [full_stop(as_at.finding(each)) for each in one.findings]
    lead = given(one, "lead", as_at.board(one.lead) if one.lead else "")
    sponsor = given(one, "sponsor", as_at.body(one.sponsor) if one.sponsor else "")
    return Definitions(
        (
            ("Why", full_stop(one.why)),
            ("How it came into the plan", given(one, "entered", ENTERED[one.entered])),
            ("Findings behind it", " ".join(found) or "none recorded"),
            ("You said", each_of((each.words for each in concerns if each), "none recorded")),
            ("Leads", lead),
            ("Answers for it at the top", sponsor),
            ("Part of section 6(1)", one_of_more(f"({each})" for each in one.limbs)),
            ("What it means for victims", given(one, "victims", one.victims)),
            *where_given("Where it is stated", one, "source", one.source),
        )
    )


def _direction(one: Direction) -> Definitions:
    return Definitions(
        (
            ("Who directed it", f"{one.who}, {on_day(one.on)}"),
            ("Their reason", full_stop(one.why)),
            ("Evidence for", "; ".join(one.evidence_for) or "none recorded"),
            ("Evidence against", "; ".join(one.evidence_against) or "none recorded"),
        )
    )


def _outcomes(as_at: PlanAsAt, one: Priority) -> Table:
    held = [each for each in as_at.book.all(Outcome) if each.priority == one.id]
    return table_of(
        anchor("outcomes", one.id),
        "What is to be different",
        "Outcome",
        ("For whom", "Who answers for it"),
        (_outcome(as_at, each) for each in held),
        of=held,
    )


def _outcome(as_at: PlanAsAt, one: Outcome) -> Row:
    owner = given(one, "owner", as_at.body(one.owner) if one.owner else "")
    return Row(
        one.statement,
        (given(one, "population", one.population), owner),
        id=anchor("outcome", one.id),
    )


def _actions(as_at: PlanAsAt, one: Priority) -> Table:
    held = tuple(each for each in as_at.book.all(Action) if each.priority == one.id)
    name = anchor("actions", one.id)
    return actions_table(as_at, name, "What we will do", in_order(as_at, held), anchors=True)


def _promises(as_at: PlanAsAt, one: Priority) -> list[Block]:
    held = [each for each in as_at.book.all(Promise) if each.priority == one.id]
    return [_promises_table(as_at, anchor("promises", one.id), held)] if held else []


def _promises_table(as_at: PlanAsAt, table_id: str, held: list[Promise]) -> Table:
    return table_of(
        table_id,
        "What we promised residents",
        "Promise",
        ("Who", "By when", "Done?"),
        (
            Row(
                f"{each.number}. {each.wording}",
                (
                    as_at.lead(each, "accountable"),
                    given_day(each, "due", as_at.standings[each.id].due),
                    status(as_at.standings[each.id]),
                ),
                id=anchor("promise", each.id),
            )
            for each in held
        ),
        of=held,
    )


def _projects(as_at: PlanAsAt, one: Priority) -> list[Block]:
    used = {each.project for each in as_at.book.all(Action) if each.priority == one.id}
    held = [each for each in as_at.book.all(Project) if each.id in used]
    said = tuple(f"{each.title}: {full_stop(each.summary)}" for each in held)
    if not said:
        return []
    return [Paragraph("Key projects that bundle these actions:"), Points(said)]


def _measures(as_at: PlanAsAt, one: Priority) -> Table:
    held = tuple(each for each in as_at.book.all(Indicator) if each.priority == one.id)
    return measures_table(as_at, anchor("measures", one.id), "How we will know", held)


def _orders(as_at: PlanAsAt, one: Priority) -> list[Block]:
    """Orders whose measure shows this priority."""
    mine = {each.id for each in as_at.book.all(Indicator) if each.priority == one.id}
    return [_order(as_at, each) for each in as_at.book.all(SpaceOrder) if each.measure in mine]


def _order(as_at: PlanAsAt, one: SpaceOrder) -> Section:
    measure = as_at.book.find(Indicator, one.measure) if one.measure else None
    rows = (
        ("Where it applies", one.area),
        ("What it forbids or requires", "; ".join(one.prohibits)),
        ("Days", given(one, "starts", term(one.starts, one.last_day) if one.starts else "")),
        *(("Changed since", order_change_words(each)) for each in one.changes),
        ("What it is to bring about", full_stop(one.outcome)),
        ("Measure", measure.title if measure else full_stop(one.why_no_measure or "not public")),
        ("Consultation", given(one, "consultation", _asked(as_at, one))),
        ("Evidence", "; ".join(one.evidence) or "none recorded"),
        ("How it is enforced", given(one, "enforcement", one.enforcement)),
        *where_given("The law since", one, "law_note", one.law_note),
    )
    kind = "Public spaces protection order"
    title = one.title if kind.casefold() in one.title.casefold() else f"{kind}: {one.title}"
    return Section(anchor("order", one.id), title, (Definitions(rows),), marking=one.marking)


def _asked(as_at: PlanAsAt, one: SpaceOrder) -> str:
    """The consultation by its name, or in the order's own words; or that it is not public."""
    found = as_at.book.find(Consultation, one.consultation) if one.consultation else None
    if found is None and one.consultation == belonging.NOT_PUBLIC:
        return NOT_PUBLIC
    return found.title if found else one.consultation


def other_orders(as_at: PlanAsAt) -> list[Block]:
    """Orders that no priority's measure shows: they stand in the annexes."""
    shown = {one.id for one in as_at.book.all(Indicator) if one.priority}
    return [_order(as_at, one) for one in as_at.book.all(SpaceOrder) if one.measure not in shown]


def _theory(as_at: PlanAsAt, one: Priority) -> list[Block]:
    exhibit = theory_exhibit(as_at.book, one)
    return [exhibit] if exhibit else []


def _risks(as_at: PlanAsAt, one: Priority) -> list[Block]:
    held = [each for each in as_at.book.all(Risk) if each.priority == one.id]
    said = tuple(f"{full_stop(each.title)} {full_stop(each.mitigation)}" for each in held)
    return [Points(said, marking=closest(held))] if said else []


def _alignment(as_at: PlanAsAt, one: Priority) -> list[Block]:
    names = {
        each.id: f"{plan.title}: {each.words}"
        for plan in as_at.book.all(ExternalPlan)
        for each in plan.objectives
    }
    held = [each for each in as_at.book.all(Alignment) if each.priority == one.id]
    said = tuple(
        f"{names.get(each.objective, 'not public')} ({each.nature.words}). {full_stop(each.reason)}"
        for each in held
    )
    if not said:
        return []
    return [Paragraph("How it stands to others' plans:"), Points(said, marking=closest(held))]


def _not_chosen(as_at: PlanAsAt) -> list[Block]:
    held = as_at.book.all(NotChosen)
    if not held:
        return []
    table = table_of(
        "not-chosen-table",
        "Considered and not chosen",
        "What",
        ("Why not", "Who deals with it instead", "Proposed by"),
        (
            Row(
                one.title,
                (full_stop(one.reason), one.handled_by, given(one, "proposed_by", one.proposed_by)),
            )
            for one in held
        ),
        of=held,
    )
    return [Section("not-chosen", "Considered and not chosen", (table,), marking=closest(held))]


def confidence(as_at: PlanAsAt) -> Section:
    """The aim above all priorities, with outcomes and measures of its own."""
    plan = as_at.plan
    title = given(plan, "overarching_title", plan.overarching_title)
    outcomes = [one for one in as_at.book.all(Outcome) if one.is_overarching]
    held = tuple(one for one in as_at.book.all(Indicator) if not one.priority)
    blocks: list[Block] = [Definitions((("Aim above all priorities", title),))]
    if plan.overarching_words:
        blocks.append(Paragraph(full_stop(plan.overarching_words)))
    blocks += chapter(as_at, "confidence")
    blocks.append(
        table_of(
            "overarching-outcomes",
            "What is to be different",
            "Outcome",
            ("For whom", "Who answers for it"),
            (_outcome(as_at, one) for one in outcomes),
            of=outcomes,
        )
    )
    blocks.append(measures_table(as_at, "overarching-measures", "How we will know", held))
    return Section("confidence", "The aim above all priorities", tuple(blocks))
