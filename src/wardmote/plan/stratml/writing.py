"""A cleared plan as StratML Part 2: a plan, or a performance report.

priority → Goal · outcome → Objective · indicator, action, promise → PerformanceIndicator ·
principle → Value · body, board, group → Stakeholder · overarching aim → Vision
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from wardmote.plan.exchange.cleared import ClearedBook, require_cleared
from wardmote.plan.records import (
    Action,
    Board,
    Body,
    Indicator,
    Outcome,
    Principle,
    Priority,
    Promise,
    StakeholderGroup,
)
from wardmote.plan.stratml.elements import PART_2, add, add_if, identifier, lines
from wardmote.plan.stratml.results import Results, home_of

_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
OVERARCHING: Final = "overarching"


def stratml_bytes(cleared: ClearedBook, *, report: bool = False, organisation: str = "") -> bytes:
    """A cleared plan as a StratML file.

    Answers "may we have the plan in the standard format?".

    Parameters
    ----------
    cleared
        Made by `wardmote.plan.exchange.clear_book`.
    report
        Write a performance report: with readings, and how actions and promises stand on the
        day that the cleared book stands for.
    organisation
        Name of the partnership; the name of its area by default.

    Returns
    -------
    bytes
        Valid against ``PerformancePlanOrReport20160216.xsd``; the same for the same plan.

    Raises
    ------
    DisclosureError
        It has not been cleared.

    Notes
    -----
    StratML has no element for risks, money, decisions, drivers or claims: they are left out.
    The CSV and JSON exports hold everything.

    References
    ----------
    ANSI/AIIM 22:2017, schema version 2.2.6 of 16 February 2016.
    """
    plan = require_cleared(cleared).book.plan
    ElementTree.register_namespace("", PART_2)
    kind = "Performance_Report" if report else "Performance_Plan"
    root = Element(f"{{{PART_2}}}PerformancePlanOrReport", {"Type": kind})
    add(root, "Name", plan.title)
    add(root, "Description", plan.summary)
    said = [
        ("Area", plan.area),
        ("State", plan.state.value),
        ("Aim", plan.overarching_title),
        ("Stated basis", plan.stated_basis),
    ]
    add(root, "OtherInformation", lines(said))
    core = add(root, "StrategicPlanCore")
    _organisation(core, cleared, organisation or plan.area)
    if plan.overarching_title:
        words = plan.overarching_words
        add(add(core, "Vision"), "Description", words or plan.overarching_title)
    for one in cleared.book.all(Principle):
        value = add(core, "Value")
        add(value, "Name", one.title)
        add(value, "Description", one.words)
    results = Results(cleared, report=report)
    for priority in sorted(cleared.book.all(Priority), key=lambda one: one.number):
        _Goal(core, cleared, results).of_priority(priority)
    _Goal(core, cleared, results).overarching()
    _dates(root, cleared)
    ElementTree.indent(root)
    return f"{_DECLARED}{ElementTree.tostring(root, encoding='unicode')}\n".encode()


def _organisation(core: Element, cleared: ClearedBook, name: str) -> None:
    book = cleared.book
    made = add(core, "Organization")
    add(made, "Name", name)
    for body in book.all(Body):
        _stakeholder(made, body.name, body.authority.title, body.id, kind="Organization")
    for board in book.all(Board):
        kind = board.kind.words
        _stakeholder(made, board.name, kind, board.id, about=board.remit, kind="Generic_Group")
    for group in book.all(StakeholderGroup):
        about, kind = group.why_affected, "Generic_Group"
        _stakeholder(made, group.name, "", "", about=about, kind=kind, role="Beneficiary")


def _stakeholder(
    parent: Element,
    name: str,
    role_name: str,
    record_id: str,
    *,
    about: str = "",
    kind: str,
    role: str = "Performer",
) -> None:
    made = add(parent, "Stakeholder", StakeholderTypeType=kind)
    add(made, "Name", name)
    add_if(made, "Description", about)
    part = add(made, "Role")
    add(part, "Name", role_name)
    add_if(part, "Description", f"id {record_id}" if record_id else "")
    add(part, "RoleType", role)


def _dates(root: Element, cleared: ClearedBook) -> None:
    plan = cleared.book.plan
    made = add(root, "AdministrativeInformation")
    add(made, "StartDate", plan.starts.isoformat())
    add(made, "EndDate", plan.ends.isoformat())
    add(made, "PublicationDate", cleared.on.isoformat())


class _Goal:
    """One goal with its objectives, and the measures of each."""

    def __init__(self, core: Element, cleared: ClearedBook, results: Results) -> None:
        self._core = core
        self._book = cleared.book
        self._results = results

    def of_priority(self, priority: Priority) -> None:
        """The goal of a priority."""
        goal = add(self._core, "Goal")
        add(goal, "Name", priority.title)
        add(goal, "Description", priority.statement)
        add(goal, "Identifier", identifier("priority", priority.id))
        add(goal, "SequenceIndicator", str(priority.number))
        for name, role, record_id in self._leads(priority):
            _stakeholder(goal, name, role, record_id, kind="Organization")
        add(goal, "OtherInformation", lines(self._reasons(priority)))
        self._objectives(goal, priority.id)

    def overarching(self) -> None:
        """The goal of the aim above all priorities, where the plan measures one."""
        plan, book = self._book.plan, self._book
        outcomes = [one for one in book.all(Outcome) if one.is_overarching]
        if not outcomes and not any(not one.priority for one in book.all(Indicator)):
            return
        goal = add(self._core, "Goal")
        add(goal, "Name", plan.overarching_title or "Above all priorities")
        add(goal, "Description", plan.overarching_words)
        add(goal, "Identifier", identifier("priority", OVERARCHING))
        self._objectives(goal, "")

    def _leads(self, priority: Priority) -> Iterator[tuple[str, str, str]]:
        board = self._book.find(Board, priority.lead)
        body = self._book.find(Body, priority.sponsor)
        if board:
            yield board.name, "leads", board.id
        if body:
            yield body.name, "sponsors", body.id

    def _reasons(self, priority: Priority) -> Iterable[tuple[str, str]]:
        return (
            ("Why", priority.why if priority.is_confirmed("why") else ""),
            ("Came in", priority.entered.value if priority.is_confirmed("entered") else ""),
            ("Limbs", ", ".join(priority.limbs)),
            ("Victims", priority.victims),
        )

    def _objectives(self, goal: Element, priority: str) -> None:
        outcomes = [one for one in self._book.all(Outcome) if one.priority == priority]
        for one in outcomes:
            made = add(goal, "Objective")
            add(made, "Name", one.statement)
            add(made, "Identifier", identifier("outcome", one.id))
            owner = self._book.find(Body, one.owner)
            if owner:
                _stakeholder(made, owner.name, "answers for it", owner.id, kind="Organization")
            if one.population:
                kind = "Generic_Group"
                _stakeholder(made, one.population, "", "", kind=kind, role="Beneficiary")
            self._results.write(made, self._measures(priority, one.id))
        rest = [*self._measures(priority, "")]
        if rest:
            made = add(goal, "Objective")
            add(made, "Name", "Measures of the priority as a whole")
            add(made, "Identifier", identifier("measures", priority or OVERARCHING))
            self._results.write(made, rest)

    def _measures(self, priority: str, outcome: str) -> Iterator[Indicator | Action | Promise]:
        """What stands under one outcome: each once, under the first outcome that it names."""
        under: tuple[Indicator | Action, ...] = (
            *self._book.all(Indicator),
            *self._book.all(Action),
        )
        for one in under:
            if one.priority == priority and home_of(self._book, one) == outcome:
                yield one
        for promise in self._book.all(Promise):
            if promise.priority == priority and not outcome:
                yield promise
