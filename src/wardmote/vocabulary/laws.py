"""The law of partnerships as dated records: each duty with its source and how far it was read.

A duty is data (`laws.toml`), never an `if`: laws change, and a plan is judged by the law of the
day on which it was adopted and, separately, by today's. Only what was read in the instrument
may be stated as law: `LegalRule.standing` says what may be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from wardmote.errors import ConfigurationError, Fault, NotModelled
from wardmote.vocabulary.marks import MARKS
from wardmote.vocabulary.shipped import read_shipped

FORCES_OF_LAW = {
    "M": "duty by statute, or by the common law",
    "R": "statutory guidance, or a duty to have regard",
    "G": "published good practice",
    "P": "professional practice",
    "-": "no duty today",
}
"""How strongly a rule binds."""

JURISDICTIONS = {
    "England": ("England",),
    "England and Wales": ("England", "Wales"),
    "United Kingdom": ("England", "Wales", "Scotland", "Northern Ireland"),
}
"""Extent of a rule, as far as it is held here, and its countries."""

AREA_TYPES = ("any", "two_tier")
"""Whether a rule binds every partnership, or only those under a county council."""

LONGEST_DUTY = 30
"""Words: a duty is read in a table on paper."""

STANDINGS = ("confirmed", "as_we_understand", "to_be_confirmed")


@dataclass(frozen=True)
class LegalRule:
    """One duty, power or good practice, with where it comes from and how well we know it.

    Parameters
    ----------
    id
        Stable number, for example ``REG-07b``.
    title
        In a few words.
    instrument
        Key of its instrument in the register, for example ``si_2007_1830``.
    citation
        Instrument and provision, for example ``SI 2007/1830, reg 12(1)``.
    provision
        Section, regulation or paragraph alone.
    parent_act
        Act under which regulations were made; empty for an Act.
    amended_by
        Instruments known to have amended it.
    jurisdiction
        ``England``, ``England and Wales`` or ``United Kingdom``.
    area_kinds
        ``any``, or ``two_tier`` where only those under a county council are bound.
    in_force_from, in_force_to
        First and last day of force; None where not established, or still in force.
    force
        ``M`` statutory or common law, ``R`` guidance, ``G`` good practice, ``P`` practice,
        ``-`` none today.
    duty
        Plainly, in our words, at most 30. "Must" stands for law only.
    parameters
        Numbers and lists that the duty turns on, by name: ask with `parameter`.
    source_key
        Key of the source that was read; empty where none was.
    source_url
        Address of what was read; empty where nothing was.
    instrument_url
        Address at which to check the law as it stands.
    text_read
        Which version was read, for example ``as made in 2007``.
    verified_on
        Day on which somebody checked it against the law as it stands; None until then.
    gist_mark, wording_mark
        How far the duty, and its exact words, were read (`wardmote.vocabulary.marks`).
    evidence
        The marks in full, part by part.
    doubts
        What makes it doubtful whether the rule still stands as read.
    """

    id: str
    title: str
    instrument: str
    citation: str
    provision: str
    parent_act: str
    amended_by: tuple[str, ...]
    jurisdiction: str
    area_kinds: tuple[str, ...]
    in_force_from: date | None
    in_force_to: date | None
    force: str
    duty: str
    parameters: tuple[tuple[str, Any], ...]
    source_key: str
    source_url: str
    instrument_url: str
    text_read: str
    verified_on: date | None
    gist_mark: str
    wording_mark: str
    evidence: str
    doubts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        problems = [
            (self.force not in FORCES_OF_LAW, "its force is unknown"),
            (self.jurisdiction not in JURISDICTIONS, "its jurisdiction is unknown"),
            (not set(self.area_kinds) <= set(AREA_TYPES), "its kinds of area are unknown"),
            (not {self.gist_mark, self.wording_mark} <= set(MARKS), "its marks are unknown"),
            (len(self.duty.split()) > LONGEST_DUTY, f"its duty is over {LONGEST_DUTY} words"),
            (_says_must(self.duty) and self.force != "M", 'it says "must" without a law'),
            (self.gist_mark == "V" and not self.source_url, "it was read, but not where"),
            (
                bool(
                    self.in_force_from
                    and self.in_force_to
                    and self.in_force_from > self.in_force_to
                ),
                "it ends before it starts",
            ),
        ]
        wrong = [Fault(self.id, problem) for is_wrong, problem in problems if is_wrong]
        if wrong:
            raise ConfigurationError(
                "A legal rule cannot be used.",
                faults=wrong,
                next_step="Correct it in vocabulary/laws.toml.",
            )

    @property
    def standing(self) -> str:
        """What may be said of it: ``confirmed``, ``as_we_understand`` or ``to_be_confirmed``.

        Only the first may be stated as law. The second was read in gist, so a result is given
        after the words "as we understand". The third is never reported as a breach.
        """
        if self.gist_mark != "V" or self.doubts:
            return "to_be_confirmed"
        return "confirmed" if self.wording_mark == "V" else "as_we_understand"

    @property
    def citation_chain(self) -> str:
        """Citation with the Act behind it, as a minute or a check should give it."""
        return (
            f"{self.citation}, made under {self.parent_act}" if self.parent_act else self.citation
        )

    @property
    def is_binding(self) -> bool:
        """Whether it is law, or guidance that must be regarded."""
        return self.force in ("M", "R")

    @property
    def is_common_law(self) -> bool:
        """Whether courts made it, and no statute."""
        return self.instrument == "common_law"

    def parameter(self, name: str) -> Any:
        """One number or list that the duty turns on.

        Raises
        ------
        ConfigurationError
            The rule has no such parameter; the message lists those it has.
        """
        held = dict(self.parameters)
        if name not in held:
            raise ConfigurationError(
                f"Rule {self.id} has no parameter {name!r}.",
                known=tuple(held),
                next_step="Use one of its parameters, or add this one to vocabulary/laws.toml.",
            )
        return held[name]

    def part(self, name: str, **own: Any) -> LegalRule:
        """One part of the rule, numbered by its name in brackets: ``CDA-04(d)``.

        Parameters
        ----------
        name
            Of the part.
        own
            What differs from the whole.

        Examples
        --------
        >>> rule("CDA-01").part("icb", title="Integrated care board").id
        'CDA-01(icb)'
        """
        return replace(self, id=f"{self.id}({name})", **own)

    def applies_in(self, jurisdiction: str, *, two_tier: bool = False) -> bool:
        """Whether it binds partnerships of a country, and of one or two tiers."""
        is_here = jurisdiction in JURISDICTIONS[self.jurisdiction]
        return is_here and ("any" in self.area_kinds or two_tier)

    def is_in_force(self, on: date) -> bool:
        """Whether it was in force on a day, as far as its dates are established."""
        has_started = self.in_force_from is None or self.in_force_from <= on
        return has_started and (self.in_force_to is None or on <= self.in_force_to)


def rules() -> tuple[LegalRule, ...]:
    """Every rule in the register, those no longer in force too.

    Returns
    -------
    tuple of LegalRule
        In the order of the register.

    Examples
    --------
    >>> rules()[0].id, rules()[0].citation
    ('CDA-01', 'Crime and Disorder Act 1998, s.5(1)')
    """
    return tuple(_by_id().values())


def rule(rule_id: str) -> LegalRule:
    """Rule by its number.

    Parameters
    ----------
    rule_id
        For example ``REG-12-1``.

    Returns
    -------
    LegalRule
        The rule.

    Raises
    ------
    ConfigurationError
        No rule has this number; the message gives the nearest.

    Examples
    --------
    >>> rule("REG-05").duty
    'The strategy group must prepare a strategic assessment during each year.'
    >>> rule("REG-10").standing
    'to_be_confirmed'
    """
    known = _by_id()
    if rule_id not in known:
        from difflib import get_close_matches

        raise ConfigurationError(
            f"There is no legal rule {rule_id!r}.",
            known=get_close_matches(rule_id, known, n=8, cutoff=0.3) or tuple(known),
            next_step="Use the number of a rule in the register.",
        )
    return known[rule_id]


def rules_in_force(
    on: date, jurisdiction: str = "England", *, two_tier: bool = False
) -> tuple[LegalRule, ...]:
    """Rules that bound, or guided, a partnership on a day.

    Answers "by what is this plan judged?", at its adoption and again today.

    Parameters
    ----------
    on
        Day by whose law to judge.
    jurisdiction
        Country. Only England is modelled.
    two_tier
        Whether a county council shares the district's work.

    Returns
    -------
    tuple of LegalRule
        In the order of the register.

    Raises
    ------
    NotModelled
        The country's law is not held here.

    Notes
    -----
    Most rules have no established first day (`in_force_from` is None) and are returned for any
    day: for a day before August 2007 the answer is not to be relied on.

    Examples
    --------
    >>> [found.id for found in rules_in_force(date(2024, 4, 1)) if found.id.startswith("SCR")]
    ['SCR-01', 'SCR-02', 'SCR-03']
    """
    if jurisdiction != "England":
        raise NotModelled(
            f"The law of {jurisdiction} is not modelled.",
            expected="England",
            found=jurisdiction,
            next_step="Wales has its own regulations (SI 2007/3076): no duty is checked there.",
        )
    return tuple(
        found
        for found in rules()
        if found.applies_in(jurisdiction, two_tier=two_tier) and found.is_in_force(on)
    )


def _says_must(duty: str) -> bool:
    return "must" in duty.casefold().replace(",", " ").split()


@cache
def _by_id() -> dict[str, LegalRule]:
    table = read_shipped("laws.toml")
    built = [_rule(entry, table["instrument"], table["source"]) for entry in table["rule"]]
    return {found.id: found for found in built}


def _rule(
    entry: Mapping[str, Any], instruments: Mapping[str, Any], sources: Mapping[str, str]
) -> LegalRule:
    instrument = instruments[entry["instrument"]]
    key = entry.get("source", "")
    return LegalRule(
        id=entry["id"],
        title=entry["title"],
        instrument=entry["instrument"],
        citation=", ".join(part for part in (instrument["name"], entry["provision"]) if part),
        provision=entry["provision"],
        parent_act=instrument.get("parent_act", ""),
        amended_by=tuple(entry.get("amended_by", instrument.get("amended_by", ()))),
        jurisdiction=instrument["jurisdiction"],
        area_kinds=tuple(entry.get("area_kinds", ("any",))),
        in_force_from=entry.get("in_force_from", instrument.get("in_force_from")),
        in_force_to=entry.get("in_force_to"),
        force=entry["force"],
        duty=entry["duty"],
        parameters=tuple((name, _fixed(value)) for name, value in entry.get("with", {}).items()),
        source_key=key,
        source_url=sources[key] if key else "",
        instrument_url=instrument["url"],
        text_read=entry.get("text_read", ""),
        verified_on=entry.get("verified_on"),
        gist_mark=entry["gist"],
        wording_mark=entry["wording"],
        evidence=entry["evidence"],
        doubts=tuple(entry.get("doubts", ())),
    )


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
