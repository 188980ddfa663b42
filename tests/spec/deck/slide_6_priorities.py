"""Slide 6: four priorities under one aim."""

from __future__ import annotations

from spec.deck.element import TODAY, Built, element, is_open
from spec.deck.folder import drop
from wardmote.analysis.verbs import Polarity
from wardmote.assessment.duties import Result
from wardmote.plan.coverage_matrix import Cover
from wardmote.plan.records import Alignment, Board, Indicator, Outcome, Priority
from wardmote.plan.records.measures import Unit


def four_serve_outcome_7(built: Built) -> bool:
    numbers = {one.id: one.number for one in built.book.all(Priority)}
    serving = {
        numbers[one.priority] for one in built.book.all(Alignment) if one.objective == "outcome-7"
    }
    return serving == {1, 2, 3, 4} and len(built.book.plan.priorities_serve) == 2


def trust_is_two_measures(built: Built) -> bool:
    above = [one.id for one in built.book.all(Outcome) if one.is_overarching]
    measures = [one for one in built.book.all(Indicator) if set(one.outcomes) & set(above)]
    line = built.claim("priorities-raise-trust")
    is_hope = line is not None and "hopes" in line.may_be_said
    return (
        len(above) == 1 and len(measures) == 2 and is_hope and not any(m.priority for m in measures)
    )


def led_by_a_board_with_a_name(built: Built) -> bool:
    priority = built.book.find(Priority, "neighbourhood")
    board = built.book.find(Board, priority.lead) if priority else None
    return bool(board and board.is_confirmed("name") and is_open(priority, "lead"))


def counts_of_hate_are_never_rated(built: Built) -> bool:
    priority = built.book.find(Priority, "hate")
    own = [one for one in built.book.all(Indicator) if one.priority == "hate"]
    rated = [one for one in own if one.polarity is not Polarity.AMBIGUOUS]
    return bool(priority and own) and all(one.unit is Unit.SHARE for one in rated)


def substances_and_reoffending_rest_on_it(built: Built) -> bool:
    matrix = built.limbs(built.book.plan.own_date)
    shown = {limb: [c.priority for c in row.cells if c.cover is Cover.SHOWN]
             for row in matrix.rows if (limb := row.id) in "bc"}  # fmt: skip
    return shown == {"b": ["reoffending"], "c": ["reoffending"]}


def serious_violence_came_later(built: Built) -> bool:
    then = [row.id for row in built.limbs(built.book.plan.own_date).rows]
    gaps = [cell.priority for cell in built.limbs(TODAY).gaps if cell.row == "d"]
    return (
        built.duty("CDA-04(d)") == (Result.NOT_APPLICABLE, Result.NOT_SHOWN_HERE)
        and then == ["a", "b", "c"]
        and gaps == ["neighbourhood", "hate", "reoffending", "safeguarding"]
    )


SLIDE_6 = (
    element("F6.0", "Four priorities, and each contributes to the council's Outcome 7",
            four_serve_outcome_7, drop("alignment", objective="outcome-7", priority="hate")),
    element("F6.1", "Trust in policing and trust in the partnership are two measures of one aim",
            trust_is_two_measures, drop("indicator", id="trust-in-partnership")),
    element("F6.2", "Neighbourhood crime is led by the board whose name is known, unconfirmed",
            led_by_a_board_with_a_name, drop("priority", id="neighbourhood")),
    element("F6.3", "Hate crime is a priority that no count of hate crime rates",
            counts_of_hate_are_never_rated, drop("priority", id="hate")),
    element("F6.4", "Limbs (b) and (c) rest on this priority alone",
            substances_and_reoffending_rest_on_it, drop("priority", id="reoffending")),
    element("F6.5", "Serious violence bound nobody then; today it is a gap in every priority",
            serious_violence_came_later, drop("priority", id="safeguarding")),
)  # fmt: skip
