"""What may be said of a finding since the last assessment: the tests' own verbs, no causes."""

from __future__ import annotations

from wardmote.assessment.printed import said, subject
from wardmote.assessment.since.compare import SinceFinding, SinceLast, Status
from wardmote.vocabulary.sentences import count, listed


def sentence_of(one: SinceFinding, since: SinceLast) -> str:
    """One finding, then and now, in two or three sentences.

    Answers "what do we tell the Board about it?". Both counts of both assessments are given;
    the verbs are those that each one's own test allows; nothing is said of causes.

    Parameters
    ----------
    one
        A finding of `since`.
    since
        The comparison.

    Returns
    -------
    str
        Sentences, each with its full stop.
    """
    then = since.earlier_name
    start = f"{subject(one.current)} {said(one.current)}."
    if one.frozen is None:
        return f"{start} It is not in {then}."
    if one.now is None:
        return f"{start} That stands in {then}, and nothing of it in this one."
    where = ", where" if one.is_judged else ""
    before = f"{_beside(one)} {then}{where} it {said(one.frozen)}."
    return " ".join([start, before, *_revision(one), *one.notes])


def summary_of(since: SinceLast) -> str:
    """How many findings have which status, in one sentence or two.

    Examples
    --------
    >>> from wardmote.assessment.since import PrintedAssessment, compare_since
    >>> from datetime import date
    >>> then, now = (
    ...     PrintedAssessment(name, date(year, 11, 22), "v1", "E06999001", "Northborough", ())
    ...     for name, year in (("a", 2025), ("b", 2026))
    ... )
    >>> summary_of(compare_since(then, now))
    'Neither this assessment nor the assessment of 22 November 2025 has findings.'
    """
    if not since.findings:
        return f"Neither this assessment nor {since.earlier_name} has findings."
    unjudged = sum(not one.is_judged for one in since.findings)
    counted = [f"{number} {status.words}" for status, number in since.counts.items() if number]
    counted += [f"{unjudged} counted and not compared"] if unjudged else []
    of = count(len(since.findings), "finding")
    text = f"Since {since.earlier_name}, of {of}: {listed(counted)}."
    if since.revised:
        verb = "has" if len(since.revised) == 1 else "have"
        revised = f"{len(since.revised)} of the earlier ones {verb} other figures"
        text += f" {revised} in today's evidence."
    return text


def revision_of(one: SinceFinding) -> str:
    """What was printed beside what the same months count today; empty where that is the same.

    Examples
    --------
    >>> from wardmote.assessment.printed import read_finding
    >>> values = {"id": "change-burglary", "theme": "neighbourhood_crime", "area": "E06999001",
    ...     "category": "burglary", "verdict": "rose", "polarity": "lower_better", "before": 1100}
    >>> then, anew = (read_finding({**values, "after": number}) for number in (1200, 1238))
    >>> revision_of(SinceFinding("change-burglary", frozen=then, restated=anew, now=None))
    'Burglary was printed as 1,200; the same twelve months count 1,238 today.'
    """
    if not one.is_revised or one.frozen is None or one.restated is None:
        return ""
    then, anew = one.frozen, one.restated
    if then.after != anew.after:
        return (
            f"{then.title} was printed as {then.after:,}; the same twelve months count "
            f"{anew.after:,} today."
        )
    if then.before != anew.before:
        was = "none held" if then.before is None else f"{then.before:,}"
        return (
            f"{then.title}: the year before was printed as {was}; the same months count "
            f"{anew.before or 0:,} today."
        )
    return f"{then.title}: both counts are as printed; the test of the change gives another range."


def reasons_not_restated(since: SinceLast) -> tuple[str, ...]:
    """Why some earlier figures could not be counted anew, each reason once with its findings."""
    titles: dict[str, list[str]] = {}
    for one in since.findings:
        if one.why_not_restated:
            titles.setdefault(one.why_not_restated, []).append(one.current.title)
    return tuple(f"Not counted anew: {listed(names)}. {why}" for why, names in titles.items())


def _beside(one: SinceFinding) -> str:
    """How the earlier finding is brought in: with no word on verdicts that say nothing."""
    if not one.is_judged:
        return "In"
    return {
        Status.REVERSED: "The other way round in",
        Status.UNCHANGED: "The same in",
        Status.CHANGED: "Not so in",
    }[one.against_frozen]


def _revision(one: SinceFinding) -> list[str]:
    """What today's evidence says of the earlier period, where that differs."""
    if not one.is_revised or one.restated is None:
        return []
    anew = f"Counted anew from today's evidence, it then {said(one.restated)}."
    if not one.is_judged or one.against_restated is one.against_frozen:
        return [anew]
    beside = {
        Status.REVERSED: "is the other way round",
        Status.UNCHANGED: "has the same verdict",
        Status.CHANGED: "has another verdict",
    }[one.against_restated or one.against_frozen]
    return [anew, f"Beside that, today's finding {beside}."]
