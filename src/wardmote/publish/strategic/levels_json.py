"""Levels for programs: every category looked at, and why nothing is said of the others."""

from __future__ import annotations

from typing import Any

from wardmote.analysis.levels import LevelChange
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.levels import LevelFound
from wardmote.vocabulary.marking import Marking
from wardmote.vocabulary.months import month_code


def levels_json(found: Assessment) -> list[dict[str, Any]]:
    """What is told of each category's levels, as plain values, rounded as printed."""
    return [_level(one, found) for one in found.levels]


def _level(one: LevelFound, found: Assessment) -> dict[str, Any]:
    line = one.result.gradual if one.result and one.is_gradual else None
    return {
        "id": one.id,
        "theme": one.measure.theme,
        "category": one.measure.id,
        "area": found.area.code,
        "polarity": one.measure.polarity,
        "marking": Marking.PUBLIC.value,
        "from": month_code(one.months[0]),
        "to": month_code(one.months[1]),
        "changes": [_change(each) for each in one.told],
        "gradual": {"first": round(line.first), "last": round(line.last)} if line else None,
        "not_told_as_labels": [month_code(each) for each in one.labels],
        "cannot_say_because": one.because or None,
        "test": one.result.basis.method if one.result else None,
        "adjusted_p": None if one.adjusted_p is None else round(one.adjusted_p, 4),
        "family_size": one.looked_at,
        "caveat": one.result.basis.caveat if one.result else None,
        "evidence": {"version": found.evidence_version, "receipt": one.id if one.result else None},
    }


def _change(each: LevelChange) -> dict[str, Any]:
    return {
        "month": month_code(each.month),
        "earliest": None if each.or_earlier else month_code(each.earliest),
        "latest": None if each.or_later else month_code(each.latest),
        "before": round(each.before),
        "after": round(each.after),
        "known": each.known.what if each.known else None,
    }
