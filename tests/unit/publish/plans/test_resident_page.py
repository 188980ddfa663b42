"""The page for residents: the late ones first, plain words, nothing that is not public."""

from __future__ import annotations

import pytest

from unit.publish.plans.sample import as_at, book, words
from wardmote.plan import records
from wardmote.plan.book import PlanBook
from wardmote.publish.blocks import Section
from wardmote.publish.document import Document
from wardmote.publish.pieces import links_in, plain
from wardmote.publish.plans.reading_age import OLDEST_READER, reading_age, syllables
from wardmote.publish.plans.resident import compose_resident_page, spoken


def page() -> Document:
    return compose_resident_page(as_at())


def section(document: Document, section_id: str) -> str:
    found = next(one for one in document.all_blocks() if getattr(one, "id", "") == section_id)
    assert isinstance(found, Section)
    inside = Document(
        document.title, document.strip, "x", (found,), (), (), marking=document.marking
    )
    return words(inside)


def test_the_page_asks_the_question_and_counts_the_promises_first() -> None:
    assert page().title == "Is Millbridge safer, and did we do what we said?"
    assert plain(page().answer).startswith("Our promises: 8. Done 1, on track 3,")
    assert [one.id for one in page().blocks if isinstance(one, Section)] == [
        "late", "told", "facts", "ward", "cannot-tell", "help", "have-your-say", "other-forms",
    ]  # fmt: skip


def test_a_twelve_year_old_can_read_it() -> None:
    assert reading_age(spoken(page())) <= OLDEST_READER


def test_its_own_words_are_plain_without_those_of_a_plan() -> None:
    kept = (records.Plan, records.Body)
    bare = PlanBook({one: book().all(one) for one in kept})

    assert reading_age(spoken(compose_resident_page(as_at(of=bare)))) <= OLDEST_READER


def test_every_late_or_silent_promise_is_named_and_no_other() -> None:
    late = section(page(), "late")

    assert "We will clear every reported pile of rubbish" in late
    assert "We will visit homes" in late
    assert "We will light" not in late


def test_facts_are_figures_that_may_be_printed_with_a_comparison() -> None:
    facts = section(page(), "facts")

    assert "72% of 655 (July to September 2026). That is about 7 in 10." in facts
    assert "suppressed" not in facts


def test_gaps_are_told() -> None:
    gaps = section(page(), "cannot-tell")

    assert "How many people are harmed at home and tell nobody." in gaps


def test_help_is_one_touch_away_and_the_page_can_be_left() -> None:
    addresses = {link.address for _, sentence in page().sentences() for link in links_in(sentence)}

    assert {"tel:999", "tel:101", "https://www.example.org/report"} <= addresses
    assert "leave this page" in section(page(), "help")


def test_meetings_that_are_over_are_not_offered() -> None:
    assert "Corn Hall: 3 December 2026." in section(page(), "have-your-say")
    assert "Steering" not in words(page())


@pytest.mark.parametrize(
    ("word", "sounds"),
    [("the", 1), ("council", 2), ("stopped", 1), ("wanted", 2), ("partnership", 3), ("table", 2)],
)
def test_syllables_are_groups_of_vowels(word: str, sounds: int) -> None:
    assert syllables(word) == sounds


def test_longer_sentences_and_longer_words_are_harder() -> None:
    plain_words = "We clear tips. We do it in two days."
    longer = "We clear tips and we do it in two days and we tell you when we have done it."
    harder = "Partnership organisations collaboratively remediate environmental accumulations."

    assert reading_age(plain_words) < reading_age(longer) < reading_age(harder)
    assert reading_age(harder) > OLDEST_READER


def test_the_grade_is_that_of_the_published_formula() -> None:
    """Grade: 0.39 words a sentence + 11.8 syllables a word - 15.59; a child of five has 0."""
    text = "The small dog sat on the mat and the cat looked at it angrily."

    sounds = sum(map(syllables, text.rstrip(".").split()))
    expected = 5 + 0.39 * 14 + 11.8 * sounds / 14 - 15.59

    assert reading_age(text) == pytest.approx(expected)
