"""A plan of indicators and readings, made by hand for tests of their status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from wardmote.analysis.months import months_from
from wardmote.analysis.verbs import Polarity
from wardmote.plan.book import PlanBook
from wardmote.plan.rating import MonthlyCounts
from wardmote.plan.records import Body, Indicator, Plan, Reading
from wardmote.plan.records.measures import Baseline, Query, Target, Unit
from wardmote.plan.records.partnership import Cadence
from wardmote.plan.records.plan import PlanState
from wardmote.vocabulary.months import last_day, shift_month

PLAN = Plan(
    title="P", area="A", starts=date(2026, 4, 1), ends=date(2029, 3, 31),
    state=PlanState.DRAFTING, summary="S",
)  # fmt: skip
POLICE = Body(id="police", name="Northshire Police", type="police")  # type: ignore[arg-type]
YEAR_BEFORE = Baseline(starts=date(2025, 4, 1), ends=date(2026, 3, 31))
FIRST = date(2024, 4, 1)
ON = date(2027, 4, 20)
AIM = (Target(value=400, by=date(2028, 3, 31)),)


def counted_indicator(**more: Any) -> Indicator:
    given = {"query": Query(category="burglary"), "baseline": YEAR_BEFORE, **more}
    return indicator(unit=Unit.COUNT, **{"small_numbers": "open", **given})


def indicator(**more: Any) -> Indicator:
    values: dict[str, Any] = {
        "id": "i", "title": "Burglary", "why": "W", "numerator": "N", "denominator": "D",
        "polarity": Polarity.LOWER_BETTER, "owner": "police", "frequency": Cadence.QUARTERLY,
    }  # fmt: skip
    if "query" not in more:
        values["supplied_by"] = "police"
    return Indicator(**{**values, **more})


def survey(**more: Any) -> Indicator:
    baseline = Baseline(starts=date(2025, 10, 1), ends=date(2025, 10, 31), value=0.5, base=1000)
    given = {"unit": Unit.SHARE, "polarity": Polarity.HIGHER_BETTER, "sample": "probability"}
    return indicator(**{**given, "baseline": baseline, **more})


def reading(value: float, starts: date = date(2026, 4, 1), months: int = 3, **more: Any) -> Reading:
    ends = last_day(shift_month(starts, months - 1))
    given = {"ends": ends, "received_on": ends, "provider": "police", "indicator": "i", **more}
    return Reading(starts=starts, value=value, **given)


def book(*records: Indicator | Reading) -> PlanBook:
    indicators = tuple(one for one in records if isinstance(one, Indicator))
    readings = tuple(one for one in records if isinstance(one, Reading))
    return PlanBook({Plan: (PLAN,), Body: (POLICE,), Indicator: indicators, Reading: readings})


def series(seed: int, *levels: float, **more: Any) -> MonthlyCounts:
    """Twelve months at each level, from `FIRST` on."""
    chance = np.random.default_rng(seed)
    counts = [int(one) for level in levels for one in chance.poisson(level, 12)]
    return monthly(counts, **more)


def monthly(counts: Sequence[int], **more: Any) -> MonthlyCounts:
    return MonthlyCounts(months_from(FIRST, len(counts)), counts, **more)


def named(one: Indicator, name: str) -> Indicator:
    return replace(one, id=name)
