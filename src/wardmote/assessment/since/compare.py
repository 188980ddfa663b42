"""Each finding beside the frozen figure, and beside the same year counted from today's evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wardmote.analysis.verbs import Verdict
from wardmote.assessment.printed import PrintedFinding, fingerprint
from wardmote.assessment.since.earlier import PrintedAssessment
from wardmote.errors import AnalysisError
from wardmote.vocabulary.months import count_months
from wardmote.vocabulary.months import day_name as day

YEAR = 12
SAYS_NOTHING = frozenset({Verdict.TOO_SHORT, Verdict.CANNOT_SAY})


class Status(StrEnum):
    """What became of a finding."""

    NEW = "new"
    ENDED = "ended"
    REVERSED = "reversed"
    CHANGED = "changed_verdict"
    UNCHANGED = "unchanged"

    @property
    def words(self) -> str:
        """To follow a count of findings. Never "unchanged", which no test here shows."""
        return {
            "new": "new",
            "ended": "no longer there",
            "reversed": "the other way round",
            "changed_verdict": "with another verdict",
            "unchanged": "with the same verdict",
        }[self.value]


@dataclass(frozen=True)
class SinceFinding:
    """One finding, then and now.

    Parameters
    ----------
    id
        Its id.
    frozen
        As the earlier assessment printed it; None where it had none.
    restated
        The same period counted from today's evidence; None where that was not done.
    now
        As it is today; None where it is no longer there.
    notes
        What makes then and now hard to compare, in sentences.
    why_not_restated
        Why the earlier figure was not counted anew; empty where it was, or where nobody asked.
    """

    id: str
    frozen: PrintedFinding | None
    restated: PrintedFinding | None
    now: PrintedFinding | None
    notes: tuple[str, ...] = ()
    why_not_restated: str = ""

    @property
    def against_frozen(self) -> Status:
        """What became of it, beside what was printed."""
        return _status(self.frozen, self.now)

    @property
    def against_restated(self) -> Status | None:
        """What became of it, beside the same year counted anew; None where that was not done."""
        return None if self.restated is None else _status(self.restated, self.now)

    @property
    def is_revised(self) -> bool:
        """Whether the earlier figures are others in today's evidence."""
        if self.frozen is None or self.restated is None:
            return False
        return fingerprint(self.frozen) != fingerprint(self.restated)

    @property
    def is_judged(self) -> bool:
        """Whether its verdicts may be compared in words: not where either says nothing."""
        both = [one for one in (self.frozen, self.now) if one is not None]
        return all(one.is_judged and one.verdict not in SAYS_NOTHING for one in both)

    @property
    def current(self) -> PrintedFinding:
        """The newest figure that there is of it."""
        found = self.now or self.frozen
        if found is None:
            raise ValueError(f"{self.id} is in neither assessment")
        return found


@dataclass(frozen=True)
class SinceLast:
    """Two assessments compared.

    Parameters
    ----------
    earlier, later
        The two.
    findings
        Those of today in their order, then those that are no longer there.
    notes
        What holds for all of them, in sentences.
    """

    earlier: PrintedAssessment
    later: PrintedAssessment
    findings: tuple[SinceFinding, ...]
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Status, int]:
        """Status beside the frozen figures to number of findings, those not judged left out."""
        found = Counter(one.against_frozen for one in self.findings if one.is_judged)
        return {status: found[status] for status in Status}

    @property
    def earlier_name(self) -> str:
        """The earlier one as a sentence names it: by its date, or what else tells it apart."""
        on = f"the assessment of {day(self.earlier.as_of)}"
        is_same_day = self.earlier.as_of == self.later.as_of
        return f"{on} (evidence {self.earlier.evidence_version})" if is_same_day else on

    @property
    def revised(self) -> tuple[SinceFinding, ...]:
        """Findings whose earlier figures are others in today's evidence."""
        return tuple(one for one in self.findings if one.is_revised)


