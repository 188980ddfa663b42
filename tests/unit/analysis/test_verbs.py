"""The table of allowed verbs, and the sentences of product.md 2.3, good and bad."""

from __future__ import annotations

import pytest

from wardmote.analysis.verbs import ALLOWED, Polarity, Verdict, wrong_words
from wardmote.vocabulary.categories import POLARITIES

LOWER, HIGHER, AMBIGUOUS = (
    Polarity.LOWER_BETTER,
    Polarity.HIGHER_BETTER,
    Polarity.AMBIGUOUS,
)


def test_polarities_are_those_of_the_vocabulary():
    assert set(Polarity) == set(POLARITIES)


def test_every_verdict_and_polarity_has_its_words():
    assert set(ALLOWED) == {(verdict, polarity) for verdict in Verdict for polarity in Polarity}


@pytest.mark.parametrize(
    ("verdict", "polarity", "judgement"),
    [
        (Verdict.ROSE, LOWER, "worse"),
        (Verdict.ROSE, HIGHER, "better"),
        (Verdict.FELL, LOWER, "better"),
        (Verdict.FELL, HIGHER, "worse"),
        (Verdict.ROSE, AMBIGUOUS, None),
        (Verdict.NO_CLEAR_CHANGE, LOWER, None),
        (Verdict.LITTLE_CHANGED, HIGHER, None),
    ],
)
def test_only_a_clear_change_with_a_good_direction_is_better_or_worse(verdict, polarity, judgement):
    assert ALLOWED[verdict, polarity].judgement == judgement


@pytest.mark.parametrize("verdict", [Verdict.ROSE, Verdict.FELL])
def test_an_ambiguous_measure_gives_counts_only(verdict):
    wording = ALLOWED[verdict, AMBIGUOUS]

    assert wording.counts_only
    assert not wording.verbs


@pytest.mark.parametrize(
    ("sentence", "verdict", "polarity"),
    [
        (
            "Recorded violence against the person rose: 10,330 offences against 9,396 the year "
            "before, about 10% more (likely range 6% to 14%).",
            Verdict.ROSE,
            LOWER,
        ),
        (
            "Recorded vehicle crime shows no clear change: 2,527 offences against 3,003. A gap of "
            "16% is within the swings that this series has shown.",
            Verdict.NO_CLEAR_CHANGE,
            LOWER,
        ),
        (
            "Police recorded 2,527 drug offences, against 1,965. Most come to light through "
            "searches and operations. We do not call it better or worse.",
            Verdict.ROSE,
            AMBIGUOUS,
        ),
    ],
)
def test_good_sentences_pass(sentence, verdict, polarity):
    assert wrong_words(sentence, ALLOWED[verdict, polarity]) == ()


@pytest.mark.parametrize(
    ("sentence", "verdict", "polarity", "words"),
    [
        ("Home burglary is down 25%.", Verdict.NO_CLEAR_CHANGE, LOWER, ("is down",)),
        (
            "ASB fell significantly (−3.1%, p = 0.02).",
            Verdict.NO_CLEAR_CHANGE,
            LOWER,
            ("fell", "significantly"),
        ),
        (
            "Drug dealing is out of control: trafficking rose by 42%.",
            Verdict.ROSE,
            AMBIGUOUS,
            ("out of control", "rose"),
        ),
        ("Ward X is the most dangerous ward.", Verdict.ROSE, LOWER, ("most dangerous",)),
        (
            "Thanks to the Partnership, hate crime and vehicle crime have fallen since 2022.",
            Verdict.NO_CLEAR_CHANGE,
            LOWER,
            ("thanks to", "fallen"),
        ),
        ("ASB was unchanged.", Verdict.NO_CLEAR_CHANGE, LOWER, ("unchanged",)),
        ("Violence fell.", Verdict.ROSE, LOWER, ("fell",)),
        ("Arson rose: 4 against 2.", Verdict.CANNOT_SAY, LOWER, ("rose",)),
        ("Robbery fell, which is worse.", Verdict.FELL, LOWER, ("worse",)),
    ],
)
def test_bad_sentences_are_caught(sentence, verdict, polarity, words):
    assert wrong_words(sentence, ALLOWED[verdict, polarity]) == words


def test_a_sentence_about_two_things_may_use_the_words_of_both():
    sentence = "Burglary shows no clear change; within it, homes fell."
    burglary, homes = ALLOWED[Verdict.NO_CLEAR_CHANGE, LOWER], ALLOWED[Verdict.FELL, LOWER]

    assert wrong_words(sentence, burglary, homes) == ()
    assert wrong_words(sentence, burglary) == ("fell",)


def test_a_word_inside_another_is_not_caught():
    assert wrong_words("The primrose and the fellow.", ALLOWED[Verdict.CANNOT_SAY, LOWER]) == ()
