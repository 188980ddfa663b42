"""Which words a sentence may use, given what the test found and which way is good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a test of change lets us say."""

    ROSE = "rose"
    FELL = "fell"
    LITTLE_CHANGED = "little_changed"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_SHORT = "too_short"
    CANNOT_SAY = "cannot_say"


class Polarity(StrEnum):
    """Which way is good, if either is; as `wardmote.vocabulary.categories` writes it.

    Recorded drugs, weapons, sexual, hate and domestic abuse offences and modern slavery
    are ambiguous: more of them can mean more searching, or more trust.
    """

    LOWER_BETTER = "lower_better"
    HIGHER_BETTER = "higher_better"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Wording:
    """The words that one verdict allows for one polarity.

    Parameters
    ----------
    phrase
        The words to use: "rose", "shows no clear change".
    verbs
        Every verb of movement that is allowed, `phrase`'s own among them.
    judgement
        "better" or "worse" where the verdict says so, else None.
    counts_only
        Whether the sentence gives the two counts and no verdict.
    """

    phrase: str
    verbs: frozenset[str] = frozenset()
    judgement: str | None = None
    counts_only: bool = False


UP = frozenset({"rose", "risen", "increased", "went up"})
DOWN = frozenset({"fell", "fallen", "decreased", "went down"})
NEVER = frozenset(  # jargon, alarm, blame and causes: nothing that a test here shows
    {"significant", "significantly", "insignificant", "surged", "soared", "plummeted"}
    | {"out of control", "most dangerous", "thanks to", "unchanged", "record success"}
)
OTHER_MOVES = frozenset(
    {"rise", "rises", "rising", "increase", "increases", "increasing", "grew", "growing", "climbed"}
    | {"fall", "falls", "falling", "decrease", "decreases", "decreasing", "dropped", "drop"}
    | {"declined", "decline", "reduced", "reduction", "is up", "is down", "are up", "are down"}
    | {"improved", "worsened", "better", "worse", "little changed", "no clear change"}
)

_PHRASES: Mapping[Verdict, tuple[str, frozenset[str]]] = {
    Verdict.ROSE: ("rose", UP),
    Verdict.FELL: ("fell", DOWN),
    Verdict.LITTLE_CHANGED: ("little changed", frozenset({"little changed"})),
    Verdict.NO_CLEAR_CHANGE: ("shows no clear change", frozenset({"no clear change"})),
    Verdict.TOO_SHORT: ("too short to say", frozenset()),
    Verdict.CANNOT_SAY: ("cannot say", frozenset()),
}
_GOOD_DIRECTION: Mapping[Polarity, Verdict] = {
    Polarity.LOWER_BETTER: Verdict.FELL,
    Polarity.HIGHER_BETTER: Verdict.ROSE,
}
_MOVED = (Verdict.ROSE, Verdict.FELL)


def _word(verdict: Verdict, polarity: Polarity) -> Wording:
    phrase, verbs = _PHRASES[verdict]
    if verdict not in _MOVED:
        counts_only = polarity is Polarity.AMBIGUOUS
        return Wording("against" if counts_only else phrase, verbs, counts_only=counts_only)
    if polarity is Polarity.AMBIGUOUS:
        return Wording("against", counts_only=True)
    return Wording(phrase, verbs, "better" if _GOOD_DIRECTION[polarity] is verdict else "worse")


ALLOWED: Mapping[tuple[Verdict, Polarity], Wording] = {
    (verdict, polarity): _word(verdict, polarity) for verdict in Verdict for polarity in Polarity
}
"""The table of allowed verbs: one row for each verdict and polarity."""


def wrong_words(sentence: str, *wordings: Wording) -> tuple[str, ...]:
    """Words of a sentence that its tests do not allow, in order of appearance.

    Answers "may this sentence be printed?": it may if the answer is empty. It knows verbs
    of movement, judgements and words that no test here can carry. It does not read meaning,
    so a person still reads the page.

    Parameters
    ----------
    sentence
        The sentence as it would be printed.
    wordings
        What each test that the sentence reports allows (rows of `ALLOWED`).

    Returns
    -------
    tuple
        The offending words in lower case; empty if there are none.

    Notes
    -----
    A sentence about two things may use the words of both, about either.

    References
    ----------
    House rule: a change is worded by its test and by nothing else.

    Examples
    --------
    >>> unclear = ALLOWED[Verdict.NO_CLEAR_CHANGE, Polarity.LOWER_BETTER]
    >>> wrong_words("ASB fell significantly.", unclear)
    ('fell', 'significantly')
    >>> wrong_words("ASB shows no clear change: 10,931 against 11,280.", unclear)
    ()
    """
    watched = UP | DOWN | NEVER | OTHER_MOVES
    found = _occurrences(sentence.lower(), watched - _allowed_words(wordings))
    return tuple(dict.fromkeys(found))


def _allowed_words(wordings: Iterable[Wording]) -> frozenset[str]:
    words: set[str] = set()
    for wording in wordings:
        words |= wording.verbs
        if wording.judgement:
            words.add(wording.judgement)
        if wording.counts_only:  # "We do not call it better or worse."
            words |= {"better", "worse"}
    return frozenset(words)


def _occurrences(text: str, words: frozenset[str]) -> list[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.findall(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", text)
