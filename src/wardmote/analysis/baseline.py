"""Did it rise or fall since a baseline year? The change test for years that do not touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from wardmote.analysis.basis import CONFIDENCE
from wardmote.analysis.breaks import Break, PlacedBreak, place_breaks
from wardmote.analysis.change import (
    INDEPENDENT,
    MOST_BLOCKS,
    SMALL_TOGETHER,
    SWINGS,
    Change,
)
from wardmote.analysis.drift import Drift, drifts_inside_years
from wardmote.analysis.months import YEAR, Counts, Period, check_monthly_counts
from wardmote.analysis.two_counts import e_test, exact_ratio_interval
from wardmote.analysis.year_model import YearModel, fit_year_model
from wardmote.errors import AnalysisError


def compare_with_baseline(
    counts: Sequence[int] | Counts,
    months: Sequence[date],
    *,
    baseline: Period,
    name: str = "",
    breaks: Sequence[Break] = (),
) -> Change:
    """Change of one monthly series between a baseline year and its last twelve months.

    Answers "is it otherwise than when we started, beyond the swings of this series?". For the
    last two years use `compare_years`, which this equals where the baseline is the year before
    the last.

    Parameters
    ----------
    counts
        Monthly counts, oldest first: whole numbers, 0 or more. Give all the history there is.
    months
        First day of each month, without gaps, length as `counts`.
    baseline
        Twelve months.
    name
        What is counted, in words.
    breaks
        Known events about the series and area.

    Returns
    -------
    Change
        As `compare_years`; both counts and the reason why there is no test where a month of
        the baseline is not held, where fewer than twelve months follow it, or where a break
        lies within or between.

    Raises
    ------
    AnalysisError
        The baseline is not twelve months, a month is missing or a count is not whole.

    Notes
    -----
    The model of `compare_years` over whole years only: the last twelve months, the baseline,
    then the newest others up to five, those that a break cuts left out. Months that fit in no
    whole year are not used. Whether a year rose or fell inside itself is told only where the
    years touch.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapter 6.

    Examples
    --------
    Thirty a month, half a year between, then fifteen a month.

    >>> from wardmote.analysis.months import months_from
    >>> months = months_from(date(2025, 4, 1), 30)
    >>> year = Period(date(2025, 4, 1), date(2026, 3, 1))
    >>> change = compare_with_baseline([30] * 12 + [20] * 6 + [15] * 12, months, baseline=year)
    >>> change.before, change.after, round(change.ratio, 2)
    (360, 180, 0.5)
    """
    checked = check_monthly_counts(counts, months, of=name or "this series")
    if len(baseline) != YEAR:
        raise AnalysisError(
            f"The baseline of {name or 'this series'} is not a year.",
            expected="twelve whole months, so that every season is in it once",
            found=str(baseline),
            next_step="Give a baseline of twelve months.",
        )
    start = months.index(baseline.first) if baseline.first in months else None
    if start is None or start + YEAR > len(checked):
        return _untested(checked, months, "the months of the baseline are not all held", name=name)
    left = len(checked) - start - YEAR
    before = int(checked[start : start + YEAR].sum())
    if left < YEAR:
        short = f"{left} of the 12 months that must follow the baseline are held"
        return _untested(checked, months, short, name=name, before=before, earlier=baseline)
    return _compared(checked, months, start, name, breaks)


def _untested(
    counts: Counts,
    months: Sequence[date],
    refusal: str,
    *,
    name: str,
    before: int | None = None,
    earlier: Period | None = None,
) -> Change:
    used = min(YEAR, len(counts))
    later = Period(months[-used], months[-1])
    after = int(counts[-used:].sum())
    return Change(name, before, after, earlier, later, refusal=refusal, too_short=True)


def _compared(
    counts: Counts, months: Sequence[date], start: int, name: str, breaks: Sequence[Break]
) -> Change:
    earlier = Period(months[start], months[start + YEAR - 1])
    later = Period(months[-YEAR], months[-1])
    bare = Change(
        name,
        before=int(counts[start : start + YEAR].sum()),
        after=int(counts[-YEAR:].sum()),
        earlier=earlier,
        later=later,
        breaks=place_breaks(breaks, earlier, later),
        refusal="not tested yet",
    )
    refusal = _why_not(bare.before or 0, bare.after, bare.breaks)
    if refusal:
        return replace(bare, refusal=refusal)
    if (bare.before or 0) + bare.after < SMALL_TOGETHER:
        return _small(bare, earlier)
    return _modelled(bare, counts, months, start, breaks)


def _why_not(before: int, after: int, breaks: Sequence[PlacedBreak]) -> str:
    forbidding = [str(one) for one in breaks if one.forbids]
    if forbidding:
        return "; ".join(forbidding)
    if not before + after:
        return "none were recorded in either year"
    if before + after >= SMALL_TOGETHER and not (before and after):
        missing = "later" if before else "earlier"
        return f"none were recorded in the {missing} year: a change of category or recording?"
    return ""


def _small(bare: Change, earlier: Period) -> Change:
    before, after = bare.before or 0, bare.after
    days = {"days_before": earlier.days, "days_after": bare.later.days}
    lower, upper = exact_ratio_interval(before, after, **days)
    ratio = (after / bare.later.days) / (before / earlier.days) if before else None
    return replace(
        bare,
        refusal="",
        ratio=ratio,
        lower=lower,
        upper=upper,
        p=e_test(before, after, **days),
        basis=replace(
            INDEPENDENT,
            parameters={"counts_together_below": SMALL_TOGETHER, "confidence": CONFIDENCE},
        ),
    )


def _modelled(
    bare: Change, counts: Counts, months: Sequence[date], start: int, breaks: Sequence[Break]
) -> Change:
    try:
        model, block = _model(counts, months, start, breaks)
        contrast = model.block_ratio(block, model.blocks[-1])
        lower, upper = contrast.interval
    except AnalysisError:  # nearly everything in a month or two
        few = "too few months have any to show how much they swing"
        return replace(bare, refusal=few)
    return replace(
        bare,
        refusal="",
        ratio=contrast.ratio,
        lower=lower,
        upper=upper,
        p=contrast.p,
        phi=model.fit.phi,
        lag1=model.fit.lag1,
        df=model.fit.df,
        drifts=_drifts(model, block),
        basis=replace(
            SWINGS,
            parameters={
                "years_used": len(model.blocks),
                "months_used": len(model.rows),
                "variance_inflation": model.fit.inflation,
                "confidence": CONFIDENCE,
            },
        ),
    )


def _model(
    counts: Counts, months: Sequence[date], start: int, breaks: Sequence[Break]
) -> tuple[YearModel, int]:
    """Model of whole years, and the number of the baseline's block in it."""
    rows, use, blocks = [], [], {}
    years = _years(months, start, breaks)
    for before, first in zip((None, *years), years, strict=False):
        if before is not None and first != before + YEAR:
            # A block that is not used, so that months apart are not taken for neighbours.
            rows += [range(first - YEAR, first)]
            use += [False]
        blocks[first] = len(rows)
        rows += [range(first, first + YEAR)]
        use += [True]
    places = np.concatenate(rows)
    model = fit_year_model(
        counts[places],
        [months[one] for one in places],
        np.repeat(np.arange(len(rows)), YEAR),
        use=np.repeat(use, YEAR),
    )
    return model, blocks[start]


def _years(months: Sequence[date], start: int, breaks: Sequence[Break]) -> list[int]:
    """First positions of the years used, oldest first."""
    last = len(months) - YEAR
    between = range(last - YEAR, start + YEAR - 1, -YEAR)
    before = range(start - YEAR, -1, -YEAR)
    cutting = [one for one in breaks if not one.comparable]
    others = [one for one in (*between, *before) if not _is_cut(months, one, cutting)]
    return sorted((start, last, *others[: MOST_BLOCKS - 2]))


def _is_cut(months: Sequence[date], first: int, cutting: Sequence[Break]) -> bool:
    period = Period(months[first], months[first + YEAR - 1])
    return any(one.cuts(period) for one in cutting)


def _drifts(model: YearModel, baseline: int) -> tuple[Drift, ...]:
    return drifts_inside_years(model) if baseline == model.blocks[-1] - 1 else ()
