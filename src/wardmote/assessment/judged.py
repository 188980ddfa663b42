"""Series judged: each measure counted and compared, as one family, with the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.assessment.changes import (
    YEAR,
    Context,
    Counted,
    both_years,
    changes_of,
    findings_of,
)
from wardmote.assessment.findings import Finding
from wardmote.assessment.series import ASB, Series
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.reader import Evidence
from wardmote.evidence.tally import RowsBehind, rows_behind


@dataclass(frozen=True)
class JudgedSeries:
    """What the series of one assessment show.

    Parameters
    ----------
    counted
        Every measure looked at, families that are only tested among them.
    findings
        Categories and parts, in no order yet.
    behind
        Rows behind both years of the crime series, by category.
    """

    counted: tuple[Counted, ...]
    findings: tuple[Finding, ...]
    behind: tuple[RowsBehind, ...]


def judge_series(
    evidence: Evidence, crime: Series, asb: Series | None, context: Context
) -> JudgedSeries:
    """Judge what two series show of the two years that they end with.

    Parameters
    ----------
    evidence
        One evidence version.
    crime
        Recorded crime, all its measures.
    asb
        Another series, for anti-social behaviour alone; None where `crime` has it, or none is
        held. One shorter than a year is left out.
    context
        Area, breaks and residents.
    """
    behind = _behind(evidence, context.area, crime)
    counted = changes_of(crime, behind, context)
    if asb is not None and len(asb.months) >= YEAR:
        counted += changes_of(asb, _behind(evidence, context.area, asb), context, only=ASB)
    return JudgedSeries(tuple(counted), findings_of(counted, context), behind)


def _behind(evidence: Evidence, area: PartnershipArea, series: Series) -> tuple[RowsBehind, ...]:
    first, last = both_years(series)
    return rows_behind(
        evidence,
        area,
        source=series.chosen.source,
        kind=series.chosen.kind,
        first=first,
        last=last,
    )
