"""Slide 7: how the plan is delivered."""

from __future__ import annotations

from spec.deck.element import Built, element, is_open
from spec.deck.folder import drop
from wardmote.plan.records import Board, BoardView, Decision, Priority
from wardmote.plan.records.partnership import BoardKind


def boards(built: Built, kind: BoardKind) -> list[Board]:
    return [one for one in built.book.all(Board) if one.kind is kind]


def seven_subgroups_one_name(built: Built) -> bool:
    subgroups = boards(built, BoardKind.SUBGROUP)
    named = [one for one in subgroups if one.is_confirmed("name")]
    led = all(one.lead or is_open(one, "lead") for one in built.book.all(Priority))
    known = [one.name for one in named] == ["Neighbourhood Crime and ASB Board"]
    return len(subgroups) == 7 and known and led and all(is_open(one, "remit") for one in subgroups)


def residents_board_is_asked(built: Built) -> bool:
    beside = {one.id for one in boards(built, BoardKind.COMMUNITY_BOARD)}
    asked = {one.decision for one in built.book.all(BoardView) if one.board in beside}
    strategic = {one.id for one in built.book.all(Decision) if one.is_strategic}
    return bool(strategic) and strategic <= asked


def three_boards_beside(built: Built) -> bool:
    beside = boards(built, BoardKind.EXTERNAL_BOARD)
    return len(beside) == 3 and all(one.link and is_open(one, "link") for one in beside)


SLIDE_7 = (
    element("F7.1", "Seven subgroups, one known by name; every priority has a lead or says so",
            seven_subgroups_one_name, drop("board", id="subgroup-7")),
    element("F7.2", "On every strategic decision there is a place for the community board's view",
            residents_board_is_asked, drop("board_view", board="snb")),
    element("F7.3", "Three boards beside the partnership; who leads on what is open",
            three_boards_beside, drop("board", id="children-partnership")),
)  # fmt: skip
