"""Why did it change? Competing explanations, entered by people: a workspace's explanations.toml.

::

    [[explanation]]
    theme = "neighbourhood_crime"
    findings = ["change-burglary"]
    kind = "recording"
    claim = "Sheds are now counted as residential burglary"
    for = ["Homes fell by 193 while other buildings rose by 177"]
    against = []                    # an empty list: looked for and not found
    author = "Community safety team, Northborough Council"
    date = 2026-10-01

Where nobody knows, that is written too: ``kind = "unexplained"``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.assessment.entered import (
    BODY,
    DAY,
    TEXT,
    TEXTS,
    Entry,
    EntryFile,
    EntryForm,
    Field,
    not_known,
    one_of,
)
from wardmote.assessment.printed import PrintedFinding, said, subject
from wardmote.errors import Fault
from wardmote.vocabulary.months import day_name as day
from wardmote.vocabulary.sentences import listed
from wardmote.vocabulary.themes import THEMES, theme

EXPLANATIONS_FILE = "explanations.toml"

KINDS = {
    "recording": "the way it is recorded or reported changed",
    "opportunity": "there was more or less to steal, damage or fight over",
    "enforcement": "police or others looked more, less or elsewhere",
    "demand": "more or fewer people were here, or wanted something",
    "displacement": "it moved from or to another place, time or kind",
}
"""Kinds that compete (domain.md D, theme chapters, part (i)), and what each says."""

UNEXPLAINED = "unexplained"

_EXPLANATION = EntryForm(
    "explanation",
    (
        Field("theme", one_of([one.id for one in THEMES])),
        Field("findings", TEXTS, required=False),
        Field("kind", one_of([*KINDS, UNEXPLAINED])),
        Field("claim", TEXT),
        Field("for", TEXTS),
        Field("against", TEXTS),
        Field("author", BODY),
        Field("date", DAY),
    ),
    named_by="theme",
)


@dataclass(frozen=True)
class Explanation:
    """One explanation of a change, as a body gives it: a view, not a finding.

    Parameters
    ----------
    theme
        Id of the theme.
    findings
        Ids of the findings that it speaks of; empty for the theme as a whole.
    kind
        Recording, opportunity, enforcement, demand, displacement; or unexplained.
    claim
        In a sentence.
    evidence_for, evidence_against
        What speaks for it and against it; empty where somebody looked and found none.
    author
        The body whose view it is.
    dated
        When it was given.
    """

    theme: str
    findings: tuple[str, ...]
    kind: str
    claim: str
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]
    author: str
    dated: date

    @property
    def is_unexplained(self) -> bool:
        """Whether it says that nobody knows."""
        return self.kind == UNEXPLAINED

    @property
    def signed(self) -> str:
        """Whose view it is, and of when."""
        return f"{self.author}, {day(self.dated)}"


@dataclass(frozen=True)
class ThemeExplanations:
    """All explanations of one theme, to be weighed against each other.

    Parameters
    ----------
    theme
        Id of the theme.
    explanations
        In the order of the file.
    """

    theme: str
    explanations: tuple[Explanation, ...]

    @property
    def title(self) -> str:
        """The theme's title."""
        return theme(self.theme).title

    @property
    def not_considered(self) -> tuple[str, ...]:
        """Kinds that nobody has written about."""
        given = {one.kind for one in self.explanations}
        return tuple(kind for kind in KINDS if kind not in given)

    @property
    def note(self) -> str:
        """What a reader must know of the set as a whole.

        A cause is never stated by itself: where only one explanation is recorded, or kinds
        were not looked at, that is said.
        """
        competing = [one for one in self.explanations if not one.is_unexplained]
        if not competing:
            return "It is on record that nobody knows why."
        alone = "Only one explanation is recorded, so nothing is weighed against it. "
        lacking = f"Not considered: {listed(self.not_considered)}." if self.not_considered else ""
        start = alone if len(competing) == 1 else "These compete; none of them is tested here. "
        return f"{start}{lacking}".strip()


