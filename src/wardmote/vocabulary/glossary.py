"""One word for one thing: the field's terms, what they mean, and what not to say instead.

The page ``docs/reference/glossary.md`` is written from here; a test holds the two together::

    python -m wardmote.vocabulary.glossary
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.shipped import read_shipped

_HEAD = """\
# Glossary

The words that Wardmote uses, in its pages, its settings and its code. One word stands for one
thing; where another word is common for it, the third column says so, and we do not use it.
The last column names the rule of the legal register, or the instrument, that the word comes from.

This page is written from `wardmote.vocabulary.glossary`. To change it, change `glossary.toml`
there and run `python -m wardmote.vocabulary.glossary`.

| Term | Meaning | We do not say | Comes from |
|---|---|---|---|
"""


@dataclass(frozen=True)
class GlossaryEntry:
    """One term.

    Parameters
    ----------
    term
        As it is written on a page, abbreviation in brackets.
    meaning
        In one or two plain sentences.
    not_to_say
        Words that others use for it and we do not.
    source
        Rule or instrument it comes from; empty for common use in the field.
    """

    term: str
    meaning: str
    not_to_say: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not (self.term.strip() and self.meaning.strip()):
            raise ConfigurationError(
                "A glossary entry needs a term and a meaning.",
                found=self.term or "no term",
                next_step="Complete it in vocabulary/glossary.toml.",
            )


@cache
def glossary() -> tuple[GlossaryEntry, ...]:
    """Every term, in alphabetical order.

    Returns
    -------
    tuple of GlossaryEntry
        Sorted without regard to capitals.

    Examples
    --------
    >>> glossary()[0].term
    '4Es'
    """
    built = [
        GlossaryEntry(
            term=entry["term"],
            meaning=entry["meaning"],
            not_to_say=tuple(entry.get("not_to_say", ())),
            source=entry.get("source", ""),
        )
        for entry in read_shipped("glossary.toml")["entry"]
    ]
    return tuple(sorted(built, key=lambda entry: entry.term.casefold()))


def render_glossary() -> str:
    """Glossary as a Markdown page.

    Returns
    -------
    str
        The whole of ``docs/reference/glossary.md``, ending in a line break.

    Examples
    --------
    >>> render_glossary().splitlines()[0]
    '# Glossary'
    """
    return _HEAD + "".join(f"{_row(entry)}\n" for entry in glossary())


def _row(entry: GlossaryEntry) -> str:
    cells = (entry.term, entry.meaning, ", ".join(entry.not_to_say), entry.source)
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/reference/glossary.md").write_text(render_glossary(), encoding="utf-8", newline="\n")
