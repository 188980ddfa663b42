"""When the level of a series changed, and whether by steps or gradually."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.breaks import Break
from wardmote.analysis.limits import AVERAGE_MONTH
from wardmote.analysis.months import (
    YEAR,
    Counts,
    Numbers,
    Period,
    check_monthly_counts,
    days_in_months,
)
from wardmote.analysis.steps import (
    Places,
    best_step,
    carry_and_spread,
    gains_of_steps,
    residual_maker,
    with_steps,
)
from wardmote.errors import AnalysisError, TooShort

MONTHS_NEEDED = 3 * YEAR
SHORTEST = YEAR  # months of one level
MOST_CHANGES = 5
CLEAR = 0.05
DRAWS = 299  # of series without the step: p to a third of a per cent
NOISE_DRAWS = 99  # by which the bias of the noise is measured


@dataclass(frozen=True)
class LevelChange:
    """One month in which a new level began.

    Parameters
    ----------
    month
        First month of the new level.
    earliest, latest
        95% interval of that month.
    ratio
        New level over old, the season taken out.
    known
        A known event within the interval, reported before any other reason; or None.
    """

    month: date
    earliest: date
    latest: date
    ratio: float
    known: Break | None


@dataclass(frozen=True)
class Level:
    """One stretch between changes.

    Parameters
    ----------
    period
        Its months.
    typical_month
        Typical count in 30.4 days, the season taken out.
    """

    period: Period
    typical_month: float


@dataclass(frozen=True)
class GradualChange:
    """A straight line (of the logarithm) that fits as well as steps.

    Parameters
    ----------
    first, last
        Typical count in 30.4 days at the start and at the end, the season taken out.
    """

    first: float
    last: float


@dataclass(frozen=True)
class ChangePoints:
    """The changes of level found in a series.

    Parameters
    ----------
    changes
        In order of date; none where the level did not clearly change.
    levels
        The stretches between them.
    gradual
        A line that fits as well, which is then said in place of the steps; or None.
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    changes: tuple[LevelChange, ...]
    levels: tuple[Level, ...]
    gradual: GradualChange | None
    basis: Basis


def find_changes(
    counts: Sequence[int] | Counts,
    months: Sequence[date],
    *,
    known: Sequence[Break] = (),
    seed: int = 0,
    of: str = "this series",
) -> ChangePoints:
    """Months in which the level of a series changed.

    Answers "when did this become the level that it has?". It looks back; for the last two
    years beside each other use `compare_years`.

    Parameters
    ----------
    counts
        Monthly counts, oldest first, each more than 0.
    months
        First day of each month, without gaps, length as `counts`; at least three years.
    known
        Known events about the series and area, of any kind.
    seed
        Seed of the simulations: the same seed gives the same result.
    of
        What is counted, for messages.

    Returns
    -------
    ChangePoints
        The changes with 95% intervals of their dates, and the levels between.

    Raises
    ------
    AnalysisError
        A month is missing, or has no count.
    TooShort
        There are fewer than three years.

    Notes
    -----
    Steps in the log of counts per day, with calendar-month effects fitted jointly and at
    least 12 months a level. A step is added while it explains more than in 95% of series
    simulated without it, with noise that carries over from month to month, at most five.
    Where a straight line does as well (BIC), the change was gradual. A step says when, not
    why; one beside a known change of recording is that change first.

    Simulated series of 5 to 16 years without any step were given one in 3 to 9 of 100, and
    in 9 to 17 of 100 where six tenths of each month's swing carried over to the next.

    References
    ----------
    Bai (1997), Econometric Theory 13; Davison and Hinkley (1997), Bootstrap Methods and
    their Application, chapter 4.

    Examples
    --------
    >>> from wardmote.analysis.months import months_from
    >>> wobble = [0, 3, -2, 1, -3, 2, -1]
    >>> level = [100 if month < 30 else 160 for month in range(60)]
    >>> counts = [base + wobble[month % 7] for month, base in enumerate(level)]
    >>> found = find_changes(counts, months_from(date(2020, 1, 1), 60))
    >>> [change.month for change in found.changes]
    [datetime.date(2022, 7, 1)]
    """
    checked = check_monthly_counts(counts, months, of=of)
    _check(checked, of)
    values = np.log(checked / days_in_months(months))
    season = np.array([month.month for month in months])[:, None] == np.arange(1, YEAR + 1)
    design = season.astype(float)
    rng = np.random.default_rng(seed)
    places = _places_of_changes(values, design, rng)
    fitted = with_steps(design, places)
    return ChangePoints(
        changes=_changes(values, design, places, months, known, rng),
        levels=_levels(values, fitted, places, months),
        gradual=_gradual(values, design, fitted, len(places)) if places else None,
        basis=_basis(values, fitted, rng, seed),
    )