def compare_since(
    earlier: PrintedAssessment,
    later: PrintedAssessment,
    *,
    restated: Iterable[PrintedFinding] = (),
    why_not: Mapping[str, str] | None = None,
) -> SinceLast:
    """What became of each finding since an earlier assessment.

    Answers "what is new, what has ended, what turned round, and what is as it was?", beside
    the figures as printed and beside the same period counted from today's evidence. It
    compares verdicts; whether one year differs from the next is for the test that each
    finding brings.

    Parameters
    ----------
    earlier
        As printed (`read_assessment`): its figures stay as they were.
    later
        The new one.
    restated
        Findings of the earlier assessment's own periods, counted and tested from today's
        evidence version.
    why_not
        Id of each finding that could not be counted anew to why, in a sentence.

    Returns
    -------
    SinceLast
        One record for each id of either assessment.

    Raises
    ------
    AnalysisError
        The two are of different areas, or the earlier one is not earlier.

    Notes
    -----
    *New* and *ended* say that a finding is there or not, as where a source began or a
    category ended. A rise that was none before is *changed verdict*. From "no clear change"
    to "rose" is not itself shown to be a change: the two years may differ by little. Years
    that share months are not two independent looks.

    References
    ----------
    SI 2007/1830, regulation 7 (rule REG-07b): changes since the previous assessment.
    """
    refuse_unlike(earlier, later)
    anew = {one.id: one for one in restated}
    ids = dict.fromkeys(one.id for one in (*later.findings, *earlier.findings))
    findings = tuple(
        replace(
            _since(name, earlier.finding(name), anew.get(name), later.finding(name)),
            why_not_restated=(why_not or {}).get(name, ""),
        )
        for name in ids
    )
    return SinceLast(earlier, later, findings, _notes_on_all(findings))


def _since(
    name: str,
    frozen: PrintedFinding | None,
    restated: PrintedFinding | None,
    now: PrintedFinding | None,
) -> SinceFinding:
    notes = []
    if frozen and now and frozen.series and now.series and frozen.series != now.series:
        notes.append(
            f"Counted from {now.series} today and from {frozen.series} then: the two are not "
            "one series."
        )
    # Without an earlier finding there is no period to count anew.
    return SinceFinding(name, frozen, restated if frozen else None, now, tuple(notes))


def refuse_unlike(earlier: PrintedAssessment, later: PrintedAssessment) -> None:
    """Refuse two assessments of different areas, or in the wrong order.

    Raises
    ------
    AnalysisError
        As `compare_since`.
    """
    if earlier.area != later.area:
        raise AnalysisError(
            "The two assessments are of different areas.",
            expected=f"{later.area_name} {later.area}".strip(),
            found=f"{earlier.area_name} {earlier.area}".strip(),
            next_step="Name an assessment of the same area.",
        )
    if _order(earlier) >= _order(later):
        raise AnalysisError(
            "The assessment to compare with is not an earlier one.",
            expected=f"before {later.as_of.isoformat()}, or of that day from an older evidence "
            f"version than {later.evidence_version}",
            found=f"{earlier.as_of.isoformat()}, from {earlier.evidence_version}",
            next_step="Name an earlier assessment, or give a later date: --as-of",
        )


def _order(one: PrintedAssessment) -> tuple[date, str]:
    """Which comes first; on one day, the one from the older evidence (v000001, v000002, …)."""
    return one.as_of, one.evidence_version


def _status(then: PrintedFinding | None, now: PrintedFinding | None) -> Status:
    if then is None:
        return Status.NEW
    if now is None:
        return Status.ENDED
    if then.verdict == now.verdict:
        return Status.UNCHANGED
    return Status.REVERSED if then.has_moved and now.has_moved else Status.CHANGED


def _notes_on_all(findings: Iterable[SinceFinding]) -> tuple[str, ...]:
    shared = [
        months
        for one in findings
        if one.frozen and one.now and (months := _months_shared(one.frozen, one.now))
    ]
    if not shared:
        return ()
    return (
        f"The later years of the two assessments share up to {max(shared)} months, so they are "
        "not two independent looks.",
    )


def _months_shared(then: PrintedFinding, now: PrintedFinding) -> int:
    """Months that the later years of both have in common; 0 where the months are not known."""
    if then.months is None or now.months is None:
        return 0
    between = count_months(then.months[1], now.months[1]) - 1
    return max(0, YEAR - between)
