"""A file with a heading for each finding, to write below; and new stamps for looked-over entries.

Both work on text and return text. They add lines and renew stamps. They never touch a
person's words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wardmote.assessment.commentary.entries import HEADING
from wardmote.assessment.commentary.stamps import STARTS, TODAY, stamp_of, today_line
from wardmote.assessment.printed import PrintedFinding
from wardmote.errors import ConfigurationError, Fault

OPENING = """\
# Commentary

Write below a heading what the figures cannot say: what you know, how you know it, and what
you do not know. Paragraphs, points and links are printed. "Today" is the finding as it
stands in the newest assessment. "Written against" tells the next build whether the figures
have changed since you wrote. An entry is for partners; to print it in the public version
too, add a line:  > For: public
"""


def with_skeleton(
    text: str, findings: Sequence[PrintedFinding], *, elsewhere: Collection[str] = ()
) -> str:
    """A file of commentary with a stamped heading for each finding that had none.

    Answers "where do I write?". Run it again after a rebuild: headings that are there keep
    their words and their stamp, and are told the finding of today; those without words get the
    stamp of today. Words without a
    stamp stay so, since only their writer knows which figures they meant (`restamped`).

    Parameters
    ----------
    text
        The file as it is; empty for a new one.
    findings
        Of the newest assessment.
    elsewhere
        Ids that have a heading in another file.

    Returns
    -------
    str
        The file as it should be.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> one = read_finding({"id": "change-drugs", "theme": "drugs", "category": "drugs",
    ...     "area": "E06999001", "verdict": "rose", "polarity": "ambiguous",
    ...     "before": 100, "after": 150})
    >>> for line in with_skeleton("", [one]).splitlines()[-3:]:
    ...     print(line)
    ## change-drugs
    > Today: Recorded drugs came to 150, against 100 the year before: counted, and not judged.
    > Written against: came to 150, against 100 the year before: counted, and not judged [fa984910]
    >>> with_skeleton(with_skeleton("", [one]), [one]) == with_skeleton("", [one])
    True
    """
    start = text if text.strip() else OPENING
    by_id = {one.id: one for one in findings}
    sections = _sections(start)
    there = {name for name, _ in sections}
    renewed = [
        _stamped(lines, by_id[name])
        if name in by_id and not _has_words(lines)
        else _told(lines, by_id.get(name))
        for name, lines in sections
    ]
    missing = [one for one in findings if one.id not in there and one.id not in elsewhere]
    new = [["", *_stamped([f"## {one.id}"], one)] for one in missing]
    body = "\n".join(line for lines in (*renewed, *new) for line in lines)
    return body.rstrip("\n") + "\n"


def restamped(text: str, findings: Sequence[PrintedFinding], ids: Collection[str]) -> str:
    """A file of commentary after a person has looked some entries over.

    Answers "I have read it against the new figures, and it stands".

    Parameters
    ----------
    text
        The file as it is.
    findings
        Of the newest assessment.
    ids
        Entries that were looked over.

    Raises
    ------
    ConfigurationError
        An id has no heading in the file, or no finding; the message lists those that have.
    """
    by_id = {one.id: one for one in findings}
    sections = _sections(text)
    known = sorted({name for name, _ in sections if name in by_id})
    unknown = [Fault(one, "no heading with a finding of today") for one in ids if one not in known]
    if unknown:
        raise ConfigurationError(
            "Some entries cannot be stamped anew. Nothing was changed.",
            faults=unknown,
            known=known,
            next_step="Name entries of this file whose finding is still there.",
        )
    return "".join(
        f"{line}\n"
        for name, lines in sections
        for line in (_stamped(lines, by_id[name]) if name in ids else lines)
    )


def headings_of(text: str) -> tuple[str, ...]:
    """Ids that have a heading in a file of commentary, in its order."""
    return tuple(name for name, _ in _sections(text) if name)


def _sections(text: str) -> list[tuple[str, list[str]]]:
    """Id and lines of each entry; what stands above the first has no id."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in text.removeprefix("\ufeff").splitlines():
        heading = HEADING.fullmatch(line)
        if heading:
            sections.append((heading[1], []))
        sections[-1][1].append(line)
    return sections


def _has_words(lines: Sequence[str]) -> bool:
    return any(line.strip() and not line.startswith(">") for line in lines[1:])


def _stamped(lines: Sequence[str], finding: PrintedFinding) -> list[str]:
    left = [line for line in lines if not line.startswith(STARTS)]
    heading, today, *rest = _told(left, finding)
    return [heading, today, stamp_of(finding).line, *rest]


def _told(lines: Sequence[str], finding: PrintedFinding | None) -> list[str]:
    """Lines of an entry with the finding as it stands today, or without where it is gone."""
    left = [line for line in lines if not line.startswith(TODAY)]
    return [*left[:1], today_line(finding), *left[1:]] if finding else left
