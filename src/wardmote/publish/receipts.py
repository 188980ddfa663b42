"""Where a number comes from: the files, the rows counted in each, and the method."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.errors import Fault
from wardmote.publish import words
from wardmote.publish.refusals import id_faults, missing, refuse_if
from wardmote.vocabulary.marking import Marking

NOT_TOLD: Final = "not told"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class SourceFile:
    """One file that numbers were counted from.

    Parameters
    ----------
    name
        File name as it was received, without folders.
    sha256
        Of the whole file: 64 hexadecimal digits. It names the file in receipts. Of a file that
        is not open it is a label that tells nothing of what is in it.
    publisher
        Who publishes or supplied it.
    licence
        Name of the licence or sharing agreement.
    retrieved_on
        Day it was fetched or received.
    address
        Where the publisher offers it, if anywhere.
    sensitivity
        ``OPEN`` where the publisher has published these counts; otherwise they may leave only
        through `wardmote.disclosure.release`.
    """

    name: str
    sha256: str
    publisher: str
    licence: str
    retrieved_on: date
    address: str = ""
    marking: Marking = Marking.PUBLIC
    sensitivity: Sensitivity = Sensitivity.STANDARD

    def __post_init__(self) -> None:
        faults = missing(self.name, "name", "lets a reader find the file")
        faults += missing(self.publisher, "publisher", "says who answers for it")
        faults += missing(self.licence, "licence", "says what may be done with it")
        if not _SHA256.fullmatch(self.sha256):
            faults.append(Fault("sha256", "not 64 hexadecimal digits in lower case."))
        if self.address and not self.address.startswith(("https://", "http://")):
            faults.append(Fault("address", "not an http or https address."))
        refuse_if(
            faults,
            what=f'Source file "{self.name}" cannot be cited.',
            next_step="Take these from the evidence store's record of the file.",
        )

    @property
    def told_sha256(self) -> str:
        """The file's hash as it is printed: that of a small table would tell its numbers."""
        return self.sha256 if self.sensitivity is Sensitivity.OPEN else NOT_TOLD


@dataclass(frozen=True)
class Counted:
    """Rows of one file that went into one figure.

    Parameters
    ----------
    sha256
        Names the file.
    rows
        Rows used, 0 or more: a file can have been looked through and hold none. None where
        the number would tell what is suppressed.
    """

    sha256: str
    rows: int | None

    def __post_init__(self) -> None:
        refuse_if(
            [Fault("rows", "fewer than none.")] if self.rows is not None and self.rows < 0 else [],
            what="A receipt cannot be written.",
            next_step="Count the rows that the figure used.",
        )

    @property
    def told(self) -> str:
        """The number of rows as it is printed."""
        return NOT_TOLD if self.rows is None else words.count(self.rows)


@dataclass(frozen=True)
class Receipt:
    """How one figure was made, so that somebody else can make it again.

    Parameters
    ----------
    figure_id
        Named by the numbers, tables and exhibits that rest on it.
    statement
        What the figure is, in a sentence: what, where, when, value.
    method
        How it was computed, with its reference.
    counted
        Files and the rows used of each.
    parameters
        Every choice, automatic ones too: name and value as words.
    caveat
        How it misleads, if it does.
    """

    figure_id: str
    statement: str
    method: str
    counted: tuple[Counted, ...]
    parameters: tuple[tuple[str, str], ...] = ()
    caveat: str = ""
    marking: Marking = Marking.PUBLIC

    def __post_init__(self) -> None:
        faults = id_faults(self.figure_id)
        faults += missing(self.statement, "statement", "says what the figure is")
        faults += missing(self.method, "method", "says how it was computed")
        if not self.counted:
            faults.append(Fault("counted", "no source file: a figure without one is a claim."))
        if len({part.sha256 for part in self.counted}) < len(self.counted):
            faults.append(Fault("counted", "a file is counted twice."))
        refuse_if(
            faults,
            what=f'The receipt of figure "{self.figure_id}" cannot be written.',
            next_step="Complete the receipt where the figure is computed.",
        )

    @property
    def rows(self) -> int | None:
        """Rows used, over all files; None where that is not told."""
        told = [part.rows for part in self.counted if part.rows is not None]
        return sum(told) if len(told) == len(self.counted) else None

    @property
    def told(self) -> str:
        """The number of rows as it is printed."""
        return NOT_TOLD if self.rows is None else words.count(self.rows)


def source_order(source: SourceFile) -> tuple[str, str, str]:
    """Where a file stands in a list of files: by publisher, then by name."""
    return (source.publisher, source.name, source.sha256)


def source_lines(sources: Iterable[SourceFile]) -> list[str]:
    """One line for each publisher and licence: how many files, retrieved when.

    Examples
    --------
    >>> file = SourceFile("a.csv", "0" * 64, "data.police.uk", "OGL v3.0", date(2024, 6, 3))
    >>> source_lines([file])
    ['data.police.uk: one file, retrieved 3 June 2024. OGL v3.0.']
    """

    def terms(source: SourceFile) -> tuple[str, str]:
        return source.publisher, source.licence

    lines = []
    for (publisher, licence), group in groupby(sorted(sources, key=terms), key=terms):
        days = sorted(source.retrieved_on for source in group)
        number = f"{words.spelt(len(days))} file{'' if len(days) == 1 else 's'}"
        first, last = words.day(days[0]), words.day(days[-1])
        retrieved = first if first == last else f"between {first} and {last}"
        lines.append(f"{publisher}: {number}, retrieved {retrieved}. {licence}.")
    return lines
