"""The registers of the vocabulary: legal rules, known breaks, categories."""

from __future__ import annotations

from writers.markdown import code, grid, page

from wardmote.vocabulary.breaks import Break, shipped_breaks
from wardmote.vocabulary.categories import SCHEMES, categories
from wardmote.vocabulary.laws import LegalRule, rules
from wardmote.vocabulary.themes import theme

SCHEME_TITLES = {
    "police_uk": "data.police.uk",
    "mps": "Metropolitan Police Service",
    "partner": "Partners: councils, fire, health and others",
}
POLARITIES = {
    "lower_better": "fewer is better",
    "higher_better": "more is better",
    "ambiguous": "neither",
}
FORCES_OF_RULES = {
    "M": "statutory",
    "R": "guidance that must be regarded",
    "G": "good practice",
    "P": "practice",
    "-": "none today",
}
STANDINGS = {
    "confirmed": "read in the instrument",
    "as_we_understand": "as we understand it",
    "to_be_confirmed": "law to be confirmed",
}


def rules_page() -> str:
    """The register of legal rules."""
    rows = [_rule(one) for one in rules()]
    return page(
        "Legal rules",
        "The duties that Wardmote knows, as data: no rule is written into the code. *Standing* "
        "says how far a rule was read in the law itself. A rule that is *to be confirmed* is never "
        "reported as a breach. This is not legal advice.",
        "`wardmote.vocabulary.laws`",
        [grid(("Id", "Rule", "Citation", "Force", "Standing", "In plain words"), rows)],
    )


def _rule(rule: LegalRule) -> tuple[str, ...]:
    return (
        rule.id,
        rule.title,
        rule.citation,
        "common law" if rule.is_common_law else FORCES_OF_RULES[rule.force],
        STANDINGS[rule.standing],
        rule.duty,
    )


def breaks_page() -> str:
    """The breaks in series that ship."""
    return page(
        "Known breaks",
        "Events and changes of recording that make two periods incomparable, known nationally or "
        "for one force. A partnership adds its own: "
        "[declare a break](../how-to/declare-a-break.md).",
        "`wardmote.vocabulary.breaks`",
        [grid(("Id", "What", "When", "Where", "Series", "Source"), map(_break, shipped_breaks()))],
    )


def _break(one: Break) -> tuple[str, ...]:
    if one.ends is None:
        when = f"from {one.starts}"
    else:
        when = f"{one.starts}" if one.is_step else f"{one.starts} to {one.ends}"
    where = ", ".join(one.areas)
    return f"`{one.id}`", one.what, when, where, code(one.series), one.source


def categories_page() -> str:
    """The lists of categories, and what each counts towards."""
    return page(
        "Categories",
        "What is counted, in the lists of those who publish it. The id is what a mapping and an "
        "`events.toml` name. *Good direction* says whether more or fewer may be called better at "
        "all: recorded drugs, weapons, sexual and hate offences are *neither*, because more of "
        "them can mean more searching or more trust.",
        "`wardmote.vocabulary.categories`",
        [_scheme(one) for one in SCHEMES],
    )


def _scheme(scheme: str) -> str:
    rows = [
        (
            f"`{one.id}`",
            one.title,
            theme(one.theme).title,
            POLARITIES[one.polarity],
            *(("yes" if one.is_sensitive else "no",) if scheme == "partner" else ()),
        )
        for one in categories(scheme)
    ]
    title = f"## {scheme}: {SCHEME_TITLES[scheme]}"
    headers = ("Id", "Category", "Theme", "Good direction")
    if scheme == "partner":
        headers = (*headers, "Sensitive")
    return f"{title}\n\n{grid(headers, rows)}"
