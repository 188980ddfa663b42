"""A workspace's commentary on disk: the skeleton written, entries found, entries confirmed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.assessment.commentary.entries import read_entries
from wardmote.assessment.commentary.skeleton import headings_of, restamped, with_skeleton
from wardmote.assessment.printed import PrintedFinding
from wardmote.errors import ConfigurationError, Fault

SKELETON_FILE = "findings.md"


@dataclass(frozen=True)
class SkeletonWritten:
    """A file of commentary, ready to be written in.

    Parameters
    ----------
    path
        The file.
    added
        Ids of findings that had no heading in any file.
    """

    path: Path
    added: tuple[str, ...]


def write_skeleton(folder: Path, findings: Sequence[PrintedFinding]) -> SkeletonWritten:
    """Give each finding a heading to write below, and add only what is missing.

    Answers "where do I write?". Words that are there stay as they are, and so do their stamps.

    Parameters
    ----------
    folder
        The workspace's folder of commentary; made if it is not there.
    findings
        Of the newest assessment.

    Raises
    ------
    ConfigurationError
        A file has faults. Nothing is written.

    Examples
    --------
    >>> import tempfile
    >>> from wardmote.assessment.printed import read_finding
    >>> one = read_finding({"id": "change-drugs", "theme": "drugs", "category": "drugs",
    ...     "area": "E06999001", "verdict": "rose", "polarity": "ambiguous",
    ...     "before": 100, "after": 150})
    >>> with tempfile.TemporaryDirectory() as name:
    ...     first = write_skeleton(Path(name), [one])
    ...     again = write_skeleton(Path(name), [one])
    >>> first.path.name, first.added, again.added
    ('findings.md', ('change-drugs',), ())
    """
    read_entries(folder, findings=[one.id for one in findings])  # refuses what has faults
    texts = _texts(folder)
    path = folder / SKELETON_FILE
    there = {name for text in texts.values() for name in headings_of(text)}
    others = {name for file, text in texts.items() if file != path for name in headings_of(text)}
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in {path: "", **texts}.items():
        elsewhere = others if file == path else {one.id for one in findings}
        _write(file, text, with_skeleton(text, findings, elsewhere=elsewhere))
    return SkeletonWritten(path, tuple(one.id for one in findings if one.id not in there))


def confirm_entries(
    folder: Path, findings: Sequence[PrintedFinding], ids: Collection[str]
) -> tuple[Path, ...]:
    """Stamp entries anew, after a person has read them against the figures of today.

    Parameters
    ----------
    folder
        The workspace's folder of commentary.
    findings
        Of the newest assessment.
    ids
        Entries that were read.

    Returns
    -------
    tuple of Path
        Files that were written.

    Raises
    ------
    ConfigurationError
        A file has faults, or an id has no entry with words, or no finding of today. Nothing is
        written.
    """
    present = {one.id for one in findings}
    entries = read_entries(folder, findings=present)
    known = sorted(one.finding for one in entries if one.finding in present)
    if unknown := [Fault(one, _why_unknown(one, present)) for one in ids if one not in known]:
        raise ConfigurationError(
            "Some entries cannot be confirmed. Nothing was changed.",
            where={"Folder": str(folder)},
            faults=unknown,
            known=known,
            next_step="Name entries that have words: wardmote commentary check",
        )
    changed = []
    for file, text in _texts(folder).items():
        if mine := set(headings_of(text)) & set(ids):
            _write(file, text, restamped(text, findings, mine))
            changed.append(file)
    return tuple(changed)


def _why_unknown(name: str, present: Collection[str]) -> str:
    return "no words are written about it" if name in present else "no finding of today"


def _texts(folder: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.md"))}


def _write(path: Path, before: str, after: str) -> None:
    """Whole or not at all: these are a person's words."""
    if after == before:
        return
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(after, encoding="utf-8", newline="\n")
    draft.replace(path)
