"""The glossary, and the page that is written from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wardmote.errors import ConfigurationError
from wardmote.vocabulary.glossary import GlossaryEntry, glossary, render_glossary
from wardmote.vocabulary.laws import rules

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "glossary.md"


def test_the_published_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == render_glossary(), (
        "docs/reference/glossary.md is stale: run python -m wardmote.vocabulary.glossary"
    )


def test_every_term_is_on_the_page_once():
    rows = [line.split(" | ")[0].removeprefix("| ") for line in render_glossary().splitlines()]
    terms = [entry.term for entry in glossary()]

    assert len(terms) > 100
    assert sorted(set(terms)) == sorted(terms)
    assert [row for row in rows if row in terms] == terms


def test_the_softwares_own_words_are_explained():
    words = "Edition, Evidence version, Mapping, Promise, Quarantined, Receipt, Scope, Supply"

    assert {*words.split(", "), "Workspace"} <= {entry.term for entry in glossary()}


def test_terms_stand_in_alphabetical_order():
    terms = [entry.term.casefold() for entry in glossary()]

    assert terms == sorted(terms)


@pytest.mark.parametrize("entry", glossary(), ids=lambda entry: entry.term)
def test_an_entry_is_short_and_ends_like_a_sentence(entry):
    assert len(entry.meaning.split()) <= 45
    assert entry.meaning.endswith(".")
    assert entry.term not in entry.not_to_say


def test_a_source_that_looks_like_a_rule_is_one():
    known = {found.id for found in rules()}
    named = {
        entry.source for entry in glossary() if re.fullmatch(r"[A-Z]{2,3}-\w+(-\d)?", entry.source)
    }

    assert named
    assert named <= known


def test_words_that_we_do_not_say_are_not_explained_as_ours():
    ours = {entry.term.casefold() for entry in glossary()}
    avoided = {word.casefold() for entry in glossary() for word in entry.not_to_say}

    assert avoided & ours <= {"output"}  # a term of its own, and not an outcome


def test_a_bar_in_a_term_does_not_break_the_table():
    assert all(line.count(" | ") == 3 for line in render_glossary().splitlines()[13:])


@pytest.mark.parametrize(("term", "meaning"), [("", "Something."), ("Word", " ")])
def test_an_entry_without_term_or_meaning_cannot_be_built(term, meaning):
    with pytest.raises(ConfigurationError, match="needs a term and a meaning"):
        GlossaryEntry(term, meaning)