def _check(counts: Counts, of: str) -> None:
    if len(counts) < MONTHS_NEEDED:
        raise TooShort(
            f"{of} is too short to look for changes of level.",
            expected=f"at least {MONTHS_NEEDED} months",
            found=f"{len(counts)} months",
            next_step="Compare the last two years instead, or wait.",
        )
    if not (counts > 0).all():
        raise AnalysisError(
            f"{of} has months without any, whose log does not exist.",
            found=f"{int((counts == 0).sum())} months with 0",
            next_step="Use a larger area or a wider category.",
        )


def _places_of_changes(
    values: Numbers, design: Numbers, rng: np.random.Generator
) -> tuple[int, ...]:
    """Add one step while it is clear, each time letting the earlier ones move."""
    places: tuple[int, ...] = ()
    while len(places) < MOST_CHANGES:
        candidates = _candidates(len(values), places)
        if not len(candidates):
            break
        current = with_steps(design, places)
        place, _ = best_step(values, current, candidates)
        if _p_of_step(values, current, candidates, place, rng) >= CLEAR:
            break
        places = _settled(values, design, (*places, place))
    return places


def _candidates(length: int, places: Sequence[int]) -> Places:
    """Places that leave every level at least a year."""
    ends = np.array([0, *places, length])
    every = np.arange(1, length)
    far = (np.abs(every[:, None] - ends) >= SHORTEST).all(axis=1)
    return np.asarray(every[far], dtype=np.int64)


def _p_of_step(
    values: Numbers, design: Numbers, candidates: Places, place: int, rng: np.random.Generator
) -> float:
    """How often noise alone offers a step as good.

    The noise is measured inside years, with the step in. Measured over all years, steps
    that are not yet found would be taken for months that carry over, and would hide.
    """
    inside_years = np.hstack([with_steps(design, [place]), _years(len(values))])
    noise = carry_and_spread(values, inside_years, rng, draws=NOISE_DRAWS)
    seen = _best_share(values[:, None], design, candidates)[0]
    simulated = _best_share(noise.simulate(rng, len(values), DRAWS), design, candidates)
    return float((1 + (simulated >= seen).sum()) / (1 + DRAWS))


def _years(length: int) -> Numbers:
    """One column for each twelve months, counted back from the last."""
    year = (np.arange(length) - length) // YEAR
    return np.asarray(year[:, None] == np.unique(year), dtype=float)


def _best_share(series: Numbers, design: Numbers, candidates: Places) -> Numbers:
    gains, left = gains_of_steps(series, design, candidates)
    return np.asarray(gains.max(axis=0) / np.maximum(left, np.finfo(float).tiny), dtype=float)


def _settled(values: Numbers, design: Numbers, places: tuple[int, ...]) -> tuple[int, ...]:
    """Each step moved to its best place given the others, until none moves."""
    current = tuple(sorted(places))
    for _ in range(len(values)):
        moved = current
        for number in range(len(moved)):
            others = moved[:number] + moved[number + 1 :]
            near = _between(len(values), moved, number)
            place, _ = best_step(values, with_steps(design, others), near)
            moved = (*moved[:number], place, *moved[number + 1 :])
        if moved == current:
            break
        current = moved
    return current


def _between(length: int, places: tuple[int, ...], number: int) -> Places:
    before = places[number - 1] if number else 0
    after = places[number + 1] if number + 1 < len(places) else length
    return np.arange(before + SHORTEST, after - SHORTEST + 1)


