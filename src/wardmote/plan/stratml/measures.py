"""Measures of a StratML file into indicators, readings, actions and promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from xml.etree.ElementTree import Element

from wardmote.plan.stratml.elements import written_id
from wardmote.plan.stratml.names import Names
from wardmote.plan.stratml.parsing import Watched, children
from wardmote.plan.stratml.results import (
    BASELINE,
    DONE_OR_NOT,
    MILESTONE,
    MILESTONE_NOT_NEEDED,
    UNITS,
)

_READING: Final = re.compile(
    r"(Of (?P<base>\d{1,9})\. )?(?P<revised>Revised\. )?From (?P<provider>.+)\."
)
_UNIT_OF: Final = {words: unit.value for unit, words in UNITS.items()}
Values = dict[str, Any]


class Measures:
    """Takes the measures of one objective apart.

    Parameters
    ----------
    watched, names
        The file, and the names met in it.
    priority, outcome
        What the measures stand under; empty for none.
    """

    def __init__(self, watched: Watched, names: Names, *, priority: str, outcome: str) -> None:
        self._watched = watched
        self._names = names
        self._priority = priority
        self._outcome = outcome

    def records(self, element: Element) -> Iterator[tuple[str, Values]]:
        """Table and plain values of each record that a measure makes; none for an empty one."""
        take = self._watched.text
        title, unit = take(element, "MeasurementDimension"), take(element, "UnitOfMeasurement")
        if not title:
            self._watched.give_back(element)
            return
        said = self._watched.labelled(element)
        written = written_id(take(element, "Identifier"))
        kind = written[0] if written else ""
        record_id = written[1] if written else self._names.id_for("measure", title, "")
        if unit == DONE_OR_NOT and kind == "promise":
            yield "promise", self._promise(element, record_id, title, said)
        elif unit == DONE_OR_NOT:
            yield "action", self._action(element, record_id, title, said)
        else:
            yield "indicator", self._indicator(element, record_id, title, unit, said)
            for reading in self._readings(element, record_id):
                yield "reading", reading

    def _indicator(
        self, element: Element, record_id: str, title: str, unit: str, said: Mapping[str, str]
    ) -> Values:
        outcomes = [self._outcome, *self._also(element, "outcome", "Also shows")]
        category = said.get("Category", "")
        return {
            "id": record_id,
            "title": title,
            "priority": self._priority,
            "outcomes": [one for one in outcomes if one],
            "why": said.get("Why"),
            "numerator": said.get("Counted"),
            "denominator": said.get("Out of"),
            "unit": _UNIT_OF.get(unit),
            "polarity": said.get("Better when"),
            "owner": self._names.find("body", said.get("Owner", "")),
            "frequency": said.get("Read"),
            "supplied_by": self._names.find("body", said.get("Supplied by", "")),
            "query": {"category": category} if category else None,
            "small_numbers": said.get("Small numbers"),
            "caveat": said.get("Caveat"),
            "targets": [*self._targets(element)],
            "baseline": next(self._baselines(element), None),
        }

    def _targets(self, element: Element) -> Iterator[Values]:
        for result in self._results(element, "TargetResult"):
            by, value = self._day(result, "EndDate"), self._units(result)
            if by and value is not None:
                yield {"by": by, "value": value}

    def _baselines(self, element: Element) -> Iterator[Values]:
        for result in self._results(element, "ActualResult"):
            starts, ends = self._day(result, "StartDate"), self._day(result, "EndDate")
            if self._described(result)[0] == BASELINE and starts and ends:
                value = self._units(result)
                given = {"value": value} if value is not None else {}
                yield {"starts": starts, "ends": ends, **given}

    def _readings(self, element: Element, indicator: str) -> Iterator[Values]:
        for result in self._results(element, "ActualResult"):
            name, received = self._described(result)
            if name != "Received on":
                continue
            said = _READING.fullmatch(self._watched.text(result, "Description"))
            base = said["base"] if said else None
            yield {
                "indicator": indicator,
                "starts": self._day(result, "StartDate"),
                "ends": self._day(result, "EndDate"),
                "value": self._units(result),
                "base": int(base) if base else None,
                "provider": self._names.find("body", said["provider"] if said else ""),
                "received_on": _day(received),
                "revised": bool(said and said["revised"]),
            }

    def _action(
        self, element: Element, record_id: str, title: str, said: Mapping[str, str]
    ) -> Values:
        starts, due = self._term(element)
        outcomes = [self._outcome, *self._also(element, "outcome", "Also shows")]
        return {
            "id": record_id,
            "title": title,
            "description": said.get("Description"),
            "priority": self._priority,
            "outcomes": [one for one in outcomes if one],
            "lead": self._names.find("body", said.get("Lead", "")),
            "partners": self._bodies(said.get("With", "")),
            "board": self._names.find("board", said.get("Board", "")),
            "starts": starts,
            "due": due,
            "milestones": [*self._milestones(element)],
            "depends_on": [*self._also(element, "action", "Comes after")],
        }

    def _promise(
        self, element: Element, record_id: str, wording: str, said: Mapping[str, str]
    ) -> Values:
        starts, due = self._term(element)
        number = self._watched.text(element, "SequenceIndicator")
        return {
            "id": record_id,
            "number": int(number) if number.isdecimal() else None,
            "wording": wording,
            "place": said.get("Place"),
            "priority": self._priority,
            "accountable": self._names.find("body", said.get("Accountable", "")),
            "partners": self._bodies(said.get("With", "")),
            "starts": starts,
            "due": due,
            "actions": [*self._also(element, "action", "Kept by")],
            "measure": next(self._also(element, "indicator", "Measured by"), ""),
            "why_no_measure": said.get("Why no measure"),
        }

    def _term(self, element: Element) -> tuple[date | None, date | None]:
        """First day and due day: the target that has both."""
        for result in self._results(element, "TargetResult"):
            if not self._described(result)[0]:
                return self._day(result, "StartDate"), self._day(result, "EndDate")
        return None, None

    def _milestones(self, element: Element) -> Iterator[Values]:
        for result in self._results(element, "TargetResult"):
            name, record_id = self._described(result)
            if name in (MILESTONE, MILESTONE_NOT_NEEDED):
                title, due = self._watched.text(result, "Description"), self._day(result, "EndDate")
                needed = {} if name == MILESTONE else {"needed": False}
                yield {"id": record_id, "title": title, "due": due, **needed}

    def _also(self, element: Element, kind: str, name: str) -> Iterator[str]:
        for link in children(element, "Relationship"):
            written = written_id(self._watched.text(link, "ReferentIdentifier"))
            if written and written[0] == kind and self._watched.text(link, "Name") == name:
                yield written[1]

    def _bodies(self, names: str) -> list[str]:
        found = (self._names.find("body", one) for one in names.split("; "))
        return [one for one in found if one]

    def _results(self, element: Element, name: str) -> Iterator[Element]:
        for instance in children(element, "MeasurementInstance"):
            yield from children(instance, name)

    def _described(self, result: Element) -> tuple[str, str]:
        take = self._watched.text
        name = take(result, "Descriptor", "DescriptorName")
        return name, take(result, "Descriptor", "DescriptorValue")

    def _day(self, result: Element, name: str) -> date | None:
        return _day(self._watched.text(result, name))

    def _units(self, result: Element) -> float | None:
        text = self._watched.text(result, "NumberOfUnits")
        try:
            value = float(text) if text else None
        except ValueError:
            return None
        return value if value is None or abs(value) < 1e15 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
