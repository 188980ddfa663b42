"""Did it rise or fall between two years? The test; `verdicts` says what it allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np

from wardmote.analysis.basis import CONFIDENCE, Basis, Parameter
from wardmote.analysis.breaks import Break, PlacedBreak, place_breaks
from wardmote.analysis.drift import Drift, drifts_inside_years
from wardmote.analysis.months import YEAR, Counts, Period, check_monthly_counts
from wardmote.analysis.two_counts import e_test, exact_ratio_interval
from wardmote.analysis.year_model import YearModel, fit_year_model
from wardmote.errors import AnalysisError

MONTHS_NEEDED = 2 * YEAR
MOST_BLOCKS = 5  # older years say little about how much this series swings today
SMALL_TOGETHER = 50  # below this the e-test speaks; above it, independence is too much to assume
LEAST_FOR_PERCENT = 30  # a percentage of fewer says more than the counts know

SWINGS = Basis(
    method="quasi-Poisson log-linear model of monthly counts",
    null="the two years have the same rate per day",
    sidedness="two-sided",
    caveat="A change may be in recording or in police activity; the test does not say why.",
    reference="McCullagh and Nelder (1989), Generalized Linear Models, chapter 6",
)
INDEPENDENT = Basis(
    method="e-test of two Poisson counts, with the exact conditional interval",
    null="the two periods have the same rate per day",
    sidedness="two-sided",
    caveat="Assumes independent events: repeats and linked offences make it too sure.",
    reference="Krishnamoorthy and Thomson (2004), J. Statistical Planning and Inference 119",
)
_UNTESTED = Basis(
    method="no test",
    caveat="The two counts may be printed; nothing may be said of their difference.",
    reference="House rule: no test, no verb",
)


@dataclass(frozen=True)
class Change:
    """Two periods compared, not yet judged: a verdict needs the family (`verdicts.judge_family`).

    Parameters
    ----------
    name
        What was compared, in the caller's words.
    before, after
        The two counts; `before` is None where there is no earlier year.
    earlier, later
        The two periods.
    breaks
        Known events about the two periods, to be said.
    ratio
        Rate per day after over before; None where not tested, or where it has no upper end.
    lower, upper
        Its 95% interval, from the same model as the test; `upper` None: no upper end.
    p
        Two-sided p-value, or None where not tested.
    phi, lag1, df
        Dispersion, lag-1 correlation of residuals and residual degrees of freedom of the
        model; None for the e-test.
    drifts
        Whether either year rose or fell inside itself, tested.
    refusal
        Why there is no test, for a sentence; empty where there is one.
    too_short
        Whether that is for want of months.
    basis
        Method, null, sidedness, caveat, reference, parameters.
    """

    name: str
    before: int | None
    after: int
    earlier: Period | None
    later: Period
    breaks: tuple[PlacedBreak, ...] = ()
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    p: float | None = None
    phi: float | None = None
    lag1: float | None = None
    df: int | None = None
    drifts: tuple[Drift, ...] = ()
    refusal: str = ""
    too_short: bool = False
    basis: Basis = _UNTESTED

    def __post_init__(self) -> None:
        if (self.p is None) != bool(self.refusal):
            raise ValueError("a change is either tested or says why it is not")
        if (self.p is None) != (self.lower is None):
            raise ValueError("the interval and the test come together")
        if self.ratio is not None and not _orders(self.lower, self.ratio, self.upper):
            raise ValueError("the ratio lies outside its own interval")

    @property
    def assumes_independence(self) -> bool:
        """Whether the sentence must add "assuming independent events"."""
        return self.p is not None and self.phi is None

    @property
    def percent(self) -> float | None:
        """Change in per cent, or None where the earlier count is too small for one."""
        return self._as_percent(self.ratio)

    @property
    def percent_interval(self) -> tuple[float, float] | None:
        """The 95% interval in per cent, or None where there is no percentage."""
        lower, upper = self._as_percent(self.lower), self._as_percent(self.upper)
        return None if lower is None or upper is None else (lower, upper)

    @property
    def leaves_out_no_change(self) -> bool:
        """Whether the 95% interval, of this series by itself, excludes a ratio of 1."""
        below = self.upper is not None and self.upper < 1
        return below or (self.lower is not None and self.lower > 1)

    def _as_percent(self, ratio: float | None) -> float | None:
        if ratio is None or self.before is None or self.before < LEAST_FOR_PERCENT:
            return None
        return 100 * (ratio - 1)


def _orders(lower: float | None, ratio: float, upper: float | None) -> bool:
    return lower is not None and lower <= ratio and (upper is None or ratio <= upper)


class _Pair(NamedTuple):
    """What every comparison of two periods says, tested or not."""

    name: str
    before: int
    after: int
    earlier: Period
    later: Period
    breaks: tuple[PlacedBreak, ...]


def compare_years(
    counts: Sequence[int] | Counts,
    months: Sequence[date],
    *,
    name: str = "",
    breaks: Sequence[Break] = (),
) -> Change:
    """Change of one monthly series between its last twelve months and the twelve before.

    Answers "did it rise or fall, beyond the swings that this series always shows?". For
    two periods that are not years, or a single pair of counts, use `compare_counts`. A
    sentence needs a verdict: hand all changes of one measure to `judge_family`.

    Parameters
    ----------
    counts
        Monthly counts, oldest first: whole numbers, 0 or more. Give all the history there
        is: up to five years are used to see how much the series swings.
    months
        First day of each month, without gaps, length as `counts`. Leave a partial last
        month out.
    name
        What is counted, in words; it comes back with the result.
    breaks
        Known events about the series and area, from the register.

    Returns
    -------
    Change
        Both counts, the ratio of daily rates with its 95% interval, the test and what it
        rests on; or both counts and the reason why there is no test.

    Raises
    ------
    AnalysisError
        A month is missing or a count is not a whole number, 0 or more.

    Notes
    -----
    A quasi-Poisson model with calendar-month and 12-month-block factors and log days as
    offset. phi is Pearson chi-square over its degrees of freedom, never below 1, times
    (1+r)/(1-r) where the lag-1 correlation r of the residuals is above 0. Together below
    50, the e-test speaks instead and assumes independent events. Where a break lies
    within or between the years there is no test. An older year that a break cuts is
    left out of the model.

    It misleads where the season changed its shape between the years, and it cannot tell a
    change in crime from a change in recording that the register does not know. Simulated
    quiet series with clustered counts gave p below 0.05 in 2 to 6 of 100; large counts
    with slow swings (six tenths of a month's swing carried over to the next) in up to 18,
    as a lag-1 correlation estimated from so few months is too small.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapter 6.
    Krishnamoorthy and Thomson (2004), J. Statistical Planning and Inference 119.

    Examples
    --------
    Ten a month, then twenty a month: twice as many, and beyond doubt.

    >>> from wardmote.analysis.months import months_from
    >>> change = compare_years([10] * 12 + [20] * 12, months_from(date(2024, 3, 1), 24))
    >>> change.before, change.after, round(change.ratio, 3)
    (120, 240, 2.0)
    >>> round(change.lower, 2), round(change.upper, 2), change.df
    (1.56, 2.56, 11)
    """
    checked = check_monthly_counts(counts, months, of=name or "this series")
    if not len(checked):
        raise AnalysisError(
            f"There are no months to compare for {name or 'this series'}.",
            expected=f"at least {MONTHS_NEEDED} months",
            found="none",
            next_step="Ingest the months first.",
        )
    if len(checked) < MONTHS_NEEDED:
        return _too_short(checked, months, name)
    earlier = Period(months[-2 * YEAR], months[-YEAR - 1])
    later = Period(months[-YEAR], months[-1])
    before, after = int(checked[-2 * YEAR : -YEAR].sum()), int(checked[-YEAR:].sum())
    pair = _Pair(name, before, after, earlier, later, place_breaks(breaks, earlier, later))
    refusal = _why_not(pair)
    if refusal:
        return Change(*pair, refusal=refusal)
    if before + after < SMALL_TOGETHER:
        return _small_change(pair)
    return _modelled_change(pair, checked, months, breaks)


def compare_counts(
    before: int,
    after: int,
    *,
    earlier: Period,
    later: Period,
    name: str = "",
    breaks: Sequence[Break] = (),
) -> Change:
    """Change between two counts of two periods, without their months.

    Answers "could two small counts come from one rate?", assuming independent events. Two
    counts of 50 or more together get no test: only their monthly series shows how much
    they swing (`compare_years`).

    Parameters
    ----------
    before, after
        The two counts, 0 or more.
    earlier, later
        The two periods: the same months of the year, or the season is taken for a change.
    name
        What is counted, in words.
    breaks
        Known events about the series and area.

    Returns
    -------
    Change
        As `compare_years`; too short to say where the counts together are 50 or more.

    Raises
    ------
    AnalysisError
        A count is negative, or the periods are not the same months of the year.

    Notes
    -----
    The interval is exact and conditional on the total; the e-test is not, so the two can
    differ at the edge. A verdict needs both.

    References
    ----------
    Krishnamoorthy and Thomson (2004), J. Statistical Planning and Inference 119.

    Examples
    --------
    >>> first = Period(date(2025, 1, 1), date(2025, 6, 1))
    >>> second = Period(date(2026, 1, 1), date(2026, 6, 1))
    >>> round(compare_counts(2, 6, earlier=first, later=second).p, 2)
    0.17
    """
    if len(earlier) != len(later) or earlier.first.month != later.first.month:
        raise AnalysisError(
            f"The two periods of {name or 'this series'} are not the same months of the year.",
            found=f"{earlier}, and {later}",
            next_step="Compare like with like: the same months, a year or more apart.",
        )
    if before < 0 or after < 0:
        raise AnalysisError(
            f"A count of {name or 'this series'} is negative.",
            found=f"{before} before, {after} after",
            next_step="Correct the counts: nothing recorded is 0.",
        )
    pair = _Pair(name, before, after, earlier, later, place_breaks(breaks, earlier, later))
    refusal = _why_not(pair)
    if refusal:
        return Change(*pair, refusal=refusal)
    if before + after >= SMALL_TOGETHER:
        short = f"counts of {SMALL_TOGETHER} or more need {MONTHS_NEEDED} months to be judged"
        return Change(*pair, refusal=short, too_short=True)
    return _small_change(pair)


def _too_short(counts: Counts, months: Sequence[date], name: str) -> Change:
    used = min(YEAR, len(counts))
    return Change(
        name,
        before=None,
        after=int(counts[-used:].sum()),
        earlier=None,
        later=Period(months[-used], months[-1]),
        refusal=f"{len(counts)} months are held and two years are {MONTHS_NEEDED}",
        too_short=True,
    )


def _why_not(pair: _Pair) -> str:
    forbidding = [str(one) for one in pair.breaks if one.forbids]
    if forbidding:
        return "; ".join(forbidding)
    if not pair.before + pair.after:
        return "none were recorded in either year"
    if pair.before + pair.after >= SMALL_TOGETHER and not (pair.before and pair.after):
        missing = "later" if pair.before else "earlier"
        return f"none were recorded in the {missing} year: a change of category or recording?"
    return ""


def _small_change(pair: _Pair) -> Change:
    days = {"days_before": pair.earlier.days, "days_after": pair.later.days}
    lower, upper = exact_ratio_interval(pair.before, pair.after, **days)
    rates = pair.after / pair.later.days, pair.before / pair.earlier.days
    return Change(
        *pair,
        ratio=rates[0] / rates[1] if pair.before else None,
        lower=lower,
        upper=upper,
        p=e_test(pair.before, pair.after, **days),
        basis=_with(INDEPENDENT, counts_together_below=SMALL_TOGETHER, confidence=CONFIDENCE),
    )


def _with(basis: Basis, **parameters: Parameter) -> Basis:
    return replace(basis, parameters=parameters)


def _modelled_change(
    pair: _Pair, counts: Counts, months: Sequence[date], breaks: Sequence[Break]
) -> Change:
    try:
        model = _model_of_years(counts, months, breaks)
        contrast = model.block_ratio(model.blocks[-1] - 1, model.blocks[-1])
        lower, upper = contrast.interval
    except AnalysisError:  # nearly everything in a month or two
        return Change(*pair, refusal="too few months have any to show how much they swing")
    return Change(
        *pair,
        ratio=contrast.ratio,
        lower=lower,
        upper=upper,
        p=contrast.p,
        phi=model.fit.phi,
        lag1=model.fit.lag1,
        df=model.fit.df,
        drifts=drifts_inside_years(model),
        basis=_with(
            SWINGS,
            years_used=len(model.blocks),
            months_used=len(model.rows),
            variance_inflation=model.fit.inflation,
            confidence=CONFIDENCE,
        ),
    )


def _model_of_years(counts: Counts, months: Sequence[date], breaks: Sequence[Break]) -> YearModel:
    """Model of all whole years up to five, an older one that a break cuts left out."""
    years = min(MOST_BLOCKS, len(counts) // YEAR)
    counts, months = counts[-years * YEAR :], months[-years * YEAR :]
    unlike = [event for event in breaks if not event.comparable]
    starts = range(0, years * YEAR, YEAR)
    whole = [
        not any(event.cuts(Period(months[start], months[start + YEAR - 1])) for event in unlike)
        for start in starts
    ]
    return fit_year_model(
        counts, months, np.repeat(np.arange(years), YEAR), use=np.repeat(whole, YEAR)
    )
