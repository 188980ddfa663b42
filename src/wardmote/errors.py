"""Every error that Wardmote raises on purpose, and what each means to the shell.

::

    WardmoteError               1    something was refused, and we can say why
      ConfigurationError       10    the settings, or the command, are wrong
        AmbiguousArea          10    one name, several areas: choose
        NotModelled            10    real, but outside what Wardmote models
      SourceError              11    a file is missing, unreadable, or not what it says
        LayoutChanged          11    a publisher changed its columns
        PersonalData           11    a column looks personal: the import stops
      EvidenceError            12    the store, or rows in it, cannot be used
        StoreBusy              12    another ingest is writing
        SmallReplacement       12    the replacement is empty or much smaller
      AnalysisError            13    the question cannot be answered with these inputs
        TooShort               13    too few periods to say
      DisclosureError          14    the answer must not leave
      TransitionError          15    the plan cannot move that way
      NotPermitted             16    this person may not

A message has four parts, in this order: what is wrong; where; what was expected,
with what was found; what to do next. All faults of one input come in one error.
Messages never carry a value from a field that might be personal: they give the
row number. Anything that is not a `WardmoteError` is our bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

FAULTS_SHOWN = 20  # more than a screenful helps nobody; the rest are counted
KNOWN_SHOWN = 30
LABEL_WIDTH = 10


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place of a file, form or folder.

    Parameters
    ----------
    where
        Row, column or setting: what a person can find, for example ``row 19  month``.
    problem
        What is wrong and what would be right, without personal values.
    """

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}    {self.problem}"


class WardmoteError(Exception):
    """A refusal that a person can act on.

    Parameters
    ----------
    what
        One sentence: what is wrong.
    where
        Label to place, for example ``{"File": "2024-03-x-street.csv", "Row": "19"}``.
    expected
        What would have been right.
    found
        What was there instead. Never personal data.
    known
        The names that exist, when one was unknown.
    faults
        All faults, when the input has several.
    next_step
        What the reader should do now. Required: an error without it is unfinished.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        what: str,
        *,
        next_step: str,
        where: Mapping[str, str] | None = None,
        expected: str | None = None,
        found: str | None = None,
        known: Sequence[str] = (),
        faults: Sequence[Fault] = (),
    ) -> None:
        self.what = what
        self.where = dict(where or {})
        self.expected = expected
        self.found = found
        self.known = tuple(known)
        self.faults = tuple(faults)
        self.next_step = next_step
        super().__init__(self._text())

    def _text(self) -> str:
        lines = [self.what]
        for label, value in self.where.items():
            lines.append(_line(label, value))
        if self.expected is not None:
            lines.append(_line("Expected", self.expected))
        if self.found is not None:
            lines.append(_line("Found", self.found))
        if self.known:
            lines.append(_line("Known", _listed(self.known)))
        lines.extend(f"  {fault}" for fault in self.faults[:FAULTS_SHOWN])
        if len(self.faults) > FAULTS_SHOWN:
            lines.append(f"  … and {len(self.faults) - FAULTS_SHOWN:,} more")
        lines.append(_line("Next", self.next_step))
        return "\n".join(lines)

    @property
    def for_people(self) -> str:
        """The same refusal as one sentence and one step, for a page."""
        return f"{self.what} {self.next_step}"


def _line(label: str, value: str) -> str:
    head, *rest = value.splitlines() or [""]
    indent = " " * (LABEL_WIDTH + 2)
    return "\n".join([f"  {label:<{LABEL_WIDTH}}{head}", *(f"{indent}{line}" for line in rest)])


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:KNOWN_SHOWN])
    more = len(names) - KNOWN_SHOWN
    return f"{shown}, … and {more:,} more" if more > 0 else shown


class ConfigurationError(WardmoteError):
    """The settings, or the command, are wrong."""

    exit_code = 10


class AmbiguousArea(ConfigurationError):
    """One name stands for several areas: the person must choose."""


class NotModelled(ConfigurationError):
    """The thing is real, but outside what Wardmote models."""


class SourceError(WardmoteError):
    """A file is missing, unreadable, or not what it says it is."""

    exit_code = 11


class LayoutChanged(SourceError):
    """A publisher changed the columns of a file."""


class PersonalData(SourceError):
    """A column looks personal, so the import stops."""


class EvidenceError(WardmoteError):
    """The store, or the rows in it, cannot be used."""

    exit_code = 12


class StoreBusy(EvidenceError):
    """Another ingest is writing to this workspace."""


class SmallReplacement(EvidenceError):
    """A supply would be replaced by an empty or a much smaller one."""


class AnalysisError(WardmoteError):
    """The question cannot be answered with these inputs."""

    exit_code = 13


class TooShort(AnalysisError):
    """Too few periods to say."""


class DisclosureError(WardmoteError):
    """The answer must not leave."""

    exit_code = 14


class TransitionError(WardmoteError):
    """The plan cannot move that way."""

    exit_code = 15


class NotPermitted(WardmoteError):
    """This person may not act so."""

    exit_code = 16
