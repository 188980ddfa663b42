"""Words of StratML: its namespaces, its identifiers, and lines with a label.

StratML has no element for a reason, a lead body or a caveat. They stand in its free text as
lines such as ``Why: residents put it first``, so that a person can read them and we can read
them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement

PART_1: Final = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
PART_2: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
ROOTS: Final = {
    f"{{{PART_1}}}StrategicPlan",
    f"{{{PART_2}}}PerformancePlanOrReport",
    # Files of before the standard was agreed name the root alike, in namespaces of their own.
    "{http://www.stratml.net}StrategicPlan",
    "{http://www.stratml.net/PerformancePlanOrReport}PerformancePlanOrReport",
}

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_NAME: Final = re.compile(r"[^A-Za-z0-9.-]")
_WRITTEN: Final = re.compile(r"_(?P<kind>[a-z]+)-(?P<id>.+)")
_LABELLED: Final = re.compile(r"(?P<label>[A-Z][a-z ]{1,30}): (?P<said>\S.*)")


def add(parent: Element, name: str, words: str = "", **attributes: str) -> Element:
    """A child element of StratML with words in it; characters that XML cannot hold are left out."""
    made = SubElement(parent, f"{{{PART_2}}}{name}", attributes)
    made.text = _NO_TEXT.sub("", words) or None
    return made


def add_if(parent: Element, name: str, words: str) -> None:
    """A child element where there is something to say."""
    if words:
        add(parent, name, words)


def identifier(kind: str, record_id: str) -> str:
    """An id as XML allows it: one name, unique in the file, that leads back to the record.

    Examples
    --------
    >>> identifier("action", "A1.1"), identifier("action", "A 1/2")
    ('_action-A1.1', '_action-A_20_1_2f_2')
    >>> written_id("_action-A_20_1_2f_2")
    ('action', 'A 1/2')
    """
    return f"_{kind}-" + _NOT_IN_A_NAME.sub(lambda found: f"_{ord(found[0]):x}_", record_id)


def written_id(name: str) -> tuple[str, str] | None:
    """Kind and id that `identifier` wrote; None for an identifier from elsewhere.

    Examples
    --------
    >>> written_id("_b9806f30-b1a1-11ea-a710-051b2b83ea00") is None
    True
    """
    found = _WRITTEN.fullmatch(name)
    if found is None or found["kind"] not in KINDS:
        return None
    escaped = re.sub(r"_([0-9a-f]{1,6})_", lambda one: _character(one[1]), found["id"])
    return found["kind"], escaped


KINDS: Final = ("priority", "outcome", "indicator", "action", "promise", "measures")


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else ""


def lines(labelled: Iterable[tuple[str, str]]) -> str:
    """Labels with what each says, a line each; those that say nothing are left out.

    Examples
    --------
    >>> lines([("Why", "Residents put it first."), ("Caveat", "")])
    'Why: Residents put it first.'
    """
    return "\n".join(f"{label}: {' '.join(said.split())}" for label, said in labelled if said)


def labelled_lines(text: str) -> Mapping[str, str]:
    """What each label says; empty where the text is not wholly of such lines.

    Examples
    --------
    >>> labelled_lines("Why: Residents put it first.")
    {'Why': 'Residents put it first.'}
    >>> labelled_lines("The Observatory: works with policy communities across the OECD")
    {}
    """
    found = [_LABELLED.fullmatch(line.strip()) for line in text.splitlines() if line.strip()]
    if any(one is None or one["label"] not in LABELS for one in found):
        return {}
    return {one["label"]: one["said"] for one in found if one}


LABELS: Final = frozenset(
    {
        *("Why", "Came in", "Limbs", "Victims", "Stated basis", "Area", "State", "Aim"),
        *("Counted", "Out of", "Better when", "Owner", "Read", "Supplied by", "Category"),
        *("Small numbers", "Caveat", "Lead", "Board", "With", "Description", "Place"),
        *("Accountable", "Why no measure"),
    }
)
