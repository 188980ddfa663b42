"""A StratML file into records of a plan, as far as they map; the rest is said.

Nothing is invented: what a record needs and the file does not give is to be confirmed where
the record allows that, and otherwise the record is not taken and the account says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from wardmote.errors import ConfigurationError, SourceError
from wardmote.plan.folder.tables import Placed, record_of
from wardmote.plan.records import Record
from wardmote.plan.records.partnership import BoardKind
from wardmote.plan.stratml.elements import written_id
from wardmote.plan.stratml.measures import Measures
from wardmote.plan.stratml.names import Names
from wardmote.plan.stratml.parsing import Watched, children, one_line, parse_stratml
from wardmote.plan.stratml.settling import settled
from wardmote.plan.stratml.writing import OVERARCHING
from wardmote.vocabulary.authorities import AUTHORITY_TYPES

TO_BE_CONFIRMED: Final = "To be confirmed."
SHOWN: Final = 70  # characters of what was not taken
_OF_PEOPLE: Final = re.compile(r"^Submitter\b|GivenName|Surname|PhoneNumber|EmailAddress")
_TYPES: Final = {one.title: one.id for one in AUTHORITY_TYPES}


@dataclass(frozen=True)
class NotTaken:
    """Something of the file that is in no record.

    Parameters
    ----------
    where
        Its place in the file: ``StrategicPlanCore › Goal 2 › OtherInformation``.
    why
        What it says, or why it could not be taken. Never words about a person.
    """

    where: str
    why: str


@dataclass(frozen=True)
class Imported:
    """What came of a StratML file.

    Parameters
    ----------
    records
        In the order of the file; the plan first.
    not_taken
        Everything else that it says.
    """

    records: tuple[Record, ...]
    not_taken: tuple[NotTaken, ...]


def import_stratml(
    path: Path, *, area: str, starts: date | None = None, ends: date | None = None
) -> Imported:
    """Records of a plan from a StratML file.

    Answers "somebody sends us their plan: what of it fits?".

    Parameters
    ----------
    path
        A StratML file, Part 1 or Part 2.
    area
        Name of the plan's area.
    starts, ends
        Its term, where the file does not give it.

    Returns
    -------
    Imported
        Records, drafts all of them, and everything of the file that is in none.

    Raises
    ------
    SourceError
        The file cannot be read as StratML.
    ConfigurationError
        Neither the file nor the call says when the plan starts and ends.
    """
    try:
        watched = parse_stratml(path.read_bytes(), path.name)
    except OSError as problem:
        raise SourceError(
            "The file cannot be read.",
            where={"File": path.name},
            found=problem.strerror or str(problem),
            next_step="Name a file that is there.",
        ) from problem
    return _Importing(watched, path.name).all(area, starts, ends)


class _Importing:
    """One file being taken apart."""

    def __init__(self, watched: Watched, name: str) -> None:
        self._watched = watched
        self._name = name
        self._placed: list[Placed] = []
        self._refused: list[NotTaken] = []
        self._names = Names()

    def all(self, area: str, starts: date | None, ends: date | None) -> Imported:
        root = self._watched.root
        core = next(children(root, "StrategicPlanCore"), None)
        self._plan(root, core, area, starts, ends)
        for element in children(core, "Organization") if core is not None else ():
            self._organisation(element, area)
        for number, element in enumerate(children(core, "Value") if core is not None else (), 1):
            self._principle(element, number)
        for number, element in enumerate(children(core, "Goal") if core is not None else (), 1):
            self._goal(element, number)
        left = (
            NotTaken(where, _shown(where, words))
            for where, words in self._watched.left()
            if not where.endswith(("Identifier", "ReferentIdentifier"))
        )
        kept, unsettled = settled(self._placed)
        lost = (NotTaken(where, why) for where, why in unsettled)
        return Imported(tuple(one.record for one in kept), (*self._refused, *lost, *left))

    def _take(self, table: str, values: dict[str, Any], element: Element, where: str) -> bool:
        """One record of plain values; where it cannot be, why, and its words are not taken."""
        given = {name: value for name, value in values.items() if value not in ("", None)}
        record, faults = record_of(table, given, where)
        if record is None:
            self._watched.give_back(element)
            self._refused += [
                NotTaken(where, f"no {table.replace('_', ' ')}: {one.problem}") for one in faults
            ]
            return False
        self._placed.append(Placed(record, where))
        return True

    def _plan(
        self,
        root: Element,
        core: Element | None,
        area: str,
        starts: date | None,
        ends: date | None,
    ) -> None:
        take = self._watched.text
        said = self._watched.labelled(root)
        first = self._day(take(root, "AdministrativeInformation", "StartDate")) or starts
        last = self._day(take(root, "AdministrativeInformation", "EndDate")) or ends
        if first is None or last is None:
            raise ConfigurationError(
                "The file does not say when the plan starts and ends. Nothing was changed.",
                where={"File": self._name},
                expected="StartDate and EndDate in AdministrativeInformation",
                next_step="Give them: --starts 2026-04-01 --ends 2029-03-31",
            )
        vision = take(core, "Vision", "Description")
        summary = take(root, "Description")
        self._take(
            "plan",
            {
                "title": take(root, "Name"),
                "area": said.get("Area", area),
                "starts": first,
                "ends": last,
                "state": "drafting",  # whatever it was elsewhere, nobody has adopted it here
                "summary": summary or TO_BE_CONFIRMED,
                "overarching_title": said.get("Aim") or vision,
                "overarching_words": vision if said.get("Aim") else "",
                "stated_basis": said.get("Stated basis", ""),
                "to_be_confirmed": [] if summary else ["summary"],
                "source": take(root, "AdministrativeInformation", "Source"),
            },
            root,
            "PerformancePlanOrReport",
        )

    def _day(self, text: str) -> date | None:
        try:
            return date.fromisoformat(text[:10]) if text else None
        except ValueError:
            return None

    def _organisation(self, element: Element, area: str) -> None:
        name = next(children(element, "Name"), None)
        if name is not None and one_line(name.text) == area:
            self._watched.text(name)
        for number, one in enumerate(children(element, "Stakeholder"), 1):
            where = f"StrategicPlanCore › Organization › Stakeholder {number}"
            self._stakeholder(one, where)

    def _stakeholder(self, element: Element, where: str) -> None:
        """A body, a board, or a group of people; nobody by name."""
        take, kind = self._watched.text, element.get("StakeholderTypeType", "")
        name = take(element, "Name")
        role = take(element, "Role", "Name")
        record_id = take(element, "Role", "Description").removeprefix("id ")
        if not name:
            return
        if kind == "Person":
            self._watched.leave_out(element)
            self._refused.append(NotTaken(where, "a person: no plan here names one"))
        elif role in _TYPES:
            values = {"id": self._names.id_for("body", name, record_id), "name": name}
            if self._take("body", {**values, "type": _TYPES[role]}, element, where):
                self._names.know("body", name, values["id"])
                take(element, "Role", "RoleType")
        elif role.replace(" ", "_") in [*map(str, BoardKind)]:
            values = {"id": self._names.id_for("board", name, record_id), "name": name}
            about = {"kind": role.replace(" ", "_"), "remit": take(element, "Description")}
            if self._take("board", {**values, **about}, element, where):
                self._names.know("board", name, values["id"])
                take(element, "Role", "RoleType")
        elif kind == "Generic_Group":
            self._group(element, name, where)
        else:
            why = f"“{name[:SHOWN]}” has no type: add it under [[body]] if it is a partner"
            self._refused.append(NotTaken(where, why))

    def _group(self, element: Element, name: str, where: str) -> None:
        is_ours = self._watched.text(element, "Role", "RoleType") == "Beneficiary"
        why = self._watched.text(element, "Description") if is_ours else ""
        if not self._names.is_known("group", name):
            self._names.know("group", name, name)
            self._take("group", {"name": name, "why_affected": why}, element, where)

    def _principle(self, element: Element, number: int) -> None:
        title = self._watched.text(element, "Name")
        words = self._watched.text(element, "Description")
        if title or words:
            values = {"id": self._names.id_for("principle", title or words, ""), "title": title}
            where = f"StrategicPlanCore › Value {number}"
            self._take("principle", {**values, "words": words}, element, where)

    def _goal(self, element: Element, number: int) -> None:
        take, where = self._watched.text, f"StrategicPlanCore › Goal {number}"
        title, statement = take(element, "Name"), take(element, "Description")
        written = written_id(take(element, "Identifier"))
        priority = written[1] if written else self._names.id_for("priority", title, "")
        is_taken = True
        if written == ("priority", OVERARCHING):  # its title and words stand in the vision
            priority = ""
        else:
            values = self._priority(element, priority, title, statement, number)
            is_taken = self._take("priority", values, element, where)
        for stakeholder in children(element, "Stakeholder"):
            if take(stakeholder, "Role", "Name") not in ("leads", "sponsors"):
                self._stakeholder(stakeholder, f"{where} › Stakeholder")
        for place, objective in enumerate(children(element, "Objective"), 1):
            if is_taken:
                self._objective(objective, priority, f"{where} › Objective {place}")

    def _priority(
        self, element: Element, priority: str, title: str, statement: str, number: int
    ) -> dict[str, Any]:
        take = self._watched.text
        said = self._watched.labelled(element)
        if said.get("Came in"):
            place = f"StrategicPlanCore › Goal {number}"
            why = "how it came in: StratML cannot hold the findings, concerns or direction"
            self._refused.append(NotTaken(place, why))
        lead, sponsor = self._leads(element)
        sequence = take(element, "SequenceIndicator")
        limbs = [one.strip() for one in said.get("Limbs", "").split(",") if one.strip()]
        # Findings, concerns and directions have no place in StratML: how it came in is open.
        wanting = ["entered"]
        wanting += [] if limbs else ["limbs"]
        wanting += [] if said.get("Why") else ["why"]
        wanting += [] if statement else ["statement"]
        wanting += [] if lead or sponsor else ["lead"]
        return {
            "id": priority,
            "number": int(sequence) if sequence.isdecimal() else number,
            "title": title,
            "statement": statement or TO_BE_CONFIRMED,
            "why": said.get("Why") or TO_BE_CONFIRMED,
            "entered": "not_stated",
            "limbs": limbs,
            "lead": lead,
            "sponsor": sponsor,
            "victims": said.get("Victims", ""),
            "to_be_confirmed": wanting,
        }

    def _leads(self, element: Element) -> tuple[str, str]:
        found = {"leads": "", "sponsors": ""}
        for one in children(element, "Stakeholder"):
            role, name = self._watched.text(one, "Role", "Name"), self._watched.text(one, "Name")
            if role in found:
                kind = "board" if role == "leads" else "body"
                found[role] = self._names.find(kind, name)
                self._watched.text(one, "Role", "Description")
                self._watched.text(one, "Role", "RoleType")
        return found["leads"], found["sponsors"]

    def _objective(self, element: Element, priority: str, where: str) -> None:
        take = self._watched.text
        written = written_id(take(element, "Identifier"))
        outcome = ""
        if written and written[0] == "measures":
            take(element, "Name")
        else:
            outcome = self._outcome(element, priority, written, where)
        measures = Measures(self._watched, self._names, priority=priority, outcome=outcome)
        for number, one in enumerate(children(element, "PerformanceIndicator"), 1):
            place = f"{where} › PerformanceIndicator {number}"
            for table, values in measures.records(one):
                self._take(table, values, one, place)

    def _outcome(
        self, element: Element, priority: str, written: tuple[str, str] | None, where: str
    ) -> str:
        name = self._watched.text(element, "Name")
        about = self._watched.text(element, "Description")
        if not name and not about:
            return ""
        owner, population = "", ""
        for one in children(element, "Stakeholder"):
            role = self._watched.text(one, "Role", "Name")
            if role == "answers for it":
                owner = self._names.find("body", self._watched.text(one, "Name"))
                self._watched.text(one, "Role", "Description")
                self._watched.text(one, "Role", "RoleType")
            elif self._watched.text(one, "Role", "RoleType") == "Beneficiary":
                population = self._watched.text(one, "Name")
        outcome = written[1] if written else self._names.id_for("outcome", name or about, "")
        values = {
            "id": outcome,
            "statement": " – ".join(one for one in (name, about) if one),
            "priority": priority,
            "population": population,
            "owner": owner,
        }
        return outcome if self._take("outcome", values, element, where) else ""


def _shown(where: str, words: str) -> str:
    """What was not taken, shortened; of what may be about a person, nothing."""
    if _OF_PEOPLE.search(where):
        return "about a person: left out"
    return words if len(words) <= SHOWN else words[:SHOWN].rpartition(" ")[0] + " …"
