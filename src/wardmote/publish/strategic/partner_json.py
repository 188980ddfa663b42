"""Partners' records for programs: what is printed of each line, and nothing finer."""

from __future__ import annotations

from typing import Any

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.partners import FeedFound, Line
from wardmote.publish.strategic.wording import range_words
from wardmote.vocabulary.months import month_code


def partner_records_json(found: Assessment) -> list[dict[str, Any]]:
    """Every line as plain values; apart from ``findings``, which are of police counts.

    Notes
    -----
    The interval is in words, as printed: a ratio to many decimals is a hash of the months.
    """
    return [_line(line, feed, found) for feed in found.partners.feeds for line in feed.lines]


def _line(line: Line, feed: FeedFound, found: Assessment) -> dict[str, Any]:
    finding = line.finding
    return {
        "id": line.id,
        "theme": line.measure.theme,
        "category": line.measure.id,
        "title": line.measure.title,
        "publisher": feed.publisher,
        "feed": feed.id,
        "area": found.area.code,
        "sensitivity": line.sensitivity.value,
        "polarity": line.measure.polarity,
        "year_to": month_code(feed.last_month),
        "verdict": str(finding.verdict) if finding else None,
        "before": line.released.before,
        "after": line.released.after,
        "likely_range": range_words(finding) if finding else None,
        "not_told_because": line.because or None,
        "quarters": [
            {"from": month_code(one.period_start), "count": line.released.quarter(one)}
            for one in line.quarters
        ],
        "evidence": {"version": found.evidence_version, "receipt": line.id},
    }