def read_explanations(path: Path, *, findings: Collection[str]) -> tuple[Explanation, ...]:
    """Competing explanations from a workspace's ``explanations.toml``.

    Parameters
    ----------
    path
        The file. One that is not there holds nothing.
    findings
        Ids of findings that may be named: today's, and those of the assessment before.

    Returns
    -------
    tuple of Explanation
        In the order of the file.

    Raises
    ------
    ConfigurationError
        The file is not TOML, or some of its entries are wrong. All faults come in one error,
        with the ids that exist.

    Examples
    --------
    >>> import tempfile
    >>> text = '''
    ... [[explanation]]
    ... theme = "neighbourhood_crime"
    ... findings = ["change-burglary"]
    ... kind = "unexplained"
    ... claim = "We asked the force and found no reason"
    ... for = []
    ... against = []
    ... author = "Community safety team"
    ... date = 2026-10-01
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "explanations.toml"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     read_explanations(path, findings=["change-burglary"])[0].is_unexplained
    True
    """
    file = EntryFile(path, (_EXPLANATION,))
    entries = file.entries("explanation")
    faults = [fault for one in entries for fault in _faults(one, findings)]
    has_unknown = any(set(one.texts("findings")) - set(findings) for one in entries)
    file.refuse(faults, known=sorted(findings) if has_unknown else ())
    return tuple(map(_explanation, entries))


TEMPLATE = """\
# Why did it change? Competing explanations, as bodies see them: a body, never a person. Take the
# number signs away from an entry, and write. A cause is never stated by itself: give each kind
# that somebody considered, with what speaks for and against it. Where nobody knows, that is
# written too: kind = "unexplained".
#
{kinds}
"""

_ENTRY = """
# {said}
# [[explanation]]
# theme = "{theme}"
# findings = ["{id}"]
# kind = "unexplained"
# claim = "Nobody whom we asked knows why"
# for = []
# against = []
# author = "Community safety team"
# date = {date}
"""


def explanations_template(findings: Iterable[PrintedFinding], *, on: date) -> str:
    """An ``explanations.toml`` to write in: an entry, commented out, for each clear change.

    Parameters
    ----------
    findings
        Of the newest assessment.
    on
        Day to put into the entries.
    """
    kinds = "\n".join(f"# {kind}: {meaning}" for kind, meaning in KINDS.items())
    entries = "".join(
        _ENTRY.format(said=f"{subject(one)} {said(one)}.", theme=one.theme, id=one.id, date=on)
        for one in findings
        if one.has_moved
    )
    return TEMPLATE.format(kinds=kinds) + entries


def explanations_by_theme(explanations: Iterable[Explanation]) -> tuple[ThemeExplanations, ...]:
    """Explanations of each theme that has some, in the order in which chapters come."""
    every = tuple(explanations)
    return tuple(
        ThemeExplanations(known.id, mine)
        for known in THEMES
        if (mine := tuple(one for one in every if one.theme == known.id))
    )


def explained_findings(explanations: Iterable[Explanation]) -> frozenset[str]:
    """Ids of findings that somebody explained, or said to be unexplained (rule REG-07c)."""
    return frozenset(finding for one in explanations for finding in one.findings)


def _faults(entry: Entry, findings: Collection[str]) -> list[Fault]:
    problems = [
        f"findings: {not_known(one, findings)}"
        for one in entry.texts("findings")
        if one not in findings
    ]
    says_nothing = entry.text("kind") == UNEXPLAINED
    if not says_nothing and not entry.texts("for") and not entry.texts("against"):
        problems.append(
            "neither for nor against has evidence: that is a guess. Give some, or use "
            f"kind = {UNEXPLAINED!r}"
        )
    return [entry.fault(problem) for problem in problems]


def _explanation(entry: Entry) -> Explanation:
    return Explanation(
        theme=entry.text("theme"),
        findings=entry.texts("findings"),
        kind=entry.text("kind"),
        claim=entry.text("claim"),
        evidence_for=entry.texts("for"),
        evidence_against=entry.texts("against"),
        author=entry.text("author"),
        dated=entry.values["date"],
    )
