"""The earlier assessment's own months, counted and judged anew from today's evidence.

Files come late and are corrected, so the same months can count otherwise today. Area, series,
measures and tests are those of today's assessment; only the months are the earlier one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.assessment.changes import Context, both_years
from wardmote.assessment.findings import Finding
from wardmote.assessment.judged import judge_series
from wardmote.assessment.printed import PrintedFinding, printed
from wardmote.assessment.series import ASB, Series, series_until
from wardmote.assessment.since.compare import SinceLast, compare_since, refuse_unlike
from wardmote.assessment.since.earlier import PrintedAssessment
from wardmote.evidence.reader import Evidence
from wardmote.vocabulary.months import month_name

NOT_SAID = "The earlier assessment does not say from which series and months it was counted."
NONE_COUNTED = "Today's evidence counts none of it in those months."


@dataclass(frozen=True)
class Restated:
    """Findings of an earlier assessment, counted and judged anew.

    Parameters
    ----------
    findings
        By id of the finding: the same months in today's evidence, with the rows behind.
    why_not
        By id of those that cannot be: why, in a sentence.
    """

    findings: Mapping[str, Finding]
    why_not: Mapping[str, str]

    @property
    def printed(self) -> tuple[PrintedFinding, ...]:
        """The findings as plain values."""
        return tuple(map(printed, self.findings.values()))


def restate(earlier: PrintedAssessment, evidence: Evidence, context: Context) -> Restated:
    """Count and judge an earlier assessment's months from today's evidence.

    Answers "what would that assessment say, were it made from what is held today?".

    Parameters
    ----------
    earlier
        As printed. Its findings say which series and months they were counted from.
    evidence
        Today's evidence version.
    context
        Today's area and breaks: a break that became known since holds for then, too.

    Returns
    -------
    Restated
        Each finding of the earlier assessment, or why it cannot be counted anew.

    Notes
    -----
    More years may be held today than then, and a test looks at up to five. So a verdict can
    differ though the counts of both years are the same.
    """
    held = series_until(evidence, context.area, _ends(earlier))
    crime = held.get(_crime_label(earlier))
    anew: dict[str, Finding] = {}
    if crime is not None:
        asb = next((one for one in held.values() if one is not crime), None)
        found = judge_series(evidence, crime, asb, context).findings
        anew = {one.id: one for one in found}
    why_not = {
        one.id: why for one in earlier.findings if (why := _why_not(one, held, anew.get(one.id)))
    }
    wanted = [one.id for one in earlier.findings if one.id not in why_not]
    return Restated({one: anew[one] for one in wanted}, why_not)


@dataclass(frozen=True)
class SinceEarlier:
    """What became of an earlier assessment's findings, with its months counted anew.

    Parameters
    ----------
    compared
        Each finding, then and now.
    restated
        The earlier months in today's evidence, with the rows behind.
    """

    compared: SinceLast
    restated: Restated


def since_earlier(
    earlier: PrintedAssessment,
    evidence: Evidence,
    findings: Sequence[Finding],
    context: Context,
    *,
    as_of: date,
) -> SinceEarlier:
    """Compare the findings of the assessment that is being built with an earlier one's.

    Parameters
    ----------
    earlier
        As printed.
    evidence
        Today's evidence version.
    findings
        Of the assessment that is being built.
    context
        Its area and breaks.
    as_of
        Date that it stands for.

    Raises
    ------
    AnalysisError
        The two are of different areas, or the earlier one is not earlier.
    """
    version = evidence.version.name
    now = PrintedAssessment(
        id=f"{as_of.isoformat()}-{version}",
        as_of=as_of,
        evidence_version=version,
        area=context.area.code,
        area_name=context.area.name,
        findings=tuple(map(printed, findings)),
    )
    refuse_unlike(earlier, now)  # before anything is counted
    restated = restate(earlier, evidence, context)
    compared = compare_since(earlier, now, restated=restated.printed, why_not=restated.why_not)
    return SinceEarlier(compared, restated)


def as_restated(finding: Finding) -> Finding:
    """A restated finding under an id of its own, so that it has a receipt of its own.

    Its rate is left out: today's residents are not those of then.
    """
    return replace(finding, id=f"restated-{finding.id}", rate_per_1000=None)


def _ends(earlier: PrintedAssessment) -> dict[str, date]:
    """Series to the last month that the earlier assessment used of it."""
    return {one.series: one.months[1] for one in earlier.findings if one.series and one.months}


def _crime_label(earlier: PrintedAssessment) -> str:
    """The series that more than anti-social behaviour was counted from."""
    return next((one.series for one in earlier.findings if one.category != ASB), "")


def _why_not(one: PrintedFinding, held: Mapping[str, Series], anew: Finding | None) -> str:
    if not one.series or one.months is None:
        return NOT_SAID
    series = held.get(one.series)
    if series is None or both_years(series)[0] > one.months[0]:
        first, last = map(month_name, one.months)
        return f"Today's evidence does not hold {one.series} for all of {first} to {last}."
    return NONE_COUNTED if anew is None or anew.series != one.series else ""