def _changes(
    values: Numbers,
    design: Numbers,
    places: tuple[int, ...],
    months: Sequence[date],
    known: Sequence[Break],
    rng: np.random.Generator,
) -> tuple[LevelChange, ...]:
    if not places:
        return ()
    fitted = with_steps(design, places)
    coefficients = np.linalg.lstsq(fitted, values, rcond=None)[0]
    noise = carry_and_spread(values, fitted, rng, draws=NOISE_DRAWS)
    simulated = (fitted @ coefficients)[:, None] + noise.simulate(rng, len(values), DRAWS)
    found = []
    for number, place in enumerate(places):
        earliest, latest = _interval(simulated, design, places, number)
        first, last = months[min(earliest, place)], months[max(latest, place)]
        ratio = float(np.exp(coefficients[YEAR + number]))
        found.append(LevelChange(months[place], first, last, ratio, _known(known, first, last)))
    return tuple(found)


def _interval(
    simulated: Numbers, design: Numbers, places: tuple[int, ...], number: int
) -> tuple[int, int]:
    """Where the step is found again in series like this one: the middle 95%."""
    near = _between(len(design), places, number)
    others = places[:number] + places[number + 1 :]
    gains, _ = gains_of_steps(simulated, with_steps(design, others), near)
    again = np.sort(near[gains.argmax(axis=0)])
    tail = int((1 - CONFIDENCE) / 2 * len(again))
    return int(again[tail]), int(again[-1 - tail])


def _known(known: Sequence[Break], first: date, last: date) -> Break | None:
    """The event within the interval; one that makes figures not comparable comes first."""
    within = [event for event in known if any(first <= turn <= last for turn in event.turns)]
    return min(within, key=lambda event: event.comparable, default=None)


def _levels(
    values: Numbers, fitted: Numbers, places: Sequence[int], months: Sequence[date]
) -> tuple[Level, ...]:
    coefficients = np.linalg.lstsq(fitted, values, rcond=None)[0]
    level = float(coefficients[:YEAR].mean())
    steps = [0.0, *np.cumsum(coefficients[YEAR:]).tolist()]
    bounds = [0, *places, len(months)]
    return tuple(
        Level(Period(months[start], months[end - 1]), float(np.exp(level + step)) * AVERAGE_MONTH)
        for (start, end), step in zip(pairwise(bounds), steps, strict=True)
    )


def _gradual(
    values: Numbers, design: Numbers, fitted: Numbers, changes: int
) -> GradualChange | None:
    line = np.linspace(0, 1, len(values))
    sloped = np.hstack([design, line[:, None]])
    if _bic(values, sloped, YEAR + 1) > _bic(values, fitted, YEAR + 2 * changes):
        return None
    coefficients = np.linalg.lstsq(sloped, values, rcond=None)[0]
    start, climb = float(coefficients[:YEAR].mean()), float(coefficients[YEAR])
    ends = np.exp([start, start + climb]) * AVERAGE_MONTH
    return GradualChange(float(ends[0]), float(ends[1]))


def _bic(values: Numbers, design: Numbers, parameters: int) -> float:
    """Bayesian information criterion; a step costs two parameters, its size and its date.

    Both sides are put in differences from the carried-over part of the month before, so
    that runs of high months do not count as many witnesses.
    """
    left = residual_maker(design) @ values
    carry = float((left[1:] @ left[:-1]) / max(float(left @ left), np.finfo(float).tiny))
    differenced = values[1:] - carry * values[:-1]
    unexplained = residual_maker(design[1:] - carry * design[:-1]) @ differenced
    size = len(differenced)
    mean_square = max(float(unexplained @ unexplained) / size, np.finfo(float).tiny)
    return size * float(np.log(mean_square)) + (parameters + 1) * float(np.log(size))


def _basis(values: Numbers, fitted: Numbers, rng: np.random.Generator, seed: int) -> Basis:
    noise = carry_and_spread(values, fitted, rng, draws=NOISE_DRAWS)
    return Basis(
        method="steps in log counts per day with calendar-month effects, parametric bootstrap",
        null="no further step, with noise that carries over from month to month",
        sidedness="two-sided",
        caveat="A step says when, not why: a change of recording looks the same.",
        reference="Bai (1997), Econometric Theory 13; Davison and Hinkley (1997)",
        parameters={
            "shortest_level_months": SHORTEST,
            "most_changes": MOST_CHANGES,
            "draws": DRAWS,
            "seed": seed,
            "lag1_of_noise": noise.carry,
            "confidence": CONFIDENCE,
        },
    )
