"""Does a year rise or fall inside itself? Two totals alone would hide it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analysis.loglinear import fit_log_linear
from wardmote.analysis.months import YEAR, Numbers
from wardmote.analysis.year_model import YearModel
from wardmote.errors import AnalysisError

DRIFT_CLEAR = 0.01  # two looks at each series, and many series: stricter than one test
TWO_YEARS = 2


@dataclass(frozen=True)
class Drift:
    """A year that rises or falls inside itself, beside the usual shape of the season.

    Parameters
    ----------
    year
        "earlier" or "later".
    against
        What its shape is compared with.
    ratio
        Its last month over its first, beyond what the season explains.
    p
        Two-sided; the null is the same shape as `against`.
    """

    year: str
    against: str
    ratio: float
    p: float

    @property
    def is_clear(self) -> bool:
        """Whether it must be said."""
        return self.p < DRIFT_CLEAR


def drifts_inside_years(model: YearModel) -> tuple[Drift, ...]:
    """Whether the last two years of a model rose or fell inside themselves.

    Answers "does either total hide a year that was on its way up or down?". It is asked of
    every `compare_years`; to find when a level changed, use `find_changes`.

    Parameters
    ----------
    model
        The model of the years compared, the two in question last.

    Returns
    -------
    tuple
        One result for each of the two years; for the later one only where the model has
        no third year; none where the counts do not carry the question.

    Notes
    -----
    A slope in each of the two years, beside the season that the other years show. A series
    that climbs as much every year has that climb in its season, and no drift here.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapter 6.

    Examples
    --------
    A second year that doubles between its first month and its last.

    >>> from datetime import date
    >>> from wardmote.analysis.months import months_from
    >>> from wardmote.analysis.year_model import fit_year_model
    >>> rising = np.round(300 * 2 ** (np.arange(12) / 11)).astype(int)
    >>> model = fit_year_model(
    ...     np.concatenate([np.full(12, 400), rising]),
    ...     months_from(date(2025, 1, 1), 24),
    ...     np.repeat([0, 1], 12),
    ...     use=np.full(24, True),
    ... )
    >>> drift = drifts_inside_years(model)[0]
    >>> drift.year, round(drift.ratio, 1), drift.is_clear
    ('later', 2.0, True)
    """
    last = model.blocks[-1]
    years = {"earlier": last - 1, "later": last}
    against = "the other years"
    if len(model.blocks) == TWO_YEARS:  # the season is theirs alone: only their gap is seen
        years, against = {"later": last}, "the earlier year"
    slopes = np.column_stack([_slope(model, block) for block in years.values()])
    try:
        fit = fit_log_linear(
            model.counts, np.hstack([model.design, slopes]), model.days, model.rows
        )
    except AnalysisError:  # everything at one end of a year: the change itself still stands
        return ()
    units = np.eye(len(fit.coefficients))[-len(years) :]
    contrasts = [fit.contrast(unit) for unit in units]
    return tuple(
        Drift(year, against, contrast.ratio, contrast.p)
        for year, contrast in zip(years, contrasts, strict=True)
    )


def _slope(model: YearModel, block: int) -> Numbers:
    """0 in other years; in this one from -1/2 to 1/2, so that the coefficient is its climb."""
    climb = (model.rows % YEAR) / (YEAR - 1) - 0.5
    return np.where(model.rows // YEAR == block, climb, 0.0)
