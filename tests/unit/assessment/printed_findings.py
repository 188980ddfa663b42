"""Printed findings for tests, by what they say."""

from __future__ import annotations

from wardmote.analysis.verbs import Polarity, Verdict
from wardmote.assessment.printed import PrintedFinding

INTERVALS = {  # an interval that fits each verdict
    "rose": (1.06, 1.10, 1.14),
    "fell": (0.70, 0.79, 0.88),
    "little_changed": (0.97, 1.0, 1.03),
    "no_clear_change": (0.79, 0.99, 1.24),
    "too_short": (None, None, None),
    "cannot_say": (None, None, None),
}


def finding(name, verdict="rose", before=1000, after=1100, **changed):
    lower, ratio, upper = changed.pop("interval", INTERVALS[verdict])
    values = {
        "id": f"change-{name}",
        "title": name.replace("-", " ").capitalize(),
        "theme": "neighbourhood_crime",
        "category": name.replace("-", "_"),
        "area": "E06999001",
        "verdict": Verdict(verdict),
        "polarity": Polarity.LOWER_BETTER,
        "before": before,
        "after": after,
        "ratio": ratio,
        "lower": lower,
        "upper": upper,
    }
    values |= changed
    return PrintedFinding(**{**values, "polarity": Polarity(values["polarity"])})
