"""Indicators, actions and promises as StratML measures: what is aimed at, and what came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from wardmote.disclosure.sensitivity import LEGEND
from wardmote.plan.book import PlanBook
from wardmote.plan.exchange.cleared import ClearedBook
from wardmote.plan.records import (
    Action,
    Board,
    Body,
    Indicator,
    Outcome,
    Promise,
    Reading,
    Update,
)
from wardmote.plan.records.measures import Unit
from wardmote.plan.status import Standing, is_milestone_done, standings
from wardmote.plan.stratml.elements import add, add_if, identifier, lines

UNITS: Final = {
    Unit.COUNT: "count",
    Unit.PER_1000: "per 1,000",
    Unit.SHARE: "share",
    Unit.DAYS: "days",
    Unit.POUNDS: "pounds",
    Unit.OTHER: "other",
}
DONE_OR_NOT: Final = "Done, or not"
BASELINE: Final = "Baseline"
STATUS: Final = "Status"
MILESTONE: Final = "Milestone"
MILESTONE_NOT_NEEDED: Final = "Milestone, not needed"


def home_of(book: PlanBook, one: Indicator | Action) -> str:
    """Outcome under which something stands: the first that is of its own priority.

    Parameters
    ----------
    book
        The plan.
    one
        The indicator or action; it may show an outcome above all priorities as well.

    Returns
    -------
    str
        Id of the outcome; empty where it stands under its priority as a whole.
    """
    own = {each.id for each in book.all(Outcome) if each.priority == one.priority}
    return next((each for each in one.outcomes if each in own), "")


class Results:
    """Writes measures, with what came of them where a report is wanted."""

    def __init__(self, cleared: ClearedBook, *, report: bool) -> None:
        self._cleared = cleared
        self._book = cleared.book
        self._report = report
        self._stand = standings(self._book, on=cleared.on) if report else {}

    def write(self, parent: Element, measures: Iterable[Indicator | Action | Promise]) -> None:
        """Write each below an objective."""
        for one in measures:
            if isinstance(one, Indicator):
                self._indicator(parent, one)
            elif isinstance(one, Action):
                self._action(parent, one)
            else:
                self._promise(parent, one)

    def _indicator(self, parent: Element, one: Indicator) -> None:
        made = _measure(parent, "Outcome", "Quantitative")
        add(made, "MeasurementDimension", one.title)
        add(made, "UnitOfMeasurement", UNITS[one.unit])
        add(made, "Identifier", identifier("indicator", one.id))
        self._also(made, "outcome", self._other_outcomes(one))
        instance = add(made, "MeasurementInstance")
        for target in one.targets:
            aim = add(instance, "TargetResult")
            add(aim, "EndDate", target.by.isoformat())
            add(aim, "NumberOfUnits", _number(target.value))
        self._baseline(instance, one)
        if self._report:
            for reading in self._book.all(Reading):
                if reading.indicator == one.id:
                    self._reading(instance, reading)
        query = one.query.category if one.query else ""
        said = [
            ("Why", one.why),
            ("Counted", one.numerator),
            ("Out of", one.denominator),
            ("Better when", one.polarity.value),
            ("Owner", self._name(one.owner)),
            ("Read", one.frequency.value),
            ("Supplied by", self._name(one.supplied_by)),
            ("Category", query),
            ("Small numbers", one.small_numbers),
            ("Caveat", one.caveat),
        ]
        add(made, "OtherInformation", lines(said))

    def _baseline(self, instance: Element, one: Indicator) -> None:
        held = one.baseline
        is_withheld = one.id in self._cleared.withheld_baselines
        if held is None or (held.value is None and not is_withheld):
            return
        came = add(instance, "ActualResult")
        _period(came, held.starts, held.ends)
        if not is_withheld and held.value is not None:
            add(came, "NumberOfUnits", _number(held.value))
        _descriptor(came, BASELINE, "withheld" if is_withheld else "given")
        add_if(came, "Description", LEGEND if is_withheld else "")

    def _reading(self, instance: Element, one: Reading) -> None:
        is_withheld = self._cleared.is_withheld(one)
        came = add(instance, "ActualResult")
        _period(came, one.starts, one.ends)
        if not is_withheld:
            add(came, "NumberOfUnits", _number(one.value))
        _descriptor(came, "Received on", one.received_on.isoformat())
        said = [LEGEND] if is_withheld else []
        said += [f"Of {one.base}."] if one.base is not None else []
        said += ["Revised."] if one.revised else []
        said += [f"From {self._name(one.provider)}."]
        add(came, "Description", " ".join(said))

    def _action(self, parent: Element, one: Action) -> None:
        made = _measure(parent, "Output_Processing", "Qualitative")
        add(made, "MeasurementDimension", one.title)
        add(made, "UnitOfMeasurement", DONE_OR_NOT)
        add(made, "Identifier", identifier("action", one.id))
        self._also(made, "outcome", self._other_outcomes(one))
        self._also(made, "action", one.depends_on, name="Comes after")
        self._undertaken(made, one)
        for step in one.milestones:
            instance = add(made, "MeasurementInstance")
            aim = add(instance, "TargetResult")
            add(aim, "EndDate", step.due.isoformat())
            _descriptor(aim, MILESTONE if step.needed else MILESTONE_NOT_NEEDED, step.id)
            add(aim, "Description", step.title)
            if self._report:
                is_done = is_milestone_done(step, self._book.all(Update), self._cleared.on)
                _descriptor(add(instance, "ActualResult"), STATUS, "Done" if is_done else "Open")
        board = self._book.find(Board, one.board)
        said = [
            ("Description", one.description),
            ("Lead", self._name(one.lead)),
            ("With", "; ".join(self._names(one.partners))),
            ("Board", board.name if board else ""),
        ]
        add(made, "OtherInformation", lines(said))

    def _promise(self, parent: Element, one: Promise) -> None:
        made = _measure(parent, "Output", "Qualitative")
        add(made, "SequenceIndicator", str(one.number))
        add(made, "MeasurementDimension", one.wording)
        add(made, "UnitOfMeasurement", DONE_OR_NOT)
        add(made, "Identifier", identifier("promise", one.id))
        self._also(made, "action", one.actions, name="Kept by")
        self._also(made, "indicator", (one.measure,) if one.measure else (), name="Measured by")
        self._undertaken(made, one)
        said = [
            ("Accountable", self._name(one.accountable)),
            ("With", "; ".join(self._names(one.partners))),
            ("Place", one.place),
            ("Why no measure", one.why_no_measure),
        ]
        add(made, "OtherInformation", lines(said))

    def _undertaken(self, made: Element, one: Action | Promise) -> None:
        """Its days as promised; in a report, how it stands and when it is due now."""
        instance = add(made, "MeasurementInstance")
        _period(add(instance, "TargetResult"), one.starts, one.due)
        standing: Standing | None = self._stand.get(one.id)
        if standing is not None:
            came = add(instance, "ActualResult")
            add(came, "EndDate", standing.due.isoformat())
            _descriptor(came, STATUS, standing.status.words)
            add(came, "Description", standing.because)

    def _other_outcomes(self, one: Indicator | Action) -> Iterator[str]:
        home = home_of(self._book, one)
        return (outcome for outcome in one.outcomes if outcome != home)

    def _also(
        self, made: Element, kind: str, ids: Iterable[str], *, name: str = "Also shows"
    ) -> None:
        for one in ids:
            link = add(made, "Relationship", RelationshipType="Peer_To")
            add(link, "ReferentIdentifier", identifier(kind, one))
            add(link, "Name", name)

    def _name(self, body: str) -> str:
        found = self._book.find(Body, body) if body else None
        return found.name if found else ("not public" if body else "")

    def _names(self, bodies: Iterable[str]) -> Iterator[str]:
        return (self._name(one) for one in bodies)


def _measure(parent: Element, stage: str, kind: str) -> Element:
    return add(parent, "PerformanceIndicator", ValueChainStage=stage, PerformanceIndicatorType=kind)


def _period(result: Element, starts: date, ends: date) -> None:
    add(result, "StartDate", starts.isoformat())
    add(result, "EndDate", ends.isoformat())


def _descriptor(result: Element, name: str, value: str) -> None:
    made = add(result, "Descriptor")
    add(made, "DescriptorName", name)
    add(made, "DescriptorValue", value)


def _number(value: float) -> str:
    """A decimal as XML Schema has it: no exponent, no needless zero.

    >>> _number(0.00001), _number(40.0), _number(1e7)
    ('0.00001', '40', '10000000')
    """
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
