"""A folder of Markdown files into entries, each below the id of the finding that it is about.

::

    ## change-burglary
    > Today: Recorded burglary rose: 1,600 against 1,398 the year before.
    > Written against: rose: 1,600 against 1,398 the year before [0c1d2e3f]
    > For: public

    Two thirds of the rise were sheds in one ward.

    - The force changed …

What stands above the first heading is for the writers. An entry is for partners unless it says
``> For: public``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from wardmote.assessment.commentary.markdown import Block, blocks_of, line_fault
from wardmote.assessment.commentary.stamps import STARTS, TODAY, Stamp, read_stamp
from wardmote.assessment.entered import not_known
from wardmote.errors import ConfigurationError, Fault

COMMENTARY_FOLDER = "commentary"
READERS = ("partners", "public")
HEADING = re.compile(r"##\s+(\S+)\s*")
_READERS = re.compile(r"> For:\s*(.*?)\s*")


@dataclass(frozen=True)
class CommentaryEntry:
    """What somebody wrote about one finding.

    Parameters
    ----------
    finding
        Id of the finding.
    place
        File and line of its heading, to find it again.
    stamp
        The figures that it was written against; None where it says none.
    readers
        ``partners`` or ``public``.
    blocks
        Paragraphs and points, ready to be printed.
    """

    finding: str
    place: str
    stamp: Stamp | None
    readers: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass
class _Draft:
    """An entry while its lines are read."""

    finding: str
    place: str
    stamp: Stamp | None = None
    readers: str = READERS[0]
    lines: list[str] = field(default_factory=list)

    def entry(self) -> CommentaryEntry:
        return CommentaryEntry(
            self.finding, self.place, self.stamp, self.readers, blocks_of(self.lines)
        )


def read_entries(folder: Path, *, findings: Collection[str]) -> tuple[CommentaryEntry, ...]:
    r"""Every entry of a workspace's ``commentary/*.md`` that has words.

    Parameters
    ----------
    folder
        The folder. One that is not there holds nothing.
    findings
        Ids of today's findings.

    Returns
    -------
    tuple of CommentaryEntry
        By file name, then in the order of the file.

    Raises
    ------
    ConfigurationError
        A file is not UTF-8; an id is unknown and says no figures that it was written against,
        so it is misspelt rather than gone; an id has two entries; or a line would not be
        printed. All faults of all files come in one error, with the ids that exist.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = (Path(name) / "crime.md").write_text("## change-burglary\n\nMostly sheds.\n")
    ...     [one.text for one in read_entries(Path(name), findings=["change-burglary"])]
    ['Mostly sheds.']
    """
    faults: list[Fault] = []
    drafts = [
        draft
        for path in sorted(folder.glob("*.md"))
        for draft in _drafts(path.name, _lines(path, faults), faults)
    ]
    misspelt = [
        Fault(draft.place, not_known(draft.finding, findings))
        for draft in drafts
        if draft.finding not in findings and draft.stamp is None
    ]
    faults += [*misspelt, *_twice(drafts)]
    if faults:
        raise ConfigurationError(
            f"The commentary cannot be used: {len(faults)} "
            f"{'fault' if len(faults) == 1 else 'faults'}.",
            where={"Folder": str(folder)},
            faults=faults,
            known=sorted(findings) if misspelt else (),
            next_step="Correct these lines. No text was changed.",
        )
    return tuple(entry for entry in (draft.entry() for draft in drafts) if entry.blocks)


def _lines(path: Path, faults: list[Fault]) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        faults.append(Fault(path.name, "cannot be read: save it as UTF-8 text"))
        return []


def _drafts(name: str, lines: Iterable[str], faults: list[Fault]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for number, line in enumerate(lines, 1):
        heading = HEADING.fullmatch(line)
        if heading:
            drafts.append(_Draft(heading[1], f"{name} line {number}"))
        elif drafts:
            fault = _take(drafts[-1], line)
            faults += [Fault(f"{name} line {number}", fault)] if fault else []
    return drafts


def _take(draft: _Draft, line: str) -> str:
    """Give a line to an entry; says what is wrong with it, if anything."""
    if line.startswith(STARTS):
        draft.stamp = read_stamp(line)
        return "" if draft.stamp else "must end with eight letters and digits in brackets"
    if line.startswith(TODAY):
        return ""  # a note for the writer
    readers = _READERS.fullmatch(line)
    if readers:
        draft.readers = readers[1]
        return "" if readers[1] in READERS else f"For: {not_known(readers[1], READERS)}"
    draft.lines.append(line)
    return line_fault(line)


def _twice(drafts: Iterable[_Draft]) -> list[Fault]:
    first: dict[str, str] = {}
    faults = []
    for draft in drafts:
        if draft.finding in first:
            faults.append(
                Fault(draft.place, f"{draft.finding} has an entry in {first[draft.finding]} too")
            )
        first.setdefault(draft.finding, draft.place)
    return faults
