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


def seasonal(swing: float, seed: int) -> dict[date, int]:
    return {
        one: round(count * (1 + swing * math.sin(2 * math.pi * one.month / 12)))
        for one, count in noisy(200, seed).items()
    }


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("swing", [0.3, 0.45, 0.6])
def test_a_season_is_no_step(swing: float, seed: int) -> None:
    assert largest_step(seasonal(swing, seed)) is None


@pytest.mark.parametrize("first", [date(2021, 8, 1), date(2023, 3, 1), date(2024, 6, 1)])
@pytest.mark.parametrize("months", [36, 48])
def test_a_step_is_seen_beside_a_season_and_leaves_no_ghost_a_year_away(
    first: date, months: int
) -> None:
    held = MONTHS[-months:]
    if first < held[6]:
        first = held[7]
    counts = {
        one: count * (3 if one >= first else 1)
        for one, count in seasonal(0.3, 3).items()
        if one in held
    }

    step = largest_step(counts)

    assert step is not None
    assert abs((step[0] - first).days) <= 62
    assert step[2] > step[1]


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
