"""A plan like the deck of 2021: what it says, and nothing that it leaves out."""

from __future__ import annotations

from datetime import date

from wardmote.plan.book import PlanBook
from wardmote.plan.records import (
    AssessmentUsed,
    Board,
    Body,
    Concern,
    Consultation,
    Plan,
    Priority,
    Record,
    SpaceOrder,
)
from wardmote.plan.records.ids import (
    AssessmentId,
    BoardId,
    BodyId,
    ConcernId,
    ConsultationId,
    OrderId,
    PriorityId,
)
from wardmote.plan.records.partnership import BoardKind
from wardmote.plan.records.plan import PlanState
from wardmote.plan.records.priorities import Entered
from wardmote.plan.records.voice import Phase

TODAY = date(2026, 11, 22)
PLAN = Plan(
    title="Community Safety Partnership Plan 2021 to 2024",
    area="Deckborough",
    starts=date(2021, 4, 1),
    ends=date(2024, 3, 31),
    state=PlanState.SUPERSEDED,
    summary="Four priorities for a safer borough.",
    predecessor="Plan 2017 to 2021",
    predecessor_ended=date(2021, 3, 31),
    why_no_successor="The next plan on record begins in 2025.",
    stated_basis="a statutory requirement under the Police and Justice Act 2006",
    to_be_confirmed=("adopted_on",),
)
ASSESSMENT = AssessmentUsed(
    id=AssessmentId("sa"), title="Detailed strategic assessment", source="deck, slide 2"
)
CONSULTATION = Consultation(
    id=ConsultationId("views"),
    title="Consultation and engagement",
    audience=("partners", "community_groups", "residents"),
    topics=("priorities",),
    phases=(
        Phase(starts=date(2020, 7, 1), ends=date(2020, 12, 31), source="deck"),
        Phase(starts=date(2020, 7, 1), ends=date(2020, 11, 30), source="council page"),
    ),
)
ORDER = SpaceOrder(
    id=OrderId("nox"),
    title="Nitrous oxide order",
    area="the borough",
    prohibits=("using nitrous oxide with anti-social behaviour",),
    outcome="Fewer visible canisters.",
    starts=date(2021, 4, 28),
    ends=date(2024, 4, 27),
    made_on=date(2021, 4, 28),
    why_no_measure="No count is recorded.",
)
BODIES = tuple(
    Body(id=BodyId(kind), name=name, type=kind)
    for kind, name in (
        ("council", "Deckborough Council"),
        ("police", "City Police"),
        ("local_policing_body", "Mayor's Office"),
    )
)
PRIORITIES = tuple(
    Priority(
        id=PriorityId(name),
        number=number,
        title=name.capitalize(),
        statement="To be done.",
        why="Residents put it first.",
        entered=Entered.FROM_CONCERNS,
        concerns=(ConcernId("asb"),),
        limbs=limbs,
        lead=BoardId("board"),
    )
    for number, (name, limbs) in enumerate(
        {
            "neighbourhood": ("a", "b"),
            "hate": ("a",),
            "reoffending": ("c", "b"),
            "violence": ("a", "d"),
        }.items(),
        1,
    )
)
BOARD = Board(id=BoardId("board"), name="Partnership Board", kind=BoardKind.STRATEGY_GROUP)
CONCERN = Concern(id=ConcernId("asb"), rank=1, words="Anti-social behaviour")


def book_of(*held: Record) -> PlanBook:
    """A book of these records, in their order."""
    kinds: dict[type[Record], tuple[Record, ...]] = {}
    for one in held:
        kinds[type(one)] = (*kinds.get(type(one), ()), one)
    return PlanBook(kinds)


def deck_like(*more: Record, plan: Plan = PLAN) -> PlanBook:
    """The deck's records, and more."""
    held = (plan, ASSESSMENT, CONSULTATION, ORDER, BOARD, CONCERN, *BODIES, *PRIORITIES)
    return book_of(*held, *more)
