"""A finding as a sentence: both counts always, the verb from the test, the caveat with it."""

from __future__ import annotations

import re

from wardmote.analysis.families import CLEAR
from wardmote.analysis.verbs import Verdict, wrong_words
from wardmote.analysis.verdicts import LEAST_CHANGE, LITTLE
from wardmote.assessment.findings import Finding
from wardmote.assessment.measures import Measure
from wardmote.errors import DisclosureError, Fault
from wardmote.publish import words
from wardmote.publish.pieces import Number, Piece, Sentence, plain

VERDICT_WORDS = {
    Verdict.ROSE: "Rose",
    Verdict.FELL: "Fell",
    Verdict.LITTLE_CHANGED: "Little changed",
    Verdict.NO_CLEAR_CHANGE: "No clear change",
    Verdict.TOO_SHORT: "Too short to say",
    Verdict.CANNOT_SAY: "Cannot say",
}
NOT_JUDGED = "Counted, not judged"
LEAST_ON_FRONT_PAGE = 100  # product rule: no percentage of fewer there
LEAST_ELSEWHERE = 30


def sentence(finding: Finding, *, least: int = LEAST_ELSEWHERE) -> Sentence:
    """What a finding says, in one or two sentences.

    Parameters
    ----------
    finding
        The finding.
    least
        Smallest earlier count that may carry a percentage.

    Returns
    -------
    Sentence
        With both counts linked to their rows.

    Raises
    ------
    DisclosureError
        The words say more than the test allows: a fault of the software.
    """
    said = _said(finding, least)
    # What siblings and parent did is worded by their own tests, in `judge_with_siblings`.
    own = plain(said).replace(_clause(finding.must_say), "") if finding.must_say else plain(said)
    if wrong := wrong_words(own, finding.wording):
        raise DisclosureError(
            f"The sentence about {finding.measure.title} says more than its test shows.",
            faults=[Fault("words", one) for one in wrong],
            next_step="Report this: it is a fault of the software.",
        )
    return said


def _said(finding: Finding, least: int) -> tuple[Piece, ...]:
    if finding.before is None:
        return (
            f"{subject(finding.measure)}: ",
            _number(finding, finding.after),
            " in the last twelve months; the months held are too few to compare two years.",
        )
    if not finding.is_judged:
        return (
            f"{subject(finding.measure)}: ",
            *_counts(finding),
            ". More of these can mean more searching or more trust in the police, so the count is "
            "not called one thing or the other.",
        )
    if finding.verdict is Verdict.CANNOT_SAY:
        return (
            f"{subject(finding.measure)}: ",
            *_counts(finding),
            f". We cannot say more, because {_clause(finding.because)}.",
        )
    return (
        f"{subject(finding.measure)} {_verb(finding)}: ",
        *_counts(finding),
        _size(finding, least),
    )


PLURAL = re.compile(r"\b(offences|crimes|drugs)\b", re.IGNORECASE)


def is_plural(title: str) -> bool:
    """Whether a category's title takes a verb in the plural.

    Examples
    --------
    >>> is_plural("Drug offences"), is_plural("Burglary")
    (True, False)
    """
    return PLURAL.search(title) is not None


def _verb(finding: Finding) -> str:
    phrase = finding.wording.phrase
    return phrase.replace("shows", "show") if is_plural(finding.measure.title) else phrase


def subject(measure: Measure) -> str:
    """A measure as the subject of a sentence: every count here is a recorded one."""
    title = measure.title
    lower = title if title.isupper() else title[0].lower() + title[1:]
    return f"Recorded {lower}"


def _counts(finding: Finding) -> tuple[Piece, ...]:
    return (
        _number(finding, finding.after),
        " against ",
        _number(finding, finding.before or 0),
        " the year before",
    )


def _number(finding: Finding, value: int) -> Number:
    return Number(value, finding.id)


def _size(finding: Finding, least: int) -> str:
    before, change = finding.before or 0, finding.change
    assuming = ", assuming independent events" if change.assumes_independence else ""
    if before < least or change.lower is None or change.upper is None:
        return f"{assuming}." if assuming else ". The counts are too small for a percentage."
    if finding.verdict in (Verdict.ROSE, Verdict.FELL):
        likely = words.likely_range(change.lower, change.upper)
        size = words.change(before, finding.after, least=least)
        return f", {size} (likely range {likely}{assuming})."
    return _not_a_change(finding, f"(likely range {range_words(finding)}{assuming})")


def _not_a_change(finding: Finding, likely: str) -> str:
    """Why a difference is not called a change: it may lie beyond the swings all the same."""
    if finding.verdict is Verdict.LITTLE_CHANGED:
        return f", at most {LITTLE:.0%} from no change {likely}."
    if not finding.change.leaves_out_no_change:
        return f", within the swings that this series has shown {likely}."
    if (finding.judged.adjusted_p or 0) >= CLEAR:
        tests = f"among {finding.judged.family_size} tests made together"
        return f". By itself it would be clear {likely}; {tests}, one such can come by chance."
    return f". It lies beyond this series' swings {likely}, but is smaller than {LEAST_CHANGE:.0%}."


def _clause(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[0].lower() + text[1:] if text[:2].istitle() else text


def verdict_words(finding: Finding) -> str:
    """Its verdict in two or three words, for a table."""
    return VERDICT_WORDS[finding.verdict] if finding.is_judged else NOT_JUDGED


def range_words(finding: Finding) -> str:
    """The likely range of its change, or why there is none, for a table."""
    change = finding.change
    if change.refusal:
        return f"not tested: {change.refusal}"
    if change.percent_interval is None or change.lower is None or change.upper is None:
        return "too few for a percentage"
    said = words.likely_range(change.lower, change.upper)
    if change.lower >= 1:
        return f"{said} more"
    return f"{said} fewer" if change.upper <= 1 else said
