"""The figures that an entry was written against, as a line that a person can read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.assessment.printed import PrintedFinding, fingerprint, said, subject

STARTS = "> Written against:"
TODAY = "> Today:"
_STAMP = re.compile(r"> Written against:\s*(?P<figures>.+?)\s*\[(?P<print>[0-9a-f]{8})\]\s*")


@dataclass(frozen=True)
class Stamp:
    """What a finding said when an entry was written.

    Parameters
    ----------
    figures
        In words, for people.
    fingerprint
        Short hash of verdict, counts and interval, which decides.
    """

    figures: str
    fingerprint: str

    @property
    def line(self) -> str:
        """As it stands in the file, below the heading."""
        return f"{STARTS} {self.figures} [{self.fingerprint}]"


def stamp_of(finding: PrintedFinding) -> Stamp:
    """Stamp of a finding as it stands now.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> stamp_of(read_finding({"id": "change-drugs", "theme": "drugs", "category": "drugs",
    ...     "area": "E06999001", "verdict": "rose", "polarity": "lower_better",
    ...     "before": 100, "after": 150})).line
    '> Written against: rose: 150 against 100 the year before [fa984910]'
    """
    return Stamp(said(finding), fingerprint(finding))


def read_stamp(line: str) -> Stamp | None:
    """Stamp from its line, or None where the line is not one."""
    found = _STAMP.fullmatch(line.strip())
    return Stamp(found["figures"], found["print"]) if found else None


def today_line(finding: PrintedFinding) -> str:
    """What the newest assessment says of a finding: a note for the writer, never printed."""
    return f"{TODAY} {subject(finding)} {said(finding)}."
