"""A sudden step is seen; a season, a trend and ordinary noise are not."""

from __future__ import annotations

import math
import random
from datetime import date

import pytest

from wardmote.evidence.steps import largest_step, unexplained_steps
from wardmote.vocabulary.breaks import Break
from wardmote.vocabulary.months import months_between

MONTHS = months_between(date(2021, 1, 1), date(2024, 12, 1))


def noisy(level: float, seed: int) -> dict[date, int]:
    draw = random.Random(seed)
    return {one: max(0, round(draw.gauss(level, level**0.5))) for one in MONTHS}


@pytest.mark.parametrize("seed", range(10))
def test_a_doubling_is_seen_in_its_month_or_beside_it(seed: int) -> None:
    counts = {
        one: count * (2 if one >= date(2023, 3, 1) else 1)
        for one, count in noisy(200, seed).items()
    }

    step = largest_step(counts)

    assert step is not None
    assert abs((step[0] - date(2023, 3, 1)).days) <= 31
    assert step[2] / step[1] == pytest.approx(2, rel=0.15)


@pytest.mark.parametrize("seed", range(10))
def test_noise_alone_is_no_step(seed: int) -> None:
    assert largest_step(noisy(100, seed)) is None


def test_a_season_is_no_step() -> None:
    counts = {
        one: round(200 * (1 + 0.3 * math.sin(2 * math.pi * n / 12))) for n, one in enumerate(MONTHS)
    }

    assert largest_step(counts) is None


def test_a_known_break_explains_a_step() -> None:
    counts = {one: 300 if one >= date(2023, 3, 1) else 100 for one in MONTHS}
    known = Break(
        "system",
        "The force changed its system",
        date(2023, 2, 27),
        None,
        ("all",),
        ("all",),
        "system",
        True,
        "The force",
    )
    key = ("police_uk", "street", "police_uk", "burglary")

    assert [one.month for one in unexplained_steps({key: counts}, [])] == [date(2023, 3, 1)]
    assert unexplained_steps({key: counts}, [known]) == ()
