"""How old a reader must be to read a text at once: a Flesch-Kincaid grade, and its age.

A formula sees the length of sentences and of words, and nothing else. It finds a page that is
hard; it cannot show that one is easy.
"""

from __future__ import annotations

import re
from typing import Final

AGE_OF_GRADE_NOUGHT: Final = 5  # a child of five enters at grade nought
OLDEST_READER: Final = 12  # the resident page is to be read by twelve-year-olds
_SENTENCE_END: Final = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$")


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; a number counts as one.

    Examples
    --------
    >>> [syllables(one) for one in ("noise", "police", "partnership", "area", "people", "late")]
    [1, 2, 3, 2, 2, 1]
    """
    letters = word.lower()
    groups = len(_VOWELS.findall(letters))
    if groups > 1 and _SILENT.search(letters):
        groups -= 1
    return max(groups, 1)


def reading_age(text: str) -> float:
    """Years of age at which a text is read at once.

    Answers "can a twelve-year-old read this?", as far as a formula can.

    Parameters
    ----------
    text
        Sentences; a line is a sentence too, as headings and list items have no full stop.

    Returns
    -------
    float
        Flesch-Kincaid grade + 5, at least 5; 5 for no words.

    Notes
    -----
    The grade is 0.39 words a sentence + 11.8 syllables a word - 15.59. Colons and semicolons
    end a sentence here, as a reader pauses there. Names of places and bodies count as they are.

    References
    ----------
    Kincaid, Fishburne, Rogers and Chissom (1975), Research Branch Report 8-75.

    Examples
    --------
    >>> reading_age("We will pick up tips. We will do it in two days.") < 8
    True
    """
    sentences = [found for part in _SENTENCE_END.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return float(AGE_OF_GRADE_NOUGHT)
    sounds = sum(map(syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59
    return AGE_OF_GRADE_NOUGHT + max(grade, 0.0)
