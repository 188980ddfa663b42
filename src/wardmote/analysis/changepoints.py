"""When the level of a series changed, and whether by steps or gradually."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.breaks import Break
from wardmote.analysis.levels import ChangePoints, GradualChange, Level, LevelChange
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
    residuals,
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
class _Logs:
    """A series as it is searched: logs of counts per day, and steps that are known already."""

    values: Numbers
    months: Sequence[date]
    given: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def season(self) -> Numbers:
        """One column for each month of the calendar."""
        month = np.array([one.month for one in self.months])[:, None]
        return np.asarray(month == np.arange(1, YEAR + 1), dtype=float)

    def design(self, places: Sequence[int] = ()) -> Numbers:
        """Season and steps, those known already among them, in order of place."""
        return with_steps(self.season, sorted({*self.given, *places}))

    def ends(self, places: Sequence[int] = ()) -> list[int]:
        """Where levels begin, and where the last one ends."""
        return [0, *sorted({*self.given, *places}), len(self)]

    def levels(self, places: Sequence[int] = ()) -> list[float]:
        """Log of the typical count per day in each level."""
        coefficients = np.linalg.lstsq(self.design(places), self.values, rcond=None)[0]
        steps = np.cumsum([0.0, *coefficients[YEAR:]])
        return [float(coefficients[:YEAR].mean() + step) for step in steps]


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
        Known events about the series and area, of any kind. One that makes figures not
        comparable is a step from the outset, whatever its size, and is never found as a change.
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
    simulated without it, with noise that carries over from month to month, at most five; and
    none within a year of a known change of recording, nor between two of them that are not
    three years apart. Where a straight line does as well (BIC), the change was gradual. A step
    says when, not why; one beside a known event is that event first.

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
    series = _Logs(values, months, _places_of(known, months))
    rng = np.random.default_rng(seed)
    places, p = _places_of_changes(series, rng)
    noise = carry_and_spread(series.values, series.design(places), rng, draws=NOISE_DRAWS)
    return ChangePoints(
        changes=_changes(series, places, noise.simulate(rng, len(series), DRAWS), known),
        levels=_levels(series, places),
        gradual=_gradual(series, places) if places else None,
        given=tuple(one for one in known if _places_of([one], months)),
        p=p,
        basis=_basis(series, p, noise.carry, seed),
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


def _places_of(known: Sequence[Break], months: Sequence[date]) -> tuple[int, ...]:
    """Where figures stop being comparable, inside the series."""
    turns = {turn for one in known if not one.comparable for turn in one.turns}
    return tuple(place for place, month in enumerate(months) if place and month in turns)


def _places_of_changes(
    series: _Logs, rng: np.random.Generator
) -> tuple[tuple[int, ...], float | None]:
    """Add one step while it is clear, each time letting the earlier ones move."""
    places: tuple[int, ...] = ()
    first: float | None = None
    while len(places) < MOST_CHANGES:
        candidates = _candidates(series, places)
        if not len(candidates):
            break
        place, _ = best_step(series.values, series.design(places), candidates)
        p = _p_of_step(series, places, candidates, place, rng)
        first = p if first is None else first
        if p >= CLEAR:
            break
        places = _settled(series, (*places, place))
    return places, first


def _candidates(series: _Logs, places: Sequence[int]) -> Places:
    """Places that leave every level at least a year, in stretches long enough to look at."""
    every = np.arange(1, len(series))
    far = (np.abs(every[:, None] - np.array(series.ends(places))) >= SHORTEST).all(axis=1)
    stretches = pairwise(series.ends())
    long = [(every >= start) & (every < end) for start, end in stretches if _is_long(start, end)]
    return np.asarray(every[far & np.any(long, axis=0)] if long else [], dtype=np.int64)


def _is_long(start: int, end: int) -> bool:
    """Whether a stretch between known changes of recording is itself three years."""
    return end - start >= MONTHS_NEEDED


def _p_of_step(
    series: _Logs,
    places: Sequence[int],
    candidates: Places,
    place: int,
    rng: np.random.Generator,
) -> float:
    """How often noise alone offers a step as good.

    The noise is measured inside years, with the step in. Measured over all years, steps
    that are not yet found would be taken for months that carry over, and would hide.
    """
    current = series.design(places)
    inside_years = np.hstack([series.design((*places, place)), _years(len(series))])
    noise = carry_and_spread(series.values, inside_years, rng, draws=NOISE_DRAWS)
    seen = _best_share(series.values[:, None], current, candidates)[0]
    simulated = _best_share(noise.simulate(rng, len(series), DRAWS), current, candidates)
    return float((1 + (simulated >= seen).sum()) / (1 + DRAWS))


def _years(length: int) -> Numbers:
    """One column for each twelve months, counted back from the last."""
    year = (np.arange(length) - length) // YEAR
    return np.asarray(year[:, None] == np.unique(year), dtype=float)


def _best_share(series: Numbers, design: Numbers, candidates: Places) -> Numbers:
    gains, left = gains_of_steps(series, design, candidates)
    return np.asarray(gains.max(axis=0) / np.maximum(left, np.finfo(float).tiny), dtype=float)


def _settled(series: _Logs, places: tuple[int, ...]) -> tuple[int, ...]:
    """Each step moved to its best place given the others, until none moves."""
    current = tuple(sorted(places))
    for _ in range(len(series)):
        moved = current
        for number, place in enumerate(current):
            others = moved[:number] + moved[number + 1 :]
            near = _between(series.ends(others), place)
            best, _ = best_step(series.values, series.design(others), near)
            moved = (*moved[:number], best, *moved[number + 1 :])
        if moved == current:
            break
        current = moved
    return current


def _between(ends: Sequence[int], place: int) -> Places:
    """Where a step may move to, with a year left on both of its sides."""
    before = max(one for one in ends if one < place)
    after = min(one for one in ends if one > place)
    return np.arange(before + SHORTEST, after - SHORTEST + 1)


def _changes(
    series: _Logs, places: tuple[int, ...], noises: Numbers, known: Sequence[Break]
) -> tuple[LevelChange, ...]:
    values = series.values[:, None]
    simulated = values - residuals(series.design(places), values) + noises
    levels, ends = series.levels(places), series.ends(places)
    found = []
    for number, place in enumerate(places):
        near = _between(series.ends(places[:number] + places[number + 1 :]), place)
        others = series.design(places[:number] + places[number + 1 :])
        earliest, latest = _interval(simulated, others, near)
        first = series.months[min(earliest, place)]
        last = series.months[max(latest, place)]
        at = ends.index(place)
        found.append(
            LevelChange(
                month=series.months[place],
                earliest=first,
                latest=last,
                ratio=float(np.exp(levels[at] - levels[at - 1])),
                known=_known(known, first, last),
                before=_a_month(levels[at - 1]),
                after=_a_month(levels[at]),
                or_earlier=bool(earliest <= near[0]),
                or_later=bool(latest >= near[-1]),
            )
        )
    return tuple(found)


def _interval(simulated: Numbers, others: Numbers, near: Places) -> tuple[int, int]:
    """Where the step is found again in series like this one: the middle 95%."""
    gains, _ = gains_of_steps(simulated, others, near)
    again = np.sort(near[gains.argmax(axis=0)])
    tail = int((1 - CONFIDENCE) / 2 * len(again))
    return int(again[tail]), int(again[-1 - tail])


def _known(known: Sequence[Break], first: date, last: date) -> Break | None:
    """The event within the interval; one that makes figures not comparable comes first."""
    within = [event for event in known if any(first <= turn <= last for turn in event.turns)]
    return min(within, key=lambda event: event.comparable, default=None)


def _a_month(level: float) -> float:
    return float(np.exp(level)) * AVERAGE_MONTH


def _levels(series: _Logs, places: Sequence[int]) -> tuple[Level, ...]:
    spans = pairwise(series.ends(places))
    return tuple(
        Level(Period(series.months[start], series.months[end - 1]), _a_month(level))
        for (start, end), level in zip(spans, series.levels(places), strict=True)
    )


def _gradual(series: _Logs, places: Sequence[int]) -> GradualChange | None:
    """A line in place of the steps, told for the longest stretch without a known break."""
    line = np.linspace(0, 1, len(series))
    sloped = np.hstack([series.design(), line[:, None]])
    free = YEAR + len(series.given)
    of_steps = _bic(series.values, series.design(places), free + 2 * len(places))
    if _bic(series.values, sloped, free + 1) > of_steps:
        return None
    coefficients = np.linalg.lstsq(sloped, series.values, rcond=None)[0]
    climb = float(coefficients[-1])
    start, end = max(pairwise(series.ends()), key=lambda one: one[1] - one[0])
    level = coefficients[:YEAR].mean() + coefficients[YEAR : YEAR + _at(series, start)].sum()
    return GradualChange(
        Period(series.months[start], series.months[end - 1]),
        _a_month(level + climb * line[start]),
        _a_month(level + climb * line[end - 1]),
    )


def _at(series: _Logs, start: int) -> int:
    """How many of the known steps lie at or before a place."""
    return sum(one <= start for one in series.given)


def _bic(values: Numbers, design: Numbers, parameters: int) -> float:
    """Bayesian information criterion; a step costs two parameters, its size and its date.

    Both sides are put in differences from the carried-over part of the month before, so
    that runs of high months do not count as many witnesses.
    """
    left = residuals(design, values[:, None])[:, 0]
    carry = float((left[1:] @ left[:-1]) / max(float(left @ left), np.finfo(float).tiny))
    differenced = values[1:] - carry * values[:-1]
    unexplained = residuals(design[1:] - carry * design[:-1], differenced[:, None])[:, 0]
    size = len(differenced)
    mean_square = max(float(unexplained @ unexplained) / size, np.finfo(float).tiny)
    return size * float(np.log(mean_square)) + (parameters + 1) * float(np.log(size))


def _basis(series: _Logs, p: float | None, carry: float, seed: int) -> Basis:
    return Basis(
        method="steps in log counts per day with calendar-month effects, parametric bootstrap",
        null="no further step, with noise that carries over from month to month",
        sidedness="two-sided",
        caveat="A step says when, not why: a change of recording looks the same.",
        reference="Bai (1997), Econometric Theory 13; Davison and Hinkley (1997)",
        parameters={
            "months": len(series),
            "shortest_level_months": SHORTEST,
            "most_changes": MOST_CHANGES,
            "step_added_while_p_below": CLEAR,
            "p_of_first_step": "not tested" if p is None else p,
            "known_steps_given": len(series.given),
            "draws": DRAWS,
            "seed": seed,
            "lag1_of_noise": carry,
            "confidence": CONFIDENCE,
        },
    )
