"""Lines: one category of one feed, released, with the test of its change where it may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.analysis.change import Change, compare_years
from wardmote.analysis.verdicts import JudgedChange, judge_family
from wardmote.assessment.changes import Context, breaks_of
from wardmote.assessment.findings import Finding
from wardmote.assessment.measures import Measure, measures_of
from wardmote.assessment.partners.feeds import Feed, sensitivity_of
from wardmote.assessment.partners.releasing import LineReleased, release_line, told_from
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.evidence.shared_rows import PARTNER
from wardmote.vocabulary.information_periods import InformationPeriod
from wardmote.vocabulary.months import shift_month

TWO_YEARS = 24


@dataclass(frozen=True)
class Line:
    """One category of one feed.

    Parameters
    ----------
    id
        Stable between assessments: ``records-council-asb-noise``.
    measure
        What was counted.
    sensitivity
        Its class.
    released
        What of it may leave.
    quarters
        The quarters that are told, oldest first.
    finding
        The two years compared, and what they show; None where they may not be told or two
        years are not held.
    because
        Why there is no finding; empty where there is one.
    """

    id: str
    measure: Measure
    sensitivity: Sensitivity
    released: LineReleased
    quarters: tuple[InformationPeriod, ...]
    finding: Finding | None = None
    because: str = ""

    @property
    def remark(self) -> str:
        """What a reader must know of this category."""
        return self.measure.remark


def lines_of(feed: Feed, context: Context, *, as_of: date) -> tuple[Line, ...]:
    """Each category of a feed as it may leave, not judged yet.

    Parameters
    ----------
    feed
        The feed.
    context
        The area.
    as_of
        Date that the assessment stands for.
    """
    sensitivity = sensitivity_of(feed)
    return tuple(
        _line(feed, measure, sensitivity, context, as_of)
        for measure in measures_of(PARTNER, feed.counts)
    )


def _line(
    feed: Feed, measure: Measure, sensitivity: Sensitivity, context: Context, as_of: date
) -> Line:
    name = f"records-{feed.id}-{measure.id}".replace("_", "-").replace("/", "-")
    released = release_line(
        f"{feed.publisher}, {measure.title.lower()}, {context.area.code} ({feed.id})",
        feed.counts[measure.id],
        feed.months,
        by_month=feed.is_by_month,
        sensitivity=sensitivity,
        as_of=as_of,
    )
    told = len(released.quarters.published.values)
    quarters = feed.quarters[-told:]
    return Line(name, measure, sensitivity, released, quarters, because=_why_not(feed, released))


def _why_not(feed: Feed, released: LineReleased) -> str:
    if released.years is not None:
        return ""
    if not feed.is_by_month:
        return "counted by quarter, so one person can be in several: quarters are not added up"
    if len(feed.months) < TWO_YEARS:
        return "two whole years are not held"
    return "a quarter of these two years is suppressed, so neither year is told"


def judged_lines(
    lines: Sequence[tuple[Feed, Line]], context: Context
) -> tuple[tuple[Feed, Line], ...]:
    """Lines with their changes judged as one family: those whose two years may be told.

    Notes
    -----
    A line that is not told is not in the family either, so that nothing about it shows in
    what is said of the others.
    """
    tested = [(feed, line) for feed, line in lines if line.released.years is not None]
    judged = judge_family(
        [_change(feed, line, context) for feed, line in tested],
        family=f"all categories of partners' records of {context.area.name}",
    )
    found = {
        line.id: _finding(feed, line, verdict, context)
        for (feed, line), verdict in zip(tested, judged, strict=True)
    }
    return tuple((feed, replace(line, finding=found.get(line.id))) for feed, line in lines)


def _change(feed: Feed, line: Line, context: Context) -> Change:
    """The change, from the months of quarters that may be told: a suppressed one tells nothing."""
    counts = feed.counts[line.measure.id]
    start = told_from(counts, line.sensitivity)
    months = feed.months[start:]
    breaks = breaks_of(PARTNER, line.measure.members, months, context)
    return compare_years(counts[start:], months, name=line.measure.id, breaks=breaks)


def _finding(feed: Feed, line: Line, judged: JudgedChange, context: Context) -> Finding:
    return Finding(
        id=line.id,
        measure=line.measure,
        area_code=context.area.code,
        area_name=context.area.name,
        series=feed.id,
        judged=judged,
        months=(shift_month(feed.months[-1], 1 - TWO_YEARS), feed.months[-1]),
        rows_behind=(),  # how many rows of which file would tell months that are not told
        counted=(line.released.before or 0) + (line.released.after or 0),
    )
